// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/survival.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

// Remission of acute myelogenous leukaemia [weeks], Miller 1997, `aml` of R's survival; the expected numbers are those
// that survival 3.5-3 prints for survfit(conf.type = "log-log"), survdiff and coxph(ties = "efron").
const std::vector<FollowUp> maintained{{9, true},  {13, true}, {13, false}, {18, true}, {23, true},  {28, false},
                                       {31, true}, {34, true}, {45, false}, {48, true}, {161, false}};
const std::vector<FollowUp> not_maintained{{5, true},  {5, true},  {8, true},  {8, true},  {12, true}, {16, false},
                                           {23, true}, {27, true}, {30, true}, {33, true}, {43, true}, {45, true}};

TEST(KaplanMeier, AgreesWithTheSurvivalPackageOnAml) {
    const std::vector<SurvivalStep> steps = kaplan_meier(maintained);
    const SurvivalStep expected[] = {
        {9, 11, 1, 0.9091, 0.08668, 0.50808, 0.9867}, {13, 10, 1, 0.8182, 0.11629, 0.44743, 0.9512},
        {18, 8, 1, 0.7159, 0.13966, 0.35019, 0.8990}, {23, 7, 1, 0.6136, 0.15263, 0.26575, 0.8353},
        {31, 5, 1, 0.4909, 0.16419, 0.16733, 0.7534}, {34, 4, 1, 0.3682, 0.16267, 0.09283, 0.6570},
        {48, 2, 1, 0.1841, 0.15349, 0.01174, 0.5250}};
    ASSERT_EQ(steps.size(), 7U);
    for (std::size_t k = 0; k < 7; ++k) {
        EXPECT_EQ(steps[k].time, expected[k].time);
        EXPECT_EQ(steps[k].at_risk, expected[k].at_risk);
        EXPECT_EQ(steps[k].events, expected[k].events);
        EXPECT_NEAR(steps[k].survival, expected[k].survival, 5e-5);
        EXPECT_NEAR(steps[k].standard_error, expected[k].standard_error, 5e-6);
        EXPECT_NEAR(steps[k].low, expected[k].low, 5e-6);
        EXPECT_NEAR(steps[k].high, expected[k].high, 5e-5);
    }
}

TEST(KaplanMeier, CountsTiesTogetherAndHasNoErrorOnceNobodyIsLeft) {
    const std::vector<SurvivalStep> steps = kaplan_meier(not_maintained);
    EXPECT_EQ(steps.front().events, 2);
    EXPECT_NEAR(steps.front().low, 0.481715, 5e-7);
    EXPECT_EQ(steps.back().survival, 0.0);
    EXPECT_TRUE(std::isnan(steps.back().standard_error));
}

TEST(KaplanMeier, IsTheShareLeftWhereNobodyIsCensored) {
    const std::vector<FollowUp> people{{3, true}, {1, true}, {2, true}, {4, true}};
    EXPECT_DOUBLE_EQ(survival_at(kaplan_meier(people), 2.5).value, 0.5);
    EXPECT_NEAR(kaplan_meier(people)[1].standard_error, std::sqrt(0.5 * 0.5 / 4.0), 1e-15); // binomial
    EXPECT_EQ(survival_at(kaplan_meier(people), 0.5).value, 1.0);
}

TEST(MedianSurvival, AgreesWithTheSurvivalPackageOnAml) {
    const Estimate kept = median_survival(kaplan_meier(maintained));
    EXPECT_EQ(kept.value, 31);
    EXPECT_EQ(kept.low, 13);
    EXPECT_TRUE(std::isinf(kept.high));
    const Estimate not_kept = median_survival(kaplan_meier(not_maintained));
    EXPECT_EQ(not_kept.value, 23);
    EXPECT_EQ(not_kept.low, 5);
    EXPECT_EQ(not_kept.high, 33);
}

TEST(LogRank, AgreesWithTheSurvivalPackageOnAml) {
    const LogRank test = log_rank(maintained, not_maintained);
    EXPECT_EQ(test.observed, 7);
    EXPECT_NEAR(test.expected, 10.689, 5e-4);
    EXPECT_NEAR(test.chi_squared, 3.396388699, 1e-8);
    EXPECT_NEAR(test.p_value, 0.065, 5e-4);
    EXPECT_NEAR(log_rank(not_maintained, maintained).chi_squared, test.chi_squared, 1e-12);
}

TEST(HazardRatio, AgreesWithTheSurvivalPackageOnAml) {
    const Estimate ratio = hazard_ratio(maintained, not_maintained);
    EXPECT_NEAR(ratio.value, 0.40030, 5e-6);
    EXPECT_NEAR(ratio.low, 0.14677, 5e-6);
    EXPECT_NEAR(ratio.high, 1.0918, 5e-5);
}

TEST(HazardRatio, TurnsOverWithTheGroups) {
    const Estimate forth = hazard_ratio(maintained, not_maintained), back = hazard_ratio(not_maintained, maintained);
    EXPECT_NEAR(forth.value * back.value, 1.0, 1e-10);
    EXPECT_NEAR(forth.low * back.high, 1.0, 1e-10);
}

TEST(HazardRatio, HasNoFiniteValueWhereOneGroupHasNoEvents) {
    const std::vector<FollowUp> spared{{10, false}, {10, false}}, fallen{{2, true}, {10, false}};
    const Estimate ratio = hazard_ratio(spared, fallen);
    EXPECT_EQ(ratio.value, 0.0);
    EXPECT_TRUE(std::isinf(ratio.high));
    EXPECT_TRUE(std::isinf(hazard_ratio(fallen, spared).value));
    EXPECT_TRUE(std::isnan(hazard_ratio(spared, spared).value));
    EXPECT_EQ(log_rank(spared, spared).p_value, 1.0);
}

} // namespace
} // namespace euthymia
