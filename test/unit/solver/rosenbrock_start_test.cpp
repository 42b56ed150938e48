// SPDX-License-Identifier: Apache-2.0
// Starts, algebraic states, and states that may not become negative.
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/solver/rosenbrock.hpp"
#include "problem_lanes.hpp"

namespace euthymia {
namespace {

TEST(RosenbrockStart, FindsAFirstStepOfTheRightSize) {
    // few attempts until one is accepted, and the next five steps do not grow out of all proportion
    for (const StiffProblem& problem : {robertson(), hires(), oregonator(), van_der_pol(1e3), hormones()}) {
        ProblemLanes system({problem});
        Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-6));
        solver.start(0, 0.0, problem.start);
        while (solver.statistics(0).n_step == 0) solver.step();
        const double first = solver.t(0);
        EXPECT_LE(solver.statistics(0).n_rejected, 3) << problem.name;
        while (solver.statistics(0).n_step < 6) solver.step();
        EXPECT_LT(solver.t(0) - solver.t_before(0), 1000.0 * first) << problem.name;
    }
}

TEST(RosenbrockStart, TriesTheStepItIsGiven) {
    ProblemLanes system({kaps(1.0)});
    Rosenbrock solver(system, options_for(kaps(1.0), rodas5p(), 1e-6));
    solver.start(0, 0.0, kaps(1.0).start, 0.0625);
    solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::accepted);
    EXPECT_EQ(solver.t(0), 0.0625);
}

TEST(RosenbrockStart, FindsItsFirstStepAtLateTimes) {
    // years in seconds: steps below the resolution of time are of no use
    StiffProblem problem = kaps(1.0);
    ProblemLanes system({problem});
    Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-6));
    const double start = 1e9;
    solver.start(0, start, problem.start);
    solver.set_stop(0, start + 1.0);
    while (solver.t(0) < start + 1.0 && solver.status(0) != LaneStatus::failed) solver.step();
    std::vector<double> y(2);
    solver.state(0, y);
    EXPECT_NEAR(y[1], std::exp(-1.0), 1e-6);
}

TEST(RosenbrockStart, MakesAlgebraicStatesConsistent) {
    // 0 = -y_0 + y_1^2 from any guess of y_0; the differential state stays where it was put, to the last bit
    for (const auto& method : {rodas4(), rodas5p()}) {
        const StiffProblem problem = kaps_algebraic();
        ProblemLanes system({problem, problem});
        Rosenbrock solver(system, options_for(problem, method, 1e-8));
        solver.start(0, 0.0, std::vector{1.0, 1.0}, 0.01);
        solver.start(1, 0.0, std::vector{-7.0, 1.0}, 0.01);
        for (int lane = 0; lane < 2; ++lane) solver.set_stop(lane, 1.0);
        for (int k = 0; k < 1000; ++k) solver.step();
        std::vector<double> y(2);
        for (int lane = 0; lane < 2; ++lane) {
            solver.state(lane, y);
            EXPECT_EQ(solver.t(lane), 1.0);
            EXPECT_NEAR(y[0], std::exp(-2.0), 2e-8) << method.name;
            EXPECT_NEAR(y[1], std::exp(-1.0), 2e-8) << method.name;
            EXPECT_NEAR(y[0], y[1] * y[1], 1e-8);
        }
    }
}

TEST(RosenbrockStart, FollowsAlgebraicStatesThroughAJump) {
    // 0 = y_0^3 + y_0 - y_1 with y_1' = -y_1: not linear; at t = 1 y_1 jumps to 10
    const StiffProblem problem{.name = "cubic",
                               .start = {0.0, 2.0},
                               .t_end = 2.0,
                               .rates =
                                   [](double, auto y, auto f) {
                                       f[0] = y[0] * y[0] * y[0] + y[0] - y[1];
                                       f[1] = -y[1];
                                   },
                               .jacobian =
                                   [](double, auto y, auto j) {
                                       j[0] = 3.0 * y[0] * y[0] + 1.0, j[1] = -1.0;
                                       j[2] = 0.0, j[3] = -1.0;
                                   },
                               .size = {1.0, 1.0},
                               .algebraic = {0}};
    ProblemLanes system({problem});
    Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-8));
    solver.start(0, 0.0, problem.start);
    solver.set_stop(0, 1.0);
    while (solver.t(0) < 1.0) solver.step();
    std::vector<double> y(2);
    solver.state(0, y);
    EXPECT_NEAR(y[1], 2.0 * std::exp(-1.0), 1e-7);
    EXPECT_NEAR(y[0] * y[0] * y[0] + y[0], y[1], 1e-7);
    y[1] = 10.0;
    solver.restart(0, 1.0, y);
    solver.set_stop(0, 2.0);
    while (solver.t(0) < 2.0) solver.step();
    solver.state(0, y);
    EXPECT_NEAR(y[1], 10.0 * std::exp(-1.0), 1e-6);
    EXPECT_NEAR(y[0] * y[0] * y[0] + y[0], y[1], 1e-6);
}

