// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "write_example.hpp"

namespace euthymia::test {
namespace {

using Json = nlohmann::ordered_json;

Json parsed() {
    return Json::parse(trial_json(example_trial(), example_provenance()));
}

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
}

using Keys = std::vector<std::string>;

TEST(TrialJson, HasTheShapeOthersRelyOn) {
    const Json json = parsed();
    EXPECT_EQ(keys(json),
              (Keys{"title", "analysis", "entry_inflation", "rater_bias", "flow", "arms", "contrasts", "published", "failures",
                    "provenance"}));
    EXPECT_EQ(keys(json["arms"][0]), (Keys{"name", "n", "results", "in_treatment"}));
    EXPECT_EQ(keys(json["arms"][0]["results"][0]),
              (Keys{"scale", "week", "n", "mean", "sd", "mean_change", "percent_change", "response_rate",
                    "remission_rate", "dropout_rate"}));
    EXPECT_EQ(keys(json["contrasts"][0]),
              (Keys{"arm", "versus", "scale", "week", "smd", "smd_interval", "mean_difference",
                    "mean_difference_interval", "risk_ratio", "odds_ratio", "risk_difference",
                    "risk_difference_interval", "number_needed", "analyses"}));
    EXPECT_EQ(keys(json["published"][0]), (Keys{"id", "split", "statistic", "event", "arm", "versus", "measure", "week",
                                                "published", "interval", "simulated", "simulated_interval", "agrees"}));
}

TEST(TrialJson, CarriesTheNumbers) {
    const Json json = parsed();
    EXPECT_EQ(json["arms"][1]["n"], 13);
    EXPECT_EQ(json["arms"][1]["results"][1]["mean"], 19.5);
    EXPECT_EQ(json["arms"][1]["results"][1]["dropout_rate"], 0.1 + 0.2);
    EXPECT_EQ(json["contrasts"][0]["smd_interval"], Json({-1.2, -0.06}));
    EXPECT_EQ(json["published"][1]["interval"], Json({-1.3, -0.1}));
    EXPECT_EQ(json["published"][1]["agrees"], false);
    EXPECT_EQ(json["failures"][0]["patient"], 30);
}

TEST(TrialJson, TellsHowMuchTooHighRatersScoredAtEntry) {
    TrialResult trial = example_trial();
    EXPECT_EQ(parsed()["entry_inflation"], 0.0) << "nobody did";
    trial.entry_inflation = 1.75;
    trial.rater_bias = 1.25;
    EXPECT_EQ(Json::parse(trial_json(trial, example_provenance()))["entry_inflation"], 1.75);
    EXPECT_EQ(Json::parse(trial_json(trial, example_provenance()))["rater_bias"], 1.25);
}

TEST(TrialJson, CallsAVariableAVariable) {
    const Json row = parsed()["arms"][0]["results"][3];
    EXPECT_EQ(row["variable"], "bdnf");
    EXPECT_FALSE(row.contains("scale"));
}

TEST(TrialJson, GivesNullForWhatIsMissing) {
    const Json json = parsed();
    EXPECT_TRUE(json["arms"][0]["results"][3]["sd"].is_null());            // not a number
    EXPECT_TRUE(json["arms"][0]["results"][3]["response_rate"].is_null()); // not defined
    EXPECT_TRUE(json["contrasts"][0]["odds_ratio"].is_null());
    EXPECT_TRUE(json["published"][0]["interval"].is_null());
    EXPECT_TRUE(json["published"][0]["versus"].is_null());
    EXPECT_TRUE(json["provenance"]["git_hash"].is_null());
}

TEST(TrialJson, TellsContrastsByEveryAnalysis) {
    TrialResult trial = example_trial();
    trial.contrasts[0].analyses = {{Analysis::mmrm, {-0.5, -1.0, 0.0}, {-4.0, -8.0, 0.0}},
                                   {Analysis::locf, {-0.25, -0.75, 0.25}, {-2.0, -6.0, 2.0}}};
    const Json rows = Json::parse(trial_json(trial, example_provenance()))["contrasts"][0]["analyses"];
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(keys(rows[0]), (Keys{"analysis", "smd", "smd_interval", "mean_difference", "mean_difference_interval"}));
    EXPECT_EQ(rows[0]["analysis"], "mmrm");
    EXPECT_EQ(rows[1]["analysis"], "locf");
    EXPECT_EQ(rows[1]["smd"], -0.25);
    EXPECT_EQ(rows[1]["mean_difference_interval"], Json({-6.0, 2.0}));
}

TEST(TrialJson, TellsPowerAndTheSpreadOfReplicates) {
    TrialResult trial = example_trial();
    trial.contrasts[0].replicates =
        ReplicateSpread{.n = {1, 2}, .power = Estimate{0.3, 0.2, 0.4}, .smd = {-1.5, -0.8, -0.5, -0.2, 0.5}};
    const Json row = Json::parse(trial_json(trial, example_provenance()))["contrasts"][0];
    EXPECT_EQ(row["power"], 0.3);
    EXPECT_EQ(row["power_interval"], Json({0.2, 0.4}));
    EXPECT_FALSE(row.contains("power_missing"));
    EXPECT_EQ(row["replicates"]["people"], Json({1, 2}));
    EXPECT_EQ(row["replicates"]["smd"].size(), row["replicates"]["quantile"].size());
}

TEST(TrialJson, SaysWhyThereIsNoPower) {
    TrialResult trial = example_trial(); // arms of 17 and 13, a pool of 4
    trial.contrasts[0].replicates = ReplicateSpread{.n = {17, 13}, .power = {}, .smd = {0, 0, 0, 0, 0}};
    const Json row = Json::parse(trial_json(trial, example_provenance()))["contrasts"][0];
    EXPECT_TRUE(row["power"].is_null());
    EXPECT_TRUE(row["power_interval"].is_null());
    EXPECT_EQ(row["power_missing"], "a replicate takes 30 people and the pool has 4: some would be dealt twice and "
                                    "count as two; use --pool 30 or more");
}

TEST(TrialJson, HasTheEnsembleBesideEveryNumber) {
    const Json json = Json::parse(trial_json(example_over_ensemble(), example_provenance()));
    EXPECT_EQ(json["contrasts"][0]["ensemble"]["smd"], Json({{"mean", -0.6}, {"low", -0.8}, {"high", -0.4}}));
    EXPECT_EQ(json["contrasts"][0]["ensemble"]["mean_difference"]["high"], -4.0);
    EXPECT_TRUE(json["contrasts"][0]["ensemble"]["odds_ratio"].is_null()) << "nothing is there to have an interval";
    EXPECT_EQ(json["published"][1]["ensemble"]["low"], -0.125);
    EXPECT_EQ(json["published"][1]["simulated_interval"], Json({-0.5, 1.0})) << "that of the replicates stays";
    EXPECT_EQ(json["arms"][1]["results"][2]["ensemble"]["mean"]["high"], 18.75);
    EXPECT_FALSE(parsed()["contrasts"][0].contains("ensemble"));
    EXPECT_FALSE(parsed()["published"][0].contains("ensemble"));
}

TEST(TrialJson, TellsTheNumberNeededThroughInfinity) {
    TrialResult trial = example_trial();
    trial.contrasts[0].risk_difference = Estimate{0.125, -0.25, 0.5};
    const Json row = Json::parse(trial_json(trial, example_provenance()))["contrasts"][0];
    EXPECT_EQ(row["risk_difference"], 12.5) << "points, as rates";
    EXPECT_EQ(row["risk_difference_interval"], Json({-25.0, 50.0}));
    EXPECT_EQ(row["number_needed"], Json({{"value", 8.0}, {"interval", {2.0, -4.0}}, {"through_infinity", true}}));
    EXPECT_TRUE(parsed()["contrasts"][0]["number_needed"]["value"].is_null()) << "the risks are equal";
    trial.contrasts[0].risk_difference.reset();
    EXPECT_TRUE(Json::parse(trial_json(trial, example_provenance()))["contrasts"][0]["number_needed"].is_null());
}

TEST(TrialJson, HasTheEnsembleBesideTheNumberNeeded) {
    const Json json = Json::parse(trial_json(example_over_ensemble(), example_provenance()));
    const Json over = json["contrasts"][0]["ensemble"];
    EXPECT_EQ(over["risk_difference"], Json({{"mean", 20.0}, {"low", -5.0}, {"high", 25.0}}));
    EXPECT_EQ(over["number_needed"], Json({{"value", 5.0}, {"interval", {4.0, -20.0}}, {"through_infinity", true}}));
}

TEST(TrialJson, HasTheEnsembleBesidePower) {
    const Json json = Json::parse(trial_json(example_over_ensemble(), example_provenance()));
    EXPECT_EQ(json["contrasts"][0]["ensemble"]["power"], Json({{"mean", 0.5}, {"low", 0.25}, {"high", 0.75}}));
}

TEST(TrialJson, TellsWhoStaysInTreatment) {
    const Json rows = parsed()["arms"][0]["in_treatment"];
    ASSERT_EQ(rows.size(), 5U) << "weeks 0 to 4";
    EXPECT_EQ(rows[1]["percent"], 100.0);
    EXPECT_EQ(rows[2]["week"], 2.0);
    EXPECT_EQ(rows[2]["percent"], 75.0) << "one of four left in week 1.5";
    EXPECT_FALSE(rows[2].contains("ensemble"));
    const Json over = Json::parse(trial_json(example_over_ensemble(), example_provenance()))["arms"][0]["in_treatment"];
    EXPECT_EQ(over[2]["ensemble"], Json({{"mean", 80.0}, {"low", 70.0}, {"high", 85.0}}));
    EXPECT_EQ(over[2]["interval"], rows[2]["interval"]);
}

TEST(TrialJson, TellsWhoStaysWellWhereRelapsesWerePublished) {
    EXPECT_FALSE(parsed()["arms"][0].contains("without_relapse"));
    TrialResult trial = example_over_ensemble();
    trial.design.relapse.at_least = 19.0;
    trial.design.published = {
        {.id = "C9", .arm = "waiting", .measure = "HAMD17", .week = 4.0, .statistic = "relapse_rate"}};
    for (ArmRecord& arm : trial.arms) arm.over_ensemble->without_relapse.assign(5, {60.0, 55.0, 65.0});
    const Json rows = Json::parse(trial_json(trial, example_provenance()))["arms"][1]["without_relapse"];
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[4]["percent"], 50.0) << "of two who were seen one has a relapse";
    EXPECT_EQ(rows[4]["ensemble"]["high"], 65.0);
}

