"""The rows of a five-largest table: which are parties, totals, bands of a period, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Cell, Period, RawTable, Unit
from analyzer.read.amounts import looks_like_amount, parse_amount
from analyzer.read.labels import clean_label, join_wrapped, split_rank, strip_footnotes
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_heads import Column, Head, is_figure
from analyzer.topics.concentration_titles import flows
from analyzer.topics.concentration_words import Words, squeeze

TOP = 5
BAND_CHARS_MAX = 60
GAP_SLACK = 1.15
SUM_SLACK = Decimal("0.005")
"""Share of a total by which rounded parts may miss it."""
_NUMBERING = re.compile(r"^[\s(（]*(?:[一二三四五六七八九十]{1,2}|\d|[①-⑩]|[a-z])[\s)）、.．]+")
_NIL = re.compile(r"[\s\-–—－―/\\~～ー_.…]*|n/?a|不适用|不適用", re.IGNORECASE)


@dataclass
class Entry:
    """One party or one total row. figures: cells by column, several where a party has a row per product."""

    names: list[Cell] = field(default_factory=list)
    rank: int | None = None
    figures: dict[int, list[Cell]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    is_total: bool = False
    has_subtotal: bool = False

    @property
    def label(self) -> str:
        return join_wrapped(clean_label(cell.text) for cell in self.names)

    @property
    def mark(self) -> str:
        return next((mark for mark in (strip_footnotes(cell.text)[1] for cell in reversed(self.names)) if mark), "")


@dataclass
class Group:
    """The parties of one period (and band) with their totals."""

    periods: set[Period] = field(default_factory=set)
    scope: str = ""
    entries: list[Entry] = field(default_factory=list)
    totals: list[Entry] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return bool(self.totals) or len(self.entries) >= TOP


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
    """The columns that one reading of a table uses: side by side periods are read one after the other."""

    name: Column
    rank: Column | None
    period: Column | None
    figures: tuple[Column, ...]
    texts: tuple[Column, ...]
    header_texts: frozenset[str]


def shapes(head: Head, rows: Sequence[Sequence[Cell]]) -> list[tuple[Shape, Period | None]]:
    """One shape per period that the header names over its columns; one without a period where it names none."""
    texts = frozenset(squeeze(cell.text) for row in rows[: head.row_count] for cell in row)
    figures = head.of("amount", "share")
    periods: list[Period | None] = [*dict.fromkeys(column.period for column in figures if column.period)] or [None]
    result = []
    for period in periods:
        own = [column for column in head.columns if column.period in (None, period) or len(periods) == 1]
        names = [column for column in own if column.role == "name"]
        chosen = tuple(column for column in own if column in figures)
        if not names or not chosen:
            continue
        before = [column for column in names if column.index < chosen[0].index] or names
        first = {role: next((column for column in own if column.role == role), None) for role in ("rank", "period")}
        others = tuple(column for column in own if column.role in ("text", "channel", "relation"))
        result.append((Shape(before[-1] if len(periods) > 1 else before[0], first["rank"], first["period"], chosen, others, texts), period))
    return result


def read_rows(table: RawTable) -> list[Row]:
    """The rows of a table with what merged cells put over them."""
    over: dict[int, dict[int, Cell]] = {}
    result = []
    for index, cells in enumerate(table.rows):
        for cell in cells:
            for covered in range(index + 1, index + cell.rowspan):
                over.setdefault(covered, {}).update(dict.fromkeys(range(cell.col, cell.col + cell.colspan), cell))
        result.append(Row(cells, over.get(index, {})))
    return result


def read_groups(
    table: RawTable, head: Head, shape: Shape, words: Words, year_end: FiscalYearEnd, has_caption_period: bool = False
) -> list[Group]:
    """The parties of a table by period, top down. has_caption_period: the words above name the period of the first ones."""
    builder = _Builder(shape, words, year_end, has_caption_period)
    rows = read_rows(table)[head.row_count :]
    below = fold_wrapped(rows, shape, words) if table.strategy == "aligned" else [(row, []) for row in rows]
    for row, extra in below:
        builder.add(row, extra)
    for group in builder.groups:
        settle_total(group, shape)
    return [group for group in builder.groups if group.entries or group.totals]


def settle_total(group: Group, shape: Shape) -> None:
    """Takes the last row for the total, whatever its label, where its figures are the sums of those above and it has no rank of its own."""
    *parts, last = group.entries or [Entry()]
    ranked = [entry for entry in parts if entry.rank is not None]
    if group.totals or len(parts) < 2 or (last.rank is not None and (not ranked or last.rank == len(parts) + 1)):
        return
    sums = [is_sum(parts, last, column.index) for column in shape.figures]
    if any(sums) and None not in sums[:1] and all(answer is not False for answer in sums):
        group.entries.pop()
        group.totals.append(replace(last, is_total=True, rank=None))


def is_sum(parts: Sequence[Entry], last: Entry, index: int) -> bool | None:
    """Whether the last row's figure in a column is the sum of the others; None where one is missing."""
    figures = [plain_figure(entry.figures.get(index, [])) for entry in (*parts, last)]
    known = [figure for figure in figures if figure is not None]
    if len(known) != len(figures):
        return None
    return abs(sum(known[:-1]) - known[-1]) <= SUM_SLACK * known[-1]


