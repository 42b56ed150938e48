// SPDX-License-Identifier: Apache-2.0
// A dot plot: simulated beside published, each with its interval.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// NaN: there is none.
inline constexpr Estimate no_estimate{std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::quiet_NaN()};

/// One row; an interval that is not known is NaN, and so is a value that nobody published.
struct IntervalRow {
    std::string label;
    Estimate simulated;
    Estimate published = no_estimate;
    Estimate over_ensemble = no_estimate; ///< of `simulated`, over an ensemble of calibrated parameters
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

/// What an interval over an ensemble looks like, for a legend.
[[nodiscard]] std::string svg_ensemble_swatch();

} // namespace euthymia
