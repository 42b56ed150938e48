// SPDX-License-Identifier: Apache-2.0
// Whom a trial recruits.
#pragma once

#include "euthymia/trial/design.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// The people of the part `population` of a trial.
[[nodiscard]] Recruitment read_recruitment(const Mapping& trial);

} // namespace euthymia::yaml
