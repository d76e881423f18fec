"""Parties called by a letter whose cell holds the text of the next column too: Supplier D Beverages and wines, 客戶 A 香港總承建商."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from analyzer.model import Cell, RawTable
from analyzer.read.amounts import looks_like_amount
from analyzer.topics.concentration_glued import EDGE_PT, parted
from analyzer.topics.concentration_words import Words, squeeze

GLUED_MIN = 2
"""Rows in which letter and text are one cell, below two heads of one column, before that column is parted."""
HEAD_ROWS_MAX = 8
_LETTERED = re.compile(
    r"(?:[A-Z]{1,2}\d?|\d{1,2}|[甲乙丙丁戊己庚辛壬癸])\s?(?:[Gg]roup|集[团團])?$"
    r"|^(?:[A-Z]{1,2}\d?|[甲乙丙丁戊己庚辛壬癸])\s?(?:公司|集[团團]|客[户戶]|供[应應]商)$"
)
"""What a letter name ends with as printed: the pattern that knows them asks for no capitals (Supplier of ...)."""
_GOES_ON = re.compile(r"[(（&/╱、,，*#及和與与或]|(?:and|or)\b|集[团團]|[Gg]roup\b|[’']s\b")


def part_letter_names(table: RawTable, words: Words) -> RawTable:
    """The table with letter names and the text that is set too close to them in cells of their own.

    They are parted where the table shows that the text has a column: the cell reaches over two columns, or two heads stand over one.
    """
    if table.strategy != "aligned":
        return table
    rows = tuple(tuple(piece for cell in row for piece in pieces_over_columns(cell, table, words)) for row in table.rows)
    table = replace(table, rows=rows) if rows != table.rows else table
    for index in reversed(range(table.column_count)):
        edge = edge_under_heads(table, index, words)
        if edge is not None:
            rows = tuple(tuple(piece for cell in row for piece in pieces_at(cell, index, edge, words)) for row in table.rows)
            table = parted(replace(table, rows=rows), index, edge)
    return table


def letter_and_text(text: str, words: Words) -> tuple[str, str] | None:
    """A letter name and the words behind it; None where there are none, or they go on with the name: 客戶A及其附屬公司."""
    match = words.pattern("letter_name").match(text)
    name, rest = (match.group(0), text[match.end() :]) if match else ("", "")
    said = rest.strip()
    if not said or not rest[0].isspace() or not _LETTERED.search(name) or _GOES_ON.match(said):
        return None
    if looks_like_amount(said) or any(found.start() == 0 for found in words.search("name_rest", squeeze(said))):
        return None
    return name, said


def pieces_over_columns(cell: Cell, table: RawTable, words: Words) -> tuple[Cell, ...]:
    """The cell; a letter name and its text, where they reach over two columns, each in its own."""
    found = letter_and_text(cell.text, words) if cell.colspan > 1 else None
    if found is None:
        return (cell,)
    (_, end), (start, _) = table.columns[cell.col : cell.col + 2]
    x0, top, x1, bottom = cell.bbox
    name = replace(cell, text=found[0], colspan=1, bbox=(x0, top, max(end, x0), bottom))
    return name, replace(cell, text=found[1], col=cell.col + 1, colspan=cell.colspan - 1, bbox=(min(start, x1), top, x1, bottom))


def pieces_at(cell: Cell, index: int, edge: float, words: Words) -> tuple[Cell, ...]:
    """The cell; a letter name of this column and its text, which begins at the edge."""
    found = letter_and_text(cell.text, words) if cell.col == index and cell.colspan == 1 else None
    if found is None:
        return (cell,)
    x0, top, x1, bottom = cell.bbox
    return replace(cell, text=found[0], bbox=(x0, top, edge, bottom)), replace(cell, text=found[1], bbox=(edge, top, x1, bottom))


def edge_under_heads(table: RawTable, index: int, words: Words) -> float | None:
    """Where the text of a column begins that has the head of the names and another one over it; None where they share no column."""
    heads = [
        (left, right)
        for row in table.rows[:HEAD_ROWS_MAX]
        for left, right in pairwise(row)
        if left.col == right.col == index and words.whole("name_head", squeeze(left.text)) and not looks_like_amount(right.text)
    ]
    own = [cell for row in table.rows for cell in row if cell.col == index and cell.colspan == 1]
    glued = [cell for cell in own if letter_and_text(cell.text, words) is not None]
    if len(heads) != 1 or len(glued) < GLUED_MIN:
        return None
    lefts = [cell.bbox[0] for cell in own if cell.bbox[0] > heads[0][0].bbox[2] + EDGE_PT]
    return min([heads[0][1].bbox[0], *lefts])
