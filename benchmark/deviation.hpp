// SPDX-License-Identifier: Apache-2.0
// How wrong a result is.
#pragma once

#include <vector>

#include "case.hpp"
#include "contestant.hpp"

namespace euthymia::benchmark {

/// The error of a run against a reference.
struct Deviation {
    double rms = 0.0;   ///< over patients, times and states that did not fail
    double worst = 0.0; ///< the largest rms of one patient
    int n_failed = 0;   ///< patients with a value that is not finite
};

/// The largest |value| of each state in the reference over patients and times, shape `n_state`; 1 for a state that
/// never exceeds 1e-15 of its unit: it is nothing but rounding.
[[nodiscard]] std::vector<double> scale_of(const Case& problem, const std::vector<double>& reference);

/// rms = sqrt(mean of ((y - ref) / size)^2) over patients, output times and states, where `size` is the largest |ref|
/// of that state over the times of that patient plus a thousandth of `scale_of`.
[[nodiscard]] Deviation measure(const Case& problem, const std::vector<double>& reference,
                                const std::vector<double>& values);

} // namespace euthymia::benchmark
