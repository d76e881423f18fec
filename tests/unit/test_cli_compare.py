"""Page pictures of a comparison: asked for while the view is built, cut by workers, left out where a page cannot be shown."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from analyzer.cli import main
from analyzer.cli_compare import CropRequests
from analyzer.errors import AnalyzerError, FilingError, WorkerError
from analyzer.filings import sha256_of
from analyzer.jobs import crop_filing
from analyzer.outputs import prepare_folder
from analyzer.records import Recipe, write_recorded
from analyzer.render.templates_dir import get_templates_dir
from pdf_bytes import text_pdf
from typed_filings import giantec


class Scripted(Executor):
    """Gives each filing its prepared answer."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers = answers

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is crop_filing
        future: Future[Any] = Future()
        answer = self.answers[str(args[0])]
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future


def test_each_request_gets_its_own_picture() -> None:
    requests = CropRequests()
    tokens = [requests("a.pdf", 3, (0, 0, 1, 1)), requests("b.pdf", 3, (0, 0, 1, 1)), requests("a.pdf", 4, (0, 0, 1, 1))]
    assert requests.regions == {"a.pdf": [(3, (0, 0, 1, 1)), (4, (0, 0, 1, 1))], "b.pdf": [(3, (0, 0, 1, 1))]}
    pictures = requests.cut(Scripted({"a.pdf": [b"A3", b"A4"], "b.pdf": [b"B3"]}), complain=pytest.fail)
    assert [pictures[token] for token in tokens] == [b"A3", b"B3", b"A4"]


def test_filing_whose_pages_cannot_be_shown_is_named_and_the_others_are_kept() -> None:
    requests = CropRequests()
    tokens = [requests(path, 1, (0, 0, 1, 1)) for path in ("in/a.pdf", "in/b.pdf", "in/c.pdf")]
    told: list[AnalyzerError] = []
    answers = {
        "in/a.pdf": WorkerError("stopped after 20 s", stage="pictures"),
        "in/b.pdf": FilingError("locked", filing="b.pdf"),
        "in/c.pdf": [b"C"],
    }
    assert requests.cut(Scripted(answers), told.append) == {tokens[2]: b"C"}
    assert [str(error) for error in told] == ["a.pdf: stopped after 20 s, in the stage 'pictures'", "b.pdf: locked"]


def test_job_cuts_every_region_of_a_filing(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(text_pdf([["Revenue"], ["Cost"]]))
    pictures = crop_filing(path, [(1, (50, 40, 150, 80)), (2, (50, 40, 150, 80)), (1, (50, 40, 150, 80))])
    assert pictures[0] == pictures[2] != pictures[1]
    assert all(picture.startswith(b"\x89PNG\r\n") for picture in pictures)


@pytest.fixture
def read_before(tmp_path: Path) -> list[str]:
    """The arguments of a comparison of one filing whose figures an earlier run has written."""
    pdf = tmp_path / "giantec.pdf"
    pdf.write_bytes(text_pdf([["Revenue"]]))
    prepare_folder(tmp_path / "out" / "facts")
    filing = replace(giantec(), path=str(pdf), sha256=sha256_of(pdf))
    write_recorded(filing, tmp_path / "out" / "facts", Recipe.current())
    return ["compare", str(pdf), "-o", str(tmp_path / "out"), "--evidence", "none", "--workers", "1"]


def house_style(path: Path, *, without: str = "") -> Path:
    book = load_workbook(get_templates_dir() / "comparison.xlsx")
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if cell.style == without:
            cell.style = "Normal"
        elif cell.style == "pa printed":
            cell.font = Font(name="Arial", color="00008000")
    book.save(path)
    return path


def test_template_dresses_the_workbook(read_before: list[str], tmp_path: Path) -> None:
    assert main([*read_before, "--template", str(house_style(tmp_path / "house.xlsx"))]) == 0
    sheet = load_workbook(tmp_path / "out" / "comparison.xlsx")["Income statement"]
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.style == "pa printed"}
    assert fonts == {"Arial"}


def test_template_that_lacks_a_style_is_refused_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = house_style(tmp_path / "house.xlsx", without="pa linked")
    assert main(["compare", "nowhere.pdf", "-o", str(tmp_path / "out"), "--template", str(template)]) == 2
    assert capsys.readouterr().err.startswith("error: house.xlsx lacks the cell style 'pa linked'. ")
    assert not (tmp_path / "out").exists()


def test_templates_folder_takes_the_place_of_the_reports_own(read_before: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "report.html.j2").write_text("<p>{{ view.subtitle }}</p>", encoding="utf-8")
    assert main([*read_before, "--templates", str(folder)]) == 0
    assert (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8") == "<p>Giantec Semiconductor</p>"


def test_missing_variable_of_a_template_is_named_with_its_line(
    read_before: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "report.html.j2").write_text("<p>\n{{ house_colour }}</p>", encoding="utf-8")
    assert main([*read_before, "--templates", str(folder)]) == 2
    assert capsys.readouterr().err.startswith("error: template report.html.j2 line 2: 'house_colour' is undefined. see docs/templates.md")
    assert not (tmp_path / "out" / "comparison.html").exists()


@pytest.mark.parametrize(
    ("exists", "message"), [(False, "does not exist"), (True, "holds no template. give it at least one of macros.html.j2")]
)
def test_templates_folder_without_templates_is_refused(
    exists: bool, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    if exists:
        folder.mkdir()
    assert main(["compare", "nowhere.pdf", "-o", str(tmp_path / "out"), "--templates", str(folder)]) == 2
    assert message in capsys.readouterr().err


def test_language_is_that_of_the_report(read_before: list[str], tmp_path: Path) -> None:
    assert main([*read_before, "--lang", "zh-Hant"]) == 0
    text = (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hant">' in text
    assert "客戶" in text
