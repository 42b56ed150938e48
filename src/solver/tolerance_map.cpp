// SPDX-License-Identifier: Apache-2.0
#include "euthymia/solver/tolerance_map.hpp"

#include <cmath>

namespace euthymia {

double ToleranceMap::own(double wanted) const {
    return factor * std::pow(wanted, power);
}

std::vector<double> ToleranceMap::own(double wanted, std::span<const double> atol) const {
    const double scale = own(wanted) / wanted;
    std::vector<double> scaled(atol.begin(), atol.end());
    for (double& value : scaled) value *= scale;
    return scaled;
}

ToleranceMap rodas5p_tolerances() {
    return {.factor = 1.0, .power = 1.0};
}

ToleranceMap rodas4_tolerances() {
    return {.factor = 0.5, .power = 1.0};
}

/// The error of many small steps of low order adds up: more so the tighter the tolerance.
ToleranceMap cvode_tolerances() {
    return {.factor = 0.8, .power = 1.1};
}

} // namespace euthymia
