"""Titles and lead-ins that stand among the rows of a table: they are lifted into its caption, or part it in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.model import Cell, RawTable
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import read_head
from analyzer.topics.concentration_plain import sides_of
from analyzer.topics.concentration_titles import HEADING_CHARS, NUMBERING, UNIT_CAPTION, flows, is_bare, rows_box
from analyzer.topics.concentration_words import Words, squeeze

LIFTED_MAX = 3
HEADING_ROWS_MAX = 3
TITLE_ROWS_MAX = 3
TITLE_CHARS = 180


def lift_caption(table: RawTable, words: Words) -> RawTable:
    """The table without the lines that stand in its first rows but announce it: 2003年度公司前五名供应商的采购情况如下：, 单位：万元."""
    count = heading_rows(table, words)
    while count < min(len(table.rows) - 1, LIFTED_MAX) and len(table.rows[count]) == 1:
        text = squeeze(table.rows[count][0].text)
        announces = bool(words.mentions(text, ("five",))) and (text.endswith(":") or is_dated_title(text, words))
        if not announces and not (count and UNIT_CAPTION.fullmatch(text)):
            break
        count += 1
    if not count:
        return table
    lifted = [row[0].text for row in table.rows[:count]]
    unit_line = next((text for text in lifted if UNIT_CAPTION.fullmatch(squeeze(text))), table.unit_line)
    return replace(table, caption="\n".join([table.caption, *lifted]), unit_line=unit_line, rows=table.rows[count:])


def heading_rows(table: RawTable, words: Words) -> int:
    """How many first rows are a heading of the side, what stands above it and the period below it: BUSINESS, Our customers, Year ended ...

    They end at the row that has a word for names beside further heads.
    """
    count = next((index for index, row in enumerate(table.rows[: HEADING_ROWS_MAX + 1]) if len(row) > 1), 0)
    lines = [squeeze(row[0].text) for row in table.rows[:count]]
    if not count or not any(words.whole("name_head", squeeze(cell.text)) for cell in table.rows[count]):
        return 0
    headings = [index for index, text in enumerate(lines) if words.whole("plain_heading", text) and table.rows[index][0].col == 0]
    below = lines[headings[-1] + 1 :] if headings else ["-"]
    return count if all(is_bare(text) and len(flows(text)) == 1 for text in below) else 0


def is_dated_title(text: str, words: Words) -> bool:
    """Whether a line is nothing but the five largest and one period: Five largest customers for the year ended December 31, 2021."""
    mentions = words.mentions(text, ("five",))
    if len(mentions) != 1 or len({period for period, _, _ in flows(text)}) != 1:
        return False
    return is_bare(text[: mentions[0].start]) and is_bare(text[mentions[0].stop :])


def split_at_titles(table: RawTable, words: Words, year_end: FiscalYearEnd, currency: str) -> list[RawTable]:
    """The table in its parts: without vertical rules a heading or a lead-in of the five largest between two tables becomes a row of one."""
    if table.strategy != "aligned":
        return [table]
    starts: list[tuple[int, int]] = []
    for index in range(1, len(table.rows) - 1):
        if starts and index < starts[-1][0] + starts[-1][1]:
            continue
        count = 1 if is_title_row(table.rows[index], words) else title_rows(table, index, words, year_end, currency)
        starts += [(index, count)] if count else []
    if not starts:
        return [table]
    bounds = [(0, 0), *starts, (len(table.rows), 0)]
    parts = [replace(table, rows=table.rows[: starts[0][0]])]
    for (begin, count), (end, _) in pairwise(bounds[1:]):
        if begin + count < end:
            caption = "\n".join(cell.text for row in table.rows[begin : begin + count] for cell in row)
            parts.append(replace(table, caption=caption, unit_line="", rows=table.rows[begin + count : end]))
    return [replace(part, bbox=rows_box(part)) for part in parts]


def is_title_row(row: Sequence[Cell], words: Words) -> bool:
    """Whether a row is nothing but a numbered heading that names the five largest: （2）工业软管业务前五大客户."""
    text = squeeze(row[0].text) if len(row) == 1 else ""
    return bool(NUMBERING.match(text)) and len(text) <= HEADING_CHARS and bool(words.mentions(text, ("five",)))


def goes_on(cell: Cell, first: Cell, words: Words) -> bool:
    """Whether a line is one of a title's: below its beginning, or a lead-in of its own; a line over one column belongs to the head."""
    return cell.col == first.col or bool(words.mentions(squeeze(cell.text), ("five",))) or words.found("intro", squeeze(cell.text))


