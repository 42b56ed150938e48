// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/patient.hpp"

#include <set>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

Population population() {
    return {.kind = "candidate",
            .typical = {.title = "", .parameters = {{"b", 2.0}, {"fixed", 7.0}}, .history = {}},
            .varying = {{"a", 1.0, parse_spread("lognormal sd 0.3", "")}, {"b", 9.0, {}}},
            .groups = {},
            .covariates = {{.kind = Covariate::Kind::female, .parameter = "fixed", .factor = 0.5}}};
}

Population ageing() {
    Population people = population();
    people.covariates = {
        {.kind = Covariate::Kind::age, .parameter = "b", .factor = 0.9, .per = 10, .reference = 45},
        {.kind = Covariate::Kind::female, .parameter = "b", .factor = 0.81, .per = 1, .reference = 0.5}};
    return people;
}

TEST(Individual, IsTheSameWhoeverElseIsDrawn) {
    const Individual alone = draw_individual(population(), 4, 17);
    for (std::uint32_t k = 0; k < 17; ++k) (void)draw_individual(population(), 4, k);
    const Individual in_company = draw_individual(population(), 4, 17);
    EXPECT_EQ(alone.parameters, in_company.parameters);
}

TEST(Individual, DiffersBySeedKindAndNumber) {
    Population others = population();
    others.kind = "inflamed";
    const std::set<double> values{
        draw_individual(population(), 4, 1).parameters.at("a"), draw_individual(population(), 5, 1).parameters.at("a"),
        draw_individual(population(), 4, 3).parameters.at("a"), draw_individual(others, 4, 1).parameters.at("a")};
    EXPECT_EQ(values.size(), 4U);
}

TEST(Individual, KeepsItsNumbersWhenAnotherParameterBeginsToVaryAfterIt) {
    Population more = population();
    more.varying.push_back({"new", 1.0, parse_spread("normal sd 1", "")});
    EXPECT_EQ(draw_individual(population(), 4, 1).parameters.at("a"), draw_individual(more, 4, 1).parameters.at("a"));
}

/// Each coordinate, by name, of the women among the first 2n candidates.
std::vector<std::vector<double>> places_of_women(int n, const std::vector<std::string>& names) {
    std::vector<std::vector<double>> places(names.size());
    for (int k = 0; k < n; ++k) {
        const auto number = static_cast<std::uint32_t>(2 * k + 1);
        const auto place = places_beyond_parameters(population(), number, {.seed = 4, .trial = 7}, names);
        for (std::size_t i = 0; i < names.size(); ++i) places[i].push_back(place[i]);
    }
    return places;
}

TEST(PlacesBeyondParameters, HaveOnePersonInEachOf64Parts) {
    const int n = 64;
    for (const auto& places : places_of_women(n, {"cortisol", "il6", "crp"})) {
        std::set<int> parts;
        for (const double place : places) parts.insert(static_cast<int>(place * n));
        EXPECT_EQ(parts.size(), 64U);
    }
}

TEST(PlacesBeyondParameters, DoNotGoWithEachOther) {
    const int n = 256;
    const auto places = places_of_women(n, {"cortisol", "il6"});
    double covariance = 0.0;
    for (std::size_t k = 0; k < n; ++k) covariance += (places[0][k] - 0.5) * (places[1][k] - 0.5) / n;
    EXPECT_NEAR(12.0 * covariance, 0.0, 0.1) << "chance alone has an SD of 0.06";
}

TEST(Individual, TakesTheTypicalPatientsValueAsCentre) {
    EXPECT_DOUBLE_EQ(draw_individual(population(), 4, 0).parameters.at("b"), 2.0);
}

TEST(Individual, CarriesTheFactorOfItsSex) {
    for (std::uint32_t k = 0; k < 40; ++k) {
        const Individual person = draw_individual(population(), 4, k);
        EXPECT_EQ(person.is_female, k % 2 == 1);
        EXPECT_DOUBLE_EQ(person.parameters.at("fixed"), person.is_female ? 3.5 : 7.0);
    }
}

TEST(Individual, FollowsAgeFromTheReference) {
    const Strata strata = strata_of(ageing());
    ASSERT_EQ(strata.count(), 20);
    const auto number = static_cast<std::uint32_t>(strata.index_of(67.0, false));
    // sixties: 20 years above 45; men: 0.81^-0.5
    EXPECT_DOUBLE_EQ(draw_individual(ageing(), 4, number).parameters.at("b"), 2.0 * 0.81 / 0.9);
    EXPECT_DOUBLE_EQ(draw_individual(ageing(), 4, number).age, 65.0);
}

TEST(Individual, OfAKindWithAnAgeFollowsAgeFromThere) {
    Population old = ageing();
    old.typical.age = 65.0;
    const auto number = static_cast<std::uint32_t>(strata_of(old).index_of(67.0, true));
    EXPECT_DOUBLE_EQ(draw_individual(old, 4, number).parameters.at("b"), 2.0 * 0.9);
}

TEST(Strata, AreOnlyByWhatActs) {
    Population nobody_differs = population();
    nobody_differs.covariates.clear();
    EXPECT_EQ(strata_of(nobody_differs).count(), 1);
    EXPECT_EQ(strata_of(population()).count(), 2);
    EXPECT_EQ(strata_of(population()).index_of(67.0, true), strata_of(population()).index_of(20.0, true));
}

TEST(Strata, FindThemselvesAgain) {
    const Strata strata(true, true);
    for (int k = 0; k < strata.count(); ++k) {
        EXPECT_EQ(strata.index_of(middle_age(strata.at(k)), strata.at(k).is_female), k);
    }
    EXPECT_EQ(strata.at(strata.index_of(104.0, true)).decade, 9);
}

} // namespace
} // namespace euthymia
