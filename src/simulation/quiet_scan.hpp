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

    /// Tells the root functions where the next step of a lane begins, order of `EventPlan::roots`.
    void begin(int lane, std::span<const double> roots);

    /// After a step of the solver.
    void look();

    /// True if no root function of this accepted lane changed sign in its step.
    [[nodiscard]] bool is_quiet(int lane) const { return is_quiet_[static_cast<std::size_t>(lane)] != 0.0; }

    /// The next step of a lane begins where this one ended.
    void go_on(int lane);

  private:
    [[nodiscard]] bool has_accepted() const;
    void read_roots();
    void judge();
    [[nodiscard]] double* sample(std::size_t k) { return roots_.data() + k * n_per_sample_; }

    const EventPlan& plan_;
    const Rosenbrock& solver_;
    LaneEvaluator& system_;
    std::size_t n_lane_;
    std::vector<double> fractions_; ///< of a step, where it is looked at; from its begin to its end
    std::size_t n_per_sample_;      ///< roots of all lanes, in whole vectors
    AlignedVector<double> t_, y_;
    AlignedVector<double> roots_; ///< shape n_sample x n_root x n_lane
    std::vector<double> begin_, length_, is_quiet_;
};

} // namespace euthymia
