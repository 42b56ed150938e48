// SPDX-License-Identifier: Apache-2.0
#include "euthymia/solver/cvode.hpp"

#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

/// y' = -k (y - cos t), stiff for large k (Curtiss and Hirschfelder).
OdeSystem stiff_cosine(double k) {
    return {.pattern = {.n = 1, .column_start = {0, 1}, .row = {0}},
            .rates = [k](double t, auto y, auto dydt) { dydt[0] = -k * (y[0] - std::cos(t)); },
            .jacobian = [k](double, auto, auto values) { values[0] = -k; }};
}

/// The exact solution of `stiff_cosine` with y(0) = 0.
double stiff_cosine_solution(double k, double t) {
    return k * (k * std::cos(t) + std::sin(t) - k * std::exp(-k * t)) / (k * k + 1.0);
}

TEST(Cvode, FollowsAStiffProblemToItsClosedForm) {
    Cvode solver(stiff_cosine(2000.0), {.rtol = 1e-8, .atol = {1e-10}});
    solver.start(0.0, std::vector{0.0});
    ASSERT_TRUE(solver.advance(1.5, 1.5).is_reached);
    EXPECT_NEAR(solver.y()[0], stiff_cosine_solution(2000.0, 1.5), 1e-7);
    EXPECT_LT(solver.statistics().n_step, 400);
}

TEST(Cvode, MeetsADiscontinuityExactly) {
    // y' = 0 until t = 1, then y' = 1: stopping on 1 and starting anew gives y(2) = 1 to rounding
    double slope = 0.0;
    OdeSystem step{.pattern = {.n = 1, .column_start = {0, 1}, .row = {0}},
                   .rates = [&slope](double, auto, auto dydt) { dydt[0] = slope; },
                   .jacobian = [](double, auto, auto values) { values[0] = 0.0; }};
    Cvode solver(step, {.rtol = 1e-6, .atol = {1e-6}});
    solver.start(0.0, std::vector{0.0});
    ASSERT_TRUE(solver.advance(1.0, 1.0).is_reached);
    EXPECT_DOUBLE_EQ(solver.y()[0], 0.0);
    slope = 1.0;
    solver.start(1.0, std::vector{0.0});
    ASSERT_TRUE(solver.advance(2.0, 2.0).is_reached);
    EXPECT_NEAR(solver.y()[0], 1.0, 1e-14);
}

TEST(Cvode, StepsOneByOneOntoItsStop) {
    Cvode solver(stiff_cosine(2000.0), {.rtol = 1e-6, .atol = {1e-9}});
    solver.start(0.25, std::vector{1.0});
    EXPECT_EQ(solver.t(), 0.25);
    EXPECT_EQ(solver.t_before(), 0.25);
    double t = 0.25;
    int n_step = 0;
    while (solver.t() < 1.5) {
        const SolverOutcome outcome = solver.step(1.5);
        ASSERT_TRUE(outcome.is_reached);
        EXPECT_EQ(outcome.t, solver.t());
        EXPECT_EQ(solver.t_before(), t);
        EXPECT_GT(solver.t(), t);
        t = solver.t();
        ++n_step;
    }
    EXPECT_EQ(t, 1.5);
    EXPECT_EQ(solver.statistics().n_step, n_step);
    EXPECT_GT(n_step, 10);
}

TEST(Cvode, ReachesAStopThatIsFartherByRoundingOnly) {
    Cvode solver(stiff_cosine(2000.0), {.rtol = 1e-6, .atol = {1e-9}});
    solver.start(0.3, std::vector{1.0});
    const double stop = 0.1 + 0.2;
    ASSERT_GT(stop, 0.3);
    const SolverOutcome outcome = solver.step(stop);
    ASSERT_TRUE(outcome.is_reached) << outcome.message;
    EXPECT_EQ(solver.t(), stop);
    EXPECT_EQ(solver.y()[0], 1.0);
}

