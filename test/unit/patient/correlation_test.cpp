// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/correlation.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/patient/patient.hpp"

namespace euthymia {
namespace {

std::vector<VaryingParameter> varying() {
    return {{"a", 1.0, parse_spread("normal sd 2", "")},
            {"b", 3.0, parse_spread("lognormal sd 0.5", "")},
            {"c", 5.0, parse_spread("normal sd 1", "")},
            {"d", 5.0, parse_spread("normal sd 1 min 4.5", "")}};
}

Population population(const std::vector<Correlation>& rows) {
    return {.kind = "candidate",
            .typical = {},
            .varying = varying(),
            .groups = correlated_groups(varying(), rows),
            .covariates = {}};
}

using Value = std::function<double(const Individual&)>;

double correlation_of(const Population& people, int n, const Value& x, const Value& y) {
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (int k = 0; k < n; ++k) {
        const Individual person = draw_individual(people, 7, static_cast<std::uint32_t>(k));
        const double u = x(person), v = y(person);
        sx += u, sy += v, sxx += u * u, syy += v * v, sxy += u * v;
    }
    return (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

Value of(const std::string& id) {
    return [id](const Individual& person) { return person.parameters.at(id); };
}
Value log_of(const std::string& id) {
    return [id](const Individual& person) { return std::log(person.parameters.at(id)); };
}

TEST(Correlation, IsThatOfTheUnderlyingNormals) {
    const Population people = population({{"a", "b", 0.6}, {"b", "c", -0.3}});
    const int n = 20000; // standard error of a correlation near 0: 0.007
    EXPECT_NEAR(correlation_of(people, n, of("a"), log_of("b")), 0.6, 0.02);
    EXPECT_NEAR(correlation_of(people, n, log_of("b"), of("c")), -0.3, 0.03);
    EXPECT_NEAR(correlation_of(people, n, of("a"), of("c")), 0.0, 0.03);
}

TEST(Correlation, LeavesTheMarginsAsTheyAre) {
    const Population people = population({{"a", "b", 0.6}});
    double sum = 0, squares = 0;
    for (std::uint32_t k = 0; k < 20000; ++k) {
        const double z = std::log(draw_individual(people, 7, k).parameters.at("b") / 3.0);
        sum += z;
        squares += z * z;
    }
    EXPECT_NEAR(sum / 20000, 0.0, 0.015); // four standard errors
    EXPECT_NEAR(std::sqrt(squares / 20000), 0.5, 0.012);
}

TEST(Correlation, ChangesNobodyElsesNumbers) {
    const Individual alone = draw_individual(population({}), 7, 3);
    const Individual related = draw_individual(population({{"a", "b", 0.6}}), 7, 3);
    for (const char* id : {"a", "c", "d"}) EXPECT_EQ(alone.parameters.at(id), related.parameters.at(id)) << id;
    EXPECT_NE(alone.parameters.at("b"), related.parameters.at("b"));
}

TEST(Correlation, KeepsToTheBounds) {
    const Population people = population({{"a", "d", 0.8}});
    for (std::uint32_t k = 0; k < 2000; ++k) EXPECT_GE(draw_individual(people, 7, k).parameters.at("d"), 4.5);
    // the cut takes the people with it: a is above its centre where d had to be above 4.5;
    // E[z | z > -0.5] = pdf(0.5) / cdf(0.5) = 0.5092, so E[a] = 1 + 2 * 0.8 * 0.5092
    double sum = 0;
    for (std::uint32_t k = 0; k < 20000; ++k) sum += draw_individual(people, 7, k).parameters.at("a");
    EXPECT_NEAR(sum / 20000, 1.0 + 2.0 * 0.8 * 0.5092, 0.05);
}

TEST(Correlation, GroupsHoldWhoIsLinkedThroughOthers) {
    const auto groups = correlated_groups(varying(), {{"c", "d", 0.2}, {"a", "d", 0.2}});
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].members, (std::vector<std::size_t>{0, 2, 3}));
    EXPECT_EQ(groups[1].members, (std::vector<std::size_t>{1}));
}

void expect_refused(const std::vector<Correlation>& rows, const std::string& what, const std::string& where) {
    try {
        (void)correlated_groups(varying(), rows);
        FAIL() << what;
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, what);
        EXPECT_EQ(error.issues().front().where, where);
    }
}

TEST(Correlation, RefusesWhatCannotBe) {
    expect_refused({{"a", "e", 0.2, "f:3"}}, "'e' does not differ between people", "f:3");
    expect_refused({{"a", "a", 0.2, "f:3"}}, "'a' is correlated with itself", "f:3");
    expect_refused({{"a", "b", 1.0, "f:3"}}, "the correlation is 1", "f:3");
    expect_refused({{"a", "b", 0.1, "f:3"}, {"b", "a", 0.1, "f:4"}}, "'b' and 'a' stand twice", "f:4");
    // 0.9, 0.9 and -0.9 among three: the determinant 1 + 2 r12 r13 r23 - sum r^2 is below 0
    expect_refused({{"a", "b", 0.9, "f:2"}, {"a", "c", 0.9, "f:3"}, {"b", "c", -0.9, "f:4"}},
                   "no people can have these correlations together: a and b 0.9; a and c 0.9; b and c -0.9", "f:2");
}

} // namespace
} // namespace euthymia
