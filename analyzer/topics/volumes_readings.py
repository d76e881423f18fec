"""What a table of volumes says: one reading per figure, and the figures that lack something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.model import Cell, Period, Unit
from analyzer.read.amounts import Amount
from analyzer.read.labels import join_wrapped
from analyzer.topics.volumes_words import PRICE

_NET = re.compile(r"[不未]含[增值]*[税稅]|(?:excl(?:uding|usive)|before|net of)[^)]*\b(?:VAT|tax)", re.IGNORECASE)
_GROSS = re.compile(r"含[增值]*[税稅]|incl(?:uding|usive)[^)]*\b(?:VAT|tax)", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """concept, the printed label, product and scope that stand in the same words, the cell that gave the concept, all lines of its head."""

    concept: str
    label: str
    product: str = ""
    scope: str = ""
    cell: Cell | None = None
    heads: tuple[Cell, ...] = ()


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
    revenues: printed revenue of products, no volumes but what price x volume comes to; untied: figures of rows whose name is not certain;
    with_tax: prices with tax beside the same without."""

    readings: tuple[Reading, ...]
    missing_unit: tuple[Cell, ...] = ()
    missing_period: tuple[Cell, ...] = ()
    parts: tuple[Cell, ...] = ()
    revenues: tuple[Reading, ...] = ()
    untied: tuple[Cell, ...] = ()
    with_tax: tuple[Cell, ...] = ()


@dataclass
class Found:
    """What a table's reader collects; the names are those of Outcome."""

    readings: list[Reading] = field(default_factory=list)
    missing_unit: list[Cell] = field(default_factory=list)
    missing_period: list[Cell] = field(default_factory=list)
    parts: list[Cell] = field(default_factory=list)
    revenues: list[Reading] = field(default_factory=list)


def named_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The name alone is the member; its group stands before it only where two rows of the table share the name.

    Rows that share it in one column carry their groups in all, so that the figures of a row keep one name (a base with no output in 2022).
    """
    groups: dict[tuple[str, str, str, Period], set[str]] = defaultdict(set)
    for reading in readings:
        groups[reading.concept, reading.member, reading.scope, reading.period].add(reading.group)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, member, scope, _), names in groups.items():
        if len(names) > 1:
            shared[member, scope] |= names
    return [
        replace(reading, member=join_wrapped((reading.group, reading.member)))
        if reading.group in shared[reading.member, reading.scope] and reading.group not in ("", reading.member)
        else reading
        for reading in readings
    ]


def without_taxed(readings: Sequence[Reading]) -> tuple[list[Reading], list[Cell]]:
    """The readings without prices that the table prints with tax beside the same without (不含税均价, 含税均价), and the cells left out."""
    net = {_priced(reading) for reading in readings if reading.concept == PRICE and _NET.search(reading.label)}
    gross = [
        reading
        for reading in readings
        if reading.concept == PRICE and _GROSS.search(reading.label) and not _NET.search(reading.label) and _priced(reading) in net
    ]
    return [reading for reading in readings if reading not in gross], [reading.cell for reading in gross]


def _priced(reading: Reading) -> tuple[str, str, str, Period]:
    return reading.member, reading.group, reading.scope, reading.period
