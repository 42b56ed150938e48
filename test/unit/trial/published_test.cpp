// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "given_trial.hpp"
#include "trial/analysis.hpp"

namespace euthymia {
namespace {

PublishedRow row(const std::string& statistic, double value = 0.0) {
    PublishedRow published;
    published.id = "T1";
    published.arm = "a";
    published.measure = "HAMD17";
    published.week = 8.0;
    published.statistic = statistic;
    published.value = value;
    return published;
}

PublishedRow contrast(const std::string& statistic, const std::string& event = "response", double value = 1.0) {
    PublishedRow published = row(statistic, value);
    published.versus = "b";
    published.event = event;
    return published;
}

/// Three of four respond in the first arm, one of four in the second; one of each left.
std::vector<std::vector<Given>> people() {
    return {{{.scores = {20, 14, 8}, .other = -9.0},
             {.scores = {24, 16, 10}, .other = -11.0},
             {.scores = {22, 18, 6}, .other = -13.0},
             {.scores = {18, 18, 4}, .left = 6.0, .other = 2.0}},
            {{.scores = {20, 20, 16}},
             {.scores = {24, 18, 9}},
             {.scores = {22, 21, 20}},
             {.scores = {18, 17, 17}, .left = 6.0}}};
}

Comparison compared(const PublishedRow& published, Analysis analysis = Analysis::locf) {
    TrialResult result = given_trial(people(), analysis);
    result.design.published = {published};
    compare_with_published(result, given_scales());
    return result.comparisons.front();
}

double simulated(const PublishedRow& published) {
    return compared(published).simulated;
}

// last scores carried forward: a 8 10 6 18 from 20 24 22 18, b 16 9 20 17 from the same

TEST(Published, ComputesLevelsOfOneArm) {
    EXPECT_DOUBLE_EQ(simulated(row("mean")), 10.5);
    EXPECT_DOUBLE_EQ(simulated(row("mean_change")), -10.5);
    EXPECT_DOUBLE_EQ(simulated(row("percent_change")), -50.0);
    EXPECT_DOUBLE_EQ(simulated(row("ratio_to_baseline")), 0.5);
    EXPECT_DOUBLE_EQ(simulated(row("fell_share")), 75.0) << "who left in week 6 had not fallen";
    // baselines 20 24 22 18: SD sqrt(20 / 3)
    EXPECT_NEAR(simulated(row("smd_prepost")), -10.5 / std::sqrt(20.0 / 3.0), 1e-12);
    // changes -12 -14 -16 0: 1.5, 3.5, 5.5 and 10.5 from their mean
    EXPECT_NEAR(simulated(row("smd_change")), -10.5 / std::sqrt(155.0 / 3.0), 1e-12);
}

TEST(Published, SpreadsAreOfThoseWhoWereSeen) {
    EXPECT_DOUBLE_EQ(simulated(row("sd")), 2.0) << "8, 10 and 6";
    // seen changes: -12, -14, -16, SD 2; -4, -15, -2, mean -7, SD sqrt((9 + 64 + 25) / 2)
    EXPECT_NEAR(simulated(contrast("variance_ratio")), 2.0 / 7.0, 1e-12);
    // all changes: mean -10.5 and -5.5
    EXPECT_NEAR(simulated(contrast("cv_ratio")), 2.0 / 7.0 * 5.5 / 10.5, 1e-12);
}

TEST(Published, ComputesDifferencesOfTwoArms) {
    EXPECT_DOUBLE_EQ(simulated(contrast("mean_difference")), 10.5 - 15.5);
    EXPECT_NEAR(simulated(contrast("percent_difference")), -100.0 * 5.0 / 15.5, 1e-12);
}

TEST(Published, TheNumberNeededOfAnSmdCountsNoEvent) {
    const double smd = simulated(contrast("smd"));
    EXPECT_LT(smd, 0.0);
    EXPECT_NEAR(simulated(contrast("nnt_of_smd")), 1.0 / std::erf(-smd / 2.0), 1e-12) << "another form of the same";
    // heissel2023 prints 1.68 beside an SMD of -1.18
    EXPECT_NEAR(1.0 / std::erf(1.18 / 2.0), 1.68, 0.005);
}

TEST(Published, CountsTheEventThatTheRowNames) {
    EXPECT_DOUBLE_EQ(simulated(row("response_rate")), 75.0);
    EXPECT_DOUBLE_EQ(simulated(row("remission_rate")), 25.0);
    EXPECT_DOUBLE_EQ(simulated(row("dropout_rate")), 25.0);
    EXPECT_DOUBLE_EQ(simulated(row("completion_rate")), 75.0);
    EXPECT_DOUBLE_EQ(simulated(contrast("risk_difference")), 50.0) << "75 against 25 %";
    EXPECT_NEAR(simulated(contrast("nnt")), 2.0, 1e-12);
    EXPECT_NEAR(simulated(contrast("odds_ratio")), 9.0, 1e-12);
    EXPECT_NEAR(simulated(contrast("risk_ratio")), 3.0, 1e-12);
    EXPECT_NEAR(simulated(contrast("risk_ratio", "dropout")), 1.0, 1e-12);
    EXPECT_NEAR(simulated(contrast("risk_ratio", "completion")), 1.0, 1e-12);
}

TEST(Published, ARowMayReplaceWhatResponseAndRemissionAre) {
    PublishedRow published = row("response_rate");
    published.response_drop = 0.6;
    EXPECT_DOUBLE_EQ(simulated(published), 50.0) << "8 of 20 and 6 of 22";
    published = row("remission_rate");
    published.remission_max = 10.0;
    EXPECT_DOUBLE_EQ(simulated(published), 75.0);
}

TEST(Published, PoolsArms) {
    PublishedRow published = row("mean");
    published.arm = "a and b";
    published.pooled_arms = {"a", "b"};
    EXPECT_DOUBLE_EQ(simulated(published), 13.0);
}

TEST(Published, RestrictsToAGroupByBaseline) {
    PublishedRow published = row("mean");
    published.group = BaselineGroup{.scale = "HAMD17", .from = 20.0, .below = 24.0};
    EXPECT_DOUBLE_EQ(simulated(published), 7.0) << "those of 20 and 22";
}

TEST(Published, CorrelatesChanges) {
    PublishedRow published = row("correlation");
    published.with = "MADRS";
    published.group = BaselineGroup{.scale = "HAMD17", .from = 20.0};
    // -12 -14 -16 against -9 -11 -13
    EXPECT_NEAR(simulated(published), 1.0, 1e-12);
}

TEST(Published, RelapseIsTimedByTheVisitAndEndsWithLeaving) {
    // at least 16: in b one at week 4 of 20, one of 18, one of 21, one of 17
    EXPECT_DOUBLE_EQ(simulated([] {
                         PublishedRow published = row("relapse_rate");
                         published.arm = "b";
                         return published;
                     }()),
                     100.0);
    // in a: 16 and 18 and 18 relapse at week 4, and 14 goes on to 8
    EXPECT_DOUBLE_EQ(simulated(row("relapse_rate")), 75.0);
    TrialResult result = given_trial(
        {{{.scores = {5, 5, 20}}, {.scores = {5, 20, 20}}, {.scores = {5, 5, 20}, .left = 6.0}, {.scores = {5, 5, 5}}}},
        Analysis::locf);
    result.design.published = {row("relapse_rate")};
    compare_with_published(result, given_scales());
    // 3/4 stay well at week 4; of the two still followed one relapses at week 8
    EXPECT_NEAR(result.comparisons.front().simulated, 100.0 * (1.0 - 0.75 * 0.5), 1e-12);
}

/// What a row says of one arm of such people, at week 16 of visits every four weeks.
double simulated_of(const std::vector<Given>& people, PublishedRow published, const RelapseRule& relapse = {}) {
    TrialResult result = given_trial({people}, Analysis::locf);
    result.design.relapse = relapse;
    published.week = 16.0;
    result.design.published = {published};
    compare_with_published(result, given_scales());
    return result.comparisons.front().simulated;
}

/// Remission is at most 7. In order: kept it, had it twice in a row and lost it, had it twice but not in a row, had it
/// twice in a row and left, reached it at the last visit, never.
std::vector<Given> remitters() {
    return {{.scores = {20, 7, 7, 7, 7}},
            {.scores = {20, 6, 6, 12, 12}},
            {.scores = {20, 7, 12, 7, 12}},
            {.scores = {20, 5, 5, 5, 5}, .left = 10.0},
            {.scores = {20, 12, 12, 12, 7}},
            {.scores = {20, 18, 18, 18, 18}},
            {.scores = {20, 18, 18, 18, 18}},
            {.scores = {20, 18, 7, 7, 7}, .left = 6.0}};
}

TEST(Published, CountsWhoHadReachedAnEventByAVisit) {
    PublishedRow published = row("remission_rate");
    EXPECT_DOUBLE_EQ(simulated_of(remitters(), published), 100.0 * 3 / 8) << "at the last visit they were seen";
    published.reached = true;
    EXPECT_DOUBLE_EQ(simulated_of(remitters(), published), 100.0 * 5 / 8) << "what comes after leaving is not seen";
    published.ratings = 2;
    EXPECT_DOUBLE_EQ(simulated_of(remitters(), published), 100.0 * 3 / 8) << "the first, the second and the fourth";
    published.reached = false;
    EXPECT_DOUBLE_EQ(simulated_of(remitters(), published), 100.0 * 2 / 8) << "the first and the fourth";
    published = row("response_rate");
    published.reached = true;
    published.response_drop = 0.7; // to at most 6
    EXPECT_DOUBLE_EQ(simulated_of(remitters(), published), 100.0 * 2 / 8) << "the second and the fourth";
}

TEST(Published, WhoIsWellAtBaselineHasNotReachedARemissionSince) {
    PublishedRow published = row("remission_rate");
    published.reached = true;
    EXPECT_DOUBLE_EQ(simulated_of({{.scores = {5, 9, 9, 9, 9}}, {.scores = {5, 9, 9, 9, 6}}}, published), 50.0);
}

/// A relapse is at least 16. In order: one at the end, one and well again, two in a row, two in a row by a small rise
/// only, one before leaving, none before leaving.
std::vector<Given> relapsers() {
    return {{.scores = {5, 5, 5, 5, 17}},
            {.scores = {5, 17, 5, 5, 5}},
            {.scores = {5, 5, 17, 17, 5}},
            {.scores = {10, 17, 17, 17, 17}},
            {.scores = {5, 17, 5, 5, 5}, .left = 9.0},
            {.scores = {5, 5, 5, 17, 17}, .left = 9.0}};
}

TEST(Published, SharesOfRelapsesAreOfAllPeople) {
    const PublishedRow share = row("relapse_share"), rate = row("relapse_rate");
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), share), 100.0 * 5 / 6);
    // three of six at week 4, one of three at week 8, then one leaves, and the last has a relapse at week 16
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), rate), 100.0);
}

