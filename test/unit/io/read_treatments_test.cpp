// SPDX-License-Identifier: Apache-2.0
// Treatments as protocols write them.
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

std::string words(const std::string& body) {
    const Workspace space;
    const auto file = space.write("p.yaml", head + body);
    return space.words([&] { std::ignore = read_protocol(file); });
}

template <typename Kind>
Kind only(const std::string& body) {
    return std::get<Kind>(read(body).interventions.at(0));
}

TEST(ReadTreatments, KeepsEveryKeyOfArt) {
    for (const std::string form : {"painting", "music_making", "music_listening", "dance", "handicraft"}) {
        const auto art = only<Art>(form + ": {sessions_per_week: 2, minutes: 1.5 h, weeks: 10, start_week: 1, "
                                          "group: false, finishes_pieces: false}\n");
        EXPECT_EQ(art.form, form);
        EXPECT_EQ(art.sessions_per_week, 2.0);
        EXPECT_EQ(art.minutes, 90.0);
        EXPECT_EQ(art.weeks, 10.0);
        EXPECT_EQ(art.start_week, 1.0);
        EXPECT_FALSE(art.is_in_group);
        EXPECT_FALSE(art.finishes_pieces);
    }
    const auto plain = only<Art>("painting: {sessions_per_week: 2, weeks: 10}\n");
    EXPECT_FALSE(plain.minutes);
    EXPECT_TRUE(plain.is_in_group);
    EXPECT_TRUE(plain.finishes_pieces);
}

TEST(ReadTreatments, KeepsEveryKeyOfTherapies) {
    const auto therapy =
        only<Psychotherapy>("cbt: {sessions_per_week: 1, weeks: 16, minutes: 50, start_week: 2, form: alone}\n");
    EXPECT_EQ(therapy.weeks, 16.0);
    EXPECT_EQ(therapy.minutes, 50.0);
    EXPECT_EQ(therapy.start_week, 2.0);
    EXPECT_EQ(therapy.form, "alone");
    const auto ect = only<Electroconvulsion>("ect: {sessions_per_week: 3, sessions: 12, placement: unilateral}\n");
    EXPECT_EQ(ect.sessions, 12);
    EXPECT_EQ(ect.placement, "unilateral");
    EXPECT_EQ(words("ect: {sessions_per_week: 3, sessions: 2.5}\n"),
              "'ect.sessions' is '2.5' | p.yaml:3 | write a whole number of at least 1");
}

TEST(ReadTreatments, KeepsTheStepsOfADrugAndTwoDrugs) {
    const Protocol both = read("drug:\n"
                               "  - {name: one, dose: 10 mg, weeks: 4, titration: 1, taper: 2}\n"
                               "  - {name: two, dose: 50 mg, weeks: 8, start_week: 4}\n");
    ASSERT_EQ(both.interventions.size(), 2u);
    EXPECT_EQ(std::get<Drug>(both.interventions[0]).titration, 1.0);
    EXPECT_EQ(std::get<Drug>(both.interventions[0]).taper, 2.0);
    EXPECT_EQ(std::get<Drug>(both.interventions[1]).name, "two");
}

TEST(ReadTreatments, ReadsAcuteChronicAndUnpredictableStress) {
    const auto acute = only<Stress>("stress: {level: 3, hours: 2, hour: 9, start_week: 1}\n");
    EXPECT_DOUBLE_EQ(acute.weeks * 168.0, 2.0);
    EXPECT_EQ(acute.start_hour, 9.0);
    const auto unpredictable = only<Stress>("stress: {level: 1.5, weeks: 6, pattern: unpredictable, seed: 7}\n");
    EXPECT_TRUE(unpredictable.is_unpredictable);
    EXPECT_EQ(unpredictable.seed, 7u);
    EXPECT_EQ(words("stress: {level: 0.5, weeks: 1, pattern: unpredictable}\n"),
              "'stress.level' is '0.5' | p.yaml:3 | write a number of at least 1, everyday life, for an unpredictable "
              "stress");
    EXPECT_EQ(words("stress: {level: 2, weeks: 1, hours: 3}\n"),
              "'stress' has both 'weeks' and 'hours' | p.yaml:3 | give one of them");
    EXPECT_EQ(words("stress: {level: 2, weeks: 1, pattern: random}\n"),
              "'stress.pattern' is 'random' | p.yaml:3 | use one of: constant, unpredictable");
    EXPECT_EQ(words("stress: {level: 2, weeks: 1, seed: 3}\n"),
              "'stress.seed' is '3' | p.yaml:3 | remove it, or write 'pattern: unpredictable'");
}

