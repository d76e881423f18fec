"""Nothing from a filing runs in Excel or in the browser, and no path of a template leaves its folder. See docs/security.md."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from analyzer.cli import main
from analyzer.compare import compare
from analyzer.contract import decimal_to_text
from analyzer.errors import ConfigError
from analyzer.model import Attribute, Fact, Filing, Finding, LedgerEntry, Source
from analyzer.outputs import filing_to_files, rows_to_csv
from analyzer.render.html import render_html
from analyzer.render.view import build_view
from analyzer.render.workbook import render_workbook
from fuzz.hostile import lines_page, make_pdf
from typed_filings import giantec, metax

FILINGS = Path(__file__).resolve().parents[1] / "filings"

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(2)>'
FORMULA = '=HYPERLINK("http://x.example","click")'
DDE = "+cmd|'/c calc'!A1"
LINK = "javascript:alert(3)"
FILE_LINK = "file:///etc/passwd"
BREAK_OUT = "]]></script><svg onload=alert(4)>{{ 7*7 }}{% raw %}"
CONTROL = "a\x00b\x07c\x1b[2Jd\ud800e\ufffef\u202eg"
PAYLOADS = (CONTROL, FORMULA, SCRIPT, HANDLER, DDE, LINK, FILE_LINK, BREAK_OUT, "@SUM(1+1)", "\t=1+1", "-2+3+cmd|' /c calc'!A0")

FREE_TEXTS = {
    Fact: ("label", "member", "note", "base", "channel", "relation", "of_which"),
    Source: ("text", "printed_page"),
    Attribute: ("value",),
    Finding: ("message",),
    LedgerEntry: ("caption", "reason"),
}
"""What a filing itself words, by class; an attribute only where it is free text."""


class Poisoner:
    """Puts the payloads, one after another, in the place of everything that a filing words."""

    def __init__(self) -> None:
        self.count = 0

    def next_payload(self) -> str:
        self.count += 1
        return PAYLOADS[self.count % len(PAYLOADS)]

    def poison(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.poison(part) for part in value)
        if isinstance(value, dict):
            return {key: self.poison(part) for key, part in value.items()}
        if not is_dataclass(value):
            return value
        names = FREE_TEXTS.get(type(value), ())
        changed = {field.name: self.poison(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **{**changed, **{name: self.next_payload() for name in names if getattr(value, name)}})  # type: ignore[type-var]


def poisoned(filing: Filing) -> Filing:
    harmless = {name: attribute for name, attribute in filing.attributes.items() if name != "issuer"}
    whole: Filing = Poisoner().poison(replace(filing, findings=(Finding("warning", "CHECK_BREAKS", "off", ()),)))
    return replace(whole, attributes={**whole.attributes, **harmless, "issuer": Attribute(SCRIPT)}, path=f"{SCRIPT}.pdf".replace("/", "_"))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the comparison of a poisoned filing and a clean one."""
    folder = tmp_path_factory.mktemp("poisoned")
    view = build_view(compare([poisoned(giantec()), metax()]))
    render_workbook(view, folder / "comparison.xlsx")
    render_html(view, folder / "comparison.html")
    clean = build_view(compare([giantec(), metax()]))
    render_html(clean, folder / "clean.html")
    return folder


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser sees them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def test_report_has_the_scripts_and_handlers_of_the_template_only(outputs: Path) -> None:
    hostile, clean = Tags(outputs / "comparison.html"), Tags(outputs / "clean.html")
    assert SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in (outputs / "comparison.html").read_text(encoding="utf-8")
    assert {tag: hostile.count(tag) for tag in ("script", "svg", "iframe", "object")} == {
        tag: clean.count(tag) for tag in ("script", "svg", "iframe", "object")
    }
    assert [attrs for _, attrs in hostile.tags if any(name.startswith("on") for name in attrs)] == []
    assert all(attrs.get("src", "data:") is None or str(attrs.get("src", "data:")).startswith("data:") for _, attrs in hostile.tags)


def test_report_links_stay_in_the_report_or_lead_to_the_web(outputs: Path) -> None:
    links = [str(attrs["href"]) for _, attrs in Tags(outputs / "comparison.html").tags if "href" in attrs]
    assert len(links) > 10
    assert [link for link in links if not link.startswith(("#", "http://", "https://", "data:"))] == []


