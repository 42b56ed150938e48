// SPDX-License-Identifier: Apache-2.0
// What three values of a root function tell of the moments between them.
#pragma once

namespace euthymia {

/// Where a piece of a step is divided: not in the middle, as a rhythm of the model should not hide behind ours.
constexpr double division = 0.45;

/// A root function at three moments, the middle one at `division`, and the parabola through them.
struct Parabola {
    double t[3], r[3];

    /// True if, even with twice its curvature, it has at most one zero between, seen in the signs at its ends.
    [[nodiscard]] bool hides_nothing() const;

    /// True if it hides nothing and has one sign at all three.
    [[nodiscard]] bool is_quiet() const;

  private:
    [[nodiscard]] bool is_far_from_zero(double bend) const;
};

} // namespace euthymia
