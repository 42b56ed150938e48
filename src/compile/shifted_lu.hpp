// SPDX-License-Identifier: Apache-2.0
// Factors of shift * M - J, entry by entry from lists: for the interpreter, and for models too large to be written out.
#pragma once

#include <vector>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/base/lane_lu.hpp"
#include "program.hpp"

namespace euthymia {

/// Arguments as in `LaneSystem`; the programs must outlive it.
class ShiftedLu {
  public:
    ShiftedLu(const Programs& programs, int n_lane);

    /// @param jacobian  Shape `n_nonzero x n_lane`, order of `Programs::pattern`.
    void factor(const double* jacobian, const double* shift, double* growth);

    void solve(double* b) const { lu_.solve(b); }

  private:
    void add_mass(int state, int entry, const double* shift);

    const SparsityPattern& pattern_;
    std::size_t n_lane_;
    std::vector<bool> is_algebraic_;
    AlignedVector<double> matrix_; ///< shift * M - J
    AlignedVector<double> scale_;  ///< how large the pivot of each row should be
    LaneLu lu_;
};

} // namespace euthymia
