// SPDX-License-Identifier: Apache-2.0
// Where rates of change are not smooth because something jumped a lag ago.
#pragma once

#include <map>
#include <utility>
#include <vector>

namespace euthymia {

/// A jump at `t` makes the rates jump at `t + lag`, their derivatives at `t + 2 lag`, and so on, smoother each time: an
/// integrator that stops there and starts anew keeps its accuracy and its pace.
class DelayBreaks {
  public:
    /// @param lags  Constant lags, model time; those that are 0 break nothing.
    void set_lags(std::vector<double> lags) { lags_ = std::move(lags); }

    void add_jump(double t) { add(t, 1); }

    /// Time has come to `t`, and will not be turned back.
    void pass(double t);

    /// The first break after `t`; infinity if there is none.
    [[nodiscard]] double next(double t) const;

    /// True if a break is at `t`.
    [[nodiscard]] bool is_at(double t) const;

  private:
    void add(double t, int order);
    void set(double t, int order);

    std::vector<double> lags_;
    std::map<double, int> breaks_; ///< with their order: 1 where rates jump, 2 where their derivatives do ...
};

} // namespace euthymia
