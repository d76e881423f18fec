"""Labels of a volume table that a line or a page end cuts, whole again; what is a figure and what a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_period_heads, find_periods
from analyzer.topics.volumes_periods import is_year_alone
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, core, flat, is_word, split_measure

INSET_PT = 4.0
"""How far the rows below a band begin to its right, at least."""
LETTERS_PT = 16.0
"""The room of two ideographs; a line that breaks where they would fit does not break, it ends."""
_YEAR = re.compile(r"(?:19|20)\d\d")
NOTE = re.compile(r"^\s*(?:附?[注註](?:释|釋)?\s*\d{0,2}\s*[:：]|附[註注]|[Nn]otes?\s*[:：]|资料来源|資料來源|数据来源|Source)")
_WRAP_START = re.compile(r"[a-z(（&/]|and\b|of\b")
_CUT_FIGURE = re.compile(r"\(?-?\d{1,3}(?:,\d{3})*(?:\.\n\d+|\.\d\n\d|,\n\d{3}(?:\.\d+)?|(?:\.\d+)?\n%)\)?")
_OPEN_BRACKET = re.compile(r"[(（][^()（）]*$")
_CLOSES_BRACKET = re.compile(r"[^()（）]*[)）]")
_LAST_BRACKET = re.compile(r"[(（][^()（）]*[)）]\s*$")
_ITEM = re.compile(r"[–—－•●◦▪‣·]|-\s")
"""What an item of a list begins with, under the line that names the list."""
_GOES_ON = re.compile(r"[、，（(]\s*$|(?:\band|\bof|,)\s*$")
"""The end of a label that is not whole."""
_OPEN_RANGE = re.compile(r"(?:\s[–—－-]|\d\s?[A-Za-z%]*\s?[–—－~～至到-]|\b(?:to|or|and))\s*$")
"""The end of a label that is the first half of a range: 1.5MW –, over 2.0MW."""
_UNFINISHED = re.compile(r"(?:\b(?:and|of|or|for|with)|,|&|[A-Za-z][-\u00ad\ufffe\x02])\s*$|[、及和與与]\s*$")
"""The end of a title that goes on below whatever stands there."""


def is_amount(cell: Cell) -> bool:
    """A figure or a printed dash; years are told apart by the caller."""
    return looks_like_amount(figure_text(cell.text)) and not _YEAR.fullmatch(cell.text.strip())


def figure_text(text: str) -> str:
    """A figure that its narrow cell cuts in two lines, whole again: 12,120. over 55, 3,044.1 over 0 (typeset)."""
    return text.replace("\n", "") if _CUT_FIGURE.fullmatch(text.strip()) else text


def is_year(cell: Cell) -> bool:
    return bool(_YEAR.fullmatch(cell.text.strip()))


def join_over_page_breaks(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows with a label that the page end cuts whole again in both parts (601113 p.259-260: 差别化、 / 功能性丝)."""
    result: list[Sequence[Cell]] = list(rows)
    for index in range(1, len(rows)):
        upper, lower = result[index - 1], result[index]
        if not upper or not lower or lower[0].page != upper[0].page + 1:
            continue
        first, rest = upper[0], lower[0]
        if first.col == rest.col and _GOES_ON.search(first.text) and not looks_like_amount(rest.text):
            text = join_wrapped((first.text, rest.text))
            result[index - 1] = (replace(first, text=text), *upper[1:])
            result[index] = (replace(rest, text=text), *lower[1:])
    return result


