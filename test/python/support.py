# SPDX-License-Identifier: Apache-2.0
"""What the Python tests share: the repository, its model, and how to skip or fail."""

import csv
import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIOLOGY = ROOT / "biology"
SKIPPED = 77          # CTest's SKIP_RETURN_CODE


def need(*packages):
    """Skips the test unless every package is installed."""
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed; ./check installs tools/requirements.txt")
        sys.exit(SKIPPED)


def read_rows(name):
    """The rows of a table of biology/ as dictionaries."""
    with open(BIOLOGY / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Report:
    """Collects what does not hold; the test fails at its end with all of it."""

    def __init__(self):
        self.faults = []

    def expect(self, holds, what):
        if not holds:
            self.faults.append(what)

    def finish(self):
        for fault in self.faults:
            print("FAIL:", fault)
        sys.exit(1 if self.faults else 0)
