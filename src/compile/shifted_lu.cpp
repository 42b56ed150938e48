// SPDX-License-Identifier: Apache-2.0
#include "shifted_lu.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia {

ShiftedLu::ShiftedLu(const Programs& programs, int n_lane)
    : pattern_(programs.pattern)
    , n_lane_(static_cast<std::size_t>(n_lane))
    , is_algebraic_(programs.states.size())
    , matrix_(pattern_.n_nonzero() * n_lane_)
    , scale_(pattern_.n * n_lane_)
    , lu_(programs.lu, n_lane) {
    for (const int state : programs.layout.algebraic) is_algebraic_[state] = true;
}

void ShiftedLu::factor(const double* jacobian, const double* shift, double* growth) {
    for (std::size_t k = 0; k < matrix_.size(); ++k) matrix_[k] = -jacobian[k];
    for (int j = 0; j < pattern_.n; ++j) {
        for (int k = pattern_.column_start[j]; k < pattern_.column_start[j + 1]; ++k) {
            if (pattern_.row[k] == j) add_mass(j, k, shift);
        }
    }
    lu_.factor(matrix_.data(), scale_.data(), growth);
}

/// Adds shift * M to the diagonal `entry` of `state`, and notes how large its pivot should be.
void ShiftedLu::add_mass(int state, int entry, const double* shift) {
    for (std::size_t l = 0; l < n_lane_; ++l) {
        const double mass = is_algebraic_[state] ? 0.0 : shift[l];
        double& diagonal = matrix_[entry * n_lane_ + l];
        diagonal += mass;
        scale_[state * n_lane_ + l] = std::max(std::abs(diagonal), mass);
    }
}

} // namespace euthymia
