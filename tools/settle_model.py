#!/usr/bin/env python3
"""Settle the healthy person and the moderately depressed one, and write what depends on them into biology/parameters.tsv.

    python3 tools/generate_model.py && python3 tools/settle_model.py && python3 tools/generate_model.py

Run this after a change of equations or numbers. Three things are written, each only in the value cells of its rows:

    anchors of health     *_healthy: 24-h means of the healthy person
    anchors of illness    *_moderate: 24-h means of the moderate patient of biology/patients at equilibrium
    initial values        the healthy person's states at 00:00, so that who does nothing stays where he starts

Both persons are first settled with all arrows to symptoms cut, where an anchor moves nothing: symptoms then rest at the healthy
profile, or, with threshold_shift -1 (which is a dysfunction of 1 in every column), at the moderate one. So one pass is enough, and the
moderate state is a fixed point of the whole by construction; that it is stable is for tools/verify_model.py to show.

    --healthy, --moderate  only that part        --dry-run  print, write nothing

Takes about three minutes. Needs the packages of tools/requirements.txt.
"""

import argparse
import csv
import re

from person import BIOLOGY, Person

YEAR = 24 * 365
YEARS_CUT = 3
DAYS_WHOLE = 300
SMALL = 1e-6          # a state that has decayed below this is written as 0
DAYS_ILL = 900
DAYS_OF_STRESS, STRESS = 70, 1.6
SCAR = 0.006          # of the first year of illness; its own equilibrium takes decades

# row of parameters.tsv -> the variables whose 24-h means, averaged, it describes
HEALTHY = {
    "symptoms__hamd_healthy": ["symptoms__hamd17"],
    "symptoms__serotonin_healthy": ["neurotransmitter__serotonin_2w"],
    "symptoms__norepinephrine_healthy": ["neurotransmitter__norepinephrine_2w"],
    "symptoms__dopamine_healthy": ["neurotransmitter__motivation"],
    "symptoms__opioid_healthy": ["neurotransmitter__opioid_tone"],
    "symptoms__reward_healthy": ["behaviour__reward_rate"],
    "symptoms__neurotrophic_healthy": ["neurotrophic__trkb_signal", "neurotrophic__newborn_ratio"],     # newborn_share is one half
    "symptoms__hpa_healthy": ["neuroendocrine__cortisol_7d"],
    "symptoms__immune_healthy": ["neuroimmune__inflammatory_load"],
    "symptoms__prefrontal_healthy": ["structure__pfc_activity_total", "structure__hippocampal_volume"],
    "behaviour__drive_healthy": ["behaviour__drive"],
    "behaviour__activity_healthy": ["behaviour__activity"],
    "mood_healthy": ["symptoms__mood"],
    "drive_loss_healthy": ["symptoms__drive_loss"],
    "fatigue_healthy": ["symptoms__fatigue"],
    "retardation_healthy": ["symptoms__retardation"],
}
MODERATE = {row.replace("_healthy", "_moderate"): variables for row, variables in HEALTHY.items()
            if row.startswith("symptoms__") and row != "symptoms__hamd_healthy"}


def rewrite_values(path, values):
    lines = path.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        cells = line.split("\t")
        if cells[0] in values:
            cells[1] = values[cells[0]]
            lines[index] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def patient_parameters(name):
    """The parameters of a file of biology/patients, by id."""
    with open(BIOLOGY / "aliases.tsv", encoding="utf-8", newline="") as file:
        aliases = {row["alias"]: row["id"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    text = (BIOLOGY / "patients" / f"{name}.yaml").read_text(encoding="utf-8")
    block = re.search(r"(?m)^parameters:\n((?:  .*\n)+)", text).group(1)
    return {aliases.get(name, name): float(value) for name, value in re.findall(r"(?m)^  (\w+): *([-+.\deE]+)", block)}


def settle_slow_states(person):
    """Stores with time constants of decades are put where their balances rest."""
    growth, influx = "neurotrophic__neurogenesis_rate", ["structure__integration", "structure__premyelinating", "structure__glucocorticoid_excess"]
    born, integration, premyelinating, excess = person.mean_day([growth, *influx])
    person["neurotrophic__granule_neurons"] = born / person["neurotrophic__granule_loss"]
    loss = person["structure__oligodendrocyte_loss"] * (1 + person["structure__oligodendrocyte_glucocorticoid"] * excess)
    person["structure__oligodendrocytes"] = integration * premyelinating / person["structure__premyelinating_time"] / loss


def means(person, rows):
    names = sorted({name for variables in rows.values() for name in variables})
    values = dict(zip(names, person.mean_day(names)))
    return {row: sum(values[name] for name in variables) / len(variables) for row, variables in rows.items()}


def run_days(person, days):
    while days > 0:
        person.run(24 * min(days, 30))
        days -= 30


def healthy():
    """Anchors and initial values of the healthy person."""
    person = Person(cut=("_to_symptoms_",))
    for _ in range(YEARS_CUT):
        run_days(person, 365)
        settle_slow_states(person)
    run_days(person, 365)
    anchors = means(person, HEALTHY)
    for row, value in anchors.items():
        person[row] = value
    for switch in person.runner.model.getGlobalParameterIds():
        if switch.startswith("switch_") and switch.endswith("_to_symptoms"):
            person[switch] = 1
    run_days(person, DAYS_WHOLE)
    return anchors, {name: person[name] for name in person.states}


def moderate():
    """Anchors of the moderate patient."""
    parameters = {**patient_parameters("moderate"), "symptoms__threshold_shift": -1}
    person = Person(cut=("_to_symptoms_",), **parameters)
    person["exercise__vo2max"] = person["exercise__vo2max_baseline"]
    person["neuroendocrine__stressor"] = STRESS
    run_days(person, DAYS_OF_STRESS)
    person["neuroendocrine__stressor"] = 1
    run_days(person, DAYS_ILL - 300)
    person["structure__scar"] = SCAR
    run_days(person, 300)
    person["structure__scar"] = SCAR
    others = ["symptoms__hamd17", "symptoms__severity_effect", "neuroendocrine__brake", "neuroendocrine__gr_sensitivity", "behaviour__drive"]
    anchors = means(person, MODERATE)
    print("moderate patient at equilibrium: " + ", ".join(f"{name.split('__')[1]} {value:.4g}" for name, value in zip(others, person.mean_day(others))))
    return anchors


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--healthy", action="store_true", help="only the healthy person")
    parser.add_argument("--moderate", action="store_true", help="only the moderate patient")
    parser.add_argument("--dry-run", action="store_true", help="print; change nothing")
    arguments = parser.parse_args()
    both = arguments.healthy == arguments.moderate
    with open(BIOLOGY / "parameters.tsv", encoding="utf-8", newline="") as file:
        before = {row["id"]: row["value"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}

    anchors, values = {}, {}
    if both or arguments.healthy:
        anchors, settled = healthy()
        values = {name: f"{value:.9g}" if abs(value) > SMALL else "0" for name, value in settled.items()}
    if both or arguments.moderate:
        anchors |= moderate()
    for row, value in anchors.items():
        print(f"{row:<36} was {before[row]:<14} is {value:.10g}")
    if not arguments.dry_run:
        rewrite_values(BIOLOGY / "parameters.tsv", values | {row: f"{value:.10g}" if abs(value) > SMALL else "0" for row, value in anchors.items()})
        print(f"parameters.tsv: {len(anchors)} anchors and {len(values)} initial values written")


if __name__ == "__main__":
    main()
