// SPDX-License-Identifier: Apache-2.0
// A protocol laid out in time for one person: when which input takes which value.
#pragma once

#include <cstdint>
#include <optional>
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

// A model may lack these; what needs them is then refused.
inline const std::string reward_size = "reward_size";
inline const std::string art_engagement = "art_engagement";
inline const std::string dopamine_input = "dopamine_input";
inline const std::string opioid_input = "opioid_input";
inline const std::string novelty = "novelty";
inline const std::string calm = "calm";
inline const std::string expression_contact = "expression_contact";
inline const std::string cbt_session = "cbt_session";
inline const std::string cbt_sessions = "cbt_sessions";
inline const std::string activation_support = "activation_support";
inline const std::string engagement_cap = "engagement_cap";
inline const std::string seizure_relief = "seizure_relief";
inline const std::string il6_source = "il6_source";
inline const std::string interferon = "interferon";
inline const std::string daily_events = "daily_events";
inline const std::string nonspecific_end = "nonspecific_end";
inline const std::string nonspecific_ongoing = "nonspecific_ongoing";
inline const std::string nonspecific_lasting = "nonspecific_lasting";

/// Those that every model of a person has.
[[nodiscard]] const std::vector<std::string>& required();

/// Every one of them.
[[nodiscard]] const std::vector<std::string>& all();
} // namespace input

/// The read-out that says how much of a session acts, from 0 to 1.
inline const std::string session_effect = "session_effect";

/// An input and the value it takes.
struct Setting {
    std::string input;
    double value = 0.0;
    std::optional<double> rest{}; ///< given: only the session's effect e acts, the value is rest + e (value - rest)
};

/// From `time` [h] on, `setting` holds.
struct Change {
    double time = 0.0;
    Setting setting;
    bool is_optional = false; ///< a model that lacks the input goes without
};

/// At `time` [h], `amount` is added to the state `into`, in its unit (mg of a drug).
struct Dose {
    double time = 0.0;
    std::string into;
    double amount = 0.0;
};

/// A part of a session, or what follows from it: from `start` to `end` [h] the settings hold.
struct Phase {
    double start = 0.0;
    double end = 0.0;
    std::vector<Setting> during;
};

/// From `start` to `end` [h] the settings hold, if the person comes; afterwards the inputs rest again.
struct Session {
    double start = 0.0;
    double end = 0.0;
    std::vector<Setting> during;
    std::vector<Phase> phases{};   ///< more settings, none before `start`; some may outlast the session
    std::vector<Dose> additions{}; ///< at `start`, if the person comes
    bool is_certain = false;       ///< whoever still takes part comes
};

/// From `start` to `end` [h] a quantity does not move.
struct Hold {
    double start = 0.0;
    double end = 0.0;
    std::string variable;
    double value = 0.0; ///< model unit, or a fraction of what it is at `start`
    bool is_fraction = false;
};

/// A name that the model must have for an intervention to be carried out.
struct Need {
    enum class Kind { input, state, quantity } kind = Kind::input;
    std::string name;
    std::string intervention;
};

/// All that happens, each list in order of time; t = 0 is 00:00 of the first day.
struct Schedule {
    std::vector<Change> changes;
    std::vector<Dose> doses;
    std::vector<Session> sessions;
    bool is_voluntary = true; ///< people may miss sessions and leave; else everything is delivered
    std::vector<Hold> holds{};
    std::vector<Need> needs{}; ///< of each intervention, each once
    double expectancy = 0.0;   ///< of the strongest intervention, over the largest of the handbook: 0 to 1
};

/// What a prescription needs to know of the person.
struct Capacity {
    double vo2max = 0.0;       ///< mL/kg/min
    std::uint64_t seed = 0;    ///< of the run; with the number of the person, whose luck what is drawn by chance is
    std::uint32_t patient = 0; ///< number of the person
};

/// Fraction of the person's heart-rate reserve that `intensity` means.
/// @throws InputError  for a word the handbook does not have.
[[nodiscard]] double reserve_fraction(const Intensity& intensity, const Handbook& handbook, const Capacity& capacity);

/// Lays a protocol out in time.
/// Sessions of different interventions that would overlap follow each other; those of one may not overlap.
/// @throws InputError  for a mode, form, placement, drug, supervision or contact that the handbook does not have
///                     (suggests near names), and for sessions that overlap.
[[nodiscard]] Schedule make_schedule(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity);

} // namespace euthymia
