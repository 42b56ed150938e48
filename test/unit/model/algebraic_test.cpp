// SPDX-License-Identifier: Apache-2.0
// Algebraic rules: what each determines, and its value.
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "values.hpp"

namespace euthymia {
namespace {

TEST(AlgebraicRules, ThatAreLinearBecomeAssignments) {
    Model model;
    model.parameters = {variable("u", 1.0), {.id = "k", .value = 4.0}};
    model.algebraic_rules = {{"rule", symbol("k") * symbol("u") - time_now() - 2.0}};
    const Equations equations = derive_equations(model);
    EXPECT_TRUE(equations.states.empty());
    EXPECT_DOUBLE_EQ(value(equations, "u", {{time_symbol, 6.0}}), 2.0);
}

TEST(AlgebraicRules, DetermineWhatIsChangedByNothingElse) {
    Model model;
    model.compartments = {{.id = "c", .size = 2.0}};
    model.species = {species("S1", 1.0), species("S2", 1.0)};
    model.parameters = {{.id = "total", .value = 10.0}};
    model.reactions = {{.id = "r", .reactants = {}, .products = {{"S1", {}, 1.0}}, .rate = symbol("S2")}};
    model.algebraic_rules = {{"rule", symbol("S1") + symbol("S2") - symbol("total")}};
    const Equations equations = derive_equations(model);
    // concentrations: S1 = 6/2, S2 = 10 - 3; the amount of S2 is 7 * 2
    EXPECT_DOUBLE_EQ(value(equations, "S2", {{"state(S1)", 6.0}}), 7.0);
    EXPECT_DOUBLE_EQ(value(equations, amount_of("S2"), {{"state(S1)", 6.0}}), 14.0);
    EXPECT_DOUBLE_EQ(rate(equations, "state(S1)", {{"state(S1)", 6.0}}), 7.0);
    EXPECT_FALSE(has_state(equations, "state(S2)"));
}

TEST(AlgebraicRules, PreferAVariableWithoutAValueOfItsOwn) {
    Model model;
    model.parameters = {variable("a", 3.0), variable("b")};
    model.algebraic_rules = {{"rule", symbol("a") - symbol("b")}};
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations, "b", {}), 3.0);
}

TEST(AlgebraicRules, PreferAVariableThatNoEventSets) {
    Model model;
    model.parameters = {variable("a", 3.0), variable("b", 1.0)};
    model.algebraic_rules = {{"rule", symbol("a") - symbol("b")}};
    model.events = {{.id = "E", .trigger = 1.0, .delay = {}, .priority = {}, .assignments = {{"a", 5.0}}}};
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations, "b", {{"a", 5.0}}), 5.0);
}

TEST(AlgebraicRules, ReachThroughOtherRules) {
    Model model;
    model.parameters = {variable("u"), variable("twice")};
    model.assignment_rules = {{"twice", 2.0 * symbol("u")}};
    model.algebraic_rules = {{"rule", symbol("twice") - time_now()}};
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "u", {{time_symbol, 3.0}}), 1.5);
}

TEST(AlgebraicRules, MayShareTheirVariables) {
    Model model;
    model.parameters = {variable("u"), variable("v"), {.id = "k", .value = 3.0}};
    model.algebraic_rules = {{"rule 1", symbol("u") + symbol("v") - time_now()},
                             {"rule 2", symbol("u") - symbol("k") * symbol("v")}};
    const Equations equations = derive_equations(model);
    // u = 3 v, 4 v = t
    EXPECT_DOUBLE_EQ(value(equations, "u", {{time_symbol, 8.0}}), 6.0);
    EXPECT_DOUBLE_EQ(value(equations, "v", {{time_symbol, 8.0}}), 2.0);
}

TEST(AlgebraicRules, HoldFromTheStart) {
    Model model;
    model.parameters = {variable("u", 99.0), variable("x", 4.0), {.id = "start", .value = {}}};
    model.rate_rules = {{"x", -symbol("x")}};
    model.algebraic_rules = {{"rule", symbol("u") - 2.0 * symbol("x")}};
    model.initial_assignments = {{"start", symbol("u")}};
    EXPECT_DOUBLE_EQ(value(derive_equations(model), "start", {{"x", 1.0}}), 8.0);
}

TEST(AlgebraicRules, ThatAreCurvedBecomeAlgebraicStates) {
    Model model;
    model.parameters = {variable("u", 2.0), variable("x", 1.0)};
    model.rate_rules = {{"x", 1.0}};
    model.algebraic_rules = {{"rule", symbol("u") * symbol("u") - symbol("x")}};
    const Equations equations = derive_equations(model);
    EXPECT_TRUE(state(equations, "u").is_algebraic);
    EXPECT_FALSE(state(equations, "x").is_algebraic);
    EXPECT_DOUBLE_EQ(initial(equations, "u"), 2.0);
    EXPECT_DOUBLE_EQ(rate(equations, "u", {{"u", 3.0}, {"x", 9.0}}), 0.0);
    EXPECT_DOUBLE_EQ(rate(equations, "u", {{"u", 3.0}, {"x", 8.0}}), 1.0);
}

TEST(AlgebraicRules, StandAtTheStateTheyHold) {
    Model model;
    model.parameters = {variable("u", 1.0), variable("v", 1.0)};
    model.algebraic_rules = {{"rule 1", symbol("v") * symbol("v") - 2.0},
                             {"rule 2", symbol("u") * symbol("u") * symbol("v") - 3.0}};
    const Equations equations = derive_equations(model);
    for (const State& candidate : equations.states) {
        const Expression slope = Differentiator(candidate.id)(candidate.rate);
        EXPECT_NE(value(slope, {{"u", 1.3}, {"v", 0.7}}), 0.0) << candidate.id;
    }
}

TEST(AlgebraicRules, WithNothingToDetermineAreRefusedByName) {
    Model model;
    model.parameters = {{.id = "k", .value = 4.0}};
    model.algebraic_rules = {{"algebraic rule (rule 1)", symbol("k") - 4.0}};
    try {
        (void)derive_equations(model);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "no variable is left for this rule to determine");
        EXPECT_EQ(error.issues().front().where, "algebraic rule (rule 1)");
    }
}

} // namespace
} // namespace euthymia
