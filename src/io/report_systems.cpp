// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "report_people.hpp"
#include "svg_chart.hpp"

namespace euthymia {

namespace {

double mean_at(const TrialResult& result, const ArmRecord& arm, std::size_t time, std::size_t variable) {
    return summarise(values_at(result, arm, time, variable)).mean;
}

Series course_of(const TrialResult& result, std::size_t arm, std::size_t variable) {
    Series series{.line = {}, .low = {}, .high = {}, .style = arm};
    const auto& over = result.arms[arm].over_ensemble;
    for (std::size_t i = 0; i < result.time.size(); ++i) {
        const double place = visit_axis(result.design, result.time[i]);
        series.line.push_back({place, mean_at(result, result.arms[arm], i, variable)});
        if (!over) continue;
        const Estimate& mean = over->values[i * result.variables.size() + variable];
        series.ensemble_low.push_back({place, mean.low});
        series.ensemble_high.push_back({place, mean.high});
    }
    return series;
}

std::string description_of(const TrialResult& result, const std::vector<Series>& courses) {
    std::vector<std::string> parts;
    for (const Series& series : courses) {
        parts.push_back(fmt::format("{} from {} to {}", result.arms[series.style].name, shown(series.line.front().y),
                                    shown(series.line.back().y)));
    }
    return fmt::format("Mean by arm: {}.", enumerate(parts));
}

std::string figure_of(const TrialResult& result, std::size_t variable) {
    const Name& name = result.variables[variable];
    const std::string label = name.label.empty() ? name.alias : name.label;
    Chart chart{.title = fmt::format("{} over the {}s", label, visit_unit(result.design)),
                .description = {},
                .y_label = {},
                .x_label = visit_unit(result.design),
                .series = {},
                .published = {}};
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) chart.series.push_back(course_of(result, arm, variable));
    chart.description = description_of(result, chart.series);
    const std::string unit = name.unit.empty() ? "" : fmt::format(" <span class=\"unit\">{}</span>", escape(name.unit));
    return fmt::format("<figure><figcaption>{}{}</figcaption>\n{}</figure>\n", escape(label), unit, svg_chart(chart));
}

std::string panel_of(const Name& name) {
    return name.panel.empty() ? "other" : name.panel;
}

/// The five systems and fitness first, in the order in which this project tells of them; the rest as they come.
constexpr std::array<std::string_view, 6> systems = {"neurotransmitter", "neurotrophic", "neuroendocrine",
                                                     "neuroimmune",      "structure",    "exercise"};

std::size_t rank_of(const std::string& panel) {
    const auto place = static_cast<std::size_t>(std::ranges::find(systems, panel) - systems.begin());
    return panel == "other" ? systems.size() + 1 : place;
}

/// What belongs to no system comes last.
std::vector<std::string> panels_of(const TrialResult& result) {
    std::vector<std::string> panels;
    for (const Name& name : result.variables) {
        if (std::find(panels.begin(), panels.end(), panel_of(name)) == panels.end()) panels.push_back(panel_of(name));
    }
    std::ranges::stable_sort(panels, {}, rank_of);
    return panels;
}

std::string capitalised(std::string text) {
    if (text == "exercise") text = "exercise and fitness";
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// The largest distance of an arm's mean from the others at the end (with one arm: from its beginning), in standard
/// deviations between people.
double distance_of(const TrialResult& result, std::size_t variable) {
    const std::size_t last = result.time.size() - 1;
    double low = std::numeric_limits<double>::infinity(), high = -low, sd = 0.0;
    for (const ArmRecord& arm : result.arms) {
        const Summary end = summarise(values_at(result, arm, last, variable));
        const double other = result.arms.size() == 1 ? mean_at(result, arm, 0, variable) : end.mean;
        low = std::min({low, end.mean, other});
        high = std::max({high, end.mean, other});
        sd = std::max(sd, end.sd);
    }
    const double distance = (high - low) / std::max(sd, 1e-9 * std::abs(high));
    return std::isfinite(distance) ? distance : 0.0;
}

/// The variables of a panel, the one in which the arms differ most first.
std::vector<std::size_t> variables_of(const TrialResult& result, const std::string& panel) {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t k = 0; k < result.variables.size(); ++k) {
        if (panel_of(result.variables[k]) == panel) ranked.emplace_back(-distance_of(result, k), k);
    }
    std::ranges::sort(ranked);
    std::vector<std::size_t> variables;
    for (const auto& [distance, k] : ranked) variables.push_back(k);
    return variables;
}

std::string multiples(const TrialResult& result, std::span<const std::size_t> variables) {
    std::string text = "<div class=\"multiples\">\n";
    for (const std::size_t k : variables) text += figure_of(result, k);
    return text + "</div>\n";
}

/// The three quantities in which the arms differ most in sight, the rest folded away.
std::string system_of(const TrialResult& result, const std::string& panel) {
    constexpr std::size_t n_in_sight = 3;
    const auto variables = variables_of(result, panel);
    const std::span all(variables);
    const std::size_t n_first = std::min(n_in_sight, all.size());
    std::string text = fmt::format("<h3>{}</h3>\n", escape(capitalised(panel))) + multiples(result, all.first(n_first));
    if (n_first == all.size()) return text;
    return text + fmt::format("<details><summary>{} more of this system</summary>\n{}</details>\n",
                              all.size() - n_first, multiples(result, all.subspan(n_first)));
}

} // namespace

std::string report_systems(const TrialResult& result) {
    if (result.variables.empty() || result.time.empty()) return {};
    std::string text = html_paragraph("Mean over the people of each arm, by " + visit_unit(result.design) +
                                      "; of every system the three quantities "
                                      "in which the arms differ most at the end, measured in standard deviations "
                                      "between people. The vertical axes need not begin at zero.") +
                       report_legend(result, false);
    for (const std::string& panel : panels_of(result)) text += system_of(result, panel);
    return text;
}

} // namespace euthymia
