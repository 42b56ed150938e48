// SPDX-License-Identifier: Apache-2.0
// A trial's report for people to read.
#pragma once

#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// One HTML page that needs nothing else: summary, pictures, simulated beside published, flow of participants, tables,
/// limits, provenance and the safety text.
[[nodiscard]] std::string trial_report(const TrialResult& result, const Provenance& provenance);

} // namespace euthymia
