// SPDX-License-Identifier: Apache-2.0
#include "journey.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace euthymia {

namespace {

StreamKey with_purpose(StreamKey key, Purpose purpose) {
    key.purpose = purpose;
    return key;
}

} // namespace

Journey::Journey(const Simulator& simulator, std::size_t number, Passage passage, const std::vector<double>& times)
    : simulator_(simulator)
    , number_(number)
    , passage_(std::move(passage))
    , times_(times)
    , evaluator_(simulator.model().evaluator())
    , resting_(passage_.person.parameters)
    , observed_(simulator.model().layout().observables.size())
    , attendance_(with_purpose(passage_.person.key, Purpose::attendance))
    , leaves_below_(Stream(with_purpose(passage_.person.key, Purpose::dropout)).uniform()) {
    const double begin = passage_.person.time;
    stops_ = stops_of(passage_.schedule, begin, times.empty() ? begin : times.back());
    arrive(begin);
}

double Journey::next_stop() const {
    return next_stop_ < stops_.size() ? stops_[next_stop_].time : times_.back();
}

bool Journey::take_restart() {
    return std::exchange(must_restart_, false);
}

void Journey::accept(const Step& step) {
    record_before(step);
    step.interpolate(step.t1(), passage_.person.state);
    arrive(step.t1());
}

/// Records every wanted time before the end of the step. At the end itself a stop comes first.
void Journey::record_before(const Step& step) {
    while (next_time_ < times_.size() && times_[next_time_] < step.t1()) {
        passage_.person.time = times_[next_time_];
        step.interpolate(passage_.person.time, passage_.person.state);
        record();
    }
}

void Journey::arrive(double t) {
    passage_.person.time = t;
    while (next_stop_ < stops_.size() && stops_[next_stop_].time <= t) apply(stops_[next_stop_++]);
    while (next_time_ < times_.size() && times_[next_time_] <= t) record();
    is_over_ = next_time_ == times_.size();
}

void Journey::fail(const std::string& reason) {
    trajectory_.failure = Failure{passage_.person.time, reason};
    is_over_ = true;
}

void Journey::note_rescue(const std::string& reason) {
    trajectory_.rescue = Failure{passage_.person.time, reason};
    must_restart_ = true;
}

Trajectory Journey::take_trajectory() {
    trajectory_.time = times_;
    trajectory_.values.resize(times_.size() * simulator_.variables().size(), std::nan(""));
    return std::move(trajectory_);
}

void Journey::record() {
    observe();
    const auto& variables = simulator_.variables();
    for (std::size_t k = 0; k < variables.size(); ++k) {
        trajectory_.values.push_back(variables[k].factor * observed_[k]);
    }
    ++next_time_;
}

void Journey::observe() {
    if (std::exchange(are_parameters_new_, false)) evaluator_->set_parameters(passage_.person.parameters);
    evaluator_->observe(passage_.person.time, passage_.person.state, observed_);
}

void Journey::apply(const Stop& stop) {
    switch (stop.kind) {
    case Stop::Kind::change:
        change(passage_.schedule.changes[stop.index].setting);
        break;
    case Stop::Kind::session_start:
        start_session(stop.index);
        break;
    case Stop::Kind::session_end:
        end_session();
        break;
    case Stop::Kind::dose:
        if (!has_left()) take(passage_.schedule.doses[stop.index]);
        break;
    }
}

void Journey::start_session(std::size_t index) {
    ++trajectory_.n_planned;
    const double luck = attendance_.uniform();
    if (has_left()) return;
    const bool may_miss = passage_.schedule.is_voluntary && simulator_.attendance_;
    if (may_miss && luck > observed_[*simulator_.attendance_]) return;
    ++trajectory_.n_attended;
    is_in_session_ = true;
    for (const Setting& setting : passage_.schedule.sessions[index].during) set(setting);
}

void Journey::end_session() {
    if (!is_in_session_) return;
    is_in_session_ = false;
    passage_.person.parameters = resting_;
    are_parameters_new_ = must_restart_ = true;
}

void Journey::take(const Dose& dose) {
    if (const auto state = simulator_.state_index(dose.into)) {
        passage_.person.state[*state] += dose.amount;
        must_restart_ = true;
    }
}

/// A change outlasts the session it may fall into.
void Journey::change(const Setting& setting) {
    resting_[simulator_.parameter_index(setting.input)] = setting.value;
    set(setting);
}

void Journey::set(const Setting& setting) {
    passage_.person.parameters[simulator_.parameter_index(setting.input)] = setting.value;
    are_parameters_new_ = must_restart_ = true;
}

/// Observes the person; true once they have left the programme.
bool Journey::has_left() {
    observe();
    if (!passage_.schedule.is_voluntary || !simulator_.stay_ || trajectory_.dropout)
        return trajectory_.dropout.has_value();
    if (observed_[*simulator_.stay_] < leaves_below_) trajectory_.dropout = passage_.person.time;
    return trajectory_.dropout.has_value();
}

} // namespace euthymia
