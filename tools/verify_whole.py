#!/usr/bin/env python3
"""The whole person: health, the way into illness and its presets, what a patient's systems show, and what a cut arrow leaves.

    python3 tools/verify_whole.py        prints one line a check; exit 1 if one fails that is not known to

Expected values come from the papers named in the line, or are what the presets of biology/patients promise. What many people do in a
trial is checked by running biology/trials with the program itself.
"""

import csv
import re
import sys

from checks import report
from person import BIOLOGY, Person
from settle_model import HEALTHY, MODERATE, patient_parameters
from verify_symptoms import SOLUTION_CONTACT

LOOSE = {"relative_tolerance": 1e-6, "absolute_tolerance": 1e-9}
SYSTEMS = ("exercise", "neurotransmitter", "neurotrophic", "neuroendocrine", "neuroimmune", "structure", "symptoms", "behaviour", "stress")
ALMOST_EMPTY = 1e-3       # stores below this in health are compared in absolute terms


def weeks(person, number, stress=1.0):
    person["neuroendocrine__stressor"] = stress
    for _ in range(round(number)):
        person.run(168)


def patient(name, **parameters):
    """A person of biology/patients after the history written there."""
    person = Person(**LOOSE, **patient_parameters(name), **parameters)
    person["exercise__vo2max"] = person["exercise__vo2max_baseline"]
    text = (BIOLOGY / "patients" / f"{name}.yaml").read_text(encoding="utf-8")
    for number, stress in re.findall(r"\{weeks: *([\d.]+), *stress: *([\d.]+)\}", text):
        weeks(person, float(number), float(stress))
    person["neuroendocrine__stressor"] = 1
    return person


def health(check):
    person = Person()
    person.run(24 * 30)
    start = {name: person[name] for name in person.states}
    person.run(24 * 700)
    change = {name: abs(person[name] - start[name]) / max(abs(start[name]), ALMOST_EMPTY) for name in person.states}
    worst = max(change, key=change.get)
    check(f"healthy from day 30 to two years, worst relative change of {len(change)} states at 00:00 ({worst})", change[worst], 0, 0.01)
    check("HAM-D17 of the healthy person", person["symptoms__hamd17"], person["symptoms__hamd_healthy"], 0.05)
    means = person.mean_day([variables[0] for variables in HEALTHY.values() if len(variables) == 1])
    rows = [row for row, variables in HEALTHY.items() if len(variables) == 1]
    worst = max(range(len(rows)), key=lambda index: abs(means[index] - person[rows[index]]))
    check(f"anchors of health are the healthy person's, worst difference ({rows[worst]})", means[worst], person[rows[worst]], 5e-3)


