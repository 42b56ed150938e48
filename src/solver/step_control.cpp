// SPDX-License-Identifier: Apache-2.0
#include "step_control.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace euthymia {

namespace {

// The next step is h * safety * (1 / error)^(1 / k) * (error before / error)^(damping / k), k the order of the error.
constexpr double log_safety = -0.105; // of 0.9
constexpr double damping = 0.2;
constexpr double most_growth = 8.0;
constexpr double most_shrinkage = 0.2;
constexpr double most_shrinkage_rejected = 0.1;
constexpr double shrinkage_without_error = 0.25; // where the error is no number
// Where a step was too long by far, its error tells little of how far: at a start, and when it is rejected again.
constexpr double least_shrinkage_of_guess = 0.3;
constexpr double least_log_error = -12.0;

// First step after a discontinuity, in terms of the step before. On the depression model with sessions and doses the
// attempts (steps and rejections) differ by 3 % between 0.02 and 0.3; a first step found anew takes up to 9 % more.
constexpr double restart_fraction = 0.05;

// A stop this much beyond a step is reached by it; one less than two steps away is reached in two equal ones.
constexpr double most_stretch = 1.05;

constexpr int most_rejections = 40;
constexpr double least_step = 1e-15; // relative to the time

} // namespace

void StepControl::start(double t, double h) {
    release();
    is_started_ = true;
    t_ = t_before_ = t;
    wanted_ = h;
}

void StepControl::restart(double t) {
    if (!is_started_) return start(t, 0.0);
    if (!is_restarted_) wanted_ *= restart_fraction;
    is_restarted_ = true;
    status_ = LaneStatus::idle;
    t_ = t_before_ = t;
    t_stop_ = t_repeat_ = std::numeric_limits<double>::infinity();
    log_error_before_ = 0.0;
    n_rejected_in_row_ = 0;
    n_attempt_ = 0;
}

void StepControl::propose() {
    if (t_repeat_ < t_stop_) {
        t_after_ = t_last_ = t_repeat_;
        h_ = t_after_ - t_;
        return;
    }
    const double distance = t_stop_ - t_;
    h_ = std::max(std::min(wanted_, limits_.max_step), 2.0 * least_step * std::abs(t_));
    if (distance <= std::min(most_stretch * h_, limits_.max_step)) {
        h_ = distance;
        t_after_ = t_stop_;
        t_last_ = std::nextafter(t_stop_, t_);
        return;
    }
    if (distance < 2.0 * h_) h_ = 0.5 * distance;
    t_after_ = t_last_ = t_ + h_;
    h_ = t_after_ - t_;
}

bool StepControl::may_go_on() {
    if (++n_attempt_ <= limits_.max_steps) return true;
    fail("too many steps: the model is too stiff here or explodes");
    return false;
}

void StepControl::repeat(double t_end) {
    if (!may_go_on()) return;
    t_repeat_ = t_end;
    ++statistics_.n_rejected;
    status_ = LaneStatus::rejected;
}

void StepControl::judge(double mean_square) {
    if (!may_go_on()) return;
    t_repeat_ = std::numeric_limits<double>::infinity();
    const double log_error = 0.5 * std::log(mean_square);
    mean_square <= 1.0 ? accept(log_error) : reject(log_error);
}

void StepControl::accept(double true_log_error) {
    const double log_error = std::max(true_log_error, least_log_error);
    const double damped =
        log_safety - log_error / error_power() + damping * (log_error_before_ - log_error) / error_power();
    double next = h_ * std::clamp(std::exp(damped), most_shrinkage, most_growth);
    if (n_rejected_in_row_ > 0) next = std::min(next, h_);
    // clipped by a stop: on with what was wanted, as far as the error, however small, does not speak against it
    if (h_ < wanted_)
        next = std::max(next, std::min(wanted_, h_ * std::exp(log_safety - true_log_error / error_power())));
    wanted_ = next;
    log_error_before_ = log_error;
    n_rejected_in_row_ = 0;
    is_restarted_ = false;
    t_before_ = std::exchange(t_, t_after_);
    ++statistics_.n_step;
    status_ = LaneStatus::accepted;
}

void StepControl::reject(double log_error) {
    const bool is_known = std::isfinite(log_error);
    const bool is_guess = is_restarted_ || statistics_.n_step == 0 || n_rejected_in_row_ > 0;
    const double allowed = is_known ? std::exp(log_safety - log_error / error_power()) : shrinkage_without_error;
    wanted_ = h_ * std::clamp(allowed, most_shrinkage_rejected, is_guess ? least_shrinkage_of_guess : 1.0);
    ++statistics_.n_rejected;
    status_ = LaneStatus::rejected;
    if (++n_rejected_in_row_ <= most_rejections && wanted_ > least_step * std::abs(t_)) return;
    fail(is_known ? "the step size collapsed: the error test kept failing"
                  : "the step size collapsed: a rate of change is not a finite number, or the matrix of the step is "
                    "singular");
}

void StepControl::fail(std::string message) {
    status_ = LaneStatus::failed;
    message_ = std::move(message);
}

} // namespace euthymia
