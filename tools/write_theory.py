#!/usr/bin/env python3
"""Fill the generated blocks of doc/theory/*.md from the data of biology/.

    python3 tools/write_theory.py            rewrite the blocks
    python3 tools/write_theory.py --check    exit 1 if a page is out of date

A block stands between `<!-- begin KIND SYSTEM -->` and `<!-- end -->`; KIND is states, read-outs, parameters, couplings or references.
Needs Python only.
"""

import argparse
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIOLOGY = ROOT / "biology"
BLOCK = re.compile(r"<!-- begin (\S+) (\S+) -->\n.*?<!-- end -->", re.DOTALL)


def read_rows(name):
    with open(BIOLOGY / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


NAMES = read_rows("names.tsv")
NUMBERS = {row["id"]: row for row in read_rows("parameters.tsv")}
UNITS = {row["id"]: row["symbol"] for row in read_rows("units.tsv")} | {"dimensionless": "", "litre": "L"}


def system_of(row):
    return row["id"].split("__")[0] if "__" in row["id"] else "couplings"


def short(row):
    return "`" + row["id"].split("__")[-1] + "`"


def table(head, rows):
    if not rows:
        return "None.\n"
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]) + "\n"


def rows_of(system, kinds):
    return [row for row in NAMES if system_of(row) == system and row["kind"] in kinds]


def states(system):
    cells = []
    for row in rows_of(system, {"state"}):
        number = NUMBERS.get(row["id"])          # absent where an equation sets the initial value
        start, unit = (f"{float(number['value']):.6g}", number["unit"]) if number else ("from an equation", row["unit"])
        cells.append([short(row), row["symbol"], row["name"], start, UNITS[unit]])
    return table(["state", "symbol", "meaning", "healthy at 00:00", "unit"], cells)


def read_outs(system):
    rows = [row for row in rows_of(system, {"assigned"}) if not row["name"].startswith("input:")]
    return table(["variable", "symbol", "meaning", "unit"],
                 [[short(row), row["symbol"], row["name"] + (f" ({row['meaning']})" if row["meaning"] else ""), UNITS[row["unit"]]] for row in rows])


def parameters(system):
    cells = []
    for row in rows_of(system, {"input", "parameter"}):
        number = NUMBERS[row["id"]]
        note = number["note"] + (f"; spread {number['spread']}" if number["spread"] else "")
        cells.append([short(row), row["symbol"], row["name"], f"{float(number['value']):.6g}", UNITS[number["unit"]], number["source"], number["grade"], note])
    return table(["parameter", "symbol", "meaning", "value", "unit", "source", "grade", "note"], cells)


def couplings(system):
    cells = []
    for line in (BIOLOGY / "depression.ant").read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"\s+(\w+)\.(\w+) := (.*?)\s+// (.*)", line)
        if not match:
            continue
        receiver, name, formula, source = match.groups()
        switch = re.search(r"switch_\w+", formula).group(0)
        sender = re.fullmatch(r"switch_(\w+)_to_\w+", switch).group(1)
        if system in ("all", receiver, sender):
            cells.append([sender, receiver, f"`{name}`", "`" + formula.replace(f"{switch}*", "") + "`", source])
    return table(["from", "to", "input", "as wired (switch left out)", "source"], cells)


def references(system):
    text = (BIOLOGY / "references.bib").read_text(encoding="utf-8")
    entries = {}
    for entry in re.split(r"(?m)^@", text)[1:]:
        key = re.match(r"\w+\{([^,\s]+),", entry).group(1)
        entries[key] = {field: re.sub(r"[{}]|\\\W?", "", value) for field, value in re.findall(r"(\w+)=\{((?:[^{}]|\{[^{}]*\})*)\}", entry)}
    cited = set()
    for row in rows_of(system, {"state", "input", "parameter", "compartment"}):
        number = NUMBERS.get(row["id"], {"source": "this-project", "note": ""})
        cited |= {key.strip() for key in number["source"].split(";")} | {key for key in entries if key in number["note"]}
    equations = BIOLOGY / ("depression.ant" if system == "couplings" else f"systems/{system}.ant")
    cited |= {key for key in entries if re.search(rf"\b{key}\b", equations.read_text(encoding="utf-8"))}
    lines = []
    for key in sorted(cited & set(entries) - {"this-project", "protocol"}):
        fields = entries[key]
        place = " ".join(filter(None, [fields.get("journal") or fields.get("howpublished", ""), fields.get("volume", ""), fields.get("year", "")]))
        doi = f" [doi:{fields['doi']}](https://doi.org/{fields['doi']})" if "doi" in fields else ""
        lines.append(f"- **{key}** {fields['author']}: {fields['title']}. {place}.{doi}")
    return "\n".join(lines) + "\n"


MAKERS = {"states": states, "read-outs": read_outs, "parameters": parameters, "couplings": couplings, "references": references}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare; write nothing")
    arguments = parser.parse_args()
    stale = []
    for page in sorted((ROOT / "doc" / "theory").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        fresh = BLOCK.sub(lambda match: f"<!-- begin {match[1]} {match[2]} -->\n{MAKERS[match[1]](match[2])}<!-- end -->", text)
        if fresh != text:
            stale.append(page.name)
            if not arguments.check:
                page.write_text(fresh, encoding="utf-8")
    if arguments.check and stale:
        print("out of date: " + ", ".join(stale) + "; run tools/write_theory.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
