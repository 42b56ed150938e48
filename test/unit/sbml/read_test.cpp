// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "documents.hpp"

namespace euthymia {
namespace {

std::string one_rule(const std::string& content) {
    return document(
        R"(<listOfParameters><parameter id="x" constant="false"/><parameter id="y" value="1" constant="true"/>
</listOfParameters><listOfRules><assignmentRule variable="x">)" +
        math(content) + "</assignmentRule></listOfRules>");
}

std::string rule_text(const std::string& content) {
    return to_text(read_sbml_text(one_rule(content), "test").assignment_rules.front().math);
}

TEST(ReadSbml, TranslatesMathematics) {
    EXPECT_EQ(rule_text("<apply><plus/><ci>y</ci><cn>2</cn><ci>y</ci></apply>"), "y + 2 + y");
    EXPECT_EQ(rule_text("<apply><minus/><ci>y</ci></apply>"), "-y");
    EXPECT_EQ(rule_text("<apply><root/><ci>y</ci></apply>"), "sqrt(y)");
    EXPECT_EQ(rule_text("<apply><log/><ci>y</ci></apply>"), "log10(y)");
    EXPECT_EQ(rule_text("<apply><log/><logbase><cn>10</cn></logbase><ci>y</ci></apply>"), "log10(y)");
    EXPECT_EQ(rule_text("<apply><log/><logbase><cn>2</cn></logbase><ci>y</ci></apply>").find("ln(y) / 0.69"), 0U);
    EXPECT_EQ(rule_text("<apply><max/><ci>y</ci><cn>3</cn></apply>"), "max(y, 3)");
    EXPECT_EQ(rule_text("<apply><lt/><cn>0</cn><ci>y</ci><cn>5</cn></apply>"), "0 < y and y < 5");
    EXPECT_EQ(rule_text("<piecewise><piece><cn>1</cn><apply><gt/><ci>y</ci><cn>0</cn></apply></piece>"
                        "<otherwise><cn>2</cn></otherwise></piecewise>"),
              "select(0 < y, 1, 2)");
}

TEST(ReadSbml, TakesOddRootsOfNegativeNumbers) {
    const auto root_of = [](const std::string& degree, double y) {
        const std::string content = "<apply><root/><degree><cn>" + degree + "</cn></degree><ci>y</ci></apply>";
        const Expression root = read_sbml_text(one_rule(content), "test").assignment_rules.front().math;
        return evaluate(root, [y](const std::string&) { return y; });
    };
    for (const double y : {-8.0, -0.3, 0.0, 8.0}) {
        EXPECT_DOUBLE_EQ(root_of("3", y), std::cbrt(y));
        EXPECT_DOUBLE_EQ(root_of("-3", y), 1.0 / std::cbrt(y));
        EXPECT_DOUBLE_EQ(root_of("1", y), y);
    }
    EXPECT_TRUE(std::isnan(root_of("4", -16.0)));
    EXPECT_EQ(root_of("4", 16.0), 2.0);
}

TEST(ReadSbml, ExpandsFunctionDefinitions) {
    const std::string text = document(
        "<listOfFunctionDefinitions><functionDefinition id=\"double_it\">" +
        math("<lambda><bvar><ci>a</ci></bvar><apply><times/><cn>2</cn><ci>a</ci></apply></lambda>") +
        R"(</functionDefinition></listOfFunctionDefinitions><listOfParameters><parameter id="x" constant="false"/>
<parameter id="y" value="1" constant="true"/></listOfParameters><listOfRules><rateRule variable="x">)" +
        math("<apply><ci>double_it</ci><ci>y</ci></apply>") + "</rateRule></listOfRules>");
    EXPECT_EQ(to_text(read_sbml_text(text, "test").rate_rules.front().math), "2 * y");
}

TEST(ReadSbml, CollectsDelaysOnce) {
    const std::string lagged = csymbol("delay", "<ci>y</ci><cn>2</cn>");
    const Model model = read_sbml_text(one_rule("<apply><plus/>" + lagged + lagged + "</apply>"), "test");
    EXPECT_EQ(to_text(model.assignment_rules.front().math), "delay(1) + delay(1)");
    ASSERT_EQ(model.delays.size(), 1U);
    EXPECT_EQ(model.delays[0].symbol, "delay(1)");
    EXPECT_EQ(to_text(model.delays[0].value), "y");
    EXPECT_EQ(to_text(model.delays[0].lag), "2");
}

TEST(ReadSbml, PutsInnerDelaysFirst) {
    const std::string inner = csymbol("delay", "<ci>y</ci><cn>2</cn>");
    const Model model = read_sbml_text(one_rule(csymbol("delay", inner + "<cn>3</cn>")), "test");
    ASSERT_EQ(model.delays.size(), 2U);
    EXPECT_EQ(to_text(model.delays[1].value), "delay(1)");
}

