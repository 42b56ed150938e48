// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/equations.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "values.hpp"

namespace euthymia {
namespace {

/// A -> 2 B at rate k*A in a compartment of size 2.
Model reaction_model() {
    Model model;
    model.compartments = {{.id = "c", .size = 2.0}};
    model.species = {{.id = "A", .compartment = "c", .initial_amount = {}, .initial_concentration = 3.0},
                     {.id = "B", .compartment = "c", .initial_amount = 1.0, .initial_concentration = {}}};
    model.parameters = {{.id = "k", .value = 0.5}};
    model.reactions = {{.id = "r",
                        .reactants = {{.species = "A", .id = {}, .stoichiometry = 1.0}},
                        .products = {{.species = "B", .id = {}, .stoichiometry = 2.0}},
                        .rate = symbol("k") * symbol("A")}};
    return model;
}

TEST(Equations, IntegrateAmountsAndReadConcentrations) {
    const Equations equations = derive_equations(reaction_model());
    const std::map<std::string, double> now{{"state(A)", 6.0}, {"state(B)", 1.0}, {"c", 2.0}, {"k", 0.5}};
    EXPECT_DOUBLE_EQ(value(state(equations, "state(A)").initial, now), 6.0);
    EXPECT_DOUBLE_EQ(value(state(equations, "state(A)").rate, now), -0.5 * 3.0);
    EXPECT_DOUBLE_EQ(value(state(equations, "state(B)").rate, now), 2.0 * 0.5 * 3.0);
    EXPECT_DOUBLE_EQ(value(equations.quantities.at("A"), now), 3.0);
    EXPECT_DOUBLE_EQ(value(equations.quantities.at(amount_of("B")), now), 1.0);
    EXPECT_DOUBLE_EQ(value(equations.quantities.at(concentration_of("B")), now), 0.5);
}

TEST(Equations, KeepAnAmountWhoseCompartmentHasNoSize) {
    Model model = reaction_model();
    model.compartments[0].size.reset();
    const Equations equations = derive_equations(model);
    EXPECT_EQ(initial(equations, "state(B)"), 1.0);
    EXPECT_EQ(value(equations, amount_of("B"), {{"state(B)", 1.0}}), 1.0);
    EXPECT_TRUE(std::isnan(value(equations, "B", {{"state(B)", 1.0}})));
}

TEST(Equations, ApplyConversionFactors) {
    Model model = reaction_model();
    model.parameters.push_back({.id = "f", .value = 10.0});
    model.species[1].conversion_factor = "f";
    const Equations equations = derive_equations(model);
    const std::map<std::string, double> now{{"state(A)", 6.0}, {"state(B)", 1.0}, {"c", 2.0}, {"k", 0.5}, {"f", 10.0}};
    EXPECT_DOUBLE_EQ(value(state(equations, "state(B)").rate, now), 10.0 * 3.0);
}

TEST(Equations, SortAssignmentsByDependency) {
    Model model;
    model.parameters = {{.id = "a", .value = {}}, {.id = "b", .value = {}}, {.id = "k", .value = 4.0}};
    model.assignment_rules = {{"a", symbol("b") + 1.0}, {"b", symbol("k") * 2.0}};
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations.quantities.at("a"), {{"k", 4.0}}), 9.0);
}

TEST(Equations, HoldAnInitialAssignmentForTheRun) {
    Model model;
    model.parameters = {{.id = "x", .value = 1.0}, {.id = "start", .value = {}}};
    model.rate_rules = {{"x", Expression(-1.0) * symbol("x")}};
    model.initial_assignments = {{"start", symbol("x") * 5.0}};
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations.quantities.at("start"), {{"x", 0.25}}), 5.0);
}

TEST(Equations, LeaveUndefinedValuesNaN) {
    Model model;
    model.parameters = {{.id = "x", .value = {}}};
    EXPECT_TRUE(std::isnan(derive_equations(model).constants.front().value));
}

TEST(Equations, RefuseACircleByName) {
    Model model;
    model.parameters = {{.id = "a", .value = {}}, {.id = "b", .value = {}}};
    model.assignment_rules = {{"a", symbol("b")}, {"b", symbol("a")}};
    try {
        (void)derive_equations(model);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "assignments depend on each other in a circle");
        EXPECT_EQ(error.issues().front().where, "'a', 'b'");
    }
}

TEST(Equations, RefuseAnUnknownSymbolByName) {
    Model model;
    model.parameters = {{.id = "a", .value = {}}};
    model.assignment_rules = {{"a", symbol("nowhere")}};
    try {
        (void)derive_equations(model);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "'nowhere' is used but not defined");
        EXPECT_EQ(error.issues().front().where, "element 'a'");
    }
}

} // namespace
} // namespace euthymia
