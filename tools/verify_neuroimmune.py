#!/usr/bin/env python3
"""Cytokines, acute phase, kynurenine and oxidative stress of biology/depression.xml against what their sources published.

    python3 tools/verify_neuroimmune.py        prints one line a check; exit 1 if one fails that is not known to

Expected values: the papers named in the line, or an independent solution of the same published equations.
Needs the packages of tools/requirements.txt.
"""

import sys

from checks import report
from person import Person

IMMUNE = "neuroimmune__"
ALONE = ("_to_neuroimmune_", "neuroimmune_to_")
NETWORK = ("tnf_alpha", "il6", "il8", "il10")
FOURTEEN = ("saa", "svcam1", "sicam1", "ifn_gamma", "il2", "il5", "il6", "il8", "il12", "tnf_alpha", "crp", "il4", "il10", "il13")
HAEMOCONCENTRATION = {0.4: 0.099, 0.6: 0.156, 0.8: 0.172, 1.0: 0.172}


def reserve(load, vo2max=32):
    return (load * vo2max - 3.5) / (vo2max - 3.5)


def challenge(hours=8, cut=ALONE, clock=0, cells=28200, **parameters):
    """2 ng/kg of endotoxin; hours after it, and the network's concentrations."""
    person = Person(cut=cut, **parameters)
    if clock:
        person.run(clock)
    if cells:
        person[IMMUNE + "monocytes_resting"] = cells
    person[IMMUNE + "endotoxin"] = 2
    table = person.run(hours, [IMMUNE + name for name in NETWORK] + ["neuroendocrine__cortisol", IMMUNE + "crp"], every=0.01)
    return person, table[0] - table[0][0], dict(zip((*NETWORK, "cortisol", "crp"), table[1:]))


def rest(check):
    person = Person(cut=ALONE)
    person.run(24 * 100)
    for name, value in (("tnf_alpha", 1.118), ("il6", 1.0475), ("il8", 3.0105), ("il10", 0.2345), ("il1ra", 200), ("crp", 0.8), ("saa", 1.0),
                        ("svcam1", 323), ("sicam1", 205), ("kynurenic_acid", 40), ("quinolinic_acid", 350), ("oxidative_stress", 1), ("ido", 1)):
        check(f"rest without danger signal: {name}", person[IMMUNE + name], value, 1e-6 * value)


def endotoxin_alone(check):
    person, hours, level = challenge(neuroimmune__il10_from_il6=0)
    for name, peak, when, late in (("tnf_alpha", 393.6, 1.73, 1.33), ("il6", 832.2, 2.11, 14.3), ("il8", 789.1, 2.12, 22.4), ("il10", 37.1, 2.68, 2.07)):
        check(f"endotoxin 2 ng/kg (Dobreva 2021): {name}, peak, pg/mL", level[name].max(), peak, 0.01 * peak)
        check(f"endotoxin 2 ng/kg (Dobreva 2021): {name}, hour of the peak", hours[level[name].argmax()], when, 0.03)
        check(f"endotoxin 2 ng/kg (Dobreva 2021): {name} at 8 h, pg/mL", level[name][-1], late, 0.02 * late)
    person, hours, level = challenge(hours=24)
    for name, peak in (("tnf_alpha", 389.6), ("il6", 820.1), ("il8", 768.2), ("il10", 38.8), ("crp", 7.5)):
        check(f"endotoxin with the terms added here, cortisol held: {name}, peak", level[name].max(), peak, 0.03 * peak)
    check("endotoxin with the terms added here: hour of the highest CRP", hours[level["crp"].argmax()], 14, 1)


def endotoxin_and_cortisol(check):
    for clock, tnf, cortisol in ((9, 295, 671), (25, 405, 804), (19, 404, 807)):
        person, hours, level = challenge(cut=(), clock=clock, cells=0)
        check(f"endotoxin at {clock % 24}:00, coupled: TNF peak, pg/mL", level["tnf_alpha"].max(), tnf, 0.15 * tnf)
        check(f"endotoxin at {clock % 24}:00, coupled: cortisol peak, nmol/L", 199 * level["cortisol"].max(), cortisol, 0.15 * cortisol)
    person = Person(cut=("neuroimmune_to_",), neuroendocrine__cortisol_rate=1e-9)
    person["neuroendocrine__cortisol"] = 5
    person[IMMUNE + "endotoxin"] = 2
    tnf = person.run(8, [IMMUNE + "tnf_alpha"], every=0.01)[1].max()
    check("endotoxin at cortisol 5: TNF peak, pg/mL (van der Poll 1996: abolished; independent solution 8.5)", tnf, 8.5, 1.5)


