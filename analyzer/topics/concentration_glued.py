"""Names that share a column with the text beside them: a total's long label reaches over the gap that parts the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.model import Cell, RawTable
from analyzer.read.amounts import looks_like_amount

PAIRS_MIN = 3
EDGE_PT = 3.0
"""How far the left edges of cells of one column may differ."""
_RANK_ONLY = re.compile(r"[\W\d]*")


def part_glued_columns(table: RawTable) -> RawTable:
    """The table with every column parted in which rows have two texts each, the second ones at one left edge.

    "Five largest customers combined" below Customer A | Manufacturer of kitchen appliances leaves no gap over the whole height.
    """
    if table.strategy != "aligned":
        return table
    for index in reversed(range(table.column_count)):
        edge = second_edge(table.rows, index)
        if edge is not None:
            table = parted(table, index, edge)
    return table


def second_edge(rows: Sequence[Sequence[Cell]], index: int) -> float | None:
    """The left edge of the second texts of a column; None unless enough rows have two, each time at this edge."""
    pairs = [pair for row in rows for pair in pairwise(row) if pair[0].col == pair[1].col == index and is_text_pair(*pair)]
    edges = Counter(round(right.bbox[0]) for _, right in pairs)
    if not edges:
        return None
    edge = float(edges.most_common(1)[0][0])
    own = [(left, right) for left, right in pairs if abs(right.bbox[0] - edge) <= EDGE_PT]
    lefts = [left.bbox[0] for left, _ in own]
    return edge if len(own) >= PAIRS_MIN and max(lefts) - min(lefts) <= EDGE_PT else None


def is_text_pair(left: Cell, right: Cell) -> bool:
    """Whether both cells hold words: a rank before a name is no column of its own here."""
    return not any(_RANK_ONLY.fullmatch(cell.text) or looks_like_amount(cell.text) for cell in (left, right))


def parted(table: RawTable, index: int, edge: float) -> RawTable:
    """The table with the texts of a column from this edge on in a column of their own."""
    rows = tuple(tuple(moved(cell, index, edge, is_second(row, place)) for place, cell in enumerate(row)) for row in table.rows)
    rights = [cell.bbox[2] for row in rows for cell in row if cell.col == index and cell.colspan == 1 and cell.bbox[2] < edge]
    left, right = table.columns[index]
    columns = (*table.columns[:index], (left, max(rights, default=left)), (edge, right), *table.columns[index + 1 :])
    return replace(table, rows=rows, columns=columns)


def is_second(row: Sequence[Cell], place: int) -> bool:
    """Whether a cell is the second one of its column in its row: a head may be centred left of the edge."""
    return place > 0 and row[place - 1].col == row[place].col


def moved(cell: Cell, index: int, edge: float, second: bool) -> Cell:
    if cell.col > index:
        return replace(cell, col=cell.col + 1)
    if cell.col < index:
        return replace(cell, colspan=cell.colspan + (cell.col + cell.colspan > index))
    if second or cell.bbox[0] >= edge - EDGE_PT:
        return replace(cell, col=index + 1)
    return replace(cell, colspan=cell.colspan + (cell.bbox[2] > edge or cell.colspan > 1))
