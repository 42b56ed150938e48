// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/volunteers.hpp"

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "toy_biology.hpp"

namespace euthymia {
namespace {

Simulator simulator(const Biology& biology) {
    return {biology.equations, biology.names, settable_of_volunteers("candidate", biology), {"score"}};
}

TEST(Volunteers, AreTheCandidatesOfTheirKindAtTheEndOfTheirHistory) {
    const Biology biology = toy_biology();
    const Simulator model = simulator(biology);
    const TrialOptions options{.seed = 3};
    const auto people = volunteers("candidate", 45.0, 6, biology, options, model);
    ASSERT_EQ(people.size(), 6u);
    const Population population{.kind = "candidate",
                                .typical = biology.patients.at("candidate"),
                                .varying = biology.varying,
                                .groups = {},
                                .covariates = {}};
    for (std::uint32_t k = 0; k < 6; ++k) {
        // nothing moves the score in the history
        const double start = draw_individual(population, 3, k).parameters.at("start");
        EXPECT_NEAR(model.observe(people[k]).front(), start, 1e-9) << k;
        EXPECT_EQ(people[k].time, 0.0);
    }
}

TEST(Volunteers, AreTheSameFewOrMany) {
    const Biology biology = toy_biology();
    const Simulator model = simulator(biology);
    const auto few = volunteers("candidate", 45.0, 3, biology, {}, model);
    const auto many = volunteers("candidate", 45.0, 9, biology, {.n_thread = 1}, model);
    for (std::size_t k = 0; k < few.size(); ++k) EXPECT_EQ(few[k].state, many[k].state);
}

TEST(Volunteers, OfAnUnknownKindAreRefused) {
    try {
        std::ignore = settable_of_volunteers("candidat", toy_biology());
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().todo, "did you mean 'candidate'?");
    }
}

} // namespace
} // namespace euthymia
