"""Narrow heads whose lines say together what none says alone: a line pulled apart, a unit that begins in the middle of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.labels import join_wrapped
from analyzer.topics.volumes_heads import whole_units
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_placing import is_figure
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word

Row = Sequence[Cell]
Place = tuple[int, int]
LINES_MAX = 6
_BROKEN = re.compile("[a-z][-\u2010\u00ad\u0002\ufffe]\\s*$")
_UNIT_BEGINS = re.compile(r"(?<=[a-z]) (?=['’‘\d]|[A-Z]{0,3}[$€£]|RMB|in |thousand|million|tonn?e|pieces|units|pairs|sets)")


def with_broken_heads(rows: Sequence[Row]) -> list[Row]:
    """The rows, neighbours over one column joined where a hyphen says that the last word goes on below or the first comes from above.

    Justified lines: "tion" and "ca-" between "Produc-" and "pacity". Two heads that were given one column are left apart: a hyphen
    at the end of the first is its own.
    """
    first = next((index for index, row in enumerate(rows) if any(is_figure(cell) for cell in row)), 0)
    if not any(_BROKEN.search(cell.text) for row in rows[:first] for cell in row):
        return list(rows)
    ends: dict[int, float] = {}
    for cell in (cell for row in rows[first:] for cell in row if is_figure(cell)):
        ends[cell.col] = max(ends.get(cell.col, 0.0), cell.bbox[2])
    result: list[Row] = []
    for index, row in enumerate(rows[:first]):
        joined: list[Cell] = []
        for cell in row:
            last = joined[-1] if joined else None
            if last and is_one_line(last, cell, ends) and goes_over_lines(last, cell, result[-1] if result else (), rows[index + 1]):
                box = (min(last.bbox[0], cell.bbox[0]), min(last.bbox[1], cell.bbox[1]), max(last.bbox[2], cell.bbox[2]), cell.bbox[3])
                joined[-1] = replace(cell, text=f"{last.text} {cell.text}", bbox=box)
            else:
                joined.append(cell)
        result.append(tuple(joined))
    return [*result, *rows[first:]]


def is_one_line(left: Cell, right: Cell, ends: dict[int, float]) -> bool:
    """Whether two texts stand over one column; the first may begin right of all figures of the column before it, if it has any."""
    if not left.col or left.colspan != 1 or right.colspan != 1 or _BROKEN.search(left.text):
        return False
    return left.col == right.col or (left.col == right.col - 1 and (left.col not in ends or left.bbox[0] > ends[left.col]))


def goes_over_lines(left: Cell, right: Cell, above: Row, below: Row) -> bool:
    """Whether a word of this line is broken at either end of it, in the column of its second text."""
    goes_on = _BROKEN.search(right.text) and any(cell.col == right.col and cell.text[:1].islower() for cell in below)
    comes_from = left.text[:1].islower() and any(cell.col == right.col and _BROKEN.search(cell.text) for cell in above)
    return bool(goes_on or comes_from)


def with_units_in_brackets(rows: Sequence[Row]) -> list[Row]:
    """The rows, the unit at the end of a measure in brackets where it begins in the middle of a line: "price HK$" over "per piece"."""
    first = next((index for index, row in enumerate(rows) if any(is_figure(cell) for cell in row)), 0)
    texts: dict[Place, str] = {}
    for col in {cell.col for row in rows[:first] for cell in row if cell.col and _UNIT_BEGINS.search(cell.text)}:
        stack = [(index, cell) for index, row in enumerate(rows[:first]) for cell in row if cell.col == col and cell.colspan == 1]
        stack = [(index, cell) for index, cell in stack if not only_period_words(cell.text)][-LINES_MAX:]
        lines = bracketed([cell.text for _, cell in stack])
        texts |= {(index, col): line for (index, _), line in zip(stack, lines, strict=False)}
    if not texts:
        return list(rows)
    return [tuple(replace(cell, text=texts.get((index, cell.col), cell.text)) for cell in row) for index, row in enumerate(rows)]


def bracketed(lines: Sequence[str]) -> list[str]:
    """The lines of a measure and its unit, the unit in brackets; [] where no line begins the unit after other words."""
    for index, line in enumerate(lines):
        for match in _UNIT_BEGINS.finditer(line):
            measure, unit = join_wrapped([*lines[:index], line[: match.start()]]), [line[match.end() :], *lines[index + 1 :]]
            if (concept_of(measure) in CONCEPTS or is_word(REVENUE, measure)) and whole_units(unit, ""):
                marked = [*lines[:index], f"{line[: match.start()]} ({line[match.end() :]}", *lines[index + 1 :]]
                return [*marked[:-1], f"{marked[-1]})"]
    return []
