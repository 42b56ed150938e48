// SPDX-License-Identifier: Apache-2.0
// Bars of what each system carried of an effect.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "html.hpp"
#include "svg_rows.hpp"

namespace euthymia {

namespace {

constexpr double row_height = 66;

Axis axis_of(const ExplanationChart& chart) {
    double from = 0.0, to = 0.0;
    for (const ExplanationBar& bar : chart.bars) take_in(from, to, bar.share);
    const double margin = std::max(0.04 * (to - from), 1e-9);
    return {from < 0.0 ? from - margin : 0.0, to + margin, rows_left, rows_width - rows_right};
}

std::string number_of(const Estimate& share, int decimals) {
    if (!std::isfinite(share.low)) return shown(share.value, decimals);
    return fmt::format("{} ({})", shown(share.value, decimals), shown_interval(share.low, share.high, decimals));
}

std::string rectangle(double x_a, double x_b, double y, double height, const std::string& attributes) {
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>", std::min(x_a, x_b), y,
                       std::max(std::abs(x_b - x_a), 1.0), height, attributes);
}

/// Hatched without a pattern, which would need an id that is unique on the page.
std::string hatching(double x_a, double x_b, double y, double height) {
    const double from = std::min(x_a, x_b), to = std::max(x_a, x_b);
    std::string text;
    for (double x = from + 8.0; x < to; x += 8.0) {
        text += svg_segment({x, y}, {x, y + height}, "class=\"hatch\"");
    }
    return text;
}

std::string row_of(const Axis& x, double top, const ExplanationBar& bar, int decimals) {
    constexpr double height = 20.0;
    const double y = top + 34.0;
    std::string text = svg_text({rows_left, top + 24.0}, "start", bar.name, "class=\"row-label\"");
    text +=
        svg_text({rows_width - rows_right, top + 24.0}, "end", number_of(bar.share, decimals), "class=\"row-number\"");
    if (!std::isfinite(bar.share.value)) return text + "\n";
    text += rectangle(x(0.0), x(bar.share.value), y, height, bar.is_direct ? "class=\"bar direct\"" : "class=\"bar\"");
    if (bar.is_direct) text += hatching(x(0.0), x(bar.share.value), y, height);
    return text + svg_whisker(x, y + height / 2.0, bar.share, "bar-whisker") + "\n";
}

std::string description_of(const ExplanationChart& chart) {
    std::vector<std::string> parts;
    for (const ExplanationBar& bar : chart.bars) {
        parts.push_back(fmt::format("{} {}", bar.name, number_of(bar.share, chart.decimals)));
    }
    return fmt::format("{}: {}.", chart.axis_label, enumerate(parts));
}

std::string caption_of(const ExplanationChart& chart) {
    const bool has_direct = std::ranges::any_of(chart.bars, &ExplanationBar::is_direct);
    return escape(chart.title) +
           (has_direct ? ". Hatched: terms that act on symptoms directly, not through a system." : "");
}

} // namespace

std::string explanation_bars(const ExplanationChart& chart) {
    if (chart.bars.empty()) return {};
    const Axis x = axis_of(chart);
    const double height = row_height * static_cast<double>(chart.bars.size()) + rows_bottom;
    std::string body = svg_rows_scale(x, height, chart.axis_label, 0.0, "axis");
    for (std::size_t k = 0; k < chart.bars.size(); ++k) {
        body += row_of(x, row_height * static_cast<double>(k), chart.bars[k], chart.decimals);
    }
    return fmt::format("<figure class=\"large\">\n{}<figcaption>{}</figcaption></figure>\n",
                       svg_picture(rows_width, height, chart.title, description_of(chart), body), caption_of(chart));
}

} // namespace euthymia
