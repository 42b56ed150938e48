// SPDX-License-Identifier: Apache-2.0
// The known stops of a run: every moment at which an input or a state changes by schedule, in order.
#pragma once

#include <vector>

#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

/// One moment at which something changes; `index` points into the schedule's list of that kind, `phase` into the
/// phases of that session.
struct Stop {
    enum class Kind {
        change,
        session_end,
        phase_end,
        hold_end,
        session_start,
        phase_start,
        hold_start,
        dose
    } kind = Kind::change;
    double time = 0.0;
    std::size_t index = 0;
    std::size_t phase = 0;
};

/// All stops of `schedule` in [from, to], in order of time; at one time in the order of `Stop::Kind`.
[[nodiscard]] std::vector<Stop> stops_of(const Schedule& schedule, double from, double to);

} // namespace euthymia
