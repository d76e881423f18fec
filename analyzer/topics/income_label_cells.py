"""The label of a printed row among its cells: no number of a note, no unit of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Cell
from analyzer.read.units import find_units
from analyzer.topics.column_heads import is_figure
from analyzer.topics.income_per_share import CENTS

Span = tuple[float, float]
NOWHERE: Span = (0.0, 0.0)
LINE_OF_UNITS = re.compile(
    r"[(（]?(?:RMB|Renminbi|(?:HK|US|S|RM)?\$?|Hong Kong|人民[币幣]|港[币幣]?|美)\s?(?:cents?|dollars?|[’'‘]000|¢|[元分仙]|千元)?[)）]?",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(?!.*[a-zA-Z]{4})(?=.*[\d(（])[\d(（)）a-zA-Z.、，,&/ ]{1,8}|[a-zA-Z]{1,2}"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）]?[\s、.．\-－]*[（(]?[\d一二三四五六七八九十.]{0,4}[)）]?"
)
"""A note's number: 21(a), 2 & 3, 五、40, 八.30."""
_REFERENCE = r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[\s、.．\-－]*[（(]?\d{1,3}[)）]?(?:\s?[（(][a-z\d]{1,3}[)）])?"
NOTE_LIST = re.compile(rf"{_REFERENCE}(?:\s*[、，,及和;；]\s*{_REFERENCE})*[、，,]?", re.IGNORECASE)
"""Numbers of notes by their chapters: 四(50)、十八(4), (五)39,(十七)5, 四(52)(a)."""
CHAPTER_NOTE = re.compile(r"(?:附?注)?[（(]?[一二三四五六七八九十]{1,3}[)）]?[\s、.．]\s*[（(]?\d{1,2}[)）]?")
"""The number of a note and nothing else, in a row whose label stands above and below it: 五.28."""


def line_of_units(cells: Sequence[Cell], amount_cols: set[int]) -> str:
    """The unit that a line without figures gives for the rows below it, alike in every column; "" for any other line."""
    texts = {" ".join(cell.text.split()) for cell in cells if set(range(cell.col, cell.col + cell.colspan)) & amount_cols}
    text = texts.pop() if len(texts) == 1 else ""
    return text if LINE_OF_UNITS.fullmatch(text) and (CENTS.search(text) or find_units(text)) else ""


def row_label(cells: Sequence[Cell], first_amount: int) -> tuple[str, Span]:
    """The text before the first column of figures, where it begins and ends; of two label columns the inner one.

    The unit of a column that does not count is none: US cents over a convenience translation, left of HK cents.
    """
    labels = [cell for cell in cells if cell.col < first_amount and not is_figure(cell.text) and cell.text.strip()]
    labels = [cell for cell in labels if cell.col == 0 or not LINE_OF_UNITS.fullmatch(cell.text.strip())]
    labels = [cell for cell in labels if cell.col == 0 or not NOTE_LIST.fullmatch("".join(cell.text.split()))]
    labels = [cell for cell in labels if not NOTE.fullmatch(cell.text) or (len(labels) == 1 and not CHAPTER_NOTE.fullmatch(cell.text))]
    return (labels[-1].text, (labels[-1].bbox[0], labels[-1].bbox[2])) if labels else ("", NOWHERE)
