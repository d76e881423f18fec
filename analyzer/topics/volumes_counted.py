"""Figures that carry their unit in their own cell: 1,500 万支 under 生产能力, 4.04 元/支 under 平均售价."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import CONCEPTS, concept_of

Row = Sequence[Cell]
Place = tuple[int, tuple[float, float, float, float]]
_COUNTED = re.compile(
    r"\s*(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s,.%()（）年月日]\S{0,11}(?:\s\S{1,10})?)\s*"
)


def without_own_units(rows: Sequence[Row]) -> tuple[list[Row], dict[Place, Cell]]:
    """The rows, figures of a measure without the unit behind them, and the cells as printed by page and box.

    Only under a head or beside a label that is a measure, as 10ml in a column of sizes is a name.
    """
    printed: dict[Place, Cell] = {}
    result: list[Row] = []
    for index, row in enumerate(rows):
        cells = list(row)
        for place, cell in enumerate(row):
            parts = counted_parts(cell.text) if cell.col else ("", "")
            if parts[0] and (any(is_measure(label) for label in row if label.col < cell.col) or is_under_measure(rows[:index], cell)):
                printed[cell.page, cell.bbox] = cell
                cells[place] = replace(cell, text=parts[0])
        result.append(tuple(cells))
    return result, printed


def is_measure(cell: Cell) -> bool:
    return concept_of(cell.text) in CONCEPTS


def is_under_measure(above: Sequence[Row], cell: Cell) -> bool:
    """Whether the nearest words over a cell that are no figure, unit or period are a measure."""
    for row in reversed(above):
        for other in row:
            if other.col >= cell.col + cell.colspan or cell.col >= other.col + other.colspan:
                continue
            if is_measure(other):
                return True
            if not says_nothing(other.text):
                return False
    return False


def says_nothing(text: str) -> bool:
    figure = looks_like_amount(text) or bool(counted_parts(text)[0])
    return figure or not text.strip() or only_period_words(text) or bool(units_of(f"（{text.strip(' ()（）')}）", ""))


def counted_parts(text: str) -> tuple[str, str]:
    """Figure and unit of a cell that holds both and no more; ("", "") for any other text."""
    match = _COUNTED.fullmatch(text)
    if match is None or not units_of(f"（{match.group('unit')}）", ""):
        return "", ""
    return match.group("amount"), match.group("unit")
