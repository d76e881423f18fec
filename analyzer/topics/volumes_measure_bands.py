"""A measure printed in the middle of a line over the rows that it is of: Shipment volume, further down Average selling price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.topics.volumes_heads import whole_units
from analyzer.topics.volumes_placing import is_figure
from analyzer.topics.volumes_words import CONCEPTS, concept_of

Row = Sequence[Cell]
BANDS_MIN = 2


def with_measure_bands(rows: Sequence[Row]) -> tuple[list[Row], frozenset[int]]:
    """The rows with their bands, and the ids of the bands' cells: the heads of the columns hold on below each of them.

    One line in the middle may be the head of its column; several of different measures, at least one of them below figures and each
    right above rows, are bands. The unit on the line below a band belongs to it.
    """
    found = [index for index in range(len(rows)) if is_band(rows, index)]
    first = next((index for index, row in enumerate(rows) if any(is_figure(cell) for cell in row[1:])), len(rows))
    if len({concept_of(rows[index][0].text) for index in found}) < BANDS_MIN or found[-1] < first:
        return list(rows), frozenset()
    result = list(rows)
    bands = set()
    for index in found:
        band = rows[index][0]
        if is_unit_below(rows, index):
            band = replace(band, text=f"{band.text} ({rows[index + 1][0].text.strip(' ()（）')})")
            result[index + 1] = ()
        result[index] = (band,)
        bands.add(id(band))
    return [row for row in result if row], frozenset(bands)


def is_band(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is a measure alone, off the labels, and the next line but its unit begins with a label."""
    row = rows[index]
    if len(row) != 1 or not row[0].col or concept_of(row[0].text) not in CONCEPTS:
        return False
    at = index + 2 if is_unit_below(rows, index) else index + 1
    below = rows[at] if at < len(rows) else ()
    return bool(below) and below[0].col == 0 and not is_figure(below[0])


def is_unit_below(rows: Sequence[Row], index: int) -> bool:
    below = rows[index + 1] if index + 1 < len(rows) else ()
    return len(below) == 1 and below[0].col > 0 and bool(whole_units([below[0].text], ""))
