// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/posterior.hpp"

#include <algorithm>
#include <cmath>

#include "slopes.hpp"

namespace euthymia {

namespace {

constexpr double normal_95 = 1.96;

/// The objective near `best` as a parabola: precision and half its gradient, on the scales of the search.
struct Parabola {
    Eigen::MatrixXd precision;
    Eigen::VectorXd gradient;
};

/// 1 / SD^2 of the prior on the scale of the search.
double prior_precision(const FitParameter& parameter) {
    return 1.0 / (prior_sd(parameter) * prior_sd(parameter));
}

Parabola parabola(const std::vector<Target>& targets, const std::vector<FitParameter>& parameters,
                  const std::vector<Evaluation>& evaluations, const Evaluation& best) {
    const LinearResiduals linear = linear_residuals(targets, parameters, evaluations, best);
    Parabola shape{linear.slope.transpose() * linear.weight.asDiagonal() * linear.slope,
                   linear.slope.transpose() * linear.weight.cwiseProduct(linear.residual)};
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const auto place = static_cast<Eigen::Index>(k);
        const FitParameter& parameter = parameters[k];
        shape.precision(place, place) += prior_precision(parameter);
        if (parameter.prior.kind == Spread::Kind::none) continue;
        const double away = to_search(parameter, best.values[k]) - to_search(parameter, parameter.present);
        shape.gradient(place) += away * prior_precision(parameter);
    }
    return shape;
}

FittedNumber describe(const FitParameter& parameter, double centre, double sd) {
    const double of_prior = prior_sd(parameter);
    return {.name = parameter.name,
            .present = parameter.present,
            .value = {.value = from_search(parameter, centre),
                      .low = from_search(parameter, centre - normal_95 * sd),
                      .high = from_search(parameter, centre + normal_95 * sd)},
            .prior_sd = of_prior,
            .posterior_sd = sd,
            .is_identified = sd < identified_share * of_prior};
}

double correlation_of(const Eigen::MatrixXd& covariance, Eigen::Index i, Eigen::Index k) {
    return covariance(i, k) / std::sqrt(covariance(i, i) * covariance(k, k));
}

/// Every number with the one it is most correlated with.
void tie(std::vector<FittedNumber>& numbers, const Eigen::MatrixXd& covariance) {
    for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
        FittedNumber& number = numbers[static_cast<std::size_t>(i)];
        for (Eigen::Index k = 0; k < covariance.rows(); ++k) {
            const double correlation = i == k ? 0.0 : correlation_of(covariance, i, k);
            if (i == k || (!number.tied_to.empty() && std::abs(correlation) <= std::abs(number.correlation))) continue;
            number.tied_to = numbers[static_cast<std::size_t>(k)].name;
            number.correlation = correlation;
        }
    }
}

std::vector<StrongCorrelation> strong_correlations(const std::vector<FitParameter>& parameters,
                                                   const Eigen::MatrixXd& covariance) {
    std::vector<StrongCorrelation> strong;
    for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
        for (Eigen::Index k = i + 1; k < covariance.rows(); ++k) {
            const double correlation = correlation_of(covariance, i, k);
            if (std::abs(correlation) < strong_correlation) continue;
            strong.push_back({parameters[static_cast<std::size_t>(i)].name,
                              parameters[static_cast<std::size_t>(k)].name, correlation});
        }
    }
    return strong;
}

} // namespace

Posterior laplace(const std::vector<Target>& targets, const std::vector<FitParameter>& parameters,
                  const std::vector<Evaluation>& evaluations, const Evaluation& best) {
    const Eigen::MatrixXd precision = parabola(targets, parameters, evaluations, best).precision;
    const Eigen::MatrixXd covariance =
        precision.llt().solve(Eigen::MatrixXd::Identity(precision.rows(), precision.cols()));
    Posterior posterior;
    posterior.covariance.assign(covariance.data(), covariance.data() + covariance.size());
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const auto place = static_cast<Eigen::Index>(k);
        posterior.centre.push_back(to_search(parameters[k], best.values[k]));
        posterior.numbers.push_back(
            describe(parameters[k], posterior.centre.back(), std::sqrt(covariance(place, place))));
    }
    tie(posterior.numbers, covariance);
    posterior.correlations = strong_correlations(parameters, covariance);
    return posterior;
}

std::vector<double> newton_step(const std::vector<Target>& targets, const std::vector<FitParameter>& parameters,
                                const std::vector<Evaluation>& evaluations, const Evaluation& best) {
    const Parabola shape = parabola(targets, parameters, evaluations, best);
    const Eigen::VectorXd step = shape.precision.llt().solve(shape.gradient);
    std::vector<double> values;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const double centre = to_search(parameters[k], best.values[k]);
        values.push_back(from_search(parameters[k], centre - step(static_cast<Eigen::Index>(k))));
    }
    return values;
}

} // namespace euthymia
