#!/usr/bin/env python3
"""Tissue, volumes and prefrontal activity against what their sources published, apart from the rest of the person.

    python3 tools/verify_structure.py        prints one line a check; exit 1 if one fails that is not known to

The exercise, neurotrophic and structure systems run together, wired as in biology/depression.ant; hormones, cytokines and severity are held.
Needs the packages of tools/requirements.txt.
"""

import sys

import verify_neurotrophic
from verify_neurotrophic import PROFILES, N, percent

from checks import report

S = "structure__"
YEAR = 24 * 365.25
# numbers of the independent solution, where the model has been fitted anew since
SOLUTION = {S + "bdnf_exponent": 0.25, S + "astroglia_glucocorticoid": 0.15, S + "astroglia_cytokine": 0.07, S + "astroglia_glucocorticoid_prefrontal": 0.6}


def fresh(**numbers):
    person = verify_neurotrophic.healthy("structure")
    for name, value in numbers.items():
        person[name] = value
    for name in ("neuropil_hippocampus", "astroglia_hippocampus", "vessels_hippocampus", "neuropil_prefrontal", "astroglia_prefrontal",
                 "oligodendrocyte_precursors", "myelin_expression", "amygdala_volume", "cerebellar_volume", "pfc_activity"):
        person[S + name] = 1
    person[S + "oligodendrocytes"] = person[S + "oligodendrocyte_rest"]
    person[S + "premyelinating"] = person[S + "premyelinating_rest"]
    person[S + "scar"] = 0
    return person


def depressed(profile, scar=True, days=730, **numbers):
    person = fresh(**numbers)
    if not scar:
        person[S + "scar_rate"] = 0
    person.hold(*PROFILES[profile])
    person.run(24 * days)
    return person


def train(person, weeks, bouts, hours, intensity=0.65):
    person.train(weeks, bouts, intensity, hours)
    return person


def rest(check):
    person = fresh()
    start = {name: person[name] for name in person.states}
    person.run(YEAR)
    worst = max(person.states, key=lambda name: abs(person[name] - start[name]) / max(abs(start[name]), 1e-3))
    check(f"healthy for a year, worst relative change ({worst})", abs(person[worst] - start[worst]) / max(abs(start[worst]), 1e-3), 0, 1e-6)
    for quantity in ("hippocampal_volume", "pfc_volume", "lateral_pfc_volume", "cerebral_volume", "glia_density", "oligodendrocyte_cnpase", "oligodendrocyte_olig2", "myelin"):
        check(f"healthy: {quantity}", person[S + quantity], 1, 1e-6)
    for tissue, loss, share in (("grey", 0.025, 2.5), ("white", 0.0033, 0.33)):
        person = fresh(**{S + "oligodendrocyte_loss": loss / YEAR})
        born = person[S + "integration"] * person[S + "premyelinating"] / person[S + "premyelinating_time"] * YEAR / person[S + "oligodendrocytes"]
        check(f"oligodendrocytes exchanged in {tissue} matter, % a year (yeung2014)", 100 * born, share, 1e-6)


def depression(check):
    expected = {"mild": (-1.6, -2.9, -12.2, -13.8, -2.8, -1.1, -1.0, -4.5), "moderate": (-2.7, -4.6, -19.3, -21.6, -4.4, -1.9, -1.7, -9.0),
                "severe": (-4.0, -6.5, -26.2, -29.5, -6.2, -2.8, -2.5, -15.0)}
    quantities = ("hippocampal_volume", "pfc_volume", "glia_density", "oligodendrocyte_cnpase", "oligodendrocyte_olig2", "amygdala_volume", "cerebellar_volume", "pfc_activity")
    for profile, values in expected.items():
        person = depressed(profile, scar=False, **SOLUTION)
        for quantity, value in zip(quantities, values):
            check(f"{profile}, two years, numbers of the independent solution: {quantity}, %", percent(person[S + quantity], 1), value, 0.15)
    check("severe: lateral prefrontal loss over the whole prefrontal loss (koolschijn2009: less)", (person[S + "lateral_pfc_volume"] - 1) / (person[S + "pfc_volume"] - 1), 0.5, 1e-6)
    check("severe: cerebral volume, %, lower", percent(person[S + "cerebral_volume"], 1), -2, 1)
    person = depressed("severe", days=3652)
    check("ten severe years with scar: hippocampus, % (videbech2004: -8 to -10)", percent(person[S + "hippocampal_volume"], 1), -8.5, 1.5)


