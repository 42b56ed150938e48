// SPDX-License-Identifier: Apache-2.0
// Finds where within a step the triggers of events change.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "euthymia/compile/compiled_model.hpp"
#include "event_plan.hpp"
#include "step.hpp"

namespace euthymia {

/// What decides about events at one moment.
struct TriggerSample {
    double t = 0.0;
    std::vector<bool> is_true; ///< triggers, order of the plan
    std::vector<double> roots; ///< order of `EventPlan::roots`
};

/// Searches steps for changes of triggers. It reads the triggers themselves; their roots only tell where to look.
class TriggerSearch {
  public:
    TriggerSearch(const EventPlan& plan, Evaluator& evaluator);

    /// What holds at `t` in state `y`; what was observed stays in `observed`.
    [[nodiscard]] TriggerSample sample(double t, std::span<const double> y);

    /// All that was observed for the last sample; shape `n_observable`.
    [[nodiscard]] std::span<const double> observed() const { return observed_; }

    /// The first moment after `from`, and not after the end of `step`, at which a trigger is not what it was at `from`:
    /// to the last digit of time, on the side where it has changed. If there is none, `from` becomes the sample at the
    /// end of the step.
    ///
    /// An excursion of a root over zero and back is seen if the root is smooth over a small part of the step.
    [[nodiscard]] std::optional<TriggerSample> first_change(const Step& step, TriggerSample& from);

  private:
    using Found = std::optional<TriggerSample>;

    [[nodiscard]] TriggerSample look(double t);
    [[nodiscard]] Found search(const TriggerSample& a, const TriggerSample& b);
    [[nodiscard]] Found walk(TriggerSample a, const TriggerSample& b);
    [[nodiscard]] TriggerSample close_in(const TriggerSample& a, TriggerSample high);

    const EventPlan& plan_;
    Evaluator& evaluator_;
    const Step* step_ = nullptr;
    int n_division_ = 0;
    std::vector<double> y_, observed_;
};

} // namespace euthymia
