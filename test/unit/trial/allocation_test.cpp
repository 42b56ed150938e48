// SPDX-License-Identifier: Apache-2.0
#include "trial/allocation.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "given_trial.hpp"

namespace euthymia {
namespace {

TEST(PermutedBlocks, HoldTheArmsInTheirProportion) {
    Stream stream({.seed = 3});
    const auto labels = permuted_blocks({20, 10}, 6, stream);
    ASSERT_EQ(labels.size(), 30U);
    for (std::size_t from = 0; from < labels.size(); from += 6) {
        EXPECT_EQ(std::count(labels.begin() + static_cast<std::ptrdiff_t>(from),
                             labels.begin() + static_cast<std::ptrdiff_t>(from + 6), 0U),
                  4)
            << "two to one";
    }
}

TEST(PermutedBlocks, GiveEachArmItsSizeWhereNothingDivides) {
    for (const std::vector<int>& sizes : {std::vector<int>{17, 13, 16, 18, 16}, {1, 1, 40}, {7, 0, 3}}) {
        Stream stream({.seed = 4});
        const auto labels = permuted_blocks(sizes, 4, stream);
        for (std::size_t arm = 0; arm < sizes.size(); ++arm) {
            EXPECT_EQ(std::count(labels.begin(), labels.end(), arm), sizes[arm]);
        }
    }
}

/// 60 people in two arms of 20; every second is a woman, scores at baseline rise.
TrialResult trial() {
    std::vector<Given> people;
    for (int k = 0; k < 60; ++k) people.push_back({.scores = {10.0 + k, 10.0}});
    TrialResult result = given_trial({people, people}, Analysis::locf);
    for (int k = 0; k < 60; ++k) result.is_female.push_back(k % 2 == 0);
    for (ArmRecord& arm : result.arms) arm.n_design = 20;
    result.design.recruitment.baseline = BaselineCriteria{};
    return result;
}

TEST(Allocation, PutsNobodyInTwoArms) {
    const auto people = allocate(trial(), 0);
    std::set<std::size_t> all(people[0].begin(), people[0].end());
    all.insert(people[1].begin(), people[1].end());
    EXPECT_EQ(people[0].size(), 20U);
    EXPECT_EQ(all.size(), 40U);
    EXPECT_NE(allocate(trial(), 1), people) << "every replicate is another trial";
    EXPECT_EQ(allocate(trial(), 0), people);
}

TEST(Allocation, StrataBalanceTheArms) {
    TrialResult result = trial();
    result.design.strata = {"female", "baseline"};
    result.design.block_size = 2;
    for (int replicate = 0; replicate < 20; ++replicate) {
        const auto people = allocate(result, replicate);
        const auto count = [&](std::size_t arm, int stratum) {
            return std::count_if(people[arm].begin(), people[arm].end(),
                                 [&](std::size_t k) { return (k % 2 == 0 ? 2 : 0) + (k >= 30 ? 1 : 0) == stratum; });
        };
        for (int stratum = 0; stratum < 4; ++stratum) {
            // a block may lie across two strata
            EXPECT_LE(std::abs(count(0, stratum) - count(1, stratum)), 2) << replicate;
        }
    }
}

TEST(Allocation, AnArmWithPeopleOfItsOwnDrawsFromThem) {
    TrialResult result = trial();
    result.design.arms[1].recruitment = Recruitment{};
    result.arms[1].dropout_week.resize(5);
    result.arms[1].n_design = 5;
    const auto people = allocate(result, 0);
    EXPECT_EQ(std::set<std::size_t>(people[1].begin(), people[1].end()).size(), 5U);
    EXPECT_LT(*std::max_element(people[1].begin(), people[1].end()), 5U);
}

} // namespace
} // namespace euthymia
