// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/objective.hpp"

#include <cmath>

#include "euthymia/base/error.hpp"
#include "toy_fit.hpp"

namespace euthymia {
namespace {

Objective objective_of(std::vector<PublishedRow> rows, std::vector<FitParameter> parameters) {
    return Objective({toy_trial(std::move(rows))}, sloping_biology(), std::move(parameters), toy_options);
}

TEST(Objective, SimulatesTheWholePoolWithTheGivenNumbers) {
    const auto objective = objective_of({toy_row("T1", "attention", -20.0, 2.0), toy_row("T2", "waitlist", -20.0, 2.0)},
                                        {toy_slope(0.5), toy_contact("attention", 1.0, 0.5)});
    const Evaluation evaluation = objective({1.5, 0.7});
    ASSERT_EQ(evaluation.simulated.size(), 2U);
    EXPECT_NEAR(evaluation.simulated[0], -20.0 * 1.5 * 0.7, 1e-6);
    EXPECT_NEAR(evaluation.simulated[1], -20.0 * 1.5 * 0.5, 1e-6);
}

TEST(Objective, LeavesNobodyOfThePoolOut) {
    PublishedRow row = toy_row("T1", "attention", -50.0, 5.0);
    row.statistic = "percent_change"; // of the mean at baseline, which differs from person to person
    const TrialDesign design = toy_trial({row});
    const Objective objective({design}, sloping_biology(), {toy_slope(0.5)}, toy_options);
    const TrialResult trial = run_trial(design, sloping_biology(), toy_options);
    for (const ArmResult& result : trial.arms[0].results) {
        if (result.measure != "twice" || result.week != 10) continue;
        EXPECT_NEAR(objective({1.0}).simulated.at(0), result.percent_change, 1e-9);
        EXPECT_EQ(result.score.n, toy_options.n_pool);
    }
}

TEST(Objective, IsTheSumOfHuberLossesAndPriors) {
    const auto objective = objective_of({toy_row("T1", "attention", -22.0, 2.0), toy_row("T2", "waitlist", -20.0, 2.0)},
                                        {toy_slope(0.5), toy_contact("attention", 1.0, 0.5)});
    const Evaluation present = objective({1.0, 1.0}); // residuals 1 and 5
    EXPECT_NEAR(present.misfit, 1.0 + (2.0 * 2.0 * 5.0 - 2.0 * 2.0), 1e-6);
    EXPECT_EQ(present.prior, 0.0);
    const Evaluation other = objective({std::exp(0.5), 2.0}); // one and two prior SD away
    EXPECT_NEAR(other.prior, 1.0 + 4.0, 1e-12);
    EXPECT_EQ(other.objective, other.misfit + other.prior);
}

TEST(Objective, HoldsCalibrationRowsOnly) {
    PublishedRow odd = toy_row("V2", "attention", 0.0, 1.0, "Calibration"); // not the word
    const auto objective =
        objective_of({toy_row("V1", "attention", 0.0, 1.0, "validation"), toy_row("T1", "attention", -22.0, 2.0), odd},
                     {toy_slope(0.5)});
    ASSERT_EQ(objective.targets().size(), 1U);
    EXPECT_EQ(objective.targets()[0].row.id, "T1");
    for (const TrialDesign& design : objective.designs()) {
        for (const PublishedRow& row : design.published) EXPECT_EQ(row.split, "calibration");
    }
}

TEST(Objective, DoesNotSimulateTrialsThatHaveValidationRowsOnly) {
    TrialDesign other = toy_trial({toy_row("V1", "attention", 0.0, 1.0, "validation")});
    other.title = "for validation";
    const Objective objective({other, toy_trial({toy_row("T1", "attention", -22.0, 2.0)})}, sloping_biology(),
                              {toy_slope(0.5)}, toy_options);
    ASSERT_EQ(objective.designs().size(), 1U);
    EXPECT_EQ(objective.designs()[0].title, "toy");
}

TEST(Objective, SaysWhenThereIsNothingToFitTo) {
    try {
        (void)objective_of({toy_row("V1", "attention", 0.0, 1.0, "validation")}, {toy_slope(0.5)});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "there is nothing to fit to");
    }
}

TEST(Objective, ATrialThatCannotBeRunCountsAsFarOff) {
    // nobody of a pool in which everybody starts at 20 meets a criterion that asks for 48
    TrialDesign design = toy_trial({toy_row("T1", "attention", -22.0, 2.0)});
    design.recruitment.baseline->min = 48.0;
    design.recruitment.baseline->max = 52.0;
    const Objective objective({design}, sloping_biology(), {toy_slope(0.5)}, toy_options);
    EXPECT_THROW((void)objective({1.0}), InputError);
    const Evaluation failed = objective.attempt({1.0});
    EXPECT_TRUE(std::isnan(failed.simulated.at(0)));
    EXPECT_EQ(failed.misfit, huber(residual_of_failure));
    EXPECT_TRUE(failed.failure.starts_with("toy: only 0 of ")) << failed.failure;
}

TEST(Targets, TakeTheirSdFromThePublishedIntervalOrTheRuleOfAgreement) {
    PublishedRow row = toy_row("T1", "attention", -22.0, 2.0);
    EXPECT_NEAR(target_sd(row, false), 2.0, 1e-12);
    row.low.reset();
    row.high.reset();
    EXPECT_EQ(target_sd(row, true), 1.0) << "one point of a scale";
    EXPECT_EQ(target_sd(row, false), 5.5) << "a quarter of the value";
    row.statistic = "response_rate";
    EXPECT_EQ(target_sd(row, true), 5.0);
    row.statistic = "smd";
    EXPECT_EQ(target_sd(row, true), 0.10);
}

TEST(Targets, CompareRatiosByTheirLogarithms) {
    PublishedRow row = toy_row("T1", "attention", 2.0, 1.0);
    row.statistic = "odds_ratio";
    row.low = 1.0;
    row.high = 4.0;
    const Target target{.trial = "toy", .row = row, .sd = target_sd(row, true), .weight = 1.0, .is_ratio = true};
    EXPECT_NEAR(target.sd, std::log(2.0) / 1.96, 1e-12);
    EXPECT_NEAR(target.residual(4.0), 1.96, 1e-12);
    EXPECT_NEAR(target.residual(1.0), -1.96, 1e-12);
}

TEST(Huber, IsASquareThatGoesOnAsItsTangent) {
    EXPECT_EQ(huber(-1.5), 2.25);
    EXPECT_EQ(huber(2.0), 4.0);
    const double h = 1e-6;
    EXPECT_NEAR((huber(2.0 + h) - huber(2.0 - h)) / (2.0 * h), 4.0, 1e-5);
    EXPECT_EQ(huber(10.0) - huber(9.0), 4.0);
}

} // namespace
} // namespace euthymia
