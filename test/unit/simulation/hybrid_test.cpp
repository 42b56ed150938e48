// SPDX-License-Identifier: Apache-2.0
// Events along a way that is integrated, against closed forms.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

std::vector<double> grid(double end, int n) {
    std::vector<double> times;
    for (int k = 0; k <= n; ++k) times.push_back(end * k / n);
    return times;
}

TEST(Hybrid, BouncesABallWhenTheClosedFormSays) {
    constexpr double height = 10.0, gravity = 9.81, bounce = 0.8;
    Hybrid ball;
    ball.state("h", height, symbol("v")).state("v", 0.0, -gravity);
    ball.event("impact",
               {.trigger = at_least(0.0, symbol("h")), .roots = {symbol("h")}, .sets = {{"v", -bounce * symbol("v")}}});
    const Way way = follow(ball.equations, {0.0, 10.0});
    ASSERT_GE(way.jumps.size(), 6U);
    double impact = std::sqrt(2.0 * height / gravity), flight = 2.0 * bounce * impact;
    for (std::size_t k = 0; k < 6; ++k) {
        EXPECT_NEAR(way.jumps[k], impact, 1e-12) << "impact " << k;
        impact += flight;
        flight *= bounce;
    }
}

/// Doses into a compartment with elimination, each given 0.5 after a clock strikes every 24.
TEST(Hybrid, GivesADoseADayByADelayedEvent) {
    constexpr double k = 0.1, interval = 24.0, lag = 0.5, dose = 3.0;
    Hybrid drug;
    drug.state("amount", 0.0, -k * symbol("amount")).state("next", 0.0);
    const Expression due = clock_time() - symbol("next");
    drug.event("clock", {.trigger = at_least(due, 0.0),
                         .roots = {due},
                         .sets = {{"next", symbol("next") + interval}},
                         .priority = 1.0,
                         .is_initially_true = false});
    drug.event("dose", {.trigger = at_least(due, 0.0),
                        .roots = {due},
                        .sets = {{"amount", symbol("amount") + dose}},
                        .delay = lag,
                        .is_initially_true = false,
                        .uses_trigger_values = false});
    const Way way = follow(drug.equations, {0.0, 0.5, 100.0}, {.step = 0.125});
    double expected = 0.0;
    for (int n = 0; n < 5; ++n) expected += dose * std::exp(-k * (100.0 - lag - interval * n));
    EXPECT_NEAR(way.values.at("amount")[2], expected, 1e-7 * expected); // Runge and Kutta's own error
    EXPECT_EQ(way.values.at("amount")[1], dose);                        // at its time, it has been given
    EXPECT_EQ(way.jumps, (std::vector<double>{0.0, 0.5, 24.0, 24.5, 48.0, 48.5, 72.0, 72.5, 96.0, 96.5}));
}

/// The input of a switch rises like a parabola above its threshold for a while; the switch needs 2 to turn.
TEST(Hybrid, TurnsASwitchOnlyIfTheTriggerPersists) {
    for (const double above : {1.9, 2.1}) {
        for (const bool is_persistent : {false, true}) {
            Hybrid world;
            const Expression u = above * above / 4.0 - (clock_time() - 3.0) * (clock_time() - 3.0);
            world.state("on", 0.0);
            world.event("turn", {.trigger = more_than(u, 0.0),
                                 .roots = {u},
                                 .sets = {{"on", 1.0}},
                                 .delay = 2.0,
                                 .is_persistent = is_persistent});
            const Way way = follow(world.equations, {0.0, 10.0}, {.step = 10.0});
            const bool turns = is_persistent || above > 2.0;
            ASSERT_EQ(way.values.at("on").back(), turns ? 1.0 : 0.0) << above << (is_persistent ? ", persistent" : "");
            if (!turns) continue;
            EXPECT_NEAR(way.jumps[0], 3.0 - above / 2.0 + 2.0, 1e-14);
        }
    }
}

