// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <fmt/format.h>

#include "html.hpp"
#include "measure.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

/// Scores have one decimal; variables what their size asks for.
std::string amount(double value, bool is_scale) {
    return is_scale ? shown(value, 1) : shown(value);
}

Cells result_row(const ArmRecord& arm, const ArmResult& row) {
    Cells cells{escape(arm.name),
                shown_plain(row.week),
                fmt::format("{}", row.score.n),
                amount(row.score.mean, row.is_scale),
                amount(row.score.sd, row.is_scale),
                amount(row.mean_change, row.is_scale),
                shown(row.percent_change, 1)};
    if (row.is_scale) {
        cells.push_back(shown(row.response_rate, 1));
        cells.push_back(shown(row.remission_rate, 1));
    }
    cells.push_back(shown(row.dropout_rate, 1));
    return cells;
}

std::vector<HtmlColumn> result_columns(bool is_scale) {
    std::vector<HtmlColumn> columns{{"Arm"},      {"Week", true},   {"n", true},       {"Mean", true},
                                    {"SD", true}, {"Change", true}, {"Change %", true}};
    if (is_scale) {
        columns.push_back({"Response %", true});
        columns.push_back({"Remission %", true});
    }
    columns.push_back({"Dropped out %", true});
    return columns;
}

std::string measure_table(const TrialResult& result, const std::string& measure) {
    std::vector<Cells> rows;
    for (const ArmRecord& arm : result.arms) {
        for (const ArmResult& row : arm.results) {
            if (row.measure == measure) rows.push_back(result_row(arm, row));
        }
    }
    const std::string unit = unit_of(result, measure), label = label_of(result, measure);
    return html_table(unit.empty() ? label : fmt::format("{}, {}", label, unit),
                      result_columns(is_scale(result, measure)), rows);
}

std::string ratio(const std::optional<Estimate>& estimate) {
    if (!estimate) return "\u2013";
    return fmt::format("{} ({})", shown(estimate->value, 2), shown_interval(estimate->low, estimate->high, 2));
}

std::string difference(const Estimate& estimate, bool is_scale) {
    return fmt::format("{} ({} to {})", amount(estimate.value, is_scale), amount(estimate.low, is_scale),
                       amount(estimate.high, is_scale));
}

Cells contrast_row(const TrialResult& result, const Contrast& row) {
    return {escape(fmt::format("{} against {}", row.arm, row.versus)),
            escape(label_of(result, row.measure)),
            shown_plain(row.week),
            ratio(row.smd),
            difference(row.mean_difference, is_scale(result, row.measure)),
            ratio(row.risk_ratio),
            ratio(row.odds_ratio)};
}

} // namespace

std::string report_results(const TrialResult& result) {
    std::string text;
    for (const std::string& measure : measures_of(result)) text += measure_table(result, measure);
    if (text.empty()) return {};
    return html_paragraph("Over all simulated people of an arm, everyone in the arm they were allocated to. Change is "
                          "counted from the mean at the first visit.") +
           text;
}

std::string report_contrasts(const TrialResult& result) {
    if (result.contrasts.empty()) return {};
    std::vector<Cells> rows;
    for (const Contrast& row : result.contrasts) rows.push_back(contrast_row(result, row));
    return html_paragraph("In brackets: 95 % intervals over the simulated people. On symptom scales a negative "
                          "difference favours the arm named first; ratios are of response.") +
           html_table("Differences between arms",
                      {{"Arms"},
                       {"Measure"},
                       {"Week", true},
                       {"Hedges\u2019 g", true},
                       {"Difference of means", true},
                       {"Risk ratio", true},
                       {"Odds ratio", true}},
                      rows, "cards");
}

} // namespace euthymia
