// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/lane_lu.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace euthymia {

namespace {

/// target -= left * right, lane by lane.
void subtract_product(double* __restrict target, const double* left, const double* right, std::size_t n) {
    for (std::size_t l = 0; l < n; ++l) target[l] -= left[l] * right[l];
}

void multiply(double* __restrict target, const double* factor, std::size_t n) {
    for (std::size_t l = 0; l < n; ++l) target[l] *= factor[l];
}

} // namespace

LaneLu::LaneLu(const LuPlan& plan, int n_lane)
    : plan_(plan)
    , n_lane_(static_cast<std::size_t>(n_lane))
    , block_(plan.n_value * n_lane_) {}

void LaneLu::factor(const double* values, const double* scale, double* growth) {
    load(values);
    std::fill_n(growth, n_lane_, 0.0);
    for (const LuPlan::Pivot& pivot : plan_.pivots) {
        note_growth(pivot, scale, growth);
        eliminate(pivot);
    }
}

void LaneLu::load(const double* values) {
    std::fill(block_.begin(), block_.end(), 0.0);
    for (std::size_t k = 0; k < plan_.from_matrix.size(); ++k) {
        std::copy_n(values + k * n_lane_, n_lane_, row(plan_.from_matrix[k]));
    }
}

void LaneLu::note_growth(const LuPlan::Pivot& pivot, const double* scale, double* growth) const {
    const double* diagonal = row(pivot.place);
    for (std::size_t l = 0; l < n_lane_; ++l) {
        const double ratio = scale[pivot.row * n_lane_ + l] / std::abs(diagonal[l]);
        if (ratio > growth[l] || std::isnan(ratio)) growth[l] = ratio; // and NaN stays
    }
}

void LaneLu::eliminate(const LuPlan::Pivot& pivot) {
    double* reciprocal = row(pivot.place);
    for (std::size_t l = 0; l < n_lane_; ++l) reciprocal[l] = 1.0 / reciprocal[l];
    for (const auto& [i, place] : pivot.below) multiply(row(place), reciprocal, n_lane_);
    for (const auto& [target, left, right] : pivot.updates) {
        subtract_product(row(target), row(left), row(right), n_lane_);
    }
}

/// L z = b in the order of elimination, then U x = z against it.
void LaneLu::solve(double* b) const {
    const auto of = [&](int state) { return b + state * n_lane_; };
    for (const LuPlan::Pivot& pivot : plan_.pivots) {
        for (const auto& [i, place] : pivot.below) subtract_product(of(i), row(place), of(pivot.row), n_lane_);
    }
    for (const LuPlan::Pivot& pivot : plan_.pivots | std::views::reverse) {
        for (const auto& [j, place] : pivot.right) subtract_product(of(pivot.row), row(place), of(j), n_lane_);
        multiply(of(pivot.row), row(pivot.place), n_lane_);
    }
}

} // namespace euthymia
