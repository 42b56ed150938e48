// SPDX-License-Identifier: Apache-2.0
// Who stayed in treatment how long.
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "report_people.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

/// Nobody is censored before the end, so the share is the Kaplan-Meier estimate.
CurveStep step_of(double week, int n_left, int n) {
    const Estimate share = in_percent(wilson(n_left, n));
    return {.week = week, .share = share.value, .low = share.low, .high = share.high};
}

SurvivalCurve curve_of(const TrialDesign& design, const ArmRecord& arm) {
    SurvivalCurve curve{.label = arm.name, .steps = {}};
    const auto n = static_cast<int>(n_person(arm));
    int n_left = n;
    for (const double week : weeks_of_leaving(arm)) curve.steps.push_back(step_of(week, --n_left, n));
    if (arm.over_ensemble) curve.over_ensemble = ensemble_steps(design, arm.over_ensemble->in_treatment);
    return curve;
}

/// Left at the beginning of `week`.
std::size_t n_staying(const ArmRecord& arm, double week) {
    const auto weeks = weeks_of_leaving(arm);
    const auto gone = std::ranges::lower_bound(weeks, week) - weeks.begin();
    return n_person(arm) - static_cast<std::size_t>(gone);
}

std::string at_risk(const TrialResult& result) {
    std::vector<HtmlColumn> columns{{"Arm"}};
    const auto& weeks = result.design.visit_weeks;
    for (const double week : weeks) columns.push_back({"Week " + shown_plain(week), true});
    std::vector<std::vector<std::string>> rows;
    for (const ArmRecord& arm : result.arms) {
        rows.push_back({escape(arm.name)});
        for (const double week : weeks) rows.back().push_back(fmt::format("{}", n_staying(arm, week)));
    }
    return html_table("People still in treatment", columns, rows);
}

} // namespace

std::string report_staying(const TrialResult& result) {
    if (result.arms.empty() || n_person(result.arms.front()) == 0 || result.design.visit_weeks.empty()) return {};
    if (is_in_hours(result.design)) return {}; // nobody leaves treatment within a day
    const bool has_left =
        std::ranges::any_of(result.arms, [](const ArmRecord& arm) { return !weeks_of_leaving(arm).empty(); });
    if (!has_left) return {};
    SurvivalChart chart{.title = "Kaplan-Meier curves of staying in treatment. Bands: 95 % intervals.",
                        .y_label = "still in treatment, %",
                        .end_week = result.design.visit_weeks.back(),
                        .curves = {}};
    for (const ArmRecord& arm : result.arms) chart.curves.push_back(curve_of(result.design, arm));
    const std::string figure = kaplan_meier_chart(chart);
    return figure.empty() ? "" : figure + at_risk(result);
}

} // namespace euthymia
