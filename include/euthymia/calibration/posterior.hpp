// SPDX-License-Identifier: Apache-2.0
// What the targets say of the fitted numbers: Laplace's approximation of the posterior.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/calibration/objective.hpp"
#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// Two numbers that the targets cannot tell apart.
struct StrongCorrelation {
    std::string first, second;
    double correlation = 0.0;
};

/// Correlations of this size and more are told.
inline constexpr double strong_correlation = 0.8;

/// A number is identified if the posterior SD is below this share of the prior SD.
inline constexpr double identified_share = 0.5;

/// What is known of one number after the fit.
struct FittedNumber {
    std::string name;
    double present = 0.0;      ///< before the fit, model units
    Estimate value;            ///< at the optimum, with 95 % of the posterior, model units
    double prior_sd = 0.0;     ///< on the scale of the search: of the logarithm, or of the value
    double posterior_sd = 0.0; ///< same scale, by Laplace's approximation
    bool is_identified = false;
    std::string tied_to = {}; ///< the number that it is most correlated with in the posterior; empty: it is alone
    double correlation = 0.0; ///< with that one
    std::optional<double> ensemble_sd = {}; ///< same scale, of the weighed ensemble; none: there are not two members
};

/// A normal distribution around the optimum, on the scales of the search.
struct Posterior {
    std::vector<double> centre;     ///< logarithm or value of every number
    std::vector<double> covariance; ///< shape `n_parameter x n_parameter`
    std::vector<FittedNumber> numbers;
    std::vector<StrongCorrelation> correlations;
};

/// Logarithm of `value`, or the value itself, and back.
[[nodiscard]] double to_search(const FitParameter& parameter, double value);
[[nodiscard]] double from_search(const FitParameter& parameter, double coordinate);

/// The SD of the prior on the scale of the search; of a flat one that of a uniform distribution between the bounds.
[[nodiscard]] double prior_sd(const FitParameter& parameter);

/// How far apart evaluations should lie from which slopes are taken, on the scale of the search.
[[nodiscard]] double slope_step(const FitParameter& parameter);

/// Gauss and Newton's form of Laplace's approximation: near `best` every residual is taken to be linear in the numbers,
/// its slopes from the evaluations, the nearer the heavier; precision = slopes' * weights * slopes + prior.
/// @param evaluations  Should hold `best` and neighbours a `slope_step` away on both sides of every number.
[[nodiscard]] Posterior laplace(const std::vector<Target>& targets, const std::vector<FitParameter>& parameters,
                                const std::vector<Evaluation>& evaluations, const Evaluation& best);

/// Where the same approximation has its smallest objective, within the bounds; model units.
[[nodiscard]] std::vector<double> newton_step(const std::vector<Target>& targets,
                                              const std::vector<FitParameter>& parameters,
                                              const std::vector<Evaluation>& evaluations, const Evaluation& best);

} // namespace euthymia
