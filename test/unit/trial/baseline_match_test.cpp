// SPDX-License-Identifier: Apache-2.0
#include "trial/baseline_match.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <boost/math/distributions/normal.hpp>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {
namespace {

const BaselineCriteria criteria{.scale = "HAMD17", .mean = 19.4, .sd = 2.3, .min = 12.0, .max = 25.0};
const BaselineCriteria cut_below{.scale = "HAMD17", .mean = 22.0, .sd = 3.0, .min = 18.0, .max = 52.0};

/// `n` whole scores spread evenly from `from` on, over `n_score` of them.
std::vector<double> even_scores(int n, double from, int n_score) {
    std::vector<double> scores;
    for (int k = 0; k < n; ++k) scores.push_back(from + static_cast<double>(k * n_score / n));
    return scores;
}

Summary of_picked(const std::vector<double>& scores, const BaselineCriteria& wanted, int n) {
    std::vector<double> picked;
    for (const std::size_t k : match_baseline(scores, wanted, n)) picked.push_back(scores[k]);
    return summarise(picked);
}

TEST(MatchBaseline, PicksEachPersonOnce) {
    const auto picked = match_baseline(even_scores(600, 12, 14), criteria, 150);
    EXPECT_EQ(std::set<std::size_t>(picked.begin(), picked.end()).size(), 150U);
    EXPECT_TRUE(std::is_sorted(picked.begin(), picked.end()));
}

TEST(MatchBaseline, MeetsThePublishedMeanAndSd) {
    const Summary summary = of_picked(even_scores(600, 12, 14), criteria, 150);
    EXPECT_NEAR(summary.mean, 19.4, 0.05);
    EXPECT_NEAR(summary.sd, 2.3, 0.05);
}

// A normal distribution with this mean and SD cut at 18 has a mean of 22.4 and an SD of 2.6.
TEST(MatchBaseline, MeetsThemThoughABoundCutsTheDistribution) {
    const Summary summary = of_picked(even_scores(1000, 18, 20), cut_below, 200);
    EXPECT_NEAR(summary.mean, 22.0, 0.1);
    EXPECT_NEAR(summary.sd, 3.0, 0.15);
}

TEST(MatchBaseline, TakesEverybodyWhenThereAreNoMore) {
    const std::vector<double> scores{13, 14, 24};
    EXPECT_EQ(match_baseline(scores, criteria, 3), (std::vector<std::size_t>{0, 1, 2}));
}

/// Sum of squared distances of the scores taken, in their order, from the wanted ones.
double distance(const std::vector<double>& scores, const std::vector<std::size_t>& taken,
                const std::vector<double>& wanted) {
    std::vector<double> offered;
    for (const std::size_t k : taken) offered.push_back(scores[k]);
    std::ranges::sort(offered);
    double sum = 0.0;
    for (std::size_t k = 0; k < wanted.size(); ++k) sum += std::pow(offered[k] - wanted[k], 2);
    return sum;
}

TEST(MatchBaseline, IsTheNearestOfAllChoices) {
    const BaselineCriteria open{.scale = "HAMD17", .mean = 20.0, .sd = 3.0, .min = 0.0, .max = 52.0};
    const std::vector<double> scores{25, 11, 17, 20, 19, 30, 14};
    const boost::math::normal target(20.0, 3.0);
    const std::vector<double> wanted{quantile(target, 1.0 / 6), 20, quantile(target, 5.0 / 6)};
    double least = 1e9;
    std::vector<std::size_t> best;
    std::vector<bool> is_taken{true, true, true, false, false, false, false};
    do {
        std::vector<std::size_t> taken;
        for (std::size_t k = 0; k < scores.size(); ++k) {
            if (is_taken[k]) taken.push_back(k);
        }
        const double sum = distance(scores, taken, wanted);
        if (sum < least) best = taken;
        least = std::min(least, sum);
    } while (std::prev_permutation(is_taken.begin(), is_taken.end()));
    EXPECT_EQ(match_baseline(scores, open, 3), best);
}

TEST(MeetsBaseline, WhereBothTailsAreThere) {
    EXPECT_TRUE(meets_baseline(even_scores(600, 12, 14), criteria, 150));
}

TEST(MeetsBaseline, NotWhereATailIsMissing) {
    EXPECT_FALSE(meets_baseline(even_scores(300, 19, 7), criteria, 150));
    EXPECT_FALSE(meets_baseline(even_scores(300, 19, 2), criteria, 150)) << "the mean may be met, the SD is not";
}

} // namespace
} // namespace euthymia
