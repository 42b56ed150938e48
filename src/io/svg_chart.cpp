// SPDX-License-Identifier: Apache-2.0
#include "svg_chart.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace euthymia {

namespace {

/// Sizes of a chart in the units of its own picture.
struct Frame {
    double width, height, left, right, top, bottom;
    double mark;
    int n_tick_x, n_tick_y;
};

constexpr Frame large{760, 440, 74, 22, 16, 60, 5.0, 13, 8};
constexpr Frame small{340, 190, 54, 12, 8, 26, 0.0, 7, 6};

struct Range {
    double from = std::numeric_limits<double>::infinity();
    double to = -std::numeric_limits<double>::infinity();

    void take(double value) {
        if (!std::isfinite(value)) return;
        from = std::min(from, value);
        to = std::max(to, value);
    }
};

void take_y(Range& range, const std::vector<Point>& points) {
    for (const Point& point : points) range.take(point.y);
}

Range x_range(const Chart& chart) {
    Range range;
    for (const Series& series : chart.series) {
        for (const Point& point : series.line) range.take(point.x);
    }
    if (!(range.from < range.to)) range = {range.from - 1.0, range.from + 1.0};
    return range;
}

/// A quantity that hardly moves must not look as if it did: the range is at least 2 % of the value.
Range widen(Range range) {
    const double least = std::max(0.02 * std::max(std::abs(range.from), std::abs(range.to)), 1e-12);
    const double missing = std::max(0.0, least - (range.to - range.from)) / 2.0;
    const double margin = missing + 0.05 * (range.to - range.from);
    return {range.from - margin, range.to + margin};
}

Range y_range(const Chart& chart) {
    Range range;
    for (const Series& series : chart.series) {
        for (const auto* points :
             {&series.line, &series.low, &series.high, &series.ensemble_low, &series.ensemble_high}) {
            take_y(range, *points);
        }
    }
    for (const PublishedPoint& point : chart.published) {
        for (const double y : {point.at.y, point.low, point.high}) range.take(y);
    }
    if (!(range.from <= range.to)) range = {0.0, 1.0};
    if (std::isfinite(chart.y_to)) return {std::min(0.0, range.from), chart.y_to};
    if (!chart.is_from_zero) return widen(range);
    return {std::min(0.0, range.from), 1.05 * std::max(range.to, 1e-12)};
}

/// Draws one chart; knows where everything lies.
class Drawing {
  public:
    explicit Drawing(const Chart& chart)
        : chart_(chart)
        , frame_(chart.is_large ? large : small) {
        const Range x = x_range(chart), y = y_range(chart);
        x_ = {x.from, x.to, frame_.left, frame_.width - frame_.right};
        y_ = {y.from, y.to, frame_.height - frame_.bottom, frame_.top};
    }

    [[nodiscard]] std::string operator()() const {
        std::string body = y_axis() + x_axis();
        for (const Series& series : chart_.series) {
            body += svg_area(map(series.low), map(series.high), arm_class("band", series.style));
        }
        for (const Series& series : chart_.series) {
            body +=
                svg_area(map(series.ensemble_low), map(series.ensemble_high), arm_class("ensemble-band", series.style));
        }
        for (const Series& series : chart_.series) body += line(series);
        for (const ChartTick& mark : chart_.ticks) body += tick(mark);
        for (std::size_t k = 0; k < chart_.published.size(); ++k) body += published(k);
        return svg_picture(frame_.width, frame_.height, chart_.title, chart_.description, body);
    }

  private:
    [[nodiscard]] std::vector<Point> map(const std::vector<Point>& points) const {
        std::vector<Point> mapped;
        for (const Point& point : points) mapped.push_back({x_(point.x), y_(point.y)});
        return mapped;
    }

    [[nodiscard]] std::string line(const Series& series) const {
        const auto points = map(series.line);
        std::string text = svg_line(points, arm_class("line", series.style));
        if (!chart_.is_large || !chart_.has_marks) return text;
        for (const Point& point : points) {
            if (std::isfinite(point.y))
                text += svg_mark(point, frame_.mark, series.style, arm_class("mark", series.style));
        }
        return text + "\n";
    }

