// SPDX-License-Identifier: Apache-2.0
#include "settle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace euthymia {

namespace {

constexpr int max_iterations = 100;
constexpr double closeness = 1e-13; ///< relative; the last correction

/// A few linear equations, dense.
struct LinearSystem {
    std::size_t n;
    std::vector<double> matrix; ///< row by row
    std::vector<double> right;

    double& at(std::size_t row, std::size_t column) { return matrix[row * n + column]; }

    /// Gauss' elimination with row exchanges; the solution replaces `right`.
    void solve() {
        for (std::size_t k = 0; k < n; ++k) eliminate(k);
        for (std::size_t k = n; k-- > 0;) {
            for (std::size_t j = k + 1; j < n; ++j) right[k] -= at(k, j) * right[j];
            right[k] /= at(k, k);
        }
    }

    void eliminate(std::size_t k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i) {
            if (std::abs(at(i, k)) > std::abs(at(pivot, k))) pivot = i;
        }
        for (std::size_t j = 0; j < n; ++j) std::swap(at(k, j), at(pivot, j));
        std::swap(right[k], right[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = at(i, k) / at(k, k);
            for (std::size_t j = k; j < n; ++j) at(i, j) -= factor * at(k, j);
            right[i] -= factor * right[k];
        }
    }
};

/// The equations of Newton's correction: J dy = -f, for the algebraic states alone.
LinearSystem linearise(const CompiledModel& model, Evaluator& evaluator, double t, std::span<const double> y) {
    const auto& unknowns = model.layout().algebraic;
    const SparsityPattern& pattern = model.jacobian_pattern();
    std::vector<double> rates(y.size()), jacobian(static_cast<std::size_t>(pattern.n_nonzero()));
    evaluator.rates(t, y, rates);
    evaluator.jacobian(t, y, jacobian);
    LinearSystem system{unknowns.size(), std::vector<double>(unknowns.size() * unknowns.size()), {}};
    for (const int unknown : unknowns) system.right.push_back(-rates[static_cast<std::size_t>(unknown)]);
    for (std::size_t j = 0; j < unknowns.size(); ++j) {
        for (int k = pattern.column_start[unknowns[j]]; k < pattern.column_start[unknowns[j] + 1]; ++k) {
            const auto row = std::lower_bound(unknowns.begin(), unknowns.end(), pattern.row[k]);
            if (row == unknowns.end() || *row != pattern.row[k]) continue;
            system.at(static_cast<std::size_t>(row - unknowns.begin()), j) = jacobian[k];
        }
    }
    return system;
}

} // namespace

bool settle(const CompiledModel& model, Evaluator& evaluator, double t, std::span<double> y) {
    const auto& unknowns = model.layout().algebraic;
    std::vector<double> found(y.begin(), y.end());
    for (int iteration = 0; iteration < max_iterations; ++iteration) {
        LinearSystem system = linearise(model, evaluator, t, found);
        system.solve();
        bool is_close = true;
        for (std::size_t k = 0; k < unknowns.size(); ++k) {
            double& value = found[static_cast<std::size_t>(unknowns[k])];
            value += system.right[k];
            is_close = is_close && std::abs(system.right[k]) <= closeness * std::abs(value) + 1e-20;
        }
        if (!std::all_of(found.begin(), found.end(), [](double value) { return std::isfinite(value); })) return false;
        if (is_close) {
            std::copy(found.begin(), found.end(), y.begin());
            return true;
        }
    }
    return false;
}

} // namespace euthymia
