"""What a document says compared with itself: repeated mentions, sums, ratios, magnitudes."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.checks.mentions import merge_readings
from analyzer.model import Finding, Statement
from analyzer.topics.base import TopicReading


def check_readings(readings: Sequence[TopicReading], filing_id: str) -> tuple[list[Statement], list[Finding]]:
    """One statement per topic with each figure once, its other readings as mentions, its status earned; and what to tell."""
    statements, findings = [], []
    for reading in readings:
        facts, told = merge_readings(reading.facts)
        findings += told
        statements.append(Statement(reading.kind, filing_id, tuple(facts), reading.unmapped))
    return statements, findings
