// SPDX-License-Identifier: Apache-2.0
#include "restricted_search.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::optional<LikelihoodAt> likelihood_of(const PatternedMeasures& measures, const CovarianceStructure& structure,
                                          const VectorXd& parameters) {
    if (!structure.allows(parameters)) return std::nullopt;
    const MatrixXd covariance = structure.matrix(parameters);
    if (Eigen::LLT<MatrixXd>(covariance).info() != Eigen::Success) return std::nullopt;
    return likelihood_at(measures, covariance);
}

std::optional<Point> point_at(const PatternedMeasures& measures, const CovarianceStructure& structure,
                              const VectorXd& parameters) {
    std::optional<LikelihoodAt> likelihood = likelihood_of(measures, structure, parameters);
    if (!likelihood) return std::nullopt;
    LikelihoodSlope slope = slope_at(measures, *likelihood, structure, parameters);
    return Point{parameters, std::move(*likelihood), std::move(slope)};
}

/// Newton's step with the observed information where it is positive definite, else with the expected one; `damping`
/// adds to its diagonal.
VectorXd step_from(const Point& point, double damping) {
    for (MatrixXd information : {point.slope.observed, point.slope.expected}) {
        information.diagonal() += damping * point.slope.expected.diagonal();
        const Eigen::LLT<MatrixXd> factor(information);
        if (factor.info() == Eigen::Success) return factor.solve(point.slope.score);
    }
    return point.slope.score / (1.0 + point.slope.score.norm());
}

/// Takes a step uphill, damping it as far as needed; false where no step gains.
bool climb(const PatternedMeasures& measures, const CovarianceStructure& structure, Point& point, double& damping) {
    for (int attempt = 0; attempt < 30; ++attempt) {
        const VectorXd tried = point.parameters + step_from(point, damping);
        const std::optional<LikelihoodAt> there = likelihood_of(measures, structure, tried);
        if (there && there->log_likelihood >= point.likelihood.log_likelihood) {
            damping = damping < 1e-3 ? 0.0 : damping / 10.0;
            point = {tried, *there, slope_at(measures, *there, structure, tried)};
            return true;
        }
        damping = std::max(10.0 * damping, 1e-3);
    }
    return false;
}

/// Twice the gain in log likelihood that one more step promises.
double promise_of(const Point& point) {
    return std::abs(point.slope.score.dot(step_from(point, 0.0)));
}

/// Residual variances of the visits about the least-squares fit that treats visits as independent; the mean of all
/// visits where one has none.
VectorXd first_variances(const PatternedMeasures& measures) {
    const MatrixXd independent = MatrixXd::Identity(measures.n_visit, measures.n_visit);
    const std::optional<LikelihoodAt> fit = likelihood_at(measures, independent);
    VectorXd squares = VectorXd::Zero(measures.n_visit), n = VectorXd::Zero(measures.n_visit);
    if (!fit) return squares;
    for (std::size_t p = 0; p < measures.patterns.size(); ++p)
        for (const Index visit : measures.patterns[p].seen) {
            squares[visit] += fit->scatter[p](visit, visit);
            n[visit] += measures.patterns[p].n_person;
        }
    const double mean = squares.sum() / n.sum();
    const VectorXd variances = squares.cwiseQuotient(n.cwiseMax(1.0));
    return (variances.array() > 1e-10).select(variances, mean);
}

/// One last Newton step, where it does no harm: near the maximum each doubles the number of right digits.
void polish(const PatternedMeasures& measures, const CovarianceStructure& structure, Point& point) {
    std::optional<Point> last = point_at(measures, structure, point.parameters + step_from(point, 0.0));
    const double before = point.likelihood.log_likelihood;
    if (last && last->likelihood.log_likelihood > before - 1e-8) point = *std::move(last);
}

} // namespace

Fit fit_with(const PatternedMeasures& measures, const CovarianceStructure& structure, int max_iteration) {
    const VectorXd variances = first_variances(measures);
    if (!(variances.minCoeff() > 1e-10)) return {};
    Fit fit{point_at(measures, structure, structure.start(variances)), false, 0};
    double damping = 0.0;
    while (fit.point && !fit.has_converged && fit.n_iteration < max_iteration) {
        ++fit.n_iteration;
        const bool has_climbed = climb(measures, structure, *fit.point, damping);
        fit.has_converged = promise_of(*fit.point) < (has_climbed ? 1e-10 : 1e-6);
        if (!has_climbed) break;
    }
    if (fit.has_converged) polish(measures, structure, *fit.point);
    return fit;
}

} // namespace euthymia
