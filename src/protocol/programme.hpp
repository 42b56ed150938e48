// SPDX-License-Identifier: Apache-2.0
// Exercise as it was prescribed: its bouts, and the load of its weeks.
#pragma once

#include <string>
#include <vector>

#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

struct Bout {
    double start = 0.0;     ///< h
    double hours = 0.0;     ///< how long
    double intensity = 0.0; ///< fraction of heart-rate reserve
};

/// One exercise, or one art that moves the body.
struct Programme {
    std::string mode; ///< of exercise, or form of art
    double sessions_per_week = 0.0;
    double start_week = 0.0, weeks = 0.0;
    bool is_in_laboratory = false; ///< bouts are counted, somebody stands beside them
    bool is_unsupervised = false;
    bool is_by_heart_rate = false; ///< its intensity is a share of heart-rate reserve
    std::string beyond_limits;     ///< why it may exceed what exercise is limited to
    std::vector<Bout> bouts;       ///< in order of time, at least one
};

/// The programmes of a protocol, without those that have no bout.
[[nodiscard]] std::vector<Programme> programmes_of(const Protocol& protocol, const Handbook& handbook,
                                                   const Capacity& capacity);

/// One week of training.
struct WeekLoad {
    double trimp = 0.0;
    double hours = 0.0;
};

/// What the programmes outside the laboratory come to, week by week of the protocol. A session is taken at the mean of
/// its week, and as often as prescribed: 2.5 a week are 2.5 in every week, not 2 and 3 in turn.
[[nodiscard]] std::vector<WeekLoad> weekly_load(const std::vector<Programme>& programmes, const Handbook& handbook);

} // namespace euthymia
