// SPDX-License-Identifier: Apache-2.0
// When people of a trial are seen.
#pragma once

#include "euthymia/trial/design.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// Fills the visits of a design from the part `visits`: weeks, or hours.
void read_visits(const Mapping& trial, TrialDesign& design);

/// The week of a row, or its hour as a fraction of weeks, as in `TrialDesign::visit_weeks`; a fault when it is no
/// visit.
[[nodiscard]] double read_visit_week(const Mapping& mapping, const TrialDesign& design);

} // namespace euthymia::yaml
