// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "record.hpp"

namespace euthymia {

namespace {

/// By the trapezoidal rule.
double mean_over_time(const Series& series) {
    const std::size_t n = series.value.size();
    if (n == 1) return series.value.front();
    double area = 0.0;
    for (std::size_t k = 1; k < n; ++k) {
        area += (series.time[k] - series.time[k - 1]) * std::midpoint(series.value[k], series.value[k - 1]);
    }
    return area / (series.time.back() - series.time.front());
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What is left when the straight line of least squares is taken away.
std::vector<double> without_trend(const Series& series) {
    const double t_mean = mean_of(series.time), mean = mean_of(series.value);
    double up = 0.0, down = 0.0;
    for (std::size_t k = 0; k < series.value.size(); ++k) {
        up += (series.time[k] - t_mean) * (series.value[k] - mean);
        down += (series.time[k] - t_mean) * (series.time[k] - t_mean);
    }
    const double slope = down > 0.0 ? up / down : 0.0;
    std::vector<double> rest;
    for (std::size_t k = 0; k < series.value.size(); ++k) {
        rest.push_back(series.value[k] - mean - slope * (series.time[k] - t_mean));
    }
    return rest;
}

double product(const std::vector<double>& values, std::size_t lag) {
    double sum = 0.0;
    for (std::size_t k = lag; k < values.size(); ++k) sum += values[k] * values[k - lag];
    return sum;
}

} // namespace

double reduce(const Series& series, Reading::Kind kind, std::size_t lag) {
    using Kind = Reading::Kind;
    const auto largest = std::ranges::max_element(series.value);
    switch (kind) {
    case Kind::mean:
        return mean_over_time(series);
    case Kind::max:
        return *largest;
    case Kind::min:
        return *std::ranges::min_element(series.value);
    case Kind::end:
        return series.value.back();
    case Kind::time_of_max:
        return series.time[static_cast<std::size_t>(largest - series.value.begin())];
    case Kind::sd:
    case Kind::autocorrelation:
        break;
    }
    const auto rest = without_trend(series);
    if (kind == Kind::sd) return std::sqrt(product(rest, 0) / static_cast<double>(rest.size()));
    return product(rest, lag) / product(rest, 0);
}

} // namespace euthymia
