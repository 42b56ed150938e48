// SPDX-License-Identifier: Apache-2.0
#include "svg_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "html.hpp"
#include "svg.hpp"

namespace euthymia {

namespace {

constexpr double width = 760, left = 24, right = 24, bottom = 64;
constexpr double row_height = 82, row_height_alone = 62; ///< with and without a published value
/// Longer labels would leave the picture on a telephone; the table has them in full.
constexpr std::size_t longest_label = 54;

Axis axis_of(const IntervalPlot& plot) {
    double from = plot.reference.value_or(std::numeric_limits<double>::infinity());
    double to = plot.reference.value_or(-std::numeric_limits<double>::infinity());
    for (const IntervalRow& row : plot.rows) {
        for (const Estimate& estimate : {row.simulated, row.published}) {
            for (const double value : {estimate.value, estimate.low, estimate.high}) {
                if (!std::isfinite(value)) continue;
                from = std::min(from, value);
                to = std::max(to, value);
            }
        }
    }
    if (!(from <= to)) from = 0.0, to = 1.0;
    const double margin = std::max(0.06 * (to - from), 1e-6 + 0.01 * std::abs(to));
    return {from - margin, to + margin, left, width - right};
}

std::string whisker(const Axis& x, double y, const Estimate& estimate, const std::string& role) {
    if (!std::isfinite(estimate.low) || !std::isfinite(estimate.high)) return {};
    const std::string attributes = fmt::format("class=\"{}-whisker\"", role);
    std::string text = svg_segment({x(estimate.low), y}, {x(estimate.high), y}, attributes);
    for (const double end : {estimate.low, estimate.high}) {
        text += svg_segment({x(end), y - 5.0}, {x(end), y + 5.0}, attributes);
    }
    return text;
}

std::string row_of(const Axis& x, double top, const IntervalRow& row) {
    std::string text =
        svg_text({left, top + 24.0}, "start", shortened(row.label, longest_label), "class=\"row-label\"");
    const double y_simulated = top + 42.0, y_published = top + 62.0;
    text += whisker(x, y_simulated, row.simulated, "simulated");
    if (std::isfinite(row.simulated.value)) {
        text += svg_mark({x(row.simulated.value), y_simulated}, 7.0, 0, "class=\"simulated-mark\"");
    }
    if (!std::isfinite(row.published.value)) return text + "\n";
    text += whisker(x, y_published, row.published, "published");
    return text + svg_diamond({x(row.published.value), y_published}, 8.5, "class=\"published-mark\"") + "\n";
}

std::string scale(const Axis& x, double height, const IntervalPlot& plot) {
    std::string text;
    const double foot = height - bottom;
    const auto values = ticks(x.from, x.to, 6);
    for (const double value : values) {
        text += svg_segment({x(value), 4.0}, {x(value), foot}, "class=\"grid\"");
        text += svg_text({x(value), foot + 8.0}, "middle", tick_label(value, values), "dy=\"0.9em\"");
    }
    if (plot.reference) {
        text += svg_segment({x(*plot.reference), 4.0}, {x(*plot.reference), foot}, "class=\"reference\"");
    }
    text += svg_text({width / 2.0, height - 7.0}, "middle", plot.axis_label, "class=\"axis-label\"");
    return text + "\n";
}

} // namespace

std::string svg_interval_plot(const IntervalPlot& plot) {
    const Axis x = axis_of(plot);
    const bool is_beside =
        std::ranges::any_of(plot.rows, [](const IntervalRow& row) { return std::isfinite(row.published.value); });
    const double step = is_beside ? row_height : row_height_alone;
    const double height = step * static_cast<double>(plot.rows.size()) + bottom;
    std::string body = scale(x, height, plot);
    for (std::size_t k = 0; k < plot.rows.size(); ++k) {
        body += row_of(x, step * static_cast<double>(k), plot.rows[k]);
    }
    return svg_picture(width, height, plot.title, plot.description, body);
}

} // namespace euthymia
