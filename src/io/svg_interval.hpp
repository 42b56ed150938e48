// SPDX-License-Identifier: Apache-2.0
// A dot plot: simulated beside published, each with its interval.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// One row; an interval that is not known is NaN, and so is a value that nobody published.
struct IntervalRow {
    std::string label;
    Estimate simulated;
    Estimate published;
};

/// Rows of one statistic on one axis.
struct IntervalPlot {
    std::string title;
    std::string description;
    std::string axis_label;
    std::optional<double> reference; ///< where there is no effect
    std::vector<IntervalRow> rows;
};

[[nodiscard]] std::string svg_interval_plot(const IntervalPlot& plot);

} // namespace euthymia
