// SPDX-License-Identifier: Apache-2.0
// Vectors of numbers that are all in accord with the targets, and trials over them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/calibration/design.hpp"
#include "euthymia/calibration/posterior.hpp"
#include "euthymia/trial/plan.hpp"

namespace euthymia {

struct EnsembleMember {
    double weight = 1.0;        ///< share of the ensemble
    double objective = 0.0;     ///< as `Evaluation::objective`
    std::vector<double> values; ///< order of `Ensemble::names`, model units
};

/// A sample of the posterior.
struct Ensemble {
    std::vector<std::string> names; ///< model ids and "contact.<kind>.points"
    std::vector<EnsembleMember> members;

    /// How many members of equal weight would tell as much: 1 / sum of squared weights.
    [[nodiscard]] double effective_size() const;

    /// Members whose weight is above zero.
    [[nodiscard]] std::size_t n_with_weight() const;

    /// The weighted SD of number `k`, on the scale of the search; none where there are not two members with weight.
    [[nodiscard]] std::optional<double> sd_of(std::size_t k, const FitParameter& parameter) const;
};

/// `n` draws from `posterior` within the bounds, model units; the same for the same seed, the first of many too.
[[nodiscard]] std::vector<std::vector<double>>
draw_values(const Posterior& posterior, const std::vector<FitParameter>& parameters, int n, std::uint64_t seed);

/// Weighs evaluated draws by posterior over density of the draw: exp(-objective / 2) over the normal density.
[[nodiscard]] Ensemble weigh(const std::vector<FitParameter>& parameters, const Posterior& posterior,
                             const std::vector<Evaluation>& draws);

/// The numbers of an ensemble bound to the science, without bounds or prior.
/// @throws InputError  naming every number that the biology does not have.
[[nodiscard]] std::vector<FitParameter> bind_names(const std::vector<std::string>& names, const Biology& biology);

/// Mean and 2.5 and 97.5 % points of a weighted sample; NaN are left out, NaN if nothing is left.
[[nodiscard]] Estimate weighted_interval(const std::vector<double>& sample, const std::vector<double>& weights);

/// Members with weight; the others would change nothing, and may be such as cannot be run.
[[nodiscard]] std::vector<EnsembleMember> weighing_members(const Ensemble& ensemble);

/// `progress` that says "(member 3 of 8)" after every step. @param k  From 0.
[[nodiscard]] Progress of_ensemble_member(const Progress& progress, std::size_t k, std::size_t n_member);

/// Runs `design` with the biology as it is and with every member, on the same candidates, chances and raters: the
/// result of the first, with every `over_ensemble` filled. Members without weight are left out; none fill nothing.
/// @throws Error  as `run_trial` and `bind_names`.
[[nodiscard]] TrialResult run_over_ensemble(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                                            const TrialOptions& options, const Progress& progress = {});

/// A trial and what was planned from it.
struct PlannedTrial {
    TrialResult result;
    TrialPlan plan;
};

/// The same, and plans the trial from the biology as it is; `TrialPlan::power_over_ensemble` is the power that the
/// planned number of people has under each member.
/// @throws Error  as `run_over_ensemble` and `plan_trial`.
[[nodiscard]] PlannedTrial plan_over_ensemble(const TrialDesign& design, const Biology& biology,
                                              const Ensemble& ensemble, const PlanQuestion& question,
                                              const TrialOptions& options, const Progress& progress = {});

} // namespace euthymia
