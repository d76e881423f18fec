"""The five largest customers and suppliers of every period: one engine for both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.model import Fact, LedgerEntry, Period, RawTable, Unit
from analyzer.read.amounts import number_count
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.bare_units import is_bare, scaled, stated_scale, without_tiny_amounts
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.concentration_facts import ALSO, SIDES, FactMaker, Surroundings
from analyzer.topics.concentration_groups import TOP, assign_periods
from analyzer.topics.concentration_heads import (
    share_base,
)
from analyzer.topics.concentration_losses import missing_periods, not_found, other_share_finding, parties_left_out
from analyzer.topics.concentration_names import are_of_other_side
from analyzer.topics.concentration_notes import find_notes, find_remarks
from analyzer.topics.concentration_overlap import mark_overlap, read_overlap
from analyzer.topics.concentration_plain import are_five_of_all, no_parties
from analyzer.topics.concentration_prose import read_sentences
from analyzer.topics.concentration_rows import read_groups, shapes
from analyzer.topics.concentration_sides import (
    candidate_pages,
)
from analyzer.topics.concentration_totals import read_totals_table
from analyzer.topics.concentration_units import find_slips, infer_unit, left_out_finding, too_small_finding, unit_finding
from analyzer.topics.concentration_walk import Block, Walk, with_scale
from analyzer.topics.concentration_words import load_words

PAGES_MAX = 60


def read_parties(context: FilingContext, kind: str) -> TopicReading:
    """Every reading of one side: tables, totals in tables by period, sentences; and the account of what was looked at."""
    words, concepts = load_words(frozenset(context.without)), SIDES[kind]
    year_end = context.year_end
    pages = candidate_pages(context.pages.texts, kind, words)
    walk = Walk(context, words, kind, year_end, context.attribute("currency"))
    queue, done = list(pages[:PAGES_MAX]), set()
    while queue:
        number = queue.pop(0)
        if number in done or not 1 <= number <= len(context.pages.texts):
            continue
        done.add(number)
        if walk.page(number):
            queue.insert(0, number + 1)
    maker = FactMaker(context, concepts, words)
    facts: list[Fact] = []
    ledger: list[LedgerEntry] = []
    report = context.report_period
    for block in walk.blocks:
        found, entry = read_block(block, maker, year_end, report)
        facts += found
        ledger.append(entry)
    ledger += [ledger_entry(kind, table, False, reason, 0) for table, reason in walk.rejected]
    periods = sorted({fact.period for fact in facts})
    maker.findings += find_slips(facts)
    said = read_sentences(context, concepts, words, pages, periods, facts, year_end, report)
    facts += said.facts
    ledger += said.ledger
    maker.findings += missing_periods(context, facts)
    overlap = read_overlap(context, words, facts)
    facts = mark_overlap(facts, {name for _, names in overlap for name in names}, ALSO[kind])
    findings = [*maker.findings, *(finding for finding, _ in overlap if kind == "customers")]
    if not facts:
        findings.append(not_found(context, concepts, pages))
    return TopicReading(kind, tuple(facts), (), tuple(findings), tuple(ledger))


def read_block(block: Block, maker: FactMaker, year_end: FiscalYearEnd, report: Period | None) -> tuple[list[Fact], LedgerEntry]:
    """Facts of one announced table and its account."""
    maker.begin_table()
    facts: list[Fact] = []
    if not block.reason:
        block = with_whole_units(block, maker.context)
        facts = list(party_facts(block, maker, year_end, report))
        sure = without_tiny_amounts(facts, units_of(block))
        if len(sure) < len(facts):
            maker.findings.append(too_small_finding([fact for fact in facts if fact not in sure]))
            facts = sure
    if not block.title.names_five and not (are_five_of_all(facts, maker.concepts) or (block.head.of("rank") and ranks_five(facts))):
        maker.refused.append("major parties, but not five by rank")
        facts = []
    elif not any(fact.rank is not None for fact in facts):
        totals = list(read_totals_table(block.table, block.head, block.title, block.unit, maker, year_end, block.period or report))
        facts = totals if len(totals) > len(facts) else facts
    if told := no_parties(facts, maker.words):
        maker.refused.append(told)
        facts = []
    if are_of_other_side({fact.member for fact in facts if fact.member}, maker.concepts.kind):
        maker.refused.append("its parties have the letters of the other side")
        facts = []
    if maker.without_unit and (facts or block.title.names_five) and not block.reason:
        maker.findings.append(left_out_finding(maker.context, list(dict.fromkeys(maker.without_unit))))
    if maker.left_out and (facts or block.title.names_five) and not block.reason:
        maker.findings.append(parties_left_out(maker.context, maker.left_out))
    if facts and maker.other_shares:
        maker.findings.append(other_share_finding(maker.context, maker.other_shares))
        maker.refused.append(maker.findings[-1].message)
    reason = "; ".join(dict.fromkeys(maker.refused)) or ("five largest" if facts else "no period, unit or parties could be read")
    return facts, ledger_entry(maker.concepts.kind, block.table, bool(facts), reason, len(facts))


def with_whole_units(block: Block, context: FilingContext) -> Block:
    """The table with its units in the scale that stands apart from them: over or below the column, or in the chapter's sentence on all
    amounts.
    """
    columns = [replace(c, unit=with_scale(c.unit, block.table, c.header)) if c.unit else c for c in block.head.columns]
    named = [unit for unit in (block.unit, *(column.unit for column in columns)) if unit is not None]
    scale = stated_scale(context.pages.texts, block.table.pages[0]) if any(map(is_bare, named)) else None
    head = replace(block.head, columns=tuple(replace(column, unit=scaled(column.unit, scale)) for column in columns))
    return replace(block, head=head, unit=scaled(block.unit, scale))


def units_of(block: Block) -> list[Unit | None]:
    """The units of a table's amounts: those of its columns, else the one of the whole table."""
    return [column.unit or block.unit for column in block.head.of("amount")] or [block.unit]


