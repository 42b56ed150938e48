// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/expression/calculus.hpp"

namespace euthymia {
namespace {

Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

/// x' = a*x - b*x*y, y' = exp(-x) * y + a^2: predators with a twist.
Equations two_states() {
    Equations equations;
    equations.states = {{"x", 1.0, symbol("a") * symbol("x") - symbol("b") * symbol("x") * symbol("y")},
                        {"y", symbol("a") * 2.0,
                         Expression::apply(Function::exp, {-symbol("x")}) * symbol("y") + symbol("a") * symbol("a")}};
    equations.constants = {{"a", 1.5}, {"b", 0.5}};
    equations.quantities = {{"x", symbol("x")}, {"sum", symbol("x") + symbol("y")}, {"clock", symbol(time_symbol)}};
    return equations;
}

TEST(Interpreter, EvaluatesRatesAsTheFormulaSays) {
    const auto evaluator = interpret(two_states(), {})->evaluator();
    const std::vector<double> y{2.0, 3.0};
    std::vector<double> dydt(2);
    evaluator->rates(0.0, y, dydt);
    EXPECT_DOUBLE_EQ(dydt[0], 1.5 * 2.0 - 0.5 * 2.0 * 3.0);
    EXPECT_DOUBLE_EQ(dydt[1], std::exp(-2.0) * 3.0 + 2.25);
}

TEST(Interpreter, FollowsAParameterIntoTheInitialState) {
    const auto evaluator = interpret(two_states(), {})->evaluator();
    std::vector<double> y(2);
    evaluator->set_parameters(std::vector{4.0, 0.5});
    evaluator->initial_state(y);
    EXPECT_EQ(y, (std::vector{1.0, 8.0}));
}

TEST(Interpreter, FoldsParametersNobodySets) {
    const auto model = interpret(two_states(), {.parameters = {"b"}, .observables = {"sum"}});
    EXPECT_EQ(model->layout().parameters, std::vector<std::string>{"b"});
    EXPECT_EQ(model->layout().defaults, std::vector<double>{0.5});
}

TEST(Interpreter, GivesTheSameRatesFoldedOrNot) {
    const auto all = interpret(two_states(), {})->evaluator();
    const auto folded = interpret(two_states(), {.parameters = {"b"}, .observables = {}})->evaluator();
    const std::vector<double> y{0.7, 0.2};
    std::vector<double> one(2), other(2);
    all->rates(1.0, y, one);
    folded->rates(1.0, y, other);
    EXPECT_EQ(one, other);
}

TEST(Interpreter, JacobianAgreesWithDifferences) {
    const auto model = interpret(two_states(), {});
    const auto evaluator = model->evaluator();
    const SparsityPattern& pattern = model->jacobian_pattern();
    const std::vector<double> y{0.7, 0.2};
    std::vector<double> jacobian(static_cast<std::size_t>(pattern.n_nonzero()));
    evaluator->jacobian(0.0, y, jacobian);
    for (std::size_t j = 0; j < 2; ++j) {
        const double h = 1e-6;
        std::vector<double> up = y, down = y, f_up(2), f_down(2);
        up[j] += h;
        down[j] -= h;
        evaluator->rates(0.0, up, f_up);
        evaluator->rates(0.0, down, f_down);
        for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k) {
            const auto i = static_cast<std::size_t>(pattern.row[static_cast<std::size_t>(k)]);
            EXPECT_NEAR(jacobian[static_cast<std::size_t>(k)], (f_up[i] - f_down[i]) / (2.0 * h), 1e-9);
        }
    }
}

TEST(Interpreter, JacobianLeavesOutWhatIsAlwaysZero) {
    Equations equations;
    equations.states = {{"x", 0.0, symbol("y")}, {"y", 0.0, Expression(1.0)}};
    const SparsityPattern pattern = interpret(equations, {})->jacobian_pattern();
    EXPECT_EQ(pattern.column_start, (std::vector{0, 1, 3})); // the diagonal and dx/dy
    EXPECT_EQ(pattern.row, (std::vector{0, 0, 1}));
}

TEST(Interpreter, ObservesInTheOrderAskedFor) {
    const auto evaluator = interpret(two_states(), {.parameters = {}, .observables = {"clock", "sum"}})->evaluator();
    std::vector<double> values(2);
    evaluator->observe(9.0, std::vector{1.0, 2.0}, values);
    EXPECT_EQ(values, (std::vector{9.0, 3.0}));
}

TEST(Interpreter, SuggestsANameForAMisspeltVariable) {
    try {
        (void)interpret(two_states(), {.parameters = {}, .observables = {"summ"}});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the model has no variable 'summ'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'sum'?");
    }
}

} // namespace
} // namespace euthymia
