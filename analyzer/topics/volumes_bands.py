"""Lines of a table that are the period of the rows below them, under heads that stand once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analyzer.model import Cell
from analyzer.read.periods import find_period_heads, find_periods
from analyzer.topics.volumes_periods import is_period_alone
from analyzer.topics.volumes_words import CONCEPTS, concept_of
from analyzer.topics.volumes_wraps import is_amount


def find_block_lines(rows: Sequence[Sequence[Cell]], data_columns: Collection[int]) -> set[int]:
    """Rows that are the period of the rows below them, centred in the table and not over all of its columns: their heads stay.

    Two such lines tell it, each of another period, alone and right above figures, under heads that name measures and no period; the
    first may stand over the heads instead.
    """
    lines = [index for index, row in enumerate(rows[:-1]) if is_period_line(row) and has_figures(rows[index + 1], data_columns)]
    first = next((index for index, row in enumerate(rows) if has_figures(row, data_columns)), 0)
    opening = [0] if lines and 0 < first < lines[0] and is_period_line(rows[0]) else []
    blocks = [*opening, *lines]
    if len({rows[index][0].text for index in blocks}) < max(len(blocks), 2) or not (opening or lines[0] < first):
        return set()
    above = [cell for row in rows[len(opening) : min(first, lines[0])] for cell in row]
    if any(find_periods(cell.text) or find_period_heads(cell.text) for cell in above):
        return set()
    return set(blocks) if any(concept_of(cell.text) in CONCEPTS for cell in above) else set()


def is_period_line(row: Sequence[Cell]) -> bool:
    """A whole period alone over the columns of figures: For the year ended December 31, 2012; 2012."""
    if len(row) != 1 or row[0].col == 0:
        return False
    return is_period_alone(row[0].text)


def has_figures(row: Sequence[Cell], data_columns: Collection[int]) -> bool:
    return any(is_amount(cell) and cell.col in data_columns for cell in row)


def without_period(heads: Sequence[Cell], band: Cell) -> list[Cell]:
    """The heads without the one period that stands over all of them, where a band below figures gives its rows another."""
    periods = [cell for cell in heads if is_period_alone(cell.text)]
    told = {period for cell in periods for period, _, _ in find_periods(cell.text)}
    other = is_period_alone(band.text) and {period for period, _, _ in find_periods(band.text)} != told
    return [cell for cell in heads if cell not in periods] if other and len(told) == 1 else list(heads)
