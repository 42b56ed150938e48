// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/missing.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

const RepeatedMeasures three_people{3, {0, 1, 1}, {22, 24, 26}, {18, NAN, 12, 20, 17, NAN, NAN, NAN, NAN}};

TEST(CarryLastForward, FillsFromTheVisitBeforeAndThenFromBaseline) {
    const RepeatedMeasures filled = carry_last_forward(three_people);
    EXPECT_EQ(filled.score, (std::vector<double>{18, 18, 12, 20, 17, 17, 26, 26, 26}));
    EXPECT_EQ(filled.arm, three_people.arm);
}

TEST(CarryLastForward, LeavesWhatNothingCameBefore) {
    RepeatedMeasures without = three_people;
    without.baseline.clear();
    EXPECT_TRUE(std::isnan(carry_last_forward(without).score[6]));
}

TEST(Completers, AreThoseSeenAtTheLastVisit) {
    const RepeatedMeasures kept = completers(three_people);
    EXPECT_EQ(kept.arm, (std::vector<int>{0}));
    EXPECT_EQ(kept.baseline, (std::vector<double>{22}));
    EXPECT_DOUBLE_EQ(kept.score[2], 12);
    EXPECT_EQ(kept.score.size(), 3U);
}

} // namespace
} // namespace euthymia
