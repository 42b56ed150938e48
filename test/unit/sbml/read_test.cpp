// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sbml/read.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"

namespace euthymia {
namespace {

std::string document(const std::string& body) {
    return fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">{}</model></sbml>)",
                       body);
}

std::string math(const std::string& content) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + content + "</math>";
}

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
    EXPECT_EQ(rule_text("<apply><max/><ci>y</ci><cn>3</cn></apply>"), "max(y, 3)");
    EXPECT_EQ(rule_text("<apply><lt/><cn>0</cn><ci>y</ci><cn>5</cn></apply>"), "0 < y and y < 5");
    EXPECT_EQ(rule_text("<piecewise><piece><cn>1</cn><apply><gt/><ci>y</ci><cn>0</cn></apply></piece>"
                        "<otherwise><cn>2</cn></otherwise></piecewise>"),
              "select(0 < y, 1, 2)");
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

template <typename Error>
Issue refusal(const std::string& text) {
    try {
        (void)read_sbml_text(text, "test.xml");
    } catch (const Error& error) {
        return error.issues().front();
    }
    return {"nothing was refused", {}, {}};
}

TEST(ReadSbml, RefusesAnEventByItsId) {
    const Issue issue = refusal<UnsupportedError>(
        document("<listOfEvents><event id=\"dose\" useValuesFromTriggerTime=\"true\"/></listOfEvents>"));
    EXPECT_EQ(issue.what, "an event is not supported");
    EXPECT_EQ(issue.where, "event 'dose'");
    EXPECT_EQ(issue.todo, "remove it, or run the model in another simulator");
}

TEST(ReadSbml, RefusesDelayWhereItStands) {
    const Issue issue = refusal<UnsupportedError>(one_rule(
        "<apply><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/delay\">delay</csymbol>"
        "<ci>y</ci><cn>1</cn></apply>"));
    EXPECT_EQ(issue.what, "the csymbol 'delay' is not supported");
    EXPECT_EQ(issue.where, "assignment rule of 'x'");
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
