#!/usr/bin/env python3
"""Write the SBML (Level 3 Version 2) of every test/models/*.ant beside it.

    python3 tools/generate_test_models.py            write
    python3 tools/generate_test_models.py --check    regenerate in memory and compare; exit 1 if anything differs

The comment that opens a .ant file becomes the notes of the model. Needs the packages of tools/requirements.txt.
"""

import argparse
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import antimony
import libsbml

MODELS = Path(__file__).resolve().parent.parent / "test/models"


def opening_comment(text):
    """The paragraphs of the comment at the top, without its slashes."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].strip())
    return [paragraph.replace("\n", " ") for paragraph in "\n".join(lines).split("\n\n")]


def generate(path):
    text = path.read_text(encoding="utf-8")
    antimony.clearPreviousLoads()
    if antimony.loadAntimonyString(text) < 0:
        raise SystemExit(f"{path.name}: {antimony.getLastError()}")
    document = libsbml.readSBMLFromString(antimony.getSBMLString(path.stem))
    document.setLevelAndVersion(3, 2, False)
    title, *_ = opening_comment(text)
    document.getModel().setName(title.split("\n")[0].rstrip("."))
    notes = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in opening_comment(text))
    document.getModel().setNotes(f'<body xmlns="http://www.w3.org/1999/xhtml">{notes}</body>')
    document.checkConsistency()
    for index in range(document.getNumErrors()):
        error = document.getError(index)
        if error.getSeverity() >= libsbml.LIBSBML_SEV_ERROR:
            raise SystemExit(f"{path.name}: {error.getMessage()}")
    return libsbml.writeSBMLToString(document)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with what is there; write nothing")
    arguments = parser.parse_args()
    stale = []
    for path in sorted(MODELS.glob("*.ant")):
        text, target = generate(path), path.with_suffix(".xml")
        if not arguments.check:
            target.write_text(text, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            stale.append(target.name)
    if stale:
        print("not what tools/generate_test_models.py gives:", ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
