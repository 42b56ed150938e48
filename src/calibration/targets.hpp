// SPDX-License-Identifier: Apache-2.0
// The published rows of a trial as targets.
#pragma once

#include "euthymia/calibration/objective.hpp"

namespace euthymia {

/// One for each published row, in their order.
[[nodiscard]] std::vector<Target> targets_of(const TrialDesign& design, const std::vector<Scale>& scales);

} // namespace euthymia
