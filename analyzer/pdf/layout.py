"""Words, lines and rules of ONE page with their boxes, in reading direction also where the page is drawn sideways."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pdfplumber.utils.text import WordExtractor

from analyzer.model import BBox
from analyzer.pdf.chars import Char, PackedChars
from analyzer.pdf.document import Document
from analyzer.pdf.rules import Rule

WORD_GAP_SIZE = 0.28
"""Gap between two characters, in character heights, that starts a new word."""
RUN_GAP_PT = 0.8
"""Two characters nearer than this on one base line are one word."""
RUN_OVERLAP_PT = 0.6
LINE_OVERLAP = 0.5
"""Share of the lower height by which two words of one line overlap vertically."""
HEAD_PT = 62.0
"""Height of the running head: text above it is neither caption nor table."""
FOOT_PT = 40.0
EDGE_SHARE = 0.14
"""Share of the page height at top and bottom in which running heads and feet stand."""
EDGE_LINES = 5
"""Lines at either end of a page text among which running heads and feet stand."""
CAPTION_SHAPE = re.compile(
    r"[单單]位[:：]|[币幣][种種][:：]|^[(（]?(?:人民[币幣])?[十百千万萬亿億]*元[)）]?$|止年度|止[^。]{0,3}月$|^(?:附[註注])?(?:年度?)+$|^年-月$"
    r"|^(?:[(（]?未[经經][审審][计計核][)）]?)+$|^(?:金[额額]|[%％])+$|^(?:FY)+$|^(?:[(（]?unaudited[)）]?)+$"
    r"|(?:years?|months?)ended|percentage|(?:RMB|HK\$|US\$)|^total|^[合总總][计計]",
    re.IGNORECASE,
)
RUNNING_SAMPLE = 60
RUNNING_SHARE = 0.12
PAGE_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)(?:[-–—\s]*(?:[IVXA-D]{1,4}\s*[-–]\s*)?\d{1,4}(?:\s*[-–]\s*\d{1,4}){0,3}[-–—\s]*|第?\s*\d+\s*页?)"
)
"""A year alone on its line near the page top heads a table."""
LEADERS = re.compile(r"(?:[.．·‧…⋯\x02\x03\ue000-\uf8ffь_]\s?){3,}|^[.．·‧…⋯\x02ь]+$")
"""Leader dots in every encoding met (giantec: Cyrillic soft signs or \\x02)."""
HYPHEN = "\ufffe"


class Word(NamedTuple):
    """One word with its box in reading direction."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Words that stand on one printed line, left to right."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> BBox:
        return bounds((word.x0, word.top, word.x1, word.bottom) for word in self.words)

    @cached_property
    def text(self) -> str:
        return join_words(self.words)


@dataclass(frozen=True)
class PageLayout:
    """One page in reading direction. turn: quarter turns clockwise by which its text is drawn; width and height as read.

    running: lines (see line_shape) that stand on many pages of the document: its running heads and feet.
    skew: degrees clockwise by which a scan was turned to make its lines level.
    """

    page: int
    width: float
    height: float
    turn: int
    chars: Sequence[Char]
    rules: tuple[Rule, ...]
    running: frozenset[str] = frozenset()
    skew: float = 0.0

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return chars_to_words(self.chars)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return words_to_lines(self.words)

    @cached_property
    def _by_height(self) -> tuple[list[float], list[int]]:
        """The middles of the characters from the top down, and which character each is."""
        middles = [(char.top + char.bottom) / 2 for char in self.chars]
        order = sorted(range(len(middles)), key=middles.__getitem__)
        return [middles[index] for index in order], order

    def chars_between(self, top: float, bottom: float) -> list[Char]:
        """The characters whose middles lie between these heights, in the order of `chars`."""
        heights, order = self._by_height
        chars = self.chars
        return [chars[index] for index in sorted(order[bisect_left(heights, top) : bisect_right(heights, bottom)])]

    def pack(self) -> None:
        """Nothing; afterwards its characters, which it hardly needs once its words are read, take a fifth of the memory."""
        if self.words and isinstance(self.chars, tuple):
            object.__setattr__(self, "chars", PackedChars(self.chars))
            self.__dict__.pop("_by_height", None)

    @property
    def body_top(self) -> float:
        """Below the running head; a sideways page has none in its reading direction."""
        return HEAD_PT if self.turn == 0 else 0.0

    @property
    def body_bottom(self) -> float:
        return self.height - (FOOT_PT if self.turn == 0 else 0.0)

    @cached_property
    def body_lines(self) -> tuple[Line, ...]:
        """The lines between running head and page foot."""
        return tuple(
            line for line in self.lines if self.body_top < (line.box[1] + line.box[3]) / 2 < self.body_bottom and not self.is_running(line)
        )

    def is_running(self, line: Line) -> bool:
        """Whether the line is part of the running head or foot."""
        middle = (line.box[1] + line.box[3]) / 2
        at_edge = middle < EDGE_SHARE * self.height or middle > (1 - EDGE_SHARE) * self.height
        return at_edge and (line_shape(line.text) in self.running or bool(PAGE_NUMBER.fullmatch(line.text)))

    def to_page(self, box: BBox) -> BBox:
        """A box in reading direction as a box on the page as displayed."""
        if self.turn:
            box = turn_box(box, (4 - self.turn) % 4, self.width, self.height)
        if self.skew:
            width, height = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
            box = bounds((*point, *point) for point in rotate_points(corners(box), -self.skew, (width / 2, height / 2)))
        return box


