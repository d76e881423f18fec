"""Production capacity, output, sales volume, utilisation, sales-to-production ratio and average selling price by product."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from analyzer.errors import ReadError
from analyzer.model import Cell, Fact, Finding, LedgerEntry, RawTable, Source, Unit
from analyzer.read.amounts import looks_like_amount
from analyzer.read.track_record import find_track_record, names_track_record
from analyzer.read.units import parse_unit
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.volumes_breaks import parted_at_breaks, with_titles_above
from analyzer.topics.volumes_grid import Body, table_to_body
from analyzer.topics.volumes_heads import measure_lines
from analyzer.topics.volumes_lead import Lead, Setting, read_lead
from analyzer.topics.volumes_noted_units import find_noted_units, with_noted_units
from analyzer.topics.volumes_notes import note_text, notes_below, population_note
from analyzer.topics.volumes_owners import other_company
from analyzer.topics.volumes_pages import candidate_pages, is_prose_page, with_next_pages
from analyzer.topics.volumes_prose import find_not_applicable, read_sentences, report_end, report_periods
from analyzer.topics.volumes_readings import Outcome, Reading
from analyzer.topics.volumes_sources import is_industry_page, names_third_party, source_below, source_lines
from analyzer.topics.volumes_spelling import with_hyphens
from analyzer.topics.volumes_table import read_body
from analyzer.topics.volumes_titles import title_measure
from analyzer.topics.volumes_told import counted_measures, measure_of_unit
from analyzer.topics.volumes_values import SentenceReading
from analyzer.topics.volumes_whole import as_whole, totals_of
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, core, is_word, says, split_measure, words_without

KIND = "volumes"
NO_WORDS = "no volume words"
PROSE_PAGES_MAX = 24
HISTORY_YEARS = 5
"""Sentences about earlier years than so many before the tables tell the history of a trade (002096 p.50: 1950)."""
NEAR_LENGTH_MAX = 50
"""Of a long introduction only the end says what the table holds (601113 p.258)."""
OWN_MEASURES_MIN = 3
"""Measures that mark a table as the issuer's own where no introduction says what it is."""
_REMARK_UNIT = re.compile(r"(?:产能|产量|销量)[^。]{0,20}(?:计量)?单位[为是：:]\s*[“\"]?([^”\"。，]{1,6})[”\"]?")


@dataclass
class _Account:
    """What a reading collects as it goes through tables and sentences."""

    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    asides: list[Fact] = field(default_factory=list)
    led: set[int] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    """Places of facts whose product only the words above their table name, and of totals beside their parts."""


def read(context: FilingContext) -> TopicReading:
    """Every volume figure of a filing, one fact per printed place."""
    with words_without(context.without):
        return read_volumes(context)


def read_volumes(context: FilingContext) -> TopicReading:
    texts = context.pages.texts
    base = Setting(context.year_end, context.report_period, context.attribute("currency"), Lead("", "", "", 0))
    account = _Account()
    pages = candidate_pages(texts)
    read_tables(context, base, pages, account)
    account.facts = as_whole(with_hyphens(account.facts), account.led, account.totals)
    read_prose_pages(context, base, account)
    if not account.facts:
        where = ", ".join(str(page) for page in pages) or "none has words of volumes"
        message = f"no production, capacity or sales volumes found; pages looked at: {where}"
        account.findings.append(Finding("info", "VOLUMES_NOT_FOUND", message))
    return TopicReading(KIND, tuple(account.facts), (), tuple(account.findings), tuple(account.ledger), tuple(account.asides))


def read_tables(context: FilingContext, base: Setting, pages: Sequence[int], account: _Account) -> None:
    """Adds the figures of every table of the candidate pages that holds volumes of the issuer."""
    before: Lead | None = None
    joined = context.pages.joined(with_next_pages(context, pages))
    for table in (with_titles_above(part) for whole in joined for part in parted_at_breaks(context.pages, whole)):
        body = table_to_body(table)
        lead = table_lead(context, table, base, before)
        reason = rejection(body, lead) or industry_reason(context, table, body, lead) or owner_reason(context, lead)
        if reason:
            account.ledger.append(entry(table, reason))
            before = before if reason == NO_WORDS else None
            continue
        before = lead
        outcome = read_body(body, replace(base, lead=lead, remark_unit=remark_unit(context, table)))
        notes = table_notes(context, table, body) if outcome.readings else []
        outcome = with_noted_units(outcome, find_noted_units(notes))
        first = len(account.facts)
        account.led |= {first + place for place, reading in enumerate(outcome.readings) if lead.product and reading.member == lead.product}
        found = [noted(to_fact(context, reading), notes, outcome) for reading in outcome.readings]
        account.totals |= {first + place for place in totals_of(found)}
        account.facts += found
        account.asides += [to_fact(context, reading) for reading in outcome.revenues]
        account.ledger.append(entry(table, "" if outcome.readings else "no figure with measure, period and unit", len(outcome.readings)))
        account.findings += table_findings(context, outcome)


