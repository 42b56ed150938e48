// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "html.hpp"
#include "measure.hpp"

namespace euthymia {

namespace {

std::string strong(const std::string& text) {
    return "<strong>" + text + "</strong>";
}

std::string who(const TrialResult& result) {
    std::vector<std::string> names;
    for (const ArmRecord& arm : result.arms) names.push_back(strong(escape(arm.name)));
    return fmt::format("In this computer simulation, {} virtual people were followed under {}: {}. ",
                       strong(fmt::format("{}", result.patient.size())),
                       names.size() == 1 ? "one treatment" : fmt::format("each of {} treatments", names.size()),
                       enumerate(names));
}

std::string change_of(const TrialResult& result, const ArmRecord& arm, const std::string& scale) {
    const ArmResult* first = find_result(arm, scale, result.design.visit_weeks.front());
    const ArmResult* last = last_result(arm, scale);
    if (first == nullptr || last == nullptr) return {};
    return fmt::format("from {} to {} under {} ({} %)", shown(first->score.mean, 1), shown(last->score.mean, 1),
                       escape(arm.name), shown(last->percent_change, 0));
}

std::string what_happened(const TrialResult& result, const std::string& scale) {
    std::vector<std::string> changes;
    for (const ArmRecord& arm : result.arms) {
        const std::string change = change_of(result, arm, scale);
        if (!change.empty()) changes.push_back(change);
    }
    if (changes.empty()) return {};
    return fmt::format("By week {} the mean score on the {} (lower is better) went {}. ",
                       shown_plain(result.design.visit_weeks.back()), escape(label_of(result, scale)),
                       enumerate(changes));
}

std::string difference(const TrialResult& result, const std::string& scale) {
    const auto of_scale = [&](const Contrast& contrast) { return contrast.measure == scale; };
    const auto found = std::find_if(result.contrasts.rbegin(), result.contrasts.rend(), of_scale);
    const auto n = std::count_if(result.contrasts.begin(), result.contrasts.end(), of_scale);
    if (n != 1) return {};
    return fmt::format("The difference between {} and {} is {} points (95 % interval {}; standardised {}). ",
                       escape(found->arm), escape(found->versus), shown(found->mean_difference.value, 1),
                       shown_interval(found->mean_difference.low, found->mean_difference.high, 1),
                       shown(found->smd.value, 2));
}

std::string agreement(const TrialResult& result) {
    const auto n = result.comparisons.size();
    if (n == 0) return {};
    const auto n_agree = std::count_if(result.comparisons.begin(), result.comparisons.end(),
                                       [](const Comparison& comparison) { return comparison.agrees; });
    return fmt::format("Of {} published number{}, the simulation agrees with {}. ", n, n == 1 ? "" : "s",
                       strong(fmt::format("{}", n_agree)));
}

} // namespace

std::string report_summary(const TrialResult& result) {
    std::string text = who(result);
    if (const auto scale = main_scale(result)) text += what_happened(result, *scale) + difference(result, *scale);
    text += agreement(result) + "No real person took part; every number here is simulated unless it is marked as "
                                "published.";
    return text;
}

} // namespace euthymia
