// SPDX-License-Identifier: Apache-2.0
#include "timeline.hpp"

#include <algorithm>
#include <tuple>

namespace euthymia {

std::vector<Stop> stops_of(const Schedule& schedule, double from, double to) {
    using Kind = Stop::Kind;
    std::vector<Stop> stops;
    const auto add = [&](Kind kind, double time, std::size_t index, std::size_t phase = 0) {
        if (time >= from && time <= to) stops.push_back({kind, time, index, phase});
    };
    for (std::size_t k = 0; k < schedule.changes.size(); ++k) add(Kind::change, schedule.changes[k].time, k);
    for (std::size_t k = 0; k < schedule.doses.size(); ++k) add(Kind::dose, schedule.doses[k].time, k);
    for (std::size_t k = 0; k < schedule.sessions.size(); ++k) {
        const Session& session = schedule.sessions[k];
        add(Kind::session_start, session.start, k);
        add(Kind::session_end, session.end, k);
        for (std::size_t phase = 0; phase < session.phases.size(); ++phase) {
            add(Kind::phase_start, session.phases[phase].start, k, phase);
            add(Kind::phase_end, session.phases[phase].end, k, phase);
        }
    }
    for (std::size_t k = 0; k < schedule.holds.size(); ++k) {
        add(Kind::hold_start, schedule.holds[k].start, k);
        add(Kind::hold_end, schedule.holds[k].end, k);
    }
    std::stable_sort(stops.begin(), stops.end(),
                     [](const Stop& a, const Stop& b) { return std::tie(a.time, a.kind) < std::tie(b.time, b.kind); });
    return stops;
}

} // namespace euthymia
