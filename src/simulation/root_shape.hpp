// SPDX-License-Identifier: Apache-2.0
// What three values of a root function tell of the moments between them.
#pragma once

namespace euthymia {

/// Where a piece of a step is divided: not in the middle, as a rhythm of the model should not hide behind ours.
constexpr double division = 0.45;

/// How far from zero a parabola that bends by 1 (curvature times length squared) must be to be sure of its sign:
/// between its three points it leaves their chords by at most (1 - `division`)^2 / 4; four times that is safe.
constexpr double far_in_bends = (1.0 - division) * (1.0 - division);

/// A root function at three moments, the middle one at `division`, and the parabola through them.
struct Parabola {
    double t[3], r[3];

    /// True if, even with twice its curvature, it has at most one zero between, seen in the signs at its ends.
    [[nodiscard]] bool hides_nothing() const;

  private:
    [[nodiscard]] bool is_far_from_zero(double bend) const;
};

} // namespace euthymia
