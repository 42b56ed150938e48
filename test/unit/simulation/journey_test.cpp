// SPDX-License-Identifier: Apache-2.0
// Whole journeys with events and delays, by every integrator, alone and in company.
#include "simulation/journey.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "numbers.hpp"
#include "simulation/drive.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

constexpr Method methods[] = {Method::rodas5p, Method::rodas4, Method::cvode};

/// x' = rate; when x passes 1 it starts again from 0 and n counts.
Equations counter() {
    Hybrid world;
    world.state("x", 0.0, symbol("rate")).state("n", 0.0);
    world.equations.constants = {{"rate", 1.0}};
    world.equations.quantities.emplace("rate", symbol("rate"));
    world.event("full", {.trigger = at_least(symbol("x"), 1.0),
                         .roots = {symbol("x") - 1.0},
                         .sets = {{"x", 0.0}, {"n", symbol("n") + 1.0}}});
    return world.equations;
}

Individual with_rate(double rate) {
    Individual individual;
    individual.parameters = {{"rate", rate}};
    return individual;
}

TEST(Journey, ExecutesEventsWhenTheClosedFormSays) {
    for (const Method method : methods) {
        const Simulator simulator(counter(), {}, {"rate"}, {"x", "n"}, {.rtol = 1e-9, .atol = 1e-9, .method = method});
        Person person = simulator.create(with_rate(0.3), {});
        const Trajectory seen = simulator.follow(person, {}, {3.0, 99.0});
        EXPECT_NEAR(seen.values[0], 0.9, 1e-9);
        EXPECT_NEAR(seen.values[2], 0.7, 1e-7); // 0.3 * 99 = 29.7 laps
        EXPECT_EQ(seen.values[3], 29.0);
    }
}

TEST(Journey, WithEventsIsTheSameAloneAndInCompany) {
    const Simulator simulator(counter(), {}, {"rate"}, {"x", "n"});
    const auto person = [&](std::size_t k) {
        return simulator.create(with_rate(0.1 + 0.07 * static_cast<double>(k)), {});
    };
    const std::vector<double> times{7.0, 20.0, 50.0};
    simulator.follow_each(
        21,
        [&](std::size_t k) {
            return Passage{person(k), {}};
        },
        times,
        [&](std::size_t k, Person&&, Trajectory&& seen) {
            Person alone = person(k);
            EXPECT_EQ(seen.values, simulator.follow(alone, {}, times).values) << "person " << k;
        });
}

TEST(Journey, GoesOnWithItsEventsInALaterOne) {
    const Simulator simulator(counter(), {}, {"rate"}, {"x", "n"}, {.rtol = 1e-9, .atol = 1e-9});
    Person person = simulator.create(with_rate(0.3), {});
    (void)simulator.follow(person, {}, {10.5});
    const Trajectory later = simulator.follow(person, {}, {21.5});
    EXPECT_NEAR(later.values[0], 0.45, 1e-7); // 0.3 * 21.5 = 6.45
    EXPECT_EQ(later.values[1], 6.0);
}

TEST(Journey, SeesEventsThatFollowTheClockWhereNothingMoves) {
    Hybrid world;
    world.state("x", 1.0, -symbol("x")).state("n", 0.0);
    const Expression wave = Expression::apply(Function::sin, {clock_time()});
    world.event("trough",
                {.trigger = at_least(-0.5, wave), .roots = {-0.5 - wave}, .sets = {{"n", symbol("n") + 1.0}}});
    std::vector<double> times;
    for (int k = 0; k <= 1000; ++k) times.push_back(k);
    for (const Method method : methods) {
        const Simulator simulator(world.equations, {}, {}, {"n"}, {.method = method});
        Person person = simulator.create({}, {});
        // sin t falls below -1/2 at 7 pi / 6 + 2 pi k, 159 times before 1000
        EXPECT_EQ(simulator.follow(person, {}, times).values.back(), 159.0);
    }
}

