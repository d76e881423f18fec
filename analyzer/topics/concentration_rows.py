"""The rows of a five-largest table: which are parties, totals, bands of a period, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.model import Cell, Period, RawTable
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped, split_rank
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_groups import (
    Entry,
    Group,
    adds_up,
    drop_parts,
    join_torn,
    settle_inner_total,
    settle_largest,
    settle_total,
)
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import Column, Head
from analyzer.topics.concentration_titles import flows, is_bare
from analyzer.topics.concentration_words import Words, squeeze
from analyzer.topics.concentration_wraps import NIL, Row, Shape, fold_wrapped

BAND_CHARS_MAX = 60
_NUMBERING = re.compile(r"^[\s(（]*(?:[一二三四五六七八九十]{1,2}|\d|[①-⑩]|[a-z])[\s)）、.．]+")
_RANK = re.compile(r"\s*[(（]?(?:\d{1,2}|[①-⑩]|i{1,3}(?=[)）.])|iv(?=[)）.])|v(?=[)）.]))\s*[.、．)）]?\s*")
_NOTE = re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|[*#「“])|。\s*$")
"""A note below the table, on the page that goes on with it; no piece of a name."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BAND_WORDS = re.compile(r"年度|月|[财財]年|FY")


def shapes(head: Head, rows: Sequence[Sequence[Cell]]) -> list[tuple[Shape, Period | None]]:
    """One shape per period that the header names over its columns; one without a period where it names none."""
    texts = frozenset(squeeze(cell.text) for row in rows[: head.row_count] for cell in row)
    figures = head.of("amount", "share")
    periods: list[Period | None] = [*dict.fromkeys(column.period for column in figures if column.period)] or [None]
    result = []
    for period in periods:
        own = [column for column in head.columns if column.period in (None, period) or len(periods) == 1]
        # A column of figures under none of several periods may be of any of them.
        own = [column for column in own if column not in figures or column.period is not None or len(periods) == 1]
        names = [column for column in own if column.role == "name"]
        chosen = tuple(column for column in own if column in figures)
        if not names or not chosen:
            continue
        before = [column for column in names if column.index < chosen[0].index] or names
        first = {role: next((column for column in own if column.role == role), None) for role in ("rank", "period")}
        others = tuple(column for column in own if column.role in ("text", "channel", "relation"))
        asides = frozenset(column.index for column in own if column.header and column.role in ("text", "channel", "relation", "skip"))
        name = before[-1] if len(periods) > 1 else before[0]
        result.append((Shape(name, first["rank"], first["period"], chosen, others, texts, asides), period))
    return result


def read_rows(table: RawTable) -> list[Row]:
    """The rows of a table with what merged cells put over them."""
    over: dict[int, dict[int, Cell]] = {}
    result = []
    for index, cells in enumerate(table.rows):
        for cell in cells:
            for covered in range(index + 1, index + cell.rowspan):
                over.setdefault(covered, {}).update(dict.fromkeys(range(cell.col, cell.col + cell.colspan), cell))
        result.append(Row(join_ranks(cells), over.get(index, {})))
    return result


