// SPDX-License-Identifier: Apache-2.0
#include "euthymia/simulation/simulator.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

/// drug' = -k drug; level' = bout - level: one state is dosed, the other follows an input.
Equations world() {
    Equations equations;
    equations.states = {{"drug", 0.0, -(symbol("k") * symbol("drug"))},
                        {"level", 0.0, symbol("bout") - symbol("level")},
                        {"stay", 1.0, -(symbol("dropout_rate") * symbol("stay"))}};
    equations.constants = {{"k", 0.1}, {"bout", 0.0}, {"dropout_rate", 0.0}, {"stressor", 1.0}};
    for (const char* name : {"drug", "level", "stay", "k", "bout", "dropout_rate", "stressor"}) {
        equations.quantities.emplace(name, symbol(name));
    }
    equations.quantities.emplace("attendance", Expression(0.5));
    return equations;
}

Trajectory follow(const Schedule& schedule, const std::vector<double>& times, std::uint32_t patient = 0) {
    const Simulator simulator(world(), {}, {"k"}, {"drug", "level"}, {.rtol = 1e-9, .atol = 1e-9});
    Person person = simulator.create({}, {.seed = 1, .trial = 0, .patient = patient});
    return simulator.follow(person, schedule, times);
}

Session session(double start, double end) {
    return {start, end, {{input::bout, 1.0}}};
}

TEST(Simulator, FollowsDosesToTheClosedForm) {
    const Trajectory seen =
        follow({.changes = {}, .doses = {{0.0, "drug", 5.0}, {10.0, "drug", 5.0}}, .sessions = {}}, {0.0, 5.0, 20.0});
    EXPECT_DOUBLE_EQ(seen.values[0], 5.0); // a dose comes before what is seen at its time
    EXPECT_NEAR(seen.values[2], 5.0 * std::exp(-0.5), 1e-7);
    EXPECT_NEAR(seen.values[4], 5.0 * (std::exp(-2.0) + std::exp(-1.0)), 1e-7);
}

TEST(Simulator, FollowsASessionToTheClosedForm) {
    const Schedule schedule{.changes = {}, .doses = {}, .sessions = {session(1.0, 3.0)}, .is_voluntary = false};
    const Trajectory seen = follow(schedule, {1.0, 3.0, 4.0});
    EXPECT_NEAR(seen.values[1], 0.0, 1e-9);
    EXPECT_NEAR(seen.values[3], 1.0 - std::exp(-2.0), 1e-7);
    EXPECT_NEAR(seen.values[5], (1.0 - std::exp(-2.0)) * std::exp(-1.0), 1e-7);
    EXPECT_EQ(seen.n_attended, 1);
}

Schedule many_sessions(int n) {
    Schedule schedule;
    for (int k = 0; k < n; ++k) schedule.sessions.push_back(session(k + 0.25, k + 0.75));
    return schedule;
}

TEST(Simulator, PeopleComeAsOftenAsTheirAttendanceSays) {
    const Trajectory seen = follow(many_sessions(400), {400.0});
    EXPECT_EQ(seen.n_planned, 400);
    EXPECT_NEAR(seen.n_attended, 200, 30); // three standard deviations
}

TEST(Simulator, NobodyMissesASessionThatIsCertain) {
    Schedule schedule = many_sessions(400);
    for (Session& bout : schedule.sessions) bout.is_certain = true;
    EXPECT_EQ(follow(schedule, {400.0}).n_attended, 400);
}

TEST(Simulator, DropOutFollowsItsHazard) {
    Schedule schedule = many_sessions(20);
    schedule.changes = {{0.0, {input::dropout_rate, 0.05}}};
    int n_left = 0;
    for (std::uint32_t k = 0; k < 400; ++k) n_left += follow(schedule, {20.0}, k).dropout ? 1 : 0;
    // seen at session starts, the last at 19.25 h
    EXPECT_NEAR(n_left / 400.0, 1.0 - std::exp(-0.05 * 19.25), 0.075); // three standard errors
}

TEST(Simulator, APersonMayBeContinued) {
    const Simulator simulator(world(), {}, {"k"}, {"drug"}, {.rtol = 1e-9, .atol = 1e-9});
    Person person = simulator.create({}, {});
    (void)simulator.follow(person, {.changes = {}, .doses = {{0.0, "drug", 5.0}}, .sessions = {}}, {3.0});
    EXPECT_DOUBLE_EQ(person.time, 3.0);
    const Trajectory later = simulator.follow(person, {}, {8.0});
    EXPECT_NEAR(later.values[0], 5.0 * std::exp(-0.8), 1e-7);
}

