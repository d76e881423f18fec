"""Readings of the same figure in several places -> one fact with its mentions; agreement confirms, disagreement flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.model import Fact, Finding


def merge_readings(readings: Iterable[Fact]) -> tuple[list[Fact], list[Finding]]:
    """Each figure once: the most precise reading with the others as mentions, in the order of the first readings."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in readings:
        groups[fact.key].append(fact)
    facts: list[Fact] = []
    findings: list[Finding] = []
    for group in groups.values():
        fact, told = merge_group(group)
        facts.append(fact)
        findings += told
    return facts, findings


def merge_group(group: Sequence[Fact]) -> tuple[Fact, list[Finding]]:
    """The chosen reading. A reading that differs beyond rounding flags the figure."""
    first = group[0]
    others = [fact for fact in group if fact is not first]
    agreeing = [fact for fact in others if agree(first, fact)]
    best = min([first, *agreeing], key=lambda fact: fact.step)
    mentions = tuple(fact for fact in group if fact is not best)
    differing = [fact for fact in others if not agree(first, fact)]
    status = "flagged" if differing else "confirmed" if agreeing else best.status
    chosen = replace(best, status=status, mentions=mentions, label=first.label, assurance=first.assurance or best.assurance, note=first.note or best.note)
    told = [disagreement(chosen, fact) for fact in differing]
    return chosen, told


def agree(one: Fact, other: Fact) -> bool:
    """Whether two readings are the same figure within half of each one's last printed digit."""
    return abs(one.value - other.value) <= (one.step + other.step) / 2


def disagreement(fact: Fact, other: Fact) -> Finding:
    name = fact.concept or fact.label
    return Finding(
        "warning",
        "MENTIONS_DIFFER",
        f"{name} {fact.member} {fact.period.label}: {fact.source.text!r} on page {fact.source.page}, {other.source.text!r} on page {other.source.page}".replace("  ", " "),
        (fact.source, other.source),
    )
