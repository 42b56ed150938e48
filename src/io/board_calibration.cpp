// SPDX-License-Identifier: Apache-2.0
// The calibration plot: simulated against published, one panel a family of statistics.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "board_figures.hpp"
#include "board_file.hpp"
#include "html.hpp"
#include "svg.hpp"

namespace euthymia {

namespace {

constexpr double size = 340.0, left = 56.0, right = 14.0, top = 14.0, bottom = 50.0;

struct Family {
    StatisticFamily family;
    const char* title;
    const char* unit;
    bool is_log = false;
};

constexpr std::array families{Family{StatisticFamily::standardised, "Standardised differences", "SD"},
                              Family{StatisticFamily::points, "Changes and differences on scales", "points"},
                              Family{StatisticFamily::percent, "Changes and differences in percent", "%"},
                              Family{StatisticFamily::rate, "Rates", "% of people"},
                              Family{StatisticFamily::ratio, "Ratios", "logarithmic", true}};

/// Rows of variables have units of their own, and are not drawn with points of scales.
bool is_in(const Family& family, const BoardRow& row) {
    if (row.family != family.family) return false;
    const Comparison& found = row.comparison;
    if (family.is_log && !(found.published.value > 0.0 && found.simulated > 0.0)) return false;
    return std::isfinite(found.simulated) && (family.family != StatisticFamily::points || row.unit == "points");
}

std::vector<const BoardRow*> members_of(const Family& family, const std::vector<BoardRow>& rows) {
    std::vector<const BoardRow*> members;
    for (const BoardRow& row : rows) {
        if (is_in(family, row)) members.push_back(&row);
    }
    return members;
}

/// One panel; both axes have the same range.
class Panel {
  public:
    Panel(const Family& family, const std::vector<const BoardRow*>& rows)
        : family_(family)
        , rows_(rows) {
        double from = std::numeric_limits<double>::infinity(), to = -from;
        for (const BoardRow* row : rows) {
            for (const double value : {row->comparison.published.value, row->comparison.simulated}) {
                from = std::min(from, scaled(value));
                to = std::max(to, scaled(value));
            }
        }
        const double margin = std::max(0.06 * (to - from), 0.02);
        x_ = {from - margin, to + margin, left, size - right};
        y_ = {from - margin, to + margin, size - bottom, top};
    }

    [[nodiscard]] std::string operator()() const {
        std::string text = grid();
        text += svg_segment({x_(x_.from), y_(x_.from)}, {x_(x_.to), y_(x_.to)}, "class=\"identity\"") + "\n";
        for (const BoardRow* row : rows_) text += whisker(row->comparison);
        for (const BoardRow* row : rows_) text += mark(row->comparison);
        return text + "\n";
    }

  private:
    [[nodiscard]] double scaled(double value) const { return family_.is_log ? std::log(value) : value; }

    [[nodiscard]] std::vector<double> tick_values() const {
        if (!family_.is_log) return ticks(x_.from, x_.to, 5);
        std::vector<double> inside;
        for (const double value : {0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0}) {
            if (std::log(value) >= x_.from && std::log(value) <= x_.to) inside.push_back(value);
        }
        return inside;
    }

    [[nodiscard]] std::string grid() const {
        std::string text;
        const auto values = tick_values();
        for (const double value : values) {
            const double x = x_(scaled(value)), y = y_(scaled(value));
            const std::string label = family_.is_log ? shown_plain(value) : tick_label(value, values);
            text += svg_segment({x, top}, {x, size - bottom}, "class=\"grid\"");
            text += svg_segment({left, y}, {size - right, y}, "class=\"grid\"");
            text += svg_text({x, size - bottom + 6.0}, "middle", label, "dy=\"0.9em\"");
            text += svg_text({left - 6.0, y}, "end", label, "dy=\"0.35em\"");
        }
        text += svg_text({(left + size - right) / 2.0, size - 6.0}, "middle", "published", "class=\"axis-label\"");
        return text + svg_text({0.0, 0.0}, "middle", "simulated",
                               fmt::format("class=\"axis-label\" transform=\"translate(13 {:.1f}) rotate(-90)\"",
                                           (top + size - bottom) / 2.0));
    }

    [[nodiscard]] std::string whisker(const Comparison& found) const {
        if (!std::isfinite(found.low) || !std::isfinite(found.high) || (family_.is_log && !(found.low > 0.0)))
            return {};
        const double x = x_(scaled(found.published.value));
        const double low = std::max(scaled(found.low), x_.from), high = std::min(scaled(found.high), x_.to);
        return svg_segment({x, y_(low)}, {x, y_(high)}, "class=\"strip-whisker faint\"");
    }

    /// Circles: calibration. Squares: validation.
    [[nodiscard]] std::string mark(const Comparison& found) const {
        const Point at{x_(scaled(found.published.value)), y_(scaled(found.simulated))};
        const std::size_t shape = found.published.split == "validation" ? 1 : 0;
        return svg_mark(at, 4.5, shape, found.agrees ? "class=\"strip-agrees\"" : "class=\"strip-differs\"");
    }

    const Family& family_;
    const std::vector<const BoardRow*>& rows_;
    Axis x_, y_;
};

std::string description_of(const std::vector<const BoardRow*>& rows) {
    const auto n = std::ranges::count_if(rows, [](const BoardRow* row) { return row->comparison.agrees; });
    return fmt::format("{} of {} numbers agree; on the dashed line simulated and published are the same.", n,
                       rows.size());
}

} // namespace

std::string calibration_figures(const std::vector<BoardRow>& rows) {
    std::string text;
    for (const Family& family : families) {
        const auto members = members_of(family, rows);
        if (members.empty()) continue;
        text += fmt::format("<figure><figcaption>{} <span class=\"unit\">{}</span></figcaption>\n{}</figure>\n",
                            family.title, family.unit,
                            svg_picture(size, size, family.title, description_of(members), Panel(family, members)()));
    }
    return text.empty() ? "" : "<div class=\"multiples wide\">\n" + text + "</div>\n";
}

std::string calibration_file(const std::vector<BoardRow>& rows) {
    constexpr int n_column = 3;
    constexpr double step = size + 30.0, head = 96.0;
    std::string body = svg_text({16.0, 34.0}, "start", "Simulated against published", "class=\"title\"");
    body += svg_text({16.0, 60.0}, "start",
                     "Circles: calibration, squares: validation. Filled: agrees, open: does not. Lines: 95 % of "
                     "replicate trials.",
                     "class=\"soft\"");
    int place = 0;
    for (const Family& family : families) {
        const auto members = members_of(family, rows);
        if (members.empty()) continue;
        body += fmt::format("<g transform=\"translate({:.0f} {:.0f})\">", 16.0 + step * (place % n_column),
                            head + step * (place / n_column));
        body += svg_text({left, 0.0}, "start", fmt::format("{}, {}", family.title, family.unit), "class=\"group\"");
        body += Panel(family, members)() + "</g>\n";
        ++place;
    }
    const int n_row = (place + n_column - 1) / n_column;
    return svg_file(16.0 + step * n_column, head + step * n_row, "Simulated against published",
                    "One panel a family of statistics; on the dashed line both are the same.", body);
}

} // namespace euthymia
