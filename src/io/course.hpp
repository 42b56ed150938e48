// SPDX-License-Identifier: Apache-2.0
// What all interventions with sessions have: how often, how long, at what hour.
#pragma once

#include "yaml.hpp"

namespace euthymia::yaml {

inline constexpr Range clock_hour{.words = "an hour of the day, 0 to 24", .low = 0.0, .high = 24.0};

/// Reads `sessions_per_week`, and `weeks` or `sessions`, and `hour` of a course that may have them; a single session
/// needs no `sessions_per_week`.
template <typename Course>
void read_course(const Mapping& mapping, Course& course) {
    if (mapping.has("hour")) course.hour = mapping.number("hour", clock_hour);
    if (!mapping.has("sessions")) {
        course.sessions_per_week = mapping.number("sessions_per_week", weekly);
        course.weeks = mapping.number("weeks", positive);
        return;
    }
    course.sessions = mapping.count("sessions");
    const bool is_single = *course.sessions == 1 && !mapping.has("sessions_per_week");
    course.sessions_per_week = is_single ? weekly.high : mapping.number("sessions_per_week", weekly);
    if (mapping.has("weeks")) mapping.refuse("weeks", "remove it: 'sessions' says how many there are in all");
    if (course.sessions_per_week > 0.0) course.weeks = *course.sessions / course.sessions_per_week;
}

} // namespace euthymia::yaml
