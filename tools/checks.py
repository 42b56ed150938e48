# SPDX-License-Identifier: Apache-2.0
"""Checks of a part of the model, one line each: measured beside expected; and the disagreements that are known."""

import csv
from dataclasses import dataclass
from pathlib import Path

KNOWN = Path(__file__).resolve().parent / "known_disagreements.tsv"


@dataclass(frozen=True)
class Known:
    """Why a check is known to fail, and the page of doc/theory/ that says so."""

    reason: str
    page: str


def read_known(path=KNOWN):
    """Known disagreements by the name of the check. Raises ValueError for a row that lacks something, or says a check twice."""
    known = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not all(row.get(column) for column in ("check", "reason", "page")):
                raise ValueError(f"{path}: check, reason and page are needed: {row}")
            if row["check"] in known:
                raise ValueError(f"{path}: '{row['check']}' stands there twice")
            known[row["check"]] = Known(row["reason"], row["page"])
    return known


class Checks:
    """Call with a check; tolerance is absolute, in the unit of the value."""

    def __init__(self, known=None):
        self.known = read_known() if known is None else known
        self.results = []       # whether each check holds, in order
        self.unlisted = []      # names of those that fail and are not known to
        self.disagreeing = []   # names of those that fail and are known to
        self.mended = []        # names of those that are known to fail, and hold

    def __call__(self, what, measured, expected, tolerance):
        good = abs(measured - expected) <= tolerance
        self.results.append(good)
        word = self._sort(what, good)
        print(f"{word}  {what:<112} {measured:>12.6g}   expected {expected:g} +- {tolerance:g}", flush=True)

    def _sort(self, what, good):
        if what in self.known:
            (self.mended if good else self.disagreeing).append(what)
            return "HOLDS" if good else "known"
        if not good:
            self.unlisted.append(what)
        return "ok   " if good else "FAIL "

    def report(self, is_whole=False):
        """Says how many hold, which disagreements are known and why, and what the list gets wrong.

        is_whole: every check was run, so that a listed one that was not met is no check any more.
        Returns the exit code: 1 if a check fails that is not listed, or the list is not true.
        """
        print(f"{sum(self.results)} of {len(self.results)} checks hold, {len(self.disagreeing)} disagree as known")
        for name in self.disagreeing:
            print(f"known: {name}\n       {self.known[name].reason} ({self.known[name].page})")
        missed = set(self.known) - set(self.disagreeing) - set(self.mended) if is_whole else set()
        for what, names in (("fails and is not listed", self.unlisted), ("is listed and holds now", self.mended), ("is listed and is no check", sorted(missed))):
            for name in names:
                print(f"{what}: {name}")
        return 1 if self.unlisted or self.mended or missed else 0


def report(run):
    """Runs one part by itself; returns the exit code."""
    check = Checks()
    run(check)
    return check.report()
