// SPDX-License-Identifier: Apache-2.0
// What is measured in a trial, and what was published of it.
#pragma once

#include <string>
#include <vector>

#include "euthymia/trial/design.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// The one of `scale` and `variable` that is given; a fault for both or neither.
[[nodiscard]] std::string read_measure(const Mapping& mapping);

/// The published rows of a trial whose arms, visits and outcomes are read.
[[nodiscard]] std::vector<PublishedRow> read_published(const Mapping& trial, const TrialDesign& design);

} // namespace euthymia::yaml
