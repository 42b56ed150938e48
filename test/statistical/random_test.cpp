// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/random.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <Random123/philox.h>
#include <gtest/gtest.h>

namespace euthymia {
namespace {

std::vector<double> draw_uniform(StreamKey key, int n) {
    Stream stream(key);
    std::vector<double> sample;
    for (int k = 0; k < n; ++k) sample.push_back(stream.uniform());
    return sample;
}

/// Largest distance between the empirical and a given distribution function (Kolmogorov and Smirnov).
template <typename Cdf>
double ks_distance(std::vector<double> sample, Cdf cdf) {
    std::sort(sample.begin(), sample.end());
    double worst = 0.0;
    const auto n = static_cast<double>(sample.size());
    for (std::size_t k = 0; k < sample.size(); ++k) {
        const auto below = static_cast<double>(k);
        worst = std::max({worst, (below + 1.0) / n - cdf(sample[k]), cdf(sample[k]) - below / n});
    }
    return worst;
}

constexpr int n = 20000;
const double ks_limit_at_one_in_a_thousand = 1.95 / std::sqrt(double(n));

TEST(Philox, GivesTheKnownAnswersOfItsAuthors) {
    // kat_vectors of Random123: philox4x32 10, all bits set
    const r123::Philox4x32::ctr_type counter{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}};
    const auto block = r123::Philox4x32{}(counter, {{0xffffffff, 0xffffffff}});
    EXPECT_EQ(block[0], 0x408f276dU);
    EXPECT_EQ(block[3], 0x6d5451fdU);
}

TEST(Stream, IsAPureFunctionOfItsKey) {
    const StreamKey key{.seed = 7, .trial = 3, .patient = 12, .purpose = Purpose::rating};
    EXPECT_EQ(draw_uniform(key, 50), draw_uniform(key, 50));
}

TEST(Stream, ChangesWithEveryPartOfItsKey) {
    const StreamKey key{.seed = 7, .trial = 3, .patient = 12, .purpose = Purpose::rating};
    std::set<double> firsts{draw_uniform(key, 1)[0]};
    for (StreamKey other : {key, key, key, key, key}) {
        static int part = 0;
        switch (part++) {
        case 0:
            other.seed = 8;
            break;
        case 1:
            other.seed = 7 + (std::uint64_t{1} << 32);
            break;
        case 2:
            other.trial = 4;
            break;
        case 3:
            other.patient = 13;
            break;
        default:
            other.purpose = Purpose::dropout;
            break;
        }
        firsts.insert(draw_uniform(other, 1)[0]);
    }
    EXPECT_EQ(firsts.size(), 6U);
}

TEST(Stream, UniformIsUniform) {
    EXPECT_LT(ks_distance(draw_uniform({.seed = 5}, n), [](double x) { return x; }), ks_limit_at_one_in_a_thousand);
}

TEST(Stream, NormalIsNormal) {
    Stream stream({.seed = 6});
    std::vector<double> sample;
    for (int k = 0; k < n; ++k) sample.push_back(stream.normal());
    const auto cdf = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
    EXPECT_LT(ks_distance(sample, cdf), ks_limit_at_one_in_a_thousand);
}

TEST(Stream, BelowReachesEveryValueAndNoOther) {
    Stream stream({.seed = 9});
    std::set<std::uint64_t> seen;
    for (int k = 0; k < 1000; ++k) seen.insert(stream.below(7));
    EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(HashName, IsFnv1a) {
    // published test vectors of FNV-1a, 32 bits
    EXPECT_EQ(hash_name(""), 0x811c9dc5U);
    EXPECT_EQ(hash_name("a"), 0xe40c292cU);
    EXPECT_EQ(hash_name("foobar"), 0xbf9cf968U);
}

} // namespace
} // namespace euthymia
