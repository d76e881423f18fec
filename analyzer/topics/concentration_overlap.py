"""Sentences about the parties themselves: how many customers there are, and who is both customer and supplier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from analyzer.errors import ReadError
from analyzer.model import Fact, Finding, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.numerals import straighten
from analyzer.read.periods import FiscalYearEnd, find_periods
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_facts import Concepts
from analyzer.topics.concentration_words import Words, squeeze

OVERLAP_HINT = re.compile(
    r"重\s*[叠疊迭合]|既\s*[是为為]|亦\s*[是为為]|同\s*[时時]\s*[是为為]|overlap"
    r"|also (?:our|one of|a |the )|both (?:our )?(?:a )?customer",
    re.IGNORECASE,
)
COUNT_HINT = re.compile(r"\d[\d,]*\s+(?:[a-z-]+\s+){0,2}customers|\d\s*(?:余|多|餘)?\s*(?:家|名|位)", re.IGNORECASE)
NAMES_AFTER_CHARS = 1500
PAGES_MAX = 12
_SENTENCE_END = re.compile(r"(?<=[。!?])|(?<=[a-z)\d]\.)\s+(?=[A-Z])|(?:^|(?<=[\s:：]))(?=[(（]\d{1,2}[)）]\s*[A-Z\u4e00-\u9fff])")
"""Sentences end before the number of a note too: nothing else parts it from the table above (2) Supplier B was also our customer."""
_TABLE_BELOW = re.compile(r"下表|如下|following table|table below|below", re.IGNORECASE)


def read_count(context: FilingContext, concepts: Concepts, words: Words, year_end: FiscalYearEnd) -> Iterator[Fact]:
    """The number of customers served, where a sentence names it with its period or date."""
    if not concepts.count:
        return
    pages = [n for n, text in enumerate(context.pages.texts, 1) if COUNT_HINT.search(text) and any(words.search("count", squeeze(text)))]
    for page in pages[:PAGES_MAX]:
        prose = context.pages.prose(page, page)
        for begin, end in sentence_spans(straighten(prose.text)):
            sentence = straighten(prose.text[begin:end])
            found = list(words.search("count", sentence))
            periods = {period for period, _, _ in find_periods(sentence, year_end=year_end)}
            if len(found) != 1 or len(periods) != 1:
                continue
            start, stop = (begin + place for place in found[0].span("number"))
            measure = "customers" if prose.text[start:stop].isascii() and "customers" in found[0].group(0) else "家"
            try:
                amount = parse_amount(prose.text[start:stop], Unit(measure, Decimal(1), measure))
            except ReadError:
                continue
            where, box = prose.place(start, stop)
            label = found[0].group(0)
            source = context.source(where, box, prose.text[start:stop])
            yield Fact(
                concepts.kind, concepts.count, label, periods.pop(), amount.value, measure, amount.step,
                qualifier=amount.qualifier, origin=source,
            )  # fmt: skip


def read_overlap(context: FilingContext, words: Words, facts: Sequence[Fact]) -> list[tuple[Finding, list[str]]]:
    """Statements that parties are both customer and supplier, with their names."""
    members = {fact.member for fact in facts if len(fact.member) > 1}
    findings: list[tuple[Finding, list[str]]] = []
    for page in overlap_pages(tuple(context.pages.texts), words)[:PAGES_MAX]:
        prose = context.pages.prose(page, page)
        for begin, end in sentence_spans(straighten(prose.text)):
            text = prose.text[begin:end]
            if not words.found("overlap", straighten(text)) or words.found("overlap_not", text):
                continue
            names = overlap_names(text, members, words)
            if not names and _TABLE_BELOW.search(text):
                names = overlap_names(prose.text[begin : end + NAMES_AFTER_CHARS], members, words)
            if names:
                where, box = prose.place(begin, end)
                message = f"both customer and supplier: {', '.join(names)}"
                source = context.source(where, box, text.strip()[:400])
                findings.append((Finding("info", "PARTY_OVERLAP", message, (source,)), names))
    return findings


@lru_cache(maxsize=1)
def overlap_pages(texts: tuple[str, ...], words: Words) -> list[int]:
    """Pages with words of an overlap; kept for the other side of the same filing."""
    return [number for number, text in enumerate(texts, 1) if OVERLAP_HINT.search(text) and words.found("overlap", squeeze(text))]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and stop of each sentence that holds words."""
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return ((start, stop) for start, stop in pairwise(bounds) if text[start:stop].strip())


def overlap_names(text: str, members: set[str], words: Words) -> list[str]:
    """Party letters and known names in a text, each once, in printed order."""
    found = [(match.start(), re.sub(r"(?<=[\u4e00-\u9fff])\s+", "", match.group(0))) for match in words.search("party_letter", text)]
    found += [(text.find(member), member) for member in members if member in text]
    return list(dict.fromkeys(name for _, name in sorted(found)))


def mark_overlap(facts: Sequence[Fact], names: set[str], relation: str) -> list[Fact]:
    """The facts, those of parties that a statement names as standing on both sides with that relation."""
    known = {squeeze(name) for name in names}
    return [
        replace(fact, relation=relation) if fact.member and squeeze(fact.member) in known and not fact.relation else fact for fact in facts
    ]
