// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_patient.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string document = "schema: euthymia/patient/1\n"
                             "title: Somebody\n"
                             "age: 75\n"
                             "source: a-key\n"
                             "notes: words\n"
                             "parameters: {trait: 0.25, s__other: -1}\n"
                             "history:\n"
                             "  - {weeks: 50, stress: 1}\n"
                             "  - {weeks: 10, stress: 1.5}\n";

TEST(ReadPatient, KeepsEveryKeyOfTheDocument) {
    const Workspace space;
    const Patient patient = read_patient(space.write("p.yaml", document));
    EXPECT_EQ(patient.title, "Somebody");
    EXPECT_EQ(patient.age, 75.0);
    EXPECT_EQ(patient.parameters, (std::map<std::string, double>{{"trait", 0.25}, {"s__other", -1.0}}));
    ASSERT_EQ(patient.history.size(), 2u);
    EXPECT_EQ(patient.history[0].weeks, 50.0);
    EXPECT_EQ(patient.history[1].stress, 1.5);
}

TEST(ReadPatient, NeedsNoMoreThanATitle) {
    const Workspace space;
    const Patient patient = read_patient(space.write("p.yaml", "schema: euthymia/patient/1\ntitle: Healthy\n"));
    EXPECT_TRUE(patient.parameters.empty());
    EXPECT_TRUE(patient.history.empty());
    EXPECT_FALSE(patient.age.has_value());
}

TEST(ReadPatient, PutsParametersUnderTheirModelIds) {
    const Workspace space;
    const Names names({{.alias = "trait", .id = "s__trait", .panel = {}, .unit = {}, .label = {}}});
    const Patient patient = read_patient(space.write("p.yaml", document), names);
    EXPECT_EQ(patient.parameters, (std::map<std::string, double>{{"s__trait", 0.25}, {"s__other", -1.0}}));
}

TEST(ReadPatient, RefusesOneParameterUnderTwoNames) {
    const Workspace space;
    const Names names({{.alias = "trait", .id = "s__other", .panel = {}, .unit = {}, .label = {}}});
    const auto file = space.write("p.yaml", document);
    EXPECT_EQ(space.words([&] { std::ignore = read_patient(file, names); }),
              "parameter 's__other' is given under two names | p.yaml | keep one; 'trait' is one of them");
}

TEST(ReadPatient, RefusesAHistoryThatTakesNoTime) {
    const Workspace space;
    const auto file =
        space.write("p.yaml", "schema: euthymia/patient/1\ntitle: a\nhistory:\n  - {weeks: 0, stress: -1}\n  - {}\n");
    EXPECT_EQ(space.words([&] { std::ignore = read_patient(file); }),
              "'history.weeks' is '0' | p.yaml:4 | write a positive number\n"
              "'history.stress' is '-1' | p.yaml:4 | write a number of at least 0\n"
              "'history.weeks' is missing | p.yaml:5 | add 'weeks', a positive number\n"
              "'history.stress' is missing | p.yaml:5 | add 'stress', a number of at least 0");
}

} // namespace
} // namespace euthymia
