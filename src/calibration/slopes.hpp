// SPDX-License-Identifier: Apache-2.0
// How residuals change with the numbers, from evaluations near one of them.
#pragma once

#include <Eigen/Dense>

#include "euthymia/calibration/objective.hpp"

namespace euthymia {

/// Residuals at a point and their slopes on the scales of the search.
struct LinearResiduals {
    Eigen::VectorXd residual; ///< of the targets, at the point
    Eigen::MatrixXd slope;    ///< shape `n_target x n_parameter`; 0 for a target that could not be simulated
    Eigen::VectorXd weight;   ///< of the targets, what Huber's loss leaves of it
};

/// Local linear regression of every residual around `best`; an evaluation d steps away (in the number that is furthest)
/// weighs exp(-d^2 / 2).
[[nodiscard]] LinearResiduals linear_residuals(const std::vector<Target>& targets,
                                               const std::vector<FitParameter>& parameters,
                                               const std::vector<Evaluation>& evaluations, const Evaluation& best);

} // namespace euthymia
