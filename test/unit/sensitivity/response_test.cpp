// SPDX-License-Identifier: Apache-2.0
// Outcomes as functions of parameters, in a biology with a closed form.
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sensitivity/response.hpp"
#include "unit/trial/toy_biology.hpp"

namespace euthymia {
namespace {

constexpr double weeks = 10.0 + 9.0 / 168.0; ///< at the visit

Protocol care(const char* kind) {
    return {.name = kind, .interventions = {Care{.kind = kind, .weeks = 20}}};
}

TEST(PersonResponse, IsWhatThePersonIsAtThatPoint) {
    const Biology biology = toy_biology();
    const PersonQuestion question{
        .patient = biology.patients.at("candidate"), .protocol = care("attention"), .measure = "HAMD17", .week = 10.0};
    const std::vector<UncertainParameter> parameters{{"start", 10.0, 30.0}};
    const Response response = person_response(question, biology, parameters, {});
    const auto outcomes = response({{12.0}, {25.0}});
    EXPECT_NEAR(outcomes[0], 12.0 - weeks, 1e-5);
    EXPECT_NEAR(outcomes[1], 25.0 - weeks, 1e-5);
}

TEST(PersonResponse, IsTheDifferenceFromAnotherProtocol) {
    const Biology biology = toy_biology();
    const PersonQuestion question{.patient = biology.patients.at("candidate"),
                                  .protocol = care("attention"),
                                  .versus = care("waitlist"),
                                  .measure = "twice",
                                  .week = 10.0};
    const std::vector<UncertainParameter> parameters{{"start", 10.0, 30.0}};
    const auto outcomes = person_response(question, biology, parameters, {})({{12.0}, {25.0}});
    EXPECT_NEAR(outcomes[0], -weeks, 1e-5);
    EXPECT_NEAR(outcomes[1], -weeks, 1e-5);
}

TEST(TrialResponse, IsTheMeanOfTheTrialWithTheParameter) {
    // the spread of `start` is drawn around the point; entry criteria then hold the baseline, so the arms differ as
    // ever
    const Biology biology = toy_biology();
    const TrialQuestion question{
        .design = toy_design(), .arm = "attention", .versus = "waitlist", .measure = "HAMD17", .week = 10.0};
    const std::vector<UncertainParameter> parameters{{"start", 18.0, 22.0}};
    TrialOptions options;
    options.n_pool = 20;
    const auto outcomes = trial_response(question, biology, parameters, options)({{19.0}, {1000.0}});
    EXPECT_NEAR(outcomes[0], -0.5 * weeks, 1e-4);
    EXPECT_TRUE(std::isnan(outcomes[1])) << "nobody can be recruited";
}

TEST(TrialResponse, TellsWhatIsWrongEverywhere) {
    const Biology biology = toy_biology();
    const std::vector<UncertainParameter> parameters{{"start", 18.0, 22.0}};
    const TrialQuestion question{
        .design = toy_design(), .arm = "attenton", .versus = {}, .measure = "HAMD17", .week = 10.0};
    try {
        std::ignore = trial_response(question, biology, parameters, {});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the trial has no arm 'attenton'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'attention'?");
    }
}

TEST(UsualValues, AreThoseOfThePatientOrElseOfTheModel) {
    const Biology biology = toy_biology();
    const Patient patient{.title = "", .parameters = {{"start", 7.0}}, .history = {}};
    EXPECT_EQ(usual_values(biology, patient, {"start", "vo2max_baseline"}), (std::vector<double>{7.0, 30.0}));
    EXPECT_THROW(std::ignore = usual_values(biology, patient, {"strat"}), InputError);
}

} // namespace
} // namespace euthymia