/// Two stable states: x' = x - x^3; a push by event takes it over the hill at 0.
TEST(Hybrid, PushesABistableStateOverTheHill) {
    for (const double push : {0.9, 1.1}) {
        Hybrid world;
        const Expression x = symbol("x");
        world.state("x", -1.0, x - x * x * x);
        world.event("push",
                    {.trigger = at_least(clock_time(), 5.0), .roots = {clock_time() - 5.0}, .sets = {{"x", x + push}}});
        const Way way = follow(world.equations, {0.0, 5.0, 8.0, 30.0});
        const double x0 = -1.0 + push;
        const auto exact = [x0](double t) { return x0 / std::sqrt(x0 * x0 + (1.0 - x0 * x0) * std::exp(-2.0 * t)); };
        EXPECT_NEAR(way.values.at("x")[1], x0, 1e-15); // at the event's time, after it
        EXPECT_NEAR(way.values.at("x")[2], exact(3.0), 1e-9);
        EXPECT_NEAR(way.values.at("x")[3], push > 1.0 ? 1.0 : -1.0, 1e-9);
    }
}

/// Case 1758 of the SBML Test Suite: two delayed events that switch each other's trigger on and off.
TEST(Hybrid, LetsDelayedEventsAlternate) {
    Hybrid world;
    const Expression p = symbol("P");
    world.state("P", 1.5);
    const auto event = [&](double value, double delay) {
        return EventWords{.trigger = more_than(p, 1.0),
                          .roots = {p - 1.0},
                          .sets = {{"P", value}},
                          .delay = delay,
                          .is_initially_true = false};
    };
    world.event("up", event(3.0, 2.3)).event("down", event(0.0, 1.5));
    const Way way = follow(world.equations, grid(10.0, 10), {.step = 10.0});
    EXPECT_EQ(way.values.at("P"), (std::vector<double>{1.5, 1.5, 0, 3, 0, 3, 3, 3, 3, 0, 3}));
}

/// Like case 1591 of the SBML Test Suite: a race of two equal, non-persistent events, each of which ends the other's.
TEST(Hybrid, RunsAFairRace) {
    constexpr int n = 4000;
    Hybrid race;
    race.state("reset", 0.0, 1.0).state("Q", 0.0).state("R", 0.0);
    for (const char* winner : {"Q", "R"}) {
        race.event(winner, {.trigger = at_least(symbol("reset"), 0.01),
                            .roots = {symbol("reset") - 0.01},
                            .sets = {{"reset", 0.0}, {winner, symbol(winner) + 1.0}},
                            .priority = 1.0,
                            .is_persistent = false});
    }
    const Way way = follow(race.equations, {0.0, 0.01 * (n + 0.5)}, {.step = 0.02});
    const double q = way.values.at("Q").back(), r = way.values.at("R").back();
    EXPECT_EQ(q + r, n); // exactly one of them each time
    EXPECT_NEAR(way.jumps.back(), 0.01 * n, 1e-10);
    const double z = (q - n / 2.0) / std::sqrt(n / 4.0);
    EXPECT_LT(std::abs(z), 3.29); // one in a thousand
    EXPECT_EQ(follow(race.equations, {0.0, 1.0}, {.step = 0.02}).values,
              follow(race.equations, {0.0, 1.0}, {.step = 0.02}).values);
}

/// Like case 936 of the SBML Test Suite: no state moves, so that steps are long, but a trigger follows the clock.
TEST(Hybrid, SeesATriggerThatFollowsTheClock) {
    Hybrid world;
    const Expression wave = Expression::apply(Function::sin, {10.0 * clock_time()});
    world.state("count", 0.0);
    world.event(
        "below",
        {.trigger = more_than(0.0, wave), .roots = {wave}, .sets = {{"count", symbol("count") + 1.0}}, .delay = 0.1});
    const Way way = follow(world.equations, {0.0, 5.0}, {.step = 5.0});
    ASSERT_EQ(way.jumps.size(), 8U);
    for (std::size_t k = 0; k < 8; ++k)
        EXPECT_NEAR(way.jumps[k], (2.0 * double(k) + 1.0) * std::numbers::pi / 10.0 + 0.1, 2e-15);
}

