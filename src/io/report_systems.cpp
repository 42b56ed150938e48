// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "html.hpp"
#include "svg_chart.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;

/// Mean over the people who have a value; NaN when nobody has.
double mean_at(const TrialResult& result, const ArmRecord& arm, std::size_t time, std::size_t variable) {
    const std::size_t n_time = result.time.size(), n_variable = result.variables.size();
    double sum = 0.0, n = 0.0;
    for (std::size_t person = 0; person < result.patient.size(); ++person) {
        const double value = arm.values[(person * n_time + time) * n_variable + variable];
        if (std::isnan(value)) continue;
        sum += value;
        n += 1.0;
    }
    return sum / n;
}

/// Weeks are counted from the first recorded time, the first visit.
Series course_of(const TrialResult& result, std::size_t arm, std::size_t variable) {
    Series series{.line = {}, .low = {}, .high = {}, .style = arm};
    for (std::size_t i = 0; i < result.time.size(); ++i) {
        const double week = (result.time[i] - result.time.front()) / hours_per_week;
        series.line.push_back({week, mean_at(result, result.arms[arm], i, variable)});
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
    Chart chart{.title = label + " over the weeks", .description = {}, .y_label = {}, .series = {}, .published = {}};
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) chart.series.push_back(course_of(result, arm, variable));
    chart.description = description_of(result, chart.series);
    const std::string unit = name.unit.empty() ? "" : fmt::format(" <span class=\"unit\">{}</span>", escape(name.unit));
    return fmt::format("<figure><figcaption>{}{}</figcaption>\n{}</figure>\n", escape(label), unit, svg_chart(chart));
}

std::string panel_of(const Name& name) {
    return name.panel.empty() ? "other" : name.panel;
}

/// In the order of their first variable; what belongs to no system comes last.
std::vector<std::string> panels_of(const TrialResult& result) {
    std::vector<std::string> panels;
    for (const Name& name : result.variables) {
        if (std::find(panels.begin(), panels.end(), panel_of(name)) == panels.end()) panels.push_back(panel_of(name));
    }
    std::stable_partition(panels.begin(), panels.end(), [](const std::string& panel) { return panel != "other"; });
    return panels;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

} // namespace

std::string report_systems(const TrialResult& result) {
    if (result.variables.empty() || result.time.empty()) return {};
    std::string text = html_paragraph("Mean over the people of each arm, by week. The vertical axes need not begin at "
                                      "zero.");
    for (const std::string& panel : panels_of(result)) {
        text += fmt::format("<h3>{}</h3>\n{}<div class=\"multiples\">\n", escape(capitalised(panel)),
                            report_legend(result, false));
        for (std::size_t k = 0; k < result.variables.size(); ++k) {
            if (panel_of(result.variables[k]) == panel) text += figure_of(result, k);
        }
        text += "</div>\n";
    }
    return text;
}

} // namespace euthymia
