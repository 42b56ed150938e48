// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/power.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"

namespace euthymia {
namespace {

TEST(PowerOfTTest, AgreesWithR) {
    // power.t.test of R 4.2.2: n = 20, delta = 1 gives 0.868952802 with the far tail left out; n = 64, delta = 0.5,
    // strict = TRUE gives 0.801459558
    EXPECT_NEAR(power_of_t_test(1.0, 20, 20), 0.868952802, 1e-6);
    EXPECT_NEAR(power_of_t_test(-0.5, 64, 64), 0.801459558, 1e-8);
}

TEST(PowerOfTTest, IsTheLevelWithoutAnEffect) {
    EXPECT_DOUBLE_EQ(power_of_t_test(0.0, 30, 40), 0.05);
    EXPECT_NEAR(power_of_t_test(1e-7, 30, 40, 0.01), 0.01, 1e-9);
    EXPECT_THROW((void)power_of_t_test(0.5, 1, 10), InputError);
}

TEST(CountSignificant, TakesNoTestAsNotSignificant) {
    const std::vector<double> p_values{0.01, 0.05, NAN, 0.2, 0.04};
    const Replicates replicates = count_significant(p_values);
    EXPECT_EQ(replicates.significant, 2);
    EXPECT_EQ(replicates.n, 5);
    EXPECT_DOUBLE_EQ(power_of(replicates).value, 0.4);
}

/// Replicates that are significant with exactly the power of a t test, noise drawn from `seed`.
auto noisy_t_test(double effect, int n_replicate, std::uint64_t seed) {
    return [=](int n) {
        Stream stream({.seed = seed, .patient = std::uint32_t(n), .purpose = Purpose::replicate});
        const double power = power_of_t_test(effect, n, n);
        Replicates replicates{0, n_replicate};
        for (int k = 0; k < n_replicate; ++k) replicates.significant += stream.uniform() < power ? 1 : 0;
        return replicates;
    };
}

TEST(SearchSampleSize, FindsTheSizeOfATTestWithoutNoise) {
    // power.t.test(power = 0.8, delta = 0.5) gives 63.77, so 64 an arm; power is rounded to a millionth here
    const auto simulate = [](int n) { return Replicates{int(std::lround(1e6 * power_of_t_test(0.5, n, n))), 1000000}; };
    const SampleSize size = search_sample_size(simulate);
    EXPECT_TRUE(size.is_reached);
    EXPECT_NEAR(size.n, 64, 1);
    EXPECT_NEAR(size.power.value, 0.8, 0.01);
}

TEST(SearchSampleSize, BracketsTheTruthUnderNoise) {
    int inside = 0;
    double sum = 0.0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const SampleSize size = search_sample_size(noisy_t_test(0.5, 200, seed));
        inside += size.n_low <= 64 && 64 <= size.n_high ? 1 : 0;
        sum += size.n;
    }
    EXPECT_GE(inside, 89); // of 100 with 95 %: fewer than 89 in less than one of 200
    EXPECT_NEAR(sum / 100.0, 64.0, 2.0);
}

TEST(SearchSampleSize, AsksForNoSizeTwiceAndNoneOutside) {
    std::multiset<int> asked;
    const auto truth = noisy_t_test(0.3, 100, 5);
    const auto simulate = [&](int n) {
        asked.insert(n);
        return truth(n);
    };
    const SampleSize size = search_sample_size(simulate, {.lowest = 10, .highest = 500, .max_trials = 9});
    EXPECT_EQ(asked.size(), size.trials.size());
    EXPECT_LE(asked.size(), 9U);
    EXPECT_EQ(std::set<int>(asked.begin(), asked.end()).size(), asked.size());
    EXPECT_GE(*asked.begin(), 10);
    EXPECT_LE(*asked.rbegin(), 500);
}

TEST(SearchSampleSize, SaysThatNoSizeIsEnough) {
    const SampleSize size = search_sample_size(noisy_t_test(0.05, 200, 3), {.lowest = 4, .highest = 100});
    EXPECT_FALSE(size.is_reached);
    EXPECT_EQ(size.n, 100);
    EXPECT_LT(size.power.value, 0.3);
}

TEST(SearchSampleSize, IsContentWithTheSmallestWhereItIsEnough) {
    const SampleSize size = search_sample_size(noisy_t_test(3.0, 200, 3), {.lowest = 20});
    EXPECT_TRUE(size.is_reached);
    EXPECT_EQ(size.n, 20);
    EXPECT_EQ(size.trials.size(), 1U);
}

TEST(SearchSampleSize, RefusesOptionsWithoutSense) {
    EXPECT_THROW((void)search_sample_size(noisy_t_test(1.0, 10, 1), {.power = 1.0}), InputError);
    EXPECT_THROW((void)search_sample_size(noisy_t_test(1.0, 10, 1), {.lowest = 50, .highest = 20}), InputError);
    EXPECT_THROW((void)search_sample_size(noisy_t_test(1.0, 0, 1)), InputError);
}

} // namespace
} // namespace euthymia
