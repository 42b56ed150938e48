// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/number.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

TEST(Number, IsFiniteAndTheWholeOfTheText) {
    EXPECT_EQ(parse_number("-2.5e-3"), -0.0025);
    EXPECT_EQ(parse_number("007"), 7.0);
    for (const char* text : {"", " 1", "1 ", "1,5", "+1", "0x10", "1e999", "inf", "nan", "1.5h"}) {
        EXPECT_EQ(parse_number(text), std::nullopt) << text;
    }
}

TEST(Number, WholeNumbersHaveOneSpelling) {
    EXPECT_EQ(parse_integer("0"), 0);
    EXPECT_EQ(parse_integer("17"), 17);
    EXPECT_EQ(parse_integer("-3"), -3);
    EXPECT_EQ(parse_integer("-999999999999999999"), -999999999999999999);
    for (const char* text : {"", "-", "007", "-0", "00", "+1", "1.0", "1e3", "1 ", "--1", "1234567890123456789"}) {
        EXPECT_EQ(parse_integer(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace euthymia
