"""The stages in order, one call each: PDF -> pages -> topics -> checks -> Filing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from analyzer import stages
from analyzer.checks import check_readings
from analyzer.exchanges import exchange_for
from analyzer.filings import sha256_of
from analyzer.forks import share
from analyzer.inputs import check_pdf_bytes, filing_stem
from analyzer.model import Filing, Finding
from analyzer.pdf.document import Document
from analyzer.pdf.legible import make_legible
from analyzer.pdf.tables import TableReader
from analyzer.read.balance_sheets import find_only_balance_sheets
from analyzer.read.calendar import find_report_period, find_year_end
from analyzer.read.exchange_rates import read_exchange_rates
from analyzer.read.identity import find_printed_page, read_identity
from analyzer.read.ocr_marks import with_ocr_note
from analyzer.topics import SAME_PAGES, find_topics
from analyzer.topics.base import FilingContext, TopicReading

TOPIC_READERS = find_topics()
"""Imported with this module: the process that workers are forked from imports it once for all of them."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """While it is open, nothing looks for cycles: a filing makes a million small objects and hardly one cycle (5% of the time)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def open_filing(path: Path | str, without: tuple[str, ...] = ()) -> Filing:
    """Everything that one PDF says about the four topics.

    without: filings whose own wordings are not used (see FilingContext).
    Raises FilingError for a file that is missing, damaged, truncated, locked or without text.
    """
    path = Path(path)
    stages.enter("opening")
    check_pdf_bytes(path)
    return read_document(Document(path), without)


@collector_paused()
def read_document(document: Document, without: tuple[str, ...] = ()) -> Filing:
    """What open_filing gives, of an open document, which is closed then."""
    path = document.path
    with document:
        stages.enter("text pass", document.page_count)
        told = make_legible(document, filing_stem(path), lambda count: stages.enter("OCR", count))
        stages.enter("topics", document.page_count)
        context = read_context(document, filing_stem(path), without)
        readings = [marked(reading, document.ocr_pages) for reading in read_topics(context, document)]
        page_count = document.page_count
    stages.enter("checks", page_count)
    return readings_to_filing(path, page_count, context, readings, told)


def read_topics(context: FilingContext, document: Document) -> list[TopicReading]:
    """The readings of all topics in their order; a fork may read some of them."""

    def read_some(kinds: Sequence[str]) -> dict[str, TopicReading]:
        return {kind: TOPIC_READERS[kind](context) for kind in kinds}

    groups = [*((kind,) for kind in TOPIC_READERS if kind not in SAME_PAGES), SAME_PAGES]
    if context.exchange.market == "HK":  # the customers' and suppliers' sentences of its long chapters take longest
        groups.reverse()
    parts = share([partial(read_some, kinds) for kinds in groups], document.open_again)()
    readings = {kind: reading for part in parts for kind, reading in part.items()}
    return [readings[kind] for kind in TOPIC_READERS]


def marked(reading: TopicReading, ocr_pages: frozenset[int]) -> TopicReading:
    """The reading with its figures from OCR marked."""
    if not ocr_pages:
        return reading
    facts, unmapped = (tuple(with_ocr_note(fact, ocr_pages) for fact in group) for group in (reading.facts, reading.unmapped))
    return replace(reading, facts=facts, unmapped=unmapped)


def read_context(document: Document, filing_id: str, without: tuple[str, ...] = ()) -> FilingContext:
    """The open filing with what its pages say about market, language, issuer, currency and basis."""
    attributes = read_identity(filing_id, document.texts) | read_exchange_rates(filing_id, document.texts)
    exchange = exchange_for(attributes["market"].value, attributes["language"].value)
    printed_pages = tuple(find_printed_page(text) for text in document.texts)
    return FilingContext(
        filing_id,
        TableReader(document, exchange.strategies),
        exchange,
        attributes,
        printed_pages,
        without,
        find_year_end(document.texts),
        find_report_period(document.texts),
    )


def readings_to_filing(
    path: Path, page_count: int, context: FilingContext, readings: Sequence[TopicReading], told: Sequence[Finding] = ()
) -> Filing:
    """The checked filing; what no topic found is said once. told: what is to be said of the pages."""
    checked = check_readings(readings, context.filing_id)
    found = [*told, *(finding for reading in readings for finding in reading.findings)]
    if not any(statement.facts for statement in checked.statements):
        found += balance_sheets_only(context)
        found.append(
            Finding(
                "error", "NO_TOPIC", f"none of the topics was found on its {page_count} pages: this may be no prospectus or annual report"
            )
        )
    return Filing(
        id=context.filing_id,
        path=str(path),
        sha256=sha256_of(path),
        page_count=page_count,
        attributes=dict(context.attributes),
        statements={statement.kind: statement for statement in checked.statements},
        findings=tuple(sort_findings([*found, *checked.findings])),
        ledger=tuple(entry for reading in readings for entry in reading.ledger),
        checks=checked.checks,
    )


def balance_sheets_only(context: FilingContext) -> list[Finding]:
    """What to say of a document that holds balance sheets and nothing that was asked for."""
    pages = find_only_balance_sheets(context.pages.texts)
    if not pages:
        return []
    listed = ", ".join(map(str, pages[:12]))
    message = f"it holds balance sheets only (pages {listed}): no income statement, customers, suppliers or volumes"
    return [Finding("info", "ONLY_BALANCE_SHEETS", message, tuple(context.source(page, (0, 0, 0, 0), "") for page in pages))]


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by page."""
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda f: (order[f.level], f.code, f.page or 0, f.message))
