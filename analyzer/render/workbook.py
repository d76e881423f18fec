"""ReportView -> comparison.xlsx: one sheet per section, printed figures linked to their source, the rest live formulas."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.metrics.computed import Constant
from analyzer.metrics.operations import BREAKS
from analyzer.outputs import replacing
from analyzer.render import workbook_styles as style
from analyzer.render.report import ReportView, Row, Section
from analyzer.render.workbook_cells import CellWriter
from analyzer.render.workbook_charts import native_chart
from analyzer.render.workbook_formulas import SCALE_NAME
from analyzer.render.workbook_house import HouseStyle, font_of, read_house_style
from analyzer.render.workbook_layout import CHART_SHEET, TITLE_ROWS, Layout, Place, TablePlace, head_groups
from analyzer.render.workbook_package import with_constant_bytes
from analyzer.render.workbook_page import SUMMARY_CHART_PT, add_excel_table, row_at, set_page, set_print_area, span_text

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
UNDATED = datetime(2000, 1, 1)
"""Stands in the file's properties where neither an option nor a filing gives a date: the clock must not."""

CHART_ROWS = 15
GAP_WIDTH = 2
REPORT_FILE = "comparison.html"
BOLD_ROLES = frozenset({"total", "head"})
TIDY_TABLE = "tidy"
READ_FIRST_SHEETS = frozenset({"summary", "standard"})


def render_workbook(view: ReportView, path: Path, template: Path | None = None) -> None:
    """Write the workbook. template: a workbook with the house style, instead of the program's own.

    The same view and template give the same bytes. Raises ConfigError for a template that lacks a style, and where the
    file cannot be written.
    """
    content = view_to_package(view, read_house_style(template))
    with replacing(Path(path)) as part:
        part.write_bytes(content)


def view_to_package(view: ReportView, house: HouseStyle) -> bytes:
    """The bytes of the .xlsx file."""
    layout = Layout(view)
    writer = CellWriter(view, layout, house)
    book = Workbook()
    house.register(book)
    book.remove(book.worksheets[0])
    sheets = {section.id: book.create_sheet(layout.names[section.id]) for section in layout.sections}
    for section in layout.sections:
        _write_section(sheets[section.id], section, view, layout, writer)
    _add_scale(book, sheets["cover"], layout, writer)
    _add_logo(sheets["cover"], writer)
    _add_charts(sheets, view, layout)
    for section in layout.sections:
        set_print_area(sheets[section.id], section, layout.of(section.id))
    _add_break_count(sheets["checks"], view, layout, writer)
    moment = made_moment(view.made_on)
    book.properties.creator = f"prospectus-analyzer {view.version}"
    book.properties.title = view.title
    book.properties.created = moment
    out = io.BytesIO()
    book.save(out)
    results = {f"xl/worksheets/sheet{i}.xml": writer.results.get(s.id, {}) for i, s in enumerate(layout.sections, 1)}
    return with_constant_bytes(out.getvalue(), f"{moment.isoformat()}Z", results)


def made_moment(made_on: str) -> datetime:
    """Midnight of the day; of the first day where a filing names only its month or year (2026-04)."""
    match = PARTIAL_DATE.fullmatch(made_on)
    if match is None:
        return UNDATED
    return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def _write_section(sheet: Worksheet, section: Section, view: ReportView, layout: Layout, writer: CellWriter) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    writer.put_text(sheet, 1, 1, f"{section.title} — {view.subtitle}", "title")
    writer.put_text(sheet, 2, 1, _subtitle(view), "subtitle")
    if section.warnings:
        title = view.words["ui.read_first"] if section.id in READ_FIRST_SHEETS else view.words["ui.note"]
        writer.put_text(sheet, TITLE_ROWS + 1, 1, title, "alert")
    places = layout.of(section.id)
    for place in places:
        _write_table(sheet, place, writer)
    widths = set_page(sheet, section, places, writer.house)
    for i, text in enumerate(section.warnings, TITLE_ROWS + 2):
        writer.put_text(sheet, i, 1, text, "text").alignment = style.SENTENCE
        span_text(sheet, i, text, widths)


def _subtitle(view: ReportView) -> str:
    made_on = view.words["ui.made_on"].format(view.made_on) if view.made_on else ""
    parts = (view.unit, made_on, view.words["ui.version"].format(view.version))
    return " · ".join(part for part in parts if part)


def _write_table(sheet: Worksheet, place: TablePlace, writer: CellWriter) -> None:
    table = place.table
    title = f"{table.title} ({table.unit})" if table.unit else table.title
    writer.put_text(sheet, place.title_row, 1, title, "table")
    _write_heads(sheet, place, writer)
    for i, row in enumerate(table.rows):
        if table.id == TIDY_TABLE:
            writer.write_plain(sheet, place, place.first_row + i, row)
        else:
            _write_row(sheet, place, place.first_row + i, row, writer)
    for i, note in enumerate(table.notes, place.last_row + 1):
        writer.put_text(sheet, i, 1, note, "note")
    if table.id == TIDY_TABLE and table.rows:
        add_excel_table(sheet, place)
    elif table.is_long and table.rows and sheet.auto_filter.ref is None:
        sheet.auto_filter.ref = f"A{place.first_row - 1}:{get_column_letter(place.last_column)}{place.last_row}"


