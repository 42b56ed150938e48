// SPDX-License-Identifier: Apache-2.0
// Claims against every member of an ensemble of calibrated parameters.
#pragma once

#include <vector>

#include "euthymia/calibration/ensemble.hpp"
#include "euthymia/evidence/judge.hpp"

namespace euthymia {

/// Judges the claims with the biology as it is and with every member: the verdicts of the first, each with its
/// `over_ensemble`. Members without weight are left out; none fill nothing.
/// @throws InputError  as `bind_names`.
[[nodiscard]] std::vector<Verdict> judge_over_ensemble(const std::vector<Claim>& claims, const Biology& biology,
                                                       const Ensemble& ensemble, const EvidenceOptions& options,
                                                       const Progress& progress = {});

} // namespace euthymia
