// SPDX-License-Identifier: Apache-2.0
#include "euthymia/protocol/safety.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

using Action = ExerciseLimit::Action;
using Kind = Contraindication::Kind;

Contraindication row(Kind kind, const std::string& action) {
    return {.kind = kind, .description = "words for it", .action = action, .note = "a note"};
}

Handbook handbook() {
    Handbook book;
    book.modes = {{"walking", {.met = 4.0, .intensity = 0.5}},
                  {"hiit", {.met = 8.0, .intensity = 0.85}},
                  {"strength", {.met = 3.5, .intensity = 0.4}}};
    book.contact = {{"supervised", 4.5}, {"unsupervised", 4.5}, {"waitlist", 4.0}, {"ect", 8.0}};
    book.seizures = {{"bilateral", {.additions = {}, .attenuated = {}, .relief = 0.1, .contact = "ect"}}};
    book.met_oxygen = 3.5;
    book.met_energy = 1.0;
    book.trimp_scale = 1.0;
    book.trimp_slope = 0.0; // an impulse is minutes times intensity
    book.contraindications = {{"angina", row(Kind::absolute, "refuse")},
                              {"stenosis", row(Kind::relative, "warn")},
                              {"beta_blocker", row(Kind::caution, "prescribe by exertion")},
                              {"mania", row(Kind::caution, "hold")},
                              {"suicidality", row(Kind::caution, "supervise")},
                              {"ect_day", row(Kind::caution, "hold")}};
    book.limits = {{"intensity_unsupervised", {Action::warn, 0.59, "of reserve"}},
                   {"intensity_continuous", {Action::refuse, 0.85, "of reserve"}},
                   {"intensity_interval", {Action::refuse, 0.95, "of reserve"}},
                   {"minutes_min", {Action::warn, 10.0, "min"}},
                   {"minutes_max", {Action::warn, 90.0, "min"}},
                   {"sessions_min", {Action::warn, 1.0, "per week"}},
                   {"strength_rest", {Action::warn, 48.0, "h"}},
                   {"weekly_increase_early", {Action::warn, 0.2, "per week"}},
                   {"weekly_increase_late", {Action::warn, 0.1, "per week"}},
                   {"weekly_trimp_max", {Action::refuse, 150.0, "TRIMP"}},
                   {"weekly_hours_max", {Action::refuse, 10.0, "h"}},
                   {"sudden_death", {Action::inform, 1e-6, "per bout"}}};
    return book;
}

Exercise walking(const std::string& intensity = "50 %HRR", double minutes = 45.0, double weeks = 8.0) {
    return {.mode = "walking",
            .sessions_per_week = 3.0,
            .minutes = minutes,
            .intensity = parse_intensity(intensity, ""),
            .energy = {},
            .weeks = weeks};
}

std::vector<SafetyFinding> check(const std::vector<Intervention>& interventions,
                                 const std::vector<std::string>& conditions = {}) {
    return check_exercise({.name = "", .interventions = interventions}, conditions, handbook(), {.vo2max = 31.5});
}

/// The findings, a line each: what is done, and what was found.
std::string words(const std::vector<SafetyFinding>& findings) {
    std::string text;
    for (const SafetyFinding& finding : findings) {
        const char* verb = finding.action == Action::refuse ? "refuse"
                           : finding.action == Action::warn ? "warn"
                                                            : "say";
        text += std::string(verb) + " " + finding.what + "\n";
    }
    return text;
}

TEST(ExerciseSafety, SaysNothingOfAnOrdinaryProgramme) {
    EXPECT_EQ(words(check({walking()})), "");
    EXPECT_EQ(words(check({Care{.kind = "waitlist", .weeks = 8.0}}, {"angina", "stenosis"})), "")
        << "who does not exercise is not held to it";
}

TEST(ExerciseSafety, RefusesAnAbsoluteContraindicationAndWarnsOfARelativeOne) {
    EXPECT_EQ(words(check({walking()}, {"angina"})), "refuse exercise is contraindicated: angina (words for it)\n");
    EXPECT_EQ(words(check({walking()}, {"stenosis"})),
              "warn exercise is relatively contraindicated: stenosis (words for it)\n");
}