TEST(Published, ARelapseMayTakeTwoRatingsInARowAndARise) {
    const RelapseRule twice{.ratings = 2}, twice_and_ten{.rise = 10.0, .ratings = 2};
    const PublishedRow share = row("relapse_share"), rate = row("relapse_rate");
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), share, twice), 100.0 * 2 / 6);
    // one of six at week 8; two leave; one of three at week 12
    EXPECT_NEAR(simulated_of(relapsers(), rate, twice), 100.0 * (1.0 - 5.0 / 6.0 * 2.0 / 3.0), 1e-12);
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), share, twice_and_ten), 100.0 * 1 / 6);
}

TEST(Published, ADropOutMayBeCountedOfThoseWithoutARelapseOnly) {
    PublishedRow published = row("dropout_rate");
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), published), 100.0 * 2 / 6);
    published.before_relapse = true;
    EXPECT_DOUBLE_EQ(simulated_of(relapsers(), published), 100.0 * 1 / 6);
}

TEST(Published, DirectionIsTheSignOfWhatATestFinds) {
    EXPECT_EQ(simulated(row("direction")), 0.0) << "four people, one of whom did not change";
    PublishedRow published = row("direction");
    published.group = BaselineGroup{.scale = "HAMD17", .from = 20.0};
    EXPECT_EQ(simulated(published), -1.0) << "-12, -14, -16";
    EXPECT_EQ(simulated(contrast("direction")), 0.0);
}

