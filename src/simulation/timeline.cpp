// SPDX-License-Identifier: Apache-2.0
#include "timeline.hpp"

#include <algorithm>
#include <tuple>

namespace euthymia {

std::vector<Stop> stops_of(const Schedule& schedule, double from, double to) {
    std::vector<Stop> stops;
    const auto add = [&](Stop::Kind kind, double time, std::size_t index) {
        if (time >= from && time <= to) stops.push_back({kind, time, index});
    };
    for (std::size_t k = 0; k < schedule.changes.size(); ++k) add(Stop::Kind::change, schedule.changes[k].time, k);
    for (std::size_t k = 0; k < schedule.doses.size(); ++k) add(Stop::Kind::dose, schedule.doses[k].time, k);
    for (std::size_t k = 0; k < schedule.sessions.size(); ++k) {
        add(Stop::Kind::session_start, schedule.sessions[k].start, k);
        add(Stop::Kind::session_end, schedule.sessions[k].end, k);
    }
    std::stable_sort(stops.begin(), stops.end(),
                     [](const Stop& a, const Stop& b) { return std::tie(a.time, a.kind) < std::tie(b.time, b.kind); });
    return stops;
}

} // namespace euthymia
