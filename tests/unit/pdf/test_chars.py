"""The text and the characters of a page are those that pypdfium2 gives, in less memory."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from analyzer.pdf import chars as chars_module
from analyzer.pdf import tables as tables_module
from analyzer.pdf.chars import Char, PackedChars, on_line_of, read_text
from analyzer.pdf.document import Document
from analyzer.pdf.tables import TableReader

SAMPLES = Path(__file__).parents[3] / "filings"
GIANTEC = SAMPLES / "giantec_hkex_sample.pdf"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_the_text_is_that_of_the_library(path: Path) -> None:
    with pdfium.PdfDocument(path) as document:
        pages = [page.get_textpage() for page in document]
        assert [read_text(page) for page in pages] == [page.get_text_range(errors="replace") for page in pages]


def test_one_array_serves_pages_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chars_module, "TEXT_UNITS_MIN", 2)
    with pdfium.PdfDocument(GIANTEC) as document:
        page = document[0].get_textpage()
        assert read_text(page) == page.get_text_range()
        assert len(page.get_text_range()) > 100


def test_an_empty_page_has_no_text() -> None:
    document = pdfium.PdfDocument.new()
    assert read_text(document.new_page(100, 100).get_textpage()) == ""


def test_packed_characters_are_the_same_characters() -> None:
    chars = (Char("愛", 1.1, 2.2, 3.3, 4.4, 0), Char("x", 0.1 + 0.2, 2.0, 9.0, 4.0, 3))
    packed = PackedChars(chars)
    assert tuple(packed) == chars
    assert (len(packed), packed[1], packed[:1], packed[-1]) == (2, chars[1], chars[:1], chars[1])


def test_pages_read_long_ago_are_packed_and_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "UNPACKED_LAYOUTS", 1)
    with Document(GIANTEC) as document:
        reader = TableReader(document)
        first = reader.layout(1)
        chars, words = tuple(first.chars), first.words
        assert isinstance(first.chars, tuple)
        reader.layout(2)
        assert isinstance(first.chars, PackedChars)
        assert (tuple(first.chars), first.words) == (chars, words)
        assert reader.layout(1) is first


def test_a_hyphen_of_another_font_stays_on_the_line_of_its_word() -> None:
    letter, thin = Char("r", 69.7, 410.0, 72.1, 416.5, 0), Char("\x02", 72.4, 413.4, 74.3, 414.0, 0)
    assert on_line_of(letter, thin) == Char("\x02", 72.4, 410.0, 74.3, 416.5, 0)
    lower = thin._replace(top=421.0, bottom=421.6)
    assert on_line_of(letter, lower) == lower
