// SPDX-License-Identifier: Apache-2.0
// What a solver of many people at once asks of a system whose rates bend, so that no step goes over a bend.
#pragma once

#include <vector>

namespace euthymia {

/// The bends of the rates of a `LaneSystem`: where its gap is 0 a rate goes over from one smooth function to another.
/// Which of the two counts is held until it is said anew. Rows of lanes as in `LaneSystem`. Not for two threads at
/// once.
class LaneBends {
  public:
    virtual ~LaneBends() = default;

    [[nodiscard]] virtual int n_bend() const = 0;

    /// Shapes: t `n_lane`; y `n_state x n_lane`; values `n_bend x n_lane`.
    virtual void gaps(const double* t, const double* y, double* values) = 0;

    /// From now on the rates of a lane, and all that is derived from them, are those of these sides: true where the gap
    /// is positive. Shape `n_bend`.
    virtual void take_sides(int lane, const std::vector<bool>& is_positive) = 0;
};

} // namespace euthymia
