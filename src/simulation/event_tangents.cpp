// SPDX-License-Identifier: Apache-2.0
#include "event_tangents.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace euthymia {

namespace {

constexpr double one_lag = 1e-6; // relative: derivatives of one moment computed in two ways

bool are_same(std::span<const double> a, std::span<const double> b) {
    return std::ranges::equal(
        a, b, [](double x, double y) { return std::abs(x - y) <= one_lag * std::max(std::abs(x), std::abs(y)); });
}

bool are_finite(std::span<const double> values) {
    return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

} // namespace

EventTangents::EventTangents(const EventPlan& plan, Evaluator& evaluator, TangentEvaluator& slopes,
                             std::vector<double>& tangents)
    : plan_(plan)
    , evaluator_(evaluator)
    , slopes_(slopes)
    , tangents_(tangents)
    , n_direction_(plan.n_state == 0 ? 0 : tangents.size() / plan.n_state)
    , rates_(plan.n_state)
    , slopes_here_(plan.n_observable * n_direction_)
    , changes_(plan.n_observable) {}

void EventTangents::begin(double t, std::span<const double> y, bool is_fixed) {
    t_ = t;
    evaluator_.rates(t, y, rates_);
    is_moving_ = is_fixed;
    has_assigned_ = false;
    mover_ = "a stop of the schedule";
    lag_.assign(n_direction_, 0.0);
    moved_ = tangents_;
}

std::string EventTangents::trigger(std::span<const double> y, std::span<const std::uint8_t> has_crossed,
                                   PendingEvent& pending) {
    const EventPlan::Row& row = plan_.events[pending.event];
    std::vector<std::size_t> crossing;
    for (const std::size_t root : row.roots) {
        if (!has_crossed.empty() && has_crossed[root] != 0) crossing.push_back(plan_.roots[root]);
    }
    pending.time_slope = lag_;
    if (!crossing.empty() || !is_moving_) {
        if (std::string failure = locate(y, crossing, row.id, pending.time_slope); !failure.empty()) return failure;
    }
    if (std::string failure = enter(pending); !failure.empty()) return failure;
    if (row.delay || row.uses_trigger_values) take_slopes(row, y, pending);
    return {};
}

/// What an event that waits takes along.
void EventTangents::take_slopes(const EventPlan::Row& row, std::span<const double> y, PendingEvent& pending) {
    differentiate(y);
    if (row.delay) std::ranges::transform(lag_, slope_of(*row.delay), pending.time_slope.begin(), std::plus<>());
    if (!row.uses_trigger_values) return;
    for (const EventPlan::Assignment& assignment : row.assignments) {
        const auto slope = slope_of(assignment.value);
        pending.value_slopes.insert(pending.value_slopes.end(), slope.begin(), slope.end());
    }
}

/// The derivatives of the time at which the roots cross 0, all of them at once.
std::string EventTangents::locate(std::span<const double> y, std::span<const std::size_t> roots, const std::string& id,
                                  std::vector<double>& lag) {
    if (roots.empty()) return fmt::format("sensitivities of the time of event '{}', a jump, are not supported", id);
    slopes_.observe(t_, y, tangents_, slopes_here_);
    slopes_.drift(t_, y, rates_, changes_);
    std::vector<double> other(n_direction_);
    for (const std::size_t root : roots) {
        std::ranges::transform(slope_of(root), other.begin(),
                               [&](double slope) { return slope == 0.0 ? 0.0 : -slope / changes_[root]; });
        if (!are_finite(other)) {
            return fmt::format("sensitivities of event '{}', which only touches its threshold, are not supported", id);
        }
        if (root != roots.front() && !are_same(lag, other)) {
            return fmt::format("sensitivities of event '{}', two of whose conditions change at one moment, are not "
                               "supported",
                               id);
        }
        lag = other;
    }
    return {};
}

std::string EventTangents::enter(const PendingEvent& pending) {
    const std::string name = fmt::format("event '{}'", plan_.events[pending.event].id);
    if (!is_moving_) {
        is_moving_ = true;
        mover_ = name;
        lag_ = pending.time_slope;
        move(moved_, 1.0);
    }
    if (are_same(lag_, pending.time_slope)) return {};
    return fmt::format("sensitivities of {}, which meets {} by chance, are not supported", name, mover_);
}

void EventTangents::assign(std::span<const double> y, std::span<const double> observed, std::span<const double> values,
                           const PendingEvent& pending) {
    const EventPlan::Row& row = plan_.events[pending.event];
    differentiate(y);
    has_assigned_ = true;
    for (std::size_t k = 0; k < row.assignments.size(); ++k) {
        const EventPlan::Assignment& assignment = row.assignments[k];
        const double scale = assignment.scale ? observed[*assignment.scale] : 1.0;
        for (std::size_t d = 0; d < n_direction_; ++d) {
            const double value_slope =
                row.uses_trigger_values ? pending.value_slopes[k * n_direction_ + d] : slope_of(assignment.value)[d];
            const double scale_slope = assignment.scale ? slope_of(*assignment.scale)[d] : 0.0;
            moved_[d * plan_.n_state + assignment.state] = value_slope * scale + values[k] * scale_slope;
        }
    }
}

void EventTangents::end(std::span<const double> y) {
    if (!has_assigned_) return;
    evaluator_.rates(t_, y, rates_);
    tangents_ = moved_;
    move(tangents_, -1.0);
}

/// From tangents at one time to those between moments (`sign` 1), or back (-1).
void EventTangents::move(std::vector<double>& tangents, double sign) const {
    for (std::size_t k = 0; k < tangents.size(); ++k) {
        const double lag = lag_[k / plan_.n_state];
        if (lag != 0.0) tangents[k] += sign * lag * rates_[k % plan_.n_state];
    }
}

/// What is observed, differentiated between moments.
void EventTangents::differentiate(std::span<const double> y) {
    slopes_.observe(t_, y, moved_, slopes_here_);
    const std::vector<double> still(plan_.n_state, 0.0);
    slopes_.drift(t_, y, still, changes_);
    for (std::size_t k = 0; k < slopes_here_.size(); ++k) {
        const double change = changes_[k / n_direction_];
        if (change != 0.0) slopes_here_[k] += change * lag_[k % n_direction_];
    }
}

std::span<const double> EventTangents::slope_of(std::size_t observable) const {
    return std::span(slopes_here_).subspan(observable * n_direction_, n_direction_);
}

} // namespace euthymia
