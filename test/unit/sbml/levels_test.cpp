// SPDX-License-Identifier: Apache-2.0
// What Levels 1 and 2 mean where they differ from Level 3.
#include <gtest/gtest.h>

#include "documents.hpp"

namespace euthymia {
namespace {

Model level_1() {
    return read_sbml_text(R"xml(<sbml xmlns="http://www.sbml.org/sbml/level1" level="1" version="2"><model name="m">
<listOfCompartments><compartment name="c"/></listOfCompartments>
<listOfSpecies><species name="A" compartment="c" initialAmount="6"/>
<species name="B" compartment="c" initialAmount="0" boundaryCondition="true"/></listOfSpecies>
<listOfParameters><parameter name="k" value="2"/></listOfParameters>
<listOfReactions><reaction name="r"><listOfReactants><speciesReference species="A" stoichiometry="3" denominator="2"/>
</listOfReactants><listOfProducts><speciesReference species="B"/></listOfProducts>
<kineticLaw formula="k * pow(A, 2) * log(h)"><listOfParameters><parameter name="h" value="5"/></listOfParameters>
</kineticLaw></reaction></listOfReactions></model></sbml>)xml",
                          "test");
}

TEST(Level1, HasRatiosAndVolumesOfOne) {
    const Model model = level_1();
    EXPECT_EQ(model.compartments.at(0).id, "c");
    EXPECT_EQ(model.compartments.at(0).size, 1.0);
    EXPECT_EQ(model.species.at(0).initial_amount, 6.0);
    EXPECT_FALSE(model.species.at(0).has_only_substance_units);
    EXPECT_TRUE(model.species.at(1).is_boundary);
    EXPECT_EQ(model.reactions.at(0).reactants.at(0).stoichiometry, 1.5);
    EXPECT_EQ(model.reactions.at(0).products.at(0).stoichiometry, 1.0);
}

TEST(Level1, WritesFormulasAndLetsAnythingVary) {
    const Model model = level_1();
    EXPECT_EQ(to_text(model.reactions.at(0).rate.value()), "k * A^2 * ln(r.h)");
    EXPECT_FALSE(model.parameters.at(0).is_constant);
    EXPECT_TRUE(model.parameters.at(1).is_constant); // local: r.h
}

Model level_2() {
    return read_sbml_text(R"(<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model id="m">
<listOfCompartments><compartment id="point" spatialDimensions="0"/><compartment id="c"/></listOfCompartments>
<listOfSpecies><species id="A" compartment="point" initialAmount="6"/><species id="B" compartment="c"/></listOfSpecies>
<listOfReactions><reaction id="r" fast="true"><listOfReactants><speciesReference species="A"><stoichiometryMath>)" +
                              math("<apply><plus/><cn type=\"integer\">1</cn><ci>c</ci></apply>") +
                              R"(</stoichiometryMath></speciesReference></listOfReactants>
<listOfProducts><speciesReference species="B" id="ref"/></listOfProducts>
<kineticLaw>)" + math("<ci>A</ci>") +
                              "</kineticLaw></reaction></listOfReactions></model></sbml>",
                          "test");
}

TEST(Level2, TakesSpeciesOfAPointAsAmounts) {
    const Model model = level_2();
    EXPECT_EQ(model.compartments.at(0).size, 1.0);
    EXPECT_TRUE(model.species.at(0).has_only_substance_units);
    EXPECT_FALSE(model.species.at(1).has_only_substance_units);
    EXPECT_FALSE(model.compartments.at(1).size);
}

TEST(Level2, ComputesStoichiometriesByAssignment) {
    const Model model = level_2();
    const Reaction& reaction = model.reactions.at(0);
    EXPECT_TRUE(reaction.is_fast);
    EXPECT_EQ(reaction.reactants.at(0).id, "r.reactant(1)");
    EXPECT_EQ(model.assignment_rules.at(0).variable, "r.reactant(1)");
    EXPECT_EQ(to_text(model.assignment_rules.at(0).math), "1 + c");
    EXPECT_EQ(reaction.products.at(0).stoichiometry, 1.0);
    EXPECT_EQ(reaction.products.at(0).id, ""); // no symbol before Level 3
}

} // namespace
} // namespace euthymia
