// SPDX-License-Identifier: Apache-2.0
// `Parabola::hides_nothing` for many lanes at once, by the vectors of the machine it runs on.
#pragma once

namespace euthymia {

/// One root function over one piece of a step; rows of lanes, shape `n_lane`.
struct RootPiece {
    int n_lane = 0;
    const double* begin = nullptr;
    const double* within = nullptr; ///< at `division`
    const double* end = nullptr;
};

/// `is_quiet` becomes 0 where the root has not one sign at all three moments, or may hide another between; shape
/// `n_lane`.
void heed(const RootPiece& piece, double* is_quiet);

} // namespace euthymia
