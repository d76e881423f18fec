"""Sentences of the discussion that repeat figures of the statement: further readings, rarely first ones.

A sentence may speak of one product's or a subsidiary's revenue under the same words. So a figure is a reading of the statement
where it agrees with it or misses it by a power of ten or by its sign; one that says something else is a reading that disagrees only
where the sentence says whose it is ("our revenue", 公司营业收入) or another figure of the same sentence agrees.
Where the sentence leaves the period in doubt (报告期内, one figure after a year) only figures that agree are readings.
Sentences are found in the fast text; only pages with readings that few other pages have are laid out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.errors import ReadError
from analyzer.model import Fact, LedgerEntry, Period
from analyzer.read.amounts import Amount, parse_amount
from analyzer.read.blanks import single_blanks, without_blanks
from analyzer.read.units import find_units
from analyzer.topics.agreement import agree, slip
from analyzer.topics.base import FilingContext
from analyzer.topics.income_names import LineNames, is_own, signed
from analyzer.topics.income_offface import margins_of
from analyzer.topics.income_sentences import find_first, find_spoken
from analyzer.topics.income_spoken import Spoken, spoken_periods

SPOKEN_FIRST = {"profit_attributable_to_owners", "profit_excluding_nonrecurring"}
FIRST = {"gross_margin", "adjusted_profit"}
MARGIN_WORDS = re.compile(r"(?:overall )?gross (?:profit )?margin|(?:[综綜]合|整[体體])?毛利率", re.IGNORECASE)
"""The name of the margin in a phrase: "our overall gross margin", 公司的综合毛利率."""
"""Figures that no line of the statement has."""
NEXT_PAGE_CHARS = 500
PAGES_MAX = 40
ENOUGH = 5
"""Sentences that repeat a figure, after which a page is not laid out for one more."""
FIGURE_EN = re.compile(r"(?:RMB|US\$|HK\$|CNY)\s?\(?\d|margin")


@dataclass(frozen=True)
class Statement:
    """What a sentence is compared with: the statement's lines, its periods and margins, the wordings and the currency."""

    lines: Mapping[tuple[str, Period], Fact]
    periods: Collection[Period]
    margins: Mapping[Period, Decimal]
    names: LineNames
    currency: str
    basis: str


@dataclass(frozen=True)
class Place:
    """A page to lay out. runs_on: whether one of its sentences has figures on the next page."""

    page: int
    runs_on: bool


def read_sentences(context: FilingContext, vocabulary: Vocabulary, face: Sequence[Fact]) -> tuple[list[Fact], list[LedgerEntry]]:
    """Readings of statement figures in sentences, margins and adjusted profits that stand in sentences only, and their account."""
    lines = {(fact.concept, fact.period): fact for fact in reversed(face) if fact.concept and fact.measure != "ratio"}
    periods = {fact.period for fact in face}
    names = LineNames(vocabulary)
    statement = Statement(lines, periods, margins_of(face), names, context.attribute("currency"), context.attribute("basis"))
    facts: list[Fact] = []
    for place in places_with_readings(context.pages.texts, statement) if lines else ():
        facts += page_readings(place, context, statement)
    unique = {(fact.concept, fact.period, fact.source.page, fact.source.bbox): fact for fact in facts}
    ledger = [sentence_entry(fact) for fact in unique.values()]
    return list(unique.values()), ledger


def sentence_entry(fact: Fact) -> LedgerEntry:
    place = fact.source
    return LedgerEntry("income_statement", "sentence", (place.page,), fact.label, True, "speaks of the statement", 1, 1, "", place.bbox)


def places_with_readings(texts: Sequence[str], statement: Statement) -> list[Place]:
    """Pages whose fast text, with the beginning of the next page's, has a sentence that repeats the statement.

    Of pages that repeat what ENOUGH others say, only those that disagree; at most PAGES_MAX.
    """
    found: dict[Place, list[Fact]] = {}
    for page, text in enumerate(texts, 1):
        following = texts[page][:NEXT_PAGE_CHARS] if page < len(texts) else ""
        readings = fast_readings(text, following, statement)
        if readings:
            found[Place(page, any(runs_on for _, runs_on in readings))] = [fact for fact, _ in readings]
    return choose_places(found, statement)


