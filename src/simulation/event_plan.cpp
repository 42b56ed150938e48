// SPDX-License-Identifier: Apache-2.0
#include "event_plan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "places.hpp"

namespace euthymia {

namespace {

constexpr int n_part_by_the_clock = 16;

class Binder {
  public:
    Binder(const Layout& layout)
        : layout_(layout)
        , observables_(layout.observables)
        , states_(layout.states)
        , roots_(layout.roots) {}

    [[nodiscard]] EventPlan::Row row(const Event& event) const {
        EventPlan::Row row{.id = event.id,
                           .trigger = observable(event, event.trigger),
                           .delay = optional(event, event.delay),
                           .priority = optional(event, event.priority),
                           .is_initially_true = event.is_initially_true,
                           .is_persistent = event.is_persistent,
                           .uses_trigger_values = event.uses_trigger_values,
                           .assignments = {},
                           .roots = {}};
        for (const std::string& root : event.roots) row.roots.push_back(roots_.find(root).value());
        for (const EventAssignment& assignment : event.assignments) {
            row.assignments.push_back({.state = state(event, assignment.state),
                                       .value = observable(event, assignment.value),
                                       .scale = optional(event, assignment.scale)});
        }
        return row;
    }

    [[nodiscard]] std::size_t observable(const Event& event, const std::string& name) const {
        if (const auto place = observables_.find(name)) return *place;
        refuse(event, "reads", name, "an observable", layout_.observables);
    }

  private:
    [[nodiscard]] std::optional<std::size_t> optional(const Event& event, const std::string& name) const {
        return name.empty() ? std::nullopt : std::optional(observable(event, name));
    }

    [[nodiscard]] std::size_t state(const Event& event, const std::string& name) const {
        if (const auto place = states_.find(name)) return *place;
        refuse(event, "sets", name, "a state", layout_.states);
    }

    [[noreturn]] static void refuse(const Event& event, const char* does, const std::string& name, const char* kind,
                                    const std::vector<std::string>& known) {
        throw InputError({fmt::format("the event {} '{}', which is not {}", does, name, kind),
                          fmt::format("event '{}'", event.id), suggest(name, known, "check the event")});
    }

    const Layout& layout_;
    Places observables_, states_, roots_;
};

/// True if `root` changes with time itself in another way than at a constant rate.
bool follows_the_clock(const Equations& equations, const std::string& root) {
    const auto found = equations.quantities.find(root);
    if (found == equations.quantities.end()) return false;
    Differentiator by_time(time_symbol);
    return symbols_of(by_time(found->second)).contains(time_symbol);
}

/// The states that the triggers and roots of the events read, ascending.
std::vector<int> states_seen(const Equations& equations) {
    std::set<std::string> seen;
    const auto see = [&](const std::string& quantity) {
        const auto found = equations.quantities.find(quantity);
        if (found != equations.quantities.end()) seen.merge(symbols_of(found->second));
    };
    for (const Event& event : equations.events) {
        see(event.trigger);
        for (const std::string& root : event.roots) see(root);
    }
    std::vector<int> states;
    for (std::size_t k = 0; k < equations.states.size(); ++k) {
        if (seen.contains(equations.states[k].id)) states.push_back(static_cast<int>(k));
    }
    return states;
}

/// True if the trigger is one relation, true on one side of its root: it cannot hold for one moment only.
bool is_one_relation(const Equations& equations, const Event& event) {
    const auto found = equations.quantities.find(event.trigger);
    if (found == equations.quantities.end() || !found->second.is_call()) return false;
    const Function function = found->second.function();
    return function == Function::less || function == Function::less_equal;
}

bool count_only_rises(const Equations& equations) {
    return std::ranges::all_of(equations.events, [&](const Event& event) {
        return event.is_persistent && event.roots.size() == 1 && is_one_relation(equations, event);
    });
}

} // namespace

void want_events(const Equations& equations, CompileOptions& options) {
    std::vector<std::string> wanted;
    for (const Event& event : equations.events) {
        wanted.insert(wanted.end(), {event.trigger, event.delay, event.priority});
        wanted.insert(wanted.end(), event.roots.begin(), event.roots.end());
        for (const EventAssignment& assignment : event.assignments) {
            wanted.insert(wanted.end(), {assignment.value, assignment.scale});
        }
    }
    append_new(options.observables, wanted);
    for (const Event& event : equations.events) {
        append_new(options.roots, event.roots);
        append_new(options.watched, {event.trigger});
        append_new(options.watched, event.roots);
    }
}

EventPlan bind_events(const Equations& equations, const Layout& layout) {
    EventPlan plan{.events = {},
                   .states = states_seen(equations),
                   .roots = {},
                   .n_state = layout.states.size(),
                   .n_observable = layout.observables.size()};
    const Binder bind(layout);
    for (const Event& event : equations.events) {
        plan.events.push_back(bind.row(event));
        for (const std::string& root : event.roots) {
            if (follows_the_clock(equations, root)) plan.follows_the_clock = true;
        }
    }
    plan.only_rises_count = count_only_rises(equations);
    if (plan.follows_the_clock) plan.n_part = n_part_by_the_clock;
    for (const std::string& root : layout.roots) plan.roots.push_back(bind.observable(equations.events.front(), root));
    return plan;
}

} // namespace euthymia
