"""The stages in order, one call each: PDF -> pages -> topics -> checks -> Filing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer import stages
from analyzer.checks import check_readings
from analyzer.errors import FilingError
from analyzer.exchanges import get_exchange
from analyzer.filings import sha256_of
from analyzer.inputs import check_pdf_bytes, filing_stem
from analyzer.model import Filing, Finding
from analyzer.pdf.document import Document
from analyzer.pdf.tables import TableReader
from analyzer.read.identity import find_printed_page, read_identity
from analyzer.topics import find_topics
from analyzer.topics.base import FilingContext, TopicReading

TEXT_CHARS_MIN = 200
"""A filing with fewer characters on all its pages is a scan."""
NO_MARKET = "hkex"
TOPIC_READERS = find_topics()
"""Imported with this module: the process that workers are forked from imports it once for all of them."""


def open_filing(path: Path | str) -> Filing:
    """Everything that one PDF says about the four topics.

    Raises FilingError for a file that is missing, damaged, truncated, locked or without text.
    """
    path = Path(path)
    stages.enter("opening")
    check_pdf_bytes(path)
    with Document(path) as document:
        stages.enter("text pass", document.page_count)
        require_text(document)
        stages.enter("topics", document.page_count)
        context = read_context(document, filing_stem(path))
        readings = [read_topic(context) for read_topic in TOPIC_READERS]
        page_count = document.page_count
    stages.enter("checks", page_count)
    return readings_to_filing(path, page_count, context, readings)


def require_text(document: Document) -> None:
    """Raises FilingError for a filing whose pages hold pictures only."""
    characters = 0
    for text in document.texts:
        characters += len(text.strip())
        if characters >= TEXT_CHARS_MIN:
            return
    raise FilingError(
        f"its {document.page_count} pages hold no text, it is a scan",
        filing=document.path.name,
        next_step="ask for the electronic version or run OCR on it first",
    )


def read_context(document: Document, filing_id: str) -> FilingContext:
    """The open filing with what its pages say about market, language, issuer, currency and basis."""
    attributes = read_identity(filing_id, document.texts)
    exchange = get_exchange(attributes["market"].value or NO_MARKET)
    printed_pages = tuple(find_printed_page(text) for text in document.texts)
    return FilingContext(filing_id, TableReader(document, exchange.strategies), exchange, attributes, printed_pages)


def readings_to_filing(path: Path, page_count: int, context: FilingContext, readings: Sequence[TopicReading]) -> Filing:
    """The checked filing; what no topic found is said once."""
    checked = check_readings(readings, context.filing_id)
    found = [finding for reading in readings for finding in reading.findings]
    if not any(statement.facts for statement in checked.statements):
        found.append(Finding("error", "NO_TOPIC", f"none of the topics was found on its {page_count} pages: this may be no prospectus or annual report"))
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


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by page."""
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda f: (order[f.level], f.code, f.page or 0, f.message))


