#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What people use today, on the same SBML, the same patients, the same machine, at the same measured error.

    build/benchmark/benchmark/work_precision --export                # once: patients and reference of every case
    python3 -m venv build/others && build/others/bin/pip install -r benchmark/requirements.txt
    build/others/bin/python benchmark/others.py [CASE...] [--patients N] [--tools roadrunner,copasi,amici]

One patient after another on one thread, model loaded and compiled before the clock starts; timed is what a user calls for one
patient: setting the parameters and simulating to the end. Processor time of the process; the median of --repeat sweeps.
Each tool's tolerances are scanned; its error is measured against the reference as in benchmark/deviation.hpp, and its time
at the wanted error read off the front of the scan, on a straight line in logarithms between two measured points on either
side of that error. The scan steps by tens, so this is coarser than work_precision.

A schedule (sessions, meals) is given to libRoadRunner as its users do, by stopping, setting the parameters and going on; to
COPASI and AMICI as SBML events at the known times, added to the same model. How each is called stands in the class of each.
The rows of work_precision's last results stand below them, of its whole population. Writes others.csv, others-scan.csv (every
point of the scan) to benchmark/results and prints a table in Markdown.
"""

import argparse
import contextlib
import csv
import ctypes
import importlib.util
import json
import math
import os
import statistics
import sys
import time
from pathlib import Path

import libsbml
import numpy

ROOT = Path(__file__).resolve().parent.parent
FLOOR_SHARE, LEAST_SIZE = 1e-3, 1e-15            # as in deviation.cpp
RTOLS = [10.0**-k for k in (3, 4, 5, 6, 7, 8, 9, 10)]
ATOL_SHARES = (1e-2, 1e-5)


# ---------------------------------------------------------------- the case

class Case:
    """A row of cases.tsv with the patients and the reference that work_precision exported."""

    def __init__(self, row, folder, n_patient):
        self.name, self.model, self.end = row["case"], ROOT / row["model"], float(row["end"])
        with open(folder / "population.csv", encoding="utf-8", newline="") as file:
            self.patients = [{name: float(value) for name, value in patient.items()} for patient in csv.DictReader(file)][:n_patient]
        with open(folder / "reference.csv", encoding="utf-8") as file:
            self.columns = file.readline().strip().split(",")[2:]
        table = numpy.loadtxt(folder / "reference.csv", delimiter=",", skiprows=1)
        self.times = table[table[:, 0] == 0, 1]
        self.reference = table[:, 2:].reshape(-1, len(self.times), len(self.columns))[:len(self.patients)]
        # `state(X)` is the amount of a species; compartments have size 1, so it is the concentration too
        self.states = [name[6:-1] if name.startswith("state(") else name for name in self.columns]
        self.scale = numpy.abs(self.reference).max(axis=(0, 1))
        self.scale[self.scale < LEAST_SIZE] = 1.0
        self.changes = {}                        # time -> {id: value}
        with open(folder / "schedule.csv", encoding="utf-8", newline="") as file:
            for change in csv.DictReader(file):
                self.changes.setdefault(float(change["time"]), {})[change["id"]] = float(change["value"])

    def error(self, results):
        """rms over patients, times and states, relative to the largest size of the state in that patient."""
        reference = self.reference[:len(results)]
        size = numpy.abs(reference).max(axis=1, keepdims=True) + FLOOR_SHARE * self.scale
        return float(numpy.sqrt((((results - reference) / size) ** 2).mean()))

    def with_events(self, folder):
        """The model with its schedule as SBML events; the model itself if there is none."""
        if not self.changes:
            return self.model
        document = libsbml.readSBMLFromFile(str(self.model))
        model = document.getModel()
        for change in {name for changes in self.changes.values() for name in changes}:
            model.getParameter(change).setConstant(False)
        for index, (moment, settings) in enumerate(self.changes.items()):
            event = model.createEvent()
            event.setId(f"change_{index}")
            event.setUseValuesFromTriggerTime(True)
            trigger = event.createTrigger()
            trigger.setInitialValue(True)
            trigger.setPersistent(True)
            trigger.setMath(libsbml.parseL3Formula(f"time >= {moment!r}"))
            for name, value in settings.items():
                assignment = event.createEventAssignment()
                assignment.setVariable(name)
                assignment.setMath(libsbml.parseL3Formula(repr(value)))
        target = folder / f"{self.name}-with-events.xml"
        libsbml.writeSBMLToFile(document, str(target))
        return target


def read_cases(folder, n_patient, names):
    with open(ROOT / "benchmark/cases.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    for row in rows:
        if names and row["case"] not in names:
            continue
        if not (folder / row["case"] / "reference.csv").exists():
            sys.exit(f"{folder / row['case']} is missing: run work_precision --export first")
        yield Case(row, folder / row["case"], n_patient)


# ---------------------------------------------------------------- the tools

class RoadRunner:
    """libRoadRunner (PyPI libroadrunner): its CVODE (BDF, dense Newton), rates compiled by its LLVM.

    r = RoadRunner(file); per patient r.resetAll(), r[id] = value, r.reset(); integrator.relative_tolerance,
    integrator.setIndividualTolerance(state, atol share * rtol * scale of the state); r.simulate(times=[...]), once for each
    stretch between two changes of the schedule. Steps are variable; the maximum number of steps is raised to 1e6.
    """

    name = "libRoadRunner"
    package = "roadrunner"

    def __init__(self, case, folder):
        import roadrunner
        roadrunner.Logger.setLevel(roadrunner.Logger.LOG_CRITICAL)
        self.version = roadrunner.__version__
        self.case = case
        self.runner = roadrunner.RoadRunner(str(case.model))
        self.runner.integrator.maximum_num_steps = 1_000_000
        self.species = set(self.runner.model.getFloatingSpeciesIds())
        keys = [f"[{state}]" if state in self.species else state for state in case.states]
        self.runner.timeCourseSelections = ["time", *keys]
        self.stretches = list(self.split())

    def split(self):
        """(settings at its start, its times, which of them are outputs) of each stretch between changes."""
        start, settings = 0.0, {}
        for stop, change in [*self.case.changes.items(), (self.case.end, {})]:
            inside = self.case.times[(self.case.times > start) & (self.case.times <= stop)]
            times = sorted({start, *inside, stop})
            yield settings, times, [index for index, moment in enumerate(times) if moment in inside]
            start, settings = stop, change

    def set_tolerance(self, rtol, share):
        self.runner.integrator.relative_tolerance = rtol
        for state, scale in zip(self.case.states, self.case.scale):
            self.runner.integrator.setIndividualTolerance(state, float(share * rtol * scale))

    def run(self, patient):
        self.runner.resetAll()
        for name, value in patient.items():
            self.runner[name] = value
        self.runner.reset()
        rows = []
        for settings, times, outputs in self.stretches:
            for name, value in settings.items():
                self.runner[name] = value
            result = self.runner.simulate(times=times)
            rows.append(numpy.array(result)[outputs, 1:])
        return numpy.concatenate(rows)


class Copasi:
    """COPASI (PyPI python-copasi): LSODA, dense, with COPASI's own absolute tolerances per state.

    CDataModel.importSBML(file with the schedule as events); per patient CModelValue.setInitialValue,
    CModel.updateInitialValues; CTrajectoryTask, method deterministic (LSODA), parameters Relative Tolerance, Absolute
    Tolerance, Max Internal Steps 1e6; CTrajectoryProblem.setUseValues with the output times; task.process(True).
    """

    name = "COPASI"
    package = "COPASI"

    def __init__(self, case, folder):
        import COPASI
        self.copasi = COPASI
        self.version = COPASI.__version__
        self.case = case
        self.data = COPASI.CRootContainer.addDatamodel()
        if not self.data.importSBML(str(case.with_events(folder))):
            raise RuntimeError(COPASI.CCopasiMessage.getAllMessageText())
        self.model = self.data.getModel()
        self.values = {self.sbml_id(value): value for value in self.model.getModelValues()}
        self.task = self.data.getTask("Time-Course")
        self.task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
        self.task.setScheduled(True)
        problem = self.task.getProblem()
        problem.setDuration(case.end)
        problem.setUseValues(True)
        problem.setValues(" ".join(repr(float(moment)) for moment in (0.0, *case.times)))
        problem.setTimeSeriesRequested(True)
        problem.setOutputEvent(False)
        self.task.getMethod().getParameter("Max Internal Steps").setIntValue(1_000_000)

    def sbml_id(self, value):
        return value.getSBMLId()

    def set_tolerance(self, rtol, share):
        self.task.getMethod().getParameter("Relative Tolerance").setDblValue(rtol)
        self.task.getMethod().getParameter("Absolute Tolerance").setDblValue(rtol * share)

    def run(self, patient):
        changed = self.copasi.ObjectStdVector()
        for name, value in patient.items():
            self.values[name].setInitialValue(value)
            changed.push_back(self.values[name].getInitialValueReference())
        self.model.updateInitialValues(changed)
        if not self.task.process(True):
            raise RuntimeError(self.copasi.CCopasiMessage.getAllMessageText())
        return self.task.getTimeSeries()

    def collect(self, series):
        places = {series.getSBMLId(column, self.data): column for column in range(series.getNumVariables())}
        rows = []
        index = 0
        wanted = list(self.case.times)
        for row in range(series.getRecordedSteps()):
            if index < len(wanted) and math.isclose(series.getConcentrationData(row, 0), wanted[index], rel_tol=1e-12):
                rows.append([series.getConcentrationData(row, places[state]) for state in self.case.states])
                index += 1
        return numpy.array(rows)


class Amici:
    """AMICI (PyPI amici): C++ from SBML, its own build of CVODES with KLU and the analytic Jacobian.

    SbmlImporter(file with the schedule as events).sbml2amici(generate_sensitivity_code=False), compiled with
    AMICI_CXXFLAGS="-march=native" beside its -O3; model.set_timepoints, set_free_parameter_by_id per patient; solver.set_linear_solver(KLU),
    set_relative_tolerance, set_absolute_tolerance, set_max_steps(1e6); run_simulation(model, solver); rdata.x.
    """

    name = "AMICI"
    package = "amici"

    def __init__(self, case, folder):
        os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"      # its own SWIG
        os.environ.setdefault("AMICI_CXXFLAGS", "-march=native")      # beside the -O3 of its release build
        import amici
        import amici.sim.sundials as simulation
        from amici.importers.sbml import SbmlImporter
        self.simulation, self.case, self.version = simulation, case, amici.__version__
        module = f"{case.name}_amici"
        output = folder / module
        if not list(output.glob(f"{module}/*.so")):
            SbmlImporter(str(case.with_events(folder))).sbml2amici(module, output, generate_sensitivity_code=False, compute_conservation_laws=False)
        self.model = amici.import_model_module(module, output).get_model()
        self.model.set_timepoints(case.times)
        self.solver = self.model.create_solver()
        self.solver.set_linear_solver(simulation.LinearSolver.KLU)
        self.solver.set_max_steps(1_000_000)
        known = list(self.model.get_state_ids())
        self.places = [known.index(state) for state in case.states]

    def set_tolerance(self, rtol, share):
        self.solver.set_relative_tolerance(rtol)
        self.solver.set_absolute_tolerance(rtol * share)

    def run(self, patient):
        for name, value in patient.items():
            self.model.set_free_parameter_by_id(name, value)
        result = self.simulation.run_simulation(self.model, self.solver)
        if result.status != 0:
            raise RuntimeError(f"AMICI status {result.status}")
        return result

    def collect(self, result):
        return numpy.array(result.x)[:, self.places]


TOOLS = {"roadrunner": RoadRunner, "copasi": Copasi, "amici": Amici}


# ---------------------------------------------------------------- measuring

@contextlib.contextmanager
def silence():
    """What libraries print, on either stream of the process."""
    keep, nowhere = [os.dup(1), os.dup(2)], os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(keep[0], 1)
        os.dup2(keep[1], 2)
        for descriptor in (*keep, nowhere):
            os.close(descriptor)


def sweep(tool, case):
    """(rms error, seconds a patient) of all patients after a warm-up of the first; None where one failed."""
    seconds, results = 0.0, []
    collect = getattr(tool, "collect", lambda result: result)
    with contextlib.suppress(RuntimeError):
        tool.run(case.patients[0])
    for patient in case.patients:
        start = time.process_time()
        try:
            result = tool.run(patient)
        except RuntimeError:
            return None
        seconds += time.process_time() - start
        results.append(collect(result))
    results = numpy.array(results)
    return (case.error(results), seconds / len(case.patients)) if numpy.isfinite(results).all() else None


def scan(tool, case, repeat, tightest, tell):
    points = []
    for share in ATOL_SHARES:
        for rtol in RTOLS:
            tool.set_tolerance(rtol, share)
            with silence():
                runs = [run for run in (sweep(tool, case) for _ in range(repeat)) if run]
            if not runs:
                tell(f"  {tool.name} rtol {rtol:.0e} atol share {share:.0e}: failed")
                continue
            point = {"rtol": rtol, "atol": rtol * share, "error": runs[0][0], "ms": 1e3 * statistics.median(run[1] for run in runs)}
            tell(f"  {tool.name} rtol {rtol:.0e} atol share {share:.0e}: error {point['error']:.2e}, {point['ms']:.3f} ms a patient")
            points.append(point)
            if point["error"] < tightest / 8:
                break
    return points


def time_at(points, error):
    """ms a patient at an error, on the front of the points; "" if it does not reach that far."""
    front, best = [], math.inf
    for point in sorted(points, key=lambda point: point["ms"]):
        if point["error"] < best:
            best = point["error"]
            front.append(point)
    for loose, tight in zip(front, front[1:]):
        if loose["error"] > error >= tight["error"]:
            share = math.log(error / loose["error"]) / math.log(tight["error"] / loose["error"])
            return f"{loose['ms'] * (tight['ms'] / loose['ms']) ** share:.4g}"
    if front and front[0]["error"] <= error:
        return f"{front[0]['ms']:.4g} (error {front[0]['error']:.0e})"      # it cannot be had less exact
    return ""


def measure(name, case, folder, arguments, tell):
    if importlib.util.find_spec(TOOLS[name].package) is None:
        return {"case": case.name, "tool": TOOLS[name].name, "note": "not installed"}, []
    try:
        with silence():
            tool = TOOLS[name](case, folder)
    except Exception as error:                   # a tool that cannot take the model is a result
        reason = str(error).strip() or type(error).__name__
        return {"case": case.name, "tool": TOOLS[name].name, "note": "cannot take the model: " + reason.splitlines()[-1][:120]}, []
    points = scan(tool, case, arguments.repeat, min(arguments.errors), tell)
    row = {"case": case.name, "tool": tool.name, "version": tool.version, "patients": len(case.patients), "note": ""}
    for error in arguments.errors:
        row[f"ms at {error:.0e}"] = time_at(points, error)
    if points:
        least = min(point["error"] for point in points)
        row["least error"] = f"{least:.1e}"
        if least > max(arguments.errors):
            row["note"] = "stays this far from what the others agree on, however tight its tolerance"
    return row, [{"case": case.name, "tool": tool.name, **point} for point in points]


def engine_rows(case, arguments):
    """What work_precision measured of the engine and its baseline on the same patients."""
    path = arguments.results / f"work_precision-{case.name}.json"
    if not path.exists():
        return
    result = json.loads(path.read_text(encoding="utf-8"))
    for contestant in dict.fromkeys(score["contestant"] for score in result["scores"]):
        row = {"case": case.name, "tool": contestant, "version": "this tree", "patients": result["patients"], "note": "work_precision"}
        for score in result["scores"]:
            if score["contestant"] == contestant and score["is_reached"]:
                row[f"ms at {score['error']:.0e}"] = f"{score['ms']:.4g}"
        yield row


def write(path, rows):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def print_table(rows, errors):
    columns = ["case", "tool", "version", *(f"ms at {error:.0e}" for error in errors), "least error", "note"]
    print("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(row.get(column, "")) for column in columns) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", help="rows of benchmark/cases.tsv; default: all")
    parser.add_argument("--patients", type=int, default=16, help="of the population, from the first (default 16)")
    parser.add_argument("--repeat", type=int, default=1, help="sweeps at each tolerance; the median counts")
    parser.add_argument("--tools", default=",".join(TOOLS), help="default: " + ",".join(TOOLS))
    parser.add_argument("--errors", default="2e-6,4e-9", help="rms errors to compare at")
    parser.add_argument("--exported", type=Path, default=ROOT / "build/benchmark/benchmark", help="where work_precision --export wrote")
    parser.add_argument("--results", type=Path, default=ROOT / "benchmark/results")
    arguments = parser.parse_args()
    arguments.errors = [float(error) for error in arguments.errors.split(",")]
    folder = ROOT / "build/others/models"
    folder.mkdir(parents=True, exist_ok=True)
    arguments.results.mkdir(parents=True, exist_ok=True)

    def tell(line):
        print(line, file=sys.stderr, flush=True)

    rows, points = [], []
    for case in read_cases(arguments.exported, arguments.patients, arguments.cases):
        tell(f"{case.name}: {len(case.patients)} patients")
        for name in arguments.tools.split(","):
            row, more = measure(name, case, folder, arguments, tell)
            rows.append(row)
            points += more
        rows += engine_rows(case, arguments)
    write(arguments.results / "others.csv", rows)
    write(arguments.results / "others-scan.csv", points or [{"case": ""}])
    print_table(rows, arguments.errors)
    for name in arguments.tools.split(","):
        print(f"\n{TOOLS[name].name}: " + " ".join(TOOLS[name].__doc__.split()))


if __name__ == "__main__":
    main()