def plain_figure(cells: Sequence[Cell]) -> Decimal | None:
    """The figure of a column's one cell, unscaled."""
    if len(cells) != 1:
        return None
    try:
        return parse_amount(cells[0].text.replace("%", "").replace("％", "").strip(), Unit("", Decimal(1), "")).value
    except ReadError:
        return None


def fold_wrapped(rows: Sequence[Row], shape: Shape, words: Words) -> list[tuple[Row, list[Cell]]]:
    """Rows with figures, each with the name lines printed above or below it; other rows stand alone."""
    kept: list[tuple[Row, list[Cell]]] = []
    waiting: list[Cell] = []
    for index, row in enumerate(rows):
        cell = wrapped_name(row, shape, words)
        if cell is None:
            if has_figures(row, shape):
                kept.append((row, waiting))
                waiting = []
            else:
                kept.append((row, []))
            continue
        opened = shape.rank is None and any(split_rank(piece.text)[0] is not None for piece in (*waiting, cell))
        goes_down = opened or is_nearer_below(rows, index)
        target = next((item for item in reversed(kept) if has_figures(item[0], shape)), None)
        if (goes_down and any(has_figures(later, shape) for later in rows[index + 1 : index + 4])) or target is None:
            waiting.append(cell)
        else:
            target[1].append(cell)
    return kept


def wrapped_name(row: Row, shape: Shape, words: Words) -> Cell | None:
    """The name cell of a line that holds a piece of a name and no figure."""
    cell = next((cell for cell in row.cells if cell.col == shape.name.index and cell.colspan == 1), None)
    if cell is None or has_figures(row, shape) or squeeze(cell.text) in shape.header_texts:
        return None
    if flows(squeeze(cell.text)) or words.whole("note_start", squeeze(cell.text)) or re.match(r"\(\d+\)", cell.text):
        return None
    return cell


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


