// SPDX-License-Identifier: Apache-2.0
// Response as counts of people: the number needed to treat, drawn.
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_sections.hpp"
#include "svg_people.hpp"

namespace euthymia {

namespace {

/// Response under an arm and under the comparator, percent of people.
struct Responses {
    const Contrast* contrast = nullptr;
    double arm = 0.0, versus = 0.0;
};

std::optional<Responses> responses_of(const TrialResult& result, const Contrast& contrast) {
    const std::size_t a = arm_index(result, contrast.arm), b = arm_index(result, contrast.versus);
    if (a == result.arms.size() || b == result.arms.size()) return std::nullopt;
    const ArmResult* arm = find_result(result.arms[a], contrast.measure, contrast.week);
    const ArmResult* versus = find_result(result.arms[b], contrast.measure, contrast.week);
    if (arm == nullptr || versus == nullptr || !arm->response_rate || !versus->response_rate) return std::nullopt;
    if (!contrast.risk_difference) return std::nullopt;
    return Responses{&contrast, *arm->response_rate, *versus->response_rate};
}

std::string people_for(double number) {
    return shown(std::abs(number), std::abs(number) < 10.0 ? 1 : 0);
}

/// Positive numbers are to treat, negative ones to harm.
std::string needed_to_treat(const Estimate& risk_difference) {
    const NumberNeeded needed = number_needed(risk_difference);
    if (!std::isfinite(needed.value)) return "There is no difference, so no number needed to treat.";
    const char* name = needed.value > 0.0 ? "Number needed to treat" : "Number needed to harm";
    if (needed.is_through_infinity) {
        return fmt::format("{}: {}. Its 95 % interval runs from {}: a difference is not shown.", name,
                           people_for(needed.value), number_needed_interval(needed));
    }
    const auto [few, many] = std::minmax({std::abs(needed.best), std::abs(needed.worst)});
    return fmt::format("{}: <strong>{}</strong> (95 % interval {} to {}).", name, people_for(needed.value),
                       people_for(few), people_for(many));
}

std::string needed_over_ensemble(const Contrast& contrast) {
    if (!contrast.over_ensemble || std::isnan(contrast.over_ensemble->risk_difference.value)) return {};
    return fmt::format(" {}: {}.", ensemble_label,
                       number_needed_interval(number_needed(contrast.over_ensemble->risk_difference)));
}

struct Counts {
    int both = 0, gained = 0, lost = 0, neither = 0;
};

Counts counts_of(const Responses& rates) {
    const int arm = static_cast<int>(std::lround(rates.arm)), versus = static_cast<int>(std::lround(rates.versus));
    return {std::min(arm, versus), std::max(arm - versus, 0), std::max(versus - arm, 0), 100 - std::max(arm, versus)};
}

std::string legend_item(int n, const std::string& role, const std::string& words) {
    return n == 0 ? ""
                  : fmt::format("<li>{}<span><strong>{}</strong> {}</span></li>", svg_person_swatch(role), n,
                                escape(words));
}

std::string legend_of(const Counts& n, const Contrast& contrast) {
    return "<ul class=\"legend people\">" +
           legend_item(n.both, "both", fmt::format("respond under {} as well", contrast.versus)) +
           legend_item(n.gained, "gained", fmt::format("more respond under {}", contrast.arm)) +
           legend_item(n.lost, "lost", fmt::format("fewer respond under {}", contrast.arm)) +
           legend_item(n.neither, "neither", "do not respond") + "</ul>\n";
}

std::string figure_of(const TrialResult& result, const Responses& rates) {
    const Contrast& contrast = *rates.contrast;
    const Counts n = counts_of(rates);
    const std::string title = fmt::format("{} against {}: response at {}", contrast.arm, contrast.versus,
                                          visit_text(result.design, contrast.week));
    const std::string description = fmt::format("Of 100 people {} respond under {} and {} under {}.", n.both + n.gained,
                                                contrast.arm, n.both + n.lost, contrast.versus);
    const std::string picture = svg_people(
        title, description, {{n.both, "both"}, {n.gained, "gained"}, {n.lost, "lost"}, {n.neither, "neither"}});
    return fmt::format("<figure class=\"large\">\n<h3>{}</h3>\n{}{}<figcaption>{}{} Response on the {}: {} % against "
                       "{} %.</figcaption></figure>\n",
                       escape(title), legend_of(n, contrast), picture, needed_to_treat(*contrast.risk_difference),
                       needed_over_ensemble(contrast),
                       escape(label_of(result, contrast.measure)), shown(rates.arm, 1), shown(rates.versus, 1));
}

} // namespace

std::string number_needed_interval(const NumberNeeded& needed) {
    if (!needed.is_through_infinity) {
        const auto [few, many] = std::minmax({std::abs(needed.best), std::abs(needed.worst)});
        return fmt::format("{} to {} to {}", people_for(few), people_for(many), needed.best > 0.0 ? "treat" : "harm");
    }
    const bool may_help = std::isfinite(needed.best), may_harm = std::isfinite(needed.worst);
    if (!may_help && !may_harm) return "infinity";
    if (!may_help) return fmt::format("{} to harm to infinity", people_for(needed.worst));
    if (!may_harm) return fmt::format("{} to treat to infinity", people_for(needed.best));
    return fmt::format("{} to treat through infinity to {} to harm", people_for(needed.best), people_for(needed.worst));
}

std::string report_benefit(const TrialResult& result) {
    const auto scale = main_scale(result);
    if (!scale) return {};
    double last = 0.0;
    for (const Contrast& contrast : result.contrasts) {
        if (contrast.measure == *scale) last = std::max(last, contrast.week);
    }
    std::string figures;
    for (const Contrast& contrast : result.contrasts) {
        if (contrast.measure != *scale || contrast.week != last) continue;
        if (const auto rates = responses_of(result, contrast)) figures += figure_of(result, *rates);
    }
    if (figures.empty()) return {};
    return html_paragraph(
               "A response is a fall of the score by half or more. The pictures count people; they do not say "
               "which of them respond because of the treatment.") +
           figures;
}

} // namespace euthymia
