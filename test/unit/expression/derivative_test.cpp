// SPDX-License-Identifier: Apache-2.0
// Exact derivatives against central differences, for every function of the table that has one.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {
namespace {

double at(const Expression& expression, double x) {
    return evaluate(expression, [x](const std::string&) { return x; });
}

double central_difference(const Expression& expression, double x) {
    const double h = 1e-6;
    return (at(expression, x + h) - at(expression, x - h)) / (2.0 * h);
}

/// Arguments that keep every function inside its domain at x = 0.3, and off its kinks.
std::vector<Expression> arguments_for(Function function) {
    const Expression x = Expression::symbol("x");
    if (function == Function::acosh) return {x + 2.0};
    if (function == Function::select) return {Expression::apply(Function::less, {x, 1.0}), x * x, x};
    std::vector<Expression> arguments{x * 1.5 + 0.2, 2.0 - x};
    arguments.resize(traits_of(function).arity);
    return arguments;
}

class Derivative : public testing::TestWithParam<int> {};

TEST_P(Derivative, AgreesWithDifferences) {
    const auto function = static_cast<Function>(GetParam());
    const Expression expression = Expression::apply(function, arguments_for(function));
    const Expression derivative = Differentiator("x")(expression);
    const double truth = central_difference(expression, 0.3);
    EXPECT_NEAR(at(derivative, 0.3), truth, 1e-7 * (1.0 + std::abs(truth))) << traits_of(function).name;
}

// all but `factorial`, which has none: the next test
INSTANTIATE_TEST_SUITE_P(AllFunctions, Derivative, testing::Range(0, static_cast<int>(Function::factorial)));
INSTANTIATE_TEST_SUITE_P(AfterFactorial, Derivative,
                         testing::Range(static_cast<int>(Function::sin), static_cast<int>(Function::select) + 1));

TEST(Differentiator, TakesTheFactorialForAStepOfWholeNumbers) {
    const Expression x = Expression::symbol("x"), factorial = Expression::apply(Function::factorial, {x});
    EXPECT_TRUE(Differentiator("x")(factorial).is_number(0.0));
    EXPECT_EQ(to_text(Differentiator("x")(x * factorial)), "factorial(x)");
    double product = 1.0;
    for (int n = 0; n <= 20; product *= ++n) EXPECT_DOUBLE_EQ(at(factorial, n), product) << n;
}

TEST(Differentiator, GivesTheTextbookResult) {
    const Expression x = Expression::symbol("x"), k = Expression::symbol("k");
    // d/dx of x / (k + x) is k / (k + x)^2
    const Expression derivative = Differentiator("x")(x / (k + x));
    const double value = evaluate(derivative, [](const std::string& name) { return name == "x" ? 2.0 : 3.0; });
    EXPECT_DOUBLE_EQ(value, 3.0 / 25.0);
}

TEST(Differentiator, IsZeroForOtherSymbols) {
    EXPECT_TRUE(Differentiator("z")(Expression::symbol("x") * 3.0).is_number(0.0));
}

TEST(Differentiator, VisitsSharedPartsOnce) {
    Expression doubling = Expression::symbol("x");
    for (int k = 0; k < 200; ++k) doubling = doubling + doubling; // 2^200 terms if unshared
    EXPECT_DOUBLE_EQ(at(Differentiator("x")(doubling), 0.0), std::ldexp(1.0, 200));
}

} // namespace
} // namespace euthymia
