// SPDX-License-Identifier: Apache-2.0
#include "simulation/trigger_search.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "numbers.hpp"

namespace euthymia {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One state that goes a known way x(t); one trigger of x and t, with its roots.
struct World {
    std::function<double(double t)> x;
    std::function<bool(double x, double t)> trigger;
    std::vector<std::function<double(double x, double t)>> roots;
    int n_part = 2;

    struct Change {
        double t;
        bool is_true;
        int n_observed;
    };

    [[nodiscard]] std::optional<Change> first_change(double t0, double t1) const {
        EventPlan plan{.events = {{.id = "E", .trigger = 0, .delay = {}, .priority = {}, .assignments = {}}},
                       .roots = {},
                       .n_state = 1,
                       .n_observable = roots.size() + 1,
                       .n_part = n_part};
        for (std::size_t k = 0; k < roots.size(); ++k) plan.roots.push_back(k + 1);
        ObservedNumbers model([this](double t, auto y, auto values) {
            values[0] = trigger(y[0], t);
            for (std::size_t k = 0; k < roots.size(); ++k) values[k + 1] = roots[k](y[0], t);
        });
        TriggerSearch search(plan, model);
        const double start[] = {x(t0)};
        TriggerSample from = search.sample(t0, start);
        const auto found = search.first_change(KnownStep(t0, t1, [this](double t, auto y) { y[0] = x(t); }), from);
        if (!found) return std::nullopt;
        return Change{found->t, bool(found->is_true[0]), model.n_observed};
    }
};

const auto time_itself = [](double t) { return t; };

World above(double threshold, std::function<double(double)> x) {
    return {.x = std::move(x),
            .trigger = [threshold](double value, double) { return value >= threshold; },
            .roots = {[threshold](double value, double) { return value - threshold; }}};
}

TEST(TriggerSearch, FindsACrossingToTheLastDigit) {
    const auto found = above(5.0, [](double t) { return std::exp(t); }).first_change(0.0, 3.0);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->is_true);
    EXPECT_GE(std::exp(found->t), 5.0);
    EXPECT_LT(std::exp(std::nextafter(found->t, 0.0)), 5.0);
    EXPECT_NEAR(found->t, std::log(5.0), 4e-16);
}

TEST(TriggerSearch, FindsThatATriggerBecameFalse) {
    const auto found = above(0.0, [](double t) { return 1.0 - t * t; }).first_change(0.0, 3.0);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->is_true);
    EXPECT_NEAR(found->t, 1.0, 3e-16);
}

TEST(TriggerSearch, TellsAtFromAfter) {
    World at = above(5.0, time_itself);
    EXPECT_EQ(at.first_change(4.7, 5.9)->t, 5.0);
    World after = at;
    after.trigger = [](double value, double) { return value > 5.0; };
    EXPECT_EQ(after.first_change(4.7, 5.9)->t, std::nextafter(5.0, infinity));
}

TEST(TriggerSearch, TellsAtFromAfterWhereAStepEnds) {
    World at = above(5.0, time_itself);
    EXPECT_EQ(at.first_change(4.7, 5.0)->t, 5.0);
    World after = at;
    after.trigger = [](double value, double) { return value > 5.0; };
    EXPECT_FALSE(after.first_change(4.7, 5.0));
    EXPECT_EQ(after.first_change(5.0, 5.9)->t, std::nextafter(5.0, infinity));
}

TEST(TriggerSearch, FindsAnEqualityThatHoldsForOneMoment) {
    World world = above(5.0, time_itself);
    world.trigger = [](double value, double) { return value == 5.0; };
    const auto found = world.first_change(4.7, 5.9);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->t, 5.0);
    const auto over = world.first_change(5.0, 5.9);
    ASSERT_TRUE(over);
    EXPECT_FALSE(over->is_true);
    EXPECT_EQ(over->t, std::nextafter(5.0, infinity));
}

TEST(TriggerSearch, FindsAShortExcursionWithinALongStep) {
    constexpr double peak = 3.3, width = 0.001;
    const auto found =
        above(0.0, [](double t) { return width * width - (t - peak) * (t - peak); }).first_change(0.0, 10.0);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->is_true);
    EXPECT_NEAR(found->t, peak - width, 1e-13);
}

TEST(TriggerSearch, DoesNotInventAnExcursionThatStaysAway) {
    const auto found = above(0.0, [](double t) { return -1e-3 - (t - 3.3) * (t - 3.3); }).first_change(0.0, 10.0);
    EXPECT_FALSE(found);
}

TEST(TriggerSearch, FindsAWindowBetweenTwoRootsShorterThanItLooks) {
    World window{.x = time_itself,
                 .trigger = [](double x, double) { return x > 7.001 && x < 7.002; },
                 .roots = {[](double x, double) { return x - 7.001; }, [](double x, double) { return x - 7.002; }}};
    const auto found = window.first_change(0.0, 1000.0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->t, std::nextafter(7.001, infinity));
}

TEST(TriggerSearch, FindsTheFirstOfManyCrossingsByTheClock) {
    World world = above(0.5, [](double t) { return std::sin(10.0 * t); });
    world.n_part = 16;
    const auto found = world.first_change(0.0, 5.0);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->t, std::numbers::pi / 60.0, 1e-16);
}

