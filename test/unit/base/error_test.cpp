// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/error.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

TEST(Error, SaysWhatWhereAndWhatToDo) {
    const InputError error({"the dose is negative", "trial.yaml:12", "give a dose above 0"});
    EXPECT_STREQ(error.what(), "the dose is negative\n  where: trial.yaml:12\n  do:    give a dose above 0");
    EXPECT_EQ(error.code(), ExitCode::invalid_input);
}

TEST(Error, KeepsAllIssues) {
    const UnsupportedError error(std::vector<Issue>{{"a", "1", "x"}, {"b", "2", "y"}});
    EXPECT_STREQ(error.what(), "a\n  where: 1\n  do:    x\nb\n  where: 2\n  do:    y");
    EXPECT_EQ(static_cast<int>(error.code()), 4);
}

TEST(NearestNames, FindsASpellingMistake) {
    EXPECT_EQ(nearest_names("cortisl", {"cortisol", "crp", "mood"}), std::vector<std::string>{"cortisol"});
    EXPECT_TRUE(nearest_names("xyzzy", {"cortisol", "serotonin"}).empty());
}

TEST(Suggest, FallsBackWhenNothingIsNear) {
    EXPECT_EQ(suggest("moood", {"mood"}, "look it up"), "did you mean 'mood'?");
    EXPECT_EQ(suggest("qqqqqq", {"mood"}, "look it up"), "look it up");
}

} // namespace
} // namespace euthymia
