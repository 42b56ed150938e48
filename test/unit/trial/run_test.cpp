// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/run.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <numeric>

#include "euthymia/base/error.hpp"
#include "result_at.hpp"
#include "toy_biology.hpp"

namespace euthymia {
namespace {

constexpr double nine_hours = 9.0 / 168.0; // weeks; visits are at nine o'clock

TrialResult run(const TrialDesign& design, const TrialOptions& options = {.n_pool = 60, .n_replicate = 50}) {
    return run_trial(design, toy_biology(), options);
}

TEST(Trial, ArmsFallAsTheClosedFormSays) {
    const TrialResult result = run(toy_design());
    // one and half a point a week; ratings are rounded to whole points, so the mean is known to half a point
    EXPECT_NEAR(result_at(result.arms[0], "HAMD17", 10).mean_change, -10.0 - nine_hours, 0.5);
    EXPECT_NEAR(result_at(result.arms[1], "HAMD17", 10).mean_change, -5.0 - nine_hours / 2.0, 0.5);
    // a model variable is not rounded, and its baseline is read at the first visit
    EXPECT_NEAR(result_at(result.arms[0], "twice", 10).mean_change, -20.0, 1e-6);
}

TEST(Trial, BaselineFollowsThePublishedDistribution) {
    const TrialResult result = run(toy_design(), {.n_pool = 200, .n_replicate = 1});
    const ArmResult& baseline = result_at(result.arms[0], "HAMD17", 0);
    EXPECT_NEAR(baseline.score.mean, 20.0, 0.3);
    EXPECT_NEAR(baseline.score.sd, 2.0, 0.3);
    EXPECT_EQ(result.flow.n_assessed, result.flow.n_below + result.flow.n_above + result.flow.n_unmatched +
                                          result.flow.n_failed + result.flow.n_entered);
}

TEST(Trial, ContrastIsTheDifferenceOfTheArms) {
    const TrialResult result = run(toy_design());
    ASSERT_EQ(result.contrasts.size(), 2U);
    const Contrast& contrast = result.contrasts.front();
    EXPECT_EQ(contrast.arm, "attention");
    EXPECT_EQ(contrast.versus, "waitlist");
    EXPECT_NEAR(contrast.mean_difference.value, -5.0, 0.6);
    EXPECT_LT(contrast.smd.value, 0.0);
}

/// The toy with people who differ in fitness, and a first arm that walks at 6 MET.
struct FitnessTrial {
    Biology biology = toy_biology();
    TrialDesign design = toy_design();

    FitnessTrial() {
        for (const std::string& name : input::required()) {
            if (biology.equations.quantities.emplace(name, Expression::symbol(name)).second)
                biology.equations.constants.push_back({name, 0.0});
        }
        biology.varying.push_back({"vo2max_baseline", 30.0, parse_spread("normal sd 5 min 15", "")});
        biology.handbook.modes = {{"walking", {.met = 4.0, .intensity = 0.5}}};
        biology.handbook.contact["supervised"] = 1.0;
        biology.handbook.met_oxygen = 3.5;
        biology.handbook.limits = {{"intensity_continuous", {ExerciseLimit::Action::refuse, 0.85, "of reserve"}}};
        design.arms[0].protocol.interventions = {Exercise{.mode = "walking",
                                                          .sessions_per_week = 1.0,
                                                          .minutes = 30.0,
                                                          .intensity = parse_intensity("6 MET", ""),
                                                          .energy = {},
                                                          .weeks = 2.0}};
    }

