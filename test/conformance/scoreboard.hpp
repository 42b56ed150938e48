// SPDX-License-Identifier: Apache-2.0
// The committed list of what becomes of each case.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "suite.hpp"

namespace euthymia::conformance {

/// One JSON line a case: id, level, status, and for a case that does not pass why. It holds no times, which differ from
/// run to run.
void write_scoreboard(const std::filesystem::path& file, const std::vector<Case>& cases,
                      const std::vector<Verdict>& verdicts);

/// The committed status of each case.
[[nodiscard]] std::map<std::string, std::string> read_scoreboard(const std::filesystem::path& file);

/// Counts by status, every case that does not pass, and the slowest; for people.
[[nodiscard]] std::string summary(const std::vector<Case>& cases, const std::vector<Verdict>& verdicts);

} // namespace euthymia::conformance
