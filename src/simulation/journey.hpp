// SPDX-License-Identifier: Apache-2.0
// One person's way through a schedule, whatever integrates: asked where to stop, told of every accepted step.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "delayed_evaluator.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "events.hpp"
#include "step.hpp"
#include "timeline.hpp"

namespace euthymia {

/// The time loop of one person turned inside out: an integrator drives it step by step.
///
///     while (!journey.is_over()) {
///         if (journey.take_restart()) integrator starts from journey.person();
///         integrator takes a step, not beyond journey.next_stop();
///         journey.accept(step);
///     }
class Journey {
  public:
    /// @param number  Whose journey it is, for the caller.
    /// @param times  When to record, ascending, none before `passage.person.time`; the last is the end.
    Journey(const Simulator& simulator, std::size_t number, Passage passage, const std::vector<double>& times);

    [[nodiscard]] std::size_t number() const { return number_; }
    [[nodiscard]] bool is_over() const { return is_over_; }
    [[nodiscard]] const Person& person() const { return passage_.person; }

    /// The integrator may not step over this time [model time].
    [[nodiscard]] double next_stop();

    /// The next time at which tangents within a step may be needed [model time].
    [[nodiscard]] double next_look() const;

    /// The functions of the model for this person; they know the present parameters once `tell_parameters` was called.
    [[nodiscard]] Evaluator& evaluator() { return *evaluator_; }
    void tell_parameters();

    /// True if the state or the parameters jumped since it was last asked.
    [[nodiscard]] bool take_restart();

    /// True if events moved the tangents, or the person stands before the end of the integrator's step, since it was
    /// last asked: the integrator then restarts with those of `person()`.
    [[nodiscard]] bool take_tangents();

    /// Records what was asked for within the step; at a stop, changes what the schedule says.
    void accept(const Step& step);

    /// `accept` for a step in which no root of an event has a zero.
    void accept_quiet(const Step& step);

    /// The roots of the model's events when they were last searched for or something happened, order of
    /// `EventPlan::roots`; not after `accept_quiet` alone.
    [[nodiscard]] std::span<const double> roots() const { return events_->roots(); }

    /// Ends the journey here; what was not recorded is NaN.
    void fail(const std::string& reason);

    /// Notes that another integrator goes on from here.
    void note_rescue(const std::string& reason);

    /// After the end: the person as they are now, and what was seen.
    [[nodiscard]] Passage take_passage();
    [[nodiscard]] Trajectory take_trajectory();

  private:
    void begin_delays();
    void begin_events();
    [[nodiscard]] std::string settle_algebraic();
    void heed(const std::string& failure);
    [[nodiscard]] std::optional<double> locate_event(const Step& step);
    void go_along(const Step& step, std::optional<double> event);
    void execute_events(bool is_stop);
    void heed(const Execution& execution);

    void arrive(double t, bool is_at_event);
    [[nodiscard]] bool apply_stops();
    void record_due();
    void record_before(double t, const Step& step);
    void go_to(double t, const Step& step, bool is_at_event);
    [[nodiscard]] bool needs_tangents(double t, const Step& step, bool is_at_event) const;
    [[nodiscard]] bool is_at_stop(double t) const;
    void record();
    void record_derivatives();
    [[nodiscard]] std::string obstacle_to_tangents() const;
    void observe();

    void apply(const Stop& stop);
    void start_session(std::size_t index);
    void set_for_a_while(const std::vector<Setting>& settings, double effect);
    void let_rest(const std::vector<Setting>& settings);
    void take(const Dose& dose);
    void change(const Change& change);
    void hold(const Hold& hold);
    void release(const Hold& hold);
    [[nodiscard]] double value_now(const HeldQuantity& quantity);
    void set(const std::string& input, double value);
    [[nodiscard]] bool has_left();
    void note_leaving();

    const Simulator& simulator_;
    std::size_t number_;
    Passage passage_;
    const std::vector<double>& times_;
    std::vector<Stop> stops_;
    std::unique_ptr<Evaluator> evaluator_;
    DelayedEvaluator* delayed_ = nullptr;        ///< `evaluator_`, if the model has delays
    std::vector<double> resting_;                ///< parameters outside sessions
    std::vector<std::optional<double>> effects_; ///< by session: how much of it acts; none: not attended
    std::vector<double> observed_;
    std::unique_ptr<TangentEvaluator> tangents_;  ///< null: no directions
    std::vector<double> derivatives_;             ///< of `observed_`
    std::optional<EventTangents> event_tangents_; ///< none: no directions or no events
    std::optional<EventExecutor> events_;         ///< none: the model has no events
    Stream attendance_;
    double leaves_below_; ///< the person leaves when the probability to have stayed falls below this
    std::size_t next_time_ = 0, next_stop_ = 0;
    bool must_restart_ = true;
    bool have_tangents_moved_ = false;
    bool are_parameters_new_ = true; ///< the evaluator does not know them yet
    bool is_over_ = false;
    Trajectory trajectory_;
};

} // namespace euthymia
