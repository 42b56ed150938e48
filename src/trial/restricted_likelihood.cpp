// SPDX-License-Identifier: Apache-2.0
#include "restricted_likelihood.hpp"

#include <cmath>
#include <numbers>

#include <Eigen/Cholesky>

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The inverse of a covariance at some visits, 0 elsewhere, and the logarithm of its determinant.
struct Inverse {
    MatrixXd matrix;
    double log_determinant = 0.0;
};

double log_determinant(const Eigen::LLT<MatrixXd>& factor) {
    return 2.0 * factor.matrixLLT().diagonal().array().log().sum();
}

std::optional<Inverse> inverse_at(const MatrixXd& covariance, const std::vector<Index>& seen) {
    const MatrixXd part = covariance(seen, seen);
    const Eigen::LLT<MatrixXd> factor(part);
    if (factor.info() != Eigen::Success) return std::nullopt;
    Inverse inverse{MatrixXd::Zero(covariance.rows(), covariance.cols()), log_determinant(factor)};
    const MatrixXd part_inverse = factor.solve(MatrixXd::Identity(part.rows(), part.cols()));
    inverse.matrix(seen, seen) = part_inverse;
    return inverse;
}

/// sum += w (x) zz, blocks of effects within visits.
void add_product(MatrixXd& sum, const MatrixXd& w, const MatrixXd& zz) {
    const Index n = zz.rows();
    for (Index j = 0; j < w.rows(); ++j)
        for (Index k = 0; k < w.cols(); ++k)
            if (w(j, k) != 0.0) sum.block(j * n, k * n, n, n) += w(j, k) * zz;
}

/// Entry j, k: trace of block j, k of `error` times zz.
MatrixXd block_traces(const MatrixXd& error, const MatrixXd& zz, Index n_visit) {
    const Index n = zz.rows();
    return MatrixXd::NullaryExpr(
        n_visit, n_visit, [&](Index j, Index k) { return error.block(j * n, k * n, n, n).cwiseProduct(zz).sum(); });
}

double inner(const MatrixXd& a, const MatrixXd& b) {
    return a.cwiseProduct(b).sum();
}

/// Rows and columns of what is not estimable: 0, with `diagonal` on the diagonal.
void mask(MatrixXd& matrix, const std::vector<bool>& is_estimable, double diagonal) {
    for (Index k = 0; k < matrix.rows(); ++k) {
        if (is_estimable[std::size_t(k)]) continue;
        matrix.row(k).setZero();
        matrix.col(k).setZero();
        matrix(k, k) = diagonal;
    }
}

/// Solves A effect = X' V^-1 y; log |A|, or nothing where A is singular.
std::optional<double> solve_effects(const PatternedMeasures& measures, LikelihoodAt& at) {
    const Index n = measures.n_visit * measures.n_effect;
    MatrixXd a = MatrixXd::Zero(n, n), right = MatrixXd::Zero(measures.n_effect, measures.n_visit);
    for (std::size_t p = 0; p < measures.patterns.size(); ++p) {
        add_product(a, at.weight[p], measures.patterns[p].zz);
        right += measures.patterns[p].zy * at.weight[p];
    }
    mask(a, measures.is_estimable, 1.0);
    const Eigen::LLT<MatrixXd> factor(a);
    if (factor.info() != Eigen::Success) return std::nullopt;
    at.effect_error = factor.solve(MatrixXd::Identity(n, n));
    mask(at.effect_error, measures.is_estimable, 0.0);
    at.effect = (at.effect_error * right.reshaped()).reshaped(measures.n_effect, measures.n_visit);
    return log_determinant(factor);
}

/// sum of (y - effect' z) (y - effect' z)'
MatrixXd scatter_of(const VisitPattern& pattern, const MatrixXd& effect) {
    const MatrixXd cross = pattern.zy.transpose() * effect;
    return pattern.yy - cross - cross.transpose() + effect.transpose() * pattern.zz * effect;
}

/// y' P y, and the gradient: sum of n W - W T W - W R W over patterns, T the block traces and R the scatter.
double add_scatter(const PatternedMeasures& measures, LikelihoodAt& at) {
    double squares = 0.0;
    at.gradient = MatrixXd::Zero(measures.n_visit, measures.n_visit);
    for (std::size_t p = 0; p < measures.patterns.size(); ++p) {
        const VisitPattern& pattern = measures.patterns[p];
        const MatrixXd& w = at.weight[p];
        at.scatter.push_back(scatter_of(pattern, at.effect));
        squares += inner(w, at.scatter[p]);
        const MatrixXd explained = block_traces(at.effect_error, pattern.zz, measures.n_visit) + at.scatter[p];
        at.gradient += pattern.n_person * w - w * explained * w;
    }
    return squares;
}

} // namespace

