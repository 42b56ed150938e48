// SPDX-License-Identifier: Apache-2.0
// How the covariance of one person's visits depends on its parameters.
#pragma once

#include <Eigen/Core>

#include "euthymia/trial/mixed_model.hpp"

namespace euthymia {

/// A family of covariance matrices of `n_visit` visits. Parameters of the unstructured: the lower triangle, row by row.
/// Of the others: serial variance, root of the common variance (its square cannot leave the family, and a maximum at
/// none is an ordinary one), rho; one visit has the first of them, two visits and compound symmetry the first two.
class CovarianceStructure {
  public:
    CovarianceStructure(CovarianceKind kind, Eigen::Index n_visit)
        : kind_(kind)
        , n_visit_(n_visit) {}

    [[nodiscard]] Eigen::Index n_parameter() const;

    /// Parameters of uncorrelated (unstructured) or mildly correlated (autoregressive) visits with these variances.
    [[nodiscard]] Eigen::VectorXd start(const Eigen::VectorXd& variances) const;

    /// Whether parameters lie in the family: rho inside (-1, 1), serial variance above 0.
    [[nodiscard]] bool allows(const Eigen::VectorXd& parameters) const;

    [[nodiscard]] Eigen::MatrixXd matrix(const Eigen::VectorXd& parameters) const;

    /// d matrix / d parameter k.
    [[nodiscard]] Eigen::MatrixXd slope(const Eigen::VectorXd& parameters, Eigen::Index k) const;

    /// Whether second derivatives are not all zero, and d2 matrix / d parameter k d parameter l.
    [[nodiscard]] bool is_curved() const { return kind_ != CovarianceKind::unstructured && n_visit_ > 1; }
    [[nodiscard]] Eigen::MatrixXd curvature(const Eigen::VectorXd& parameters, Eigen::Index k, Eigen::Index l) const;

  private:
    CovarianceKind kind_;
    Eigen::Index n_visit_;
};

} // namespace euthymia
