// SPDX-License-Identifier: Apache-2.0
// How wrong a result is.
#pragma once

#include <vector>

#include "case.hpp"
#include "contestant.hpp"

namespace euthymia::benchmark {

/// The error of a run against a reference.
struct Deviation {
    double rms = 0.0;   ///< over patients, times and columns that did not fail
    double worst = 0.0; ///< the largest rms of one patient
    int n_failed = 0;   ///< patients with a value that is not finite
};

/// What errors are divided by.
struct Yardstick {
    std::size_t n_time = 0;
    std::vector<double> floor; ///< for each column: what is added to its size, in its unit
};

/// rms = sqrt(mean of ((y - ref) / size)^2) over patients, output times and columns, where `size` is the largest |ref|
/// of that column over the times of that patient plus its floor. Shapes as `Run::values`.
[[nodiscard]] Deviation measure(const Yardstick& yardstick, const std::vector<double>& reference,
                                const std::vector<double>& values);

/// The largest |value| of each state in the reference over patients and times, shape `n_state`; 1 for a state that
/// never exceeds 1e-15 of its unit: it is nothing but rounding.
[[nodiscard]] std::vector<double> scale_of(const Case& problem, const std::vector<double>& reference);

/// For states: the floor is a thousandth of `scale_of`.
[[nodiscard]] Yardstick yardstick_of(const Case& problem, const std::vector<double>& reference);

/// `measure` with the yardstick of states.
[[nodiscard]] Deviation measure(const Case& problem, const std::vector<double>& reference,
                                const std::vector<double>& values);

} // namespace euthymia::benchmark
