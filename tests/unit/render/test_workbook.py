"""The saved workbook read back: values, formulas, number formats, links; nothing of a filing becomes a formula."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.compare import CompareOptions, compare
from analyzer.errors import ConfigError
from analyzer.metrics.operations import LIST_OPERATIONS, OPERATIONS
from analyzer.model import Filing
from analyzer.render.templates_dir import get_templates_dir
from analyzer.render.view import build_view
from analyzer.render.workbook import made_moment, render_workbook, view_to_package
from analyzer.render.workbook_formulas import TEMPLATES
from analyzer.render.workbook_house import read_house_style
from typed_filings import FY2024, customer_facts, filing_of, giantec, metax, statement_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "comparison.xlsx"
    render_workbook(build_view(compare([metax(), giantec()])), target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def results(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def row_of(sheet: Worksheet, label: str, after: int = 0) -> int:
    return next(cell.row for cell in sheet["A"] if cell.row > after and str(cell.value or "").endswith(label))


def test_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "Cover",
        "Summary",
        "Peers",
        "Income statement",
        "Standardised",
        "Customers",
        "Suppliers",
        "Volumes and prices",
        "Deal",
        "Checks",
        "Review",
        "Sources",
        "Data",
        "Chart data",
    ]


def test_printed_figure_is_a_blue_number_with_a_link_to_its_source(book: Workbook) -> None:
    sheet = book["Income statement"]
    cell = sheet.cell(row_of(sheet, "其中：营业收入"), 3)
    assert cell.value == pytest.approx(743.07158231)
    assert cell.font.color.rgb == "000000FF"
    assert cell.number_format == '#,##0.00_);(#,##0.00);"–"_)'
    assert cell.hyperlink.tooltip == "metax.pdf, p. 241: 743,071,582.31"
    sheet_name, _, place = cell.hyperlink.location.partition("!")
    source = book[sheet_name.strip("'")]
    texts = [source.cell(int(place[1:]), column).value for column in range(1, 16)]
    assert "743,071,582.31" in texts
    assert "241" in texts


def test_sources_lead_to_the_report(book: Workbook) -> None:
    sheet = book["Sources"]
    row = row_of(sheet, "S1")
    assert sheet.cell(row, 1).hyperlink.target == "comparison.html#S1"


def test_charts_are_native(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) == 5


def test_printed_signs_stay_in_the_reported_statement(book: Workbook) -> None:
    sheet = book["Income statement"]
    assert sheet.cell(row_of(sheet, "Cost of sales"), 3).value == pytest.approx(-464.688)
    assert sheet.cell(row_of(sheet, "减：所得税费用"), 3).value == pytest.approx(3.54414426)


def test_standard_rows_are_formulas_on_printed_cells(book: Workbook, results: Workbook) -> None:
    sheet, values = book["Standardised"], results["Standardised"]
    cost, core = row_of(sheet, "2  Cost of sales"), row_of(sheet, "8  Core operating profit")
    assert re.fullmatch(r"=IF\(ISNUMBER\(('Income statement'!C\d+)\),-\1,\1\)", sheet.cell(cost, 3).value)
    assert values.cell(core, 3).value == pytest.approx(-1208.75336243)
    assert sheet.cell(core, 3).value.startswith("=IF(COUNT(")


def test_states_are_text(results: Workbook) -> None:
    sheet = results["Standardised"]
    assert sheet.cell(row_of(sheet, "16  Interest income"), 3).value == "in 23"
    assert sheet.cell(row_of(sheet, "20  Listing expenses"), 3).value == "n/a"


@pytest.mark.parametrize(
    ("sheet", "label", "value", "number_format"),
    [
        ("Standardised", "Gross margin as presented", 0.5343212, "#,##0.0%_);(#,##0.0%);#,##0.0%_)"),
        ("Standardised", "Revenue growth", 14.0146, '#,##0.0"x"_);(#,##0.0"x");"–"_)'),
        ("Customers", "HHI, lower bound (points)", 1029.5, '#,##0_);(#,##0);"–"_)'),
    ],
)
def test_number_formats(book: Workbook, results: Workbook, sheet: str, label: str, value: float, number_format: str) -> None:
    row = row_of(book[sheet], label)
    cells = [results[sheet].cell(row, column).value for column in range(2, 9)]
    column = next(i for i, found in enumerate(cells, 2) if isinstance(found, float | int) and abs(found - value) < abs(value) * 0.1)
    assert book[sheet].cell(row, column).number_format == number_format


def test_no_error_values_and_no_formula_hides_one(book: Workbook) -> None:
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 500
    assert [text for text in formulas if "IFERROR" in text or "#" in text] == []


def test_every_formula_carries_its_result(path: Path, book: Workbook, results: Workbook) -> None:
    missing = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and results[sheet.title][cell.coordinate].value is None
    ]
    assert missing == []


def test_same_view_gives_same_bytes() -> None:
    first, second = (view_to_package(build_view(compare([metax(), giantec()])), read_house_style()) for _ in range(2))
    assert first == second


def test_zip_and_properties_do_not_know_the_clock(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-26T00:00:00Z</dcterms:modified>" in package.read("docProps/core.xml")


def test_asked_date_stands_on_the_cover(tmp_path: Path) -> None:
    options = CompareOptions(made_on=date(2026, 11, 24))
    render_workbook(build_view(compare([giantec()], options), options), tmp_path / "x.xlsx")
    assert "as of 2026-11-24" in load_workbook(tmp_path / "x.xlsx")["Cover"]["A2"].value


@pytest.mark.parametrize(
    ("made_on", "expected"),
    [("2026-04-30", (2026, 4, 30)), ("2026-04", (2026, 4, 1)), ("2026", (2026, 1, 1)), ("", (2000, 1, 1)), ("April", (2000, 1, 1))],
)
def test_dates_of_filings_may_be_incomplete(made_on: str, expected: tuple[int, int, int]) -> None:
    moment = made_moment(made_on)
    assert (moment.year, moment.month, moment.day) == expected


HOSTILE = ('=HYPERLINK("http://example.invalid","x")', "+1+1", "-2", "@SUM(A1)", "<script>alert(1)</script>", "a\x07b")


def hostile_filing() -> Filing:
    tables = {FY2024: tuple((name, "1.00", "1.0%") for name in HOSTILE[:5])}
    statements = [*giantec().statements.values()]
    statements = [s for s in statements if s.kind != "customers"] + [
        statement_of("hostile", customer_facts("hostile", tables, 1, HOSTILE[0]), "customers")
    ]
    return filing_of("hostile", "IFRS", statements, issuer=HOSTILE[0])


def test_text_of_a_filing_is_never_a_formula(tmp_path: Path) -> None:
    render_workbook(build_view(compare([hostile_filing()])), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [text for text in formulas if any(word in text for word in ("HYPERLINK", "+1+1", "@SUM"))] == []
    texts = {cell.value: cell for row in book["Customers"].iter_rows() for cell in row if cell.data_type == "s"}
    assert texts[HOSTILE[0]].quotePrefix
    assert "-2" in texts


def test_a_filing_without_figures_gives_a_workbook(tmp_path: Path) -> None:
    render_workbook(build_view(compare([filing_of("empty", "", [])])), tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")["Checks"]
    assert "Nothing could be tested." in [cell.value for cell in sheet["A"]]


def test_previous_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "comparison.xlsx"
    target.write_bytes(b"before")

    def no_space(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", no_space)
    with pytest.raises(ValueError, match="No space left on device"):
        render_workbook(build_view(compare([giantec()])), target)
    assert target.read_bytes() == b"before"


def test_every_operation_has_a_formula() -> None:
    assert set(TEMPLATES) | {"difference"} == set(OPERATIONS) | set(LIST_OPERATIONS)


def test_translated_amounts_are_formulas_on_the_rate(tmp_path: Path) -> None:
    options = CompareOptions(currency="HKD", rates=(("CNY", Decimal("1.08"), "HKMA"),))
    view = build_view(compare([giantec()], options), options)
    render_workbook(view, tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")["Standardised"]
    formula = sheet.cell(row_of(sheet, "1  Revenue"), 3).value
    assert re.fullmatch(r"=IF\(ISNUMBER\((.+)\),IF\(ISNUMBER\(('Cover'!\$B\$\d+)\),\1\*\2,\"n/d\"\),\1\)", formula)
    assert sheet.cell(row_of(sheet, "1  Revenue") - 1, 3).value == "IFRS, HKD"
    reported = load_workbook(tmp_path / "x.xlsx")["Income statement"]
    assert reported.cell(row_of(reported, "REVENUE") - 1, 3).value == "IFRS, CNY"
    values = load_workbook(tmp_path / "x.xlsx", data_only=True)["Standardised"]
    assert values.cell(row_of(sheet, "1  Revenue"), 3).value == pytest.approx(1028.277 * 1.08)


def test_flagged_figure_is_red_and_listed(tmp_path: Path) -> None:
    filing = giantec()
    facts = tuple(replace(each, status="flagged") if each.concept == "revenue" else each for each in filing.income_statement.facts)
    changed = replace(filing, statements={**filing.statements, "income_statement": replace(filing.income_statement, facts=facts)})
    render_workbook(build_view(compare([changed])), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    sheet = book["Income statement"]
    cell = sheet.cell(row_of(sheet, "REVENUE"), 2)
    assert cell.font.color.rgb == "00C00000"
    assert '"†"' in cell.number_format
    assert "REVENUE" in [found.value for found in book["Review"]["A"]]


def own_template(folder: Path, *, without: str = "") -> Path:
    """The program's template with green printed figures and a logo, or with a style nobody wears."""
    book = load_workbook(get_templates_dir() / "comparison.xlsx")
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.style == "pa printed":
                cell.font = Font(name="Courier New", size=10, color="00B050")
            if cell.style == without:
                cell.style = "Normal"
    sheet.cell(sheet.max_row + 1, 1)
    (_, place), *_ = book.defined_names["logo"].destinations
    sheet[place.replace("$", "")].value = "House of Examples"
    sheet.page_margins.left = 1.25
    book.save(folder / "own.xlsx")
    return folder / "own.xlsx"


