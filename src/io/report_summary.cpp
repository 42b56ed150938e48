// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"

namespace euthymia {

namespace {

std::string strong(const std::string& text) {
    return "<strong>" + text + "</strong>";
}

/// Arms with people of their own are groups: not everybody is in every arm.
std::string groups(const TrialResult& result) {
    std::vector<std::string> names;
    for (const ArmRecord& arm : result.arms) {
        names.push_back(fmt::format("{} ({} people)", strong(escape(arm.name)), n_person(arm)));
    }
    return fmt::format("In this computer simulation, {} groups of virtual people were compared: {}. ", names.size(),
                       enumerate(names));
}

std::string who(const TrialResult& result) {
    std::vector<std::string> names;
    for (const ArmRecord& arm : result.arms) names.push_back(strong(escape(arm.name)));
    if (has_own_people(result)) return groups(result);
    return fmt::format("In this computer simulation, {} virtual people were followed under {}: {}. ",
                       strong(fmt::format("{}", result.patient.size())),
                       names.size() == 1 ? "one treatment" : fmt::format("each of {} treatments", names.size()),
                       enumerate(names));
}

std::string change_of(const TrialResult& result, const ArmRecord& arm, const std::string& scale) {
    const ArmResult* first = find_result(arm, scale, result.design.visit_weeks.front());
    const ArmResult* last = last_result(arm, scale);
    if (first == nullptr || last == nullptr) return {};
    const auto amount = [&](double value) { return last->is_scale ? shown(value, 1) : shown(value); };
    return fmt::format("from {} to {} {} {} ({} %)", amount(first->score.mean), amount(last->score.mean),
                       has_own_people(result) ? "in" : "under", escape(arm.name), shown(last->percent_change, 0));
}

std::string with_unit(const std::string& text, const std::string& unit) {
    return unit.empty() || unit == "1" ? text : fmt::format("{} in {}", text, unit);
}

/// What the trial is about: its scale or, without one, its first outcome.
std::optional<std::string> main_measure(const TrialResult& result) {
    const auto measures = measures_of(result);
    const auto scale = main_scale(result);
    if (scale && std::ranges::find(measures, *scale) != measures.end()) return scale;
    return measures.empty() ? std::nullopt : std::optional(measures.front());
}

std::string what_happened(const TrialResult& result, const std::string& scale) {
    std::vector<std::string> changes;
    for (const ArmRecord& arm : result.arms) {
        const std::string change = change_of(result, arm, scale);
        if (!change.empty()) changes.push_back(change);
    }
    if (changes.empty()) return {};
    const std::string label = escape(label_of(result, scale));
    const std::string what = is_scale(result, scale) ? fmt::format("score on the {} (lower is better)", label)
                                                     : with_unit(label, escape(unit_of(result, scale)));
    return fmt::format("By {} the mean {} went {}. ", visit_text(result.design, result.design.visit_weeks.back()), what,
                       enumerate(changes));
}

std::string difference(const TrialResult& result, const std::string& scale) {
    const auto of_scale = [&](const Contrast& contrast) { return contrast.measure == scale; };
    const auto found = std::find_if(result.contrasts.rbegin(), result.contrasts.rend(), of_scale);
    const auto n = std::count_if(result.contrasts.begin(), result.contrasts.end(), of_scale);
    if (n != 1) return {};
    const auto& [value, low, high] = found->mean_difference;
    const bool is_points = is_scale(result, scale);
    const auto amount = [&](double number) { return is_points ? shown(number, 1) : shown(number); };
    const std::string unit = unit_of(result, scale) == "1" ? "" : " " + escape(unit_of(result, scale));
    const auto& over = found->over_ensemble;
    const std::string of_ensemble =
        over ? fmt::format("; {}: {} to {}", ensemble_label, amount(over->mean_difference.low),
                           amount(over->mean_difference.high))
             : "";
    return fmt::format("The difference between {} and {} is {}{} (95 % interval {} to {}; standardised {}{}). ",
                       escape(found->arm), escape(found->versus), amount(value), unit, amount(low), amount(high),
                       shown(found->smd.value, 2), of_ensemble);
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
    if (const auto main = main_measure(result)) text += what_happened(result, *main) + difference(result, *main);
    text += agreement(result) + "No real person took part; every number here is simulated unless it is marked as "
                                "published.";
    return text;
}

} // namespace euthymia
