"""The exchange rates that a filing prints for the convenience of its readers: "RMB7.0651 to US$1.00", 人民幣0.9116元兌1.00港元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.model import Attribute, Source
from analyzer.read.identity import find_printed_page

PREFIX = "exchange_rate "
"""Before the pair: "exchange_rate USD/CNY" is what one US dollar is in renminbi."""

CONTEXT_CHARS = 700
"""The sentence that says what the rate is for stands this close before it (cloudbreak p.168: a paragraph, zhenro p.95: a list)."""

AFTER_CHARS = 12
"""Chinese says so behind the rate: 按人民幣0.9116元兌1.00港元的匯率換算."""

_CODES = {"RMB": "CNY", "元": "CNY", "US$": "USD", "美元": "USD", "HK$": "HKD", "港元": "HKD"}
_NUMBER = r"\d{1,4}(?:\.\d{1,6})?"
_SIGN = r"RMB|US\$|HK\$"
_LATIN = re.compile(
    rf"(?P<c1>{_SIGN})\s?(?P<n1>{_NUMBER})\s*(?:to|for|per|equals?|is|:|：|=|＝)\s*(?P<c2>{_SIGN})\s?(?P<n2>{_NUMBER})(?!\d)"
)


def _chinese_side(number: int) -> str:
    named_before = rf"(?P<p{number}>人民[幣币])\s?(?P<m{number}>{_NUMBER})\s?元?"
    named_behind = rf"(?P<n{number}>{_NUMBER})\s?(?P<c{number}>港元|美元|元)"
    return rf"(?:{named_before}|{named_behind})"


_CHINESE = re.compile(_chinese_side(1) + r"\s*(?:[兌兑][換换]?|折合|等於|等于|对|對|=|＝|:|：)\s*" + _chinese_side(2))
_TRANSLATION = re.compile(r"translat|convert|conversion|exchange rate|[換换折]算|[兌兑][換换]|[匯汇]率", re.IGNORECASE)
_SUPPOSED = re.compile(r"assum|sensitiv|hypothetical|假[设設]|敏感", re.IGNORECASE)
_HINT = re.compile(r"US\$|HK\$|美\s?元|港\s?元")


def read_exchange_rates(filing_id: str, page_texts: Sequence[str]) -> dict[str, Attribute]:
    """What one unit of a currency is in another, by "exchange_rate USD/CNY"; the first place of each pair counts.

    Only rates of a passage about translation: prices of share deals and the rates of a sensitivity analysis are none (银禧科技 p.36, p.48).
    """
    found: dict[str, Attribute] = {}
    for index, text in enumerate(page_texts):
        if _HINT.search(text):
            for pair, value, words in _rates_of(re.sub(r"\s+", " ", text)):
                source = Source(filing_id, index + 1, find_printed_page(text), (0, 0, 0, 0), words)
                found.setdefault(PREFIX + pair, Attribute(str(value), source))
    return found


def _rates_of(text: str) -> Iterator[tuple[str, Decimal, str]]:
    for match in sorted([*_LATIN.finditer(text), *_CHINESE.finditer(text)], key=lambda each: each.start()):
        before = text[max(0, match.start() - CONTEXT_CHARS) : match.start()]
        near = re.split(r"[.。](?=\s|[^\d])", before)[-1]
        if _TRANSLATION.search(before + text[match.end() : match.end() + AFTER_CHARS]) and not _SUPPOSED.search(near):
            yield from _rate_of(match)


def _rate_of(match: re.Match[str]) -> Iterator[tuple[str, Decimal, str]]:
    """One side must be 1: that currency is the first of the pair."""
    sides = [_side(match, number) for number in ("1", "2")]
    for (currency, amount), (other, value) in (sides, sides[::-1]):
        if amount == 1 and value > 0 and value != 1 and currency != other:
            yield f"{currency}/{other}", value, match.group(0)


def _side(match: re.Match[str], number: str) -> tuple[str, Decimal]:
    groups = match.groupdict()
    if groups.get(f"p{number}"):
        return "CNY", Decimal(groups[f"m{number}"])
    return _CODES[groups[f"c{number}"]], Decimal(groups[f"n{number}"])
