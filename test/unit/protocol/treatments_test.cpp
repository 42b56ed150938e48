// SPDX-License-Identifier: Apache-2.0
// Art, therapies, medicines in steps, stress and challenges laid out in time.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/protocol/schedule.hpp"

namespace euthymia {
namespace {

Handbook handbook() {
    Handbook book;
    book.modes = {{"walking", {.met = 4.0, .intensity = 0.4}}};
    book.contact = {{"none", 0.0}, {"waitlist", 1.5}, {"painting", 7.6},      {"cbt", 6.0},
                    {"ect", 6.9},  {"drug", 7.3},     {"unsupervised", 1.25}, {"supervised", 1.5}};
    book.medicines = {{"pill", {.input = "gut", .first_hour = 8.0}}};
    book.arts = {{"painting",
                  {.prefrontal = 0.6,
                   .calm = 0.5,
                   .contact = "painting",
                   .sessions_per_piece = 2,
                   .reward = 0.7,
                   .minutes = 60.0}},
                 {"dance", {.prefrontal = 0.4, .contact = "painting", .met = 4.5, .aerobic_share = 0.9}}};
    book.therapies = {{"individual", {.learning = 0.5, .reward = 0.4, .activation = 0.2, .contact = "cbt"}}};
    book.seizures = {{"bilateral",
                      {.additions = {{"acth", 16.0}, {"plasticity", 0.25}},
                       .attenuated = {"acth"},
                       .attenuation = 0.5,
                       .attenuation_sessions = 5,
                       .relief = 0.14,
                       .il6_source = 1.0,
                       .il6_from = 1.0,
                       .il6_until = 4.0,
                       .contact = "ect"}}};
    book.met_oxygen = 3.5;
    book.met_energy = 1.0;
    return book;
}

constexpr Capacity person{.vo2max = 31.5};

Schedule schedule_of(std::vector<Intervention> interventions) {
    return make_schedule({.name = "", .interventions = std::move(interventions)}, handbook(), person);
}

const Setting* find(const std::vector<Setting>& settings, const std::string& input) {
    const auto found = std::ranges::find(settings, input, &Setting::input);
    return found == settings.end() ? nullptr : &*found;
}

bool needs(const Schedule& schedule, const std::string& name) {
    return std::ranges::find(schedule.needs, name, &Need::name) != schedule.needs.end();
}

Art painting(double per_week, double weeks) {
    return {.form = "painting", .sessions_per_week = per_week, .minutes = {}, .weeks = weeks};
}

TEST(Art, ActsByEngagementFromRestToTheFullSession) {
    const Schedule schedule = schedule_of({painting(2, 1)});
    ASSERT_EQ(schedule.sessions.size(), 2U);
    EXPECT_DOUBLE_EQ(schedule.sessions[1].start, 3 * 24.0 + 15.0);
    EXPECT_DOUBLE_EQ(schedule.sessions[1].end - schedule.sessions[1].start, 1.0) << "the form's own minutes";
    const Setting* engagement = find(schedule.sessions[0].during, input::art_engagement);
    ASSERT_NE(engagement, nullptr);
    EXPECT_EQ(engagement->value, 0.6);
    EXPECT_EQ(engagement->rest, 0.0);
    EXPECT_EQ(find(schedule.sessions[0].during, input::calm)->rest, 1.0);
    EXPECT_TRUE(needs(schedule, session_effect));
}

TEST(Art, DoesNotNeedAnInputThatItLeavesAtRest) {
    const Schedule schedule = schedule_of({painting(2, 1)});
    EXPECT_EQ(find(schedule.sessions[0].during, input::opioid_input), nullptr);
    EXPECT_FALSE(needs(schedule, input::opioid_input));
    EXPECT_FALSE(needs(schedule, input::bout));
}

TEST(Art, RewardsEveryFinishedPieceOnceAtTheEndOfItsSession) {
    const Schedule schedule = schedule_of({painting(3, 2)});
    ASSERT_EQ(schedule.sessions.size(), 6U);
    for (std::size_t k = 0; k < 6; ++k) {
        const Session& session = schedule.sessions[k];
        EXPECT_EQ(session.phases.size(), k % 2) << "every second session";
        for (const Phase& phase : session.phases) {
            EXPECT_EQ(phase.end, session.end);
            EXPECT_DOUBLE_EQ(find(phase.during, input::reward_events)->value * (phase.end - phase.start), 1.0);
            EXPECT_EQ(find(phase.during, input::reward_size)->value, 0.7);
            EXPECT_EQ(find(phase.during, input::reward_size)->rest, 0.0) << "grows with engagement";
        }
    }
}

TEST(Art, OfDanceMovesThePersonWhetherEngagedOrNot) {
    const Schedule schedule = schedule_of({Art{.form = "dance", .sessions_per_week = 1, .minutes = {}, .weeks = 1}});
    const Setting* intensity = find(schedule.sessions[0].during, input::intensity);
    ASSERT_NE(intensity, nullptr);
    EXPECT_DOUBLE_EQ(intensity->value, (4.5 - 1.0) * 3.5 / 28.0);
    EXPECT_FALSE(intensity->rest);
}

TEST(Sessions, WithoutARowOfAdherenceAreAttendedByAll) {
    const Schedule schedule = schedule_of({painting(1, 1)});
    const auto change = std::ranges::find_if(
        schedule.changes, [](const Change& item) { return item.setting.input == input::attendance_base; });
    ASSERT_NE(change, schedule.changes.end());
    EXPECT_EQ(change->setting.value, 1.0);
    EXPECT_TRUE(change->is_optional);
}

TEST(Art, AloneHasLessContact) {
    Art alone = painting(1, 1);
    alone.is_in_group = false;
    for (const auto& [art, points] : {std::pair{painting(1, 1), 7.6}, std::pair{alone, 1.25}}) {
        const Schedule schedule = schedule_of({art});
        const auto change = std::ranges::find_if(
            schedule.changes, [](const Change& item) { return item.setting.input == input::nonspecific_points; });
        EXPECT_DOUBLE_EQ(change->setting.value, points);
    }
}

TEST(Psychotherapy, TeachesOneSessionsWorthWhileItRuns) {
    const Schedule schedule =
        schedule_of({Psychotherapy{.sessions_per_week = 1, .weeks = 12, .minutes = 30.0, .form = "individual"}});
    ASSERT_EQ(schedule.sessions.size(), 12U);
    EXPECT_DOUBLE_EQ(find(schedule.sessions[0].during, input::cbt_sessions)->value * 0.5, 0.5);
    EXPECT_EQ(find(schedule.sessions[0].during, input::cbt_session)->value, 1.0);
    std::vector<double> support;
    for (const Change& change : schedule.changes) {
        if (change.setting.input == input::activation_support) support.push_back(change.setting.value);
    }
    EXPECT_EQ(support, (std::vector<double>{0.2, 0.0})) << "ends with the therapy";
}

TEST(Electroconvulsion, AddsLessOfWhatWearsOff) {
    const Schedule schedule = schedule_of({Electroconvulsion{.sessions_per_week = 3, .sessions = 8}});
    ASSERT_EQ(schedule.sessions.size(), 8U);
    const auto added = [&](std::size_t session, const std::string& state) {
        return std::ranges::find(schedule.sessions[session].additions, state, &Dose::into)->amount;
    };
    EXPECT_DOUBLE_EQ(added(0, "acth"), 16.0);
    EXPECT_DOUBLE_EQ(added(1, "acth"), 16.0 * 0.9); // half of it over five sessions
    EXPECT_DOUBLE_EQ(added(7, "acth"), 8.0);
    EXPECT_DOUBLE_EQ(added(7, "plasticity"), 0.25);
}

TEST(Electroconvulsion, IsAPulseOfReliefAndThenASourceOfInterleukin) {
    const Schedule schedule = schedule_of({Electroconvulsion{.sessions_per_week = 3, .sessions = 1}});
    const Session& session = schedule.sessions[0];
    EXPECT_DOUBLE_EQ(session.start, 9.0);
    EXPECT_NEAR(session.during[0].value * (session.end - session.start), 0.14, 1e-12);
    ASSERT_EQ(session.phases.size(), 1U);
    EXPECT_DOUBLE_EQ(session.phases[0].start, 10.0);
    EXPECT_DOUBLE_EQ(session.phases[0].end, 13.0);
    EXPECT_EQ(session.phases[0].during[0].input, input::il6_source);
}

TEST(Sessions, OfTwoInterventionsFollowEachOther) {
    const Exercise long_walk{
        .mode = "walking", .sessions_per_week = 1, .minutes = 60.0, .intensity = {}, .energy = {}, .weeks = 1};
    Art long_painting = painting(1, 1);
    long_painting.minutes = 180.0; // from 15 to 18, into the walk of 17
    const Schedule schedule = schedule_of({long_walk, long_painting});
    ASSERT_EQ(schedule.sessions.size(), 2U);
    EXPECT_DOUBLE_EQ(schedule.sessions[1].start, 18.0);
    EXPECT_DOUBLE_EQ(schedule.sessions[1].end, 19.0);
}

TEST(Drug, RisesAndFallsInEqualStepsOfAWeek) {
    const Schedule schedule = schedule_of({Drug{.name = "pill", .dose = 40.0, .weeks = 3, .titration = 1, .taper = 3}});
    ASSERT_EQ(schedule.doses.size(), 42U);
    std::vector<double> first_of_week;
    for (std::size_t k = 0; k < 42; k += 7) first_of_week.push_back(schedule.doses[k].amount);
    EXPECT_EQ(first_of_week, (std::vector<double>{20, 40, 40, 30, 20, 10}));
}

TEST(Stress, UnpredictableHasItsLevelAsMeanAndItsSeedAsPattern) {
    const auto levels = [](std::uint64_t seed) {
        const Schedule schedule =
            schedule_of({Stress{.level = 1.5, .weeks = 50, .is_unpredictable = true, .seed = seed}});
        std::vector<double> values;
        for (const Change& change : schedule.changes) values.push_back(change.setting.value);
        return values;
    };
    auto drawn = levels(1);
    EXPECT_EQ(drawn, levels(1));
    EXPECT_NE(drawn, levels(2));
    ASSERT_EQ(drawn.size(), 50U * 28U + 1U);
    EXPECT_EQ(drawn.back(), 1.0);
    drawn.pop_back();
    EXPECT_GE(*std::ranges::min_element(drawn), 1.0);
    EXPECT_LE(*std::ranges::max_element(drawn), 2.0);
    // uniform on [1, 2]: the mean of 1400 has a standard error of 0.0077
    EXPECT_NEAR(std::accumulate(drawn.begin(), drawn.end(), 0.0) / 1400.0, 1.5, 0.03);
}

std::vector<double> values_of(const Intervention& intervention, const Capacity& somebody) {
    std::vector<double> values;
    for (const Change& change :
         make_schedule({.name = "", .interventions = {intervention}}, handbook(), somebody).changes)
        values.push_back(change.setting.value);
    return values;
}

TEST(Stress, UnpredictableDiffersBetweenPeopleAndRunsButNotBetweenArms) {
    const Stress stress{.level = 1.5, .weeks = 4, .is_unpredictable = true};
    const auto levels = [&](std::uint64_t seed, std::uint32_t patient) {
        return values_of(stress, {.vo2max = 30.0, .seed = seed, .patient = patient});
    };
    EXPECT_EQ(levels(1, 7), levels(1, 7));
    EXPECT_NE(levels(1, 7), levels(1, 8));
    EXPECT_NE(levels(1, 7), levels(2, 7));
}

TEST(DailyEvents, DifferBetweenPeople) {
    const DailyEvents events{.sd = 0.1, .weeks = 4};
    const auto first = values_of(events, {.vo2max = 30.0, .seed = 1, .patient = 7});
    EXPECT_EQ(first, values_of(events, {.vo2max = 40.0, .seed = 1, .patient = 7}));
    EXPECT_NE(first, values_of(events, {.vo2max = 30.0, .seed = 1, .patient = 8}));
}

TEST(Stress, CanBeAcute) {
    const Schedule schedule = schedule_of({Stress{.level = 3, .weeks = 2.0 / 168.0, .start_hour = 9.0}});
    EXPECT_DOUBLE_EQ(schedule.changes[0].time, 9.0);
    EXPECT_DOUBLE_EQ(schedule.changes[1].time, 11.0);
}

TEST(Challenge, IsGivenAtOnceOrForAWhile) {
    const Schedule at_once = schedule_of({Challenge{.substance = "endotoxin", .dose = 2.0, .hour = 9.0}});
    ASSERT_EQ(at_once.doses.size(), 1U);
    EXPECT_EQ(at_once.doses[0].time, 9.0);
    EXPECT_EQ(at_once.doses[0].amount, 2.0);
    const Schedule lasting =
        schedule_of({Challenge{.substance = "interferon", .dose = 3.0, .hours = 100.0, .start_week = 1.0}});
    ASSERT_EQ(lasting.changes.size(), 2U);
    EXPECT_EQ(lasting.changes[1].time, 268.0);
    EXPECT_EQ(lasting.changes[1].setting.value, 0.0);
}

TEST(Protocol, OverridesContactAndLimitsEngagement) {
    const Schedule schedule = make_schedule(
        {.name = "", .interventions = {painting(1, 1)}, .engagement = 0.5, .contact = "none"}, handbook(), person);
    const auto value = [&](const std::string& input) {
        return std::ranges::find_if(schedule.changes, [&](const Change& item) { return item.setting.input == input; })
            ->setting.value;
    };
    EXPECT_EQ(value(input::nonspecific_points), 0.0);
    EXPECT_EQ(value(input::engagement_cap), 0.5);
}

TEST(Schedule, KnowsWhatEachInterventionNeeds) {
    const Schedule schedule =
        schedule_of({painting(2, 1), Art{.form = "dance", .sessions_per_week = 1, .minutes = {}, .weeks = 1}});
    std::vector<std::string> who;
    for (const Need& need : schedule.needs) {
        if (need.name == input::art_engagement) who.push_back(need.intervention);
    }
    EXPECT_EQ(who, (std::vector<std::string>{"painting", "dance"}));
}

TEST(Protocol, NamesTheFormThatWasMeant) {
    try {
        (void)schedule_of({Electroconvulsion{.sessions_per_week = 3, .sessions = 1, .placement = "bilaterl"}});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().todo, "did you mean 'bilateral'?");
    }
}

} // namespace
} // namespace euthymia
