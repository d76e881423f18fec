"""Volumes of one product that count different populations are two figures; a reading that says nothing belongs to the one it equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Fact
from analyzer.topics.agreement import agree

Key = tuple[object, ...]


def with_populations(readings: Sequence[Fact]) -> list[Fact]:
    """The readings; a volume without a note that agrees with one that has it gets that note.

    688802 p.277: the sentence's 10,905 is the table's, whose note leaves out the boards inside servers, not the 13,606 of p.211.
    """
    noted: dict[Key, list[Fact]] = defaultdict(list)
    for fact in readings:
        if fact.note and fact.table == "volumes":
            noted[unnoted_key(fact)].append(fact)
    return [replace(fact, note=note) if (note := missing_note(fact, noted.get(unnoted_key(fact), []))) else fact for fact in readings]


def unnoted_key(fact: Fact) -> Key:
    return replace(fact, note="").key


def missing_note(fact: Fact, noted: Sequence[Fact]) -> str:
    """The note of the nearest reading with the same value, where this one has none."""
    same = [other for other in noted if agree(other, fact)]
    if fact.note or not same:
        return ""
    return min(same, key=lambda other: abs(other.source.page - fact.source.page)).note
