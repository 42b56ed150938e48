// SPDX-License-Identifier: Apache-2.0
// Slowing down before a system tips: variance and lag-1 autocorrelation of a person's ups and downs, and alarms from
// them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace euthymia {

/// What values do about the straight line of least squares through them.
///
/// Of a process that returns at the rate r from noise of strength s (Ornstein-Uhlenbeck), the variance is s^2/(2 r) and
/// the autocorrelation at the lag d is exp(-r d): both rise where r falls.
struct Fluctuation {
    double variance = 0.0;        ///< square of the values' unit
    double autocorrelation = 0.0; ///< at the lag, -1 to 1
};

/// @param values  Equally spaced, more than `lag`.
/// @param lag     Samples.
[[nodiscard]] Fluctuation fluctuation_of(std::span<const double> values, std::size_t lag);

/// How a course is watched; all in samples.
struct WarningRule {
    std::size_t window = 0;    ///< that variance and autocorrelation are taken over
    std::size_t step = 1;      ///< from the end of one window to that of the next
    std::size_t lag = 1;       ///< of the autocorrelation
    std::size_t normal = 0;    ///< windows that end before are the person's own normal
    std::size_t smoothing = 1; ///< steps that are averaged
};

/// Slowing of one person against their own normal, window by window.
struct SlowingCourse {
    std::vector<std::size_t> last;       ///< last sample of each window
    std::vector<double> log_variance;    ///< less its mean in the person's normal
    std::vector<double> autocorrelation; ///< Fisher's z of it, less its mean in the person's normal
    std::size_t n_normal = 0;            ///< windows of the normal, at the beginning
};

/// @throws InputError  where the normal has no window.
[[nodiscard]] SlowingCourse slowing_of(std::span<const double> values, const WarningRule& rule);

/// By how much people fluctuate in their own normal.
struct SlowingSpread {
    double log_variance = 1.0;
    double autocorrelation = 1.0;
};

/// Root mean square over the normal of all; what does not vary counts as 1.
[[nodiscard]] SlowingSpread spread_of(const std::vector<SlowingCourse>& courses);

/// The mean of both indicators in units of their spread, averaged over the last `smoothing` windows; one number for
/// each window after the normal. Windows of the normal count as 0 in the average.
[[nodiscard]] std::vector<double> warning_index(const SlowingCourse& course, const SlowingSpread& spread,
                                                std::size_t smoothing);

/// The smallest threshold that at most `share` of the largest indices exceed. @param largest  One for each person.
[[nodiscard]] double threshold_for(std::vector<double> largest, double share);

/// Probability that a case has a larger index than a control, ties half: the area under the curve of sensitivity
/// against false alarms; none without both.
[[nodiscard]] std::optional<double> area_under_curve(const std::vector<double>& cases,
                                                     const std::vector<double>& controls);

} // namespace euthymia
