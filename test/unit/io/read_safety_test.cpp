// SPDX-License-Identifier: Apache-2.0
// The tables of contraindications and limits, and the documents that are held to them.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "euthymia/base/version.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_claim.hpp"
#include "euthymia/io/read_patient.hpp"
#include "euthymia/io/read_protocol.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/protocol/safety.hpp"
#include "io/read_tables.hpp"
#include "trial_document.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using Action = ExerciseLimit::Action;

const std::filesystem::path directory = std::filesystem::path(source_directory()) / "biology";

const Biology& biology() {
    static const Biology read = read_biology(directory);
    return read;
}

/// What is refused of a protocol for a kind of person, a line each.
std::string refused(const Protocol& protocol, const std::string& kind) {
    const Patient& patient = biology().patients.at(kind);
    const auto own = patient.parameters.find(biology().names.id_of("vo2max_baseline"));
    const Capacity capacity{.vo2max = own == patient.parameters.end() ? 29.0 : own->second};
    std::string text;
    for (const auto& finding : check_exercise(protocol, patient.conditions, biology().handbook, capacity)) {
        if (finding.action == Action::refuse) text += protocol.name + ": " + finding.what + "\n";
    }
    return text;
}

TEST(Safety, NoDocumentOfTheBiologyIsRefused) {
    for (const auto& file : document_files(directory / "trials")) {
        const TrialDesign trial = read_trial(file);
        for (const ArmDesign& arm : trial.arms) {
            const Recruitment& people = arm.recruitment ? *arm.recruitment : trial.recruitment;
            EXPECT_EQ(refused(arm.protocol, people.patient), "") << file;
        }
    }
    for (const auto& file : document_files(directory / "protocols")) {
        for (const auto& [kind, patient] : biology().patients)
            EXPECT_EQ(refused(read_protocol(file), kind), "") << file;
    }
    for (const auto& file : claim_files(directory / "claims")) {
        for (const ClaimArm& arm : read_claim(file).arms)
            EXPECT_EQ(refused(arm.protocol, arm.patient.empty() ? "healthy" : arm.patient), "") << file;
    }
}

TEST(Safety, TheTablesSayWhatThePlannerDoes) {
    const Handbook& handbook = biology().handbook;
    EXPECT_EQ(handbook.contraindications.at("unstable_angina").kind, Contraindication::Kind::absolute);
    EXPECT_EQ(handbook.contraindications.at("electrolyte_disorder").kind, Contraindication::Kind::relative);
    EXPECT_EQ(handbook.contraindications.at("mania").action, "hold");
    EXPECT_EQ(
        std::ranges::count_if(handbook.contraindications,
                              [](const auto& row) { return row.second.kind == Contraindication::Kind::absolute; }),
        10);
    EXPECT_EQ(handbook.limits.at("intensity_continuous").action, Action::refuse);
    EXPECT_EQ(handbook.limits.at("intensity_continuous").value, 0.85);
    EXPECT_EQ(handbook.limits.at("sudden_death").action, Action::inform);
    EXPECT_GT(handbook.trimp_scale, 0.0) << "the model's own";
    EXPECT_GT(handbook.trimp_slope, 0.0);
}

TEST(Safety, TheSchemasListTheConditionsOfTheTable) {
    std::vector<std::string> names;
    for (const auto& [name, row] : biology().handbook.contraindications) names.push_back(name);
    const auto listed = [](const nlohmann::json& part) {
        auto words =
            part.at("properties").at("conditions").at("oneOf").at(0).at("enum").get<std::vector<std::string>>();
        std::ranges::sort(words);
        return words;
    };
    std::ifstream patient(directory / "schema/patient-1.json"), trial(directory / "schema/trial-1.json");
    EXPECT_EQ(listed(nlohmann::json::parse(patient)), names);
    const auto definitions = nlohmann::json::parse(trial).at("$defs");
    EXPECT_EQ(listed(definitions.at("population")), names);
    EXPECT_EQ(listed(definitions.at("arm_population")), names);
}

TEST(Safety, ConditionsStandInPatientsPopulationsAndArms) {
    const test::Workspace space;
    const auto patient =
        space.write("p.yaml", "schema: euthymia/patient/1\ntitle: Anybody\nconditions: [mania, fever]\n");
    EXPECT_EQ(read_patient(patient).conditions, (std::vector<std::string>{"mania", "fever"}));
    const auto trial = test::read(test::with(10, "  conditions: pregnancy"));
    EXPECT_EQ(trial.recruitment.conditions, std::vector<std::string>{"pregnancy"});
    const auto arm = test::read(test::with(13, "  - {name: control, n: 21, waitlist: {weeks: 8}, "
                                               "population: {conditions: [mania]}}"));
    EXPECT_EQ(arm.arms[1].recruitment->conditions, std::vector<std::string>{"mania"});
}

TEST(Safety, TheReasonToExceedALimitStandsInTheExercise) {
    const auto trial = test::read(test::with(12, "  - {name: active, n: 20, exercise: {mode: walking, sessions: 1, "
                                                 "minutes: 45, beyond_limits: a test}}"));
    EXPECT_EQ(std::get<Exercise>(trial.arms[0].protocol.interventions[0]).beyond_limits, "a test");
}

TEST(Safety, AWordThatIsNoClassIsRefusedWithItsLine) {
    const test::Workspace space;
    space.write("contraindications.tsv", "name\tcondition\tclass\taction\tnote\n"
                                         "angina\tunstable angina\tabsolut\trefuse\t\n");
    Handbook handbook;
    EXPECT_EQ(space.words([&] { read_safety(space.directory(), handbook); }),
              "'absolut' is no class | contraindications.tsv:2 | did you mean 'absolute'?");
}

} // namespace
} // namespace euthymia
