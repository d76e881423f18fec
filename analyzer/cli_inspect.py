"""What `analyzer inspect` says of one filing, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import TOPICS, Attribute, Filing, Finding, LedgerEntry

CAPTION_WIDTH_CHARS = 90


def filing_to_lines(filing: Filing) -> Iterator[str]:
    """The filing's attributes, then topic by topic its candidates (used ones first) with their reasons, then the findings."""
    yield f"{filing.id}: {filing.page_count} pages, sha256 {filing.sha256}"
    for name, attribute in filing.attributes.items():
        yield f"  {name}: {_attribute_text(attribute)}"
    for topic in _topics(filing):
        yield from _topic_lines(filing, topic)
    yield f"findings: {len(filing.findings)}"
    for finding in filing.findings:
        yield f"  {_finding_text(finding)}"


def _topics(filing: Filing) -> list[str]:
    others = sorted({entry.topic for entry in filing.ledger} | set(filing.statements))
    return [*TOPICS, *(topic for topic in others if topic not in TOPICS)]


def _topic_lines(filing: Filing, topic: str) -> Iterator[str]:
    statement = filing.statement(topic)
    yield f"{topic}: {len(statement.facts)} figures, {len(statement.unmapped)} more without a concept"
    entries = [entry for entry in filing.ledger if entry.topic == topic]
    if not entries:
        yield "  no candidate table or sentence"
    for entry in sorted(entries, key=lambda entry: (not entry.used, entry.pages)):
        yield from _entry_lines(entry)


def _entry_lines(entry: LedgerEntry) -> Iterator[str]:
    verdict = f"used {entry.used_count} of {entry.number_count} numbers" if entry.used else "rejected"
    strategy = f" ({entry.strategy})" if entry.strategy else ""
    yield f"  {_pages_text(entry.pages)}: {entry.kind}{strategy}, {verdict}: {entry.reason}"
    caption = " ".join(entry.caption.split())
    if caption:
        yield f"      {caption[-CAPTION_WIDTH_CHARS:]}"


def _pages_text(pages: tuple[int, ...]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(map(str, pages))}"


def _attribute_text(attribute: Attribute) -> str:
    if attribute.source is None:
        return attribute.value or "the pages do not say"
    return f"{attribute.value} (page {attribute.source.page}: {' '.join(attribute.source.text.split())[:CAPTION_WIDTH_CHARS]!r})"


def _finding_text(finding: Finding) -> str:
    where = f"page {finding.page}: " if finding.page else ""
    return f"{finding.level} {finding.code}: {where}{finding.message}"
