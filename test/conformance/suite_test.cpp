// SPDX-License-Identifier: Apache-2.0
// The public SBML Test Suite against the committed scoreboard: a case never leaves "pass", and none is silently wrong.
#include "suite.hpp"

#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "euthymia/base/error.hpp"
#include "euthymia/sbml/read.hpp"

namespace euthymia::conformance {
namespace {

std::map<std::string, std::string> read_scoreboard() {
    std::map<std::string, std::string> board;
    std::ifstream stream(EUTHYMIA_ROOT "/test/conformance/scoreboard.jsonl");
    for (std::string line; std::getline(stream, line);) {
        const auto row = nlohmann::json::parse(line);
        board[row.at("id")] = row.at("status");
    }
    return board;
}

TEST(SbmlTestSuite, PassesOrRefusesEveryCaseAsTheScoreboardSays) {
    const auto suite = find_suite();
    if (!suite) GTEST_SKIP() << "the suite is not here: set EUTHYMIA_SBML_TEST_SUITE to its folder";
    const auto board = read_scoreboard();
    std::map<std::string, int> count;
    for (const Case& test_case : read_cases(*suite)) {
        const Verdict verdict = run_case(test_case);
        ++count[verdict.status];
        EXPECT_NE(verdict.status, "fail") << "case " << test_case.id << ": " << verdict.detail;
        const auto expected = board.find(test_case.id);
        ASSERT_NE(expected, board.end()) << "case " << test_case.id << " is not on the scoreboard";
        EXPECT_EQ(verdict.status, expected->second) << "case " << test_case.id << ": " << verdict.detail;
    }
    RecordProperty("passed", count["pass"]);
    RecordProperty("refused", count["refused"]);
}

TEST(SbmlTestSuite, RefusesByElementId) {
    const auto suite = find_suite();
    if (!suite) GTEST_SKIP() << "the suite is not here: set EUTHYMIA_SBML_TEST_SUITE to its folder";
    try {
        (void)read_sbml(*suite / "00026" / "00026-sbml-l3v2.xml");
        FAIL();
    } catch (const UnsupportedError& error) {
        EXPECT_EQ(error.issues().front().what, "an event is not supported");
        EXPECT_EQ(error.issues().front().where, "event 'event1'");
    }
}

} // namespace
} // namespace euthymia::conformance
