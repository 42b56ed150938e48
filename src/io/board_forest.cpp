// SPDX-License-Identifier: Apache-2.0
// The forest plot of the board as a file: every published number on one axis.
#include <fmt/format.h>

#include "board_figures.hpp"
#include "board_file.hpp"
#include "board_strip.hpp"
#include "html.hpp"

namespace euthymia {

namespace {

constexpr double narrow = 1240, wide = 1400, row_height = 22, group_height = 38, head = 96, foot = 60;
constexpr double x_label = 16, x_published = 980, x_simulated = 1110, x_ensemble = 1380;
constexpr std::size_t longest_label = 84;
const Axis axis{-strip_end, strip_end, 600.0, 850.0};

/// Draws from top to bottom.
class Sheet {
  public:
    explicit Sheet(double width)
        : width_(width) {}

    void group(const std::string& name) {
        y_ += group_height;
        body_ += svg_text({x_label, y_ - 10.0}, "start", name, "class=\"group\"");
        body_ += svg_segment({x_label, y_ - 3.0}, {width_ - 16.0, y_ - 3.0}, "class=\"grid\"") + "\n";
    }

    void row(const BoardRow& row) {
        const double base = y_ + 15.0;
        body_ += svg_text({x_label, base}, "start", shortened(line_of(row), longest_label), "class=\"row-label\"");
        body_ += strip_marks(row, axis, y_ + 1.0, row_height - 2.0);
        body_ += svg_text({x_published, base}, "end", shown(row.comparison.published.value, row.statistic.decimals),
                          "class=\"row-label\"");
        body_ += svg_text({x_simulated, base}, "end", shown(row.comparison.simulated, row.statistic.decimals),
                          "class=\"row-label\"");
        body_ += svg_text({x_simulated + 14.0, base}, "start", row.unit, "class=\"soft\"");
        if (row.comparison.over_ensemble)
            body_ += svg_text({x_ensemble, base}, "end", ensemble_text(row), "class=\"row-label\"");
        body_ += "\n";
        y_ += row_height;
    }

    [[nodiscard]] double height() const { return y_ + foot; }
    [[nodiscard]] const std::string& body() const { return body_; }

  private:
    double width_, y_ = head;
    std::string body_;
};

std::string heading(bool has_ensemble) {
    std::string text = svg_text({x_label, 34.0}, "start", "Simulated beside published", "class=\"title\"");
    text += svg_text({x_label, 60.0}, "start",
                     "Shaded: where a number agrees, the published interval or a tolerance. Dot: simulated, agrees. "
                     "Open mark: does not; a triangle lies beyond the axis. Line: 95 % of replicate trials.",
                     "class=\"soft\"");
    if (has_ensemble) {
        text += "<style>.ensemble-bar { fill: #009e73; fill-opacity: 0.35; }</style>";
        text += svg_text({x_label, 80.0}, "start", "Broad bar: 95 % of the ensemble of calibrated parameters.",
                         "class=\"soft\"");
        text += svg_text({x_ensemble, head}, "end", "95 % of ensemble", "class=\"soft\"");
    }
    text += svg_text({axis(-2.0), head}, "middle", "too low", "class=\"soft\"");
    text += svg_text({axis(0.0), head}, "middle", "agrees", "class=\"soft\"");
    text += svg_text({axis(2.0), head}, "middle", "too high", "class=\"soft\"");
    text += svg_text({x_published, head}, "end", "published", "class=\"soft\"");
    return text + svg_text({x_simulated, head}, "end", "simulated", "class=\"soft\"") + "\n";
}

} // namespace

std::string forest_file(const std::vector<BoardRow>& rows) {
    const bool is_over_ensemble = has_ensemble(rows);
    const double width = is_over_ensemble ? wide : narrow;
    Sheet sheet(width);
    for (const auto& group : board_groups(rows)) {
        sheet.group(group.heading);
        for (const BoardRow* row : group.rows) sheet.row(*row);
    }
    return svg_file(width, sheet.height(), "Simulated beside published",
                    "Every published number on one axis: where the simulated value lies in the band of agreement.",
                    heading(is_over_ensemble) + sheet.body());
}

} // namespace euthymia