def line_shape(text: str) -> str:
    """A line without blanks and digits: what stays the same from page to page of a running head."""
    return re.sub(r"[\s\d]", "", text)


def running_lines(texts: Sequence[str]) -> frozenset[str]:
    """Shapes of the lines that stand on at least RUNNING_SHARE of a sample of the pages."""
    step = max(1, len(texts) // RUNNING_SAMPLE)
    sample = texts[::step]
    counts = Counter(shape for text in sample for shape in edge_shapes(text))
    return frozenset(shape for shape, count in counts.items() if count >= max(3, RUNNING_SHARE * len(sample)))


def edge_shapes(text: str) -> set[str]:
    """Shapes of the first and last lines of a page text; unit captions and periods over a table are no running heads (002257 p.116)."""
    lines = [line for line in text.splitlines() if line.strip()]
    shapes = {line_shape(line) for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])}
    return {shape for shape in shapes if shape and not CAPTION_SHAPE.search(shape)}


def read_layout(document: Document, page: int, running: frozenset[str] = frozenset()) -> PageLayout:
    """The layout of one page; characters that run in another direction than most (a header beside a sideways table) are left out."""
    chars, rules = document.page_marks(page)
    width, height = document.size(page)
    turn, kept = 0, chars
    if any(char.turn for char in chars):
        turns = Counter(char.turn for char in chars if not char.text.isspace())
        turn = turns.most_common(1)[0][0] if turns else 0
        kept = tuple(char for char in chars if char.turn == turn)
    if turn:
        kept = tuple(turn_char(char, turn, width, height) for char in kept)
        rules = tuple(Rule(*turn_box((rule.x0, rule.top, rule.x1, rule.bottom), turn, width, height)) for rule in rules)
        width, height = (height, width) if turn % 2 else (width, height)
    return PageLayout(page, width, height, turn, kept, rules, running, document.skew(page))


def corners(box: BBox) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = box
    return ((x0, top), (x1, top), (x1, bottom), (x0, bottom))


