"""Names that wrap in tables without row rules: which printed lines belong to which row of figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.model import BBox, Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import split_rank
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import Column
from analyzer.topics.concentration_titles import flows
from analyzer.topics.concentration_words import Words, squeeze

GAP_SLACK = 1.15
GAP_MORE_PT = 1.0
"""By how much the gap between two rows is wider than those between their lines."""
BLANK_LINE = 1.2
"""White space above a line, in its own heights, from which on it is none of the row above."""
_CODE = re.compile(r"(?:customer|supplier|client|vendor|[客供][戶户應应]商?) ?[A-Z]{1,2}\d{0,2}(?: ?[(（]\d{1,2}[)）])?", re.IGNORECASE)
"""A party without its name."""
_OPENING = re.compile(r"(?![及和与與])[\u4e00-\u9fff]")
"""What a Chinese name may begin with: no bracket, no word that goes on. An English line below a code may say what the party does."""
_BEFORE = re.compile(r"approximately|approx\.?|about|around|[约約]", re.IGNORECASE)
_MONEY = re.compile(r"(?:HK\$|US\$|RMB|HKD|USD|人民[币幣]|港[币幣])\s?\d[\d,.]*", re.IGNORECASE)
_SCALE = re.compile(r"(?:thousand|[mb]illion)s?|[十百千万萬亿億]+元?", re.IGNORECASE)
_MARK = r"\s*(?:[(（](?:notes?\s*)?\d{0,2}[)）]|\*)?"
NIL = re.compile(rf"[\s\-–—－―/\\~～ー_.…]*|(?:[-–—－―]|n[/.]?a\.?|nil|不适用|不適用){_MARK}", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One row with the cells that merged cells above put over it."""

    cells: tuple[Cell, ...]
    over: Mapping[int, Cell]

    def at(self, column: Column | None) -> Cell | None:
        if column is None:
            return None
        own = next((cell for cell in self.cells if cell.col <= column.index < cell.col + cell.colspan), None)
        return own or self.over.get(column.index)


@dataclass(frozen=True)
class Shape:
    """The columns that one reading of a table uses: side by side periods are read one after the other.

    asides: columns that say more of a party, in numbers too: years of relationship.
    """

    name: Column
    rank: Column | None
    period: Column | None
    figures: tuple[Column, ...]
    texts: tuple[Column, ...]
    header_texts: frozenset[str]
    asides: frozenset[int] = frozenset()


def fold_wrapped(rows: Sequence[Row], shape: Shape, words: Words) -> list[tuple[Row, list[Cell]]]:
    """Rows with figures, each with the name lines printed above or below it; other rows stand alone."""
    kept: list[tuple[Row, list[Cell]]] = []
    waiting: list[Cell] = []
    rows = join_figures(rows, shape)
    widest = widest_gaps(rows, shape)
    reach = name_reach(rows, shape)
    begun = first_lines(rows, shape)
    end = first_below(rows, shape)
    for index, row in enumerate(rows):
        cell = wrapped_name(row, shape, words, reach) if index < end else None
        if cell is None:
            if is_marked(row, shape):
                kept.append((row, waiting))
                waiting = []
            else:
                kept.append((row, []))
            continue
        opened = shape.rank is None and any(split_rank(piece.text)[0] is not None for piece in (*waiting, cell))
        goes_down = opened or index in begun or (index >= widest[index] if index in widest else is_nearer_below(rows, index))
        goes_down = words_tell(rows, index, cell, shape, words, goes_down) or opens_name(rows, index, cell, shape, reach)
        target = next((item for item in reversed(kept) if is_marked(item[0], shape)), None)
        if (goes_down and (index in widest or any(is_marked(later, shape) for later in rows[index + 1 : index + 4]))) or target is None:
            waiting.append(cell)
        else:
            target[1].append(cell)
    return kept


def first_below(rows: Sequence[Row], shape: Shape) -> int:
    """The first line that stands a blank line below the last figures: a heading of the text below is no piece of a name."""
    last = max((index for index, row in enumerate(rows) if is_marked(row, shape)), default=len(rows))
    for index in range(last + 1, len(rows)):
        above, here = line_box(rows[index - 1]), line_box(rows[index])
        if above and here and rows[index - 1].cells[0].page == rows[index].cells[0].page:
            if here[0] - above[1] > BLANK_LINE * (here[1] - here[0]):
                return index
    return len(rows)


