"""Readings of the same figure in several places -> one entry: agreement confirms, disagreement is kept for the rules to judge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.checks.book import Entry
from analyzer.model import Fact
from analyzer.topics.agreement import agree

EXCLUDES = ("exclud", "other than", "不含", "不包含", "不包括", "撇除")
"""Words of a note that make a figure another population: it neither confirms nor contradicts (giantec p.378: SBP excluding directors)."""


def merge_readings(readings: Iterable[Fact]) -> list[Entry]:
    """Each figure once, in the order of the first readings; a place that two readers found is one reading."""
    groups: dict[tuple[object, ...], dict[tuple[object, ...], Fact]] = defaultdict(dict)
    for fact in readings:
        place = (fact.source.page, fact.source.bbox, fact.value)
        groups[(*fact.key, population(fact.note))].setdefault(place, fact)
    return [merge_group(list(group.values())) for group in groups.values()]


def population(note: str) -> str:
    """The note where it limits the population, else empty."""
    return note if any(word in note.lower() for word in EXCLUDES) else ""


def decimals(fact: Fact) -> int:
    """Digits that are printed after the decimal point."""
    match = re.search(r"\d\.(\d+)", fact.source.text)
    return len(match.group(1)) if match else 0


def merge_group(group: Sequence[Fact]) -> Entry:
    """The most precise of the readings that agree with the first one; the same value in longer words ("US$82,000") is no more precise,
    with more decimals ("503.90") it is (600795 p.150, 503.9 on p.33)."""
    first = group[0]
    agreeing = [fact for fact in group if agree(first, fact)]
    best = min(agreeing, key=lambda fact: fact.step if fact.value != first.value or decimals(fact) > decimals(first) else first.step)
    differing = tuple(fact for fact in group if not agree(first, fact))
    chosen = replace(best, label=first.label, assurance=first.assurance or best.assurance, note=first.note or best.note)
    return Entry(chosen, tuple(group), differing)