def title_rows(table: RawTable, index: int, words: Words, year_end: FiscalYearEnd, currency: str) -> int:
    """How many rows from here on are the title or the lead-in of another table, whose head with names and figures follows them."""
    rows = table.rows[index : index + TITLE_ROWS_MAX + 1]
    first = rows[0][0]
    count = next((at for at, row in enumerate(rows) if len(row) > 1 or not goes_on(row[0], first, words)), 0)
    if len(rows) > 1 and len(rows[0]) > 1 and all(goes_on(cell, first, words) or is_bare(squeeze(cell.text)) for cell in rows[0]):
        # Heading, lead-in and unit between two rules became one row.
        count = 1
    text = squeeze(" ".join(cell.text for row in rows[:count] for cell in row))
    if not count or len(text) > TITLE_CHARS or not words.mentions(squeeze(rows[0][0].text), ("five",)):
        return 0
    if is_figure(rows[count][-1]) or not (words.found("intro", text) or is_dated_title(text, words)):
        return 0
    head = read_head(replace(table, rows=table.rows[index + count :]), words, year_end, currency)
    named = any(words.whole("name_head", column.header) for column in head.of("name"))
    return count if named and head.of("amount", "share") else 0


def split_at_new_heads(table: RawTable, words: Words, year_end: FiscalYearEnd, currency: str) -> list[RawTable]:
    """The table in its parts: one begins wherever below figures a whole head stands again, with names, periods and figures of its own.

    Customer | 2016 | Revenue below the total of 2015; Five largest suppliers | 2012 | 2013 below the customers.
    """
    starts = [index for index in range(HEADING_ROWS_MAX, len(table.rows) - 2) if opens_table(table, index, words, year_end, currency)]
    if table.strategy != "aligned" or not starts:
        return [table]
    parts = [replace(table, rows=table.rows[begin:end]) for begin, end in pairwise([0, *starts, len(table.rows)])]
    below = [replace(part, caption=caption_of_part(part, table, words), unit_line="") for part in parts[1:]]
    return [replace(part, bbox=rows_box(part)) for part in (parts[0], *below)]


def opens_table(table: RawTable, index: int, words: Words, year_end: FiscalYearEnd, currency: str) -> bool:
    """Whether a row below one of figures is the first of a head that says all by itself: it has the word for names and periods."""
    row, above = table.rows[index], table.rows[index - 1]
    text = squeeze(row[0].text)
    if len(row) < 2 or row[0].col or any(is_figure(cell) for cell in row) or not is_figure(above[-1]):
        return False
    if not words.whole("name_head", text):
        return False
    head = read_head(replace(table, rows=table.rows[index:]), words, year_end, currency)
    return bool(head.of("name") and head.of("amount", "share") and any(column.period for column in head.of("amount", "share")))


def caption_of_part(part: RawTable, table: RawTable, words: Words) -> str:
    """What announces a part: the five largest over its names; the words above all parts where it is of the other side than the first."""
    text, first = squeeze(part.rows[0][0].text), squeeze(table.rows[0][0].text)
    if words.mentions(text, ("five",)):
        return part.rows[0][0].text
    return "" if set(sides_of(text, words)) == set(sides_of(first, words)) else table.caption
