// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_protocol.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string head = "schema: euthymia/protocol/1\ntitle: A plan\n";

Protocol read(const std::string& body) {
    const Workspace space;
    return read_protocol(space.write("p.yaml", head + body));
}

template <typename Failure = InputError>
std::string words(const std::string& body) {
    const Workspace space;
    const auto file = space.write("p.yaml", head + body);
    return space.words<Failure>([&] { std::ignore = read_protocol(file); });
}

template <typename Kind>
Kind only(const Protocol& protocol) {
    EXPECT_EQ(protocol.interventions.size(), 1u);
    return std::get<Kind>(protocol.interventions.at(0));
}

TEST(ReadProtocol, IsNamedByItsTitle) {
    EXPECT_EQ(read("waitlist: {weeks: 8}\n").name, "A plan");
}

TEST(ReadProtocol, KeepsEveryKeyOfExercise) {
    const auto exercise = only<Exercise>(read("exercise: {mode: walking, sessions_per_week: 3, minutes: 45 min, "
                                              "intensity: 60 %HRR, weeks: 12, start_week: 1, supervision: alone}\n"));
    EXPECT_EQ(exercise.mode, "walking");
    EXPECT_EQ(exercise.sessions_per_week, 3.0);
    EXPECT_EQ(exercise.minutes, 45.0);
    EXPECT_EQ(exercise.intensity->unit, Intensity::Unit::heart_rate_reserve);
    EXPECT_EQ(exercise.intensity->value, 0.6);
    EXPECT_FALSE(exercise.energy);
    EXPECT_EQ(exercise.weeks, 12.0);
    EXPECT_EQ(exercise.start_week, 1.0);
    EXPECT_EQ(exercise.supervision, "alone");
}

TEST(ReadProtocol, TakesTheLengthOfASessionAsMinutesHoursOrEnergy) {
    const std::string start = "exercise: {mode: walking, sessions_per_week: 3, weeks: 12, ";
    EXPECT_EQ(only<Exercise>(read(start + "minutes: 30}\n")).minutes, 30.0);
    EXPECT_EQ(only<Exercise>(read(start + "minutes: 1.5 h}\n")).minutes, 90.0);
    EXPECT_EQ(only<Exercise>(read(start + "energy: 17.5 kcal/kg/week}\n")).energy, 17.5);
    const std::string todo = " | p.yaml:3 | give one of them: 'minutes: 45' or 'energy: 17.5 kcal/kg/week'";
    EXPECT_EQ(words(start + "}\n"), "'exercise' has neither 'minutes' nor 'energy'" + todo);
    EXPECT_EQ(words(start + "minutes: 9, energy: 9 kcal/kg/week}\n"),
              "'exercise' has both 'minutes' and 'energy'" + todo);
}

TEST(ReadProtocol, KeepsEveryKeyOfAttention) {
    const auto attention = only<Attention>(
        read("attention: {sessions_per_week: 2, minutes: 20, weeks: 10, start_week: 3, kind: stretching}\n"));
    EXPECT_EQ(attention.sessions_per_week, 2.0);
    EXPECT_EQ(attention.minutes, 20.0);
    EXPECT_EQ(attention.weeks, 10.0);
    EXPECT_EQ(attention.start_week, 3.0);
    EXPECT_EQ(attention.kind, "stretching");
}

TEST(ReadProtocol, KeepsTheKindOfCare) {
    for (const std::string kind : {"placebo_pill", "usual_care", "waitlist"}) {
        const auto care = only<Care>(read(kind + ": {weeks: 8, start_week: 2}\n"));
        EXPECT_EQ(care.kind, kind);
        EXPECT_EQ(care.weeks, 8.0);
        EXPECT_EQ(care.start_week, 2.0);
    }
}

TEST(ReadProtocol, KeepsEveryKeyOfADrugInMilligramsAndHours) {
    const auto drug = only<Drug>(read("drug: {name: one, dose: 0.5 g, every: 2 day, weeks: 8, start_week: 4}\n"));
    EXPECT_EQ(drug.name, "one");
    EXPECT_EQ(drug.dose, 500.0);
    EXPECT_EQ(drug.every, 48.0);
    EXPECT_EQ(drug.weeks, 8.0);
    EXPECT_EQ(drug.start_week, 4.0);
    EXPECT_EQ(only<Drug>(read("drug: {name: one, dose: 10 mg, weeks: 8}\n")).every, 24.0);
}

TEST(ReadProtocol, KeepsEveryKeyOfStress) {
    const auto stress = only<Stress>(read("stress: {level: 1.6, weeks: 10, start_week: 5}\n"));
    EXPECT_EQ(stress.level, 1.6);
    EXPECT_EQ(stress.weeks, 10.0);
    EXPECT_EQ(stress.start_week, 5.0);
}

TEST(ReadProtocol, HoldsSeveralInterventions) {
    const auto protocol = read("drug: {name: one, dose: 10 mg, weeks: 8}\nstress: {level: 2, weeks: 1}\n");
    EXPECT_EQ(protocol.interventions.size(), 2u);
}

