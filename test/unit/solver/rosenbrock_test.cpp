// SPDX-License-Identifier: Apache-2.0
// One lane: order, dense output, stops.
#include "euthymia/solver/rosenbrock.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "problem_lanes.hpp"

namespace euthymia {
namespace {

/// Error at the end, and the largest within, of `n` equal steps over [0, t_end].
struct FixedStepErrors {
    double at_end = 0.0;
    double within = 0.0;
};

/// Loose tolerances accept every step, the limit on steps makes them equal.
FixedStepErrors run_fixed(const StiffProblem& problem, const RosenbrockMethod& method, int n) {
    ProblemLanes system({problem});
    RosenbrockOptions options = options_for(problem, method, 1e6);
    options.max_step = problem.t_end / n * (1.0 + 1e-12);
    Rosenbrock solver(system, options);
    solver.start(0, 0.0, problem.start, options.max_step);
    solver.set_stop(0, problem.t_end);
    FixedStepErrors errors;
    std::vector<double> y(problem.start.size());
    const auto error = [&](double t) {
        const std::vector<double> exact = problem.solution(t);
        double largest = 0.0;
        for (std::size_t v = 0; v < y.size(); ++v) largest = std::max(largest, std::abs(y[v] - exact[v]));
        return largest;
    };
    while (solver.t(0) < problem.t_end) {
        solver.step();
        EXPECT_EQ(solver.status(0), LaneStatus::accepted);
        for (const double x : {0.2, 0.4, 0.6, 0.8}) {
            const double t = solver.t_before(0) + x * (solver.t(0) - solver.t_before(0));
            solver.interpolate(0, t, y);
            errors.within = std::max(errors.within, error(t));
        }
    }
    EXPECT_EQ(solver.statistics(0).n_step, n);
    solver.state(0, y);
    errors.at_end = error(problem.t_end);
    return errors;
}

/// Halving the step divides the error by 2 to the power of the order.
double measured_order(double error, double error_of_half) {
    return std::log2(error / error_of_half);
}

TEST(Rosenbrock, ConvergesWithTheOrderOfItsMethod) {
    // one is not autonomous (and stiff beside its slow course), the other not linear
    StiffProblem driven = prothero_robinson(20.0);
    driven.t_end = 2.0;
    StiffProblem nonlinear = kaps(3.0);
    nonlinear.t_end = 1.0;
    for (const auto& method : {rodas4(), rodas5p()}) {
        for (const auto& [problem, n] : {std::pair{driven, 80}, std::pair{nonlinear, 20}}) {
            const FixedStepErrors coarse = run_fixed(problem, method, n);
            const FixedStepErrors fine = run_fixed(problem, method, 2 * n);
            EXPECT_NEAR(measured_order(coarse.at_end, fine.at_end), method.order, 0.5) << method.name << problem.name;
        }
    }
}

TEST(Rosenbrock, InterpolatesWithTheOrderOfItsDenseOutput) {
    // what dense output of order p leaves out of one step goes with h to the power p + 1
    StiffProblem problem = kaps(1.0);
    for (const auto& method : {rodas4(), rodas5p()}) {
        problem.t_end = 0.04;
        const double coarse = run_fixed(problem, method, 1).within;
        problem.t_end = 0.02;
        const double fine = run_fixed(problem, method, 1).within;
        EXPECT_NEAR(measured_order(coarse, fine), method.dense_order + 1.0, 0.4) << method.name;
    }
}

TEST(Rosenbrock, LosesOrderWhereAStiffStateIsDriven) {
    // Prothero and Robinson, h k >> 1: every Rosenbrock method loses order here, rodas5p was made to lose less
    const StiffProblem problem = prothero_robinson(1e6);
    const auto errors = [&](const RosenbrockMethod& method) {
        return std::pair(run_fixed(problem, method, 40).at_end, run_fixed(problem, method, 80).at_end);
    };
    const auto [coarse4, fine4] = errors(rodas4());
    const auto [coarse5, fine5] = errors(rodas5p());
    EXPECT_LT(measured_order(coarse4, fine4), 2.5);
    EXPECT_GT(measured_order(coarse5, fine5), 2.5);
    EXPECT_LT(coarse5, 0.1 * coarse4);
    EXPECT_LT(coarse4, 1e-6); // yet small, because the state is held to its course
}

TEST(Rosenbrock, InterpolatesExactlyAtTheEndsOfItsSteps) {
    ProblemLanes system({oregonator()});
    Rosenbrock solver(system, options_for(oregonator(), rodas5p(), 1e-5));
    solver.start(0, 0.0, oregonator().start);
    std::vector<double> before = oregonator().start;
    std::vector<double> after(3), within(3);
    for (int k = 0; k < 200; ++k) {
        solver.step();
        if (solver.status(0) != LaneStatus::accepted) continue;
        solver.state(0, after);
        solver.interpolate(0, solver.t_before(0), within);
        EXPECT_EQ(within, before);
        solver.interpolate(0, solver.t(0), within);
        EXPECT_EQ(within, after);
        before = after;
    }
}

TEST(Rosenbrock, EndsExactlyOnItsStopsAndSeesNothingBeyond) {
    // the rates note the latest time they are asked for
    double latest = 0.0;
    StiffProblem problem = prothero_robinson(10.0);
    problem.rates = [&latest, rates = problem.rates](double t, auto y, auto f) {
        latest = std::max(latest, t);
        rates(t, y, f);
    };
    ProblemLanes system({problem});
    Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-4));
    solver.start(0, 0.0, problem.start);
    for (const double stop : {0.1, 1.0 / 3.0, 0.7, 2.0 / 3.0 + 1.0, 1e-9 + 5.0 / 3.0, 7.1}) {
        solver.set_stop(0, stop);
        latest = 0.0;
        while (solver.t(0) < stop) solver.step();
        EXPECT_EQ(solver.t(0), stop);
        EXPECT_LT(latest, stop);
    }
}

