# SPDX-License-Identifier: Apache-2.0
"""Two simulators, one model: euthymia and libRoadRunner give every state of biology/depression.xml the same course.

Rule: at every output time |euthymia - libRoadRunner| <= 1e-5 of the state's largest size over the run, or of 1e-4 for a state that
is smaller than that throughout. A run holds its inputs constant, for `euthymia sbml` has no timetable: rest, a fortnight of
stress, an hour of exercise, a person whose switches are cut.

    roadrunner_agrees.py PATH/TO/euthymia
"""

import csv
import io
import subprocess
import sys

from support import BIOLOGY, ROOT, Report, need

need("roadrunner", "numpy")
import numpy                                     # noqa: E402  after the check that it is there

sys.path.insert(0, str(ROOT / "tools"))
from person import Person                        # noqa: E402

TOLERANCE, LEAST_SIZE = 1e-5, 1e-4
RUNS = {                                         # name -> hours, steps, what is held
    "a healthy day": (24, 48, {}),
    "a fortnight of stress": (14 * 24, 56, {"neuroendocrine__stressor": 1.6}),
    "an hour of exercise": (1, 30, {"exercise__bout": 1, "exercise__intensity": 0.65}),
    "a month of inflammation, symptoms cut off": (
        30 * 24, 60, {"neuroimmune__danger_trait": 0.01, "switch_neuroimmune_to_symptoms": 0, "symptoms__threshold_shift": -0.5}),
}


def by_euthymia(program, states, hours, steps, held):
    command = [program, "sbml", BIOLOGY / "depression.xml", "--end", str(hours), "--steps", str(steps), "--rtol", "1e-9",
               "--variables", ",".join(states)]
    for name, value in held.items():
        command += ["--set", f"{name}={value}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    return {name: numpy.array([float(row[name]) for row in rows]) for name in states}


def by_roadrunner(states, hours, steps, held):
    person = Person(relative_tolerance=1e-10, absolute_tolerance=1e-12, **held)
    seen = person.run(hours, states, every=hours / steps)
    return dict(zip(states, seen[1:]))


def worst_difference(ours, theirs):
    """(share, state) of the largest difference."""
    shares = {name: float(numpy.abs(ours[name] - theirs[name]).max() / max(numpy.abs(theirs[name]).max(), LEAST_SIZE)) for name in theirs}
    state = max(shares, key=shares.get)
    return shares[state], state


def main():
    program = sys.argv[1]
    states = Person().states
    report = Report()
    for name, (hours, steps, held) in RUNS.items():
        ours = by_euthymia(program, states, hours, steps, held)
        theirs = by_roadrunner(states, hours, steps, held)
        moved = sum(float(numpy.ptp(theirs[state])) > 1e-6 for state in states)
        share, state = worst_difference(ours, theirs)
        print(f"{name}: {len(states)} states, {moved} of them move, worst difference {share:.2g} of the state ({state})")
        report.expect(share <= TOLERANCE, f"{name}: {state} differs by {share:.2g} of its size")
    report.finish()


main()
