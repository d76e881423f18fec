"""STRATEGIES: how tables are found on a page, one function each; an exchange says in which order they are tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analyzer.model import BBox
from analyzer.pdf.aligned import find_aligned
from analyzer.pdf.layout import PageLayout
from analyzer.pdf.ruled import Grid, find_grids
from analyzer.pdf.segments import is_amount

BOXED_ROWS_MIN = 2
"""A head and one row: the rest of a table below a page end."""
BOXED_COLUMNS_MIN = 3


def ruled(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Tables drawn with rules."""
    return [grid for grid in find_grids(layout) if not any(box[1] < grid.box[3] and grid.box[1] < box[3] for box in taken)]


def boxed(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Tables of which rules bound every row and column: they say exactly what belongs together, where names wrap around figures."""
    return [grid for grid in ruled(layout, taken) if is_boxed(grid)]


def is_boxed(grid: Grid) -> bool:
    """Whether a ruled table has rules between all its figures: no cell holds two of them, and none stands between few boxes."""
    if grid.row_count < BOXED_ROWS_MIN or len(grid.columns) < BOXED_COLUMNS_MIN or len(grid.cells) * 2 < grid.row_count * len(grid.columns):
        return False
    return not any(sum(is_amount(line) for line in cell.lines) > 1 for cell in grid.cells)


def aligned(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Tables whose columns are told by alignment only."""
    return find_aligned(layout, taken)


STRATEGIES: Mapping[str, Callable[[PageLayout, Sequence[BBox]], list[Grid]]] = {"boxed": boxed, "ruled": ruled, "aligned": aligned}
READ_AS = {"boxed": "ruled"}
"""Strategies whose tables are read like those of another."""
