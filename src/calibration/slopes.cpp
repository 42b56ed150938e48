// SPDX-License-Identifier: Apache-2.0
#include "slopes.hpp"

#include <cmath>

#include "euthymia/calibration/posterior.hpp"

namespace euthymia {

namespace {

constexpr double least_weight = 1e-6; ///< evaluations that weigh less are left out

/// Distances from `best` in steps, shape `n_evaluation x n_parameter`.
Eigen::MatrixXd steps_away(const std::vector<FitParameter>& parameters, const std::vector<Evaluation>& evaluations,
                           const Evaluation& best) {
    Eigen::MatrixXd away(evaluations.size(), parameters.size());
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const double centre = to_search(parameters[k], best.values[k]), step = slope_step(parameters[k]);
        for (std::size_t e = 0; e < evaluations.size(); ++e) {
            away(e, k) = (to_search(parameters[k], evaluations[e].values[k]) - centre) / step;
        }
    }
    return away;
}

/// Weighted least squares of residual - residual at best = slope * steps, through 0 at best.
Eigen::VectorXd slope_of(const Target& target, std::size_t place, const std::vector<Evaluation>& evaluations,
                         const Eigen::MatrixXd& away, double at_best) {
    Eigen::MatrixXd design = away;
    Eigen::VectorXd change(away.rows());
    for (Eigen::Index e = 0; e < away.rows(); ++e) {
        const double residual = target.residual(evaluations[static_cast<std::size_t>(e)].simulated[place]);
        const double distance = away.row(e).cwiseAbs().maxCoeff();
        const double weight = std::isfinite(residual) ? std::exp(-0.5 * distance * distance) : 0.0;
        const double root = weight > least_weight ? std::sqrt(weight) : 0.0;
        design.row(e) *= root;
        change(e) = root > 0.0 ? root * (residual - at_best) : 0.0;
    }
    return design.completeOrthogonalDecomposition().solve(change);
}

double huber_weight(double residual) {
    const double size = std::abs(residual);
    return size <= huber_from ? 1.0 : huber_from / size;
}

} // namespace

LinearResiduals linear_residuals(const std::vector<Target>& targets, const std::vector<FitParameter>& parameters,
                                 const std::vector<Evaluation>& evaluations, const Evaluation& best) {
    const Eigen::MatrixXd away = steps_away(parameters, evaluations, best);
    const auto n = static_cast<Eigen::Index>(targets.size()), n_parameter = away.cols();
    LinearResiduals linear{Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n_parameter), Eigen::VectorXd::Zero(n)};
    for (std::size_t r = 0; r < targets.size(); ++r) {
        const double at_best = targets[r].residual(best.simulated[r]);
        if (!std::isfinite(at_best)) continue;
        const auto row = static_cast<Eigen::Index>(r);
        linear.residual(row) = at_best;
        linear.weight(row) = targets[r].weight * huber_weight(at_best);
        linear.slope.row(row) = slope_of(targets[r], r, evaluations, away, at_best);
        for (std::size_t k = 0; k < parameters.size(); ++k) {
            linear.slope(row, static_cast<Eigen::Index>(k)) /= slope_step(parameters[k]);
        }
    }
    return linear;
}

} // namespace euthymia
