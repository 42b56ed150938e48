// SPDX-License-Identifier: Apache-2.0
// Stress, ups and downs, challenges and clamps in a schedule.
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"
#include "schedule_writer.hpp"

namespace euthymia {

namespace {

constexpr double block_hours = 6.0; ///< how long one level of unpredictable stress lasts

struct Substance {
    std::string name;
    std::string into;   ///< a state or an input
    bool is_added_once; ///< to a state; else the input is set for a while
};

const std::vector<Substance>& substances() {
    static const std::vector<Substance> rows{{"endotoxin", "endotoxin", true},
                                             {"dexamethasone", "dexamethasone", true},
                                             {"interferon", input::interferon, false},
                                             {"il6", input::il6_source, false}};
    return rows;
}

const Substance& find_substance(const std::string& name) {
    for (const Substance& row : substances()) {
        if (row.name == name) return row;
    }
    throw InputError({fmt::format("'{}' is not known", name), "key 'challenge.substance'",
                      suggest(name, challenge_substances(), "use endotoxin, dexamethasone, interferon or il6")});
}

/// Everybody has ups and downs of their own; a person the same in every arm. `seed` is the document's.
Stream luck_of(const Capacity& person, std::uint64_t seed, Purpose purpose) {
    const auto run = static_cast<std::uint32_t>(person.seed ^ (person.seed >> 32));
    return Stream({.seed = seed, .trial = run, .patient = person.patient, .purpose = purpose});
}

} // namespace

const std::vector<std::string>& challenge_substances() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const Substance& row : substances()) list.push_back(row.name);
        return list;
    }();
    return names;
}

void ScheduleWriter::operator()(const Stress& stress) {
    const double start = stress.start_week * hours_per_week + stress.start_hour;
    const double end = start + stress.weeks * hours_per_week;
    if (stress.is_unpredictable) {
        Stream stream = luck_of(capacity_, stress.seed, Purpose::stress);
        for (double time = start; time < end; time += block_hours) {
            add_change(time, input::stressor, 1.0 + 2.0 * (stress.level - 1.0) * stream.uniform());
        }
    } else {
        add_change(start, input::stressor, stress.level);
    }
    add_change(end, input::stressor, 1.0);
}

void ScheduleWriter::operator()(const DailyEvents& events) {
    const double start = events.start_week * hours_per_week;
    const double end = start + events.weeks * hours_per_week;
    Stream stream = luck_of(capacity_, events.seed, Purpose::daily_events);
    for (double time = start; time < end; time += hours_per_day) {
        add_change(time, input::daily_events, events.sd * stream.normal());
    }
    add_change(end, input::daily_events, 0.0);
}

void ScheduleWriter::operator()(const Challenge& challenge) {
    const Substance& substance = find_substance(challenge.substance);
    const double start = challenge.start_week * hours_per_week + challenge.hour;
    if (substance.is_added_once) {
        add_dose(start, substance.into, challenge.dose);
        return;
    }
    add_change(start, substance.into, challenge.dose);
    add_change(start + challenge.hours, substance.into, 0.0);
}

void ScheduleWriter::operator()(const Clamp& clamp) {
    const double start = clamp.start_week * hours_per_week;
    need(Need::Kind::quantity, clamp.variable);
    schedule_.holds.push_back({.start = start,
                               .end = start + clamp.weeks * hours_per_week,
                               .variable = clamp.variable,
                               .value = clamp.value,
                               .is_fraction = clamp.is_fraction});
}

} // namespace euthymia
