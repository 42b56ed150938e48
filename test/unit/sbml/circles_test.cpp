// SPDX-License-Identifier: Apache-2.0
// Rule 20906: what is assigned must not go round in a circle; whatever takes part, it is refused with the way round.
#include <gtest/gtest.h>

#include "documents.hpp"

namespace euthymia {
namespace {

std::string parameter(const std::string& id) {
    return "<parameter id=\"" + id + "\" value=\"1\" constant=\"false\"/>";
}

std::string of_parameters(const std::string& content) {
    return document("<listOfParameters>" + parameter("a") + parameter("b") + parameter("c") + "</listOfParameters>" +
                    content);
}

std::string name(const std::string& id) {
    return "<ci>" + id + "</ci>";
}

std::string sum(const std::string& left, const std::string& right) {
    return "<apply><plus/>" + name(left) + name(right) + "</apply>";
}

std::string rule(const std::string& variable, const std::string& content) {
    return "<assignmentRule variable=\"" + variable + "\">" + math(content) + "</assignmentRule>";
}

std::string rules(const std::string& content) {
    return "<listOfRules>" + content + "</listOfRules>";
}

std::string starting(const std::string& symbol, const std::string& content) {
    return "<listOfInitialAssignments><initialAssignment symbol=\"" + symbol + "\">" + math(content) +
           "</initialAssignment></listOfInitialAssignments>";
}

std::string reaction(const std::string& content, const std::string& local = "") {
    return R"(<listOfReactions><reaction id="flow" reversible="false"><kineticLaw>)" + math(content) + local +
           "</kineticLaw></reaction></listOfReactions>";
}

std::string tank(const std::string& only_substance, int dimensions = 3) {
    return fmt::format(R"(<listOfCompartments><compartment id="tank" spatialDimensions="{}" constant="false"/>
</listOfCompartments><listOfSpecies><species id="s" compartment="tank" initialAmount="1"
 hasOnlySubstanceUnits="{}" boundaryCondition="false" constant="false"/></listOfSpecies>)",
                       dimensions, only_substance);
}

void expect_refused(const std::string& text, const std::string& way) {
    const Issue issue = refusal<InputError>(text);
    EXPECT_EQ(issue.what, "assignments depend on each other in a circle");
    EXPECT_TRUE(issue.where.starts_with("test.xml:")) << issue.where;
    EXPECT_TRUE(issue.where.ends_with(", " + way)) << issue.where;
    EXPECT_EQ(issue.todo, "break the circle: make one a rate rule");
}

TEST(Circles, OfRulesAreRefusedWithTheWayRound) {
    expect_refused(of_parameters(rules(rule("a", name("b")) + rule("b", name("c")) + rule("c", name("a")))),
                   "'a' from 'b' from 'c' from 'a'");
    expect_refused(of_parameters(rules(rule("a", sum("a", "b")))), "'a' from 'a'");
}

TEST(Circles, AreShownWithoutTheWayIn) {
    expect_refused(of_parameters(rules(rule("a", name("b")) + rule("b", name("c")) + rule("c", name("b")))),
                   "'b' from 'c' from 'b'");
}

TEST(Circles, AreAllReported) {
    try {
        (void)read_sbml_text(of_parameters(rules(rule("a", name("a")) + rule("b", name("c")) + rule("c", name("b")))),
                             "test.xml");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().size(), 2U);
    }
}

TEST(Circles, RunThroughInitialAssignmentsAndReactions) {
    expect_refused(of_parameters(starting("a", name("b")) + rules(rule("b", name("a")))), "'a' from 'b' from 'a'");
    expect_refused(of_parameters(rules(rule("a", name("flow"))) + reaction(name("a"))), "'a' from 'flow' from 'a'");
}

TEST(Circles, DoNotRunThroughParametersOfAReaction) {
    const std::string local = "<listOfLocalParameters><localParameter id=\"a\" value=\"2\"/></listOfLocalParameters>";
    EXPECT_EQ(read_sbml_text(of_parameters(rules(rule("a", name("flow"))) + reaction(name("a"), local)), "test").id,
              "m");
}

TEST(Circles, AreNotWhatManyShare) {
    EXPECT_EQ(read_sbml_text(of_parameters(rules(rule("a", sum("b", "c")) + rule("b", name("c")))), "test").id, "m");
}

TEST(Circles, OfASizeAndAConcentrationAreRefused) {
    const std::string from_species = rules(rule("tank", name("s")));
    const Issue issue = refusal<InputError>(document(tank("false") + from_species));
    EXPECT_EQ(issue.what, "the size of a compartment is assigned from a concentration in it");
    EXPECT_TRUE(issue.where.ends_with(", 'tank' from 's'")) << issue.where;
    EXPECT_EQ(read_sbml_text(document(tank("true") + from_species), "test").id, "m"); // an amount needs no size
}

} // namespace
} // namespace euthymia
