// SPDX-License-Identifier: Apache-2.0
// Work against precision: what a contestant costs at an error that was measured.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "contestant.hpp"

namespace euthymia::benchmark {

struct Point {
    Tolerance tolerance;
    double error = 0.0;   ///< rms, measured; infinite if a patient failed
    double seconds = 0.0; ///< a patient
};

/// Two measured points around an error: the first is less exact, the second at least as exact. Both are the same where
/// the contestant cannot be had less exact than wanted.
struct Bracket {
    Point loose, tight;

    [[nodiscard]] bool is_point() const { return !(loose.error > tight.error); }
};

/// The first neighbours around `error` among points from loose to tight, or the first point if it is exact enough
/// already. None if the points do not reach `error`.
[[nodiscard]] std::optional<Bracket> bracket(const std::vector<Point>& points, double error);

/// Seconds a patient at `error`, on the straight line between the two ends in logarithms; never beyond them.
[[nodiscard]] double seconds_at(const Bracket& bracket, double error);

/// How near to each other the ends of a bracket must be: either will do.
struct Narrowness {
    double error_ratio = 1.5;
    double rtol_ratio = 1.02;                ///< where the error jumps, the time hardly can
    double loosest = 1e-2, tightest = 1e-13; ///< relative tolerances that are tried at all
};

/// Searches relative tolerances from `rtol` on for two around `error`, and halves what is between them until they are
/// near. None if `error` is not reached at the tightest.
/// @param attempt  Measures at a relative tolerance.
[[nodiscard]] std::optional<Bracket> narrow(const std::function<Point(double rtol)>& attempt, double rtol, double error,
                                            const Narrowness& wanted = {});

} // namespace euthymia::benchmark