class _Builder:
    """Takes rows top down and opens a new group wherever a period ends."""

    def __init__(self, shape: Shape, words: Words, year_end: FiscalYearEnd, has_caption_period: bool) -> None:
        self.shape, self.words, self.year_end = shape, words, year_end
        self.has_caption_period = has_caption_period
        self.groups: list[Group] = [Group()]
        self.in_notes = False
        self.saw_total = False

    def add(self, row: Row, extra: Sequence[Cell]) -> None:
        if self._is_header(row):
            self.in_notes = False
            return
        if len(row.cells) == 1 and self._take_band(row.cells[0]):
            return
        if self.in_notes or self._starts_notes(row):
            self.in_notes = True
            return
        figures = {c.index: cell for c in self.shape.figures if (cell := self._own(row, c)) is not None and cell.text.strip()}
        if any(re.search(r"[\d*]", cell.text) or _NIL.fullmatch(cell.text) for cell in figures.values()):
            self._take_figures(row, extra, figures)
        else:
            self._take_piece(row)

    def _own(self, row: Row, column: Column) -> Cell | None:
        return next(
            (cell for cell in row.cells if cell.col <= column.index < cell.col + cell.colspan and cell.col >= column.index - 1), None
        )

    def _is_header(self, row: Row) -> bool:
        return bool(row.cells) and all(squeeze(cell.text) in self.shape.header_texts for cell in row.cells)

    def _starts_notes(self, row: Row) -> bool:
        return len(row.cells) == 1 and self.words.whole("note_start", squeeze(row.cells[0].text))

    def _take_band(self, cell: Cell) -> bool:
        """A line over all columns: a period, or the part of the company that follows."""
        text = squeeze(cell.text)
        found = flows(text, self.year_end)
        on_left = cell.colspan > 1 or cell.col <= self.shape.name.index or bool(re.search(r"ended|止|for the", text, re.I))
        if len({period for period, _, _ in found}) == 1 and len(text) <= BAND_CHARS_MAX and on_left:
            self._take_period_line(found[0][0])
            return True
        if cell.colspan > 2 and len(text) <= BAND_CHARS_MAX and not looks_like_amount(text) and not self.words.whole("note_start", text):
            self.groups.append(Group(set(), _NUMBERING.sub("", text).strip("*# :")))
            return True
        return False

    def _take_period_line(self, period: Period) -> None:
        """A period over the rows below, or centred beside the rows of an unfinished group that has none yet."""
        group = self._group()
        self.in_notes = False
        if group.entries and not group.is_complete and not group.periods and not self.has_caption_period:
            group.periods.add(period)
        else:
            self.groups.append(Group({period}))

    def _period(self, row: Row) -> tuple[Period | None, bool]:
        """The period that the row's period cell names, and whether a merged cell does."""
        cell = row.at(self.shape.period)
        if cell is None:
            return None, False
        found = {period for period, _, _ in flows(squeeze(cell.text), self.year_end)}
        return (found.pop() if len(found) == 1 else None), cell.rowspan > 1

    def _take_figures(self, row: Row, extra: Sequence[Cell], figures: Mapping[int, Cell]) -> None:
        label = self._total_label(row)
        if label is not None and self._is_other(label):
            return
        if label is not None:
            self._take_total(row, label, figures)
            return
        rank, names = self._identity(row, extra)
        entry = self._group().entries[-1] if self._group().entries else None
        if not names and entry is not None and rank is None:
            if self._is_bare_total(row, figures):
                self._group().totals.append(Entry([], None, {index: [cell] for index, cell in figures.items()}, is_total=True))
            else:
                self._take_product(row, entry, figures)
            return
        if not names or self._is_other(*names):
            return
        if entry is not None and entry.names[0] is names[0]:
            self._take_product(row, entry, figures)
            return
        period, merged = self._period(row)
        self._open(rank, period, merged)
        texts = {column.index: cell.text for column in self.shape.texts if (cell := row.at(column)) is not None}
        entry = Entry(list(names), rank, {index: [cell] for index, cell in figures.items()}, texts)
        self._group().entries.append(entry)
        if period is not None:
            self._group().periods.add(period)

    def _is_bare_total(self, row: Row, figures: Mapping[int, Cell]) -> bool:
        """Whether a row of nothing but figures, as HK filings print totals, holds the sums of the parties above."""
        parts = self._group().entries
        if len(parts) < 2 or self._group().totals or len(row.cells) != len(figures):
            return False
        total = Entry([], None, {index: [cell] for index, cell in figures.items()})
        sums = [is_sum(parts, total, index) for index in figures]
        return any(sums) and False not in sums

    def _is_other(self, *cells: Cell) -> bool:
        """Whether a row stands for the other parties or for the whole: 其他, 营业收入, total revenue."""
        text = squeeze(join_wrapped(cell.text for cell in cells))
        return self.words.whole("other_label", text) and not self.words.mentions(text, ("five",))

    def _group(self) -> Group:
        return self.groups[-1]

    def _open(self, rank: int | None, period: Period | None, merged: bool) -> None:
        """A new group where this party begins one."""
        group = self._group()
        last = group.entries[-1].rank if group.entries else None
        restarts = rank == 1 and last is not None
        differs = period is not None and bool(group.periods) and period not in group.periods
        if group.totals or restarts or (differs and (merged or (rank is None and not self.saw_total))):
            self.groups.append(Group(set(), group.scope if not group.periods else ""))

    def _identity(self, row: Row, extra: Sequence[Cell]) -> tuple[int | None, list[Cell]]:
        """Rank and name cells of a row; a rank in the name cell counts only without a rank column."""
        cell = row.at(self.shape.name)
        own = [cell] if cell is not None and not _NIL.fullmatch(cell.text) else []
        names = sorted([*own, *extra], key=lambda c: (c.page, c.row)) if extra else own
        if self.shape.rank is not None:
            rank_cell = row.at(self.shape.rank)
            rank = split_rank(rank_cell.text.strip().rstrip("."))[0] if rank_cell is not None else None
            return (rank if rank is not None and rank <= 10 else None), names
        return (split_rank(names[0].text)[0] if names else None), names

    def _total_label(self, row: Row) -> Cell | None:
        """The cell that makes a row a total: in the rank, name or period column, not a product's subtotal under a merged name."""
        for cell in row.cells:
            if (cell.col >= self.shape.figures[0].index and cell.col > self.shape.name.index) or is_figure(cell):
                break
            if cell.col > self.shape.name.index and row.at(self.shape.name) is not None:
                break
            text = squeeze(cell.text).replace(" ", "") if not cell.text.isascii() else squeeze(cell.text)
            if self.words.whole("total_label", text) or self.words.mentions(text, ("five",)):
                return cell
        return None

    def _take_total(self, row: Row, label: Cell, figures: Mapping[int, Cell]) -> None:
        period, merged = self._period(row)
        self.saw_total = True
        if period is not None and (merged or not self._group().periods):
            self._group().periods.add(period)
        self._group().totals.append(Entry([label], None, {index: [cell] for index, cell in figures.items()}, is_total=True))

    def _take_product(self, row: Row, entry: Entry, figures: Mapping[int, Cell]) -> None:
        """A further row of the last party: its subtotal stands for it, other rows make it several."""
        texts = [squeeze(cell.text) for cell in row.cells if not is_figure(cell)]
        if any(self.words.whole("total_label", text) for text in texts):
            entry.figures = {index: [cell] for index, cell in figures.items()}
            entry.has_subtotal = True
        elif not entry.has_subtotal:
            for index, cell in figures.items():
                entry.figures.setdefault(index, []).append(cell)

    def _take_piece(self, row: Row) -> None:
        """A row without figures: the rest of a name that a page break cut."""
        cell = next((cell for cell in row.cells if cell.col == self.shape.name.index), None)
        entries = self._group().entries
        if cell is None or not entries or len(row.cells) > 3 or cell.colspan > 1:
            return
        if entries[-1].names and entries[-1].names[-1].page != cell.page:
            entries[-1].names.append(cell)


def assign_periods(groups: Sequence[Group], fallback: Period | None) -> Iterator[tuple[Group, Period | None]]:
    """Each group with its period: its own cell or band, the one above it where that is unfinished, else the caption's."""
    previous: tuple[Group, Period | None] | None = None
    for group in groups:
        period = next(iter(group.periods)) if len(group.periods) == 1 else None
        if period is None and not group.periods:
            period = previous[1] if previous and not previous[0].is_complete and not group.scope else fallback
        yield group, period
        previous = (group, period)