def words_tell(rows: Sequence[Row], index: int, cell: Cell, shape: Shape, words: Words, goes_down: bool) -> bool:
    """Whether a line of a name goes with the figures below it: as its words and the name beside those figures say, else as its place says.

    "Five largest customers" goes on as "combined"; a name of nothing but "Company Limited" is the rest of the line above it.
    """
    following = next((row for row in rows[index + 1 : index + 2] if is_marked(row, shape)), None)
    beside = following.at(shape.name) if following is not None else None
    text, below = squeeze(cell.text), squeeze(beside.text) if beside is not None else ""
    if words.whole("name_rest", text):
        return False
    if beside is not None and (
        words.whole("name_rest", below) or (words.mentions(text, ("five",)) and not words.mentions(below, ("five",)))
    ):
        return True
    return goes_down


def opens_name(rows: Sequence[Row], index: int, cell: Cell, shape: Shape, reach: tuple[float, float] | None) -> bool:
    """Whether a line is the first of the name below it: it fills its column, and the party above is a code, which is whole on one line.

    供應商A | 9,778, over 瀾滄勐海茶葉專 and 業合作社 | 7,420.
    """
    if (
        shape.rank is not None
        or reach is None
        or not 0 < index < len(rows) - 1
        or not all(has_figures(rows[at], shape) for at in (index - 1, index + 1))
    ):
        return False
    above, below = (rows[at].at(shape.name) for at in (index - 1, index + 1))
    if above is None or below is None or not _CODE.fullmatch(squeeze(above.text)) or _CODE.fullmatch(squeeze(below.text)):
        return False
    fills = cell.bbox[2] >= max(reach[1], below.bbox[2]) - (cell.bbox[3] - cell.bbox[1])
    return fills and _OPENING.match(squeeze(cell.text)) is not None and not _CODE.match(squeeze(below.text))


def first_lines(rows: Sequence[Row], shape: Shape) -> set[int]:
    """The lines with a rank and no figures that begin a party, as the figures before have a rank of theirs and those below have none:
    2 | Customer B | Maker of computers listed in, over Japan | 30.
    """
    if shape.rank is None:
        return set()
    found: set[int] = set()
    waiting: int | None = None
    is_taken = True
    for index, row in enumerate(rows):
        ranked = any(cell.col == shape.rank.index and split_rank(cell.text.strip().rstrip("."))[0] for cell in row.cells)
        if is_marked(row, shape):
            found |= {waiting} if waiting is not None and not ranked else set()
            is_taken = ranked or waiting is not None
            waiting = None
        elif ranked:
            waiting = index if is_taken else None
    return found


def join_figures(rows: Sequence[Row], shape: Shape) -> list[Row]:
    """The rows with figures that wrap put together again: approximately / 22.2%, HK$37.1 / million."""
    columns = {column.index for column in shape.figures}
    joined = list(rows)
    for index in range(len(joined) - 1):
        for cell in joined[index].cells:
            below = next((other for other in joined[index + 1].cells if other.col == cell.col), None)
            if cell.col not in columns or below is None or below.page != cell.page:
                continue
            if (_BEFORE.fullmatch(cell.text) and is_figure(below)) or (_MONEY.fullmatch(cell.text) and _SCALE.fullmatch(below.text)):
                whole = replace(cell, text=f"{cell.text} {below.text}", bbox=box_of((cell, below)))
                joined[index] = replace(joined[index], cells=tuple(whole if own is cell else own for own in joined[index].cells))
                joined[index + 1] = replace(joined[index + 1], cells=tuple(own for own in joined[index + 1].cells if own is not below))
    return [row for row in joined if row.cells]


def box_of(cells: Sequence[Cell]) -> BBox:
    boxes = [cell.bbox for cell in cells]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def name_reach(rows: Sequence[Row], shape: Shape) -> tuple[float, float] | None:
    """Left and right of the names that stand beside figures; None where none does."""
    names = [cell for row in rows if has_figures(row, shape) for cell in row.cells if cell.col == shape.name.index and cell.colspan == 1]
    return (min(cell.bbox[0] for cell in names), max(cell.bbox[2] for cell in names)) if names else None


