"""How many rows at the top of a five-largest table are its head: where the parties begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.read.units import find_units
from analyzer.topics.concentration_head_cells import DAY_AND_YEAR, RANK, UNIT_CHARS_MAX, YEAR, is_figure, money_unit
from analyzer.topics.concentration_titles import flows
from analyzer.topics.concentration_words import Words, squeeze

HEADER_ROWS_MAX = 12
_PIECE = re.compile(r"^[a-z]|\b(?:of|in|the|and|with|for|to)$")
"""A line of a head that wraps: commencement of, over business, over relationship; a band says all it has to say."""
_FIRST = re.compile(r"\s*[(（]?1[)）]?[.、．]?\s*")


def header_row_count(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows stand before the first one with figures, rank or a period band; 0 for a table without a header."""
    for index, row in enumerate(rows[:HEADER_ROWS_MAX]):
        if any(is_figure(cell) for cell in row) or (is_band(row, index) and not heads_go_on(rows[index + 1 : index + 2])):
            return index
        if is_first_rank(row, rows[:index]):
            return index
    return len(rows) if len(rows) <= 2 else 0


def is_band(row: Sequence[Cell], index: int) -> bool:
    """Whether a row is one cell over the rows below: a period, or a line over all columns (never the first row of a head)."""
    if index == 0 or len(row) != 1 or DAY_AND_YEAR.fullmatch(row[0].text):
        return False
    text = squeeze(row[0].text)
    return len(flows(text)) == 1 or (row[0].colspan > 2 and not find_units(row[0].text) and not _PIECE.search(text))


def is_first_rank(row: Sequence[Cell], above: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row begins the parties with their rank, its figures on a later line of a wrapped text beside the name."""
    first = row[0]
    headed = any(cell.col == first.col and cell.colspan == 1 and not re.search(r"\d", cell.text) for cells in above for cell in cells)
    return len(row) > 1 and headed and first.col == 0 and _FIRST.fullmatch(first.text) is not None


def heads_go_on(below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the line below a lone year names years too: 2017 over (unaudited), beside 2016 and 2018."""
    return any(len(row) > 1 and sum(YEAR.fullmatch(cell.text) is not None for cell in row) > 1 for row in below)


def is_unit_row(row: Sequence[Cell], currency: str) -> bool:
    """Whether a row holds nothing but units: HK$'000 and % below a band that ends the head."""
    texts = [squeeze(cell.text).strip("()") for cell in row]
    return any(text != "%" for text in texts) and all(
        text == "%" or (len(text) <= UNIT_CHARS_MAX and not looks_like_amount(text) and money_unit(text, currency) is not None)
        for text in texts
    )


def without_name_lines(rows: Sequence[Sequence[Cell]], count: int, words: Words, currency: str) -> int:
    """How many of the rows are the head: the first lines of a wrapped name below the row of units are none of it.

    The word over the names may stand in the row of units: Name of customer | US$’000 | %; so may other heads, where it is said in full.
    """
    while 1 < count < len(rows) and is_section_line(rows[count - 1], rows[count], words):
        count -= 1
    ends = (index for index in reversed(range(count)) if is_unit_row(rows[index], currency) or is_unit_row(rows[index][1:], currency))
    units = next(ends, None)
    units = last_full_head(rows, count, words) if units is None else units
    below = rows[units + 1 : count]
    if not below or count >= len(rows):
        return count
    # The second line of a name may stand behind its rank.
    named = next((cell.col for cell in rows[count] if not RANK.fullmatch(cell.text)), rows[count][0].col)
    lone = all(len(row) == 1 and row[0].col in (rows[count][0].col, named) and row[0].colspan == 1 for row in below)
    if lone or are_party_lines(below, rows[units], rows[count], words) or are_text_lines(below, rows[units], rows[count:], words, currency):
        return units + 1
    return count


def is_section_line(row: Sequence[Cell], below: Sequence[Cell], words: Words) -> bool:
    """Whether a lone word at the left is said of the rows below it: Sales, over "the largest customer" and "five largest customers"."""
    lone = len(row) == 1 and row[0].col == below[0].col == 0 and row[0].colspan == 1
    return lone and bool(words.mentions(squeeze(below[0].text), ("five", "largest")))


def are_party_lines(below: Sequence[Sequence[Cell]], units: Sequence[Cell], figures: Sequence[Cell], words: Words) -> bool:
    """Whether lines below the units are the name and the texts of the first party, which end beside or above its figures.

    Supplier A | a maker of glass bottles; | 10 years over bottles | 35,639: the line of the figures has no name of its own.
    """
    measured = {cell.col for cell in units if cell.col}
    name = below[0][0].col
    if any(cell.col in measured or cell.colspan > 1 or is_head_word(cell, words) for row in below for cell in row):
        return False
    return name < min(measured, default=0) and all(cell.col > name for cell in figures)


def are_text_lines(
    below: Sequence[Sequence[Cell]], heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], words: Words, currency: str
) -> bool:
    """Whether lines below a head that names a unit are what is said of the first party, in columns of text: its background, its products.

    They end beside its name and figures: A maker of glass | bottles in Wuhan, over Customer A | bottles | Wuhan | 88,214.
    """
    if not any(money_unit(squeeze(cell.text).strip("()"), currency) for cell in heads if cell.col):
        return False
    under = {cell.col for row in below for cell in row}
    taken = {cell.col for row in rows for cell in row if is_figure(cell)} | {heads[0].col}
    goes_on = bool(under & {cell.col for cell in rows[0]}) and rows[0][0].col == heads[0].col
    return goes_on and not under & taken and not any(cell.colspan > 1 or is_head_word(cell, words) for row in below for cell in row)


def is_head_word(cell: Cell, words: Words) -> bool:
    text = squeeze(cell.text)
    return any(words.whole(role, text) for role in ("name_head", "rank_head", "channel_head", "relation_head"))


def last_full_head(rows: Sequence[Sequence[Cell]], count: int, words: Words) -> int:
    """The last row of a head with several cells, whose first says all that stands over the names: Supplier | (US$’000) | %."""
    index = next((index for index in reversed(range(count)) if len(rows[index]) > 2), count)
    if index + 1 >= count or not words.whole("name_head", squeeze(rows[index][0].text)):
        return count
    longer = squeeze(join_wrapped(row[0].text for row in rows[index : index + 2]))
    below = (squeeze(row[0].text) for row in rows[index + 1 : count])
    return count if any(words.whole("name_head", text) for text in (longer, *below)) else index
