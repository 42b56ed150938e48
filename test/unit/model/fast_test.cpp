// SPDX-License-Identifier: Apache-2.0
// Fast reactions: always at their stable balance, on what they conserve.
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "values.hpp"

namespace euthymia {
namespace {

Reaction fast(const std::string& id, std::vector<SpeciesReference> reactants, std::vector<SpeciesReference> products,
              const Expression& rate) {
    Reaction reaction{.id = id, .reactants = std::move(reactants), .products = std::move(products), .rate = rate};
    reaction.is_fast = true;
    return reaction;
}

/// A, B, C in a compartment of size 1, and slow production of A at rate 7.
Model three_species() {
    Model model;
    model.compartments = {{.id = "c", .size = 1.0}};
    model.species = {species("A", 6.0), species("B", 3.0), species("C", 1.0)};
    model.parameters = {{.id = "k", .value = 2.0}, {.id = "h", .value = 1.0}};
    model.reactions = {{.id = "slow", .reactants = {}, .products = {{"A", {}, 1.0}}, .rate = 7.0}};
    return model;
}

/// The initial states, as the values of their symbols.
Values at_start(const Equations& equations) {
    Values values{{time_symbol, 0.0}};
    for (const State& state : equations.states) values.emplace(state.id, initial(equations, state.id));
    return values;
}

TEST(FastReaction, KeepsItsRatioAndTheSum) {
    Model model = three_species();
    model.reactions.push_back(
        fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, symbol("k") * symbol("A") - symbol("h") * symbol("B")));
    const Equations equations = derive_equations(model);
    const Values start = at_start(equations);
    // A + B = 9, 2 A = B
    EXPECT_DOUBLE_EQ(value(equations, "A", start), 3.0);
    EXPECT_DOUBLE_EQ(value(equations, "B", start), 6.0);
    EXPECT_DOUBLE_EQ(rate(equations, "conserved(B)", start), 7.0);
}

TEST(FastReaction, ThatCannotGoBackEmptiesItsReactant) {
    Model model = three_species();
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}}, {{"B", {}, 2.0}}, symbol("k") * symbol("A")));
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations, "A", at_start(equations)), 0.0);
    EXPECT_DOUBLE_EQ(value(equations, "B", at_start(equations)), 3.0 + 2.0 * 6.0);
    // A + B / 2
    EXPECT_DOUBLE_EQ(rate(equations, "conserved(A)", at_start(equations)), 7.0);
}

TEST(FastReaction, OfTwoPartnersMeetsTheLawOfMassAction) {
    Model model = three_species();
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}, {"B", {}, 1.0}}, {{"C", {}, 1.0}},
                                   symbol("k") * symbol("A") * symbol("B") - symbol("h") * symbol("C")));
    const Equations equations = derive_equations(model);
    const Values start = at_start(equations);
    const double a = value(equations, "A", start), b = value(equations, "B", start), c = value(equations, "C", start);
    EXPECT_NEAR(2.0 * a * b, c, 1e-12);
    EXPECT_NEAR(a - b, 3.0, 1e-12);
    EXPECT_NEAR(a + c, 7.0, 1e-12);
    EXPECT_GT(b, 0.0);
}

TEST(FastReaction, RunsToTheBalanceThatIsStable) {
    for (const double k : {1.0, -1.0}) {
        Model model = three_species();
        model.parameters[0].value = k;
        model.reactions.push_back(
            fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, symbol("k") * symbol("A") * symbol("B")));
        const Equations equations = derive_equations(model);
        EXPECT_DOUBLE_EQ(value(equations, "A", at_start(equations)), k > 0.0 ? 0.0 : 9.0);
        EXPECT_DOUBLE_EQ(value(equations, "B", at_start(equations)), k > 0.0 ? 9.0 : 0.0);
    }
}

TEST(FastReactions, InAChainBalanceTogether) {
    Model model = three_species();
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, 2.0 * symbol("A") - symbol("B")));
    model.reactions.push_back(fast("g", {{"B", {}, 1.0}}, {{"C", {}, 1.0}}, symbol("B") - 2.0 * symbol("C")));
    const Equations equations = derive_equations(model);
    const Values start = at_start(equations);
    // A + B + C = 10, B = 2 A, B = 2 C
    EXPECT_DOUBLE_EQ(value(equations, "A", start), 2.5);
    EXPECT_DOUBLE_EQ(value(equations, "B", start), 5.0);
    EXPECT_DOUBLE_EQ(value(equations, "C", start), 2.5);
    EXPECT_EQ(equations.states.size(), 1U);
}

TEST(FastReactions, ThatShareTheirSpeciesBalanceAsOne) {
    Model model = three_species();
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, 2.0 * symbol("A")));
    model.reactions.push_back(fast("g", {{"B", {}, 1.0}}, {{"A", {}, 1.0}}, symbol("B")));
    const Equations equations = derive_equations(model);
    EXPECT_DOUBLE_EQ(value(equations, "A", at_start(equations)), 3.0);
}

TEST(FastReaction, OfAnotherShapeIsAnAlgebraicState) {
    Model model = three_species();
    const Expression rate = symbol("A") / (1.0 + symbol("A")) - symbol("B") / (2.0 + symbol("B"));
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, rate));
    const Equations equations = derive_equations(model);
    EXPECT_TRUE(state(equations, "state(A)").is_algebraic);
    // A (2 + B) = B (1 + A), so B = 2 A: 3 and 6
    EXPECT_NEAR(euthymia::rate(equations, "state(A)", {{"state(A)", 3.0}, {"conserved(B)", 9.0}}), 0.0, 1e-15);
}

TEST(FastReaction, TakesAnEventIntoItsSum) {
    Model model = three_species();
    model.reactions.push_back(fast("f", {{"A", {}, 1.0}}, {{"B", {}, 1.0}}, 2.0 * symbol("A") - symbol("B")));
    model.events = {{.id = "E", .trigger = 1.0, .delay = {}, .priority = {}, .assignments = {{"B", 30.0}}}};
    const Equations equations = derive_equations(model);
    const EventAssignment& assignment = equations.events.at(0).assignments.at(0);
    EXPECT_EQ(assignment.state, "conserved(B)");
    EXPECT_DOUBLE_EQ(value(equations, assignment.value, at_start(equations)), 30.0 + 3.0);
    model.events[0].delay = 1.0;
    EXPECT_THROW((void)derive_equations(model), UnsupportedError);
}

} // namespace
} // namespace euthymia
