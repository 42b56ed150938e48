// SPDX-License-Identifier: Apache-2.0
// Steps that end where rates bend, on worlds whose solution can be written down.
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "euthymia/solver/rosenbrock.hpp"

namespace euthymia {
namespace {

/// y' = f(t, y, side), where the side of the one bend is that of a gap.
struct Bent {
    std::function<double(double t, double y, bool side)> rate, by_y, by_t;
    std::function<double(double t, double y)> gap;
    double begin = 0.0;
};

/// Such worlds in lanes, which remember what they were told.
class BentLanes final : public LaneSystem, public LaneBends {
  public:
    explicit BentLanes(std::vector<Bent> worlds)
        : worlds_(std::move(worlds))
        , sides_(worlds_.size())
        , slope_(worlds_.size())
        , factor_(worlds_.size()) {}

    [[nodiscard]] int n_state() const override { return 1; }
    [[nodiscard]] int n_lane() const override { return static_cast<int>(worlds_.size()); }
    [[nodiscard]] std::span<const int> algebraic_states() const override { return {}; }
    [[nodiscard]] std::span<const int> guarded_states() const override { return {}; }
    void rates(const double* t, const double* y, double* dydt) override {
        for (std::size_t l = 0; l < worlds_.size(); ++l) dydt[l] = worlds_[l].rate(t[l], y[l], sides_[l]);
    }
    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override {
        rates(t, y, dydt);
        for (std::size_t l = 0; l < worlds_.size(); ++l) {
            slope_[l] = worlds_[l].by_y(t[l], y[l], sides_[l]);
            dfdt[l] = worlds_[l].by_t(t[l], y[l], sides_[l]);
        }
    }
    void factor(const double* shift, double* growth) override {
        for (std::size_t l = 0; l < worlds_.size(); ++l) {
            factor_[l] = shift[l] - slope_[l];
            growth[l] = 1.0;
        }
    }
    void solve(double* b) override {
        for (std::size_t l = 0; l < worlds_.size(); ++l) b[l] /= factor_[l];
    }

    [[nodiscard]] int n_bend() const override { return 1; }
    void gaps(const double* t, const double* y, double* values) override {
        for (std::size_t l = 0; l < worlds_.size(); ++l) values[l] = worlds_[l].gap(t[l], y[l]);
    }
    void take_sides(int lane, const std::vector<bool>& is_positive) override { sides_[lane] = is_positive[0]; }

    [[nodiscard]] const Bent& world(int lane) const { return worlds_[lane]; }