def rotate_points(points: Iterable[tuple[float, float]], degrees: float, middle: tuple[float, float]) -> list[tuple[float, float]]:
    """The points turned clockwise as seen (the vertical axis points down) about the middle."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = middle
    return [(x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine) for px, py in points]


def turn_box(box: BBox, turn: int, width: float, height: float) -> BBox:
    """The box after turning a page of this size so that text drawn `turn` quarters clockwise becomes upright."""
    x0, top, x1, bottom = box
    if turn == 1:
        return (top, width - x1, bottom, width - x0)
    if turn == 2:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 3:
        return (height - bottom, x0, height - top, x1)
    return box


def turn_char(char: Char, turn: int, width: float, height: float) -> Char:
    box = turn_box((char.x0, char.top, char.x1, char.bottom), turn, width, height)
    return Char(char.text, *box, 0)


def chars_to_words(chars: Sequence[Char]) -> tuple[Word, ...]:
    """Words by pdfplumber's extractor from pdfium's characters; leader dots are dropped, hyphens at line ends kept as U+FFFE."""
    extractor = WordExtractor(x_tolerance=1, x_tolerance_ratio=WORD_GAP_SIZE, y_tolerance=2, keep_blank_chars=False, extra_attrs=[])
    words = [
        Word(item["text"], item["x0"], item["top"], item["x1"], item["bottom"]) for item in extractor.extract_words(chars_to_runs(chars))
    ]
    return tuple(kept for word in words if (kept := without_leaders(word)) is not None)


def chars_to_runs(chars: Sequence[Char]) -> list[dict[str, Any]]:
    """Characters that touch on one base line as one record each: the extractor joins them anyway, and takes a record's time for each.

    A blank is a record of its own.
    """
    runs: list[dict[str, Any]] = []
    run: dict[str, Any] = {}
    letters = ""
    end = height = base = upper = lower = 0.0
    for text, x0, top, x1, bottom, _ in chars:
        if text.isspace():
            close_run(run, letters, end, upper, lower)
            runs.append(char_record(text, x0, top, x1, bottom))
            letters = ""
            continue
        if (
            letters
            and -RUN_OVERLAP_PT <= x0 - end <= RUN_GAP_PT
            and -RUN_OVERLAP_PT < bottom - base < RUN_OVERLAP_PT
            and -RUN_OVERLAP_PT < top - height < RUN_OVERLAP_PT
        ):
            letters += text
            upper = top if top < upper else upper
            lower = bottom if bottom > lower else lower
        else:
            close_run(run, letters, end, upper, lower)
            run = char_record(text, x0, top, x1, bottom)
            runs.append(run)
            letters, upper, lower = text, top, bottom
        end, height, base = x1, top, bottom
    close_run(run, letters, end, upper, lower)
    return runs


def close_run(run: dict[str, Any], text: str, end: float, top: float, bottom: float) -> None:
    """Nothing; afterwards the record that its first character began has the text and the box of all, if there are several."""
    if len(text) > 1:
        run["text"], run["x1"], run["top"], run["bottom"] = text, end, top, bottom


def char_record(text: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A character as the record that pdfplumber's word extractor takes."""
    size = max(bottom - top, 1.0)
    return {"text": text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "size": size, "upright": True}


def without_leaders(word: Word) -> Word | None:
    """The word without leader dots, None where nothing else is left. The box keeps the right end only of what is left."""
    text = LEADERS.sub("", word.text)
    if text == word.text:
        return word
    if not text.strip():
        return None
    share = len(text) / len(word.text)
    if word.text.startswith(text):
        return Word(text, word.x0, word.top, word.x0 + (word.x1 - word.x0) * share, word.bottom)
    return Word(text, word.x1 - (word.x1 - word.x0) * share, word.top, word.x1, word.bottom)


def words_to_lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words grouped by vertical overlap, lines from top to bottom; a superscript joins the line it hangs on."""
    lines: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            top, bottom = spans[index]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            if overlap > LINE_OVERLAP * min(bottom - top, word.bottom - word.top):
                lines[index].append(word)
                if word.bottom - word.top > bottom - top:
                    spans[index] = (word.top, word.bottom)
                break
        else:
            lines.append([word])
            spans.append((word.top, word.bottom))
    return tuple(Line(tuple(sorted(line, key=lambda w: w.x0))) for line in lines)


def bounds(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all. Raises ValueError for none."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def join_words(words: Sequence[Word]) -> str:
    """The words as one string: a blank between them except between two ideographs that nearly touch."""
    text = ""
    previous: Word | None = None
    for word in words:
        if previous is not None:
            height = max(word.bottom - word.top, 1.0)
            wide = word.x0 - previous.x1 > height * 1.5
            text += word.text if is_ideograph(text[-1:]) and is_ideograph(word.text[:1]) and not wide else " " + word.text
        else:
            text = word.text
        previous = word
    return text.replace(HYPHEN, "-")


def is_ideograph(char: str) -> bool:
    """Whether a character is set without blanks: Chinese and full-width forms."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…"
