// SPDX-License-Identifier: Apache-2.0
// The statistics that trials publish: one row each says what it takes, how it is computed and when two agree.
#pragma once

#include <string>
#include <vector>

#include "euthymia/trial/published_row.hpp"

namespace euthymia {

struct Sample;

/// What a statistic is a number of; decides what may be written and when a simulated one agrees.
enum class StatisticKind {
    level,       ///< in the unit of the measure
    percent,     ///< percent of a level
    level_ratio, ///< of two levels
    rate,        ///< percent of people
    size,        ///< in standard deviations, or a correlation
    spread_ratio,
    event_ratio, ///< of risks, odds or hazards
    number_needed,
    direction ///< -1, 0, +1
};

/// Whether a statistic compares two arms.
enum class Comparing { never, may, must };

/// One statistic by the name trial documents use.
struct StatisticTraits {
    std::string name;
    StatisticKind kind = StatisticKind::level;
    Comparing comparing = Comparing::never;
    std::string event = {}; ///< what it counts; "any": the row's key `event` says
    double tolerance = 0.0; ///< of agreement where no interval was published, see `tolerance_of`
    /// Of one replicate's samples, on the scale replicates are averaged on, see `from_averaged`.
    double (*compute)(const Sample& arm, const Sample& versus) = nullptr;
};

/// Every statistic, in the order documents list them.
[[nodiscard]] const std::vector<StatisticTraits>& statistic_table();

/// The row of a statistic; null for an unknown one.
[[nodiscard]] const StatisticTraits* find_statistic(const std::string& name);

/// The event a row counts: "response", "remission", "dropout", "completion", "relapse"; empty for none.
[[nodiscard]] std::string event_of(const PublishedRow& row);

/// Whether the row counts something that has to do with no measure.
[[nodiscard]] bool is_of_any_measure(const PublishedRow& row);

/// How far from the published value, where no interval was published, a simulated one still agrees, in the unit of the
/// value (on the logarithm for ratios of events).
/// @param is_scale  Whether the row's measure is a scale.
/// @param baseline  Mean of the measure before treatment, in its unit.
[[nodiscard]] double tolerance_of(const StatisticTraits& traits, const PublishedRow& row, bool is_scale,
                                  double baseline);

/// Whether `simulated` agrees with what was published: within its interval, or else within the tolerance.
[[nodiscard]] bool agrees(const StatisticTraits& traits, const PublishedRow& row, double simulated, double tolerance);

/// The value whose replicates were averaged: ratios on the logarithm, a number needed to treat as its inverse.
[[nodiscard]] double from_averaged(const StatisticTraits& traits, double averaged);

} // namespace euthymia
