"""The income statement: finds every table that prints it, chooses the fullest, keeps the others as further readings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.model import Fact, Finding, LedgerEntry, Period
from analyzer.read.labels import label_key
from analyzer.read.periods import find_periods
from analyzer.topics.agreement import agree
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.income_candidates import AGREE_MIN, AGREE_SHARE, ROWS_MIN, Candidate, agreement, has_rows, tables_to_candidates
from analyzer.topics.income_offface import read_margins, read_off_face
from analyzer.topics.income_pages import find_statement_pages
from analyzer.topics.income_pieces import goes_on_with_periods, join_pieces
from analyzer.topics.income_prose import read_sentences
from analyzer.topics.income_row import plain_amount

KIND = "income_statement"
PRIMARY_ROWS_MIN = 6
MISPRINT = re.compile(r"[-(（]?\d[\d.,，．\s]{4,}\d[)）]?")
BOTTOM = {"profit", "profit_before_tax"}
FULLER_SHARE = Decimal("0.8")
"""How much of the first statement a fuller one must repeat."""
SPLITS = {"profit_attributable_to_owners", "profit_attributable_to_nci"}
"""Hong Kong statements print them behind a dash as parts of the line above."""


def read(context: FilingContext) -> TopicReading:
    """Every reading of the consolidated income statement: first those of the fullest statement, then the other places."""
    vocabulary = Vocabulary(context.attribute("basis") or context.exchange.wording, context.without)
    pages = find_statement_pages(context.pages.texts)
    tables = [table for table in context.pages.joined(pages) if has_rows(table)]
    candidates, ledger = tables_to_candidates(tables, context, vocabulary)
    primary, others = choose_primary(join_pieces(candidates))
    readings = [fact for candidate in primary for fact in candidate.facts]
    face = {(fact.concept, fact.period): fact for fact in reversed(readings) if fact.concept}
    unclaimed = {label_key(fact.label) for fact in readings if not fact.concept}
    extra: list[Fact] = []
    for candidate in others:
        reason = why_not(candidate, primary)
        used = () if reason else tuple(fact for fact in candidate.facts if is_further_reading(fact, face, unclaimed))
        extra += used
        ledger.append(entry(candidate, not reason, reason or "a further reading of the statement", len(used)))
    ledger += [entry(candidate, True, "the fullest statement", len(candidate.facts)) for candidate in primary]
    off_face, off_ledger = read_off_face(context, vocabulary, [*readings, *extra])
    spoken, spoken_ledger = read_sentences(context, vocabulary, [*readings, *extra])
    printed_margins = read_margins(context, readings)
    facts = [fact for fact in [*readings, *extra, *off_face, *printed_margins, *spoken] if fact.concept]
    unmapped = [fact for fact in readings if not fact.concept]
    findings = unreadable(primary, context) if facts else [not_found(context, pages)]
    ledger = sorted([*ledger, *off_ledger, *spoken_ledger], key=lambda e: (e.pages, e.bbox[1]))
    asides = [
        fact for candidate in [*primary, *others] if candidate in primary or not why_not(candidate, primary) for fact in candidate.shares
    ]
    return TopicReading(KIND, tuple(facts), tuple(unmapped), tuple(findings), tuple(ledger), tuple(asides))


def is_further_reading(fact: Fact, face: Mapping[tuple[str, Period], Fact], unclaimed: Collection[str]) -> bool:
    """Whether a row of another table may be a reading of a line.

    Not an 其中 row of a concept that the statement lacks, nor another figure under a label that the statement prints beside the
    line of that concept (cloudbreak p.26: "Finance income, net").
    """
    line = face.get((fact.concept, fact.period))
    own = not fact.of_which or fact.concept in SPLITS or any(fact.concept == concept for concept, _ in face)
    other = label_key(fact.label) in unclaimed and line is not None and not agree(line, fact)
    return bool(fact.concept) and own and not other


def unreadable(primary: Sequence[Candidate], context: FilingContext) -> list[Finding]:
    """Cells of the statement that print digits but no amount (002255 p.163: "225.467.28")."""
    return [
        Finding("warning", "UNREADABLE_FIGURE", f"{cell.text!r} is no amount; the row is {row[0].text!r}", (context.cell_source(cell),))
        for candidate in primary
        for row in candidate.table.rows
        for cell in row[1:]
        if MISPRINT.fullmatch(cell.text.strip()) and plain_amount(cell.text) is None and not find_periods(cell.text)
    ]


def not_found(context: FilingContext, pages: Sequence[int]) -> Finding:
    where = ", ".join(str(page) for page in pages) or "none of the pages holds the words of one"
    return Finding("info", "INCOME_STATEMENT_NOT_FOUND", f"no income statement was found; pages looked at: {where}")


def entry(candidate: Candidate, used: bool, reason: str, used_count: int) -> LedgerEntry:
    table = candidate.table
    return LedgerEntry(
        KIND, "table", table.pages, candidate.title.text, used, reason, candidate.figure_count, used_count, table.strategy, table.bbox
    )


def choose_primary(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The statements proper: the fullest consolidated one, its comprehensive income, an interim's in an appendix of its own."""
    ranked = fuller_first(sorted((c for c in candidates if is_statement(c)), key=rank, reverse=True))
    primary: list[Candidate] = []
    for candidate in ranked:
        if not primary or adds_periods(candidate, primary):
            primary.append(candidate)
    primary += later_periods(primary, candidates)
    if not primary:
        primary = fallback(candidates)
    primary += [
        c for c in candidates if c not in primary and not c.title.excluded and any(adds_comprehensive_income(c, first) for first in primary)
    ][:2]
    primary = [*following_comprehensive_income(candidates, primary), *primary]
    chosen = {id(candidate) for candidate in primary}
    return primary, [candidate for candidate in candidates if id(candidate) not in chosen]


