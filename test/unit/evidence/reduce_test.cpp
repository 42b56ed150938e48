// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "evidence/record.hpp"

namespace euthymia {
namespace {

using Kind = Reading::Kind;

/// 2 t + sin(2 pi t / 12) over `n` points an hour apart.
Series wave(int n) {
    Series series;
    for (int k = 0; k < n; ++k) {
        series.time.push_back(k);
        series.value.push_back(2.0 * k + std::sin(2.0 * M_PI * k / 12.0));
    }
    return series;
}

TEST(Reduce, TakesTheMeanOverTimeAndNotOverSamples) {
    const Series uneven{.time = {0.0, 1.0, 4.0}, .value = {0.0, 2.0, 2.0}};
    EXPECT_DOUBLE_EQ(reduce(uneven, Kind::mean, 1), 7.0 / 4.0);
    EXPECT_DOUBLE_EQ(reduce({.time = {3.0}, .value = {5.0}}, Kind::mean, 1), 5.0);
}

TEST(Reduce, FindsExtremesAndTheirHour) {
    const Series hill{.time = {1.0, 2.0, 3.0}, .value = {4.0, 9.0, -1.0}};
    EXPECT_EQ(reduce(hill, Kind::max, 1), 9.0);
    EXPECT_EQ(reduce(hill, Kind::min, 1), -1.0);
    EXPECT_EQ(reduce(hill, Kind::end, 1), -1.0);
    EXPECT_EQ(reduce(hill, Kind::time_of_max, 1), 2.0);
}

TEST(Reduce, TakesAStraightLineAwayBeforeItLooksAtTheSpread) {
    // the sine is not quite orthogonal to the line over whole periods, less the longer
    EXPECT_NEAR(reduce(wave(1200), Kind::sd, 24), std::sqrt(0.5), 2e-3);
    EXPECT_NEAR(reduce(wave(1200), Kind::autocorrelation, 12), 1.0, 0.02);
    EXPECT_NEAR(reduce(wave(1200), Kind::autocorrelation, 6), -1.0, 0.02);
}

} // namespace
} // namespace euthymia
