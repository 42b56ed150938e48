// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/relapse.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;

double rating(const TrialResult& result, const ArmRecord& arm, std::size_t person, std::size_t visit) {
    const auto scale = std::ranges::find(result.scales, result.design.relapse.scale) - result.scales.begin();
    const std::size_t row = person * result.visit_time.size() + visit;
    return arm.ratings[row * result.scales.size() + static_cast<std::size_t>(scale)];
}

} // namespace

bool is_in_treatment(const TrialResult& result, const ArmRecord& arm, std::size_t visit, std::size_t person) {
    const double left = arm.dropout_week[person];
    return visit == 0 || std::isnan(left) || result.visit_time[visit] / hours_per_week < left;
}

FollowUp time_to_relapse(const TrialResult& result, const ArmRecord& arm, std::size_t person, std::size_t last_visit,
                         Analysis analysis) {
    FollowUp follow_up;
    for (std::size_t visit = 1; visit <= last_visit && !follow_up.is_event; ++visit) {
        if (analysis != Analysis::all && !is_in_treatment(result, arm, visit, person)) break;
        follow_up.time = result.design.visit_weeks[visit];
        follow_up.is_event = rating(result, arm, person, visit) >= result.design.relapse.at_least;
    }
    return follow_up;
}

} // namespace euthymia
