// SPDX-License-Identifier: Apache-2.0
// Cases of the public SBML Test Suite and the suite's own rule for passing them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace euthymia::conformance {

/// One case: where it is, and the expected table.
struct Case {
    std::string id;
    std::string level; ///< "l3v2"
    std::filesystem::path model, settings;
    std::vector<std::string> columns;
    std::vector<double> expected; ///< shape `n_time x n_column`, the first column is time
};

/// The point that is farthest from the expected table, in units of what may be off there.
struct WorstPoint {
    std::string variable;
    double time = 0.0, expected = 0.0, got = 0.0;
};

/// What became of a case.
struct Verdict {
    std::string status;              ///< "pass", "fail" (wrong numbers), "unsupported" (refused by name) or "error"
    std::string detail;              ///< in words, unless it passed
    std::optional<WorstPoint> worst; ///< of a case that failed
    double milliseconds = 0.0;
};

/// The folder of the suite: environment EUTHYMIA_SBML_TEST_SUITE, else beside the repository; nothing if absent.
[[nodiscard]] std::optional<std::filesystem::path> find_suite();

/// Every case of `cases.tsv`.
[[nodiscard]] std::vector<Case> read_cases(const std::filesystem::path& suite);

/// Simulates the case; passes when |expected - ours| <= absolute + relative |expected| at every point.
[[nodiscard]] Verdict run_case(const Case& test_case);

/// Runs all cases on all cores; verdicts in the order of the cases.
[[nodiscard]] std::vector<Verdict> run_cases(const std::vector<Case>& cases);

} // namespace euthymia::conformance
