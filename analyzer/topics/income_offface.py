"""Figures that belong to the income statement but stand outside its face: 扣非 profit, adjusted profit, earnings per share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.errors import ReadError
from analyzer.model import Cell, Fact, LedgerEntry, Period, RawTable, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.labels import label_key
from analyzer.topics.base import FilingContext
from analyzer.topics.column_heads import Head, TableWords, is_figure, read_period
from analyzer.topics.columns import table_to_sections
from analyzer.topics.income_figures import rows_to_facts
from analyzer.topics.income_labels import join_label
from analyzer.topics.income_rows import section_to_rows
from analyzer.topics.income_units import table_words

PAGE_WORDS = re.compile(
    r"扣除非[经經]常性|扣除非经常|adjusted (?:net )?(?:profit|loss|\()"
    r"|(?:[经經][调調]整|[调調]整[后後])[\u4e00-\u9fff╱/ ]{0,8}(?:[净淨]|利[润潤]|"
    r"[亏虧][损損]|溢利)|基本每股收益",
    re.IGNORECASE,
)
MARGIN_ROW = re.compile(r"毛利率[^，。；]{0,40}?\d+\.\d|gross (?:profit )?margin[^a-z]{0,80}\d", re.IGNORECASE)
MARGIN_KEY = re.compile(r"(?:综合|整体|公司|营业|总体)?毛利率|(?:overall)?gross(?:profit)?margins?%?")
MARGIN_PAGES_MAX = 10
PERCENT = Unit("ratio", Decimal("0.01"), "%")
WANTED = {"profit_excluding_nonrecurring", "adjusted_profit"}
PAGES_MAX = 16
WHOLE = re.compile(r"扣除非经常性?损益(?:的影响)?后的?净(?:利润|亏损)")
PROFIT_TIMES = 30
"""A profit off the face that is so many times the profit is another unit or another company's."""


def read_off_face(context: FilingContext, vocabulary: Vocabulary, face: Sequence[Fact]) -> tuple[list[Fact], list[LedgerEntry]]:
    """Readings of the wanted concepts in other tables of the filing."""
    pages = [page for page, text in enumerate(context.pages.texts, 1) if PAGE_WORDS.search(unbroken(text))][:PAGES_MAX]
    around = {near for page in pages for near in (page - 1, page)}
    periods = {fact.period for fact in face}
    profits = {fact.period: fact.value for fact in face if fact.concept == "profit"}
    alone = not any(fact.concept == "profit_attributable_to_nci" and fact.value for fact in face)
    facts: list[Fact] = []
    ledger: list[LedgerEntry] = []
    for table in context.pages.joined(around) if periods else ():
        found = [fact for fact in table_facts(table, context, vocabulary, alone) if fact.period in periods and plausible(fact, profits)]
        found += [fact for fact in per_share_facts(table, context) if fact.period in periods]
        if found:
            facts += found
            ledger.append(
                LedgerEntry(
                    "income_statement",
                    "table",
                    table.pages,
                    found[0].label,
                    True,
                    "figures off the face of the statement",
                    len(found),
                    len(found),
                    table.strategy,
                    table.bbox,
                )
            )
    return facts, ledger


def unbroken(text: str) -> str:
    """The page's text with words that a line end cuts made whole."""
    return text.replace("\r", "").replace(" \n", "").replace("\n", "")


def table_facts(table: RawTable, context: FilingContext, vocabulary: Vocabulary, alone: bool) -> list[Fact]:
    """The wanted rows of one table that names its unit.

    alone: nobody but the owners has a share, so that 扣除非经常性损益后的净利润, which does not say whose it is, is theirs.
    """
    if not any(PAGE_WORDS.search(cell.text.replace("\n", "")) for cell in table.cells()):
        return []
    words = table_words(table, context)
    facts: list[Fact] = []
    for section in table_to_sections(table, words):
        rows = section_to_rows(section, vocabulary, table.strategy == "aligned")
        if alone and not any("profit_excluding_nonrecurring" in row.concepts for row in rows):
            rows = [
                replace(row, concepts=("profit_excluding_nonrecurring",)) if WHOLE.fullmatch(label_key(row.label)) else row for row in rows
            ]
        rows = [row for row in rows if WANTED & set(row.concepts)]
        facts += [
            fact for fact in rows_to_facts(rows, section.heads, context.cell_source, context.attribute("basis")) if fact.concept in WANTED
        ]
    return facts


