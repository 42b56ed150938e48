// SPDX-License-Identifier: Apache-2.0
// The public SBML Test Suite against the committed scoreboard: a case never leaves "pass", and none is silently wrong.
#include <gtest/gtest.h>

#include "scoreboard.hpp"
#include "suite.hpp"

namespace euthymia::conformance {
namespace {

const std::filesystem::path board_file = EUTHYMIA_ROOT "/test/conformance/scoreboard.jsonl";

TEST(SbmlTestSuite, EveryCaseIsAsTheScoreboardSays) {
    const auto suite = find_suite();
    if (!suite) GTEST_SKIP() << "the suite is not here: set EUTHYMIA_SBML_TEST_SUITE to its folder";
    const auto board = read_scoreboard(board_file);
    const auto cases = read_cases(*suite);
    const auto verdicts = run_cases(cases);
    for (std::size_t k = 0; k < cases.size(); ++k) {
        const auto expected = board.find(cases[k].id);
        ASSERT_NE(expected, board.end()) << "case " << cases[k].id << " is not on the scoreboard";
        EXPECT_EQ(verdicts[k].status, expected->second) << "case " << cases[k].id << ": " << verdicts[k].detail;
    }
    std::cout << summary(cases, verdicts);
}

/// Not a test: `conformance_tests --gtest_also_run_disabled_tests --gtest_filter='*RewriteTheBoard'`, which is what
/// tools/write_scoreboard.sh calls.
TEST(Scoreboard, DISABLED_RewriteTheBoard) {
    const auto suite = find_suite();
    ASSERT_TRUE(suite) << "set EUTHYMIA_SBML_TEST_SUITE to the folder of the suite";
    const auto cases = read_cases(*suite);
    const auto verdicts = run_cases(cases);
    write_scoreboard(board_file, cases, verdicts);
    std::cout << summary(cases, verdicts);
}

} // namespace
} // namespace euthymia::conformance
