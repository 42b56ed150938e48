// SPDX-License-Identifier: Apache-2.0
// Vectors of numbers that are all in accord with the targets, and trials over them.
#pragma once

#include <string>
#include <vector>

#include "euthymia/calibration/design.hpp"
#include "euthymia/calibration/posterior.hpp"

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

/// A trial with intervals over an ensemble beside its numbers; everything in the order of `central`.
struct TrialOverEnsemble {
    TrialResult central; ///< with the numbers of the biology as it is
    std::size_t n_member = 0;
    std::vector<Estimate> comparisons;                     ///< `Comparison::simulated`
    std::vector<Estimate> smd, mean_difference;            ///< of the contrasts
    std::vector<std::vector<Estimate>> score, mean_change; ///< of arms and their results, points or as shown
};

/// Runs `design` with the biology as it is and with every member, on the same seed.
/// @throws Error  as `run_trial` and `bind_names`.
[[nodiscard]] TrialOverEnsemble run_over_ensemble(const TrialDesign& design, const Biology& biology,
                                                  const Ensemble& ensemble, const TrialOptions& options,
                                                  const Progress& progress = {});

} // namespace euthymia
