// SPDX-License-Identifier: Apache-2.0
// The arms against the comparator.
#include <limits>

#include <fmt/format.h>

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

Cells contrast_row(const TrialResult& result, const Contrast& row) {
    return {escape(fmt::format("{} against {}", row.arm, row.versus)),
            escape(label_of(result, row.measure)),
            shown_plain(row.week),
            ratio(row.smd),
            difference(row.mean_difference, is_scale(result, row.measure)),
            ratio(row.risk_ratio),
            ratio(row.odds_ratio)};
}

std::string forest_plot(const TrialResult& result) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    IntervalPlot plot{.title = "Standardised differences between arms",
                      .description = "Hedges\u2019 g with its interval for every arm and measure; the table has the "
                                     "numbers.",
                      .axis_label = "Hedges\u2019 g; on symptom scales, left of zero is better",
                      .reference = 0.0,
                      .rows = {}};
    for (const Contrast& row : result.contrasts) {
        plot.rows.push_back({.label = fmt::format("{} against {}: {}, week {}", row.arm, row.versus,
                                                  label_of(result, row.measure), shown_plain(row.week)),
                             .simulated = row.smd,
                             .published = {undefined, undefined, undefined}});
    }
    return "<figure class=\"large\">\n" + svg_interval_plot(plot) + "</figure>\n";
}

} // namespace

std::string report_contrasts(const TrialResult& result) {
    if (result.contrasts.empty()) return {};
    std::vector<Cells> rows;
    for (const Contrast& row : result.contrasts) rows.push_back(contrast_row(result, row));
    return html_paragraph("95 % intervals over the simulated people, in brackets in the table. On symptom scales a "
                          "negative difference favours the arm named first; ratios are of response.") +
           forest_plot(result) +
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
