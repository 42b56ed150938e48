// SPDX-License-Identifier: Apache-2.0
// The mixed model for repeated measures (MMRM) by which a trial with drop-out is analysed.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// What was measured on the people of a trial, after baseline.
struct RepeatedMeasures {
    std::size_t n_visit = 0;
    std::vector<int> arm;         ///< of each person, from 0; shape `n_person`
    std::vector<double> baseline; ///< score before treatment, shape `n_person`; empty: a model without baseline
    std::vector<double> score;    ///< shape `n_person x n_visit`, visit fastest; NaN = not seen
};

/// An estimate of a model with what its 95 % interval stands on.
struct ModelEstimate : Estimate {
    double standard_error = std::numeric_limits<double>::quiet_NaN();
    double freedom = std::numeric_limits<double>::quiet_NaN(); ///< degrees of freedom of its t
    double p_value = std::numeric_limits<double>::quiet_NaN(); ///< two-sided, of the value being zero
};

/// Covariance of one person's visits j and k, the richest first.
enum class CovarianceKind {
    unstructured,   ///< every variance and covariance is its own parameter
    autoregressive, ///< common + serial rho^|j - k|, common >= 0: compound symmetry with first-order autoregression
    compound        ///< common + serial at j = k: compound symmetry
};

enum class FreedomKind {
    satterthwaite, ///< 2 v^2 / var(v), v the variance of the contrast; at least 1
    between_within ///< people less arms and baseline; where the information matrix has no inverse
};

/// "unstructured", "compound symmetry with first-order autoregression", "compound symmetry"; "Satterthwaite",
/// "between-within".
[[nodiscard]] const char* name_of(CovarianceKind kind);
[[nodiscard]] const char* name_of(FreedomKind kind);

/// A fitted model: score = arm x visit + (baseline - mean baseline) x visit + error, people independent, errors of one
/// person normal with one covariance for all arms, estimated by restricted maximum likelihood.
class MixedModel {
  public:
    /// Least-squares mean of arm `a` less that of `b` at `visit` (from 0). All NaN where an arm was not seen at the
    /// visit or the fit did not converge. @throws InputError where there is no such arm or visit.
    [[nodiscard]] ModelEstimate difference(int a, int b, std::size_t visit) const;

    /// Least-squares mean of `arm` at `visit`, at the mean baseline of the people analysed.
    [[nodiscard]] ModelEstimate mean(int arm, std::size_t visit) const;

    CovarianceKind covariance_kind = CovarianceKind::unstructured;
    FreedomKind freedom_kind = FreedomKind::satterthwaite;
    bool has_converged = false;
    int n_iteration = 0;
    std::size_t n_person = 0; ///< people seen at least once
    std::size_t n_visit = 0;
    std::size_t n_arm = 0;
    double mean_baseline = 0.0;          ///< of the people seen at least once; 0 without baseline
    double between_freedom = 0.0;        ///< people less arms and baseline
    double log_likelihood = 0.0;         ///< restricted, with all its constants
    std::vector<double> covariance;      ///< of one person's errors, shape `n_visit x n_visit`
    std::vector<double> mean_score;      ///< least-squares means, shape `n_arm x n_visit`; NaN where not estimable
    std::vector<double> mean_error;      ///< their covariance at a visit, shape `n_visit x n_arm x n_arm`
    std::vector<double> error_slope;     ///< d mean_error / d covariance parameter, shape `n_parameter x` that
    std::vector<double> parameter_error; ///< covariance of these parameters in the scale of the fit, shape `n_parameter
                                         ///< x n_parameter`; empty without Satterthwaite

  private:
    [[nodiscard]] ModelEstimate contrast(double value, std::span<const double> weights, std::size_t visit) const;
};

struct MixedModelOptions {
    CovarianceKind covariance = CovarianceKind::unstructured; ///< the kind tried first
    int max_iteration = 100;
};

/// Fits the model; people never seen after baseline are left out, and so is the baseline at a visit where it does not
/// vary within any arm. Where a covariance has too few people or does not converge the next of `CovarianceKind` is
/// taken, and `covariance_kind` of the result says which; where none does, `has_converged` is false.
/// @throws InputError  where shapes disagree, an arm is negative, a baseline is not finite, or nobody was seen.
/// Method: damped Newton steps on sufficient statistics of people seen at the same visits; @cite mallinckrodt2008.
[[nodiscard]] MixedModel fit_mixed_model(const RepeatedMeasures& measures, MixedModelOptions options = {});

} // namespace euthymia
