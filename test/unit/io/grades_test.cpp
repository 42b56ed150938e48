// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/grades.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

ParameterRow row(const std::string& id, const std::string& grade, const std::string& note = {}) {
    return {.id = id, .value = 1.0, .unit = "hour", .spread = {}, .source = "a", .grade = grade, .note = note};
}

TEST(Grades, CountsEveryNumberOnceUnderItsSystem) {
    const auto systems = count_grades({row("switch_a_to_b", "assumed"), row("a__x", "measured"), row("b__x", "assumed"),
                                       row("a__y", "assumed", "[phenomenological] direct"), row("a__z", "measured")});
    ASSERT_EQ(systems.size(), 3u);
    EXPECT_EQ(systems[0].system, "a");
    EXPECT_EQ(systems[0].n(), 3);
    EXPECT_EQ(systems[0].n_of("measured"), 2);
    EXPECT_EQ(systems[0].n_of("calibrated"), 0);
    EXPECT_EQ(systems[0].n_direct, 1);
    EXPECT_EQ(systems[1].system, "b");
    EXPECT_EQ(systems[2].system, "couplings");
}

} // namespace
} // namespace euthymia
