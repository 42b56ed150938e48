// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "bracket.hpp"

namespace euthymia {

namespace {

constexpr int max_executions = 10'000; // at one moment
constexpr double one_moment = 1e-10;   // relative: events that chatter advance time by its last digit only

Truths initial_triggers(const EventPlan& plan) {
    Truths is_true;
    for (const EventPlan::Row& event : plan.events) is_true.push_back(event.is_initially_true);
    return is_true;
}

} // namespace

EventExecutor::EventExecutor(const EventPlan& plan, Evaluator& evaluator, Stream random, Settle settle)
    : plan_(plan)
    , settle_(std::move(settle))
    , search_(plan, evaluator)
    , memory_{.is_true = initial_triggers(plan), .queue = {}, .random = random} {}

Execution EventExecutor::start(double t, std::span<double> y) {
    memory_.is_true = initial_triggers(plan_);
    memory_.queue = {};
    return execute(t, y, true);
}

std::optional<double> EventExecutor::locate(const Step& step) {
    if (plan_.events.empty()) return std::nullopt;
    if (!std::exchange(are_roots_known_, true)) search_.read_roots(step, now_.t, now_.roots);
    while (now_.t < step.t1()) {
        const TriggerSample* change = search_.first_change(step, now_);
        memory_.is_true = now_.is_true;
        if (change == nullptr) return std::nullopt;
        if (matters(now_, *change)) {
            note_crossings(now_, *change);
            return change->t;
        }
        now_ = *change;
        memory_.is_true = now_.is_true;
    }
    return std::nullopt;
}

void EventExecutor::pass(const Step& step) {
    now_.t = step.t1();
    are_roots_known_ = false;
}

void EventExecutor::note_crossings(const TriggerSample& before, const TriggerSample& after) {
    if (tangents_ == nullptr) return;
    has_crossed_.resize(before.roots.size());
    std::ranges::transform(before.roots, after.roots, has_crossed_.begin(),
                           [](double a, double b) { return have_same_sign(a, b) ? 0 : 1; });
}

bool EventExecutor::matters(const TriggerSample& before, const TriggerSample& after) const {
    for (std::size_t k = 0; k < plan_.events.size(); ++k) {
        if (after.is_true[k] && !before.is_true[k]) return true;
        const bool is_false_now = before.is_true[k] && !after.is_true[k];
        if (is_false_now && !plan_.events[k].is_persistent && memory_.queue.contains(k)) return true;
    }
    return false;
}

Execution EventExecutor::execute(double t, std::span<double> y, bool is_stop) {
    if (tangents_ != nullptr) tangents_->begin(t, y, is_stop);
    Execution execution{.has_changed = false, .failure = look(t, y)};
    has_crossed_.clear();
    if (!(std::abs(t - moment_) <= one_moment * std::abs(t))) {
        moment_ = t;
        n_execution_ = 0;
    }
    while (execution.failure.empty() && memory_.queue.is_due(t)) execution.failure = execute_next(t, y, execution);
    if (tangents_ != nullptr && execution.failure.empty()) tangents_->end(y);
    return execution;
}

/// Executes one of the events that are due, and looks at what it sets off; says why it cannot.
std::string EventExecutor::execute_next(double t, std::span<double> y, Execution& execution) {
    observe(t, y);
    const auto priority = [this](std::size_t event) { return priority_of(event); };
    if (std::string failure = obstacle_to_tangents(t, priority); !failure.empty()) return failure;
    const auto next = memory_.queue.take_due(t, priority, memory_.random);
    if (!next) return {};
    if (std::string failure = admit(*next); !failure.empty()) return failure;
    if (carry_out(*next, y)) {
        execution.has_changed = true;
        if (std::string failure = settle_ ? settle_(t, y) : ""; !failure.empty()) return failure;
    }
    return look(t, y);
}

/// Which of equals comes first is a matter of chance, and their tangents would depend on it.
std::string EventExecutor::obstacle_to_tangents(double t, const EventQueue::Priority& priority) const {
    if (tangents_ == nullptr) return {};
    const std::vector<std::size_t> tied = memory_.queue.tied(t, priority);
    if (tied.empty()) return {};
    return fmt::format("sensitivities of events '{}' and '{}', of equal priority at one moment, are not supported",
                       plan_.events[tied[0]].id, plan_.events[tied[1]].id);
}

std::string EventExecutor::admit(const PendingEvent& pending) {
    if (++n_execution_ > max_executions) {
        return fmt::format("events set each other off without end; the last is '{}'", plan_.events[pending.event].id);
    }
    return tangents_ != nullptr ? tangents_->enter(pending) : "";
}

/// Looks at the triggers: what became true is on its way, what became false may be called back.
std::string EventExecutor::look(double t, std::span<const double> y) {
    search_.sample(t, y, now_);
    are_roots_known_ = true;
    is_observed_ = false;
    before_ = memory_.is_true;
    memory_.is_true = now_.is_true;
    for (std::size_t k = 0; k < before_.size(); ++k) {
        if (now_.is_true[k] == before_[k]) continue;
        if (now_.is_true[k]) {
            observe(t, y);
            if (std::string failure = trigger(k, y); !failure.empty()) return failure;
        } else if (!plan_.events[k].is_persistent) {
            memory_.queue.cancel(k);
        }
    }
    return {};
}

/// Only what happens needs more than triggers and roots.
void EventExecutor::observe(double t, std::span<const double> y) {
    if (!std::exchange(is_observed_, true)) observed_ = search_.observe(t, y);
}

std::string EventExecutor::trigger(std::size_t event, std::span<const double> y) {
    const EventPlan::Row& row = plan_.events[event];
    const double delay = row.delay ? observed_[*row.delay] : 0.0;
    if (!(delay >= 0.0))
        return fmt::format("the delay of event '{}' is {}, which is not a time to wait", row.id, delay);
    PendingEvent pending{.event = event, .time = now_.t + delay, .values = {}};
    if (row.uses_trigger_values) take_values(row, pending.values);
    std::string failure = tangents_ != nullptr ? tangents_->trigger(y, has_crossed_, pending) : "";
    memory_.queue.add(std::move(pending));
    return failure;
}

/// Makes the assignments of one event. A scale is what it is before them: a concentration that is set together with the
/// size of its compartment holds in the old one, and the amount stays.
bool EventExecutor::carry_out(const PendingEvent& pending, std::span<double> y) {
    const EventPlan::Row& row = plan_.events[pending.event];
    if (!row.uses_trigger_values) take_values(row, values_);
    const std::vector<double>& values = row.uses_trigger_values ? pending.values : values_;
    if (tangents_ != nullptr) tangents_->assign(y, observed_, values, pending);
    bool has_changed = tangents_ != nullptr;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const EventPlan::Assignment& assignment = row.assignments[k];
        const double scale = assignment.scale ? observed_[*assignment.scale] : 1.0;
        const double value = values[k] * scale;
        if (std::exchange(y[assignment.state], value) != value) has_changed = true;
    }
    return has_changed;
}

void EventExecutor::take_values(const EventPlan::Row& event, std::vector<double>& values) const {
    values.resize(event.assignments.size());
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = observed_[event.assignments[k].value];
}

std::optional<double> EventExecutor::priority_of(std::size_t event) const {
    const auto& priority = plan_.events[event].priority;
    if (!priority || std::isnan(observed_[*priority])) return std::nullopt;
    return observed_[*priority];
}

} // namespace euthymia
