"""Tables that read as an income statement, with what their titles and figures say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from analyzer.concepts import Vocabulary
from analyzer.model import Assurance, Fact, LedgerEntry, Period, RawTable, Unit
from analyzer.read.labels import label_key
from analyzer.read.units import find_units
from analyzer.topics.bare_units import is_bare, looks_scaled, scaled, told_in_thousands
from analyzer.topics.base import FilingContext
from analyzer.topics.column_heads import Head, is_figure, is_money, read_assurance
from analyzer.topics.columns import table_to_sections
from analyzer.topics.income_columns import with_whole_columns
from analyzer.topics.income_figures import costs_in_brackets, rows_to_facts, rows_to_shares
from analyzer.topics.income_pages import REVIEW_WORDS
from analyzer.topics.income_per_share import stated_cents, with_stated_cents
from analyzer.topics.income_row import Row
from analyzer.topics.income_rows import section_to_rows
from analyzer.topics.income_titles import Title, read_title
from analyzer.topics.income_units import scale_around, table_words

ROWS_MIN = 2
"""Known rows that a table must have to be looked at: fewer is a ratio table or a note."""
AGREE_MIN = 3
"""Figures that a further table must share with the statement to be a reading of it."""
AGREE_SHARE = Decimal("0.7")
SCALES = (1, 1_000, 10_000, 1_000_000)
NO_UNIT = "it names no unit, and agrees with no table that does"
OLD_GAAP_ROWS = {"主营业务利润", "主营业务收入净额"}
"""Rows that only statements before 2007 have, also inside a filing under today's standards (600795 p.95)."""
CAS_ROWS = {"营业总成本", "利润总额", "营业外收入", "营业外支出"}
"""Rows that together only the form of PRC statements has, which mainland issuers print in Hong Kong documents too."""
REVIEW = re.compile(REVIEW_WORDS)
AFTER_AUDIT = re.compile(r"审计截止日后|未经审计，?也?未经审阅")
OWN_LINES = {"operating_profit", "profit_before_tax", "profit_attributable_to_owners"}
"""Of these a table of a subsidiary's key figures has none, it prints assets, revenue and profit; a review is of the issuer's only."""


@dataclass(frozen=True)
class Candidate:
    """A table with known rows: its readings and what its title says."""

    table: RawTable
    title: Title
    facts: tuple[Fact, ...]
    known: frozenset[str]
    periods: tuple[Period, ...]
    figure_count: int
    shares: tuple[Fact, ...] = ()
    bare: bool = False
    """Whether nothing says in what scale its figures are: RMB, HK$ over them and no more."""

    @property
    def reviewed(self) -> bool:
        """Whether these are the issuer's own figures after the last audited date, as the section on them says."""
        said = {fact.assurance for fact in self.facts}
        own = said == {"reviewed"} or (said == {"unaudited"} and bool(OWN_LINES & self.known))
        return {"revenue", "profit"} <= self.known and own

    @property
    def first_page(self) -> int:
        return self.table.pages[0]

    @property
    def values(self) -> dict[tuple[str, Period], Fact]:
        return {(fact.concept, fact.period): fact for fact in self.facts if fact.concept}


def wording_of(table: RawTable, without: tuple[str, ...]) -> Vocabulary | None:
    """The wording of the accounting basis whose form the table's own rows show, None where they show none."""
    labels = {label_key(cell.text) for row in table.rows for cell in row[:1]}
    if labels & OLD_GAAP_ROWS:
        return wording("PRC GAAP", without)
    return wording("CAS", without) if labels >= CAS_ROWS else None