def ranks_five(facts: Sequence[Fact]) -> bool:
    """Whether a table that only calls its parties major ranks five of them with shares in a period, and never more."""
    ranks = {(fact.scope, fact.period, fact.rank) for fact in facts if fact.rank is not None and fact.measure == "ratio"}
    groups = {(scope, period) for scope, period, _ in ranks}
    counts = [sum((scope, period, rank) in ranks for rank in range(1, 6)) for scope, period in groups]
    return bool(counts) and max(counts) == TOP


def party_facts(block: Block, maker: FactMaker, year_end: FiscalYearEnd, report: Period | None) -> Iterator[Fact]:
    """Facts of a table with one row per party."""
    head = block.head
    if block.unit is None and all(column.unit is None for column in head.of("amount")):
        block.unit = infer_unit(maker.context, block.table.pages[0], head, block.table.rows[head.row_count :])
        if block.unit is not None:
            maker.findings.append(unit_finding(maker.context, block.unit, next(block.table.cells())))
    base = share_base(block.title.sentence, maker.words)
    around = Surroundings(
        block.unit, base, block.title.scope, find_notes(maker.context, block.table), tuple(find_remarks(maker.context, block.table))
    )
    for shape, over in shapes(head, block.table.rows):
        groups = read_groups(block.table, head, shape, maker.words, year_end, maker.concepts.kind, bool(over or block.period))
        used: set[tuple[str, Period]] = set()
        for group, period in assign_periods(groups, over or block.period or report):
            if period is None or (group.scope, period) in used:
                maker.refuse(group, "without a period")
                continue
            used.add((group.scope, period))
            yield from maker.group_facts(group, period, [*shape.figures, *shape.texts], around)


def ledger_entry(kind: str, table: RawTable, used: bool, reason: str, count: int) -> LedgerEntry:
    caption = table.caption.splitlines()[-1] if table.caption else ""
    numbers = sum(number_count(cell.text) for cell in table.cells())
    return LedgerEntry(kind, "table", table.pages, caption, used, reason, numbers, count, table.strategy, table.bbox)
