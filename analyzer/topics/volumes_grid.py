"""RawTable -> rows of figures, each with the titles, row labels and column heads that stand over or beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.model import Cell, RawTable
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_period_heads, find_periods
from analyzer.topics.volumes_bands import find_block_lines, without_period
from analyzer.topics.volumes_broken_heads import with_broken_heads, with_units_in_brackets
from analyzer.topics.volumes_columns import with_periods_over_groups, with_unit_lines_over_all, with_units_between
from analyzer.topics.volumes_counted import Place, counted_parts, without_own_units
from analyzer.topics.volumes_groups import (
    spaced_heads_joined,
    touching_heads_apart,
    with_centred_names,
    with_marks_joined,
    with_names_over_blanks,
    with_tied_names,
    without_marks_lines,
)
from analyzer.topics.volumes_held import with_names_held_below, with_names_held_over_blanks
from analyzer.topics.volumes_measure_bands import with_measure_bands
from analyzer.topics.volumes_periods import is_period_alone, starts_period
from analyzer.topics.volumes_placing import with_heads_over_figures, with_whole_dates, with_whole_periods
from analyzer.topics.volumes_remarks import with_titles_apart
from analyzer.topics.volumes_touching import with_touching_lines_apart
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_wide_heads import widen_wrapped_heads
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, core, is_word, pattern
from analyzer.topics.volumes_wraps import (
    NOTE,
    figure_text,
    is_amount,
    is_year,
    join_over_page_breaks,
    join_wrapped_labels,
    title_goes_on,
)

_BLANK = re.compile(r"[\s/\\*]*|n/?a|不适用|不適用|无|未披露|nil|/", re.IGNORECASE)

_UNIT_ENDS = re.compile(r"[)）%]\s*$")


@dataclass(frozen=True)
class Figure:
    """One cell with an amount. titles, labels and heads are printed texts, outermost first.

    span: rows that the cell covers; a merged figure belongs to all of them. carried: labels of the page before that may go on here.
    amount, unit: the parts of a cell that holds its unit (1,500 万支), else "". corner: the head over the labels of its block.
    """

    cell: Cell
    titles: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    heads: tuple[Cell, ...]
    row: int
    span: tuple[int, ...] = ()
    carried: tuple[Cell, ...] = ()
    amount: str = ""
    unit: str = ""
    corner: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The figure without its unit, on one line."""
        return self.amount or figure_text(self.cell.text)


@dataclass(frozen=True)
class Body:
    """Everything of a table that may be read. notes: the text of its note rows; corner: heads of the label columns.

    untied: figures of rows left out, as the name between them could be that of other rows.
    """

    figures: tuple[Figure, ...]
    corner: tuple[Cell, ...]
    notes: str
    row_labels: dict[int, tuple[Cell, ...]]
    untied: tuple[Cell, ...] = ()


def table_to_body(table: RawTable) -> Body:
    """The figures of a table with their context."""
    rows, printed = without_own_units(join_over_page_breaks(table.rows))
    rows = with_titles_apart(rows)
    untied: list[Cell] = []
    bands: frozenset[int] = frozenset()
    if table.strategy != "aligned":
        rows = with_names_held_over_blanks(with_names_over_blanks(rows))
    else:
        rows = with_whole_periods(with_whole_dates(without_page_heading(rows)))
        rows = with_units_in_brackets(with_broken_heads(with_marks_joined(without_marks_lines(rows))))
        rows = with_touching_lines_apart([touching_heads_apart(spaced_heads_joined(row)) for row in rows])
        named = with_names_held_below(with_centred_names(rows))
        lost = figures_lost(rows, named)
        rows, untied = with_tied_names(named)
        untied = [*lost, *untied]
        rows = with_units_between(with_unit_lines_over_all(with_heads_over_figures(rows)))
        rows = with_periods_over_groups(widen_wrapped_heads([parted(row) for row in join_wrapped_labels(rows)]))
        rows, bands = with_measure_bands([tuple(with_unit_in_brackets(cell) for cell in row) for row in rows])
    body = _Reader(rows, table.column_count, table.strategy == "aligned", bands).read()
    return replace(body, untied=tuple(untied), figures=tuple(as_printed(figure, printed) for figure in body.figures))


