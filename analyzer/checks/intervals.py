"""Printed figures as intervals: a figure stands for everything that rounds to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from analyzer.model import Fact

HALF = Decimal("0.5")
CUT = Decimal(1)
"""Filings also cut digits off instead of rounding (002646: 11,970 for 11,970.50): a ratio may miss by one whole step."""


@dataclass(frozen=True)
class Interval:
    """From low to high, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient of intervals. Raises ZeroDivisionError where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be 0")
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def interval_of(fact: Fact, steps: Decimal = HALF) -> Interval:
    """The printed value give or take so many of its last printed digit."""
    return Interval(fact.value - steps * fact.step, fact.value + steps * fact.step)


def common(intervals: Iterable[Interval]) -> Interval | None:
    """What all intervals share, None where they share nothing."""
    found = list(intervals)
    low, high = max(i.low for i in found), min(i.high for i in found)
    return Interval(low, high) if low <= high else None