def later_periods(primary: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The tables in which the chosen statements go on with later periods, each right after the one before."""
    known = {period for other in primary for period in other.periods}
    found: list[Candidate] = []
    for upper in primary:
        for lower in candidates:  # in page order
            if not known & set(lower.periods) and goes_on_with_periods(upper, lower):
                found.append(lower)
                known |= set(lower.periods)
                upper = lower
    return found


def fuller_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the one first that says all that the first of them says and has more known rows: a summary ends at the profit.

    Its title may not have been recognised; that all its figures agree shows whose statement it is.
    """
    first = ranked[:1]
    for candidate in ranked[1:]:
        agree, differ = agreement(candidate, first)
        covered = {period for _, period in first[0].values} <= {period for _, period in candidate.values}
        if len(candidate.known) > len(first[0].known) and covered and agree and not differ and agree >= FULLER_SHARE * len(first[0].values):
            first = [candidate]
    return [*first, *(candidate for candidate in ranked if candidate not in first)]


def fallback(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Where no table is a whole statement: the fullest titled extract, else the fullest table of key figures."""
    fit = [c for c in candidates if not c.title.excluded and BOTTOM & c.known and len(c.known) > ROWS_MIN]
    titled = [c for c in fit if c.title.statement and c.title.consolidated]
    return sorted(titled or fit, key=rank, reverse=True)[:1]


def is_statement(candidate: Candidate) -> bool:
    return not candidate.title.excluded and len(candidate.known) >= PRIMARY_ROWS_MIN and bool(BOTTOM & candidate.known)


def rank(candidate: Candidate) -> tuple[int, int, int, Decimal, int]:
    """Titles first, then rows, then precision; of equals the later page (the accountants' report)."""
    rows = len({(fact.label, fact.source.bbox[1]) for fact in candidate.facts})
    step = min(fact.step for fact in candidate.facts)
    titled = 2 * candidate.title.statement + candidate.title.consolidated
    return (min(titled, 3) if len(candidate.known) >= 8 else 0, rows // 4, rows, -step, candidate.first_page)


def adds_periods(candidate: Candidate, primary: Sequence[Candidate]) -> bool:
    """Whether a titled statement prints other periods than those chosen, and none of theirs with other figures."""
    known = {period for other in primary for period in other.periods}
    return candidate.title.statement and candidate.title.consolidated and not known & set(candidate.periods)


def adds_comprehensive_income(candidate: Candidate, first: Candidate) -> bool:
    """Whether this is the statement of comprehensive income that follows the statement of profit or loss."""
    near = 0 <= candidate.first_page - first.table.pages[-1] <= 1
    adds = "total_comprehensive_income" in candidate.known and "total_comprehensive_income" not in first.known
    return near and adds


def following_comprehensive_income(candidates: Sequence[Candidate], primary: Sequence[Candidate]) -> list[Candidate]:
    """The statement of comprehensive income that follows another print of the statement, where a summary is the fullest one.

    Before the summary, whose "loss and total comprehensive income" may be the loss alone (MiniMax p.29, p.543).
    """
    printed = [c for c in candidates if c not in primary and is_statement(c) and primary and not why_not(c, primary)]
    fit = [c for c in candidates if c not in primary and c.title.statement and not c.title.excluded]
    return [c for c in fit if any(adds_comprehensive_income(c, first) and goes_on_with(c, first) for first in printed)][:1]


def goes_on_with(candidate: Candidate, first: Candidate) -> bool:
    """Whether a statement begins with the result of this one, in several periods."""
    agree, differ = agreement(candidate, [first])
    return agree > 1 and not differ


def why_not(candidate: Candidate, primary: Sequence[Candidate]) -> str:
    """Why a table is no further reading of the statement, "" where it is one."""
    if candidate.title.excluded:
        return f"not the issuer's consolidated statement: {candidate.title.excluded}"
    if not primary:
        return "no statement to compare it with"
    agree, differ = agreement(candidate, primary)
    if agree and not differ:
        return ""
    if agree >= AGREE_MIN and agree >= AGREE_SHARE * (agree + differ):
        return ""
    if not agree + differ and ((candidate.title.statement and candidate.title.consolidated) or candidate.reviewed):
        return ""
    return f"{agree} of {agree + differ} figures agree with the statement: another entity, basis or scope"
