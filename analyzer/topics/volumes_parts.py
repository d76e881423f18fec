"""Rows that go on with the row above them: its parts behind a dash, and its figures in another unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analyzer.model import Cell
from analyzer.topics.volumes_grid import Figure

_PART = re.compile(r"\s*[-－–—−─‒―﹣]\s*(?=[^\W\d_])")
"""The dash before the name of a part; one before a figure is a sign."""


def is_part(labels: Sequence[Cell]) -> bool:
    return len(labels) == 1 and labels[0].col == 0 and bool(_PART.match(labels[0].text))


def row_of_part(row_labels: Mapping[int, Sequence[Cell]], figure: Figure) -> Cell | None:
    """The label of the row of which a row with a dash is a part: the nearest above without one, where only parts stand between."""
    if not is_part(figure.labels):
        return None
    above = [row for row in sorted(row_labels, reverse=True) if row < figure.row and not is_part(row_labels[row])]
    labels = row_labels[above[0]] if above else ()
    return labels[0] if len(labels) == 1 and labels[0].col == 0 else None


def row_above(row_labels: Mapping[int, Sequence[Cell]], row: int) -> Sequence[Cell]:
    above = max((other for other in row_labels if other < row), default=None)
    return row_labels[above] if above is not None else ()
