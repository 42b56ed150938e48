// SPDX-License-Identifier: Apache-2.0
#include "follower.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia {

namespace {

StreamKey with_purpose(StreamKey key, Purpose purpose) {
    key.purpose = purpose;
    return key;
}

OdeSystem system_of(const CompiledModel& model, Evaluator& evaluator) {
    return {.pattern = model.jacobian_pattern(),
            .rates = [&evaluator](double t, auto y, auto dydt) { evaluator.rates(t, y, dydt); },
            .jacobian = [&evaluator](double t, auto y, auto values) { evaluator.jacobian(t, y, values); }};
}

/// Absolute tolerances follow the scale of each state at the model's initial values, the same for everybody.
CvodeOptions options_of(const CompiledModel& model, const Accuracy& accuracy) {
    std::vector<double> scale(model.layout().states.size());
    const auto evaluator = model.evaluator();
    evaluator->initial_state(scale);
    CvodeOptions options{.rtol = accuracy.rtol, .atol = {}, .max_step = accuracy.max_step};
    for (const double value : scale) {
        const double size = std::isfinite(value) ? std::abs(value) : 0.0;
        options.atol.push_back(accuracy.atol * std::max(size, accuracy.least_scale));
    }
    return options;
}

} // namespace

Follower::Follower(const Simulator& simulator, Person& person, const Schedule& schedule)
    : simulator_(simulator)
    , person_(person)
    , schedule_(schedule)
    , evaluator_(simulator.model().evaluator())
    , resting_(person.parameters)
    , observed_(simulator.model().layout().observables.size())
    , attendance_(with_purpose(person.key, Purpose::attendance))
    , leaves_below_(Stream(with_purpose(person.key, Purpose::dropout)).uniform()) {
    evaluator_->set_parameters(person.parameters);
    if (!person.state.empty()) {
        solver_ = std::make_unique<Cvode>(system_of(simulator.model(), *evaluator_),
                                          options_of(simulator.model(), simulator.accuracy_));
    }
}

Trajectory Follower::operator()(const std::vector<double>& times) {
    times_ = &times;
    const double end = times.empty() ? person_.time : times.back();
    const std::vector<Stop> stops = stops_of(schedule_, person_.time, end);
    for (const Stop& stop : stops) {
        if (!integrate_to(stop.time)) break;
        apply(stop);
    }
    if (!trajectory_.failure && integrate_to(end)) record_up_to(end);
    trajectory_.time = times;
    trajectory_.values.resize(times.size() * simulator_.variables_.size(), std::nan(""));
    return std::move(trajectory_);
}

/// Records every wanted time before `t` on the way. At `t` itself nothing is recorded: a stop there comes first.
bool Follower::integrate_to(double t) {
    while (person_.time < t) {
        const bool is_output = next_time_ < times_->size() && (*times_)[next_time_] < t;
        const double goal = is_output ? (*times_)[next_time_] : t;
        if (goal > person_.time && solver_) {
            if (must_restart_) solver_->start(person_.time, person_.state);
            must_restart_ = false;
            const SolverOutcome outcome = solver_->advance(goal, t);
            std::ranges::copy(solver_->y(), person_.state.begin());
            if (!outcome.is_reached) {
                trajectory_.failure = Failure{outcome.t, outcome.message};
                return false;
            }
        }
        person_.time = goal;
        if (is_output) record();
    }
    return true;
}

void Follower::record_up_to(double t) {
    while (next_time_ < times_->size() && (*times_)[next_time_] <= t) record();
}

void Follower::record() {
    observe();
    const auto& variables = simulator_.variables_;
    for (std::size_t k = 0; k < variables.size(); ++k) {
        trajectory_.values.push_back(variables[k].factor * observed_[k]);
    }
    ++next_time_;
}

void Follower::observe() {
    evaluator_->observe(person_.time, person_.state, observed_);
}

void Follower::apply(const Stop& stop) {
    switch (stop.kind) {
    case Stop::Kind::change:
        change(schedule_.changes[stop.index].setting);
        break;
    case Stop::Kind::session_start:
        start_session(stop.index);
        break;
    case Stop::Kind::session_end:
        end_session();
        break;
    case Stop::Kind::dose:
        if (!has_left()) take(schedule_.doses[stop.index]);
        break;
    }
}

void Follower::start_session(std::size_t index) {
    ++trajectory_.n_planned;
    const double luck = attendance_.uniform();
    if (has_left()) return;
    const bool may_miss = schedule_.is_voluntary && simulator_.attendance_;
    if (may_miss && luck > observed_[*simulator_.attendance_]) return;
    ++trajectory_.n_attended;
    is_in_session_ = true;
    for (const Setting& setting : schedule_.sessions[index].during) set(setting);
}

void Follower::end_session() {
    if (!is_in_session_) return;
    is_in_session_ = false;
    person_.parameters = resting_;
    evaluator_->set_parameters(person_.parameters);
    must_restart_ = true;
}

void Follower::take(const Dose& dose) {
    if (const auto state = simulator_.state_index(dose.into)) {
        person_.state[*state] += dose.amount;
        must_restart_ = true;
    }
}

/// A change outlasts the session it may fall into.
void Follower::change(const Setting& setting) {
    resting_[simulator_.parameter_index(setting.input)] = setting.value;
    set(setting);
}

void Follower::set(const Setting& setting) {
    person_.parameters[simulator_.parameter_index(setting.input)] = setting.value;
    evaluator_->set_parameters(person_.parameters);
    must_restart_ = true;
}

/// Observes the person; true once they have left the programme.
bool Follower::has_left() {
    observe();
    if (!schedule_.is_voluntary || !simulator_.stay_ || trajectory_.dropout) return trajectory_.dropout.has_value();
    if (observed_[*simulator_.stay_] < leaves_below_) trajectory_.dropout = person_.time;
    return trajectory_.dropout.has_value();
}

} // namespace euthymia
