"""One quantity printed in two units (吨 in one place, 千克 in another) is one figure: the later place is a mention of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from analyzer.checks.book import Entry
from analyzer.model import Fact
from analyzer.read.labels import label_key
from analyzer.topics.agreement import agree

UNITS = {
    "吨": ("mass", 1000), "噸": ("mass", 1000), "tonnes": ("mass", 1000), "tons": ("mass", 1000), "千克": ("mass", 1), "公斤": ("mass", 1),
    "kg": ("mass", 1), "kilograms": ("mass", 1), "兆瓦时": ("energy", 1000), "兆瓦時": ("energy", 1000), "mwh": ("energy", 1000),
    "千瓦时": ("energy", 1),
    "千瓦時": ("energy", 1), "kwh": ("energy", 1), "兆瓦": ("power", 1000), "mw": ("power", 1000), "千瓦": ("power", 1), "kw": ("power", 1),
    "吉瓦时": ("energy", 1_000_000), "gwh": ("energy", 1_000_000), "吉瓦": ("power", 1_000_000), "gw": ("power", 1_000_000),
}  # fmt: skip
"""Measure -> its kind and how many of the kind's smallest unit it is."""
QUANTITIES = {"production_volume", "sales_volume", "production_capacity"}
SAME_NAME = 0.8
"""300221: 环保耐用材料 on page 123 is 环保耐用料 on page 274."""


def merge_kindred(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without those that repeat an earlier one in another unit, which becomes a reading of the earlier."""
    kept: list[Entry] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for entry in entries:
        kind = kind_of(entry.fact)
        if kind is None:
            kept.append(entry)
            continue
        key = (entry.fact.concept, entry.fact.scope, entry.fact.period, kind[0])
        same = next((i for i in places.get(key, ()) if repeats(kept[i].fact, entry.fact)), None)
        if same is None:
            places.setdefault(key, []).append(len(kept))
            kept.append(entry)
        else:
            kept[same] = replace(kept[same], readings=(*kept[same].readings, converted(entry.fact, kept[same].fact)))
    return kept


def kind_of(fact: Fact) -> tuple[str, int] | None:
    return UNITS.get(fact.measure.lower()) if fact.table == "volumes" and fact.concept in QUANTITIES else None


def repeats(first: Fact, later: Fact) -> bool:
    """Whether the later figure is the earlier one in another unit."""
    if first.measure == later.measure or not later.value or not agree(first, converted(later, first)):
        return False
    names = label_key(first.member), label_key(later.member)
    return names[0] == names[1] or SequenceMatcher(None, *names).ratio() >= SAME_NAME


def converted(fact: Fact, like: Fact) -> Fact:
    """The figure in the measure of another one; its source keeps what is printed."""
    factor = Decimal(UNITS[fact.measure.lower()][1]) / Decimal(UNITS[like.measure.lower()][1])
    return replace(fact, value=fact.value * factor, step=fact.step * factor, measure=like.measure, member=like.member, rank=like.rank)
