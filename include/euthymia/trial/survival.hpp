// SPDX-License-Identifier: Apache-2.0
// Time to an event (relapse, drop-out) of people who are followed for different times.
#pragma once

#include <span>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// How long one person was followed, and whether the event ended it; any unit of time, the same for all.
struct FollowUp {
    double time = 0.0;
    bool is_event = false;
};

/// Survival from `time` on, until the next step.
struct SurvivalStep {
    double time = 0.0;
    int at_risk = 0; ///< people followed to just before `time`
    int events = 0;  ///< at `time`
    double survival = 1.0;
    double standard_error = 0.0;  ///< Greenwood's
    double low = 1.0, high = 1.0; ///< 95 % by log(-log survival); NaN where survival is 0
};

/// Kaplan and Meier's estimate: one step for every time at which an event fell, ascending; none without events.
[[nodiscard]] std::vector<SurvivalStep> kaplan_meier(std::span<const FollowUp> people);

/// Share without the event at `time` with its 95 % interval; 1 before the first step.
[[nodiscard]] Estimate survival_at(std::span<const SurvivalStep> steps, double time);

/// Time by which half had the event (survival 0.5 or less), its interval where the limits of survival cross 0.5;
/// infinity where they never do.
[[nodiscard]] Estimate median_survival(std::span<const SurvivalStep> steps);

/// Mantel's log-rank test of two groups.
struct LogRank {
    double observed = 0.0, expected = 0.0; ///< events of the first group
    double chi_squared = 0.0;              ///< one degree of freedom; 0 without events
    double p_value = 1.0;
};

[[nodiscard]] LogRank log_rank(std::span<const FollowUp> a, std::span<const FollowUp> b);

/// Hazard of `a` over that of `b` by Cox's model with Efron's ties; Wald interval on the logarithm. The limits 0 or
/// infinity with the interval [0, infinity] where the likelihood has no maximum (one group without events while the
/// other is at risk), NaN without any information.
[[nodiscard]] Estimate hazard_ratio(std::span<const FollowUp> a, std::span<const FollowUp> b);

} // namespace euthymia
