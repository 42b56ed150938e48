// SPDX-License-Identifier: Apache-2.0
// What a solver of many people at once asks of a system of equations to carry derivatives of its solution along.
#pragma once

#include <vector>

namespace euthymia {

/// Where derivatives by the states (rows compressed) and by the tangents' own directions (columns compressed) may be
/// other than 0. Their values stand together: those by state in the order of `column`, then those by tangent in the
/// order of `row`.
struct TangentPattern {
    std::vector<int> row_start{0}, column;  ///< by state: the columns of row i are [row_start[i], row_start[i + 1])
    std::vector<int> tangent_start{0}, row; ///< by tangent: the rows of tangent k, likewise

    [[nodiscard]] int n_by_state() const { return static_cast<int>(column.size()); }
    [[nodiscard]] int n_value() const { return n_by_state() + static_cast<int>(row.size()); }
};

/// Derivatives of the rates f of a `LaneSystem` by its states y and by `n_tangent` directions p. Rows of lanes as
/// there. Not for two threads at once.
class LaneTangents {
  public:
    virtual ~LaneTangents() = default;

    [[nodiscard]] virtual int n_tangent() const = 0;

    /// Of df/dy, as far as it is not the same at all times, and of df/dp.
    [[nodiscard]] virtual const TangentPattern& slope_pattern() const = 0;
    /// Of the derivatives of g = (df/dy) u + tau df/dt by y and by p, u and tau held.
    [[nodiscard]] virtual const TangentPattern& curvature_pattern() const = 0;

    /// df/dy where it is not the same at all times, and df/dp. Shapes: t `n_lane`; y `n_state x n_lane`; values
    /// `n_value x n_lane`.
    virtual void slopes(const double* t, const double* y, double* values) = 0;
    /// dg/dy and dg/dp. Shapes as in `slopes`; u as y, tau as t.
    virtual void curvature(const double* t, const double* y, const double* u, const double* tau, double* values) = 0;
};

} // namespace euthymia
