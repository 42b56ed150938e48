// SPDX-License-Identifier: Apache-2.0
// The restricted likelihood of a covariance given patterned measures, its slope and its information.
#pragma once

#include <optional>
#include <vector>

#include <Eigen/Core>

#include "covariance_structure.hpp"
#include "visit_pattern.hpp"

namespace euthymia {

/// The restricted likelihood at one covariance V of a person's visits. With X = z (x) visits, W the inverse of V at the
/// visits of a pattern, A = X' V^-1 X and P = V^-1 - V^-1 X A^-1 X' V^-1:
///     log likelihood = -1/2 ((N - p) log 2 pi + log |V| + log |A| + y' P y).
struct LikelihoodAt {
    double log_likelihood = 0.0;
    Eigen::MatrixXd effect;               ///< fixed effects, shape `n_effect x n_visit`; 0 where not estimable
    Eigen::MatrixXd effect_error;         ///< A^-1, index `visit * n_effect + effect`; 0 where not estimable
    std::vector<Eigen::MatrixXd> weight;  ///< W of each pattern, 0 at visits not seen
    std::vector<Eigen::MatrixXd> scatter; ///< sum of r r' of each pattern, r = y - X effect
    Eigen::MatrixXd gradient;             ///< -1/2 <gradient, dV> is the change of the log likelihood
};

/// Nothing where the covariance is not positive definite.
[[nodiscard]] std::optional<LikelihoodAt> likelihood_at(const PatternedMeasures& measures,
                                                        const Eigen::MatrixXd& covariance);

/// First and second derivatives in the parameters of a structure.
struct LikelihoodSlope {
    Eigen::VectorXd score;                ///< d log likelihood
    Eigen::MatrixXd expected;             ///< expected information, 1/2 tr(P dV P dV)
    Eigen::MatrixXd observed;             ///< - d2 log likelihood
    std::vector<Eigen::MatrixXd> d_error; ///< d A^-1 / d parameter
};

[[nodiscard]] LikelihoodSlope slope_at(const PatternedMeasures& measures, const LikelihoodAt& at,
                                       const CovarianceStructure& structure, const Eigen::VectorXd& parameters);

} // namespace euthymia
