// SPDX-License-Identifier: Apache-2.0
// How a trial document says whom it recruits, how it rates, analyses and what it publishes.
#include <gtest/gtest.h>

#include "trial_document.hpp"

namespace euthymia {
namespace {

using test::read;
using test::sound;
using test::with;
using test::words;

TEST(ReadTrial, KeepsHowItIsAnalysedRatedAndRandomised) {
    const TrialDesign plain = read(sound);
    EXPECT_EQ(plain.analysis, Analysis::mmrm);
    EXPECT_FALSE(plain.rater_bias);
    EXPECT_EQ(plain.relapse.scale, "HAMD17");
    EXPECT_EQ(plain.relapse.at_least, 16.0);
    EXPECT_EQ(plain.relapse.rise, 0.0);
    EXPECT_EQ(plain.relapse.ratings, 1);
    const TrialDesign design =
        read(with(4, "design: {comparator: control, blinded_raters: false, rater_bias: 0.5, analysis: locf, "
                     "stratify_by: [baseline, female], block_size: 4, relapse: {scale: MADRS, at_least: 22, rise: 10, "
                     "ratings: 2}}"));
    EXPECT_EQ(design.rater_bias, 0.5);
    EXPECT_FALSE(design.entry_inflation);
    EXPECT_EQ(read(with(4, "design: {comparator: control, entry_inflation: 0}")).entry_inflation, 0.0);
    EXPECT_EQ(words(with(4, "design: {comparator: control, entry_inflation: 9}")),
              "'design.entry_inflation' is '9' | t.yaml:4 | write points of HAMD17, 0 to 5");
    EXPECT_EQ(design.analysis, Analysis::locf);
    EXPECT_EQ(design.strata, (std::vector<std::string>{"baseline", "female"}));
    EXPECT_EQ(design.block_size, 4);
    EXPECT_EQ(design.relapse.scale, "MADRS");
    EXPECT_EQ(design.relapse.at_least, 22.0);
    EXPECT_EQ(design.relapse.rise, 10.0);
    EXPECT_EQ(design.relapse.ratings, 2);
    EXPECT_EQ(words(with(4, "design: {comparator: control, rater_bias: 2, analysis: last, stratify_by: age}")),
              "'design.rater_bias' is '2' | t.yaml:4 | write points of HAMD17, 0 to 1.5\n"
              "'design.rater_bias' is '2' | t.yaml:4 | remove it, or write 'blinded_raters: false'\n"
              "'design.stratify_by' is 'age' | t.yaml:4 | use one of: baseline, female\n"
              "'design.analysis' is 'last' | t.yaml:4 | use one of: mmrm, locf, completers, all");
}

TEST(ReadTrial, WritesABackgroundOutUntilAfterTheLastVisit) {
    const Recruitment care = read(with(9, "  background: usual care")).recruitment;
    EXPECT_EQ(std::get<Care>(care.background.interventions.at(0)).kind, "usual_care");
    EXPECT_EQ(care.background_weeks, 0.0);
    const Recruitment usual = read(with(9, "  background: antidepressant")).recruitment;
    const auto drug = std::get<Drug>(usual.background.interventions.at(0));
    EXPECT_EQ(drug.name, "escitalopram");
    EXPECT_EQ(drug.dose, 10.0);
    EXPECT_EQ(usual.background_weeks, 8.0);
    EXPECT_GE(drug.weeks, 8.0 + 8.0 + 9.0 / 168.0) << "eight before baseline, and to the visit of week 8";
    const Recruitment other =
        read(with(9, "  background: {drug: {name: sertraline, dose: 50 mg}}\n  background_weeks: 4")).recruitment;
    EXPECT_EQ(std::get<Drug>(other.background.interventions.at(0)).name, "sertraline");
    EXPECT_EQ(other.background_weeks, 4.0);
    EXPECT_TRUE(read(sound).recruitment.background.interventions.empty());
}

TEST(ReadTrial, KeepsALeadIn) {
    const Recruitment people =
        read(with(9, "  lead_in: {weeks: 8, drug: {name: escitalopram, dose: 10 mg, weeks: 8}, enter: no_remission}"))
            .recruitment;
    ASSERT_TRUE(people.lead_in);
    EXPECT_EQ(people.lead_in->weeks, 8.0);
    EXPECT_EQ(people.lead_in->enter, LeadIn::Enter::no_remission);
    EXPECT_EQ(people.lead_in->protocol.interventions.size(), 1u);
    EXPECT_EQ(words(with(9, "  lead_in: {weeks: 8, waitlist: {weeks: 8}, enter: cure}")),
              "'population.lead_in.enter' is 'cure' | t.yaml:9 | use one of: response, remission, no_remission, "
              "no_response");
    EXPECT_FALSE(people.lead_in->remission_max) << "that of the scale";
}

TEST(ReadTrial, ALeadInMaySayWhatRemissionIs) {
    const auto with_lead_in = [](const std::string& keys) {
        return with(9, "  lead_in: {weeks: 8, waitlist: {weeks: 8}, " + keys + "}");
    };
    EXPECT_EQ(read(with_lead_in("enter: remission, remission_max: 9")).recruitment.lead_in->remission_max, 9.0);
    EXPECT_EQ(words(with_lead_in("enter: response, remission_max: 9")),
              "'population.lead_in.remission_max' is '9' | t.yaml:9 | remove it, or let 'enter' be remission "
              "or no_remission");
}

TEST(ReadTrial, LetsAnArmHavePeopleOfItsOwn) {
    const TrialDesign trial =
        read(with(13, "  - {name: control, n: 21, waitlist: {weeks: 8}, population: {patient: healthy, female: 0.5}}"));
    EXPECT_FALSE(trial.arms[0].recruitment);
    ASSERT_TRUE(trial.arms[1].recruitment);
    const Recruitment& own = *trial.arms[1].recruitment;
    EXPECT_EQ(own.patient, "healthy");
    EXPECT_EQ(own.female_share, 0.5);
    EXPECT_EQ(own.age_mean, 40.0) << "the trial's";
    EXPECT_FALSE(own.baseline) << "nobody is screened";
}

TEST(ReadTrial, LetsAPopulationGoUnscreened) {
    EXPECT_FALSE(read(with(8, "")).recruitment.baseline);
}

TEST(ReadTrial, ReadsVisitsInHours) {
    std::string document = with(14, "visits: {hours: [10, 10.5, 12]}");
    document.replace(document.find("  - {scale: HAMD17, week: 8}"), std::string::npos,
                     "  - {scale: HAMD17, hour: 12}\n  - {variable: il6, hour: 10.5, noise: 0.1}\n");
    const TrialDesign trial = read(document);
    EXPECT_EQ(visit_times(trial), (std::vector<double>{10.0, 10.5, 12.0}));
    EXPECT_EQ(trial.outcomes[0].week, trial.visit_weeks[2]);
    EXPECT_EQ(trial.outcomes[1].week, trial.visit_weeks[1]);
    EXPECT_EQ(trial.outcomes[1].noise, 0.1);
    EXPECT_FALSE(trial.outcomes[0].noise);
    document.replace(document.find("hour: 12"), 8, "week: 12");
    EXPECT_EQ(words(document),
              "'outcome.week' is '12' | t.yaml:16 | write 'hour': the visits of the trial are in hours");
    EXPECT_EQ(visit_times(read(sound)), (std::vector<double>{9.0, 4 * 168.0 + 9.0, 8 * 168.0 + 9.0}));
}

TEST(ReadTrial, RefusesNoiseOfAScale) {
    EXPECT_EQ(words(with(16, "  - {scale: HAMD17, week: 8, noise: 0.1}")),
              "'outcome.noise' is '0.1' | t.yaml:16 | remove it: scales have raters, variables have assays");
}

TEST(ReadTrial, KeepsWhatNarrowsAPublishedRow) {
    const PublishedRow row =
        read(with(19,
                  "  - {id: A1, split: calibration, arm: active, versus: control, scale: HAMD17, week: 8, statistic: "
                  "risk_ratio, value: 1.4, event: remission, response_drop: 0.6, remission_max: 10, weight: 0.3, "
                  "note: text, group: {scale: HAMD17, below: 23}}"))
            .published[0];
    EXPECT_EQ(row.event, "remission");
    EXPECT_EQ(row.response_drop, 0.6);
    EXPECT_EQ(row.remission_max, 10.0);
    EXPECT_EQ(row.weight, 0.3);
    EXPECT_EQ(row.note, "text");
    EXPECT_EQ(row.group->scale, "HAMD17");
    EXPECT_EQ(row.group->below, 23.0);
    EXPECT_FALSE(row.group->from);
}

TEST(ReadTrial, KeepsOverHowManyVisitsAnEventIsCounted) {
    const auto row = [](const std::string& what) {
        return with(19, "  - {id: A1, split: calibration, arm: active, scale: HAMD17, week: 8, value: 40, " + what +
                            "}");
    };
    const PublishedRow plain = read(row("statistic: remission_rate")).published[0];
    EXPECT_FALSE(plain.reached);
    EXPECT_EQ(plain.ratings, 1);
    const PublishedRow reached = read(row("statistic: remission_rate, reached: true, ratings: 2")).published[0];
    EXPECT_TRUE(reached.reached);
    EXPECT_EQ(reached.ratings, 2);
    EXPECT_TRUE(read(row("statistic: dropout_rate, before_relapse: true")).published[0].before_relapse);
    EXPECT_EQ(words(row("statistic: dropout_rate, reached: true")),
              "'published.reached' is 'true' | t.yaml:19 | remove it: it is of a response or a remission");
    EXPECT_EQ(words(row("statistic: relapse_share, before_relapse: true")),
              "'published.before_relapse' is 'true' | t.yaml:19 | remove it: it is of a drop-out");
}

TEST(ReadTrial, PoolsArmsThatAreListed) {
    const PublishedRow row =
        read(with(20, "  - {id: A2, split: validation, arm: [active, control], week: 8, statistic: "
                      "dropout_rate, value: 18}"))
            .published[1];
    EXPECT_EQ(row.arm, "active and control");
    EXPECT_EQ(row.pooled_arms, (std::vector<std::string>{"active", "control"}));
}

TEST(ReadTrial, AsksACorrelationWhatItIsWith) {
    const std::string start =
        "  - {id: A2, split: validation, arm: active, scale: HAMD17, week: 8, value: 0.4, statistic: ";
    EXPECT_EQ(words(with(20, start + "correlation}")), "'published.with' is missing | t.yaml:20 | add 'with'");
    EXPECT_EQ(read(with(20, start + "correlation, with: bdnf_serum}")).published[1].with, "bdnf_serum");
    EXPECT_EQ(words(with(20, start + "mean_change, with: bdnf_serum}")),
              "'published.with' is 'bdnf_serum' | t.yaml:20 | remove it, or write 'statistic: correlation'");
}

TEST(ReadTrial, TellsRelapsesOnTheirOwnScale) {
    const PublishedRow row =
        read(with(20, "  - {id: A2, split: validation, arm: active, week: 8, statistic: relapse_rate, value: 18}"))
            .published[1];
    EXPECT_EQ(row.measure, "HAMD17");
}

TEST(ReadTrial, RefusesAnEventOfAStatisticThatHasNone) {
    EXPECT_EQ(
        words(with(20, "  - {id: A2, split: validation, arm: active, scale: HAMD17, week: 8, value: 4, statistic: "
                       "mean_change, event: dropout}")),
        "'published.event' is 'dropout' | t.yaml:20 | remove it: 'mean_change' needs none");
}

} // namespace
} // namespace euthymia
