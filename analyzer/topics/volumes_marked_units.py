"""Units that the notes below a table give to its measures: (a) Sales volume in million sq.m. and ASP in RMB per sq.m."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analyzer.model import Cell, Unit
from analyzer.read.units import find_units
from analyzer.topics.volumes_words import CONCEPTS, concept_of

Marked = dict[tuple[str, str], Unit]
"""By the mark of the note, "" for one without, and the concept."""
_MARK = r"[(（]\s*(?P<mark>[a-z]|\d{1,2})\s*[)）]"
_NOTE = re.compile(rf"(?:^|\n)\s*(?:Notes?\s*:\s*)?(?:{_MARK})?[ \n]*(?P<text>[^\n]*(?:\n(?!\s*[(（])[^\n]*)*)")
_MARK_AT_END = re.compile(rf"{_MARK}\s*$")
_ABBREVIATED = re.compile(r"\.\s?\w{1,2}\.$")
_CLAUSE = re.compile(r"\s+and\s+|[;,]\s*|\.\s+(?=[A-Z])")
_GIVES = re.compile(
    r"(?:(?:the|our)\s+)?(?P<measure>[A-Za-z][A-Za-z ]{2,40}?)\s(?:(?:is|are|was|were)\s)?"
    r"(?:(?:expressed|stated|measured|presented|shown|counted)\s)?"
    r"in\s(?P<unit>[^,;]{1,40})",
    re.IGNORECASE,
)


def find_marked_units(notes: str) -> Marked:
    """The units of measures that notes give, each by its mark; where a note gives a measure two, neither."""
    found: dict[tuple[str, str], list[Unit]] = {}
    for note in _NOTE.finditer(notes) if " in " in notes else ():
        for clause in _CLAUSE.split(" ".join(note.group("text").split())):
            given = _GIVES.fullmatch(clause.strip())
            concept = concept_of(given.group("measure")) if given else ""
            words = given.group("unit").strip() if given and concept in CONCEPTS else ""
            # The full stop of the note may be that of the unit: sq.m.
            words = words if _ABBREVIATED.search(words) else words.rstrip(".")
            units = find_units(f"({words})") if words else []
            if units:
                found.setdefault((note.group("mark") or "", concept), []).extend(units)
    return {key: units[0] for key, units in found.items() if len(units) == 1}


def marked_unit(marked: Marked, concept: str, cells: Sequence[Cell], wanted: Callable[[Unit], bool]) -> Unit | None:
    """The unit that a note gives to this measure: by a mark at one of these texts, the nearest first, or of the whole table."""
    marks = [match.group("mark") for cell in cells if (match := _MARK_AT_END.search(cell.text))]
    units = (marked.get((mark, concept)) for mark in (*marks, ""))
    return next((unit for unit in units if unit is not None and wanted(unit)), None)