def test_own_template_gives_fonts_logo_and_margins(tmp_path: Path) -> None:
    render_workbook(build_view(compare([giantec()])), tmp_path / "x.xlsx", own_template(tmp_path))
    book = load_workbook(tmp_path / "x.xlsx")
    sheet = book["Income statement"]
    cell = sheet.cell(row_of(sheet, "REVENUE"), 2)
    assert (cell.style, cell.font.name, cell.font.color.rgb) == ("pa printed", "Courier New", "0000B050")
    assert book["Cover"]["A3"].value == "House of Examples"
    assert book["Cover"].page_margins.left == 1.25


def test_template_without_a_style_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"own\.xlsx lacks the cell style 'pa linked'"):
        render_workbook(build_view(compare([giantec()])), tmp_path / "x.xlsx", own_template(tmp_path, without="pa linked"))


def test_template_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(ConfigError, match=r"own\.xlsx cannot be read as a workbook"):
        render_workbook(build_view(compare([giantec()])), tmp_path / "x.xlsx", tmp_path / "own.xlsx")


def test_every_sheet_with_tables_has_a_print_area_and_tables_begin_pages(tmp_path: Path) -> None:
    render_workbook(build_view(compare([metax(), giantec()])), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert [sheet.title for sheet in book if not sheet.print_area] == ["Suppliers"]  # the typed filings have none
    sheet = book["Income statement"]
    second = row_of(sheet, "Giantec Semiconductor: income statement as reported (RMB million)")
    assert [brk.id for brk in sheet.row_breaks.brk] == [second - 1]
    assert sheet.page_setup.orientation == "portrait"


def test_company_name_stands_once_over_its_columns(tmp_path: Path) -> None:
    render_workbook(build_view(compare([metax(), giantec()])), tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")["Customers"]
    names = [cell.value for row in sheet.iter_rows() for cell in row if cell.value in {"沐曦股份", "Giantec Semiconductor"}]
    assert names == ["沐曦股份", "Giantec Semiconductor"]