/// Flights get shorter without end before t = 9 impact times; what falls through the floor then is SBML's own affair.
TEST(Hybrid, GetsPastInfinitelyManyEventsInFiniteTime) {
    Hybrid ball;
    ball.state("h", 4.905, symbol("v")).state("v", 0.0, -9.81);
    ball.event("impact",
               {.trigger = at_least(0.0, symbol("h")), .roots = {symbol("h")}, .sets = {{"v", -0.5 * symbol("v")}}});
    const Way way = follow(ball.equations, {0.0, 4.0});
    EXPECT_EQ(way.failure, "");
    EXPECT_NEAR(way.jumps.back(), 3.0, 1e-9); // 1 + 2 (1/2 + 1/4 + ...)
}

/// A chain of dominoes that fall at one moment, and the failure of a ring of them.
TEST(Hybrid, FollowsACascadeToItsEnd) {
    constexpr int n = 100;
    Hybrid chain;
    for (int k = 0; k <= n; ++k) chain.state("d" + std::to_string(k), 0.0);
    chain.event("first",
                {.trigger = at_least(clock_time(), 1.0), .roots = {clock_time() - 1.0}, .sets = {{"d0", 1.0}}});
    for (int k = 0; k < n; ++k) {
        const Expression before = symbol("d" + std::to_string(k));
        chain.event(
            "domino" + std::to_string(k),
            {.trigger = more_than(before, 0.5), .roots = {before - 0.5}, .sets = {{"d" + std::to_string(k + 1), 1.0}}});
    }
    const Way way = follow(chain.equations, {0.0, 0.5, 1.0, 2.0});
    EXPECT_EQ(way.values.at("d" + std::to_string(n)), (std::vector<double>{0.0, 0.0, 1.0, 1.0}));
    EXPECT_EQ(way.jumps, (std::vector<double>{1.0}));
}

TEST(Hybrid, EndsALifeInWhichEventsNeverEnd) {
    Hybrid ring;
    ring.state("x", 0.0);
    const Expression x = symbol("x");
    ring.event("up", {.trigger = both(at_least(clock_time(), 1.0), at_least(0.5, x)),
                      .roots = {clock_time() - 1.0, x - 0.5},
                      .sets = {{"x", 1.0}}});
    ring.event("down", {.trigger = more_than(x, 0.5), .roots = {x - 0.5}, .sets = {{"x", 0.0}}});
    EXPECT_EQ(follow(ring.equations, {0.0, 2.0}).failure, "events set each other off without end; the last is 'up'");
}

/// A thermostat without a dead band switches at every digit of time.
TEST(Hybrid, EndsALifeInWhichEventsLeaveNoTimeBetweenThem) {
    Hybrid world;
    const Expression x = symbol("x");
    world.state("x", 0.0, symbol("heat")).state("heat", 1.0);
    world.event("off", {.trigger = at_least(x, 1.0), .roots = {x - 1.0}, .sets = {{"heat", -1.0}}});
    world.event("on", {.trigger = more_than(1.0, x), .roots = {x - 1.0}, .sets = {{"heat", 1.0}}});
    const Way way = follow(world.equations, {0.0, 2.0});
    EXPECT_EQ(way.failure.substr(0, 60), "events set each other off without end; the last is 'off'");
    EXPECT_NEAR(way.jumps.back(), 1.0, 1e-10);
}

TEST(Hybrid, RefusesAnEventThatSetsWhatIsNoState) {
    Hybrid world;
    world.state("drug", 0.0).quantity("dose", 1.0);
    world.event("E", {.trigger = at_least(clock_time(), 1.0), .roots = {}, .sets = {{"drugs", 1.0}}});
    try {
        (void)follow(world.equations, {0.0, 2.0});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(),
                     "the event sets 'drugs', which is not a state\n  where: event 'E'\n  do:    did you mean 'drug'?");
    }
}

} // namespace
} // namespace euthymia
