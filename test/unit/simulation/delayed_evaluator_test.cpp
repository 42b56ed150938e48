// SPDX-License-Identifier: Apache-2.0
// Delay equations against closed forms, by the method of steps.
#include "simulation/delayed_evaluator.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

std::vector<double> grid(double end, int n) {
    std::vector<double> times;
    for (int k = 0; k <= n; ++k) times.push_back(end * k / n);
    return times;
}

/// Of y' = rate * y(t - 1), y = 1 until 0: the sum over k of (rate (t - (k - 1)))^k / k!, as far as it reaches.
double by_steps(double rate, double t) {
    double sum = 0.0, factorial = 1.0;
    for (int k = 0; t - (k - 1) >= 0.0; ++k) {
        if (k > 0) factorial *= k;
        sum += std::pow(rate, k) * std::pow(t - (k - 1), k) / factorial;
    }
    return sum;
}

TEST(DelayedEvaluator, FollowsADelayEquation) {
    for (const double rate : {-1.0, 0.5}) {
        Hybrid world;
        world.state("y", 1.0, rate * world.delay(symbol("y"), 1.0, 1.0));
        const Way way = follow(world.equations, grid(8.0, 32));
        for (std::size_t k = 0; k < way.times.size(); ++k) {
            EXPECT_NEAR(way.values.at("y")[k], by_steps(rate, way.times[k]), 1e-10) << way.times[k];
        }
    }
}

TEST(DelayedEvaluator, NeverNeedsWhatIsWithinAStep) {
    Hybrid world;
    world.state("y", 1.0, -1.0 * world.delay(symbol("y"), 1.0, 1.0));
    const Way way = follow(world.equations, {0.0, 3.0}, {.step = 100.0});
    EXPECT_EQ(way.n_step, 3);
}

TEST(DelayedEvaluator, TellsTheStartFromBeforeIt) {
    // before the start x was sin(10 t), from then on it is 3 t
    Hybrid world;
    world.state("x", 0.0, 3.0);
    const Expression before = Expression::apply(Function::sin, {10.0 * clock_time()});
    world.quantity("past", world.delay(symbol("x"), 0.25, before));
    const Way way = follow(world.equations, {0.0, 0.125, 0.25, 0.5});
    const std::vector<double>& past = way.values.at("past");
    EXPECT_NEAR(past[0], std::sin(-2.5), 1e-15);
    EXPECT_NEAR(past[1], std::sin(-1.25), 1e-15);
    EXPECT_NEAR(past[2], 0.0, 1e-15);
    EXPECT_NEAR(past[3], 0.75, 1e-14);
}

TEST(DelayedEvaluator, LooksBackAtWhatFollowsTheClockExactly) {
    Hybrid world; // no state at all, one step
    const Expression wave = Expression::apply(Function::sin, {10.0 * clock_time()});
    world.quantity("past", world.delay(wave, 0.2, wave));
    const Way way = follow(world.equations, grid(2.0, 40), {.step = 2.0});
    EXPECT_LE(way.n_step, 2);
    for (std::size_t k = 0; k < way.times.size(); ++k) {
        EXPECT_NEAR(way.values.at("past")[k], std::sin(10.0 * (way.times[k] - 0.2)), 1e-14);
    }
}

TEST(DelayedEvaluator, FollowsALagThatChanges) {
    Hybrid world;
    world.state("x", 0.0, 2.0 * clock_time());
    world.quantity("past", world.delay(symbol("x"), 0.5 * clock_time(), 0.0));
    const Way way = follow(world.equations, grid(2.0, 10), {.step = 0.15});
    for (std::size_t k = 0; k < way.times.size(); ++k) {
        EXPECT_NEAR(way.values.at("past")[k], 0.25 * way.times[k] * way.times[k], 1e-14);
    }
}

/// x' = x(t/2): the pantograph equation; x = sum of t^k 2^(-k(k-1)/2) / k!. Its lag is 0 at first.
TEST(DelayedEvaluator, FollowsALagThatBeginsWithNothing) {
    Hybrid world;
    world.state("x", 1.0, world.delay(symbol("x"), 0.5 * clock_time(), 1.0));
    const Way way = follow(world.equations, {0.0, 1.0, 2.0});
    for (const std::size_t k : {1U, 2U}) {
        double sum = 0.0, term = 1.0;
        for (int n = 0; n < 30; ++n) {
            sum += term;
            term *= way.times[k] * std::exp2(-n) / (n + 1);
        }
        EXPECT_NEAR(way.values.at("x")[k], sum, 1e-6); // the first step goes by a straight line
    }
}

