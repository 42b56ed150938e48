// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_sensitivity.hpp"

#include <algorithm>

#include "estimate_json.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/write_json.hpp"
#include "safety_text.hpp"
#include "write_csv_columns.hpp"

namespace euthymia {

namespace {

/// All that was found of one parameter; null: not asked for.
struct ParameterFinding {
    const UncertainParameter* parameter = nullptr;
    const ElementaryEffects* effects = nullptr;
    const VarianceShares* shares = nullptr;
};

std::vector<ParameterFinding> findings_of(const SensitivityReport& report) {
    std::vector<ParameterFinding> findings;
    const Sensitivity& found = report.found;
    for (std::size_t k = 0; k < report.plan.parameters.size(); ++k) {
        ParameterFinding& finding = findings.emplace_back();
        finding.parameter = &report.plan.parameters[k];
        if (!found.effects.empty()) finding.effects = &found.effects[k];
        const auto place = std::ranges::find(found.decomposed, k);
        if (place == found.decomposed.end()) continue;
        finding.shares = &found.variance.inputs[static_cast<std::size_t>(place - found.decomposed.begin())];
    }
    return findings;
}

Json effects_json(const ElementaryEffects& effects) {
    return {
        {"mu", effects.mean}, {"mu_star", estimate_json(effects.mean_size)}, {"sigma", effects.sd}, {"n", effects.n}};
}

Json shares_json(const VarianceShares& shares) {
    return {{"first", estimate_json(shares.first)}, {"total", estimate_json(shares.total)}};
}

Json finding_json(const ParameterFinding& finding) {
    const UncertainParameter& parameter = *finding.parameter;
    return {{"id", parameter.id},
            {"low", parameter.low},
            {"high", parameter.high},
            {"morris", finding.effects ? effects_json(*finding.effects) : Json()},
            {"sobol", finding.shares ? shares_json(*finding.shares) : Json()}};
}

Json variance_json(const SensitivityReport& report) {
    const VarianceDecomposition& variance = report.found.variance;
    if (report.found.decomposed.empty()) return {};
    return {{"mean", variance.mean}, {"variance", variance.variance}, {"samples", variance.n}};
}

using FindingColumns = std::vector<Column<ParameterFinding>>;
using Number = std::function<std::optional<double>(const ParameterFinding&)>;

void add_number(FindingColumns& columns, const std::string& name, const std::string& unit, const std::string& meaning,
                const Number& number) {
    columns.push_back({{name, "number", unit, meaning}, [number](const auto& row) { return csv_number(number(row)); }});
}

/// A number of the elementary effects.
Number of_effects(const std::function<double(const ElementaryEffects&)>& number) {
    return [number](const ParameterFinding& row) -> std::optional<double> {
        return row.effects ? std::optional(number(*row.effects)) : std::nullopt;
    };
}

void add_shares(FindingColumns& columns, const std::string& name, Estimate VarianceShares::*share) {
    const auto add = [&](const std::string& suffix, const std::string& meaning, double Estimate::*value) {
        add_number(columns, name + suffix, "1", meaning, [=](const ParameterFinding& row) -> std::optional<double> {
            return row.shares ? std::optional((row.shares->*share).*value) : std::nullopt;
        });
    };
    add("", "share of the variance, Sobol index", &Estimate::value);
    add("_low", "lower end of its 95 % interval", &Estimate::low);
    add("_high", "upper end of its 95 % interval", &Estimate::high);
}

FindingColumns finding_columns() {
    const std::string unit = "unit of the measure";
    FindingColumns columns{{{"id", "string", "", "parameter of the model"},
                            [](const ParameterFinding& row) { return csv_text(row.parameter->id); }}};
    const std::string own = "unit of the parameter";
    add_number(columns, "low", own, "lower bound", [](const ParameterFinding& row) { return row.parameter->low; });
    add_number(columns, "high", own, "upper bound", [](const ParameterFinding& row) { return row.parameter->high; });
    add_number(columns, "mu", unit, "mean elementary effect, per width of the range",
               of_effects([](const ElementaryEffects& e) { return e.mean; }));
    add_number(columns, "mu_star", unit, "mean size of elementary effects",
               of_effects([](const ElementaryEffects& e) { return e.mean_size.value; }));
    add_number(columns, "mu_star_low", unit, "lower end of its 95 % interval",
               of_effects([](const ElementaryEffects& e) { return e.mean_size.low; }));
    add_number(columns, "mu_star_high", unit, "upper end of its 95 % interval",
               of_effects([](const ElementaryEffects& e) { return e.mean_size.high; }));
    add_number(columns, "sigma", unit, "standard deviation of elementary effects",
               of_effects([](const ElementaryEffects& e) { return e.sd; }));
    add_shares(columns, "first", &VarianceShares::first);
    add_shares(columns, "total", &VarianceShares::total);
    return columns;
}

} // namespace

std::string sensitivity_json(const SensitivityReport& report, const Provenance& provenance) {
    const Json json = {{"title", report.title},
                       {"of", report.of},
                       {"versus", optional_text(report.versus)},
                       {"measure", report.measure},
                       {"week", report.week},
                       {"parameters", list(findings_of(report), finding_json)},
                       {"outcome", variance_json(report)},
                       {"evaluations", report.found.n_evaluation},
                       {"failed", report.found.n_failed},
                       {"provenance", to_json(provenance)},
                       {"safety", safety_text()}};
    return dump(json, 2) + "\n";
}

CsvFile sensitivity_csv(const SensitivityReport& report) {
    const auto columns = finding_columns();
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(findings_of(report), columns), csv_schema(labels)};
}

void write_sensitivity(const std::filesystem::path& directory, const SensitivityReport& report,
                       const Provenance& provenance) {
    OutputDirectory output(directory);
    const CsvFile csv = sensitivity_csv(report);
    output.write("sensitivity.json", sensitivity_json(report, provenance));
    output.write("sensitivity.csv", csv.table);
    output.write("sensitivity.schema.json", csv.schema);
    auto names = output.names();
    names.emplace_back("run.json");
    output.write("run.json", run_json(provenance, names));
    output.publish();
}

} // namespace euthymia