def read_margins(context: FilingContext, face: Sequence[Fact]) -> list[Fact]:
    """Printed gross margins of the whole company: rows named so whose figure is gross profit / revenue of the statement.

    A row of that name may be one product's: only the arithmetic tells, so a period without revenue and cost gives none.
    """
    margins = margins_of(face)
    pages = [page for page, text in enumerate(context.pages.texts, 1) if MARGIN_ROW.search(unbroken(text))]
    facts: list[Fact] = []
    for table in context.pages.joined(pages[:MARGIN_PAGES_MAX]) if margins else ():
        words = table_words(table, context)
        for section in table_to_sections(table, words):
            for row in section.rows:
                label = next((cell.text for cell in row if not is_figure(cell.text) and MARGIN_KEY.fullmatch(label_key(cell.text))), "")
                facts += [
                    fact for cell in row if label and (fact := margin_fact(cell, label, section.heads[cell.col].period, margins, context))
                ]
    return facts


def margins_of(face: Sequence[Fact]) -> dict[Period, Decimal]:
    """Gross margin by period: of the printed gross profit, else of revenue less cost of sales."""
    lines = {(fact.concept, fact.period): fact.value for fact in reversed(face)}
    found: dict[Period, Decimal] = {}
    for (concept, period), revenue in lines.items():
        if concept == "revenue" and revenue > 0:
            profit = lines.get(("gross_profit", period))
            cost = lines.get(("cost_of_sales", period))
            if profit is not None or cost is not None:
                found[period] = (profit if profit is not None else revenue - (cost or 0)) / revenue
    return found


def margin_fact(cell: Cell, label: str, period: Period | None, margins: Mapping[Period, Decimal], context: FilingContext) -> Fact | None:
    """The cell as a gross margin, None where it is not that of the statement.

    A table of ratios may head all its columns "As of December 31, 2023": the margin is that of the period which ends then.
    """
    if period is not None and period.months is None:
        period = next((other for other in margins if other.end == period.end), None)
    if period not in margins or period is None or not is_figure(cell.text):
        return None
    try:
        amount = parse_amount(cell.text, PERCENT)
    except ReadError:
        return None
    if amount.nil or abs(amount.value - margins[period]) > amount.step:
        return None
    return Fact(
        "income_statement",
        "gross_margin",
        join_label([label]),
        period,
        amount.value,
        "ratio",
        amount.step,
        basis=context.attribute("basis"),
        origin=context.cell_source(cell),
    )


def per_share_facts(table: RawTable, context: FilingContext) -> list[Fact]:
    """Basic and diluted earnings per share of a table of returns: columns name the figure, rows or columns the period.

    Rows after deducting non-recurring items are another figure (002646 p.221).
    """
    words = table_words(table, context)
    if words.currency == "" or not any("每股收益" in cell.text.replace("\n", "") for cell in table.cells()):
        return []
    facts: list[Fact] = []
    for section in table_to_sections(table, words):
        label, band = "", None
        for row in section.rows:
            if not any(is_figure(cell.text) for cell in row):
                band = read_period("".join(cell.text for cell in row), words) or band
                continue
            label = next((cell.text for cell in row if cell.col == 0), label)
            if "扣除" not in label and re.search(r"净利[润潤]", label.replace("\n", "")):
                facts += per_share_row(row, section.heads, words, context, band)
    return facts


def per_share_row(
    row: Sequence[Cell], heads: Sequence[Head], words: TableWords, context: FilingContext, band: Period | None
) -> Iterator[Fact]:
    """The per-share figures of one row; its period stands in the row, in the band above it or in the column's head."""
    own = next((period for cell in row if not is_figure(cell.text) and (period := read_period(cell.text.replace("\n", ""), words))), band)
    for cell in row:
        head = re.sub(r"\s", "", heads[cell.col].words)
        concept = "basic_eps" if "基本每股收益" in head else "diluted_eps" if "稀释每股收益" in head else ""
        period = own or heads[cell.col].period
        if not concept or period is None or not is_figure(cell.text):
            continue
        amount = parse_amount(cell.text, Unit(f"{words.currency}/share", Decimal(1), head))
        if not amount.nil:
            yield Fact(
                "income_statement",
                concept,
                "基本每股收益" if concept == "basic_eps" else "稀释每股收益",
                period,
                amount.value,
                f"{words.currency}/share",
                amount.step,
                basis=context.attribute("basis"),
                origin=context.cell_source(cell),
            )


def plausible(fact: Fact, profits: Mapping[Period, Decimal]) -> bool:
    """Whether the figure is of the size of the period's profit."""
    profit = profits.get(fact.period)
    return profit is None or not profit or abs(fact.value) <= PROFIT_TIMES * abs(profit)