TEST(Journey, ReadsARootOfWhatDecaysByEveryIntegrator) {
    Hybrid world;
    const Expression root = pow(symbol("x"), 1.5);
    world.state("x", 1.0, -50.0 * symbol("x")).state("y", 0.0, root - symbol("y")).quantity("root", root);
    std::vector<double> times;
    for (int k = 0; k <= 40; ++k) times.push_back(k);
    for (const Method method : methods) {
        const Simulator simulator(world.equations, {}, {}, {"root", "y"}, {.method = method});
        Person person = simulator.create({}, {});
        const Trajectory seen = simulator.follow(person, {}, times);
        ASSERT_FALSE(seen.failure) << seen.failure->reason;
        EXPECT_FALSE(seen.rescue);
        for (std::size_t k = 0; k < times.size(); ++k) {
            // y' = e^(-75 t) - y: y = (e^(-t) - e^(-75 t)) / 74
            EXPECT_NEAR(seen.values[2 * k], std::exp(-75.0 * times[k]), 1e-6) << "t = " << times[k];
            EXPECT_NEAR(seen.values[2 * k + 1], (std::exp(-times[k]) - std::exp(-75.0 * times[k])) / 74.0, 1e-6);
        }
    }
}

TEST(Journey, GoesOnByCvodeFromWhereALaneStood) {
    const Simulator simulator(counter(), {}, {"rate"}, {"x", "n"}, {.rtol = 1e-9, .atol = 1e-9});
    const std::vector<double> times{1.0, 2.0, 10.5};
    Journey journey(simulator, 7, Passage{simulator.create(with_rate(0.3), {}), {}}, times);
    // the lane's last step, over an output and short of the first event at 1 / 0.3
    journey.accept(KnownStep(0.0, 1.5, [](double t, std::span<double> y) {
        y[0] = 0.3 * t;
        y[1] = 0.0;
    }));
    journey.note_rescue("the step size collapsed");
    drive_by_cvode(simulator, journey);
    EXPECT_TRUE(journey.is_over());
    EXPECT_EQ(journey.number(), 7U);
    const Trajectory seen = journey.take_trajectory();
    ASSERT_TRUE(seen.rescue);
    EXPECT_EQ(seen.rescue->time, 1.5);
    EXPECT_EQ(seen.rescue->reason, "the step size collapsed");
    EXPECT_FALSE(seen.failure);
    EXPECT_EQ(seen.values[0], 0.3);
    EXPECT_NEAR(seen.values[2], 0.6, 1e-8);
    EXPECT_NEAR(seen.values[4], 0.15, 1e-7); // 0.3 * 10.5 = 3.15
    EXPECT_EQ(seen.values[5], 3.0);
}

TEST(Journey, FailsWhereAJumpLeavesAlgebraicEquationsWithoutASolution) {
    // 0 = u^2 - x holds until x jumps below 0 at t = 1
    Hybrid world;
    world.state("x", 4.0).state("u", 2.0, symbol("u") * symbol("u") - symbol("x")).state("n", 0.0);
    world.equations.states[1].is_algebraic = true;
    world.event("fall", {.trigger = at_least(clock_time(), 1.0),
                         .roots = {clock_time() - 1.0},
                         .sets = {{"x", -4.0}, {"n", symbol("n") + 1.0}},
                         .is_initially_true = false});
    const Simulator simulator(world.equations, {}, {}, {"u"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.5, 1.0, 2.0});
    ASSERT_TRUE(seen.failure);
    EXPECT_NEAR(seen.failure->time, 1.0, 1e-12);
    EXPECT_EQ(seen.failure->reason, "the algebraic equations have no solution near what their unknowns were");
    EXPECT_NEAR(seen.values[0], 2.0, 1e-9);
    EXPECT_TRUE(std::isnan(seen.values[1]));
    EXPECT_TRUE(std::isnan(seen.values[2]));
}

TEST(Journey, OfAHistoryForgetsAnEarlierLife) {
    const Simulator simulator(counter(), {}, {"rate"}, {"x", "n"});
    Person person = simulator.create(with_rate(0.3), {});
    (void)simulator.follow(person, {}, {10.0});
    ASSERT_TRUE(person.events);
    (void)simulator.history_schedule(person, {{.weeks = 1.0, .stress = 1.0}});
    EXPECT_EQ(person.time, -168.0);
    EXPECT_FALSE(person.events);
}

} // namespace
} // namespace euthymia
