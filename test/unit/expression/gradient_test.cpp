// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/gradient.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {
namespace {

const Expression x = Expression::symbol("x"), y = Expression::symbol("y"), a = Expression::symbol("a"),
                 b = Expression::symbol("b");

/// Value where x = 0.3, y = 2, a = 5, b = 7, unless told otherwise.
double value(const Expression& expression, const std::unordered_map<std::string, double>& other = {}) {
    static const std::unordered_map<std::string, double> usual{{"x", 0.3}, {"y", 2.0}, {"a", 5.0}, {"b", 7.0}};
    return evaluate(expression, [&](const std::string& name) {
        const auto found = other.find(name);
        return found == other.end() ? usual.at(name) : found->second;
    });
}

std::map<std::size_t, Expression> gradient(const Expression& expression) {
    return Gradient(std::vector{expression}, std::vector<std::string>{"x", "y"})(expression);
}

Expression call(Function function, const Expression& argument) {
    return Expression::apply(function, {argument});
}

TEST(Gradient, GivesThePartialDerivativesByEverySymbol) {
    // f = a x^2 y - x / y
    const auto by = gradient(a * x * x * y - x / y);
    EXPECT_NEAR(value(by.at(0)), 2.0 * 5.0 * 0.3 * 2.0 - 1.0 / 2.0, 1e-14);
    EXPECT_NEAR(value(by.at(1)), 5.0 * 0.09 + 0.3 / 4.0, 1e-14);
}

TEST(Gradient, FollowsPartsThatSeveralExpressionsShare) {
    // u = x y + a, v = u^2, w = v u + x
    const Expression u = x * y + a, v = u * u, w = v * u + x;
    Gradient gradient(std::vector{u, v, w}, std::vector<std::string>{"x", "y"});
    const double u_now = 0.3 * 2.0 + 5.0;
    EXPECT_DOUBLE_EQ(value(gradient(u).at(0)), 2.0);
    EXPECT_DOUBLE_EQ(value(gradient(v).at(1)), 2.0 * u_now * 0.3);
    EXPECT_DOUBLE_EQ(value(gradient(w).at(0)), 3.0 * u_now * u_now * 2.0 + 1.0);
}

TEST(Gradient, LeavesOutWhatIsAlwaysZero) {
    EXPECT_TRUE(gradient(a * b).empty());
    EXPECT_TRUE(gradient(call(Function::floor, x)).empty());
    const auto by = gradient(y - x + (x - a));
    EXPECT_FALSE(by.contains(0));
    EXPECT_TRUE(by.at(1).is_number(1.0));
}

TEST(Gradient, MultipliesFactorsWithoutSymbolsFirst) {
    EXPECT_EQ(to_text(gradient(a * (b * call(Function::sin, x))).at(0)), "a * b * cos(x)");
    EXPECT_EQ(to_text(gradient(a * (call(Function::sin, x) * b)).at(0)), "a * b * cos(x)");
}

TEST(Gradient, FollowsTheBranchThatIsTaken) {
    const Expression less = Expression::apply(Function::less, {x, a});
    const auto chosen = gradient(select(less, x * y, y));
    EXPECT_DOUBLE_EQ(value(chosen.at(0)), 2.0);
    EXPECT_DOUBLE_EQ(value(chosen.at(0), {{"x", 6.0}}), 0.0);
    EXPECT_DOUBLE_EQ(value(chosen.at(1)), 0.3);
    EXPECT_DOUBLE_EQ(value(chosen.at(1), {{"x", 6.0}}), 1.0);
    const auto least = gradient(Expression::apply(Function::min, {x * x, y}));
    EXPECT_DOUBLE_EQ(value(least.at(0)), 0.6);
    EXPECT_DOUBLE_EQ(value(least.at(1), {{"x", 3.0}}), 1.0);
    const auto most = gradient(Expression::apply(Function::max, {x * x, y}));
    EXPECT_DOUBLE_EQ(value(most.at(0)), 0.0);
    EXPECT_DOUBLE_EQ(value(most.at(1)), 1.0);
}

TEST(Gradient, IsNotSpoiltByTheBranchThatIsNotTaken) {
    // outside their guards the guarded parts have infinite slopes, which must not meet a factor 0
    const Expression ratio = select(Expression::apply(Function::less, {0.0, y}), x / y, a);
    EXPECT_EQ(value(gradient(ratio).at(0), {{"y", 0.0}}), 0.0);
    EXPECT_EQ(value(gradient(ratio).at(1), {{"y", 0.0}}), 0.0);
    const Expression root = call(Function::sqrt, Expression::apply(Function::max, {0.0, x}));
    EXPECT_EQ(value(gradient(root).at(0), {{"x", -1.0}}), 0.0);
    EXPECT_DOUBLE_EQ(value(gradient(root).at(0), {{"x", 4.0}}), 0.25);
}

TEST(Gradient, OfAPowerHoldsAtZeroToo) {
    // d(x^a)/dx = a x^(a - 1)
    const Expression slope = gradient(pow(x, a)).at(0);
    for (const double exponent : {-1.5, 0.5, 1.0, 1.5, 2.0, 7.0}) {
        for (const double base : {0.0, 1e-9, 0.3, 1.0, 40.0}) {
            const double truth = exponent * std::pow(base, exponent - 1.0);
            const double found = value(slope, {{"x", base}, {"a", exponent}});
            const bool is_equal = found == truth; // infinities too
            EXPECT_TRUE(is_equal || std::abs(found - truth) < 1e-14 * std::abs(truth)) << base << '^' << exponent;
        }
    }
    EXPECT_DOUBLE_EQ(value(gradient(pow(x, 2.5)).at(0), {{"x", 4.0}}), 20.0);
    EXPECT_DOUBLE_EQ(value(gradient(pow(x, 5.0)).at(0), {{"x", -2.0}}), 80.0);
}

TEST(Gradient, OfAPowerByItsExponentIsZeroWhereTheBaseIs) {
    const Expression slope = gradient(pow(a, x)).at(0); // a^x ln a
    EXPECT_DOUBLE_EQ(value(slope, {{"a", 5.0}, {"x", 2.0}}), 25.0 * std::log(5.0));
    EXPECT_EQ(value(slope, {{"a", 0.0}}), 0.0);
}

} // namespace
} // namespace euthymia