std::optional<LikelihoodAt> likelihood_at(const PatternedMeasures& measures, const MatrixXd& covariance) {
    LikelihoodAt at;
    double log_v = 0.0;
    for (const VisitPattern& pattern : measures.patterns) {
        const std::optional<Inverse> inverse = inverse_at(covariance, pattern.seen);
        if (!inverse) return std::nullopt;
        at.weight.push_back(inverse->matrix);
        log_v += pattern.n_person * inverse->log_determinant;
    }
    const std::optional<double> log_a = solve_effects(measures, at);
    if (!log_a) return std::nullopt;
    const double constant = (measures.n_score - rank_of(measures)) * std::log(2.0 * std::numbers::pi);
    at.log_likelihood = -0.5 * (constant + log_v + *log_a + add_scatter(measures, at));
    if (!std::isfinite(at.log_likelihood)) return std::nullopt;
    return at;
}

namespace {

/// What one parameter adds up to over patterns; E = dV / d parameter, M = W E W.
struct ParameterSums {
    MatrixXd slope;     ///< E
    MatrixXd in_trace;  ///< sum of n M - 2 W T M: its inner product with another E is that part of tr(P E P E)
    MatrixXd in_square; ///< sum of M R W, the same of y' P E P E P y
    MatrixXd d_a;       ///< sum of M (x) zz = - dA / d parameter
    VectorXd pull;      ///< X' V^-1 E P y
};

ParameterSums sums_of(const PatternedMeasures& measures, const LikelihoodAt& at, const MatrixXd& slope,
                      const std::vector<MatrixXd>& traces) {
    const Index m = measures.n_visit, n = m * measures.n_effect;
    ParameterSums sums{slope, MatrixXd::Zero(m, m), MatrixXd::Zero(m, m), MatrixXd::Zero(n, n), {}};
    MatrixXd pull = MatrixXd::Zero(measures.n_effect, m);
    for (std::size_t p = 0; p < measures.patterns.size(); ++p) {
        const VisitPattern& pattern = measures.patterns[p];
        const MatrixXd product = at.weight[p] * slope * at.weight[p];
        sums.in_trace += pattern.n_person * product - 2.0 * at.weight[p] * traces[p] * product;
        sums.in_square += product * at.scatter[p] * at.weight[p];
        add_product(sums.d_a, product, pattern.zz);
        pull += (pattern.zy - pattern.zz * at.effect) * product;
    }
    mask(sums.d_a, measures.is_estimable, 0.0);
    sums.pull = pull.reshaped();
    return sums;
}

std::vector<ParameterSums> all_sums(const PatternedMeasures& measures, const LikelihoodAt& at,
                                    const CovarianceStructure& structure, const VectorXd& parameters) {
    std::vector<MatrixXd> traces;
    for (const VisitPattern& pattern : measures.patterns)
        traces.push_back(block_traces(at.effect_error, pattern.zz, measures.n_visit));
    std::vector<ParameterSums> sums;
    for (Index k = 0; k < structure.n_parameter(); ++k)
        sums.push_back(sums_of(measures, at, structure.slope(parameters, k), traces));
    return sums;
}

} // namespace

LikelihoodSlope slope_at(const PatternedMeasures& measures, const LikelihoodAt& at,
                         const CovarianceStructure& structure, const VectorXd& parameters) {
    const Index n = structure.n_parameter();
    const std::vector<ParameterSums> sums = all_sums(measures, at, structure, parameters);
    std::vector<MatrixXd> error_d_a; // A^-1 d_a
    for (const ParameterSums& one : sums) error_d_a.emplace_back(at.effect_error * one.d_a);
    LikelihoodSlope slope{VectorXd(n), MatrixXd(n, n), MatrixXd(n, n), {}};
    for (Index k = 0; k < n; ++k) {
        const ParameterSums& one = sums[std::size_t(k)];
        slope.score[k] = -0.5 * inner(at.gradient, one.slope);
        slope.d_error.emplace_back(error_d_a[std::size_t(k)] * at.effect_error);
        for (Index l = 0; l <= k; ++l) {
            const ParameterSums& two = sums[std::size_t(l)];
            const double trace = inner(one.in_trace, two.slope) +
                                 inner(error_d_a[std::size_t(k)], error_d_a[std::size_t(l)].transpose());
            const double square = inner(one.in_square, two.slope) - one.pull.dot(at.effect_error * two.pull);
            slope.expected(k, l) = slope.expected(l, k) = 0.5 * trace;
            slope.observed(k, l) = slope.observed(l, k) = square - 0.5 * trace;
            if (structure.is_curved())
                slope.observed(k, l) = slope.observed(l, k) +=
                    0.5 * inner(at.gradient, structure.curvature(parameters, k, l));
        }
    }
    return slope;
}

} // namespace euthymia
