// SPDX-License-Identifier: Apache-2.0
// Whom a trial recruits.
#pragma once

#include "euthymia/trial/design.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// The people of the part `population` of a trial. @param last_week  Week of the last visit: a background lasts to it.
[[nodiscard]] Recruitment read_recruitment(const Mapping& trial, double last_week);

/// The people of an arm of its own; age and share of women are the trial's where they are not given.
[[nodiscard]] Recruitment read_own_recruitment(const Mapping& arm, const Recruitment& of_trial, double last_week);

} // namespace euthymia::yaml
