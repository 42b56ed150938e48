// SPDX-License-Identifier: Apache-2.0
// Intervals over an ensemble, for people.
#pragma once

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia::cli {

/// Prints contrasts and published rows with 95 % of the ensemble beside them.
void print_over_ensemble(const TrialResult& result, const EnsembleRecord& ensemble);

} // namespace euthymia::cli