def fast_readings(text: str, following: str, statement: Statement) -> list[tuple[Fact, bool]]:
    """The readings of a page's fast text, each with whether it stands on the next page."""
    readings: dict[tuple[int, str], tuple[Fact, bool]] = {}
    for form in ([single_blanks] if FIGURE_EN.search(text) else []) + ([without_blanks] if "元" in text or "率" in text else []):
        end = len(form(text))
        flat = form(text + "\n" + following)
        for spoken, fact in readings_of([spoken for spoken in all_spoken(flat, statement) if spoken.label_start < end], flat, statement):
            readings[spoken.start, fact.concept] = (fact, spoken.stop > end)
    return list(readings.values())


def choose_places(found: Mapping[Place, Sequence[Fact]], statement: Statement) -> list[Place]:
    """The pages that add most, one after the other, until none adds a figure that fewer than ENOUGH of them have."""
    counts: Counter[tuple[str, Period]] = Counter()
    chosen = [place for place, facts in found.items() if any(differs(fact, statement) for fact in facts)][:PAGES_MAX]
    rest = [place for place in found if place not in chosen]
    for place in chosen:
        counts.update({(fact.concept, fact.period) for fact in found[place]})
    while rest and len(chosen) < PAGES_MAX:
        best = max(rest, key=lambda place: gain(found[place], counts))
        if gain(found[best], counts) == 0:
            break
        rest.remove(best)
        chosen.append(best)
        counts.update({(fact.concept, fact.period) for fact in found[best]})
    return sorted(chosen, key=lambda place: place.page)


def gain(facts: Iterable[Fact], counts: Mapping[tuple[str, Period], int]) -> int:
    """How much a page adds: figures that no sentence gave yet count most."""
    keys = {(fact.concept, fact.period) for fact in facts}
    return sum(max(0, ENOUGH - counts.get(key, 0)) for key in keys)


def differs(fact: Fact, statement: Statement) -> bool:
    line = statement.lines.get((fact.concept, fact.period))
    return line is not None and not agree(line, fact)


def all_spoken(text: str, statement: Statement) -> Iterator[Spoken]:
    yield from find_spoken(text, statement.names.concept_of)
    yield from find_first(text)


def page_readings(place: Place, context: FilingContext, statement: Statement) -> Iterator[Fact]:
    """The readings of one page and of a sentence that runs on to the next, with their boxes."""
    prose = context.pages.prose(place.page, place.page + place.runs_on)
    for spoken, fact in readings_of(list(all_spoken(prose.text, statement)), prose.text, statement):
        where, bbox = prose.place(spoken.start, spoken.stop)
        yield replace(fact, origin=context.source(where, bbox, prose.text[spoken.start : spoken.stop]))


def readings_of(said: Sequence[Spoken], text: str, statement: Statement) -> Iterator[tuple[Spoken, Fact]]:
    """The figures that are readings of the statement's, also those that disagree with it, without their places yet."""
    said = with_periods(said, text, statement)
    agreeing = {
        spoken.label_start
        for spoken in said
        if spoken.concept not in FIRST and statement.names.is_whole(spoken.label) and reading_of(spoken, text, statement) is not None
    }
    for spoken in said:
        fact = reading_of(spoken, text, statement, spoken.label_start in agreeing)
        if fact is not None:
            yield spoken, fact


def with_periods(said: Sequence[Spoken], text: str, statement: Statement) -> list[Spoken]:
    """The figures with a period; those of an enumeration without take the statement's in their order where all then agree."""
    groups: dict[tuple[int, str], list[Spoken]] = {}
    for spoken in said:
        if not spoken.when:
            groups.setdefault((spoken.label_start, spoken.concept), []).append(spoken)
    placed = [spoken for spoken in said if spoken.when]
    for group in groups.values():
        placed += in_order(group, text, statement)
    return placed


