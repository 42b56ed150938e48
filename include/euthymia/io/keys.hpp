// SPDX-License-Identifier: Apache-2.0
// The words the YAML documents are written in. The JSON Schemas in `biology/schema` hold the same keys.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace euthymia {

/// Keys by the part of a document they may stand in: "trial", "trial.population", "arm", "exercise", ...
using KeyTable = std::map<std::string, std::vector<std::string>>;

/// The keys that each part of a document may hold.
[[nodiscard]] const KeyTable& document_keys();

/// The keys of `document_keys` that stand for something done to a person: "exercise", "drug", ...
[[nodiscard]] const std::vector<std::string>& intervention_keys();

/// What a published row may state: "mean_change", "smd", ...
[[nodiscard]] const std::vector<std::string>& statistic_names();

} // namespace euthymia
