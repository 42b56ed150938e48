// SPDX-License-Identifier: Apache-2.0
// Cases of the public SBML Test Suite and the suite's own rule for passing them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace euthymia::conformance {

/// What a case asks for (`NNNNN-settings.txt`).
struct Settings {
    double start = 0.0, duration = 0.0;
    int n_step = 0;
    std::vector<std::string> variables, amounts, concentrations;
    double absolute = 0.0, relative = 0.0;
};

/// One case: a model, its settings and the expected table.
struct Case {
    std::string id;
    std::filesystem::path model;
    Settings settings;
    std::vector<std::string> columns;
    std::vector<double> expected; ///< shape `n_time x n_column`, the first column is time
};

/// What became of a case.
struct Verdict {
    std::string status; ///< "pass", "fail" or "refused"
    std::string detail; ///< the worst point, or the construct refused
};

/// The folder of the suite: environment EUTHYMIA_SBML_TEST_SUITE, else beside the repository; nothing if absent.
[[nodiscard]] std::optional<std::filesystem::path> find_suite();

/// Every case of `cases.tsv`.
[[nodiscard]] std::vector<Case> read_cases(const std::filesystem::path& suite);

/// Simulates the case; passes when |expected - ours| <= absolute + relative |expected| at every point.
[[nodiscard]] Verdict run_case(const Case& test_case);

} // namespace euthymia::conformance
