#!/usr/bin/env python3
"""Put the healthy person's settled state at 00:00 into biology/parameters.tsv.

    python3 tools/generate_model.py && python3 tools/settle_model.py && python3 tools/generate_model.py

Run this after a change of equations or numbers, so that a healthy person without a protocol stays where he starts. Only the value
cells of states are rewritten. The numbers that describe the healthy person to others (hamd_healthy and the like) are printed, not
written: they are calibration, and changing them changes the settled state. Needs the packages of tools/requirements.txt.
"""

import argparse

from person import BIOLOGY, Person

YEARS = 4
SMALL = 1e-6          # a state that has decayed below this is written as 0

# row of parameters.tsv -> the variables whose 24-h means, averaged, it describes
HEALTHY = {
    "symptoms__hamd_healthy": ["symptoms__hamd17"],
    "symptoms__serotonin_healthy": ["neurotransmitter__serotonin_ratio"],
    "symptoms__reward_healthy": ["behaviour__reward_rate"],
    "symptoms__neurotrophic_healthy": ["neurotrophic__trkb_signal"],
    "symptoms__hpa_healthy": ["neuroendocrine__cortisol_7d"],
    "symptoms__immune_healthy": ["neuroimmune__inflammatory_load"],
    "symptoms__prefrontal_healthy": ["structure__pfc_activity", "structure__hippocampal_volume"],
    "behaviour__drive_healthy": ["behaviour__drive"],
    "mood_healthy": ["symptoms__mood"],
    "drive_loss_healthy": ["symptoms__drive_loss"],
    "fatigue_healthy": ["symptoms__fatigue"],
}


def rewrite_values(path, values):
    lines = path.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        cells = line.split("\t")
        if cells[0] in values:
            cells[1] = values[cells[0]]
            lines[index] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true", help="print the healthy means; change nothing")
    arguments = parser.parse_args()

    person = Person()
    for _ in range(12 * YEARS):
        person.run(24 * 30)
    settled = {name: person[name] for name in person.states}
    if not arguments.dry_run:
        rewrite_values(BIOLOGY / "parameters.tsv", {name: f"{value:.9g}" if abs(value) > SMALL else "0" for name, value in settled.items()})
        print(f"parameters.tsv: {len(settled)} initial values after {YEARS} years")
    for row, variables in HEALTHY.items():
        print(f"{row:<34} is {person[row]:<14.10g} the healthy mean is {person.mean_day(variables).mean():.10g}")


if __name__ == "__main__":
    main()
