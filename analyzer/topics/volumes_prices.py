"""Chinese sentences that put the money before a price: 平均售价分别为每瓦时人民币1.32元、每瓦时人民币1.08元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Period, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.ranges import ends_range
from analyzer.read.units import MULTIPLIERS, find_units
from analyzer.topics.volumes_values import SentenceReading
from analyzer.topics.volumes_words import PRICE

PRICE_VERB = re.compile(
    r"(?:[（(](?P<note>[^（）()]{1,30})[）)])?(?:均)?(?:分别)?(?:为|是|达到?|约为)?(?:约|大约)?(?=(?:每[^\s\d，。]{1,6})?(?:人民币|港币|港元|美元|HK\$|US\$|RMB)|每[^\s\d，。]{1,4}\s?\d)",
)
_PRICE = re.compile(
    r"\s*(?:约|大约)?(?:每(?P<per>[^\s\d，。、人港美]{1,4}))?\s*(?P<money>人民币|港币|港元|美元|HK\$|US\$|RMB)\s*"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<scale>[万千百]?)(?P<cents>[元仙]?)(?:\s*(?:[/／]|每)\s*(?P<after>[^\s\d，。、；及和与（(]{1,4}))?"
)
_MONEY_AFTER = re.compile(
    r"\s*(?:约|大约)?(?:每(?P<per>[^\s\d，。、人港美]{1,4}))?\s*(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<scale>[万千百]?)"
    r"(?P<money>港元|美元)(?P<cents>)(?P<after>)"
)
"""The piece before the figure, the money after it: 每吨1,200港元."""
_OF_PERIOD = re.compile(r"(?:的|平均|[为為]|[约約])*\s*")
_MOVES = re.compile(r"^(?:\s*[，,](?:并|且|再|其后|随后|及|然后)[^，。；、人]{0,12}|[^，。；、人]{0,24})[至到为為](?:截至|于|在)?\s*$")
_BETWEEN = re.compile(r"\s*(?:、|，|以及|及|和|与)\s*")


def priced(
    sentence: str, offset: int, concept: str, label: str, member: str, periods: Sequence[Period], start: int
) -> list[SentenceReading]:
    """One price per period, in printed order; nothing where their numbers differ, or the pieces that they are paid for."""
    matches: list[re.Match[str]] = []
    position = start
    while match := _PRICE.match(sentence, position) or _MONEY_AFTER.match(sentence, position):
        matches.append(match)
        between = _BETWEEN.match(sentence, match.end())
        if between is None:
            break
        position = between.end()
    if not matches or len(matches) != len(periods) or ends_range(sentence, matches[-1].end()):
        return []
    return matches_to_prices(matches, periods, offset, concept, label, member)


def priced_beside(sentence: str, offset: int, label: str, spans: Sequence[tuple[Period, int, int]]) -> list[SentenceReading]:
    """Prices each behind its period: 平均售价由2023年的人民币110元减少9.1%至2024年的人民币100元."""
    matches: list[re.Match[str]] = []
    periods: list[Period] = []
    for period, first, last in spans:
        of = _OF_PERIOD.match(sentence, last)
        match = _PRICE.match(sentence, of.end()) if of and period.months else None
        if match is None or (matches and not _MOVES.search(sentence[matches[-1].end() : first])):
            break
        matches.append(match)
        periods.append(period)
    return matches_to_prices(matches, periods, offset, PRICE, label, "") if len(matches) > 1 else []


def matches_to_prices(
    matches: Sequence[re.Match[str]], periods: Sequence[Period], offset: int, concept: str, label: str, member: str
) -> list[SentenceReading]:
    pieces = {match.group("per") or match.group("after") or "" for match in matches}
    monies = {match.group("money") for match in matches}
    if not matches or len(set(periods)) != len(periods) or len(monies) != 1 or len(pieces - {""}) > 1:
        return []
    found = []
    for match, period in zip(matches, periods, strict=True):
        unit = price_unit(match, max(pieces, key=len))
        try:
            amount = parse_amount(match.group("number"), unit)
        except ReadError:
            return []
        place = offset + match.start("number"), offset + match.end("number")
        found.append(SentenceReading(concept, label, member, period, amount, unit, *place))
    return found


def price_unit(match: re.Match[str], piece: str) -> Unit:
    currency = find_units(f"({match.group('money')})")[0].measure
    scale = Decimal("0.01") if match.group("cents") == "仙" else Decimal(MULTIPLIERS[match.group("scale")])
    return Unit(f"{currency}/{piece}" if piece else currency, scale, match.group(0).strip())
