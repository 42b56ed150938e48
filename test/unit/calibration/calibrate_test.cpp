// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/calibrate.hpp"

#include <cmath>
#include <cstring>
#include <stdexcept>

#include "euthymia/base/error.hpp"
#include "toy_fit.hpp"

namespace euthymia {
namespace {

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// Every number of a fit in one row.
std::vector<double> numbers_of(const CalibrationResult& result) {
    std::vector<double> numbers = result.best.values;
    numbers.insert(numbers.end(), {result.before.objective, result.best.objective});
    numbers.insert(numbers.end(), result.posterior.covariance.begin(), result.posterior.covariance.end());
    for (const TargetFit& fit : result.targets) numbers.push_back(fit.after);
    for (const EnsembleMember& member : result.ensemble.members) {
        numbers.push_back(member.weight);
        numbers.insert(numbers.end(), member.values.begin(), member.values.end());
    }
    return numbers;
}

CalibrationResult fit(const std::vector<PublishedRow>& rows, const std::vector<FitParameter>& parameters,
                      const FitOptions& options = {.n_evaluation = 40, .n_ensemble = 0}, EvaluationLog log = {}) {
    return calibrate(Objective({toy_trial(rows)}, sloping_biology(), parameters, toy_options), options, std::move(log));
}

TEST(Calibration, FindsTheModeOfALinearProblemWithANormalPrior) {
    // -20 points against -24 +- 2, points ~ N(1, 0.1): precision 20^2 / 2^2 + 1 / 0.1^2, mode 1 + gain * 0.2
    const auto result = fit({toy_row("T1", "attention", -24.0, 2.0)}, {toy_contact("attention", 1.0, 0.1)});
    const double precision = 20.0 * 20.0 / 4.0 + 100.0;
    EXPECT_NEAR(result.best.values[0], 1.0 + 20.0 * 4.0 / 4.0 / precision, 1e-5);
    EXPECT_NEAR(result.posterior.numbers[0].posterior_sd, 1.0 / std::sqrt(precision), 1e-6);
    EXPECT_FALSE(result.posterior.numbers[0].is_identified) << "0.71 of the prior SD";
}

TEST(Calibration, RecoversTwoNumbersThatTheTargetsTell) {
    // attention: -20 * 1.3 * 0.8, waitlist: -20 * 1.3 * 0.5 (its points are known)
    const auto result = fit({toy_row("T1", "attention", -20.8, 0.02), toy_row("T2", "waitlist", -13.0, 0.02)},
                            {toy_slope(1.0), toy_contact("attention", 1.0, 1.0)}, {.n_evaluation = 60});
    EXPECT_NEAR(result.best.values[0], 1.3, 0.01);
    EXPECT_NEAR(result.best.values[1], 0.8, 0.01);
    EXPECT_TRUE(result.posterior.numbers[0].is_identified);
    EXPECT_TRUE(result.posterior.numbers[1].is_identified);
    EXPECT_LT(result.best.objective, result.before.objective);
}

TEST(Calibration, TellsNumbersThatCannotBeToldApart) {
    const auto result =
        fit({toy_row("T1", "attention", -20.0, 0.1)}, {toy_slope(0.5), toy_contact("attention", 1.0, 0.5)});
    ASSERT_EQ(result.posterior.correlations.size(), 1U);
    EXPECT_EQ(result.posterior.correlations[0].first, "slope");
    EXPECT_LT(result.posterior.correlations[0].correlation, -0.99) << "only their product is known";
    EXPECT_FALSE(result.posterior.numbers[0].is_identified);
    EXPECT_FALSE(result.posterior.numbers[1].is_identified);
}

TEST(Calibration, TellsOfEveryNumberWhatItIsMostTiedTo) {
    // attention tells slope * attention, waitlist is known by its prior alone
    const auto result = fit({toy_row("T1", "attention", -20.0, 0.1)},
                            {toy_slope(0.5), toy_contact("waitlist", 0.5, 0.1), toy_contact("attention", 1.0, 0.5)},
                            {.n_evaluation = 20});
    const auto& numbers = result.posterior.numbers;
    EXPECT_EQ(numbers[0].tied_to, "contact.attention.points");
    EXPECT_EQ(numbers[2].tied_to, "slope");
    EXPECT_LT(numbers[0].correlation, -0.99);
    EXPECT_NEAR(numbers[0].correlation, numbers[2].correlation, 1e-9);
    EXPECT_NEAR(numbers[1].correlation, 0.0, 0.05) << "no row knows it; slopes are those of a regression";
    const auto alone = fit({toy_row("T1", "attention", -20.0, 0.1)}, {toy_slope(0.5)}, {.n_evaluation = 10});
    EXPECT_EQ(alone.posterior.numbers[0].tied_to, "");
}

TEST(Calibration, TellsTheSpreadOfTheEnsembleBesideThatOfThePosterior) {
    // a linear problem with a normal prior: the posterior is normal, and draws of equal weight have its SD
    constexpr int n = 100;
    const auto result = fit({toy_row("T1", "attention", -24.0, 2.0)}, {toy_contact("attention", 1.0, 0.1)},
                            {.n_evaluation = 20, .n_ensemble = n});
    const FittedNumber& number = result.posterior.numbers[0];
    ASSERT_TRUE(number.ensemble_sd);
    EXPECT_NEAR(*number.ensemble_sd / number.posterior_sd, 1.0, 4.0 / std::sqrt(2.0 * n));
    EXPECT_FALSE(fit({toy_row("T1", "attention", -24.0, 2.0)}, {toy_contact("attention", 1.0, 0.1)})
                     .posterior.numbers[0]
                     .ensemble_sd);
}

TEST(Calibration, KeepsThePriorOfANumberThatNoTargetKnows) {
    const auto result = fit({toy_row("T1", "attention", -24.0, 1.0)},
                            {toy_contact("attention", 1.0, 0.5), toy_contact("waitlist", 0.5, 0.1)});
    EXPECT_NEAR(result.best.values[1], 0.5, 1e-6);
    EXPECT_NEAR(result.posterior.numbers[1].posterior_sd, 0.1, 1e-9);
    EXPECT_TRUE(result.posterior.numbers[0].is_identified);
}

TEST(Calibration, DoesNotChangeByABitWhenValidationRowsChange) {
    const std::vector<FitParameter> parameters{toy_contact("attention", 1.0, 0.3)};
    const FitOptions options{.n_evaluation = 20, .n_ensemble = 3};
    const PublishedRow row = toy_row("T1", "attention", -24.0, 2.0);
    PublishedRow absurd = toy_row("V1", "no such arm", 1e6, 1.0, "validation");
    absurd.statistic = "no such statistic";
    const auto without = numbers_of(fit({row}, parameters, options));
    EXPECT_TRUE(same_bits(
        without, numbers_of(fit({toy_row("V1", "waitlist", 5.0, 1.0, "validation"), row}, parameters, options))));
    EXPECT_TRUE(same_bits(
        without, numbers_of(fit({row, toy_row("V1", "waitlist", -90.0, 0.1, "validation")}, parameters, options))));
    EXPECT_TRUE(same_bits(without, numbers_of(fit({absurd, row}, parameters, options)))) << "it is not even looked at";
}

TEST(Calibration, GoesOnFromKnownEvaluationsToTheSameBits) {
    const std::vector<PublishedRow> rows{toy_row("T1", "attention", -24.0, 2.0), toy_row("T2", "waitlist", -8.0, 1.0)};
    const std::vector<FitParameter> parameters{toy_slope(0.5), toy_contact("attention", 1.0, 0.3)};
    const FitOptions options{.n_evaluation = 30, .n_ensemble = 4};
    const auto whole = fit(rows, parameters, options);

    EvaluationLog log;
    struct Killed {};
    log.append = [&](const Evaluation& evaluation) {
        log.known.push_back(evaluation);
        if (log.known.size() == 12) throw Killed{};
    };
    EXPECT_THROW((void)fit(rows, parameters, options, {.known = {}, .append = log.append}), Killed);
    const auto resumed = fit(rows, parameters, options, {.known = log.known, .append = {}});
    EXPECT_TRUE(same_bits(numbers_of(whole), numbers_of(resumed)));
    EXPECT_EQ(resumed.n_simulated, whole.n_simulated - 12);

    EvaluationLog all;
    (void)fit(rows, parameters, options, {.known = {}, .append = [&](const Evaluation& e) { all.known.push_back(e); }});
    EXPECT_EQ(fit(rows, parameters, options, {.known = all.known, .append = {}}).n_simulated, 0);
}

TEST(Calibration, SearchesElsewhereWithAnotherSeed) {
    const std::vector<PublishedRow> rows{toy_row("T1", "attention", -24.0, 2.0)};
    const auto seen_with = [&](std::uint64_t seed) {
        std::vector<double> seen;
        const FitOptions options{.n_evaluation = 10, .seed = seed};
        (void)fit(rows, {toy_contact("attention", 1.0, 0.3)}, options,
                  {.known = {}, .append = [&](const Evaluation& e) { seen.push_back(e.values[0]); }});
        return seen;
    };
    EXPECT_TRUE(same_bits(seen_with(1), seen_with(1)));
    EXPECT_FALSE(same_bits(seen_with(1), seen_with(2)));
}

TEST(Calibration, OneRowThatNothingMeetsDoesNotRule) {
    // the third row asks for -200 where the others ask for -24; its pull is that of a residual of two
    const std::vector<PublishedRow> rows{toy_row("T1", "attention", -24.0, 0.5), toy_row("T2", "attention", -24.0, 0.5),
                                         toy_row("T3", "attention", -200.0, 0.5)};
    const auto result = fit(rows, {toy_contact("attention", 1.0, 1.0)}, {.n_evaluation = 60});
    // with residuals z = 40 (1.2 - p) of two rows and slope 2 of the third: 2 * 2 * 40 z = 2 * 2 * 40 -> z = 1
    EXPECT_NEAR(result.best.values[0], 1.2 + 0.025, 0.001);
}

} // namespace
} // namespace euthymia
