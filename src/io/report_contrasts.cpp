// SPDX-License-Identifier: Apache-2.0
// The arms against the comparator.
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_sections.hpp"
#include "svg_interval.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

std::string ratio(const std::optional<Estimate>& estimate) {
    if (!estimate) return "\u2013";
    return fmt::format("{} ({})", shown(estimate->value, 2), shown_interval(estimate->low, estimate->high, 2));
}

/// Scores have one decimal; variables what their size asks for.
std::string difference(const Estimate& estimate, bool is_scale) {
    const auto amount = [&](double value) { return is_scale ? shown(value, 1) : shown(value); };
    return fmt::format("{} ({} to {})", amount(estimate.value), amount(estimate.low), amount(estimate.high));
}

bool has_ratios(const TrialResult& result) {
    return std::ranges::any_of(result.contrasts, [](const Contrast& row) { return row.risk_ratio || row.odds_ratio; });
}

Cells contrast_row(const TrialResult& result, const Contrast& row) {
    Cells cells{escape(fmt::format("{} against {}", row.arm, row.versus)), escape(label_of(result, row.measure)),
                visit_digits(result.design, row.week), ratio(row.smd),
                difference(row.mean_difference, is_scale(result, row.measure))};
    if (has_ratios(result)) {
        cells.push_back(ratio(row.risk_ratio));
        cells.push_back(ratio(row.odds_ratio));
    }
    return cells;
}

std::string forest_plot(const TrialResult& result) {
    IntervalPlot plot{.title = "Standardised differences between arms",
                      .description = "Hedges\u2019 g with its interval for every arm and measure; the table has the "
                                     "numbers.",
                      .axis_label = has_ratios(result) ? "Hedges\u2019 g; on symptom scales, left of zero is better"
                                                       : "Hedges\u2019 g",
                      .reference = 0.0,
                      .rows = {}};
    for (const Contrast& row : result.contrasts) {
        plot.rows.push_back({.label = fmt::format("{} against {}: {}, {}", row.arm, row.versus,
                                                  label_of(result, row.measure), visit_text(result.design, row.week)),
                             .simulated = row.smd,
                             .over_ensemble = row.over_ensemble ? row.over_ensemble->smd : no_estimate});
    }
    return "<figure class=\"large\">\n" + svg_interval_plot(plot) + "</figure>\n";
}

/// Only where there are two kinds of intervals.
std::string legend(const TrialResult& result) {
    if (result.n_member == 0) return {};
    return "<ul class=\"legend\"><li><svg class=\"swatch\" viewBox=\"0 0 40 16\" aria-hidden=\"true\"><line x1=\"2\" "
           "y1=\"8\" x2=\"38\" y2=\"8\" class=\"simulated-whisker\"/><circle cx=\"20\" cy=\"8\" r=\"6\" "
           "class=\"simulated-mark\"/></svg>as the model stands, 95 % over the simulated people</li>" +
           ensemble_legend_item() + "</ul>\n";
}

std::vector<HtmlColumn> contrast_columns(const TrialResult& result) {
    std::vector<HtmlColumn> columns{{"Arms"},
                                    {"Measure"},
                                    {is_in_hours(result.design) ? "Hour" : "Week", true},
                                    {"Hedges\u2019 g", true},
                                    {"Difference of means", true}};
    if (has_ratios(result)) {
        columns.push_back({"Risk ratio", true});
        columns.push_back({"Odds ratio", true});
    }
    return columns;
}

} // namespace

std::string report_contrasts(const TrialResult& result) {
    if (result.contrasts.empty()) return {};
    std::vector<Cells> rows;
    for (const Contrast& row : result.contrasts) rows.push_back(contrast_row(result, row));
    return html_paragraph(std::string("95 % intervals over the simulated people, in brackets in the table.") +
                          (has_ratios(result) ? " On symptom scales a negative difference favours the arm named first; "
                                                "ratios are of response."
                                              : "")) +
           legend(result) + forest_plot(result) +
           html_table("Differences between arms", contrast_columns(result), rows, "cards") +
           report_ensemble_contrasts(result) + report_analyses(result);
}

} // namespace euthymia