def read_prose_pages(context: FilingContext, base: Setting, account: _Account) -> None:
    """Adds what sentences say: figures, and that a fabless company has no capacity of its own."""
    texts = context.pages.texts
    known = {re.sub(r"\s", "", fact.member): fact.member for fact in account.facts} or {"": ""}
    closing = report_end(texts, base.year_end)
    reported = report_periods(texts, base.year_end)
    oldest = min((fact.period.end.year for fact in account.facts), default=HISTORY_YEARS) - HISTORY_YEARS
    assured = False
    pages = [number for number, text in enumerate(texts, 1) if is_prose_page(text)][:PROSE_PAGES_MAX]
    tracked = find_track_record(texts, base.year_end) if any(names_track_record(texts[page - 1]) for page in pages) else ()
    for page in pages:
        prose = context.pages.prose(page, page)
        for reading in read_sentences(prose.text, base.year_end, known, closing, reported, tracked):
            if reading.period.end.year < oldest:
                continue
            place, box = prose.place(reading.start, reading.stop)
            source = context.source(place, box, prose.text[reading.start : reading.stop])
            account.facts.append(sentence_fact(reading, source))
            account.ledger.append(LedgerEntry(KIND, "sentence", (place,), reading.label, True, "", 1, 1, "prose", box))
        for start, stop in find_not_applicable(prose.text)[:1] if not assured else ():
            place, box = prose.place(start, stop)
            sentence = prose.text[start:stop].strip()
            source = context.source(place, box, sentence)
            account.findings.append(Finding("info", "NOT_APPLICABLE", f"production capacity: {sentence}", (source,)))
            assured = True


def sentence_fact(reading: SentenceReading, source: Source) -> Fact:
    return Fact(
        KIND, reading.concept, reading.label, reading.period, reading.amount.value, reading.unit.measure, reading.amount.step,
        member=reading.member,
        qualifier=reading.amount.qualifier, note=reading.note, origin=source,
    )  # fmt: skip


def noted(fact: Fact, notes: Sequence[str], outcome: Outcome) -> Fact:
    members = sorted({reading.member for reading in outcome.readings})
    return replace(fact, note=fact.note or population_note(notes, fact.concept, fact.member, members))


def table_notes(context: FilingContext, table: RawTable, body: Body) -> list[str]:
    """Notes inside the table and right below it."""
    page = table.pages[-1]
    inside = [note_text(line) for line in body.notes.splitlines() if line.strip()]
    return inside + notes_below(context.pages.prose(page, page), table)


def table_lead(context: FilingContext, table: RawTable, base: Setting, before: Lead | None) -> Lead:
    """The lead; a sub-table under a mere title goes on with the unit of the table above it (002257 p.114)."""
    first = table.pages[0]
    lead = read_lead(table, context.pages.texts[first - 2] if first > 1 else "", base.year_end)
    if before is not None and not lead.unit_line and lead.own_lines <= 1:
        return replace(lead, unit_line=before.unit_line)
    return lead


def rejection(body: Body, lead: Lead) -> str:
    """Why a table holds no volumes of the issuer; "" where it may."""
    if not body.figures:
        return "no figures"
    texts = dict.fromkeys(cell.text for figure in body.figures for cell in (*figure.titles, *figure.labels, *figure.heads))
    measures = {concept_of(text) or split_measure(text)[0] or title_measure(text)[0] for text in texts}
    measures |= {measure_lines(heads, "")[0] for heads in {figure.heads for figure in body.figures}}
    measures &= set(CONCEPTS)
    told = len(lead.measures) == 1 or any(
        measure_of_unit(heads, lead.measures, "") or len(counted_measures(heads, lead.measures, "")) == 1
        for heads in {figure.heads for figure in body.figures}
    )
    if not measures and not told and not any(is_word("quantity", text) for text in texts):
        return NO_WORDS
    named = next((cell.text for cell in body.corner if says_head(cell.text)), "") or next((text for text in texts if says_head(text)), "")
    if named:
        return f"a table of {core(named)}"
    if any(is_word("whole_market", text) for text in texts) and any(is_word("issuer_part", text) for text in texts):
        return "the issuer's part beside the whole market"
    others = "reject_lead" if not is_own(texts, measures, lead) else "reject_own"
    if says(others, lead.near[-NEAR_LENGTH_MAX:]) and (lead.introduces or len(measures) < OWN_MEASURES_MIN):
        return "the words above speak of markets, projects or plans"
    if says("purchase_lead", lead.near[-NEAR_LENGTH_MAX:]) and not any(
        says("sold", text) for text in texts if concept_of(text) in CONCEPTS
    ):
        return "the words above speak of purchases"
    return ""


