// SPDX-License-Identifier: Apache-2.0
#include "bends.hpp"

#include <utility>

namespace euthymia {

HeldLanes::HeldLanes(const BendPlan& plan, LaneEvaluator& system, LaneTangentEvaluator* tangents)
    : plan_(plan)
    , system_(system)
    , tangents_(tangents)
    , gaps_(plan.gaps->lane_evaluator())
    , parameters_(static_cast<std::size_t>(system.n_lane()), plan.gaps->layout().defaults) {}

void HeldLanes::set_parameters(int lane, const std::vector<double>& parameters) {
    std::vector<double>& own = parameters_[lane];
    const std::vector<double> before = std::exchange(own, parameters);
    for (const std::size_t place : plan_.sides) own[place] = before[place];
    gaps_->set_parameters(lane, own);
    tell(lane);
}

void HeldLanes::take_sides(int lane, const std::vector<bool>& is_positive) {
    bool is_other = false;
    for (std::size_t k = 0; k < is_positive.size(); ++k) {
        const double side = is_positive[k] ? 1.0 : 0.0;
        is_other |= std::exchange(parameters_[lane][plan_.sides[k]], side) != side;
    }
    if (is_other) tell(lane);
}

void HeldLanes::tell(int lane) {
    system_.set_parameters(lane, parameters_[lane]);
    if (tangents_ != nullptr) tangents_->set_parameters(lane, parameters_[lane]);
}

} // namespace euthymia
