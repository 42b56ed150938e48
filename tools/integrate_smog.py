#!/usr/bin/env python3
"""Integrate the public CBM-IV mechanism without the engine: the numbers of `Cbm4` in test/analytic/published_models_test.cpp.

    build/tools/bin/pip install scipy==1.17.1
    build/tools/bin/python tools/integrate_smog.py KPP/models/cbm4.eqn

The mechanism file comes with the Kinetic PreProcessor (https://github.com/KineticPreProcessor/KPP). Nothing of test/models/ is read:
reactions and rate constants are those of the file; the sun, the air and the urban start are written below as the file's problem has
them. SciPy's Radau integrates for five days from noon, in pieces between sunrise and sunset, where the sun has a kink; printed are
the concentrations at the end, in ppb, at the tolerance asked for and at a hundred times that, which shows how many digits hold.
"""

import argparse
import math
import re
from pathlib import Path

import numpy
from scipy.integrate import solve_ivp

HOUR = 3600.0              # s
NOON = 12.0                # h
SUNRISE, SUNSET = 4.5, 19.5
DAYS = 5
TEMPERATURE = 288.15       # K
PPB = 2.55e10              # molecules/cm3
WATER = 1.25e8 * PPB
START = dict(NO=50, NO2=20, HONO=1, O3=100, HCHO=10, ALD2=10, PAN=1, PAR=50, OLE=10, ETH=10, TOL=10, XYL=10, ISOP=10, CO=300)
ELSEWHERE = 1e-8           # ppb, of every other species
SHOWN = ["O3", "CO", "NO", "NO2", "PAN", "HNO3", "OH", "HO2", "H2O2", "O1D", "ROR", "XO2N"]
ABSOLUTE = 1e-3            # molecules/cm3


def rate_constant(text):
    """(constant, whether the sun drives it) of `1.2E-3*SUN`, `ARR2(a, b)` = a exp(b / T), or a number."""
    arrhenius = re.fullmatch(r"ARR2\(\s*([^,]+),([^)]+)\)", text)
    if arrhenius:
        return float(arrhenius[1]) * math.exp(float(arrhenius[2]) / TEMPERATURE), False
    return float(text.removesuffix("*SUN")), text.endswith("*SUN")


def side(text):
    """[(species, signed coefficient)] of one side of a reaction."""
    terms = re.findall(r"([+-]?)\s*([\d.]*)\s*([A-Za-z]\w*)", text)
    return [(name, float(number or 1) * (-1 if sign == "-" else 1)) for sign, number, name in terms]


class Mechanism:
    """v_j = k_j sun^(is photolysis) prod(y of reactants); dy/dt = N v."""

    def __init__(self, path):
        text = re.sub(r"\{[^}]*\}", "", Path(path).read_text(encoding="utf-8"))
        reactions = [part.split(":") for part in text.split("#EQUATIONS")[1].split(";") if part.strip()]
        sides = [[side(half) for half in equation.split("=")] for equation, _ in reactions]
        known = {name for pair in sides for half in pair for name, _ in half} - {"hv", "H2O", "PROD"}
        self.species = sorted(known)
        place = {name: k for k, name in enumerate(self.species)}
        self.stoichiometry = numpy.zeros((len(known), len(reactions)))
        self.reactants, constants = [], []
        for j, ((left, right), (_, constant)) in enumerate(zip(sides, reactions)):
            for half, sign in ((left, -1), (right, 1)):
                for name, coefficient in half:
                    if name in known:
                        self.stoichiometry[place[name], j] += sign * coefficient
            self.reactants.append([place[name] for name, coefficient in left if name in known for _ in range(int(coefficient))])
            value, is_photolysis = rate_constant(constant.strip())
            constants.append((value * WATER ** sum(name == "H2O" for name, _ in left), is_photolysis))
        self.constant = numpy.array([value for value, _ in constants])
        self.is_photolysis = numpy.array([flag for _, flag in constants])

    def constants_at(self, second):
        clock = second / HOUR % 24
        day = (2 * clock - SUNRISE - SUNSET) / (SUNSET - SUNRISE)
        sun = (1 + math.cos(math.pi * day * abs(day))) / 2 if SUNRISE <= clock <= SUNSET else 0.0
        return numpy.where(self.is_photolysis, sun, 1.0) * self.constant

    def rates(self, second, y):
        products = [math.prod(y[k] for k in reactants) for reactants in self.reactants]
        return self.stoichiometry @ (self.constants_at(second) * products)

    def jacobian(self, second, y):
        slopes = numpy.zeros((len(self.reactants), len(y)))
        for j, constant in enumerate(self.constants_at(second)):
            for n, k in enumerate(self.reactants[j]):
                slopes[j, k] += constant * math.prod(y[other] for m, other in enumerate(self.reactants[j]) if m != n)
        return self.stoichiometry @ slopes


def integrate(mechanism, tolerance):
    """Concentrations after five days, ppb, by species."""
    end = NOON + 24 * DAYS
    kinks = [24 * day + hour for day in range(DAYS + 1) for hour in (SUNRISE, SUNSET)]
    marks = [NOON] + [hour for hour in kinks if NOON < hour < end] + [end]
    y = numpy.array([START.get(name, ELSEWHERE) * PPB for name in mechanism.species])
    for before, after in zip(marks, marks[1:]):
        part = solve_ivp(mechanism.rates, (before * HOUR, after * HOUR), y, method="Radau", jac=mechanism.jacobian,
                         rtol=tolerance, atol=ABSOLUTE)
        if not part.success:
            raise SystemExit(part.message)
        y = part.y[:, -1]
    return dict(zip(mechanism.species, y / PPB))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mechanism", help="cbm4.eqn of the Kinetic PreProcessor")
    parser.add_argument("--tolerance", type=float, default=1e-9, help="relative (default %(default)g)")
    arguments = parser.parse_args()

    mechanism = Mechanism(arguments.mechanism)
    print(f"{len(mechanism.species)} species, {len(mechanism.reactants)} reactions")
    fine, coarse = (integrate(mechanism, factor * arguments.tolerance) for factor in (1, 100))
    for name in SHOWN:
        print(f"{name:<6} {fine[name]:<24.16g} {abs(coarse[name] / fine[name] - 1):.1e}")


if __name__ == "__main__":
    main()
