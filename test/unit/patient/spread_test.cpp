// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/spread.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

std::vector<double> sorted_sample(const Spread& spread, double centre) {
    Stream stream({.seed = 3});
    std::vector<double> sample;
    for (int k = 0; k < 20001; ++k) sample.push_back(draw(spread, centre, stream));
    std::sort(sample.begin(), sample.end());
    return sample;
}

TEST(Spread, ReadsItsForms) {
    EXPECT_EQ(parse_spread("", "").kind, Spread::Kind::none);
    const Spread normal = parse_spread("normal sd 0.11 min 0", "");
    EXPECT_DOUBLE_EQ(normal.sd, 0.11);
    EXPECT_DOUBLE_EQ(normal.min, 0.0);
    // cv^2 = exp(sd^2) - 1
    EXPECT_DOUBLE_EQ(parse_spread("lognormal cv 0.45", "").sd, std::sqrt(std::log(1.0 + 0.45 * 0.45)));
    EXPECT_DOUBLE_EQ(parse_spread("lognormal sd 0.555", "").sd, 0.555);
}

TEST(Spread, RefusesOtherWordsWithTheirPlace) {
    for (const char* text : {"gamma sd 1", "normal cv 0.1", "normal sd", "normal sd -1", "normal sd 1 min 3 max 2"}) {
        try {
            (void)parse_spread(text, "parameters.tsv:7");
            FAIL() << text;
        } catch (const InputError& error) {
            EXPECT_EQ(error.issues().front().what, std::string("'") + text + "' is not a spread");
            EXPECT_EQ(error.issues().front().where, "parameters.tsv:7");
        }
    }
}

TEST(Draw, NormalHasItsMeanAndSd) {
    const auto sample = sorted_sample(parse_spread("normal sd 2", ""), 10.0);
    EXPECT_NEAR(sample[10000], 10.0, 0.06); // median; standard error 0.018
    EXPECT_NEAR(sample[16827], 12.0, 0.08); // 84.13 % point
}

TEST(Draw, LognormalHasItsMedian) {
    const auto sample = sorted_sample(parse_spread("lognormal sd 0.5", ""), 3.0);
    EXPECT_NEAR(sample[10000], 3.0, 0.05);
    EXPECT_NEAR(sample[16827], 3.0 * std::exp(0.5), 0.12);
}

TEST(Draw, StaysWithinItsBounds) {
    const auto sample = sorted_sample(parse_spread("normal sd 1 min 0 max 0.5", ""), 0.0);
    EXPECT_GE(sample.front(), 0.0);
    EXPECT_LE(sample.back(), 0.5);
}

TEST(Draw, WithoutSpreadIsTheCentre) {
    Stream stream({.seed = 1});
    EXPECT_DOUBLE_EQ(draw({}, 4.5, stream), 4.5);
}

} // namespace
} // namespace euthymia
