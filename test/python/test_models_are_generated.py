# SPDX-License-Identifier: Apache-2.0
"""The committed test/models/*.xml are what their Antimony gives, byte for byte."""

import subprocess
import sys

from support import ROOT, Report, need

need("antimony", "libsbml")
run = subprocess.run([sys.executable, ROOT / "tools/generate_test_models.py", "--check"], capture_output=True, text=True, check=False)
print(run.stdout + run.stderr, end="")

report = Report()
report.expect(run.returncode == 0, "a model of test/models/ is not what tools/generate_test_models.py gives")
report.finish()