TEST(ExerciseSafety, MindsACautionOnlyWhereThePrescriptionDoesNot) {
    EXPECT_NE(words(check({walking()}, {"beta_blocker"})), "");
    EXPECT_EQ(words(check({walking("RPE 12")}, {"beta_blocker"})), "") << "the heart rate is not asked";
    EXPECT_EQ(words(check({walking()}, {"suicidality"})), "") << "supervised already";
    Exercise alone = walking();
    alone.supervision = "unsupervised";
    EXPECT_EQ(words(check({alone}, {"suicidality"})),
              "warn exercise with caution: suicidality (words for it): supervise\n");
    EXPECT_EQ(words(check({walking()}, {"mania"})), "warn exercise with caution: mania (words for it): hold\n");
}

TEST(ExerciseSafety, SuggestsTheConditionThatWasMeant) {
    try {
        std::ignore = check({walking()}, {"anginaa"});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "'anginaa' is not known");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'angina'?");
    }
}

TEST(ExerciseSafety, HoldsIntensityToTheLimitOfItsKind) {
    EXPECT_EQ(words(check({walking("90 %HRR", 15.0)})),
              "refuse walking: continuous work at 90 % of heart-rate reserve, limit 0.85 of reserve\n"
              "say 24 vigorous sessions a person: the risk of sudden death is about 2e-05 in all, 1e-06 a session\n");
    Exercise interval = walking("90 %HRR", 15.0);
    interval.mode = "hiit";
    EXPECT_EQ(words(check({interval})).find("refuse"), std::string::npos);
    Exercise alone = walking("70 %HRR", 15.0);
    alone.supervision = "unsupervised";
    EXPECT_EQ(check({alone}).front().what,
              "walking: 70 % of heart-rate reserve without supervision in the first four weeks, limit 0.59 of reserve");
}

TEST(ExerciseSafety, WarnsInsteadOfRefusingWhereTheDocumentSaysWhyOrInTheLaboratory) {
    Exercise hard = walking("90 %HRR", 15.0);
    hard.beyond_limits = "athletes";
    const SafetyFinding allowed = check({hard}).front();
    EXPECT_EQ(allowed.action, Action::warn);
    EXPECT_EQ(allowed.todo, "allowed by the document: athletes");
    Exercise bout = walking("98 %HRR", 15.0);
    bout.sessions = 1;
    EXPECT_EQ(check({bout}).front().action, Action::warn);
}

TEST(ExerciseSafety, HoldsSessionsToTheirLengthAndNumber) {
    EXPECT_EQ(words(check({walking("50 %HRR", 5.0)})), "warn walking: sessions of 5 min, least 10 min\n");
    EXPECT_EQ(words(check({walking("20 %HRR", 120.0)})), "warn walking: sessions of 120 min, limit 90 min\n");
    Exercise rare = walking();
    rare.sessions_per_week = 0.5;
    EXPECT_EQ(words(check({rare})), "warn walking: 0.5 sessions a week, least 1 per week\n");
    Exercise strength = walking();
    strength.mode = "strength";
    EXPECT_EQ(words(check({strength})), "") << "every other day is 48 h";
    strength.sessions_per_week = 4.0;
    EXPECT_EQ(words(check({strength})), "warn strength: 24 h between sessions, least 48 h\n");
}

TEST(ExerciseSafety, AddsTheLoadOfAllProgrammes) {
    // 3 sessions of 45 min at half of the reserve are 67.5 impulses a week, twice that 135, three times 202.5
    EXPECT_EQ(words(check({walking(), walking()})), "");
    EXPECT_EQ(words(check({walking(), walking(), walking()})),
              "refuse exercise: a week of 202 TRIMP, limit 150 TRIMP\n");
}

TEST(ExerciseSafety, CountsSessionsThatFallUnevenlyIntoWeeksAsPrescribed) {
    Exercise exercise = walking();
    exercise.sessions_per_week = 2.5;
    EXPECT_EQ(words(check({exercise})), "") << "3, 2, 3, ... sessions are no rise";
}

