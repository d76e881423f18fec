"""What a table of volumes says: one reading per figure, and the figures that lack something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.model import Cell, Period, Unit
from analyzer.read.amounts import Amount
from analyzer.read.labels import join_wrapped


@dataclass(frozen=True)
class Reading:
    """One figure with its meaning."""

    cell: Cell
    concept: str
    label: str
    member: str
    group: str
    scope: str
    period: Period
    amount: Amount
    unit: Unit
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """readings; missing_unit and missing_period: figures that a measure claims but that lack a unit or a period; parts: lone 其中 rows;
    revenues: printed revenue of products, no volumes but what price x volume comes to."""

    readings: tuple[Reading, ...]
    missing_unit: tuple[Cell, ...] = ()
    missing_period: tuple[Cell, ...] = ()
    parts: tuple[Cell, ...] = ()
    revenues: tuple[Reading, ...] = ()


def named_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The name alone is the member; its group stands before it only where two rows of the table share the name."""
    groups: dict[tuple[str, str, str, Period], set[str]] = defaultdict(set)
    for reading in readings:
        groups[reading.concept, reading.member, reading.scope, reading.period].add(reading.group)
    return [
        replace(reading, member=join_wrapped((reading.group, reading.member)))
        if len(groups[reading.concept, reading.member, reading.scope, reading.period]) > 1 and reading.group not in ("", reading.member)
        else reading
        for reading in readings
    ]