TEST(ReadSbml, NamesRatesOfChange) {
    EXPECT_EQ(rule_text(csymbol("rateOf", "<ci>y</ci>")), "rateOf(y)");
    const Issue issue = refusal<InputError>(one_rule(csymbol("rateOf", "<apply><plus/><ci>y</ci><ci>y</ci></apply>")));
    EXPECT_EQ(issue.what, "A 'rateOf' <csymbol> must target only a single <ci> element");
    EXPECT_EQ(issue.where, "test.xml:3");
}

TEST(ReadSbml, RefusesWhatTheSpecificationForbids) {
    const auto parameters = [](const std::string& content) {
        return document("<listOfParameters><parameter id=\"x\" value=\"1\" constant=\"false\"/>"
                        "<parameter id=\"k\" value=\"1\" constant=\"true\"/></listOfParameters>" +
                        content);
    };
    const auto rate_rule = [](const std::string& variable, const std::string& content) {
        return "<rateRule variable=\"" + variable + "\">" + math(content) + "</rateRule>";
    };
    const auto event_on = [](const std::string& variable) {
        return "<listOfEvents><event useValuesFromTriggerTime=\"true\"><trigger initialValue=\"true\" "
               "persistent=\"true\">" +
               math("<apply><gt/><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\"> t "
                    "</csymbol><cn>1</cn></apply>") +
               "</trigger><listOfEventAssignments><eventAssignment variable=\"" + variable + "\">" +
               math("<cn>2</cn>") + "</eventAssignment></listOfEventAssignments></event></listOfEvents>";
    };
    const std::string twice = rate_rule("x", "<cn>1</cn>") + rate_rule("x", "<cn>2</cn>");
    const std::string calls_itself =
        "<listOfFunctionDefinitions><functionDefinition id=\"f\">" +
        math("<lambda><bvar><ci>a</ci></bvar><apply><ci>f</ci><ci>a</ci></apply></lambda>") +
        "</functionDefinition></listOfFunctionDefinitions>";
    const std::map<std::string, std::string> forbidden{
        {"21211", parameters(event_on("nobody"))},
        {"21212", parameters(event_on("k"))},
        {"20902", parameters("<listOfRules>" + rate_rule("nobody", "<cn>1</cn>") + "</listOfRules>")},
        {"10304", parameters("<listOfRules>" + twice + "</listOfRules>")},
        {"10218",
         parameters("<listOfRules>" + rate_rule("x", "<apply><divide/><cn>1</cn></apply>") + "</listOfRules>")},
        {"20303", document(calls_itself)}};
    for (const auto& [rule, text] : forbidden) {
        EXPECT_EQ(refusal<InputError>(text).todo, "see rule " + rule + " of the SBML specification");
    }
}

TEST(ReadSbml, LeavesAFunctionWithoutMathematicsUndefined) {
    const std::string text =
        document(R"(<listOfFunctionDefinitions><functionDefinition id="f"/></listOfFunctionDefinitions>
<listOfParameters><parameter id="x" constant="false"/></listOfParameters><listOfRules><rateRule variable="x">)" +
                 math("<apply><ci>f</ci></apply>") + "</rateRule></listOfRules>");
    EXPECT_TRUE(std::isnan(read_sbml_text(text, "test").rate_rules.front().math.number()));
}

TEST(ReadSbml, PassesOverConstraints) {
    const std::string constraint = "<listOfConstraints><constraint>" +
                                   math("<apply><lt/><cn>2</cn><cn>1</cn></apply>") +
                                   "</constraint></listOfConstraints>";
    EXPECT_EQ(read_sbml_text(document(constraint), "test").id, "m");
}

TEST(ReadSbml, ReadsAlgebraicRulesByNumber) {
    const std::string text = document(
        R"(<listOfParameters><parameter id="x" constant="false"/></listOfParameters><listOfRules><algebraicRule>)" +
        math("<apply><minus/><ci>x</ci><cn>2</cn></apply>") + "</algebraicRule><algebraicRule/></listOfRules>");
    const Model model = read_sbml_text(text, "test");
    ASSERT_EQ(model.algebraic_rules.size(), 1U); // one without mathematics says nothing
    EXPECT_EQ(to_text(model.algebraic_rules[0].math), "x - 2");
    EXPECT_EQ(model.algebraic_rules[0].name, "algebraic rule (rule 1)");
}

TEST(ReadSbml, NeedsNoEncodingInTheDeclaration) {
    std::string text = document("");
    text.replace(text.find(" encoding=\"UTF-8\""), 17, "");
    EXPECT_EQ(read_sbml_text(text, "test").id, "m");
}

TEST(ReadSbml, RefusesABrokenDocumentWithItsLine) {
    const Issue issue = refusal<InputError>("<sbml>\n<model>\n");
    EXPECT_TRUE(issue.where.starts_with("test.xml:")) << issue.where;
}

TEST(ReadSbml, RefusesAFileThatIsNotThere) {
    try {
        (void)read_sbml("no/such/model.xml");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "the file cannot be read\n  where: no/such/model.xml\n"
                                   "  do:    check the path and its permissions");
    }
}

} // namespace
} // namespace euthymia