  private:
    std::vector<Bent> worlds_;
    std::vector<bool> sides_;
    std::vector<double> slope_, factor_;
};

/// y' = max(0, t - bend): y = (t - bend)^2 / 2 beyond it. The method is exact for each of the two parabolas.
Bent by_the_clock(double bend) {
    return {.rate = [bend](double t, double, bool side) { return side ? t - bend : 0.0; },
            .by_y = [](double, double, bool) { return 0.0; },
            .by_t = [](double, double, bool side) { return side ? 1.0 : 0.0; },
            .gap = [bend](double t, double) { return t - bend; }};
}

/// y' = 1 below 1, y' = 2 - y above: y = t, then 2 - exp(1 - t).
Bent by_the_state() {
    return {.rate = [](double, double y, bool side) { return side ? 2.0 - y : 1.0; },
            .by_y = [](double, double, bool side) { return side ? -1.0 : 0.0; },
            .by_t = [](double, double, bool) { return 0.0; },
            .gap = [](double, double y) { return y - 1.0; }};
}

/// Driven back to 0 from either side.
Bent trap() {
    return {.rate = [](double, double, bool side) { return side ? -1.0 : 1.0; },
            .by_y = [](double, double, bool) { return 0.0; },
            .by_t = [](double, double, bool) { return 0.0; },
            .gap = [](double, double y) { return y; },
            .begin = 0.5};
}

struct Way {
    std::vector<double> times, states; ///< ends of the steps
    LaneStatistics statistics;
    LaneStatus status = LaneStatus::idle;
};

/// Takes every world to `t_end`.
std::vector<Way> follow(std::vector<Bent> worlds, double t_end, double rtol = 1e-6) {
    BentLanes lanes(std::move(worlds));
    Rosenbrock solver(lanes, {.rtol = rtol, .atol = {rtol}, .max_steps = 1000}, nullptr, &lanes);
    std::vector<Way> ways(static_cast<std::size_t>(lanes.n_lane()));
    for (int lane = 0; lane < lanes.n_lane(); ++lane) {
        solver.start(lane, 0.0, std::vector{lanes.world(lane).begin});
        solver.set_stop(lane, t_end);
    }
    for (bool is_running = true; is_running;) {
        solver.step();
        is_running = false;
        for (int lane = 0; lane < lanes.n_lane(); ++lane) {
            Way& way = ways[lane];
            way.status = solver.status(lane);
            way.statistics = solver.statistics(lane);
            is_running |= way.status == LaneStatus::accepted || way.status == LaneStatus::rejected;
            if (way.status != LaneStatus::accepted) continue;
            way.times.push_back(solver.t(lane));
            way.states.push_back(0.0);
            solver.state(lane, {&way.states.back(), 1});
        }
    }
    return ways;
}

double distance_to(const std::vector<double>& times, double t) {
    double least = std::abs(t);
    for (const double time : times) least = std::min(least, std::abs(time - t));
    return least;
}

TEST(RosenbrockBends, EndAStepAtEachBend) {
    for (const double bend : {0.01, 0.7, 1.234, 3.99}) {
        const Way way = follow({by_the_clock(bend)}, 4.0)[0];
        EXPECT_LT(distance_to(way.times, bend), 4e-3) << bend; // a thousandth of the step is near enough
        EXPECT_NEAR(way.states.back(), 0.5 * (4.0 - bend) * (4.0 - bend), 1e-6) << bend;
    }
}

// One attempt finds the bend; after it steps are as long as the error allows, which may be less than before.
TEST(RosenbrockBends, CostARepeatedStepOnly) {
    EXPECT_LE(follow({by_the_clock(1.234)}, 4.0)[0].statistics.n_rejected, 1);
    EXPECT_LE(follow({by_the_state()}, 4.0)[0].statistics.n_rejected, 3);
}

TEST(RosenbrockBends, KeepTheErrorWhatItIsWithoutABend) {
    for (const double rtol : {1e-3, 1e-5, 1e-7}) {
        const Way way = follow({by_the_state()}, 4.0, rtol)[0];
        EXPECT_NEAR(way.states.back(), 2.0 - std::exp(-3.0), 3.0 * rtol);
        EXPECT_LT(distance_to(way.times, 1.0), 2.0 * rtol + 4e-3);
    }
}

// At the start the gap is 0: which side counts shows in the first step only.
TEST(RosenbrockBends, TakeTheSideThatTheFirstStepGoesTo) {
    EXPECT_NEAR(follow({by_the_clock(0.0)}, 2.0)[0].states.back(), 2.0, 1e-6);
}

TEST(RosenbrockBends, FailWhereNeitherSideLeads) {
    const Way way = follow({trap()}, 2.0)[0];
    EXPECT_EQ(way.status, LaneStatus::failed);
    EXPECT_NEAR(way.times.back(), 0.5, 1e-2);
}

TEST(RosenbrockBends, AreOfEachLaneAlone) {
    const std::vector<Bent> worlds{by_the_clock(0.3), by_the_state(), by_the_clock(2.9), trap(), by_the_state()};
    const std::vector<Way> company = follow(worlds, 4.0);
    for (std::size_t k = 0; k < worlds.size(); ++k) {
        const Way alone = follow({worlds[k]}, 4.0)[0];
        EXPECT_EQ(company[k].times, alone.times) << k;
        EXPECT_EQ(company[k].states, alone.states) << k;
    }
}

} // namespace
} // namespace euthymia
