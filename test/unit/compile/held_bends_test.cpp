// SPDX-License-Identifier: Apache-2.0
// Rates with held sides against the rates that choose by themselves.
#include "euthymia/compile/held_bends.hpp"

#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {
namespace {

Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

Expression call(Function function, std::initializer_list<Expression> arguments) {
    return Expression::apply(function, arguments);
}

/// One state x, a constant k, and this rate.
Equations with_rate(const Expression& rate) {
    Equations equations;
    equations.states.push_back({.id = "x", .initial = 1.0, .rate = rate});
    equations.constants = {{"k", 2.0}};
    equations.quantities = {{"x", symbol("x")}};
    return equations;
}

/// The values at `x`, with the sides that the gaps there give.
std::map<std::string, double> values_at(const HeldBends& held, double x) {
    std::map<std::string, double> values{{"x", x}, {"k", 2.0}, {time_symbol, 0.0}};
    for (std::size_t k = 0; k < held.sides.size(); ++k) {
        const Expression& gap = held.gap_equations.quantities.at(held.gaps[k]);
        values[held.sides[k]] = evaluate(gap, [&](const std::string& id) { return values.at(id); }) > 0.0 ? 1.0 : 0.0;
    }
    return values;
}

double rate_of(const Equations& equations, const std::map<std::string, double>& values) {
    return evaluate(equations.states[0].rate, [&](const std::string& id) { return values.at(id); });
}

std::vector<Expression> bent_rates() {
    const Expression x = symbol("x"), k = symbol("k");
    const Expression clamp = call(Function::max, {0.0, call(Function::min, {1.0, x - 1.0})});
    return {call(Function::max, {x, k}),
            call(Function::min, {x * x, 3.0 * k - x}),
            call(Function::abs, {x - k}),
            5.0 - clamp * clamp,
            select(call(Function::less, {x, k}), x, 2.0 * x - k),
            select(call(Function::less_equal, {k, x}), 1.0, -1.0)};
}

TEST(HeldBends, LeaveTheRatesWhereTheyWereWithTheSidesOfTheGaps) {
    for (const Expression& rate : bent_rates()) {
        const Equations equations = with_rate(rate);
        const HeldBends held = hold_bends(equations);
        ASSERT_FALSE(held.sides.empty()) << to_text(rate);
        for (const double x : {-3.0, 0.5, 1.0, 1.5, 1.999, 2.0, 2.001, 3.5, 7.0}) {
            const auto values = values_at(held, x);
            EXPECT_EQ(rate_of(held.equations, values), rate_of(equations, values)) << to_text(rate) << " at " << x;
        }
    }
}

TEST(HeldBends, GoOnSmoothlyBeyondTheBend) {
    const HeldBends held = hold_bends(with_rate(call(Function::max, {0.0, symbol("x") - 1.0})));
    auto values = values_at(held, 3.0);
    values["x"] = -4.0;
    EXPECT_EQ(rate_of(held.equations, values), -5.0);
}

TEST(HeldBends, AreOneForEachChoice) {
    const Expression x = symbol("x");
    const Expression shared = call(Function::max, {x, 1.0});
    EXPECT_EQ(hold_bends(with_rate(shared + shared * shared)).sides.size(), 1U);
    EXPECT_EQ(hold_bends(with_rate(bent_rates()[3])).sides.size(), 2U);
}

TEST(HeldBends, AreNotWhatNoStateMoves) {
    const Expression of_constant = call(Function::max, {0.0, symbol("k") - 1.0});
    EXPECT_TRUE(hold_bends(with_rate(-symbol("x") * of_constant)).sides.empty());
    EXPECT_EQ(hold_bends(with_rate(call(Function::max, {0.0, symbol(time_symbol) - 1.0}))).sides.size(), 1U);
}

// Beyond the bend the root of a negative number would be asked for.
TEST(HeldBends, AreNotUnderARoot) {
    const Expression positive = call(Function::max, {0.0, symbol("x") - 1.0});
    EXPECT_TRUE(hold_bends(with_rate(call(Function::sqrt, {positive}))).sides.empty());
    EXPECT_TRUE(hold_bends(with_rate(pow(positive, 1.3))).sides.empty());
    EXPECT_TRUE(hold_bends(with_rate(pow(positive, symbol("k")))).sides.empty());
    EXPECT_EQ(hold_bends(with_rate(pow(positive, 3.0))).sides.size(), 1U);
}

TEST(HeldBends, HaveNoGapThatIsTooSmallToTell) {
    HeldBends held = hold_bends(with_rate(call(Function::max, {symbol("k") * symbol("x"), 1000.0})));
    blur_gaps(held, 1e-9, std::vector{1e-3});
    const auto gap_at = [&](double x) {
        const Expression& gap = held.gap_equations.quantities.at(held.gaps[0]);
        return evaluate(gap, [&](const std::string& id) { return id == "k" ? 2.0 : x; });
    };
    // k x - 1000 is told from k (1e-9 |x| + 1e-3) + 1e-9 1000 on
    EXPECT_EQ(gap_at(500.0 + 0.99e-3), 0.0);
    EXPECT_EQ(gap_at(500.0 + 1.01e-3), 2.0 * (500.0 + 1.01e-3) - 1000.0);
    EXPECT_EQ(gap_at(400.0), -200.0);
}

} // namespace
} // namespace euthymia
