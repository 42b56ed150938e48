// SPDX-License-Identifier: Apache-2.0
// Events as SBML of each Level writes them.
#include <gtest/gtest.h>

#include "documents.hpp"

namespace euthymia {
namespace {

const std::string x = R"(<listOfParameters><parameter id="x" value="1" constant="false"/></listOfParameters>)";

EventDefinition read_event(const std::string& event) {
    return read_sbml_text(document(x + "<listOfEvents>" + event + "</listOfEvents>"), "test").events.at(0);
}

std::string after_five() {
    return math("<apply><gt/><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t"
                "</csymbol><cn>5</cn></apply>");
}

TEST(ReadEvent, TakesEveryPart) {
    const EventDefinition event = read_event(
        R"(<event id="E" useValuesFromTriggerTime="false"><trigger initialValue="false" persistent="false">)" +
        after_five() + "</trigger><priority>" + math("<cn>2</cn>") + "</priority><delay>" + math("<ci>x</ci>") +
        "</delay><listOfEventAssignments><eventAssignment variable=\"x\">" + math("<cn>7</cn>") +
        "</eventAssignment></listOfEventAssignments></event>");
    EXPECT_EQ(event.id, "E");
    EXPECT_EQ(to_text(event.trigger.value()), "5 < $time");
    EXPECT_FALSE(event.is_initially_true);
    EXPECT_FALSE(event.is_persistent);
    EXPECT_FALSE(event.uses_trigger_values);
    EXPECT_EQ(to_text(event.priority.value()), "2");
    EXPECT_EQ(to_text(event.delay.value()), "x");
    ASSERT_EQ(event.assignments.size(), 1U);
    EXPECT_EQ(event.assignments[0].variable, "x");
    EXPECT_EQ(to_text(event.assignments[0].math), "7");
}

TEST(ReadEvent, LeavesOutWhatHasNoMathematics) {
    const EventDefinition event = read_event(
        R"(<event useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true"/><priority/><delay/>
<listOfEventAssignments><eventAssignment variable="x"/></listOfEventAssignments></event>)");
    EXPECT_FALSE(event.trigger);
    EXPECT_FALSE(event.priority);
    EXPECT_FALSE(event.delay);
    EXPECT_TRUE(event.assignments.empty());
}

TEST(ReadEvent, OfLevel2StartsTrueAndPersists) {
    const std::string text =
        R"(<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model id="m">)" + x +
        "<listOfEvents><event><trigger>" + after_five() +
        "</trigger><listOfEventAssignments><eventAssignment variable=\"x\">" + math("<cn>7</cn>") +
        "</eventAssignment></listOfEventAssignments></event></listOfEvents></model></sbml>";
    const EventDefinition event = read_sbml_text(text, "test").events.at(0);
    EXPECT_TRUE(event.is_initially_true);
    EXPECT_TRUE(event.is_persistent);
    EXPECT_TRUE(event.uses_trigger_values);
}

} // namespace
} // namespace euthymia
