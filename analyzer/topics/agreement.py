"""Whether two readings are the same figure."""

from __future__ import annotations

from decimal import Decimal

from analyzer.model import Fact

SLIPS = (10, 100, 1_000, 10_000)
"""Powers of ten by which a unit misread, in the filing or by us, moves a figure."""


def agree(one: Fact, other: Fact) -> bool:
    """Whether two readings are the same figure: within half of the coarser one's last digit, or cut off at it."""
    return abs(one.value - other.value) <= max(one.step, other.step) * (Decimal("0.5") if one.step == other.step else 1)


def slip(one: Fact, other: Fact) -> int:
    """The power of ten by which two readings miss each other, 0 where they do not."""
    if not one.value or not other.value:
        return 0
    large, small = (one, other) if abs(one.value) > abs(other.value) else (other, one)
    for factor in SLIPS:
        room = (small.step * factor + large.step) / 2
        if abs(abs(large.value) - factor * abs(small.value)) <= room:
            return factor
    return 0
