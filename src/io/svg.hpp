// SPDX-License-Identifier: Apache-2.0
// Small pieces of SVG: axes, lines, marks. Colours and sizes of text are those of the page's style sheet.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// A straight map from values to the picture.
struct Axis {
    double from = 0.0, to = 1.0;             ///< values
    double pixel_from = 0.0, pixel_to = 1.0; ///< where they lie

    [[nodiscard]] double operator()(double value) const {
        return pixel_from + (value - from) / (to - from) * (pixel_to - pixel_from);
    }
};

/// Round values in [from, to], about `n` of them, in steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] std::vector<double> ticks(double from, double to, int n);

/// The same in steps that people count weeks in: 1, 2, 4, 8, 13, 26, 52.
[[nodiscard]] std::vector<double> week_ticks(double from, double to, int n);

/// A tick's label, no more decimals than the step between ticks needs.
[[nodiscard]] std::string tick_label(double value, const std::vector<double>& all);

/// An SVG picture of `width` by `height` with its title and description for those who do not see it.
/// @param body  SVG.
[[nodiscard]] std::string svg_picture(double width, double height, const std::string& title,
                                      const std::string& description, const std::string& body);

/// A line through the points; it breaks where a point is not finite. @param attributes  For example `class="arm-0"`.
[[nodiscard]] std::string svg_line(const std::vector<Point>& points, const std::string& attributes);

/// The area between two lines over the same x.
[[nodiscard]] std::string svg_area(const std::vector<Point>& low, const std::vector<Point>& high,
                                   const std::string& attributes);

[[nodiscard]] std::string svg_segment(Point a, Point b, const std::string& attributes);

/// @param anchor  "start", "middle" or "end".
[[nodiscard]] std::string svg_text(Point at, const std::string& anchor, const std::string& text,
                                   const std::string& attributes = {});

/// A mark for arm number `style`: circle, square, triangle or inverted triangle.
[[nodiscard]] std::string svg_mark(Point at, double radius, std::size_t style, const std::string& attributes);

/// The mark of what was published.
[[nodiscard]] std::string svg_diamond(Point at, double radius, const std::string& attributes);

/// A triangle that points to the right (`direction` 1) or left (-1).
[[nodiscard]] std::string svg_arrow(Point at, double radius, double direction, const std::string& attributes);

/// `class="<role> arm-k"`: colour and dash of arm number `style`.
[[nodiscard]] std::string arm_class(const std::string& role, std::size_t style);

} // namespace euthymia
