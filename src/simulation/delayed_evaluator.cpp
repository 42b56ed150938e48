// SPDX-License-Identifier: Apache-2.0
#include "delayed_evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace euthymia {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

} // namespace

DelayedEvaluator::DelayedEvaluator(const CompiledModel& model, const DelayPlan& plan)
    : plan_(plan)
    , present_(model.evaluator())
    , past_(model.evaluator())
    , observed_(plan.n_observable)
    , past_observed_(plan.n_observable)
    , past_y_(plan.n_state)
    , lags_(plan.rows.size()) {
    set_parameters(model.layout().defaults);
}

void DelayedEvaluator::set_parameters(std::span<const double> parameters) {
    std::vector<double> wanted(parameters.begin(), parameters.end());
    if (!parameters_.empty()) {
        for (const DelayPlan::Row& row : plan_.rows) wanted[row.parameter] = parameters_[row.parameter];
    }
    if (wanted == parameters_) return;
    parameters_ = std::move(wanted);
    present_->set_parameters(parameters_);
    is_loaded_ = true;
    fixed_at_.reset();
    present_->observe(0.0, past_y_, observed_);
    for (std::size_t k = 0; k < lags_.size(); ++k) lags_[k] = observed_[plan_.rows[k].lag];
    if (has_started_) begin_epoch();
}

void DelayedEvaluator::begin_epoch() {
    const double now = memory_.history.end();
    if (!memory_.epochs.empty() && memory_.epochs.back().from >= now) memory_.epochs.pop_back();
    memory_.epochs.push_back({now, parameters_});
    memory_.history.mark_jump();
    memory_.breaks.set_lags(felt_lags());
    memory_.breaks.add_jump(now);
}

/// The constant lags that rates feel.
std::vector<double> DelayedEvaluator::felt_lags() const {
    std::vector<double> lags;
    for (std::size_t k = 0; k < lags_.size(); ++k) {
        if (plan_.rows[k].is_in_rates && plan_.rows[k].is_lag_constant) lags.push_back(lags_[k]);
    }
    return lags;
}

void DelayedEvaluator::rates(double t, std::span<const double> y, std::span<double> dydt) {
    update(t, y);
    present_->rates(t, y, dydt);
}

void DelayedEvaluator::jacobian(double t, std::span<const double> y, std::span<double> values) {
    update(t, y);
    present_->jacobian(t, y, values);
}

void DelayedEvaluator::observe(double t, std::span<const double> y, std::span<double> values) {
    update(t, y);
    present_->observe(t, y, values);
}

void DelayedEvaluator::start(double t, std::span<const double> y) {
    has_started_ = true;
    fixed_at_.reset();
    memory_ = {.history = DelayHistory(plan_.states), .breaks = {}, .epochs = {}};
    memory_.history.start(t, y);
    begin_epoch();
}

void DelayedEvaluator::resume(DelayMemory memory) {
    has_started_ = true;
    fixed_at_.reset();
    memory_ = std::move(memory);
    begin_epoch();
}

bool DelayedEvaluator::accept(const Step& step) {
    fixed_at_.reset();
    memory_.breaks.pass(memory_.history.end());
    forget_before(memory_.history.end());
    memory_.history.append(step);
    return memory_.breaks.is_at(step.t1());
}

/// Forgets what no lag reaches from `t` on, if lags are constant: a value within a value looks back by all of them.
void DelayedEvaluator::forget_before(double t) {
    if (!std::ranges::all_of(plan_.rows, &DelayPlan::Row::is_lag_constant)) return;
    for (const double lag : lags_) t -= 1.01 * std::max(lag, 0.0);
    memory_.history.forget_before(t);
    while (memory_.epochs.size() > 1 && memory_.epochs[1].from < t) memory_.epochs.pop_front();
}

void DelayedEvaluator::go_on(double t, std::span<const double> y) {
    fixed_at_.reset();
    if (memory_.history.go_on(t, y)) memory_.breaks.add_jump(t);
}

double DelayedEvaluator::max_step(double t, std::span<const double> y) {
    constexpr double tiny_part = 1e-5, rounding = 16.0 * std::numeric_limits<double>::epsilon();
    const double least = std::max(tiny_part * (t - memory_.history.begin()), rounding * std::abs(t));
    double longest = infinity;
    for (std::size_t k = 0; k < plan_.rows.size(); ++k) {
        if (!plan_.rows[k].is_in_rates) continue;
        const double lag = lag_of(k, t, y);
        if (lag > least) longest = std::min(longest, lag);
    }
    return longest;
}

