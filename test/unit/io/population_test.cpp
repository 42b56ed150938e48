// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "write_example.hpp"

namespace euthymia::test {
namespace {

using Json = nlohmann::json;

PopulationOutcome example_outcome() {
    PopulationOutcome outcome{.n_person = 1000, .n_done = 400};
    outcome.n_rescued = 1;
    outcome.failures = {{.person = 6, .patient = "A, 7", .time = 0.25, .reason = "exploded"}};
    outcome.rescues = {{.person = 8, .patient = "9", .time = 1.5, .reason = "growth"}};
    return outcome;
}

TEST(PopulationFailures, AreATableOfPeople) {
    const CsvFile file = failures_csv(example_outcome(), 7, "second");
    EXPECT_EQ(file.table, "patient,seed,time,reason\n\"A, 7\",7,0.25,exploded\n");
    EXPECT_EQ(Json::parse(file.schema)["columns"][2]["unit"], "second");
}

TEST(PopulationFailures, HaveAHeaderWhenNobodyFailed) {
    EXPECT_EQ(failures_csv({}, 7, "").table, "patient,seed,time,reason\n");
}

TEST(PopulationRun, TellsHowItWent) {
    PopulationOutcome outcome = example_outcome();
    outcome.is_interrupted = true;
    const Json run = Json::parse(run_json(outcome, example_provenance(), {"results.nc", "run.json"}));
    EXPECT_EQ(run["n_planned"], 1000);
    EXPECT_EQ(run["n_simulated"], 400);
    EXPECT_EQ(run["n_failed"], 1);
    EXPECT_EQ(run["n_rescued"], 1);
    EXPECT_EQ(run["failures"], Json::array({{{"patient", "A, 7"}, {"time", 0.25}, {"reason", "exploded"}}}));
    EXPECT_EQ(run["rescued"], Json::array({{{"patient", "9"}, {"time", 1.5}, {"reason", "growth"}}}));
    EXPECT_EQ(run["interrupted"], true);
    EXPECT_EQ(run["seed"], 7);
    EXPECT_EQ(run["solver"]["method"], "cvode");
    EXPECT_EQ(run["files"], Json({"results.nc", "run.json"}));
}

TEST(PopulationRun, TellsOnlyTheFirstOfMany) {
    PopulationOutcome outcome{.n_person = 1000, .n_done = 1000};
    for (std::size_t k = 0; k < 1000; ++k) outcome.failures.push_back({.person = k, .patient = std::to_string(k)});
    outcome.n_rescued = 5000;
    const Json run = Json::parse(run_json(outcome, example_provenance(), {}));
    EXPECT_EQ(run["failures"].size(), most_incidents);
    EXPECT_EQ(run["failures"].back()["patient"], std::to_string(most_incidents - 1));
    EXPECT_EQ(run["n_failed"], 1000);
    EXPECT_EQ(run["n_rescued"], 5000);
}

} // namespace
} // namespace euthymia::test
