// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/mixed_model.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <Eigen/Cholesky>
#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "restricted_search.hpp"

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Every pair of visits needs as many people seen at both, beyond the effects at a visit, as there are visits: with
/// fewer the likelihood grows without bound.
bool has_people_for_unstructured(const PatternedMeasures& measures) {
    MatrixXd together = MatrixXd::Zero(measures.n_visit, measures.n_visit);
    for (const VisitPattern& pattern : measures.patterns)
        together(pattern.seen, pattern.seen).array() += pattern.n_person;
    return together.minCoeff() >= double(measures.n_effect + measures.n_visit);
}

/// The inverse of a matrix that must be positive definite by a margin.
std::optional<MatrixXd> safe_inverse(const MatrixXd& matrix) {
    const VectorXd scale = matrix.diagonal().cwiseMax(0.0).cwiseSqrt();
    if (!(scale.minCoeff() > 0.0)) return std::nullopt;
    const VectorXd inverse_scale = scale.cwiseInverse();
    const Eigen::LLT<MatrixXd> factor(inverse_scale.asDiagonal() * matrix * inverse_scale.asDiagonal());
    if (factor.info() != Eigen::Success || factor.rcond() < 1e-10) return std::nullopt;
    const MatrixXd inverse = factor.solve(MatrixXd::Identity(matrix.rows(), matrix.cols()));
    return inverse_scale.asDiagonal() * inverse * inverse_scale.asDiagonal();
}

std::vector<double> row_major(const MatrixXd& matrix) {
    const MatrixXd transposed = matrix.transpose();
    return {transposed.data(), transposed.data() + transposed.size()};
}

/// Blocks of arms at each visit out of a matrix over visits and effects.
std::vector<double> arm_blocks(const MatrixXd& error, const PatternedMeasures& measures) {
    std::vector<double> blocks;
    for (Index visit = 0; visit < measures.n_visit; ++visit) {
        const Index first = visit * measures.n_effect;
        const std::vector<double> block = row_major(error.block(first, first, measures.n_arm, measures.n_arm));
        blocks.insert(blocks.end(), block.begin(), block.end());
    }
    return blocks;
}

std::vector<double> arm_means(const MatrixXd& effect, const PatternedMeasures& measures) {
    std::vector<double> means;
    for (Index arm = 0; arm < measures.n_arm; ++arm)
        for (Index visit = 0; visit < measures.n_visit; ++visit) {
            const bool is_estimable = measures.is_estimable[std::size_t(visit * measures.n_effect + arm)];
            const double mean = measures.score_centre[visit] + measures.score_scale * effect(arm, visit);
            means.push_back(is_estimable ? mean : undefined);
        }
    return means;
}

/// Restricted log likelihood in units of the scores, of which there are N - p free ones, and of the baseline.
double in_units(double log_likelihood, const PatternedMeasures& measures) {
    double n_slope = 0.0;
    for (Index visit = 0; visit < measures.n_visit && measures.n_effect > measures.n_arm; ++visit)
        n_slope += measures.is_estimable[std::size_t(visit * measures.n_effect + measures.n_arm)] ? 1.0 : 0.0;
    return log_likelihood - (measures.n_score - rank_of(measures)) * std::log(measures.score_scale) -
           n_slope * std::log(measures.baseline_scale);
}

void store(const Fit& fit, const CovarianceStructure& structure, const PatternedMeasures& measures, MixedModel& model) {
    const Point& point = *fit.point;
    const double square = measures.score_scale * measures.score_scale;
    model.has_converged = true;
    model.n_iteration = fit.n_iteration;
    model.log_likelihood = in_units(point.likelihood.log_likelihood, measures);
    model.covariance = row_major(square * structure.matrix(point.parameters));
    model.mean_score = arm_means(point.likelihood.effect, measures);
    model.mean_error = arm_blocks(square * point.likelihood.effect_error, measures);
    const std::optional<MatrixXd> error = safe_inverse(point.slope.observed);
    model.freedom_kind = error ? FreedomKind::satterthwaite : FreedomKind::between_within;
    if (!error) return;
    model.parameter_error = row_major(*error);
    for (const MatrixXd& slope : point.slope.d_error) {
        const std::vector<double> blocks = arm_blocks(square * slope, measures);
        model.error_slope.insert(model.error_slope.end(), blocks.begin(), blocks.end());
    }
}

/// A model that says NaN of everything.
MixedModel blank_model(const PatternedMeasures& measures) {
    MixedModel model;
    model.n_person = std::size_t(measures.n_person);
    model.n_visit = std::size_t(measures.n_visit);
    model.n_arm = std::size_t(measures.n_arm);
    model.mean_baseline = measures.baseline_centre;
    model.between_freedom = measures.n_person - double(measures.n_effect);
    model.log_likelihood = undefined;
    model.covariance.assign(model.n_visit * model.n_visit, undefined);
    model.mean_score.assign(model.n_arm * model.n_visit, undefined);
    model.mean_error.assign(model.n_visit * model.n_arm * model.n_arm, undefined);
    return model;
}

