// SPDX-License-Identifier: Apache-2.0
// Intervals over an ensemble, for people.
#pragma once

#include "euthymia/calibration/ensemble.hpp"

namespace euthymia::cli {

/// Prints contrasts and published rows with 95 % of the ensemble beside them.
void print_over_ensemble(const TrialOverEnsemble& trial);

} // namespace euthymia::cli
