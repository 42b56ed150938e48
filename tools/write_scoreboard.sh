#!/usr/bin/env bash
# Runs the SBML Test Suite and rewrites test/conformance/scoreboard.jsonl: tools/write_scoreboard.sh [build directory].
# The suite is found beside the repository or by EUTHYMIA_SBML_TEST_SUITE.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$root/build/release}
cmake --build "$build" --target conformance_tests
"$build/test/conformance_tests" --gtest_also_run_disabled_tests --gtest_filter='Scoreboard.DISABLED_RewriteTheBoard'
