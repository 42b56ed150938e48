// SPDX-License-Identifier: Apache-2.0
// Shares of variance of functions whose shares have a closed form.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sensitivity/sobol.hpp"

namespace euthymia {
namespace {

constexpr double pi = std::numbers::pi;

template <typename Function>
VarianceDecomposition decompose(std::size_t n_input, int n_sample, Function function, std::uint64_t seed = 1) {
    std::vector<double> outcomes;
    for (const Point& point : sobol_points(n_input, n_sample, seed)) outcomes.push_back(function(point));
    return decompose_variance(n_input, outcomes, seed);
}

/// sin x1 + a sin^2 x2 + b x3^4 sin x1 on [-pi, pi]^3 (Ishigami and Homma 1990), a = 7, b = 0.1.
double ishigami(const Point& u) {
    const auto x = [&](std::size_t k) { return pi * (2.0 * u[k] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(Sobol, FindsTheSharesOfTheIshigamiFunction) {
    const double a = 7.0, b = 0.1;
    const double v1 = 0.5 * std::pow(1.0 + b * std::pow(pi, 4) / 5.0, 2), v2 = a * a / 8.0;
    const double v13 = b * b * std::pow(pi, 8) * (1.0 / 18.0 - 1.0 / 50.0), v = v1 + v2 + v13;
    const auto found = decompose(3, 4096, ishigami);
    EXPECT_NEAR(found.mean, a / 2.0, 0.01);
    EXPECT_NEAR(found.variance, v, 0.02 * v);
    const std::vector<double> first{v1 / v, v2 / v, 0.0}, total{(v1 + v13) / v, v2 / v, v13 / v};
    EXPECT_NEAR(first[0], 0.3139, 5e-5);
    EXPECT_NEAR(total[2], 0.2437, 5e-5);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(found.inputs[k].first.value, first[k], 0.01) << k;
        EXPECT_NEAR(found.inputs[k].total.value, total[k], 0.01) << k;
        EXPECT_LE(found.inputs[k].first.low, first[k]);
        EXPECT_GE(found.inputs[k].first.high, first[k]);
    }
}

TEST(Sobol, FindsTheSharesOfTheGFunction) {
    const std::vector<double> a{0.0, 1.0, 4.5, 9.0, 99.0};
    std::vector<double> part;
    double all = 1.0;
    for (const double each : a) part.push_back(1.0 / (3.0 * (1.0 + each) * (1.0 + each)));
    for (const double each : part) all *= 1.0 + each;
    const auto found = decompose(5, 4096, [&](const Point& x) {
        double product = 1.0;
        for (std::size_t k = 0; k < a.size(); ++k) product *= (std::abs(4.0 * x[k] - 2.0) + a[k]) / (1.0 + a[k]);
        return product;
    });
    EXPECT_NEAR(found.variance, all - 1.0, 0.02 * (all - 1.0));
    for (std::size_t k = 0; k < a.size(); ++k) {
        EXPECT_NEAR(found.inputs[k].first.value, part[k] / (all - 1.0), 0.01) << k;
        EXPECT_NEAR(found.inputs[k].total.value, part[k] * (all / (1.0 + part[k])) / (all - 1.0), 0.01) << k;
    }
}

TEST(Sobol, GivesALinearFunctionItsSquaredSlopes) {
    const auto found = decompose(3, 1024, [](const Point& x) { return 1.0 * x[0] + 2.0 * x[1] + 0.0 * x[2]; });
    EXPECT_NEAR(found.inputs[0].total.value, 0.2, 0.005);
    EXPECT_NEAR(found.inputs[1].total.value, 0.8, 0.005);
    EXPECT_EQ(found.inputs[2].total.value, 0.0);
}

TEST(Sobol, LeavesOutSamplesThatAreNotWhole) {
    const auto points = sobol_points(2, 512, 1);
    std::vector<double> outcomes;
    for (const Point& point : points) outcomes.push_back(point[0] + point[1]);
    outcomes[5] = std::nan("");
    const auto found = decompose_variance(2, outcomes, 1);
    EXPECT_EQ(found.n, 511);
    EXPECT_NEAR(found.inputs[0].total.value, 0.5, 0.01);
}

TEST(Sobol, MixesOneInputOfTwoPoints) {
    const auto points = sobol_points(3, 8, 5);
    ASSERT_EQ(points.size(), 8u * 5u);
    for (std::size_t k = 0; k < points.size(); k += 5) {
        for (std::size_t input = 0; input < 3; ++input) {
            Point mixed = points[k];
            mixed[input] = points[k + 1][input];
            EXPECT_EQ(points[k + 2 + input], mixed);
        }
    }
    EXPECT_NE(points, sobol_points(3, 8, 6));
}

TEST(Sobol, FillsEveryDimensionEvenly) {
    // of the first 64 points of a shifted sequence, one falls into every 64th of every dimension
    const auto points = sobol_points(2, 64, 9);
    for (const std::size_t input : {0u, 1u}) {
        std::vector<int> cells(64, 0);
        for (std::size_t k = 0; k < points.size(); k += 4) ++cells[static_cast<std::size_t>(64.0 * points[k][input])];
        for (const int count : cells) EXPECT_LE(std::abs(count - 1), 1);
    }
}

} // namespace
} // namespace euthymia
