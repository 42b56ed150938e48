#!/usr/bin/env python3
"""Check the library of published trials in biology/trials.

    python3 tools/check_library.py                     counts; one line a fault; exit 1 if there is one
    python3 tools/check_library.py --targets DIR       compare with targets.tsv and targets-biology.tsv of DIR (default ../shared/science)

Every target stands in exactly one file, or with its reason in doc/theory/not-expressed.md. Arms, visits, outcomes, drugs, modes, patients,
scales, variables and sources that a file names exist. Where the tables of targets are at hand, split, value and interval are those of the table,
after the conversions of `expected`. Needs PyYAML (tools/requirements.txt).
"""

import argparse
import csv
import math
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
BIOLOGY = ROOT / "biology"
FEWEST_FILES = 60
ID = re.compile(r"^[BCV]\d{3}$")

# what a table calls a statistic -> what a file may call it
STATISTICS = {
    "SMD": {"smd"},
    "SMD_bound": {"smd"},
    "SMD_prepost": {"smd_prepost"},
    "NNT": {"nnt", "nnt_of_smd"},
    "SD": {"sd"},
    "mean": {"mean"},
    "mean_change": {"mean_change"},
    "mean_difference": {"mean_difference", "direction"},
    "percent": {"remission_rate", "response_rate", "relapse_rate", "relapse_share", "dropout_rate", "completion_rate", "fell_share", "percent_change", "mean"},
    "percent_change": {"percent_change"},
    "percent_difference": {"percent_difference"},
    "direction": {"direction"},
    "odds_ratio": {"odds_ratio"},
    "relative_risk": {"risk_ratio"},
    "beta": {"odds_ratio"},
    "variance_ratio": {"variance_ratio"},
    "cv_ratio": {"cv_ratio"},
}
COMPLEMENT = {"V011"}  # published as the share without response
CHANGE_OVER_ITS_OWN_SD = {"C116"}  # the paper divides by the SD of the changes, the table calls it SMD_prepost
FACTOR = {"B117": 1000 / 75}  # L/min -> mL/kg/min for a body of 75 kg


