// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"

namespace euthymia {

namespace {

std::string item(int n, const std::string& what) {
    return fmt::format("<li><span class=\"count\">{}</span> {}</li>", n, what);
}

std::string box(const std::string& classes, const std::string& heading, int n, const std::string& more = {}) {
    return fmt::format("<div class=\"box {}\"><strong>{}</strong> <span class=\"count\">n = {}</span>{}</div>\n",
                       classes, heading, n, more);
}

std::string excluded(const RecruitmentFlow& flow, const std::string& scale) {
    const int n = flow.n_below + flow.n_above + flow.n_failed + flow.n_unmatched;
    return "<div class=\"branch\">" +
           box("aside", "Did not enter", n,
               "<ul>" + item(flow.n_below, escape(scale) + " below the entry criterion") +
                   item(flow.n_above, escape(scale) + " above it") +
                   item(flow.n_unmatched, "eligible, not needed for the published baseline") +
                   item(flow.n_failed, "could not be simulated") + "</ul>") +
           "</div>\n";
}

int n_dropped(const ArmRecord& arm) {
    return static_cast<int>(weeks_of_leaving(arm).size());
}

int n_never_came(const ArmRecord& arm) {
    return static_cast<int>(std::ranges::count(arm.attended_share, 0.0));
}

/// How much of the treatment people received; nothing for an arm without sessions.
std::string received(const ArmRecord& arm) {
    const auto attended = attended_percent(arm);
    if (!attended) return {};
    const int n = static_cast<int>(n_person(arm)) - n_never_came(arm);
    return box("", "Came to at least one session", n,
               fmt::format("<p>{} % of planned sessions attended on average</p>", shown(*attended, 0)));
}

int n_failed(const TrialResult& result, const std::string& arm) {
    return static_cast<int>(std::count_if(result.failures.begin(), result.failures.end(),
                                          [&](const FailedPerson& person) { return person.arm == arm; }));
}

int n_analysed(const TrialResult& result, const ArmRecord& arm) {
    const auto scale = main_scale(result);
    const ArmResult* last = scale ? last_result(arm, *scale) : nullptr;
    return last != nullptr ? last->score.n : static_cast<int>(n_person(arm)) - n_failed(result, arm.name);
}

std::string arm_column(const TrialResult& result, std::size_t number) {
    const ArmRecord& arm = result.arms[number];
    return fmt::format("<li class=\"arm arm-{}\">\n", number % 7) +
           box("", "Allocated to " + escape(arm.name), static_cast<int>(n_person(arm)),
               fmt::format("<p>{} in the published trial</p>", arm.n_design)) +
           received(arm) +
           box("", "Dropped out of treatment", n_dropped(arm),
               result.design.analysis == Analysis::all ? "<p>followed and rated all the same</p>"
                                                       : "<p>not seen at later visits</p>") +
           box("", "Analysed", n_analysed(result, arm),
               fmt::format("<p>{} could not be simulated to the end</p>", n_failed(result, arm.name))) +
           "</li>\n";
}

} // namespace

std::string report_flow(const TrialResult& result) {
    const RecruitmentFlow& flow = result.flow;
    const auto& entry = result.design.recruitment.baseline;
    std::string text = html_paragraph("Because the people are virtual, each of them could be followed under every arm: "
                                      "the arms hold the same people, and differ in the treatment alone.");
    text += "<div class=\"flow\">\n" + box("", "Assessed", flow.n_assessed) +
            excluded(flow, entry ? label_of(result, entry->scale) : "score") + box("", "Entered", flow.n_entered) +
            "<ul class=\"arms\">\n";
    for (std::size_t k = 0; k < result.arms.size(); ++k) text += arm_column(result, k);
    return text + "</ul>\n</div>\n";
}

} // namespace euthymia
