// SPDX-License-Identifier: Apache-2.0
#include "svg_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "svg.hpp"

namespace euthymia {

namespace {

constexpr double width = 760, left = 24, right = 24, row_height = 82, bottom = 64;
/// Longer labels would leave the picture on a telephone; the table has them in full.
constexpr std::size_t longest_label = 54;

std::string shorten(const std::string& label) {
    if (label.size() <= longest_label) return label;
    std::size_t end = longest_label - 1;
    while (end > 0 && (label[end] & 0xC0) == 0x80) --end; // not inside a UTF-8 character
    return label.substr(0, end) + "\u2026";
}

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
    std::string text = svg_text({left, top + 24.0}, "start", shorten(row.label), "class=\"row-label\"");
    const double y_simulated = top + 42.0, y_published = top + 62.0;
    text += whisker(x, y_simulated, row.simulated, "simulated");
    if (std::isfinite(row.simulated.value)) {
        text += svg_mark({x(row.simulated.value), y_simulated}, 7.0, 0, "class=\"simulated-mark\"");
    }
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
    const double height = row_height * static_cast<double>(plot.rows.size()) + bottom;
    std::string body = scale(x, height, plot);
    for (std::size_t k = 0; k < plot.rows.size(); ++k) {
        body += row_of(x, row_height * static_cast<double>(k), plot.rows[k]);
    }
    return svg_picture(width, height, plot.title, plot.description, body);
}

} // namespace euthymia
