// SPDX-License-Identifier: Apache-2.0
// The 95 % intervals of a trial's analysis hold a known truth in 93 to 97 of 100 repeats.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/base/random.hpp"
#include "euthymia/trial/mixed_model.hpp"
#include "euthymia/trial/statistics.hpp"
#include "euthymia/trial/survival.hpp"

namespace euthymia {
namespace {

constexpr std::uint32_t n_repeat = 2000;

/// Share of repeats whose interval holds `truth`; each repeat draws from a stream of its own.
template <typename Analyse>
double coverage(double truth, Analyse analyse) {
    int held = 0;
    for (std::uint32_t repeat = 0; repeat < n_repeat; ++repeat) {
        Stream stream({.seed = 2025, .patient = repeat, .purpose = Purpose::replicate});
        const Estimate interval = analyse(stream);
        held += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    return double(held) / n_repeat;
}

void expect_nominal(double share) {
    ::testing::Test::RecordProperty("coverage", std::to_string(share));
    EXPECT_GE(share, 0.93);
    EXPECT_LE(share, 0.97);
}

Summary draw(Stream& stream, int n, double mean, double sd) {
    std::vector<double> sample;
    for (int k = 0; k < n; ++k) sample.push_back(mean + sd * stream.normal());
    return summarise(sample);
}

int draw_events(Stream& stream, int n, double risk) {
    int events = 0;
    for (int k = 0; k < n; ++k) events += stream.uniform() < risk ? 1 : 0;
    return events;
}

TEST(Coverage, OfHedgesG) {
    expect_nominal(coverage(-0.5, [](Stream& stream) {
        const Summary a = draw(stream, 30, -0.5, 1.0), b = draw(stream, 25, 0.0, 1.0);
        return hedges_g(a, b);
    }));
}

TEST(Coverage, OfTheMeanDifferenceOfUnequalSpreads) {
    expect_nominal(coverage(-3.0, [](Stream& stream) {
        const Summary a = draw(stream, 17, 9.0, 8.0), b = draw(stream, 40, 12.0, 4.0);
        return mean_difference(a, b);
    }));
}

TEST(Coverage, OfTheRiskRatio) {
    expect_nominal(coverage(0.5 / 0.35, [](Stream& stream) {
        const int a = draw_events(stream, 60, 0.5), b = draw_events(stream, 60, 0.35);
        return risk_ratio(a, 60, b, 60);
    }));
}

TEST(Coverage, OfTheOddsRatio) {
    expect_nominal(coverage((0.5 / 0.5) / (0.35 / 0.65), [](Stream& stream) {
        const int a = draw_events(stream, 60, 0.5), b = draw_events(stream, 60, 0.35);
        return odds_ratio(a, 60, b, 60);
    }));
}

TEST(Coverage, OfTheRiskDifference) {
    expect_nominal(coverage(0.15, [](Stream& stream) {
        const int a = draw_events(stream, 60, 0.5), b = draw_events(stream, 60, 0.35);
        return risk_difference(a, 60, b, 60);
    }));
}

TEST(Coverage, OfTheRatioOfSpreads) {
    expect_nominal(coverage(1.2, [](Stream& stream) {
        const Summary a = draw(stream, 40, 10.0, 6.0), b = draw(stream, 40, 14.0, 5.0);
        return variance_ratio(a, b);
    }));
}

/// Exponential times to relapse at `rate` a week, each followed for up to 24 weeks or until an exponential drop-out.
std::vector<FollowUp> draw_times(Stream& stream, int n, double rate) {
    std::vector<FollowUp> people;
    for (int k = 0; k < n; ++k) {
        const double relapse = -std::log(stream.uniform()) / rate;
        const double end = std::min(24.0, -std::log(stream.uniform()) / 0.02);
        people.push_back({std::min(relapse, end), relapse <= end});
    }
    return people;
}

TEST(Coverage, OfKaplanAndMeier) {
    expect_nominal(coverage(std::exp(-0.05 * 16.0), [](Stream& stream) {
        return survival_at(kaplan_meier(draw_times(stream, 50, 0.05)), 16.0);
    }));
}

TEST(Coverage, OfTheHazardRatio) {
    expect_nominal(coverage(0.5, [](Stream& stream) {
        const std::vector<FollowUp> a = draw_times(stream, 60, 0.03), b = draw_times(stream, 60, 0.06);
        return hazard_ratio(a, b);
    }));
}

/// Two arms of `n` people at four visits; whoever scored high at a visit leaves more often (missing at random).
RepeatedMeasures draw_trial(Stream& stream, int n, double effect) {
    RepeatedMeasures measures{4, {}, {}, {}};
    for (int person = 0; person < 2 * n; ++person) {
        const double severity = 3.0 * stream.normal(), trend = 0.5 * stream.normal();
        bool is_here = true;
        measures.arm.push_back(person % 2);
        measures.baseline.push_back(22.0 + severity + 2.0 * stream.normal());
        for (int visit = 0; visit < 4; ++visit) {
            const double gain = (2.0 + trend + (person % 2 == 0 ? 0.0 : effect / 4.0)) * (visit + 1);
            const double score = 22.0 + severity - gain + 2.5 * stream.normal();
            measures.score.push_back(is_here ? score : NAN);
            is_here = is_here && stream.uniform() > (score > 18.0 ? 0.2 : 0.05);
        }
    }
    return measures;
}

TEST(Coverage, OfTheMixedModelWherePeopleLeaveByWhatWasSeen) {
    expect_nominal(coverage(-3.0, [](Stream& stream) {
        return static_cast<Estimate>(fit_mixed_model(draw_trial(stream, 50, 3.0)).difference(1, 0, 3));
    }));
}

TEST(Coverage, OfTheMixedModelInASmallTrial) {
    expect_nominal(coverage(-3.0, [](Stream& stream) {
        return static_cast<Estimate>(fit_mixed_model(draw_trial(stream, 15, 3.0)).difference(1, 0, 3));
    }));
}

} // namespace
} // namespace euthymia
