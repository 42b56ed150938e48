// SPDX-License-Identifier: Apache-2.0
#include "targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace euthymia {

namespace {

constexpr double normal_95 = 1.96; ///< half a 95 % interval over the SD

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_ratio_of_events(const std::string& statistic) {
    constexpr std::array<std::string_view, 3> names{"odds_ratio", "risk_ratio", "hazard_ratio"};
    return is_one_of(names, statistic);
}

bool is_ratio_of_spreads(const std::string& statistic) {
    constexpr std::array<std::string_view, 2> names{"variance_ratio", "cv_ratio"};
    return is_one_of(names, statistic);
}

bool is_ratio_statistic(const std::string& statistic) {
    return is_ratio_of_events(statistic) || is_ratio_of_spreads(statistic);
}

/// In points of the scale.
bool is_in_points(const std::string& statistic) {
    constexpr std::array<std::string_view, 4> names{"mean", "sd", "mean_change", "mean_difference"};
    return is_one_of(names, statistic);
}

/// The distance within which a row without an interval agrees, by the rule that trials are compared with.
double tolerance_of(const PublishedRow& row, bool is_scale) {
    const std::string& statistic = row.statistic;
    if (is_ratio_of_events(statistic)) return 0.20;
    if (is_ratio_of_spreads(statistic)) return 0.10;
    if (statistic == "smd" || statistic == "correlation") return 0.10;
    if (statistic == "smd_prepost") return 0.15;
    const bool is_ratio_to_baseline = statistic == "ratio_to_baseline";
    const double five_points = is_ratio_to_baseline ? 0.05 : 5.0;
    if (is_scale) return is_in_points(statistic) ? 1.0 : five_points;
    constexpr double quarter = 0.25;
    const bool is_in_units = is_in_points(statistic);
    return std::max(quarter * std::abs(row.value), is_in_units ? 0.0 : five_points);
}

/// Rows of later documents carry a weight.
template <typename Row>
double weight_of(const Row& row) {
    if constexpr (requires { row.weight; }) {
        return row.weight;
    } else {
        return 1.0;
    }
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
    const bool is_ratio = is_ratio_statistic(row.statistic);
    if (row.low && row.high && *row.high > *row.low && (!is_ratio || *row.low > 0.0)) {
        const double width = is_ratio ? std::log(*row.high / *row.low) : *row.high - *row.low;
        return width / 2.0 / normal_95;
    }
    const double tolerance = tolerance_of(row, is_scale);
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
                           .weight = weight_of(row),
                           .is_ratio = is_ratio_statistic(row.statistic)});
    }
    return targets;
}

} // namespace euthymia
