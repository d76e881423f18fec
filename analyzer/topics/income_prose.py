"""Sentences of the discussion that repeat figures of the statement: further readings, rarely first ones.

A sentence may speak of one product's or a subsidiary's revenue under the same words. So a figure is a reading of the statement
where it agrees with it or misses it by a power of ten; one that says something else is a reading that disagrees only where the
sentence says whose it is ("our revenue", 公司营业收入) or another figure of the same sentence agrees.
Sentences are found in the fast text; only pages with a reading are laid out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.errors import ReadError
from analyzer.model import Fact, LedgerEntry, Period
from analyzer.read.amounts import Amount, parse_amount
from analyzer.read.blanks import single_blanks, without_blanks
from analyzer.read.labels import label_key
from analyzer.read.units import find_units
from analyzer.topics.agreement import agree, slip
from analyzer.topics.base import FilingContext
from analyzer.topics.income_offface import margins_of
from analyzer.topics.income_sentences import Spoken, find_first, find_spoken, spoken_periods

SPOKEN_FIRST = {"profit_attributable_to_owners", "profit_excluding_nonrecurring"}
NEXT_PAGE_CHARS = 500
OWN_CHARS = 12
PAGES_MAX = 40
LEAD_EN = re.compile(
    r"^(?:.*\b(?:our|the group[’']s|the company[’']s|we recorded|we generated|we had|total|result of the foregoing|"
    r"foregoing reasons)[,\s]+)+|^(?:and|that|as a result|the|a)\s+",
    re.IGNORECASE,
)
OWN_EN = re.compile(r"(?:^|.*\W)(?:our|the group[’']s|the company[’']s)\s+(?:total\s+)?", re.IGNORECASE)
OWN_ZH = re.compile(r"(?:^|.*[，,。；;、\d年月期度内內止])(?:本?公司|发行人|發行人|我们|我們|本?集[团團])(?:实现|實現)?[的之]?[总總]?")
"""What stands before the name of a line that is the whole company's: nothing comes between, such as a product or a source."""
LEAD_ZH = re.compile(r"^.*(?:公司|集团|集團|我们|我們|本集团|实现|實現|期内|期內|各期|年度|年|的|總|总)(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True)
class Statement:
    """What a sentence is compared with: the statement's lines, its periods and margins, the wordings and the currency."""

    lines: Mapping[tuple[str, Period], Fact]
    periods: Collection[Period]
    margins: Mapping[Period, Decimal]
    vocabulary: Vocabulary
    currency: str
    basis: str


def read_sentences(context: FilingContext, vocabulary: Vocabulary, face: Sequence[Fact]) -> tuple[list[Fact], list[LedgerEntry]]:
    """Readings of statement figures in sentences, margins and adjusted profits that stand in sentences only, and their account."""
    lines = {(fact.concept, fact.period): fact for fact in reversed(face) if fact.concept and fact.measure != "ratio"}
    periods = {fact.period for fact in face}
    statement = Statement(lines, periods, margins_of(face), vocabulary, context.attribute("currency"), context.attribute("basis"))
    facts: list[Fact] = []
    for page in pages_with_readings(context.pages.texts, statement) if lines else ():
        facts += page_readings(page, context, statement)
    unique = {(fact.concept, fact.period, fact.source.page, fact.source.bbox): fact for fact in facts}
    ledger = [sentence_entry(fact) for fact in unique.values()]
    return list(unique.values()), ledger


def sentence_entry(fact: Fact) -> LedgerEntry:
    place = fact.source
    return LedgerEntry("income_statement", "sentence", (place.page,), fact.label, True, "speaks of the statement", 1, 1, "", place.bbox)


def pages_with_readings(texts: Sequence[str], statement: Statement) -> list[int]:
    """Pages whose fast text, with the beginning of the next page's, has a sentence that repeats the statement; the first PAGES_MAX."""
    pages = []
    for page, text in enumerate(texts, 1):
        whole = text + "\n" + (texts[page][:NEXT_PAGE_CHARS] if page < len(texts) else "")
        flat = single_blanks(whole)
        forms = (flat, without_blanks(whole)) if re.search(r"分\s*[别別]|[由从從]", whole) else (flat,)
        if any(next(readings_of(list(all_spoken(form)), form, statement), None) for form in forms):
            pages.append(page)
        if len(pages) == PAGES_MAX:
            break
    return pages


def all_spoken(text: str) -> Iterator[Spoken]:
    yield from find_spoken(text)
    yield from find_first(text)


def page_readings(page: int, context: FilingContext, statement: Statement) -> Iterator[Fact]:
    """The readings of one page and of a sentence that runs on to the next, with their boxes."""
    prose = context.pages.prose(page, min(page + 1, len(context.pages.texts)))
    for spoken, fact in readings_of(list(all_spoken(prose.text)), prose.text, statement):
        where, bbox = prose.place(spoken.start, spoken.stop)
        yield replace(fact, origin=context.source(where, bbox, prose.text[spoken.start : spoken.stop]))


def readings_of(said: Sequence[Spoken], text: str, statement: Statement) -> Iterator[tuple[Spoken, Fact]]:
    """The figures that are readings of the statement's, also those that disagree with it, without their places yet."""
    agreeing = {spoken.label_start for spoken in said if not spoken.concept and reading_of(spoken, text, statement) is not None}
    for spoken in said:
        fact = reading_of(spoken, text, statement, spoken.label_start in agreeing)
        if fact is not None:
            yield spoken, fact


def reading_of(spoken: Spoken, text: str, statement: Statement, of_the_whole: bool = False) -> Fact | None:
    """The figure as a reading of the statement's, without a place yet; None where it is none.

    of_the_whole: whether another figure of the sentence shows that it speaks of the statement's line.
    """
    if spoken.concept:
        return first_reading(spoken, text, statement)
    concept = next(iter(label_concepts(spoken.label, statement.vocabulary)), "")
    period = spoken_period(spoken, statement)
    line = (statement.lines.get((concept, period)) or missing_line(concept, period, statement)) if period and concept else None
    amount, measure = spoken_amount(text[spoken.start : spoken.stop], statement.currency)
    if line is None or amount is None or measure != line.measure:
        return None
    value = amount.value if line.value >= 0 or amount.value < 0 else -amount.value
    reading = replace(line, value=value, step=amount.step, qualifier="", assurance="", note="", mentions=())
    if line.origin is None:
        return replace(reading, value=amount.value, label=spoken.label.strip())
    of_the_whole = of_the_whole or is_own(spoken, text, statement.vocabulary)
    return reading if of_the_whole or agree(line, reading) or slip(line, reading) else None


def is_own(spoken: Spoken, text: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing stands between the company and the name of the line: 公司营业收入, not 公司源自幕墙的营业收入."""
    said = text[max(0, spoken.label_start - OWN_CHARS) : spoken.label_start] + spoken.label
    for own in (OWN_EN, OWN_ZH):
        match = own.match(said)
        if match and vocabulary.concepts_of(label_key(said[match.end() :])):
            return True
    return False


def first_reading(spoken: Spoken, text: str, statement: Statement) -> Fact | None:
    """A margin or an adjusted profit; a margin that is not gross profit / revenue of the statement is one product's."""
    period = spoken_period(spoken, statement)
    amount, measure = spoken_amount(text[spoken.start : spoken.stop], statement.currency)
    if period is None or amount is None or period not in statement.periods:
        return None
    if spoken.concept == "gross_margin" and abs(amount.value - statement.margins.get(period, amount.value)) > amount.step:
        return None
    value = -amount.value if "loss" in spoken.label.lower() else amount.value
    return Fact("income_statement", spoken.concept, spoken.label, period, value, measure, amount.step, basis=statement.basis)


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


def spoken_label(label: str) -> str:
    """The end of a phrase that names the line, without "our" or "公司"."""
    return LEAD_ZH.sub("", label) if re.search(r"[\u4e00-\u9fff]", label) else LEAD_EN.sub("", label.strip())


def label_concepts(label: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Concepts of the whole phrase, else of the end of it that names a line."""
    return vocabulary.concepts_of(label_key(label)) or vocabulary.concepts_of(label_key(spoken_label(label)))
