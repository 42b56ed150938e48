// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"
#include "svg_chart.hpp"

namespace euthymia {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Series course_of(const TrialResult& result, std::size_t arm, std::size_t scale) {
    Series series{.line = {}, .low = {}, .high = {}, .style = arm};
    const auto& over = result.arms[arm].over_ensemble;
    for (std::size_t visit = 0; visit < result.design.visit_weeks.size(); ++visit) {
        const double week = visit_number(result.design, result.design.visit_weeks[visit]);
        const auto ratings = ratings_at(result, result.arms[arm], scale, visit);
        series.line.push_back({week, summarise(ratings).mean});
        series.low.push_back({week, ratings.empty() ? undefined : quantile(ratings, 0.1)});
        series.high.push_back({week, ratings.empty() ? undefined : quantile(ratings, 0.9)});
        if (!over) continue;
        const Estimate& mean = over->ratings[visit * result.scales.size() + scale];
        series.ensemble_low.push_back({week, mean.low});
        series.ensemble_high.push_back({week, mean.high});
    }
    return series;
}

/// A published change as a score, counted from the arm's simulated baseline; NaN for other statistics.
double score_of(const PublishedRow& row, double value, double baseline) {
    if (row.statistic == "percent_change") return baseline * (1.0 + value / 100.0);
    if (row.statistic == "mean_change") return baseline + value;
    return undefined;
}

std::vector<PublishedPoint> published_points(const TrialResult& result, const std::string& scale,
                                             const std::vector<Series>& courses) {
    std::vector<PublishedPoint> points;
    for (const Comparison& comparison : result.comparisons) {
        const PublishedRow& row = comparison.published;
        const std::size_t arm = arm_index(result, row.arm);
        if (row.measure != scale || arm == result.arms.size()) continue;
        const double baseline = courses[arm].line.front().y;
        const double score = score_of(row, row.value, baseline);
        if (!std::isfinite(score)) continue;
        points.push_back({.at = {visit_number(result.design, row.week), score},
                          .low = score_of(row, row.low.value_or(undefined), baseline),
                          .high = score_of(row, row.high.value_or(undefined), baseline),
                          .style = arm});
    }
    return points;
}

std::string description_of(const TrialResult& result, const std::vector<Series>& courses) {
    std::vector<std::string> parts;
    for (const Series& series : courses) {
        parts.push_back(fmt::format("{} from {} to {} points", result.arms[series.style].name,
                                    shown(series.line.front().y, 1), shown(series.line.back().y, 1)));
    }
    return fmt::format("Mean score by arm: {}.", enumerate(parts));
}

std::string figure_of(const TrialResult& result, std::size_t scale) {
    const std::string label = label_of(result, result.scales[scale]);
    Chart chart{.title = fmt::format("{} over the {}s of the trial", label, visit_unit(result.design)),
                .description = {},
                .y_label = label + ", points",
                .x_label = visit_unit(result.design),
                .series = {},
                .published = {},
                .is_large = true,
                .is_from_zero = true};
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) chart.series.push_back(course_of(result, arm, scale));
    chart.description = description_of(result, chart.series);
    chart.published = published_points(result, result.scales[scale], chart.series);
    const bool has_left =
        std::ranges::any_of(result.arms, [](const ArmRecord& arm) { return !weeks_of_leaving(arm).empty(); });
    const bool is_made_up_for = has_left && result.design.analysis != Analysis::all;
    const std::string caption = fmt::format(
        "{} as rated. Lines: mean. Bands: the middle 80 % of people (10th to 90th percentile).{}{}{}", escape(label),
        result.n_member > 0 ? fmt::format(" Narrow bands: the mean, {}.", ensemble_label) : "",
        is_made_up_for ? " Drawn is everybody, also who had left treatment and was not seen: the results make up for "
                         "them by the analysis of the trial."
                       : "",
        chart.published.empty() ? "" : " Diamonds: published change, counted from the simulated baseline of its arm.");
    return fmt::format("<figure class=\"large\">\n{}{}<figcaption>{}</figcaption></figure>\n",
                       report_legend(result, !chart.published.empty()), svg_chart(chart), caption);
}

} // namespace

std::string report_ratings(const TrialResult& result) {
    const auto main = main_scale(result);
    if (!main || result.arms.empty() || n_person(result.arms.front()) == 0 || result.design.visit_weeks.empty())
        return {};
    std::string first, others;
    for (std::size_t k = 0; k < result.scales.size(); ++k) {
        (result.scales[k] == *main ? first : others) += figure_of(result, k);
    }
    return first + others;
}

} // namespace euthymia
