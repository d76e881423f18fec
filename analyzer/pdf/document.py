"""Opens a PDF and gives the text of every page (fast pass), its characters, its rules and crops of regions.

pypdfium2 reads every font met so far, pdfminer silently returns wrong characters for some (alco: an unembedded
Adobe-CNS1 font); so characters and rules come from pypdfium2 and pdfplumber's algorithms work on them.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analyzer.errors import FilingError
from analyzer.forks import share
from analyzer.model import BBox

if TYPE_CHECKING:
    from PIL.Image import Image

RULE_THICKNESS_PT = 3.0
"""A drawn thing thinner than this is a rule; thicker filled boxes are shading."""
SLANT_PT = 1.0
"""How far the two ends of a rule may be apart across its direction."""
PATH_SEGMENTS_MAX = 4000
OBJECTS_MAX = 60_000
"""Path objects of a page beyond which it is a drawing (a map, a chart), not a table."""
SIDEWAYS_SAMPLE = 16
UNMAPPED_SAMPLE = 16
"""One character in so many is asked whether its font says which letter it is."""
PAGES_AT_ONCE = 25
"""So many pages of the fast pass are read by one process or the other."""
PAGES_PER_OPENING = 250
"""pdfium keeps what it has read of a document as long as it is open."""
LEADER_CODES = frozenset(map(ord, "\x02\x03ь._·‧…⋯"))
PICTURE_SHARE = 0.25
"""Share of the page that its pictures cover (or drawn outlines on it, below) from which a page without text may hold printed matter."""
OUTLINES_MIN = 300
SHORT_PAGE_CHARS = 60
"""A page with fewer characters has no text of its own: a running head and a page number are about 40 (002257 pp.282-286)."""
FORM_LEVELS_MAX = 3
PDF_ERROR_PASSWORD = 4


class Char(NamedTuple):
    """One character. Box in points from the top left of the page as displayed; turn: quarter turns clockwise as displayed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One horizontal or vertical line; x0 == x1 or top == bottom up to its thickness."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


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
        text = textpage.get_text_range(errors="replace")
        unmapped = sample_unmapped(textpage.raw)
        textpage.close()
        page.close()
        return PageText(str(text), unmapped)

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


def plain_call(function: Any, *kinds: Any) -> Callable[..., int]:
    """A function of pdfium that takes handles and addresses as integers, for calls by the hundred thousand.

    It takes half the time of a call that checks its pointers' types and lets other threads run meanwhile.
    """
    address: Any = ctypes.cast(function, ctypes.c_void_p).value
    call: Callable[..., int] = ctypes.PYFUNCTYPE(function.restype, *kinds)(address)
    return call


