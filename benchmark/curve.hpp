// SPDX-License-Identifier: Apache-2.0
// Work against precision: what a contestant costs at an error that was measured.
#pragma once

#include <optional>
#include <vector>

#include "contestant.hpp"

namespace euthymia::benchmark {

struct Point {
    Tolerance tolerance;
    double error = 0.0;   ///< rms, measured
    double seconds = 0.0; ///< a patient
};

/// The points that no other beats in both error and time, from the fastest to the most exact.
[[nodiscard]] std::vector<Point> front_of(std::vector<Point> points);

/// Two neighbours of a front around an error: the first is less exact, the second at least as exact.
struct Bracket {
    Point loose, tight;
};

/// None if the front does not reach from above `error` to below it.
[[nodiscard]] std::optional<Bracket> bracket(const std::vector<Point>& front, double error);

/// Seconds a patient at `error`, on the straight line between the two in logarithms.
[[nodiscard]] double seconds_at(const Bracket& bracket, double error);

} // namespace euthymia::benchmark
