// SPDX-License-Identifier: Apache-2.0
// How much of the variance of an outcome each input brings, alone and together with others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "euthymia/sensitivity/morris.hpp"
#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// Shares of the variance, dimensionless, each with its 95 % bootstrap interval over samples.
struct VarianceShares {
    Estimate first; ///< of the input alone
    Estimate total; ///< of the input and of all interactions it takes part in
};

/// What the samples said.
struct VarianceDecomposition {
    double mean = 0.0;     ///< of the outcome, its unit
    double variance = 0.0; ///< of the outcome, its unit squared
    int n = 0;             ///< samples all of whose outcomes are finite; the others are left out
    std::vector<VarianceShares> inputs;
};

/// Points of the unit cube from a Sobol' sequence under a random digital shift: for each of `n_sample` (best a power of
/// two) a point A, a point B, and for each input A with that input from B.
/// @return  `n_sample x (n_input + 2)` points, sample by sample, in the order A, B, A with input 0 from B, ...
/// @throws InputError  for more inputs than the sequence has dimensions.
[[nodiscard]] std::vector<Point> sobol_points(std::size_t n_input, int n_sample, std::uint64_t seed);

/// First-order shares by the estimator of @cite saltelli2010 (b in its table 2), total shares by Jansen's (f there).
/// NaN where the outcome does not vary.
/// @param outcomes  At every point of `sobol_points`, any unit.
[[nodiscard]] VarianceDecomposition decompose_variance(std::size_t n_input, std::span<const double> outcomes,
                                                       std::uint64_t seed);

} // namespace euthymia
