"""A product that only the words above a table name, where its figures are those of the whole company: 公司速冻面米制品的产能."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from analyzer.model import Fact

SHARED_MIN = 2


def as_whole(facts: Sequence[Fact], led: Collection[int]) -> list[Fact]:
    """The facts, those of a product that is all the company makes without its name; led: places of facts named by the words above.

    It is where the totals of other tables are its figures, in two periods or more and never other ones, and no row bears its name.
    """
    whole = {facts[place].member for place in led if is_whole(facts[place].member, facts, led)}
    return [replace(fact, member="") if place in led and fact.member in whole else fact for place, fact in enumerate(facts)]


def is_whole(product: str, facts: Sequence[Fact], led: Collection[int]) -> bool:
    if any(fact.member == product for place, fact in enumerate(facts) if place not in led):
        return False
    totals: dict[tuple[str, str, object], set[object]] = {}
    for fact in facts:
        if not fact.member and not fact.scope:
            totals.setdefault((fact.concept, fact.measure, fact.period), set()).add(fact.value)
    own = [facts[place] for place in led if facts[place].member == product]
    keys = [(fact, totals[fact.concept, fact.measure, fact.period]) for fact in own if (fact.concept, fact.measure, fact.period) in totals]
    return len({fact.period for fact, _ in keys}) >= SHARED_MIN and all(values == {fact.value} for fact, values in keys)
