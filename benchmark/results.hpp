// SPDX-License-Identifier: Apache-2.0
// Matches as JSON for the record and as tables for people.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "case.hpp"
#include "match.hpp"

namespace euthymia::benchmark {

/// The record of one match; benchmark/README.md says what each field is. Ratios are those of the first contestant's
/// time to each one's, repetition by repetition.
/// @param reference_error  rms by which the reference itself may be wrong.
[[nodiscard]] nlohmann::json to_json(const Case& problem, const Match& match, double reference_error);

/// Writes a record to `folder` as `<name>.json`.
void write_result(const nlohmann::json& result, const std::filesystem::path& folder, const std::string& name);

/// One table of a record, in Markdown, on standard output.
void print(const nlohmann::json& result);

/// For each target and contestant the middle and the ends of the cases' median ratios; one table.
void print_summary(const std::vector<nlohmann::json>& results);

} // namespace euthymia::benchmark
