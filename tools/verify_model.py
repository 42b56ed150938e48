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
    return check.report()


if __name__ == "__main__":
    sys.exit(main())
