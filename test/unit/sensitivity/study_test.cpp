// SPDX-License-Identifier: Apache-2.0
// Studies of functions that are known.
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sensitivity/study.hpp"

namespace euthymia {
namespace {

/// 4 x + y^2 + 0 z, where z alone matters nothing.
std::vector<double> polynomial(const std::vector<Point>& points) {
    std::vector<double> outcomes;
    for (const Point& p : points) outcomes.push_back(4.0 * p[0] + p[1] * p[1] + 0.0 * p[2]);
    return outcomes;
}

const std::vector<UncertainParameter> box{{"x", 1.0, 3.0}, {"y", -1.0, 5.0}, {"z", 0.0, 1.0}};

TEST(Study, GivesEffectsOverTheWholeRange) {
    const auto found = analyse_sensitivity({.parameters = box, .n_trajectory = 5}, polynomial);
    EXPECT_NEAR(found.effects[0].mean, 4.0 * 2.0, 1e-12);
    EXPECT_NEAR(found.effects[2].mean_size.value, 0.0, 1e-12);
    EXPECT_EQ(found.n_evaluation, 5u * 4u);
    EXPECT_TRUE(found.decomposed.empty());
}

TEST(Study, DecomposesOnlyTheMostImportantAndLeavesTheOthersInTheMiddle) {
    bool was_moved = false;
    const Response watched = [&](const std::vector<Point>& points) {
        if (points.size() == 128u * 4u) {
            for (const Point& p : points) was_moved = was_moved || p[2] != 0.5;
        }
        return polynomial(points);
    };
    const SensitivityPlan plan{.parameters = box, .n_trajectory = 8, .n_sample = 128, .most_important = 2};
    const auto found = analyse_sensitivity(plan, watched);
    EXPECT_EQ(found.decomposed, (std::vector<std::size_t>{0, 1}));
    EXPECT_FALSE(was_moved);
    // Var(4 x) = 16 * 4 / 12; y is uniform on [-1, 5]: E y^2 = 7, E y^4 = 3126 / 30
    const double vx = 16.0 * 4.0 / 12.0, vy = 3126.0 / 30.0 - 49.0;
    EXPECT_NEAR(found.variance.inputs[0].total.value, vx / (vx + vy), 0.01);
    EXPECT_NEAR(found.variance.inputs[1].first.value, vy / (vx + vy), 0.03);
}

TEST(Study, CountsWhatIsNotKnown) {
    const Response response = [](const std::vector<Point>& points) {
        auto outcomes = polynomial(points);
        outcomes[3] = std::nan("");
        return outcomes;
    };
    const auto found = analyse_sensitivity({.parameters = box, .n_sample = 64}, response);
    EXPECT_EQ(found.n_failed, 1u);
    EXPECT_EQ(found.variance.n, 63);
}

TEST(Study, RefusesRangesThatAreNone) {
    try {
        std::ignore =
            analyse_sensitivity({.parameters = {{"x", 2.0, 2.0}}, .n_trajectory = 2, .most_important = 3}, polynomial);
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.issues().size(), 2u);
        EXPECT_EQ(error.issues()[0].what, "'x' cannot lie between 2 and 2");
        EXPECT_EQ(error.issues()[1].todo, "choose at most 1");
    }
}

} // namespace
} // namespace euthymia
