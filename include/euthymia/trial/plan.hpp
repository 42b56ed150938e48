// SPDX-License-Identifier: Apache-2.0
// How many people a trial needs to find what its pool shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/outcome/scale.hpp"
#include "euthymia/trial/power.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// What a trial is planned for.
struct PlanQuestion {
    std::string measure = {}; ///< one of the outcomes; empty: the first
    double power = 0.8;
    double alpha = 0.05; ///< two-sided
};

/// Sizes with the wanted power, in people of `arm`; the other arms keep the proportions of the design.
struct TrialPlan {
    std::string arm, versus, measure;
    double week = 0.0;
    double power = 0.8, alpha = 0.05;
    Estimate smd = {}; ///< in the pool, by the analysis of the design
    /// A test of the outcome's visit alone: of a scale under `mmrm` the model fitted to this visit (analysis of
    /// covariance with the baseline, of those who were seen), else Welch's t test.
    SampleSize visit_alone = {};
    std::optional<SampleSize> all_visits; ///< by the mixed model of all visits; none where there is no such model
    int n_t_test = 0;       ///< two-sided t test of `smd`, closed form, nobody leaves; 0: none up to 100000
    std::vector<int> n_arm; ///< people of every arm of the design, at `chosen`
    /// The power at `chosen` over the members of an ensemble, from 0 to 1; none: no ensemble was run.
    std::optional<Estimate> power_over_ensemble = {};

    /// By all visits where there is a model, else by the visit alone.
    [[nodiscard]] const SampleSize& chosen() const { return all_visits ? *all_visits : visit_alone; }
};

/// Searches the sizes with replicates whose people are drawn from the pool of `result`, each arm's for itself and with
/// repetition: what the pool shows is taken as the truth. The first contrast of the outcome counts.
/// @throws InputError  where the trial has no contrast of that measure (names those it has), or a wanted power or alpha
///                     is not inside (0, 1).
[[nodiscard]] TrialPlan plan_trial(const TrialResult& result, const std::vector<Scale>& scales,
                                   const PlanQuestion& question);

/// The power, from 0 to 1, of the size and the test that `plan` chose where the pool of `result` is the truth: another
/// run of the trial that was planned.
[[nodiscard]] double power_of_plan(const TrialPlan& plan, const TrialResult& result, const std::vector<Scale>& scales);

} // namespace euthymia