TEST(Published, RatiosAgreeOnTheLogarithm) {
    EXPECT_TRUE(compared(contrast("risk_ratio", "response", 3.0 * std::exp(0.19))).agrees);
    EXPECT_FALSE(compared(contrast("risk_ratio", "response", 3.0 * std::exp(0.21))).agrees);
    PublishedRow with_interval = contrast("risk_ratio", "response", 9.0);
    with_interval.low = 2.5;
    with_interval.high = 20.0;
    EXPECT_TRUE(compared(with_interval).agrees) << "an interval decides alone";
}

TEST(Published, TolerancesFollowTheMeasure) {
    const auto tolerance = [](const std::string& statistic, double value, bool is_scale) {
        return tolerance_of(*find_statistic(statistic), row(statistic, value), is_scale, 30.0);
    };
    EXPECT_DOUBLE_EQ(tolerance("mean_change", -8.0, true), 1.0);
    EXPECT_DOUBLE_EQ(tolerance("mean_change", -8.0, false), 2.0) << "a quarter";
    EXPECT_DOUBLE_EQ(tolerance("mean_change", -2.0, false), 1.5) << "5 % of the baseline";
    EXPECT_DOUBLE_EQ(tolerance("percent_change", 40.0, true), 5.0);
    EXPECT_DOUBLE_EQ(tolerance("percent_change", 40.0, false), 10.0);
    EXPECT_DOUBLE_EQ(tolerance("percent_change", 4.0, false), 5.0);
    EXPECT_DOUBLE_EQ(tolerance("smd", 0.9, false), 0.10);
    EXPECT_DOUBLE_EQ(tolerance("smd_prepost", 0.9, true), 0.15);
    EXPECT_DOUBLE_EQ(tolerance("variance_ratio", 1.2, true), 0.12);
    EXPECT_DOUBLE_EQ(tolerance("odds_ratio", 3.0, true), 0.20);
    EXPECT_DOUBLE_EQ(tolerance("response_rate", 30.0, true), 5.0);
}

TEST(Published, RefusesAContrastWithoutTheOtherArm) {
    try {
        (void)compared(row("odds_ratio", 2.0));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "'odds_ratio' compares two arms");
        EXPECT_EQ(error.issues().front().where, "published row 'T1'");
        EXPECT_EQ(error.issues().front().todo, "add the key 'versus'");
    }
}

} // namespace
} // namespace euthymia
