"""Lines that hold the title of a block and, over columns of figures, a remark on their periods: Sales volume (units) | (unaudited)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Cell
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word, split_measure

Row = Sequence[Cell]
_REMARK = re.compile(
    r"\s*[(（\[]?\s*(?:(?:un-?\s?)?audited|reviewed|annuali[sz]ed|未?[经經][审審](?:[计計核]|[阅閱])|年化|[备備]考|pro\s?forma|(?:re)?stated|重列)\s*[)）\]]?\s*",
    re.IGNORECASE,
)


def with_titles_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, a title that shares its line with remarks on a line of its own below them."""
    result: list[Row] = []
    for row in rows:
        result += [row[1:], row[:1]] if is_title_beside_remarks(row) else [row]
    return result


def is_title_beside_remarks(row: Row) -> bool:
    """Whether a measure stands at the left of a line that has nothing but (unaudited) over the figures."""
    rest = [cell for cell in row[1:] if cell.text.strip()]
    if not rest or row[0].col != 0 or row[0].rowspan > 1 or not all(_REMARK.fullmatch(cell.text) for cell in rest):
        return False
    words = row[0].text
    return concept_of(words) in CONCEPTS or is_word(REVENUE, words) or bool(split_measure(words)[0])
