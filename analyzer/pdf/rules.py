"""The rules drawn on a page: lines, thin boxes, edges of boxes and dotted pictures of them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analyzer.pdf.displayed import Displayed

RULE_THICKNESS_PT = 3.0
"""A drawn thing thinner than this is a rule; thicker filled boxes are shading."""
SLANT_PT = 1.0
"""How far the two ends of a rule may be apart across its direction."""
PATH_SEGMENTS_MAX = 4000
OBJECTS_MAX = 60_000
"""Path objects of a page beyond which it is a drawing (a map, a chart), not a table."""
FORM_LEVELS_MAX = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One horizontal or vertical line; x0 == x1 or top == bottom up to its thickness."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


def iterate_rules(page: pdfium.PdfPage, shown: Displayed) -> Iterator[Rule]:
    """Lines, thin filled boxes and thin images (002255: borders are rows of dotted images)."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > OBJECTS_MAX:
        return
    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    for item, kind, nested in drawn_items(page.raw, count, raw.FPDFPage_GetObject):
        if not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        box = shown.box(left.value, bottom.value, right.value, top.value)
        if box[2] - box[0] <= RULE_THICKNESS_PT or box[3] - box[1] <= RULE_THICKNESS_PT:
            yield Rule(*box)
        elif kind == raw.FPDF_PAGEOBJ_PATH and not nested:
            yield from path_rules(pdfium.PdfObject(item, page=page), shown)


def drawn_items(parent: Any, count: int, item_at: Callable[[Any, int], Any], level: int = 0) -> Iterator[tuple[Any, int, bool]]:
    """Handle and type of each path and image, and whether it stands inside a form; what pypdfium2 wraps in an object each."""
    for index in range(count):
        item = item_at(parent, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, level > 0
        elif kind == raw.FPDF_PAGEOBJ_FORM and level < FORM_LEVELS_MAX:
            yield from drawn_items(item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, level + 1)


def path_rules(item: pdfium.PdfObject, shown: Displayed) -> Iterator[Rule]:
    """Axis-parallel sides of a path that is more than one thin box; shading (filled, not stroked) gives none."""
    count = raw.FPDFPath_CountSegments(item.raw)
    if count > PATH_SEGMENTS_MAX:
        return
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    matrix = item.get_matrix()
    for points in subpaths(item, count):
        placed = [shown.point(*matrix.on_point(x, y)) for x, y in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= RULE_THICKNESS_PT:
            yield Rule(min(xs), min(ys), max(xs), max(ys))
        elif stroke.value:
            yield from (side for pair in pairwise(placed) if (side := straight(*pair)) is not None)


def subpaths(item: pdfium.PdfObject, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each subpath, closed where the file closes it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def straight(one: tuple[float, float], other: tuple[float, float]) -> Rule | None:
    """The rule between two corners, None where the line is neither level nor upright."""
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    return Rule(x0, y0, x1, y1) if min(x1 - x0, y1 - y0) <= SLANT_PT else None
