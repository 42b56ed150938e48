// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_evidence.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

Claim claim(const std::string& id) {
    return {.id = id, .source = "a review", .system = "clinical", .kind = {}, .statement = "Rest <helps> | all"};
}

/// One claim of every status and a trial with two rows.
Evidence evidence() {
    using Status = Verdict::Status;
    Evidence found;
    for (const char* id : {"X1", "X2", "X3", "X4"}) found.claims.push_back(claim(id));
    found.claims[2].disagrees = {{.source = "two2001", .says = "it does not"}};
    found.verdicts = {{.status = Status::holds,
                       .id = "X1",
                       .checks = {{.patient = "mild", .values = {1.0, 2.0}, .holds = true, .shown = "1 against 2"}},
                       .shown = "1 against 2"},
                      {.status = Status::fails, .id = "X2", .shown = "3 against 2: no"},
                      {.status = Status::contested, .id = "X3", .shown = "1 against 1", .model = "follows two2001"},
                      {.status = Status::not_run, .id = "X4", .shown = "the model has no quantity 'q'"}};
    TrialResult trial;
    trial.design.title = "A trial";
    const PublishedRow row{
        .id = "C1", .split = "validation", .arm = "a", .versus = {}, .measure = {}, .statistic = "smd"};
    trial.comparisons = {{.published = row, .simulated = 1.0, .agrees = true}, {.published = row, .simulated = 2.0}};
    trial.comparisons[1].published.split = "calibration";
    found.trials = {trial};
    return found;
}

Provenance provenance() {
    Provenance provenance;
    provenance.version = "0";
    provenance.cuts = {"a->b"};
    return provenance;
}

TEST(WriteEvidence, CountsEveryStatusAndSplit) {
    const EvidenceCount n = count(evidence());
    EXPECT_EQ(n.claims_hold, 1);
    EXPECT_EQ(n.claims_fail, 1);
    EXPECT_EQ(n.claims_contested, 1);
    EXPECT_EQ(n.claims_not_run, 1);
    EXPECT_EQ(n.validation, 1);
    EXPECT_EQ(n.validation_agree, 1);
    EXPECT_EQ(n.calibration, 1);
    EXPECT_EQ(n.calibration_agree, 0);
}

TEST(WriteEvidence, HoldsClaimsTargetsAndSummaryAsJson) {
    const auto json = nlohmann::json::parse(evidence_json(evidence(), provenance()));
    ASSERT_EQ(json["claims"].size(), 4u);
    EXPECT_EQ(json["claims"][0]["id"], "X1");
    EXPECT_EQ(json["claims"][0]["status"], "holds");
    EXPECT_EQ(json["claims"][0]["shown"], "1 against 2");
    EXPECT_EQ(json["claims"][0]["checks"][0]["values"], (std::vector<double>{1.0, 2.0}));
    EXPECT_EQ(json["claims"][2]["status"], "contested");
    EXPECT_EQ(json["claims"][2]["model"], "follows two2001");
    EXPECT_EQ(json["claims"][2]["literature"]["disagrees"][0]["says"], "it does not");
    EXPECT_EQ(json["targets"].size(), 2u);
    EXPECT_EQ(json["targets"][0]["trial"], "A trial");
    EXPECT_EQ(json["summary"]["claims_hold"], 1);
    EXPECT_EQ(json["summary"]["validation_agree"], 1);
    EXPECT_EQ(json["summary"]["by_system"]["clinical"], (nlohmann::json{{"rows", 2}, {"agree", 1}}));
}

