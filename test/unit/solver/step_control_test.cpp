// SPDX-License-Identifier: Apache-2.0
#include "solver/step_control.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

constexpr StepLimits limits{.max_steps = 1000, .error_order = 4};

/// The mean square error of a step of length h, if one of length 1 just meets the tolerance.
double mean_square(double h) {
    return std::pow(h, 2.0 * 5.0);
}

TEST(StepControl, GoesOnWithWhatWasWantedHoweverCloseAStopWas) {
    for (const double distance : {0.1, 1e-3, 1e-6, 1e-9}) {
        StepControl control(limits);
        control.start(0.0, 0.5);
        control.set_stop(distance);
        control.propose();
        EXPECT_EQ(control.h(), distance);
        control.judge(mean_square(distance));
        EXPECT_EQ(control.status(), LaneStatus::accepted);
        EXPECT_EQ(control.t(), distance);
        EXPECT_GE(control.wanted(), 0.5 * (1.0 - 1e-12)) << "stop at " << distance;
    }
}

TEST(StepControl, RepeatsAnAttemptUpToWhereItIsToldAndThenGoesOn) {
    StepControl control(limits);
    control.start(0.0, 0.5);
    control.set_stop(10.0);
    control.propose();
    control.repeat(0.125);
    EXPECT_EQ(control.status(), LaneStatus::rejected);
    control.propose();
    EXPECT_EQ(control.t_after(), 0.125);
    control.judge(mean_square(0.125));
    EXPECT_EQ(control.t(), 0.125);
    EXPECT_EQ(control.statistics().n_rejected, 1);
    EXPECT_GE(control.wanted(), 0.5 * (1.0 - 1e-12));
    control.propose();
    EXPECT_GT(control.t_after(), 0.5);
}

} // namespace
} // namespace euthymia
