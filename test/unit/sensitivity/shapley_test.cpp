// SPDX-License-Identifier: Apache-2.0
// Games whose Shapley values are known.
#include <bit>
#include <numeric>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/sensitivity/shapley.hpp"

namespace euthymia {
namespace {

/// The worth of every coalition of `n` players by a rule.
template <typename Rule>
std::vector<double> game(std::size_t n, Rule rule) {
    std::vector<double> worth;
    for (std::size_t coalition = 0; coalition < std::size_t{1} << n; ++coalition) worth.push_back(rule(coalition));
    return worth;
}

bool has(std::size_t coalition, std::size_t player) {
    return (coalition >> player & 1) != 0;
}

TEST(Shapley, OfTheGloveGameIsFourSixthsForTheOnlyRightGlove) {
    // players 0 and 1 hold left gloves, player 2 the right one; a pair is worth 1
    const auto values =
        shapley_values(game(3, [](std::size_t c) { return has(c, 2) && (has(c, 0) || has(c, 1)) ? 1.0 : 0.0; }));
    EXPECT_NEAR(values[0], 1.0 / 6.0, 1e-15);
    EXPECT_NEAR(values[1], 1.0 / 6.0, 1e-15);
    EXPECT_NEAR(values[2], 4.0 / 6.0, 1e-15);
}

TEST(Shapley, OfTheAirportGameSharesEachStretchAmongThoseWhoNeedIt) {
    // runways of length 8, 11, 13, 18: 8/4, + 3/3, + 2/2, + 5/1 (Littlechild and Owen 1973)
    const std::vector<double> length{8.0, 11.0, 13.0, 18.0};
    const auto values = shapley_values(game(4, [&](std::size_t c) {
        double longest = 0.0;
        for (std::size_t k = 0; k < 4; ++k) longest = has(c, k) ? std::max(longest, length[k]) : longest;
        return longest;
    }));
    const std::vector<double> shares{2.0, 3.0, 4.0, 9.0};
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(values[k], shares[k], 1e-14);
}

TEST(Shapley, OfTheSecurityCouncilIsThatOfPermanentMembers) {
    // five permanent members with a veto, ten others, nine votes needed: 0.19627 and 0.001865 (Shapley and Shubik 1954)
    const auto values =
        shapley_values(game(15, [](std::size_t c) { return (c & 31) == 31 && std::popcount(c) >= 9 ? 1.0 : 0.0; }));
    EXPECT_NEAR(values[0], 421.0 / 2145.0, 1e-12);
    EXPECT_NEAR(values[14], 4.0 / 2145.0, 1e-12);
}

/// A game without pattern.
double anything(std::size_t coalition) {
    return static_cast<double>((coalition * 2654435761u + 12345u) % 1000u) / 7.0;
}

TEST(Shapley, ValuesSumToTheWorthOfAllLessThatOfNone) {
    const auto worth = game(6, anything);
    const auto values = shapley_values(worth);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), worth.back() - worth.front(), 1e-11);
}

TEST(Shapley, GivesNothingToWhoAddsNothing) {
    const auto values = shapley_values(game(5, [](std::size_t c) { return anything(c & ~std::size_t{4}); }));
    EXPECT_NEAR(values[2], 0.0, 1e-12);
}

TEST(Shapley, GivesTheSameToWhoAddTheSame) {
    // only how many of 1 and 3 are there counts
    const auto values = shapley_values(game(5, [](std::size_t c) {
        return anything((c & 0b10101) + 100 * static_cast<std::size_t>(std::popcount(c & 0b01010)));
    }));
    EXPECT_NEAR(values[1], values[3], 1e-12);
}

TEST(Shapley, IsAdditiveOverGames) {
    const auto one = game(4, anything), other = game(4, [](std::size_t c) { return anything(c + 77); });
    std::vector<double> sum;
    for (std::size_t c = 0; c < one.size(); ++c) sum.push_back(one[c] + other[c]);
    const auto a = shapley_values(one), b = shapley_values(other), both = shapley_values(sum);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(both[k], a[k] + b[k], 1e-11);
}

TEST(Shapley, RefusesWhatIsNoGame) {
    try {
        std::ignore = shapley_values(std::vector<double>(3));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "3 coalitions are no game");
    }
}

} // namespace
} // namespace euthymia
