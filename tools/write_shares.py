#!/usr/bin/env python3
"""Explain doc/theory/arms.yaml and write doc/theory/shares.md: what carries the effect of each treatment.

    python3 tools/write_shares.py PROGRAM [--pool 40]

PROGRAM is the built `euthymia`. Every arm is run with each of the 64 sets of carriers open. Needs Python only.
"""

import argparse
import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "doc" / "theory" / "shares.md"
TRIAL = "doc/theory/arms.yaml"

HEAD = """# What carries the effect of each treatment

Law 1 of the biology: specific effects go through the systems, and what acts on symptoms directly says how much it carried. This page does, for one arm a treatment
([arms.yaml](arms.yaml)): the difference from usual care in HAM-D17 after {week:g} weeks, and the parts of it, in points. *Phenomenological* are the terms that act on symptoms
directly: skill of CBT, expression of emotion in art, a seizure and a course of ECT. *Non-specific* is what is left with every carrier blocked: contact and expectancy
beyond those of usual care, also put in and not explained. How it is done: [explain](../guide/explain.md).

    python3 tools/write_shares.py build/run/app/cli/euthymia --pool {pool}

"""

FOOT = """
{people} people in every arm and set of carriers, seed {seed}; intervals (95 %) over people. The share is of the effect; where the interval of the effect contains 0
there is none. Points are means over all orders in which carriers can be opened (Shapley); parts and non-specific sum to the effect.
The course of ECT ends in week 4; what it does directly fades after that.
"""


def explain(program, pool):
    command = [program, "explain", TRIAL, "--pool", str(pool), "--rtol", "1e-3", "--json", "-q"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def shown(estimate):
    low, high = estimate["interval"]
    return f"{estimate['value']:.2f} [{low:.2f}, {high:.2f}]"


def share(part):
    return "-" if part["percent"] is None else f"{round(part['percent']['value']) + 0} %"  # no minus before 0


def row(arm):
    parts = {part["carrier"]: part for part in arm["parts"]}
    direct = parts.pop("phenomenological")
    cells = [arm["arm"], shown(arm["effect"]), shown(direct["points"]), share(direct), shown(arm["nonspecific"]["points"]), share(arm["nonspecific"])]
    return cells + [f"{part['points']['value']:.2f}" for part in parts.values()]


def page(explanation, pool):
    systems = [name for name in explanation["carriers"] if name != "phenomenological"]
    head = ["arm", "effect", "phenomenological", "share", "non-specific", "share"] + systems
    rows = [head, ["---"] * len(head)] + [row(arm) for arm in explanation["arms"]]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in rows) + "\n"
    foot = FOOT.format(people=explanation["people"], seed=explanation["provenance"]["seed"])
    return HEAD.format(week=explanation["week"], pool=pool) + table + foot


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="the built euthymia")
    parser.add_argument("--pool", type=int, default=40, help="people")
    arguments = parser.parse_args()
    explanation = explain(arguments.program.resolve(), arguments.pool)
    PAGE.write_text(page(explanation, arguments.pool), encoding="utf-8")


if __name__ == "__main__":
    main()
