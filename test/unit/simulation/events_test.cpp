// SPDX-License-Identifier: Apache-2.0
// What SBML says of events at one moment, and across moments without any integration.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "still_world.hpp"

namespace euthymia {
namespace {

using namespace still;
using Times = Values;

TEST(EventExecutor, FiresAtTheStartOnlyIfTheTriggerIsSaidToHaveBeenFalse) {
    StillWorld world({0.0, 0.0},
                     {{.id = "was false", .trigger = number(1), .sets = {{0, number(7)}}, .is_initially_true = false},
                      {.id = "was true", .trigger = number(1), .sets = {{1, number(7)}}}});
    EXPECT_TRUE(world.events().start(0.0, world.y).has_changed);
    EXPECT_EQ(world.y, (Values{7.0, 0.0}));
}

TEST(EventExecutor, FiresOnEveryChangeFromFalseToTrue) {
    const Quantity odd_hour = [](double t, auto) { return double(std::fmod(t, 2.0) >= 1.0); };
    StillWorld world({0.0},
                     {{.id = "E", .trigger = odd_hour, .sets = {{0, [](double, auto y) { return y[0] + 1.0; }}}}});
    EXPECT_FALSE(world.events().start(0.0, world.y).has_changed);
    for (const double hour : {1.0, 2.0, 3.0, 4.0, 5.0}) {
        EXPECT_EQ(world.events().execute(hour, world.y).has_changed, std::fmod(hour, 2.0) == 1.0);
    }
    EXPECT_EQ(world.y[0], 3.0);
}

TEST(EventExecutor, WaitsForTheDelayAsItWasAtTheTrigger) {
    StillWorld world({0.5, 0.0}, {{.id = "set the delay", .trigger = time_from(2.0), .sets = {{0, number(100)}}},
                                  {.id = "E", .trigger = time_from(1.0), .sets = {{1, number(3)}}, .delay = state(0)}});
    (void)world.events().start(0.0, world.y);
    EXPECT_EQ(world.live(0.0, 1.25), Times{});
    EXPECT_EQ(world.events().next_execution(), 1.5);
    EXPECT_EQ(world.live(1.25, 5.0), (Times{1.5, 2.0}));
}

TEST(EventExecutor, TakesValuesFromTheTriggerOrFromTheExecution) {
    const auto event = [](std::size_t target, bool uses_trigger_values) {
        return Happening{.id = "E",
                         .trigger = time_from(1.0),
                         .sets = {{target, state(0)}},
                         .delay = number(2.0),
                         .uses_trigger_values = uses_trigger_values};
    };
    StillWorld world(
        {10.0, 0.0, 0.0},
        {{.id = "change", .trigger = time_from(2.0), .sets = {{0, number(20)}}}, event(1, true), event(2, false)});
    (void)world.events().start(0.0, world.y);
    (void)world.live(0.0, 4.0);
    EXPECT_EQ(world.y, (Values{20.0, 10.0, 20.0}));
}

TEST(EventExecutor, TakesAllValuesOfAnEventTogether) {
    StillWorld world({1.0, 2.0}, {{.id = "swap",
                                   .trigger = time_from(1.0),
                                   .sets = {{0, state(1)}, {1, state(0)}},
                                   .uses_trigger_values = false}});
    (void)world.events().start(0.0, world.y);
    (void)world.events().execute(1.0, world.y);
    EXPECT_EQ(world.y, (Values{2.0, 1.0}));
}

/// Cases 1779 and 1780 of the SBML Test Suite: amount := concentration * size, and the same event sets the size.
TEST(EventExecutor, TakesScalesBeforeTheAssignments) {
    const Set amount{0, number(0.2), state(1)}, size{1, number(0.2)};
    for (const auto& sets : {std::vector{amount, size}, std::vector{size, amount}}) {
        StillWorld world({1.0, 0.5}, {{.id = "E", .trigger = time_from(0.45), .sets = sets}});
        (void)world.events().start(0.0, world.y);
        (void)world.events().execute(0.45, world.y);
        EXPECT_EQ(world.y, (Values{0.1, 0.2}));
    }
}

TEST(EventExecutor, TakesScalesAtTheExecutionEvenOfValuesFromTheTrigger) {
    StillWorld world({0.0, 3.0, 5.0},
                     {{.id = "grow", .trigger = time_from(2.0), .sets = {{1, number(6)}, {2, number(50)}}},
                      {.id = "E", .trigger = time_from(1.0), .sets = {{0, state(2), state(1)}}, .delay = number(2.0)}});
    (void)world.events().start(0.0, world.y);
    (void)world.live(0.0, 4.0);
    EXPECT_EQ(world.y[0], 5.0 * 6.0);
}

Happening setting(std::string id, Quantity trigger, std::size_t target, double value, Quantity priority) {
    return {.id = std::move(id),
            .trigger = std::move(trigger),
            .sets = {{target, number(value)}},
            .priority = std::move(priority)};
}

TEST(EventExecutor, OrdersTheSimultaneousByPriority) {
    StillWorld world(
        {0.0}, {setting("low", time_from(1.0), 0, 1.0, number(1)), setting("high", time_from(1.0), 0, 2.0, number(2))});
    (void)world.events().start(0.0, world.y);
    (void)world.events().execute(1.0, world.y);
    EXPECT_EQ(world.y[0], 1.0); // the last word
}

TEST(EventExecutor, LooksAtPrioritiesAnewAfterEachExecution) {
    // A (10) sets S1 = 1, S2 = 0; then B (2 S2 = 0) comes after C (2 S1 = 2): B has the last word
    const auto twice = [](std::size_t k) { return [k](double, std::span<const double> y) { return 2.0 * y[k]; }; };
    StillWorld world(
        {0.0, 1.0},
        {{.id = "A", .trigger = time_from(1.0), .sets = {{0, number(1)}, {1, number(0)}}, .priority = number(10)},
         {.id = "B", .trigger = time_from(1.0), .sets = {{0, number(2)}, {1, number(1)}}, .priority = twice(1)},
         {.id = "C", .trigger = time_from(1.0), .sets = {{0, number(3)}, {1, number(2)}}, .priority = twice(0)}});
    (void)world.events().start(0.0, world.y);
    (void)world.events().execute(1.0, world.y);
    EXPECT_EQ(world.y, (Values{2.0, 1.0}));
}

Quantity low_from(double t0) {
    return [t0](double t, std::span<const double> y) { return double(t >= t0 && y[0] < 0.5); };
}

TEST(EventExecutor, CallsBackWhatIsNotPersistentEvenAmongTheSimultaneous) {
    const auto event = [](double value, double priority, bool is_persistent) {
        Happening happening = setting("E", low_from(1.0), 0, value, number(priority));
        happening.is_persistent = is_persistent;
        return happening;
    };
    StillWorld world({0.0}, {event(1.0, 10.0, true), event(2.0, 8.0, false), event(3.0, 9.0, true)});
    (void)world.events().start(0.0, world.y);
    (void)world.events().execute(1.0, world.y);
    EXPECT_EQ(world.y[0], 3.0); // the persistent one came although its trigger is false; the other did not
}

TEST(EventExecutor, CallsBackADelayedEventWhoseTriggerBecameFalse) {
    const Quantity window = [](double t, auto) { return double(t >= 1.0 && t < 2.0); };
    for (const bool is_persistent : {true, false}) {
        StillWorld world({0.0}, {{.id = "E",
                                  .trigger = window,
                                  .sets = {{0, number(1)}},
                                  .delay = number(3.0),
                                  .is_persistent = is_persistent}});
        (void)world.events().start(0.0, world.y);
        EXPECT_EQ(world.live(0.0, 9.0), is_persistent ? Times{4.0} : Times{});
    }
}

TEST(EventExecutor, LetsOneEventWaitSeveralTimes) {
    const Quantity odd_hour = [](double t, auto) { return double(std::fmod(t, 2.0) >= 1.0); };
    StillWorld world(
        {0.0},
        {{.id = "E", .trigger = odd_hour, .sets = {{0, [](double t, auto) { return t; }}}, .delay = number(4.25)}});
    (void)world.events().start(0.0, world.y);
    Values seen;
    for (double t = 0.125; t < 12.0; t += 0.125) {
        if (world.events().execute(t, world.y).has_changed) seen.insert(seen.end(), {t, world.y[0]});
    }
    EXPECT_EQ(seen, (Values{5.25, 1.0, 7.25, 3.0, 9.25, 5.0, 11.25, 7.0}));
}

TEST(EventExecutor, LetsEventsSetEachOtherOffAtOneMoment) {
    const auto above = [](std::size_t k) {
        return [k](double, std::span<const double> y) { return double(y[k] > 0.0); };
    };
    StillWorld world({0.0, 0.0, 0.0}, {{.id = "third", .trigger = above(1), .sets = {{2, number(1)}}},
                                       {.id = "second", .trigger = above(0), .sets = {{1, number(1)}}},
                                       {.id = "first", .trigger = time_from(1.0), .sets = {{0, number(1)}}}});
    (void)world.events().start(0.0, world.y);
    EXPECT_TRUE(world.events().execute(1.0, world.y).has_changed);
    EXPECT_EQ(world.y, (Values{1.0, 1.0, 1.0}));
}

TEST(EventExecutor, FailsWhereEventsSetEachOtherOffWithoutEnd) {
    const auto is = [](double value) {
        return [value](double, std::span<const double> y) { return double(y[0] == value); };
    };
    StillWorld world({0.0}, {{.id = "up", .trigger = is(0.0), .sets = {{0, number(1)}}, .is_initially_true = false},
                             {.id = "down", .trigger = is(1.0), .sets = {{0, number(0)}}}});
    const std::string failure = world.events().start(0.0, world.y).failure;
    EXPECT_EQ(failure, "events set each other off without end; the last is 'up'");
}

TEST(EventExecutor, FailsForADelayThatIsNoTimeToWait) {
    StillWorld world({0.0}, {{.id = "E", .trigger = time_from(1.0), .sets = {}, .delay = number(-1)}});
    (void)world.events().start(0.0, world.y);
    EXPECT_EQ(world.events().execute(1.0, world.y).failure,
              "the delay of event 'E' is -1, which is not a time to wait");
}

TEST(EventExecutor, NeverExecutesWhatWaitsForever) {
    StillWorld world({0.0}, {{.id = "E",
                              .trigger = time_from(1.0),
                              .sets = {{0, number(1)}},
                              .delay = number(std::numeric_limits<double>::infinity())}});
    (void)world.events().start(0.0, world.y);
    EXPECT_EQ(world.live(0.0, 1e3), Times{});
}

TEST(EventExecutor, TellsAStateThatJumpedFromOneThatWasSetToWhatItWas) {
    StillWorld world({4.0}, {{.id = "E", .trigger = time_from(1.0), .sets = {{0, number(4)}}}});
    (void)world.events().start(0.0, world.y);
    EXPECT_FALSE(world.events().execute(1.0, world.y).has_changed);
}

TEST(EventExecutor, SettlesTheStateBeforeItLooksAgain) {
    // y1 is to be 10 - y0 always; E2 must see it
    const Quantity low = [](double, std::span<const double> y) { return double(y[1] < 5.0); };
    ObservedNumbers model([&](double t, auto y, auto values) {
        values[0] = t >= 1.0;
        values[1] = low(t, y);
        values[2] = 6.0;
        values[3] = 1.0;
    });
    const EventPlan plan{
        .events = {{.id = "E1", .trigger = 0, .delay = {}, .priority = {}, .assignments = {{0, 2, {}}}},
                   {.id = "E2", .trigger = 1, .delay = {}, .priority = {}, .assignments = {{2, 3, {}}}}},
        .roots = {},
        .n_state = 3,
        .n_observable = 4};
    EventExecutor executor(plan, model, Stream({}), [](double, std::span<double> y) {
        y[1] = 10.0 - y[0];
        return std::string();
    });
    Values y{0.0, 10.0, 0.0};
    (void)executor.start(0.0, y);
    (void)executor.execute(1.0, y);
    EXPECT_EQ(y, (Values{6.0, 4.0, 1.0}));
}

TEST(EventExecutor, GoesOnWithWhatAnotherRemembered) {
    const auto make = [] {
        return StillWorld({0.0},
                          {{.id = "E", .trigger = time_from(1.0), .sets = {{0, number(1)}}, .delay = number(2.0)}});
    };
    StillWorld first = make(), second = make();
    (void)first.events().start(0.0, first.y);
    (void)first.live(0.0, 2.0);
    second.events().resume(first.events().memory());
    EXPECT_FALSE(second.events().execute(2.0, second.y).has_changed); // the trigger is not new
    EXPECT_EQ(second.live(2.0, 5.0), Times{3.0});
}

} // namespace
} // namespace euthymia
