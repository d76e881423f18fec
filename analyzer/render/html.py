"""ReportView -> comparison.html: one file that opens without a network; the layout is in templates/."""

from __future__ import annotations

import base64
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from analyzer.errors import ConfigError
from analyzer.metrics.computed import Computed, Input
from analyzer.outputs import replacing, to_utf8
from analyzer.render.context import is_currency, shown_value
from analyzer.render.report import Chart, ReportView, Section, Table, ViewCell
from analyzer.render.templates_dir import get_templates_dir
from analyzer.render.words import Words

TEMPLATE = "report.html.j2"
WORKBOOK_ONLY = frozenset({"tidy"})
"""Sections that would only make the report heavy: the tidy frame belongs to the workbook."""

OUTLINE_DIGITS = 2
UI_WORDS = {"copied": "ui.copied", "rows": "ui.rows_shown", "sort": "ui.sort", "crop": "ui.crop_alt"}


def render_html(view: ReportView, path: Path, templates: Path | None = None) -> None:
    """Write the report. templates: a folder whose files take the place of the program's own.

    Raises ConfigError for a template that asks for what the view does not have, and where the file cannot be written.
    """
    text = view_to_html(view, templates)
    with replacing(Path(path)) as part:
        part.write_bytes(to_utf8(text))


def view_to_html(view: ReportView, templates: Path | None = None) -> str:
    """The report as one text; every figure, label and name is escaped."""
    sections = [section for section in view.sections if section.id not in WORKBOOK_ONLY]
    folders = [folder for folder in (templates, get_templates_dir()) if folder is not None]
    environment = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = Words(view.language)
    environment.globals.update(
        asset=_asset_reader(folders),
        words=words,
        head_rows=head_rows,
        cell_classes=cell_classes,
        section_titles={section.id: section.title for section in sections},
    )
    charts = [chart_to_record(chart, view) for section in sections for chart in section.charts]
    try:
        return environment.get_template(TEMPLATE).render(
            view=view,
            sections=_summary_first(sections),
            chart_data=_json(charts),
            ui_words=_json({name: words(key) for name, key in UI_WORDS.items()}),
            crops=_json(crops_to_record(view)) if view.crops else "",
        )
    except TemplateError as error:
        message = f"template {_place_of(error)}: {error.message}"
        raise ConfigError(message, next_step="see docs/templates.md for what a template may use") from error


def _place_of(error: TemplateError) -> str:
    """The template in which it happened, with the line where that is known."""
    name = getattr(error, "name", None)
    if name:
        line = getattr(error, "lineno", None)
        return f"{name} line {line}" if line else str(name)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else TEMPLATE


def _summary_first(sections: list[Section]) -> list[Section]:
    """The cover, which lists the files, stands last in the report."""
    return [*sections[1:], sections[0]]


@dataclass(frozen=True)
class HeadCell:
    """One cell of a table head: text, how many columns it spans, its classes."""

    text: str
    span: int
    classes: str


def head_rows(table: Table) -> list[list[HeadCell]]:
    """The head of a table row by row; what a group shares in its top row stands once over the group."""
    depth = max((len(column.heads) for column in table.columns), default=1)
    rows: list[list[HeadCell]] = []
    for level in range(depth):
        row: list[HeadCell] = []
        for column in table.columns:
            text = column.heads[level] if level < len(column.heads) else ""
            merges = level == 0 and depth > 1 and row and row[-1].text == text and not column.starts_group
            if merges:
                row[-1] = HeadCell(text, row[-1].span + 1, row[-1].classes)
            else:
                classes = " ".join(name for name, is_on in (("text", column.is_text), ("group", column.starts_group)) if is_on)
                row.append(HeadCell(text, 1, classes))
        rows.append(row)
    return rows


def cell_classes(table: Table, cell: ViewCell, index: int) -> str:
    """Classes of a cell: kind of number, state, rule at the left of a group, warning."""
    column = table.columns[index]
    is_state = isinstance(cell.value, Computed) and cell.value.value is None
    names = (
        ("text", column.is_text),
        ("group", column.starts_group),
        (cell.format, cell.value is not None and not is_state),
        ("state", is_state),
        ("input", isinstance(cell.value, Input)),
        (cell.level, bool(cell.level)),
    )
    return " ".join(name for name, is_on in names if is_on)


def chart_to_record(chart: Chart, view: ReportView) -> dict[str, object]:
    """What the chart library draws: labels, series of numbers in the display scale, and their texts."""
    columns = list(enumerate(chart.table.columns))[1:]
    rows = chart.table.rows
    is_percent_line = any(row.cells[i].format == "percent" for row in rows for i in chart.line_columns)
    return {
        "id": chart.id,
        "stacked": chart.kind == "stacked",
        "percent": chart.is_percent,
        "linePercent": is_percent_line,
        "labels": [[row.cells[0].text, row.label] for row in rows],
        "series": [
            {
                "name": column.heads[-1],
                "line": i in chart.line_columns,
                "values": [_chart_number(row.cells[i], view) for row in rows],
                "texts": [row.cells[i].text for row in rows],
            }
            for i, column in columns
        ],
    }


def crops_to_record(view: ReportView) -> dict[str, object]:
    """Images by region, and by anchor the region with the outline in percent."""
    outlines = {
        anchor: [each.region, *(round(share * 100, OUTLINE_DIGITS) for share in (each.left, each.top, each.width, each.height))]
        for anchor, each in view.outlines.items()
    }
    return {"images": {name: base64.b64encode(png).decode() for name, png in view.crops.items()}, "outlines": outlines}


def _chart_number(cell: ViewCell, view: ReportView) -> float | None:
    """The number as the tables show it; None, a gap in the line, for a state."""
    if cell.value is None:
        return None
    shown = shown_value(cell.value)
    if shown is None:
        return None
    return float(shown / view.scale if is_currency(cell.value.measure) else shown)


def _asset_reader(folders: list[Path]) -> Callable[[str], Markup]:
    """Style sheet and scripts as they are; a template folder may bring its own."""

    def asset(name: str) -> Markup:
        for folder in folders:
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                # Only files of the template folders pass here, never text of a filing.
                return Markup(path.read_text(encoding="utf-8"))
        raise ConfigError(
            f"template file {name} is missing from the template folder",
            next_step="Install the program again, or add it to your template folder",
        )

    return asset


def _json(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
