// SPDX-License-Identifier: Apache-2.0
// The baseline table.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

/// Markers that papers give at baseline; of these the recorded ones are shown, and every variable that is an outcome.
constexpr std::array<std::string_view, 8> usual_markers{
    "vo2max", "crp", "il6", "tnf_alpha", "bdnf_serum", "cortisol", "hippocampal_volume", "kynurenine"};

bool is_shown(const TrialResult& result, const Name& name) {
    if (std::ranges::find(usual_markers, name.alias) != usual_markers.end()) return true;
    return std::ranges::any_of(result.design.outcomes, [&](const OutcomeDesign& outcome) {
        return outcome.measure == name.alias || outcome.measure == name.id;
    });
}

std::string mean_and_sd(const Summary& summary, bool is_score) {
    if (summary.n == 0) return "\u2013";
    if (is_score) return fmt::format("{} ({})", shown(summary.mean, 1), shown(summary.sd, 1));
    const int decimals = 2 - static_cast<int>(std::floor(std::log10(std::max(std::abs(summary.mean), 1e-300))));
    return fmt::format("{} ({})", shown(summary.mean), shown(summary.sd, std::clamp(decimals, 0, 6)));
}

template <typename CellOf>
Cells row_of(const TrialResult& result, const std::string& heading, const CellOf& cell_of) {
    Cells cells{escape(heading)};
    for (const ArmRecord& arm : result.arms) cells.push_back(cell_of(arm));
    return cells;
}

std::string with_unit(const Name& name) {
    const std::string label = name.label.empty() ? name.alias : name.label;
    return name.unit.empty() || name.unit == "1" ? label : fmt::format("{}, {}", label, name.unit);
}

std::vector<Cells> people_rows(const TrialResult& result) {
    return {row_of(result, "People", [](const ArmRecord& arm) { return fmt::format("{}", n_person(arm)); }),
            row_of(result, "Age, years",
                   [&](const ArmRecord& arm) { return mean_and_sd(summarise(ages_of(result, arm)), true); }),
            row_of(result, "Women, %", [&](const ArmRecord& arm) { return shown(female_percent(result, arm), 0); })};
}

std::vector<Cells> score_rows(const TrialResult& result) {
    std::vector<Cells> rows;
    for (std::size_t k = 0; k < result.scales.size(); ++k) {
        rows.push_back(row_of(result, label_of(result, result.scales[k]) + ", points", [&](const ArmRecord& arm) {
            return mean_and_sd(summarise(ratings_at(result, arm, k, 0)), true);
        }));
    }
    return rows;
}

std::vector<Cells> marker_rows(const TrialResult& result) {
    std::vector<Cells> rows;
    if (result.time.empty()) return rows;
    for (std::size_t k = 0; k < result.variables.size(); ++k) {
        if (!is_shown(result, result.variables[k])) continue;
        rows.push_back(row_of(result, with_unit(result.variables[k]), [&](const ArmRecord& arm) {
            return mean_and_sd(summarise(values_at(result, arm, 0, k)), false);
        }));
    }
    return rows;
}

} // namespace

std::string report_baseline(const TrialResult& result) {
    if (result.arms.empty() || n_person(result.arms.front()) == 0 || result.design.visit_weeks.empty()) return {};
    std::vector<HtmlColumn> columns{{"At baseline"}};
    for (const ArmRecord& arm : result.arms) columns.push_back({arm.name, true});
    auto rows = people_rows(result);
    for (const auto& more : {score_rows(result), marker_rows(result)})
        rows.insert(rows.end(), more.begin(), more.end());
    return html_paragraph(std::string("Mean (standard deviation). Scores are as rated, with the noise of the rater; ") +
                          (has_own_people(result) ? "arms with people of their own may differ as such groups do."
                                                  : "arms that hold the same people differ in nothing else.")) +
           html_table("People of each arm at the first visit", columns, rows, "cards");
}

} // namespace euthymia
