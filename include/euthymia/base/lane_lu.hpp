// SPDX-License-Identifier: Apache-2.0
// The elimination of many matrices of one pattern at once.
#pragma once

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/base/lu_plan.hpp"

namespace euthymia {

/// Carries out a plan for `n_lane` matrices. Rows of lanes as in `LaneSystem`; a lane's numbers depend on that lane
/// alone. The plan must outlive it.
class LaneLu {
  public:
    LaneLu(const LuPlan& plan, int n_lane);

    /// Factors the matrices with `values` at the entries of the pattern, same order; shape `n_nonzero x n_lane`.
    ///
    /// @param scale   What each row's pivot is to be compared with, shape `n x n_lane`.
    /// @param growth  The largest ratio of a row's scale to its pivot, shape `n_lane`; not finite where a pivot is 0 or
    ///                no number.
    void factor(const double* values, const double* scale, double* growth);

    /// b := A^-1 b for the matrices factored last, shape `n x n_lane`.
    void solve(double* b) const;

  private:
    void load(const double* values);
    void eliminate(const LuPlan::Pivot& pivot);
    void note_growth(const LuPlan::Pivot& pivot, const double* scale, double* growth) const;

    [[nodiscard]] double* row(int place) { return block_.data() + place * n_lane_; }
    [[nodiscard]] const double* row(int place) const { return block_.data() + place * n_lane_; }

    const LuPlan& plan_;
    std::size_t n_lane_;
    AlignedVector<double> block_;
};

} // namespace euthymia
