// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/variants.hpp"

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

/// A biology with two arrows and x' = switch_a_to_b.
Biology biology() {
    auto model = std::make_shared<Model>();
    model->parameters = {{.id = "x", .value = 0.0, .is_constant = false, .name = {}, .units = {}},
                         {.id = "switch_a_to_b", .value = 1.0, .is_constant = true, .name = {}, .units = {}},
                         {.id = "switch_b_to_c", .value = 1.0, .is_constant = true, .name = {}, .units = {}}};
    model->rate_rules = {{"x", Expression::symbol("switch_a_to_b")}};
    Biology biology;
    biology.equations = derive_equations(*model);
    biology.model = model;
    return biology;
}

double constant(const Equations& equations, const std::string& id) {
    for (const Constant& row : equations.constants) {
        if (row.id == id) return row.value;
    }
    return -1.0;
}

TEST(Cut, SwitchesTheArrowOffAndNoOther) {
    const Biology without = cut(biology(), {"a->b"});
    EXPECT_EQ(constant(without.equations, "switch_a_to_b"), 0.0);
    EXPECT_EQ(constant(without.equations, "switch_b_to_c"), 1.0);
    EXPECT_EQ(constant(equations_with_holds(without, {"x"}), "switch_a_to_b"), 0.0) << "held or not";
    EXPECT_EQ(constant(cut(biology(), {"a -> b"}).equations, "switch_a_to_b"), 0.0);
}

TEST(Cut, RefusesEveryArrowThatIsNotThere) {
    try {
        (void)cut(biology(), {"a->c", "q"});
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.issues().size(), 2u);
        EXPECT_EQ(error.issues()[0].what, "the model has no arrow 'a->c'");
        EXPECT_EQ(error.issues()[0].todo, "did you mean 'a->b', 'b->c'?");
        EXPECT_EQ(error.issues()[1].todo, "use one of: a->b, b->c");
    }
}

TEST(Cut, KnowsTheArrows) {
    EXPECT_EQ(arrows_of(biology()), (std::vector<std::string>{"a->b", "b->c"}));
    EXPECT_EQ(switch_of(biology(), "b->c"), "switch_b_to_c");
}

TEST(Holds, NeedAModel) {
    Biology bare = biology();
    bare.model = nullptr;
    EXPECT_THROW((void)equations_with_holds(bare, {"x"}), UnsupportedError);
    EXPECT_EQ(equations_with_holds(bare, {}).states.size(), 1u);
}

} // namespace
} // namespace euthymia
