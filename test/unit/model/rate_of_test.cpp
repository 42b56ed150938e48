// SPDX-License-Identifier: Apache-2.0
// The csymbol rateOf: exact rates of change of anything.
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "values.hpp"

namespace euthymia {
namespace {

/// Parameters and one more, `rate`, which is always rateOf(of).
Model rate_model(const std::string& of) {
    Model model;
    model.parameters = {variable("x", 2.0), variable("rate"), {.id = "k", .value = 3.0}};
    model.assignment_rules = {{"rate", symbol(rate_of(of))}};
    return model;
}

TEST(RateOf, IsTheRuleOfAState) {
    Model model = rate_model("x");
    model.rate_rules = {{"x", -symbol("k") * symbol("x")}};
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "rate", {{"x", 2.0}}), -6.0);
}

TEST(RateOf, IsZeroForWhatStays) {
    EXPECT_EQ(value(derive_equations(rate_model("k")), "rate", {}), 0.0);
    Model model = rate_model("x");
    model.events = {{.id = "E", .trigger = 1.0, .delay = {}, .priority = {}, .assignments = {{"x", 5.0}}}};
    EXPECT_EQ(value(derive_equations(model), "rate", {{"x", 2.0}}), 0.0);
}

TEST(RateOf, FollowsTheChainRuleThroughAssignments) {
    Model model = rate_model("y");
    model.parameters.push_back(variable("y"));
    model.rate_rules = {{"x", symbol("k")}};
    model.assignment_rules.push_back({"y", symbol("x") * symbol("x") + call(Function::sin, {time_now()})});
    // d(x^2 + sin t)/dt = 2 x k + cos t
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "rate", {{"x", 5.0}, {time_symbol, 0.4}}), 30.0 + std::cos(0.4));
}

TEST(RateOf, OfAConcentrationFollowsTheGrowthOfItsCompartment) {
    Model model = rate_model("S");
    model.compartments = {{.id = "c", .size = 2.0, .is_constant = false}};
    model.species = {species("S", 6.0)};
    model.reactions = {{.id = "r", .reactants = {}, .products = {{"S", {}, 1.0}}, .rate = symbol("k")}};
    model.rate_rules = {{"c", 0.5}};
    // d(A/V)/dt = A'/V - A V'/V^2 = 3/4 - 8 * 0.5/16
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "rate", {{"state(S)", 8.0}, {"c", 4.0}}), 0.5);
}

TEST(RateOf, AtTheStartIsTheRateThen) {
    Model model = rate_model("x");
    model.rate_rules = {{"x", symbol("x") * symbol("k") + time_now()}};
    model.initial_assignments = {{"k", 0.5}};
    model.parameters.push_back(variable("first"));
    model.initial_assignments.push_back({"first", symbol(rate_of("x"))});
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "first", {}), 1.0);
}

TEST(RateOf, OfAVariableOfACurvedRuleFollowsFromTheRule) {
    Model model = rate_model("z");
    model.parameters.push_back(variable("z", 2.0));
    model.rate_rules = {{"x", 3.0}};
    model.algebraic_rules = {{"rule", symbol("z") * symbol("z") - symbol("x")}};
    // z^2 = x, so dz/dt = x' / 2 z
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "rate", {{"x", 9.0}, {"z", 3.0}}), 0.5);
}

TEST(RateOf, OfADelayedValueIsRefused) {
    Model model = rate_model("y");
    model.parameters.push_back(variable("y"));
    model.delays = {{"delay(1)", symbol("x"), 1.0}};
    model.assignment_rules.push_back({"y", symbol("delay(1)")});
    try {
        (void)derive_equations(model);
        FAIL();
    } catch (const UnsupportedError& error) {
        EXPECT_EQ(error.issues().front().what, "the rate of change of a delayed value is not supported");
        EXPECT_EQ(error.issues().front().where, "x");
    }
}

TEST(RateOf, InItsOwnRateIsACircle) {
    Model model = rate_model("x");
    model.rate_rules = {{"x", symbol(rate_of("x")) + 1.0}};
    EXPECT_THROW((void)derive_equations(model), InputError);
}

} // namespace
} // namespace euthymia
