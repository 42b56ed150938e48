// SPDX-License-Identifier: Apache-2.0
// Derivatives of what is recorded against closed forms.
#include <cmath>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

const Accuracy exact{.rtol = 1e-10, .atol = 1e-10};

/// x' = -k x from x = 2 a.
Equations decay() {
    Hybrid world;
    world.state("x", 2.0 * symbol("a"), -symbol("k") * symbol("x"))
        .quantity("flux", symbol("k") * symbol("x"))
        .quantity("k", symbol("k"));
    world.equations.constants = {{"a", 1.5}, {"k", 0.3}};
    return world.equations;
}

/// d(variable)/d(direction) at the time of row `row`.
double derivative(const Simulator& simulator, const Trajectory& seen, std::size_t row, const std::string& variable,
                  std::size_t direction) {
    const std::size_t n_direction = simulator.directions().size();
    return seen.derivatives[(row * simulator.variables().size() + simulator.variable_index(variable)) * n_direction +
                            direction];
}

TEST(Sensitivity, OfADecayIsThatOfItsClosedForm) {
    for (const Method method : {Method::rodas5p, Method::rodas4}) {
        const Accuracy accuracy{.rtol = 1e-9, .atol = 1e-9, .method = method};
        const Simulator simulator(decay(), {}, {}, {"x", "flux", "k"}, accuracy, {}, {"k", "a", "x"});
        Person person = simulator.create({}, {});
        const std::vector<double> times{0.0, 1.0, 2.7, 10.0};
        const Trajectory seen = simulator.follow(person, {}, times);
        for (std::size_t row = 0; row < times.size(); ++row) {
            const double t = times[row], fall = std::exp(-0.3 * t);
            EXPECT_NEAR(derivative(simulator, seen, row, "x", 0), -3.0 * t * fall, 1e-8) << t;
            // the initial value is varied by itself, so that `a` does not move it any more
            EXPECT_NEAR(derivative(simulator, seen, row, "x", 1), 0.0, 1e-12) << t;
            EXPECT_NEAR(derivative(simulator, seen, row, "x", 2), fall, 1e-8) << t;
            EXPECT_NEAR(derivative(simulator, seen, row, "flux", 0), 3.0 * fall * (1.0 - 0.3 * t), 1e-8) << t;
            EXPECT_EQ(derivative(simulator, seen, row, "k", 0), 1.0);
        }
    }
}

TEST(Sensitivity, BeginsWithThatOfTheInitialState) {
    const Simulator simulator(decay(), {}, {}, {"x"}, exact, {}, {"a"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.0, 5.0});
    EXPECT_EQ(derivative(simulator, seen, 0, "x", 0), 2.0);
    EXPECT_NEAR(derivative(simulator, seen, 1, "x", 0), 2.0 * std::exp(-1.5), 1e-9);
}

TEST(Sensitivity, FollowsTheClock) {
    // x' = p cos(w t), y' = -x y: x = p sin(w t) / w, ln y = -p (1 - cos(w t)) / w^2
    Hybrid world;
    const Expression p = symbol("p"), w = symbol("w");
    world.state("x", 0.0, p * Expression::apply(Function::cos, {w * clock_time()}))
        .state("y", 1.0, -symbol("x") * symbol("y"));
    world.equations.constants = {{"p", 0.8}, {"w", 1.7}};
    const Simulator simulator(world.equations, {}, {}, {"x", "y"}, exact, {}, {"p", "w"});
    Person person = simulator.create({}, {});
    const std::vector<double> times{0.4, 3.0, 9.0};
    const Trajectory seen = simulator.follow(person, {}, times);
    for (std::size_t row = 0; row < times.size(); ++row) {
        const double t = times[row], c = std::cos(1.7 * t), s = std::sin(1.7 * t);
        const double y = std::exp(-0.8 * (1.0 - c) / (1.7 * 1.7));
        EXPECT_NEAR(derivative(simulator, seen, row, "x", 0), s / 1.7, 1e-8);
        EXPECT_NEAR(derivative(simulator, seen, row, "x", 1), 0.8 * (t * c / 1.7 - s / (1.7 * 1.7)), 1e-8);
        EXPECT_NEAR(derivative(simulator, seen, row, "y", 0), -y * (1.0 - c) / (1.7 * 1.7), 1e-8);
        EXPECT_NEAR(derivative(simulator, seen, row, "y", 1),
                    -0.8 * y * (t * s / (1.7 * 1.7) - 2.0 * (1.0 - c) / (1.7 * 1.7 * 1.7)), 1e-8);
    }
}

