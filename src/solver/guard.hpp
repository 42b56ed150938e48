// SPDX-License-Identifier: Apache-2.0
// Keeps rounding from making states negative that stand under a root, a logarithm or a broken power.
#pragma once

namespace euthymia {

/// What a guarded state reads as: 0 if it is negative by less than `width`.
[[nodiscard]] inline double guarded_value(double value, double width) {
    return value < 0.0 && value > -width ? 0.0 : value;
}

} // namespace euthymia
