"""Where everything stands: sheets, rows and columns of every cell of the view, and the home of every figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from analyzer.metrics.computed import Input, Operand
from analyzer.model import Fact
from analyzer.render.context import printed_sign
from analyzer.render.report import Chart, ReportView, Section, Table, ViewCell
from analyzer.render.workbook_formulas import Reference

CHART_SHEET = "charts"
HOME_ORDER = (
    "reported",
    "standard",
    "customers",
    "suppliers",
    "volumes",
    "deal",
    "cover",
    "peers",
    "checks",
    "sources",
    "summary",
    CHART_SHEET,
)
"""Which sheet owns a figure that stands on several: the topic, then what is built on it."""

TITLE_ROWS = 3
"""Rows 1 and 2 hold the title, row 3 is empty."""

GAP_ROWS = 2
MAX_SHEET_NAME = 31
GRID_WIDTH = 11
"""Width of every figure column in characters; a wide text column of a sheet with several tables spans several."""


@dataclass(frozen=True)
class Place:
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class TablePlace:
    """title_row: the table's title; head_row: its first head row; first_row: its first row of cells.

    spans: how many sheet columns each table column takes; column A holds the labels.
    """

    table: Table
    sheet: str
    title_row: int
    head_row: int
    first_row: int
    spans: tuple[int, ...]

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.table.rows) - 1

    @property
    def end_row(self) -> int:
        """The last row with anything on it, notes included."""
        return self.last_row + len(self.table.notes)

    @property
    def last_column(self) -> int:
        return 1 + sum(self.spans)

    def start(self, index: int) -> int:
        """The first sheet column of a table column."""
        return 2 + sum(self.spans[:index])


class Layout:
    """Sheet names by section id, table places in order, and homes."""

    def __init__(self, view: ReportView) -> None:
        self.sections = [*view.sections, _chart_section(view)]
        self.names = {section.id: _sheet_name(section.title, section.id) for section in self.sections}
        self.tables = [place for section in self.sections for place in _stack(section)]
        self._homes: dict[int, Place] = {}
        for name in HOME_ORDER:
            for place, cell in self._cells(name):
                if cell.value is not None:
                    self._homes.setdefault(id(cell.value), place)
        self.source_rows = {
            row.anchor: place.first_row + i for place in self.of("sources") for i, row in enumerate(place.table.rows) if row.anchor
        }

    def of(self, sheet: str) -> list[TablePlace]:
        return [place for place in self.tables if place.sheet == sheet]

    def table(self, name: str) -> TablePlace:
        return next(place for place in self.tables if place.table.id == name)

    def home(self, operand: Operand) -> Place | None:
        """The one cell that owns the figure; None for a figure that has no cell of its own."""
        return self._homes.get(id(operand))

    def reference(self, operand: Operand, sheet: str) -> Reference | None:
        """The operand's home as seen from a sheet; a printed figure may be shown with the opposite sign."""
        place = self.home(operand)
        if place is None:
            return None
        sign = printed_sign(operand) if isinstance(operand, Fact) else 1
        return Reference(self.address(place, sheet, is_absolute=isinstance(operand, Input)), sign)

    def address(self, place: Place, sheet: str, *, is_absolute: bool = False) -> str:
        cell = f"${get_column_letter(place.column)}${place.row}" if is_absolute else place.cell
        return cell if place.sheet == sheet else f"{quote_sheetname(self.names[place.sheet])}!{cell}"

    def _cells(self, sheet: str) -> Iterator[tuple[Place, ViewCell]]:
        for place in self.of(sheet):
            for i, row in enumerate(place.table.rows):
                for j, cell in enumerate(row.cells):
                    yield Place(sheet, place.first_row + i, place.start(j)), cell


def head_groups(table: Table, depth: int, *, is_grouped: bool) -> list[tuple[int, int]]:
    """(first, last) column of every cell of a head row; columns of one group that share their text share a cell."""
    groups: list[tuple[int, int]] = []
    before = ""
    for j, column in enumerate(table.columns):
        text = column.heads[depth] if depth < len(column.heads) else ""
        if is_grouped and groups and text and text == before and not column.starts_group:
            groups[-1] = (groups[-1][0], j)
        else:
            groups.append((j, j))
        before = text
    return groups


def _chart_section(view: ReportView) -> Section:
    charts: list[Chart] = [chart for section in view.sections for chart in section.charts]
    return Section(CHART_SHEET, view.words["section.charts"], tables=tuple(chart.table for chart in charts))


def _sheet_name(title: str, name: str) -> str:
    """A name that every spreadsheet takes: no []:*?/\\ and at most 31 characters."""
    cleaned = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)
    return cleaned[:MAX_SHEET_NAME] or name


def _stack(section: Section) -> list[TablePlace]:
    """Tables below each other, after the warnings of the section."""
    row = TITLE_ROWS + 1 + (len(section.warnings) + 2 if section.warnings else 0)
    found = []
    for table in section.tables:
        head_rows = max((len(column.heads) for column in table.columns), default=1)
        spans = tuple(_span(column.width) if column.is_text and is_shared(section) else 1 for column in table.columns)
        place = TablePlace(table, section.id, row, row + 1, row + 1 + head_rows, spans)
        found.append(place)
        row = place.end_row + 1 + GAP_ROWS
    return found


def is_shared(section: Section) -> bool:
    """Whether several tables share the columns of the sheet."""
    return len(section.tables) > 1 and not all(table.is_long for table in section.tables)


def _span(width: int) -> int:
    return max(1, round(width / GRID_WIDTH))
