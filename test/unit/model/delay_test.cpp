// SPDX-License-Identifier: Apache-2.0
// The csymbol delay: constants that stand for earlier values, and what came before the start.
#include <gtest/gtest.h>

#include "values.hpp"

namespace euthymia {
namespace {

/// y is always x as it was `lag` ago.
Model delayed_model(const Expression& lag) {
    Model model;
    model.parameters = {variable("x", 4.0), variable("y"), {.id = "k", .value = 3.0}};
    model.delays = {{"delay(1)", symbol("x"), lag}};
    model.assignment_rules = {{"y", symbol("delay(1)")}};
    return model;
}

const DelayedValue& delayed(const Equations& equations, std::size_t k = 0) {
    return equations.delayed.at(k);
}

double constant(const Equations& equations, const std::string& id) {
    return value(equations, id, {});
}

TEST(Delay, IsAConstantThatTheSimulationKeeps) {
    Model model = delayed_model(symbol("k") + time_now());
    model.rate_rules = {{"x", 1.0}};
    const Equations equations = derive_equations(model);
    EXPECT_EQ(delayed(equations).id, "delay(1)");
    EXPECT_EQ(to_text(equations.quantities.at("y")), "delay(1)");
    EXPECT_EQ(value(equations, delayed(equations).value, {{"x", 7.0}}), 7.0);
    EXPECT_EQ(value(equations, delayed(equations).lag, {{time_symbol, 2.0}}), 5.0);
}

TEST(Delay, BeforeTheStartStatesAreAsTheyBegin) {
    Model model = delayed_model(1.0);
    model.rate_rules = {{"x", 1.0}};
    const Equations equations = derive_equations(model);
    EXPECT_EQ(value(equations, delayed(equations).before_start, {{time_symbol, -5.0}}), 4.0);
    EXPECT_EQ(constant(equations, "delay(1)"), 4.0);
}

TEST(Delay, BeforeTheStartAssignmentsFollowTime) {
    Model model = delayed_model(2.0);
    model.assignment_rules.push_back({"x", call(Function::sin, {time_now()})});
    const Equations ruled = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(ruled, delayed(ruled).before_start, {{time_symbol, -0.3}}), std::sin(-0.3));
    EXPECT_DOUBLE_EQ(constant(ruled, "delay(1)"), std::sin(-2.0));
    model.assignment_rules.pop_back();
    model.initial_assignments = {{"x", call(Function::sin, {time_now()})}};
    const Equations started = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(started, delayed(started).before_start, {{time_symbol, -0.3}}), std::sin(-0.3));
    EXPECT_DOUBLE_EQ(constant(started, "x"), 0.0);
}

TEST(Delay, BeforeTheStartNothingChanges) {
    Model model = delayed_model(1.0);
    model.rate_rules = {{"x", 5.0}};
    model.delays[0].value = symbol(rate_of("x"));
    const Equations equations = derive_equations(model);
    EXPECT_EQ(value(equations, delayed(equations).before_start, {{time_symbol, -1.0}}), 0.0);
    EXPECT_EQ(value(equations, delayed(equations).value, {{"x", 4.0}}), 5.0);
}

TEST(Delay, InAnInitialAssignmentIsTheTimeBefore) {
    Model model = delayed_model(2.0);
    model.assignment_rules = {{"x", 10.0 + time_now()}};
    model.initial_assignments = {{"y", symbol("delay(1)")}};
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations, "y", {{time_symbol, 6.0}}), 8.0);
}

TEST(Delay, MayBeDelayedAgain) {
    Model model = delayed_model(2.0);
    model.assignment_rules.push_back({"x", 10.0 + time_now()});
    model.delays.push_back({"delay(2)", 2.0 * symbol("delay(1)"), 3.0});
    const Equations equations = derive_equations(model);
    EXPECT_EQ(value(equations, delayed(equations, 1).value, {{"delay(1)", 4.0}}), 8.0);
    EXPECT_DOUBLE_EQ(value(equations, delayed(equations, 1).before_start, {{time_symbol, -1.0}}), 2.0 * (10.0 - 3.0));
    EXPECT_DOUBLE_EQ(constant(equations, "delay(2)"), 2.0 * (10.0 - 5.0));
}

} // namespace
} // namespace euthymia
