// SPDX-License-Identifier: Apache-2.0
// The other verbs.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

TEST(Version, IsPrinted) {
    const Outcome outcome = run_program("--version");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_TRUE(outcome.out.starts_with("euthymia 0.1.0\n")) << outcome.out;
    EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 2) << "version, then back end: " << outcome.out;
}

TEST(Trace, SaysWhereAStateComesFrom) {
    const Outcome outcome = run_program("trace cortisol");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.out.find("id        neuroendocrine__cortisol"), std::string::npos);
    EXPECT_NE(outcome.out.find("ug/dL"), std::string::npos);
    EXPECT_NE(outcome.out.find("equation  d neuroendocrine__cortisol/dt = "), std::string::npos);
}

TEST(Trace, SaysWhereANumberComesFrom) {
    const Outcome outcome = run_program("trace exercise__resting_uptake");
    EXPECT_NE(outcome.out.find("value     3.5 millilitre_per_kilogram_per_minute"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("grade     measured"), std::string::npos);
}

const std::string decay = R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">
<listOfParameters><parameter id="x" value="1" constant="false"/><parameter id="k" value="1" constant="true"/></listOfParameters>
<listOfRules><rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML">
<apply><times/><cn>-1</cn><ci>k</ci><ci>x</ci></apply></math></rateRule></listOfRules></model></sbml>)";

TEST(Sbml, IntegratesAModelForAPopulation) {
    const ScratchFile model("decay.xml", decay), people("people.csv", "k\n1\n2\n");
    const Outcome outcome =
        run_program("sbml " + model.path() + " --end 1 --steps 1 --rtol 1e-10 --population " + people.path());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    std::istringstream lines(outcome.out);
    std::string header, row;
    std::getline(lines, header);
    EXPECT_EQ(header, "id,time,x");
    std::vector<double> ends;
    for (int k = 0; std::getline(lines, row); ++k) {
        if (k % 2 == 1) ends.push_back(std::stod(row.substr(row.rfind(',') + 1)));
    }
    ASSERT_EQ(ends.size(), 2U);
    EXPECT_NEAR(ends[0], std::exp(-1.0), 1e-8);
    EXPECT_NEAR(ends[1], std::exp(-2.0), 1e-8);
}

TEST(Sbml, StartsFromTheCacheWithTheSameNumbers) {
    const ScratchFile model("decay.xml", decay);
    const fs::path cache = model.path() + ".cache";
    const std::string command = "sbml " + model.path() + " --end 1 --steps 3";
    const char* given = std::getenv("XDG_CACHE_HOME");
    const std::string usual = given == nullptr ? "" : given;
    setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    const Outcome cold = run_program(command), cached = run_program(command);
    setenv("XDG_CACHE_HOME", usual.c_str(), 1);
    EXPECT_EQ(cold.exit_code, 0) << cold.err;
    EXPECT_EQ(cached.out, cold.out);
    const auto is_model = [](const auto& entry) { return entry.path().stem().string().ends_with("-model"); };
    EXPECT_EQ(std::ranges::count_if(fs::directory_iterator(cache / "euthymia"), is_model), 1);
    fs::remove_all(cache);
}

TEST(Sbml, SetsConstants) {
    const ScratchFile model("decay.xml", decay);
    const Outcome outcome = run_program("sbml " + model.path() + " --end 1 --steps 1 --rtol 1e-10 --set k=0");
    EXPECT_EQ(outcome.out, "time,x\n0,1\n1,1\n");
}

TEST(Simulate, FollowsOnePersonAndWritesTheTrajectory) {
    const ScratchFile directory("one", "");
    fs::remove(directory.path());
    const Outcome outcome = run_program(
        "simulate healthy escitalopram-10mg --weeks 1 --json --variables hamd17,cortisol -o " + directory.path());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["time"]["values"].size(), 8U);
    EXPECT_EQ(json["variables"]["cortisol"]["unit"], "ug/dL");
    for (const char* name : {"trajectory.csv", "results.nc", "run.json"}) {
        EXPECT_TRUE(fs::exists(fs::path(directory.path()) / name)) << name;
    }
    const auto run = nlohmann::json::parse(read_text(fs::path(directory.path()) / "run.json"));
    EXPECT_EQ(run["solver"]["method"], "rodas5p");
    EXPECT_EQ(run["n_simulated"], 1);
}

