// SPDX-License-Identifier: Apache-2.0
// A world in which nothing moves but what events set, for tests of what they mean.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "numbers.hpp"
#include "simulation/events.hpp"

namespace euthymia::still {

using Values = std::vector<double>;
using Quantity = std::function<double(double t, std::span<const double> y)>;

struct Set {
    std::size_t state;
    Quantity value;
    Quantity scale = nullptr;
};

struct Happening {
    std::string id;
    Quantity trigger;
    std::vector<Set> sets;
    Quantity delay = nullptr, priority = nullptr;
    bool is_initially_true = true, is_persistent = true, uses_trigger_values = true;
};

inline Quantity number(double value) {
    return [value](double, auto) { return value; };
}

inline Quantity state(std::size_t k) {
    return [k](double, std::span<const double> y) { return y[k]; };
}

inline Quantity time_from(double t0) {
    return [t0](double t, auto) { return double(t >= t0); };
}

/// Some states that only events change.
class StillWorld {
  public:
    StillWorld(Values initial, const std::vector<Happening>& events)
        : y(std::move(initial))
        , model_([this](double t, auto at, auto values) {
            for (std::size_t k = 0; k < quantities_.size(); ++k) values[k] = quantities_[k](t, at);
        })
        , plan_(plan_of(events))
        , executor_(plan_, model_, Stream({.purpose = Purpose::events})) {}
    StillWorld(const StillWorld&) = delete;
    StillWorld& operator=(const StillWorld&) = delete;

    [[nodiscard]] EventExecutor& events() { return executor_; }

    /// Goes from `t` to `end` in short steps, stopping for events; gives the times at which the state changed.
    Values live(double t, double end) {
        Values changes;
        while (t < end) {
            const KnownStep step(t, std::min({end, t + 0.25, executor_.next_execution()}),
                                 [this](double, auto at) { std::ranges::copy(y, at.begin()); });
            t = executor_.locate(step).value_or(step.t1());
            const Execution execution = executor_.execute(t, y);
            EXPECT_EQ(execution.failure, "");
            if (execution.has_changed) changes.push_back(t);
        }
        return changes;
    }

    Values y;

  private:
    [[nodiscard]] EventPlan plan_of(const std::vector<Happening>& events) {
        EventPlan plan{.events = {}, .roots = {}, .n_state = y.size(), .n_observable = 0};
        for (const Happening& event : events) plan.events.push_back(row(event));
        plan.n_observable = quantities_.size();
        return plan;
    }

    [[nodiscard]] EventPlan::Row row(const Happening& event) {
        EventPlan::Row row{.id = event.id,
                           .trigger = *place(event.trigger),
                           .delay = place(event.delay),
                           .priority = place(event.priority),
                           .is_initially_true = event.is_initially_true,
                           .is_persistent = event.is_persistent,
                           .uses_trigger_values = event.uses_trigger_values,
                           .assignments = {}};
        for (const Set& set : event.sets) row.assignments.push_back({set.state, *place(set.value), place(set.scale)});
        return row;
    }

    [[nodiscard]] std::optional<std::size_t> place(const Quantity& quantity) {
        if (!quantity) return std::nullopt;
        quantities_.push_back(quantity);
        return quantities_.size() - 1;
    }

    std::vector<Quantity> quantities_;
    ObservedNumbers model_;
    EventPlan plan_;
    EventExecutor executor_;
};

} // namespace euthymia::still
