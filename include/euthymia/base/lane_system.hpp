// SPDX-License-Identifier: Apache-2.0
// What a solver of many people at once asks of a system of equations.
#pragma once

#include <span>

namespace euthymia {

/// A system M y' = f(t, y) for `n_lane` people at once, M diagonal with entries 1 (differential) and 0 (algebraic).
///
/// Arrays are rows of lanes: value `v` of lane `l` stands at `v * n_lane + l`; they are 64-byte aligned. What a lane
/// gets depends on that lane alone, to the last bit. Not for two threads at once.
class LaneSystem {
  public:
    virtual ~LaneSystem() = default;

    [[nodiscard]] virtual int n_state() const = 0;
    [[nodiscard]] virtual int n_lane() const = 0;

    /// States whose equation is 0 = f, ascending.
    [[nodiscard]] virtual std::span<const int> algebraic_states() const = 0;

    /// States under a root, a logarithm or a broken power: a solver keeps rounding from making them negative.
    [[nodiscard]] virtual std::span<const int> guarded_states() const = 0;

    /// dydt = f(t, y). Shapes: t `n_lane`; y, dydt `n_state x n_lane`.
    virtual void rates(const double* t, const double* y, double* dydt) = 0;

    /// f and df/dt at (t, y), and keeps J = df/dy for `factor`. Shapes as in `rates`, dfdt as dydt.
    virtual void linearise(const double* t, const double* y, double* dydt, double* dfdt) = 0;

    /// Factors `shift * M - J` for `solve`. Shapes `n_lane`. `growth` is the largest ratio, over the pivots, of
    /// max(|diagonal entry|, shift * M) before elimination to the pivot: far above 1 where pivoting on the diagonal
    /// loses digits, not finite where it breaks down.
    virtual void factor(const double* shift, double* growth) = 0;

    /// b := (shift * M - J)^-1 b, shape `n_state x n_lane`.
    virtual void solve(double* b) = 0;
};

} // namespace euthymia
