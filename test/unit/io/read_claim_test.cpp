// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_claim.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string head = "schema: euthymia/claim/1\n"
                         "id: X1\n"
                         "source: a review\n"
                         "system: clinical\n"
                         "kind: chronic\n"
                         "statement: Rest helps\n"
                         "weeks: 12\n"
                         "every: 30 min\n"
                         "patients: [mild, severe]\n"
                         "arms:\n"
                         "  - {name: rest, attention: {sessions_per_week: 1, minutes: 60, weeks: 12}, contact: none}\n"
                         "  - {name: nothing, parameters: {trait: 2}, cut: ['a->b']}\n"
                         "checks:\n";

Claim read(const std::string& checks) {
    const Workspace space;
    return read_claim(space.write("X1.yaml", head + checks));
}

std::string words(const std::string& checks) {
    const Workspace space;
    const auto file = space.write("X1.yaml", head + checks);
    return space.words([&] { std::ignore = read_claim(file); });
}

TEST(ReadClaim, KeepsWhatIsSimulated) {
    const Claim claim = read("  - {quantity: hamd17, arm: rest, expect: lower, than: {arm: nothing}}\n");
    EXPECT_EQ(claim.id, "X1");
    EXPECT_EQ(claim.statement, "Rest helps");
    EXPECT_EQ(claim.every, 0.5);
    EXPECT_EQ(claim.patients, (std::vector<std::string>{"mild", "severe"}));
    ASSERT_EQ(claim.arms.size(), 2u);
    EXPECT_EQ(claim.arms[0].protocol.interventions.size(), 1u);
    EXPECT_EQ(claim.arms[0].protocol.contact, "none");
    EXPECT_TRUE(claim.arms[1].protocol.interventions.empty()) << "an arm may be left alone";
    EXPECT_EQ(claim.arms[1].parameters, (std::map<std::string, double>{{"trait", 2.0}}));
    EXPECT_EQ(claim.arms[1].cuts, std::vector<std::string>{"a->b"});
}

TEST(ReadClaim, ReadsTheLastDayUnlessAnotherTimeIsGiven) {
    const Claim claim = read("  - {quantity: hamd17, arm: rest, expect: higher, than: {week: 0}, by: 5 %}\n"
                             "  - {quantity: hamd17, arm: rest, hours: [-3, 8], as: max, expect: unchanged, than: "
                             "{value: 7}, by: 0.5}\n");
    const Check& first = claim.checks.at(0);
    EXPECT_EQ(first.readings[0].from, 12 * 168.0 - 24.0);
    EXPECT_EQ(first.readings[0].to, 12 * 168.0);
    EXPECT_EQ(first.readings[1].from, -24.0);
    EXPECT_EQ(first.readings[1].to, 0.0);
    EXPECT_EQ(first.readings[1].arm, "rest") << "what is not given is as in the reading";
    EXPECT_EQ(first.by.value, 5.0);
    EXPECT_TRUE(first.by.is_percent);
    const Check& second = claim.checks.at(1);
    EXPECT_EQ(second.readings[0].from, -3.0);
    EXPECT_EQ(second.readings[0].kind, Reading::Kind::max);
    EXPECT_EQ(second.readings[1].number, 7.0);
    EXPECT_FALSE(second.by.is_percent);
}

TEST(ReadClaim, MakesACheckOfEveryQuantity) {
    const Claim claim =
        read("  - {quantity: [a, b], arm: rest, minus: {arm: nothing}, expect: lower, than: {value: 0}}\n");
    ASSERT_EQ(claim.checks.size(), 2u);
    EXPECT_EQ(claim.checks[1].readings[0].quantity, "b");
    EXPECT_EQ(claim.checks[1].readings[0].minus.at(0).quantity, "b");
    EXPECT_EQ(claim.checks[1].readings[0].minus.at(0).arm, "nothing");
}

