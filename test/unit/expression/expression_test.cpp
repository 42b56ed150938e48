// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/expression.hpp"

#include <gtest/gtest.h>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {
namespace {

const Expression x = Expression::symbol("x");
const Expression y = Expression::symbol("y");

TEST(Expression, FoldsConstants) {
    EXPECT_TRUE((Expression(2.0) * 3.0 + 1.0).is_number(7.0));
}

TEST(Expression, DropsNeutralElements) {
    EXPECT_EQ((x + 0.0).identity(), x.identity());
    EXPECT_EQ((1.0 * x).identity(), x.identity());
    EXPECT_EQ(pow(x, 1.0).identity(), x.identity());
    EXPECT_EQ(select(1.0, x, y).identity(), x.identity());
}

TEST(Expression, DropsSignsThatCancel) {
    EXPECT_EQ((-(-x)).identity(), x.identity());
    EXPECT_EQ(to_text(x + -y), "x - y");
    EXPECT_EQ(to_text(-x + y), "y - x");
    EXPECT_EQ(to_text(x - -y), "x + y");
    EXPECT_EQ(to_text(-1.0 * x), "-x");
    EXPECT_EQ(to_text(0.0 - x), "-x");
}

TEST(Expression, KeepsZeroTimesUnknownBecauseItMayBeNaN) {
    EXPECT_FALSE((0.0 * x).is_number());
}

TEST(Expression, IsWrittenAsPeopleWriteIt) {
    EXPECT_EQ(to_text((x + y) * x - y / (x * 2.0)), "(x + y) * x - y / (x * 2)");
    EXPECT_EQ(to_text(pow(x, y + 1.0)), "x^(y + 1)");
    EXPECT_EQ(to_text(x - (y - 1.0)), "x - (y - 1)");
    EXPECT_EQ(to_text(-(x + y)), "-(x + y)");
    EXPECT_EQ(to_text(Expression::apply(Function::max, {x, 0.5})), "max(x, 0.5)");
}

TEST(SymbolsOf, NamesEverySymbolOnce) {
    EXPECT_EQ(symbols_of(x * y + x), (std::set<std::string>{"x", "y"}));
}

TEST(Substitution, DoesNotSearchWhatItPutIn) {
    Substitution swap({{"x", y}, {"y", x}});
    EXPECT_EQ(to_text(swap(x - y)), "y - x");
}

TEST(Functions, StandInTheOrderOfTheirEnumeration) {
    for (int k = 0; k <= static_cast<int>(Function::select); ++k) {
        EXPECT_EQ(static_cast<int>(traits_of(static_cast<Function>(k)).function), k);
    }
}

TEST(Functions, HaveWholeDecimalLogarithmsOfPowersOfTen) {
    for (int k = -300; k <= 300; ++k) {
        const double power = std::stod("1e" + std::to_string(k));
        EXPECT_EQ(traits_of(Function::log10).evaluate(power, 0.0, 0.0), k);
    }
}

} // namespace
} // namespace euthymia
