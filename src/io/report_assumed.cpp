// SPDX-License-Identifier: Apache-2.0
// How much of the model was assumed.
#include <limits>

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "html.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

constexpr const char* grades[] = {"measured", "published-model", "derived", "calibrated", "assumed"};

double assumed_percent(const SystemGrades& entry) {
    return 100.0 * entry.n_of("assumed") / std::max(entry.n(), 1);
}

std::vector<std::string> table_row(const SystemGrades& entry) {
    std::vector<std::string> cells{escape(entry.system), fmt::format("{}", entry.n())};
    for (const char* grade : grades) cells.push_back(fmt::format("{}", entry.n_of(grade)));
    cells.push_back(shown(assumed_percent(entry), 0));
    cells.push_back(fmt::format("{}", entry.n_direct));
    return cells;
}

SystemGrades sum_of(const std::vector<SystemGrades>& systems) {
    SystemGrades all{.system = "whole model", .count = {}};
    for (const SystemGrades& entry : systems) {
        for (const auto& [grade, n] : entry.count) all.count[grade] += n;
        all.n_direct += entry.n_direct;
    }
    return all;
}

std::string bars(const std::vector<SystemGrades>& systems) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    ExplanationChart chart{.title = "Numbers of the model that are assumed, by system",
                           .axis_label = "assumed, % of the system\u2019s numbers",
                           .bars = {}};
    for (const SystemGrades& entry : systems) {
        chart.bars.push_back({.name = fmt::format("{} ({} of {})", entry.system, entry.n_of("assumed"), entry.n()),
                              .share = {assumed_percent(entry), unknown, unknown}});
    }
    return explanation_bars(chart);
}

} // namespace

std::string report_assumed(const Provenance& provenance) {
    if (provenance.grades.empty()) return {};
    const SystemGrades all = sum_of(provenance.grades);
    std::vector<std::vector<std::string>> rows;
    for (const SystemGrades& entry : provenance.grades) rows.push_back(table_row(entry));
    rows.push_back(table_row(all));
    return "<h3>Where the model\u2019s numbers come from</h3>\n" +
           html_paragraph(
               fmt::format("Of {} numbers {} ({} %) are ASSUMED: choices of the authors without a source. {} "
                           "act on symptoms directly.",
                           all.n(), all.n_of("assumed"), shown(assumed_percent(all), 0), all.n_direct)) +
           bars(provenance.grades) +
           html_table("Numbers by grade",
                      {{"System"},
                       {"Numbers", true},
                       {"Measured", true},
                       {"Published model", true},
                       {"Derived", true},
                       {"Calibrated", true},
                       {"Assumed", true},
                       {"Assumed %", true},
                       {"Direct on symptoms", true}},
                      rows, "cards");
}

} // namespace euthymia
