"""Widths, heights, frozen panes, print set-up: what makes a sheet readable and printable."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.render.report import Section
from analyzer.render.workbook_house import HouseStyle
from analyzer.render.workbook_layout import GRID_WIDTH, TITLE_ROWS, TablePlace, is_shared

MAX_COLUMN_WIDTH = 70
LABEL_WIDTHS = {"sources": 8, "tidy": 22, "review": 12, "checks": 44, "cover": 34, "peers": 30, "summary": 38}
DEFAULT_LABEL_WIDTH = 46
LINE_HEIGHT_PT = 12
NARROW = 0.78
"""Letters of the sheets' font are narrower than the digits of the default font that widths are counted in."""

SENTENCE_WIDTH = 180
"""Sentences wrap at this many characters, however wide the sheet is."""

CHARACTER_PT = 5.6
"""Width of a column of one character, gaps included."""

ROW_PT = 12.75
A4_LONG_PT, A4_SHORT_PT = 780, 520
"""What the margins leave of the paper."""

SUMMARY_CHART_PT = 216
CHART_COLUMNS = 9
CHART_ROOM_ROWS = 20
PAGE_PER_TABLE = frozenset({"reported"})
ONE_PAGE = frozenset({"summary", "cover", "peers"})
UNFROZEN = frozenset({"cover", "summary"})


def set_page(sheet: Worksheet, section: Section, places: Sequence[TablePlace], house: HouseStyle) -> dict[int, int]:
    """The width of every column; afterwards rows are high enough, heads frozen and repeated, the print one page wide."""
    widths = _set_widths(sheet, section, places)
    for place in places:
        _set_heights(sheet, place, widths)
    if places and section.id not in UNFROZEN:
        single = len(places) == 1
        sheet.freeze_panes = f"B{places[0].first_row}" if single else f"B{TITLE_ROWS + 1}"
        sheet.print_title_rows = f"{places[0].head_row}:{places[0].first_row - 1}" if single else f"1:{TITLE_ROWS - 1}"
    if section.id not in ONE_PAGE:
        _break_pages(sheet, section, places, widths)
    sheet.page_setup.orientation = "landscape" if section.is_landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if section.id in ONE_PAGE else 0
    house.set_page(sheet)
    return widths


def _break_pages(sheet: Worksheet, section: Section, places: Sequence[TablePlace], widths: dict[int, int]) -> None:
    """A table that does not fit on the rest of its page begins a new one, so that its head stands over it."""
    across, down = (A4_LONG_PT, A4_SHORT_PT) if section.is_landscape else (A4_SHORT_PT, A4_LONG_PT)
    page = down * max(1.0, sum(widths.values()) * CHARACTER_PT / across)
    top = 1
    for place in places[1:]:
        is_own_page = section.id in PAGE_PER_TABLE
        if is_own_page or _height(sheet, top, place.end_row) > page:
            sheet.row_breaks.append(Break(id=place.title_row - 1))
            top = place.title_row


def _height(sheet: Worksheet, first: int, last: int) -> float:
    return sum(sheet.row_dimensions[row].height or ROW_PT for row in range(first, last + 1))


def row_at(sheet: Worksheet, distance_pt: float) -> int:
    """The row that begins so far below the title."""
    row, covered = TITLE_ROWS + 1, 0.0
    while covered < distance_pt:
        covered += sheet.row_dimensions[row].height or ROW_PT
        row += 1
    return row


def set_print_area(sheet: Worksheet, section: Section, places: Sequence[TablePlace]) -> None:
    """What is printed: the tables with their notes, and the charts beside or below them."""
    if not places:
        return
    last_column = max(place.last_column for place in places)
    last_row = max(place.end_row for place in places) + 1
    if section.charts and section.id == "summary":
        last_column += CHART_COLUMNS
        last_row = max(last_row, row_at(sheet, len(section.charts) * SUMMARY_CHART_PT))
    elif section.charts:
        last_column, last_row = max(last_column, CHART_COLUMNS), last_row + CHART_ROOM_ROWS * len(section.charts)
    elif section.id == "cover":
        last_row += 2
    sheet.print_area = f"A1:{get_column_letter(last_column)}{last_row}"


def _set_widths(sheet: Worksheet, section: Section, places: Sequence[TablePlace]) -> dict[int, int]:
    """Column number -> width. Tables that share columns stand on a grid; a table alone gets what its columns ask for."""
    widths = {1: LABEL_WIDTHS.get(section.id, DEFAULT_LABEL_WIDTH)}
    for place in places:
        for j, column in enumerate(place.table.columns):
            for number in range(place.start(j), place.start(j) + place.spans[j]):
                alone = min(MAX_COLUMN_WIDTH, max(column.width, 6 if column.is_text else GRID_WIDTH))
                widths[number] = GRID_WIDTH if is_shared(section) else max(widths.get(number, 0), alone)
    for number, width in widths.items():
        sheet.column_dimensions[get_column_letter(number)].width = width
    return widths


def _set_heights(sheet: Worksheet, place: TablePlace, widths: dict[int, int]) -> None:
    """As many lines as the longest wrapped text of a row needs; spreadsheets do not measure merged cells."""
    table = place.table
    rooms = [sum(widths[n] for n in range(place.start(j), place.start(j) + place.spans[j])) for j in range(len(table.columns))]
    for number in range(place.head_row, place.first_row):
        depth = number - place.head_row
        texts = [column.heads[depth] if depth < len(column.heads) else "" for column in table.columns]
        _set_height(sheet, number, zip(texts, rooms, strict=True))
    for i, row in enumerate(table.rows):
        texts = [cell.text if column.is_text else "" for cell, column in zip(row.cells, table.columns, strict=False)]
        label = f"{row.number}  {row.label}"
        _set_height(sheet, place.first_row + i, [(label, widths[1] - 2 * row.level), *zip(texts, rooms, strict=False)])


def _set_height(sheet: Worksheet, number: int, texts: Iterable[tuple[str, int]]) -> None:
    lines = max((math.ceil(text_width(text) * NARROW / max(room - 1, 1)) for text, room in texts), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = LINE_HEIGHT_PT * lines + 2


def span_text(sheet: Worksheet, row: int, text: str, widths: dict[int, int]) -> None:
    """One cell over the columns of the page for a sentence that must wrap."""
    last = max((number for number in widths if sum(widths[n] for n in widths if n <= number) <= SENTENCE_WIDTH), default=1)
    if last > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    _set_height(sheet, row, [(text, sum(widths[number] for number in widths if number <= last))])


def text_width(text: str) -> int:
    """Width in columns of a fixed grid: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def add_excel_table(sheet: Worksheet, place: TablePlace) -> None:
    """A real table for pivots over the head and rows of this place."""
    last = get_column_letter(place.last_column)
    table = ExcelTable(displayName="Figures", ref=f"A{place.first_row - 1}:{last}{place.last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