    [[nodiscard]] std::string y_axis() const {
        std::string text;
        const auto values = ticks(y_.from, y_.to, frame_.n_tick_y);
        for (const double value : values) {
            const double y = y_(value);
            text += svg_segment({frame_.left, y}, {frame_.width - frame_.right, y}, "class=\"grid\"");
            text += svg_text({frame_.left - 8.0, y}, "end", tick_label(value, values), "dy=\"0.35em\"");
        }
        if (chart_.is_large) {
            const double middle = (frame_.top + frame_.height - frame_.bottom) / 2.0;
            text +=
                svg_text({0.0, 0.0}, "middle", chart_.y_label,
                         fmt::format("class=\"axis-label\" transform=\"translate(20 {:.1f}) rotate(-90)\"", middle));
        }
        return text + "\n";
    }

    [[nodiscard]] std::string x_axis() const {
        const double bottom = frame_.height - frame_.bottom;
        std::string text = svg_segment({frame_.left, bottom}, {frame_.width - frame_.right, bottom}, "class=\"axis\"");
        const auto values = chart_.x_label == "week" ? week_ticks(x_.from, x_.to, frame_.n_tick_x)
                                                     : ticks(x_.from, x_.to, frame_.n_tick_x);
        for (const double value : values) {
            text += svg_segment({x_(value), bottom}, {x_(value), bottom + 4.0}, "class=\"axis\"");
            text += svg_text({x_(value), bottom + 6.0}, "middle", tick_label(value, values), "dy=\"0.9em\"");
        }
        if (chart_.is_large) {
            const double middle = (frame_.left + frame_.width - frame_.right) / 2.0;
            text += svg_text({middle, frame_.height - 5.0}, "middle", chart_.x_label, "class=\"axis-label\"");
        }
        return text + "\n";
    }

    [[nodiscard]] std::string tick(const ChartTick& mark) const {
        const double x = x_(mark.at.x), y = y_(mark.at.y);
        return svg_segment({x, y - 6.0}, {x, y + 6.0}, arm_class("whisker", mark.style)) + "\n";
    }

    /// Points of one week stand side by side.
    [[nodiscard]] double shift(std::size_t k) const {
        double n_before = 0.0, n_after = 0.0;
        for (std::size_t i = 0; i < chart_.published.size(); ++i) {
            const bool is_same_week = i != k && chart_.published[i].at.x == chart_.published[k].at.x;
            if (is_same_week) (i < k ? n_before : n_after) += 1.0;
        }
        return 9.0 * (n_before - n_after);
    }

    [[nodiscard]] std::string published(std::size_t k) const {
        const PublishedPoint& point = chart_.published[k];
        const double x = std::min(x_(point.at.x) + shift(k), frame_.width - 9.0);
        std::string text;
        if (std::isfinite(point.low) && std::isfinite(point.high)) {
            text += svg_segment({x, y_(point.low)}, {x, y_(point.high)}, arm_class("whisker", point.style));
        }
        return text + svg_diamond({x, y_(point.at.y)}, 8.0, arm_class("published", point.style)) + "\n";
    }

    const Chart& chart_;
    Frame frame_;
    Axis x_, y_;
};

std::string swatch(const std::string& body) {
    return "<svg class=\"swatch\" viewBox=\"0 0 40 16\" aria-hidden=\"true\">" + body + "</svg>";
}

} // namespace

std::string svg_chart(const Chart& chart) {
    return Drawing(chart)();
}

std::string svg_swatch(std::size_t style) {
    return swatch(svg_line({{2, 8}, {38, 8}}, arm_class("line", style)) +
                  svg_mark({20, 8}, large.mark, style, arm_class("mark", style)));
}

std::string svg_line_swatch(std::size_t style) {
    return swatch(svg_line({{2, 8}, {38, 8}}, arm_class("line", style)));
}

std::string svg_ensemble_band_swatch() {
    return swatch(svg_area({{2, 13}, {38, 13}}, {{2, 3}, {38, 3}}, arm_class("ensemble-band", 6)));
}

std::string svg_published_swatch() {
    return swatch(svg_diamond({20, 8}, 7.0, "class=\"published\""));
}

} // namespace euthymia
