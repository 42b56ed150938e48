// SPDX-License-Identifier: Apache-2.0
// What schedules do to the person of a journey when it comes to a stop.
#include <algorithm>

#include <fmt/format.h>

#include "journey.hpp"

namespace euthymia {

void Journey::apply(const Stop& stop) {
    using Kind = Stop::Kind;
    const Schedule& schedule = passage_.schedule;
    const auto phase = [&]() -> const std::vector<Setting>& {
        return schedule.sessions[stop.index].phases[stop.phase].during;
    };
    const auto effect = [&] { return effects_[stop.index]; };
    switch (stop.kind) {
    case Kind::change:
        return change(schedule.changes[stop.index]);
    case Kind::session_start:
        return start_session(stop.index);
    case Kind::session_end:
        return effect() ? let_rest(schedule.sessions[stop.index].during) : void();
    case Kind::phase_start:
        return effect() ? set_for_a_while(phase(), *effect()) : void();
    case Kind::phase_end:
        return effect() ? let_rest(phase()) : void();
    case Kind::hold_start:
        return hold(schedule.holds[stop.index]);
    case Kind::hold_end:
        return release(schedule.holds[stop.index]);
    case Kind::dose:
        return has_left() ? void() : take(schedule.doses[stop.index]);
    }
}

/// What a schedule does that the tangents would have to jump for; empty: nothing.
std::string Journey::obstacle_to_tangents() const {
    const Schedule& schedule = passage_.schedule;
    if (!schedule.holds.empty())
        return fmt::format("sensitivities with '{}' clamped are not supported", schedule.holds.front().variable);
    const auto& directions = simulator_.directions();
    const auto obstacle = [&](const Setting& setting) -> std::string {
        if (setting.rest && simulator_.session_effect_) {
            return fmt::format("sensitivities with '{}' set by engagement are not supported", setting.input);
        }
        if (std::ranges::count(directions, simulator_.names_.id_of(setting.input)) == 0) return {};
        return fmt::format("'{}' is set by the schedule and cannot be varied", setting.input);
    };
    std::vector<Setting> settings;
    for (const Change& change : schedule.changes) settings.push_back(change.setting);
    for (const Session& session : schedule.sessions) {
        settings.insert(settings.end(), session.during.begin(), session.during.end());
        for (const auto& phase : session.phases)
            settings.insert(settings.end(), phase.during.begin(), phase.during.end());
    }
    for (const Setting& setting : settings) {
        if (auto found = obstacle(setting); !found.empty()) return found;
    }
    return {};
}

void Journey::start_session(std::size_t index) {
    ++trajectory_.n_planned;
    const double luck = attendance_.uniform();
    if (has_left()) return;
    const Session& session = passage_.schedule.sessions[index];
    const bool may_miss = passage_.schedule.is_voluntary && !session.is_certain && simulator_.attendance_;
    if (may_miss && luck > observed_[*simulator_.attendance_]) return;
    ++trajectory_.n_attended;
    effects_[index] = simulator_.session_effect_ ? observed_[*simulator_.session_effect_] : 1.0;
    set_for_a_while(session.during, *effects_[index]);
    for (const Dose& addition : session.additions) take(addition);
}

void Journey::set_for_a_while(const std::vector<Setting>& settings, double effect) {
    for (const Setting& setting : settings) {
        set(setting.input, setting.rest ? *setting.rest + effect * (setting.value - *setting.rest) : setting.value);
    }
}

void Journey::let_rest(const std::vector<Setting>& settings) {
    for (const Setting& setting : settings) set(setting.input, resting_[simulator_.parameter_index(setting.input)]);
}

void Journey::take(const Dose& dose) {
    if (const auto state = simulator_.state_index(dose.into)) {
        passage_.person.state[*state] += dose.amount;
        must_restart_ = true;
    }
}

/// A change outlasts the session it may fall into.
void Journey::change(const Change& change) {
    const auto& [input, value, rest] = change.setting;
    if (change.is_optional && !simulator_.has_parameter(input)) return;
    resting_[simulator_.parameter_index(input)] = value;
    set(input, value);
}

/// What is a state jumps there; from then on it does not move.
void Journey::hold(const Hold& hold) {
    const HeldQuantity& quantity = simulator_.held_quantity(hold.variable);
    const double value = hold.is_fraction ? hold.value * value_now(quantity) : hold.value;
    auto& parameters = passage_.person.parameters;
    parameters[quantity.level] = resting_[quantity.level] = value;
    parameters[quantity.is_held] = resting_[quantity.is_held] = 1.0;
    if (quantity.state) passage_.person.state[*quantity.state] = value;
    are_parameters_new_ = must_restart_ = true;
}

void Journey::release(const Hold& hold) {
    const HeldQuantity& quantity = simulator_.held_quantity(hold.variable);
    passage_.person.parameters[quantity.is_held] = resting_[quantity.is_held] = 0.0;
    are_parameters_new_ = must_restart_ = true;
}

double Journey::value_now(const HeldQuantity& quantity) {
    if (quantity.state) return passage_.person.state[*quantity.state];
    observe();
    return observed_[*quantity.observable];
}

void Journey::set(const std::string& input, double value) {
    passage_.person.parameters[simulator_.parameter_index(input)] = value;
    are_parameters_new_ = must_restart_ = true;
}

/// Observes the person; true once they have left the programme.
bool Journey::has_left() {
    observe();
    note_leaving();
    return trajectory_.dropout.has_value();
}

/// Care without sessions or doses ends too: whoever looks at a person notes that they have left.
void Journey::note_leaving() {
    if (!passage_.schedule.is_voluntary || !simulator_.stay_ || trajectory_.dropout) return;
    if (observed_[*simulator_.stay_] < leaves_below_) trajectory_.dropout = passage_.person.time;
}

} // namespace euthymia
