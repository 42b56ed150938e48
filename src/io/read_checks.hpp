// SPDX-License-Identifier: Apache-2.0
// What a claim wants to be seen.
#pragma once

#include <vector>

#include "euthymia/evidence/claim.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// The list `checks` of `mapping`; a check of several quantities becomes several. `claim` has its arms already.
[[nodiscard]] std::vector<Check> read_checks(const Mapping& mapping, const Claim& claim);

} // namespace euthymia::yaml
