// SPDX-License-Identifier: Apache-2.0
#include "estimate_json.hpp"

#include <cmath>

namespace euthymia {

namespace {

Json finite(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

} // namespace

Json estimate_json(const Estimate& estimate) {
    return {{"value", finite(estimate.value)}, {"interval", {finite(estimate.low), finite(estimate.high)}}};
}

Json estimate_json(const std::optional<Estimate>& estimate) {
    return estimate ? estimate_json(*estimate) : Json();
}

} // namespace euthymia
