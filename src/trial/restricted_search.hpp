// SPDX-License-Identifier: Apache-2.0
// The covariance at which the restricted likelihood is greatest.
#pragma once

#include <optional>

#include "restricted_likelihood.hpp"

namespace euthymia {

/// A point of the search: parameters of the covariance, the likelihood and its derivatives there.
struct Point {
    Eigen::VectorXd parameters;
    LikelihoodAt likelihood;
    LikelihoodSlope slope;
};

/// What a search came to; no point where it could not even start.
struct Fit {
    std::optional<Point> point;
    bool has_converged = false;
    int n_iteration = 0;
};

/// Climbs by damped Newton steps until one more promises less than 1e-10 in log likelihood.
[[nodiscard]] Fit fit_with(const PatternedMeasures& measures, const CovarianceStructure& structure, int max_iteration);

} // namespace euthymia
