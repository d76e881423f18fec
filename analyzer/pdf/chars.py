"""The characters of a page with their boxes, as pdfium gives them."""

from __future__ import annotations

import ctypes
import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, overload

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analyzer.pdf.displayed import Displayed

SIDEWAYS_SAMPLE = 16
UNMAPPED_SAMPLE = 16
"""One character in so many is asked whether its font says which letter it is."""
TEXT_UNITS_MIN = 1 << 15
HYPHEN_CODE = 2
"""What pdfium gives for a hyphen that breaks a word at a line end, and for a dot that it cannot map."""
LEADER_CODES = frozenset(map(ord, "\x02\x03ь._·‧…⋯"))


class Char(NamedTuple):
    """One character. Box in points from the top left of the page as displayed; turn: quarter turns clockwise as displayed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int


class PackedChars(Sequence[Char]):
    """Characters in a fifth of their memory, for pages that are seldom asked for again."""

    def __init__(self, chars: Sequence[Char]) -> None:
        self._texts = tuple(char.text for char in chars)
        self._boxes = array("d", chain.from_iterable(char[1:5] for char in chars))
        self._turns = bytes(char.turn for char in chars)

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Char]:
        return iter(_unpack(self))

    @overload
    def __getitem__(self, index: int) -> Char: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Char, ...]: ...
    def __getitem__(self, index: int | slice) -> Char | tuple[Char, ...]:
        return _unpack(self)[index]

    def unpacked(self) -> tuple[Char, ...]:
        boxes = self._boxes
        return tuple(map(Char, self._texts, boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], self._turns))


@lru_cache(maxsize=4)
def _unpack(chars: PackedChars) -> tuple[Char, ...]:
    """Kept for a while: the figures of one page ask for its characters one after the other."""
    return chars.unpacked()


def plain_call(function: Any, *kinds: Any) -> Callable[..., int]:
    """A function of pdfium that takes handles and addresses as integers, for calls by the hundred thousand.

    It takes half the time of a call that checks its pointers' types and lets other threads run meanwhile.
    """
    address: Any = ctypes.cast(function, ctypes.c_void_p).value
    call: Callable[..., int] = ctypes.PYFUNCTYPE(function.restype, *kinds)(address)
    return call


char_code = plain_call(raw.FPDFText_GetUnicode, ctypes.c_void_p, ctypes.c_int)
char_box = plain_call(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
is_hyphen = plain_call(raw.FPDFText_IsHyphen, ctypes.c_void_p, ctypes.c_int)
is_char_unmapped = plain_call(raw.FPDFText_HasUnicodeMapError, ctypes.c_void_p, ctypes.c_int)


def handle(textpage: raw.FPDF_TEXTPAGE) -> int | None:
    """The text page as plain_call takes it."""
    return ctypes.cast(textpage, ctypes.c_void_p).value


def read_text(textpage: pdfium.PdfTextPage) -> str:
    """The text of the page in reading order, as pypdfium2's get_text_range gives it.

    That makes a new array type for every page length, which stays (4 MB for 2,000 pages): one array serves them all here, but for a page
    whose first or last character is no text, where that knows what to do.
    """
    count = raw.FPDFText_CountChars(textpage.raw)
    if count < 1 or min(raw.FPDFText_GetTextIndexFromCharIndex(textpage.raw, end) for end in (0, count - 1)) < 0:
        return str(textpage.get_text_range(errors="replace"))
    needed = raw.FPDFText_GetTextIndexFromCharIndex(textpage.raw, count - 1) + 2  # with the zero at the end
    units = text_units(1 << max(needed, TEXT_UNITS_MIN).bit_length())
    taken = raw.FPDFText_GetText(textpage.raw, 0, count, units)
    return ctypes.string_at(units, 2 * max(taken - 1, 0)).decode("utf-16-le", "replace")


@lru_cache(maxsize=2)
def text_units(size: int) -> ctypes.Array[ctypes.c_ushort]:
    """Room for so many units of UTF-16."""
    return (ctypes.c_ushort * size)()


def sample_unmapped(textpage: raw.FPDF_TEXTPAGE) -> float:
    """Share of a sample of the characters that pdfium could not map to Unicode, leader dots aside (giantec p.418: a third)."""
    sample = range(0, raw.FPDFText_CountChars(textpage), UNMAPPED_SAMPLE)
    page = handle(textpage)
    unmapped = [index for index in sample if is_char_unmapped(page, index) == 1]
    return sum(char_code(page, index) not in LEADER_CODES for index in unmapped) / max(len(sample), 1)


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
    hyphens = (
        {index for index, code in enumerate(codes) if code == HYPHEN_CODE and is_hyphen(page, index) == 1} if HYPHEN_CODE in codes else ()
    )
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
                if index in hyphens and chars:
                    before = on_line_of(chars[-1], before)
            chars.append(before)
    return tuple(chars)


def on_line_of(letter: Char, hyphen: Char) -> Char:
    """The hyphen as high as the letter it follows: one of another font has the box of its ink and would stand on a line of its own."""
    within = letter.top <= hyphen.top and hyphen.bottom <= letter.bottom and letter.x0 < hyphen.x0
    return hyphen._replace(top=letter.top, bottom=letter.bottom) if within else hyphen


def blank_after(char: Char) -> Char:
    """A blank at the reading end of a character: pdfium's generated blanks have boxes without height."""
    x0, top, x1, bottom = char.x0, char.top, char.x1, char.bottom
    x0, top, x1, bottom = ((x1, top, x1, bottom), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x0, top, x1, top))[char.turn]
    return Char(" ", x0, top, x1, bottom, char.turn)


def char_turn(textpage: raw.FPDF_TEXTPAGE, index: int) -> int:
    """Quarter turns clockwise of one character in the page's own coordinates."""
    angle = raw.FPDFText_GetCharAngle(textpage, index)
    return round(angle / 1.5707963) % 4 if angle > 0 else 0
