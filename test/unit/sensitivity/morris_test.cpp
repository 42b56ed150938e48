// SPDX-License-Identifier: Apache-2.0
// Elementary effects of functions whose effects are known.
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "euthymia/sensitivity/morris.hpp"

namespace euthymia {
namespace {

template <typename Function>
std::vector<ElementaryEffects> effects(std::size_t n_input, int n_trajectory, Function function,
                                       std::uint64_t seed = 1) {
    const auto points = morris_points(n_input, n_trajectory, seed);
    std::vector<double> outcomes;
    for (const Point& point : points) outcomes.push_back(function(point));
    return elementary_effects(points, outcomes, seed);
}

TEST(Morris, FindsTheSlopesOfALinearFunction) {
    const auto found = effects(4, 6, [](const Point& x) { return 3.0 + 2.0 * x[0] - 5.0 * x[1] + 0.5 * x[3]; });
    const std::vector<double> slopes{2.0, -5.0, 0.0, 0.5};
    for (std::size_t k = 0; k < slopes.size(); ++k) {
        EXPECT_NEAR(found[k].mean, slopes[k], 1e-13);
        EXPECT_NEAR(found[k].mean_size.value, std::abs(slopes[k]), 1e-13);
        EXPECT_NEAR(found[k].mean_size.low, std::abs(slopes[k]), 1e-13);
        EXPECT_NEAR(found[k].mean_size.high, std::abs(slopes[k]), 1e-13);
        EXPECT_NEAR(found[k].sd, 0.0, 1e-13);
        EXPECT_EQ(found[k].n, 6);
    }
}

TEST(Morris, FindsAnInteractionBySpreadAndNotByMean) {
    // (x - 1/2)(y - 1/2): an effect of x is y - 1/2, that is one of +-1/2 and +-1/6
    const auto found = effects(2, 40, [](const Point& x) { return (x[0] - 0.5) * (x[1] - 0.5); });
    EXPECT_LT(std::abs(found[0].mean), 0.15);
    EXPECT_GT(found[0].sd, 0.2);
    EXPECT_GE(found[0].mean_size.value, 1.0 / 6.0);
    EXPECT_LE(found[0].mean_size.value, 1.0 / 2.0);
}

TEST(Morris, MovesEveryInputOnceByTwoThirdsInEveryTrajectory) {
    const auto points = morris_points(5, 7, 3);
    ASSERT_EQ(points.size(), 7u * 6u);
    for (std::size_t begin = 0; begin < points.size(); begin += 6) {
        std::set<std::size_t> moved;
        for (std::size_t k = begin; k < begin + 5; ++k) {
            for (std::size_t i = 0; i < 5; ++i) {
                const double step = std::abs(points[k + 1][i] - points[k][i]);
                if (step == 0.0) continue;
                EXPECT_NEAR(step, 2.0 / 3.0, 1e-15);
                moved.insert(i);
            }
        }
        EXPECT_EQ(moved.size(), 5u);
    }
}

TEST(Morris, StaysInTheCubeAndKeepsItsPointsForASeed) {
    const auto points = morris_points(8, 10, 2);
    for (const Point& point : points) {
        for (const double x : point) EXPECT_TRUE(x >= 0.0 && x <= 1.0 + 1e-15);
    }
    EXPECT_EQ(points, morris_points(8, 10, 2));
    EXPECT_NE(points, morris_points(8, 10, 4));
}

TEST(Morris, LeavesOutEffectsThatAreNotKnown) {
    const auto points = morris_points(2, 4, 1);
    std::vector<double> outcomes;
    for (const Point& point : points) outcomes.push_back(7.0 * point[0]);
    outcomes[0] = std::nan("");
    const auto found = elementary_effects(points, outcomes, 1);
    EXPECT_EQ(found[0].n + found[1].n, 7);
    EXPECT_NEAR(found[0].mean, 7.0, 1e-12);
}

} // namespace
} // namespace euthymia
