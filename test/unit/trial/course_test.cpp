// SPDX-License-Identifier: Apache-2.0
#include "trial/course.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

constexpr double week = 168.0;
constexpr double end = 12.0 * week + 9.0;

Handbook handbook() {
    Handbook book;
    book.contact = {{"none", 0.0}, {"usual_care", 3.5}, {"waitlist", 2.4}, {"attention", 2.5}, {"drug", 7.8}};
    book.adherence = {{"drug", {.attendance = 1.0, .dropout_rate = 0.005}}};
    book.medicines = {{"pill", {.input = "gut", .first_hour = 8.0}}};
    return book;
}

Drug pill(double weeks) {
    return {.name = "pill", .dose = 10.0, .weeks = weeks};
}

/// The last value of an input at `time`.
double value_at(const Schedule& schedule, const std::string& name, double time) {
    double value = std::nan("");
    for (const Change& change : schedule.changes) {
        if (change.time <= time && change.setting.input == name) value = change.setting.value;
    }
    return value;
}

std::ptrdiff_t doses_between(const Schedule& schedule, double from, double to) {
    return std::ranges::count_if(schedule.doses, [&](const Dose& dose) { return dose.time >= from && dose.time < to; });
}

Protocol care(const std::string& kind) {
    return {.name = "", .interventions = {Care{.kind = kind, .weeks = 12}}};
}

TEST(Course, WithoutAnythingIsTheArmAlone) {
    const Handbook book = handbook();
    const Course course({}, end, book);
    EXPECT_EQ(course.begin(), 0.0);
    EXPECT_FALSE(course.has_background());
    EXPECT_FALSE(course.has_lead_in());
    const Schedule arm = course.through_arm(care("attention"), {}), same = make_schedule(care("attention"), book, {});
    ASSERT_EQ(arm.changes.size(), same.changes.size());
    EXPECT_EQ(value_at(arm, input::nonspecific_points, 0.0), 2.5);
}

TEST(Course, ABackgroundDrugIsTakenBeforeBaselineAndToTheEnd) {
    const Handbook book = handbook();
    const Recruitment recruitment{.background = {.name = "", .interventions = {pill(1)}}, .background_weeks = 8};
    const Course course(recruitment, end, book);
    EXPECT_EQ(course.begin(), -8 * week);
    EXPECT_EQ(course.screening(), 0.0);
    const Schedule before = course.before_screening({});
    EXPECT_EQ(doses_between(before, -8 * week, 0.0), 56);
    EXPECT_FALSE(before.is_voluntary);
    EXPECT_TRUE(std::isnan(value_at(before, input::dropout_rate, 0.0))) << "it is no trial yet";
    EXPECT_TRUE(std::isnan(value_at(before, input::nonspecific_points, 0.0)));
    EXPECT_EQ(doses_between(course.through_arm(care("waitlist"), {}), 0.0, 12 * week), 84);
}

TEST(Course, TheLargestContactCounts) {
    const Handbook book = handbook();
    const Recruitment recruitment{.background = {.name = "", .interventions = {pill(1)}}, .background_weeks = 8};
    const Course course(recruitment, end, book);
    // of a drug taken for weeks remains usual care
    EXPECT_EQ(value_at(course.through_arm(care("waitlist"), {}), input::nonspecific_points, 1.0), 3.5);
    const Protocol new_drug{.name = "", .interventions = {pill(12)}};
    const Schedule arm = course.through_arm(new_drug, {});
    EXPECT_EQ(value_at(arm, input::nonspecific_points, 1.0), 7.8);
    EXPECT_EQ(value_at(arm, input::nonspecific_start, 1.0), 0.0);
}

TEST(Course, UsualCareIsNothingBeforeBaseline) {
    const Handbook book = handbook();
    const Recruitment recruitment{.background = care("usual_care"), .background_weeks = 8};
    const Course course(recruitment, end, book);
    EXPECT_FALSE(course.has_background());
    EXPECT_EQ(value_at(course.through_arm({}, {}), input::nonspecific_points, 1.0), 3.5);
}