TEST(ExerciseSafety, WarnsOfALoadThatRisesTooFast) {
    const Exercise first = walking("40 %HRR", 45.0, 2.0);
    Exercise next = walking("60 %HRR", 45.0, 6.0);
    next.start_week = 2.0;
    EXPECT_EQ(words(check({first, next})).substr(0, 71),
              "warn exercise: the load rises by 50 % in a week of the first four, limi");
    Exercise late = walking("40 %HRR", 45.0, 6.0);
    next.start_week = 6.0;
    EXPECT_EQ(words(check({late, next})).substr(0, 71),
              "warn exercise: the load rises by 50 % in a week after the first four, l");
}

TEST(ExerciseSafety, WarnsOfExerciseOnTheDayOfASeizure) {
    const Electroconvulsion therapy{.sessions_per_week = 3.0, .sessions = 6};
    // both on days 0, 2, 4 of the two weeks
    EXPECT_EQ(words(check({walking(), therapy})), "warn 6 sessions of exercise fall on a words for it\n");
}

std::vector<SafetyFinding> check_with(const Exercise& exercise, const std::vector<double>& vo2max, double centre) {
    std::vector<Capacity> people;
    for (const double each : vo2max) people.push_back({.vo2max = each});
    return check_people({.name = "", .interventions = {exercise}}, handbook(), people, {.vo2max = centre});
}

TEST(ExerciseSafety, CountsWhoGoesBeyondALimitThatDependsOnFitness) {
    // 6 MET are 21 mL/kg/min; (21 - 3.5) / (VO2max - 3.5) is above 0.85 for a VO2max below 24.09 mL/kg/min
    const Exercise brisk = walking("6 MET", 15.0);
    EXPECT_EQ(words(check_with(brisk, {31.5, 24.0, 24.1, 23.0}, 31.5)),
              "warn walking: 2 of 4 people are beyond intensity_continuous (0.85 of reserve), the furthest at 0.897\n");
    EXPECT_EQ(words(check_with(brisk, {31.5, 24.1}, 31.5)), "");
    EXPECT_EQ(words(check_with(brisk, {}, 31.5)), "");
    // 17.5 kcal/kg/week in three sessions at 40 % of reserve, (0.6 x 3.5 + 0.4 VO2max) / 3.5 MET: 83 min at a VO2max of
    // 31.5 mL/kg/min, 121 at 20, and more than 90 below 28.8
    Exercise dose = walking("40 %HRR");
    dose.minutes.reset();
    dose.energy = 17.5;
    EXPECT_EQ(words(check_with(dose, {31.5, 29.0, 20.0}, 31.5)),
              "warn walking: 1 of 3 people are beyond minutes_max (90 min), the furthest at 121\n");
}

TEST(ExerciseSafety, CountsNobodyWhereEverybodyIsAsTheCentre) {
    const Exercise hard = walking("90 %HRR", 15.0);
    EXPECT_EQ(words(check_with(hard, {31.5, 20.0}, 31.5)), "") << "what is told of the centre is true of all";
    EXPECT_NE(words(check_with(walking("6 MET", 15.0), {20.0, 20.0}, 31.5)), "") << "of all, but not of the centre";
    EXPECT_NE(words(check_with(walking("6 MET", 15.0), {20.0, 31.5}, 20.0)), "") << "of the centre, but not of all";
}

TEST(ExerciseSafety, ThrowsEveryRefusalAtOnce) {
    Exercise hard = walking("90 %HRR", 15.0);
    try {
        std::ignore = require_safe({.name = "", .interventions = {hard}}, {"angina"}, handbook(), {.vo2max = 31.5},
                                   "key 'exercise' of arm 'one'");
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.issues().size(), 2u);
        EXPECT_EQ(error.issues()[0].where, "key 'exercise' of arm 'one'");
        EXPECT_EQ(error.issues()[0].todo, "leave out exercise and dance for these people, or correct 'conditions'");
        EXPECT_EQ(error.issues()[1].todo, "lower it, or say in 'exercise.beyond_limits' why it is right here");
    }
}

} // namespace
} // namespace euthymia
