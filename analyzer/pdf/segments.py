"""Words of a printed line that stand together, and which of them have the shape of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from analyzer.pdf.layout import Line, Word, join_words

SEGMENT_GAP_SIZE = 0.95
"""Gap between two words, in line heights, that separates two columns."""
MARK_GAP_SIZE = 0.15
OVERLAP_SHARE = 0.3
AMOUNT = re.compile(
    r"[(（\-–—－+]?(?:[A-Z]{2,3}\$?|[¥$€])?\s?\d(?:[\d,，]*\d)?(?:[.．]\d+)?\s?[%％]?[)）]?[%％]?(?:[(（]\d{1,2}[)）]|\*)?"
    r"|[(（]?(?:HK|US|RMB|S|人民[币幣]|[港美])?\s?[(（]?\d{1,4}(?:\.\d+)?[)）]?\s?(?:(?:HK|US|RMB)\s)?(?:cents?|[港美]?仙|分)[)）]?"
    r"|[(（]?(?:人民[币幣])?\s?[(（]?\d{1,2}\.\d{1,4}[)）]?\s?[港美]?元[)）]?"
    r"|[–—\-－―─]{1,3}|N/A|n/a|不適用|不适用|[*＊]"
)
"""The shape of a figure in a cell, of one per share with its cents; what it means is decided in read/."""
ZEROS = re.compile(r"0{3}(?:,000)?")
"""What is left of a unit whose apostrophe is lost: HK$ 000."""
RANK = re.compile(r"\d{1,2}[.、．]")
RAISED_MARK = re.compile(r"(?<=[^\W\d])[(（](?:\d{1,2}|[a-z])[)）]$")
NOTE_MARK = re.compile(r"[(（](?:附?[註注]|notes?)\s*\d{0,2}[)）]", re.IGNORECASE)
"""A reference to a note below the table: two of them in one line are marks of two heads."""
MARK_START = re.compile(r"[(（](?:附?[註注]|notes?\b)", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
CHINESE = re.compile(r"[\u4e00-\u9fff（）()]")
CHINESE_YEAR = "二[零〇○OＯ][零〇○OＯ一二三四五六七八九]{2}"
YEAR_START = re.compile(rf"(?:FY)?(?:(?:19|20)\d\d(?!\d)|{CHINESE_YEAR})")
YEAR_HEAD = re.compile(rf"(?:FY)?((?:19|20)\d\d|{CHINESE_YEAR})(?:年度?)?")
CHINESE_DIGITS = str.maketrans("零〇○OＯ一二三四五六七八九", "00000123456789")


@dataclass(frozen=True)
class Segment(Line):
    """Words of one line that stand together. line: its number on the page."""

    line: int

    @cached_property
    def is_amount(self) -> bool:
        return is_amount(self.text)

    @property
    def ends(self) -> tuple[float, float]:
        return (self.box[0], self.box[2])

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


def is_amount(text: str) -> bool:
    """Whether the text has the shape of a figure, a dash or a not-applicable mark; rank numbers ("1.") have not."""
    return bool(AMOUNT.fullmatch(text)) and not RANK.fullmatch(text) and not ZEROS.fullmatch(text)


def line_to_segments(line: Line, index: int) -> tuple[Segment, ...]:
    """The line cut at wide gaps and between two figures that stand side by side."""
    groups: list[list[Word]] = []
    heads = len(NOTE_MARK.findall(join_words(line.words))) > 1
    for word in line.words:
        if not groups or starts_segment(groups[-1][-1], word) or (heads and beside_mark(groups[-1], word)):
            groups.append([word])
        else:
            groups[-1].append(word)
    return tuple(Segment(tuple(group), index) for group in groups)


def starts_segment(previous: Word, word: Word) -> bool:
    gap = word.x0 - previous.x1
    height = max(word.bottom - word.top, previous.bottom - previous.top)
    if RAISED_MARK.search(previous.text):
        # The mark makes its word taller than the line is: "Customer F(1)" beside "A group of companies".
        height = min(height, word.bottom - word.top)
    if gap > SEGMENT_GAP_SIZE * height:
        return True
    return gap > 0.1 * height and is_amount(previous.text) and is_amount(word.text)


def beside_mark(group: Sequence[Word], word: Word) -> bool:
    """Whether a gap parts a note's mark from the head beside it: （附註 1） under 設計產能, then 實際產量."""
    gap = word.x0 - group[-1].x1 > MARK_GAP_SIZE * (word.bottom - word.top)
    return gap and (bool(NOTE_MARK.fullmatch(join_words(group))) or bool(MARK_START.match(word.text)))


def is_row(segments: Sequence[Segment]) -> bool:
    return len(segments) > 1 and any(segment.is_amount for segment in segments[1:])


def have_places_of_their_own(parts: Sequence[Segment], places: Sequence[tuple[float, float]]) -> bool:
    """Whether each of several parts overlaps one of these places first, and no two the same."""
    found = [next((index for index, place in enumerate(places) if overlaps(place, part.ends)), None) for part in parts]
    return len(parts) > 1 and None not in found and len(set(found)) == len(parts)


def overlaps(one: tuple[float, float], other: tuple[float, float]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > OVERLAP_SHARE * min(one[1] - one[0], other[1] - other[0])


def year_of(text: str) -> int | None:
    """The year of a head that is nothing but a year: 2024, 2024年, 二零二四年; None for any other text."""
    match = YEAR_HEAD.fullmatch("".join(text.split()))
    return int(match.group(1).translate(CHINESE_DIGITS)) if match else None


def split_at_blanks(segment: Segment, size: float) -> list[Segment]:
    """The parts of a text between gaps, in line heights, that Chinese characters or their brackets part: Chinese has no blanks."""
    groups: list[list[Word]] = [[segment.words[0]]]
    for previous, word in pairwise(segment.words):
        visible = word.x0 - previous.x1 > size * (word.bottom - word.top)
        if visible and CHINESE.match(previous.text[-1]) and CHINESE.match(word.text[0]):
            groups.append([])
        groups[-1].append(word)
    return [Segment(tuple(group), segment.line) for group in groups]


def split_at_gaps(segment: Segment, size: float) -> list[Segment]:
    """The parts of a text between gaps, in line heights."""
    groups: list[list[Word]] = [[segment.words[0]]]
    for previous, word in pairwise(segment.words):
        if word.x0 - previous.x1 > size * (word.bottom - word.top):
            groups.append([])
        groups[-1].append(word)
    return [Segment(tuple(group), segment.line) for group in groups]


def split_before_years(segment: Segment) -> list[Segment]:
    """The parts of a text, each but the first beginning with a year: 2018財年 | 2018年首五個月."""
    groups: list[list[Word]] = [[]]
    for word in segment.words:
        if groups[-1] and YEAR_START.match(word.text):
            groups.append([])
        groups[-1].append(word)
    return [Segment(tuple(group), segment.line) for group in groups]
