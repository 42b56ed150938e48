// SPDX-License-Identifier: Apache-2.0
#include "targets.hpp"

#include <algorithm>
#include <cmath>

#include "euthymia/trial/statistic_table.hpp"

namespace euthymia {

namespace {

constexpr double normal_95 = 1.96; ///< half a 95 % interval over the SD

bool is_of_kind(const PublishedRow& row, StatisticKind kind) {
    const StatisticTraits* traits = find_statistic(row.statistic);
    return traits != nullptr && traits->kind == kind;
}

/// Compared on the logarithm.
bool is_ratio_statistic(const PublishedRow& row) {
    return is_of_kind(row, StatisticKind::event_ratio) || is_of_kind(row, StatisticKind::spread_ratio);
}

/// The distance within which a row without an interval agrees, by the rule that trials are compared with; of ratios on
/// the logarithm.
double tolerance_without_interval(const PublishedRow& row, bool is_scale) {
    const StatisticTraits* traits = find_statistic(row.statistic);
    if (traits == nullptr) return 0.0;
    if (traits->kind == StatisticKind::spread_ratio) return traits->tolerance;
    constexpr double unknown_baseline = 0.0; // no trial was run yet
    return tolerance_of(*traits, row, is_scale, unknown_baseline);
}

/// A direction has no slope to follow.
bool counts(const PublishedRow& row) {
    return row.split == "calibration" && row.statistic != "direction";
}

} // namespace

TrialDesign calibration_rows_only(TrialDesign design) {
    std::erase_if(design.published, [](const PublishedRow& row) { return !counts(row); });
    return design;
}

double target_sd(const PublishedRow& row, bool is_scale) {
    const bool is_ratio = is_ratio_statistic(row);
    if (row.low && row.high && *row.high > *row.low && (!is_ratio || *row.low > 0.0)) {
        const double width = is_ratio ? std::log(*row.high / *row.low) : *row.high - *row.low;
        return width / 2.0 / normal_95;
    }
    const double tolerance = tolerance_without_interval(row, is_scale);
    return tolerance > 0.0 ? tolerance : 1.0; // a published zero, in units nobody knows the size of
}

double Target::residual(double simulated) const {
    return (is_ratio ? std::log(simulated / row.value) : simulated - row.value) / sd;
}

double huber(double residual) {
    const double size = std::abs(residual);
    return size <= huber_from ? size * size : huber_from * (2.0 * size - huber_from);
}

std::vector<Target> targets_of(const TrialDesign& design, const std::vector<Scale>& scales) {
    std::vector<Target> targets;
    for (const PublishedRow& row : design.published) {
        const bool is_scale = std::ranges::any_of(scales, [&](const Scale& s) { return s.name == row.measure; });
        targets.push_back({.trial = design.title,
                           .row = row,
                           .sd = target_sd(row, is_scale),
                           .weight = row.weight,
                           .is_ratio = is_ratio_statistic(row)});
    }
    return targets;
}

} // namespace euthymia