    [[nodiscard]] TrialResult run(bool is_terse) const {
        return run_trial(design, biology, {.n_pool = 60, .n_replicate = 1, .is_terse = is_terse});
    }
};

TEST(Trial, CountsItsPeopleWhoAreBeyondALimitOfExerciseAndRunsAllTheSame) {
    const FitnessTrial trial;
    const TrialResult result = trial.run(false);
    ASSERT_EQ(result.safety.size(), 1U) << "the centre, at a VO2max of 30, works at 66 % of reserve";
    int n = 0, n_person = 0;
    ASSERT_EQ(std::sscanf(result.safety[0].what.c_str(), "arm 'attention': walking: %d of %d people", &n, &n_person), 2)
        << result.safety[0].what;
    // (21 - 3.5) / (VO2max - 3.5) > 0.85 for a VO2max below 24.09, which is a normal deviate below -1.18: 11.9 %
    EXPECT_EQ(n_person, 60);
    EXPECT_NEAR(n, 0.119 * 60, 3.0 * std::sqrt(60 * 0.119 * 0.881));
    EXPECT_TRUE(trial.run(true).safety.empty()) << "a terse trial has no report";
}

TEST(Trial, ATerseOneRatesTheSameAndRecordsVisitsOnly) {
    const TrialResult full = run(toy_design());
    const TrialResult terse = run(toy_design(), {.n_pool = 60, .n_replicate = 50, .is_terse = true});
    for (std::size_t arm = 0; arm < full.arms.size(); ++arm) EXPECT_EQ(full.arms[arm].ratings, terse.arms[arm].ratings);
    EXPECT_EQ(terse.time, terse.visit_time);
    EXPECT_GT(full.time.size(), full.visit_time.size());
    EXPECT_TRUE(full.contrasts.front().replicates);
    EXPECT_FALSE(terse.contrasts.front().replicates);
}

PublishedRow row(const std::string& statistic, double value) {
    return {.id = "T1",
            .split = "calibration",
            .arm = "attention",
            .versus = {},
            .measure = "HAMD17",
            .week = 10,
            .statistic = statistic,
            .value = value};
}

TEST(Trial, AgreesWithinItsTolerance) {
    TrialDesign design = toy_design();
    design.published = {row("mean_change", -10.5), row("mean_change", -14.0), row("percent_change", -50.0)};
    PublishedRow with_interval = row("mean_change", -3.0);
    with_interval.low = -12.0;
    with_interval.high = -2.0;
    design.published.push_back(with_interval);
    const TrialResult result = run(design);
    EXPECT_TRUE(result.comparisons[0].agrees);
    EXPECT_FALSE(result.comparisons[1].agrees);
    EXPECT_TRUE(result.comparisons[2].agrees);
    EXPECT_TRUE(result.comparisons[3].agrees) << "a published interval decides, not the distance to its value";
    EXPECT_LE(result.comparisons[0].low, result.comparisons[0].simulated);
    EXPECT_GE(result.comparisons[0].high, result.comparisons[0].simulated);
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

TEST(Trial, GivesTheSameBitsOnOneAndTwoThreads) {
    const TrialResult one = run(toy_design(), {.n_pool = 60, .n_replicate = 5, .n_thread = 1});
    const TrialResult two = run(toy_design(), {.n_pool = 60, .n_replicate = 5, .n_thread = 2});
    for (std::size_t arm = 0; arm < one.arms.size(); ++arm) {
        EXPECT_TRUE(same_bits(one.arms[arm].values, two.arms[arm].values));
        EXPECT_TRUE(same_bits(one.arms[arm].ratings, two.arms[arm].ratings));
    }
}

TEST(Trial, DrawsOtherPeopleWithAnotherSeed) {
    const TrialResult one = run(toy_design(), {.n_pool = 20, .n_replicate = 1, .seed = 1});
    const TrialResult two = run(toy_design(), {.n_pool = 20, .n_replicate = 1, .seed = 2});
    EXPECT_FALSE(same_bits(one.arms[0].values, two.arms[0].values));
}

TEST(Trial, SaysWhenNobodyMeetsTheCriteria) {
    TrialDesign design = toy_design();
    design.recruitment.baseline->min = 48.0;
    design.recruitment.baseline->max = 52.0;
    try {
        (void)run(design, {.n_pool = 20, .n_replicate = 1});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "only 0 of 264 candidates meet the entry criteria");
        EXPECT_EQ(error.issues().front().where, "key 'population.baseline'");
    }
}

TEST(Trial, SuggestsThePatientThatWasMeant) {
    TrialDesign design = toy_design();
    design.recruitment.patient = "candidat";
    try {
        (void)run(design);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "there is no patient 'candidat'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'candidate'?");
    }
}

/// A biology in which some people explode: x' = x^2 / 168 / explodes_at, from 1, is infinite after that many weeks.
Biology explosive_biology() {
    Biology biology = toy_biology();
    const Expression x = Expression::symbol("x");
    biology.equations.states.push_back({"x", 1.0, x * x / 168.0 / Expression::symbol("explodes_at")});
    biology.equations.constants.push_back({"explodes_at", 1000.0});
    biology.equations.quantities.emplace("x", x);
    biology.equations.quantities.emplace("explodes_at", Expression::symbol("explodes_at"));
    biology.varying.push_back({"explodes_at", 100.0, parse_spread("lognormal sd 1.1", "")});
    return biology;
}

TEST(Trial, APersonWhoFailsDoesNotStopTheOthers) {
    const TrialResult result = run_trial(toy_design(), explosive_biology(), {.n_pool = 100, .n_replicate = 5});
    ASSERT_FALSE(result.failures.empty());
    const auto& failure = result.failures.front();
    EXPECT_FALSE(failure.reason.empty());
    const int n_lost = static_cast<int>(std::count_if(result.failures.begin(), result.failures.end(),
                                                      [](const FailedPerson& f) { return f.arm == "attention"; }));
    EXPECT_EQ(result_at(result.arms[0], "HAMD17", 10).score.n, 100 - n_lost);
}

TEST(Trial, UnblindedRatersAreKinderByExpectancyAfterBaseline) {
    Biology biology = toy_biology();
    biology.handbook.expectancy = {{"nothing", 0.0}, {"waitlist", 0.0}, {"attention", 2.0}, {"elsewhere", 5.0}};
    biology.handbook.rater_bias = 1.0;
    Scale self = biology.scales.front();
    self.name = "BDI2";
    self.is_self_rated = true;
    biology.scales.push_back(self);
    TrialDesign design = toy_design();
    design.outcomes = {{"HAMD17", 10}, {"BDI2", 10}};
    const TrialOptions options{.n_pool = 20, .n_replicate = 1};
    const TrialResult blind = run_trial(design, biology, options);
    design.is_rater_blinded = false;
    const TrialResult open = run_trial(design, biology, options);
    const auto shift = [&](std::size_t arm, const std::string& measure, double week) {
        return result_at(open.arms[arm], measure, week).score.mean -
               result_at(blind.arms[arm], measure, week).score.mean;
    };
    EXPECT_NEAR(shift(0, "HAMD17", 10), -1.0, 1e-12) << "no arm of this trial has more expected of it";
    EXPECT_EQ(shift(0, "HAMD17", 0), 0.0);
    EXPECT_EQ(shift(0, "BDI2", 10), 0.0) << "patients rate themselves";
    EXPECT_EQ(shift(1, "HAMD17", 10), 0.0) << "nothing is expected of waiting";
}

/// What was recorded of a person at a visit.
double seen(const TrialResult& result, std::size_t arm, const std::string& id, std::size_t person, std::size_t visit) {
    const std::size_t n_time = result.time.size(), n_variable = result.variables.size();
    const std::size_t time = visit * 5; // weeks 0, 5 and 10 of a record by weeks
    std::size_t place = 0;
    while (result.variables[place].id != id) ++place;
    return result.arms[arm].values[(person * n_time + time) * n_variable + place];
}

TEST(Trial, TheSamePeopleUnderTheSameCareAreRatedAlikeInEveryArm) {
    TrialDesign design = toy_design();
    design.arms[1].protocol = design.arms[0].protocol;
    const TrialResult result = run(design, {.n_pool = 40, .n_replicate = 1});
    EXPECT_EQ(result.arms[0].ratings, result.arms[1].ratings);
}

TEST(Trial, AssaysErrByTheirCoefficientOfVariation) {
    TrialDesign design = toy_design();
    design.outcomes[1].noise = 0.1;
    const TrialResult result = run(design, {.n_pool = 400, .n_replicate = 1});
    ASSERT_EQ(result.assayed.size(), 1U);
    std::vector<double> ratio;
    const std::size_t n_visit = 3;
    for (std::size_t person = 0; person < 400; ++person) {
        for (std::size_t visit = 0; visit < n_visit; ++visit) {
            ratio.push_back(result.arms[0].assays[person * n_visit + visit] / seen(result, 0, "twice", person, visit));
        }
    }
    const Summary summary = summarise(ratio);
    EXPECT_NEAR(summary.mean, 1.0, 5.0 * 0.1 / std::sqrt(1200.0));
    EXPECT_NEAR(summary.sd, 0.1, 5.0 * 0.1 / std::sqrt(2400.0));
}

TEST(Trial, APersonsOwnLevelIsTheSameInEveryArmAndVisit) {
    Biology biology = toy_biology();
    biology.assays["twice"] = {.measure = "twice", .between = 0.5};
    TrialDesign design = toy_design();
    design.recruitment.baseline.reset(); // everybody enters: evenly spread are those who are asked
    const TrialResult result = run_trial(design, biology, {.n_pool = 400, .n_replicate = 1});
    const std::size_t n_visit = 3;
    std::vector<double> own;
    for (std::size_t k = 0; k < 400 * n_visit; k += n_visit) {
        const auto factor = [&](std::size_t arm, std::size_t visit) {
            return result.arms[arm].assays[k + visit] / seen(result, arm, "twice", k / n_visit, visit);
        };
        own.push_back(factor(0, 0));
        EXPECT_NEAR(factor(0, 2), own.back(), 1e-12);
        EXPECT_NEAR(factor(1, 1), own.back(), 1e-12);
    }
    EXPECT_NEAR(summarise(own).mean, 1.0, 0.5 * 0.5 / std::sqrt(400.0)) << "half of what chance has as its SD";
    EXPECT_NEAR(summarise(own).sd, 0.5, 0.15) << "lognormal: a wide error";
}

TEST(Trial, VisitsInHoursAreSeenAtTheirHour) {
    TrialDesign design = toy_design();
    design.visit_hours = {10.0, 94.0};
    design.visit_weeks = {10.0 / 168.0, 94.0 / 168.0};
    design.outcomes = {{"twice", 94.0 / 168.0}};
    const TrialResult result = run(design);
    // one point a week, twice: in half a week 84 h apart
    EXPECT_NEAR(result_at(result.arms[0], "twice", 94.0 / 168.0).mean_change, -1.0, 1e-6);
}

/// People leave care at a hazard of 0.02 a day.
Biology biology_of_leaving() {
    Biology biology = toy_biology();
    const Expression stay = Expression::symbol("stay");
    biology.equations.states.push_back({"stay", 1.0, -(Expression::symbol("dropout_rate") * stay / 24.0)});
    for (const char* name : {"dropout_rate", "supervision_effect", "attendance_base"}) {
        biology.equations.constants.push_back({name, 0.0});
        biology.equations.quantities.emplace(name, Expression::symbol(name));
    }
    biology.equations.quantities.emplace("stay", stay);
    biology.handbook.adherence = {{"waitlist", {.attendance = 1.0, .dropout_rate = 0.02}}};
    return biology;
}

TEST(Trial, PeopleLeaveCareWithoutSessionsToo) {
    const TrialResult result = run_trial(toy_design(), biology_of_leaving(), {.n_pool = 300, .n_replicate = 1});
    const double expected = 100.0 * (1.0 - std::exp(-0.02 * 70.0));
    const double error = std::sqrt(expected * (100.0 - expected) / 300.0);
    EXPECT_NEAR(result_at(result.arms[1], "HAMD17", 10).dropout_rate, expected, 4.0 * error);
    EXPECT_EQ(result_at(result.arms[0], "HAMD17", 10).dropout_rate, 0.0) << "no row of adherence, nobody leaves";
}

TEST(Trial, CountsThoseWhoWereSimulatedInRecruitingAndInEveryArm) {
    const TrialResult result = run(toy_design(), {.n_pool = 20, .n_replicate = 1});
    ASSERT_EQ(result.arms.size(), 2U);
    EXPECT_EQ(result.n_simulated, result.flow.n_assessed + 2 * 20);
}

} // namespace
} // namespace euthymia
