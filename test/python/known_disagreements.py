# SPDX-License-Identifier: Apache-2.0
"""The list of known disagreements excuses what it names and nothing else, and must stay true; each row says why, and where it is written."""

import contextlib
import io
import sys

from support import ROOT, Report

sys.path.insert(0, str(ROOT / "tools"))
from checks import Checks, Known, read_known  # noqa: E402: found by the line above

LISTED = {"a": Known("measured beside its opposite", "doc/theory/agreement.md")}


def outcome(measured, is_whole=False):
    """Exit code and text of checks named by the keys; each expects 1 within 0.1."""
    check = Checks(LISTED)
    with contextlib.redirect_stdout(io.StringIO()) as text:
        for name, value in measured.items():
            check(name, value, 1, 0.1)
        code = check.report(is_whole)
    return code, text.getvalue()


report = Report()


def expect(what, measured, code, words, is_whole=False):
    found, text = outcome(measured, is_whole)
    report.expect(found == code, f"{what}: exit code {found}, not {code}")
    report.expect(words in text, f"{what}: '{words}' is not said in:\n{text}")


expect("all hold", {"b": 1.05}, 0, "1 of 1 checks hold, 0 disagree as known")
expect("only what is listed fails", {"a": 2, "b": 1}, 0, "known: a\n       measured beside its opposite (doc/theory/agreement.md)")
expect("something else fails", {"a": 2, "b": 2}, 1, "fails and is not listed: b")
expect("what is listed holds", {"a": 1, "b": 1}, 1, "is listed and holds now: a")
expect("what is listed was not run", {"b": 1}, 0, "1 of 1")
expect("what is listed is no check", {"b": 1}, 1, "is listed and is no check: a", is_whole=True)
expect("not a number", {"b": float("nan")}, 1, "fails and is not listed: b")

for name, row in read_known().items():
    report.expect((ROOT / row.page).is_file(), f"'{name}': there is no page {row.page}")

report.finish()
