// SPDX-License-Identifier: Apache-2.0
#include "trial/expected_scores.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

constexpr double not_seen = std::numeric_limits<double>::quiet_NaN();

/// One arm, two visits with means 10 and 8, SDs 2 and 2 and a correlation of one half.
MixedModel model() {
    MixedModel model;
    model.n_visit = 2;
    model.n_arm = 1;
    model.mean_baseline = 20.0;
    model.mean_score = {10.0, 8.0};
    model.covariance = {4.0, 2.0, 2.0, 4.0};
    return model;
}

TEST(ExpectedScores, FollowFromWhatWasSeenByTheCorrelation) {
    const RepeatedMeasures measures{.n_visit = 2,
                                    .arm = {0, 0, 0},
                                    .baseline = {20.0, 20.0, 20.0},
                                    .score = {12.0, not_seen, not_seen, 4.0, not_seen, not_seen}};
    // 8 + 1/2 (12 - 10), 10 + 1/2 (4 - 8), and the means for who was never seen
    EXPECT_EQ(expected_scores(model(), measures), (std::vector<double>{12.0, 9.0, 8.0, 4.0, 10.0, 8.0}));
}

TEST(ExpectedScores, FollowTheBaselineByTheSlopeOfThoseWhoWereSeen) {
    // everybody seen lies on mean + (1, 2) (baseline - 20)
    const RepeatedMeasures measures{.n_visit = 2,
                                    .arm = {0, 0, 0},
                                    .baseline = {18.0, 22.0, 23.0},
                                    .score = {8.0, 4.0, 12.0, 12.0, not_seen, not_seen}};
    const auto scores = expected_scores(model(), measures);
    EXPECT_NEAR(scores[4], 13.0, 1e-12);
    EXPECT_NEAR(scores[5], 14.0, 1e-12);
}

} // namespace
} // namespace euthymia
