// SPDX-License-Identifier: Apache-2.0
// Effect sizes and their intervals.
#pragma once

#include <span>

namespace euthymia {

/// A value with its 95 % interval.
struct Estimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Size, mean and standard deviation (n - 1) of a sample; NaN where too small.
struct Summary {
    int n = 0;
    double mean = 0.0;
    double sd = 0.0;
};

[[nodiscard]] Summary summarise(std::span<const double> sample);

/// Hedges' g of `a` against `b`: (mean a - mean b) / pooled SD with the small-sample correction, and its interval from
/// the normal approximation. Negative favours `a` on symptom scales. Source: @cite hedges1985, chapter 5.
[[nodiscard]] Estimate hedges_g(const Summary& a, const Summary& b);

/// mean a - mean b, interval by Welch's t.
[[nodiscard]] Estimate mean_difference(const Summary& a, const Summary& b);

/// Ratio of risks and of odds of `events_a` in `n_a` against `events_b` in `n_b`; intervals on the logarithm, half an
/// event added to every cell when one is empty.
[[nodiscard]] Estimate risk_ratio(int events_a, int n_a, int events_b, int n_b);
[[nodiscard]] Estimate odds_ratio(int events_a, int n_a, int events_b, int n_b);

/// Quantile `p` of an ascending sample, linear between order statistics (type 7).
[[nodiscard]] double quantile(std::span<const double> ascending, double p);

} // namespace euthymia
