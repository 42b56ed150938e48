// SPDX-License-Identifier: Apache-2.0
// Who stayed without a relapse how long, in trials that published relapses.
#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "euthymia/io/visit_label.hpp"
#include "euthymia/trial/staying.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

SurvivalCurve curve_of(const TrialResult& result, const ArmRecord& arm) {
    SurvivalCurve curve{.label = arm.name, .steps = {}};
    const auto people = follow_to_relapse(result, arm);
    for (const SurvivalStep& step : kaplan_meier(people)) {
        curve.steps.push_back({step.time, 100.0 * step.survival, 100.0 * step.low, 100.0 * step.high});
    }
    for (const FollowUp& person : people) {
        if (!person.is_event && person.time < result.design.visit_weeks.back()) curve.censored.push_back(person.time);
    }
    if (arm.over_ensemble) curve.over_ensemble = ensemble_steps(result.design, arm.over_ensemble->without_relapse);
    return curve;
}

std::string rise_words(const RelapseRule& rule) {
    if (rule.rise <= 0.0) return {};
    return fmt::format(", at least {} points above that at baseline,", shown_plain(rule.rise));
}

std::string visits_words(const RelapseRule& rule) {
    return rule.ratings == 1 ? "a visit" : fmt::format("{} visits in a row", rule.ratings);
}

} // namespace

std::string report_relapse(const TrialResult& result) {
    if (!counts_relapses(result) || is_in_hours(result.design)) return {};
    const RelapseRule& rule = result.design.relapse;
    SurvivalChart chart{.title = "Kaplan-Meier curves of staying without a relapse. Bands: 95 % intervals; ticks: "
                                 "people who left before they had one.",
                        .y_label = "without relapse, %",
                        .end_week = result.design.visit_weeks.back(),
                        .curves = {},
                        .falls_at_steps_only = true};
    for (const ArmRecord& arm : result.arms) chart.curves.push_back(curve_of(result, arm));
    return html_paragraph(fmt::format("A relapse is a score of {} or more on the {}{} at {}. Relapses are found at "
                                      "visits, so that the curves fall there.",
                                      shown_plain(rule.at_least), escape(label_of(result, rule.scale)),
                                      rise_words(rule), visits_words(rule))) +
           kaplan_meier_chart(chart);
}

} // namespace euthymia
