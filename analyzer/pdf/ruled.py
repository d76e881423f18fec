"""Tables drawn with rules: edges -> cells -> grid, by pdfplumber's algorithms; merged and doubled cells become spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from analyzer.model import BBox
from analyzer.pdf.chars import Char
from analyzer.pdf.layout import Line, PageLayout, Word, chars_to_words, join_words, words_to_lines
from analyzer.pdf.rules import Rule

Thing = TypeVar("Thing", Word, Char)

CROSS_PT = 1.0
"""A word may stick out of its cell so far before it is taken for the text of two cells."""
SNAP_PT = 3.0
JOIN_PT = 4.0
"""Gap within one rule that is bridged (borders drawn cell by cell, dotted images)."""
MEET_PT = 4.0
"""How far a horizontal and a vertical rule may miss each other where they meet."""
COLUMN_SNAP_PT = 6.0
ROW_SNAP_PT = 5.0
"""Lines of a grid nearer than this are one line: no text fits between (002610 p.188: 26 x 15 lines for 5 columns)."""
EDGE_MIN_PT = 6.0
BAND_MAX_PT = 40.0
BAND_PERIOD = re.compile(r"\s*(?:截至)?\s*(?:(?:19|20)\s?\d\s?\d|二[零〇○OＯ]\S\S)\s*年?[^。；;:：]{0,16}$")
"""A band that names a period and nothing else: 2014 年 1-6 月."""
CELLS_MIN = 3


@dataclass(frozen=True)
class GridCell:
    """One visible cell of a grid in reading direction."""

    text: str
    box: BBox
    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A ruled table in reading direction. columns: left and right of each column that holds text."""

    box: BBox
    cells: tuple[GridCell, ...]
    columns: tuple[tuple[float, float], ...]
    row_count: int


def find_grids(layout: PageLayout) -> list[Grid]:
    """Every ruled table of the page from top to bottom."""
    edges = close_sides(close_ends(merged(layout.rules)))
    if not edges:
        return []
    intersections = edges_to_intersections(edges, MEET_PT, MEET_PT)
    tables = cells_to_tables(intersections_to_cells(intersections))
    grids = [cells_to_grid(table, layout) for table in tables if len(table) >= CELLS_MIN]
    return join_at_bands(sorted((grid for grid in grids if len(grid.columns) > 1), key=lambda grid: grid.box[1]), layout.body_lines)


def join_at_bands(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid]:
    """Grids of the same columns with nothing between them but the line of a period are one table, that line a band over all its columns.

    An open-sided table whose year bands no vertical rule crosses falls apart at each of them.
    """
    result: list[Grid] = []
    for grid in grids:
        band = band_between(result[-1], grid, lines) if result else None
        if band is None:
            result.append(grid)
            continue
        upper = result.pop()
        text = GridCell(band.text, band.box, upper.row_count, 0, 1, len(upper.columns), (band.text,))
        below = (replace(cell, row=cell.row + upper.row_count + 1) for cell in grid.cells)
        box = (min(upper.box[0], grid.box[0]), upper.box[1], max(upper.box[2], grid.box[2]), grid.box[3])
        result.append(Grid(box, (*upper.cells, text, *below), upper.columns, upper.row_count + 1 + grid.row_count))
    return result


def band_between(upper: Grid, lower: Grid, lines: Sequence[Line]) -> Line | None:
    """The one line, a period, between two grids of the same columns; None where they are two tables."""
    if len(upper.columns) != len(lower.columns) or lower.box[1] - upper.box[3] > BAND_MAX_PT:
        return None
    if any(
        abs(one - other) > COLUMN_SNAP_PT
        for a, b in zip(upper.columns, lower.columns, strict=True)
        for one, other in zip(a, b, strict=True)
    ):
        return None
    between = [line for line in lines if upper.box[3] - 1 <= (line.box[1] + line.box[3]) / 2 <= lower.box[1] + 1]
    return between[0] if len(between) == 1 and BAND_PERIOD.match(between[0].text) else None


