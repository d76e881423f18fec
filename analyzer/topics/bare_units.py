"""Currencies printed without a word of their size over figures (RMB, HK$): whether they can be single units, and what else tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from analyzer.model import Fact, Unit
from analyzer.read.units import find_scale, find_units

BARE_CURRENCY = re.compile(r"\s*(?:[A-Z]{0,3}\$|RMB|HKD|USD|CNY|SGD|人民[币幣])\s*", re.IGNORECASE)
SMALLEST = 1_000_000
"""The largest figure of a statement in single units, or what five customers' shares are of, is no smaller."""
SMALL = 10_000_000
FINEST = 1_000
"""A statement whose largest figure is below SMALL and which has lines below FINEST is more likely one in thousands: (330)."""
TOLD_MIN = 2
TOLD_OF = 6
"""So many of the largest figures are looked for in the text around the statement."""
SENTENCE_PAGES_BACK = 10
TOLD_PAGES = 3
STATED_SCALE = re.compile(
    r"\ball (?:monetary )?(?:amounts|figures|numbers)\b[^.;()\d]{0,60}?\bin [^.;()\d]{0,40}?(?:thousand|million|[’'‘]\s?000)s?\b"
    r"|[(（][^()（）\d]{0,40}\bin [^()（）\d]{0,30}(?:thousand|million|[’'‘]000)[^()（）\d]{0,20}\bunless (?:otherwise|stated)"
    r"[^()（）]{0,20}[)）]"
    r"|(?:金[额額]|[数數]字|[数數][据據])[^。；\d]{0,12}?以(?:人民[币幣]|港[币幣]|美)?[千百萬万億亿]+(?:港|美)?元"
    r"(?:[为為][单單]位)?(?:列[示值报報]|呈[列报報]|[计計]|表[示达達])",
    re.IGNORECASE,
)
"""All amounts in RMB thousands unless stated otherwise; （除另有註明外，所有金額均以人民幣千元列示）."""


def is_bare(unit: Unit | None) -> bool:
    """Whether a unit is none, or a currency without a word of its size: RMB, HK$, 人民幣; 元 and 港元 say that they are single units."""
    return unit is None or (unit.scale == 1 and BARE_CURRENCY.fullmatch(unit.text) is not None)


def scaled(unit: Unit | None, scale: Decimal | None) -> Unit | None:
    """The unit, a bare currency in the scale that stands elsewhere."""
    return replace(unit, scale=scale) if unit is not None and scale is not None and is_bare(unit) else unit


def stated_scale(texts: Sequence[str], page: int) -> Decimal | None:
    """The scale in which a sentence on this page, else on the nearest one before, says that all amounts are; None where none does."""
    for number in range(page, max(0, page - SENTENCE_PAGES_BACK - 1), -1):
        for match in STATED_SCALE.finditer(" ".join(texts[number - 1].split())):
            words = match.group()
            scales = [*find_scale(words), *(unit.scale for unit in find_units(words) if unit.scale != 1), *english_scale(words)]
            if scales:
                return scales[0]
    return None


def english_scale(words: str) -> list[Decimal]:
    """The scale after the name of the currency: in RMB thousands."""
    found = re.search(r"\b(thousand|million)s?\b", words, re.IGNORECASE)
    return [Decimal(1_000 if found.group(1).lower() == "thousand" else 1_000_000)] if found else []


def looks_scaled(values: Iterable[Decimal]) -> bool:
    """Whether these figures of a statement can hardly be single units of money: no listed company is so small."""
    sizes = [abs(value) for value in values if value]
    largest = max(sizes, default=Decimal(0))
    return largest < SMALLEST or (largest < SMALL and min(sizes) < FINEST)


def without_tiny_amounts(facts: Sequence[Fact], units: Iterable[Unit | None]) -> list[Fact]:
    """The facts of a table of parties, without its amounts where their unit is a bare currency and what they are shares of is too small.

    112,117 of 12.4% are of 904 thousand: no listed company sells so little, the word of the size is lost.
    """
    if any(not is_bare(unit) for unit in units):
        return list(facts)
    shares = {(fact.scope, fact.period, fact.rank, fact.member): fact.value for fact in facts if fact.measure == "ratio" and fact.value}
    bases = [
        fact.value / shares[key]
        for fact in facts
        if fact.measure != "ratio" and (key := (fact.scope, fact.period, fact.rank, fact.member)) in shares
    ]
    return [fact for fact in facts if fact.measure == "ratio"] if bases and max(bases) < SMALLEST else list(facts)


def told_in_thousands(values: Iterable[Decimal], texts: Sequence[str], pages: Sequence[int]) -> bool:
    """Whether the text around a statement names several of its largest figures in millions: RMB902.1 million for 902,117."""
    text = "\n".join(texts[max(0, pages[0] - 1 - TOLD_PAGES) : pages[-1] + TOLD_PAGES])
    told = 0
    for value in sorted({abs(value) for value in values}, reverse=True)[:TOLD_OF]:
        millions = (value / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)
        told += re.search(rf"(?<![\d.,]){re.escape(f'{millions:,}')}\s*(?:million|百[萬万])", text) is not None
    return told >= TOLD_MIN
