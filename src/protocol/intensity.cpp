// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

namespace {

[[noreturn]] void refuse(const std::string& text, const std::string& where) {
    throw InputError({fmt::format("'{}' is not an intensity", text), where,
                      "write '60 %HRR', '70 %VO2max', 'RPE 13', '4 MET', or an ACSM word such as 'moderate'"});
}

/// Linear between the anchors of a table, held beyond its ends.
double interpolate(const std::map<double, double>& anchors, double x) {
    const auto above = anchors.lower_bound(x);
    if (above == anchors.begin()) return above->second;
    if (above == anchors.end()) return anchors.rbegin()->second;
    const auto below = std::prev(above);
    const double share = (x - below->first) / (above->first - below->first);
    return std::lerp(below->second, above->second, share);
}

/// The fraction of the reserve at which oxygen uptake is `vo2` [mL/kg/min]: VO2 = rest + x (VO2max - rest).
double from_oxygen_uptake(double vo2, const Handbook& handbook, const Capacity& capacity) {
    constexpr double most = 1.1; // short efforts above the maximum
    return std::clamp((vo2 - handbook.met_oxygen) / (capacity.vo2max - handbook.met_oxygen), 0.0, most);
}

} // namespace

Intensity parse_intensity(const std::string& text, const std::string& where) {
    using Unit = Intensity::Unit;
    std::istringstream words(text);
    std::string unit;
    double value = 0.0;
    if (text.starts_with("RPE ")) {
        words >> unit >> value;
        if (words.fail() || value < 6.0 || value > 20.0) refuse(text, where);
        return {.unit = Unit::rpe, .value = value, .word = {}};
    }
    if (!(words >> value >> unit)) {
        if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) != 0) refuse(text, where);
        return {.unit = Unit::word, .value = 0.0, .word = text};
    }
    if (value <= 0.0) refuse(text, where);
    if (unit == "%HRR") return {.unit = Unit::heart_rate_reserve, .value = value / 100.0, .word = {}};
    if (unit == "%VO2max") return {.unit = Unit::vo2max, .value = value / 100.0, .word = {}};
    if (unit == "MET") return {.unit = Unit::met, .value = value, .word = {}};
    refuse(text, where);
}

double reserve_fraction(const Intensity& intensity, const Handbook& handbook, const Capacity& capacity) {
    switch (intensity.unit) {
    case Intensity::Unit::heart_rate_reserve:
        return intensity.value;
    case Intensity::Unit::vo2max:
        return from_oxygen_uptake(intensity.value * capacity.vo2max, handbook, capacity);
    case Intensity::Unit::met:
        return from_oxygen_uptake(intensity.value * handbook.met_oxygen, handbook, capacity);
    case Intensity::Unit::rpe:
        return interpolate(handbook.rpe, intensity.value);
    case Intensity::Unit::word:
        break;
    }
    const auto band = handbook.bands.find(intensity.word);
    if (band == handbook.bands.end()) refuse(intensity.word, "key 'intensity'");
    return band->second;
}

} // namespace euthymia
