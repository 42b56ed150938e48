// SPDX-License-Identifier: Apache-2.0
#include "board_band.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "euthymia/trial/statistic_table.hpp"

namespace euthymia {

namespace {

using Family = StatisticFamily;

const std::map<std::string, Family>& families() {
    static const std::map<std::string, Family> table = {{"smd", Family::standardised},
                                                        {"smd_prepost", Family::standardised},
                                                        {"smd_change", Family::standardised},
                                                        {"mean_change", Family::points},
                                                        {"mean_difference", Family::points},
                                                        {"percent_change", Family::percent},
                                                        {"percent_difference", Family::percent},
                                                        {"response_rate", Family::rate},
                                                        {"remission_rate", Family::rate},
                                                        {"dropout_rate", Family::rate},
                                                        {"completion_rate", Family::rate},
                                                        {"relapse_rate", Family::rate},
                                                        {"relapse_share", Family::rate},
                                                        {"fell_share", Family::rate},
                                                        {"risk_difference", Family::percent},
                                                        {"odds_ratio", Family::ratio},
                                                        {"risk_ratio", Family::ratio},
                                                        {"hazard_ratio", Family::ratio},
                                                        {"variance_ratio", Family::ratio},
                                                        {"cv_ratio", Family::ratio},
                                                        {"ratio_to_baseline", Family::ratio},
                                                        {"nnt", Family::ratio},
                                                        {"nnt_of_smd", Family::ratio}};
    return table;
}

/// A direction agrees if equal.
constexpr double half_of_a_direction = 0.5;

AgreementBand without_interval(const PublishedRow& row, bool is_scale, double baseline) {
    const StatisticTraits* traits = find_statistic(row.statistic);
    if (traits == nullptr) return {row.value, row.value, false};
    if (traits->kind == StatisticKind::direction) {
        return {row.value - half_of_a_direction, row.value + half_of_a_direction, false};
    }
    const double tolerance = tolerance_of(*traits, row, is_scale, baseline);
    if (traits->kind != StatisticKind::event_ratio) return {row.value - tolerance, row.value + tolerance, false};
    return {row.value * std::exp(-tolerance), row.value * std::exp(tolerance), true};
}

} // namespace

double AgreementBand::position(double value) const {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (!(low < high)) return undefined;
    if (!is_log) return (2.0 * value - low - high) / (high - low);
    if (!(value > 0.0)) return -std::numeric_limits<double>::infinity();
    return (2.0 * std::log(value) - std::log(low) - std::log(high)) / (std::log(high) - std::log(low));
}

StatisticFamily family_of(const std::string& statistic) {
    const auto found = families().find(statistic);
    return found == families().end() ? Family::other : found->second;
}

AgreementBand band_of(const PublishedRow& row, bool is_scale, double baseline) {
    AgreementBand band = without_interval(row, is_scale, baseline);
    if (row.low && row.high) {
        band.low = *row.low;
        band.high = *row.high;
    }
    band.is_log = family_of(row.statistic) == Family::ratio && band.low > 0.0;
    return band;
}

} // namespace euthymia
