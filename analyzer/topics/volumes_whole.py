"""A product that only the words above a table name, where its figures are those of the whole company: 公司速冻面米制品的产能."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from analyzer.model import Fact

SHARED_MIN = 2
PARTS_MIN = 2


def as_whole(facts: Sequence[Fact], led: Collection[int], totals: Collection[int]) -> list[Fact]:
    """The facts, those of a product that is all the company makes without its name.

    led: places of facts named by the words above alone; totals: of those that stand in one table with the parts they are the total of.
    It is where such totals are its figures, in two periods or more and never other ones, and no row bears its name.
    """
    whole = {facts[place].member for place in led if is_whole(facts[place].member, facts, led, totals)}
    return [replace(fact, member="") if place in led and fact.member in whole else fact for place, fact in enumerate(facts)]


def is_whole(product: str, facts: Sequence[Fact], led: Collection[int], totals: Collection[int]) -> bool:
    if any(fact.member == product for place, fact in enumerate(facts) if place not in led):
        return False
    printed: dict[object, set[object]] = {}
    for place in totals:
        printed.setdefault(key(facts[place]), set()).add(facts[place].value)
    shared = [facts[place] for place in led if facts[place].member == product and key(facts[place]) in printed]
    return len({fact.period for fact in shared}) >= SHARED_MIN and all(printed[key(fact)] == {fact.value} for fact in shared)


def key(fact: Fact) -> object:
    return fact.concept, fact.measure, fact.period


def totals_of(facts: Sequence[Fact]) -> list[int]:
    """Places of those facts of one table that are totals of parts named beside them."""
    parts: dict[object, set[str]] = {}
    for fact in facts:
        parts.setdefault(key(fact), set()).add(fact.member)
    return [place for place, fact in enumerate(facts) if not (fact.member or fact.scope) and len(parts[key(fact)] - {""}) >= PARTS_MIN]
