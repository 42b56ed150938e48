// SPDX-License-Identifier: Apache-2.0
#include "euthymia/outcome/early_warning.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What is left when the straight line of least squares is taken away.
std::vector<double> without_trend(std::span<const double> values) {
    const double middle = 0.5 * static_cast<double>(values.size() - 1), mean = mean_of(values);
    double up = 0.0, down = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double t = static_cast<double>(k) - middle;
        up += t * (values[k] - mean);
        down += t * t;
    }
    const double slope = down > 0.0 ? up / down : 0.0;
    std::vector<double> rest;
    rest.reserve(values.size());
    for (std::size_t k = 0; k < values.size(); ++k) {
        rest.push_back(values[k] - mean - slope * (static_cast<double>(k) - middle));
    }
    return rest;
}

double product(const std::vector<double>& values, std::size_t lag) {
    double sum = 0.0;
    for (std::size_t k = lag; k < values.size(); ++k) sum += values[k] * values[k - lag];
    return sum;
}

/// Takes the mean of the first `n` away from all.
void centre(std::vector<double>& values, std::size_t n) {
    const double mean = mean_of(std::span(values).first(n));
    for (double& value : values) value -= mean;
}

double root_mean_square(double sum, std::size_t n) {
    const double root = n > 0 ? std::sqrt(sum / static_cast<double>(n)) : 0.0;
    return root > 0.0 ? root : 1.0;
}

} // namespace

Fluctuation fluctuation_of(std::span<const double> values, std::size_t lag) {
    const auto rest = without_trend(values);
    const double sum = product(rest, 0);
    return {.variance = sum / static_cast<double>(rest.size()), .autocorrelation = product(rest, lag) / sum};
}

SlowingCourse slowing_of(std::span<const double> values, const WarningRule& rule) {
    constexpr double least = 1e-30, most = 0.999999; // a window in which nothing moves has no logarithm
    SlowingCourse course{.last = {}, .log_variance = {}, .autocorrelation = {}};
    for (std::size_t end = rule.window; end <= values.size(); end += rule.step) {
        const Fluctuation seen = fluctuation_of(values.subspan(end - rule.window, rule.window), rule.lag);
        course.last.push_back(end - 1);
        course.log_variance.push_back(std::log(std::max(seen.variance, least)));
        course.autocorrelation.push_back(std::atanh(std::clamp(seen.autocorrelation, -most, most)));
        if (end <= rule.normal) ++course.n_normal;
    }
    if (course.n_normal == 0) {
        throw InputError({"no window lies in a person's own normal", "key 'early_warning'",
                          "make 'normal_weeks' longer, or 'window_days' shorter"});
    }
    centre(course.log_variance, course.n_normal);
    centre(course.autocorrelation, course.n_normal);
    return course;
}

SlowingSpread spread_of(const std::vector<SlowingCourse>& courses) {
    double variance = 0.0, autocorrelation = 0.0;
    std::size_t n = 0;
    for (const SlowingCourse& course : courses) {
        for (std::size_t k = 0; k < course.n_normal; ++k) {
            variance += course.log_variance[k] * course.log_variance[k];
            autocorrelation += course.autocorrelation[k] * course.autocorrelation[k];
        }
        n += course.n_normal;
    }
    return {.log_variance = root_mean_square(variance, n), .autocorrelation = root_mean_square(autocorrelation, n)};
}

std::vector<double> warning_index(const SlowingCourse& course, const SlowingSpread& spread, std::size_t smoothing) {
    std::vector<double> index;
    double sum = 0.0;
    const auto at = [&](std::size_t k) {
        return 0.5 *
               (course.log_variance[k] / spread.log_variance + course.autocorrelation[k] / spread.autocorrelation);
    };
    for (std::size_t k = course.n_normal; k < course.last.size(); ++k) {
        sum += at(k);
        const std::size_t n = k - course.n_normal + 1;
        if (n > smoothing) sum -= at(k - smoothing);
        index.push_back(sum / static_cast<double>(smoothing));
    }
    return index;
}

double threshold_for(std::vector<double> largest, double share) {
    if (largest.empty()) return 0.0;
    std::ranges::sort(largest, std::greater<>());
    const auto allowed = static_cast<std::size_t>(share * static_cast<double>(largest.size()));
    return largest[std::min(allowed, largest.size() - 1)];
}

std::optional<double> area_under_curve(const std::vector<double>& cases, const std::vector<double>& controls) {
    if (cases.empty() || controls.empty()) return std::nullopt;
    double wins = 0.0;
    for (const double a : cases) {
        for (const double b : controls) wins += a > b ? 1.0 : (a == b ? 0.5 : 0.0);
    }
    return wins / static_cast<double>(cases.size() * controls.size());
}

} // namespace euthymia
