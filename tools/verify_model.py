#!/usr/bin/env python3
"""Run biology/depression.xml against what its sources published, one system at a time and as a whole.

    python3 tools/verify_model.py                     everything; prints one line a check; exit 1 if one fails
    python3 tools/verify_model.py exercise whole      only these parts

The parts are the files tools/verify_*.py, and each can be run by itself. The expected values come from the papers named in the line, or
from an independent solution of the same published equations. All of it takes ten minutes or so. Needs the packages of
tools/requirements.txt.
"""

import importlib
import sys
import time

PARTS = ("exercise", "neurotransmitter", "neurotrophic", "neuroendocrine", "neuroimmune", "structure", "symptoms", "behaviour", "whole")
RESULTS = []


def check(what, measured, expected, tolerance):
    """tolerance is absolute, in the unit of the value"""
    good = abs(measured - expected) <= tolerance
    RESULTS.append(good)
    print(f"{'ok  ' if good else 'FAIL'}  {what:<112} {measured:>12.6g}   expected {expected:g} +- {tolerance:g}", flush=True)


def main():
    asked = sys.argv[1:] or PARTS
    for unknown in set(asked) - set(PARTS):
        sys.exit(f"verify_model: no part '{unknown}'; there are {', '.join(PARTS)}")
    for part in asked:
        begin, before = time.monotonic(), len(RESULTS)
        importlib.import_module(f"verify_{part}").run(check)
        print(f"----  {part}: {sum(RESULTS[before:])} of {len(RESULTS) - before} checks hold, {time.monotonic() - begin:.0f} s")
    print(f"{sum(RESULTS)} of {len(RESULTS)} checks hold")
    return 0 if all(RESULTS) else 1


if __name__ == "__main__":
    sys.exit(main())
