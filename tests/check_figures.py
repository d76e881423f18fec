"""Typed figures and books of figures for the tests of the checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from analyzer.checks.book import Book, Entry, Tie
from analyzer.checks.mentions import merge_readings
from analyzer.checks.status import run_rules
from analyzer.model import Fact, Period, Source

FY2024 = Period.ending(date(2024, 12, 31), 12)
FY2023 = Period.ending(date(2023, 12, 31), 12)
Q1 = Period.ending(date(2024, 3, 31), 3)
STEP = Decimal(1000)


def figure(
    concept: str, value: str | int, *, table: str = "income_statement", period: Period = FY2024, step: str | int = 1000,
    page: int = 241, top: float = 100.0, measure: str = "CNY", label: str = "", printed: str = "", **more: object,
) -> Fact:  # fmt: skip
    """One reading; value and step in the measure."""
    origin = Source("acme", page, "", (300, top, 340, top + 10), printed or str(value))
    fact = Fact(table, concept, label or concept, period, Decimal(value), measure, Decimal(step), origin=origin)
    return replace(fact, **more)  # type: ignore[arg-type] # the fields of Fact by name


def statement(*rows: tuple[str, str | int], step: str | int = 1000, page: int = 241, period: Period = FY2024) -> list[Fact]:
    """Rows of a statement from top to bottom; a name that is no concept is an as-reported row ("-其中：利息费用")."""
    return [
        figure(
            "" if name.startswith("-") else name, value, step=step, page=page, top=100.0 + 10 * index, label=name.lstrip("-"), period=period
        )
        for index, (name, value) in enumerate(rows)
    ]


def book_of(facts: Iterable[Fact]) -> Book:
    return Book(tuple(merge_readings(facts)))


def ties_of(code: str, facts: Iterable[Fact]) -> list[Tie]:
    return [tie for tie in run_rules(book_of(facts)) if tie.code == code]


def verdicts(code: str, facts: Iterable[Fact]) -> list[tuple[str, Decimal | None]]:
    return [(tie.verdict, tie.difference) for tie in ties_of(code, facts)]


def entry(*readings: Fact) -> Entry:
    return merge_readings(readings)[0]
