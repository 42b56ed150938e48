// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/patient.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

Population population() {
    return {.typical = {.title = "", .parameters = {{"b", 2.0}, {"fixed", 7.0}}, .history = {}},
            .varying = {{"a", 1.0, parse_spread("lognormal sd 0.3", "")}, {"b", 9.0, {}}},
            .sex_factors = {{"fixed", 1.0, 0.5}},
            .age_mean = 35.0,
            .age_spread = parse_spread("normal sd 6.5 min 20 max 45", ""),
            .female_share = 0.75};
}

TEST(Individual, IsTheSameWhoeverElseIsDrawn) {
    const Individual alone = draw_individual(population(), {.seed = 4, .trial = 1, .patient = 17});
    for (std::uint32_t k = 0; k < 17; ++k) (void)draw_individual(population(), {.seed = 4, .trial = 1, .patient = k});
    const Individual in_company = draw_individual(population(), {.seed = 4, .trial = 1, .patient = 17});
    EXPECT_EQ(alone.parameters, in_company.parameters);
    EXPECT_EQ(alone.age, in_company.age);
}

TEST(Individual, TakesTheTypicalPatientsValueAsCentre) {
    EXPECT_DOUBLE_EQ(draw_individual(population(), {.seed = 4}).parameters.at("b"), 2.0);
}

TEST(Individual, CarriesTheFactorOfItsSex) {
    int n_female = 0;
    for (std::uint32_t k = 0; k < 2000; ++k) {
        const Individual person = draw_individual(population(), {.seed = 4, .trial = 0, .patient = k});
        EXPECT_DOUBLE_EQ(person.parameters.at("fixed"), person.is_female ? 3.5 : 7.0);
        n_female += person.is_female ? 1 : 0;
    }
    EXPECT_NEAR(n_female, 1500, 60); // three standard deviations
}

TEST(Individual, HasAnAgeWithinTheBounds) {
    for (std::uint32_t k = 0; k < 500; ++k) {
        const double age = draw_individual(population(), {.seed = 4, .trial = 0, .patient = k}).age;
        EXPECT_GE(age, 20.0);
        EXPECT_LE(age, 45.0);
    }
}

} // namespace
} // namespace euthymia
