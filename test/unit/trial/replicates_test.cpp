// SPDX-License-Identifier: Apache-2.0
#include "trial/replicates.hpp"

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/plan.hpp"
#include "given_trial.hpp"
#include "trial/analysis.hpp"

namespace euthymia {
namespace {

/// Scores after treatment, everybody from 20.
std::vector<Given> people(const std::vector<double>& scores) {
    std::vector<Given> all;
    for (const double score : scores) all.push_back({.scores = {20.0, score}});
    return all;
}

/// `n` people at the quantiles of a normal distribution with SD 5.
std::vector<Given> normal_people(int n, double mean) {
    std::vector<double> scores;
    for (int k = 0; k < n; ++k) {
        scores.push_back(boost::math::quantile(boost::math::normal(mean, 5.0), (k + 0.5) / n));
    }
    return people(scores);
}

TrialResult analysed(TrialResult result) {
    analyse(result, given_scales());
    return result;
}

TEST(ContrastTest, IsWelchsTTestWithoutAModel) {
    // means 3 and 6, variances 2.5 and 10: t = -3 / sqrt(2.5) = -1.8974 with 2.5^2 / (0.5^2 / 4 + 2^2 / 4) = 5.8824
    // degrees of freedom, p = 0.1075
    const TrialResult result = given_trial({people({1, 2, 3, 4, 5}), people({2, 4, 6, 8, 10})}, Analysis::all);
    const auto scales = given_scales();
    const Records records(result, scales);
    const ContrastTest test(records, result.arms[0], result.arms[1], {"HAMD17", 4.0}, Analysis::all);
    EXPECT_FALSE(test.is_by_model());
    const std::vector<std::size_t> everybody{0, 1, 2, 3, 4};
    EXPECT_NEAR(test(everybody, everybody).p_value, 0.1075, 5e-5);
    EXPECT_TRUE(std::isnan(test({0}, everybody).p_value)) << "one person has no test";
}

TEST(SpreadOverReplicates, FindsWhatIsPlainAndNotWhatIsAbsent) {
    const auto power = [](double mean) {
        TrialResult result = given_trial({normal_people(40, mean), normal_people(40, 15.0)}, Analysis::all);
        for (ArmRecord& arm : result.arms) arm.n_design = 10;
        result.n_replicate = 400;
        result = analysed(std::move(result));
        spread_over_replicates(result, given_scales());
        return result.contrasts.front().replicates->power->value;
    };
    EXPECT_DOUBLE_EQ(power(0.0), 1.0);
    EXPECT_NEAR(power(15.0), 0.05, 4.0 * std::sqrt(0.05 * 0.95 / 400.0)) << "the level of the test";
}

TEST(SpreadOverReplicates, TellsNoPowerWhereSomebodyIsDealtTwice) {
    const auto spread_of = [](int n_arm) {
        TrialResult result = given_trial({normal_people(12, 10.0), normal_people(12, 15.0)}, Analysis::all);
        for (ArmRecord& arm : result.arms) arm.n_design = n_arm;
        result = analysed(std::move(result));
        spread_over_replicates(result, given_scales());
        return *result.contrasts.front().replicates;
    };
    EXPECT_TRUE(spread_of(6).power) << "two arms of 6 of a pool of 12";
    EXPECT_FALSE(spread_of(7).power) << "two arms of 7 of a pool of 12";
    EXPECT_EQ(spread_of(7).smd.size(), spread_levels().size()) << "the spread is told all the same";
}

TEST(PeopleLacking, CountsArmsOfOnePoolTogetherAndOthersAlone) {
    TrialResult result = given_trial({normal_people(10, 10.0), normal_people(10, 15.0)}, Analysis::all);
    for (ArmRecord& arm : result.arms) arm.n_design = 8;
    const auto together = people_lacking(result);
    ASSERT_TRUE(together);
    EXPECT_EQ(together->n_pool, 10);
    EXPECT_EQ(together->n_replicate, 16);
    for (ArmRecord& arm : result.arms) arm.patient.resize(10); // people of their own: 8 of 10 in each
    EXPECT_FALSE(people_lacking(result));
    result.arms[1].n_design = 11;
    const auto alone = people_lacking(result);
    ASSERT_TRUE(alone);
    EXPECT_EQ(alone->n_replicate, 11);
}

TEST(SpreadOverReplicates, IsOnePointWhereEveryReplicateHasEverybody) {
    TrialResult result = analysed(given_trial({normal_people(12, 10.0), normal_people(12, 15.0)}, Analysis::all));
    spread_over_replicates(result, given_scales());
    const Contrast& contrast = result.contrasts.front();
    EXPECT_EQ(contrast.replicates->n, (std::vector<int>{12, 12}));
    ASSERT_EQ(contrast.replicates->smd.size(), spread_levels().size());
    for (const double smd : contrast.replicates->smd) EXPECT_NEAR(smd, contrast.smd.value, 1e-12);
}

TrialResult pool(double difference) {
    TrialResult result = given_trial({normal_people(500, 15.0 - difference), normal_people(500, 15.0)}, Analysis::all);
    result.n_replicate = 400;
    return analysed(std::move(result));
}

TEST(PlanTrial, NeedsAsManyAsTheTTestWhereNobodyLeaves) {
    // power.t.test(power = 0.8, delta = 0.5) of R gives 64 an arm
    const TrialPlan plan = plan_trial(pool(2.5), given_scales(), {});
    EXPECT_NEAR(plan.smd.value, -0.5, 0.01);
    EXPECT_NEAR(plan.n_t_test, 64, 1);
    EXPECT_TRUE(plan.visit_alone.is_reached);
    EXPECT_NEAR(plan.visit_alone.n, 64, 10);
    EXPECT_FALSE(plan.all_visits) << "no mixed model was asked for";
    EXPECT_EQ(plan.n_arm, (std::vector<int>{plan.visit_alone.n, plan.visit_alone.n}));
}

TEST(PlanTrial, KeepsTheProportionsOfTheArms) {
    TrialResult result = pool(4.0);
    result.arms[0].n_design = 40;
    result.arms[1].n_design = 20;
    const TrialPlan plan = plan_trial(result, given_scales(), {});
    EXPECT_EQ(plan.n_arm[0], plan.visit_alone.n);
    EXPECT_NEAR(plan.n_arm[1], plan.visit_alone.n / 2.0, 0.5);
}

TEST(PlanTrial, BaselineAndModelNeedFewerPeopleThanTheScoreAlone) {
    // the score follows the baseline with correlation 0.8: the variance left is 1 - 0.64 of what it was
    const auto people_of = [](double shift) {
        const std::vector<Given> source = normal_people(400, 20.0);
        std::vector<Given> all = source;
        for (std::size_t k = 0; k < all.size(); ++k) {
            const double before = source[k].scores[1];
            const double luck = source[(k * 173 + 57) % source.size()].scores[1] - 20.0; // a permutation
            all[k].scores = {before, 15.0 - shift + 0.8 * (before - 20.0) + 0.6 * luck};
        }
        return all;
    };
    TrialResult result = given_trial({people_of(2.5), people_of(0.0)}, Analysis::mmrm);
    result.n_replicate = 200;
    const TrialPlan plan = plan_trial(analysed(std::move(result)), given_scales(), {});
    ASSERT_TRUE(plan.all_visits);
    EXPECT_NEAR(plan.chosen().n, 0.36 * plan.n_t_test, 8);
}

TEST(PlanTrial, TellsThePowerOfItsSizeInAnotherPool) {
    const TrialPlan plan = plan_trial(pool(2.5), given_scales(), {});
    const int n = plan.chosen().n;
    constexpr double noise = 4.0 * 0.025; // of 400 replicates
    for (const double difference : {0.0, 1.25, 2.5, 5.0}) {
        EXPECT_NEAR(power_of_plan(plan, pool(difference), given_scales()), power_of_t_test(difference / 5.0, n, n), noise)
            << difference;
    }
}

TEST(PlanTrial, RefusesWhatTheTrialDoesNotCompare) {
    EXPECT_THROW((void)plan_trial(pool(1.0), given_scales(), {.measure = "weight"}), InputError);
    EXPECT_THROW((void)plan_trial(pool(1.0), given_scales(), {.power = 1.0}), InputError);
}

} // namespace
} // namespace euthymia
