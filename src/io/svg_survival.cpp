// SPDX-License-Identifier: Apache-2.0
// Kaplan-Meier curves.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "html.hpp"
#include "report_sections.hpp"
#include "svg_chart.hpp"

namespace euthymia {

namespace {

/// A value holds until the next step: two points a step, the last one at the end of the chart.
std::vector<Point> stepped(const std::vector<CurveStep>& steps, double end_week, double CurveStep::*value) {
    std::vector<Point> points{{0.0, 100.0}};
    for (const CurveStep& step : steps) {
        if (step.week > end_week) break;
        points.push_back({step.week, points.back().y});
        points.push_back({step.week, step.*value});
    }
    points.push_back({end_week, points.back().y});
    return points;
}

std::vector<Point> straight(const std::vector<CurveStep>& steps, double CurveStep::*value) {
    std::vector<Point> points;
    for (const CurveStep& step : steps) points.push_back({step.week, step.*value});
    return points;
}

bool has_interval(const SurvivalCurve& curve) {
    return !curve.steps.empty() && std::isfinite(curve.steps.back().low);
}

Series series_of(const SurvivalChart& chart, std::size_t style) {
    const SurvivalCurve& curve = chart.curves[style];
    Series series{
        .line = stepped(curve.steps, chart.end_week, &CurveStep::share), .low = {}, .high = {}, .style = style};
    if (has_interval(curve)) {
        series.low = stepped(curve.steps, chart.end_week, &CurveStep::low);
        series.high = stepped(curve.steps, chart.end_week, &CurveStep::high);
    }
    if (curve.over_ensemble.empty()) return series;
    const auto edge = [&](double CurveStep::*value) {
        return chart.falls_at_steps_only ? stepped(curve.over_ensemble, chart.end_week, value)
                                         : straight(curve.over_ensemble, value);
    };
    series.ensemble_low = edge(&CurveStep::low);
    series.ensemble_high = edge(&CurveStep::high);
    return series;
}

double share_at(const SurvivalCurve& curve, double week) {
    double share = 100.0;
    for (const CurveStep& step : curve.steps) {
        if (step.week <= week) share = step.share;
    }
    return share;
}

std::string description_of(const SurvivalChart& chart) {
    std::vector<std::string> parts;
    for (const SurvivalCurve& curve : chart.curves) {
        parts.push_back(fmt::format("{} {} %", curve.label, shown(share_at(curve, chart.end_week), 0)));
    }
    return fmt::format("At {} {}: {}.", chart.x_label, shown_plain(chart.end_week), enumerate(parts));
}

std::string legend_of(const SurvivalChart& chart) {
    std::string list = "<ul class=\"legend\">";
    for (std::size_t k = 0; k < chart.curves.size(); ++k) {
        list += fmt::format("<li>{}{}</li>", svg_line_swatch(k), escape(chart.curves[k].label));
    }
    const bool has_ensemble =
        std::ranges::any_of(chart.curves, [](const SurvivalCurve& curve) { return !curve.over_ensemble.empty(); });
    if (has_ensemble) list += ensemble_band_legend_item("curve");
    return list + "</ul>\n";
}

Chart chart_of(const SurvivalChart& survival) {
    Chart chart{.title = survival.title,
                .description = description_of(survival),
                .y_label = survival.y_label,
                .x_label = survival.x_label,
                .series = {},
                .published = {},
                .is_large = true,
                .is_from_zero = true,
                .has_marks = false,
                .y_to = 100.0};
    for (std::size_t k = 0; k < survival.curves.size(); ++k) {
        const SurvivalCurve& curve = survival.curves[k];
        chart.series.push_back(series_of(survival, k));
        for (const double week : curve.censored) chart.ticks.push_back({{week, share_at(curve, week)}, k});
    }
    return chart;
}

} // namespace

std::string kaplan_meier_chart(const SurvivalChart& chart) {
    if (chart.curves.empty() || !(chart.end_week > 0.0)) return {};
    return fmt::format("<figure class=\"large\">\n{}{}<figcaption>{}</figcaption></figure>\n", legend_of(chart),
                       svg_chart(chart_of(chart)), escape(chart.title));
}

} // namespace euthymia