def danger_alone(check):
    person = Person(cut=ALONE, neuroimmune__danger_trait=0.003)
    person.run(24 * 100)
    for name, value, tolerance in (("tnf_alpha", 1.27, 0.006), ("il6", 1.25, 0.006), ("il8", 3.18, 0.006), ("il10", 0.240, 0.001), ("crp", 0.98, 0.006)):
        check(f"danger signal 0.003, cortisol held (independent solution): {name}", person[IMMUNE + name], value, tolerance)


def interleukin6(check):
    person = Person()
    person.run(9)
    before = {name: person[IMMUNE + name] for name in ("tnf_alpha", "il10", "il1ra")}
    person[IMMUNE + "il6"] = 140
    person[IMMUNE + "il6_source"] = person[IMMUNE + "il6_decay"] * (140 - 1.0475)
    person.run(3)
    for name, times in (("tnf_alpha", 1), ("il10", 4.0), ("il1ra", 2.9)):
        check(f"IL-6 140 pg/mL for 3 h (Steensberg 2003): {name}, times rest", person[IMMUNE + name] / before[name], times, 0.2 * times if times > 1 else 1e-3)
    check("the same: CRP at 3 h, mg/L", person[IMMUNE + "crp"], 1.95, 0.39)
    person[IMMUNE + "il6_source"] = 0
    person.run(3)
    check("the same: CRP at 6 h, mg/L", person[IMMUNE + "crp"], 4.06, 0.81)
    person.run(13)
    check("the same: CRP at 19 h, mg/L", person[IMMUNE + "crp"], 5.14, 1.03)


def depressed(**parameters):
    """Inflamed and depressed by a year of illness after ten hard weeks."""
    person = Person(neuroimmune__danger_trait=0.004, relative_tolerance=1e-6, absolute_tolerance=1e-8, **parameters)
    person.run(168 * 20)
    person["neuroendocrine__stressor"] = 1.6
    person.run(168 * 10)
    person["neuroendocrine__stressor"] = 1
    person.run(168 * 53)
    return person


def bouts_in_depression(check):
    for load, hours in ((0.4, 0.5), (0.6, 0.5), (0.8, 0.5), (1.0, 0.2)):
        person = depressed()
        person.run(16)
        before = {name: person[IMMUNE + name] for name in FOURTEEN}
        person.bout(reserve(load), hours)
        change = {name: 100 * (person[IMMUNE + name] / value - 1) for name, value in before.items()}
        if load < 0.7:
            worst = max(change, key=lambda name: abs(change[name]))
            check(f"depressed, 30 min at {load:.0%}: largest change of fourteen markers, % ({worst}; Perez 2020: none)", abs(change[worst]), 0, 15)
            continue
        label = f"depressed, {60 * hours:.0f} min at {load:.0%} of VO2max"
        for name in ("tnf_alpha", "il8", "il6"):
            check(f"{label}: {name} rises (Perez 2020, Hallberg 2010), %", change[name], 15, 12)
        check(f"{label}: IL-4 falls (Hallberg 2010), %", change["il4"], -8, 7)
        check(f"{label}: IL-10 stays, %", change["il10"], 0, 5)
        others = [name for name in FOURTEEN if name not in ("tnf_alpha", "il8", "il6", "il4", "ifn_gamma")]
        worst = max(others, key=lambda name: abs(change[name]))
        check(f"{label}: largest change of the other markers, % ({worst})", abs(change[worst]), 0, 5)
    person = depressed(neuroimmune__acute_release=0)
    person.run(16)
    before = {name: person[IMMUNE + name] for name in FOURTEEN}
    person.bout(reserve(0.8), 0.5)
    worst = max(before, key=lambda name: abs(person[IMMUNE + name] / before[name] - 1))
    check(f"depressed, 30 min at 80 %, reading without release: largest change, % ({worst})", 100 * abs(person[IMMUNE + worst] / before[worst] - 1), 0, 5)


def long_bouts(check):
    for hours, times, tolerance in ((1, 2.5, 1), (3, 22, 4)):
        person = Person()
        person.run(9)
        person.bout(reserve(0.7), hours)
        check(f"IL-6 after {hours} h at 70 % of VO2max, times rest (Fischer 2006)", person[IMMUNE + "il6"] / 1.0475, times, tolerance)
    table = person.run(20, [IMMUNE + "il10", IMMUNE + "il1ra", IMMUNE + "crp"], every=0.1)
    check("after 3 h at 70 %: IL-10, highest, times rest", table[1].max() / 0.2345, 1.29, 0.1)
    check("after 3 h at 70 %: IL-1 receptor antagonist, highest, times rest", table[2].max() / 200, 1.17, 0.06)
    check("after 3 h at 70 %: CRP at 20 h, mg/L", table[3][-1], 1.54, 0.25)