def read_table(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def first_column(name):
    path = BIOLOGY / name
    with path.open(encoding="utf-8") as file:
        next(file)
        return {line.split("\t")[0].rstrip("\n") for line in file}


def as_list(value):
    return value if isinstance(value, list) else [value]


class Library:
    """What the files may name."""

    def __init__(self):
        self.variables = first_column("aliases.tsv") | first_column("names.tsv")
        self.scales = first_column("tables/scales.tsv")
        self.drugs = first_column("tables/drugs.tsv")
        self.modes = first_column("tables/exercise_modes.tsv")
        self.contacts = first_column("tables/contact.tsv")
        self.conditions = first_column("tables/contraindications.tsv")
        self.patients = {path.stem for path in (BIOLOGY / "patients").glob("*.yaml")}
        text = (BIOLOGY / "references.bib").read_text(encoding="utf-8")
        self.sources = set(re.findall(r"(?m)^@\w+\{([^,\s]+),", text))


def population_faults(population, library):
    patient = population.get("patient", "candidate")
    if patient not in library.patients:
        yield f"no patient '{patient}'"
    for condition in as_list(population.get("conditions", [])):
        if condition not in library.conditions:
            yield f"no condition '{condition}'"
    baseline = population.get("baseline")
    if baseline and not baseline["min"] < baseline["mean"] < baseline["max"]:
        yield "the mean at baseline is outside the limits of entry"
    if population.get("lead_in"):
        yield from arm_faults(population["lead_in"], library)


def arm_faults(arm, library):
    for drug in as_list(arm.get("drug", [])):
        if drug["name"] not in library.drugs:
            yield f"no drug '{drug['name']}'"
    for exercise in as_list(arm.get("exercise", [])):
        if exercise["mode"] not in library.modes:
            yield f"no mode of exercise '{exercise['mode']}'"
    if "contact" in arm and arm["contact"] not in library.contacts:
        yield f"no contact '{arm['contact']}'"
    if "population" in arm:
        yield from population_faults(arm["population"], library)


def row_faults(row, trial, clock):
    names = {arm["name"] for arm in trial["arms"]}
    for name in as_list(row["arm"]) + as_list(row.get("versus", [])):
        if name not in names:
            yield f"no arm '{name}'"
    if row[clock] not in trial["visits"][clock + "s"]:
        yield f"{clock} {row[clock]} is no visit"
    kind = next((key for key in ("scale", "variable") if key in row), None)
    if kind and not any(o.get(kind) == row[kind] and o[clock] == row[clock] for o in trial["outcomes"]):
        yield f"{row[kind]} at {clock} {row[clock]} is no outcome"


def trial_faults(trial, library):
    """Faults of one file; those of the row are told with its id."""
    if trial["source"] not in library.sources:
        yield f"source '{trial['source']}' is not in references.bib"
    if trial["design"]["comparator"] not in {arm["name"] for arm in trial["arms"]}:
        yield "the comparator is no arm"
    yield from population_faults(trial["population"], library)
    for arm in trial["arms"]:
        yield from (f"{arm['name']}: {fault}" for fault in arm_faults(arm, library))
    for outcome in trial["outcomes"]:
        if outcome.get("scale", "HAMD17") not in library.scales or outcome.get("variable", "crp") not in library.variables:
            yield f"unknown outcome {outcome}"
    clock = "hour" if "hours" in trial["visits"] else "week"
    for row in trial["published"]:
        yield from (f"{row['id']}: {fault}" for fault in row_faults(row, trial, clock))


def expected(target, row):
    """Value, low and high of the table, as the file must have them."""
    numbers = [float(target[key]) if target[key] else None for key in ("value", "ci_low", "ci_high")]
    if target["statistic"] == "beta":
        return [number and math.exp(number) for number in numbers]
    if target["statistic"] == "mean_difference" and row["statistic"] == "direction":
        value, low, high = numbers
        return [0 if low < 0 < high else math.copysign(1, value), None, None]
    factor = FACTOR.get(target["id"], 1)
    if row.get("variable") == "sert_occupancy":
        factor = 0.01
    elif row["statistic"] == "percent_change" and target["statistic"] == "percent":
        factor = -1  # a percent reduction
    numbers = [number if number is None else factor * number for number in numbers]
    return [100 - numbers[0], None, None] if target["id"] in COMPLEMENT else numbers


def same(a, b):
    return (a is None and b is None) or (a is not None and b is not None and math.isclose(a, b, rel_tol=2e-3, abs_tol=1e-9))


def target_faults(row, target):
    if row["split"] != target["split"]:
        yield f"split is {target['split']} in the table"
    named = {"smd_change"} if row["id"] in CHANGE_OVER_ITS_OWN_SD else STATISTICS.get(target["statistic"], ())
    if row["statistic"] not in named:
        yield f"statistic is {target['statistic']} in the table"
        return
    value, low, high = expected(target, row)
    if not same(row["value"], value):
        yield f"value {row['value']} is {value:g} in the table"
    interval = row.get("interval", [None, None])
    if target["statistic"] != "SMD_bound" and not (same(interval[0], low) and same(interval[1], high)):
        yield f"interval {interval} is [{low}, {high}] in the table"


def read_not_expressed():
    """Ids of the table of not-expressed.md; each with a reason."""
    rows = {}
    for line in (ROOT / "doc/theory/not-expressed.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and ID.match(cells[0]):
            rows.setdefault(cells[0], []).append(cells)
    return rows


def read_targets(folder):
    paths = [folder / name for name in ("targets.tsv", "targets-biology.tsv")]
    if not all(path.exists() for path in paths):
        return None
    return {row["id"]: row for path in paths for row in read_table(path)}


def check_ids(places, absent, targets):
    for name, files in places.items():
        if len(files) > 1:
            yield f"{name} stands more than once: {', '.join(files)}"
        if name in absent:
            yield f"{name} stands in {files[0]} and in not-expressed.md"
    for name, rows in absent.items():
        if len(rows) > 1:
            yield f"{name} stands twice in not-expressed.md"
        if not rows[0][3]:
            yield f"{name} has no reason in not-expressed.md"
    for name in sorted(set(targets or ()) - set(places) - set(absent)):
        yield f"{name} stands nowhere"
    for name in sorted((set(places) | set(absent)) - set(targets)) if targets else ():
        yield f"{name} is no target"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=Path, default=ROOT.parent / "shared/science")
    targets = read_targets(parser.parse_args().targets)
    library, faults, places, splits = Library(), [], {}, {}
    guide = (ROOT / "doc/guide/trial-library.md").read_text(encoding="utf-8")
    paths = sorted((BIOLOGY / "trials").glob("*.yaml"))
    for path in paths:
        trial = yaml.safe_load(path.read_text(encoding="utf-8"))
        faults += [f"{path.name}: {fault}" for fault in trial_faults(trial, library)]
        if f"`{path.name}`" not in guide:
            faults.append(f"{path.name}: not in doc/guide/trial-library.md")
        for row in trial["published"]:
            places.setdefault(row["id"], []).append(path.name)
            splits[row["split"]] = splits.get(row["split"], 0) + 1
            if targets and row["id"] in targets:
                faults += [f"{path.name}: {row['id']}: {fault}" for fault in target_faults(row, targets[row["id"]])]
    absent = read_not_expressed()
    faults += check_ids(places, absent, targets)
    if len(paths) < FEWEST_FILES:
        faults.append(f"{len(paths)} files, wanted {FEWEST_FILES}")
    print("\n".join(faults + [f"{len(paths)} files, {sum(splits.values())} published numbers ("
                              + ", ".join(f"{number} {split}" for split, number in sorted(splits.items()))
                              + f"), {len(absent)} not expressed; {len(faults)} faults"
                              + ("" if targets else "; not compared with the tables of targets, which are not here")]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
