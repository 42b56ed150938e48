// SPDX-License-Identifier: Apache-2.0
// A person whose lane gets stuck goes on by CVODE for a while, and then in a lane again.
#include <cmath>

#include <gtest/gtest.h>

#include "simulation/drive.hpp"
#include "simulation/journey.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

/// x' = k (cos(w t) - x) + sqrt |t - kink|: at the kink df/dt is infinite. A Rosenbrock method that begins a step there
/// has no length at which it works, while CVODE asks for no df/dt.
Equations kinked() {
    Hybrid world;
    const Expression wave = Expression::apply(Function::cos, {symbol("w") * clock_time()});
    const Expression distance = Expression::apply(Function::abs, {clock_time() - symbol("kink")});
    world.state("x", 1.0, symbol("k") * (wave - symbol("x")) + Expression::apply(Function::sqrt, {distance}))
        .state("y", 0.0, symbol("x") - symbol("y"));
    world.equations.constants = {{"k", 2.0}, {"w", 3.0}, {"kink", 0.0}, {"mark", 0.0}};
    world.quantity("mark", symbol("mark"));
    return world.equations;
}

constexpr double wanted = 1e-6, moment = 1.0;
constexpr std::size_t n_person = 9, stuck = 4;
const std::vector<double> times{0.5, 1.0, 2.0, 5.0, 20.0, 40.0};

Simulator simulator_of(Accuracy accuracy) {
    return {kinked(), {}, {"k", "kink", "mark"}, {"x", "y"}, accuracy};
}

/// The kinks of others lie where no step begins.
Passage passage_of(const Simulator& simulator, std::size_t person) {
    Individual individual;
    const auto number = static_cast<double>(person);
    individual.parameters = {{"k", 1.0 + 0.3 * number}, {"kink", person == stuck ? moment : -0.1 - number}};
    Schedule schedule;
    schedule.is_voluntary = false;
    schedule.changes = {{moment, {"mark", 1.0}}}; // everybody's step ends here
    return {simulator.create(individual, {}), schedule};
}

Trajectory follow_alone(const Simulator& simulator, std::size_t person) {
    auto [alone, schedule] = passage_of(simulator, person);
    return simulator.follow(alone, schedule, times);
}

TEST(Rescue, TakesOverWhereTheStepCollapsesAndIsAsExactAsTheLanes) {
    const Simulator lanes = simulator_of({.rtol = wanted, .atol = wanted});
    const Simulator reference = simulator_of({.rtol = 1e-12, .atol = 1e-12, .method = Method::cvode});
    const Trajectory seen = follow_alone(lanes, stuck), exact = follow_alone(reference, stuck);
    ASSERT_FALSE(seen.failure) << seen.failure->reason;
    ASSERT_FALSE(exact.failure) << exact.failure->reason;
    ASSERT_TRUE(seen.rescue);
    EXPECT_EQ(seen.rescue->time, moment);
    EXPECT_NE(seen.rescue->reason.find("step"), std::string::npos) << seen.rescue->reason;
    double sum = 0.0; // of squares, each relative to the value and the scale of what is 1 in the beginning
    for (std::size_t k = 0; k < exact.values.size(); ++k) {
        const double error = (seen.values[k] - exact.values[k]) / (1.0 + std::abs(exact.values[k]));
        sum += error * error;
    }
    EXPECT_LT(std::sqrt(sum / static_cast<double>(exact.values.size())), 2.0 * wanted);
}

TEST(Rescue, GivesThePersonBackToALane) {
    const Simulator simulator = simulator_of({.rtol = wanted, .atol = wanted});
    const Trajectory seen = follow_alone(simulator, stuck);
    // by hand: to the kink in a lane, some steps by CVODE, the rest in a lane
    auto [person, schedule] = passage_of(simulator, stuck);
    (void)simulator.follow(person, schedule, {0.5, moment});
    const std::vector<double> later(times.begin() + 2, times.end());
    auto journey = std::make_unique<Journey>(simulator, 0, Passage{person, schedule}, later);
    drive_by_cvode(simulator, *journey, n_rescue_step);
    ASSERT_FALSE(journey->is_over());
    const double returned = journey->person().time;
    EXPECT_GT(returned, moment);
    Trajectory rest;
    LaneDrive(
        simulator, 1, [&] { return std::move(journey); },
        [&](std::unique_ptr<Journey> done) { rest = done->take_trajectory(); })
        .run();
    EXPECT_FALSE(rest.rescue); // nothing stuck any more
    EXPECT_EQ(rest.values, std::vector<double>(seen.values.begin() + 4, seen.values.end()));
    EXPECT_LT(returned, later.back());
}

TEST(Rescue, LeavesTheBitsOfTheCompanyAlone) {
    const Simulator simulator = simulator_of({.rtol = wanted, .atol = wanted});
    std::size_t n_rescued = 0;
    simulator.follow_each(
        n_person, [&](std::size_t k) { return passage_of(simulator, k); }, times,
        [&](std::size_t k, Person&&, Trajectory&& seen) {
            const Trajectory alone = follow_alone(simulator, k);
            EXPECT_EQ(seen.values, alone.values) << "person " << k;
            EXPECT_EQ(seen.rescue.has_value(), k == stuck) << "person " << k;
            n_rescued += seen.rescue ? 1 : 0;
        },
        {.n_thread = 1, .progress = {}});
    EXPECT_EQ(n_rescued, 1U);
}

} // namespace
} // namespace euthymia
