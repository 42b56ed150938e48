// SPDX-License-Identifier: Apache-2.0
// Who stayed without a relapse how long, in trials that published relapses.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "euthymia/io/visit_label.hpp"
#include "euthymia/trial/relapse.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

bool counts_relapses(const TrialResult& result) {
    const bool is_rated = is_scale(result, result.design.relapse.scale);
    return is_rated && std::ranges::any_of(result.design.published,
                                           [](const PublishedRow& row) { return event_of(row) == "relapse"; });
}

/// Of those who could be simulated.
std::vector<FollowUp> follow_up(const TrialResult& result, const ArmRecord& arm) {
    const std::size_t n_time = result.time.size(), n_variable = result.variables.size();
    std::vector<FollowUp> people;
    for (std::size_t person = 0; person < n_person(arm); ++person) {
        const bool has_failed =
            n_time > 0 && n_variable > 0 && std::isnan(arm.values[((person + 1) * n_time - 1) * n_variable]);
        if (has_failed) continue;
        people.push_back(
            time_to_relapse(result, arm, person, result.design.visit_weeks.size() - 1, result.design.analysis));
    }
    return people;
}

SurvivalCurve curve_of(const TrialResult& result, const ArmRecord& arm) {
    SurvivalCurve curve{.label = arm.name, .steps = {}};
    const auto people = follow_up(result, arm);
    for (const SurvivalStep& step : kaplan_meier(people)) {
        curve.steps.push_back({step.time, 100.0 * step.survival, 100.0 * step.low, 100.0 * step.high});
    }
    for (const FollowUp& person : people) {
        if (!person.is_event && person.time < result.design.visit_weeks.back()) curve.censored.push_back(person.time);
    }
    return curve;
}

} // namespace

std::string report_relapse(const TrialResult& result) {
    if (!counts_relapses(result) || is_in_hours(result.design)) return {};
    const RelapseRule& rule = result.design.relapse;
    SurvivalChart chart{.title = "Kaplan-Meier curves of staying without a relapse. Bands: 95 % intervals; ticks: "
                                 "people who left before they had one.",
                        .y_label = "without relapse, %",
                        .end_week = result.design.visit_weeks.back(),
                        .curves = {}};
    for (const ArmRecord& arm : result.arms) chart.curves.push_back(curve_of(result, arm));
    return html_paragraph(fmt::format("A relapse is a score of {} or more on the {} at a visit. Relapses are found at "
                                      "visits, so that the curves fall there.",
                                      shown_plain(rule.at_least), escape(label_of(result, rule.scale)))) +
           kaplan_meier_chart(chart);
}

} // namespace euthymia