TEST(Course, ContactOfALeadInGoesOnThroughTheArms) {
    const Handbook book = handbook();
    const LeadIn lead_in{.weeks = 8, .protocol = {.name = "", .interventions = {pill(8)}}};
    const Course course({.lead_in = lead_in}, end, book);
    EXPECT_EQ(course.screening(), -8 * week);
    const Schedule before = course.through_lead_in({});
    EXPECT_EQ(doses_between(before, -8 * week, 0.0), 56);
    EXPECT_EQ(value_at(before, input::nonspecific_start, -8 * week), -8 * week);
    EXPECT_EQ(value_at(before, input::dropout_rate, -8 * week), 0.005);
    const Schedule arm = course.through_arm(care("waitlist"), {});
    EXPECT_EQ(arm.changes.front().time, 0.0) << "what was set before is set at baseline";
    EXPECT_EQ(value_at(arm, input::nonspecific_points, 0.0), 7.8);
    EXPECT_EQ(value_at(arm, input::nonspecific_start, 0.0), -8 * week);
    EXPECT_EQ(doses_between(arm, 0.0, end), 0) << "the drug was of the lead-in";
}

TEST(Course, WhatKnowingADrugGaveEndsWithAnOpenLeadIn) {
    Handbook book = handbook();
    book.contact["drug_compared"] = 11.0;
    Recruitment recruitment;
    recruitment.lead_in = LeadIn{.weeks = 12, .protocol = {.name = "", .interventions = {pill(12)}}};
    const Course course(recruitment, end, book);
    EXPECT_EQ(value_at(course.through_lead_in({}), input::nonspecific_points, 0.0), 11.0);
    const Schedule arm = course.through_arm({.name = "", .interventions = {pill(12)}}, {});
    EXPECT_EQ(value_at(arm, input::nonspecific_points, 0.0), 7.8) << "that of a drug which may be a placebo";
    EXPECT_EQ(value_at(arm, input::nonspecific_start, 0.0), -12 * week) << "nothing starts anew";
}

TEST(Course, WhoRespondedLeavesAsInContinuation) {
    Handbook book = handbook();
    book.adherence["continuation"] = {.attendance = 1.0, .dropout_rate = 0.002};
    LeadIn lead_in{.weeks = 8, .protocol = {.name = "", .interventions = {pill(20)}}, .enter = LeadIn::Enter::response};
    const auto rate_in_arm = [&] {
        const Course course({.lead_in = lead_in}, end, book);
        return value_at(course.through_arm(care("waitlist"), {}), input::dropout_rate, 0.0);
    };
    EXPECT_EQ(rate_in_arm(), 0.002);
    book.adherence["continuation"].dropout_rate = 0.02;
    EXPECT_EQ(rate_in_arm(), 0.005) << "nobody leaves more often";
    lead_in.enter = LeadIn::Enter::no_response;
    book.adherence["continuation"].dropout_rate = 0.002;
    EXPECT_EQ(rate_in_arm(), 0.005) << "these are not well";
}

TEST(Course, ABackgroundBeginsBeforeTheLeadIn) {
    const Handbook book = handbook();
    const LeadIn lead_in{.weeks = 4, .protocol = care("attention")};
    const Course course(
        {.background = {.name = "", .interventions = {pill(1)}}, .background_weeks = 8, .lead_in = lead_in}, end, book);
    EXPECT_EQ(course.begin(), -12 * week);
    EXPECT_EQ(doses_between(course.through_lead_in({}), -4 * week, 0.0), 28);
}

TEST(Since, SetsWhatWasSetBefore) {
    Schedule schedule;
    schedule.changes = {{1.0, {"a", 1.0}}, {2.0, {"a", 2.0}}, {3.0, {"b", 3.0}}, {9.0, {"a", 4.0}}};
    const Schedule later = since(schedule, 5.0);
    ASSERT_EQ(later.changes.size(), 3U);
    EXPECT_EQ(value_at(later, "a", 5.0), 2.0);
    EXPECT_EQ(value_at(later, "b", 5.0), 3.0);
    EXPECT_EQ(value_at(later, "a", 9.0), 4.0);
}

} // namespace
} // namespace euthymia
