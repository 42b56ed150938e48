// SPDX-License-Identifier: Apache-2.0
// From the error a user wants to the tolerance a method must be given to achieve it.
#pragma once

#include <span>
#include <vector>

namespace euthymia {

/// A method controls the error of each step; what remains of it at the end differs between methods. own tolerance =
/// factor * (wanted error) ^ power, so that the rms of the achieved error over states and times, relative to
/// |y| + atol / rtol, is near the wanted one: mostly a tenth of it to all of it, at most twice as much.
///
/// Calibrated for wanted errors from 1e-3 to 1e-9 on the stiff problems of test/unit/solver/tolerance_map_test.cpp. Two
/// kinds of model need more: where a small error grows, as in a relaxation oscillator, and, between the ends of steps,
/// where a stiff state only follows others; a stop at the times of interest helps there.
struct ToleranceMap {
    double factor = 1.0;
    double power = 1.0;

    /// The relative tolerance for a wanted relative error, in (0, 1).
    [[nodiscard]] double own(double wanted) const;

    /// The absolute tolerances for wanted absolute errors `atol` beside the relative error `wanted`: scaled as it is.
    [[nodiscard]] std::vector<double> own(double wanted, std::span<const double> atol) const;
};

[[nodiscard]] ToleranceMap rodas5p_tolerances();
[[nodiscard]] ToleranceMap rodas4_tolerances();
[[nodiscard]] ToleranceMap cvode_tolerances();

} // namespace euthymia
