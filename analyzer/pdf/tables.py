"""Page region -> RawTable with caption and unit line; joining a table that runs over pages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from analyzer.model import BBox, Cell, RawTable
from analyzer.pdf.document import Document
from analyzer.pdf.layout import Line, PageLayout, read_layout, running_lines
from analyzer.pdf.prose import Prose, read_prose
from analyzer.pdf.ruled import Grid
from analyzer.pdf.strategies import READ_AS, STRATEGIES

CAPTION_LINES = 8
COLUMN_SHIFT_PT = 16.0
REACH_PT = 3.0
REACH_SHARE = 0.25
"""How far the box of a line above a table may reach into it, and as a part of its own height."""
REST_PAGES_MAX = 3
LAYOUT_CACHE = 32
"""So many pages stay laid out: the topics go over their pages twice, in long filings over more than these (10 MB less at 2,000 pages)."""
UNPACKED_LAYOUTS = 6
"""So many of the pages read last keep their characters as they are; a page has two thousand."""
UNIT_WORDS = re.compile(
    r"[单單]位[:：]|金[额額][单單]位|[（(]\s*(?:人民[币幣])?[千万萬百亿億]*元|in thousands|in millions|(?:RMB|US\$|HK\$)[’'‘]000",
    re.IGNORECASE,
)
SECTION = re.compile(r"[1-9A-Z][.、．]?|[一二三四五六七八九十]、?|[(（][\da-z一二三四五六七八九十][)）]")
"""The number of a title, with a gap behind it: 1 CONSOLIDATED STATEMENTS OF PROFIT OR LOSS."""
TITLE = re.compile(r"表\s*(?:[（(][^（()）]{0,8}[)）])?\s*$|\bstatements? of\b", re.IGNORECASE)
CONTINUED = re.compile(r"[（(]\s*(?:续|續|接上|承上|cont)|[–—-]\s*(?:continued|cont[’']d|[续續])\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class PageTable:
    """A table of one page with what the join needs to know."""

    table: RawTable
    first: bool
    last: bool


class TableReader:
    """Tables of an open document, page by page, each page laid out once."""

    def __init__(self, document: Document, strategies: Sequence[str] = ("ruled", "aligned")) -> None:
        self.document = document
        self.strategies = tuple(strategies)
        self._recent: deque[PageLayout] = deque()
        self.layout = lru_cache(maxsize=LAYOUT_CACHE)(self._layout)
        self.page_tables = lru_cache(maxsize=None)(self._page_tables)
        self.prose = lru_cache(maxsize=LAYOUT_CACHE)(self._prose)

    def _layout(self, page: int) -> PageLayout:
        layout = read_layout(self.document, page, self.running)
        self._recent.append(layout)
        if len(self._recent) > UNPACKED_LAYOUTS:
            self._recent.popleft().pack()
        return layout

    def _page_tables(self, page: int) -> tuple[PageTable, ...]:
        return tuple(layout_to_tables(self.layout(page), self.strategies))

    def tables(self, page: int) -> tuple[RawTable, ...]:
        """The tables of one page from top to bottom."""
        return tuple(item.table for item in self.page_tables(page))

    @cached_property
    def running(self) -> frozenset[str]:
        """Shapes of the running heads and feet of this document."""
        return running_lines(self.document.texts)

    @property
    def texts(self) -> Sequence[str]:
        """Text of every page from the fast pass; index 0 is page 1."""
        return self.document.texts

    def _prose(self, first: int, last: int) -> Prose:
        """Running text of these pages."""
        return read_prose(self.layout(page) for page in range(first, min(last, self.document.page_count) + 1))

    def joined(self, pages: Iterable[int]) -> list[RawTable]:
        """The tables of these pages, those that run over a page break joined into one, also where their end stands on a page not asked
        for.
        """
        result: list[RawTable] = []
        open_end: PageTable | None = None
        asked = {page for page in pages if 1 <= page <= self.document.page_count}
        for page in sorted(asked):
            for item in self.page_tables(page):
                if open_end is not None and continues(open_end, item):
                    result[-1] = join_tables(result[-1], item.table)
                else:
                    result.append(item.table)
                open_end = item if item.last else None
            if open_end is not None and page + 1 not in asked:
                result[-1] = self._with_rest(result[-1], open_end)
                open_end = None
        return result

    def _with_rest(self, table: RawTable, end: PageTable) -> RawTable:
        """The table with its parts on the pages after those asked for."""
        page = end.table.pages[-1] + 1
        while page <= self.document.page_count and page <= end.table.pages[-1] + REST_PAGES_MAX:
            items = self.page_tables(page)
            if not items or not continues(end, items[0]):
                break
            table, end = join_tables(table, items[0].table), items[0]
            if not end.last:
                break
            page += 1
        return table


def layout_to_tables(layout: PageLayout, strategies: Sequence[str]) -> list[PageTable]:
    """Every table of a page by the given strategies in order; a later one reads only what an earlier one left."""
    found: list[tuple[str, Grid]] = []
    for name in strategies:
        found += [(READ_AS.get(name, name), grid) for grid in STRATEGIES[name](layout, [grid.box for _, grid in found])]
    found.sort(key=lambda item: item[1].box[1])
    boxes = [grid.box for _, grid in found]
    return [
        PageTable(
            grid_to_table(grid, name, layout, boxes),
            not text_between(layout, layout.body_top, grid.box[1], boxes),
            is_last(layout, grid, boxes),
        )
        for name, grid in found
    ]


def is_last(layout: PageLayout, grid: Grid, boxes: Sequence[BBox]) -> bool:
    """Whether nothing but the page foot stands below the table."""
    below = any(box[1] >= grid.box[3] - 1 for box in boxes)
    return not below and not text_between(layout, grid.box[3], layout.body_bottom, [])


def text_between(layout: PageLayout, top: float, bottom: float, boxes: Sequence[BBox]) -> list[Line]:
    """Lines whose middle stands between two heights; a table there counts as text."""
    lines = [line for line in layout.body_lines if top < (line.box[1] + line.box[3]) / 2 < bottom]
    return lines if lines or not any(top < box[1] and box[3] < bottom for box in boxes) else list(layout.body_lines[:1])


def grid_to_table(grid: Grid, strategy: str, layout: PageLayout, boxes: Sequence[BBox]) -> RawTable:
    """The grid in page coordinates with the lines above it as caption."""
    rows: list[list[Cell]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append(
            Cell(cell.text, layout.page, rounded(layout.to_page(cell.box)), cell.row, cell.col, cell.rowspan, cell.colspan)
        )
    floor = max((box[3] for box in boxes if box[3] <= grid.box[1] + 1), default=layout.body_top)
    above = [line for line in layout.body_lines if floor - 1 <= line.box[1] and is_above(line, grid.box[1])][-CAPTION_LINES:]
    unit_line = next((line.text for line in reversed(above) if UNIT_WORDS.search(line.text)), "")
    caption = "\n".join(line.text for line in above)
    box = rounded(layout.to_page(grid.box))
    ordered = tuple(tuple(sorted(row, key=lambda c: c.col)) for row in rows)
    return RawTable(caption, unit_line, ordered, (layout.page,), strategy, box, grid.columns)


def is_above(line: Line, top: float) -> bool:
    """Whether a line stands above a table; the letters of some fonts have boxes that reach far below their feet."""
    return line.box[3] <= top + max(REACH_PT, REACH_SHARE * (line.box[3] - line.box[1]))


def rounded(box: BBox) -> BBox:
    x0, top, x1, bottom = box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def continues(above: PageTable, below: PageTable) -> bool:
    """Whether the table below, first on its page, goes on with the last one of the page before."""
    if below.table.pages[0] != above.table.pages[-1] + 1 or has_own_title(below.table):
        return False
    captioned = [line for line in below.table.caption.splitlines() if not CONTINUED.search(line) and not UNIT_WORDS.search(line)]
    if not below.first and (captioned or not below.table.caption):
        return False
    return same_columns(above.table, below.table)


def has_own_title(table: RawTable) -> bool:
    """Whether the table begins with a title of its own (600795 p.96: statements follow each other page by page)."""
    rows = [row[1:] if len(row) == 2 and SECTION.fullmatch(row[0].text) else row for row in table.rows[:2]]
    lines = [*table.caption.splitlines()[-2:], *(row[0].text for row in rows if len(row) == 1)]
    return any(TITLE.search(line) and not CONTINUED.search(line) for line in lines)


def same_columns(one: RawTable, other: RawTable) -> bool:
    """Whether two tables have the same columns: as many, or the narrower's at the same places."""
    few, many = sorted((one.columns, other.columns), key=len)
    if len(many) - len(few) > 1 or one.strategy != other.strategy:
        return False
    if one.strategy == "ruled":
        return all(any(abs(left - start) <= COLUMN_SHIFT_PT for start, _ in many) for left, _ in few)
    return all(any(abs(right - end) <= COLUMN_SHIFT_PT or (left < end and right > start) for start, end in many) for left, right in few)


def join_tables(upper: RawTable, lower: RawTable) -> RawTable:
    """One table; the lower's cells move to the upper's columns by their left or right edge."""
    offset = len(upper.rows)
    target = [nearest_index(upper.columns, column) for column in lower.columns]
    rows = tuple(
        tuple(replace(cell, row=cell.row + offset, col=target[cell.col] if cell.col < len(target) else cell.col) for cell in row)
        for row in lower.rows
    )
    return replace(upper, rows=upper.rows + rows, pages=(*upper.pages, *lower.pages), unit_line=upper.unit_line or lower.unit_line)


def nearest_index(columns: Sequence[tuple[float, float]], column: tuple[float, float]) -> int:
    """The column of the upper table that stands at the same place."""
    return min(range(len(columns)), key=lambda index: min(abs(columns[index][0] - column[0]), abs(columns[index][1] - column[1])))
