// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/simulation/simulator.hpp"

namespace euthymia {
namespace {

Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

/// x' = 1, x(0) = 4 and 0 = u^2 - x: u = sqrt(4 + t), first guessed as 1.5.
Equations root_of_time() {
    Equations equations;
    equations.states = {{"x", 4.0, 1.0}, {"u", 1.5, symbol("u") * symbol("u") - symbol("x"), true}};
    equations.quantities = {{"x", symbol("x")}, {"u", symbol("u")}};
    return equations;
}

TEST(AlgebraicStates, ObeyTheirEquationFromTheFirstRecordOn) {
    const Simulator simulator(root_of_time(), {}, {}, {"u"}, {.rtol = 1e-9, .atol = 1e-9});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.0, 1.0, 5.0});
    EXPECT_DOUBLE_EQ(seen.values[0], 2.0);
    EXPECT_NEAR(seen.values[1], std::sqrt(5.0), 1e-8);
    EXPECT_NEAR(seen.values[2], 3.0, 1e-8);
}

TEST(AlgebraicStates, WithoutASolutionAreAFailureAndNotANumber) {
    Equations equations = root_of_time();
    equations.states[0].initial = -4.0;
    const Simulator simulator(equations, {}, {}, {"u"});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {0.0, 1.0});
    ASSERT_TRUE(seen.failure);
    EXPECT_EQ(seen.failure->reason, "the algebraic equations have no solution near what their unknowns were");
    EXPECT_TRUE(std::isnan(seen.values[0]));
}

} // namespace
} // namespace euthymia