def in_order(group: Sequence[Spoken], text: str, statement: Statement) -> list[Spoken]:
    """The figures of one enumeration with the only periods in a row with which all agree; none where it is one figure."""
    count = group[0].count
    found = []
    for order in period_orders(statement.periods):
        for first in range(len(order) - count + 1 if len(group) > 1 else 0):
            named = [replace(spoken, when=order[first + spoken.place].label) for spoken in group]
            if all(reading_of(spoken, text, statement) is not None for spoken in named):
                found.append(named)
    return found[0] if len(found) == 1 else []


def period_orders(periods: Iterable[Period]) -> list[list[Period]]:
    """The orders in which a filing names its periods: years then parts of one, and the latest first."""
    years = sorted((period for period in periods if period.months == 12), key=lambda period: period.end)
    parts = sorted((period for period in periods if period.months not in (12, None)), key=lambda period: period.end)
    return [[*years, *parts], [*reversed(parts), *reversed(years)]]


def reading_of(spoken: Spoken, text: str, statement: Statement, of_the_whole: bool = False) -> Fact | None:
    """The figure as a reading of the statement's, without a place yet; None where it is none.

    of_the_whole: whether another figure of the sentence shows that it speaks of the statement's line.
    """
    if spoken.concept in FIRST:
        return first_reading(spoken, text, statement)
    concept, period = spoken.concept, spoken_period(spoken, statement)
    line = (statement.lines.get((concept, period)) or missing_line(concept, period, statement)) if period else None
    amount, measure = spoken_amount(text[spoken.start : spoken.stop], statement.currency)
    if line is None or amount is None or measure != line.measure:
        return None
    value, told = signed(amount.value, spoken, concept, line.value)
    reading = replace(line, value=value, step=amount.step, qualifier="", assurance="", note="", mentions=())
    if line.origin is None:
        return replace(reading, value=amount.value, label=spoken.label.strip()) if spoken.sure else None
    if agree(line, reading):
        return reading
    contradicts = slip(line, reading) or (told and agree(line, replace(reading, value=-value)))
    kept = spoken.sure and (contradicts or of_the_whole or is_own(spoken, text, statement.names))
    return reading if kept else None


def first_reading(spoken: Spoken, text: str, statement: Statement) -> Fact | None:
    """A margin or an adjusted profit; a margin that is not gross profit / revenue of the statement is one product's."""
    period = spoken_period(spoken, statement)
    amount, measure = spoken_amount(text[spoken.start : spoken.stop], statement.currency)
    if period is None or amount is None or period not in statement.periods:
        return None
    margin = statement.margins.get(period, None if spoken.place or spoken.count else amount.value)
    if spoken.concept == "gross_margin" and (margin is None or abs(amount.value - margin) > amount.step):
        return None
    value = -amount.value if "loss" in spoken.label.lower() else amount.value
    named = list(MARGIN_WORDS.finditer(spoken.label)) if spoken.concept == "gross_margin" else []
    label = named[-1].group() if named else spoken.label.strip()
    return Fact("income_statement", spoken.concept, label, period, value, measure, amount.step, basis=statement.basis)


def spoken_period(spoken: Spoken, statement: Statement) -> Period | None:
    found = [period for period in statement.periods if period.label == spoken.when] or spoken_periods(spoken.when)
    return found[0] if found else None


def spoken_amount(printed: str, currency: str) -> tuple[Amount | None, str]:
    """The figure of a sentence and its measure; None for one without a unit."""
    words = re.sub(r"[\d,.()\s-]+", " ", printed).strip()
    chinese = re.search(r"(?:人民[币幣]|港[币幣]?|美)?[千百万萬亿億]+元", words)
    unit = next(iter(find_units(chinese.group() if chinese else words, currency)), None)
    digits = re.search(r"-?[\d,]*\d(?:\.\d+)?", printed)
    if unit is None or digits is None:
        return None, ""
    try:
        return parse_amount(digits.group(), unit), unit.measure
    except ReadError:
        return None, ""


def missing_line(concept: str, period: Period, statement: Statement) -> Fact | None:
    """A blank for a bottom line that the statement does not print for one of its periods, so that a sentence may give it."""
    profit = statement.lines.get(("profit", period))
    if concept not in SPOKEN_FIRST or profit is None:
        return None
    return replace(profit, concept=concept, value=Decimal(0), origin=None, assurance="", note="", basis=statement.basis)
