// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/ensemble.hpp"

#include <algorithm>
#include <cmath>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/power.hpp"
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

TEST(Ensemble, TellsTheSpreadOfANumberOnTheScaleOfTheSearch) {
    // equal weights: the sample SD of 1, 2, 3, and of the logarithms of 1 and e
    Ensemble ensemble{.names = {"contact.attention.points"}, .members = {}};
    for (const double value : {1.0, 2.0, 3.0}) {
        ensemble.members.push_back({.weight = 1.0 / 3.0, .objective = 0.0, .values = {value}});
    }
    EXPECT_NEAR(*ensemble.sd_of(0, toy_contact("attention", 1.0, 0.3)), 1.0, 1e-12);
    const Ensemble apart{.names = {"slope"},
                         .members = {{.weight = 0.5, .objective = 0.0, .values = {1.0}},
                                     {.weight = 0.5, .objective = 0.0, .values = {std::exp(1.0)}}}};
    EXPECT_NEAR(*apart.sd_of(0, toy_slope(0.5)), 1.0 / std::sqrt(2.0), 1e-12);
    const Ensemble one{.names = {"slope"},
                       .members = {{.weight = 1.0, .objective = 0.0, .values = {1.0}},
                                   {.weight = 0.0, .objective = 9e9, .values = {2.0}}}};
    EXPECT_FALSE(one.sd_of(0, toy_slope(0.5))) << "one member has all the weight";
}

/// Three members: attention has 0.8, 1 and 1.2 points, everybody's slope is 1.5.
Ensemble steeper() {
    Ensemble ensemble{.names = {"contact.attention.points", "slope"}, .members = {}};
    for (const double points : {0.8, 1.0, 1.2}) {
        ensemble.members.push_back({.weight = 1.0 / 3.0, .objective = 0.0, .values = {points, 1.5}});
    }
    return ensemble;
}

TrialResult toy_over(const Ensemble& ensemble) {
    const TrialDesign design = toy_trial({toy_row("T1", "attention", -20.0, 1.0)});
    return run_over_ensemble(design, sloping_biology(), ensemble, {.n_pool = 20, .n_replicate = 5, .seed = 7});
}

void expect_interval(const Estimate& found, double value, double low, double high) {
    EXPECT_NEAR(found.value, value, 1e-6);
    EXPECT_NEAR(found.low, low, 1e-6);
    EXPECT_NEAR(found.high, high, 1e-6);
}

TEST(RunOverEnsemble, GivesPublishedNumbersTheIntervalOfTheMembers) {
    const TrialResult trial = toy_over(steeper());
    EXPECT_EQ(trial.n_member, 3U);
    ASSERT_EQ(trial.comparisons.size(), 1U);
    EXPECT_NEAR(trial.comparisons[0].simulated, -20.0, 1e-6) << "the biology as it is";
    expect_interval(*trial.comparisons[0].over_ensemble, -30.0, -36.0, -24.0);
}

TEST(RunOverEnsemble, GivesArmsAndContrastsTheIntervalOfTheMembers) {
    const TrialResult trial = toy_over(steeper());
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (const ArmResult& row : trial.arms[arm].results) {
            ASSERT_TRUE(row.over_ensemble);
            if (row.measure != "twice" || row.week != 10.0) continue;
            const double slope = 1.5, few = arm == 0 ? 0.8 : 1.0, many = arm == 0 ? 1.2 : 1.0;
            expect_interval(row.over_ensemble->mean_change, slope * row.mean_change, many * slope * row.mean_change,
                            few * slope * row.mean_change);
            EXPECT_TRUE(std::isnan(row.over_ensemble->response_rate.value)) << "no scale";
        }
    }
    for (const Contrast& row : trial.contrasts) {
        ASSERT_TRUE(row.over_ensemble);
        if (row.measure != "twice") continue;
        EXPECT_LT(row.over_ensemble->mean_difference.low, row.over_ensemble->mean_difference.high);
        EXPECT_TRUE(std::isnan(row.over_ensemble->risk_ratio.value));
    }
}

std::size_t place_of_twice(const TrialResult& trial) {
    const auto is_twice = [](const Name& name) { return name.alias == "twice" || name.id == "twice"; };
    return static_cast<std::size_t>(std::ranges::find_if(trial.variables, is_twice) - trial.variables.begin());
}