TEST(Sensitivity, GoesThroughDosesAndOnInALaterJourney) {
    const Simulator simulator(decay(), {}, {}, {"x"}, exact, {}, {"k"});
    Person person = simulator.create({}, {});
    Schedule schedule;
    schedule.doses = {{4.0, "x", 5.0}};
    schedule.is_voluntary = false;
    (void)simulator.follow(person, schedule, {6.0});
    const Trajectory seen = simulator.follow(person, {}, {10.0});
    const double expected = -10.0 * 3.0 * std::exp(-3.0) - 6.0 * 5.0 * std::exp(-1.8);
    EXPECT_NEAR(derivative(simulator, seen, 0, "x", 0), expected, 1e-8);
}

TEST(Sensitivity, IsTheSameAloneAndInCompany) {
    Hybrid world;
    world.state("x", 1.0, -symbol("k") * symbol("x") * symbol("x")).state("y", 0.0, symbol("x") - symbol("y"));
    world.equations.constants = {{"k", 1.0}};
    const Simulator simulator(world.equations, {}, {}, {"x", "y"}, {}, {}, {"k", "y"});
    const auto person = [&](std::size_t i) {
        Individual individual;
        individual.parameters = {{"k", 0.1 * std::pow(3.0, static_cast<double>(i % 7))}};
        return simulator.create(individual, {});
    };
    expect_same_derivatives_in_company(simulator, person, {0.3, 2.0, 40.0});
}

TEST(Sensitivity, IsNoNumberAfterAFailure) {
    Hybrid world;
    world.state("x", 1.0, symbol("k") * symbol("x") * symbol("x")); // without end at t = 1 / k
    world.equations.constants = {{"k", 1.0}};
    const Simulator simulator(world.equations, {}, {}, {"x"}, exact, {}, {"k"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.5, 2.0});
    ASSERT_TRUE(seen.failure);
    EXPECT_NEAR(seen.derivatives[0], 2.0, 1e-7); // x = 1 / (1 - k t): t / (1 - k t)^2
    EXPECT_TRUE(std::isnan(seen.derivatives[1]));
}

/// Why the decay, differentiated by k, cannot go through a schedule.
std::string failure_of(const Schedule& schedule) {
    const Simulator simulator(decay(), {}, {"k", "a"}, {"x"}, exact, {}, {"k"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, schedule, {2.0});
    return seen.failure ? seen.failure->reason : "";
}

TEST(Sensitivity, DoesNotGoThroughWhatItsTangentsWouldJumpAt) {
    Schedule schedule;
    schedule.is_voluntary = false;
    schedule.changes = {{1.0, {"a", 2.0}}};
    EXPECT_EQ(failure_of(schedule), "");
    schedule.changes = {{1.0, {"k", 0.5}}};
    EXPECT_EQ(failure_of(schedule), "'k' is set by the schedule and cannot be varied");
    schedule.changes = {};
    schedule.holds.push_back({.variable = "x"});
    EXPECT_EQ(failure_of(schedule), "sensitivities with 'x' clamped are not supported");
}

template <typename Failure>
Issue refusal(const Equations& equations, const std::string& direction, Accuracy accuracy = {}) {
    try {
        const Simulator simulator(equations, {}, {}, {}, accuracy, {}, {direction});
    } catch (const Failure& failure) {
        return failure.issues().front();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
}

TEST(Sensitivity, RefusesWhatItCannotVary) {
    EXPECT_EQ(refusal<InputError>(decay(), "kk").what, "the model has no constant or state 'kk' to vary");
    EXPECT_EQ(refusal<UnsupportedError>(decay(), "k", {.method = Method::cvode}).what,
              "sensitivities are not computed by CVODE here");
    Hybrid world;
    world.state("x", 1.0, -world.delay(symbol("x"), 1.0, 1.0) * symbol("k"));
    world.equations.constants.push_back({"k", 1.0});
    EXPECT_EQ(refusal<UnsupportedError>(world.equations, "k").what,
              "sensitivities of a model with delays are not supported");
}

} // namespace
} // namespace euthymia
