"""Opens a PDF and gives the text of every page (fast pass), its characters, its rules and crops of regions.

pypdfium2 reads every font met so far, pdfminer silently returns wrong characters for some (alco: an unembedded
Adobe-CNS1 font); so characters and rules come from pypdfium2 and pdfplumber's algorithms work on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analyzer.errors import FilingError
from analyzer.forks import share
from analyzer.model import BBox
from analyzer.pdf.chars import Char, read_chars, read_text, sample_unmapped
from analyzer.pdf.displayed import displayed
from analyzer.pdf.rules import Rule, iterate_rules

if TYPE_CHECKING:
    from PIL.Image import Image

PAGES_AT_ONCE = 25
"""So many pages of the fast pass are read by one process or the other."""
PAGES_PER_OPENING = 250
"""pdfium keeps what it has read of a document as long as it is open."""
PICTURE_SHARE = 0.25
"""Share of the page that its pictures cover (or drawn outlines on it, below) from which a page without text may hold printed matter."""
OUTLINES_MIN = 300
SHORT_PAGE_CHARS = 60
"""A page with fewer characters has no text of its own: a running head and a page number are about 40 (002257 pp.282-286)."""
PDF_ERROR_PASSWORD = 4


@dataclass(frozen=True)
class Substitute:
    """What stands for a page whose own text says nothing or is not trusted: what OCR read of its picture, or nothing at all.

    chars and rules: as displayed, after turning the picture by `skew` degrees clockwise about its middle.
    """

    text: str = ""
    chars: tuple[Char, ...] = ()
    rules: tuple[Rule, ...] = ()
    skew: float = 0.0
    from_ocr: bool = False


class PageText(NamedTuple):
    """What the fast pass reads of a page. unmapped: share of a sample of its characters whose font does not say which letter they are."""

    text: str = ""
    unmapped: float = 0.0


class Document:
    """An open PDF; use it as a context manager. Pages are 1-based.

    Raises FilingError for a file that pdfium cannot open: damaged, or locked with a password that is not empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pdf = self._open()
        self.page_count = len(self._pdf)
        self._substitutes: dict[int, Substitute] = {}
        self._pages_read = 0
        self._finish_text_pass: Callable[[], list[list[PageText]]] | None = None

    def _open(self) -> pdfium.PdfDocument:
        try:
            return pdfium.PdfDocument(self.path)
        except pdfium.PdfiumError as error:
            raise open_error(self.path, error) from error

    def __enter__(self) -> Document:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._pdf.close()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of every page in reading order as pdfium gives it; index 0 is page 1."""
        return tuple(page.text for page in self._page_texts)

    @cached_property
    def _page_texts(self) -> list[PageText]:
        finish = self._finish_text_pass or self._share_text_pass()
        return [page for pages in finish() for page in pages]

    def begin_text_pass(self) -> None:
        """Nothing; where this process may fork, its fork reads `texts` until they are asked for, and what is left is shared then."""
        self._finish_text_pass = self._share_text_pass()

    def _share_text_pass(self) -> Callable[[], list[list[PageText]]]:
        starts = range(1, self.page_count + 1, PAGES_AT_ONCE)
        return share([partial(self._read_pages, start) for start in starts], self.open_again)

    def _read_pages(self, start: int) -> list[PageText]:
        pages = [self._read_page(number) for number in range(start, min(start + PAGES_AT_ONCE, self.page_count + 1))]
        self._pages_read += len(pages)
        if self._pages_read >= PAGES_PER_OPENING:
            self.open_again()
        return pages

    def open_again(self) -> None:
        """Nothing; afterwards pdfium has forgotten the objects of the pages it has read, so that memory does not grow with them.

        A fork of this process must do it before it reads: it shares the place where the other stands in the open file.
        """
        self._pdf.close()
        self._pdf = self._open()
        self._pages_read = 0

    def substitute(self, pages: Mapping[int, Substitute]) -> None:
        """From now on `texts` and `page_marks` give these in place of the pages' own text."""
        self._substitutes.update(pages)
        self.texts = tuple(pages[number].text if number in pages else text for number, text in enumerate(self.texts, 1))

    @property
    def ocr_pages(self) -> frozenset[int]:
        """Pages that were read from their picture."""
        return frozenset(number for number, page in self._substitutes.items() if page.from_ocr)

    def skew(self, number: int) -> float:
        """By how many degrees clockwise the marks of this page were turned to make its lines level."""
        return self._substitutes[number].skew if number in self._substitutes else 0.0

    def unmapped_share(self, number: int) -> float:
        """Share of the page's characters whose font does not say which letter they are; of a sample."""
        return self._page_texts[number - 1].unmapped

    def _read_page(self, number: int) -> PageText:
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError:
            return PageText()
        textpage = page.get_textpage()
        text = read_text(textpage)
        unmapped = sample_unmapped(textpage.raw)
        textpage.close()
        page.close()
        return PageText(text, unmapped)

    def is_pictured(self, number: int) -> bool:
        """Whether a page has no text of its own but pictures or outlines that may show some."""
        if sum(map(len, self.texts[number - 1].split())) >= SHORT_PAGE_CHARS:
            return False
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError:
            return False
        width, height = page.get_size()
        covered, outlines = 0.0, 0
        for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=4):
            left, bottom, right, top = item.get_bounds()
            outlines += item.type == raw.FPDF_PAGEOBJ_PATH
            covered += (right - left) * (top - bottom) if item.type == raw.FPDF_PAGEOBJ_IMAGE else 0.0
            if covered >= PICTURE_SHARE * width * height or outlines >= OUTLINES_MIN:
                break
        page.close()
        return covered >= PICTURE_SHARE * width * height or outlines >= OUTLINES_MIN

    def picture(self, number: int, dpi: float, side_max: int) -> Image:
        """The page as displayed, at most side_max pixels long. Raises FilingError where pdfium cannot load it."""
        page = self._load(number)
        scale = min(dpi / 72, side_max / max(*page.get_size(), 1.0))
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return image

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of the page as displayed."""
        width, height = self._pdf.get_page_size(number - 1)
        return float(width), float(height)

    def page_marks(self, number: int) -> tuple[tuple[Char, ...], tuple[Rule, ...]]:
        """Every character and every rule of one page. Raises FilingError where pdfium cannot load it."""
        if number in self._substitutes:
            return self._substitutes[number].chars, self._substitutes[number].rules
        page = self._load(number)
        try:
            shown = displayed(page)
            textpage = page.get_textpage()
            chars = read_chars(textpage.raw, shown)
            textpage.close()
            return chars, tuple(iterate_rules(page, shown))
        finally:
            page.close()

    def _load(self, number: int) -> pdfium.PdfPage:
        try:
            return self._pdf[number - 1]
        except pdfium.PdfiumError as error:
            step = "open the file in a viewer and save it again"
            raise FilingError("the page cannot be loaded", filing=self.path.name, page=number, next_step=step) from error

    def crop(self, number: int, bbox: BBox, dpi: int = 150) -> Image:
        """A picture of a page region (box in points from the top left of the page as displayed)."""
        page = self._pdf[number - 1]
        width, height = page.get_size()
        x0, top, x1, bottom = bbox
        margins = (max(x0, 0.0), max(height - bottom, 0.0), max(width - x1, 0.0), max(top, 0.0))
        bitmap = page.render(scale=dpi / 72, crop=margins)
        image: Image = bitmap.to_pil()
        page.close()
        return image


def open_error(path: Path, error: pdfium.PdfiumError) -> FilingError:
    """The named error for a PDF that does not open."""
    if raw.FPDF_GetLastError() == PDF_ERROR_PASSWORD or "password" in str(error).lower():
        return FilingError("the file is locked with a password", filing=path.name, next_step="remove the password and run again")
    return FilingError(f"the PDF is damaged ({error})", filing=path.name, next_step="download it again")