TEST(RunOverEnsemble, GivesCoursesTheIntervalOfTheirMean) {
    const TrialResult trial = toy_over(steeper());
    const auto at = [&](std::size_t time) {
        return trial.arms[0].over_ensemble->values[time * trial.variables.size() + place_of_twice(trial)];
    };
    ASSERT_EQ(trial.arms[0].over_ensemble->values.size(), trial.time.size() * trial.variables.size());
    // twice the score falls by 2 * 1.5 * points a week; the first visit is nine hours after the beginning
    EXPECT_NEAR(at(0).high - at(0).low, 2.0 * 1.5 * (1.2 - 0.8) * 9.0 / 168.0, 1e-6);
    expect_interval(at(trial.time.size() - 1), at(0).value - 30.0, at(0).low - 36.0, at(0).high - 24.0);
    EXPECT_EQ(trial.arms[0].over_ensemble->ratings.size(), trial.visit_time.size() * trial.scales.size());
}

/// Members under which attention has 0.8, 1 and 1.2 points a week, of half, three tenths and a fifth of the weight.
Ensemble uneven() {
    return {.names = {"contact.attention.points"},
            .members = {{.weight = 0.5, .objective = 0.0, .values = {0.8}},
                        {.weight = 0.3, .objective = 0.0, .values = {1.0}},
                        {.weight = 0.2, .objective = 0.0, .values = {1.2}}}};
}

constexpr double to_first_visit = 9.0 / 168.0; // weeks

/// The score with which somebody came, of whom twice the score is recorded; it has fallen by a point a week since then.
double start_of(const TrialResult& trial, std::size_t person) {
    const std::size_t first = person * trial.time.size() * trial.variables.size() + place_of_twice(trial);
    return 0.5 * trial.arms[0].values[first] + to_first_visit;
}

/// Raters give whole points.
double rated(double start, double points, double week) {
    return std::round(start - points * (week + to_first_visit));
}

/// The share of people in attention of whom `is_so(start, points)`.
template <typename Condition>
double share_of(const TrialResult& trial, double points, Condition is_so) {
    const std::size_t n = trial.arms[0].dropout_week.size();
    double count = 0.0;
    for (std::size_t person = 0; person < n; ++person) count += is_so(start_of(trial, person), points) ? 1.0 : 0.0;
    return count / static_cast<double>(n);
}

TEST(RunOverEnsemble, GivesTheNumberNeededTheIntervalOfTheMembers) {
    const TrialResult trial = toy_over(uneven());
    const auto responds = [](double start, double points) {
        return rated(start, points, 10.0) <= 0.5 * rated(start, points, 0.0);
    };
    const double few = share_of(trial, 0.8, responds), some = share_of(trial, 1.0, responds),
                 many = share_of(trial, 1.2, responds);
    ASSERT_LT(few, some);
    ASSERT_LT(some, many);
    const Contrast& contrast = trial.contrasts[0];
    EXPECT_NEAR(contrast.risk_difference->value, some, 1e-12) << "nobody who waits falls by half";
    expect_interval(contrast.over_ensemble->risk_difference, 0.5 * few + 0.3 * some + 0.2 * many, few, many);
}

TEST(RunOverEnsemble, GivesSurvivalTheIntervalOfTheMembers) {
    TrialDesign design = toy_trial({{.id = "R",
                                     .split = "calibration",
                                     .arm = "attention",
                                     .measure = "HAMD17",
                                     .week = 10,
                                     .statistic = "relapse_rate",
                                     .value = 30.0}});
    design.relapse = {.scale = "HAMD17", .at_least = 15.0};
    const TrialResult trial =
        run_over_ensemble(design, sloping_biology(), uneven(), {.n_pool = 20, .n_replicate = 5, .seed = 7});
    const auto stays_well = [](double start, double points) { return rated(start, points, 5.0) < 15.0; };
    const double few = share_of(trial, 0.8, stays_well), some = share_of(trial, 1.0, stays_well),
                 many = share_of(trial, 1.2, stays_well);
    ASSERT_LT(few, many);
    const CourseOverEnsemble& over = *trial.arms[0].over_ensemble;
    ASSERT_EQ(over.without_relapse.size(), 11U) << "every week";
    expect_interval(over.without_relapse[4], 100.0, 100.0, 100.0);
    for (const std::size_t week : {5U, 10U}) { // relapses are found at the visit in week 5; nobody gets worse later
        expect_interval(over.without_relapse[week], 100.0 * (0.5 * few + 0.3 * some + 0.2 * many), 100.0 * few,
                        100.0 * many);
    }
    ASSERT_EQ(over.in_treatment.size(), 11U);
    EXPECT_TRUE(toy_over(uneven()).arms[0].over_ensemble->without_relapse.empty()) << "no relapses were published";
}

/// A point between two arms of 64 under the biology as it is; none, one and two under the members.
PlannedTrial planned() {
    TrialDesign design = toy_trial({});
    design.analysis = Analysis::all;
    for (ArmDesign& arm : design.arms) arm.n = 64;
    Biology biology = sloping_biology();
    biology.handbook.contact["waitlist"] = 0.9;
    Ensemble ensemble = uneven();
    for (std::size_t k = 0; k < 3; ++k) ensemble.members[k].values = {0.9 + 0.1 * static_cast<double>(k)};
    return plan_over_ensemble(design, biology, ensemble, {}, {.n_pool = 200, .n_replicate = 400, .seed = 7});
}