def _write_heads(sheet: Worksheet, place: TablePlace, writer: CellWriter) -> None:
    """Each head row; a company's name stands once over all of its columns."""
    table = place.table
    for row in range(place.head_row, place.first_row):
        depth = row - place.head_row
        is_last = row == place.first_row - 1
        _write_head(sheet, row, 1, table.label_head if is_last else "", writer, is_text=True)
        for first, last in head_groups(table, depth, is_grouped=depth == 0 and not is_last):
            column = table.columns[first]
            text = column.heads[depth] if depth < len(column.heads) else ""
            _write_head(sheet, row, place.start(first), text, writer, is_text=column.is_text or last > first)
            _merge(sheet, row, place.start(first), place.start(last) + place.spans[last] - 1, writer.house.fill("head"))


def _write_head(sheet: Worksheet, row: int, column: int, text: str, writer: CellWriter, *, is_text: bool) -> None:
    cell = writer.put_text(sheet, row, column, text, "head")
    cell.alignment = style.HEAD_LABEL if column == 1 else style.HEAD_LEFT if is_text else style.HEAD_ALIGNMENT


def _merge(sheet: Worksheet, row: int, first: int, last: int, fill: PatternFill | None = None) -> None:
    """One cell out of the sheet columns that a wide column or a group of columns spans."""
    if fill is not None:
        for column in range(first, last + 1):
            sheet.cell(row, column).fill = fill
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def _write_row(sheet: Worksheet, place: TablePlace, number: int, row: Row, writer: CellWriter) -> None:
    label = f"{row.number}  {row.label}" if row.number else row.label
    if place.sheet == CHART_SHEET and number > place.first_row and label == place.table.rows[number - place.first_row - 1].label:
        label = ""  # the outer category of a chart stands once over its group
    is_bold = row.role in BOLD_ROLES
    labelled = writer.put_text(sheet, number, 1, label, "label", bold=is_bold, italic=row.role == "memo")
    labelled.alignment = style.indented(row.level)
    if row.anchor and place.sheet == "sources":
        # The report, in the same folder, opens at the figure and shows its page crop.
        labelled.hyperlink = Hyperlink(ref=labelled.coordinate, target=f"{REPORT_FILE}#{row.anchor}")
    for j, content in enumerate(row.cells):
        column = place.table.columns[j]
        where = Place(place.sheet, number, place.start(j))
        writer.write(sheet, where, content, is_text=column.is_text, is_bold=is_bold)
        _merge(sheet, number, place.start(j), place.start(j) + place.spans[j] - 1)
    for j in range(1, place.last_column + 1):
        cell = sheet.cell(number, j)
        cell.border = style.TOTAL_BORDER if row.role == "total" else style.ROW_BORDER
        if row.role in style.ROLE_FILLS:
            cell.fill = writer.house.fill(style.ROLE_FILLS[row.role])
    if row.role == "part" and row.level:
        sheet.row_dimensions[number].outlineLevel = 1


def _add_scale(book: Workbook, sheet: Worksheet, layout: Layout, writer: CellWriter) -> None:
    """One named cell holds what a unit of money is worth; formulas that mix money and quantities use it."""
    row = max((place.end_row for place in layout.of("cover")), default=TITLE_ROWS) + 2
    writer.put_text(sheet, row, 1, writer.view.words["setting.scale"], "label")
    cell = sheet.cell(row, 2, int(writer.view.scale))
    writer.house.dress(cell, "worked")
    cell.number_format, cell.alignment = "#,##0", style.RIGHT
    target = f"{quote_sheetname(layout.names['cover'])}!$B${row}"
    book.defined_names[SCALE_NAME] = DefinedName(SCALE_NAME, attr_text=target)


def _add_logo(sheet: Worksheet, writer: CellWriter) -> None:
    """The template's logo text above everything else on the cover."""
    logo = writer.house.logo
    if logo is not None:
        cell = writer.put_text(sheet, TITLE_ROWS, 1, str(logo.value), "title")
        cell.font = font_of(logo)


def _add_charts(sheets: dict[str, Worksheet], view: ReportView, layout: Layout) -> None:
    """The summary's charts to the right of its tables, one below the other; those of other sheets below their tables."""
    for section in view.sections:
        places = layout.of(section.id)
        right = max((place.last_column for place in places), default=1) + 2
        below = max((place.end_row for place in places), default=TITLE_ROWS) + 3
        for i, chart in enumerate(section.charts):
            drawn = native_chart(chart, layout.table(chart.table.id), sheets[CHART_SHEET])
            if section.id == "summary":
                sheets[section.id].column_dimensions[get_column_letter(right - 1)].width = GAP_WIDTH
                anchor = f"{get_column_letter(right)}{row_at(sheets[section.id], i * SUMMARY_CHART_PT)}"
            else:
                anchor = f"A{below + i * CHART_ROWS}"
            sheets[section.id].add_chart(drawn, anchor)


def _add_break_count(sheet: Worksheet, view: ReportView, layout: Layout, writer: CellWriter) -> None:
    """One live flag over all checks: how many verdicts say break."""
    place = layout.table("checks")
    if not place.table.rows:
        return
    column = get_column_letter(place.last_column)
    verdicts = f"{column}{place.first_row}:{column}{place.last_row}"
    writer.put_text(sheet, 2, 5, view.words["checks.breaks"], "label", bold=True)
    found = sum(cell.text == BREAKS for row in place.table.rows for cell in row.cells)
    cell = sheet.cell(2, 6)
    writer.put_formula(cell, Place("checks", 2, 6), f'COUNTIF({verdicts},"{BREAKS}")', Constant(Decimal(found)))
    writer.house.dress(cell, "worked", bold=True)
    sheet.conditional_formatting.add(verdicts, _breaks_rule(writer.house))


def _breaks_rule(house: HouseStyle) -> Rule:
    look = DifferentialStyle(fill=house.break_fill())
    return Rule(type="cellIs", operator="equal", formula=[f'"{BREAKS}"'], dxf=look)
