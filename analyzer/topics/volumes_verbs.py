"""Sentences that tell volumes with a verb: we delivered 52,000 units of our cards; the price rose from 4.69 in 2023 to 5.12 in 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Period, Unit
from analyzer.read.amounts import Qualifier, parse_amount
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.volumes_comparatives import own_periods, with_comparative
from analyzer.topics.volumes_prices import priced_beside
from analyzer.topics.volumes_tracked import tracked_spans
from analyzer.topics.volumes_units import is_physical
from analyzer.topics.volumes_values import (
    VALUE,
    SentenceReading,
    counted_name,
    matches_to_values,
    paired,
    periods_in,
    read_values,
    wanted_unit,
)
from analyzer.topics.volumes_words import CUMULATIVE, PRICE, is_word, says, speaks_of_others

_VERBS = {"shipped": "sales_volume", "sold": "sales_volume", "delivered": "sales_volume", "produced": "production_volume"}
_SUBJECT = r"\b(?:[Ww]e|[Tt]he Group|[Oo]ur Group|[Tt]he Company)\s+"
_FIGURE = r"(?=(?:approximately|about|over|more than|exceeding|nearly)?\s?\d)"
_DONE = re.compile(rf"{_SUBJECT}(?P<verb>{'|'.join(_VERBS)})\s+{_FIGURE}")
_BEGINS = re.compile(r"\b(?:During|For|In|Throughout) (?=the |this |\d|(?:fiscal|financial|FY))")
"""Where a sentence begins after the lines of a table or a heading, which end without a full stop."""
_TABLE_ROW = re.compile(r"(?:\s[\d,.()%–-]+){2,}\s(?=[A-Z])")
"""The figures of the last row of a table, before a sentence that begins without a full stop: 23,524 In addition, we delivered."""
_UNTIL_DAY = re.compile(rf"\b[Aa]s (?:of|at)\b[^.]{{4,60}}?{_SUBJECT}(?:had\s|have\s)?(?P<verb>shipped|sold|delivered)\s+{_FIGURE}")
_UNTIL_DAY_ZH = re.compile(
    r"截[至止][^，,。]{4,24}[，,](?:本?公司|发行人|我们|本集团)(?:及其子公司)?(?:已经?|共)?(?:向[^，,。]{2,20}?)?(?:已经?)?(?P<verb>交付|出货|售出)(?:了)?(?=(?:超过|逾|超|约|近)?\s?\d)"
)
_UNTIL_NOW = re.compile(r"\bas (?:of|at)\b|\bsince\b|cumulative|in total|up to\b|\bcustomers\b", re.IGNORECASE)
_PRODUCT = re.compile(
    r"(?:\s?units?|\s?pieces?|\s?sets?)?\s+of\s+(?:(?:our|its|their)\s+)?(?P<product>[A-Za-z][\w &/()-]{1,48}?)"
    r"(?=\s+(?:in|for|to|during|as)\b|[,.;]|$)"
)
_COUNTED = re.compile(
    r"\s*(?P<about>approximately |about )?(?P<figures>\d[\d,]*(?:, \d[\d,]*)*,? and \d[\d,]*) (?:of )?(?:(?:our|its|their) )?"
    r"(?P<name>(?!(?:hundred|thousand|million|billion|dozen|per)s?\b)(?:[a-zA-Z][\w/-]* ){0,4}(?P<unit>[a-z]+s))"
    r"(?=,? (?:for the|in|during|respectively)\b)"
)
_BUYERS = re.compile(r"\bto (?:[A-Za-z-]+ ){0,7}customers\b")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_MORE = re.compile(rf"\s*(?:,\s*respectively)?,?\s*(?:and|while|as well as)\s+(?:{_SUBJECT}(?:{'|'.join(_VERBS)})\s+)?{_FIGURE}")
_PRODUCT_ZH = re.compile(r"[的]?(?P<product>[A-Za-z\u4e00-\u9fff][^，,。；、的]{1,16}?)(?:产品)?(?=[，,。；]|$)")
_MOVED = re.compile(
    r"(?P<of>(?:\s+(?:of|for)\s+[A-Za-z0-9 &()-]{2,60}?)?)\s+(?:has\s|have\s)?(?:\w+ly\s)?"
    r"(?:increased|decreased|rose|grew|declined|dropped|fell|changed|surged)"
    r"(?:\s\w+ly)?(?:\s+by\s+(?:approximately\s)?[\d.]+(?:%|\s?times))?\s+from\s+"
)
_WITHIN = re.compile(r"\b(?:in|for|since)\b\s+(?:the\s|20)")
_MOVED_ZH = re.compile(r"(?:[（(][^（）()]{1,12}[）)])?(?:分别|已)?(?:由|从|自)(?=(?:截至|于|在)?\s?(?:19|20)\d\d\s?年)")
_NEAR = 30
"""Letters between a figure and the period that belongs to it."""


def read_verb(sentence: str, offset: int, year_end: FiscalYearEnd, tracked: Sequence[Period] = ()) -> list[SentenceReading]:
    """We shipped 1.2 million, 3.4 million and 5.6 million chips in 2022, 2023 and 2024: periods with a length only, nothing cumulative."""
    match = _DONE.search(sentence)
    if match is None:
        return []
    until_now = _UNTIL_NOW.search(sentence)
    if (until_now and not is_each_years(sentence, match.end(), until_now)) or speaks_of_others(without_buyers(sentence, match.end())):
        return []
    begins = max((found.start() for found in _BEGINS.finditer(sentence, 0, match.start())), default=0)
    begins = max((found.end() for found in _TABLE_ROW.finditer(sentence, begins, match.start() + 1)), default=begins)
    sentence = " " * begins + sentence[begins:]
    periods = own_periods(sentence, match.end(), year_end)
    if not all(period.months for period in periods):
        return []
    product = product_after(sentence, match.end())
    if not periods:
        periods = [period for period, _, _ in tracked_spans(sentence, match.start("verb"), match.end(), tracked, year_end)]
    concept, label = _VERBS[match.group("verb")], match.group("verb")
    found = paired(sentence, offset, concept, label, product, periods, match.end())
    found = found or counted(sentence, offset, concept, label, periods, match.end())
    start = match.end()
    while found and product and (more := another_group(sentence, start, len(periods))):
        start = more
        product = product_after(sentence, start)
        found += paired(sentence, offset, concept, label, product, periods, start) if product else []
    return with_comparative(sentence, offset, found, year_end)


def is_each_years(sentence: str, start: int, until_now: re.Match[str]) -> bool:
    """Whether figures are of years, "respectively", although the sentence names the customers to whom all of it went."""
    return until_now.group(0).lower() == "customers" and "respectively" in sentence[start:]


def without_buyers(sentence: str, start: int) -> str:
    """The sentence of figures "respectively" without those to whom the goods went: to smartphone and home appliance customers."""
    return _BUYERS.sub("", sentence) if "respectively" in sentence[start:] else sentence


def counted(sentence: str, offset: int, concept: str, label: str, periods: Sequence[Period], start: int) -> list[SentenceReading]:
    """Goods counted by their own name, one figure for each of several periods: 2, 3 and 7 computing clusters in 2022, 2023 and 2024."""
    match = _COUNTED.match(sentence, start)
    if match is None or len(periods) < 2 or len(set(periods)) != len(periods) or "respectively" not in sentence[match.end() :]:
        return []
    figures = list(_NUMBER.finditer(sentence, match.start("figures"), match.end("figures")))
    unit = Unit(match.group("unit"), Decimal(1), match.group("unit"))
    if len(figures) != len(periods) or says("no_goods", match.group("unit")):
        return []
    about: Qualifier = "about" if match.group("about") else ""
    return [
        SentenceReading(
            concept, label, match.group("name"), period,
            replace(parse_amount(figure.group(0), unit), qualifier=about), unit,
            offset + figure.start(), offset + figure.end(),
        )
        for figure, period in zip(figures, periods, strict=True)
    ]  # fmt: skip


def another_group(sentence: str, start: int, count: int) -> int:
    """Where the figures of the next product begin: ", respectively, and 15,802 tonnes of livestock feed"; 0 where none follow."""
    values = read_values(sentence, start, is_physical, count)
    product = _PRODUCT.match(sentence, values[-1].end) if values else None
    more = _MORE.match(sentence, product.end("product")) if product else None
    return more.end() if more else 0


def product_after(sentence: str, start: int) -> str:
    """The product behind the figures: 52,000 units of our AI accelerator cards."""
    values = read_values(sentence, start, is_physical, 12)
    if values and counted_name(values[-1].unit):
        return counted_name(values[-1].unit)
    match = _PRODUCT.match(sentence, values[-1].end) if values else None
    return match.group("product") if match and not is_word("neutral", match.group("product")) else ""


def read_delivered(sentence: str, offset: int, year_end: FiscalYearEnd) -> list[SentenceReading]:
    """As of June 30, 2025, we had delivered over 52,000 units of our cards to 290 customers: cumulative, to that day."""
    match = _UNTIL_DAY.search(sentence) or _UNTIL_DAY_ZH.search(sentence)
    periods = periods_in(sentence[: match.start("verb")], year_end) if match else []
    if match is None or not periods or says(CUMULATIVE, sentence) or _WITHIN.search(sentence[match.end() :]):
        return []
    values = read_values(sentence, match.end(), is_physical, 1)
    if len(values) != 1:
        return []
    value = values[0]
    named = (_PRODUCT if sentence.isascii() else _PRODUCT_ZH).match(sentence, value.end)
    product = counted_name(value.unit) or (named.group("product") if named else "")
    day = Period(periods[-1][0].end)
    place = offset + value.start, offset + value.stop
    return [SentenceReading(CUMULATIVE, match.group("verb"), product, day, value.amount, value.unit, *place)]


def read_trend(sentence: str, offset: int, concept: str, measure: re.Match[str], year_end: FiscalYearEnd) -> list[SentenceReading]:
    """Figures that each stand beside their period: increased from 1.2 million units in 2022 to 7.9 million units in 2024."""
    english = _MOVED.match(sentence, measure.end())
    moved = english or _MOVED_ZH.match(sentence, measure.end())
    before = sentence[: measure.start()]
    if moved is None or speaks_of_others(before[-60:]):
        return []
    found = read_listed(sentence, offset, concept, measure, moved.end(), year_end)
    product = re.sub(r"^\s*(?:of|for)\s+(?:our\s+)?", "", english.group("of")).strip() if english else ""
    return [replace(reading, member=product) for reading in found]


def read_listed(
    sentence: str, offset: int, concept: str, measure: re.Match[str], start: int, year_end: FiscalYearEnd
) -> list[SentenceReading]:
    """At least two figures from a place on, each beside a period of its own."""
    found = list(beside_periods(sentence, start, year_end))
    values = matches_to_values([match for match, _ in found], wanted_unit(concept))
    if not values and concept == PRICE and not sentence.isascii():
        return priced_beside(sentence, offset, measure.group(0), periods_told(sentence, start, year_end))
    if len(found) < 2 or len(values) != len(found) or len({period for _, period in found}) != len(found):
        return []
    return [
        SentenceReading(concept, measure.group(0), "", period, value.amount, value.unit, offset + value.start, offset + value.stop)
        for value, (_, period) in zip(values, found, strict=True)
    ]


def periods_told(sentence: str, start: int, year_end: FiscalYearEnd) -> list[tuple[Period, int, int]]:
    """The periods from a place on."""
    return [span for span in periods_in(sentence, year_end) if span[1] >= start]


def beside_periods(sentence: str, start: int, year_end: FiscalYearEnd) -> Iterator[tuple[re.Match[str], Period]]:
    """Figures right before "in 2022" or right after 2022年的."""
    for period, first, last in periods_told(sentence, start, year_end):
        after = re.compile(r"(?:的|平均|为)*\s*").match(sentence, last)
        match = VALUE.match(sentence, after.end()) if after and not sentence.isascii() else None
        for place in range(max(start, first - _NEAR), first) if sentence.isascii() else ():
            word = sentence[place - 1].isspace() and re.match(r"(?:RMB|HK\$|US\$)?\d", sentence[place:])
            whole = VALUE.match(sentence, place) if word else None
            if whole and re.fullmatch(r"[^\d,]*\b(?:in|for)\s+(?:the\s+)?", sentence[whole.end() : first]):
                match = whole
                break
        if match and period.months:
            yield match, period
