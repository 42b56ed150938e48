// SPDX-License-Identifier: Apache-2.0
#include "trial/allocation.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

Stream stream(std::uint64_t seed = 1) {
    return Stream({.seed = seed, .purpose = Purpose::replicate});
}

/// 40 people, every fourth in stratum 1.
Dealing dealing(std::vector<int> n, int block_size) {
    Dealing result{.n = std::move(n), .block_size = block_size, .stratum = std::vector<int>(40)};
    for (std::size_t k = 0; k < result.stratum.size(); k += 4) result.stratum[k] = 1;
    return result;
}

std::ptrdiff_t count_in(const std::vector<std::size_t>& people, const Dealing& dealt, int stratum) {
    return std::ranges::count_if(people, [&](std::size_t person) { return dealt.stratum[person] == stratum; });
}

TEST(Allocation, GivesEveryArmItsNumberAndNobodyTwice) {
    for (const int block_size : {0, 4, 7}) {
        const auto people = deal(dealing({20, 7, 13}, block_size), stream());
        EXPECT_EQ(people[0].size(), 20U);
        EXPECT_EQ(people[1].size(), 7U);
        EXPECT_EQ(people[2].size(), 13U);
        std::set<std::size_t> all;
        for (const auto& arm : people) all.insert(arm.begin(), arm.end());
        EXPECT_EQ(all.size(), 40U);
    }
}

TEST(Allocation, BalancesEveryStratumToHalfABlock) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const Dealing dealt = dealing({20, 20}, 4);
        const auto people = deal(dealt, stream(seed));
        // 10 of stratum 1: two whole blocks give 4 each, the third at most 2 to one arm
        const auto in_first = count_in(people[0], dealt, 1), in_second = count_in(people[1], dealt, 1);
        EXPECT_EQ(in_first + in_second, 10);
        EXPECT_LE(std::abs(in_first - in_second), 2);
    }
}

TEST(Allocation, ShufflingAloneDoesNotBalanceStrata) {
    std::ptrdiff_t largest = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Dealing dealt = dealing({20, 20}, 0);
        const std::vector<int> stratum = dealt.stratum;
        std::ranges::fill(dealt.stratum, 0);
        const auto people = deal(dealt, stream(seed));
        dealt.stratum = stratum;
        largest = std::max(largest, std::abs(count_in(people[0], dealt, 1) - count_in(people[1], dealt, 1)));
    }
    EXPECT_GT(largest, 2);
}

TEST(Allocation, AFirstBlockHoldsTheArmsInProportion) {
    Dealing dealt = dealing({20, 10, 10}, 4);
    std::ranges::fill(dealt.stratum, 0);
    const auto all = deal(dealt, stream());
    std::vector<std::size_t> arm_of(40);
    for (std::size_t arm = 0; arm < all.size(); ++arm) {
        for (const std::size_t person : all[arm]) arm_of[person] = arm;
    }
    // the order of arrival is that of the shuffle, which does not depend on the blocks
    Dealing alone{.n = {40}, .block_size = 0, .stratum = std::vector<int>(40)};
    const auto order = deal(alone, stream()).front();
    for (std::size_t first = 0; first < 40; first += 4) {
        std::vector<std::size_t> block;
        for (std::size_t k = first; k < first + 4; ++k) block.push_back(arm_of[order[k]]);
        std::ranges::sort(block);
        EXPECT_EQ(block, (std::vector<std::size_t>{0, 0, 1, 2})) << first;
    }
}

TEST(Allocation, IsTheSameBySeed) {
    EXPECT_EQ(deal(dealing({20, 20}, 4), stream(3)), deal(dealing({20, 20}, 4), stream(3)));
    EXPECT_NE(deal(dealing({20, 20}, 4), stream(3)), deal(dealing({20, 20}, 4), stream(4)));
}

TEST(Allocation, DealsAgainWhenMoreAreWantedThanThereAre) {
    const auto people = deal(dealing({30, 30}, 4), stream());
    EXPECT_EQ(people[0].size(), 30U);
    EXPECT_EQ(people[1].size(), 30U);
}

TrialResult rated_people() {
    TrialResult result;
    result.design.recruitment.baseline = BaselineCriteria{};
    result.scales = {"BDI", "HAMD17"};
    result.visit_time = {9.0, 177.0};
    result.is_female = {true, false, true, false};
    result.patient = {0, 1, 2, 3};
    ArmRecord arm{.name = "only", .n_design = 2};
    for (const double baseline : {14.0, 22.0, 19.0, 16.0}) {
        for (const double rating : {30.0, baseline, 25.0, 10.0}) arm.ratings.push_back(rating);
    }
    arm.dropout_week.assign(4, NAN);
    result.arms = {arm};
    return result;
}

TEST(Allocation, StrataAreByMedianOfTheBaselineAndSex) {
    TrialResult result = rated_people();
    EXPECT_EQ(strata_of(result, result.arms[0]), (std::vector<int>{0, 0, 0, 0}));
    result.design.strata = {"baseline"};
    EXPECT_EQ(strata_of(result, result.arms[0]), (std::vector<int>{0, 1, 1, 0}));
    result.design.strata = {"baseline", "female"};
    EXPECT_EQ(strata_of(result, result.arms[0]), (std::vector<int>{1, 2, 3, 0}));
    result.design.strata = {"age"};
    EXPECT_THROW((void)strata_of(result, result.arms[0]), InputError);
}

TEST(Allocation, ArmsWithPeopleOfTheirOwnAreDealtFromThese) {
    TrialResult result = rated_people();
    ArmRecord own = result.arms[0];
    own.name = "healthy";
    own.n_design = 3;
    own.patient = {8, 9, 10, 11};
    own.is_female = result.is_female;
    result.arms.push_back(own);
    const auto people = allocate(result, 0);
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0].size(), 2U);
    EXPECT_EQ(people[1].size(), 3U);
    for (const std::size_t place : people[1]) EXPECT_LT(place, 4U);
}

} // namespace
} // namespace euthymia
