// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/hold.hpp"

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {
namespace {

/// x' = -x, twice = 2 x, a constant k.
Model model() {
    const Expression x = Expression::symbol("x");
    Model model;
    model.parameters = {{.id = "x", .value = 3.0, .is_constant = false, .name = {}, .units = {}},
                        {.id = "twice", .value = {}, .is_constant = false, .name = {}, .units = {}},
                        {.id = "k", .value = 1.0, .is_constant = true, .name = {}, .units = {}}};
    model.rate_rules = {{"x", -x}};
    model.assignment_rules = {{"twice", x * 2.0}};
    return model;
}

double value(const Expression& expression, double is_held) {
    return evaluate(expression, [&](const std::string& name) {
        if (name.ends_with("__is_held")) return is_held;
        return name.ends_with("__held_at") ? 7.0 : 3.0;
    });
}

TEST(Hold, StopsAStateAndLetsItGo) {
    const Equations equations = derive_equations(with_holds(model(), {"x"}));
    EXPECT_EQ(value(equations.states.at(0).rate, 0.0), -3.0);
    EXPECT_EQ(value(equations.states.at(0).rate, 1.0), 0.0);
}

TEST(Hold, PutsAnAssignedQuantityAtItsLevelForAllWhoReadIt) {
    const Equations equations = derive_equations(with_holds(model(), {"twice", "twice"}));
    EXPECT_EQ(value(equations.quantities.at("twice"), 0.0), 6.0);
    EXPECT_EQ(value(equations.quantities.at("twice"), 1.0), 7.0);
}

TEST(Hold, NamesItsSwitch) {
    EXPECT_EQ(held_by(hold_switch_of("x")), "x");
    EXPECT_EQ(held_by("x"), "");
}

TEST(Hold, RefusesWhatIsNotThereAndWhatDoesNotMove) {
    try {
        (void)with_holds(model(), {"twic"});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the model has no quantity 'twic'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'twice'?");
    }
    try {
        (void)with_holds(model(), {"k"});
        FAIL();
    } catch (const UnsupportedError& error) {
        EXPECT_EQ(error.issues().front().what, "'k' cannot be held: no rule determines it");
    }
}

} // namespace
} // namespace euthymia
