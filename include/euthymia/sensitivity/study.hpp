// SPDX-License-Identifier: Apache-2.0
// How an outcome depends on parameters whose values are not known exactly.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "euthymia/sensitivity/morris.hpp"
#include "euthymia/sensitivity/sobol.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {

/// A parameter and where it may lie, uniformly; in its unit in the model.
struct UncertainParameter {
    std::string id;
    double low = 0.0;
    double high = 0.0;
};

/// What to compute.
struct SensitivityPlan {
    std::vector<UncertainParameter> parameters;
    int n_trajectory = 0;           ///< of Morris; 0: none
    int n_sample = 0;               ///< of Sobol'; 0: none
    std::size_t most_important = 0; ///< Sobol' only for so many with the largest mu*; 0: for all
    std::uint64_t seed = 1;
};

/// The outcome at each point, a value for every parameter of the plan, in its order and unit; NaN where it is not
/// known.
using Response = std::function<std::vector<double>(const std::vector<Point>& points)>;

/// What was found, in the order of the plan's parameters.
struct Sensitivity {
    std::vector<ElementaryEffects> effects; ///< per width of each range; empty: not asked for
    std::vector<std::size_t> decomposed;    ///< the parameters of `variance.inputs`
    VarianceDecomposition variance;         ///< the other parameters at the middle of their range
    std::size_t n_evaluation = 0;
    std::size_t n_failed = 0; ///< outcomes that are not known
};

/// The middle of every range.
[[nodiscard]] Point middle_of(const std::vector<UncertainParameter>& parameters);

/// Elementary effects, shares of variance, or the first and then the second for the most important.
/// @throws InputError  for a plan without parameters, a range that is none, or more to decompose than there are.
[[nodiscard]] Sensitivity analyse_sensitivity(const SensitivityPlan& plan, const Response& response);

} // namespace euthymia