def merged(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The rules as pdfplumber's edges, snapped and joined."""
    records = [edge_record(rule) for rule in rules]
    edges: list[dict[str, Any]] = merge_edges(records, SNAP_PT, SNAP_PT, JOIN_PT, JOIN_PT)
    return [edge for edge in edges if max(edge["width"], edge["height"]) >= EDGE_MIN_PT]


def edge_record(rule: Rule) -> dict[str, Any]:
    """A rule as the record that pdfplumber's edge functions take: a line without thickness."""
    if rule.horizontal:
        middle = (rule.top + rule.bottom) / 2
        return edge(rule.x0, middle, rule.x1, middle, "h")
    middle = (rule.x0 + rule.x1) / 2
    return edge(middle, rule.top, middle, rule.bottom, "v")


def edge(x0: float, top: float, x1: float, bottom: float, orientation: str) -> dict[str, Any]:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
        "object_type": "line",
    }


def close_ends(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Adds the missing rule where several vertical rules end together beyond the last horizontal one.

    002257 p.161: a table cut by the page end goes on without a rule above its first row.
    """
    level = [e for e in edges if e["orientation"] == "h"]
    upright = [e for e in edges if e["orientation"] == "v"]
    ends = []
    for side, inner in (("top", min), ("bottom", max)):
        for y in snapped((post[side] for post in upright), SNAP_PT):
            posts = [post for post in upright if abs(post[side] - y) <= SNAP_PT]
            crossed = [
                e for e in level if e["x0"] - MEET_PT <= posts[0]["x0"] and posts[-1]["x0"] <= e["x1"] + MEET_PT and touches(posts, e)
            ]
            if len(posts) < 2 or not crossed or any(abs(e["top"] - y) <= MEET_PT for e in crossed):
                continue
            nearest_rule = inner(crossed, key=lambda e: e["top"])
            ends.append(edge(nearest_rule["x0"], y, nearest_rule["x1"], y, "h"))
    return [*edges, *ends]


def touches(posts: Sequence[dict[str, Any]], rule: dict[str, Any]) -> bool:
    return all(post["top"] <= rule["top"] + MEET_PT and rule["top"] - MEET_PT <= post["bottom"] for post in posts)


def close_sides(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Adds the missing left and right borders of open-sided grids (002257 p.114).

    Two neighbouring horizontal rules with the same ends that a vertical rule connects get sides at these ends; a longer rule
    between them is another row's, as that of a year band over the whole table.
    """
    level = sorted((e for e in edges if e["orientation"] == "h"), key=lambda e: e["top"])
    upright = [e for e in edges if e["orientation"] == "v"]
    sides = []
    for index, upper in enumerate(level):
        below = (e for e in level[index + 1 :] if covers(e, upper) and e["top"] - upper["top"] > ROW_SNAP_PT)
        lower = next(below, None)
        if lower is None or not same_ends(upper, lower) or not any(connects(post, upper, lower) for post in upright):
            continue
        for x in (upper["x0"], upper["x1"]):
            if not any(abs(post["x0"] - x) <= MEET_PT and connects(post, upper, lower) for post in upright):
                sides.append(edge(x, upper["top"], x, lower["top"], "v"))
    return merge_edges([*edges, *sides], SNAP_PT, SNAP_PT, JOIN_PT, JOIN_PT) if sides else edges


def covers(rule: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a horizontal rule reaches at least from end to end of another."""
    return bool(rule["x0"] <= other["x0"] + JOIN_PT and rule["x1"] >= other["x1"] - JOIN_PT)


def same_ends(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(abs(one["x0"] - other["x0"]) <= JOIN_PT and abs(one["x1"] - other["x1"]) <= JOIN_PT)


def connects(post: dict[str, Any], upper: dict[str, Any], lower: dict[str, Any]) -> bool:
    """Whether a vertical rule runs from one horizontal rule to the next, within their ends."""
    inside = upper["x0"] - MEET_PT <= post["x0"] <= upper["x1"] + MEET_PT
    return bool(inside and post["top"] <= upper["top"] + MEET_PT and post["bottom"] >= lower["top"] - MEET_PT)


def cells_to_grid(boxes: Sequence[BBox], layout: PageLayout) -> Grid:
    """Boxes of one table -> cells with text and spans; grid lines that no text uses are dropped."""
    xs = snapped((value for box in boxes for value in (box[0], box[2])), COLUMN_SNAP_PT)
    ys = snapped((value for box in boxes for value in (box[1], box[3])), ROW_SNAP_PT)
    inside = words_by_box(boxes, layout)
    rough = []
    for box in boxes:
        col, row = nearest(xs, box[0]), nearest(ys, box[1])
        colspan, rowspan = nearest(xs, box[2]) - col, nearest(ys, box[3]) - row
        if colspan > 0 and rowspan > 0:
            rough.append((row, col, rowspan, colspan, box, inside.get(box, [])))
    used_cols = kept_starts(((col, colspan) for _, col, _, colspan, _, text in rough if text), len(xs) - 1)
    used_rows = kept_starts(((row, rowspan) for row, _, rowspan, _, _, text in rough if text), len(ys) - 1)
    cells = [place_cell(item, used_rows, used_cols) for item in rough if item[5]]
    stops = [*used_cols[1:], len(xs) - 1] if used_cols else []  # 300221 p.282: boxes without text
    columns = tuple((xs[start], xs[stop]) for start, stop in zip(used_cols, stops, strict=True))
    outer = (xs[0], ys[0], xs[-1], ys[-1])
    return Grid(outer, tuple(sorted(cells, key=lambda c: (c.row, c.col))), columns, len(used_rows))


def snapped(values: Iterable[float], tolerance: float) -> list[float]:
    """Sorted values with those within the tolerance of the first of their group merged into it."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > tolerance:
            kept.append(value)
    return kept


def nearest(lines: Sequence[float], value: float) -> int:
    """Index of the grid line at or before this value."""
    return max(0, bisect_right(lines, value + 0.01) - 1)


def kept_starts(spans: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Grid lines at which some cell with text starts."""
    return sorted({start for start, _ in spans if start < count})


def place_cell(item: tuple[int, int, int, int, BBox, Sequence[Word]], rows: Sequence[int], cols: Sequence[int]) -> GridCell:
    """A cell of the raw grid on the grid of kept lines."""
    row, col, rowspan, colspan, box, words = item
    first_row, first_col = rows.index(row), cols.index(col)
    rowspan = sum(1 for start in rows if row <= start < row + rowspan)
    colspan = sum(1 for start in cols if col <= start < col + colspan)
    lines = tuple(join_words(line.words) for line in words_to_lines(words))
    return GridCell("\n".join(lines), box, first_row, first_col, rowspan, colspan, lines)


def words_by_box(boxes: Sequence[BBox], layout: PageLayout) -> dict[BBox, Sequence[Word]]:
    """The words whose middle lies in each box. A word that reaches over a rule is two cells' text (figures of touching columns):
    the boxes that it touches get their words from the characters in them.
    """
    found: dict[BBox, list[Word]] = defaultdict(list)
    cut: set[BBox] = set()
    for box, word in things_in_boxes(boxes, layout.words):
        found[box].append(word)
        if word.x0 < box[0] - CROSS_PT or word.x1 > box[2] + CROSS_PT:
            cut |= {other for other in boxes if touches_word(other, word)}
    words: dict[BBox, Sequence[Word]] = {box: inside for box, inside in found.items() if box not in cut}
    chars: dict[BBox, list[Char]] = defaultdict(list)
    for box, char in things_in_boxes(sorted(cut), layout.chars) if cut else ():
        chars[box].append(char)
    return words | {box: read for box, inside in chars.items() if (read := chars_to_words(inside))}


def touches_word(box: BBox, word: Word) -> bool:
    return box[1] <= word.middle < box[3] and word.x0 < box[2] and box[0] < word.x1


def things_in_boxes(boxes: Sequence[BBox], things: Sequence[Thing]) -> Iterator[tuple[BBox, Thing]]:
    """Each word or character with the box in which its middle lies."""
    bands: dict[tuple[float, float], list[BBox]] = defaultdict(list)
    for box in boxes:
        bands[(box[1], box[3])].append(box)
    ordered = sorted(things, key=middle_of)
    heights = [middle_of(thing) for thing in ordered]
    for (top, bottom), members in bands.items():
        members.sort()
        lefts = [box[0] for box in members]
        for thing in ordered[bisect_left(heights, top) : bisect_left(heights, bottom)]:
            x = (thing.x0 + thing.x1) / 2
            index = bisect_right(lefts, x) - 1
            if index >= 0 and x < members[index][2]:
                yield members[index], thing


def middle_of(thing: Word | Char) -> float:
    return (thing.top + thing.bottom) / 2
