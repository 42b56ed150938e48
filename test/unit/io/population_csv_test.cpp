// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population_csv.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "population_example.hpp"

namespace euthymia::test {
namespace {

using Words = std::vector<std::string>;

/// Times 0 and 1, one variable.
PopulationShape small_shape(std::size_t n_person) {
    PopulationShape shape = example_shape(n_person);
    shape.time = {0.0, 1.0};
    shape.variables.resize(1);
    return shape;
}

Trajectory seen(double first, double second) {
    Trajectory seen;
    seen.time = {0.0, 1.0};
    seen.values = {first, second};
    return seen;
}

TEST(PopulationCsv, WritesPeopleInTheirOrder) {
    std::string text;
    PopulationCsv csv([&](std::string_view piece) { text += piece; }, small_shape(3), true);
    EXPECT_EQ(text, "id,time,S\n");
    csv.put(2, seen(5, 6));
    csv.put(1, seen(3, 4));
    EXPECT_EQ(text, "id,time,S\n");
    csv.put(0, seen(0.1, 1.0 / 3.0));
    csv.close();
    EXPECT_EQ(text, "id,time,S\n1,0,0.1\n1,1,0.3333333333333333\n2,0,3\n2,1,4\n3,0,5\n3,1,6\n");
}

TEST(PopulationCsv, LeavesMissingNumbersEmpty) {
    std::string text;
    PopulationCsv csv([&](std::string_view piece) { text += piece; }, small_shape(1), true);
    csv.put(0, seen(2, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_EQ(text, "id,time,S\n1,0,2\n1,1,\n");
}

TEST(PopulationCsv, WritesInTheEndWhoWaitsForPeopleThatNeverCame) {
    std::string text;
    PopulationCsv csv([&](std::string_view piece) { text += piece; }, small_shape(3), true);
    csv.put(2, seen(5, 6));
    csv.put(0, seen(1, 2));
    csv.close();
    EXPECT_EQ(text, "id,time,S\n1,0,1\n1,1,2\n3,0,5\n3,1,6\n");
}

TEST(PopulationCsv, QuotesLabelsAndNames) {
    PopulationShape shape = small_shape(1);
    shape.labels = [](std::size_t, std::size_t) { return Words{"Smith, J"}; };
    shape.variables[0].id = "a,b";
    std::string text;
    PopulationCsv csv([&](std::string_view piece) { text += piece; }, shape, true);
    csv.put(0, seen(1, 2));
    EXPECT_EQ(text, "id,time,\"a,b\"\n\"Smith, J\",0,1\n\"Smith, J\",1,2\n");
}

TEST(PopulationCsv, GivesOnePersonAloneNoId) {
    std::string text;
    PopulationCsv csv([&](std::string_view piece) { text += piece; }, small_shape(1), false);
    csv.put(0, seen(1, 2));
    EXPECT_EQ(text, "time,S\n0,1\n1,2\n");
}

} // namespace
} // namespace euthymia::test
