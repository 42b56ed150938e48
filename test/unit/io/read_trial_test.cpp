// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_trial.hpp"

#include <gtest/gtest.h>

#include "trial_document.hpp"

namespace euthymia {
namespace {

using test::sound;
using test::with;
using test::words;
using test::Workspace;

TEST(ReadTrial, KeepsEveryKeyOfTheDocument) {
    const Workspace space;
    const TrialDesign trial = read_trial(space.write("t.yaml", sound));
    EXPECT_EQ(trial.title, "A trial");
    EXPECT_EQ(trial.source, "somebody2000");
    EXPECT_EQ(trial.comparator, "control");
    EXPECT_FALSE(trial.is_rater_blinded);
    const Recruitment& people = trial.recruitment;
    EXPECT_EQ(people.patient, "moderate");
    EXPECT_EQ(people.age_mean, 40.0);
    EXPECT_EQ(people.age_spread.kind, Spread::Kind::normal);
    EXPECT_EQ(people.age_spread.sd, 10.0);
    EXPECT_EQ(people.age_spread.min, 18.0);
    EXPECT_EQ(people.age_spread.max, 65.0);
    EXPECT_EQ(people.female_share, 0.6);
    EXPECT_EQ(people.baseline->scale, "HAMD17");
    EXPECT_EQ(people.baseline->mean, 20.0);
    EXPECT_EQ(people.baseline->sd, 3.0);
    EXPECT_EQ(people.baseline->min, 14.0);
    EXPECT_EQ(people.baseline->max, 30.0);
    ASSERT_EQ(trial.arms.size(), 2u);
    EXPECT_EQ(trial.arms[0].name, "active");
    EXPECT_EQ(trial.arms[0].n, 20);
    EXPECT_EQ(trial.arms[0].protocol.name, "active");
    EXPECT_EQ(std::get<Exercise>(trial.arms[0].protocol.interventions.at(0)).mode, "walking");
    EXPECT_EQ(std::get<Care>(trial.arms[1].protocol.interventions.at(0)).kind, "waitlist");
    EXPECT_EQ(trial.visit_weeks, (std::vector<double>{0.0, 4.0, 8.0}));
    ASSERT_EQ(trial.outcomes.size(), 2u);
    EXPECT_EQ(trial.outcomes[1].measure, "bdnf_serum");
    EXPECT_EQ(trial.outcomes[1].week, 4.0);
}

TEST(ReadTrial, KeepsEveryKeyOfPublishedRows) {
    const Workspace space;
    const auto rows = read_trial(space.write("t.yaml", sound)).published;
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].id, "A1");
    EXPECT_EQ(rows[0].split, "calibration");
    EXPECT_EQ(rows[0].arm, "active");
    EXPECT_EQ(rows[0].versus, "control");
    EXPECT_EQ(rows[0].measure, "HAMD17");
    EXPECT_EQ(rows[0].week, 8.0);
    EXPECT_EQ(rows[0].statistic, "smd");
    EXPECT_EQ(rows[0].value, -0.5);
    EXPECT_EQ(rows[0].low, -0.9);
    EXPECT_EQ(rows[0].high, -0.1);
    EXPECT_EQ(rows[1].measure, "HAMD17") << "leaving is told on the first outcome";
    EXPECT_TRUE(rows[1].versus.empty());
    EXPECT_FALSE(rows[1].low);
    EXPECT_EQ(rows[2].measure, "bdnf_serum");
}

TEST(ReadTrial, RefusesATrialWithoutArms) {
    const std::string arms = sound.substr(sound.find("arms:"), sound.find("visits:") - sound.find("arms:"));
    std::string document = sound;
    document.replace(document.find(arms), arms.size(), "arms: []\n");
    EXPECT_EQ(words(document), "the trial has no arms: 'arms' is an empty list | t.yaml:11 | add at least one arm");
    document = sound;
    document.erase(document.find(arms), arms.size());
    EXPECT_EQ(words(document), "'arms' is missing | t.yaml:1 | add 'arms', a list of at least one arm");
}

TEST(ReadTrial, RefusesAnArmWithoutPatients) {
    const std::string todo = " | t.yaml:13 | write 'n', the number of participants, a whole number of at least 1";
    EXPECT_EQ(words(with(13, "  - {name: control, waitlist: {weeks: 8}}")),
              "arm 'control' has no patients: 'n' is missing" + todo);
    EXPECT_EQ(words(with(13, "  - {name: control, n: 0, waitlist: {weeks: 8}}")),
              "arm 'control' has no patients: 'n' is 0" + todo);
    EXPECT_EQ(words(with(13, "  - {name: control, n: -3, waitlist: {weeks: 8}}")),
              "arm 'control' has no patients: 'n' is -3" + todo);
    EXPECT_EQ(words(with(13, "  - {name: control, n: 2.5, waitlist: {weeks: 8}}")),
              "arm 'control' has no whole number of patients: 'n' is 2.5" + todo);
}

TEST(ReadTrial, RefusesAnArmWithoutInterventionAndTwoArmsOfOneName) {
    EXPECT_EQ(words(with(12, "  - {name: control, n: 20}")),
              "'control' has no intervention | t.yaml:12 | add one of: exercise, attention, placebo_pill, usual_care, "
              "waitlist, untreated, drug, painting, music_making, music_listening, dance, handicraft, cbt, ect, "
              "stress, daily_events, challenge, clamp\n"
              "two arms are named 'control' | t.yaml:13 | rename one\n"
              "'published.arm' is 'active' | t.yaml:19 | use one of: control, control\n"
              "'published.arm' is 'active' | t.yaml:20 | use one of: control, control");
}