def depression_against_health(check):
    person = depressed()
    names = ("il6", "tnf_alpha", "crp", "il8", "il1_beta", "ifn_gamma", "il12", "il13", "oxidative_damage", "sod", "gpx", "svcam1", "kynurenic_acid", "il10")
    healthy = Person().mean_day([IMMUNE + name for name in names])
    ratio = dict(zip(names, person.mean_day([IMMUNE + name for name in names]) / healthy))
    for name, published, tolerance in (("il6", 1.53, 0.3), ("tnf_alpha", 1.31, 0.15), ("crp", 1.89, 0.65), ("il8", 1.0, 0.2), ("il1_beta", 1.0, 0.25),
                                       ("ifn_gamma", 0.72, 0.12), ("il12", 1.80, 0.35), ("il13", 1.2, 0.1), ("oxidative_damage", 1.40, 0.26),
                                       ("sod", 1.13, 0.12), ("gpx", 1, 0.02), ("svcam1", 1, 0.05), ("il10", 1.05, 0.06)):
        check(f"depressed over healthy: {name} (Osimo 2020, Kohler 2017, Haapakoski 2015, Jimenez-Fernandez 2015)", ratio[name], published, tolerance)


def train(person, weeks, sessions=(0, 2, 4), intensity=0.65, hours=0.75):
    start = person.time
    for week in range(weeks):
        for day in sessions:
            person.run(start + 168 * week + 24 * day + 17 - person.time)
            person.bout(intensity, hours)
    person.run(start + 168 * weeks - person.time)


def training(check):
    names = [IMMUNE + name for name in ("crp", "sod", "gpx", "oxidative_damage", "inflammatory_load", "oxidative_stress", "il2", "il5", "kynurenic_acid")]
    for review in (False, True):
        reading = dict(neuroimmune__crp_training=0.2, neuroimmune__pbmc_training=0.2) if review else {}
        person = depressed(**reading)
        before = person.mean_day(names)
        person.run(144)
        train(person, 12)
        after = person.mean_day(names)
        change = dict(zip(names, 100 * (after / before - 1)))
        if review:
            for name in ("crp", "il2", "il5"):
                check(f"12 weeks of 3 x 45 min, the reading that it rises: {name}, %", change[IMMUNE + name], 15, 12)
            continue
        check("12 weeks of 3 x 45 min: CRP, % (Fedewa 2017: ES -0.26)", change[IMMUNE + "crp"], -15, 10)
        check("12 weeks: SOD, % (gain 0.4 of the weighted training status)", change[IMMUNE + "sod"], 32, 8)
        check("12 weeks: GPX, %", change[IMMUNE + "gpx"], -14, 3)
        check("12 weeks: malondialdehyde falls, %", change[IMMUNE + "oxidative_damage"], -15, 12)
        check("12 weeks: inflammatory load falls, %", change[IMMUNE + "inflammatory_load"], -15, 14)
        check("12 weeks: IL-2, IL-5 unchanged, %", abs(change[IMMUNE + "il2"]) + abs(change[IMMUNE + "il5"]), 0, 0.1)
        person.run(168 * 40)
        rest = dict(zip(names, 100 * (person.mean_day(names) / before - 1)))
        check("40 weeks after the last bout: CRP, % of before (independent solution: back)", rest[IMMUNE + "crp"], 0, 4)


def interferon(check):
    person = Person(cut=("_neurotransmitter_to_neuroimmune_",), neuroimmune__interferon=3)
    person.run(24 * 14)
    check("interferon-alpha: IDO, of healthy", person[IMMUNE + "ido"], 4, 0.1)
    check("interferon-alpha: quinolinic acid at a held kynurenine, times rest (Raison 2010: up)", person[IMMUNE + "quinolinic_acid"] / 350, 1.45, 0.05)


PARTS = (rest, endotoxin_alone, endotoxin_and_cortisol, danger_alone, interleukin6, long_bouts, bouts_in_depression, depression_against_health, training, interferon)


def run(check):
    for part in PARTS:
        part(check)


if __name__ == "__main__":
    sys.exit(report(run))
