"""Heads that wrap over several lines, each line widened to the columns of the whole head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_period_heads, find_years
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_wraps import is_amount


def widen_wrapped_heads(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """A head that wraps over two lines stands over the columns of its wider line (giantec p.190: "For the year ended / December 31,")."""
    result = [list(row) for row in rows]
    for index in range(1, len(result) - 1):
        widen_middle_line(result[index - 1], result[index], result[index + 1])
    for index in range(len(result) - 1):
        upper, lower = result[index], result[index + 1]
        if any(is_amount(cell) for cell in (*upper, *lower)):
            continue
        for place, cell in enumerate(upper):
            wide = [c for c in lower if c.col <= cell.col and cell.col + cell.colspan <= c.col + c.colspan and c.colspan > cell.colspan]
            alone = wide and sum(1 for c in upper if wide[0].col <= c.col < wide[0].col + wide[0].colspan) == 1
            if alone and is_one_period(join_wrapped((cell.text, wide[0].text))):
                upper[place] = replace(cell, col=wide[0].col, colspan=wide[0].colspan)
    return [tuple(row) for row in result]


def widen_middle_line(upper: Sequence[Cell], middle: list[Cell], lower: Sequence[Cell]) -> None:
    """The short middle line of a head stands over the columns of the lines above and below it (typeset: Six months / ended / 30 June)."""
    for place, cell in enumerate(middle):
        around = [over for over in upper if covers(over, cell) and any((over.col, over.colspan) == (u.col, u.colspan) for u in lower)]
        alone = around and sum(1 for other in middle if covers(around[0], other)) == 1
        if alone and not any(is_amount(other) for other in (*upper, *middle, *lower)):
            middle[place] = replace(cell, col=around[0].col, colspan=around[0].colspan)


def is_one_period(text: str) -> bool:
    """A period head, or a year with nothing but 未经审核 or (unaudited)."""
    return bool(find_period_heads(text)) or (len(find_years(text)) == 1 and only_period_words(text))


def covers(wide: Cell, cell: Cell) -> bool:
    return wide.col <= cell.col and cell.col + cell.colspan <= wide.col + wide.colspan and wide.colspan > cell.colspan