TEST(ReadTrial, RefusesAComparatorThatIsNoArm) {
    EXPECT_EQ(words(with(4, "design: {comparator: controls}")),
              "comparator 'controls' is no arm | t.yaml:4 | did you mean 'control'?");
}

TEST(ReadTrial, RefusesVisitsThatAreNoneOrOutOfOrder) {
    EXPECT_EQ(words(with(14, "visits: {weeks: []}")),
              "the trial has no visits | t.yaml:14 | give the weeks of all visits, the baseline first: "
              "'weeks: [0, 4, 8, 12]'");
    EXPECT_EQ(words(with(14, "visits: {weeks: [0, 8, 4]}")),
              "visit weeks do not ascend: 4 after 8 | t.yaml:14 | order the weeks, each once");
    EXPECT_EQ(words(with(14, "visits: {weeks: [2, 4, 8]}")),
              "the first visit is in week 2 | t.yaml:14 | begin with the baseline visit, week 0");
    EXPECT_EQ(words(with(14, "visits: {weeks: [0, 4, x, 8]}")),
              "'visits.weeks' is 'x' | t.yaml:14 | write a number of at least 0");
    EXPECT_EQ(words(with(14, "")), "'visits' is missing | t.yaml:1 | add 'visits' with keys: weeks, hours");
}

TEST(ReadTrial, RefusesOutcomesAtNoVisitOrOfNothing) {
    EXPECT_EQ(words(with(17, "  - {variable: bdnf_serum, week: 5}")),
              "'outcome.week' is 5, which is no visit | t.yaml:17 | add the week to 'visits', or use one of: 0, 4, 8");
    const std::string todo = " | t.yaml:17 | give one of them: 'scale: HAMD17' or 'variable: bdnf_serum'";
    EXPECT_EQ(words(with(17, "  - {week: 4}")), "neither 'scale' nor 'variable' is given" + todo);
}

TEST(ReadTrial, RefusesPublishedRowsOnWhatTheTrialDoesNotHave) {
    EXPECT_EQ(
        words(with(20, "  - {id: A1, split: fit, arm: activ, scale: MADRS, week: 7, statistic: mean_chang, value: 1}")),
        "'published.split' is 'fit' | t.yaml:20 | use one of: calibration, validation\n"
        "'published.statistic' is 'mean_chang' | t.yaml:20 | did you mean 'mean_change'?\n"
        "'published.arm' is 'activ' | t.yaml:20 | did you mean 'active'?\n"
        "'published.scale' is 'MADRS' | t.yaml:20 | add it to 'outcomes', or name one of them\n"
        "'published.week' is 7, which is no visit | t.yaml:20 | add the week to 'visits', or use one of: 0, 4, 8\n"
        "published row 'A1' is there twice | t.yaml:20 | give every row its own id");
}

TEST(ReadTrial, AsksOfAContrastWhatItIsAgainst) {
    const std::string start = "  - {id: A2, split: validation, arm: active, week: 8, value: 0.4, ";
    EXPECT_EQ(words(with(20, start + "scale: HAMD17, statistic: smd}")),
              "'published.versus' is missing | t.yaml:20 | add 'versus'");
    EXPECT_EQ(words(with(20, start + "scale: HAMD17, versus: active, statistic: smd}")),
              "'published.versus' is 'active' | t.yaml:20 | name another arm than 'arm'");
    EXPECT_EQ(words(with(20, start + "scale: HAMD17, versus: control, statistic: mean_change}")),
              "'published.versus' is 'control' | t.yaml:20 | remove it: 'mean_change' is of one arm");
    EXPECT_EQ(words(with(20, start + "variable: bdnf_serum, versus: control, statistic: odds_ratio}")),
              "'published.variable' is 'bdnf_serum' | t.yaml:20 | 'odds_ratio' is of a scale: name one under 'scale'");
}

TEST(ReadTrial, RefusesPercentagesAndIntervalsThatCannotBe) {
    EXPECT_EQ(
        words(with(20, "  - {id: A2, split: validation, arm: active, week: 8, statistic: dropout_rate, value: 180, "
                       "interval: [3, 1]}")),
        "'published.value' is '180' | t.yaml:20 | write a percentage from 0 to 100\n"
        "'published.interval' is a list | t.yaml:20 | write '[low, high]', ascending");
}

TEST(ReadTrial, RefusesAPopulationThatCannotBe) {
    EXPECT_EQ(words(with(6, "  age: {mean: 70, sd: 10, min: 18, max: 65}")),
              "min 18, mean 70 and max 65 are not in order | t.yaml:6 | give them ascending");
    EXPECT_EQ(words(with(7, "  female: 60")), "'population.female' is '60' | t.yaml:7 | write a number from 0 to 1");
    EXPECT_EQ(words(with(8, "  baseline: {scale: HAMD17, mean: 20, min: 14, max: 30}")),
              "'population.baseline.sd' is missing | t.yaml:8 | add 'sd', a positive number");
    EXPECT_EQ(words(with(9, "  background: everything")),
              "'population.background' is 'everything' | t.yaml:9 | use one of: none, usual care, antidepressant");
}

TEST(ReadTrial, RefusesANegativeDoseWithItsLine) {
    EXPECT_EQ(words(with(12, "  - {name: active, n: 20, drug: {name: escitalopram, dose: -10 mg, weeks: 8}}")),
              "'drug.dose' is '-10 mg' | t.yaml:12 | write a positive number with its unit: mg or g");
}

} // namespace
} // namespace euthymia
