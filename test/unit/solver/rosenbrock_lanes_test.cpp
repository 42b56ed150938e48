// SPDX-License-Identifier: Apache-2.0
// Many lanes: each as if alone, each with its own outcome.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "euthymia/solver/rosenbrock.hpp"
#include "problem_lanes.hpp"

namespace euthymia {
namespace {

/// All that can be seen of a lane's journey: every accepted time and state, one state within each step, the counts.
struct Trace {
    std::vector<double> seen;
    long n_step = 0;
    long n_rejected = 0;

    bool operator==(const Trace&) const = default;
};

/// Person `k`: oscillators of different stiffness that meet different discontinuities at different times.
struct Person {
    explicit Person(int k)
        : problem(van_der_pol(3.0 + 7.0 * k))
        , stops{0.1 + 0.03 * k, 0.5, 0.9 - 0.01 * k, 1.0} {}

    StiffProblem problem;
    std::vector<double> stops;
};

/// Sends people through the lanes of one solver, lane `l` taking people[l], people[l + n_lane], ...
class Journeys {
  public:
    Journeys(const std::vector<int>& people, int n_lane, const RosenbrockMethod& method)
        : people_(people)
        , system_(std::vector(n_lane, van_der_pol(1.0)))
        , solver_(system_, options_for(van_der_pol(1.0), method, 1e-5))
        , lanes_(n_lane) {}

    /// The trace of each person, in the order of `people`.
    std::vector<Trace> run() {
        traces_.resize(people_.size());
        for (int lane = 0; lane < static_cast<int>(lanes_.size()); ++lane) board(lane, lane);
        while (n_running_ > 0) {
            solver_.step();
            for (int lane = 0; lane < static_cast<int>(lanes_.size()); ++lane) {
                if (solver_.status(lane) == LaneStatus::accepted) accept(lane);
            }
        }
        return traces_;
    }

  private:
    struct Lane {
        std::size_t index = 0;
        std::size_t stop = 0;
        Person person{0};
    };

    void board(int lane, std::size_t index) {
        if (index >= people_.size()) return solver_.release(lane);
        ++n_running_;
        lanes_[lane] = {.index = index, .stop = 0, .person = Person(people_[index])};
        system_.problem(lane) = lanes_[lane].person.problem;
        solver_.start(lane, 0.0, system_.problem(lane).start);
        solver_.set_stop(lane, lanes_[lane].person.stops[0]);
    }

    void accept(int lane) {
        Lane& now = lanes_[lane];
        Trace& trace = traces_[now.index];
        std::vector<double> y(2), within(2);
        solver_.state(lane, y);
        const double t = solver_.t(lane);
        solver_.interpolate(lane, 0.25 * solver_.t_before(lane) + 0.75 * t, within);
        trace.seen.insert(trace.seen.end(), {t, y[0], y[1], within[0], within[1]});
        if (t < now.person.stops[now.stop]) return;
        if (++now.stop == now.person.stops.size()) return leave(lane);
        y[1] += 0.5;
        solver_.restart(lane, t, y);
        solver_.set_stop(lane, now.person.stops[now.stop]);
    }

    void leave(int lane) {
        const LaneStatistics statistics = solver_.statistics(lane);
        traces_[lanes_[lane].index].n_step = statistics.n_step;
        traces_[lanes_[lane].index].n_rejected = statistics.n_rejected;
        --n_running_;
        board(lane, lanes_[lane].index + lanes_.size());
    }

