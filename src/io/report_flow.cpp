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

/// What who began the lead-in had to show at its end.
std::string wanted_of(LeadIn::Enter enter) {
    switch (enter) {
    case LeadIn::Enter::response:
        return "without a response";
    case LeadIn::Enter::remission:
        return "without remission";
    case LeadIn::Enter::no_remission:
        return "in remission";
    default:
        return "with a response";
    }
}

std::string counted(int n, const std::string& what) {
    return n == 0 ? "" : item(n, what);
}

std::string excluded(const TrialResult& result, const RecruitmentFlow& flow, const Recruitment& wanted) {
    const std::string scale = wanted.baseline ? escape(label_of(result, wanted.baseline->scale)) : "score";
    std::string reasons;
    if (wanted.baseline)
        reasons += item(flow.n_below, scale + " below the entry criterion") + item(flow.n_above, scale + " above it");
    if (wanted.lead_in) {
        reasons += item(flow.n_left_lead_in, "left during the lead-in") +
                   item(flow.n_not_met, "ended the lead-in " + wanted_of(wanted.lead_in->enter));
    }
    reasons += counted(flow.n_unmatched,
                       wanted.baseline ? "eligible, not needed for the published baseline" : "eligible, not needed");
    return "<ul>" + reasons + item(flow.n_failed, "could not be simulated") + "</ul>";
}

/// From assessment to entry. @param branch  Whether those who did not enter stand beside the line.
std::string entry_boxes(const TrialResult& result, const RecruitmentFlow& flow, const Recruitment& wanted,
                        bool branch) {
    const int n = flow.n_below + flow.n_above + flow.n_failed + flow.n_unmatched + flow.n_left_lead_in + flow.n_not_met;
    const std::string aside = box("aside", "Did not enter", n, excluded(result, flow, wanted));
    const std::string lead_in = wanted.lead_in ? fmt::format("<p>{} began the lead-in of {} weeks</p>", flow.n_lead_in,
                                                             shown_plain(wanted.lead_in->weeks))
                                               : "";
    return box("", "Assessed", flow.n_assessed, lead_in) +
           (branch ? "<div class=\"branch\">" + aside + "</div>\n" : aside) + box("", "Entered", flow.n_entered);
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
    const bool is_own = has_own_people(arm) && result.design.arms[number].recruitment;
    return fmt::format("<li class=\"arm arm-{}\">\n", number % 7) +
           (is_own ? entry_boxes(result, *arm.flow, *result.design.arms[number].recruitment, false) : "") +
           box("", (is_own ? "Group: " : "Allocated to ") + escape(arm.name), static_cast<int>(n_person(arm)),
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
    const bool is_shared = has_shared_people(result);
    std::string text = html_paragraph(
        !is_shared ? "Every group has people of its own, as in a study that compares kinds of people."
        : has_own_people(result)
            ? "Arms with people of their own tell how these were found; the others hold the same people, each of whom "
              "is followed under every one of them."
            : "Because the people are virtual, each of them could be followed under every arm: the arms hold the same "
              "people, and differ in the treatment alone.");
    text += "<div class=\"flow\">\n" +
            (is_shared ? entry_boxes(result, result.flow, result.design.recruitment, true) : "") +
            "<ul class=\"arms\">\n";
    for (std::size_t k = 0; k < result.arms.size(); ++k) text += arm_column(result, k);
    return text + "</ul>\n</div>\n";
}

} // namespace euthymia
