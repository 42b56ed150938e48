// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include <Eigen/Dense>
#include <fmt/format.h>

#include "euthymia/base/random.hpp"

namespace euthymia {

namespace {

constexpr int most_redraws = 1000;

using Matrix = Eigen::Map<const Eigen::MatrixXd>;

Matrix covariance_of(const Posterior& posterior) {
    const auto n = static_cast<Eigen::Index>(posterior.centre.size());
    return {posterior.covariance.data(), n, n};
}

bool is_within(const FitParameter& parameter, double coordinate) {
    return coordinate >= to_search(parameter, parameter.low) && coordinate <= to_search(parameter, parameter.high);
}

/// One draw; redrawn while outside of the bounds, in the end moved to them.
std::vector<double> draw_one(const Posterior& posterior, const std::vector<FitParameter>& parameters,
                             const Eigen::MatrixXd& root, Stream& stream) {
    std::vector<double> values(parameters.size());
    for (int attempt = 0; attempt < most_redraws; ++attempt) {
        Eigen::VectorXd normal(root.rows());
        for (double& x : normal) x = stream.normal();
        const Eigen::VectorXd away = root * normal;
        bool is_inside = true;
        for (std::size_t k = 0; k < parameters.size(); ++k) {
            const double coordinate = posterior.centre[k] + away(static_cast<Eigen::Index>(k));
            is_inside = is_inside && is_within(parameters[k], coordinate);
            values[k] = from_search(parameters[k], coordinate);
        }
        if (is_inside) break;
    }
    return values;
}

/// -2 log of the normal density of a draw, but for a constant.
double draw_misfit(const Posterior& posterior, const std::vector<FitParameter>& parameters,
                   const std::vector<double>& values) {
    Eigen::VectorXd away(values.size());
    for (std::size_t k = 0; k < values.size(); ++k) {
        away(static_cast<Eigen::Index>(k)) = to_search(parameters[k], values[k]) - posterior.centre[k];
    }
    return away.dot(covariance_of(posterior).llt().solve(away));
}

} // namespace

double Ensemble::effective_size() const {
    double squares = 0.0;
    for (const EnsembleMember& member : members) squares += member.weight * member.weight;
    return squares > 0.0 ? 1.0 / squares : 0.0;
}

std::size_t Ensemble::n_with_weight() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(members, [](const EnsembleMember& member) { return member.weight > 0.0; }));
}

/// With the correction of a weighted sample for its mean: 1 - sum of squared weights in place of 1 - 1 / n.
std::optional<double> Ensemble::sd_of(std::size_t k, const FitParameter& parameter) const {
    constexpr double two_members = 1.0 + 1e-9;
    if (!(effective_size() > two_members)) return std::nullopt;
    double total = 0.0, mean = 0.0, square = 0.0;
    for (const EnsembleMember& member : members) total += member.weight;
    for (const EnsembleMember& member : members) {
        mean += member.weight / total * to_search(parameter, member.values[k]);
    }
    for (const EnsembleMember& member : members) {
        const double away = to_search(parameter, member.values[k]) - mean;
        square += member.weight / total * away * away;
    }
    return std::sqrt(square / (1.0 - 1.0 / effective_size()));
}

std::vector<std::vector<double>> draw_values(const Posterior& posterior, const std::vector<FitParameter>& parameters,
                                             int n, std::uint64_t seed) {
    const Eigen::MatrixXd root = covariance_of(posterior).llt().matrixL();
    std::vector<std::vector<double>> draws;
    for (int k = 0; k < n; ++k) {
        Stream stream({.seed = seed,
                       .trial = hash_name("ensemble"),
                       .patient = static_cast<std::uint32_t>(k),
                       .purpose = Purpose::fit});
        draws.push_back(draw_one(posterior, parameters, root, stream));
    }
    return draws;
}

Ensemble weigh(const std::vector<FitParameter>& parameters, const Posterior& posterior,
               const std::vector<Evaluation>& draws) {
    Ensemble ensemble;
    for (const FitParameter& parameter : parameters) ensemble.names.push_back(parameter.name);
    std::vector<double> logarithm;
    for (const Evaluation& draw : draws) {
        logarithm.push_back(0.5 * (draw_misfit(posterior, parameters, draw.values) - draw.objective));
    }
    const double largest = draws.empty() ? 0.0 : *std::max_element(logarithm.begin(), logarithm.end());
    double sum = 0.0;
    for (double& value : logarithm) sum += (value = std::exp(value - largest));
    for (std::size_t k = 0; k < draws.size(); ++k) {
        ensemble.members.push_back(
            {.weight = logarithm[k] / sum, .objective = draws[k].objective, .values = draws[k].values});
    }
    return ensemble;
}

std::vector<EnsembleMember> weighing_members(const Ensemble& ensemble) {
    std::vector<EnsembleMember> members;
    std::ranges::copy_if(ensemble.members, std::back_inserter(members),
                         [](const EnsembleMember& member) { return member.weight > 0.0; });
    return members;
}

Progress of_ensemble_member(const Progress& progress, std::size_t k, std::size_t n_member) {
    if (!progress) return {};
    const std::string member_of = fmt::format(" (member {} of {})", k + 1, n_member);
    return [progress, member_of](const std::string& step, std::size_t done, std::size_t total) {
        progress(step + member_of, done, total);
    };
}

Estimate weighted_interval(const std::vector<double>& sample, const std::vector<double>& weights) {
    std::vector<std::size_t> order;
    double total = 0.0, mean = 0.0;
    for (std::size_t k = 0; k < sample.size(); ++k) {
        if (std::isnan(sample[k])) continue;
        order.push_back(k);
        total += weights[k];
        mean += weights[k] * sample[k];
    }
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (!(total > 0.0)) return {undefined, undefined, undefined};
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sample[a] < sample[b]; });
    const auto point = [&](double share) {
        double below = 0.0;
        for (const std::size_t k : order) {
            if ((below += weights[k]) >= share * total) return sample[k];
        }
        return sample[order.back()];
    };
    return {mean / total, point(0.025), point(0.975)};
}

} // namespace euthymia
