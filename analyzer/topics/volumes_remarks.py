"""Lines that hold the title of a block and, over the columns of figures, their remarks, periods or unit: Sales volume | (unaudited)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.periods import find_period_heads, find_periods, find_years
from analyzer.topics.volumes_heads import whole_units
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word, split_measure

Row = Sequence[Cell]
_YEAR = re.compile(r"(?:19|20)\d\d")
_REMARK = re.compile(
    r"\s*[(（\[]?\s*(?:(?:un-?\s?)?audited|reviewed|annuali[sz]ed|未?[经經][审審](?:[计計核]|[阅閱])|年化|[备備]考|pro\s?forma|(?:re)?stated|重列)\s*[)）\]]?\s*",
    re.IGNORECASE,
)


def with_titles_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, a title on a line of its own below the remarks or periods that share its line; a unit goes into the title.

    Periods that a later block prints again are left to the first head, which also says which part of a year is meant.
    """
    result: list[Row] = []
    heads: list[list[tuple[str, int]]] = []
    names = block_names(rows)
    for index, row in enumerate(rows):
        rest = [cell for cell in row[1:] if cell.text.strip()]
        if not (is_title(row, rows[index + 1 :]) or index in names) or not rest:
            result.append(row)
        elif all(_REMARK.fullmatch(cell.text) for cell in rest):
            result += [row[1:], row[:1]]
        elif all(is_period(cell.text) for cell in rest):
            head = [(cell.text, cell.col) for cell in rest]
            result += [row[:1]] if head in heads else [row[1:], row[:1]]
            heads.append(head)
        elif unit := one_unit(rest):
            result.append([replace(row[0], text=f"{row[0].text} ({unit})")])
        else:
            result.append(row)
    return result


def block_names(rows: Sequence[Row]) -> set[int]:
    """Lines with a name beside periods, above rows of measures: Hong Kong Plant | 2019 | 2020, where more than one block has its own."""
    found: dict[int, str] = {}
    for index, row in enumerate(rows):
        rest = [cell for cell in row[1:] if cell.text.strip()]
        named = bool(row) and row[0].col == 0 and row[0].rowspan == 1 and may_name(row[0].text)
        if named and rest and all(is_period(cell.text) for cell in rest) and names_measure(label_below(rows[index + 1 :])):
            found[index] = row[0].text
    return set(found) if 1 < len(found) == len(set(found.values())) else set()


def may_name(text: str) -> bool:
    """Whether a text can be a product or plant: no measure, period, total or neutral word, nor figure."""
    other = concept_of(text) or names_measure(text) or is_word("neutral", text) or is_word("total", text)
    return bool(text.strip()) and not (other or only_period_words(text) or looks_like_amount(text))


def label_below(rows: Sequence[Row]) -> str:
    return next((row[0].text for row in rows if row and row[0].col == 0), "")


def is_title(row: Row, below: Sequence[Row]) -> bool:
    """Whether a measure stands at the left of a line, above rows of products."""
    if not row or row[0].col != 0 or row[0].rowspan > 1 or not names_measure(row[0].text):
        return False
    label = label_below(below)
    return bool(label.strip()) and not names_measure(label)


def names_measure(text: str) -> bool:
    return concept_of(text) in CONCEPTS or is_word(REVENUE, text) or bool(split_measure(text)[0])


def is_period(text: str) -> bool:
    """Whether a text is a period and nothing else; of figures only those that can be a year."""
    figure = looks_like_amount(text) and not _YEAR.fullmatch(text.strip())
    return not figure and only_period_words(text) and bool(find_years(text) or find_periods(text) or find_period_heads(text))


def one_unit(cells: Sequence[Cell]) -> str:
    """The unit that stands over every column; "" where there is none or more than one."""
    texts = {cell.text.strip(" \n()（）") for cell in cells}
    text = texts.pop() if len(texts) == 1 else ""
    return text if text == "%" or whole_units([text], "") else ""