TEST(ReadClaim, KeepsBothSidesOfTheLiterature) {
    const Claim claim =
        read("  - {quantity: a, expect: ordered, order: [{arm: rest}, {arm: nothing}]}\n"
             "literature:\n"
             "  agrees: [{source: one2000, says: yes it does}]\n"
             "  disagrees:\n"
             "    - source: two2001\n"
             "      says: it does not\n"
             "      checks: [{quantity: a, arm: rest, expect: within, than: {week: 0}, percent: [-2, 2]}]\n");
    EXPECT_EQ(claim.agrees.at(0).says, "yes it does");
    ASSERT_EQ(claim.disagrees.at(0).checks.size(), 1u);
    EXPECT_EQ(claim.disagrees[0].checks[0].low, -2.0);
    EXPECT_TRUE(claim.disagrees[0].checks[0].by.is_percent);
    EXPECT_EQ(claim.checks.at(0).readings.size(), 2u);
}

TEST(ReadClaim, TellsEveryFaultOfAChecksLine) {
    EXPECT_EQ(words("  - {quantity: a, arm: rst, expect: lower, than: {arm: nothing}}\n"),
              "'check.arm' is 'rst' | X1.yaml:14 | did you mean 'rest'?");
    EXPECT_EQ(
        words("  - {quantity: a, arm: rest, expect: lower}\n"),
        "'check.than' is missing | X1.yaml:14 | add 'than', what it is compared with, as in '{arm: untreated}' or "
        "'{week: 0}'");
    EXPECT_EQ(words("  - {quantity: a, arm: rest, expect: within, than: {week: 0}}\n"),
              "'within' needs the change it must lie in | X1.yaml:14 | give one of them: 'interval: [-2, 2]' in the "
              "quantity's unit, or 'percent: [-20, -5]'");
    EXPECT_EQ(words("  - {quantity: a, arm: rest, expect: unchanged, than: {week: 0}}\n"),
              "'unchanged' needs a size | X1.yaml:14 | add 'by', the largest change, as in '5 %'");
    EXPECT_EQ(words("  - {quantity: a, arm: rest, expect: lower, than: {week: 0}, by: much}\n"),
              "'check.by' is 'much' | X1.yaml:14 | write a number of at least 0, as in '1.5' or '5 %'");
}

const std::string one_check = "  - {quantity: a, arm: rest, expect: lower, than: {arm: nothing}}\n";

TEST(ReadClaim, KeepsWhatIsWatchedForAWarningInHours) {
    const Claim claim =
        read(one_check + "early_warning: {patient: remitted, people: 40, rising: rest, steady: nothing, "
                         "quantity: mood, score: hamd17, well: 7, ill: 16, normal_weeks: 10, "
                         "smoothing_days: 28, false_alarms: 0.2}\n");
    ASSERT_TRUE(claim.early_warning);
    EXPECT_EQ(claim.early_warning->n_person, 40);
    EXPECT_EQ(claim.early_warning->rising, "rest");
    EXPECT_EQ(claim.early_warning->normal, 10 * 168.0);
    EXPECT_EQ(claim.early_warning->window, 14 * 24.0) << "two weeks unless said otherwise";
    EXPECT_EQ(claim.early_warning->smoothing, 28 * 24.0);
    EXPECT_EQ(claim.early_warning->false_alarms, 0.2);
    EXPECT_FALSE(read(one_check).early_warning);
}

TEST(ReadClaim, TellsWhatAWarningLacks) {
    EXPECT_EQ(words(one_check +
                    "early_warning: {patient: remitted, people: 40, rising: rist, steady: nothing, quantity: "
                    "mood, score: hamd17, well: 7, ill: 16, normal_weeks: 1}\n"),
              "'early_warning.rising' is 'rist' | X1.yaml:15 | did you mean 'rest'?\n"
              "'early_warning.normal_weeks' is '1' | X1.yaml:15 | let a person's normal be at least one window long");
}

TEST(ReadClaim, PutsFilesInTheOrderOfTheirNumbers) {
    const Workspace space;
    for (const char* name : {"E1.10.yaml", "E1.2.yaml", "A10.yaml", "A9.yaml", "notes.txt"}) space.write(name, "");
    std::vector<std::string> names;
    for (const auto& file : claim_files(space.directory())) names.push_back(file.stem().string());
    EXPECT_EQ(names, (std::vector<std::string>{"A9", "A10", "E1.2", "E1.10"}));
}

} // namespace
} // namespace euthymia
