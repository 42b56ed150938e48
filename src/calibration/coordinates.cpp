// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "euthymia/calibration/posterior.hpp"

namespace euthymia {

namespace {

double search_range(const FitParameter& parameter) {
    return to_search(parameter, parameter.high) - to_search(parameter, parameter.low);
}

} // namespace

double to_search(const FitParameter& parameter, double value) {
    return parameter.scale == FitScale::log ? std::log(value) : value;
}

double from_search(const FitParameter& parameter, double coordinate) {
    const double value = parameter.scale == FitScale::log ? std::exp(coordinate) : coordinate;
    return std::min(std::max(value, parameter.low), parameter.high);
}

double prior_sd(const FitParameter& parameter) {
    const bool is_log = parameter.scale == FitScale::log;
    switch (parameter.prior.kind) {
    case Spread::Kind::lognormal:
        return is_log ? parameter.prior.sd : parameter.prior.sd * std::abs(parameter.present);
    case Spread::Kind::normal:
        return is_log ? parameter.prior.sd / std::abs(parameter.present) : parameter.prior.sd;
    case Spread::Kind::none:
        break;
    }
    return search_range(parameter) / std::sqrt(12.0);
}

double slope_step(const FitParameter& parameter) {
    return std::min(0.5 * prior_sd(parameter), 0.1 * search_range(parameter));
}

double prior_misfit(const std::vector<FitParameter>& parameters, const std::vector<double>& values) {
    double sum = 0.0;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const Spread& prior = parameters[k].prior;
        if (prior.kind == Spread::Kind::none) continue;
        const bool is_log = prior.kind == Spread::Kind::lognormal;
        const double away = is_log ? std::log(values[k] / parameters[k].present) : values[k] - parameters[k].present;
        sum += away / prior.sd * (away / prior.sd);
    }
    return sum;
}

} // namespace euthymia