def arrows_cut_one_by_one(check):
    """In health an arrow brings nothing, so cutting it changes nothing."""
    with open(BIOLOGY / "parameters.tsv", encoding="utf-8", newline="") as file:
        switches = [row["id"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["id"].startswith("switch_")]
    worst, which = 0.0, ""
    for switch in switches:
        person = Person(**LOOSE, **{switch: 0})
        person.run(24 * 60)
        change = abs(person["symptoms__hamd17"] - person["symptoms__hamd_healthy"])
        if change >= worst:
            worst, which = change, switch
    check(f"healthy with one of {len(switches)} arrows cut for 60 days, worst change of HAM-D17 ({which})", worst, 0, 0.1)


def into_illness(check):
    for stress, number, ill in ((1.5, 1, 0), (1.5, 2, 1), (2, 1, 1), (3, 1, 1)):
        person = patient("vulnerable")
        weeks(person, number, stress)
        weeks(person, 52)
        check(f"stress {stress} for {7 * number} days: ill a year later (1 = yes; Ron Mizrachi 2023: 14 to 20 days at 1.5)", float(person["symptoms__hamd17"] > 10), ill, 0)


ILL_FOR_HALF_A_YEAR = ("mild", "moderate", "severe", "inflamed", "melancholic", "older")


def presets(check):
    for name, hamd in (("vulnerable", 3.2), ("adolescent", 18.4), ("perinatal", 20.3), ("high-pressure-work", 22.6), ("remitted", 3.9)):
        check(f"patient {name}: HAM-D17 after the history", patient(name)["symptoms__hamd17"], hamd, 1 if name == "vulnerable" else 1.5)
    for name, hamd in zip(ILL_FOR_HALF_A_YEAR, (14, 20, 26, 21, 24.5, 22.5)):
        person = patient(name)
        weeks(person, 26)
        check(f"patient {name}: HAM-D17 after a year of illness", person["symptoms__hamd17"], hamd, 1.5)
        if name == "moderate":
            moderate_person(check, person)


def moderate_person(check, person):
    """A moderate patient who has been ill for a year."""
    names = sorted({name for variables in MODERATE.values() for name in variables})
    values = dict(zip(names, person.mean_day(names)))
    for row, variables in MODERATE.items():
        healthy = person[row.replace("_moderate", "_healthy")]
        share = (sum(values[name] for name in variables) / len(variables) - healthy) / (person[row] - healthy)
        check(f"moderate preset, ill for a year: share of the full dysfunction, {row.split('__')[1].removesuffix('_moderate')}", share, 1, 0.1)
    levels = {"neuroimmune__il6": (1.0475, 1.53, 0.15, "Haapakoski 2015, Osimo 2020: x1.5"), "neuroimmune__tnf_alpha": (1.118, 1.31, 0.15, "Osimo 2020: x1.3"),
              "neurotransmitter__hiaa_csf": (1, 0.95, 0.05, "Pech 2018: 0 to -5 %"), "neurotransmitter__hva_csf": (1, 0.9, 0.05, "Pech 2018: -5 to -15 %"),
              "neurotransmitter__mhpg_csf": (1, 1, 0.05, "Pech 2018, Ogawa 2018: unchanged"), "neurotransmitter__gaba": (1.1, 0.875, 0.03, "Schur 2016: -10 to -15 %"),
              "neurotransmitter__tryptophan_plasma": (57.2, 0.92, 0.03, "Ogawa 2014: -6 %"), "neurotransmitter__kynurenine_plasma": (2, 0.97, 0.04, "Almulla 2022: SMD -0.2"),
              "neurotrophic__bdnf_serum": (32.69, 0.865, 0.045, "Molendijk 2014: -9 to -18 %"), "neuroendocrine__anp": (20, 0.7, 0.03, "Wisen 2011, Krogh 2011: low")}
    for (name, (rest, ratio, tolerance, source)), level in zip(levels.items(), person.mean_day(list(levels))):
        check(f"moderate preset over health: {name.split('__')[1]} ({source})", level / rest, ratio, tolerance)
    before = person.mean_day(["structure__hippocampal_volume"])[0]
    weeks(person, 52)
    check("a year of moderate depression: hippocampal volume, % (Schmaal 2016: about -1.2 for all of the illness)",
          100 * (person.mean_day(["structure__hippocampal_volume"])[0] / before - 1), -0.7, 0.6)
    check("moderate preset two years on: HAM-D17", person["symptoms__hamd17"], 20.5, 1)


def drug_alone(check):
    """Two moderate patients without any contact, one with 10 mg of escitalopram."""
    treated, other = patient("moderate"), patient("moderate")
    gain = {}
    for day in range(1, 57):
        treated.run(8), other.run(8)
        treated["neurotransmitter__escitalopram_gut"] += 10
        treated.run(16), other.run(16)
        gain[day] = treated["symptoms__hamd17"] - other["symptoms__hamd17"]
    check("escitalopram alone, HAM-D17 after two days (nothing specific)", gain[2], 0, 0.15)
    check("escitalopram alone: share of the six-week gain at week 1, % (Taylor 2006: a third)", 100 * gain[7] / gain[42], 33, 15)


def measured_in_plasma(check):
    person = Person(**LOOSE)
    person.run(16)
    person.bout((0.8 * 32 - 3.5) / (32 - 3.5), 0.5)
    check("30 min at 80 % of VO2max: cortisol as measured over cortisol (Hill 2008: plasma volume -17.2 %)",
          person["neuroendocrine__cortisol_measured"] / person["neuroendocrine__cortisol"], 1 / (1 - 0.172), 0.01)


def everything_cut(check):
    """With all arrows cut HAM-D17 of an ill person follows the non-specific curve alone."""
    person = Person(**LOOSE, cut=tuple(f"_{name}_to_" for name in SYSTEMS) + ("switch_stress_",), **SOLUTION_CONTACT, symptoms__threshold_shift=-1)
    person.run(24 * 300)
    begin, at_start = person.time, person["symptoms__hamd17"]
    person["symptoms__nonspecific_factor"], person["symptoms__nonspecific_start"], person["symptoms__nonspecific_points"] = 0.857, begin, 8.3
    for week, fall in ((6, 5.5), (8, 5.9), (12, 6.1)):
        person.run(begin + 168 * week - person.time)
        check(f"all arrows cut, placebo, median person: fall of HAM-D17 at week {week} (independent implementation, its numbers)", at_start - person["symptoms__hamd17"] - 0.6, fall, 0.15)


def transmitters_held_low(check):
    """Claim A1 on the whole person: a transmitter held low worsens its own symptom first and makes nobody ill."""
    free = {f"symptoms__{name}": 1.0 for name in ("serotonin_2w", "motivation", "opioid_tone")}
    for name, low, symptom in (("serotonin_2w", 0.6, "mood"), ("motivation", 0.6, "drive_loss"), ("opioid_tone", 0.7, "mood")):
        person = Person(**LOOSE, free=free)
        before = {one: person[f"symptoms__{one}"] for one in ("mood", "drive_loss", "sleep", "appetite")}
        person[f"symptoms__{name}"] = low
        person.run(24 * 120)
        check(f"{name} held at {low} in health for 120 days: {symptom} rises (1 = yes)", float(person[f"symptoms__{symptom}"] > before[symptom] + 0.005), 1, 0)
        check(f"{name} held at {low} in health for 120 days: HAM-D17 stays below 8 (1 = yes)", float(person["symptoms__hamd17"] < 8), 1, 0)


def run(check):
    for part in (health, arrows_cut_one_by_one, presets, into_illness, drug_alone, measured_in_plasma, everything_cut, transmitters_held_low):
        part(check)


if __name__ == "__main__":
    sys.exit(report(run))