TEST(Simulator, AHistoryEndsWhereTheProtocolBegins) {
    const Simulator simulator(world(), {}, {}, {"level", "stressor"});
    Person person = simulator.create({}, {});
    ASSERT_FALSE(simulator.live_through(person, {{.weeks = 2.0, .stress = 1.6}, {.weeks = 1.0, .stress = 1.2}}));
    EXPECT_DOUBLE_EQ(person.time, 0.0);
    EXPECT_DOUBLE_EQ(simulator.observe(person)[1], 1.2);
}

TEST(Simulator, ShowsWithTheFactorOfTheName) {
    const Names names(std::vector<Name>{
        {.alias = "mass", .id = "drug", .panel = "p", .unit = "ug", .label = "mass", .factor = 1000.0}});
    const Simulator simulator(world(), names, {}, {"mass"});
    Person person = simulator.create({}, {});
    const Trajectory seen =
        simulator.follow(person, {.changes = {}, .doses = {{0.0, "drug", 5.0}}, .sessions = {}}, {0.0});
    EXPECT_DOUBLE_EQ(seen.values[0], 5000.0);
}

TEST(Simulator, APersonWhoExplodesKeepsTheReasonAndGetsNaN) {
    Equations explosion;
    explosion.states = {{"y", 1.0, symbol("y") * symbol("y")}};
    explosion.quantities = {{"y", symbol("y")}};
    const Simulator simulator(explosion, {}, {}, {"y"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.5, 2.0});
    ASSERT_TRUE(seen.failure);
    EXPECT_NEAR(seen.failure->time, 1.0, 1e-2);
    EXPECT_NEAR(seen.values[0], 2.0, 1e-4); // 1 / (1 - t)
    EXPECT_TRUE(std::isnan(seen.values[1]));
}

TEST(Simulator, SuggestsAParameterThatWasMeant) {
    const Simulator simulator(world(), {}, {"k"}, {"drug"});
    Individual person;
    person.parameters = {{"dropout_rat", 1.0}};
    try {
        (void)simulator.create(person, {});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the model has no parameter 'dropout_rat' to set");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'dropout_rate'?");
    }
}

TEST(Simulator, FollowsEverybodyOnceAndAsIfAlone) {
    const Simulator simulator(world(), {}, {"k"}, {"drug", "level"});
    const auto person = [&](std::size_t k) {
        Individual individual;
        individual.parameters = {{"k", 0.05 * static_cast<double>(k + 1)}};
        return simulator.create(individual, {.seed = 1, .trial = 0, .patient = static_cast<std::uint32_t>(k)});
    };
    const Schedule schedule{.changes = {}, .doses = {{0.0, "drug", 5.0}}, .sessions = {session(1.0, 3.0)}};
    for (const int n_thread : {1, 2}) {
        std::vector<int> n_ended(50);
        std::size_t furthest = 0;
        simulator.follow_each(
            n_ended.size(),
            [&](std::size_t k) {
                return Passage{person(k), schedule};
            },
            {2.0, 20.0},
            [&](std::size_t k, Person&&, Trajectory&& seen) {
                Person alone = person(k);
                EXPECT_EQ(seen.values, simulator.follow(alone, schedule, {2.0, 20.0}).values);
                ++n_ended[k];
            },
            {n_thread, [&](std::size_t done) { furthest = std::max(furthest, done); }});
        EXPECT_EQ(n_ended, std::vector<int>(50, 1));
        EXPECT_GT(furthest, 0U);
    }
}

TEST(Simulator, TakesStopsThatDifferByRoundingAsOneMoment) {
    const double sum = 0.1 + 0.2; // one digit after 0.3
    ASSERT_GT(sum, 0.3);
    const Schedule schedule{.changes = {}, .doses = {{0.3, "drug", 5.0}, {sum, "drug", 5.0}}, .sessions = {}};
    for (const Method method : {Method::rodas5p, Method::rodas4, Method::cvode}) {
        const Simulator simulator(world(), {}, {"k"}, {"drug"}, {.rtol = 1e-9, .atol = 1e-9, .method = method});
        Person person = simulator.create({}, {});
        const Trajectory seen = simulator.follow(person, schedule, {0.3, sum, 10.3});
        ASSERT_FALSE(seen.failure) << seen.failure->reason;
        EXPECT_FALSE(seen.rescue);
        EXPECT_NEAR(seen.values[2], 10.0 * std::exp(-1.0), 1e-6);
    }
}

TEST(InParallel, CallsEveryoneOnceOnAnyNumberOfThreads) {
    for (const int n_thread : {1, 2}) {
        std::vector<int> called(500);
        in_parallel(500, n_thread, [&](std::size_t k) { ++called[k]; });
        EXPECT_EQ(called, std::vector<int>(500, 1));
    }
}

} // namespace
} // namespace euthymia