def training(check):
    person, gain = fresh(), []
    for weeks in (4, 8, 12, 28):
        train(person, weeks, 3, 40 / 60)
        gain.append(percent(person[S + "hippocampal_volume"], 1))
        if weeks == 8:
            check("healthy, 12 weeks of 3 x 40 min: prefrontal volume, % (up)", percent(person[S + "pfc_volume"], 1), 2.0, 0.4)
        if weeks == 12:
            check("healthy, 24 weeks: prefrontal volume, % (up)", percent(person[S + "pfc_volume"], 1), 2.9, 0.4)
    for weeks, value, expected in zip((4, 12, 24, 52), gain, (0.7, 1.8, 2.7, 3.6)):
        check(f"healthy, {weeks} weeks of 3 x 40 min: hippocampus, %", value, expected, 0.3)
    check("a year against ageing controls, % (erickson2011: 2.0 + 1.4)", gain[3], 3.4, 1)
    control = depressed("moderate")
    control.run(24 * 84)
    for bouts, expected in ((3, (("hippocampal_volume", "hippocampus, % (1 to 3)", 2.1, 0.3), ("oligodendrocyte_cnpase", "CNPase expression x number, % (5 to 15)", 10.5, 0.7),
                                 ("oligodendrocyte_olig2", "Olig2+ cells, % (below 2)", 0.3, 0.1), ("pfc_volume", "prefrontal volume, % (up)", 2.45, 0.5))),
                            (1, (("hippocampal_volume", "hippocampus, % (krogh2012: none; below 1)", 0.7, 0.2),))):
        person = train(depressed("moderate"), 12, bouts, 0.75)
        for quantity, label, value, tolerance in expected:
            check(f"moderate, 12 weeks of {bouts} x 45 min against rest: {label}", percent(person[S + quantity], control[S + quantity]), value, tolerance)


def seizures(check):
    for sessions in (4, 8, 12):
        person = depressed("moderate")
        before = person[S + "hippocampal_volume"]
        begin = person.time
        for session in range(sessions):
            week, day = divmod(session, 3)
            if person.time < begin + 168 * week + 48 * day + 9:
                person.run(begin + 168 * week + 48 * day + 9 - person.time)
            person.seizure()
        person.run(24)
        gain = percent(person[S + "hippocampal_volume"], before)
        check(f"{sessions} seizures: hippocampus, % a session (oltedal2018: 0.28)", gain / sessions, 0.28, 0.08)
        if sessions == 12:
            check("12 seizures: hippocampus, % (oltedal2018: 3.3, 3.0)", gain, 3.3, 0.4)
            check("12 seizures: amygdala, %, up", percent(person[S + "amygdala_volume"], 1 - 0.019), 1, 0.9)
            person.run(24 * 182)
            check("half a year later: hippocampus, % (nordanskog2014: back)", percent(person[S + "hippocampal_volume"], before), 0.4, 0.3)


