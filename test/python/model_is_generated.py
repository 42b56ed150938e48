# SPDX-License-Identifier: Apache-2.0
"""The committed biology/depression.xml is what its equations and numbers give, byte for byte, and its units agree.

libSBML checks the units of every rule (SBML Level 3 Version 2, rules 10501 to 10599); a disagreement is a warning there and a
failure here. A change of either count is a fault, also one for the better: then state it anew.
"""

import re
import subprocess
import sys

from support import ROOT, Report, need

STATED_ERRORS, STATED_WARNINGS = 0, 0

need("antimony", "libsbml")
run = subprocess.run([sys.executable, ROOT / "tools/generate_model.py", "--check"], capture_output=True, text=True, check=False)
print(run.stdout + run.stderr, end="")

report = Report()
report.expect(run.returncode == 0, "biology/depression.xml is not what tools/generate_model.py gives")
counts = re.search(r"depression\.xml: (\d+) errors, (\d+) warnings", run.stdout)
report.expect(counts is not None, "tools/generate_model.py did not count libSBML's findings")
if counts:
    found = (int(counts[1]), int(counts[2]))
    report.expect(found == (STATED_ERRORS, STATED_WARNINGS), f"libSBML finds {found}, stated are {(STATED_ERRORS, STATED_WARNINGS)} errors and warnings")
report.finish()