def wrapped_name(row: Row, shape: Shape, words: Words, reach: tuple[float, float] | None = None) -> Cell | None:
    """The name cell of a line that holds a piece of a name and no figure. reach: where the names stand; text beside them is none."""
    cell = next((cell for cell in row.cells if cell.col == shape.name.index and cell.colspan == 1), None)
    if cell is not None and reach is not None and line_box(row) is not None and not (cell.bbox[0] < reach[1] and reach[0] < cell.bbox[2]):
        return None
    if cell is None or has_figures(row, shape) or squeeze(cell.text) in shape.header_texts:
        return None
    beside = [other for other in row.cells if other.col > shape.name.index and other.col not in shape.asides]
    if any(is_figure(other) or (other.text.strip() and NIL.fullmatch(other.text)) for other in beside):
        # A party of the other periods alone.
        return None
    if flows(squeeze(cell.text)) or words.whole("note_start", squeeze(cell.text)) or re.match(r"\(\d+\)", cell.text):
        return None
    return cell


def widest_gaps(rows: Sequence[Row], shape: Shape) -> dict[int, int]:
    """By line: the one below the widest gap between the figures above and below it, where one gap is clearly the widest.

    Lines of one row stand as near to each other in every cell; the gap between two rows is wider, however the cells are aligned.
    """
    marked = [index for index, row in enumerate(rows) if is_marked(row, shape)]
    found: dict[int, int] = {}
    for above, below in pairwise(marked):
        lines = rows[above : below + 1]
        boxes = [line_box(row) for row in lines]
        if below - above < 2 or any(is_over_all(row) for row in lines) or len({row.cells[0].page for row in lines}) > 1 or None in boxes:
            continue
        gaps = gaps_between([box for box in boxes if box is not None])
        ordered = sorted(gaps, reverse=True)
        if ordered[0] - ordered[1] > GAP_MORE_PT:
            found |= dict.fromkeys(range(above + 1, below), above + 1 + gaps.index(ordered[0]))
    return found


def line_box(row: Row) -> tuple[float, float] | None:
    """Top and bottom of a printed line; None for a line of a sideways page."""
    tops, bottoms = [cell.bbox[1] for cell in row.cells], [cell.bbox[3] for cell in row.cells]
    upright = all(len(cell.text) < 2 or cell.bbox[2] - cell.bbox[0] >= (cell.bbox[3] - cell.bbox[1]) / 2 for cell in row.cells)
    return (min(tops), max(bottoms)) if tops and upright else None


def gaps_between(boxes: Sequence[tuple[float, float]]) -> list[float]:
    """The white space above each line but the first, below everything that stands higher."""
    gaps: list[float] = []
    bottom = boxes[0][1]
    for top, end in boxes[1:]:
        gaps.append(top - bottom)
        bottom = max(bottom, end)
    return gaps


def is_over_all(row: Row) -> bool:
    """Whether a line is a band: a period or a title over all columns."""
    return len(row.cells) == 1 and (row.cells[0].colspan > 2 or bool(flows(squeeze(row.cells[0].text))))


def is_nearer_below(rows: Sequence[Row], index: int) -> bool:
    """Whether the line stands nearer to the next line than to the one before (across the lines: pages may be sideways)."""
    if index == 0 or index + 1 >= len(rows):
        return index == 0
    before, here, after = (rows[i].cells[0] for i in (index - 1, index, index + 1))
    if not before.page == here.page == after.page:
        return before.page != here.page
    axis = 1 if abs(here.bbox[1] - before.bbox[1]) >= 1 else 0
    return abs(here.bbox[axis] - before.bbox[axis]) > GAP_SLACK * abs(after.bbox[axis] - here.bbox[axis])


def has_figures(row: Row, shape: Shape) -> bool:
    columns = {column.index for column in shape.figures}
    return any(cell.col in columns and (is_figure(cell) or looks_like_amount(cell.text)) for cell in row.cells)


def is_marked(row: Row, shape: Shape) -> bool:
    """Whether a row is one of a party: with figures, or with dashes in their place for one of other periods alone."""
    columns = {column.index for column in shape.figures}
    nil = [cell for cell in row.cells if cell.col in columns and cell.text.strip() and NIL.fullmatch(cell.text)]
    return has_figures(row, shape) or bool(nil)
