// SPDX-License-Identifier: Apache-2.0
// Finds where within a step the triggers of events change.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "euthymia/compile/compiled_model.hpp"
#include "event_plan.hpp"
#include "step.hpp"

namespace euthymia {

/// Which triggers hold, order of the plan; 0 or 1.
using Truths = std::vector<std::uint8_t>;

/// What decides about events at one moment.
struct TriggerSample {
    double t = 0.0;
    Truths is_true;
    std::vector<double> roots; ///< order of `EventPlan::roots`
};

/// Searches steps for changes of triggers. It reads the triggers themselves; their roots only tell where to look.
class TriggerSearch {
  public:
    TriggerSearch(const EventPlan& plan, Evaluator& evaluator);

    /// What holds at `t` in state `y`.
    [[nodiscard]] TriggerSample sample(double t, std::span<const double> y);
    void sample(double t, std::span<const double> y, TriggerSample& into);

    /// Evaluates everything that events read; shape `n_observable`, valid until the next call of anything here.
    [[nodiscard]] std::span<const double> observe(double t, std::span<const double> y);

    /// The root functions at `t` within `step`.
    void read_roots(const Step& step, double t, std::vector<double>& roots);

    /// The first moment after `from`, and not after the end of `step`, at which a trigger is not what it was before, or
    /// has become true if `EventPlan::only_rises_count`: to the last digit of time, on the side where it has changed;
    /// valid until the next call. `from` becomes a sample from before the change. If there is none, it gives null, and
    /// `from` becomes the sample at the end of the step.
    ///
    /// An excursion of a root over zero and back is seen if the root is smooth over a small part of the step.
    [[nodiscard]] const TriggerSample* first_change(const Step& step, TriggerSample& from);

  private:
    using Found = const TriggerSample*;

    [[nodiscard]] TriggerSample& spare();
    [[nodiscard]] TriggerSample& look(double t);
    void look(double t, TriggerSample& into);
    [[nodiscard]] bool has_changed(const TriggerSample& a, const TriggerSample& b) const;
    [[nodiscard]] bool is_alike(const TriggerSample& a, const TriggerSample& b) const;
    [[nodiscard]] Found search(const TriggerSample& a, const TriggerSample& b);
    [[nodiscard]] Found walk(const TriggerSample& a, const TriggerSample& b);
    [[nodiscard]] const TriggerSample& close_in(const TriggerSample& a, const TriggerSample& b);

    const EventPlan& plan_;
    Evaluator& evaluator_;
    const Step* step_ = nullptr;
    const TriggerSample* before_ = nullptr; ///< the change that was found
    int n_division_ = 0;
    std::vector<double> y_, observed_;
    std::deque<TriggerSample> samples_; ///< memory of one search, kept for the next
    std::size_t n_used_ = 0;
};

} // namespace euthymia