TEST(WriteEvidence, IsReadableAsMarkdownAndHtml) {
    const std::string markdown = evidence_markdown(evidence());
    EXPECT_NE(markdown.find("1 claims hold, 1 fail, 1 are contested, 1 could not be run"), std::string::npos);
    EXPECT_NE(markdown.find("| X1 | holds | Rest <helps> \\| all | 1 against 2 |"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("| X3 | contested |"), std::string::npos);
    EXPECT_NE(markdown.find("two2001: it does not"), std::string::npos);
    const std::string html = evidence_html(evidence(), provenance());
    EXPECT_NE(html.find("Rest &lt;helps&gt;"), std::string::npos);
    EXPECT_EQ(html.find("Rest <helps>"), std::string::npos);
}

/// The same with an ensemble: 1 [0.875, 1.25] and 2 [1.5, 2.5].
Evidence over_ensemble() {
    Evidence found = evidence();
    found.trials[0].n_member = 4;
    found.trials[0].comparisons[0].over_ensemble = Estimate{1.0, 0.875, 1.25};
    found.trials[0].comparisons[1].over_ensemble = Estimate{2.0, 1.5, 2.5};
    return found;
}

TEST(WriteEvidence, ShowsTheEnsembleBesideTheReplicates) {
    const std::string markdown = evidence_markdown(over_ensemble());
    EXPECT_NE(markdown.find("| Simulated | Ensemble |"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("| 0.88 to 1.25 |"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("95 % of the ensemble of calibrated parameters"), std::string::npos);
    const std::string html = evidence_html(over_ensemble(), provenance());
    EXPECT_NE(html.find("class=\"number\">Ensemble</th>"), std::string::npos);
    EXPECT_NE(html.find("data-heading=\"Ensemble\">1.50 to 2.50</td>"), std::string::npos);
    EXPECT_NE(html.find("class=\"ensemble-bar\"/>"), std::string::npos) << "in the strip";
    const auto json = nlohmann::json::parse(evidence_json(over_ensemble(), provenance()));
    EXPECT_EQ(json["targets"][1]["ensemble"]["low"], 0.875);
    EXPECT_NE(evidence_csv(over_ensemble()).table.find(",ensemble_mean,ensemble_low,ensemble_high\n"),
              std::string::npos);
}

TEST(WriteEvidence, SaysUnderHowMuchOfTheEnsembleAClaimKeepsItsStatus) {
    Evidence found = over_ensemble();
    for (Verdict& verdict : found.verdicts) verdict.over_ensemble = VerdictOverEnsemble{8, 8, 1.0};
    found.verdicts[1].over_ensemble = VerdictOverEnsemble{8, 7, 0.9375};
    const std::string markdown = evidence_markdown(found);
    EXPECT_NE(markdown.find("| Disagreeing | Ensemble |"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("| 94 % (7 of 8) |"), std::string::npos);
    EXPECT_NE(markdown.find("a claim keeps its status"), std::string::npos);
    const std::string html = evidence_html(found, provenance());
    EXPECT_NE(html.find("data-heading=\"Ensemble\">94 % (7 of 8)</td>"), std::string::npos);
    const auto json = nlohmann::json::parse(evidence_json(found, provenance()));
    EXPECT_EQ(json["claims"][1]["ensemble"], (nlohmann::json{{"members", 8}, {"same", 7}, {"share", 0.9375}}));
    const auto without = nlohmann::json::parse(evidence_json(evidence(), provenance()));
    EXPECT_FALSE(without["claims"][1].contains("ensemble"));
}

TEST(WriteEvidence, SaysNothingOfAnEnsembleWhereNoneWasRun) {
    for (const std::string& text :
         {evidence_markdown(evidence()), evidence_html(evidence(), {}), evidence_csv(evidence()).table}) {
        EXPECT_EQ(text.find("nsemble</"), std::string::npos);
        EXPECT_EQ(text.find("nsemble of"), std::string::npos);
        EXPECT_EQ(text.find("ensemble_"), std::string::npos);
    }
}

TEST(WriteEvidence, KeepsTheTimeOfTheRunOutOfTheBoard) {
    Provenance other = provenance();
    other.started = "2031-01-02T03:04:05Z";
    other.wall_seconds = 12.0;
    other.git_hash = "abcdef";
    EXPECT_EQ(evidence_html(evidence(), other), evidence_html(evidence(), provenance()));
    EXPECT_NE(evidence_json(evidence(), other), evidence_json(evidence(), provenance()));
}

TEST(WriteEvidence, WritesEveryFileWithARecordOfTheRun) {
    const Workspace space;
    const auto directory = space.directory() / "out";
    write_evidence(directory, evidence(), provenance());
    const std::vector<std::string> names{"board.html",      "board.md",      "agreement.svg", "forest.svg",
                                         "calibration.svg", "evidence.json", "summary.csv",   "summary.schema.json",
                                         "run.json"};
    for (const std::string& name : names) {
        EXPECT_TRUE(std::filesystem::exists(directory / name)) << name;
    }
    std::ifstream run(directory / "run.json");
    const auto json = nlohmann::json::parse(run);
    EXPECT_EQ(json["cut"], std::vector<std::string>{"a->b"});
    EXPECT_EQ(json["files"], names);
}

} // namespace
} // namespace euthymia
