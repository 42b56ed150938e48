// SPDX-License-Identifier: Apache-2.0
// Sessions that follow engagement, phases, additions and holds in a journey.
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/model/hold.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {
namespace {

Expression symbol(const char* name) {
    return Expression::symbol(name);
}

/// x' = calm (rest 1) and y' = -y; a session acts by `effect`.
Equations world(double effect) {
    Equations equations;
    equations.states = {{"x", 0.0, symbol("calm")}, {"y", 1.0, -symbol("y")}};
    equations.constants = {{"calm", 1.0}, {"effect", effect}};
    equations.quantities = {{"x", symbol("x")},
                            {"y", symbol("y")},
                            {"calm", symbol("calm")},
                            {"effect", symbol("effect")},
                            {session_effect, symbol("effect")}};
    return equations;
}

Trajectory follow(const Equations& equations, const Schedule& schedule, const std::vector<double>& times) {
    const Simulator simulator(equations, {}, {}, {"x", "y"}, {.rtol = 1e-9, .atol = 1e-9});
    Person person = simulator.create({}, {});
    return simulator.follow(person, schedule, times);
}

TEST(Session, ActsFromRestByItsEffect) {
    // calm is 1 + 0.25 (0.2 - 1) = 0.8 for two hours
    Schedule schedule;
    schedule.is_voluntary = false;
    schedule.sessions = {{.start = 1.0, .end = 3.0, .during = {{input::calm, 0.2, 1.0}}}};
    EXPECT_NEAR(follow(world(0.25), schedule, {4.0}).values[0], 2.0 + 2.0 * 0.8, 1e-12);
}

TEST(Session, GoesThroughItsPhasesEvenBeyondItsEnd) {
    Schedule schedule;
    schedule.is_voluntary = false;
    schedule.sessions = {{.start = 1.0,
                          .end = 2.0,
                          .during = {},
                          .phases = {{.start = 1.5, .end = 2.0, .during = {{input::calm, 3.0}}},
                                     {.start = 4.0, .end = 6.0, .during = {{input::calm, 0.0}}}}}};
    const Trajectory seen = follow(world(1.0), schedule, {2.0, 4.0, 6.0, 7.0});
    EXPECT_NEAR(seen.values[0], 1.5 + 0.5 * 3.0, 1e-12);
    EXPECT_NEAR(seen.values[2], 5.0, 1e-12);
    EXPECT_NEAR(seen.values[4], 5.0, 1e-12);
    EXPECT_NEAR(seen.values[6], 6.0, 1e-12);
}

TEST(Session, AddsToStatesWhenItBegins) {
    Schedule schedule;
    schedule.is_voluntary = false;
    schedule.sessions = {{.start = 1.0, .end = 2.0, .during = {}, .phases = {}, .additions = {{1.0, "y", 0.5}}}};
    EXPECT_NEAR(follow(world(1.0), schedule, {3.0}).values[1], (std::exp(-1.0) + 0.5) * std::exp(-2.0), 1e-8);
}

/// y' = -y and half = y / 2, x' = half.
Model holdable() {
    Model model;
    for (const char* id : {"x", "y", "half"}) {
        model.parameters.push_back({.id = id, .value = {}, .is_constant = false, .name = {}, .units = {}});
    }
    model.parameters[0].value = 0.0;
    model.parameters[1].value = 1.0;
    model.rate_rules = {{"x", symbol("half")}, {"y", -symbol("y")}};
    model.assignment_rules = {{"half", symbol("y") * 0.5}};
    return model;
}

TEST(Hold, KeepsAStateAtAFractionOfWhatItWasAndThenLetsItGo) {
    Schedule schedule;
    schedule.holds = {{.start = 1.0, .end = 3.0, .variable = "y", .value = 0.5, .is_fraction = true}};
    const Trajectory seen = follow(derive_equations(with_holds(holdable(), {"y"})), schedule, {2.0, 3.0, 4.0});
    EXPECT_NEAR(seen.values[1], 0.5 * std::exp(-1.0), 1e-9);
    EXPECT_EQ(seen.values[1], seen.values[3]) << "it does not move at all";
    EXPECT_NEAR(seen.values[5], 0.5 * std::exp(-2.0), 1e-8);
}

TEST(Hold, KeepsAnAssignedQuantityForThoseWhoReadIt) {
    Schedule schedule;
    schedule.holds = {{.start = 0.0, .end = 2.0, .variable = "half", .value = 2.0, .is_fraction = true}};
    // half is 0.5 when the hold begins: x' = 1 for two hours
    EXPECT_NEAR(follow(derive_equations(with_holds(holdable(), {"half"})), schedule, {2.0}).values[0], 2.0, 1e-9);
}

TEST(Needs, NameEveryInterventionWithAllItLacks) {
    const Simulator simulator(world(1.0), {}, {}, {"x"});
    Schedule schedule;
    schedule.needs = {{Need::Kind::input, input::calm, "painting"},
                      {Need::Kind::input, input::art_engagement, "painting"},
                      {Need::Kind::state, "gut", "drug pill"},
                      {Need::Kind::input, input::novelty, "painting"},
                      {Need::Kind::quantity, session_effect, "painting"}};
    try {
        simulator.require(schedule);
        FAIL();
    } catch (const UnsupportedError& error) {
        ASSERT_EQ(error.issues().size(), 2U);
        EXPECT_EQ(error.issues()[0].what, "the model has no input 'art_engagement', no input 'novelty'");
        EXPECT_EQ(error.issues()[0].where, "key 'painting'");
        EXPECT_EQ(error.issues()[0].todo, "leave out 'painting', or use a biology whose model has them");
        EXPECT_EQ(error.issues()[1].what, "the model has no state 'gut'");
    }
}

TEST(Change, ThatIsOptionalDoesNotNeedTheInput) {
    Schedule schedule;
    schedule.changes = {{0.0, {input::nonspecific_end, 5.0}, true}, {0.0, {input::calm, 2.0}}};
    EXPECT_NEAR(follow(world(1.0), schedule, {3.0}).values[0], 6.0, 1e-12);
}

} // namespace
} // namespace euthymia
