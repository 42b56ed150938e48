// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

/// Scores have one decimal; variables what their size asks for.
std::string amount(double value, bool is_scale) {
    return is_scale ? shown(value, 1) : shown(value);
}

Cells result_row(const TrialDesign& design, const ArmRecord& arm, const ArmResult& row) {
    Cells cells{escape(arm.name),
                visit_digits(design, row.week),
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

std::vector<HtmlColumn> result_columns(bool is_scale, const std::string& visit) {
    std::vector<HtmlColumn> columns{{"Arm"},      {visit, true},    {"n", true},       {"Mean", true},
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
            if (row.measure == measure) rows.push_back(result_row(result.design, arm, row));
        }
    }
    const std::string unit = unit_of(result, measure), label = label_of(result, measure);
    return html_table(unit.empty() ? label : fmt::format("{}, {}", label, unit),
                      result_columns(is_scale(result, measure), is_in_hours(result.design) ? "Hour" : "Week"), rows) +
           report_ensemble_results(result, measure);
}

} // namespace

std::string report_results(const TrialResult& result) {
    std::string text;
    for (const std::string& measure : measures_of(result)) text += measure_table(result, measure);
    if (text.empty()) return {};
    return html_paragraph("Over the simulated people of an arm, everyone in the arm they were allocated to. " +
                          analysis_words(result) + " Change is counted from the mean at the first visit.") +
           text;
}

} // namespace euthymia
