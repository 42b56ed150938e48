// SPDX-License-Identifier: Apache-2.0
// Depression as the low stable state of the whole person: who gets there, who stays, and what it does to the body.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "life.hpp"

namespace euthymia::analytic {
namespace {

constexpr double day = 24.0, week = 168.0, year = 365.0 * day;
constexpr double well = 7.0, ill = 17.0; ///< HAM-D17: remission up to 7, moderate depression from 17 (zimmerman2013)

void stress(Life& life, double level, double weeks) {
    life.set("stressor", level);
    life.live(weeks * week);
    life.set("stressor", 1.0);
}

TEST(HealthyPerson, StaysHealthyOnOneDailyOrbitForAYear) {
    Life life;
    std::vector<std::string> ids;
    for (const auto& [id, value] : life.states()) ids.push_back(id);
    life.live(30 * day);
    const Course orbit = life.watch(ids, day, 1.0);
    double worst = 0.0;
    std::string worst_id;
    for (const double goal : {60.0, 120.0, 240.0, 364.0}) {
        life.live(goal * day - life.time());
        const Course later = life.watch(ids, day, 1.0);
        for (const std::string& id : ids) {
            const auto& first = orbit.values.at(id);
            const auto& now = later.values.at(id);
            const double size = std::max(1e-3, std::abs(*std::max_element(first.begin(), first.end())));
            for (std::size_t k = 0; k < first.size(); ++k) {
                if (const double change = std::abs(now[k] - first[k]) / size; change > worst) {
                    worst = change;
                    worst_id = id;
                }
            }
        }
        EXPECT_LT(life["hamd17"], 4.0) << "day " << goal;
    }
    expect_between("largest change of a state (" + worst_id + ")", worst, 0.0, 0.01);
}

// cramer2016: one network, two stable states; ronmizrachi2023: prolonged stress carries a person from one to the other.
TEST(VulnerablePerson, FallsIllUnderTenWeeksOfStressAndStaysIllAYearAfterIt) {
    Life spared = Life::of("vulnerable"), stressed = spared;
    expect_between("before, HAM-D17", stressed["hamd17"], 0.0, well);
    stress(stressed, 1.6, 10);
    stressed.live(year);
    spared.live(10 * week + year);
    expect_between("stressed, a year later, HAM-D17", stressed["hamd17"], ill, 52.0);
    expect_between("spared, HAM-D17", spared["hamd17"], 0.0, well);
}

TEST(VulnerablePerson, RecoversFromOneWeekOfStress) {
    Life life = Life::of("vulnerable");
    stress(life, 1.5, 1);
    life.live(26 * week);
    expect_between("half a year later, HAM-D17", life["hamd17"], 0.0, well);
}

// cramer2016: a resilient network has one stable state and comes back to it, though slowly.
TEST(HealthyPerson, RecoversFromTheStressThatMakesTheVulnerableIll) {
    Life life;
    stress(life, 1.6, 10);
    expect_between("at the end of the stress, HAM-D17", life["hamd17"], ill, 52.0);
    life.live(104 * week);
    expect_between("two years later, HAM-D17", life["hamd17"], 0.0, well);
}

// cramer2016: hysteresis. Stress that rises and falls again meets another mood at the same level on its way down.
TEST(VulnerablePerson, IsWorseAtTheSameStressOnTheWayDown) {
    Life life = Life::of("vulnerable");
    const auto settle = [&](double level) {
        life.set("stressor", level);
        life.live(12 * week);
        return life["hamd17"];
    };
    std::map<double, double> up;
    for (const double level : {1.0, 1.1, 1.6}) up[level] = settle(level);
    for (const double level : {1.1, 1.0}) {
        const double down = settle(level);
        testing::Test::RecordProperty(fmt::format("at {}", level),
                                      fmt::format("up {:.3g} down {:.3g}", up[level], down));
        EXPECT_GT(down, up[level] + 10.0) << level;
    }
}

double ratio(const Life& left, const Life& right, const std::string& name) {
    return left[name] / right[name];
}

TEST(Depression, RaisesCortisolAndInflammationAndLowersBdnfOfTheSamePerson) {
    Life before = Life::of("vulnerable"), after = Life::of("moderate");
    EXPECT_GT(ratio(after, before, "crp"), 1.05);                              // osimo2020
    EXPECT_GT(ratio(after, before, "il6"), 1.05);                              // osimo2020
    EXPECT_GT(ratio(after, before, "tnf_alpha"), 1.05);                        // osimo2020
    EXPECT_LT(ratio(after, before, "bdnf_serum"), 0.95);                       // molendijk2014
    EXPECT_LT(ratio(after, before, "gr_sensitivity"), 0.95);                   // gormley1985, pace2007
    EXPECT_LT(ratio(after, before, "serotonin_release"), 0.95);                // erritzoe2023
    EXPECT_GT(after.mean_day("cortisol") / before.mean_day("cortisol"), 1.05); // gormley1985
}

TEST(Depression, DiffersFromHealthInCytokinesAndReceptorsByPublishedSizes) {
    const Life healthy, depressed = Life::of("moderate");
    // osimo2020: g 0.61 (0.39 to 0.82) for IL-6 and 0.54 (0.32 to 0.76) for TNF-alpha, as ratios exp(g * spread); the
    // spread of the logarithm in healthy people is assumed, 0.7 and 0.5
    expect_between("IL-6", ratio(depressed, healthy, "il6"), std::exp(0.39 * 0.7), std::exp(0.82 * 0.7));
    expect_between("TNF-alpha", ratio(depressed, healthy, "tnf_alpha"), std::exp(0.32 * 0.5), std::exp(0.76 * 0.5));
    // gormley1985: 32 % fewer receptors in lymphocytes
    expect_close("receptor sensitivity", ratio(depressed, healthy, "gr_sensitivity"), 0.68, 0.1);
}

/// HAM-D17 of the moderate preset with and without one arrow, three months on.
double hamd_without(const std::string& arrow) {
    Life life = Life::of("moderate");
    for (const auto& [id, value] : cut({arrow})) life.set(id, value);
    life.live(13 * week);
    return life["hamd17"];
}

// Three loops hold a person down: the stress axis, the network of symptoms and behaviour; the others bear a part.
TEST(Depression, LiftsWhenAnySystemIsCutFromTheSymptoms) {
    const double whole = hamd_without("no_such_arrow");
    expect_between("whole, HAM-D17", whole, ill, 24.0);
    for (const char* system : {"neuroendocrine", "neuroimmune", "structure", "neurotrophic", "neurotransmitter"}) {
        const double left = hamd_without(std::string(system) + "_to_symptoms");
        expect_between(std::string("without ") + system, left, 0.0, whole - 0.1);
    }
}

// Low mood, little activity, little reward, less dopamine, lower mood: cutting either half of the loop lets go of the
// person.
TEST(Depression, IsHeldByTheLoopOfBehaviour) {
    const double whole = hamd_without("no_such_arrow");
    expect_between("behaviour to dopamine cut", hamd_without("behaviour_to_neurotransmitter"), 0.0, whole - 1.0);
    expect_between("symptoms to behaviour cut", hamd_without("symptoms_to_behaviour"), 0.0, whole - 1.0);
}

/// The burden of life of a person whose longer wave stands at `wave`.
double burden_at(double wave) {
    Life life;
    life.set("symptoms__burden_year_cosine", wave);
    return life["symptoms__life_burden"];
}

TEST(LifeBurden, LevelsOffInBadStretchesAndNotInGoodOnes) {
    const Life typical;
    const double limit = typical["symptoms__burden_limit"], smoothing = typical["symptoms__burden_smoothing"];
    EXPECT_NEAR(burden_at(0.0), 0.0, 1e-15) << "the typical person has none";
    EXPECT_NEAR(burden_at(-2.0) - burden_at(-3.0), 1.0, 0.01);
    EXPECT_NEAR(burden_at(3.0), limit, smoothing / 2.0);
    EXPECT_LT(burden_at(3.0) - burden_at(2.0), 0.01);
    // the lower root of (y - wave) (y - limit) = (smoothing/2)^2, less that of no wave
    const double shift = (limit - std::hypot(limit, smoothing)) / 2.0;
    for (const double wave : {-0.5, 0.1, 0.34, 0.8}) {
        const double y = burden_at(wave) + shift;
        EXPECT_NEAR((y - wave) * (y - limit), smoothing * smoothing / 4.0, 1e-12);
    }
}

} // namespace
} // namespace euthymia::analytic
