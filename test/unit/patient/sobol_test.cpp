// SPDX-License-Identifier: Apache-2.0
#include "patient/sobol.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "euthymia/base/random.hpp"

namespace euthymia {
namespace {

std::vector<std::uint32_t> random_keys(std::size_t n, std::uint64_t seed) {
    Stream stream({.seed = seed});
    std::vector<std::uint32_t> keys;
    for (std::size_t k = 0; k < n; ++k) keys.push_back(static_cast<std::uint32_t>(stream.below(std::uint64_t{1} << 32)));
    return keys;
}

TEST(ScrambledSobol, PutsOneOfEveryAlignedBlockInEachPart) {
    const auto keys = random_keys(20, 1);
    for (const std::uint32_t size : {2U, 16U, 256U}) {
        for (const std::uint32_t first : {0U, size, 5 * size}) {
            std::vector<std::set<int>> parts(keys.size());
            for (std::uint32_t k = 0; k < size; ++k) {
                const auto point = scrambled_sobol(first + k, keys);
                for (std::size_t d = 0; d < keys.size(); ++d) parts[d].insert(static_cast<int>(point[d] * size));
            }
            for (const auto& met : parts) EXPECT_EQ(met.size(), size) << "block from " << first;
        }
    }
}

TEST(ScrambledSobol, IsUniformOverKeys) {
    constexpr int n_seed = 4000, n_part = 20;
    std::vector<int> count(n_part);
    for (std::uint64_t seed = 0; seed < n_seed; ++seed) {
        ++count[static_cast<std::size_t>(scrambled_sobol(3, random_keys(2, seed))[1] * n_part)];
    }
    double chi_square = 0.0;
    for (const int n : count) chi_square += std::pow(n - n_seed / n_part, 2) / (n_seed / n_part);
    EXPECT_LT(chi_square, 43.8); // one in a thousand, 19 degrees of freedom
}

TEST(ScrambledSobol, LeavesDimensionsLessCorrelatedThanChance) {
    // of n random numbers a correlation has an SD of 1/sqrt(n)
    constexpr std::uint32_t n = 128;
    const auto keys = random_keys(20, 7);
    std::vector<std::vector<double>> points;
    for (std::uint32_t k = 0; k < n; ++k) points.push_back(scrambled_sobol(k, keys));
    double squares = 0.0;
    for (std::size_t a = 0; a < keys.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            double correlation = 0.0;
            for (const auto& point : points) correlation += 12.0 / n * (point[a] - 0.5) * (point[b] - 0.5);
            squares += correlation * correlation / (20.0 * 19.0 / 2.0);
        }
    }
    EXPECT_LT(std::sqrt(squares), 0.5 / std::sqrt(double(n)));
}

TEST(ScrambledSobol, EstimatesAMeanFarBetterThanChance) {
    // of n random numbers the mean has an SD of 0.29/sqrt(n) = 0.026; of n strata 0.29/n^(3/2)
    constexpr std::uint32_t n = 128;
    double mean = 0.0;
    for (std::uint32_t k = 0; k < n; ++k) mean += scrambled_sobol(k, random_keys(5, 2))[4] / n;
    EXPECT_NEAR(mean, 0.5, 4 * 0.29 / std::pow(n, 1.5));
}

} // namespace
} // namespace euthymia
