"""Widths, frozen panes, print set-up: what makes a sheet readable and printable."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.render.report import Section
from analyzer.render.workbook_layout import TablePlace

MAX_COLUMN_WIDTH = 60
LABEL_WIDTHS = {"sources": 8, "tidy": 22, "review": 10, "checks": 44, "cover": 30, "peers": 26}
DEFAULT_LABEL_WIDTH = 44
MIN_FIGURE_WIDTH = 11
A4 = 9
ONE_PAGE = frozenset({"summary"})
UNFROZEN = frozenset({"cover", "summary"})


def set_page(sheet: Worksheet, section: Section, places: Sequence[TablePlace]) -> None:
    """Columns wide enough, heads frozen and repeated, one page wide, page numbers in the footer."""
    _set_widths(sheet, section, places)
    if places and section.id not in UNFROZEN:
        single = len(places) == 1
        sheet.freeze_panes = f"B{places[0].first_row}" if single else "B4"
        sheet.print_title_rows = f"{places[0].head_row}:{places[0].first_row - 1}" if single else "1:2"
    sheet.page_setup.orientation = "landscape" if section.is_landscape else "portrait"
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if section.id in ONE_PAGE else 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.left.text = "&F — &A"
    sheet.oddFooter.right.text = "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def _set_widths(sheet: Worksheet, section: Section, places: Sequence[TablePlace]) -> None:
    sheet.column_dimensions["A"].width = LABEL_WIDTHS.get(section.id, DEFAULT_LABEL_WIDTH)
    widths: dict[int, int] = {}
    for place in places:
        for j, column in enumerate(place.table.columns):
            wanted = column.width if column.is_text else max(column.width, MIN_FIGURE_WIDTH)
            widths[2 + j] = min(MAX_COLUMN_WIDTH, max(widths.get(2 + j, 0), wanted))
    for number, width in widths.items():
        sheet.column_dimensions[get_column_letter(number)].width = width


def add_excel_table(sheet: Worksheet, place: TablePlace) -> None:
    """A real table for pivots over the head and rows of this place."""
    last = get_column_letter(place.last_column)
    table = ExcelTable(displayName="Figures", ref=f"A{place.first_row - 1}:{last}{place.last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
