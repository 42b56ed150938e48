// SPDX-License-Identifier: Apache-2.0
#include "svg_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "html.hpp"
#include "svg_rows.hpp"

namespace euthymia {

namespace {

constexpr double row_height = 82, row_height_alone = 62; ///< with and without a published value
/// Longer labels would leave the picture on a telephone; the table has them in full.
constexpr std::size_t longest_label = 54;

Axis axis_of(const IntervalPlot& plot) {
    double from = plot.reference.value_or(std::numeric_limits<double>::infinity());
    double to = plot.reference.value_or(-std::numeric_limits<double>::infinity());
    for (const IntervalRow& row : plot.rows) {
        for (const Estimate& estimate : {row.simulated, row.published, row.over_ensemble}) take_in(from, to, estimate);
    }
    if (!(from <= to)) from = 0.0, to = 1.0;
    const double margin = std::max(0.06 * (to - from), 1e-6 + 0.01 * std::abs(to));
    return {from - margin, to + margin, rows_left, rows_width - rows_right};
}

/// Broad, behind the mark; a tick at the mean of the members.
std::string ensemble_bar(const Axis& x, double y, const Estimate& estimate) {
    if (!std::isfinite(estimate.low) || !std::isfinite(estimate.high)) return {};
    constexpr double half = 8.0, least_width = 2.0;
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"ensemble-bar\"/>",
                       x(estimate.low), y - half, std::max(x(estimate.high) - x(estimate.low), least_width),
                       2.0 * half) +
           svg_segment({x(estimate.value), y - half}, {x(estimate.value), y + half}, "class=\"ensemble-mean\"");
}

std::string row_of(const Axis& x, double top, const IntervalRow& row) {
    std::string text =
        svg_text({rows_left, top + 24.0}, "start", shortened(row.label, longest_label), "class=\"row-label\"");
    const double y_simulated = top + 42.0, y_published = top + 62.0;
    text += ensemble_bar(x, y_simulated, row.over_ensemble);
    text += svg_whisker(x, y_simulated, row.simulated, "simulated-whisker");
    if (std::isfinite(row.simulated.value)) {
        text += svg_mark({x(row.simulated.value), y_simulated}, 7.0, 0, "class=\"simulated-mark\"");
    }
    if (!std::isfinite(row.published.value)) return text + "\n";
    text += svg_whisker(x, y_published, row.published, "published-whisker");
    return text + svg_diamond({x(row.published.value), y_published}, 8.5, "class=\"published-mark\"") + "\n";
}

} // namespace

std::string svg_interval_plot(const IntervalPlot& plot) {
    const Axis x = axis_of(plot);
    const bool is_beside =
        std::ranges::any_of(plot.rows, [](const IntervalRow& row) { return std::isfinite(row.published.value); });
    const double step = is_beside ? row_height : row_height_alone;
    const double height = step * static_cast<double>(plot.rows.size()) + rows_bottom;
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    std::string body = svg_rows_scale(x, height, plot.axis_label, plot.reference.value_or(nowhere), "reference");
    for (std::size_t k = 0; k < plot.rows.size(); ++k) {
        body += row_of(x, step * static_cast<double>(k), plot.rows[k]);
    }
    return svg_picture(rows_width, height, plot.title, plot.description, body);
}

std::string svg_ensemble_swatch() {
    return "<svg class=\"swatch\" viewBox=\"0 0 40 16\" aria-hidden=\"true\"><rect x=\"4\" y=\"0\" width=\"32\" "
           "height=\"16\" class=\"ensemble-bar\"/><line x1=\"20\" y1=\"0\" x2=\"20\" y2=\"16\" "
           "class=\"ensemble-mean\"/></svg>";
}

} // namespace euthymia
