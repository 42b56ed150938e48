// SPDX-License-Identifier: Apache-2.0
#include "covariance_structure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

enum Parameter : Index { serial, root_common, rho };

/// The matrix whose entry j, k is f(|j - k|).
template <typename Function>
MatrixXd of_distance(Index n_visit, Function f) {
    return MatrixXd::NullaryExpr(n_visit, n_visit, [&](Index j, Index k) { return f(double(std::abs(j - k))); });
}

/// rho^d and its first two derivatives in rho; 0^0 = 1.
double power(double base, double d) {
    return std::pow(base, d);
}

double power_slope(double base, double d) {
    return d == 0.0 ? 0.0 : d * std::pow(base, d - 1.0);
}

double power_curvature(double base, double d) {
    return d < 2.0 ? 0.0 : d * (d - 1.0) * std::pow(base, d - 2.0);
}

double rho_of(const VectorXd& parameters) {
    return parameters.size() > rho ? parameters[rho] : 0.0;
}

} // namespace

Index CovarianceStructure::n_parameter() const {
    if (kind_ == CovarianceKind::unstructured) return n_visit_ * (n_visit_ + 1) / 2;
    return std::min<Index>(n_visit_, kind_ == CovarianceKind::autoregressive ? 3 : 2);
}

VectorXd CovarianceStructure::start(const VectorXd& variances) const {
    VectorXd parameters = VectorXd::Zero(n_parameter());
    if (kind_ == CovarianceKind::unstructured) {
        for (Index j = 0; j < n_visit_; ++j) parameters[j * (j + 3) / 2] = variances[j];
        return parameters;
    }
    const double share = n_visit_ > 1 ? 0.6 : 1.0;
    parameters[serial] = share * variances.mean();
    if (n_parameter() > root_common) parameters[root_common] = std::sqrt((1.0 - share) * variances.mean());
    if (n_parameter() > rho) parameters[rho] = 0.4;
    return parameters;
}

bool CovarianceStructure::allows(const VectorXd& parameters) const {
    return kind_ == CovarianceKind::unstructured || (parameters[serial] > 0.0 && std::abs(rho_of(parameters)) < 1.0);
}

MatrixXd CovarianceStructure::matrix(const VectorXd& parameters) const {
    if (kind_ == CovarianceKind::unstructured) {
        MatrixXd full(n_visit_, n_visit_);
        for (Index j = 0, at = 0; j < n_visit_; ++j)
            for (Index k = 0; k <= j; ++k, ++at) full(j, k) = full(k, j) = parameters[at];
        return full;
    }
    const double shared = n_visit_ > 1 ? parameters[root_common] * parameters[root_common] : 0.0;
    return of_distance(n_visit_, [&](double d) { return shared + parameters[serial] * power(rho_of(parameters), d); });
}

MatrixXd CovarianceStructure::slope(const VectorXd& parameters, Index k) const {
    if (kind_ == CovarianceKind::unstructured) {
        Index row = 0;
        while ((row + 1) * (row + 2) / 2 <= k) ++row;
        const Index column = k - row * (row + 1) / 2;
        MatrixXd unit = MatrixXd::Zero(n_visit_, n_visit_);
        unit(row, column) = unit(column, row) = 1.0;
        return unit;
    }
    if (k == root_common) return MatrixXd::Constant(n_visit_, n_visit_, 2.0 * parameters[root_common]);
    const double base = rho_of(parameters);
    if (k == serial) return of_distance(n_visit_, [&](double d) { return power(base, d); });
    return parameters[serial] * of_distance(n_visit_, [&](double d) { return power_slope(base, d); });
}

MatrixXd CovarianceStructure::curvature(const VectorXd& parameters, Index k, Index l) const {
    const bool is_in_rho = k == rho || l == rho, is_in_common = k == root_common || l == root_common;
    if (is_curved() && k == root_common && l == root_common) return MatrixXd::Constant(n_visit_, n_visit_, 2.0);
    if (!is_curved() || !is_in_rho || is_in_common) return MatrixXd::Zero(n_visit_, n_visit_);
    const double base = rho_of(parameters);
    if (k != l) return of_distance(n_visit_, [&](double d) { return power_slope(base, d); });
    return parameters[serial] * of_distance(n_visit_, [&](double d) { return power_curvature(base, d); });
}

} // namespace euthymia
