// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/sbml_test_case.hpp"

namespace euthymia::conformance {

namespace fs = std::filesystem;

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
    return parts;
}

void read_results(const fs::path& file, Case& test_case) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    test_case.columns = split(line, ',');
    while (std::getline(stream, line)) {
        for (const std::string& cell : split(line, ','))
            test_case.expected.push_back(std::strtod(cell.c_str(), nullptr));
    }
}

/// How far off a value is, in units of what it may be off: up to 1 passes.
double distance(double expected, double ours, const SbmlTestSettings& settings) {
    constexpr double hopeless = HUGE_VAL;
    if (std::isnan(expected)) return std::isnan(ours) ? 0.0 : hopeless;
    if (std::isinf(expected)) return ours == expected ? 0.0 : hopeless;
    if (!std::isfinite(ours)) return hopeless;
    return std::abs(expected - ours) / (settings.absolute + settings.relative * std::abs(expected));
}

Verdict wrong(const std::string& detail) {
    return {.status = "error", .detail = detail, .worst = {}};
}

/// The places of the table's columns among the variables.
std::optional<std::vector<std::size_t>> places_of(const Case& test_case, const SbmlTestSettings& settings) {
    std::vector<std::size_t> places;
    for (std::size_t k = 1; k < test_case.columns.size(); ++k) {
        const auto found = std::ranges::find(settings.variables, test_case.columns[k]);
        if (found == settings.variables.end()) return std::nullopt;
        places.push_back(static_cast<std::size_t>(found - settings.variables.begin()));
    }
    return places;
}

Verdict judge(const Case& test_case, const SbmlTestSettings& settings, const Trajectory& trajectory) {
    if (trajectory.failure) return wrong(trajectory.failure->reason);
    const auto places = places_of(test_case, settings);
    const std::size_t n_column = test_case.columns.size(), n_time = test_case.expected.size() / n_column;
    if (!places || n_time != trajectory.time.size()) return wrong("the expected table has another shape");
    double farthest = 1.0;
    std::optional<WorstPoint> worst;
    for (std::size_t i = 0; i < n_time; ++i) {
        for (std::size_t k = 0; k < places->size(); ++k) {
            const double expected = test_case.expected[i * n_column + k + 1];
            const double ours = trajectory.values[i * settings.variables.size() + places->at(k)];
            const double off = distance(expected, ours, settings);
            if (off <= farthest) continue;
            farthest = off;
            worst = WorstPoint{test_case.columns[k + 1], trajectory.time[i], expected, ours};
        }
    }
    if (!worst) return {.status = "pass", .detail = {}, .worst = {}};
    return {.status = "fail",
            .detail = fmt::format("{} at t = {}: expected {}, got {}", worst->variable, worst->time, worst->expected,
                                  worst->got),
            .worst = worst};
}

Verdict simulate_and_judge(const Case& test_case) try {
    const SbmlTestSettings settings = read_sbml_test_settings(test_case.settings);
    return judge(test_case, settings, simulate_sbml_test(test_case.model, settings));
} catch (const UnsupportedError& error) {
    return {.status = "unsupported", .detail = error.issues().front().what, .worst = {}};
} catch (const std::exception& error) {
    return wrong(error.what());
}

} // namespace

std::optional<fs::path> find_suite() {
    const char* given = std::getenv("EUTHYMIA_SBML_TEST_SUITE");
    const fs::path suite =
        given != nullptr ? fs::path(given) : fs::path(EUTHYMIA_ROOT).parent_path() / "shared/sbml-test-suite";
    if (!fs::exists(suite / "cases.tsv")) return std::nullopt;
    return suite;
}

std::vector<Case> read_cases(const fs::path& suite) {
    std::vector<Case> cases;
    std::ifstream list(suite / "cases.tsv");
    std::string line;
    std::getline(list, line);
    while (std::getline(list, line)) {
        const auto cells = split(line, '\t');
        const fs::path folder = suite / cells.at(0);
        Case test_case{
            .id = cells[0], .level = {}, .model = folder / cells.at(1), .settings = {}, .columns = {}, .expected = {}};
        const std::string stem = test_case.model.stem().string(); // NNNNN-sbml-l3v2
        test_case.level = stem.substr(stem.rfind('-') + 1);
        test_case.settings = folder / (test_case.id + "-settings.txt");
        read_results(folder / (test_case.id + "-results.csv"), test_case);
        cases.push_back(std::move(test_case));
    }
    return cases;
}

Verdict run_case(const Case& test_case) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    Verdict verdict = simulate_and_judge(test_case);
    verdict.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    return verdict;
}

std::vector<Verdict> run_cases(const std::vector<Case>& cases) {
    std::vector<Verdict> verdicts(cases.size());
    const int all_threads = 0;
    in_parallel(cases.size(), all_threads, [&](std::size_t k) { verdicts[k] = run_case(cases[k]); });
    return verdicts;
}

} // namespace euthymia::conformance
