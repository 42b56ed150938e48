// SPDX-License-Identifier: Apache-2.0
// A chart of courses over weeks, one line an arm.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "svg.hpp"

namespace euthymia {

/// One arm's line; the edges of its band are empty where none is drawn.
struct Series {
    std::vector<Point> line;
    std::vector<Point> low, high;
    std::size_t style = 0; ///< number of the arm
    /// Edges of the interval of the line itself over an ensemble of calibrated parameters; empty where there is none.
    std::vector<Point> ensemble_low = {}, ensemble_high = {};
};

/// A published point of an arm, with its interval where one is known (NaN otherwise).
struct PublishedPoint {
    Point at;
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    std::size_t style = 0;
};

/// A short upright line on the curve of an arm.
struct ChartTick {
    Point at;
    std::size_t style = 0;
};

/// x in the unit of `x_label`, y in that of the measure.
struct Chart {
    std::string title;
    std::string description;
    std::string y_label;          ///< empty: the caption says it
    std::string x_label = "week"; ///< or "hour"
    std::vector<Series> series;
    std::vector<PublishedPoint> published;
    bool is_large = false; ///< the size of the page, with marks and axis labels; otherwise one of many
    bool is_from_zero = false;
    bool has_marks = true;                                  ///< of a large chart: one at every point of a line
    double y_to = std::numeric_limits<double>::quiet_NaN(); ///< upper end of the axis; NaN: as the values ask for
    std::vector<ChartTick> ticks = {};
};

[[nodiscard]] std::string svg_chart(const Chart& chart);

/// What an arm's line and mark look like, for a legend.
[[nodiscard]] std::string svg_swatch(std::size_t style);

/// The same for a line without marks.
[[nodiscard]] std::string svg_line_swatch(std::size_t style);

/// What the band of an ensemble looks like, for a legend.
[[nodiscard]] std::string svg_ensemble_band_swatch();

/// What a published point looks like, for a legend.
[[nodiscard]] std::string svg_published_swatch();

} // namespace euthymia
