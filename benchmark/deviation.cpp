// SPDX-License-Identifier: Apache-2.0
#include "deviation.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia::benchmark {

namespace {

constexpr double floor_share = 1e-3;
constexpr double least_size = 1e-15;

/// Sum of squared relative errors of one patient; not finite after a failure.
double sum_of_squares(const double* reference, const double* values, const Yardstick& yardstick) {
    const std::size_t n_column = yardstick.floor.size();
    double sum = 0.0;
    for (std::size_t c = 0; c < n_column; ++c) {
        double size = 0.0;
        for (std::size_t t = 0; t < yardstick.n_time; ++t) size = std::max(size, std::abs(reference[t * n_column + c]));
        size += yardstick.floor[c];
        for (std::size_t t = 0; t < yardstick.n_time; ++t) {
            const double error = (values[t * n_column + c] - reference[t * n_column + c]) / size;
            sum += error * error;
        }
    }
    return sum;
}

} // namespace

std::vector<double> scale_of(const Case& problem, const std::vector<double>& reference) {
    const std::size_t n_state = problem.states.size();
    std::vector<double> scale(n_state, 0.0);
    for (std::size_t k = 0; k < reference.size(); ++k) {
        if (std::isfinite(reference[k])) scale[k % n_state] = std::max(scale[k % n_state], std::abs(reference[k]));
    }
    for (double& size : scale) {
        if (size < least_size) size = 1.0;
    }
    return scale;
}

Yardstick yardstick_of(const Case& problem, const std::vector<double>& reference) {
    Yardstick yardstick{problem.times.size(), scale_of(problem, reference)};
    for (double& size : yardstick.floor) size *= floor_share;
    return yardstick;
}

Deviation measure(const Yardstick& yardstick, const std::vector<double>& reference, const std::vector<double>& values) {
    const std::size_t size = yardstick.n_time * yardstick.floor.size();
    Deviation deviation;
    double total = 0.0;
    std::size_t n_patient = 0;
    for (std::size_t k = 0; k + size <= values.size(); k += size) {
        const double sum = sum_of_squares(&reference[k], &values[k], yardstick);
        if (!std::isfinite(sum)) {
            ++deviation.n_failed;
            continue;
        }
        ++n_patient;
        total += sum;
        deviation.worst = std::max(deviation.worst, std::sqrt(sum / static_cast<double>(size)));
    }
    deviation.rms = std::sqrt(total / static_cast<double>(size * std::max<std::size_t>(n_patient, 1)));
    return deviation;
}

Deviation measure(const Case& problem, const std::vector<double>& reference, const std::vector<double>& values) {
    return measure(yardstick_of(problem, reference), reference, values);
}

} // namespace euthymia::benchmark