def industry_reason(context: FilingContext, table: RawTable, body: Body, lead: Lead) -> str:
    """Why a table of volumes tells of the trade: its chapter, or its source where no words above claim the figures; "" otherwise."""
    if is_industry_page(context.pages.texts[table.pages[0] - 1]):
        return "it stands in the chapter on the industry"
    page = table.pages[-1]
    below = context.pages.prose(page, page)
    named = [*source_lines(body.notes), *source_below(below, table)]
    return "its source is a third party" if names_third_party(named) and not says("issuer", lead.near) else ""


def owner_reason(context: FilingContext, lead: Lead) -> str:
    """Why the figures are not the issuer's: the words above name another company as theirs; "" otherwise."""
    texts = context.pages.texts
    company = (other_company(lead.near, texts) or other_company(lead.line, texts)) if lead.introduces else ""
    return f"the words above speak of {company}" if company else ""


def is_own(texts: Collection[str], measures: Collection[str], lead: Lead) -> bool:
    """Whether only the issuer can print such figures: output, sales and their ratio, or its own sales with their revenue.

    The words above may then speak of plant or of makers (002250 p.225: 固定资产; 002353 p.129: 主要厂商、产品类型、产品销量及销售收入).
    """
    if {"sales_volume", "production_volume", "sales_to_production_ratio"} <= set(measures):
        return True
    revenue = any(is_word(REVENUE, text) for text in texts)
    return revenue and "sales_volume" in measures and says("issuer", lead.near)


def says_head(text: str) -> bool:
    return is_word("reject_head", text)


def remark_unit(context: FilingContext, table: RawTable) -> Unit | None:
    """A unit that a remark on the page gives for capacity or output (600519 annual report 2024 p.14: 计量单位为“吨”)."""
    match = _REMARK_UNIT.search(re.sub(r"\s", "", context.pages.texts[table.pages[-1] - 1]))
    try:
        return parse_unit("单位：" + match.group(1)) if match else None
    except ReadError:
        return None


def to_fact(context: FilingContext, reading: Reading) -> Fact:
    return Fact(
        KIND, reading.concept, reading.label, reading.period, reading.amount.value, reading.unit.measure, reading.amount.step,
        member=reading.member, scope=reading.scope, qualifier=reading.amount.qualifier, note=reading.note,
        origin=context.cell_source(reading.cell),
    )  # fmt: skip


def entry(table: RawTable, reason: str, used_count: int = 0) -> LedgerEntry:
    count = sum(1 for cell in table.cells() if looks_like_amount(cell.text))
    caption = table.caption.splitlines()[-1] if table.caption else ""
    return LedgerEntry(KIND, "table", table.pages, caption, not reason, reason, count, used_count, table.strategy, table.bbox)


def table_findings(context: FilingContext, outcome: Outcome) -> list[Finding]:
    def finding(code: str, message: str, cells: Sequence[Cell], known: bool = False) -> Finding:
        return Finding(
            "warning" if outcome.readings and not known else "info", code, message, tuple(context.cell_source(cell) for cell in cells[:3])
        )

    found = []
    if outcome.missing_unit:
        found.append(finding("VOLUME_UNIT_MISSING", f"{len(outcome.missing_unit)} figures without a unit", outcome.missing_unit))
    if outcome.missing_period:
        found.append(finding("VOLUME_PERIOD_MISSING", f"{len(outcome.missing_period)} figures without a period", outcome.missing_period))
    if outcome.untied:
        found.append(
            finding("VOLUME_NAME_UNTIED", f"{len(outcome.untied)} figures whose name between the rows is not certain", outcome.untied)
        )
    if outcome.with_tax:
        message = f"{len(outcome.with_tax)} prices with tax left out beside the same without"
        found.append(finding("VOLUME_TAX_BASIS", message, outcome.with_tax, True))
    if outcome.parts:
        found.append(
            finding("VOLUME_PART_ROW", f"{len(outcome.parts)} figures of an 'of which' row left to the row above", outcome.parts, True)
        )
    return found
