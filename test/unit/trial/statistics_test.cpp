// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/statistics.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

TEST(Summary, GivesMeanAndSampleSd) {
    const std::vector<double> sample{2, 4, 4, 4, 5, 5, 7, 9};
    const Summary summary = summarise(sample);
    EXPECT_EQ(summary.n, 8);
    EXPECT_DOUBLE_EQ(summary.mean, 5.0);
    EXPECT_DOUBLE_EQ(summary.sd, std::sqrt(32.0 / 7.0));
}

TEST(Summary, IsUndefinedWithoutASample) {
    EXPECT_TRUE(std::isnan(summarise({}).mean));
}

TEST(HedgesG, AgreesWithTheWorkedExampleOfATextbook) {
    // Borenstein, Hedges, Higgins and Rothstein 2009, chapter 4: means 103 and 100, SD 5.5 and 4.5, n 50 each:
    // d = 0.5970, J = 0.9923, g = 0.5924, variance of d 0.0418
    const Estimate g = hedges_g({50, 103.0, 5.5}, {50, 100.0, 4.5});
    EXPECT_NEAR(g.value, 0.5924, 5e-4);
    EXPECT_NEAR((g.high - g.low) / 2.0, 1.96 * std::sqrt(0.0418), 2e-3);
}

TEST(HedgesG, IsNegativeWhenTheArmScoresLower) {
    EXPECT_LT(hedges_g({30, 8.0, 5.0}, {30, 12.0, 5.0}).value, 0.0);
}

TEST(MeanDifference, HasWelchsInterval) {
    // equal sizes and SDs: 18 degrees of freedom, t = 2.10092, standard error 2 sqrt(2/10)
    const Estimate difference = mean_difference({10, 5.0, 2.0}, {10, 3.0, 2.0});
    EXPECT_DOUBLE_EQ(difference.value, 2.0);
    EXPECT_NEAR(difference.high, 2.0 + 2.10092 * 2.0 * std::sqrt(0.2), 1e-4);
}

TEST(OddsRatio, HasWoolfsInterval) {
    // 15 of 20 against 5 of 20: OR = 9, SE(log) = sqrt(1/15 + 1/5 + 1/5 + 1/15)
    const Estimate ratio = odds_ratio(15, 20, 5, 20);
    EXPECT_DOUBLE_EQ(ratio.value, 9.0);
    EXPECT_NEAR(std::log(ratio.high / ratio.value), 1.959964 * std::sqrt(8.0 / 15.0), 1e-6);
}

TEST(RiskRatio, ComparesShares) {
    const Estimate ratio = risk_ratio(15, 20, 5, 20);
    EXPECT_DOUBLE_EQ(ratio.value, 3.0);
    EXPECT_NEAR(std::log(ratio.value / ratio.low), 1.959964 * std::sqrt(1 / 15. - 1 / 20. + 1 / 5. - 1 / 20.), 1e-6);
}

TEST(OddsRatio, AddsHalfAnEventWhenACellIsEmpty) {
    EXPECT_DOUBLE_EQ(odds_ratio(0, 10, 5, 10).value, (0.5 * 5.5) / (5.5 * 10.5));
}

TEST(Quantile, IsLinearBetweenOrderStatistics) {
    const std::vector<double> sample{1, 2, 3, 4};
    EXPECT_DOUBLE_EQ(quantile(sample, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(quantile(sample, 0.25), 1.75); // R's type 7
    EXPECT_DOUBLE_EQ(quantile(sample, 1.0), 4.0);
}

} // namespace
} // namespace euthymia
