// SPDX-License-Identifier: Apache-2.0
// Tells of many steps at once that no event changes in them, which is what most steps are like.
#pragma once

#include <span>
#include <vector>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/solver/rosenbrock.hpp"
#include "event_plan.hpp"

namespace euthymia {

/// Reads the root functions of all lanes where `TriggerSearch` would look first. A lane in which none has a zero, seen
/// or hidden, needs no search.
class QuietScan {
  public:
    /// All are kept by reference.
    QuietScan(const EventPlan& plan, const Rosenbrock& solver, LaneEvaluator& system);

    /// After a step of the solver.
    void look();

    /// True if no root function of this accepted lane changed sign in its step.
    [[nodiscard]] bool is_quiet(int lane) const;

    /// The root functions of a lane at the end of its step, order of `EventPlan::roots`; valid until the next call.
    [[nodiscard]] std::span<const double> roots_at_end(int lane);

  private:
    [[nodiscard]] bool has_accepted() const;
    [[nodiscard]] double moment(int lane, int sample) const;
    [[nodiscard]] double root(int lane, int sample, std::size_t k) const;

    const EventPlan& plan_;
    const Rosenbrock& solver_;
    LaneEvaluator& system_;
    int n_sample_;                        ///< begin and, of each part, a moment within and the end
    std::size_t n_per_sample_;            ///< roots of all lanes, in whole vectors
    AlignedVector<double> t_, y_, roots_; ///< roots: shape n_sample x n_root x n_lane
    std::vector<double> at_end_;
};

} // namespace euthymia
