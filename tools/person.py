"""One simulated person for the tools of this folder: biology/depression.xml in libRoadRunner (CVODE)."""

import csv
from pathlib import Path

import libsbml
import numpy
import roadrunner

BIOLOGY = Path(__file__).resolve().parent.parent / "biology"


def without_rules(path, free):
    """The model as SBML text in which the inputs named in `free` are numbers that can be set, instead of what others send."""
    document = libsbml.readSBML(str(path))
    for name, value in free.items():
        document.getModel().removeRuleByVariable(name)
        document.getModel().getParameter(name).setValue(value)
    return libsbml.writeSBMLToString(document)


class Person:
    """Starts healthy at 00:00; time in hours. `free` maps inputs that other systems set to the numbers that stand for them here."""

    def __init__(self, biology=BIOLOGY, cut=(), relative_tolerance=1e-8, absolute_tolerance=1e-10, free=None, **parameters):
        self.runner = roadrunner.RoadRunner(without_rules(biology / "depression.xml", free) if free else str(biology / "depression.xml"))
        with open(biology / "names.tsv", encoding="utf-8", newline="") as file:
            self.states = [row["id"] for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "state"]
        self.species = set(self.runner.model.getFloatingSpeciesIds()) | set(self.runner.model.getBoundarySpeciesIds())
        self.time = 0.0
        integrator = self.runner.integrator
        integrator.relative_tolerance = relative_tolerance
        # NOTE: a scalar would be multiplied by the state at every call, and states that rest at 0 would get no tolerance at all
        integrator.absolute_tolerance = [absolute_tolerance] * len(self.states)
        integrator.maximum_num_steps = 400_000
        for switch in self.runner.model.getGlobalParameterIds():
            if switch.startswith("switch_") and any(part in switch + "_" for part in cut):
                self[switch] = 0
        for name, value in parameters.items():
            self[name] = value

    def _key(self, name):
        return f"[{name}]" if name in self.species else name

    def __getitem__(self, name):
        return self.runner[self._key(name)]

    def __setitem__(self, name, value):
        self.runner[self._key(name)] = value

    def run(self, hours, names=(), every=None):
        """Simulate on; the named variables, one row a name, at times a step of `every` hours apart (default: start and end)."""
        self.runner.timeCourseSelections = ["time", *map(self._key, names)]
        points = int(round(hours / every)) + 1 if every else 2
        result = numpy.array(self.runner.simulate(self.time, self.time + hours, points))
        self.time += hours
        return result.T

    def bout(self, intensity, hours):
        self["exercise__intensity"], self["exercise__bout"] = intensity, 1
        self.run(hours)
        self["exercise__intensity"], self["exercise__bout"] = 0, 0

    def mean_day(self, names):
        """24-h means of the named variables over the coming day."""
        return self.run(24, names, every=0.1)[1:, :-1].mean(axis=1)