def without_page_heading(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows without the heading of the chapter that a page begins with, centred as if it stood over a column: 財務回顧."""
    if len(rows) < 2 or len(rows[0]) != 1 or rows[0][0].col == 0 or is_amount(rows[0][0]) or names_period(rows[0][0].text):
        return rows
    text = rows[0][0].text
    titled = len(rows[1]) == 1 and rows[1][0].col == 0 and not concept_of(text) and not _UNIT_ENDS.search(text)
    return rows[1:] if titled or is_word("chapter", text) else rows


def with_unit_in_brackets(cell: Cell) -> Cell:
    """A measure with its unit on the line below, as it would stand in brackets: 銷量 / 公噸."""
    measure, _, unit = cell.text.partition("\n")
    whole = not unit or "\n" in unit or concept_of(measure) not in CONCEPTS or concept_of(cell.text) in CONCEPTS
    return cell if whole or not units_of(f"（{unit}）", "") else replace(cell, text=f"{measure}（{unit}）")


def figures_lost(before: Sequence[Sequence[Cell]], after: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Figures of the rows that were left out."""
    kept = {id(cell) for row in after for cell in row}
    return [cell for row in before for cell in row if cell.col and is_amount(cell) and id(cell) not in kept]


def as_printed(figure: Figure, printed: Mapping[Place, Cell]) -> Figure:
    """The figure with its cell as the page has it, the unit in it told apart."""
    cell = printed.get((figure.cell.page, figure.cell.bbox))
    amount, unit = counted_parts(cell.text) if cell else ("", "")
    return replace(figure, cell=cell, amount=amount, unit=unit) if cell else figure


def parted(row: Sequence[Cell]) -> Sequence[Cell]:
    """Texts of one printed line that were given the same columns, each with its own: from the right, as figures are (600795 p.33)."""
    result: list[Cell] = []
    limit = max((cell.col + cell.colspan for cell in row), default=0)
    for index in range(len(row) - 1, -1, -1):
        cell = row[index]
        stop = min(cell.col + cell.colspan, limit)
        start = cell.col
        if index and row[index - 1].col + row[index - 1].colspan > start:
            start = max(start, min(row[index - 1].col + 1, stop - 1))
        result.append(replace(cell, col=min(start, stop - 1), colspan=max(1, stop - start)))
        limit = min(start, stop - 1)
    return tuple(reversed(result)) if all(cell.col >= 0 for cell in result) else row


def names_period(text: str) -> bool:
    """A period, or the head of one whose year or day stands below: Six months ended 30 June, Six months ended."""
    return bool(find_periods(text) or find_period_heads(text) or starts_period(text))


class _Reader:
    """Goes through the rows once, keeping the head block, the titles and the merged cells that are in force."""

    def __init__(self, rows: Sequence[Sequence[Cell]], width: int, aligned: bool, bands: frozenset[int] = frozenset()) -> None:
        self.rows = rows
        self.bands = bands
        self.width = width
        self.aligned = aligned
        self.figures: list[Figure] = []
        self.row_labels: dict[int, tuple[Cell, ...]] = {}
        self.corner: list[Cell] = []
        self.block_corner: list[Cell] = []
        self.notes: list[str] = []
        self.outer: list[Cell] = []
        self.titles: list[Cell] = []
        self.heads: list[Cell] = []
        self.spanning: list[tuple[Cell, int]] = []
        self.carried: list[Cell] = []
        self.page = 0
        self.last_kind = ""
        self.data_columns = self._find_data_columns()
        self.first_data = min(self.data_columns, default=1)
        self.block_lines = find_block_lines(rows, self.data_columns)

    def _find_data_columns(self) -> set[int]:
        """Columns in which at least half of the cells below the first head are figures; years alone are labels of their rows."""
        amounts: dict[int, int] = {}
        texts: dict[int, int] = {}
        numbers = {cell.col for row in self.rows for cell in row if is_amount(cell)}
        seen = False
        for row in self.rows:
            figures = [cell for cell in row if is_amount(cell)]
            seen = seen or bool(figures)
            for cell in row if seen and figures else ():
                counts = amounts if is_amount(cell) or (is_year(cell) and cell.col > 0) else texts
                counts[cell.col] = counts.get(cell.col, 0) + 1
        serial = {cell.col for row in self.rows for cell in row if core(cell.text) in ("序号", "no.", "no")}
        return {col for col, count in amounts.items() if count * 2 >= count + texts.get(col, 0) and col not in serial and col in numbers}

    def read(self) -> Body:
        for index, row in enumerate(self.rows):
            kind = "title" if self._is_block_period(row, index) or self._is_band(row, index) else self._kind(row)
            if kind == "rest" and self._begins_head(row, index):
                kind = "head"
            if kind == "note":
                self.notes += [cell.text for cell in row]
                if self.aligned:
                    self.notes += [cell.text for rest in self.rows[index + 1 :] for cell in rest]
                    break
            elif kind == "band":
                self.outer, self.titles = [row[0]], []
            elif kind == "title":
                self.heads = without_period(self.heads, row[0])
                self._take_title(row[0])
            elif kind == "head":
                self._take_head(row, index)
            elif kind == "data":
                self._take_data(row, index)
            if kind in ("data", "rest"):
                self.spanning += [(cell, index) for cell in row if cell.rowspan > 1]
            self.last_kind = kind or self.last_kind
        return Body(tuple(self.figures), tuple(self.corner), "\n".join(self.notes), self.row_labels)

    def _kind(self, row: Sequence[Cell]) -> str:
        if not row:
            return ""
        if id(row[0]) in self.bands:
            return "band"
        if NOTE.match(row[0].text):
            return "note"
        if len(row) == 1 and not is_amount(row[0]) and self._is_title(row[0]):
            return "title"
        figures = [cell for cell in row if cell.col in self.data_columns and (is_amount(cell) or is_year(cell))]
        if any(is_amount(cell) for cell in figures):
            return "data"
        texts = [cell for cell in row if self._over_data(cell) and not _BLANK.fullmatch(cell.text.strip().casefold())]
        if figures and not self._is_year_head(row, figures):
            return "data"
        if not texts and not figures:
            return "rest"
        return "head" if not self.figures or figures or self._is_new_head(texts) else "rest"

    def _is_title(self, cell: Cell) -> bool:
        """A line over the whole table, in an aligned table a line over the labels, or a period or measure with blank cells beside it."""
        if self.aligned:
            over_labels = cell.colspan == 1 or cell.colspan <= self.first_data
            return cell.col == 0 and (over_labels or concept_of(cell.text) in CONCEPTS) and bool(self.heads)
        if cell.col != 0 or self.width < 2:
            return False
        alone = cell.rowspan == 1 and bool(self.heads) and bool(concept_of(cell.text) or find_periods(cell.text))
        return alone or cell.colspan >= self.width

    def _is_block_period(self, row: Sequence[Cell], index: int) -> bool:
        """A period alone over the columns of figures, right above more of them: the heads stay (typeset: 2014年度 under rows of 2015)."""
        if index in self.block_lines:
            return True
        if len(row) != 1 or not self.figures or is_amount(row[0]) or is_year(row[0]) or not find_periods(row[0].text):
            return False
        over = sum(1 for col in self.data_columns if row[0].col <= col < row[0].col + row[0].colspan)
        below = self.rows[index + 1] if index + 1 < len(self.rows) else ()
        return over == len(self.data_columns) and any(is_amount(cell) and cell.col in self.data_columns for cell in below)

    def _is_band(self, row: Sequence[Cell], index: int) -> bool:
        """A name alone in the first column of a ruled table, above a row of a measure or revenue (PVC-O管材 over 产能（吨/年）)."""
        if self.aligned or len(row) != 1 or row[0].col != 0 or row[0].rowspan != 1 or not self.heads or is_amount(row[0]):
            return False
        below = self.rows[index + 1] if index + 1 < len(self.rows) else ()
        measure = below[0].text if below and below[0].col == 0 else ""
        over = concept_of(measure) in CONCEPTS or is_word(REVENUE, measure)
        words = row[0].text
        return (
            over and any(is_amount(cell) for cell in below[1:]) and not (concept_of(words) or is_word("total", words) or NOTE.match(words))
        )

    def _over_data(self, cell: Cell) -> bool:
        return any(cell.col <= col < cell.col + cell.colspan for col in self.data_columns)

    def _is_year_head(self, row: Sequence[Cell], years: Sequence[Cell]) -> bool:
        """Bare years in every data cell are a head, unless the row is labelled with a measure."""
        label = next((cell for cell in row if cell.col < self.first_data and not self._over_data(cell)), None)
        return (label is None or is_word("neutral", label.text)) and all(is_year(cell) for cell in years)

    def _is_new_head(self, texts: Sequence[Cell]) -> bool:
        """Texts over data columns below figures are a head only where they name a period or a measure."""
        return (
            any(names_period(cell.text) or concept_of(cell.text) or pattern("quantity").search(cell.text) for cell in texts)
            or self.last_kind == "head"
        )

    def _begins_head(self, row: Sequence[Cell], index: int) -> bool:
        """Whether a line below figures is the first of a head that comes again: "Average selling" over "price", beside no label.

        So is a name with its unit over years: Slaughtering (thousand heads per annum).
        """
        below = self.rows[index + 1] if index + 1 < len(self.rows) else ()
        if not self.aligned or not all(self._over_data(cell) for cell in row) or any(is_amount(cell) for cell in (*row, *below)):
            return False
        if len(row) == 1 and below and units_of(row[0].text, "") and all(names_period(cell.text) or is_year(cell) for cell in below):
            return True
        under = [(cell, rest) for cell in row for rest in below if (cell.col, cell.colspan) == (rest.col, rest.colspan)]
        return any(
            concept_of(join_wrapped((cell.text, rest.text))) in CONCEPTS and concept_of(rest.text) not in CONCEPTS for cell, rest in under
        )

    def _take_title(self, cell: Cell) -> None:
        """Lines that follow each other are titles of titles, but for one that the line above leaves unfinished.

        A period over titles holds on for those that follow; under a name it is one of several of that name.
        """
        last = self.titles[-1] if self.titles and self.last_kind == "title" else None
        if last is not None and title_goes_on(last.text, cell.text):
            self.titles[-1] = replace(last, text=join_wrapped((last.text, cell.text)))
            return
        if is_period_alone(cell.text) and not (self.last_kind == "title" and self.titles):
            inner = len(self.titles) > 1 and is_period_alone(self.titles[-1].text)
            self.outer, self.titles = ([], [*self.titles[:-1], cell]) if inner else ([cell], [])
            return
        if self.last_kind != "title":
            self.titles = []
        self.titles.append(cell)

    def _take_head(self, row: Sequence[Cell], index: int) -> None:
        if self.last_kind != "head" and self.figures:
            self.heads = []
            self.outer = []
            self.spanning = []
            self.block_corner = []
        corner = [cell for cell in row if not self._over_data(cell) and cell.col < self.first_data]
        self.heads += [cell for cell in row if self._over_data(cell) or cell.col >= self.first_data]
        self.corner += corner
        self.block_corner += corner

    def _take_data(self, row: Sequence[Cell], index: int) -> None:
        merged = [cell for cell, start in self.spanning if start < index < start + cell.rowspan]
        self._carry(row, index)
        carried = [
            cell
            for cell in self.carried
            if all(cell.col + cell.colspan <= other.col or other.col + other.colspan <= cell.col for other in (*row, *merged))
        ]
        labels = sorted([cell for cell in (*row, *merged, *carried) if self._is_label(cell)], key=lambda cell: cell.col)
        self.row_labels[index] = tuple(labels)
        for cell in row:
            if cell.col not in self.data_columns or not (is_amount(cell) or is_year(cell)):
                continue
            heads = tuple(head for head in self.heads if head.col < cell.col + cell.colspan and cell.col < head.col + head.colspan)
            span = tuple(range(index, index + cell.rowspan))
            self.figures.append(
                Figure(
                    cell, (*self.outer, *self.titles), tuple(labels), heads, index, span, tuple(carried), corner=tuple(self.block_corner)
                )
            )

    def _carry(self, row: Sequence[Cell], index: int) -> None:
        """Merged labels go on over a page break, each until its column has a cell again (002646 p.128-129: 原酒)."""
        page = row[0].page
        if index and page != self.page:
            before = max((start for start in self.row_labels), default=-1)
            first = min(cell.col for cell in row)
            self.carried = (
                [cell for cell in self.row_labels.get(before, ()) if cell.rowspan > 1 or cell.col < first] if page == self.page + 1 else []
            )
        self.page = page
        taken = {cell.col for cell in row if self._is_label(cell)}
        self.carried = [cell for cell in self.carried if not any(col <= cell.col for col in taken)]

    def _is_label(self, cell: Cell) -> bool:
        """Texts beside figures: those left of the first data column, and units in a column of their own."""
        if is_amount(cell) or _BLANK.fullmatch(cell.text.strip().casefold()):
            return False
        return cell.col < self.first_data or any(
            head.col == cell.col and core(head.text) in ("单位", "计量单位", "unit", "units") for head in self.heads
        )
