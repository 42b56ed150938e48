// SPDX-License-Identifier: Apache-2.0
// A protocol laid out in time for one person: when which input takes which value.
#pragma once

#include <string>
#include <vector>

#include "euthymia/protocol/handbook.hpp"
#include "euthymia/protocol/protocol.hpp"

namespace euthymia {

/// The names of inputs that schedules set; `simulation` binds them to a model.
namespace input {
inline const std::string bout = "bout";
inline const std::string intensity = "intensity";
inline const std::string aerobic_share = "aerobic_share";
inline const std::string bdnf_share = "bdnf_share";
inline const std::string reward_events = "reward_events";
inline const std::string stressor = "stressor";
inline const std::string nonspecific_points = "nonspecific_points";
inline const std::string nonspecific_start = "nonspecific_start";
inline const std::string attendance_base = "attendance_base";
inline const std::string dropout_rate = "dropout_rate";
inline const std::string supervision_effect = "supervision_effect";

/// Every one of them.
[[nodiscard]] const std::vector<std::string>& all();
} // namespace input

/// An input and the value it takes.
struct Setting {
    std::string input;
    double value = 0.0;
};

/// From `time` [h] on, `setting` holds.
struct Change {
    double time = 0.0;
    Setting setting;
};

/// At `time` [h], `amount` [mg] is added to `into`.
struct Dose {
    double time = 0.0;
    std::string into;
    double amount = 0.0;
};

/// From `start` to `end` [h] the settings hold, if the person comes; afterwards the inputs rest again.
struct Session {
    double start = 0.0;
    double end = 0.0;
    std::vector<Setting> during;
};

/// All that happens, each list in order of time; t = 0 is 00:00 of the first day.
struct Schedule {
    std::vector<Change> changes;
    std::vector<Dose> doses;
    std::vector<Session> sessions;
    bool is_voluntary = true; ///< people may miss sessions and leave; else everything is delivered
};

/// What a prescription needs to know of the person.
struct Capacity {
    double vo2max = 0.0; ///< mL/kg/min
};

/// Fraction of the person's heart-rate reserve that `intensity` means.
/// @throws InputError  for a word the handbook does not have.
[[nodiscard]] double reserve_fraction(const Intensity& intensity, const Handbook& handbook, const Capacity& capacity);

/// Lays a protocol out in time.
/// @throws InputError  for a mode, drug, supervision or contact that the handbook does not have (suggests near names).
[[nodiscard]] Schedule make_schedule(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity);

} // namespace euthymia
