// SPDX-License-Identifier: Apache-2.0
// The bends of a model's rates, held for the people in lanes.
#pragma once

#include <memory>
#include <vector>

#include "euthymia/compile/compiled_tangents.hpp"
#include "euthymia/solver/lane_bends.hpp"

namespace euthymia {

/// Where the bends of a compiled model are.
struct BendPlan {
    std::shared_ptr<const CompiledModel> gaps; ///< its roots are the gaps; parameters as in the model
    std::vector<std::size_t> sides;            ///< of each bend the place among the parameters
};

/// Says to the evaluators of lanes who is there, and on which side of each bend.
class HeldLanes final : public LaneBends {
  public:
    /// `tangents` may be null. All are kept by reference.
    HeldLanes(const BendPlan& plan, LaneEvaluator& system, LaneTangentEvaluator* tangents);

    /// As `LaneEvaluator::set_parameters`; the sides stay.
    void set_parameters(int lane, const std::vector<double>& parameters);

    [[nodiscard]] int n_bend() const override { return static_cast<int>(plan_.sides.size()); }
    void gaps(const double* t, const double* y, double* values) override { gaps_->roots(t, y, values); }
    void take_sides(int lane, const std::vector<bool>& is_positive) override;

  private:
    void tell(int lane);

    const BendPlan& plan_;
    LaneEvaluator& system_;
    LaneTangentEvaluator* tangents_;
    std::unique_ptr<LaneEvaluator> gaps_;
    std::vector<std::vector<double>> parameters_; ///< of each lane
};

} // namespace euthymia
