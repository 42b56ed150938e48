#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our trajectories beside those of an independent implementation of the same briefs, state by state.

usage: compare_reference.py PROGRAM DIRECTORY [--write FILE]

DIRECTORY holds the trajectories (healthy_day.csv and the others). Deviation of a state: the largest difference over a
trajectory, as a share of the state's range over all trajectories (of its value, where it has no range there). What deviates by more than 1 % has the choice that
makes the difference beside it in reference_columns.tsv, or is told as not traced. --write FILE makes the page
doc/theory/reference.md.
"""
import argparse
import csv
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
LIMIT = 0.01

HEAD = "schema: euthymia/protocol/1\ntitle: {}\ncontact: none\n"
# file: (patient, weeks, hours between samples, interventions)
RUNS = {
    "healthy_day": ("healthy", 1 / 7, 1.0, "untreated"),
    "moderate_day": ("moderate", 1 / 7, 1.0, "untreated"),
    "jogging_bout": ("healthy", 1 / 7, 1 / 12,
                     "exercise: {mode: jogging, sessions_per_week: 1, minutes: 40, intensity: 65 %HRR, weeks: 1}"),
    "training_12w": ("moderate", 12, 8.0,
                     "exercise: {mode: walking, sessions_per_week: 3, minutes: 45, intensity: 60 %HRR, weeks: 12}"),
    "escitalopram_12w": ("moderate", 12, 8.0, "drug: {name: escitalopram, dose: 10 mg, weeks: 12}"),
    "painting_12w": ("moderate", 12, 8.0, "painting: {sessions_per_week: 2, minutes: 60, weeks: 12}"),
    "ect_4w": ("severe", 4, 8.0, "ect: {sessions_per_week: 3, sessions: 12}"),
    "stress_onset_26w": ("vulnerable", 26, 8.0, "stress: {level: 1.6, weeks: 10}"),
}


def read_reference(file):
    with open(file, newline="") as text:
        rows = [line for line in text if not line.startswith("#")]
    return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(rows)]


def read_columns():
    with open(HERE / "reference_columns.tsv", newline="") as text:
        return list(csv.DictReader(text, delimiter="\t"))


def simulate(program, name, columns):
    patient, weeks, every, interventions = RUNS[name]
    if interventions == "untreated":
        interventions = f"waitlist: {{weeks: {max(weeks, 1)}}}"
    with tempfile.TemporaryDirectory() as folder:
        protocol = pathlib.Path(folder) / "protocol.yaml"
        protocol.write_text(HEAD.format(name) + interventions + "\n")
        command = [program, "simulate", patient, str(protocol), "--weeks", str(weeks), "--every", str(every), "-q",
                   "-o", folder + "/out", "--variables", *sorted({row["id"] for row in columns})]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(folder + "/out/trajectory.csv", newline="") as text:
            rows = list(csv.DictReader(text))
    return {round(float(row["time"]), 3): {key: float(value) for key, value in row.items()} for row in rows}


def compare(program, directory):
    """(file, column) -> deviation; and the ranges."""
    columns = read_columns()
    references = {name: read_reference(pathlib.Path(directory) / f"{name}.csv") for name in RUNS}
    spans = {}
    for row in columns:
        values = [line[row["column"]] for lines in references.values() for line in lines]
        spans[row["column"]] = max(values) - min(values) or max(map(abs, values))
    deviations = {}
    for name, lines in references.items():
        ours = simulate(program, name, columns)
        for row in columns:
            key, factor = row["shown"], float(row["factor"])
            worst = 0.0
            for line in lines:
                seen = ours.get(round(line["time_h"], 3))
                if seen is None:
                    seen = ours[min(ours, key=lambda t: abs(t - line["time_h"]))]
                worst = max(worst, abs(seen[key] * factor - line[row["column"]]))
            deviations[name, row["column"]] = worst / spans[row["column"]]
    return columns, deviations


def deviates(row, deviations):
    return any(deviations[name, row["column"]] > LIMIT for name in RUNS)


def table(columns, deviations):
    lines = ["| state | " + " | ".join(RUNS) + " | why |", "|---|" + "---|" * (len(RUNS) + 1)]
    for row in columns:
        cells = [f"{100 * deviations[name, row['column']]:.1f}" for name in RUNS]
        why = (row["choice"] or "not traced") if deviates(row, deviations) else ""
        lines.append(f"| {row['column']} | " + " | ".join(cells) + f" | {why} |")
    return lines


PAGE = """# Beside an independent implementation

The same briefs were implemented a second time, independently. Both run the same protocols; the table gives the largest
difference of each state over the trajectory, in percent of its range over all trajectories (of its value where the
other implementation holds it still), and the choice that makes it where it is above 1 %. Written by `tools/compare_reference.py`.

"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("directory")
    parser.add_argument("--write")
    arguments = parser.parse_args()
    columns, deviations = compare(arguments.program, arguments.directory)
    agree = sum(deviation <= LIMIT for deviation in deviations.values())
    untraced = [row["column"] for row in columns if not row["choice"] and deviates(row, deviations)]
    summary = (f"{agree} of {len(deviations)} agree within 1 % of the range; not traced: "
               f"{', '.join(untraced) or 'none'}.")
    text = "\n".join(table(columns, deviations)) + "\n\n" + summary + "\n"
    print(text)
    if arguments.write:
        pathlib.Path(arguments.write).write_text(PAGE + text)


if __name__ == "__main__":
    main()
