// SPDX-License-Identifier: Apache-2.0
#include "event_queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace euthymia {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// What is due at `t`: sums of times that are equal but for rounding are one moment.
double due_at(double t) {
    constexpr double rounding = 4.0 * std::numeric_limits<double>::epsilon();
    return t + rounding * std::abs(t);
}

} // namespace

void EventQueue::cancel(std::size_t event) {
    std::erase_if(pending_, [event](const PendingEvent& pending) { return pending.event == event; });
}

bool EventQueue::contains(std::size_t event) const {
    return std::ranges::any_of(pending_, [event](const PendingEvent& pending) { return pending.event == event; });
}

double EventQueue::next_time() const {
    double next = never;
    for (const PendingEvent& pending : pending_) next = std::min(next, pending.time);
    return next;
}

bool EventQueue::is_due(double t) const {
    return next_time() <= due_at(t);
}

/// Places of what may be executed next; more than one are equals.
std::vector<std::size_t> EventQueue::first_due(double t, const Priority& priority) const {
    std::vector<std::size_t> first;      // of the highest priority
    std::optional<std::size_t> earliest; // of those without one
    double highest = -never;
    for (std::size_t k = 0; k < pending_.size(); ++k) {
        if (pending_[k].time > due_at(t)) continue;
        const std::optional<double> rank = priority(pending_[k].event);
        if (!rank) {
            if (!earliest || pending_[k].time < pending_[*earliest].time) earliest = k;
            continue;
        }
        if (*rank > highest) first.clear();
        if (first.empty() || *rank == highest) first.push_back(k);
        highest = std::max(highest, *rank);
    }
    if (first.empty() && earliest) first.push_back(*earliest);
    return first;
}

std::optional<PendingEvent> EventQueue::take_due(double t, const Priority& priority, Stream& random) {
    const std::vector<std::size_t> first = first_due(t, priority);
    if (first.empty()) return std::nullopt;
    return take(first.size() > 1 ? first[random.below(first.size())] : first.front());
}

std::vector<std::size_t> EventQueue::tied(double t, const Priority& priority) const {
    std::vector<std::size_t> events;
    for (const std::size_t place : first_due(t, priority)) events.push_back(pending_[place].event);
    return events.size() > 1 ? events : std::vector<std::size_t>();
}

PendingEvent EventQueue::take(std::size_t place) {
    PendingEvent taken = std::move(pending_[place]);
    pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(place));
    return taken;
}

} // namespace euthymia