@cache
def wording(basis: str, without: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(basis, without)


def has_rows(table: RawTable) -> bool:
    return sum(any(is_figure(cell.text) for cell in row if cell.col) for row in table.rows) >= ROWS_MIN


def table_to_candidate(table: RawTable, context: FilingContext, vocabulary: Vocabulary, unit: Unit | None = None) -> Candidate | str:
    """The table read as an income statement, else in words why it is none. unit: given where the table itself names none."""
    words = table_words(table, context)
    scale = words.scale or (unit.scale if unit else scale_around(table, words, context))
    words = replace(words, unit=scaled(words.unit, scale) or unit, scale=scale)
    vocabulary = wording_of(table, context.without) or vocabulary
    sections = [with_whole_columns(section) for section in table_to_sections(table, words) if any(head.period for head in section.heads)]
    if not sections:
        return "its columns name no period"
    taken: set[str] = set()
    facts: list[Fact] = []
    shares: list[Fact] = []
    known: set[str] = set()
    seen: set[tuple[Period, ...]] = set()
    read: list[tuple[list[Row], tuple[Head, ...]]] = []
    for section in sections:
        periods = tuple(head.period for head in section.heads if head.period is not None and head.role == "amount")
        taken = taken if periods in seen else set()
        seen.add(periods)
        rows = section_to_rows(section, vocabulary, table.strategy == "aligned", taken)
        if is_another_table(rows, section.heads, read, words.currency):
            continue
        taken |= {name for row in rows for name in row.concepts}
        known |= taken
        read.append((rows, section.heads))
    cents = stated_cents("\n".join(context.pages.texts[page - 1] for page in table.pages))
    read = [(with_stated_cents(rows, cents), heads) for rows, heads in read]
    in_brackets = costs_in_brackets(*read)
    for rows, heads in read:
        facts += rows_to_facts(rows, heads, context.cell_source, context.attribute("basis"), in_brackets)
        shares += rows_to_shares(rows, heads, context.cell_source)
    if len(known) < ROWS_MIN:
        return f"fewer than {ROWS_MIN} of its rows are lines of an income statement"
    bare = scale is None and is_bare(words.unit)
    amounts = [fact.value for fact in facts if "/" not in fact.measure]
    if bare and unit is None and told_in_thousands(amounts, context.pages.texts, table.pages):
        return table_to_candidate(
            table, context, vocabulary, Unit(facts[0].measure, Decimal(1000), "the text tells its figures in millions")
        )
    if not facts or (bare and looks_scaled(amounts)):
        return NO_UNIT
    facts = with_assurance(facts, table.caption)
    periods_read = tuple(sorted({fact.period for fact in facts}))
    return Candidate(
        table,
        read_title(table, context.pages.texts),
        tuple(facts),
        frozenset(known),
        periods_read,
        figure_count(table),
        tuple(shares),
        bare,
    )


def is_another_table(
    rows: Sequence[Row], heads: Sequence[Head], above: Sequence[tuple[Sequence[Row], Sequence[Head]]], currency: str
) -> bool:
    """Whether rows below a whole statement, of which none is known, stand under years without money: margins, operating data.

    The statement's own lines of the next page repeat its unit.
    """
    whole = any("profit" in row.concepts for others, _ in above for row in others)
    if not whole or any(row.concepts for row in rows):
        return False
    return names_money(above[0][1], currency) and not names_money(heads, currency)


def names_money(heads: Sequence[Head], currency: str) -> bool:
    return any(is_money(unit) for head in heads if head.role == "amount" for unit in find_units(head.words, currency))


def figure_count(table: RawTable) -> int:
    return sum(is_figure(cell.text) for cell in table.cells() if cell.col)


def tables_to_candidates(
    tables: Sequence[RawTable], context: FilingContext, vocabulary: Vocabulary
) -> tuple[list[Candidate], list[LedgerEntry]]:
    """Every table that reads as an income statement, in page order, and the account of those that do not.

    A statement that names no unit takes the one under which it agrees with a table that names its own (002057: page 143
    prints the figures of pages 15 and 178, which stand under 元).
    """
    read = [(table, table_to_candidate(table, context, vocabulary)) for table in tables]
    known = [candidate for _, candidate in read if isinstance(candidate, Candidate) and not candidate.bare]
    found: list[Candidate] = []
    ledger: list[LedgerEntry] = []
    for table, outcome in read:
        if outcome == NO_UNIT or (isinstance(outcome, Candidate) and outcome.bare):
            outcome = by_agreement(table, context, vocabulary, known) or outcome
        if isinstance(outcome, Candidate):
            found.append(outcome)
        else:
            caption = table.caption.splitlines()[-1] if table.caption else ""
            ledger.append(
                LedgerEntry(
                    "income_statement", "table", table.pages, caption, False, outcome, figure_count(table), 0, table.strategy, table.bbox
                )
            )
    return found, ledger


def by_agreement(table: RawTable, context: FilingContext, vocabulary: Vocabulary, known: Sequence[Candidate]) -> Candidate | None:
    """The table in the one scale in which its figures are those of a table with a unit, None where no scale or several fit.

    One such table is enough: others may be those of associates or of a company bought.
    """
    currency = context.attribute("currency")
    fitting: list[Candidate] = []
    for scale in SCALES if currency else ():
        candidate = table_to_candidate(
            table, context, vocabulary, Unit(currency, Decimal(scale), "the unit under which it agrees with another table")
        )
        if isinstance(candidate, Candidate) and any(says_the_same(candidate, other) for other in known):
            fitting.append(candidate)
    return fitting[0] if len(fitting) == 1 else None


def says_the_same(candidate: Candidate, other: Candidate) -> bool:
    agree, differ = agreement(candidate, [other])
    return agree >= AGREE_MIN and agree >= AGREE_SHARE * (agree + differ)


def with_assurance(facts: Sequence[Fact], caption: str) -> list[Fact]:
    """Facts whose column says nothing take what the sentence above the table says of a review ("经审阅，未经审计").

    Below 财务报告审计截止日后 figures without a review are unaudited.
    """
    words = re.sub(r"\s", "", caption)
    said: Assurance = "reviewed" if REVIEW.search(words) else read_assurance(caption)
    said = said if said == "reviewed" else "unaudited" if AFTER_AUDIT.search(words) else ""
    return [replace(fact, assurance=said) if said and not fact.assurance else fact for fact in facts]


def agreement(candidate: Candidate, others: Sequence[Candidate]) -> tuple[int, int]:
    """How many figures of the same concept and period agree within the coarser step, and how many do not."""
    counts: Counter[bool] = Counter()
    values = {key: fact for other in others for key, fact in other.values.items()}
    for key, fact in candidate.values.items():
        other = values.get(key)
        if other is not None and other.value:
            counts[abs(fact.value - other.value) <= max(fact.step, other.step)] += 1
    return counts[True], counts[False]