/// sum of weight_j weight_k block_jk
double quadratic(std::span<const double> block, std::span<const double> weights) {
    const std::size_t n = weights.size();
    double sum = 0.0;
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k)
            if (weights[j] * weights[k] != 0.0) sum += weights[j] * weights[k] * block[j * n + k];
    return sum;
}

/// 2 v^2 / (g' C g), at least 1; g the slope of the variance v in the parameters and C their covariance.
double satterthwaite(const MixedModel& model, double variance, std::span<const double> weights, std::size_t visit) {
    const std::size_t n_block = model.n_arm * model.n_arm, n_set = model.n_visit * n_block;
    std::vector<double> slope;
    for (std::size_t at = visit * n_block; at < model.error_slope.size(); at += n_set)
        slope.push_back(quadratic(std::span(model.error_slope).subspan(at, n_block), weights));
    return std::max(1.0, 2.0 * variance * variance / quadratic(model.parameter_error, slope));
}

void check(const MixedModel& model, int arm, std::size_t visit) {
    if (arm >= 0 && std::size_t(arm) < model.n_arm && visit < model.n_visit) return;
    throw InputError(Issue{fmt::format("there is no arm {} at visit {}", arm, visit), "mixed model",
                           fmt::format("ask for an arm below {} and a visit below {}", model.n_arm, model.n_visit)});
}

} // namespace

const char* name_of(CovarianceKind kind) {
    if (kind == CovarianceKind::unstructured) return "unstructured";
    if (kind == CovarianceKind::autoregressive) return "compound symmetry with first-order autoregression";
    return "compound symmetry";
}

const char* name_of(FreedomKind kind) {
    return kind == FreedomKind::satterthwaite ? "Satterthwaite" : "between-within";
}

ModelEstimate MixedModel::contrast(double value, std::span<const double> weights, std::size_t visit) const {
    const std::size_t n_block = n_arm * n_arm;
    const double variance = quadratic(std::span(mean_error).subspan(visit * n_block, n_block), weights);
    const bool is_between = freedom_kind == FreedomKind::between_within;
    ModelEstimate estimate{{undefined, undefined, undefined}};
    if (!has_converged || !std::isfinite(value) || !(variance > 0.0)) return estimate;
    estimate.value = value;
    estimate.standard_error = std::sqrt(variance);
    estimate.freedom = is_between ? between_freedom : satterthwaite(*this, variance, weights, visit);
    if (!(estimate.freedom > 0.0)) return estimate;
    const boost::math::students_t t(estimate.freedom);
    const double reach = boost::math::quantile(t, 0.975) * estimate.standard_error;
    estimate.low = value - reach;
    estimate.high = value + reach;
    estimate.p_value = 2.0 * boost::math::cdf(t, -std::abs(value) / estimate.standard_error);
    return estimate;
}

ModelEstimate MixedModel::difference(int a, int b, std::size_t visit) const {
    check(*this, a, visit);
    check(*this, b, visit);
    std::vector<double> weights(n_arm, 0.0);
    weights[std::size_t(a)] += 1.0;
    weights[std::size_t(b)] -= 1.0;
    return contrast(mean_score[std::size_t(a) * n_visit + visit] - mean_score[std::size_t(b) * n_visit + visit],
                    weights, visit);
}

ModelEstimate MixedModel::mean(int arm, std::size_t visit) const {
    check(*this, arm, visit);
    std::vector<double> weights(n_arm, 0.0);
    weights[std::size_t(arm)] = 1.0;
    return contrast(mean_score[std::size_t(arm) * n_visit + visit], weights, visit);
}

MixedModel fit_mixed_model(const RepeatedMeasures& measures, MixedModelOptions options) {
    const PatternedMeasures grouped = group_by_pattern(measures);
    MixedModel model = blank_model(grouped);
    for (CovarianceKind kind :
         {CovarianceKind::unstructured, CovarianceKind::autoregressive, CovarianceKind::compound}) {
        const bool is_unstructured = kind == CovarianceKind::unstructured;
        if (kind < options.covariance || (is_unstructured && !has_people_for_unstructured(grouped))) continue;
        const CovarianceStructure structure(kind, grouped.n_visit);
        const Fit fit = fit_with(grouped, structure, options.max_iteration);
        model.covariance_kind = kind;
        model.n_iteration = fit.n_iteration;
        if (!fit.has_converged || (is_unstructured && !safe_inverse(fit.point->slope.observed))) continue;
        store(fit, structure, grouped, model);
        break;
    }
    return model;
}

} // namespace euthymia
