// SPDX-License-Identifier: Apache-2.0
// How far two numbers are apart, in steps from one double to the next.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace euthymia {

/// 0 for equal numbers and for two NaNs, infinite if only one is NaN.
inline double ulps_apart(double a, double b) {
    if (a == b || (std::isnan(a) && std::isnan(b))) return 0.0;
    if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::infinity();
    const auto place = [](double x) { // in the order of the numbers
        const auto bits = std::bit_cast<std::int64_t>(x);
        return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
    };
    const auto low = static_cast<std::uint64_t>(place(std::min(a, b)));
    return static_cast<double>(static_cast<std::uint64_t>(place(std::max(a, b))) - low);
}

} // namespace euthymia
