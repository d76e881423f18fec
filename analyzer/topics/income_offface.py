"""Figures that belong to the income statement but stand outside its face: 扣非 profit, adjusted profit, earnings per share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.concepts import Vocabulary
from analyzer.model import Fact, LedgerEntry, RawTable
from analyzer.topics.base import FilingContext
from analyzer.topics.columns import read_table_words, table_to_sections
from analyzer.topics.income_pages import find_unit_line
from analyzer.topics.income_rows import rows_to_facts, section_to_rows

PAGE_WORDS = re.compile(r"扣除非[经經]常性|扣除非经常|adjusted (?:net )?(?:profit|loss|\()|[经經][调調]整[\u4e00-\u9fff]{0,4}(?:[净淨]|利[润潤]|[亏虧][损損]|溢利)|基本每股收益", re.IGNORECASE)
WANTED = {"profit_excluding_nonrecurring", "adjusted_profit"}
PAGES_MAX = 16
PROFIT_TIMES = 30
"""A profit off the face that is so many times the profit is another unit or another company's."""


def read_off_face(context: FilingContext, vocabulary: Vocabulary, face: Sequence[Fact]) -> tuple[list[Fact], list[LedgerEntry]]:
    """Readings of the wanted concepts in other tables of the filing."""
    pages = [page for page, text in enumerate(context.pages.texts, 1) if PAGE_WORDS.search(text)][:PAGES_MAX]
    around = {near for page in pages for near in (page - 1, page, page + 1)}
    periods = {fact.period for fact in face}
    profits = {fact.period: fact.value for fact in face if fact.concept == "profit"}
    facts: list[Fact] = []
    ledger: list[LedgerEntry] = []
    for table in context.pages.joined(around) if periods else ():
        found = [fact for fact in table_facts(table, context, vocabulary) if fact.period in periods and plausible(fact, profits)]
        if found:
            facts += found
            ledger.append(LedgerEntry("income_statement", "table", table.pages, found[0].label, True, "figures off the face of the statement", len(found), len(found), table.strategy, table.bbox))
    return facts, ledger


def table_facts(table: RawTable, context: FilingContext, vocabulary: Vocabulary) -> list[Fact]:
    """The wanted rows of one table that names its unit."""
    if not any(PAGE_WORDS.search(cell.text.replace("\n", "")) for cell in table.cells()):
        return []
    near = [table.unit_line, *reversed(table.caption.splitlines()), *(cell.text for row in table.rows[:4] for cell in row)]
    words = read_table_words(near, context.attribute("currency"), None, (12, 31))
    if words.unit is None:
        words = read_table_words([find_unit_line(context.pages.texts, table.pages[0])], context.attribute("currency"), None, (12, 31))
    facts: list[Fact] = []
    for section in table_to_sections(table, words):
        rows = [row for row in section_to_rows(section, vocabulary, table.strategy == "aligned") if WANTED & set(row.concepts)]
        facts += [fact for fact in rows_to_facts(rows, section.heads, context.cell_source, context.attribute("basis")) if fact.concept in WANTED]
    return facts


def plausible(fact: Fact, profits: dict) -> bool:
    """Whether the figure is of the size of the period's profit."""
    profit = profits.get(fact.period)
    return profit is None or not profit or abs(fact.value) <= PROFIT_TIMES * abs(profit)
