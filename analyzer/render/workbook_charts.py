"""Native charts, drawn from the chart tables: an analyst can edit them."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import AxDataSource, MultiLevelStrRef
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.render.context import shown_value
from analyzer.render.report import Chart
from analyzer.render.workbook_layout import TablePlace

COLOURS = ("1F3864", "2E75B6", "9DC3E6", "A6A6A6", "C55A11")
WIDTH_CM, HEIGHT_CM = 13, 7
TITLE_SIZE, LABEL_SIZE = 900, 700
"""In hundredths of a point."""

SECOND_AXIS = 200
WHOLE = Decimal("1.0001")


def native_chart(chart: Chart, place: TablePlace, sheet: Worksheet) -> ChartBase:
    """A bar, stacked or combined chart on the cells of its table. sheet: the sheet that holds the table."""
    bars = [i for i in range(1, len(chart.table.columns)) if i not in chart.line_columns]
    drawn = _bars(chart, place, sheet, bars)
    if chart.line_columns:
        line = _lines(chart, place, sheet)
        line.y_axis.axId = SECOND_AXIS
        line.y_axis.crosses = "max"
        drawn += line
    return drawn


def _bars(chart: Chart, place: TablePlace, sheet: Worksheet, columns: list[int]) -> BarChart:
    drawn = BarChart()
    drawn.type = "col"
    if chart.kind == "stacked":
        drawn.grouping = "stacked"
        drawn.overlap = 100
    _fill(drawn, chart, place, sheet, columns)
    for i, series in enumerate(drawn.series):
        series.graphicalProperties.solidFill = COLOURS[i % len(COLOURS)]
        series.graphicalProperties.line.solidFill = COLOURS[i % len(COLOURS)]
    drawn.title = _title(chart.title)
    drawn.width, drawn.height = WIDTH_CM, HEIGHT_CM
    drawn.y_axis.number_format = "0%" if chart.is_percent else "#,##0"
    drawn.y_axis.majorGridlines = None
    if chart.kind == "stacked" and _is_of_one(chart, columns):
        drawn.y_axis.scaling.max = 1
    drawn.legend.position = "b"
    drawn.legend.txPr = _small()
    return drawn


def _lines(chart: Chart, place: TablePlace, sheet: Worksheet) -> LineChart:
    drawn = LineChart()
    _fill(drawn, chart, place, sheet, list(chart.line_columns))
    for series in drawn.series:
        series.graphicalProperties.line.solidFill = COLOURS[-1]
        series.marker.symbol = "circle"
    is_percent = any(row.cells[i].format == "percent" for row in chart.table.rows for i in chart.line_columns)
    drawn.y_axis.number_format = "0%" if is_percent else "#,##0"
    drawn.y_axis.majorGridlines = None
    drawn.y_axis.delete = False
    if _is_positive(chart):
        drawn.y_axis.scaling.min = 0
    return drawn


def _is_of_one(chart: Chart, columns: list[int]) -> bool:
    """Whether the parts of every row make at most the whole: 120% on its axis would say otherwise."""
    rows = [
        [shown_value(cell.value) or Decimal(0) for i in columns if (cell := row.cells[i]).value is not None] for row in chart.table.rows
    ]
    return all(sum(row, Decimal(0)) <= WHOLE for row in rows)


def _is_positive(chart: Chart) -> bool:
    """Whether no point of its lines lies below zero: then the axis starts there, so that no slope is blown up."""
    shown = [shown_value(cell.value) for row in chart.table.rows for i in chart.line_columns if (cell := row.cells[i]).value is not None]
    return all(value is None or value >= 0 for value in shown)


def _title(text: str) -> Title:
    """A small bold title above the plot."""
    look = CharacterProperties(sz=TITLE_SIZE, b=True)
    title = Title(overlay=False)
    title.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])]))
    return title


def _small() -> RichText:
    look = CharacterProperties(sz=LABEL_SIZE)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _fill(drawn: BarChart | LineChart, chart: Chart, place: TablePlace, sheet: Worksheet, columns: list[int]) -> None:
    """One series a column, titled by the lowest head row; text cells such as n/d draw nothing."""
    for column in columns:
        cells = Reference(sheet, min_col=2 + column, min_row=place.first_row - 1, max_row=place.last_row)
        drawn.add_data(cells, titles_from_data=True)
    names = Reference(sheet, min_col=1, max_col=2, min_row=place.first_row, max_row=place.last_row)
    for series in drawn.series:
        series.cat = AxDataSource(multiLvlStrRef=MultiLevelStrRef(f=str(names)))
    drawn.x_axis.delete = False
    drawn.y_axis.delete = False
    drawn.x_axis.tickLblPos = "low"
    drawn.x_axis.txPr = drawn.y_axis.txPr = _small()
