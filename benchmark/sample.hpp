// SPDX-License-Identifier: Apache-2.0
// The middle and the ends of repeated measurements.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

namespace euthymia::benchmark {

/// In the unit of what was measured; NaN of an empty sample.
struct Range {
    double median = std::numeric_limits<double>::quiet_NaN();
    double least = std::numeric_limits<double>::quiet_NaN();
    double most = std::numeric_limits<double>::quiet_NaN();
};

[[nodiscard]] inline Range range_of(std::vector<double> sample) {
    if (sample.empty()) return {};
    std::ranges::sort(sample);
    const std::size_t middle = sample.size() / 2;
    const double median = sample.size() % 2 == 1 ? sample[middle] : 0.5 * (sample[middle - 1] + sample[middle]);
    return {median, sample.front(), sample.back()};
}

/// `a[k] / b[k]`: what was measured side by side is divided, not what was measured at different times.
[[nodiscard]] inline std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> all;
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) all.push_back(a[k] / b[k]);
    return all;
}

} // namespace euthymia::benchmark
