// SPDX-License-Identifier: Apache-2.0
// Intervals over an ensemble of calibrated parameters, beside those of chance.
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_sections.hpp"
#include "svg_chart.hpp"
#include "svg_interval.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

std::string cell(const Estimate& estimate, int decimals) {
    return std::isnan(estimate.value) ? "\u2013" : shown_interval(estimate.low, estimate.high, decimals);
}

/// Scores have one decimal; variables what their size asks for.
std::string amount(const Estimate& estimate, bool is_scale) {
    if (is_scale || std::isnan(estimate.value)) return cell(estimate, 1);
    return fmt::format("{} to {}", shown(estimate.low), shown(estimate.high));
}

bool has_ratios(const TrialResult& result) {
    for (const Contrast& row : result.contrasts) {
        if (row.risk_ratio || row.odds_ratio) return true;
    }
    return false;
}

Cells contrast_cells(const TrialResult& result, const Contrast& row) {
    const ContrastOverEnsemble& over = *row.over_ensemble;
    Cells cells{escape(fmt::format("{} against {}", row.arm, row.versus)), escape(label_of(result, row.measure)),
                visit_digits(result.design, row.week), cell(over.smd, 2),
                amount(over.mean_difference, is_scale(result, row.measure))};
    if (!has_ratios(result)) return cells;
    cells.push_back(cell(over.risk_ratio, 2));
    cells.push_back(cell(over.odds_ratio, 2));
    const bool has_risk = !std::isnan(over.risk_difference.value);
    cells.push_back(has_risk ? number_needed_interval(number_needed(over.risk_difference)) : "\u2013");
    return cells;
}

Cells result_cells(const TrialDesign& design, const ArmRecord& arm, const ArmResult& row) {
    const ArmResultOverEnsemble& over = *row.over_ensemble;
    Cells cells{escape(arm.name), visit_digits(design, row.week), amount(over.mean, row.is_scale),
                amount(over.mean_change, row.is_scale), cell(over.percent_change, 1)};
    if (row.is_scale) {
        cells.push_back(cell(over.response_rate, 1));
        cells.push_back(cell(over.remission_rate, 1));
    }
    cells.push_back(cell(over.dropout_rate, 1));
    return cells;
}

std::string visit_heading(const TrialResult& result) {
    return is_in_hours(result.design) ? "Hour" : "Week";
}

} // namespace

std::string ensemble_legend_item() {
    return fmt::format("<li>{}{}</li>", svg_ensemble_swatch(), ensemble_label);
}

std::string ensemble_band_legend_item(const std::string& what) {
    return fmt::format("<li>{}of the {}: {}</li>", svg_ensemble_band_swatch(), what, ensemble_label);
}

std::string report_ensemble_words(const TrialResult& result) {
    if (result.n_member == 0) return {};
    constexpr std::size_t enough = 40; // 2.5 % of fewer are none
    return html_paragraph(fmt::format(
        "Beside intervals of chance, this report has another kind: the interval over the <strong>ensemble of "
        "calibrated parameters</strong> holds 95 % of {} runs of this trial, each with other values of the calibrated "
        "parameters that are in accord with what they were calibrated to; candidates, raters and chances are the same "
        "in each. It shows how far a number moves by what calibration leaves open, and nothing of who happens to be "
        "in a trial; the other intervals show that, and nothing of this. The dot or line is the model as it stands, "
        "which need not lie in the middle.{}",
        result.n_member, result.n_member < enough ? " With so few runs its ends are the outermost of them." : ""));
}

std::string report_ensemble_contrasts(const TrialResult& result) {
    std::vector<Cells> rows;
    for (const Contrast& row : result.contrasts) {
        if (row.over_ensemble) rows.push_back(contrast_cells(result, row));
    }
    if (rows.empty()) return {};
    std::vector<HtmlColumn> columns{
        {"Arms"}, {"Measure"}, {visit_heading(result), true}, {"Hedges\u2019 g", true}, {"Difference of means", true}};
    if (has_ratios(result)) {
        columns.insert(columns.end(), {{"Risk ratio", true}, {"Odds ratio", true}, {"Number needed", true}});
    }
    return html_table(fmt::format("The same differences: {}", ensemble_label), columns, rows, "cards");
}

std::string report_ensemble_results(const TrialResult& result, const std::string& measure) {
    std::vector<Cells> rows;
    for (const ArmRecord& arm : result.arms) {
        for (const ArmResult& row : arm.results) {
            if (row.measure == measure && row.over_ensemble) rows.push_back(result_cells(result.design, arm, row));
        }
    }
    if (rows.empty()) return {};
    std::vector<HtmlColumn> columns{
        {"Arm"}, {visit_heading(result), true}, {"Mean", true}, {"Change", true}, {"Change %", true}};
    if (is_scale(result, measure)) columns.insert(columns.end(), {{"Response %", true}, {"Remission %", true}});
    columns.push_back({"Dropped out %", true});
    return html_table(fmt::format("{}: {}", label_of(result, measure), ensemble_label), columns, rows);
}

std::string report_ensemble_limits(const Provenance& provenance) {
    if (!provenance.ensemble) {
        return "The numbers of the model were taken as they stand: no interval here shows how far a result moves by "
               "what calibration leaves open (run with <code>--ensemble</code> for that).";
    }
    const EnsembleRecord& ensemble = *provenance.ensemble;
    return fmt::format("Over the ensemble only {} calibrated parameter{} differ{} ({}); all others, and the equations, "
                       "were taken as they stand. Its {} members tell as much as {} of equal weight.",
                       ensemble.parameters.size(), ensemble.parameters.size() == 1 ? "" : "s",
                       ensemble.parameters.size() == 1 ? "s" : "",
                       escape(fmt::format("{}", fmt::join(ensemble.parameters, ", "))), ensemble.n_member,
                       shown(ensemble.effective_size, 1));
}

} // namespace euthymia
