// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/sbml_test_case.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sbml/read.hpp"

namespace euthymia {

namespace fs = std::filesystem;

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The lines `key: value` of a settings file.
class SettingsFile {
  public:
    explicit SettingsFile(const fs::path& file)
        : name_(file.string()) {
        std::ifstream stream(file);
        if (!stream) throw InputError({"the file cannot be read", name_, "check the path and its permissions"});
        for (std::string line; std::getline(stream, line);) {
            const auto colon = line.find(':');
            if (colon != std::string::npos) values_[trimmed(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
        }
    }

    /// Stochastic cases ask for moments, flux balance cases for no course of time at all.
    void refuse_other_kinds() const {
        const auto refuse_kind = [&](const std::string& what) {
            throw UnsupportedError({what + " is not supported", name_, "run a case with a time course"});
        };
        if (values_.contains("meanRange") || values_.contains("sdRange")) refuse_kind("a stochastic case");
        const auto is_nothing = [&](const char* key) {
            const auto found = values_.find(key);
            return found != values_.end() && (found->second.empty() || found->second == "0");
        };
        if (is_nothing("duration") && is_nothing("steps")) refuse_kind("a case without a time course (flux balance)");
    }

    [[nodiscard]] double number(const std::string& key) const {
        const std::string& text = value(key);
        double number = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) refuse(key, "is '" + text + "', not a number");
        return number;
    }

    [[nodiscard]] int count(const std::string& key) const {
        const double steps = number(key);
        if (steps != std::floor(steps) || steps < 1.0 || steps > 1e9) refuse(key, "is not a count of at least 1");
        return static_cast<int>(steps);
    }

    /// A list with commas; empty if it is blank or left out.
    [[nodiscard]] std::vector<std::string> list(const std::string& key) const {
        std::vector<std::string> names;
        const auto found = values_.find(key);
        std::istringstream stream(found == values_.end() ? "" : found->second);
        for (std::string name; std::getline(stream, name, ',');) {
            if (name = trimmed(name); !name.empty()) names.push_back(name);
        }
        return names;
    }

  private:
    [[nodiscard]] const std::string& value(const std::string& key) const {
        const auto found = values_.find(key);
        if (found == values_.end()) refuse(key, "is missing");
        return found->second;
    }

    [[noreturn]] void refuse(const std::string& key, const std::string& what) const {
        throw InputError({fmt::format("'{}' {}", key, what), name_, "write a line such as '" + key + ": 10'"});
    }

    std::string name_;
    std::map<std::string, std::string> values_;
};

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::ranges::find(list, item) != list.end();
}

/// The quantity that a column means; only species have an amount and a concentration.
std::string quantity_of(const Equations& equations, const SbmlTestSettings& settings, const std::string& column) {
    if (!equations.quantities.contains(amount_of(column))) return column;
    if (contains(settings.amounts, column)) return amount_of(column);
    return contains(settings.concentrations, column) ? concentration_of(column) : column;
}

std::vector<double> output_times(const SbmlTestSettings& settings) {
    std::vector<double> times;
    for (int k = 0; k <= settings.n_step; ++k) {
        times.push_back(settings.start + settings.duration * k / settings.n_step);
    }
    return times;
}

std::string cell(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0.0 ? "INF" : "-INF";
    return fmt::format("{:.17g}", value);
}

} // namespace

SbmlTestSettings read_sbml_test_settings(const fs::path& file) {
    const SettingsFile settings(file);
    settings.refuse_other_kinds();
    return {.start = settings.number("start"),
            .duration = settings.number("duration"),
            .n_step = settings.count("steps"),
            .variables = settings.list("variables"),
            .amounts = settings.list("amount"),
            .concentrations = settings.list("concentration"),
            .absolute = settings.number("absolute"),
            .relative = settings.number("relative")};
}

Trajectory simulate_sbml_test(const fs::path& model, const SbmlTestSettings& settings) {
    const Equations equations = derive_equations(read_sbml(model));
    std::vector<std::string> quantities;
    for (const std::string& variable : settings.variables) {
        quantities.push_back(quantity_of(equations, settings, variable));
    }
    const Accuracy accuracy{.rtol = 1e-9, .atol = 1e-10, .least_scale = 1e-4};
    const Simulator simulator(equations, {}, {}, quantities, accuracy);
    Person nobody = simulator.create({}, {});
    return simulator.follow(nobody, {}, output_times(settings));
}

std::string sbml_test_csv(const SbmlTestSettings& settings, const Trajectory& trajectory) {
    std::string csv = "time";
    for (const std::string& variable : settings.variables) csv += "," + variable;
    csv += '\n';
    const std::size_t n = settings.variables.size();
    for (std::size_t i = 0; i < trajectory.time.size(); ++i) {
        csv += cell(trajectory.time[i]);
        for (std::size_t k = 0; k < n; ++k) csv += "," + cell(trajectory.values[i * n + k]);
        csv += '\n';
    }
    return csv;
}

} // namespace euthymia
