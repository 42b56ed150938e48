// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/staying.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "given_trial.hpp"

namespace euthymia {
namespace {

/// Visits in weeks 0, 4 and 8. One leaves in week 3, one in week 4.5; of those who are seen one relapses at each visit.
TrialResult four_people() {
    TrialResult trial = given_trial({{{.scores = {5, 20, 5}},
                                      {.scores = {5, 20, 20}, .left = 3.0},
                                      {.scores = {5, 6, 20}},
                                      {.scores = {5, 6, 20}, .left = 4.5},
                                      {.scores = {5, 6, 6}}}},
                                    Analysis::mmrm);
    trial.design.relapse = {.scale = "HAMD17", .at_least = 15.0};
    trial.design.published = {{.id = "R", .arm = "a", .measure = "HAMD17", .week = 8.0, .statistic = "relapse_rate"}};
    return trial;
}

std::vector<double> values(const std::vector<Estimate>& estimates) {
    std::vector<double> values;
    for (const Estimate& estimate : estimates) values.push_back(estimate.value);
    return values;
}

TEST(Staying, IsToldAtVisitsAndWholeWeeks) {
    TrialDesign design;
    design.visit_weeks = {0.0, 0.5, 2.0};
    EXPECT_EQ(staying_weeks(design), (std::vector<double>{0.0, 0.5, 1.0, 2.0}));
    design.visit_hours = {10.0, 94.0, 346.0};
    EXPECT_TRUE(staying_weeks(design).empty());
}

TEST(Staying, CountsWhoIsStillInTreatment) {
    const TrialResult trial = four_people();
    const auto percent = percent_in_treatment(trial, trial.arms[0]);
    EXPECT_EQ(values(percent), (std::vector<double>{100, 100, 100, 80, 80, 60, 60, 60, 60}));
    EXPECT_DOUBLE_EQ(percent.back().low, 100.0 * wilson(3, 5).low);
}

TEST(Staying, FallsAtVisitsWhereRelapsesAreFound) {
    const TrialResult trial = four_people();
    // week 4: one relapse among the four who are seen; week 8: one among the two who are
    const auto percent = values(percent_without_relapse(trial, trial.arms[0]));
    ASSERT_EQ(percent.size(), 9U);
    EXPECT_DOUBLE_EQ(percent[3], 100.0);
    EXPECT_DOUBLE_EQ(percent[4], 75.0);
    EXPECT_DOUBLE_EQ(percent[7], 75.0);
    EXPECT_DOUBLE_EQ(percent[8], 37.5);
}

TEST(Staying, TellsNoRelapsesWhereNoneWerePublished) {
    TrialResult trial = four_people();
    trial.design.published.clear();
    EXPECT_FALSE(counts_relapses(trial));
    EXPECT_TRUE(percent_without_relapse(trial, trial.arms[0]).empty());
}

} // namespace
} // namespace euthymia
