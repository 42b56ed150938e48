// SPDX-License-Identifier: Apache-2.0
// How often a trial of a given size finds what is there, and the size that finds it often enough.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// Replicates of a trial and how many of them found the contrast significant.
struct Replicates {
    int significant = 0;
    int n = 0;
};

/// Counts p-values below `alpha`; NaN (a replicate without a test) counts as not significant.
[[nodiscard]] Replicates count_significant(std::span<const double> p_values, double alpha = 0.05);

/// Power from replicates with Wilson's 95 % interval.
[[nodiscard]] Estimate power_of(const Replicates& replicates);

/// Power of the two-sided t test on two independent samples whose means differ by `effect` standard deviations, by the
/// noncentral t distribution. @throws InputError where a size is below 2 or alpha is not inside (0, 1).
[[nodiscard]] double power_of_t_test(double effect, int n_a, int n_b, double alpha = 0.05);

/// What a search of the sample size found.
struct SampleSize {
    /// One size that was simulated.
    struct Trial {
        int n = 0;
        Replicates replicates;
    };
    int n = 0;                 ///< smallest size with the wanted power; `highest` where none has it
    bool is_reached = false;   ///< false: even `highest` has less than the wanted power
    Estimate power;            ///< at `n`, from the curve through all trials
    int n_low = 0, n_high = 0; ///< sizes between which the wanted power lies as far as the noise of replicates tells
    std::vector<Trial> trials; ///< in the order in which they were simulated
};

struct SampleSizeOptions {
    double power = 0.8; ///< wanted
    int lowest = 4;     ///< sizes to search, inclusive
    int highest = 2000;
    int max_trials = 12; ///< sizes to simulate at the most
};

/// Searches the smallest size with the wanted power, given a function that simulates replicates of a size. Bisection
/// brackets it; since each power is noisy, the answer is read off a curve probit(power) = c0 + c1 sqrt(n) through all
/// sizes tried, and the sizes tried last lie where that curve crosses. Asks only for sizes in [lowest, highest], never
/// twice for the same. @throws InputError where options make no sense or a trial has no replicates.
[[nodiscard]] SampleSize search_sample_size(const std::function<Replicates(int n)>& simulate,
                                            const SampleSizeOptions& options = {});

} // namespace euthymia
