// SPDX-License-Identifier: Apache-2.0
#include "root_shape.hpp"

#include <algorithm>
#include <cmath>

#include "bracket.hpp"

namespace euthymia {

bool Parabola::hides_nothing() const {
    const double first = (r[1] - r[0]) / (t[1] - t[0]), second = (r[2] - r[1]) / (t[2] - t[1]);
    const double curvature = (second - first) / (t[2] - t[0]);
    if (curvature == 0.0 || !std::isfinite(curvature)) return true;
    const double slope_before = first - 2.0 * curvature * (t[1] - t[0]);
    const double slope_after = second + 2.0 * curvature * (t[2] - t[1]);
    return slope_before * slope_after > 0.0 || is_far_from_zero(curvature * (t[2] - t[0]) * (t[2] - t[0]));
}

/// @param bend  Curvature times length squared.
bool Parabola::is_far_from_zero(double bend) const {
    const double nearest = std::min({std::abs(r[0]), std::abs(r[1]), std::abs(r[2])});
    return have_same_sign(r[0], r[1]) && have_same_sign(r[1], r[2]) && nearest > far_in_bends * std::abs(bend);
}

} // namespace euthymia