TEST(TrialJson, NamesTheEnsembleUnderProvenance) {
    const Json record =
        Json::parse(trial_json(example_over_ensemble(), ensemble_provenance()))["provenance"]["ensemble"];
    EXPECT_EQ(record["path"], "fit/ensemble.tsv");
    EXPECT_EQ(record["members"], 8);
    EXPECT_EQ(record["effective_size"], 5.5);
    EXPECT_EQ(record["parameters"], Json({"gain_a", "gain_b"}));
    EXPECT_TRUE(parsed()["provenance"]["ensemble"].is_null());
}

TEST(TrialJson, TellsVisitsInHoursBesideTheWeek) {
    TrialResult trial = example_trial();
    trial.design.visit_hours = {10.0, 10.25, 10.5};
    const Json json = Json::parse(trial_json(trial, example_provenance()));
    EXPECT_EQ(json["arms"][0]["results"][1]["hour"], 10.25);
    EXPECT_EQ(json["arms"][0]["results"][1]["week"], 2.0);
    EXPECT_EQ(json["contrasts"][0]["hour"], 10.5);
    EXPECT_EQ(json["published"][0]["hour"], 10.5);
    EXPECT_FALSE(parsed()["published"][0].contains("hour"));
}

TEST(TrialJson, TellsTheFlowOfArmsWithPeopleOfTheirOwn) {
    TrialResult trial = example_trial();
    trial.arms[1].flow = RecruitmentFlow{.n_assessed = 20, .n_entered = 4, .n_lead_in = 9, .n_not_met = 5};
    const Json json = Json::parse(trial_json(trial, example_provenance()));
    EXPECT_EQ(json["flow"]["assessed"], 31);
    EXPECT_FALSE(json["arms"][0].contains("flow"));
    EXPECT_EQ(json["arms"][1]["flow"]["lead_in"], 9);
    EXPECT_EQ(json["arms"][1]["flow"]["not_met"], 5);
}

