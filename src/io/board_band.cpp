// SPDX-License-Identifier: Apache-2.0
#include "board_band.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace euthymia {

namespace {

using Family = StatisticFamily;

const std::map<std::string, Family>& families() {
    static const std::map<std::string, Family> table = {
        {"smd", Family::standardised},        {"smd_prepost", Family::standardised},
        {"mean_change", Family::points},      {"mean_difference", Family::points},
        {"percent_change", Family::percent},  {"percent_difference", Family::percent},
        {"response_rate", Family::rate},      {"remission_rate", Family::rate},
        {"dropout_rate", Family::rate},       {"completion_rate", Family::rate},
        {"relapse_rate", Family::rate},       {"fell_share", Family::rate},
        {"risk_difference", Family::percent}, {"odds_ratio", Family::ratio},
        {"risk_ratio", Family::ratio},        {"hazard_ratio", Family::ratio},
        {"variance_ratio", Family::ratio},    {"cv_ratio", Family::ratio},
        {"ratio_to_baseline", Family::ratio}, {"nnt", Family::ratio}};
    return table;
}

/// Of numbers in the unit of a variable, which has no tolerance of its own.
constexpr double variable_share = 0.25;

double linear_tolerance(const PublishedRow& row, bool is_scale) {
    const double share = variable_share * std::abs(row.value);
    if (row.statistic == "smd") return 0.10;
    if (row.statistic == "smd_prepost") return 0.15;
    if (row.statistic == "correlation") return 0.10;
    if (row.statistic == "direction") return 0.5;
    const Family family = family_of(row.statistic);
    if (family == Family::rate || row.statistic == "risk_difference") return 5.0;
    if (family == Family::percent) return is_scale ? 5.0 : std::max(share, 5.0);
    return is_scale ? 1.0 : share;
}

/// Half the width of the band on the logarithm.
double log_tolerance(const std::string& statistic) {
    if (statistic == "variance_ratio" || statistic == "cv_ratio") return std::log(1.10);
    return statistic == "ratio_to_baseline" ? std::log1p(variable_share) : 0.20;
}

AgreementBand without_interval(const PublishedRow& row, bool is_scale) {
    if (family_of(row.statistic) == Family::ratio && row.value > 0.0) {
        const double factor = std::exp(log_tolerance(row.statistic));
        return {row.value / factor, row.value * factor, true};
    }
    const double tolerance = linear_tolerance(row, is_scale);
    return {row.value - tolerance, row.value + tolerance, false};
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

AgreementBand band_of(const PublishedRow& row, bool is_scale) {
    AgreementBand band = without_interval(row, is_scale);
    band.low = row.low.value_or(band.low);
    band.high = row.high.value_or(band.high);
    band.is_log = family_of(row.statistic) == Family::ratio && band.low > 0.0;
    return band;
}

} // namespace euthymia
