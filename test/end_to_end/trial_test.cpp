// SPDX-License-Identifier: Apache-2.0
// `euthymia trial` as its users meet it.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "program.hpp"
#include "unit/io/netcdf_reader.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

const std::string tiny = "test/end_to_end/tiny-trial.yaml";

nlohmann::json without_provenance(const std::string& text) {
    auto json = nlohmann::json::parse(text);
    json.erase("provenance");
    return json;
}

TEST(TrialCommand, PrintsSimulatedBesidePublished) {
    const Outcome outcome = run_program("trial " + tiny + " --pool 12 --replicates 20 -q");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("Two short arms (simulated)"), std::string::npos);
    EXPECT_NE(outcome.out.find("published  simulated"), std::string::npos);
    EXPECT_NE(outcome.out.find("not medical advice"), std::string::npos);
    EXPECT_EQ(outcome.err, "");
}

TEST(TrialCommand, JsonHasThePromisedShape) {
    const Outcome outcome = run_program("trial " + tiny + " --pool 12 --replicates 20 -q --json");
    const auto json = nlohmann::json::parse(outcome.out);
    for (const char* key : {"title", "arms", "contrasts", "published", "failures", "provenance"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    const auto& result = json["arms"][0]["results"][0];
    for (const char* key :
         {"week", "mean", "sd", "mean_change", "percent_change", "response_rate", "remission_rate", "dropout_rate"}) {
        EXPECT_TRUE(result.contains(key)) << key;
    }
    for (const char* key : {"arm", "versus", "week", "smd", "smd_interval", "mean_difference",
                            "mean_difference_interval", "risk_ratio", "odds_ratio"}) {
        EXPECT_TRUE(json["contrasts"][0].contains(key)) << key;
    }
    for (const char* key : {"id", "split", "statistic", "arm", "versus", "week", "published", "interval", "simulated",
                            "simulated_interval", "agrees"}) {
        EXPECT_TRUE(json["published"][0].contains(key)) << key;
    }
}

TEST(TrialCommand, TellsNoPowerOfAPoolSmallerThanTheTrial) {
    const auto power_with = [](const Outcome& outcome) { return nlohmann::json::parse(outcome.out)["contrasts"][0]; };
    const std::string arguments = "trial " + tiny + " --pool 10 --replicates 20 -q --json --n ";
    const Outcome enough = run_program(arguments + "5"), few = run_program(arguments + "6");
    EXPECT_TRUE(power_with(enough)["power"].is_number());
    EXPECT_EQ(enough.err, "");
    EXPECT_TRUE(power_with(few)["power"].is_null());
    EXPECT_NE(few.out.find("a replicate takes 12 people and the pool has 10"), std::string::npos);
    EXPECT_NE(few.err.find("tell no power; use --pool 12"), std::string::npos) << few.err;
}

TEST(TrialCommand, TellsThePowerOfAPlanOverAnEnsemble) {
    const ScratchFile ensemble("ensemble.tsv", "member\tweight\tobjective\tcontact.waitlist.points\n"
                                               "0\t0.5\t0\t1.5\n1\t0.5\t0\t3.5\n");
    const std::string arguments = "trial " + tiny + " --pool 12 --replicates 20 -q --power 0.8 ";
    const Outcome outcome = run_program(arguments + "--json --ensemble " + ensemble.path());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto plan = nlohmann::json::parse(outcome.out);
    const auto power = plan["ensemble"]["power"];
    EXPECT_GE(power["mean"], power["low"]);
    EXPECT_LE(power["mean"], power["high"]);
    EXPECT_EQ(plan["provenance"]["ensemble"]["members"], 2);
    EXPECT_NE(run_program(arguments + "--ensemble " + ensemble.path()).out.find("Over 2 members of the ensemble"),
              std::string::npos);
    EXPECT_FALSE(nlohmann::json::parse(run_program(arguments + "--json").out).contains("ensemble"));
}

TEST(TrialCommand, GivesTheSameNumbersOnOneAndTwoThreadsAndTwice) {
    const std::string arguments = "trial " + tiny + " --pool 12 --replicates 20 -q --json --seed 3 --threads ";
    const auto one = without_provenance(run_program(arguments + "1").out);
    const auto two = without_provenance(run_program(arguments + "2").out);
    EXPECT_EQ(one, two);
    const auto other =
        without_provenance(run_program("trial " + tiny + " --pool 12 --replicates 20 -q --json --seed 4").out);
    EXPECT_NE(one, other);
}

TEST(TrialCommand, WritesAllItsResults) {
    const ScratchFile directory("results", "");
    fs::remove(directory.path());
    const Outcome outcome = run_program("trial " + tiny + " --pool 12 --replicates 20 -q -o " + directory.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    for (const char* name :
         {"results.nc", "summary.csv", "run.json", "report.html", "comparison.csv", "failures.csv"}) {
        EXPECT_TRUE(fs::exists(fs::path(directory.path()) / name)) << name;
    }
    const auto run = nlohmann::json::parse(read_text(fs::path(directory.path()) / "run.json"));
    EXPECT_FALSE(run.dump().empty());
    const std::string report = read_text(fs::path(directory.path()) / "report.html");
    EXPECT_NE(report.find("<svg"), std::string::npos);
    EXPECT_NE(report.find("not a medical device"), std::string::npos);
}

TEST(TrialCommand, LeavesNothingWhenTheResultsCannotBeWritten) {
    const Outcome outcome = run_program("trial " + tiny + " --pool 12 --replicates 20 -q -o /proc/nowhere/results");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("where: /proc/nowhere"), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists("/proc/nowhere"));
}

TEST(TrialCommand, KeepsResultsWhenTooManyFail) {
    // a dose that no arithmetic survives
    const ScratchFile file("trial.yaml", with(read_text(EUTHYMIA_ROOT "/" + tiny), "10 mg", "1e300 mg"));
    const ScratchFile directory("failed", "");
    fs::remove(directory.path());
    const std::string arguments =
        "trial " + file.path() + " --pool 10 --replicates 5 -q -o " + directory.path() + " --max-failed ";
    const Outcome outcome = run_program(arguments + "0.05");
    EXPECT_EQ(outcome.exit_code, 5);
    EXPECT_TRUE(outcome.err.starts_with("error: 10 of ")) << outcome.err;
    EXPECT_NE(outcome.err.find(" simulated people failed, more than the share of 0.05 that --max-failed allows\n"
                               "  where: first: patient "),
              std::string::npos)
        << outcome.err;
    EXPECT_NE(outcome.err.find("all results are in " + directory.path()), std::string::npos) << outcome.err;
    const std::string failures = read_text(fs::path(directory.path()) / "failures.csv");
    EXPECT_TRUE(failures.starts_with("patient,arm,seed,time,reason\n")) << failures;
    EXPECT_EQ(std::count(failures.begin(), failures.end(), '\n'), 11) << failures; // the arm with the dose
    EXPECT_EQ(run_program(arguments + "0.5").exit_code, 0);
}

TEST(SimulateCommand, ShowsAPersonOfATrialToTheLastBit) {
    const ScratchFile directory("person", "");
    fs::remove(directory.path());
    const std::string seed = " --seed 3 ";
    const Outcome trial = run_program("trial " + tiny + " --pool 12 --replicates 1 -q -o " + directory.path() + seed);
    ASSERT_EQ(trial.exit_code, 0) << trial.err;
    const test::NetcdfReader results(fs::path(directory.path()) / "results.nc");
    const std::size_t n_time = results.length("time"), place = 7;
    const auto patient = results.values("patient", 12);
    for (const std::string arm : {"drug", "waitlist"}) {
        const auto number = static_cast<long>(patient[place]);
        const Outcome again = run_program("simulate --trial " + tiny + " --person " + std::to_string(number) +
                                          " --arm " + arm + " --json" + seed);
        ASSERT_EQ(again.exit_code, 0) << again.err;
        const auto json = nlohmann::json::parse(again.out);
        for (const std::string variable : {"hamd17", "bdnf_serum"}) {
            const auto all = results.values(variable, 2 * 12 * n_time);
            const auto from = all.begin() + static_cast<long>(((arm == "drug" ? 0 : 12) + place) * n_time);
            const std::vector<double> seen(from, from + static_cast<long>(n_time));
            EXPECT_EQ(json["variables"][variable]["values"].get<std::vector<double>>(), seen)
                << variable << ", " << arm;
        }
    }
}

TEST(SimulateCommand, NeedsToKnowWhoOrWhichPersonOfATrial) {
    EXPECT_EQ(run_program("simulate").exit_code, 2);
    EXPECT_EQ(run_program("simulate healthy").exit_code, 2);
    EXPECT_EQ(run_program("simulate --trial " + tiny + " --person 1").exit_code, 2);
    EXPECT_EQ(run_program("simulate healthy walking-3x45 --trial " + tiny + " --person 1 --arm drug").exit_code, 2);
}

TEST(TrialCommand, StopsCleanlyOnCtrlC) {
    const ScratchFile directory("interrupted", "");
    fs::remove(directory.path());
    const std::string arguments = "trial " + tiny + " --pool 2000 -q -o " + directory.path() +
                                  " & program=$!; sleep 1; kill -INT $program; wait $program";
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 130);
    EXPECT_EQ(outcome.err, "");
    EXPECT_FALSE(fs::exists(directory.path()));
}

} // namespace
} // namespace euthymia
