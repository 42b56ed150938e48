// SPDX-License-Identifier: Apache-2.0
// Executes the events of SBML for one person, driven by a time loop.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "event_plan.hpp"
#include "event_queue.hpp"
#include "event_tangents.hpp"
#include "step.hpp"
#include "trigger_search.hpp"

namespace euthymia {

/// What events remember; enough to go on later.
struct EventMemory {
    Truths is_true; ///< triggers when last looked at
    EventQueue queue;
    Stream random;
};

/// What happened at one moment.
struct Execution {
    bool has_changed = false; ///< the state jumped
    std::string failure;      ///< why the person cannot go on; empty: they can
};

/// SBML's events, as Level 3 Version 2 Core means them, for one person.
///
///     start(t, y)
///     for each accepted step, which is not beyond next_execution():
///         t = locate(step), or the end of the step if there is none
///         y = the state at t
///         if located, or is_due(t), or somebody else changed y or the parameters: execute(t, y)
///
/// What a person draws to order equal priorities depends on `random` alone.
class EventExecutor {
  public:
    /// Makes the state consistent after a jump, where equations without derivatives must hold; says why it cannot, or
    /// nothing.
    using Settle = std::function<std::string(double t, std::span<double> y)>;

    /// `plan` and `evaluator` are kept by reference.
    EventExecutor(const EventPlan& plan, Evaluator& evaluator, Stream random, Settle settle = {});

    /// From now on takes these tangents through events as well; kept by reference.
    void take_along(EventTangents& tangents) { tangents_ = &tangents; }

    /// At the start of the simulation: what `initialValue` says held just before. Executes what is due.
    [[nodiscard]] Execution start(double t, std::span<double> y);

    /// The first moment in the step, after what was looked at before, at which events have something to do: a trigger
    /// became true, or false while a non-persistent event waits. To the last digit of time, where it has changed.
    [[nodiscard]] std::optional<double> locate(const Step& step);

    /// Instead of `locate`, if no root has a zero within `step`.
    void pass(const Step& step);

    /// The root functions when they were last looked at; not after `pass`.
    [[nodiscard]] std::span<const double> roots() const { return now_.roots; }

    /// When the next event that waits is due [model time]; infinity if none waits.
    [[nodiscard]] double next_execution() const { return memory_.queue.next_time(); }

    /// True if it is time for the next event that waits, but for rounding.
    [[nodiscard]] bool is_due(double t) const { return memory_.queue.is_due(t); }

    /// At `t`: looks at the triggers, and executes all that is due until nothing is left, looking at triggers and
    /// priorities anew after each.
    /// @param is_stop  Somebody else changed the state or the parameters at this moment.
    [[nodiscard]] Execution execute(double t, std::span<double> y, bool is_stop = false);

    [[nodiscard]] const EventMemory& memory() const { return memory_; }
    /// Ends the use of this executor.
    [[nodiscard]] EventMemory take_memory() { return std::move(memory_); }
    /// Goes on with what was remembered; before the next step call `execute`.
    void resume(EventMemory memory) { memory_ = std::move(memory); }

  private:
    [[nodiscard]] std::string look(double t, std::span<const double> y);
    void observe(double t, std::span<const double> y);
    [[nodiscard]] std::string trigger(std::size_t event, std::span<const double> y);
    void note_crossings(const TriggerSample& before, const TriggerSample& after);
    [[nodiscard]] bool matters(const TriggerSample& before, const TriggerSample& after) const;
    [[nodiscard]] std::string execute_next(double t, std::span<double> y, Execution& execution);
    [[nodiscard]] std::string obstacle_to_tangents(double t, const EventQueue::Priority& priority) const;
    [[nodiscard]] std::string admit(const PendingEvent& pending);
    [[nodiscard]] bool carry_out(const PendingEvent& pending, std::span<double> y);
    void take_values(const EventPlan::Row& event, std::vector<double>& values) const;
    [[nodiscard]] std::optional<double> priority_of(std::size_t event) const;

    const EventPlan& plan_;
    Settle settle_;
    TriggerSearch search_;
    TriggerSample now_;
    bool are_roots_known_ = false;     ///< those of `now_`
    std::span<const double> observed_; ///< all that events read, if `is_observed_`
    bool is_observed_ = false;         ///< since the last look
    Truths before_;
    EventTangents* tangents_ = nullptr; ///< null: none
    Truths has_crossed_;                ///< by root: its zero is where something was located; empty: nothing was
    std::vector<double> values_;
    EventMemory memory_;
    double moment_ = 0.0;
    int n_execution_ = 0; ///< since `moment_`
};

} // namespace euthymia
