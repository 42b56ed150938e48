// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_csv.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "write_example.hpp"

namespace euthymia::test {
namespace {

using Cells = std::vector<std::string>;

/// Reads a text after RFC 4180, each row a list of cells.
std::vector<Cells> parse(const std::string& text) {
    std::vector<Cells> rows{{""}};
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && is_quoted && i + 1 < text.size() && text[i + 1] == '"') {
            rows.back().back() += text[++i];
        } else if (c == '"') {
            is_quoted = !is_quoted;
        } else if (c == ',' && !is_quoted) {
            rows.back().emplace_back();
        } else if (c == '\n' && !is_quoted) {
            rows.push_back({""});
        } else {
            rows.back().back() += c;
        }
    }
    rows.pop_back(); // what follows the last line end
    return rows;
}

Cells columns_of(const std::string& schema) {
    Cells names;
    const auto json = nlohmann::json::parse(schema);
    for (const auto& column : json["columns"]) names.push_back(column["name"]);
    return names;
}

TEST(SummaryCsv, ReadsBackEqual) {
    const TrialResult trial = example_trial();
    const auto rows = parse(summary_csv(trial).table);
    ASSERT_EQ(rows.size(), 1u + 2u * (n_visit + 1u));
    EXPECT_EQ(rows[0], (Cells{"arm", "measure", "week", "hour", "n", "mean", "sd", "mean_change", "percent_change",
                              "response_rate", "remission_rate", "dropout_rate"}));
    const ArmResult& result = trial.arms[0].results[2];
    const Cells& row = rows[3];
    EXPECT_EQ(row[0], trial.arms[0].name);
    EXPECT_EQ((Cells{row[1], row[2], row[3], row[4], row[5], row[6], row[7]}),
              (Cells{"HAMD17", "4", "", "4", "11.5", "1.25", "-10"}));
    EXPECT_EQ(std::stod(row[8]), result.percent_change);
    EXPECT_EQ(row[11], "0.30000000000000004"); // the shortest text that is this number
}

TEST(SummaryCsv, HasTheEndsOfTheEnsembleWhereOneWasRun) {
    const CsvFile file = summary_csv(example_over_ensemble());
    const auto rows = parse(file.table);
    EXPECT_EQ(rows[0], columns_of(file.schema));
    const auto cell = [&](std::size_t row, const std::string& column) {
        const auto place = std::ranges::find(rows[0], column) - rows[0].begin();
        return rows[row].at(static_cast<std::size_t>(place));
    };
    EXPECT_EQ(cell(3, "mean_ensemble_low"), "10.5");
    EXPECT_EQ(cell(3, "mean_ensemble_high"), "12.75");
    EXPECT_EQ(cell(3, "response_rate_ensemble_high"), "35");
    EXPECT_EQ(cell(4, "response_rate_ensemble_high"), "") << "a variable has no response";
}

TEST(ComparisonCsv, HasTheEnsembleWhereOneWasRun) {
    const CsvFile file = comparison_csv(example_over_ensemble());
    const auto rows = parse(file.table);
    EXPECT_EQ(rows[0], columns_of(file.schema));
    const auto place = static_cast<std::size_t>(std::ranges::find(rows[0], "ensemble_mean") - rows[0].begin());
    ASSERT_LT(place + 2, rows[0].size());
    EXPECT_EQ((Cells{rows[1][place], rows[1][place + 1], rows[1][place + 2]}), (Cells{"-45", "-50", "-40"}));
    EXPECT_EQ(std::ranges::count(parse(comparison_csv(example_trial()).table)[0], "ensemble_mean"), 0);
}

TEST(SummaryCsv, TellsTheHourOfAVisit) {
    TrialResult trial = example_trial();
    trial.design.visit_hours = {9.0, 10.25, 10.5};
    EXPECT_EQ(parse(summary_csv(trial).table)[2][3], "10.25");
    EXPECT_EQ(parse(comparison_csv(trial).table)[1][8], "10.5");
}

TEST(SummaryCsv, LeavesOutWhatIsMissing) {
    const auto row = parse(summary_csv(example_trial()).table)[4];
    EXPECT_EQ((Cells{row[1], row[5], row[6], row[9], row[10]}), (Cells{"bdnf", "23.5", "", "", ""}));
}

TEST(SummaryCsv, HasASchemaWithEveryColumnAndUnit) {
    const CsvFile file = summary_csv(example_trial());
    const auto schema = nlohmann::json::parse(file.schema);
    EXPECT_EQ(columns_of(file.schema), parse(file.table)[0]);
    EXPECT_EQ(schema["columns"][2]["unit"], "week");
    EXPECT_EQ(schema["units_of_measures"]["HAMD17"], "points");
    EXPECT_EQ(schema["units_of_measures"]["bdnf"], "ng/mL");
}

TEST(ComparisonCsv, PutsSimulatedBesidePublished) {
    const TrialResult trial = example_trial();
    const CsvFile file = comparison_csv(trial);
    const auto rows = parse(file.table);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(columns_of(file.schema), rows[0]);
    const std::string& arm = trial.arms[0].name;
    EXPECT_EQ(rows[1], (Cells{"C1", "calibration", "percent_change", "", arm, "", "HAMD17", "4", "", "-47", "", "",
                              "-46.5", "-60", "-33", "true"}));
    EXPECT_EQ(rows[2], (Cells{"C2", "validation", "smd", "", arm, "waiting", "HAMD17", "4", "", "-0.7", "-1.3", "-0.1",
                              "0.25", "-0.5", "1", "false"}));
}

TEST(FailuresCsv, SaysWhoWhenAndWhy) {
    const auto rows = parse(failures_csv(example_trial()).table);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0], (Cells{"patient", "arm", "seed", "time", "reason"}));
    EXPECT_EQ(rows[1], (Cells{"30", "waiting", "7", "12.5", "step too small,\nat \"x\""}));
}

TEST(FailuresCsv, IsAHeaderAloneWhenNobodyFailed) {
    TrialResult trial = example_trial();
    trial.failures.clear();
    EXPECT_EQ(failures_csv(trial).table, "patient,arm,seed,time,reason\n");
}

TEST(TrajectoryCsv, HasARowATimeAndAColumnAVariable) {
    Trajectory trajectory;
    trajectory.time = {0.0, 24.0};
    trajectory.values = {1.5, 2.5, 0.1, missing};
    const CsvFile file = trajectory_csv(trajectory, example_trial().variables);
    EXPECT_EQ(file.table, "time,bdnf,5-HT\n0,1.5,2.5\n24,0.1,\n");
    EXPECT_EQ(nlohmann::json::parse(file.schema)["columns"][1]["unit"], "ng/mL");
}

} // namespace
} // namespace euthymia::test