TEST(Rosenbrock, RestsAtItsStopUntilItIsMoved) {
    ProblemLanes system({decay_chain()});
    Rosenbrock solver(system, options_for(decay_chain(), rodas5p(), 1e-6));
    solver.start(0, 0.0, decay_chain().start);
    solver.set_stop(0, 1.0);
    while (solver.t(0) < 1.0) solver.step();
    const long n_step = solver.statistics(0).n_step;
    solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::idle);
    EXPECT_EQ(solver.t(0), 1.0);
    EXPECT_EQ(solver.statistics(0).n_step, n_step);
    solver.set_stop(0, 2.0);
    solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::accepted);
}

TEST(Rosenbrock, GoesOnAfterAStopAsIfItHadNotBeen) {
    // twenty stops without a discontinuity cost little more than twenty steps
    StiffProblem problem = hormones();
    const auto count = [&](int n_stop) {
        ProblemLanes system({problem});
        Rosenbrock solver(system, options_for(problem, rodas5p(), 1e-6));
        solver.start(0, 0.0, problem.start);
        for (int k = 1; k <= n_stop; ++k) {
            solver.set_stop(0, k == n_stop ? problem.t_end : problem.t_end * k / n_stop + 1e-5);
            while (solver.t(0) < problem.t_end * k / n_stop) solver.step();
        }
        return solver.statistics(0).n_step + solver.statistics(0).n_rejected;
    };
    EXPECT_LE(count(20), count(1) + 30);
}

TEST(Rosenbrock, TakesNoTinyStepBeforeAStop) {
    // 1000 stops at awkward distances; no step is shorter than a third of the way from stop to stop or of the step that
    // error control wanted
    ProblemLanes system({kaps(1.0)});
    Rosenbrock solver(system, options_for(kaps(1.0), rodas5p(), 1e-7));
    solver.start(0, 0.0, kaps(1.0).start, 0.01);
    double stop = 0.0;
    for (int k = 1; k <= 1000; ++k) {
        const double begin = stop;
        stop += 0.011 * (1.0 + std::sin(k));
        solver.set_stop(0, stop);
        while (solver.t(0) < stop) {
            const double wanted = solver.next_step(0);
            solver.step();
            if (solver.status(0) != LaneStatus::accepted) continue;
            EXPECT_GE(solver.t(0) - solver.t_before(0), 0.33 * std::min(wanted, stop - begin) * (1.0 - 1e-9));
        }
    }
}

TEST(Rosenbrock, MeetsDiscontinuitiesOfItsRates) {
    // stopping on each and restarting, the error stays that of the smooth pieces
    const StiffProblem problem = sessions();
    const auto times = times_of(problem, 300);
    for (const auto& method : {rodas4(), rodas5p()}) {
        const Solved solved = solve(problem, options_for(problem, method, 1e-7), times);
        EXPECT_LT(relative_error(problem, solved.states, reference(problem, times)), 1e-7) << method.name;
    }
}

TEST(Rosenbrock, RestartsWithAShorterStep) {
    ProblemLanes system({kaps(1.0)});
    Rosenbrock solver(system, options_for(kaps(1.0), rodas5p(), 1e-6));
    solver.start(0, 0.0, kaps(1.0).start);
    solver.set_stop(0, 2.0);
    while (solver.t(0) < 2.0) solver.step();
    const double wanted = solver.next_step(0);
    solver.restart(0, 2.0, kaps(1.0).solution(2.0));
    EXPECT_LT(solver.next_step(0), 0.2 * wanted);
    EXPECT_GT(solver.next_step(0), 0.01 * wanted);
    // two discontinuities at one time are no worse than one
    const double once = solver.next_step(0);
    solver.restart(0, 2.0, kaps(1.0).solution(2.0));
    EXPECT_EQ(solver.next_step(0), once);
}

TEST(Rosenbrock, KeepsItsStepsBelowTheLimit) {
    ProblemLanes system({kaps(1.0)});
    RosenbrockOptions options = options_for(kaps(1.0), rodas5p(), 1e-2);
    options.max_step = 0.125;
    Rosenbrock solver(system, options);
    solver.start(0, 0.0, kaps(1.0).start);
    for (int k = 0; k < 50; ++k) {
        solver.step();
        EXPECT_LE(solver.t(0) - solver.t_before(0), 0.125);
    }
    EXPECT_NEAR(solver.t(0) - solver.t_before(0), 0.125, 1e-12);
    // a stop just beyond a step does not stretch it
    solver.set_stop(0, solver.t(0) + 0.126);
    solver.step();
    EXPECT_NEAR(solver.t(0) - solver.t_before(0), 0.063, 1e-12);
}

TEST(Rosenbrock, RefusesWhatCannotWork) {
    ProblemLanes system({kaps(1.0)});
    RosenbrockOptions options = options_for(kaps(1.0), rodas5p(), 1e-6);
    options.atol = {1e-6};
    EXPECT_THROW(Rosenbrock(system, options), std::invalid_argument);
    options.atol = {1e-6, 0.0};
    EXPECT_THROW(Rosenbrock(system, options), std::invalid_argument);
    options.atol = {1e-6, 1e-6};
    Rosenbrock solver(system, options);
    solver.start(0, 1.0, kaps(1.0).start);
    EXPECT_THROW(solver.set_stop(0, 1.0), std::invalid_argument);
    EXPECT_THROW(solver.set_stop(0, std::nan("")), std::invalid_argument);
}

} // namespace
} // namespace euthymia
