// SPDX-License-Identifier: Apache-2.0
// Events in terms of states and quantities.
#include <gtest/gtest.h>

#include "values.hpp"

namespace euthymia {
namespace {

EventDefinition event(const Expression& trigger, std::vector<EventDefinition::Assignment> assignments) {
    return {.id = "E", .trigger = trigger, .delay = {}, .priority = {}, .assignments = std::move(assignments)};
}

Expression at_least(const Expression& a, const Expression& b) {
    return call(Function::less_equal, {b, a});
}

/// A concentration S in a compartment c of size 2 that events may resize.
Model species_model() {
    Model model;
    model.compartments = {{.id = "c", .size = 2.0, .is_constant = false}};
    model.species = {species("S", 6.0)};
    return model;
}

TEST(Events, NameTheirPartsAsQuantities) {
    Model model;
    model.parameters = {variable("x", 1.0)};
    model.events = {event(at_least(time_now(), 3.0), {{"x", symbol("x") + 4.0}})};
    model.events[0].delay = symbol("x") * 2.0;
    model.events[0].priority = 7.0;
    model.events[0].is_persistent = false;
    const Equations equations = derive_equations(model);
    const Event& e = equations.events.at(0);
    EXPECT_EQ(e.id, "E");
    EXPECT_FALSE(e.is_persistent);
    EXPECT_TRUE(e.is_initially_true);
    EXPECT_EQ(value(equations, e.trigger, {{time_symbol, 2.9}}), 0.0);
    EXPECT_EQ(value(equations, e.trigger, {{time_symbol, 3.0}}), 1.0);
    EXPECT_EQ(value(equations, e.delay, {{"x", 5.0}}), 10.0);
    EXPECT_EQ(value(equations, e.priority, {}), 7.0);
    ASSERT_EQ(e.assignments.size(), 1U);
    EXPECT_EQ(e.assignments[0].state, "x");
    EXPECT_EQ(e.assignments[0].scale, "");
    EXPECT_EQ(value(equations, e.assignments[0].value, {{"x", 5.0}}), 9.0);
}

TEST(Events, MakeStatesOfWhatTheyChange) {
    Model model;
    model.parameters = {variable("x", 1.0), {.id = "k", .value = 3.0}};
    model.events = {event(at_least(time_now(), 3.0), {{"x", 2.0}})};
    const Equations equations = derive_equations(model);
    EXPECT_EQ(initial(equations, "x"), 1.0);
    EXPECT_EQ(rate(equations, "x", {}), 0.0);
    EXPECT_FALSE(has_state(equations, "k"));
}

TEST(Events, AssignAConcentrationInItsCompartment) {
    Model model = species_model();
    model.events = {event(at_least(time_now(), 1.0), {{"S", 5.0}})};
    const Equations equations = derive_equations(model);
    const EventAssignment& assignment = equations.events.at(0).assignments.at(0);
    EXPECT_EQ(assignment.state, "state(S)");
    EXPECT_EQ(value(equations, assignment.value, {}), 5.0);
    EXPECT_EQ(assignment.scale, "c");
}

TEST(Events, AssignAnAmountAsItIs) {
    Model model = species_model();
    model.species[0].has_only_substance_units = true;
    model.events = {event(at_least(time_now(), 1.0), {{"S", 5.0}})};
    EXPECT_EQ(derive_equations(model).events.at(0).assignments.at(0).scale, "");
}

TEST(Events, KeepTheAmountInACompartmentTheyResize) {
    Model model = species_model();
    model.events = {event(at_least(time_now(), 1.0), {{"c", 4.0}})};
    model.rate_rules = {{"S", 1.0}};
    const Equations equations = derive_equations(model);
    EXPECT_EQ(initial(equations, "state(S)"), 6.0);
    EXPECT_EQ(value(equations, "S", {{"state(S)", 6.0}, {"c", 2.0}}), 3.0);
    EXPECT_EQ(value(equations, "S", {{"state(S)", 6.0}, {"c", 4.0}}), 1.5);
    // dS/dt = 1 at a constant size 4 is 4 a time in amount
    EXPECT_EQ(rate(equations, "state(S)", {{"state(S)", 6.0}, {"c", 4.0}}), 4.0);
}

TEST(Events, ThatHaveNoTriggerNeverHappen) {
    Model model;
    model.parameters = {variable("x", 1.0)};
    model.events = {event(1.0, {{"x", 2.0}})};
    model.events[0].trigger.reset();
    EXPECT_TRUE(derive_equations(model).events.empty());
}

TEST(Events, WithoutAnIdAreNumbered) {
    Model model;
    model.parameters = {variable("x", 1.0)};
    model.events = {event(at_least(time_now(), 1.0), {}), event(at_least(time_now(), 2.0), {})};
    model.events[0].id = model.events[1].id = "";
    const Equations equations = derive_equations(model);
    EXPECT_EQ(equations.events.at(1).id, "2");
    EXPECT_EQ(equations.events.at(1).trigger, "event(2).trigger");
}

TEST(Events, LeaveAVariableToTheAlgebraicRuleThatDeterminesIt) {
    Model model;
    model.parameters = {variable("x", 1.0)};
    model.algebraic_rules = {{"rule", symbol("x") - time_now()}};
    model.events = {event(at_least(time_now(), 1.0), {{"x", 5.0}})};
    const Equations equations = derive_equations(model);
    EXPECT_TRUE(equations.events.at(0).assignments.empty());
    EXPECT_EQ(value(equations, "x", {{time_symbol, 3.0}}), 3.0);
}

/// The times in (0, 10) at which some root of the trigger changes its sign or is 0, on a grid of 0.1.
std::vector<double> root_times(const Model& model) {
    const Equations equations = derive_equations(model);
    std::vector<double> times;
    const auto sign = [&](const std::string& root, double t) {
        const double v = value(equations, root, {{time_symbol, t}});
        return (v > 1e-9) - (v < -1e-9);
    };
    for (int k = 1; k < 100; ++k) {
        bool is_root = false;
        for (const std::string& root : equations.events.at(0).roots) {
            is_root = is_root || sign(root, k / 10.0 - 0.05) != sign(root, k / 10.0 + 0.05);
        }
        if (is_root) times.push_back(k / 10.0);
    }
    return times;
}

Model triggered_by(const Expression& trigger) {
    Model model;
    model.parameters = {variable("x", 1.0)};
    model.events = {event(trigger, {{"x", 2.0}})};
    return model;
}

TEST(EventRoots, StandForEveryRelationOfATrigger) {
    const Expression t = time_now();
    const Expression inside = call(Function::both, {at_least(t, 2.0), call(Function::less, {t, 5.0})});
    EXPECT_EQ(root_times(triggered_by(inside)), (std::vector{2.0, 5.0}));
    const Expression chosen = select(call(Function::less, {t, 3.0}), 1.0, 0.0);
    EXPECT_EQ(root_times(triggered_by(at_least(chosen, 0.5))), (std::vector{3.0}));
    EXPECT_EQ(root_times(triggered_by(call(Function::equal, {t, 4.0}))), (std::vector{4.0}));
}

TEST(EventRoots, StandForRelationsInTheRulesATriggerUses) {
    Model model = triggered_by(call(Function::negation, {symbol("is_early")}));
    model.parameters.push_back(variable("is_early"));
    model.assignment_rules = {{"is_early", call(Function::less, {time_now(), 6.0})}};
    EXPECT_EQ(root_times(model), (std::vector{6.0}));
}

TEST(EventRoots, StandForTheStepsOfRoundedValues) {
    const Expression whole = call(Function::floor, {time_now() / 3.0});
    const auto times = root_times(triggered_by(call(Function::equal, {whole, 2.0})));
    EXPECT_EQ(times, (std::vector{3.0, 6.0, 9.0}));
    const Expression rest = call(Function::remainder, {time_now(), 4.0});
    const auto steps = root_times(triggered_by(at_least(rest, 3.0)));
    EXPECT_EQ(steps, (std::vector{3.0, 4.0, 7.0, 8.0}));
}

TEST(EventRoots, StandForANumberTakenAsATruth) {
    EXPECT_EQ(root_times(triggered_by(time_now() - 7.0)), (std::vector{7.0}));
}

} // namespace
} // namespace euthymia
