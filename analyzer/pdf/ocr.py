"""Reads pages from their picture: page image -> recognised lines -> characters with boxes, as if the page had text."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import atan2, degrees
from statistics import median
from typing import TYPE_CHECKING

from analyzer.model import BBox
from analyzer.pdf.chars import Char
from analyzer.pdf.document import Document, Substitute
from analyzer.pdf.layout import Word, bounds, rotate_points, turn_box, words_to_lines
from analyzer.pdf.recogniser import SIDE_MAX_PX, LineReader, RapidReader, TextLine
from analyzer.pdf.rules import Rule
from analyzer.pdf.script import in_one_script

if TYPE_CHECKING:
    from PIL.Image import Image

READ_DPI = 200
SURVEY_DPI = 100
SURVEYED_FROM = 40
"""More pages than these are first read at SURVEY_DPI to find those that can hold an asked table."""
CANDIDATES_MAX = 80
PAGE_SECONDS = 10.0
"""Time for one page; so many pages have so many times as much together, what is left then is not read."""
SKEW_MIN_DEGREES = 0.15
SKEW_MAX_DEGREES = 10.0
LEVEL_SHAPE = 6.0
"""A line at least so many times as long as high shows the angle of the page."""
SIDEWAYS_SHARE = 0.5
"""Share of lines standing upright from which a page is drawn sideways."""
PADDING_SHARE = 0.1
"""Part of a recognised line's height, above and below, that is not ink."""
SEGMENT_GAP = 0.9
"""Gap between two characters, in line heights, that parts two columns recognised as one line."""
COLUMN_GAP = 0.3
"""Space without ink, in line heights, that parts a figure from the text of the next column; a blank in prose is narrower."""
FIGURE_CHARS = frozenset("0123456789.,%()-–—")
TINY = 1e-6
NARROW = 0.55
"""Width of a Latin letter or digit beside an ideograph's 1."""
DASHES = frozenset("一ー_ｰ")
"""What a lone dash in a cell is recognised as."""
CHINESE_LEADERS = re.compile(r"(?<=[\u3400-\u9fff)）])\s*[.．·…‥]+$|\s*[.．·…‥]{2,}$")
"""Chinese sentences end in another mark: any point at the end of a line is what is left of leader dots."""
LATIN_LEADERS = re.compile(r"\s*[.·…‥]{3,}$")
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
FIGURE_IN_DUST = re.compile(r"[.·'`‘’]?([(（-]?\d[\d,，]*\.\d+[%％]?[)）]?)[.·'`‘’]?")
"""A figure with decimals and a speck beside it that was taken for a point: no figure has two."""
BROKEN_MARK = re.compile(r"(?<=[\u3400-\u9fffA-Za-z])(?:[(（]\d{1,2}|\d{1,2}[)）])$")
"""What is left of a footnote mark when one of its brackets was not seen."""
YEARS_TOUCHING = re.compile(r"(?<!\d)((?:19|20)\d\d),(?=(?:19|20)\d\d(?!\d))")
"""Two years between which the blank was not seen: no amount has four digits between its commas."""
AMOUNT = re.compile(r"\d{1,3}(?:[,，.]\d{3})+|\d+[.．]\d{1,2}[%％]?")
AMOUNTS_MIN = 6
ASKED = re.compile(
    r"[营營][业業](?:[总總])?收入|主[营營][业業][务務]|收入|收益|利[润潤]|溢利|[亏虧][损損]|五[大名]|客[户戶]|供[应應]商|[产產]能|[产產][销銷]?量|[销銷]量|[产產][销銷]率"
    r"|revenue|turnover|profit|loss|customers?|suppliers?|capacity|output|volume",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PicturesRead:
    """What OCR made of some pages. unread: pages for which the time did not suffice."""

    pages: dict[int, Substitute]
    unread: tuple[int, ...] = ()


def read_pictures(
    document: Document, pages: Iterable[int], reader: LineReader | None = None, page_seconds: float = PAGE_SECONDS
) -> PicturesRead:
    """The given pages from their pictures. Of many pages only those are read at full resolution that can hold an asked table."""
    pages = sorted(set(pages))
    reader = reader or RapidReader()
    deadline = time.monotonic() + page_seconds * len(pages)
    read: dict[int, Substitute] = {}
    chosen = pages
    if len(pages) > SURVEYED_FROM:
        read = read_in_time(document, pages, reader, SURVEY_DPI, deadline)
        chosen = candidates({page: found.text for page, found in read.items()})
    read |= read_in_time(document, chosen, reader, READ_DPI, deadline)
    return PicturesRead(read, tuple(page for page in pages if page not in read))


def read_in_time(document: Document, pages: Iterable[int], reader: LineReader, dpi: int, deadline: float) -> dict[int, Substitute]:
    read: dict[int, Substitute] = {}
    for page in pages:
        if time.monotonic() >= deadline:
            break
        read[page] = read_picture(document, page, reader, dpi)
    return read


def candidates(texts: dict[int, str]) -> list[int]:
    """Pages whose text has words of an asked table and amounts, with the page after each: the CANDIDATES_MAX likeliest."""
    scores = {page: len(set(ASKED.findall(text))) for page, text in texts.items() if len(AMOUNT.findall(text)) >= AMOUNTS_MIN}
    likely = sorted((page for page, score in scores.items() if score), key=lambda page: (-scores[page], page))[:CANDIDATES_MAX]
    return sorted({near for page in likely for near in (page, page + 1) if near in texts})


def read_picture(document: Document, page: int, reader: LineReader, dpi: int = READ_DPI) -> Substitute:
    """One page from its picture: turned upright, made level, characters and rules in points as displayed."""
    picture = document.picture(page, dpi, SIDE_MAX_PX)
    width, height = document.size(page)
    turn, picture, lines = upright(picture, reader)
    if turn % 2:
        width, height = height, width
    scale = width / picture.width
    skew = find_skew(lines)
    middle = (picture.width / 2, picture.height / 2)
    said = [line for line in lines if cleaned(line.text)[0]]
    texts = in_one_script([line.text for line in said])
    level = [
        TextLine(text, tuple(rotate_points(line.corners, skew, middle)), line.score, line.chars)
        for line, text in zip(said, texts, strict=True)
    ]
    sheet = reader.level_sheet(picture, skew)
    boxes = parted([line_box(line) for line in level])
    inks = [sheet.ink_runs(box) for box in boxes]
    boxes = [trimmed(box, runs) for box, runs in zip(boxes, inks, strict=True)]
    placed = [char for line, box, runs in zip(level, boxes, inks, strict=True) for char in place_line(line, box, runs, scale)]
    rules = [scaled(rule, scale) for rule in sheet.rules(1 / scale, boxes)]
    words = [Word(cleaned(line.text)[0], *scaled(box, scale)) for line, box in zip(level, boxes, strict=True)]
    text = "\n".join(found.text for found in words_to_lines(words))
    if turn:
        placed = [turn_back(char, turn, width, height) for char in placed]
        rules = [turn_box(box, (4 - turn) % 4, width, height) for box in rules]
    return Substitute(text, tuple(placed), tuple(Rule(*box) for box in rules), skew, from_ocr=True)


def place_line(line: TextLine, box: BBox, runs: Sequence[tuple[float, float]], scale: float) -> list[Char]:
    """The line's characters in points. runs: its pieces of ink, in pixels as its box."""
    gaps = [(left * scale, right * scale) for left, right in empty_runs(runs, COLUMN_GAP * (box[3] - box[1]))]
    return line_to_chars(line, scaled(box, scale), gaps)


def turn_back(char: Char, turn: int, width: float, height: float) -> Char:
    box = turn_box((char.x0, char.top, char.x1, char.bottom), (4 - turn) % 4, width, height)
    return Char(char.text, *box, turn)


def upright(picture: Image, reader: LineReader) -> tuple[int, Image, list[TextLine]]:
    """Quarter turns clockwise by which the page is drawn, its picture turned upright, its lines."""
    lines = reader.lines(picture)
    if sum(is_tall(line) for line in lines) <= SIDEWAYS_SHARE * len(lines):
        return 0, picture, lines
    turned = [(turn, turned_picture := picture.rotate(90 * turn, expand=True), reader.lines(turned_picture)) for turn in (1, 3)]
    return max(turned, key=lambda item: sum(line.score * len(line.text) for line in item[2]))


def is_tall(line: TextLine) -> bool:
    x0, top, x1, bottom = bounds((*point, *point) for point in line.corners)
    return bottom - top > 1.5 * (x1 - x0) and len(line.text) > 1


def line_angle(line: TextLine) -> float:
    """Degrees clockwise by which the line's upper side falls."""
    (ax, ay), (bx, by) = line.corners[0], line.corners[1]
    return degrees(atan2(by - ay, bx - ax))


def find_skew(lines: Iterable[TextLine]) -> float:
    """Degrees clockwise by which the page must be turned so that its lines are level; 0 where they are, or none is long enough."""
    angles = [line_angle(line) for line in lines if line.size[0] >= LEVEL_SHAPE * line.size[1]]
    angle = median(angles) if angles else 0.0
    return -angle if SKEW_MIN_DEGREES <= abs(angle) <= SKEW_MAX_DEGREES else 0.0


def line_box(line: TextLine) -> BBox:
    """The box of a level line without the padding above and below that the finder leaves around the ink."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.corners
    top, bottom = (ay + by) / 2, (cy + dy) / 2
    padding = PADDING_SHARE * (bottom - top)
    return ((ax + dx) / 2, top + padding, (bx + cx) / 2, bottom - padding)


def parted(boxes: Sequence[BBox]) -> list[BBox]:
    """The boxes, those that overlap side by side cut half-way: each was found with some room around its ink."""
    cut = [list(box) for box in boxes]
    for one, other in combinations(sorted(cut), 2):
        height = min(one[3] - one[1], other[3] - other[1])
        beside = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
        if beside and one[0] < other[0] < one[2] < other[2]:
            one[2] = other[0] = (one[2] + other[0]) / 2
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in cut]


def trimmed(box: BBox, runs: Sequence[tuple[float, float]]) -> BBox:
    """The box from where its ink begins to where it ends."""
    return (runs[0][0], box[1], runs[-1][1], box[3]) if runs else box


def empty_runs(runs: Sequence[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """Left and right of the spaces between pieces of ink that are at least so wide."""
    return [(one[1], other[0]) for one, other in pairwise(runs) if other[0] - one[1] >= width]


def scaled(box: BBox, scale: float) -> BBox:
    x0, top, x1, bottom = box
    return (x0 * scale, top * scale, x1 * scale, bottom * scale)


def line_to_chars(line: TextLine, box: BBox, gaps: Sequence[tuple[float, float]] = ()) -> list[Char]:
    """The line's characters from left to right, touching each other but for blanks and gaps between columns; a blank at its end.

    gaps: spaces without ink, in points; where a figure ends or begins there, another column begins.
    """
    x0, top, x1, bottom = box
    height = max(bottom - top, 1.0)
    text, skipped = cleaned(line.text)
    places = [(x0 + (x1 - x0) * left, x0 + (x1 - x0) * right) for left, right in char_places(line)][skipped:]
    solid = re.sub(r"\s", "", text)
    places = open_gaps(solid, close_gaps(places[: len(solid)], SEGMENT_GAP * height), gaps)
    chars: list[Char] = []
    index = 0
    for char in text:
        if char.isspace():
            chars.append(Char(" ", chars[-1].x1, top, places[index][0], bottom, 0))
            continue
        chars.append(Char(char, places[index][0], top, places[index][1], bottom, 0))
        index += 1
    return [*chars, Char(" ", chars[-1].x1, top, chars[-1].x1, bottom, 0)]


def cleaned(text: str) -> tuple[str, int]:
    """The text without leader dots, specks and broken footnote marks, and how many solid characters are gone at its start."""
    text = text.strip()
    if text in DASHES:
        return "—", 0
    figure = FIGURE_IN_DUST.fullmatch(text)
    if figure:
        return figure[1], figure.start(1)
    chinese = len(IDEOGRAPH.findall(text)) > len(LATIN.findall(text))
    text = YEARS_TOUCHING.sub(r"\1, ", (CHINESE_LEADERS if chinese else LATIN_LEADERS).sub("", text))
    opened, closed = sum(map(text.count, "(（")), sum(map(text.count, ")）"))
    return BROKEN_MARK.sub("", text) if opened != closed else text, 0


def char_places(line: TextLine) -> list[tuple[float, float]]:
    """Left and right end of each character that is no blank, from 0 to 1: as the recogniser saw them, else by their usual widths."""
    if line.chars:
        first, length = line.chars[0][1], max(line.chars[-1][2] - line.chars[0][1], TINY)
        return [((left - first) / length, (right - first) / length) for _, left, right in line.chars]
    text = line.text.strip()
    widths = [1.0 if unicodedata.east_asian_width(char) in "WF" else NARROW for char in text]
    ends = [sum(widths[:index]) / sum(widths) for index in range(len(widths) + 1)]
    return [place for place, char in zip(pairwise(ends), text, strict=True) if not char.isspace()]


def close_gaps(places: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Neighbours nearer than the gap meet half-way: recognisers place a character to a few pixels only."""
    ends = [list(place) for place in places]
    for one, other in pairwise(ends):
        if other[0] - one[1] < gap:
            one[1] = other[0] = max((one[1] + other[0]) / 2, one[0])
    return [(left, max(left, right)) for left, right in ends]


def open_gaps(text: str, places: Sequence[tuple[float, float]], gaps: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places with those gaps reopened at which a figure stands beside another word ("7.2%", then the next column's; "2023, 2024")."""
    ends = list(places)
    bounds_at = [index for index in range(1, len(ends)) if is_boundary(text[index - 1], text[index])]
    for left, right in gaps:
        near = min(bounds_at, key=lambda index: abs(ends[index][0] - (left + right) / 2), default=0)
        if near and abs(ends[near][0] - (left + right) / 2) <= right - left:
            before, after = ends[near - 1], ends[near]
            ends[near - 1], ends[near] = (min(before[0], left), left), (right, max(after[1], right))
    return ends


def is_boundary(before: str, after: str) -> bool:
    """Whether a figure ends or begins between two characters, or a comma ends a word; a comma behind a figure begins none."""
    return before == "," or (before in FIGURE_CHARS and after.isalpha()) or (before.isalpha() and after in FIGURE_CHARS)
