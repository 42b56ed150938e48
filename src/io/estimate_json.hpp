// SPDX-License-Identifier: Apache-2.0
// An estimate with its interval, as JSON.
#pragma once

#include "euthymia/trial/statistics.hpp"
#include "json_parts.hpp"

namespace euthymia {

/// {"value", "interval": [low, high]}; what is not finite is null.
[[nodiscard]] Json estimate_json(const Estimate& estimate);

/// The same, or null.
[[nodiscard]] Json estimate_json(const std::optional<Estimate>& estimate);

} // namespace euthymia
