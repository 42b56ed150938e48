// SPDX-License-Identifier: Apache-2.0
#include "euthymia/outcome/scale.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/random.hpp"

namespace euthymia {
namespace {

Scale hamd() {
    return {.name = "HAMD17",
            .variable = "hamd17",
            .max = 52.0,
            .rater_sd = 1.75,
            .person_sd = 3.0,
            .response_drop = 0.5,
            .remission = 7.0,
            .bands = {{"remission", 0.0}, {"mild", 8.0}, {"moderate", 17.0}, {"severe", 24.0}}};
}

TEST(Scale, NamesTheBandOfAScore) {
    EXPECT_EQ(band_of(hamd(), 7.0), "remission");
    EXPECT_EQ(band_of(hamd(), 8.0), "mild");
    EXPECT_EQ(band_of(hamd(), 23.0), "moderate");
    EXPECT_EQ(band_of(hamd(), 52.0), "severe");
}

TEST(Scale, RespondsAtHalfTheBaseline) {
    EXPECT_TRUE(is_response(hamd(), 20.0, 10.0));
    EXPECT_FALSE(is_response(hamd(), 20.0, 11.0));
}

TEST(Scale, RemitsAtSevenOrLess) {
    EXPECT_TRUE(is_remission(hamd(), 7.0));
    EXPECT_FALSE(is_remission(hamd(), 8.0));
}

TEST(Rating, IsWholeAndWithinTheScale) {
    Stream stream({.seed = 2});
    for (int k = 0; k < 500; ++k) {
        const double score = rate(hamd(), 0.5, stream.normal());
        EXPECT_EQ(score, std::round(score));
        EXPECT_GE(score, 0.0);
    }
}

TEST(Rating, ScattersLikeItsRater) {
    Stream stream({.seed = 2});
    double sum = 0.0, squares = 0.0;
    constexpr int n = 20000;
    for (int k = 0; k < n; ++k) {
        const double error = rate(hamd(), 20.0, stream.normal()) - 20.0;
        sum += error;
        squares += error * error;
    }
    EXPECT_NEAR(sum / n, 0.0, 0.05);
    // rounding to whole points adds 1/12 to the variance
    EXPECT_NEAR(std::sqrt(squares / n), std::sqrt(1.75 * 1.75 + 1.0 / 12.0), 0.03);
}

} // namespace
} // namespace euthymia
