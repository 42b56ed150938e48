// SPDX-License-Identifier: Apache-2.0
// Bad input ends with what, where and what to do, and with the documented exit code.
#include "program.hpp"

namespace euthymia {
namespace {

const std::string tiny = read_text(EUTHYMIA_ROOT "/test/end_to_end/tiny-trial.yaml");

Outcome run_trial_text(const std::string& text, const std::string& options = "") {
    const ScratchFile file("trial.yaml", text);
    Outcome outcome = run_program("trial " + file.path() + " --pool 10 -q " + options);
    // the scratch file's own name differs from run to run
    for (std::size_t at; (at = outcome.err.find(file.path())) != std::string::npos;) {
        outcome.err.replace(at, file.path().size(), "trial.yaml");
    }
    return outcome;
}

TEST(Errors, UnknownKeyIsSuggested) {
    const Outcome outcome = run_trial_text(with(tiny, "comparator:", "comparater:"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("trial.yaml:4"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("did you mean 'comparator'?"), std::string::npos) << outcome.err;
}

TEST(Errors, WrongUnitNamesTheAllowedOnes) {
    const Outcome outcome = run_trial_text(with(tiny, "10 mg", "10 km"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("trial.yaml:13"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("mg"), std::string::npos) << outcome.err;
}

TEST(Errors, NegativeDoseIsRefused) {
    const Outcome outcome = run_trial_text(with(tiny, "10 mg", "-10 mg"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("trial.yaml:13"), std::string::npos) << outcome.err;
}

TEST(Errors, AnArmWithoutPatientsIsRefused) {
    const Outcome outcome = run_trial_text(with(tiny, "n: 5", "n: 0"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("trial.yaml:12"), std::string::npos) << outcome.err;
}

TEST(Errors, AProgressionIsNoWord) {
    const Outcome outcome = run_trial_text(
        with(tiny, "waitlist: {weeks: 2}",
             "exercise: {mode: walking, sessions_per_week: 3, minutes: 30, weeks: 2, progression: slow}"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.err, "error: 'exercise.progression' is 'slow'\n  where: trial.yaml:16\n"
                           "  do:    give it keys: from, to, minutes_from, weeks\n");
}

TEST(Errors, AnArrowThatIsNotThereIsAnInputError) {
    const Outcome outcome = run_program("simulate healthy walking-3x45 --weeks 1 --cut 'neuroimmune->symptom'");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.err, "error: the model has no arrow 'neuroimmune->symptom'\n  where: option --cut\n"
                           "  do:    did you mean 'neuroimmune->symptoms'?\n");
}

TEST(Errors, AnUnknownDrugIsAnInputError) {
    const Outcome outcome = run_trial_text(with(tiny, "escitalopram", "escitaloprma"));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("did you mean 'escitalopram'?"), std::string::npos) << outcome.err;
}

TEST(Errors, ExerciseForWhomItIsContraindicatedIsRefused) {
    const std::string walking = "exercise: {mode: walking, sessions_per_week: 3, minutes: 30, weeks: 2}";
    const std::string ill = with(tiny, "  background: none\n", "  background: none\n  conditions: unstable_angina\n");
    const Outcome outcome = run_trial_text(with(ill, "waitlist: {weeks: 2}", walking));
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.err, "error: exercise is contraindicated: unstable_angina (unstable angina)\n"
                           "  where: trial.yaml, key 'exercise' of arm 'waitlist'\n"
                           "  do:    leave out exercise and dance for these people, or correct 'conditions'\n");
    const Outcome pill = run_trial_text(ill);
    EXPECT_EQ(pill.exit_code, 0) << "nobody exercises: " << pill.err;
}

TEST(Errors, BeyondALimitAPlanIsRefusedAndATrialThatTookPlaceIsToldOf) {
    const std::string hard =
        "exercise: {mode: cycling, sessions_per_week: 3, minutes: 30, intensity: 90 %HRR, weeks: 2}";
    const std::string studied = with(tiny, "waitlist: {weeks: 2}", hard);
    const Outcome published = run_trial_text(studied);
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_NE(published.err.find("allowed by the document: the trial took place"), std::string::npos) << published.err;
    const Outcome planned = run_trial_text(studied.substr(0, studied.find("published:")));
    EXPECT_EQ(planned.exit_code, 3);
    EXPECT_NE(planned.err.find("continuous work at 90 % of heart-rate reserve, limit 0.85"), std::string::npos)
        << planned.err;
}

TEST(Errors, ARelativeContraindicationWarnsAndStandsInTheRecord) {
    const ScratchFile person("person.yaml", "schema: euthymia/patient/1\ntitle: Somebody\nconditions: [pregnancy]\n");
    const auto directory = std::filesystem::temp_directory_path() / ("euthymia-warned-" + std::to_string(getpid()));
    const Outcome outcome =
        run_program("simulate " + person.path() + " walking-3x45 --weeks 1 -o '" + directory.string() + "'");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    const std::string warning = "exercise with caution: pregnancy: medical advice (new, large or vigorous exercise)";
    EXPECT_NE(outcome.err.find("warning: " + warning), std::string::npos) << outcome.err;
    EXPECT_NE(read_text(directory / "run.json").find(warning), std::string::npos);
    std::filesystem::remove_all(directory);
}

TEST(Errors, AFullDiskIsSaid) {
    const Outcome outcome = run_program("sbml biology/depression.xml --end 1 --steps 1 -o /dev/full");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("where: /dev/full"), std::string::npos) << outcome.err;
}

TEST(Errors, WrongUsageIsTwo) {
    EXPECT_EQ(run_program("trial").exit_code, 2);
    EXPECT_EQ(run_program("tryal x.yaml").exit_code, 2);
    EXPECT_EQ(run_program("trial test/end_to_end/tiny-trial.yaml --pool -3").exit_code, 2);
}

TEST(Errors, AMissingFileIsNamed) {
    const Outcome outcome = run_program("trial nowhere.yaml");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("where: nowhere.yaml"), std::string::npos) << outcome.err;
}

const std::string sbml_head = R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">
<listOfParameters><parameter id="x" value="1" constant="false"/></listOfParameters>)";

TEST(Errors, AnUnsupportedPackageIsNamed) {
    const ScratchFile file("package.xml", R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"
 xmlns:distrib="http://www.sbml.org/sbml/level3/version1/distrib/version1" distrib:required="true">
<model id="m"/></sbml>)");
    const Outcome outcome = run_program("sbml " + file.path() + " --end 1");
    EXPECT_EQ(outcome.exit_code, 4);
    EXPECT_EQ(outcome.err, "error: the SBML package 'distrib' is not supported\n  where: element 'sbml'\n"
                           "  do:    remove it, or run the model in another simulator\n");
}

TEST(Errors, AModelThatExplodesIsANumericalFailure) {
    const ScratchFile file("explosion.xml", sbml_head + R"(<listOfRules><rateRule variable="x">
<math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>x</ci><ci>x</ci></apply></math>
</rateRule></listOfRules></model></sbml>)");
    const Outcome outcome = run_program("sbml " + file.path() + " --end 2");
    EXPECT_EQ(outcome.exit_code, 5);
    EXPECT_NE(outcome.err.find("where: person 1, time "), std::string::npos) << outcome.err;
}

TEST(Errors, TraceSuggestsANearName) {
    const Outcome outcome = run_program("trace cortisl");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("did you mean 'cortisol'?"), std::string::npos) << outcome.err;
}

} // namespace
} // namespace euthymia
