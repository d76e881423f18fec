"""Tables joined over a page break although the lower part is a table of its own, which its words of volumes say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from analyzer.model import Cell, RawTable
from analyzer.pdf.tables import join_tables
from analyzer.read.periods import find_period_heads, find_periods
from analyzer.topics.base import Pages
from analyzer.topics.volumes_titles import title_measure
from analyzer.topics.volumes_words import CONCEPTS, concept_of, is_word, split_measure
from analyzer.topics.volumes_wraps import is_amount


def parted_at_breaks(pages: Pages, table: RawTable) -> list[RawTable]:
    """The table, or its two parts where nothing above a page break speaks of volumes and the part below has a head of its own.

    An income statement that ends its page has the columns of the table overleaf by chance; joined, their heads and places are mixed.
    """
    for index, page in enumerate(table.pages[1:], 1):
        above = tuple(row for row in table.rows if row and row[0].page < page)
        if any(names_measure(cell) for row in above for cell in row):
            break
        firsts = [pages.tables(number)[:1] for number in table.pages[index:]]
        parts = [part for first in firsts for part in first]
        count = sum(len(part.rows) for part in parts)
        if len(parts) == len(firsts) and count == len(table.rows) - len(above) and has_own_head(parts[0].rows):
            return [replace(table, rows=above, pages=table.pages[:index]), reduce(join_tables, parts)]
    return [table]


def with_titles_above(table: RawTable) -> RawTable:
    """A table at the top of its page with the lines before its heads as its caption: they say what it is of (電解金屬錳)."""
    if table.caption or table.strategy != "aligned":
        return table
    count = 0
    while count < len(table.rows) and is_line(table.rows[count]):
        count += 1
    lines = [row[0].text for row in table.rows[:count] if not is_word("chapter", row[0].text)]
    return replace(table, caption="\n".join(lines), rows=table.rows[count:]) if 0 < count < len(table.rows) else table


def is_line(row: Sequence[Cell]) -> bool:
    """A line with no heads or figures in it; the heading of the chapter may stand in the middle of the page."""
    if len(row) != 1 or is_amount(row[0]) or find_periods(row[0].text) or find_period_heads(row[0].text) or names_measure(row[0]):
        return False
    return row[0].col == 0 or is_word("chapter", row[0].text)


def names_measure(cell: Cell) -> bool:
    texts = (cell.text, cell.text.partition("\n")[0])
    return any(
        say(text) in CONCEPTS for text in texts for say in (concept_of, lambda t: split_measure(t)[0], lambda t: title_measure(t)[0])
    )


def has_own_head(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether heads stand over the figures before the first of them, and they or the labels of the rows name a measure."""
    first = next((index for index, row in enumerate(rows) if any(is_amount(cell) for cell in row)), 0)
    heads = [cell for row in rows[:first] for cell in row if cell.col > 0 and len(row) > 1]
    return bool(heads) and any(names_measure(cell) for row in rows for cell in row)
