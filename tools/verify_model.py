#!/usr/bin/env python3
"""Run biology/depression.xml against what its sources published, one system at a time and as a whole.

    python3 tools/verify_model.py                     everything; prints one line a check
    python3 tools/verify_model.py exercise whole      only these parts

The parts are the files tools/verify_*.py, and each can be run by itself. The expected values come from the papers named in the line, or
from an independent solution of the same published equations. All of it takes ten minutes or so. Needs the packages of
tools/requirements.txt.

What is known to disagree stands in tools/known_disagreements.tsv, with the reason and the page of doc/theory/ that tells of it. The exit
code is 1 if a check fails that does not stand there, or one that stands there holds (or is no check any more): the list stays true.
"""

import importlib
import sys
import time

from checks import Checks

PARTS = ("exercise", "neurotransmitter", "neurotrophic", "neuroendocrine", "neuroimmune", "structure", "symptoms", "behaviour", "whole")


def main():
    asked = sys.argv[1:] or PARTS
    for unknown in set(asked) - set(PARTS):
        sys.exit(f"verify_model: no part '{unknown}'; there are {', '.join(PARTS)}")
    check = Checks()
    for part in asked:
        begin, before = time.monotonic(), len(check.results)
        importlib.import_module(f"verify_{part}").run(check)
        own = check.results[before:]
        print(f"----  {part}: {sum(own)} of {len(own)} checks hold, {time.monotonic() - begin:.0f} s")
    return check.report(is_whole=set(asked) == set(PARTS))


if __name__ == "__main__":
    sys.exit(main())