char_code = plain_call(raw.FPDFText_GetUnicode, ctypes.c_void_p, ctypes.c_int)
char_box = plain_call(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
is_char_unmapped = plain_call(raw.FPDFText_HasUnicodeMapError, ctypes.c_void_p, ctypes.c_int)


def handle(textpage: raw.FPDF_TEXTPAGE) -> int | None:
    """The text page as plain_call takes it."""
    return ctypes.cast(textpage, ctypes.c_void_p).value


def sample_unmapped(textpage: raw.FPDF_TEXTPAGE) -> float:
    """Share of a sample of the characters that pdfium could not map to Unicode, leader dots aside (giantec p.418: a third)."""
    sample = range(0, raw.FPDFText_CountChars(textpage), UNMAPPED_SAMPLE)
    page = handle(textpage)
    unmapped = [index for index in sample if is_char_unmapped(page, index) == 1]
    return sum(char_code(page, index) not in LEADER_CODES for index in unmapped) / max(len(sample), 1)


def open_error(path: Path, error: pdfium.PdfiumError) -> FilingError:
    """The named error for a PDF that does not open."""
    if raw.FPDF_GetLastError() == PDF_ERROR_PASSWORD or "password" in str(error).lower():
        return FilingError("the file is locked with a password", filing=path.name, next_step="remove the password and run again")
    return FilingError(f"the PDF is damaged ({error})", filing=path.name, next_step="download it again")


@dataclass(frozen=True, slots=True)
class Displayed:
    """From the page's own coordinates (origin bottom left, before /Rotate) to the displayed ones (origin top left)."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """Displayed box of two opposite corners."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        if self.quarter == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def displayed(page: pdfium.PdfPage) -> Displayed:
    """How the page is shown: its visible box and /Rotate."""
    left, bottom, right, top = page.get_bbox()
    return Displayed(left, bottom, right, top, (page.get_rotation() // 90) % 4)


class Letters(dict[int, str]):
    """The letter of each code, one string wherever it stands: Python itself makes a new one for every Chinese character."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = chr(code) if code < 0x110000 else "\ufffd"
        return letter


LETTERS = Letters()


def read_chars(textpage: raw.FPDF_TEXTPAGE, shown: Displayed) -> tuple[Char, ...]:
    """The page's characters with their loose boxes (font height, not ink), spaces included."""
    page, count = handle(textpage), raw.FPDFText_CountChars(textpage)
    turned = shown.quarter or any(char_turn(textpage, index) for index in range(0, count, SIDEWAYS_SAMPLE))
    codes = [char_code(page, index) for index in range(count)]
    rects = (raw.FS_RECTF * count)()  # four floats each: left, top, right, bottom
    start, size = ctypes.addressof(rects), ctypes.sizeof(raw.FS_RECTF)
    boxed = [char_box(page, index, start + index * size) for index in range(count)]
    new_char, shown_left, shown_top = tuple.__new__, shown.left, shown.top
    chars: list[Char] = []
    before: Char | None = None
    for index, code, has_box, (left, top, right, bottom) in zip(range(count), codes, boxed, struct.iter_unpack("4f", rects), strict=True):
        if code == 32:
            if before is not None and before.text != " ":
                before = blank_after(before)
                chars.append(before)
        elif code in (0, 10, 13) or not has_box:
            before = None if code in (10, 13) else before
        else:
            text = LETTERS[code]
            if turned:
                before = Char(text, *shown.box(left, bottom, right, top), (char_turn(textpage, index) + shown.quarter) % 4)
            else:  # most pages: the box of Displayed.box and a Char, without the calls
                before = new_char(Char, (text, left - shown_left, shown_top - top, right - shown_left, shown_top - bottom, 0))
            chars.append(before)
    return tuple(chars)


def blank_after(char: Char) -> Char:
    """A blank at the reading end of a character: pdfium's generated blanks have boxes without height."""
    x0, top, x1, bottom = char.x0, char.top, char.x1, char.bottom
    x0, top, x1, bottom = ((x1, top, x1, bottom), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x0, top, x1, top))[char.turn]
    return Char(" ", x0, top, x1, bottom, char.turn)


def char_turn(textpage: raw.FPDF_TEXTPAGE, index: int) -> int:
    """Quarter turns clockwise of one character in the page's own coordinates."""
    angle = raw.FPDFText_GetCharAngle(textpage, index)
    return round(angle / 1.5707963) % 4 if angle > 0 else 0


def iterate_rules(page: pdfium.PdfPage, shown: Displayed) -> Iterator[Rule]:
    """Lines, thin filled boxes and thin images (002255: borders are rows of dotted images)."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > OBJECTS_MAX:
        return
    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    for item, kind, nested in drawn_items(page.raw, count, raw.FPDFPage_GetObject):
        if not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        box = shown.box(left.value, bottom.value, right.value, top.value)
        if box[2] - box[0] <= RULE_THICKNESS_PT or box[3] - box[1] <= RULE_THICKNESS_PT:
            yield Rule(*box)
        elif kind == raw.FPDF_PAGEOBJ_PATH and not nested:
            yield from path_rules(pdfium.PdfObject(item, page=page), shown)


def drawn_items(parent: Any, count: int, item_at: Callable[[Any, int], Any], level: int = 0) -> Iterator[tuple[Any, int, bool]]:
    """Handle and type of each path and image, and whether it stands inside a form; what pypdfium2 wraps in an object each."""
    for index in range(count):
        item = item_at(parent, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, level > 0
        elif kind == raw.FPDF_PAGEOBJ_FORM and level < FORM_LEVELS_MAX:
            yield from drawn_items(item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, level + 1)


def path_rules(item: pdfium.PdfObject, shown: Displayed) -> Iterator[Rule]:
    """Axis-parallel sides of a path that is more than one thin box; shading (filled, not stroked) gives none."""
    count = raw.FPDFPath_CountSegments(item.raw)
    if count > PATH_SEGMENTS_MAX:
        return
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    matrix = item.get_matrix()
    for points in subpaths(item, count):
        placed = [shown.point(*matrix.on_point(x, y)) for x, y in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= RULE_THICKNESS_PT:
            yield Rule(min(xs), min(ys), max(xs), max(ys))
        elif stroke.value:
            yield from (side for pair in pairwise(placed) if (side := straight(*pair)) is not None)


def subpaths(item: pdfium.PdfObject, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each subpath, closed where the file closes it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def straight(one: tuple[float, float], other: tuple[float, float]) -> Rule | None:
    """The rule between two corners, None where the line is neither level nor upright."""
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    return Rule(x0, y0, x1, y1) if min(x1 - x0, y1 - y0) <= SLANT_PT else None
