// SPDX-License-Identifier: Apache-2.0
#include "record.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

constexpr double day = 24.0, rounding = 1e-6; // h

Series stretch(const Trajectory& seen, std::size_t place, std::size_t n_variable, double from, double to) {
    Series series;
    for (std::size_t k = 0; k < seen.time.size(); ++k) {
        if (seen.time[k] < from - rounding || seen.time[k] > to + rounding) continue;
        series.time.push_back(seen.time[k]);
        series.value.push_back(seen.values[k * n_variable + place]);
    }
    return series;
}

std::size_t samples_of_a_day(const Trajectory& seen) {
    const double spacing = seen.time.size() > 1 ? seen.time[1] - seen.time[0] : day;
    return static_cast<std::size_t>(std::max(1.0, std::round(day / spacing)));
}

} // namespace

const Record& Records::find(const Reading& reading, const std::string& patient) const {
    const std::string& wanted = reading.patient.empty() ? patient : reading.patient;
    for (const Record& record : records_) {
        if (record.arm == reading.arm && (record.patient.empty() || wanted.empty() || record.patient == wanted))
            return record;
    }
    throw InputError({fmt::format("no arm '{}' with patient '{}'", reading.arm, wanted), "key 'checks'",
                      "name an arm of the claim, and a patient of its 'patients'"});
}

std::size_t Records::place_of(const std::string& quantity) const {
    const std::string id = names_.id_of(quantity);
    const auto found = std::ranges::find_if(variables_, [&](const Name& name) { return name.id == id; });
    if (found == variables_.end()) {
        throw InputError(
            {fmt::format("'{}' is not recorded", quantity), "key 'checks'", "use a quantity of the model"});
    }
    return static_cast<std::size_t>(found - variables_.begin());
}

double Records::read(const Reading& reading, const std::string& patient) const {
    if (reading.number) return *reading.number;
    const Record& record = find(reading, patient);
    const Series series = stretch(record.seen, place_of(reading.quantity), variables_.size(), reading.from, reading.to);
    if (series.value.empty()) {
        throw InputError({fmt::format("nothing was recorded between hour {} and {}", reading.from, reading.to),
                          "key 'checks'", "read times within the claim's weeks, or record more often with 'every'"});
    }
    double value = reduce(series, reading.kind, samples_of_a_day(record.seen));
    for (const Reading& other : reading.minus) value -= read(other, patient);
    return value;
}

} // namespace euthymia
