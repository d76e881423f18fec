"""What a document says compared with itself: repeated mentions, sums, ratios, magnitudes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.checks import concentration, income, volumes  # noqa: F401 # importing them registers their rules
from analyzer.checks.book import Book
from analyzer.checks.kindred import merge_kindred
from analyzer.checks.mentions import merge_readings
from analyzer.checks.populations import with_populations
from analyzer.checks.status import finish, repaired, run_rules, tie_to_check
from analyzer.model import Check, Fact, Finding, Statement
from analyzer.topics.base import TopicReading


@dataclass(frozen=True)
class Checked:
    """The statements with every figure once and its status earned; all comparisons; what to tell the user."""

    statements: tuple[Statement, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


def check_readings(readings: Sequence[TopicReading], filing_id: str) -> Checked:
    """Merges the readings of each figure, compares the figures with each other, and judges them."""
    merged = [merge_readings(with_populations([*reading.facts, *reading.unmapped])) for reading in readings]
    entries = tuple(entry for each in merged for entry in merge_kindred(each))
    book = Book(entries, tuple(fact for reading in readings for fact in reading.asides))
    book, repairs = repaired(book, run_rules(book))
    ties = run_rules(book)
    facts, findings = finish(book, ties)
    statements = tuple(statement_of(reading.kind, filing_id, facts) for reading in readings)
    return Checked(statements, tuple(tie_to_check(book, tie) for tie in ties), (*repairs, *findings))


def statement_of(kind: str, filing_id: str, facts: Sequence[Fact]) -> Statement:
    own = [fact for fact in facts if fact.table == kind]
    return Statement(kind, filing_id, tuple(f for f in own if f.concept), tuple(f for f in own if not f.concept))
