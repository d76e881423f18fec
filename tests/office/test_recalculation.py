"""LibreOffice recalculates the workbook; every formula must give what the program gave, and follow a changed input."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.compare import compare
from analyzer.render.view import build_view
from analyzer.render.workbook import render_workbook
from typed_filings import giantec_with_mark, metax

pytestmark = [pytest.mark.office, pytest.mark.slow]

RELATIVE_TOLERANCE = 1e-9
ABSOLUTE_TOLERANCE = 1e-12
TIMEOUT_S = 180


def recalculated(path: Path, folder: Path) -> Workbook:
    """What LibreOffice makes of a workbook without stored results, so that it has to calculate."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed: apt-get install libreoffice-calc"
    bare = folder / "bare" / path.name
    bare.parent.mkdir()
    load_workbook(path).save(bare)
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(bare)], check=True, capture_output=True, timeout=TIMEOUT_S)
    return load_workbook(folder / "out" / path.name, data_only=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("office") / "comparison.xlsx"
    render_workbook(build_view(compare([metax(), giantec_with_mark()])), target)
    return target


def formula_cells(book: Workbook) -> list[tuple[str, str]]:
    return [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def differs(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return abs(ours - theirs) > max(ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE * max(abs(ours), abs(theirs)))
    return ours != theirs


def test_every_formula_gives_the_programs_value(path: Path, tmp_path: Path) -> None:
    ours, theirs = load_workbook(path, data_only=True), recalculated(path, tmp_path)
    cells = formula_cells(load_workbook(path))
    assert len(cells) > 500
    wrong = [
        f"{title}!{place}: {ours[title][place].value} | {theirs[title][place].value}"
        for title, place in cells
        if differs(ours[title][place].value, theirs[title][place].value)
    ]
    assert wrong == []


def test_a_share_printed_as_a_mark_passes_through_as_text(path: Path, tmp_path: Path) -> None:
    formulas, theirs = load_workbook(path)["Customers"], recalculated(path, tmp_path)["Customers"]
    row = next(c.row for c in theirs["A"] if c.value == "Customer B")
    places = [cell.coordinate for cell in theirs[row] if cell.value == "<10%"]
    assert [formulas[place].data_type for place in places] == ["s", "f"]


def row_of(sheet: Worksheet, label: str) -> int:
    return next(cell.row for cell in sheet["A"] if str(cell.value or "").endswith(label))


def test_a_changed_blue_cell_changes_the_model(path: Path, tmp_path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Income statement"]
    sheet.cell(row_of(sheet, "REVENUE"), 3).value = 2000.0
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    result = recalculated(changed, tmp_path)
    standard = result["Standardised"]
    column = next(c for c in range(2, 20) if standard.cell(row_of(standard, "1  Revenue"), c).value == 2000.0)
    assert standard.cell(row_of(standard, "3  Gross profit"), column).value == pytest.approx(2000.0 - 464.688)
    assert standard.cell(row_of(standard, "Gross margin as presented"), column).value == pytest.approx((2000.0 - 464.688) / 2000.0)
    assert "break" in [cell.value for row in result["Checks"].iter_rows() for cell in row]


def test_a_text_typed_over_a_blue_cell_passes_through_as_text(path: Path, tmp_path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Income statement"]
    sheet.cell(row_of(sheet, "REVENUE"), 3).value = "<10%"
    changed = tmp_path / "typed.xlsx"
    book.save(changed)
    result = recalculated(changed, tmp_path)
    assert [cell.coordinate for sheet in result for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("#")] == []
    standard = result["Standardised"]
    column = next(c for c in range(2, 20) if standard.cell(row_of(standard, "1  Revenue"), c).value == "<10%")
    assert standard.cell(row_of(standard, "3  Gross profit"), column).value == "n/d"
    assert standard.cell(row_of(standard, "Selling expenses / revenue"), column).value == "<10%"


def test_a_typed_price_gives_a_market_value(path: Path, tmp_path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Deal"]
    for label, value in (
        ("Offer price per share (type)", 28.2),
        ("Reporting currency per unit of the price (type)", 0.92),
        ("million (type)", 587.760481),
    ):
        sheet.cell(row_of(sheet, label), 3).value = value
    changed = tmp_path / "typed.xlsx"
    book.save(changed)
    result = recalculated(changed, tmp_path)["Deal"]
    value = 28.2 * 0.92 * 587.760481
    assert result.cell(row_of(result, "Implied market value"), 3).value == pytest.approx(value)
    assert result.cell(row_of(result, "revenue of the latest full year"), 3).value == pytest.approx(value / 1028.277)
    assert result.cell(row_of(result, "Implied market value"), 2).value == "n/d"
