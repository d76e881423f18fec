"""STRATEGIES: how tables are found on a page, one function each; an exchange says in which order they are tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analyzer.model import BBox
from analyzer.pdf.aligned import find_aligned
from analyzer.pdf.layout import PageLayout
from analyzer.pdf.ruled import Grid, find_grids


def ruled(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Tables drawn with rules."""
    return [grid for grid in find_grids(layout) if not any(box[1] < grid.box[3] and grid.box[1] < box[3] for box in taken)]


def aligned(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Tables whose columns are told by alignment only."""
    return find_aligned(layout, taken)


STRATEGIES: Mapping[str, Callable[[PageLayout, Sequence[BBox]], list[Grid]]] = {"ruled": ruled, "aligned": aligned}
