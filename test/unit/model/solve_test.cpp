// SPDX-License-Identifier: Apache-2.0
// Equations in symbols: order, matching and exact solutions.
#include "model/solve.hpp"

#include <gtest/gtest.h>

#include "values.hpp"

namespace euthymia {
namespace {

double estimate(const Expression& expression) {
    return value(expression, {{"k", 2.0}, {"zero", 0.0}});
}

TEST(SolveLinear, MeetsEveryEquation) {
    const std::vector<Unknown> block{{"x", symbol("y") + symbol("z") - 5.0},
                                     {"y", symbol("k") * symbol("x") + symbol("z") - 5.0},
                                     {"z", symbol("x") - symbol("y") + 1.0}};
    const auto solution = solve_linear(block, estimate);
    ASSERT_TRUE(solution);
    Values values{{"k", 2.0}};
    for (std::size_t k = 0; k < block.size(); ++k) values[block[k].symbol] = value(solution->at(k), {{"k", 2.0}});
    for (const Unknown& equation : block) EXPECT_NEAR(value(equation.residual, values), 0.0, 1e-14) << equation.symbol;
}

TEST(SolveLinear, LeavesCurvesAndVanishingPivots) {
    EXPECT_FALSE(solve_linear({{"x", symbol("x") * symbol("x") - 2.0}}, estimate));
    EXPECT_FALSE(solve_linear({{"x", symbol("zero") * symbol("x") - 2.0}}, estimate));
}

TEST(SolveLinear, LeavesWhatJumpsWithAnUnknown) {
    const Expression x = symbol("x");
    const auto floor_of = [](const Expression& e) { return Expression::apply(Function::floor, {e}); };
    EXPECT_FALSE(solve_linear({{"x", x + 0.5 * floor_of(x) - 5.0}}, estimate));
    const Expression is_large = Expression::apply(Function::less, {3.0, x});
    EXPECT_FALSE(solve_linear({{"x", x + select(is_large, 1.0, 0.0) - 5.0}}, estimate));
    EXPECT_FALSE(solve_stable_rest({"x", 5.0 - x - floor_of(x)}));
    EXPECT_TRUE(solve_linear({{"x", x + floor_of(symbol("k")) - 5.0}}, estimate)); // others may jump
}

TEST(SolveStableRest, TakesTheRootThatAttracts) {
    // dx/dt = (x - 1)(4 - x) rests at 1 and 4; it falls through 0 at 4
    const Expression x = symbol("x");
    const auto rest = solve_stable_rest({"x", (x - 1.0) * (4.0 - x)});
    ASSERT_TRUE(rest);
    EXPECT_DOUBLE_EQ(value(*rest, {}), 4.0);
    const auto other = solve_stable_rest({"x", (x - 1.0) * (x - 4.0)});
    EXPECT_DOUBLE_EQ(value(*other, {}), 1.0);
    EXPECT_FALSE(solve_stable_rest({"x", x * x * x - 1.0}));
}

TEST(BlocksOf, ComeAfterWhatTheyDependOn) {
    const auto blocks = blocks_of({{"a", symbol("a") - symbol("b")},
                                   {"b", symbol("b") - symbol("c")},
                                   {"c", symbol("c") * symbol("b")},
                                   {"d", symbol("d") - 1.0}});
    ASSERT_EQ(blocks.size(), 3U);
    ASSERT_EQ(blocks[0].size(), 2U);
    EXPECT_EQ(blocks[0][0].symbol, "b");
    EXPECT_EQ(blocks[0][1].symbol, "c");
    EXPECT_EQ(blocks[1][0].symbol, "a");
    EXPECT_EQ(blocks[2][0].symbol, "d");
}

TEST(MatchEquations, UsesTheBestSymbolsThatSuffice) {
    const auto taken = match_equations({{"a", "b"}, {"a"}}, {"a", "b", "c"});
    EXPECT_EQ(taken, (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(match_equations({{"a"}, {"a"}}, {"a"}), (std::vector<std::string>{"a", ""}));
    EXPECT_EQ(match_equations({{"a", "b"}}, {"b", "a"}), (std::vector<std::string>{"b"}));
}

} // namespace
} // namespace euthymia