TEST(Simulate, RecordsTheArrowsThatAreCut) {
    const ScratchFile directory("cut", "");
    fs::remove(directory.path());
    const Outcome outcome =
        run_program("simulate moderate walking-3x45 --weeks 1 --variables hamd17 --cut 'neuroimmune->symptoms' "
                    "--cut 'neuroendocrine->symptoms' -o " +
                    directory.path());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto run = nlohmann::json::parse(read_text(fs::path(directory.path()) / "run.json"));
    EXPECT_EQ(run["cut"], (std::vector<std::string>{"neuroimmune->symptoms", "neuroendocrine->symptoms"}));
}

TEST(Simulate, HoldsAQuantityStill) {
    const ScratchFile protocol("clamp.yaml", "schema: euthymia/protocol/1\ntitle: Held\n"
                                             "clamp: {variable: cortisol_7d, fraction: 0.5, weeks: 1}\n");
    const Outcome outcome = run_program("simulate healthy " + protocol.path() +
                                        " --weeks 1 --every 12 --json --variables cortisol_7d,hippocampal_volume");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto values = nlohmann::json::parse(outcome.out)["variables"]["cortisol_7d"]["values"];
    for (const auto& value : values) EXPECT_EQ(value, values[0]);
    EXPECT_NEAR(values[0], 0.5 * 7.2, 0.1) << "half of the healthy mean, ug/dL";
}

const std::string claim = R"(schema: euthymia/claim/1
id: X1
source: a review
system: clinical
kind: state
statement: Who is ill is worse off
weeks: 0.2
arms:
  - {name: ill, patient: moderate}
  - {name: well, patient: healthy}
checks:
  - {quantity: hamd17, arm: ill, week: 0, expect: higher, than: {arm: well}, by: 5}
)";

TEST(Evidence, JudgesAClaim) {
    const ScratchFile file("claim.yaml", claim), directory("evidence", "");
    fs::remove(directory.path());
    const Outcome outcome = run_program("evidence " + file.path() + " --json -o " + directory.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["claims"][0]["status"], "holds");
    EXPECT_EQ(json["summary"]["claims_hold"], 1);
    for (const char* name : {"board.html", "board.md", "agreement.svg", "evidence.json", "summary.csv", "run.json"}) {
        EXPECT_TRUE(fs::exists(fs::path(directory.path()) / name)) << name;
    }
}

TEST(Evidence, EndsWithOneWhenAClaimFails) {
    const ScratchFile file("claim.yaml", with(claim, "expect: higher", "expect: lower"));
    const Outcome outcome = run_program("evidence " + file.path());
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_TRUE(outcome.out.starts_with("X1: Who is ill is worse off\nfails\n  no  hamd17 (ill) ")) << outcome.out;
}

TEST(Evidence, SuggestsTheClaimThatWasMeant) {
    const Outcome outcome = run_program("evidence E1.11");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("error: there is no claim 'E1.11'"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("did you mean 'E1.1'"), std::string::npos) << outcome.err;
}

TEST(Trace, ListsTheItemsOfAScale) {
    const Outcome outcome = run_program("trace MADRS");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("item      inner tension: symptoms__anxiety, 0 to 6; montgomery1979, measured\n"),
              std::string::npos)
        << outcome.out;
    EXPECT_NE(outcome.out.find("symptoms__madrs = "), std::string::npos) << "and the model's sum";
    EXPECT_EQ(run_program("trace madrs").out, outcome.out);
}

TEST(Trace, SaysWhereAClaimComesFrom) {
    const Outcome outcome = run_program("trace E2.2");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("claim     E2.2\nstates    Peripheral BDNF is lower in major depression\n"
                                        "source    exercise review\n"))
        << outcome.out;
    EXPECT_NE(outcome.out.find("check     rising: mean of bdnf_serum in 'severe'"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("claims/E2.2.yaml"), std::string::npos);
}

} // namespace
} // namespace euthymia
