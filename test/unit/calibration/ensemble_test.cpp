// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/ensemble.hpp"

#include <cmath>

#include "euthymia/base/error.hpp"
#include "toy_fit.hpp"

namespace euthymia {
namespace {

/// A normal posterior of two numbers with correlation 0.6.
Posterior known_posterior() {
    return {.centre = {1.0, 0.5},
            .covariance = {0.01, 0.6 * 0.1 * 0.05, 0.6 * 0.1 * 0.05, 0.0025},
            .numbers = {},
            .correlations = {}};
}

const std::vector<FitParameter> two{toy_contact("attention", 1.0, 0.3), toy_contact("waitlist", 0.5, 0.3)};

TEST(Ensemble, IsDrawnFromThePosterior) {
    constexpr int n = 4000;
    const auto draws = draw_values(known_posterior(), two, n, 1);
    double mean = 0.0, square = 0.0, product = 0.0;
    for (const auto& draw : draws) {
        mean += (draw[0] - 1.0) / n;
        square += (draw[0] - 1.0) * (draw[0] - 1.0) / n;
        product += (draw[0] - 1.0) * (draw[1] - 0.5) / n;
    }
    EXPECT_NEAR(mean, 0.0, 4.0 * 0.1 / std::sqrt(n));
    EXPECT_NEAR(square, 0.01, 4.0 * 0.01 * std::sqrt(2.0 / n));
    EXPECT_NEAR(product, 0.003, 4.0 * 0.005 * std::sqrt(1.36 / n));
}

TEST(Ensemble, GivesTheSameFirstDrawsHoweverManyThereAre) {
    const auto few = draw_values(known_posterior(), two, 3, 5), many = draw_values(known_posterior(), two, 30, 5);
    for (std::size_t k = 0; k < few.size(); ++k) EXPECT_EQ(few[k], many[k]);
    EXPECT_NE(few[0], few[1]);
    EXPECT_NE(draw_values(known_posterior(), two, 1, 6)[0], few[0]);
}

TEST(Ensemble, StaysWithinTheBounds) {
    Posterior wide = known_posterior();
    wide.covariance = {100.0, 0.0, 0.0, 0.0025};
    for (const auto& draw : draw_values(wide, two, 50, 1)) {
        EXPECT_GE(draw[0], two[0].low);
        EXPECT_LE(draw[0], two[0].high);
    }
}

/// -2 log density of the posterior itself.
double objective_of(const std::vector<double>& values) {
    const double a = (values[0] - 1.0) / 0.1, b = (values[1] - 0.5) / 0.05;
    return (a * a - 2.0 * 0.6 * a * b + b * b) / (1.0 - 0.36);
}

TEST(Ensemble, WeighsEqualWhereTheApproximationIsThePosterior) {
    std::vector<Evaluation> draws;
    for (const auto& values : draw_values(known_posterior(), two, 8, 1)) {
        draws.push_back({.values = values, .simulated = {}, .objective = 17.0 + objective_of(values), .failure = {}});
    }
    const Ensemble ensemble = weigh(two, known_posterior(), draws);
    for (const EnsembleMember& member : ensemble.members) EXPECT_NEAR(member.weight, 1.0 / 8.0, 1e-9);
    EXPECT_NEAR(ensemble.effective_size(), 8.0, 1e-6);
    draws[0].objective += 1e6; // as a draw whose trials could not be run
    EXPECT_EQ(weigh(two, known_posterior(), draws).members[0].weight, 0.0);
}

TEST(WeightedInterval, TakesThePointsAWeightedSampleHas) {
    std::vector<double> sample, weights;
    for (int k = 1000; k > 0; --k) {
        sample.push_back(k);
        weights.push_back(2.0);
    }
    const Estimate even = weighted_interval(sample, weights);
    EXPECT_EQ(even.value, 500.5);
    EXPECT_EQ(even.low, 25.0);
    EXPECT_EQ(even.high, 975.0);
    const Estimate heavy = weighted_interval({1.0, std::nan(""), 3.0}, {1.0, 5.0, 99.0});
    EXPECT_NEAR(heavy.value, (1.0 + 3.0 * 99.0) / 100.0, 1e-12);
    EXPECT_EQ(heavy.low, 3.0);
    EXPECT_TRUE(std::isnan(weighted_interval({std::nan("")}, {1.0}).value));
}

TEST(TrialOverEnsemble, CarriesTheIntervalOfTheMembers) {
    Ensemble ensemble{.names = {"contact.attention.points", "slope"}, .members = {}};
    for (const double points : {0.8, 1.0, 1.2}) {
        ensemble.members.push_back({.weight = 1.0 / 3.0, .objective = 0.0, .values = {points, 1.5}});
    }
    const TrialDesign design = toy_trial({toy_row("T1", "attention", -20.0, 1.0)});
    const auto trial =
        run_over_ensemble(design, sloping_biology(), ensemble, {.n_pool = 20, .n_replicate = 5, .seed = 7});
    ASSERT_EQ(trial.comparisons.size(), 1U);
    EXPECT_NEAR(trial.central.comparisons[0].simulated, -20.0, 1e-6) << "the biology as it is";
    EXPECT_NEAR(trial.comparisons[0].value, -20.0 * 1.5, 1e-6);
    EXPECT_NEAR(trial.comparisons[0].low, -20.0 * 1.5 * 1.2, 1e-6);
    EXPECT_NEAR(trial.comparisons[0].high, -20.0 * 1.5 * 0.8, 1e-6);
    ASSERT_EQ(trial.smd.size(), trial.central.contrasts.size());
    ASSERT_EQ(trial.mean_change.size(), 2U);
    ASSERT_EQ(trial.mean_change[0].size(), trial.central.arms[0].results.size());
    for (std::size_t k = 0; k < trial.central.arms[1].results.size(); ++k) {
        const ArmResult& row = trial.central.arms[1].results[k]; // waitlist: all members have the same points
        if (row.measure != "twice") continue;
        EXPECT_NEAR(trial.mean_change[1][k].low, 1.5 * row.mean_change, 1e-6);
        EXPECT_EQ(trial.mean_change[1][k].low, trial.mean_change[1][k].high);
    }
}

TEST(TrialOverEnsemble, RefusesNumbersTheBiologyDoesNotHave) {
    const Ensemble ensemble{.names = {"slope", "contact.dancing.points", "slip"}, .members = {{.values = {1, 1, 1}}}};
    try {
        (void)run_over_ensemble(toy_trial({}), sloping_biology(), ensemble, toy_options);
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.issues().size(), 2U);
        EXPECT_EQ(error.issues()[0].where, "parameter 'contact.dancing.points'");
        EXPECT_EQ(error.issues()[1].where, "parameter 'slip'");
    }
}

} // namespace
} // namespace euthymia
