// SPDX-License-Identifier: Apache-2.0
// What carried an effect, for people and for other programs.
#pragma once

#include <filesystem>
#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/sensitivity/explain.hpp"

namespace euthymia {

/// What `euthymia explain --json` prints, see doc/guide/explain.md. Unknown numbers are null.
[[nodiscard]] std::string explanation_json(const Explanation& explanation, const Provenance& provenance);

/// One row an arm and carrier, and one for what no carrier brings ("non-specific").
[[nodiscard]] CsvFile explanation_csv(const Explanation& explanation);

/// Writes `explain.json`, `explain.csv` with its schema, and `run.json` into `directory`.
/// @throws InputError  as `OutputDirectory`.
void write_explanation(const std::filesystem::path& directory, const Explanation& explanation,
                       const Provenance& provenance);

} // namespace euthymia
