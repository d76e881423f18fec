"""Heads set so close that a line of them runs together, cut by the lines above and below: Production Utilization over volume | rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from analyzer.model import Cell
from analyzer.read.labels import join_wrapped
from analyzer.topics.volumes_placing import is_figure, overlap
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word

Row = Sequence[Cell]
PARTS_MAX = 9
WORDS_MAX = 12
LINES_MAX = 2
"""Lines above or below that a measure may go on to."""


def with_touching_lines_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, each text of a head that stands over several heads of the line below cut into their words.

    Only where there is one way to cut it so that each part is a measure together with the lines above and below it, or where it is
    one text as often as there are heads below it (millions of | millions of).
    """
    result = list(rows)
    for index in range(len(rows) - 1):
        if any(is_figure(cell) for cell in (*rows[index], *rows[index + 1])):
            continue
        result[index] = tuple(part for cell in rows[index] for part in parted(cell, index, rows))
    return result


def parted(cell: Cell, index: int, rows: Sequence[Row]) -> Sequence[Cell]:
    words = cell.text.split()
    below = [lower for lower in rows[index + 1] if overlap(cell, lower)] if cell.col and cell.colspan > 1 and len(words) > 1 else []
    if not 1 < len(below) <= min(len(words), PARTS_MAX) or len(words) > WORDS_MAX or not is_over_all(cell, below):
        return (cell,)
    texts = repeated(words, len(below)) or measured(words, below, index, rows)
    if not texts:
        return (cell,)
    top, bottom = cell.bbox[1], cell.bbox[3]
    boxes = [(lower.bbox[0], top, lower.bbox[2], bottom) for lower in below]
    return [
        replace(cell, text=text, bbox=box, col=lower.col, colspan=lower.colspan)
        for text, box, lower in zip(texts, boxes, below, strict=True)
    ]


def is_over_all(cell: Cell, below: Sequence[Cell]) -> bool:
    """Whether every head below stands under this text with all of its columns."""
    return all(cell.col <= lower.col and lower.col + lower.colspan <= cell.col + cell.colspan for lower in below)


def repeated(words: Sequence[str], count: int) -> list[str]:
    """One text as often as there are heads below; [] where it is not."""
    size = len(words) // count
    return [" ".join(words[:size])] * count if list(words) == list(words[:size]) * count else []


def measured(words: Sequence[str], below: Sequence[Cell], index: int, rows: Sequence[Row]) -> list[str]:
    """The parts of a line that are measures with the lines around them; [] where there is no way or more than one to cut it so."""
    found = [
        cut
        for cut in cuts(words, len(below))
        if all(is_measure_with(text, lower, index, rows) for text, lower in zip(cut, below, strict=True))
    ]
    return found[0] if len(found) == 1 else []


def cuts(words: Sequence[str], count: int) -> Iterator[list[str]]:
    for ends in combinations(range(1, len(words)), count - 1):
        places = (0, *ends, len(words))
        yield [" ".join(words[start:stop]) for start, stop in pairwise(places)]


def is_measure_with(text: str, lower: Cell, index: int, rows: Sequence[Row]) -> bool:
    above = lines_of(lower, rows[max(0, index - LINES_MAX) : index])
    under = lines_of(lower, rows[index + 1 : index + 1 + LINES_MAX])
    return any(
        is_measure(join_wrapped((*above[start:], text, *under[:stop])))
        for start in range(len(above) + 1)
        for stop in range(1, len(under) + 1)
    )


def lines_of(lower: Cell, rows: Sequence[Row]) -> list[str]:
    """The texts over the columns of one head and no others."""
    over = [cell for row in rows for cell in row if overlap(cell, lower) and not is_figure(cell)]
    return [cell.text for cell in over if lower.col <= cell.col and cell.col + cell.colspan <= lower.col + lower.colspan]


def is_measure(text: str) -> bool:
    return concept_of(text) in CONCEPTS or is_word(REVENUE, text)
