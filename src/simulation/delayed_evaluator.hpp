// SPDX-License-Identifier: Apache-2.0
// The functions of a model with delayed values, which it keeps up to date from the past.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "delay_breaks.hpp"
#include "delay_history.hpp"
#include "delay_plan.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "step.hpp"

namespace euthymia {

/// What delayed values remember; enough to go on later.
struct DelayMemory {
    /// Parameters that held from a time on.
    struct Epoch {
        double from;
        std::vector<double> parameters;
    };

    DelayHistory history;
    DelayBreaks breaks;
    std::deque<Epoch> epochs;
};

/// An evaluator of one person that fills in delayed values. Integrators and events use it as any other; who drives
/// them tells it of every accepted step:
///
///     set_parameters, start(t, y)
///     for each step, not beyond next_break() and not longer than max_step():
///         if accept(step): the integrator starts anew from its end
///         if events cut the step short or the state jumped: go_on(t, y)
///
/// Before an accepted step ends, values are those before a jump; once it is accepted, those after.
class DelayedEvaluator final : public Evaluator {
  public:
    /// `plan` is kept by reference.
    DelayedEvaluator(const CompiledModel& model, const DelayPlan& plan);

    /// The delayed values among them are ignored. What changes after `start` holds from the last accepted time on.
    void set_parameters(std::span<const double> parameters) override;
    void initial_state(std::span<double> y) override { present_->initial_state(y); }
    void rates(double t, std::span<const double> y, std::span<double> dydt) override;
    void jacobian(double t, std::span<const double> y, std::span<double> values) override;
    void observe(double t, std::span<const double> y, std::span<double> values) override;

    void start(double t, std::span<const double> y);

    /// True if the step ends where rates are not smooth.
    [[nodiscard]] bool accept(const Step& step);

    /// The state is `y` from `t` on, which is not after the last accepted time.
    void go_on(double t, std::span<const double> y);

    /// The next time at which rates are not smooth because of something in the past; infinity if there is none.
    [[nodiscard]] double next_break() const { return memory_.breaks.next(memory_.history.end()); }

    /// The longest step from `t` that needs nothing from within itself: the shortest lag that rates feel; infinity if
    /// they feel none. A longer step gets by with a cubic through the last step and its own end, which is near enough
    /// for lags that are a tiny part of the time so far: they do not count. A lag of 0 is exact.
    [[nodiscard]] double max_step(double t, std::span<const double> y);

    [[nodiscard]] const DelayMemory& memory() const { return memory_; }
    /// Ends the use of this evaluator.
    [[nodiscard]] DelayMemory take_memory() { return std::move(memory_); }
    /// Goes on with what was remembered, with the parameters that are set now.
    void resume(DelayMemory memory);

  private:
    /// A moment `s` of the past, as seen from state `y` at `t`.
    struct Past {
        double s;
        Side side;
        double t;
        std::span<const double> y;
    };

    void begin_epoch();
    void forget_before(double t);
    [[nodiscard]] std::vector<double> felt_lags() const;

    void update(double t, std::span<const double> y);
    void load();
    [[nodiscard]] double lag_of(std::size_t row, double t, std::span<const double> y);
    [[nodiscard]] double delayed(std::size_t row, double t, double lag, std::span<const double> y);

    [[nodiscard]] double snapped(double s, double t) const;
    [[nodiscard]] double value_at(std::size_t row, const Past& past);
    [[nodiscard]] double delayed_within(std::size_t row, Past past);
    void observe_past(const Past& past, std::vector<double> parameters);
    [[nodiscard]] bool is_before_start(const Past& past) const;
    [[nodiscard]] const std::vector<double>& parameters_at(const Past& past) const;

    const DelayPlan& plan_;
    std::unique_ptr<Evaluator> present_, past_;
    std::vector<double> parameters_, past_parameters_;
    std::vector<double> observed_, past_observed_, past_y_;
    std::vector<double> lags_; ///< of the rows whose lag is constant
    bool has_started_ = false;
    bool is_loaded_ = false;         ///< `present_` knows `parameters_`
    std::optional<double> fixed_at_; ///< delayed values are those of this time whatever the state
    DelayMemory memory_;
};

} // namespace euthymia
