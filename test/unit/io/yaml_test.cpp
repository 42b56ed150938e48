// SPDX-License-Identifier: Apache-2.0
// Strictness of documents, seen through the smallest of them.
#include <gtest/gtest.h>

#include "euthymia/io/read_patient.hpp"
#include "euthymia/io/read_protocol.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

std::string words_of_patient(const std::string& text) {
    const Workspace space;
    const auto file = space.write("p.yaml", text);
    return space.words([&] { std::ignore = read_patient(file); });
}

const std::string head = "schema: euthymia/patient/1\n";

TEST(Yaml, RefusesTextThatIsNoYaml) {
    EXPECT_EQ(words_of_patient(head + "title: [one\n"), "this is not YAML: end of sequence flow not found | p.yaml:3 | "
                                                        "check indentation, brackets and quotes near this line");
}

TEST(Yaml, RefusesAMissingAndAnEmptyFile) {
    const Workspace space;
    EXPECT_EQ(space.words([&] { std::ignore = read_patient(space.directory() / "none.yaml"); }),
              "the document cannot be read | none.yaml | check that the file is there");
    EXPECT_EQ(words_of_patient(""), "the document is empty | p.yaml | begin it with 'schema: euthymia/patient/1'");
}

TEST(Yaml, RefusesTwoDocumentsInOneFile) {
    EXPECT_EQ(words_of_patient(head + "title: a\n---\ntitle: b\n"),
              "the file holds 2 documents | p.yaml | keep one document a file");
}

TEST(Yaml, RefusesADocumentWithoutOrOfAnotherSchema) {
    EXPECT_EQ(words_of_patient("title: a\n"),
              "the document does not say its schema | p.yaml:1 | begin it with 'schema: euthymia/patient/1'");
    EXPECT_EQ(words_of_patient("# a trial\nschema: euthymia/trial/1\n"),
              "the schema is 'euthymia/trial/1', not 'euthymia/patient/1' | p.yaml:2 | "
              "give a document of that kind here, or correct its schema");
}

TEST(Yaml, RefusesUnknownKeysWithTheNearestOnes) {
    EXPECT_EQ(words_of_patient(head + "title: a\nparamters: {}\n"),
              "'paramters' is not a key | p.yaml:3 | did you mean 'parameters'?");
    EXPECT_EQ(words_of_patient(head + "title: a\nhistory:\n  - {weeks: 1, stress: 1, where: here}\n"),
              "'history.where' is not a key | p.yaml:4 | use one of: weeks, stress");
}

TEST(Yaml, RefusesAKeyGivenTwice) {
    EXPECT_EQ(words_of_patient(head + "title: a\ntitle: b\n"),
              "'title' is given twice | p.yaml:3 | keep one; the first stands at p.yaml:2");
    EXPECT_EQ(words_of_patient(head + "title: a\nparameters:\n  b: 1\n  b: 2\n"),
              "'parameters.b' is given twice | p.yaml:5 | keep one");
}

TEST(Yaml, RefusesValuesOfTheWrongKind) {
    EXPECT_EQ(words_of_patient(head + "title: [a]\nhistory: {}\nnotes:\n"),
              "'title' is a list | p.yaml:2 | write a text\n"
              "'history' is a mapping | p.yaml:3 | write a list\n"
              "'notes' is empty | p.yaml:4 | write a text");
    EXPECT_EQ(words_of_patient(head + "title: a\nparameters: {b: much, c: .inf}\nhistory: [5]\n"),
              "'parameters.b' is 'much' | p.yaml:3 | write a number\n"
              "'parameters.c' is '.inf' | p.yaml:3 | write a number\n"
              "'history' is '5' | p.yaml:4 | give it keys: weeks, stress");
}

TEST(Yaml, FollowsAnchors) {
    const Workspace space;
    const auto file = space.write("p.yaml", head + "title: a\nhistory:\n  - &calm {weeks: 2, stress: 1}\n  - *calm\n");
    const Patient patient = read_patient(file);
    ASSERT_EQ(patient.history.size(), 2u);
    EXPECT_EQ(patient.history[1].weeks, 2.0);
}

TEST(Yaml, RefusesQuantitiesWithoutOrOfAnotherUnit) {
    const Workspace space;
    const auto words = [&](const std::string& dose) {
        const auto file = space.write(
            "p.yaml", "schema: euthymia/protocol/1\ntitle: a\ndrug: {name: b, weeks: 1, dose: " + dose + "}\n");
        return space.words([&] { std::ignore = read_protocol(file); });
    };
    const std::string todo = " | p.yaml:3 | write a positive number with its unit: mg or g";
    EXPECT_EQ(words("10"), "'drug.dose' is '10'" + todo);
    EXPECT_EQ(words("10 ug"), "'drug.dose' is '10 ug'" + todo);
    EXPECT_EQ(words("-10 mg"), "'drug.dose' is '-10 mg'" + todo);
    EXPECT_EQ(words("10 mg"), "no error");
}

} // namespace
} // namespace euthymia