/// Brings the delayed values to time `t`.
void DelayedEvaluator::update(double t, std::span<const double> y) {
    if (!has_started_ || fixed_at_ == t) return load();
    bool is_fixed = true;
    for (std::size_t k = 0; k < plan_.rows.size(); ++k) {
        const double lag = lag_of(k, t, y);
        const bool is_past = t - lag < t && t - lag <= memory_.history.end();
        is_fixed = is_fixed && plan_.rows[k].is_lag_constant && is_past;
        const double value = delayed(k, t, lag, y);
        if (std::exchange(parameters_[plan_.rows[k].parameter], value) != value) is_loaded_ = false;
    }
    load();
    fixed_at_ = is_fixed ? std::optional(t) : std::nullopt;
}

void DelayedEvaluator::load() {
    if (!std::exchange(is_loaded_, true)) present_->set_parameters(parameters_);
}

double DelayedEvaluator::lag_of(std::size_t row, double t, std::span<const double> y) {
    if (plan_.rows[row].is_lag_constant) return lags_[row];
    load();
    present_->observe(t, y, observed_);
    return observed_[plan_.rows[row].lag];
}

double DelayedEvaluator::delayed(std::size_t row, double t, double lag, std::span<const double> y) {
    if (!(lag >= 0.0)) return undefined;
    if (t - lag == t) {
        load();
        present_->observe(t, y, observed_);
        return observed_[plan_.rows[row].value];
    }
    const Side side = t > memory_.history.end() ? Side::before : Side::after;
    return value_at(row, {.s = snapped(t - lag, t), .side = side, .t = t, .y = y});
}

double DelayedEvaluator::snapped(double s, double t) const {
    constexpr double rounding = 4.0 * std::numeric_limits<double>::epsilon();
    return memory_.history.snap(s, rounding * std::max(std::abs(s), std::abs(t)));
}

/// What the value was at a moment of the past; the earlier delayed values that it holds come first.
double DelayedEvaluator::value_at(std::size_t row, const Past& past) {
    std::vector<double> within;
    for (const std::size_t k : plan_.rows[row].within) within.push_back(delayed_within(k, past));
    std::vector<double> parameters = parameters_at(past);
    for (std::size_t k = 0; k < within.size(); ++k)
        parameters[plan_.rows[plan_.rows[row].within[k]].parameter] = within[k];
    observe_past(past, std::move(parameters));
    return past_observed_[is_before_start(past) ? plan_.rows[row].before_start : plan_.rows[row].value];
}

/// An earlier delayed value as it was at a moment of the past.
double DelayedEvaluator::delayed_within(std::size_t row, Past past) {
    double lag = lags_[row];
    if (!plan_.rows[row].is_lag_constant) {
        observe_past(past, parameters_at(past));
        lag = past_observed_[plan_.rows[row].lag];
    }
    if (!(lag >= 0.0)) return undefined;
    past.s = snapped(past.s - lag, past.t);
    return value_at(row, past);
}

void DelayedEvaluator::observe_past(const Past& past, std::vector<double> parameters) {
    if (parameters != past_parameters_) {
        past_parameters_ = std::move(parameters);
        past_->set_parameters(past_parameters_);
    }
    if (past.s > memory_.history.end()) {
        memory_.history.on_the_way(past.s, past.t, past.y, past_y_);
    } else if (!is_before_start(past)) {
        memory_.history.at(past.s, past.side, past_y_);
    }
    past_->observe(past.s, past_y_, past_observed_);
}

bool DelayedEvaluator::is_before_start(const Past& past) const {
    const double begin = memory_.history.begin();
    return past.s < begin || (past.s == begin && past.side == Side::before);
}

const std::vector<double>& DelayedEvaluator::parameters_at(const Past& past) const {
    const auto is_later = [&](const DelayMemory::Epoch& epoch) {
        return past.side == Side::before ? epoch.from >= past.s : epoch.from > past.s;
    };
    const auto last = std::find_if_not(memory_.epochs.rbegin(), memory_.epochs.rend(), is_later);
    return last == memory_.epochs.rend() ? memory_.epochs.front().parameters : last->parameters;
}

} // namespace euthymia