TEST(TrialJson, SurvivesTextThatIsNoUtf8) {
    TrialResult trial = example_trial();
    trial.design.title = "caf\xe9";
    EXPECT_EQ(Json::parse(trial_json(trial, example_provenance()))["title"], "caf\uFFFD");
}

TEST(RunJson, HasWhatItTakesToRunAgain) {
    const Json run = Json::parse(run_json(example_trial(), example_provenance(), {"report.html", "run.json"}));
    EXPECT_EQ(run["tool"], "euthymia");
    EXPECT_EQ(run["version"], "0.1.0");
    EXPECT_EQ(run["seed"], 7);
    EXPECT_EQ(run["threads"], 2);
    EXPECT_EQ(run["wall_seconds"], 1.5);
    EXPECT_EQ(
        run["solver"],
        Json({{"name", "CVODE"}, {"method", "cvode"}, {"rtol", 1e-6}, {"atol", 1e-7}, {"back_end", "interpreter"}}));
    EXPECT_EQ(run["inputs"][0]["sha256"], sha256_of_text("walking"));
    EXPECT_EQ(run["n_rescued"], 1);
    EXPECT_EQ(run["rescued"], Json::array({{{"patient", 8}, {"arm", "waiting"}, {"time", 2.0}, {"reason", "growth"}}}));
    EXPECT_EQ(run["replicates"], 10);
    EXPECT_EQ(run["failures"][0]["reason"], "step too small,\nat \"x\"");
    EXPECT_EQ(run["warnings"], Json({"nobody walked"}));
    EXPECT_EQ(run["files"], Json({"report.html", "run.json"}));
}

TEST(ProvenanceJson, IsOneLine) {
    const std::string text = provenance_json(example_provenance());
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_EQ(Json::parse(text)["command"], "euthymia trial walking.yaml");
}

} // namespace
} // namespace euthymia::test
