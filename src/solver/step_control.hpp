// SPDX-License-Identifier: Apache-2.0
// The steps of one lane: how long they are, where they end, and when to give up. No state vector here.
#pragma once

#include <algorithm>
#include <limits>
#include <string>

#include "euthymia/solver/rosenbrock.hpp"

namespace euthymia {

struct StepLimits {
    double max_step = std::numeric_limits<double>::infinity();
    long max_steps = 0;
    int error_order = 0; ///< of the method that the error is measured against
};

class StepControl {
  public:
    explicit StepControl(const StepLimits& limits)
        : limits_(limits) {}

    /// @param h  First step; 0: not known yet.
    void start(double t, double h);
    void restart(double t);
    void release() { *this = StepControl(limits_); }
    void set_stop(double t_stop) { t_stop_ = t_stop; }
    void set_first_step(double h) { wanted_ = h; }

    /// Takes part in the next step.
    [[nodiscard]] bool is_running() const { return is_started_ && status_ != LaneStatus::failed && t_ < t_stop_; }
    [[nodiscard]] bool needs_first_step() const { return is_running() && wanted_ == 0.0; }

    /// Decides the length of the next attempt: `h`, `t_after`, `t_last`.
    void propose();
    void rest() { status_ = status_ == LaneStatus::failed ? status_ : LaneStatus::idle; }

    /// Ends an attempt whose error has this mean square in units of the tolerance; accepted if at most 1.
    void judge(double mean_square);
    /// Ends an attempt that says nothing against steps of its length, but has to be made again: up to `t_end`, if it
    /// went on beyond that.
    void repeat(double t_end);
    void fail(std::string message);

    /// The step to the stop, or the longest allowed.
    [[nodiscard]] double longest_step() const { return std::min(limits_.max_step, t_stop_ - t_); }
    /// Where a time is between `t_before` and `t`; 1 unless a step was just accepted.
    [[nodiscard]] double fraction(double t) const {
        return status_ == LaneStatus::accepted ? (t - t_before_) / (t_ - t_before_) : 1.0;
    }

    [[nodiscard]] double t() const { return t_; }
    [[nodiscard]] double t_before() const { return t_before_; }
    [[nodiscard]] double t_stop() const { return t_stop_; }
    [[nodiscard]] double h() const { return h_; }             ///< of the attempt
    [[nodiscard]] double t_after() const { return t_after_; } ///< where the attempt ends
    [[nodiscard]] double t_last() const { return t_last_; }   ///< the last time at which it may ask for rates
    [[nodiscard]] int n_rejected_in_row() const { return n_rejected_in_row_; }
    [[nodiscard]] double wanted() const { return wanted_; }
    [[nodiscard]] LaneStatus status() const { return status_; }
    [[nodiscard]] const std::string& message() const { return message_; }
    [[nodiscard]] LaneStatistics statistics() const { return statistics_; }

  private:
    /// The error of a step goes with the step to this power.
    [[nodiscard]] double error_power() const { return limits_.error_order + 1.0; }
    [[nodiscard]] bool may_go_on();
    void accept(double true_log_error);
    void reject(double log_error);

    StepLimits limits_;
    double t_ = 0.0;
    double t_before_ = 0.0;
    double t_stop_ = std::numeric_limits<double>::infinity();
    double t_repeat_ = std::numeric_limits<double>::infinity(); ///< where the attempt to repeat ends
    double h_ = 1.0;
    double t_after_ = 0.0;
    double t_last_ = 0.0;
    double wanted_ = 0.0; ///< step that error control wants next
    double log_error_before_ = 0.0;
    int n_rejected_in_row_ = 0;
    long n_attempt_ = 0; ///< since the last start or restart
    bool is_started_ = false;
    bool is_restarted_ = false; ///< and has not moved since
    LaneStatus status_ = LaneStatus::idle;
    LaneStatistics statistics_;
    std::string message_;
};

} // namespace euthymia