/// The t test's, where the difference is `points` and everybody is seen.
double closed_power(const TrialResult& trial, double points, int n) {
    const ArmRecord& arm = trial.arms[0];
    const auto end = std::ranges::find_if(
        arm.results, [](const ArmResult& row) { return row.measure == "HAMD17" && row.week == 10.0; });
    return power_of_t_test(points / end->score.sd, n, n);
}

constexpr double noise_of_power = 4.0 * 0.025; // of 400 replicates

TEST(RunOverEnsemble, GivesPowerTheIntervalOfTheMembers) {
    const TrialResult trial = planned().result;
    const Estimate& power = trial.contrasts[0].over_ensemble->power;
    const double some = closed_power(trial, 1.0, 64), much = closed_power(trial, 2.0, 64);
    EXPECT_NEAR(power.value, 0.5 * 0.05 + 0.3 * some + 0.2 * much, noise_of_power);
    EXPECT_NEAR(power.low, 0.05, noise_of_power);
    EXPECT_NEAR(power.high, much, noise_of_power);
    EXPECT_GT(trial.contrasts[0].replicates->power->value, power.low) << "one pool shows the number of the biology";
}

TEST(PlanOverEnsemble, TellsThePowerOfThePlannedSizeOverTheMembers) {
    const auto [trial, plan] = planned();
    EXPECT_EQ(trial.n_member, 3U);
    const int n = plan.chosen().n;
    ASSERT_TRUE(plan.power_over_ensemble);
    const double much = closed_power(trial, 2.0, n);
    EXPECT_NEAR(plan.power_over_ensemble->value, 0.5 * 0.05 + 0.3 * 0.8 + 0.2 * much, noise_of_power);
    EXPECT_NEAR(plan.power_over_ensemble->low, 0.05, noise_of_power);
    EXPECT_NEAR(plan.power_over_ensemble->high, much, noise_of_power);
}

TEST(PlanOverEnsemble, IsThePlanItselfWithoutMembers) {
    TrialDesign design = toy_trial({});
    design.analysis = Analysis::all;
    const TrialOptions options{.n_pool = 40, .n_replicate = 20, .seed = 7};
    const PlannedTrial found = plan_over_ensemble(design, sloping_biology(), {}, {}, options);
    EXPECT_FALSE(found.plan.power_over_ensemble);
    const auto& scales = sloping_biology().scales;
    EXPECT_EQ(found.plan.chosen().n, plan_trial(found.result, scales, {}).chosen().n);
}

TEST(RunOverEnsemble, DoesNotRunMembersWithoutWeight) {
    Ensemble ensemble = steeper();
    ensemble.members.push_back({.weight = 0.0, .objective = 1e6, .values = {1e9, 1e9}});
    std::vector<std::string> steps;
    const TrialResult trial =
        run_over_ensemble(toy_trial({}), sloping_biology(), ensemble, toy_options,
                          [&](const std::string& step, std::size_t, std::size_t) { steps.push_back(step); });
    EXPECT_EQ(trial.n_member, 3U);
    const auto tells = [&](const std::string& part) {
        return std::ranges::any_of(steps, [&](const auto& step) { return step.find(part) != std::string::npos; });
    };
    EXPECT_TRUE(tells("(member 3 of 3)")) << "progress says how far it is";
    EXPECT_FALSE(tells("member 4"));
}

TEST(RunOverEnsemble, IsTheTrialItselfWithoutMembers) {
    const TrialResult trial = toy_over({});
    EXPECT_EQ(trial.n_member, 0U);
    EXPECT_FALSE(trial.comparisons[0].over_ensemble);
    EXPECT_FALSE(trial.contrasts[0].over_ensemble);
    EXPECT_FALSE(trial.arms[0].over_ensemble);
}

TEST(RunOverEnsemble, DoesNotChangeTheNumbersItStandsBeside) {
    const TrialResult with = toy_over(steeper()), without = toy_over({});
    EXPECT_EQ(with.comparisons[0].simulated, without.comparisons[0].simulated);
    EXPECT_EQ(with.comparisons[0].low, without.comparisons[0].low);
    EXPECT_EQ(with.contrasts[0].smd.value, without.contrasts[0].smd.value);
    EXPECT_EQ(with.contrasts[0].replicates->smd, without.contrasts[0].replicates->smd);
    EXPECT_EQ(with.arms[1].ratings, without.arms[1].ratings);
}

TEST(RunOverEnsemble, RefusesNumbersTheBiologyDoesNotHave) {
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
