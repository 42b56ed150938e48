// SPDX-License-Identifier: Apache-2.0
#include "time_loop.hpp"

#include <algorithm>

namespace euthymia::hybrid {

Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

Expression at_least(const Expression& a, const Expression& b) {
    return Expression::apply(Function::less_equal, {b, a});
}

Expression more_than(const Expression& a, const Expression& b) {
    return Expression::apply(Function::less, {b, a});
}

Expression both(const Expression& a, const Expression& b) {
    return Expression::apply(Function::both, {a, b});
}

Expression clock_time() {
    return Expression::symbol(time_symbol);
}

Hybrid& Hybrid::state(const std::string& id, Expression initial, Expression rate) {
    equations.states.push_back({.id = id, .initial = std::move(initial), .rate = std::move(rate)});
    return quantity(id, symbol(id));
}

Hybrid& Hybrid::quantity(const std::string& id, Expression value) {
    equations.quantities.insert_or_assign(id, std::move(value));
    return *this;
}

Hybrid& Hybrid::event(const std::string& id, EventWords words) {
    Event event{.id = id,
                .trigger = name(words.trigger, id + ".trigger"),
                .delay = name(words.delay, id + ".delay"),
                .priority = name(words.priority, id + ".priority"),
                .is_initially_true = words.is_initially_true,
                .is_persistent = words.is_persistent,
                .uses_trigger_values = words.uses_trigger_values,
                .assignments = {},
                .roots = {}};
    for (const auto& [state, value] : words.sets) {
        event.assignments.push_back({.state = state, .value = name(value, id + "." + state), .scale = {}});
    }
    for (const Expression& root : words.roots) {
        event.roots.push_back(name(root, id + ".root" + std::to_string(event.roots.size())));
    }
    equations.events.push_back(std::move(event));
    return *this;
}

Expression Hybrid::delay(Expression value, Expression lag, Expression before) {
    const std::string id = "delay" + std::to_string(equations.delayed.size());
    equations.constants.push_back({id, 0.0});
    equations.delayed.push_back({.id = id,
                                 .value = name(value, id + ".value"),
                                 .before_start = name(before, id + ".before"),
                                 .lag = name(lag, id + ".lag")});
    return symbol(id);
}

std::string Hybrid::name(const Expression& value, const std::string& what) {
    quantity(what, value);
    return what;
}

std::string Hybrid::name(const std::optional<Expression>& value, const std::string& what) {
    return value ? name(*value, what) : std::string();
}

namespace {

using Values = std::vector<double>;

Values plus(const Values& y, double h, const Values& slope) {
    Values sum = y;
    for (std::size_t k = 0; k < y.size(); ++k) sum[k] += h * slope[k];
    return sum;
}

/// One step of Runge and Kutta's fourth-order method; in between the cubic of Hermite.
class RungeKuttaStep final : public Step {
  public:
    RungeKuttaStep(Evaluator& system, double t0, double t1, const Values& y0)
        : Step(t0, t1)
        , y0_(y0)
        , f0_(slope(system, t0, y0)) {
        const double h = t1 - t0, middle = t0 + 0.5 * h;
        const Values k2 = slope(system, middle, plus(y0, 0.5 * h, f0_));
        const Values k3 = slope(system, middle, plus(y0, 0.5 * h, k2));
        const Values k4 = slope(system, t1, plus(y0, h, k3));
        y1_ = plus(plus(plus(plus(y0, h / 6, f0_), h / 3, k2), h / 3, k3), h / 6, k4);
        f1_ = slope(system, t1, y1_);
    }

    void interpolate(double t, std::span<double> y) const override {
        const double h = t1() - t0(), x = (t - t0()) / h;
        for (std::size_t k = 0; k < y.size(); ++k) {
            const double chord = y1_[k] - y0_[k];
            y[k] = (1 - x) * y0_[k] + x * y1_[k] +
                   x * (x - 1) * ((1 - 2 * x) * chord + (x - 1) * h * f0_[k] + x * h * f1_[k]);
        }
        if (t == t1()) std::ranges::copy(y1_, y.begin());
    }

  private:
    static Values slope(Evaluator& system, double t, const Values& y) {
        Values dydt(y.size());
        system.rates(t, y, dydt);
        return dydt;
    }

    Values y0_, f0_, y1_, f1_;
};

/// Everything one run needs.
class Loop {
  public:
    Loop(const Equations& equations, const std::vector<double>& times, Pace pace)
        : pace_(pace)
        , model_(compile(equations))
        , event_plan_(bind_events(equations, model_->layout()))
        , delay_plan_(bind_delays(equations, model_->layout()))
        , evaluator_(*model_, delay_plan_)
        , events_(event_plan_, evaluator_, Stream({.seed = pace.seed, .purpose = Purpose::events}))
        , y_(model_->layout().states.size()) {
        way_.times = times;
    }

    Way operator()() {
        evaluator_.initial_state(y_);
        evaluator_.start(t_, y_);
        jump(events_.start(t_, y_));
        record(t_, y_);
        while (t_ < way_.times.back() && way_.failure.empty()) step();
        return std::move(way_);
    }

  private:
    static std::shared_ptr<const CompiledModel> compile(const Equations& equations) {
        CompileOptions options;
        for (const auto& [name, value] : equations.quantities) options.observables.push_back(name);
        want_events(equations, options);
        want_delays(equations, options);
        return interpret(equations, options);
    }

    void step() {
        const double stop = std::min({way_.times.back(), events_.next_execution(), evaluator_.next_break()});
        const double wanted = t_ + std::min(pace_.step, evaluator_.max_step(t_, y_));
        const RungeKuttaStep step(evaluator_, t_, wanted < stop ? wanted : stop, y_);
        ++way_.n_step;
        (void)evaluator_.accept(step); // each step of Runge and Kutta starts anew anyway
        const auto located = events_.locate(step);
        const double t = located.value_or(step.t1());
        record_before(step, t);
        t_ = t;
        step.interpolate(t_, y_);
        if (located || events_.is_due(t_)) jump(events_.execute(t_, y_));
        record(t_, y_);
    }

    void jump(const Execution& execution) {
        way_.failure = execution.failure;
        if (execution.has_changed) way_.jumps.push_back(t_);
        evaluator_.go_on(t_, y_);
    }

    void record_before(const Step& step, double t) {
        Values y(y_.size());
        while (n_recorded_ < way_.times.size() && way_.times[n_recorded_] < t) {
            const double time = way_.times[n_recorded_];
            step.interpolate(time, y);
            record(time, y);
        }
    }

    void record(double t, const Values& y) {
        if (n_recorded_ == way_.times.size() || way_.times[n_recorded_] > t) return;
        const auto& names = model_->layout().observables;
        Values observed(names.size());
        evaluator_.observe(t, y, observed);
        for (std::size_t k = 0; k < names.size(); ++k) way_.values[names[k]].push_back(observed[k]);
        ++n_recorded_;
    }

    Pace pace_;
    std::shared_ptr<const CompiledModel> model_;
    EventPlan event_plan_;
    DelayPlan delay_plan_;
    DelayedEvaluator evaluator_;
    EventExecutor events_;
    double t_ = 0.0;
    Values y_;
    std::size_t n_recorded_ = 0;
    Way way_;
};

} // namespace

Way follow(const Equations& equations, const std::vector<double>& times, Pace pace) {
    return Loop(equations, times, pace)();
}

} // namespace euthymia::hybrid