def join_wrapped_labels(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows of an aligned table with label-only lines joined to the line that carries the figures."""
    result: list[Sequence[Cell]] = []
    bands = _band_edges(rows)
    for row, below in pairwise([*rows, ()]):
        while (
            result
            and _is_label_only(result[-1])
            and _goes_on(result[-1][0], row)
            and not (_is_band_over(result[-1][0], row, below) or _stands_as_band(result[-1][0], row, bands))
        ):
            first, label = result.pop()[0], row[0]
            box = (min(first.bbox[0], label.bbox[0]), first.bbox[1], max(first.bbox[2], label.bbox[2]), label.bbox[3])
            row = (replace(label, text=join_wrapped((first.text, label.text)), bbox=box), *row[1:])
        if result and _is_label_only(row) and _ends_below(result[-1], row[0].text.strip()):
            first = result[-1][0]
            result[-1] = (replace(first, text=join_wrapped((first.text, row[0].text))), *result[-1][1:])
            continue
        result.append(row)
    return result


def _ends_below(row: Sequence[Cell], rest: str) -> bool:
    """Whether the label of a row of figures ends on the line below: 平均售價（港元／平方 over 米）, "Sales volume" over "(tonnes)".

    Without an open bracket only where both lines together are a measure, and the second gives it its unit or its name.
    """
    if len(row) < 2 or row[0].col != 0 or not any(is_amount(cell) for cell in row[1:]):
        return False
    label = row[0].text
    if _OPEN_BRACKET.search(label):
        return bool(_CLOSES_BRACKET.match(rest))
    whole = join_wrapped((label, rest))
    concept = concept_of(whole)
    if concept not in CONCEPTS or not _WRAP_START.match(rest):
        return False
    if concept_of(label) == concept:
        return bool(units_of(whole, "")) and not units_of(label, "")
    return concept_of(label) not in CONCEPTS and not concept_of(rest)


def _is_band_over(upper: Cell, row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the line above a row is a band: the row is revenue whole, the next one another measure (收益 and 銷量 under 瓶裝涼茶).

    So it is where this row and the next one, each with its figures, are set in below it alike; of a label that wraps, the next
    row begins where the label began.
    """
    if not below or below[0].col != 0:
        return False
    if is_word(REVENUE, row[0].text) and concept_of(below[0].text) in CONCEPTS:
        return True
    whole = len(row) > 1 and len(below) > 1 and not (_OPEN_BRACKET.search(upper.text) or _GOES_ON.search(upper.text))
    inset = min(row[0].bbox[0], below[0].bbox[0]) - upper.bbox[0]
    return whole and inset >= INSET_PT and abs(row[0].bbox[0] - below[0].bbox[0]) < INSET_PT and not row[0].text[:1].isascii()


def _band_edges(rows: Sequence[Sequence[Cell]]) -> list[tuple[float, float, float]]:
    """Where bands that tell themselves begin, where the rows below them do, and how far labels reach at most."""
    reach = max((row[0].bbox[2] for row in rows if len(row) > 1 and row[0].col == 0 and row[0].colspan == 1), default=0.0)
    return [
        (upper[0].bbox[0], row[0].bbox[0], reach)
        for upper, row, below in zip(rows, rows[1:], rows[2:], strict=False)
        if _is_label_only(upper) and row and row[0].col == 0 and _is_band_over(upper[0], row, below)
    ]


def _stands_as_band(upper: Cell, row: Sequence[Cell], bands: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a line over one row only stands as other bands of its table do, with room left for the first letters of that row."""
    whole = not (_OPEN_BRACKET.search(upper.text) or _GOES_ON.search(upper.text))
    return whole and any(
        abs(upper.bbox[0] - band) < 1
        and abs(row[0].bbox[0] - inset) < 1
        and inset - band >= INSET_PT
        and upper.bbox[2] + LETTERS_PT < reach
        for band, inset, reach in bands
    )


def _is_label_only(row: Sequence[Cell]) -> bool:
    return len(row) == 1 and row[0].col == 0 and row[0].colspan == 1 and not is_amount(row[0]) and not NOTE.match(row[0].text)


def _goes_on(upper: Cell, row: Sequence[Cell]) -> bool:
    """Whether the label of this row is the rest of the line above and not a row of its own under a heading."""
    if not row or row[0].col != 0 or is_amount(row[0]) or not any(is_amount(cell) for cell in row[1:]):
        return False
    lower = row[0].text.strip()
    if _OPEN_BRACKET.search(upper.text) and _CLOSES_BRACKET.match(lower):
        return True
    if _OPEN_RANGE.search(upper.text) and lower[:1].isdigit() and not find_periods(lower):
        return True
    if concept_of(upper.text) or upper.text.rstrip().endswith((":", "：")) or find_periods(upper.text):
        return False
    if not lower[:1].isascii() and is_unit_in_brackets(upper.text) and not units_of(lower, ""):
        # 分部業績（千港元） over 水泥: a line that ends with its unit is whole, and what it measures holds for the rows below it
        return False
    if find_period_heads(upper.text) and is_year_alone(lower):
        return False
    if concept_of(lower) or names_the_same(upper.text, lower) or _ITEM.match(lower):
        return False
    if lower[:1].isascii():
        return bool(_WRAP_START.match(lower)) or upper.text.rstrip().endswith((" and", "-", ",", "&", "\ufffe", "/", " of"))
    return not is_word("total", lower)


def is_unit_in_brackets(text: str) -> bool:
    """Whether a label ends with its unit: 營業額（千港元）."""
    match = _LAST_BRACKET.search(text)
    return match is not None and match.start() > 0 and bool(units_of(match.group(0).strip(), ""))


def title_goes_on(upper: str, lower: str) -> bool:
    """Whether a line over rows is the rest of the one above it: "Rechargeable batteries and other battery-" over "related products"."""
    whole = concept_of(upper) or concept_of(lower) or find_periods(upper) or upper.rstrip().endswith((":", "："))
    if whole or _ITEM.match(lower):
        return False
    return bool(_UNFINISHED.search(upper)) or (bool(_OPEN_BRACKET.search(upper)) and bool(_CLOSES_BRACKET.match(lower)))


def names_the_same(upper: str, lower: str) -> bool:
    """Whether a row says the product of the line above it once more: 已售停車位數目 under 停車位."""
    product, name = flat(split_measure(lower)[1]), core(upper)
    return bool(product) and bool(name) and (name in product or product in name)