def drug_and_art(check):
    person = depressed("moderate", **SOLUTION)
    amygdala, hippocampus = person[S + "amygdala_volume"], person[S + "hippocampal_volume"]
    person[N + "serotonin_ratio"] = 1.9
    person.run(24 * 56)
    check("serotonin at full rise, 8 weeks: amygdala, % (hamilton2008: up)", percent(person[S + "amygdala_volume"], amygdala), 1.1, 0.2)
    check("same: hippocampus, % (about 0)", percent(person[S + "hippocampal_volume"], hippocampus), 0.2, 0.2)
    person = depressed("moderate")
    activity, volume = person[S + "pfc_activity"], person[S + "pfc_volume"]
    for week in range(12):
        for pause in (15, 71):                         # two painted hours a week at full engagement
            person.run(pause)
            person[S + "art_engagement"] = person[S + "art_reference"]
            person.run(1)
            person[S + "art_engagement"] = 0
            if week == 0 and pause == 15:
                check("end of a painting session: phasic prefrontal activity (kaimal2017: up)", person[S + "pfc_phasic"], 0.06, 0.001)
                person.run(1)
                check("an hour later", person[S + "pfc_phasic"], 0.06 / 2.71828, 0.001)
        person.run(week * 168 + 168 - (person.time - 24 * 730))
    check("art for 12 weeks: prefrontal activity, % (up)", percent(person[S + "pfc_activity"], activity), 6, 1)
    check("same: prefrontal volume, % (small)", percent(person[S + "pfc_volume"], volume), 0.5, 0.2)
    person = depressed("moderate")
    for week in range(12):
        person.run(16)
        person[S + "cbt_session"] = 1
        person.run(1)
        person[S + "cbt_session"] = 0
        person.run(151)
    check("therapy once a week for 12 weeks: prefrontal activity, % (up)", percent(person[S + "pfc_activity"], activity), 6, 1.5)


def rat(check):
    def stressed():
        person = fresh(**{"exercise__human_dose_scale": 1, S + "neuropil_rate": 1 / 90 / 24, S + "oligodendrocyte_loss": 0.9 / YEAR, N + "bout_gain": 180 / 24,
                          N + "maturation_time": 24 * 28, N + "newborn_neurons": 193846 * 28 / 180, S + "scar_rate": 0})
        person.hold(0.5, 0.5)
        person.run(24 * 35)
        return person

    def read(person):
        return {name: person[S + name] for name in ("oligodendrocyte_cnpase", "oligodendrocyte_olig2", "pfc_volume", "oligodendrocyte_precursors", "ng2_share", "oligodendrocyte_proliferation")}

    person = stressed()
    healthy = read(fresh(**{S + "oligodendrocyte_loss": 0.9 / YEAR}))
    ill = read(person)
    for name, expected, tolerance in (("oligodendrocyte_cnpase", -42, 2), ("oligodendrocyte_olig2", -16, 1), ("pfc_volume", -6, 1), ("oligodendrocyte_precursors", 0, 1e-6)):
        check(f"rat, five weeks of stress: {name}, %", percent(ill[name], healthy[name]), expected, tolerance)
    for weeks, expected in ((6, (29, 11, 6.8, 0, -10)), (4, (21, 8, 5.2, 0, -7))):
        run, rest = stressed(), stressed()
        for week in range(weeks):                      # luo2019: 20 min a day on five days a week
            for day in range(7):
                run.run(12)
                if day < 5:
                    run.bout(0.65, 1 / 3)
                run.run(168 * week + 24 * day + 24 - (run.time - 24 * 35))
        rest.run(168 * weeks)
        run, rest = read(run), read(rest)
        for name, value, tolerance in zip(("oligodendrocyte_cnpase", "oligodendrocyte_olig2", "pfc_volume", "oligodendrocyte_precursors", "ng2_share"), expected, (3, 1.5, 1, 1e-6, 1)):
            check(f"rat, then {weeks} weeks of running against rest: {name}, % (luo2019: sign)", percent(run[name], rest[name]), value, tolerance)
        check("rat, same: precursors divide more, times rest (above 1)", run["oligodendrocyte_proliferation"] / rest["oligodendrocyte_proliferation"], 1.75, 0.5)


def run(check):
    for part in (rest, depression, training, seizures, drug_and_art, rat):
        part(check)


if __name__ == "__main__":
    sys.exit(report(run))
