// SPDX-License-Identifier: Apache-2.0
// Numbers at which functions do something special.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

namespace euthymia {

inline std::vector<double> remarkable_numbers() {
    const double infinity = std::numeric_limits<double>::infinity();
    return {0.0,       -0.0,  1.0,  -1.0,   0.5,    -0.5,  2.0,   -2.0,        3.0,         -3.0,
            1e-3,      170.0, 25.0, 1e-310, 1e-200, 1e200, 1e308, -1e308,      1e17,        infinity,
            -infinity, 709.7, -745, 1e5,    0.75,   708.9, -20.5, 1.0 - 1e-16, 1.0 + 3e-16, std::nan("")};
}

} // namespace euthymia
