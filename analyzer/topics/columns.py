"""The columns of a table: its header rows told from its others and stacked to the words of each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from analyzer.model import Cell, RawTable
from analyzer.read.periods import find_period_heads, find_periods, find_years
from analyzer.topics.column_choice import NOTE_NUMBER, Section, with_notes, with_shares, with_totals, without_dashes, without_translations
from analyzer.topics.column_heads import YEAR_ONLY, Head, TableWords, caption_head, is_figure, names_length, read_head
from analyzer.topics.joined_heads import share_out_heads

AUDIT_TAIL = re.compile(r"[-–—－]\s*[(（]?(?:(?:un)?audited|[未经經]{1,2}[审審][计計核])[)）]?", re.IGNORECASE)
"""What stands behind a title and a dash: "– Unaudited"."""
HEAD_ROWS_MAX = 6
CUT_UNIT = re.compile(r"(?<=[十百千万萬亿億币幣民])\s+(?=[十百千万萬亿億币幣元])")
"""A unit wrapped in a narrow head: 人民幣百萬 over 元."""
UNIT_REMARK = re.compile(
    r"以[千百万萬]+元?[计計]|except (?:for|as|where)|in (?:thousands|millions)|expressed in|除外|除[^\s]{0,8}外", re.IGNORECASE
)
TITLE = re.compile(
    r"\bstatements? of (?:profit|comprehensive|income|operations)|income statements?"
    r"|[损損]益表|利[润潤]表|全面(?:收益|[亏虧][损損]|收入)表",
    re.IGNORECASE,
)
NOTES_HEAD = re.compile(r"附?[注註]|[注註][释釋]|附[注註][释釋]?|notes?", re.IGNORECASE)
SHARE_HEAD = re.compile(r"[(（]?[%％][)）]?")
ALL_YEARS = re.compile(
    r"\b(?:two|three|four|five) (?:financial |fiscal )?years\b.*(?:19|20)\d\d|years? ended.+\band\b.+ended"
    r"|[两兩二三四五][個个]?(?:[财財]政)?年度",
    re.IGNORECASE,
)
"""The years of a whole table in one line: "For the three years ended 31 December 2017"."""


@dataclass
class _Open:
    stacks: dict[int, list[str]] = field(default_factory=dict)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


def table_to_sections(table: RawTable, words: TableWords) -> list[Section]:
    """The table cut at its header rows. A table without any (the body of a page before) gives sections without periods."""
    parts = [_Open()]
    for index, (row, below) in enumerate(zip(table.rows, [*table.rows[1:], ()], strict=True)):
        after_rows = bool(parts[-1].rows)
        if not after_rows and (is_title_row(row) or is_period_of_all(row, table.rows[index + 1 : index + 1 + HEAD_ROWS_MAX])):
            words = replace(words, head=words.head or caption_head(" ".join(cell.text for cell in row)))
            continue
        if is_header_row(row, after_rows) or (after_rows and begins_header(row) and is_header_row(below, after_rows)):
            if parts[-1].rows:
                parts.append(_Open())
            stack_row(parts[-1].stacks, row)
        else:
            parts[-1].rows.append(row)
    count = table.column_count
    sections = [
        Section(stacks_to_heads(without_empty_notes(part.stacks, part.rows), count, words), tuple(part.rows)) for part in parts if part.rows
    ]
    return [without_dashes(with_shares(with_notes(section))) for section in carry_heads(sections)]


def carry_heads(sections: Sequence[Section]) -> list[Section]:
    """A later block of header rows without periods (a unit row, a band) keeps the periods above it."""
    result: list[Section] = []
    for section in sections:
        if result and not any(head.period for head in section.heads):
            result[-1] = Section(result[-1].heads, result[-1].rows + section.rows)
        else:
            result.append(section)
    return result


def is_header_row(row: Sequence[Cell], after_rows: bool) -> bool:
    """A row without figures that says something about its columns; below the first rows only where it names periods or units."""
    beyond = [cell for cell in row if cell.col + cell.colspan > 1 and (cell.col > 0 or cell.colspan > 1)]
    if any(is_figure(cell.text) for cell in row if cell.col > 0):
        return False
    if not beyond:
        return False
    if not after_rows:
        return True
    named = [
        cell
        for cell in beyond
        if cell.col > 0 and (find_periods(cell.text) or YEAR_ONLY.fullmatch(cell.text) or find_period_heads(cell.text))
    ]
    return len(named) >= 1 and len(named) * 2 >= len([cell for cell in beyond if cell.col > 0])


def is_title_row(row: Sequence[Cell]) -> bool:
    """Whether a line over the heads is the statement's title or names all its years, and so none of its columns."""
    if len(row) != 1 or is_figure(row[0].text):
        return False
    text = " ".join(row[0].text.split())
    return bool(TITLE.search(text)) or len({year for year, _, _ in find_years(text)}) > 1 or bool(ALL_YEARS.search(text))


