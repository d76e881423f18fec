"""Figures with their units in running text: "1.2 million units, 3.4 million units", RMB23,500 per unit, 4.69万元/张."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Period, Unit
from analyzer.read.amounts import Amount, Qualifier, parse_amount
from analyzer.read.periods import FiscalYearEnd, find_periods
from analyzer.read.ranges import begins_range, ends_range
from analyzer.read.units import find_units
from analyzer.topics.volumes_units import is_physical, is_price
from analyzer.topics.volumes_words import PRICE, RATIOS

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("over", r"超过|超過|逾|超|突破|exceed(?:ed|ing|s)?|more than|over"),
    ("under", r"不足|不到|less than|fewer than|under"),
    ("about", r"大?约|大?約|接?近|approximately|about|around|nearly"),
)
_QUALIFIER = "|".join(pattern for _, pattern in QUALIFIERS)
_CHANGE = "下降|上升|增[长加至]|减[少至]|提[高升]|[上下][涨跌]|降[至到低]|升[至到]|至|到|较|之[间間]|[区區][间間]|不等"
"""Words of change or of a range that end a unit: 12,300元/吨下降至, 12.3元/颗之间."""
VALUE = re.compile(
    rf"\s*(?P<qualifier>{_QUALIFIER})?\s*(?P<currency>RMB|HK\$|US\$)?\s*(?P<number>{_NUMBER})(?P<percent>\s?[%％])?\s*"
    r"(?P<unit>(?:(?:(?:thousand|million|billion)\s)?(?:per )?(?!(?:and|in|or|for)\b)[A-Za-z]+(?: per [A-Za-z]+)?"
    rf"|[十百千万萬亿億]*(?:(?!{_CHANGE})[^\s\d，。、；;,.:：（）()和及与與以–—~～－-]){{1,6}})?)",
    re.IGNORECASE,
)
_SCALES = {"thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9)}
_JOINS = "of|in|for|to|and|or|during|as|at|on|by|with|from|respectively|annually"
_COUNTED_WORDS = re.compile(rf"(?P<name>[A-Za-z][A-Za-z-]*(?: (?!(?:{_JOINS})\b)[A-Za-z][A-Za-z-]*){{0,4}})")
"""The words that name what is counted, up to the next preposition."""
_SAME_AFTER = re.compile(r"\s*的?同期")
_SAME_BEFORE = re.compile(r"\b(?:same|corresponding) periods? (?:in|of) (?:the year )?$")
SAME_REACH = 40
_BETWEEN = re.compile(r"\s*(?:、|，|,\s*and\b|,|和|及|与|與|以及|and\b)\s*")


@dataclass(frozen=True)
class SentenceReading:
    """One figure of a sentence. start and stop: its place in the text that was read."""

    concept: str
    label: str
    member: str
    period: Period
    amount: Amount
    unit: Unit
    start: int
    stop: int
    note: str = ""


@dataclass(frozen=True)
class Value:
    """One figure of a sentence. start and stop: the figure without its unit; end: with it."""

    amount: Amount
    unit: Unit
    start: int
    stop: int
    end: int = 0


def is_ratio(unit: Unit) -> bool:
    return unit.measure == "ratio"


def is_piece_price(unit: Unit) -> bool:
    """Money for a piece, or money in whole units where the sentence leaves the piece unsaid (HK$12.5): millions are revenue."""
    return is_price(unit) and ("/" in unit.measure or unit.scale == 1)


def read_values(sentence: str, start: int, wanted: Callable[[Unit], bool], limit: int) -> list[Value]:
    """Figures with their units from a place on; a unit that only the last one carries is the unit of all."""
    matches: list[re.Match[str]] = []
    position = start
    while len(matches) < limit + 1:
        match = VALUE.match(sentence, position)
        if match is None or re.match(r"(?:19|20)\d\d\s*年", sentence[match.start("number") :]):
            break
        matches.append(match)
        position = _end_of_value(match)
        between = _BETWEEN.match(sentence, position)
        if between is None:
            break
        position = between.end()
    return matches_to_values(matches, wanted)


def matches_to_values(matches: Sequence[re.Match[str]], wanted: Callable[[Unit], bool]) -> list[Value]:
    """The figures in the unit that they share; nothing where it is not the wanted kind. "About" before the first is about all."""
    units = [value_unit(match) for match in matches]
    shared = next((unit for unit in reversed(units) if unit is not None), None)
    if shared is None or not wanted(shared):
        return []
    result: list[Value] = []
    for match, unit in zip(matches, units, strict=True):
        if unit is None or not wanted(unit):
            scale = _SCALES.get(match.group("unit").lower(), shared.scale if unit is None else unit.scale)
            unit = Unit(shared.measure, scale, shared.text)
        elif shared.measure.startswith(unit.measure + "/"):
            unit = Unit(shared.measure, unit.scale, unit.text)
        value = _to_value(match, unit)
        if value is not None and result and not value.amount.qualifier:
            value = replace(value, amount=replace(value.amount, qualifier=result[0].amount.qualifier))
        result += [value] if value is not None else []
    return result


def _end_of_value(match: re.Match[str]) -> int:
    unit = value_unit(match)
    if unit is None and match.group("unit").lower() in _SCALES:
        return match.end("unit")
    if unit is None:
        return match.end("percent") if match.group("percent") else match.end("number")
    return match.end("percent") if unit.measure == "ratio" else match.start("unit") + len(unit.text) - len(_currency(match))


def _currency(match: re.Match[str]) -> str:
    """The currency before a figure, as it stands before the unit: "RMB23,500 per unit" is so many "RMB per unit"."""
    return match.group("currency") + " " if match.group("currency") else ""


def value_unit(match: re.Match[str]) -> Unit | None:
    """The unit after a number: the longest run of characters that reads as one."""
    if match.group("percent"):
        return Unit("ratio", Decimal("0.01"), "%")
    words = match.group("unit")
    token = _currency(match) + ("" if words.lower() in ("and", "or", "in", "for", "to", "per") else words)
    scaled = re.fullmatch(r"(thousand|million|billion) ([A-Za-z]+)", token)
    if scaled:
        return counted_unit(match, scaled.group(1), scaled.group(2))
    for length in range(len(token), 0, -1):
        found = find_units(f"({token[:length]})") if not token[length - 1 : length + 1].isascii() or length == len(token) else []
        if found and found[0].measure != "ratio":
            return Unit(found[0].measure, found[0].scale, token[:length])
    return None


def counted_unit(match: re.Match[str], scale: str, word: str) -> Unit | None:
    """What thousands or millions are of: "thousand SiC power modules" counts modules; None where the last of several words is no unit."""
    if find_units(f"({word})"):
        return Unit(word, _SCALES[scale], match.group("unit"))
    words = _COUNTED_WORDS.match(match.string, match.start("unit") + len(scale) + 1)
    name = words.group("name") if words else word
    if " " not in name:
        return Unit(word, _SCALES[scale], match.group("unit"))
    last = name.split()[-1]
    return Unit(last, _SCALES[scale], f"{scale} {name}") if find_units(f"({last})") else None


def counted_name(unit: Unit) -> str:
    """The words that a unit was printed with, where they are more than the unit: SiC power modules; "" otherwise."""
    name = unit.text.partition(" ")[2]
    return name if unit.text.partition(" ")[0] in _SCALES and " " in name else ""


def _to_value(match: re.Match[str], unit: Unit) -> Value | None:
    words = (match.group("qualifier") or "").lower()
    try:
        amount = parse_amount(match.group("number") + (match.group("percent") or "").strip(), unit)
    except ReadError:
        return None
    qualifier: Qualifier = next((name for name, pattern in QUALIFIERS if words and re.fullmatch(pattern, words)), "")
    stop = match.end("percent") if match.group("percent") else match.end("number")
    return Value(Amount(amount.value, amount.step, qualifier=qualifier), unit, match.start("number"), stop, _end_of_value(match))


def wanted_unit(concept: str) -> Callable[[Unit], bool]:
    """What a measure is counted in."""
    return is_ratio if concept in RATIOS else is_piece_price if concept == PRICE else is_physical


def paired(
    sentence: str, offset: int, concept: str, label: str, member: str, periods: Sequence[Period], start: int
) -> list[SentenceReading]:
    """One value per period, in printed order; nothing where their numbers differ."""
    values = read_values(sentence, start, wanted_unit(concept), len(periods))
    if not values or len(values) != len(periods) or len(set(periods)) != len(periods) or is_range(sentence, values):
        return []
    return [
        SentenceReading(concept, label, member, period, value.amount, value.unit, offset + value.start, offset + value.stop)
        for period, value in zip(periods, values, strict=True)
    ]


def is_range(sentence: str, values: Sequence[Value]) -> bool:
    """Whether figures are the ends of a range, or the first of them: between RMB10.2 and RMB12.3, 介乎10.2元与12.3元, 5元/件至6元/件."""
    return begins_range(sentence, values[0].start) or ends_range(sentence, values[-1].end)


def periods_in(text: str, year_end: FiscalYearEnd) -> list[tuple[Period, int, int]]:
    """Periods with their spans, also after a full-width comma and where Latin letters follow the year at once (，2024年AI加速卡)."""
    found = find_periods(re.sub(r"(?<=年)[A-Za-z]", "·", text.replace("，", "、")), year_end=year_end)
    return with_same_periods(text, found) if "同期" in text or "period" in text else found


def with_same_periods(text: str, spans: Sequence[tuple[Period, int, int]]) -> list[tuple[Period, int, int]]:
    """2025年同期 and "the same period in 2025" are as long as the period before them; without one nobody can tell how long."""
    found: list[tuple[Period, int, int]] = []
    for period, first, last in spans:
        after, before = _SAME_AFTER.match(text, last), _SAME_BEFORE.search(text, max(0, first - SAME_REACH), first)
        if after is None and before is None:
            found.append((period, first, last))
        elif found and found[-1][0].months:
            same = found[-1][0].shifted(period.end.year - found[-1][0].end.year)
            found.append((same, before.start() if before else first, after.end() if after else last))
    return found


def last_list(text: str, spans: list[tuple[Period, int, int]]) -> list[tuple[Period, int, int]]:
    """The last periods of a text that stand in one list: "据2026年1月的报道，2024年" gives 2024 only."""
    kept = spans[-1:]
    for earlier in reversed(spans[:-1]):
        if earlier[2] < kept[0][1] and re.sub(r"[、，,和及与與以\s]|and", "", text[earlier[2] : kept[0][1]]):
            break
        kept.insert(0, earlier)
    return kept