TEST(DelayedEvaluator, TakesALagOfNothingAsNow) {
    Hybrid world;
    world.state("y", 1.0, -1.0 * world.delay(symbol("y"), 0.0, 1.0));
    const Way way = follow(world.equations, {0.0, 1.0});
    EXPECT_NEAR(way.values.at("y")[1], std::exp(-1.0), 1e-10);
}

/// y' = -y(t - lag) for a lag far shorter than any sensible step: y = exp(-r t), where r = exp(r lag).
TEST(DelayedEvaluator, GetsByWithATinyLag) {
    constexpr double lag = 1e-7, rate = 1.0 + lag;
    Hybrid world;
    const Expression before = Expression::apply(Function::exp, {-rate * clock_time()});
    world.state("y", 1.0, -1.0 * world.delay(symbol("y"), lag, before));
    const Way way = follow(world.equations, {0.0, 0.05, 1.0}, {.step = 0.01});
    EXPECT_LT(way.n_step, 120'000);
    EXPECT_NEAR(way.values.at("y")[2], std::exp(-rate), 1e-9);
}

/// An event that reads delay(x, 0) reads what the event before it at this moment made of x.
TEST(DelayedEvaluator, TakesALagOfNothingAsNowAmongEvents) {
    Hybrid world;
    world.state("x", 1.0).state("seen", 0.0);
    const Expression now = world.delay(symbol("x"), 0.0, 1.0), due = at_least(clock_time(), 1.0);
    world.event("set", {.trigger = due, .roots = {clock_time() - 1.0}, .sets = {{"x", 5.0}}, .priority = 2.0});
    world.event("see", {.trigger = due,
                        .roots = {clock_time() - 1.0},
                        .sets = {{"seen", now}},
                        .priority = 1.0,
                        .uses_trigger_values = false});
    EXPECT_EQ(follow(world.equations, {0.0, 2.0}).values.at("seen")[1], 5.0);
}

TEST(DelayedEvaluator, GivesNoNumberForALagIntoTheFuture) {
    Hybrid world;
    world.state("x", 1.0, 1.0);
    world.quantity("future", world.delay(symbol("x"), -1.0, 1.0));
    EXPECT_TRUE(std::isnan(follow(world.equations, {0.0, 1.0}).values.at("future")[1]));
}

TEST(DelayedEvaluator, LooksBackThroughAnotherDelay) {
    Hybrid world;
    world.state("x", 0.0, 2.0 * clock_time()); // t^2, and 0 before
    const Expression once = world.delay(symbol("x"), 1.0, 0.0);
    world.quantity("twice", world.delay(once + 1.0, 0.5, once + 1.0));
    const Way way = follow(world.equations, grid(4.0, 16));
    for (std::size_t k = 0; k < way.times.size(); ++k) {
        const double s = std::max(way.times[k] - 1.5, 0.0);
        EXPECT_NEAR(way.values.at("twice")[k], 1.0 + s * s, 1e-13);
    }
}

/// z' = x(t - 0.7), where an event takes x from 0 to 1 at t = 0.4 and another back at t = 0.9.
TEST(DelayedEvaluator, RemembersThatEventsMadeAJump) {
    Hybrid world;
    world.state("x", 0.0);
    world.state("z", 0.0, world.delay(symbol("x"), 0.7, 0.0));
    for (const auto& [t, x] : {std::pair{0.4, 1.0}, std::pair{0.9, 0.0}}) {
        world.event(x > 0.0 ? "on" : "off",
                    {.trigger = at_least(clock_time(), t), .roots = {clock_time() - t}, .sets = {{"x", x}}});
    }
    const Way way = follow(world.equations, {0.0, 1.1, 1.3, 1.6, 2.0}, {.step = 0.3});
    const std::vector<double>& z = way.values.at("z");
    EXPECT_NEAR(z[1], 0.0, 1e-15);
    EXPECT_NEAR(z[2], 0.2, 1e-15);
    EXPECT_NEAR(z[3], 0.5, 1e-15);
    EXPECT_NEAR(z[4], 0.5, 1e-15);
}

TEST(DelayedEvaluator, LetsATriggerSeeAJumpALagLater) {
    Hybrid world;
    world.state("x", 0.0).state("seen", 0.0);
    const Expression past = world.delay(symbol("x"), 0.7, 0.0);
    world.event("on", {.trigger = at_least(clock_time(), 0.4), .roots = {clock_time() - 0.4}, .sets = {{"x", 1.0}}});
    world.event("see", {.trigger = more_than(past, 0.5), .roots = {past - 0.5}, .sets = {{"seen", 1.0}}});
    const Way way = follow(world.equations, {0.0, 3.0}, {.step = 0.3});
    ASSERT_EQ(way.jumps.size(), 2U);
    EXPECT_NEAR(way.jumps[1], 1.1, 4e-15);
}

/// An input is a parameter; who drives sets it at t = 1. Half an hour later the rates feel it.
TEST(DelayedEvaluator, RemembersParametersAsTheyWere) {
    Hybrid world;
    world.equations.constants.push_back({"input", 0.0});
    world.quantity("input", symbol("input"));
    world.quantity("past", world.delay(symbol("input") * clock_time(), 0.5, 0.0));
    CompileOptions options{.parameters = {"input"}, .observables = {"past"}, .roots = {}};
    want_delays(world.equations, options);
    const auto model = interpret(world.equations, options);
    const DelayPlan plan = bind_delays(world.equations, model->layout());
    DelayedEvaluator evaluator(*model, plan);
    const auto past = [&](double t) {
        std::vector<double> values(model->layout().observables.size());
        evaluator.observe(t, {}, values);
        return values[0];
    };
    class Empty final : public Step {
      public:
        using Step::Step;
        void interpolate(double, std::span<double>) const override {}
    };
    std::vector<double> parameters = model->layout().defaults;
    evaluator.start(0.0, {});
    (void)evaluator.accept(Empty(0.0, 1.0));
    parameters[0] = 10.0;
    evaluator.set_parameters(parameters);
    (void)evaluator.accept(Empty(1.0, 2.0));
    EXPECT_EQ(past(1.25), 0.0);
    EXPECT_EQ(past(1.5), 10.0);
    EXPECT_EQ(past(2.0), 15.0);
}

TEST(DelayedEvaluator, SaysWhereRatesAreNotSmooth) {
    Hybrid world;
    world.state("y", 1.0, -1.0 * world.delay(symbol("y"), 1.0, 1.0));
    CompileOptions options;
    want_delays(world.equations, options);
    const auto model = interpret(world.equations, options);
    const DelayPlan plan = bind_delays(world.equations, model->layout());
    DelayedEvaluator evaluator(*model, plan);
    std::vector<double> y{1.0};
    evaluator.start(0.0, y);
    EXPECT_EQ(evaluator.next_break(), 1.0);
    EXPECT_EQ(evaluator.max_step(0.0, y), 1.0);
}

TEST(DelayedEvaluator, GoesOnWithWhatAnotherRemembered) {
    Hybrid world;
    world.state("y", 1.0, -1.0 * world.delay(symbol("y"), 1.0, 1.0));
    CompileOptions options;
    want_delays(world.equations, options);
    const auto model = interpret(world.equations, options);
    const DelayPlan plan = bind_delays(world.equations, model->layout());
    DelayedEvaluator first(*model, plan), second(*model, plan);
    const std::vector<double> y{1.0};
    first.start(0.0, y);
    class Line final : public Step {
      public:
        using Step::Step;
        void interpolate(double t, std::span<double> y) const override { y[0] = 1.0 - t; }
    };
    EXPECT_FALSE(first.accept(Line(0.0, 0.5)));
    EXPECT_TRUE(first.accept(Line(0.5, 1.0)));
    second.resume(first.memory());
    std::vector<double> dydt(1), now{0.0};
    second.rates(1.25, now, dydt);
    EXPECT_NEAR(dydt[0], -0.75, 1e-15);
}

} // namespace
} // namespace euthymia