def is_period_of_all(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a line alone over heads of bare years names the period of one: For the nine months ended 30 September 2017 over 2017 2016.

    It says how long the periods of the others are, not only which is its own.
    """
    row = [cell for cell in row if not AUDIT_TAIL.fullmatch(cell.text)]
    if len({cell.col for cell in row}) != 1 or any(is_figure(cell.text) for cell in row):
        return False
    text = " ".join(cell.text for cell in row)
    heads = next((line for line in below if sum(bool(YEAR_ONLY.fullmatch(cell.text)) for cell in line) > 1), ())
    years = [year for cell in heads for year, _, _ in find_years(cell.text) if YEAR_ONLY.fullmatch(cell.text)]
    head = caption_head(text)
    return (
        bool(years)
        and head is not None
        and head.months is not None
        and any(period.end.year in years for period, _, _ in find_periods(text))
    )


def begins_header(row: Sequence[Cell]) -> bool:
    """Whether a row may be the first line of a wrapped head, right above a header row: "Four months ended" over "31 October"."""
    return bool(row) and all(cell.col > 0 and not is_figure(cell.text) for cell in row)


def stack_row(stacks: dict[int, list[str]], row: Iterable[Cell]) -> None:
    """Adds a header row to the words of each column; a unit line centred below the heads says nothing of single columns."""
    row = list(row)
    for cell in row:
        if UNIT_REMARK.search(cell.text):
            continue
        for col, text in parted_words(cell, row):
            stacks.setdefault(col, []).append(text)


def parted_words(cell: Cell, row: Sequence[Cell]) -> Iterable[tuple[int, str]]:
    """Each column that a cell heads and its words there; "RMB %" printed close together heads the amounts and the shares beside them."""
    words = cell.text.split()
    pairs = len(words) > 1 and not len(words) % 2 and all(bool(SHARE_HEAD.fullmatch(word)) == bool(i % 2) for i, word in enumerate(words))
    lone = len(words) == 2 and cell.colspan == 1 and not any(other.col <= cell.col + 1 < other.col + other.colspan for other in row)
    if pairs and (len(words) == cell.colspan or lone):
        return [(cell.col + i, word) for i, word in enumerate(words)]
    return [(col, cell.text.replace("\n", " ")) for col in range(cell.col, cell.col + cell.colspan)]


def without_empty_notes(stacks: dict[int, list[str]], rows: Sequence[Sequence[Cell]]) -> dict[int, list[str]]:
    """The heads without the Note that stands over no number of a note and so came to the first column of amounts."""
    col = next(
        (col for col, texts in sorted(stacks.items()) if len(texts) > 1 and any(NOTES_HEAD.fullmatch(text.strip()) for text in texts)), 0
    )
    figures = [cell.text.strip() for row in rows for cell in row if cell.col == col and is_figure(cell.text)]
    if not col or not figures or any(NOTE_NUMBER.fullmatch(text) for text in figures):
        return stacks
    return {**stacks, col: [text for text in stacks[col] if not NOTES_HEAD.fullmatch(text.strip())]}


def stacks_to_heads(stacks: dict[int, list[str]], count: int, words: TableWords) -> tuple[Head, ...]:
    texts = [CUT_UNIT.sub("", " ".join(stacks.get(col, ()))) for col in range(count)]
    texts = share_out_heads(texts)
    if any(names_length(text) for text in texts[1:]):
        words = replace(words, head=None)
    heads = [read_head(text, words, first=col == 0) for col, text in enumerate(texts)]
    return with_totals(without_translations(heads, words.currency))
