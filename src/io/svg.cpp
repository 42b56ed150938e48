// SPDX-License-Identifier: Apache-2.0
#include "svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "html.hpp"

namespace euthymia {

namespace {

/// Colours of the style sheet, after which they begin again.
constexpr std::size_t n_arm_style = 7;

std::vector<double> multiples(double step, double from, double to) {
    std::vector<double> values;
    const double tolerance = 1e-9 * step;
    for (double k = std::ceil((from - tolerance) / step); k * step <= to + tolerance; k += 1.0) {
        values.push_back(k * step);
    }
    return values;
}

bool is_finite(const Point& point) {
    return std::isfinite(point.x) && std::isfinite(point.y);
}

std::string vertices(const std::vector<Point>& points) {
    std::string path;
    bool is_drawing = false;
    for (const Point& point : points) {
        if (is_finite(point)) path += fmt::format("{}{:.1f} {:.1f}", is_drawing ? "L" : "M", point.x, point.y);
        is_drawing = is_finite(point);
    }
    return path;
}

std::string polygon(const std::vector<Point>& points, const std::string& attributes) {
    return fmt::format("<path d=\"{}Z\" {}/>", vertices(points), attributes);
}

} // namespace

std::vector<double> ticks(double from, double to, int n) {
    const double rough = (to - from) / n;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double factor : {5.0, 2.0, 1.0}) {
        if (factor * power >= rough) step = factor * power;
    }
    return multiples(step, from, to);
}

std::vector<double> week_ticks(double from, double to, int n) {
    for (const double step : {1.0, 2.0, 4.0, 8.0, 13.0, 26.0, 52.0}) {
        if (to - from >= 1.0 && (to - from) / step <= n) return multiples(step, from, to);
    }
    return ticks(from, to, n);
}

std::string tick_label(double value, const std::vector<double>& all) {
    const double step = all.size() > 1 ? all[1] - all[0] : 1.0;
    const double largest = std::max(std::abs(all.front()), std::abs(all.back()));
    if (largest >= 1e5 || step < 1e-4) return fmt::format("{:.3g}", value);
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    return shown(value, decimals);
}

std::string svg_picture(double width, double height, const std::string& title, const std::string& description,
                        const std::string& body) {
    return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\"><title>{}</title><desc>{}</desc>\n{}</svg>\n",
                       width, height, escape(title), escape(description), body);
}

std::string svg_line(const std::vector<Point>& points, const std::string& attributes) {
    return fmt::format("<path d=\"{}\" {}/>\n", vertices(points), attributes);
}

std::string svg_area(const std::vector<Point>& low, const std::vector<Point>& high, const std::string& attributes) {
    std::vector<Point> outline;
    std::copy_if(low.begin(), low.end(), std::back_inserter(outline), is_finite);
    std::copy_if(high.rbegin(), high.rend(), std::back_inserter(outline), is_finite);
    return outline.empty() ? "" : polygon(outline, attributes) + "\n";
}

std::string svg_segment(Point a, Point b, const std::string& attributes) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>", a.x, a.y, b.x, b.y,
                       attributes);
}

std::string svg_text(Point at, const std::string& anchor, const std::string& text, const std::string& attributes) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" {}>{}</text>", at.x, at.y, anchor,
                       attributes, escape(text));
}

std::string svg_mark(Point at, double r, std::size_t style, const std::string& attributes) {
    const auto [x, y] = at;
    switch (style % 4) {
    case 0:
        return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" {}/>", x, y, r, attributes);
    case 1:
        return polygon({{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}}, attributes);
    case 2:
        return polygon({{x - 1.2 * r, y + r}, {x, y - 1.2 * r}, {x + 1.2 * r, y + r}}, attributes);
    default:
        return polygon({{x - 1.2 * r, y - r}, {x, y + 1.2 * r}, {x + 1.2 * r, y - r}}, attributes);
    }
}

std::string svg_diamond(Point at, double r, const std::string& attributes) {
    const auto [x, y] = at;
    return polygon({{x - r, y}, {x, y - r}, {x + r, y}, {x, y + r}}, attributes);
}

std::string svg_arrow(Point at, double r, double direction, const std::string& attributes) {
    const auto [x, y] = at;
    return polygon({{x - direction * r, y - r}, {x + direction * r, y}, {x - direction * r, y + r}}, attributes);
}

std::string arm_class(const std::string& role, std::size_t style) {
    return fmt::format("class=\"{} arm-{}\"", role, style % n_arm_style);
}

} // namespace euthymia
