// SPDX-License-Identifier: Apache-2.0
// Slowing down against the closed forms of the Ornstein-Uhlenbeck process.
#include "euthymia/outcome/early_warning.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"

namespace euthymia {
namespace {

/// Exact steps of dx = -rate x dt + strength dW, from the stationary distribution.
std::vector<double> wander(double rate, double strength, double step, std::size_t n, std::uint32_t person) {
    Stream stream({.seed = 11, .patient = person});
    const double sd = strength / std::sqrt(2.0 * rate), kept = std::exp(-rate * step);
    std::vector<double> values{sd * stream.normal()};
    while (values.size() < n)
        values.push_back(kept * values.back() + sd * std::sqrt(1.0 - kept * kept) * stream.normal());
    return values;
}

TEST(EarlyWarning, SeesTheVarianceAndAutocorrelationOfAProcessThatReturns) {
    const double strength = 0.7, step = 0.25;
    const std::size_t n = 200000, lag = 4;
    for (const double rate : {0.2, 1.0, 3.0}) {
        const Fluctuation seen = fluctuation_of(wander(rate, strength, step, n, 0), lag);
        const double variance = strength * strength / (2.0 * rate), autocorrelation = std::exp(-rate * step * lag);
        // of n samples n (1 - k^2)/(1 + k^2) are independent, k = exp(-rate step); five standard errors
        const double k2 = std::exp(-2.0 * rate * step);
        const double independent = static_cast<double>(n) * (1.0 - k2) / (1.0 + k2);
        EXPECT_NEAR(seen.variance / variance, 1.0, 5.0 * std::sqrt(2.0 / independent)) << rate;
        EXPECT_NEAR(seen.autocorrelation, autocorrelation, 5.0 / std::sqrt(independent)) << rate;
    }
}

TEST(EarlyWarning, MindsNeitherLevelNorTrend) {
    const auto values = wander(1.0, 1.0, 0.25, 400, 0);
    std::vector<double> risen;
    for (std::size_t k = 0; k < values.size(); ++k) risen.push_back(values[k] + 5.0 + 0.3 * static_cast<double>(k));
    const Fluctuation flat = fluctuation_of(values, 4), steep = fluctuation_of(risen, 4);
    EXPECT_NEAR(steep.variance, flat.variance, 1e-9);
    EXPECT_NEAR(steep.autocorrelation, flat.autocorrelation, 1e-9);
}

TEST(EarlyWarning, SeesASine) {
    std::vector<double> values;
    for (int k = 0; k < 2400; ++k) values.push_back(3.0 * std::sin(2.0 * std::numbers::pi * k / 24.0));
    const Fluctuation seen = fluctuation_of(values, 6);
    EXPECT_NEAR(seen.variance, 4.5, 0.01); // half of the amplitude squared
    EXPECT_NEAR(seen.autocorrelation, 0.0, 0.01) << "a quarter of a period";
}

TEST(EarlyWarning, WindowsEndWhereTheRuleSays) {
    const auto values = wander(1.0, 1.0, 0.25, 100, 0);
    const SlowingCourse course = slowing_of(values, {.window = 40, .step = 10, .lag = 1, .normal = 60});
    EXPECT_EQ(course.last, (std::vector<std::size_t>{39, 49, 59, 69, 79, 89, 99}));
    EXPECT_EQ(course.n_normal, 3u);
    double mean = 0.0;
    for (std::size_t k = 0; k < 3; ++k) mean += course.log_variance[k];
    EXPECT_NEAR(mean, 0.0, 1e-12) << "against a person's own normal";
    EXPECT_THROW(std::ignore = slowing_of(values, {.window = 40, .normal = 39}), InputError);
}

TEST(EarlyWarning, TheIndexIsTheSlowingThatTheoryForesees) {
    // the rate falls from 1 to 0.2: variance times 5, autocorrelation at lag 1 from exp(-1) to exp(-0.2)
    const double step = 0.25;
    const std::size_t n = 40000;
    auto values = wander(1.0, 1.0, step, n, 0);
    const auto slow = wander(0.2, 1.0, step, n, 1);
    values.insert(values.end(), slow.begin(), slow.end());
    const SlowingCourse course = slowing_of(values, {.window = n, .step = n, .lag = 4, .normal = n});
    ASSERT_EQ(course.last.size(), 2u);
    EXPECT_NEAR(course.log_variance[1], std::log(5.0), 0.15);
    EXPECT_NEAR(course.autocorrelation[1], std::atanh(std::exp(-0.2)) - std::atanh(std::exp(-1.0)), 0.15);
    const SlowingSpread spread{.log_variance = 2.0, .autocorrelation = 0.5};
    const double expected = 0.5 * (course.log_variance[1] / 2.0 + course.autocorrelation[1] / 0.5);
    EXPECT_DOUBLE_EQ(warning_index(course, spread, 1).at(0), expected);
    EXPECT_DOUBLE_EQ(warning_index(course, spread, 4).at(0), expected / 4.0)
        << "three windows of the normal count as 0";
}

TEST(EarlyWarning, TheThresholdLetsNoMoreThanItsSharePass) {
    const std::vector<double> largest{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    EXPECT_EQ(threshold_for(largest, 0.1), 9.0) << "one of ten is above";
    EXPECT_EQ(threshold_for(largest, 0.0), 10.0);
    EXPECT_EQ(threshold_for(largest, 0.19), 9.0);
}

TEST(EarlyWarning, TheAreaIsTheChanceThatACaseIsAbove) {
    EXPECT_EQ(area_under_curve({3, 4}, {1, 2}), 1.0);
    EXPECT_EQ(area_under_curve({1, 2}, {3, 4}), 0.0);
    EXPECT_EQ(area_under_curve({1, 3}, {2, 2}), 0.5);
    EXPECT_EQ(area_under_curve({2}, {2}), 0.5);
    EXPECT_FALSE(area_under_curve({}, {1}));
}

} // namespace
} // namespace euthymia