TEST(TriggerSearch, FollowsARootThatJumpsWhereAnotherIsZero) {
    // x has a sawtooth in it: falls back by 1 at every whole number
    World world{.x = time_itself,
                .trigger = [](double x, double) { return x - std::floor(x) > 0.75; },
                .roots = {[](double x, double) { return x - std::floor(x) - 0.75; },
                          [](double x, double) { return std::sin(std::numbers::pi * x); }}};
    world.n_part = 16;
    const auto found = world.first_change(0.9, 3.0); // true at first
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->is_true);
    EXPECT_EQ(found->t, 1.0);
    EXPECT_NEAR(world.first_change(1.0, 3.0)->t, 1.75, 3e-16);
}

TEST(TriggerSearch, ComparesTriggersThatHaveNoRoots) {
    World world{.x = time_itself, .trigger = [](double x, double) { return x > 0.3; }, .roots = {}};
    const auto found = world.first_change(0.0, 1.0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->t, std::nextafter(0.3, infinity));
}

TEST(TriggerSearch, FindsAChangeRightAfterTheStart) {
    World world{.x = time_itself, .trigger = [](double x, double) { return x > 0.0; }, .roots = {[](double x, double) {
                                                                                           return x;
                                                                                       }}};
    const auto found = world.first_change(0.0, 1.0);
    ASSERT_TRUE(found);
    EXPECT_GT(found->t, 0.0);
    EXPECT_LT(found->t, 1e-20);
}

TEST(TriggerSearch, LooksFourTimesWhereNothingHappensAndSeldomWhereSomethingDoes) {
    const auto found = above(5.0, [](double t) { return std::exp(t); }).first_change(0.0, 3.0);
    EXPECT_LE(found->n_observed, 20);
    const auto far = above(5.0, [](double t) { return std::exp(t); });
    ObservedNumbers model([](double, auto y, auto values) {
        values[0] = y[0] >= 5.0;
        values[1] = y[0] - 5.0;
    });
    const EventPlan plan{.events = {{.id = "E", .trigger = 0, .delay = {}, .priority = {}, .assignments = {}}},
                         .roots = {1},
                         .n_state = 1,
                         .n_observable = 2};
    TriggerSearch search(plan, model);
    const double start[] = {1.0};
    TriggerSample from = search.sample(0.0, start);
    model.n_observed = 0;
    EXPECT_FALSE(search.first_change(KnownStep(0.0, 1.0, [&](double t, auto y) { y[0] = far.x(t); }), from));
    EXPECT_EQ(model.n_observed, 4);
    EXPECT_EQ(from.t, 1.0);
}

/// A trigger x >= 0 with its root x, of which only rises count.
struct Rises {
    explicit Rises(std::function<double(double t)> way)
        : x(std::move(way))
        , from(search.sample(0.0, std::vector{x(0.0)})) {}

    [[nodiscard]] std::optional<double> first_change(double end) {
        const auto* found = search.first_change(KnownStep(0.0, end, [this](double t, auto y) { y[0] = x(t); }), from);
        return found == nullptr ? std::nullopt : std::optional(found->t);
    }

    std::function<double(double t)> x;
    ObservedNumbers model{[](double, auto y, auto values) {
        values[0] = y[0] >= 0.0;
        values[1] = y[0];
    }};
    EventPlan plan{.events = {{.id = "E", .trigger = 0, .delay = {}, .priority = {}, .assignments = {}}},
                   .roots = {1},
                   .n_state = 1,
                   .n_observable = 2,
                   .only_rises_count = true};
    TriggerSearch search{plan, model};
    TriggerSample from;
};

TEST(TriggerSearch, PassesOverAFallWhereOnlyRisesCount) {
    Rises rises([](double t) { return 1.0 - t; });
    EXPECT_TRUE(rises.from.is_true[0]);
    rises.model.n_observed = 0;
    EXPECT_FALSE(rises.first_change(3.0));
    EXPECT_EQ(rises.model.n_observed, 4);
    EXPECT_FALSE(rises.from.is_true[0]);
    EXPECT_EQ(rises.from.t, 3.0);
}

TEST(TriggerSearch, SeesThatATriggerFellBeforeItRoseAgain) {
    Rises rises([](double t) { return (t - 1.0) * (t - 2.0); });
    const auto found = rises.first_change(3.0);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, 2.0, 1e-15);
    EXPECT_FALSE(rises.from.is_true[0]);
    EXPECT_LT(rises.from.t, *found);
}

TEST(TriggerSearch, FindsTheEarliestOfManyTriggers) {
    constexpr std::size_t n = 50;
    ObservedNumbers model([](double t, auto, auto values) {
        for (std::size_t k = 0; k < n; ++k) {
            values[2 * k + 1] = t - std::fmod(0.37 * double(k + 1), 1.0);
            values[2 * k] = values[2 * k + 1] >= 0.0;
        }
    });
    EventPlan plan{.events = {}, .roots = {}, .n_state = 0, .n_observable = 2 * n};
    double earliest = 1.0;
    for (std::size_t k = 0; k < n; ++k) {
        plan.events.push_back({.id = "E", .trigger = 2 * k, .delay = {}, .priority = {}, .assignments = {}});
        plan.roots.push_back(2 * k + 1);
        earliest = std::min(earliest, std::fmod(0.37 * double(k + 1), 1.0));
    }
    TriggerSearch search(plan, model);
    TriggerSample from = search.sample(0.0, {});
    const auto found = search.first_change(KnownStep(0.0, 1.0, [](double, auto) {}), from);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->t, earliest);
}

} // namespace
} // namespace euthymia