def join_ranks(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a row, a rank that shares the column of the name after it put before that name: 1. / Sinopec Yantai Branch."""
    joined: list[Cell] = []
    for cell in cells:
        above = joined[-1] if joined else None
        if above is not None and cell.col == above.col and _RANK.fullmatch(above.text) and not looks_like_amount(cell.text):
            (x0, top, _, bottom), (_, upper, x1, lower) = above.bbox, cell.bbox
            box = (x0, min(top, upper), x1, max(bottom, lower))
            joined[-1] = replace(cell, text=f"{above.text.strip()} {cell.text}", bbox=box)
        else:
            joined.append(cell)
    return tuple(joined)


def read_groups(
    table: RawTable, head: Head, shape: Shape, words: Words, year_end: FiscalYearEnd, kind: str, has_caption_period: bool = False
) -> list[Group]:
    """The parties of a table by period, top down. has_caption_period: the words above name the period of the first ones."""
    builder = _Builder(shape, words, year_end, kind, has_caption_period)
    rows = read_rows(table)[head.row_count :]
    below = fold_wrapped(rows, shape, words) if table.strategy == "aligned" else [(row, []) for row in rows]
    for row, extra in below:
        builder.add(row, extra)
    for group in builder.groups:
        drop_parts(group, shape.figures)
    groups = join_torn(builder.groups, shape.figures)
    for group in groups:
        settle_total(group, shape.figures)
        settle_inner_total(group, shape.figures)
        settle_largest(group, words, kind)
    return [group for group in groups if group.entries or group.totals]


class _Builder:
    """Takes rows top down and opens a new group wherever a period ends."""

    def __init__(self, shape: Shape, words: Words, year_end: FiscalYearEnd, kind: str, has_caption_period: bool) -> None:
        self.shape, self.words, self.year_end, self.kind = shape, words, year_end, kind
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
        if any(re.search(r"[\d*]", cell.text) or NIL.fullmatch(cell.text) for cell in figures.values()):
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
        on_left = on_left or (self._opens_here(text) and found[:1] != [] and found[0][0].months != 1)
        if len({period for period, _, _ in found}) == 1 and len(text) <= BAND_CHARS_MAX and on_left:
            self._take_period_line(found[0][0])
            return True
        if cell.colspan > 2 and len(text) <= BAND_CHARS_MAX and not looks_like_amount(text) and not self.words.whole("note_start", text):
            if not self._is_wrapped_text(text):
                self.groups.append(Group(set(), _NUMBERING.sub("", text).strip("*# :"), is_band=True))
            return True
        return False

    def _opens_here(self, text: str) -> bool:
        """Whether a period alone in a line, centred over all columns, stands where the rows of another period begin."""
        return _BAND_WORDS.search(text) is not None and is_bare(text) and (not self._group().entries or bool(self._group().totals))

    def _is_wrapped_text(self, text: str) -> bool:
        """Whether a line over all columns below an unfinished group is the rest of a cell above: it goes on in small letters."""
        return text[:1].islower() and bool(self._group().entries) and not self._group().totals

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
        cell = row.at(self.shape.period or self.shape.rank)
        if cell is None or (self.shape.period is None and "\n" not in cell.text):
            return None, False
        found = {period for period, _, _ in flows(squeeze(cell.text), self.year_end)}
        return (found.pop() if len(found) == 1 else None), cell.rowspan > 1

    def _take_figures(self, row: Row, extra: Sequence[Cell], figures: Mapping[int, Cell]) -> None:
        label = self._total_label(row)
        if self._is_of_other_side(row) or (label is not None and self._is_other(label)):
            return
        if label is not None:
            self._take_total(row, label, figures)
            return
        rank, names = self._identity(row, extra)
        if rank is None and extra and self.words.mentions(squeeze(join_wrapped(cell.text for cell in names)), ("five",)):
            # A wrapped label: Five largest customers / combined.
            self._group().totals.append(Entry(list(names), None, {index: [cell] for index, cell in figures.items()}, is_total=True))
            return
        entry = self._group().entries[-1] if self._group().entries else None
        if not names and entry is not None and rank is None:
            if self._is_bare_total(row, figures):
                self._group().totals.append(Entry([], None, {index: [cell] for index, cell in figures.items()}, is_total=True))
            else:
                self._take_product(row, entry, figures)
            return
        if not names or self._is_other(*names) or all(NIL.fullmatch(cell.text) for cell in figures.values()):
            # A party without a figure is one of another period: 6 parties of which each year has five.
            return
        if entry is not None and entry.names[0] is names[0]:
            self._take_product(row, entry, figures)
            return
        period, merged = self._period(row)
        shares_rank = entry is not None and self._is_under_rank(row)
        if not shares_rank:
            self._open(rank, period, merged)
        texts = {column.index: cell.text for column in self.shape.texts if (cell := row.at(column)) is not None}
        entry = Entry(list(names), rank, {index: [cell] for index, cell in figures.items()}, texts, shares_rank=shares_rank)
        self._group().entries.append(entry)
        if period is not None:
            self._group().periods.add(period)

    def _is_under_rank(self, row: Row) -> bool:
        """Whether the rank of the row is a merged cell that begins further up."""
        cell = row.at(self.shape.rank)
        return cell is not None and cell not in row.cells

    def _is_bare_total(self, row: Row, figures: Mapping[int, Cell]) -> bool:
        """Whether a row of nothing but figures, as HK filings print totals, holds the sums of the parties above."""
        parts = self._group().entries
        if len(parts) < 2 or self._group().totals or not all(is_figure(cell) for cell in row.cells):
            return False
        total = Entry([], None, {index: [cell] for index, cell in figures.items()})
        return adds_up(parts, total, self.shape.figures)

    def _is_other(self, *cells: Cell) -> bool:
        """Whether a row stands for the other parties or for the whole: 其他, 营业收入, total revenue."""
        text = squeeze(join_wrapped(cell.text for cell in cells))
        return self.words.whole("other_label", text) and not self.words.mentions(text, ("five",))

    def _is_of_other_side(self, row: Row) -> bool:
        """Whether a row names the largest or the five largest of the other side alone: both stand in one table of totals."""
        cell = row.at(self.shape.name)
        mentions = self.words.mentions(squeeze(cell.text), ("five", "largest")) if cell is not None else []
        return bool(mentions) and all(mention.kind != self.kind for mention in mentions)

    def _group(self) -> Group:
        return self.groups[-1]

    def _open(self, rank: int | None, period: Period | None, merged: bool) -> None:
        """A new group where this party begins one."""
        group = self._group()
        last = group.entries[-1].rank if group.entries else None
        # Ranks of one of several periods side by side stand in the order of another one.
        restarts = rank == 1 and last is not None and (self.shape.rank is None or self.shape.rank.period is None)
        differs = period is not None and bool(group.periods) and period not in group.periods
        if group.totals or restarts or (differs and (merged or (rank is None and not self.saw_total))):
            self.groups.append(Group(set(), group.scope if not group.periods else ""))

    def _identity(self, row: Row, extra: Sequence[Cell]) -> tuple[int | None, list[Cell]]:
        """Rank and name cells of a row; a rank in the name cell counts only without a rank column."""
        cell = row.at(self.shape.name)
        own = [cell] if cell is not None and not NIL.fullmatch(cell.text) else []
        names = sorted([*own, *extra], key=lambda c: (c.page, c.row)) if extra else own
        if self.shape.rank is not None:
            rank_cell = row.at(self.shape.rank)
            # The period centred beside its rows may share the cell of one of the ranks: 2022 年度 / 4.
            lines = [line for line in rank_cell.text.splitlines() if not flows(squeeze(line))] if rank_cell is not None else []
            rank = split_rank("\n".join(lines).strip().rstrip("."))[0]
            return (rank if rank is not None and rank <= 10 else None), names
        return (split_rank(names[0].text)[0] if names else None), names

    def _total_label(self, row: Row) -> Cell | None:
        """The cell that makes a row a total: in the rank, name or period column, not a product's subtotal under a merged name."""
        for cell in row.cells:
            if (cell.col >= self.shape.figures[0].index and cell.col > self.shape.name.index) or is_figure(cell):
                break
            if cell.col > self.shape.name.index and row.at(self.shape.name) is not None:
                break
            text = squeeze(cell.text).replace(" ", "") if _CHINESE.search(cell.text) else squeeze(cell.text)
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
        if cell is None or not entries or len(row.cells) > 3 or cell.colspan > 1 or _NOTE.search(cell.text):
            return
        if entries[-1].names and entries[-1].names[-1].page != cell.page:
            entries[-1].names.append(cell)
