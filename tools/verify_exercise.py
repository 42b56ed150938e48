#!/usr/bin/env python3
"""Exercise against what its sources published: lactate, catecholamines, plasma volume, VO2max up and down, fitness and fatigue.

    python3 tools/verify_exercise.py        prints one line a check; exit 1 if one fails that is not known to
"""

import math
import sys

from checks import report
from person import Person

UNTRAINED = 32.0                     # mL/kg/min
RESPONSE = 0.205 / 0.228              # of the library over that of the fitted law's numbers
REST = 3.5


def quick(**parameters):
    return Person(relative_tolerance=1e-6, absolute_tolerance=1e-8, **parameters)


def reserve(share, vo2max=UNTRAINED):
    """Fraction of the VO2 reserve that is this share of VO2max."""
    return (share * vo2max - REST) / (vo2max - REST)


def train(person, weeks, days, hours, intensity):
    """Sessions at 17:00; `intensity` and `hours` may be functions of the week."""
    first = round(person.time / 168)
    for week in range(first, first + weeks):
        for day in days:
            person.run(168 * week + 24 * day + 17 - person.time)
            person.bout(intensity(week - first) if callable(intensity) else intensity, hours(week - first) if callable(hours) else hours)
    person.run(168 * (first + weeks) - person.time)


def gain(person):
    return 100 * person["exercise__vo2max_gain"]


def blood_in_a_bout(check):
    for load, lactate, tolerance in ((0.6, 2.5, 0.5), (0.8, 5.5, 0.5), (0.9999, 10, 2)):
        person = quick()
        person.run(17)
        person.bout(reserve(load), 0.5)
        check(f"lactate after 30 min at {load:.0%} of VO2max, mmol/L (untrained: 2-3, 5-6, 8-12)", person["exercise__lactate"], lactate, tolerance)
        if load == 0.6:
            rise = person["exercise__lactate"] - 1
            person.run(0.25)
            check("share of that rise left after 15 min of rest (half-life 15 min)", (person["exercise__lactate"] - 1) / rise, 0.5, 0.01)
    person = quick()
    person.run(17)
    person.bout(reserve(0.68), 1.25)
    check("adrenaline after 75 min at 68 % of VO2max, times rest (Zouhal 2008: 4 to 5)", person["exercise__epinephrine_plasma"], 4.2, 0.3)
    check("noradrenaline rises with it, times rest", person["exercise__norepinephrine_plasma"], 1 + 9 * (0.214 / 0.534) ** 2, 0.05)
    for load, shift in ((0.4, -9.9), (0.6, -15.6), (0.8, -17.2)):
        person = quick()
        person.run(17)
        person.bout(reserve(load), 0.5)
        check(f"plasma volume after 30 min at {load:.0%} of VO2max, % (Hill 2008)", 100 * person["exercise__plasma_volume_shift"], shift, 0.3)
    person.run(1)
    check("plasma volume an hour later, %", 100 * person["exercise__plasma_volume_shift"], 0, 1)


def single_load(check):
    person = quick(exercise__fitness=100, exercise__fatigue=100)
    time, readiness = person.run(24 * 60, ["exercise__readiness"], every=2.4)
    check("one load: readiness at once (Banister: negative first)", readiness[0], -100, 1e-6)
    zero = next(t for t, r in zip(time, readiness) if r >= 0) / 24
    check("one load: readiness back at zero, d", zero, 45 * 15 / 30 * math.log(2), 0.1)
    check("one load: readiness best, d", time[readiness.argmax()] / 24, 45 * 15 / 30 * math.log(6), 0.3)


def twelve_weeks_and_rest(check):
    person = quick()
    train(person, 12, (0, 2, 4), 0.75, 0.65)
    gained = gain(person)
    check("VO2max after 12 weeks of 3 x 45 min at 0.65, %", gained, 17.3 * RESPONSE, 0.8)
    check("lactate threshold after it, of VO2max (0.408 before)", person["exercise__lactate_threshold"], 0.408 + 0.8 * 0.173, 0.02)
    time, readiness = person.run(24 * 28, ["exercise__readiness"], every=6)
    check("readiness peaks after stopping, d (14 to 22)", (time[readiness.argmax()] - time[0]) / 24, 18, 4)
    check("share of VO2max gain left after 4 weeks of rest (half)", gain(person) / gained, 0.5, 0.06)
    person.run(24 * 28)
    check("VO2max gain left after 8 weeks of rest, % (below 3)", gain(person), 2.6, 0.4)


def once_a_week(check):
    person = quick(exercise__vo2max_baseline=27, exercise__vo2max=27)
    train(person, 12, (2,), 0.75, 0.65)
    check("one attended session a week, mL/kg/min (DEMO-II: +3, 2 to 4.5)", person["exercise__vo2max"] - 27, 3.1, 0.3)


def heritage(check):
    person = quick()
    weekly = {}
    first = lambda week: min(week, 14) / 14
    for stage, weeks in ((4, 4), (8, 4), (12, 4), (20, 8)):
        begin = stage - weeks
        train(person, weeks, (0, 2, 4), lambda week: (30 + 20 * first(begin + week)) / 60, lambda week: 0.50 + 0.25 * first(begin + week))
        weekly[stage] = gain(person)
    check("HERITAGE, 20 weeks, % (Bouchard 1999: 19, 16 to 22)", weekly[20], 19, 3)
    for week, expected in ((4, 10.8), (8, 14.9), (12, 17.0)):
        check(f"HERITAGE schedule, week {week}, % (the fitted law by itself)", weekly[week], expected * RESPONSE, 1)


def hickson(check):
    person = quick(exercise__training_response=0.25)
    train(person, 4, (0, 1, 2, 3, 4, 5), 40 / 60, 0.75)
    train(person, 5, (0, 1, 2, 3, 4, 5), 40 / 60, 0.85)
    check("Hickson 1981-like, 9 weeks, % (23, 20 to 26)", gain(person), 23, 3)


def athlete_stops(check):
    person = quick()
    trained = UNTRAINED / (1 - 0.165)
    person["exercise__vo2max"] = trained
    for days, lost, before in ((12, -6.9, 0), (56, -15.2, 12), (84, -16.1, 56)):
        person.run(24 * (days - before))
        check(f"athlete {days} d after stopping, % (Coyle 1984: -7, -14, -16)", 100 * (person["exercise__vo2max"] / trained - 1), lost, 0.2)


def run(check):
    for part in (blood_in_a_bout, single_load, twelve_weeks_and_rest, once_a_week, heritage, hickson, athlete_stops):
        part(check)


if __name__ == "__main__":
    sys.exit(report(run))
