// SPDX-License-Identifier: Apache-2.0
// Prescriptions of exercise held against the conditions of a person and against limits. A model is not asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

/// How far a prescription goes beyond a limit.
struct Excess {
    std::string programme; ///< its mode of exercise or form of art; "exercise": all programmes together
    std::string limit;     ///< row of `Handbook::limits`
    double value = 0.0;    ///< in the unit of the limit
};

/// What is to be said of a prescription.
struct SafetyFinding {
    ExerciseLimit::Action action = ExerciseLimit::Action::warn;
    std::string what;
    std::string todo;               ///< empty: nothing
    std::optional<Excess> excess{}; ///< none: no limit is exceeded
};

/// Both in one line.
[[nodiscard]] std::string words_of(const SafetyFinding& finding);

/// Holds all exercise of a protocol (bouts, and dance) against the handbook's contraindications and limits.
///
/// An absolute contraindication is refused, a relative one warned of. A limit does what its row says, but where
/// `Exercise::beyond_limits` gives a reason, or bouts are counted by `Exercise::sessions` (in a laboratory), what would
/// be refused is warned of. Limits that the handbook lacks are not held.
/// @param conditions  Of the person: words of `Handbook::contraindications`.
/// @param capacity    Of the person: an intensity in MET is harder for the unfit.
/// @throws InputError  for a condition that the handbook does not have (suggests near names).
[[nodiscard]] std::vector<SafetyFinding> check_exercise(const Protocol& protocol,
                                                        const std::vector<std::string>& conditions,
                                                        const Handbook& handbook, const Capacity& capacity);

/// The same, but what is refused is thrown.
/// @param where  Stands in messages, as "key 'exercise' of arm 'walking'".
/// @throws InputError  with every refusal.
[[nodiscard]] std::vector<SafetyFinding> require_safe(const Protocol& protocol,
                                                      const std::vector<std::string>& conditions,
                                                      const Handbook& handbook, const Capacity& capacity,
                                                      const std::string& where);

/// Counts whom a protocol leads beyond limits, where that depends on the person: an intensity in MET or %VO2max, and a
/// length that is told as energy, are more for one than for another.
/// @param people  Who take part; of none nothing is said.
/// @param centre  Of whom `check_exercise` has told.
/// @return Warnings, one for each programme and limit that somebody is beyond, but those that everybody and the centre
///         are beyond alike.
[[nodiscard]] std::vector<SafetyFinding> check_people(const Protocol& protocol, const Handbook& handbook,
                                                      const std::vector<Capacity>& people, const Capacity& centre);

} // namespace euthymia