    std::vector<int> people_;
    ProblemLanes system_;
    Rosenbrock solver_;
    std::vector<Lane> lanes_;
    std::vector<Trace> traces_;
    int n_running_ = 0;
};

TEST(RosenbrockLanes, AreTheSameAloneAndInAnyCompany) {
    const std::vector<int> people{0, 1, 2, 3, 4, 5, 6, 7, 8};
    const std::vector<int> shuffled{5, 0, 8, 3, 1, 7, 2, 6, 4};
    for (const auto& method : {rodas4(), rodas5p()}) {
        std::vector<Trace> alone;
        for (const int person : people) alone.push_back(Journeys({person}, 1, method).run()[0]);
        ASSERT_GT(alone[0].n_rejected, 0);
        for (const int n_lane : {1, 2, 3, 4, 7, 8, 12, 16, 33}) {
            EXPECT_EQ(Journeys(people, n_lane, method).run(), alone) << n_lane;
            const std::vector<Trace> mixed = Journeys(shuffled, n_lane, method).run();
            for (std::size_t k = 0; k < shuffled.size(); ++k) EXPECT_EQ(mixed[k], alone[shuffled[k]]) << n_lane;
        }
    }
}

/// y' = y^2 is infinite at 1 / y(0); or no number from the start; or harmless.
StiffProblem growing() {
    return {.name = "growing",
            .start = {1.0},
            .t_end = 2.0,
            .rates = [](double, auto y, auto f) { f[0] = y[0] * y[0]; },
            .jacobian = [](double, auto y, auto j) { j[0] = 2.0 * y[0]; },
            .size = {1.0}};
}

StiffProblem without_rates() {
    StiffProblem problem = growing();
    problem.rates = [](double, auto, auto f) { f[0] = std::numeric_limits<double>::quiet_NaN(); };
    return problem;
}

TEST(RosenbrockLanes, FailWithoutHarmToOthers) {
    ProblemLanes alone({prothero_robinson(100.0)});
    ProblemLanes system({growing(), prothero_robinson(100.0), without_rates()});
    Rosenbrock single(alone, options_for(growing(), rodas5p(), 1e-6));
    Rosenbrock solver(system, options_for(growing(), rodas5p(), 1e-6));
    single.start(0, 0.0, std::vector{0.0});
    for (int lane = 0; lane < 3; ++lane) solver.start(lane, 0.0, std::vector{lane == 1 ? 0.0 : 1.0});
    for (int k = 0; k < 1000; ++k) single.step(), solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::failed);
    EXPECT_NEAR(solver.t(0), 1.0, 1e-6);
    EXPECT_EQ(solver.status(2), LaneStatus::failed);
    EXPECT_EQ(solver.t(2), 0.0);
    std::vector<double> expected(1), found(1);
    single.state(0, expected);
    solver.state(1, found);
    EXPECT_EQ(found, expected);
    EXPECT_EQ(solver.t(1), single.t(0));
    solver.state(2, found);
    EXPECT_EQ(found, std::vector{1.0}); // the last accepted state
}

TEST(RosenbrockLanes, SayWhyTheyFailed) {
    ProblemLanes system({growing(), without_rates(), prothero_robinson(100.0)});
    RosenbrockOptions options = options_for(growing(), rodas5p(), 1e-6);
    options.max_steps = 500;
    Rosenbrock solver(system, options);
    for (int lane = 0; lane < 3; ++lane) solver.start(lane, 0.0, std::vector{lane == 2 ? 0.0 : 1.0});
    for (int k = 0; k < 600; ++k) solver.step();
    EXPECT_EQ(solver.message(1), "the step size collapsed: a rate of change is not a finite number, or the matrix of "
                                 "the step is singular");
    EXPECT_EQ(solver.message(2), "too many steps: the model is too stiff here or explodes");
    EXPECT_EQ(solver.statistics(2).n_step + solver.statistics(2).n_rejected, 500);
    EXPECT_TRUE(solver.message(0).starts_with("the step size collapsed")) << solver.message(0);
}

TEST(RosenbrockLanes, RunAgainOnceStartedAgain) {
    ProblemLanes system({growing(), growing()});
    Rosenbrock solver(system, options_for(growing(), rodas5p(), 1e-6));
    solver.start(0, 0.0, std::vector{1.0});
    for (int k = 0; k < 1000; ++k) solver.step();
    ASSERT_EQ(solver.status(0), LaneStatus::failed);
    solver.start(0, 0.0, std::vector{-1.0}); // y = -1 / (1 + t)
    solver.set_stop(0, 1.0);
    while (solver.t(0) < 1.0) solver.step();
    std::vector<double> y(1);
    solver.state(0, y);
    EXPECT_NEAR(y[0], -0.5, 1e-6);
    EXPECT_EQ(solver.status(1), LaneStatus::idle); // never started
    solver.release(0);
    solver.step();
    EXPECT_EQ(solver.status(0), LaneStatus::idle);
}

TEST(RosenbrockLanes, InterpolateTogetherAsOneByOne) {
    const int n_lane = 5;
    ProblemLanes system(std::vector(n_lane, kaps(10.0)));
    Rosenbrock solver(system, options_for(kaps(10.0), rodas5p(), 1e-6));
    for (int lane = 0; lane < 4; ++lane) solver.start(lane, 0.0, std::vector{1.0 + lane, 1.0});
    for (int k = 0; k < 10; ++k) solver.step();
    std::vector<double> times(n_lane);
    for (int lane = 0; lane < n_lane; ++lane) times[lane] = 0.7 * solver.t_before(lane) + 0.3 * solver.t(lane);
    alignas(64) double rows[16];
    solver.interpolate(times, rows);
    std::vector<double> y(2);
    for (int lane = 0; lane < 4; ++lane) {
        ASSERT_EQ(solver.status(lane), LaneStatus::accepted);
        solver.interpolate(lane, times[lane], y);
        EXPECT_EQ(rows[lane], y[0]);
        EXPECT_EQ(rows[n_lane + lane], y[1]);
    }
    EXPECT_EQ(rows[4], 0.0); // the idle lane's state
}

TEST(RosenbrockLanes, InterpolateSomeStatesAsAll) {
    const int n_lane = 5;
    ProblemLanes system(std::vector(n_lane, kaps(10.0)));
    Rosenbrock solver(system, options_for(kaps(10.0), rodas5p(), 1e-6));
    for (int lane = 0; lane < n_lane; ++lane) solver.start(lane, 0.0, std::vector{1.0 + lane, 1.0});
    for (int k = 0; k < 10; ++k) solver.step();
    const std::vector<int> second{1};
    alignas(64) double within[16], end[16];
    solver.interpolate(0.25, second, within);
    solver.interpolate(1.0, second, end);
    for (int lane = 0; lane < n_lane; ++lane) {
        ASSERT_EQ(solver.status(lane), LaneStatus::accepted);
        const double t = 0.75 * solver.t_before(lane) + 0.25 * solver.t(lane);
        std::vector<double> all(2), some{-7.0, -7.0};
        solver.interpolate(lane, t, all);
        solver.interpolate(lane, t, second, some);
        EXPECT_EQ(some, (std::vector{-7.0, all[1]}));
        EXPECT_NEAR(within[n_lane + lane], all[1], 1e-14);
        solver.state(lane, all);
        EXPECT_EQ(end[n_lane + lane], all[1]);
    }
}

TEST(RosenbrockLanes, PassTimeWithoutStates) {
    const StiffProblem nothing{.name = "nothing",
                               .start = {},
                               .t_end = 10.0,
                               .rates = [](double, auto, auto) {},
                               .jacobian = [](double, auto, auto) {},
                               .size = {}};
    ProblemLanes system({nothing, nothing});
    Rosenbrock solver(system, options_for(nothing, rodas5p(), 1e-6));
    solver.start(1, 0.0, {});
    solver.set_stop(1, 10.0);
    for (int k = 0; k < 50; ++k) solver.step();
    EXPECT_EQ(solver.t(1), 10.0);
}

TEST(RosenbrockLanes, InterpolateOnAStraightLineWithoutDenseOutput) {
    RosenbrockMethod plain = rodas4();
    plain.dense.clear();
    ProblemLanes system({kaps(1.0)});
    Rosenbrock solver(system, options_for(kaps(1.0), plain, 1e-6));
    solver.start(0, 0.0, kaps(1.0).start, 1e-3);
    solver.step();
    std::vector<double> y(2), after(2);
    solver.state(0, after);
    solver.interpolate(0, 0.25e-3, y);
    EXPECT_NEAR(y[0], 0.75 + 0.25 * after[0], 1e-15);
}

/// Reports a bad factorisation for steps longer than 0.01.
class BadlyScaled final : public LaneSystem {
  public:
    [[nodiscard]] int n_state() const override { return inner_.n_state(); }
    [[nodiscard]] int n_lane() const override { return inner_.n_lane(); }
    [[nodiscard]] std::span<const int> algebraic_states() const override { return {}; }
    [[nodiscard]] std::span<const int> guarded_states() const override { return {}; }
    void rates(const double* t, const double* y, double* dydt) override { inner_.rates(t, y, dydt); }
    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override {
        inner_.linearise(t, y, dydt, dfdt);
    }
    void factor(const double* shift, double* growth) override {
        inner_.factor(shift, growth);
        if (shift[0] < 1.0 / (rodas5p().gamma * 0.01)) growth[0] = 1e12;
    }
    void solve(double* b) override { inner_.solve(b); }

  private:
    ProblemLanes inner_{{kaps(1.0), kaps(1.0)}};
};

TEST(RosenbrockLanes, TakeShorterStepsWherePivotsLoseDigits) {
    BadlyScaled system;
    Rosenbrock solver(system, options_for(kaps(1.0), rodas5p(), 1e-4));
    for (const int lane : {0, 1}) solver.start(lane, 0.0, kaps(1.0).start, 0.2);
    for (int k = 0; k < 50; ++k) {
        solver.step();
        EXPECT_LE(solver.t(0) - solver.t_before(0), 0.01);
    }
    EXPECT_GT(solver.t(0), 0.05);
    EXPECT_GT(solver.statistics(0).n_rejected, 2);
    EXPECT_EQ(solver.statistics(1).n_rejected, 0);
}

} // namespace
} // namespace euthymia
