#!/usr/bin/env bash
# Line coverage of the library rooms by the tests: builds the preset `coverage`, runs ctest, prints a table.
# Needs the Debian package gcovr.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage
gcovr --gcov-ignore-parse-errors --root . --filter src/ --filter include/ --exclude-throw-branches --sort-percentage build/coverage
