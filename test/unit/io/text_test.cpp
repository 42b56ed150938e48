// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/text.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

using Pieces = std::vector<std::string_view>;

TEST(Text, LosesTheBlanksAroundIt) {
    EXPECT_EQ(trim(" \t two words\r"), "two words");
    EXPECT_EQ(trim("word"), "word");
    EXPECT_EQ(trim(" \t\r"), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Text, IsSplitAtEverySeparator) {
    EXPECT_EQ(split("a,b c,", ','), (Pieces{"a", "b c", ""}));
    EXPECT_EQ(split(",,", ','), (Pieces{"", "", ""}));
    EXPECT_EQ(split("a,b", '\t'), (Pieces{"a,b"}));
    EXPECT_EQ(split("", ','), (Pieces{""}));
}

} // namespace
} // namespace euthymia