TEST(Cvode, InterpolatesWithinItsLastStep) {
    Cvode solver(stiff_cosine(2000.0), {.rtol = 1e-8, .atol = {1e-10}});
    solver.start(0.0, std::vector{0.0});
    std::vector<double> y(1);
    while (solver.t() < 1.5) {
        ASSERT_TRUE(solver.step(1.5).is_reached);
        for (const double x : {0.0, 0.3, 0.7, 1.0}) {
            const double t = solver.t_before() + x * (solver.t() - solver.t_before());
            solver.interpolate(t, y);
            EXPECT_NEAR(y[0], stiff_cosine_solution(2000.0, t), 1e-7);
        }
    }
    solver.interpolate(1.5, y);
    EXPECT_NEAR(y[0], solver.y()[0], 1e-14);
}

TEST(Cvode, TakesTheSameStepsWhoeverAsks) {
    // to the end at once, or step by step: the state is the same to the last bit
    Cvode at_once(stiff_cosine(100.0), {.rtol = 1e-6, .atol = {1e-9}});
    Cvode by_step(stiff_cosine(100.0), {.rtol = 1e-6, .atol = {1e-9}});
    at_once.start(0.0, std::vector{0.0});
    by_step.start(0.0, std::vector{0.0});
    ASSERT_TRUE(at_once.advance(1.0, 1.0).is_reached);
    while (by_step.t() < 1.0) ASSERT_TRUE(by_step.step(1.0).is_reached);
    EXPECT_EQ(by_step.y()[0], at_once.y()[0]);
    EXPECT_EQ(by_step.statistics().n_step, at_once.statistics().n_step);
}

TEST(Cvode, CountsStepsTakenOneByOne) {
    Cvode solver(stiff_cosine(2000.0), {.rtol = 1e-8, .atol = {1e-10}, .max_steps = 5});
    solver.start(0.0, std::vector{0.0});
    for (int k = 0; k < 5; ++k) ASSERT_TRUE(solver.step(1.5).is_reached);
    const SolverOutcome outcome = solver.step(1.5);
    EXPECT_FALSE(outcome.is_reached);
    EXPECT_EQ(outcome.t, solver.t());
    EXPECT_EQ(outcome.message, "too many steps: the model is too stiff here or explodes");
}

TEST(Cvode, SaysWhyAnExplodingProblemStopped) {
    // y' = y^2, y(0) = 1 is infinite at t = 1
    OdeSystem explosion{.pattern = {.n = 1, .column_start = {0, 1}, .row = {0}},
                        .rates = [](double, auto y, auto dydt) { dydt[0] = y[0] * y[0]; },
                        .jacobian = [](double, auto y, auto values) { values[0] = 2.0 * y[0]; }};
    Cvode solver(explosion, {.rtol = 1e-6, .atol = {1e-9}, .max_steps = 5000});
    solver.start(0.0, std::vector{1.0});
    const SolverOutcome outcome = solver.advance(2.0, 2.0);
    EXPECT_FALSE(outcome.is_reached);
    EXPECT_NEAR(outcome.t, 1.0, 1e-3);
    EXPECT_FALSE(outcome.message.empty());
}

TEST(Cvode, SaysThatARateIsNotANumber) {
    OdeSystem broken{.pattern = {.n = 1, .column_start = {0, 1}, .row = {0}},
                     .rates = [](double, auto, auto dydt) { dydt[0] = std::nan(""); },
                     .jacobian = [](double, auto, auto values) { values[0] = 0.0; }};
    Cvode solver(broken, {.rtol = 1e-6, .atol = {1e-9}});
    solver.start(0.0, std::vector{1.0});
    EXPECT_EQ(solver.advance(1.0, 1.0).message, "a rate of change is not a finite number");
}

TEST(Cvode, RefusesTolerancesOfAnotherLength) {
    EXPECT_THROW(Cvode(stiff_cosine(1.0), {.rtol = 1e-6, .atol = {1e-9, 1e-9}}), std::invalid_argument);
}

} // namespace
} // namespace euthymia
