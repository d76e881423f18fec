"""Characters and rules come from pypdfium2, pdfplumber's algorithms work on them, pdfminer reads no character."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import FilingError
from analyzer.pdf import chars as chars_module
from analyzer.pdf import layout as layout_module
from analyzer.pdf import ruled as ruled_module
from analyzer.pdf.chars import Char, blank_after
from analyzer.pdf.displayed import Displayed
from analyzer.pdf.document import Document
from analyzer.pdf.layout import read_layout
from analyzer.pdf.rules import Rule, straight
from analyzer.pdf.tables import TableReader

SAMPLES = Path(__file__).parents[3] / "filings"
METAX = SAMPLES / "metax_star_sample.pdf"
GIANTEC = SAMPLES / "giantec_hkex_sample.pdf"
ALGORITHMS = ("merge_edges", "edges_to_intersections", "intersections_to_cells", "cells_to_tables")


def counted(counts: Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        counts[name] += 1
        return function(*arguments, **named)

    return call


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each library function is called while pages are read."""
    found: Counter[str] = Counter()
    for name in ALGORITHMS:
        monkeypatch.setattr(ruled_module, name, counted(found, name, getattr(ruled_module, name)))
    extractor = layout_module.WordExtractor
    monkeypatch.setattr(extractor, "extract_words", counted(found, "extract_words", extractor.extract_words))
    for name in ("char_code", "char_box"):
        monkeypatch.setattr(chars_module, name, counted(found, name, getattr(chars_module, name)))
    monkeypatch.setattr(chars_module.raw, "FPDFPage_CountObjects", counted(found, "count_objects", chars_module.raw.FPDFPage_CountObjects))
    return found


def first_page_with(path: Path, words: str) -> int:
    with Document(path) as document:
        return next(number for number, text in enumerate(document.texts, 1) if words in text)


def test_both_libraries_read_a_page(counts: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise AssertionError("pdfminer must not read characters")

    page = first_page_with(METAX, "743,071,582.31")
    counts.clear()
    interp = sys.modules.get("pdfminer.pdfinterp")
    if interp is not None:
        monkeypatch.setattr(interp.PDFPageInterpreter, "process_page", refuse)
    import pdfplumber.pdf

    monkeypatch.setattr(pdfplumber.pdf.PDF, "open", refuse)
    with Document(METAX) as document:
        tables = TableReader(document, ("ruled", "aligned")).tables(page)
    figures = [cell.text for table in tables for cell in table.cells()]
    assert "743,071,582.31" in figures
    assert counts["char_code"] > 500
    assert counts["char_box"] > 500
    assert counts["count_objects"] >= 1
    assert counts["extract_words"] >= 1
    assert {name: counts[name] for name in ALGORITHMS[1:]} == dict.fromkeys(ALGORITHMS[1:], 1)
    assert counts["merge_edges"] >= 1


def test_characters_and_rules_have_boxes_on_the_page() -> None:
    page = first_page_with(METAX, "743,071,582.31")
    with Document(METAX) as document:
        chars, rules = document.page_marks(page)
        width, height = document.size(page)
    assert {char.turn for char in chars} == {0}
    assert all(0 <= char.x0 <= char.x1 <= width and 0 <= char.top <= char.bottom <= height for char in chars)
    assert any(rule.horizontal for rule in rules)
    assert any(not rule.horizontal for rule in rules)


def test_the_fast_pass_and_the_boxes_say_the_same() -> None:
    with Document(GIANTEC) as document:
        for page in range(1, document.page_count + 1):
            fast = Counter(document.texts[page - 1])
            boxed = Counter(char.text for char in document.page_marks(page)[0])
            digits = "0123456789"
            assert {digit: fast[digit] for digit in digits} == {digit: boxed[digit] for digit in digits}


def test_a_crop_is_a_picture_of_the_region() -> None:
    with Document(METAX) as document:
        picture = document.crop(1, (100, 100, 244, 172), dpi=72)
    assert picture.size == (144, 72)


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [(0, (10, 170, 30, 195)), (1, (5, 10, 30, 30)), (2, (70, 5, 90, 30)), (3, (170, 70, 195, 90))],
)
def test_boxes_on_the_page_as_displayed(quarter: int, expected: tuple[float, float, float, float]) -> None:
    """A page of 100 x 200 points whose text stands 10 to 30 points from the left and 5 to 30 from the bottom."""
    assert Displayed(0, 0, 100, 200, quarter).box(10, 5, 30, 30) == expected


def test_boxes_count_from_the_crop_box() -> None:
    assert Displayed(50, 20, 150, 220, 0).box(60, 30, 80, 40) == (10, 180, 30, 190)


@pytest.mark.parametrize(("turn", "box"), [(0, (20, 5, 20, 15)), (1, (10, 15, 20, 15)), (2, (10, 5, 10, 15)), (3, (10, 5, 20, 5))])
def test_a_blank_stands_at_the_reading_end_of_a_character(turn: int, box: tuple[float, float, float, float]) -> None:
    blank = blank_after(Char("a", 10, 5, 20, 15, turn))
    assert (blank.text, blank.x0, blank.top, blank.x1, blank.bottom) == (" ", *box)


def test_only_level_and_upright_lines_are_rules() -> None:
    assert straight((10, 5), (90, 5.4)) == Rule(10, 5, 90, 5.4)
    assert straight((10, 5), (10, 90)) == Rule(10, 5, 10, 90)
    assert straight((10, 5), (90, 40)) is None


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(FilingError, match=r"notes\.pdf: the PDF is damaged .*download it again"):
        Document(path)


def test_a_layout_is_that_of_the_page_asked_for() -> None:
    with Document(GIANTEC) as document:
        layouts = [read_layout(document, page) for page in (1, 2)]
    assert [layout.page for layout in layouts] == [1, 2]
    assert layouts[0].words[0].text != ""
