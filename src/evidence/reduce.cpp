// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "euthymia/outcome/early_warning.hpp"
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
    const Fluctuation seen = fluctuation_of(series.value, lag);
    return kind == Kind::sd ? std::sqrt(seen.variance) : seen.autocorrelation;
}

} // namespace euthymia
