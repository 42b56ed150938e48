// SPDX-License-Identifier: Apache-2.0
// A small model with a bit of everything, and people of a model in lanes.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/compile/compiled_model.hpp"

namespace euthymia {

inline Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

inline Expression call(Function function, const Expression& a) {
    return Expression::apply(function, {a});
}

/// Three coupled states with a bit of everything, and a fourth held by 0 = x + y - w / scale.
inline Equations workshop() {
    const Expression t = symbol(time_symbol), a = symbol("a"), b = symbol("b");
    const Expression x = symbol("x"), y = symbol("y"), z = symbol("z"), w = symbol("w");
    const Expression is_day = Expression::apply(Function::less, {call(Function::sin, t), a / 4.0});
    Equations equations;
    equations.states = {{"x", 1.0, a * x - b * x * y + select(is_day, 0.5, z)},
                        {"y", a, call(Function::exp, -x) * y + pow(a, b) * w - y / (b + y)},
                        {"z", 0.5, call(Function::tanh, x * t) - pow(z, b) - call(Function::sqrt, z)},
                        {"w", 1.0, x + y - w / call(Function::abs, a * b), true}};
    equations.constants = {{"a", 1.5}, {"b", 0.7}};
    equations.quantities = {{"x", x},
                            {"total", x + y * a},
                            {"crest", call(Function::cos, t * a) - b},
                            {"dusk", Expression::apply(Function::max, {x, y}) - z}};
    return equations;
}

inline CompileOptions all_quantities() {
    const std::vector<std::string> names{"crest", "total", "dusk"};
    return {.parameters = {}, .observables = names, .roots = names};
}

/// One person's inputs.
struct Moment {
    std::vector<double> parameters, y;
    double t;
};

/// A person near the model's own: parameters and states a little off.
inline Moment near_the_start(const CompiledModel& model, std::mt19937& random) {
    std::uniform_real_distribution<double> factor(0.98, 1.02), hour(0.0, 50.0);
    Moment moment{.parameters = model.layout().defaults, .y = {}, .t = hour(random)};
    moment.y.resize(model.layout().states.size());
    for (double& value : moment.parameters) value *= factor(random);
    const auto evaluator = model.evaluator();
    evaluator->set_parameters(moment.parameters);
    evaluator->initial_state(moment.y);
    for (double& value : moment.y) value *= factor(random);
    return moment;
}

inline Moment draw_moment(std::mt19937& random, int n_state) {
    std::uniform_real_distribution<double> value(0.1, 2.0);
    Moment moment{.parameters = {value(random), value(random)}, .y = {}, .t = value(random)};
    for (int i = 0; i < n_state; ++i) moment.y.push_back(value(random));
    return moment;
}

/// What the lane functions give one lane.
struct Answer {
    std::vector<double> rates, dydt, dfdt, roots, solution;
    double growth = 0.0;

    bool operator==(const Answer&) const = default;
};

/// People of one model, in lanes.
class Company {
  public:
    explicit Company(std::unique_ptr<LaneEvaluator> lanes, std::size_t n_root = 3)
        : lanes_(std::move(lanes))
        , n_root_(n_root)
        , t_(lanes_->n_lane())
        , y_(lanes_->n_state() * lanes_->n_lane()) {}

    LaneEvaluator& lanes() { return *lanes_; }
    [[nodiscard]] int n_lane() const { return lanes_->n_lane(); }

    void place(int lane, const Moment& moment) {
        lanes_->set_parameters(lane, moment.parameters);
        t_[lane] = moment.t;
        for (std::size_t i = 0; i < moment.y.size(); ++i) y_[i * n_lane() + lane] = moment.y[i];
    }

    /// Calls every function; solves for right-hand sides of 1.
    std::vector<Answer> answers(double shift) {
        const std::size_t n = y_.size();
        AlignedVector<double> rates(n), dydt(n), dfdt(n), solution(n, 1.0), shifts(n_lane(), shift), growth(n_lane());
        AlignedVector<double> roots(n_root_ * n_lane());
        lanes_->rates(t_.data(), y_.data(), rates.data());
        lanes_->linearise(t_.data(), y_.data(), dydt.data(), dfdt.data());
        lanes_->roots(t_.data(), y_.data(), roots.data());
        lanes_->factor(shifts.data(), growth.data());
        lanes_->solve(solution.data());
        std::vector<Answer> found;
        for (int l = 0; l < n_lane(); ++l) {
            found.push_back({.rates = column(rates, l),
                             .dydt = column(dydt, l),
                             .dfdt = column(dfdt, l),
                             .roots = column(roots, l),
                             .solution = column(solution, l),
                             .growth = growth[l]});
        }
        return found;
    }

  private:
    [[nodiscard]] std::vector<double> column(const AlignedVector<double>& rows, int lane) const {
        std::vector<double> values;
        for (std::size_t k = lane; k < rows.size(); k += n_lane()) values.push_back(rows[k]);
        return values;
    }

    std::unique_ptr<LaneEvaluator> lanes_;
    std::size_t n_root_;
    AlignedVector<double> t_, y_;
};

/// Everything an evaluator computes.
struct Evaluation {
    std::vector<double> initial, rates, jacobian, observables;
};

inline Evaluation evaluate(const CompiledModel& model, const Moment& moment) {
    const auto evaluator = model.evaluator();
    const Layout& layout = model.layout();
    Evaluation values{.initial = std::vector<double>(layout.states.size()),
                      .rates = std::vector<double>(layout.states.size()),
                      .jacobian = std::vector<double>(static_cast<std::size_t>(model.jacobian_pattern().n_nonzero())),
                      .observables = std::vector<double>(layout.observables.size())};
    evaluator->set_parameters(moment.parameters);
    evaluator->initial_state(values.initial);
    evaluator->rates(moment.t, moment.y, values.rates);
    evaluator->jacobian(moment.t, moment.y, values.jacobian);
    evaluator->observe(moment.t, moment.y, values.observables);
    return values;
}

/// (shift M - J) x, with the Jacobian of the scalar evaluator.
inline std::vector<double> apply_matrix(const CompiledModel& model, const Moment& moment, double shift,
                                        const std::vector<double>& x) {
    const SparsityPattern& pattern = model.jacobian_pattern();
    const auto evaluator = model.evaluator();
    std::vector<double> jacobian(pattern.n_nonzero()), b(x.size());
    evaluator->set_parameters(moment.parameters);
    evaluator->jacobian(moment.t, moment.y, jacobian);
    for (int j = 0; j < pattern.n; ++j) {
        b[j] += shift * x[j];
        for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k) {
            b[pattern.row[k]] -= jacobian[k] * x[j];
        }
    }
    for (const int j : model.layout().algebraic) b[j] -= shift * x[j];
    return b;
}

} // namespace euthymia
