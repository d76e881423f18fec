"""The largest party in sentences: a reading of rank 1 where a table ranks the parties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.model import Fact, Period
from analyzer.topics.agreement import agree

Firsts = Mapping[tuple[str, Period], Sequence[Fact]]
"""What the tables say of rank 1, by scope and period."""
BOUNDS = ("under", "over")
_HINTS = ("largest customer", "largest supplier", "最大客", "最大供", "一大客", "一大供")
_LARGEST = {
    "customers": re.compile(r"(?:largest customer\b|(?:最|第一)大客[户戶])[^。]{0,260}?\d\s?(?:[%％]|per\s?cent)", re.IGNORECASE),
    "suppliers": re.compile(r"(?:largest supplier\b|(?:最|第一)大供[应應]商)[^。]{0,260}?\d\s?(?:[%％]|per\s?cent)", re.IGNORECASE),
}


def largest_pages(texts: Sequence[str], pages: Sequence[int], kind: str) -> list[int]:
    """Further pages that give the share of the largest party but do not name the five (zhenro p.8)."""
    known = set(pages)
    hinted = [(number, text) for number, text in enumerate(texts, 1) if any(hint in text for hint in _HINTS)]
    return [number for number, text in hinted if number not in known and _LARGEST[kind].search(text)]


def without_shared_bounds(found: Sequence[Fact], periods: int) -> list[Fact]:
    """The facts of one phrase without bounds that it gives for several periods at once: less than 5% in 2022, 2023 and 2024.

    A bound for all of them is a value of none. periods: how many the sentence names.
    """
    return [fact for fact in found if fact.qualifier not in BOUNDS or periods <= len(found)]


def largest_to_readings(firsts: Firsts, found: Sequence[Fact]) -> list[Fact]:
    """What a sentence says of the largest party: shares of their own where no table ranks the parties, else readings of rank 1.

    Figures of which none is the table's speak of something else (the largest of these, another base): they are no readings.
    """
    own: list[Fact] = []
    readings: list[Fact] = []
    agreeing = 0
    for fact in found:
        ranked = [first for first in firsts.get((fact.scope, fact.period), ()) if first.measure == fact.measure]
        if not ranked:
            own += [fact] if fact.measure == "ratio" else []
        elif len({first.member for first in ranked}) == 1 and fact.qualifier not in BOUNDS:
            readings.append(replace(fact, concept=ranked[0].concept, member=ranked[0].member, rank=1))
            agreeing += any(agree(first, fact) for first in ranked)
    return [*own, *(readings if agreeing else ())]
