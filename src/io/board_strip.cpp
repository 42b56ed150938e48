// SPDX-License-Identifier: Apache-2.0
#include "board_strip.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "board_figures.hpp"

namespace euthymia {

namespace {

constexpr double width = 300.0, height = 24.0;
const Axis page_axis{-strip_end, strip_end, 10.0, width - 10.0};

std::string band(const Axis& x, double top, double tall) {
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"strip-band\"/>",
                       x(-1.0), top, x(1.0) - x(-1.0), tall) +
           svg_segment({x(0.0), top}, {x(0.0), top + tall}, "class=\"strip-middle\"");
}

std::string whisker(const BoardRow& row, const Axis& x, double y) {
    const double low = std::clamp(row.band.position(row.comparison.low), -strip_end, strip_end);
    const double high = std::clamp(row.band.position(row.comparison.high), -strip_end, strip_end);
    if (std::isnan(low) || std::isnan(high)) return {};
    return svg_segment({x(low), y}, {x(high), y}, "class=\"strip-whisker\"");
}

/// Broad, behind the line of the replicates.
std::string ensemble_bar(const BoardRow& row, const Axis& x, double y, double tall) {
    const auto& over = row.comparison.over_ensemble;
    if (!over) return {};
    const double low = std::clamp(row.band.position(over->low), -strip_end, strip_end);
    const double high = std::clamp(row.band.position(over->high), -strip_end, strip_end);
    if (std::isnan(low) || std::isnan(high)) return {};
    constexpr double least_width = 2.0, share = 0.6;
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"ensemble-bar\"/>",
                       x(low), y - share * tall / 2.0, std::max(x(high) - x(low), least_width), share * tall);
}

/// Filled circle: agrees. Open square: does not. Triangle: further out than the axis.
std::string mark(const BoardRow& row, const Axis& x, double y) {
    const double position = row.band.position(row.comparison.simulated);
    if (std::isnan(position)) return {};
    if (position > strip_end) return svg_arrow({x(strip_end), y}, 6.0, 1.0, "class=\"strip-differs\"");
    if (position < -strip_end) return svg_arrow({x(-strip_end), y}, 6.0, -1.0, "class=\"strip-differs\"");
    if (row.comparison.agrees) return svg_mark({x(position), y}, 5.0, 0, "class=\"strip-agrees\"");
    return svg_mark({x(position), y}, 4.5, 1, "class=\"strip-differs\"");
}

} // namespace

std::string strip_marks(const BoardRow& row, const Axis& x, double top, double tall) {
    const double y = top + tall / 2.0;
    return band(x, top, tall) + ensemble_bar(row, x, y, tall) + whisker(row, x, y) + mark(row, x, y);
}

std::string board_strip(const BoardRow& row) {
    return fmt::format("<svg class=\"strip\" viewBox=\"0 0 {:.0f} {:.0f}\" aria-hidden=\"true\">{}</svg>", width,
                       height, strip_marks(row, page_axis, 0.0, height));
}

std::string board_strip_axis() {
    return "<span class=\"strip-axis\"><span>too low</span><span>agrees</span><span>too high</span></span>";
}

} // namespace euthymia