TEST(ReadTreatments, ReadsChallengesInTheirUnits) {
    const auto endotoxin = only<Challenge>("challenge: {cytokine: endotoxin, dose: 0.8 ng/kg, hour: 9}\n");
    EXPECT_EQ(endotoxin.substance, "endotoxin");
    EXPECT_EQ(endotoxin.dose, 0.8);
    EXPECT_EQ(endotoxin.hour, 9.0);
    const auto interferon = only<Challenge>("challenge: {substance: interferon, dose: 3, hours: 336}\n");
    EXPECT_EQ(interferon.hours, 336.0);
    EXPECT_EQ(only<Challenge>("challenge: {substance: dexamethasone, dose: 1 mg, hour: 23}\n").dose, 1.0);
    EXPECT_EQ(words("challenge: {substance: dexamethasone, dose: 1 ng/kg}\n"),
              "'challenge.dose' is '1 ng/kg' | p.yaml:3 | write a positive number with its unit: mg");
    EXPECT_EQ(words("challenge: {substance: endotoxi, dose: 1}\n"),
              "'challenge.substance' is 'endotoxi' | p.yaml:3 | did you mean 'endotoxin'?");
    EXPECT_EQ(words("challenge: {dose: 1}\n"), "'challenge' has neither 'substance' nor 'cytokine' | p.yaml:3 | give "
                                               "one of them, as in 'substance: endotoxin'");
    EXPECT_EQ(words("challenge: {substance: endotoxin, dose: 1 ng/kg, hours: 2}\n"),
              "'challenge.hours' is '2' | p.yaml:3 | remove it: this is given at once");
}

TEST(ReadTreatments, ReadsAClampAtAValueOrAFraction) {
    const auto fraction = only<Clamp>("clamp: {variable: x, fraction: 0.6, weeks: 2, start_week: 1}\n");
    EXPECT_TRUE(fraction.is_fraction);
    EXPECT_EQ(fraction.value, 0.6);
    const auto value = only<Clamp>("clamp: {variable: x, value: -1, weeks: 2}\n");
    EXPECT_FALSE(value.is_fraction);
    EXPECT_EQ(value.value, -1.0);
    EXPECT_EQ(
        words("clamp: {variable: x, weeks: 2}\n"),
        "'clamp' has neither 'value' nor 'fraction' | p.yaml:3 | give one of them: 'fraction: 0.6' of what it is, "
        "or 'value', in the model's unit");
    EXPECT_EQ(clamped_variables(read("clamp: {variable: x, value: 1, weeks: 2}\nwaitlist: {weeks: 1}\n")),
              std::vector<std::string>{"x"});
}

TEST(ReadTreatments, ReadsUpsAndDownsEngagementAndContact) {
    const Protocol protocol = read("daily_events: {sd: 0.1, weeks: 20, seed: 2}\nengagement: 0.5\ncontact: none\n");
    EXPECT_EQ(std::get<DailyEvents>(protocol.interventions.at(0)).sd, 0.1);
    EXPECT_EQ(protocol.engagement, 0.5);
    EXPECT_EQ(protocol.contact, "none");
    EXPECT_EQ(words("waitlist: {weeks: 1}\nengagement: 2\n"),
              "'engagement' is '2' | p.yaml:4 | write a number from 0 to 1");
}

} // namespace
} // namespace euthymia
