// SPDX-License-Identifier: Apache-2.0
// Where to look next for a change that is known to happen between two moments.
#pragma once

#include <span>

namespace euthymia {

/// Proposes moments to look at, so that few are needed until the bracket is one digit of time wide.
///
/// Regula falsi with the weights of Illinois (@cite dowell1971) on the root whose straight line comes to zero first, at
/// least one digit away from either end; halving where there is no such root, or where it takes too long.
class Bracket {
  public:
    /// A side of the bracket: a moment, and the root functions there.
    struct Side {
        double t;
        std::span<const double> roots;
    };

    [[nodiscard]] double propose(const Side& low, const Side& high) const;

    /// Tells that the proposed moment became the low (or the high) side.
    void move_low() { move(-1); }
    void move_high() { move(+1); }

  private:
    void move(int side);
    [[nodiscard]] double estimate(const Side& low, const Side& high) const;

    int last_side_ = 0; ///< -1 low, +1 high
    int n_same_ = 0;    ///< how often in a row
    int n_look_ = 0;
};

/// True if both are above zero, below it, or neither.
[[nodiscard]] inline bool have_same_sign(double a, double b) {
    return (a > 0.0) == (b > 0.0) && (a < 0.0) == (b < 0.0);
}

/// True if no moment lies between, or none worth to be told apart on the way from `begin` to `end`.
[[nodiscard]] bool is_closed(double low, double high, double begin, double end);

} // namespace euthymia