TEST(RosenbrockStart, SaysWhenNoAlgebraicStateFits) {
    // 0 = y_0^2 + 1
    const StiffProblem problem{.name = "impossible",
                               .start = {1.0},
                               .t_end = 1.0,
                               .rates = [](double, auto y, auto f) { f[0] = y[0] * y[0] + 1.0; },
                               .jacobian = [](double, auto y, auto j) { j[0] = 2.0 * y[0]; },
                               .size = {1.0},
                               .algebraic = {0}};
    ProblemLanes system({problem});
    Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-6));
    solver.start(0, 0.0, problem.start);
    solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::failed);
    EXPECT_EQ(solver.message(0), "no values of the algebraic states make their equations hold at the start");
}

/// x' = -50 x, y' = x^1.5 - y: rounding and the error of a step may carry x below 0, where the power is no number.
StiffProblem broken_power() {
    return {.name = "broken power",
            .start = {1.0, 0.0},
            .t_end = 40.0,
            .rates =
                [](double, auto y, auto f) {
                    f[0] = -50.0 * y[0];
                    f[1] = std::pow(y[0], 1.5) - y[1];
                },
            .jacobian =
                [](double, auto y, auto j) {
                    j[0] = -50.0, j[1] = 0.0;
                    j[2] = 1.5 * std::sqrt(y[0]), j[3] = -1.0;
                },
            .solution =
                [](double t) {
                    return std::vector{std::exp(-50.0 * t), (std::exp(-t) - std::exp(-75.0 * t)) / 74.0};
                },
            .size = {1.0, 0.01},
            .guarded = {0}};
}

TEST(RosenbrockStart, KeepsRoundingFromUnderAPower) {
    const StiffProblem problem = broken_power();
    const auto times = times_of(problem, 40);
    for (const double rtol : {1e-3, 1e-5, 1e-7}) {
        const Solved solved = solve(problem, options_for(problem, rodas5p(), rtol), times);
        EXPECT_LT(relative_error(problem, solved.states, reference(problem, times)), rtol);
        EXPECT_LT(solved.statistics.n_rejected, 10);
    }
}

TEST(RosenbrockStart, GuardsOnlyWhatItIsTold) {
    // the same without a guard, started where rounding may have left x: no rate is a number
    StiffProblem problem = broken_power();
    const auto status = [&problem] {
        ProblemLanes system({problem});
        Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-5));
        solver.start(0, 0.0, std::vector{-1e-9, 0.0}, 1e-3);
        solver.step();
        return solver.status(0);
    };
    EXPECT_EQ(status(), LaneStatus::accepted);
    problem.guarded = {};
    EXPECT_EQ(status(), LaneStatus::rejected);
}

TEST(RosenbrockStart, AsksForNoRatesOfSlightlyNegativeStates) {
    double least = 0.0;
    StiffProblem problem = broken_power();
    problem.rates = [&least, rates = problem.rates](double t, auto y, auto f) {
        least = std::min(least, y[0]);
        rates(t, y, f);
    };
    ProblemLanes system({problem});
    const RosenbrockOptions options = options_for(problem, rodas5p(), 1e-5);
    Rosenbrock solver(system, options);
    solver.start(0, 0.0, problem.start);
    std::vector<double> y(2);
    double least_state = 0.0;
    for (int k = 0; k < 200; ++k) {
        solver.step();
        solver.state(0, y);
        least_state = std::min(least_state, y[0]);
    }
    EXPECT_EQ(least_state, 0.0);
    EXPECT_TRUE(least == 0.0 || least <= -options.atol[0]) << least;
}

} // namespace
} // namespace euthymia
