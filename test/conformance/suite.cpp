// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sbml/read.hpp"
#include "euthymia/simulation/simulator.hpp"

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

std::vector<std::string> name_list(const std::string& text) {
    auto names = split(text, ',');
    std::erase(names, std::string());
    return names;
}

Settings read_settings(const fs::path& file) {
    std::ifstream stream(file);
    std::map<std::string, std::string> value;
    for (std::string line; std::getline(stream, line);) {
        const auto colon = line.find(':');
        if (colon != std::string::npos) value[trimmed(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
    }
    return {.start = std::stod(value["start"]),
            .duration = std::stod(value["duration"]),
            .n_step = std::stoi(value["steps"]),
            .variables = name_list(value["variables"]),
            .amounts = name_list(value["amount"]),
            .concentrations = name_list(value["concentration"]),
            .absolute = std::stod(value["absolute"]),
            .relative = std::stod(value["relative"])};
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

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// The quantity that a column of the table means; only species have an amount and a concentration.
std::string quantity(const Equations& equations, const Settings& settings, const std::string& column) {
    if (!equations.quantities.contains(amount_of(column))) return column;
    if (contains(settings.amounts, column)) return amount_of(column);
    return contains(settings.concentrations, column) ? concentration_of(column) : column;
}

std::vector<double> output_times(const Settings& settings) {
    std::vector<double> times;
    for (int k = 0; k <= settings.n_step; ++k)
        times.push_back(settings.start + settings.duration * k / settings.n_step);
    return times;
}

bool is_within(double expected, double ours, const Settings& settings) {
    if (std::isnan(expected) || std::isinf(expected)) return std::isnan(expected) ? std::isnan(ours) : ours == expected;
    return std::abs(expected - ours) <= settings.absolute + settings.relative * std::abs(expected);
}

Verdict judge(const Case& test_case, const Trajectory& trajectory) {
    if (trajectory.failure) return {"fail", trajectory.failure->reason};
    const std::size_t n_variable = test_case.columns.size() - 1;
    const std::size_t n_time = test_case.expected.size() / test_case.columns.size();
    if (n_time != trajectory.time.size()) return {"fail", "another number of rows"};
    for (std::size_t i = 0; i < n_time; ++i) {
        for (std::size_t k = 0; k < n_variable; ++k) {
            const double expected = test_case.expected[i * test_case.columns.size() + k + 1];
            const double ours = trajectory.values[i * n_variable + k];
            if (is_within(expected, ours, test_case.settings)) continue;
            return {"fail", fmt::format("{} at t = {}: expected {}, got {}", test_case.columns[k + 1],
                                        trajectory.time[i], expected, ours)};
        }
    }
    return {"pass", {}};
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
        Case test_case{.id = cells[0], .model = folder / cells.at(1), .settings = {}, .columns = {}, .expected = {}};
        test_case.settings = read_settings(folder / (test_case.id + "-settings.txt"));
        read_results(folder / (test_case.id + "-results.csv"), test_case);
        cases.push_back(std::move(test_case));
    }
    return cases;
}

Verdict run_case(const Case& test_case) try {
    const Equations equations = derive_equations(read_sbml(test_case.model));
    std::vector<std::string> variables;
    for (std::size_t k = 1; k < test_case.columns.size(); ++k) {
        variables.push_back(quantity(equations, test_case.settings, test_case.columns[k]));
    }
    const Simulator simulator(equations, {}, {}, variables, {.rtol = 1e-9, .atol = 1e-10, .least_scale = 1e-4});
    Person nobody = simulator.create({}, {});
    return judge(test_case, simulator.follow(nobody, {}, output_times(test_case.settings)));
} catch (const UnsupportedError& error) {
    return {"refused", error.issues().front().what};
} catch (const Error& error) {
    return {"fail", error.what()};
}

} // namespace euthymia::conformance