TEST(ReadProtocol, RefusesNumbersOutOfTheirRangeAllAtOnce) {
    EXPECT_EQ(
        words("exercise:\n"
              "  mode: walking\n"
              "  sessions_per_week: 9\n"
              "  minutes: 45 s\n"
              "  intensity: 60 %\n"
              "  weeks: -1\n"
              "  start_week: soon\n"),
        "'exercise.sessions_per_week' is '9' | p.yaml:5 | write a positive number of at most 7, one session a day\n"
        "'exercise.minutes' is '45 s' | p.yaml:6 | write a positive number with its unit: min or h\n"
        "'60 %' is not an intensity | p.yaml:7 | write '60 %HRR', '70 %VO2max', 'RPE 13', '4 MET', or an ACSM word "
        "such as 'moderate'\n"
        "'exercise.weeks' is '-1' | p.yaml:8 | write a positive number\n"
        "'exercise.start_week' is 'soon' | p.yaml:9 | write a number of at least 0");
}

TEST(ReadProtocol, RefusesAProtocolThatDoesNothing) {
    EXPECT_EQ(words(""), "'A plan' has no intervention | p.yaml:1 | add one of: exercise, attention, placebo_pill, "
                         "usual_care, waitlist, untreated, drug, painting, music_making, music_listening, dance, "
                         "handicraft, cbt, ect, stress, daily_events, challenge, clamp");
}

TEST(ReadProtocol, LetsASingleBoutDoWithoutAFrequency) {
    const auto bout =
        only<Exercise>(read("exercise: {mode: cycling, sessions: 1, minutes: 30, intensity: 60 %VO2max, hour: 10}\n"));
    EXPECT_EQ(bout.sessions, 1);
    EXPECT_EQ(bout.hour, 10.0);
    EXPECT_DOUBLE_EQ(bout.weeks, 1.0 / 7.0) << "a day";
    const auto course =
        only<Exercise>(read("exercise: {mode: cycling, sessions: 12, sessions_per_week: 3, minutes: 30}\n"));
    EXPECT_EQ(course.weeks, 4.0);
    EXPECT_EQ(
        words("exercise: {mode: cycling, sessions: 12, minutes: 30}\n"),
        "'exercise.sessions_per_week' is missing | p.yaml:3 | add 'sessions_per_week', a positive number of at most "
        "7, one session a day");
    EXPECT_EQ(words("exercise: {mode: cycling, sessions: 1, weeks: 4, minutes: 30, hour: 25}\n"),
              "'exercise.hour' is '25' | p.yaml:3 | write an hour of the day, 0 to 24\n"
              "'exercise.weeks' is '4' | p.yaml:3 | remove it: 'sessions' says how many there are in all");
}

TEST(ReadProtocol, KeepsHowTrainingRises) {
    const std::string start = "exercise: {mode: walking, sessions_per_week: 3, minutes: 45, weeks: 12, progression: ";
    const auto harder = only<Exercise>(read(start + "{from: 50 %HRR, to: 70 %HRR, weeks: 4}}\n"));
    EXPECT_EQ(harder.progression->from->value, 0.5);
    EXPECT_EQ(harder.intensity->value, 0.7) << "the exercise is what the rise ends at";
    EXPECT_EQ(harder.progression->weeks, 4.0);
    EXPECT_EQ(only<Exercise>(read(start + "{minutes_from: 20 min, weeks: 4}}\n")).progression->minutes_from, 20.0);
    EXPECT_EQ(
        words(start + "{weeks: 4}}\n"),
        "nothing rises in 'exercise.progression' | p.yaml:3 | give 'from' and 'to', intensities, or 'minutes_from'");
    EXPECT_EQ(words(start + "slow}\n"),
              "'exercise.progression' is 'slow' | p.yaml:3 | give it keys: from, to, minutes_from, weeks");
    EXPECT_EQ(words("exercise: {mode: walking, sessions_per_week: 3, energy: 9 kcal/kg/week, intensity: moderate, "
                    "weeks: 12, progression: {to: 70 %HRR, minutes_from: 20, weeks: 4}}\n"),
              "'exercise.progression.to' is '70 %HRR' | p.yaml:3 | remove it, or remove 'exercise.intensity': they say "
              "the same\n"
              "'exercise.progression.minutes_from' is '20' | p.yaml:3 | give 'exercise.minutes', to which the length "
              "rises");
}

TEST(ReadProtocol, LeavesTheUntreatedWithoutContact) {
    EXPECT_EQ(only<Care>(read("untreated: {weeks: 4}\n")).kind, "none") << "a row of the contact table";
}

TEST(ReadProtocol, RefusesAKeyWrittenWrongOnceOnly) {
    EXPECT_EQ(words("exersise: {mode: walking}\n"), "'exersise' is not a key | p.yaml:3 | did you mean 'exercise'?");
}

} // namespace
} // namespace euthymia