def xml_parts(path: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, ElementTree.fromstring(archive.read(name))


def test_workbook_has_no_formula_with_words_of_the_filing(outputs: Path) -> None:
    formulas = [
        element.text or "" for _, root in xml_parts(outputs / "comparison.xlsx") for element in root.iter() if element.tag.endswith("}f")
    ]
    assert len(formulas) > 20
    assert [text for text in formulas if re.search(r"cmd|x\.example|alert|passwd|SUM\(1\+1\)|WEBSERVICE|DDE", text)] == []


def test_workbook_keeps_the_words_as_text(outputs: Path) -> None:
    with zipfile.ZipFile(outputs / "comparison.xlsx") as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "=HYPERLINK(" in texts
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in texts


def test_workbook_links_stay_in_the_workbook_or_lead_to_the_web(outputs: Path) -> None:
    targets = [
        str(element.get("Target"))
        for name, root in xml_parts(outputs / "comparison.xlsx")
        for element in root.iter()
        if name.endswith(".rels") and element.get("TargetMode") == "External"
    ]
    assert [target for target in targets if not target.startswith(("http://", "https://", "comparison.html#"))] == []
    names = zipfile.ZipFile(outputs / "comparison.xlsx").namelist()
    assert [name for name in names if "externalLink" in name or name.endswith((".bin", ".vbs"))] == []


def csv_cells(content: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")) for cell in row]


def test_csv_cells_are_no_formulas() -> None:
    files = filing_to_files(poisoned(giantec()))
    cells = [cell for name, content in files.items() if name.endswith(".csv") for cell in csv_cells(content)]
    assert f"'{FORMULA}" in cells
    assert SCRIPT in cells
    assert [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r")) or (cell[:1] in "+-" and "|" in cell)] == []


@pytest.mark.parametrize(
    "text", ["-50.12", "(50)", "+5", "-", "- Others (Note 1)", "–", "减：营业成本", "A=B", "1+1", "user@x.example", "'quoted"]
)
def test_csv_cells_that_are_no_formulas_stay_as_they_are(text: str) -> None:
    assert csv_cells(rows_to_csv(["a"], [{"a": text}])) == ["a", text]


def test_numbers_never_get_an_apostrophe() -> None:
    (fact, *_) = giantec().facts
    assert rows_to_csv(["value"], [{"value": decimal_to_text(-fact.value)}]) == f"value\n{decimal_to_text(-fact.value)}\n".encode()


def hostile_statement() -> bytes:
    """An income statement whose rows are named by payloads, as a PDF."""
    rows = (
        ("Revenue", 1_000_000),
        ("Cost of sales", -600_000),
        ("Gross profit", 400_000),
        (FORMULA, -50_000),
        (SCRIPT, -10_000),
        (DDE, -9_000),
    )
    rows += (("Profit before tax", 331_000), ("Income tax expense", -31_000), ("Profit for the year", 300_000))
    items = [(60.0, 780.0, 11.0, "CONSOLIDATED STATEMENTS OF PROFIT OR LOSS"), (300.0, 755.0, 9.0, "Year ended December 31,")]
    heads = ((335.0, 740.0, "2023"), (455.0, 740.0, "2024"), (325.0, 725.0, "RMB'000"), (445.0, 725.0, "RMB'000"))
    items += [(x, y, 9.0, text) for x, y, text in heads]
    for index, (label, value) in enumerate(rows):
        figure = f"{value:,}" if value > 0 else f"({-value:,})"
        items += [
            (x, 700.0 - 16 * index, 9.0, text)
            for x, text in ((60.0, label), (360 - 5.0 * len(figure), figure), (480 - 5.0 * len(figure), figure))
        ]
    cover = lines_page(
        [
            (100, 700, 14, "Global Offering"),
            (100, 660, 14, f"{SCRIPT} Holdings Limited"),
            (100, 600, 9, "The Stock Exchange of Hong Kong Limited"),
        ]
    )
    return make_pdf([cover, lines_page(items)])


def test_hostile_pdf_from_end_to_end(tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(hostile_statement())
    assert main(["compare", str(path), "-o", str(tmp_path / "out")]) in (0, 1)
    cells = csv_cells((tmp_path / "out" / "facts" / "hostile.csv").read_bytes())
    assert f"'{FORMULA}" in cells
    assert SCRIPT in cells
    tags = Tags(tmp_path / "out" / "comparison.html")
    assert [attrs for _, attrs in tags.tags if any(name.startswith("on") for name in attrs)] == []
    formulas = [
        element.text or ""
        for _, root in xml_parts(tmp_path / "out" / "comparison.xlsx")
        for element in root.iter()
        if element.tag.endswith("}f")
    ]
    assert [text for text in formulas if re.search(r"cmd|x\.example|alert", text)] == []


@pytest.mark.parametrize(
    "template",
    ['{% include "../secret.txt" %}', '{% include "/etc/hostname" %}', '{{ asset("../secret.txt") }}', '{{ asset("/etc/hostname") }}'],
)
def test_template_cannot_leave_its_folder(template: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "report.html.j2").write_text(template)
    with pytest.raises(ConfigError, match="template"):
        render_html(build_view(compare([giantec()])), tmp_path / "out.html", folder)
    assert not (tmp_path / "out.html").exists()


def test_files_beside_the_filings_are_not_run(tmp_path: Path) -> None:
    """A dis.py in the current folder was imported by the process that the workers are forked from."""
    (tmp_path / "dis.py").write_text("raise SystemExit('it ran')")
    program = Path(sys.executable).parent / "analyzer"
    call = [program, "extract", FILINGS / "enflame_star_sample.pdf", "-o", tmp_path / "out"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "it ran" in done.stderr) == (0, False), done.stderr
