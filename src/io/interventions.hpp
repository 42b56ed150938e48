// SPDX-License-Identifier: Apache-2.0
// The intervention keys that an arm of a trial and a protocol share.
#pragma once

#include <string>

#include "euthymia/protocol/protocol.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// The protocol `name` made of all intervention keys of `mapping`; a fault when there is none, unless that may be.
[[nodiscard]] Protocol read_interventions(const Mapping& mapping, const std::string& name, bool may_be_empty = false);

} // namespace euthymia::yaml
