// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/lu_plan.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

#include "euthymia/base/lane_lu.hpp"

namespace euthymia {
namespace {

/// A square matrix by its entries; what is 0 is not in the pattern, but for the diagonal.
struct Matrix {
    SparsityPattern pattern;
    std::vector<double> values;
};

template <typename Entry>
Matrix matrix_of(int n, Entry entry) {
    Matrix matrix{.pattern = {.n = n}, .values = {}};
    for (int j = 0; j < n; ++j) {
        for (int i = 0; i < n; ++i) {
            const double value = entry(i, j);
            if (value == 0.0 && i != j) continue;
            matrix.pattern.row.push_back(i);
            matrix.values.push_back(value);
        }
        matrix.pattern.column_start.push_back(matrix.pattern.n_nonzero());
    }
    return matrix;
}

std::vector<double> product(const Matrix& matrix, const std::vector<double>& x) {
    std::vector<double> b(x.size());
    for (int j = 0; j < matrix.pattern.n; ++j) {
        for (int k = matrix.pattern.column_start[j]; k < matrix.pattern.column_start[j + 1]; ++k) {
            b[matrix.pattern.row[k]] += matrix.values[k] * x[j];
        }
    }
    return b;
}

Matrix second_difference(int n) {
    return matrix_of(n, [](int i, int j) { return i == j ? 2.0 : std::abs(i - j) == 1 ? -1.0 : 0.0; });
}

/// Dense in the first row, the first column and the diagonal.
Matrix arrow(int n) {
    return matrix_of(n, [n](int i, int j) { return i == j ? 2.0 * n : i == 0 || j == 0 ? 1.0 : 0.0; });
}

Matrix dominant(int n, double density, std::mt19937& random) {
    std::uniform_real_distribution<double> chance(0.0, 1.0), value(-1.0, 1.0);
    return matrix_of(n, [&](int i, int j) {
        if (i == j) return static_cast<double>(n) * (value(random) < 0.0 ? -1.0 : 1.0);
        return chance(random) < density ? value(random) : 0.0;
    });
}

/// Solves one matrix by its plan; gives the growth.
double solve(const Matrix& matrix, std::vector<double>& b) {
    const LuPlan plan = plan_lu(matrix.pattern);
    LaneLu lu(plan, 1);
    const std::vector<double> scale(b.size(), 1.0);
    double growth = 0.0;
    lu.factor(matrix.values.data(), scale.data(), &growth);
    lu.solve(b.data());
    return growth;
}

TEST(LuPlan, InvertsTheSecondDifferenceAsItsClosedFormSays) {
    constexpr int n = 40;
    for (int j = 0; j < n; ++j) {
        std::vector<double> column(n, 0.0);
        column[j] = 1.0;
        solve(second_difference(n), column);
        for (int i = 0; i < n; ++i) { // with rows counted from 1: min(i, j) (n + 1 - max(i, j)) / (n + 1)
            const double expected = (std::min(i, j) + 1.0) * (n - std::max(i, j)) / (n + 1.0);
            EXPECT_NEAR(column[i], expected, 1e-13 * n);
        }
    }
}

TEST(LuPlan, SolvesMatricesOfAnyPattern) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> value(-1.0, 1.0);
    for (const int n : {1, 2, 3, 17, 64, 65, 130}) {
        for (const double density : {0.0, 0.03, 0.2, 1.0}) {
            const Matrix matrix = dominant(n, density, random);
            std::vector<double> x(n);
            for (double& x_i : x) x_i = value(random);
            std::vector<double> solution = product(matrix, x);
            solve(matrix, solution);
            for (int i = 0; i < n; ++i) ASSERT_NEAR(solution[i], x[i], 1e-13) << n << ' ' << density;
        }
    }
}

TEST(LuPlan, GivesEveryLaneItsOwnMatrix) {
    constexpr int n = 30, n_lane = 7;
    const SparsityPattern pattern = second_difference(n).pattern;
    const LuPlan plan = plan_lu(pattern);
    LaneLu lu(plan, n_lane);
    std::vector<double> values, scale(n * n_lane, 1.0), growth(n_lane), b(n * n_lane, 1.0);
    for (const double value : second_difference(n).values) {
        for (int lane = 0; lane < n_lane; ++lane) values.push_back(value * (lane + 1.0));
    }
    lu.factor(values.data(), scale.data(), growth.data());
    lu.solve(b.data());
    std::vector<double> alone(n, 1.0);
    solve(second_difference(n), alone);
    for (int i = 0; i < n; ++i) {
        for (int lane = 0; lane < n_lane; ++lane) {
            EXPECT_NEAR(b[i * n_lane + lane], alone[i] / (lane + 1.0), 1e-11 * alone[i]);
        }
    }
}

TEST(LuPlan, EliminatesAnArrowWithoutFill) {
    const SparsityPattern pattern = arrow(50).pattern;
    const LuPlan plan = plan_lu(pattern);
    EXPECT_EQ(plan.n_value, pattern.n_nonzero());
    const auto head = std::find_if(plan.pivots.begin(), plan.pivots.end(), [](const auto& p) { return p.row == 0; });
    EXPECT_GE(head - plan.pivots.begin(), 48); // only with one spoke left may the head come first
}

TEST(LuPlan, CountsTheFillOfARing) {
    // until three are left, each node that goes makes neighbours of its two neighbours
    constexpr int n = 12;
    const Matrix ring = matrix_of(n, [](int i, int j) { return (i - j + n + 1) % n <= 2 ? 1.0 : 0.0; });
    EXPECT_EQ(plan_lu(ring.pattern).n_value, 3 * n + 2 * (n - 3));
}

TEST(LuPlan, TakesTheLeastRowOfEquals) {
    const LuPlan plan = plan_lu(matrix_of(5, [](int i, int j) { return i == j ? 1.0 : 0.0; }).pattern);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(plan.pivots[i].row, i);
}

TEST(LuPlan, GivesEveryEntryOfThePatternItsOwnPlace) {
    std::mt19937 random(11);
    const Matrix matrix = dominant(80, 0.05, random);
    const LuPlan plan = plan_lu(matrix.pattern);
    std::vector<int> places = plan.from_matrix;
    std::sort(places.begin(), places.end());
    EXPECT_EQ(std::adjacent_find(places.begin(), places.end()), places.end());
    EXPECT_GE(places.front(), 0);
    EXPECT_LT(places.back(), plan.n_value);
}

TEST(LuPlan, RefusesAPatternWithoutADiagonalEntry) {
    const SparsityPattern pattern{.n = 2, .column_start = {0, 1, 2}, .row = {0, 0}};
    try {
        (void)plan_lu(pattern);
        FAIL();
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "the pattern lacks the diagonal entry of row 1");
    }
}

TEST(LuPlan, TellsHowManyDigitsPivotingOnTheDiagonalLoses) {
    // [1 1; 1 1 + e]: the second pivot is e, what 1 + e and 1 have left
    const auto growth_of = [](double e) {
        std::vector<double> b{1.0, 1.0};
        return solve(matrix_of(2, [e](int i, int j) { return i == 1 && j == 1 ? 1.0 + e : 1.0; }), b);
    };
    EXPECT_DOUBLE_EQ(growth_of(0.5), 2.0);
    EXPECT_DOUBLE_EQ(growth_of(0x1p-30), 0x1p30);
    EXPECT_FALSE(std::isfinite(growth_of(0.0)));
    EXPECT_FALSE(std::isfinite(growth_of(NAN)));
}

} // namespace
} // namespace euthymia
