"""The accountants' note on major customers (10% or more of revenue): further readings, and the only source of a comparative interim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.errors import ReadError
from analyzer.model import Cell, Fact, Finding, LedgerEntry, Period, RawTable
from analyzer.read.amounts import parse_amount
from analyzer.read.labels import clean_label, label_key
from analyzer.topics.agreement import agree
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.column_heads import Head, is_figure
from analyzer.topics.columns import table_to_sections
from analyzer.topics.concentration_groups import TOP
from analyzer.topics.income_units import table_words

NOTE = re.compile(
    r"(?:information about|revenue from|details of)\s+(?:the\s+|each of the\s+)?(?:major|single largest) customers?"
    r"|(?:有關|關於)?主要客[戶户](?:的|之)?(?:資料|信息|收入)",
    re.IGNORECASE,
)
TEN_PERCENT = re.compile(r"10\s?%|ten per\s?cent|百分之十")
PARTY = re.compile(r"(?:customer|客[戶户]|公司)\s*(?:[A-Z]{1,2}|\d{1,2}|[甲乙丙丁戊己])", re.IGNORECASE)
CENSORED = re.compile(r"\s*(?:N/A\s*)?[*＊#^](?:\(.*\))?\s*|\s*(?:N/A|不適用)\s*[(（][^)）]*[)）]\s*")
PAGES_MAX = 4
CENSORED_WORDS = "a customer's revenue is printed as a mark: below 10% of revenue, neither missing nor zero"
REMARK = "customers of 10% or more of revenue, accountants' note"


def with_major_customers(context: FilingContext, reading: TopicReading) -> TopicReading:
    """The reading with what the note prints of the same parties, also where it disagrees with the table of five.

    A note of which most figures are not the table's has letters of its own: they name other parties, so it is left out.
    """
    pages = [page for page, text in enumerate(context.pages.texts, 1) if may_hold_note(text)]
    facts, findings, ledger = list(reading.facts), list(reading.findings), list(reading.ledger)
    known = {(label_key(f.member), f.period): f for f in facts if f.concept == "customer_revenue" and not f.scope}
    for table in context.pages.joined(pages[:PAGES_MAX]) if known else ():
        printed = list(table_readings(table, context))
        figures = [each for each in printed if isinstance(each, Fact)]
        if not figures:
            continue
        same = [(fact, known[key]) for fact in figures if (key := (label_key(fact.member), fact.period)) in known]
        accepted = 2 * sum(agree(fact, other) for fact, other in same) > len(same)
        foreign = parties_not_of_table(figures, known)
        if foreign:
            figures = [fact for fact in figures if label_key(fact.member) not in foreign]
        if accepted:
            facts += [ranked(fact, known.get((label_key(fact.member), fact.period))) for fact in figures]
            findings += [each for each in printed if isinstance(each, Finding)]
        reason = "the accountants' note on major customers" if accepted else "its letters name other parties than the table of five"
        reason += f"; other parties than the table's stand under {len(foreign)} of its letters" if accepted and foreign else ""
        ledger.append(entry(table, accepted, reason, len(figures)))
    return replace(reading, facts=tuple(facts), findings=tuple(findings), ledger=tuple(ledger))


def parties_not_of_table(figures: Sequence[Fact], known: Mapping[tuple[str, Period], Fact]) -> set[str]:
    """The letters of the note that name other parties than the table's: one of a period's five, but the table has it not among them."""
    fives: dict[Period, list[Fact]] = {}
    for (_, period), fact in known.items():
        fives.setdefault(period, []).append(fact)
    least = {period: min(each.value + each.step for each in facts) for period, facts in fives.items() if len(facts) == TOP}
    return {
        key
        for fact in figures
        if ((key := label_key(fact.member)), fact.period) not in known
        and fact.period in least
        and fact.value - fact.step > least[fact.period]
    }


def may_hold_note(text: str) -> bool:
    """Whether a page has the words of the note; the cheap ones are looked for first."""
    if not ("10" in text or "er cent" in text or "百分之十" in text) or not ("ustomer" in text or "客" in text):
        return False
    return all(word.search(text) for word in (TEN_PERCENT, NOTE, PARTY))


def table_readings(table: RawTable, context: FilingContext) -> Iterator[Fact | Finding]:
    """The figures of every party's row; a finding for a censored cell."""
    for section in table_to_sections(table, table_words(table, context)):
        for row in section.rows:
            label = clean_label(row[0].text) if row and row[0].col == 0 else ""
            if not PARTY.fullmatch(label):
                continue
            for cell in row[1:]:
                head = section.heads[cell.col]
                if head.role == "amount" and CENSORED.fullmatch(cell.text):
                    yield censored(cell, label, head, context)
                elif (fact := figure(cell, head, label, context)) is not None:
                    yield fact


def figure(cell: Cell, head: Head, label: str, context: FilingContext) -> Fact | None:
    if head.role != "amount" or head.period is None or head.unit is None or not is_figure(cell.text):
        return None
    try:
        amount = parse_amount(cell.text, head.unit)
    except ReadError:
        return None
    if amount.nil:
        return None
    return Fact(
        "customers",
        "customer_revenue",
        label,
        head.period,
        amount.value,
        head.unit.measure,
        amount.step,
        member=label,
        assurance=head.assurance,
        base="revenue",
        note=REMARK,
        origin=context.cell_source(cell),
    )


def ranked(fact: Fact, known: Fact | None) -> Fact:
    """The reading under the key of the table's figure; without one (a comparative interim) it keeps its remark and has no rank."""
    return fact if known is None else replace(fact, member=known.member, rank=known.rank, base=known.base, note="")


def censored(cell: Cell, label: str, head: Head, context: FilingContext) -> Finding:
    """Names party and period, so that the state can stand in the table of five where it prints no figure."""
    whose = f"{label}, {head.period.label}: " if head.period else ""
    return Finding("info", "CENSORED_SHARE", f"{whose}{CENSORED_WORDS}", (context.cell_source(cell),))


def entry(table: RawTable, used: bool, reason: str, count: int) -> LedgerEntry:
    caption: Sequence[str] = table.caption.splitlines()[-1:] or ("",)
    return LedgerEntry("customers", "table", table.pages, caption[0], used, reason, count, count if used else 0, table.strategy, table.bbox)
