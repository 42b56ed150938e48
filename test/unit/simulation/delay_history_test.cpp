// SPDX-License-Identifier: Apache-2.0
#include "simulation/delay_history.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "numbers.hpp"

namespace euthymia {
namespace {

double polynomial(double t) {
    return 3.0 + t * (-2.0 + t * (0.5 + t * (1.0 + t * (-0.7 + 0.1 * t))));
}

/// Two states go the same known way; only the second is kept.
KnownStep step_along(double t0, double t1, double (*way)(double)) {
    return {t0, t1, [way](double t, auto y) { y[0] = y[1] = way(t); }};
}

DelayHistory history_along(double (*way)(double), const std::vector<double>& ends) {
    DelayHistory history({1});
    const double start[] = {way(0.0), way(0.0)};
    history.start(0.0, start);
    for (const double end : ends) history.append(step_along(history.end(), end, way));
    return history;
}

double kept(const DelayHistory& history, double t, Side side = Side::after) {
    double y[] = {-1.0, -1.0};
    history.at(t, side, y);
    EXPECT_EQ(y[0], -1.0); // not its business
    return y[1];
}

TEST(DelayHistory, KeepsAPolynomialOfDegreeFiveExactly) {
    const DelayHistory history = history_along(polynomial, {1.0, 1.5, 4.0});
    for (double t = 0.0; t <= 4.0; t += 0.03125) EXPECT_NEAR(kept(history, t), polynomial(t), 1e-14 * 30.0) << t;
}

/// An integrator at 1e-9 takes steps of about 1e-9^(1/6) of the time scale, or shorter.
TEST(DelayHistory, KeepsASmoothWayToNineDigits) {
    std::vector<double> ends;
    for (int k = 1; k <= 64; ++k) ends.push_back(k / 16.0);
    const DelayHistory history = history_along([](double t) { return std::exp(std::sin(t)); }, ends);
    for (double t = 0.0; t <= 4.0; t += 0.0078125) EXPECT_NEAR(kept(history, t) / std::exp(std::sin(t)), 1.0, 1e-11);
}

TEST(DelayHistory, KeepsJumpsAsJumps) {
    DelayHistory history = history_along(polynomial, {1.0});
    const double jumped[] = {7.0, 7.0};
    EXPECT_TRUE(history.go_on(1.0, jumped));
    EXPECT_EQ(kept(history, 1.0), 7.0);
    history.append(step_along(1.0, 2.0, [](double t) { return 6.0 + t; }));
    EXPECT_EQ(kept(history, 1.0, Side::before), polynomial(1.0));
    EXPECT_EQ(kept(history, 1.0, Side::after), 7.0);
    EXPECT_NEAR(kept(history, 1.0 + 1e-9), 7.0 + 1e-9, 1e-14);
    EXPECT_NEAR(kept(history, 1.0 - 1e-9), polynomial(1.0 - 1e-9), 1e-14);
}

TEST(DelayHistory, ForgetsWhatWasCutOff) {
    DelayHistory history = history_along(polynomial, {1.0, 2.0});
    const double same[] = {polynomial(1.25), polynomial(1.25)};
    EXPECT_FALSE(history.go_on(1.25, same));
    EXPECT_EQ(history.end(), 1.25);
    history.append(step_along(1.25, 2.0, [](double t) { return polynomial(1.25) + (t - 1.25); }));
    EXPECT_NEAR(kept(history, 1.2), polynomial(1.2), 1e-14);
    EXPECT_NEAR(kept(history, 1.75), polynomial(1.25) + 0.5, 1e-14);
}

TEST(DelayHistory, FindsAJumpThatRoundingMissed) {
    DelayHistory history = history_along(polynomial, {0.3});
    const double jumped[] = {7.0, 7.0};
    ASSERT_TRUE(history.go_on(0.3, jumped));
    history.append(step_along(0.3, 1.0, [](double) { return 7.0; }));
    EXPECT_NE((0.3 + 0.6) - 0.6, 0.3);
    EXPECT_EQ(history.snap((0.3 + 0.6) - 0.6, 1e-15), 0.3);
    EXPECT_EQ(history.snap(0.31, 1e-15), 0.31);
}

TEST(DelayHistory, ForgetsThePastThatNobodyNeeds) {
    DelayHistory history = history_along(polynomial, {1.0, 2.0, 3.0});
    history.forget_before(1.5);
    EXPECT_NEAR(kept(history, 1.5), polynomial(1.5), 1e-14);
    EXPECT_NEAR(kept(history, 2.5), polynomial(2.5), 1e-13);
}

TEST(DelayHistory, GoesOnTheWayThroughTheLastStep) {
    const auto cubic = [](double t) { return 1.0 + t * (2.0 + t * (-1.0 + 0.25 * t)); };
    const DelayHistory history = history_along(cubic, {1.0, 2.0});
    const double now[] = {0.0, cubic(3.0)};
    double y[] = {-1.0, -1.0};
    history.on_the_way(2.6, 3.0, now, y);
    EXPECT_NEAR(y[1], cubic(2.6), 1e-14);
}

TEST(DelayHistory, GoesStraightAfterAJump) {
    DelayHistory history = history_along(polynomial, {1.0});
    const double jumped[] = {7.0, 7.0}, now[] = {0.0, 9.0};
    ASSERT_TRUE(history.go_on(1.0, jumped));
    double y[] = {-1.0, -1.0};
    history.on_the_way(1.5, 2.0, now, y);
    EXPECT_EQ(y[1], 8.0);
}

} // namespace
} // namespace euthymia
