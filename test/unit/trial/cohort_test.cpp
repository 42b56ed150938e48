// SPDX-License-Identifier: Apache-2.0
#include "trial/cohort.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {
namespace {

const BaselineCriteria criteria{.scale = "HAMD17", .mean = 19.4, .sd = 2.3, .min = 12.0, .max = 25.0};

/// 600 scores spread evenly over the range of entry.
std::vector<double> even_scores() {
    std::vector<double> scores;
    for (int k = 0; k < 600; ++k) scores.push_back(12.0 + std::floor(k * 14.0 / 600.0));
    return scores;
}

TEST(MatchBaseline, PicksEachPersonOnce) {
    const auto picked = match_baseline(even_scores(), criteria, 150);
    EXPECT_EQ(std::set<std::size_t>(picked.begin(), picked.end()).size(), 150U);
    EXPECT_TRUE(std::is_sorted(picked.begin(), picked.end()));
}

TEST(MatchBaseline, MeetsMeanAndSdOfTheTarget) {
    const auto scores = even_scores();
    std::vector<double> chosen;
    for (const std::size_t k : match_baseline(scores, criteria, 150)) chosen.push_back(scores[k]);
    const Summary summary = summarise(chosen);
    EXPECT_NEAR(summary.mean, 19.4, 0.15); // the cut at 12 and 25 moves it by less
    EXPECT_NEAR(summary.sd, 2.3, 0.2);
}

TEST(MatchBaseline, TakesEverybodyWhenThereAreNoMore) {
    const std::vector<double> scores{13, 14, 24};
    EXPECT_EQ(match_baseline(scores, criteria, 3), (std::vector<std::size_t>{0, 1, 2}));
}

} // namespace
} // namespace euthymia
