"""Figures of the year before, in brackets behind their own: "59.4% (2017: 48.3%)", 約佔 53.8%（二零二一年：45.9%）."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.model import Period
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_clauses import Token
from analyzer.topics.concentration_titles import flows

BACK_CHARS = 400
"""How far above a sentence its paragraph may have named the period of the report."""
YEARS_BACK_MAX = 4
MAIN_GAP_CHARS = 140
_ABOUT = (
    r"(?:approximately|about|around|over|more than|less than|not more than|an? aggregate of"
    r"|at least|(?:not )?exceeding|below|above|约|約|超[过過]|逾|不足|不到|不超[过過]|不?[低少多高][于於]|近)"
)
_RELATIVE = (
    r"(?:the\s+)?(?:previous|prior|last|preceding)\s+(?:financial\s+|fiscal\s+)?(?:year|period)|(?:the\s+)?(?:corresponding|same)\s+"
    r"(?:period|year)\s+(?:of|in)\s+(?:the\s+)?(?:previous|prior|last|preceding)\s+year|(?:去|上|前)一?[財财]?政?年度?(?:同期)?|上[一個个]{0,2}期"
)
_YEAR = r"(?:FY\s?)?(?:(?:19|20)\d\d(?:\s?/\s?(?:19|20)?\d\d)?|[一二][一二三四五六七八九零〇○]{3})"
_BARE = re.compile(
    rf"(?:for\s+|in\s+|the\s+|same\s+|corresponding\s+|period\s+|year\s+|financial\s+|fiscal\s+|of\s+)*"
    rf"(?P<year>{_YEAR})\s*年?[財财]?政?年?度?(?:的?同期|[全止])?",
    re.IGNORECASE,
)
"""A year that says nothing of how long its period is."""
_LABEL = re.compile(
    rf"[\s,;、]*(?:and\s|及|和)?\s*(?P<label>[^:;()%]{{0,60}}?(?:{_YEAR}|{_RELATIVE})[^:;()%\d]{{0,12}}?)\s*(?::|\s-\s|(?<=[年度期])[為为]?)\s*{_ABOUT}?\s*(?:为|為)?\s*$",
    re.IGNORECASE,
)
_LABEL_BEHIND = re.compile(rf"\s*(?:in|for|during)\s+(?P<label>[^()%]{{0,50}}?(?:{_YEAR}|{_RELATIVE})[^()%\d]{{0,8}})$", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:,|、|;|and|及|和|与|與)*\s*{_ABOUT}?\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<inside>[^()]{4,200})\)")
_NAMES_LABEL = re.compile(rf"[^:()%]{{0,60}}?(?:{_YEAR}|{_RELATIVE})[^:;()%\d]{{0,12}}(?::|\s-\s)", re.IGNORECASE)
_COMPARED = re.compile(
    rf"(?:\b(?:as\s+)?(?:compared|comparing)\s+(?:with|to)|\bversus|\bagainst)\s+(?:that\s+of\s+)?{_ABOUT}?\s*$", re.IGNORECASE
)
_COMPARED_LABEL = re.compile(rf"\s+(?:in|for|during)\s+(?P<label>[^(),;.%]{{0,50}}?(?:{_YEAR}|{_RELATIVE}))", re.IGNORECASE)
_OF_YEAR = re.compile(r"\byear\b|年度|[本全]年", re.IGNORECASE)
_OF_PERIOD = re.compile(r"\bperiod\b|\bmonths\b|期[間间內内]|[本該该]期|個月|个月", re.IGNORECASE)


@dataclass(frozen=True)
class Earlier:
    """A figure of a period that only its label names. label: the printed words; of: the figure that it stands behind."""

    token: Token
    label: str
    of: Token


@dataclass(frozen=True)
class Comparatives:
    """The earlier figures of a sentence. spans: the brackets, whose periods are none of the sentence's own."""

    earlier: tuple[Earlier, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    labels: tuple[str, ...] = field(default=())

    def covers(self, position: int) -> bool:
        return any(start <= position < stop for start, stop in self.spans)


def find_comparatives(text: str, start: int, stop: int, tokens: Sequence[Token]) -> Comparatives:
    """What the brackets of a sentence (and "compared with 41.7% in 2017") give of other periods."""
    earlier: list[Earlier] = []
    spans: list[tuple[int, int]] = []
    labels: list[str] = []
    for match in _BRACKET.finditer(text, start, stop):
        inner = [token for token in tokens if match.start() < token.start < match.end()]
        labelled = list(_labelled(text, match.start() + 1, match.end() - 1, inner))
        own = [token for token in tokens if token.stop <= match.start() and not any(a <= token.start < b for a, b in spans)]
        named = _NAMES_LABEL.match(match.group("inside"))
        if not labelled and named is None:
            continue
        spans.append(match.span())
        labels += [label for label, _ in labelled] if labelled else [match.group("inside").split(":")[0].strip()]
        for is_percent in (True, False):
            earlier += _behind(own, [item for item in labelled if item[1].is_percent == is_percent], match.start())
    for before, token in itertools.pairwise(tokens):
        label = _COMPARED_LABEL.match(text, token.stop, stop)
        apart = not any(a <= token.start < b for a, b in spans) and before.is_percent == token.is_percent
        if label is not None and apart and _COMPARED.search(text, before.stop, token.start):
            earlier.append(Earlier(token, label.group("label").strip(), before))
            spans.append((token.start, label.end()))
            labels.append(label.group("label").strip())
    return Comparatives(tuple(earlier), tuple(spans), tuple(labels))


def _labelled(text: str, start: int, stop: int, inner: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """The figures of a bracket with the words of their periods; none where one of them has no such words."""
    if not inner:
        return
    behind = _LABEL_BEHIND.fullmatch(text, inner[-1].stop, stop)
    if behind is not None and len(inner) == 1 and _AND.fullmatch(text, start, inner[0].start):
        yield behind.group("label").strip(), inner[0]
        return
    found: list[tuple[str, Token]] = []
    begin, label = start, ""
    for token in inner:
        match = _LABEL.fullmatch(text, begin, token.start)
        if match is not None:
            label = match.group("label")
        elif not label or not _AND.fullmatch(text, begin, token.start):
            return
        found.append((label, token))
        begin = token.stop
    if not re.search(r"\d", text[begin:stop]):
        yield from found


def _behind(own: Sequence[Token], labelled: Sequence[tuple[str, Token]], position: int) -> Iterator[Earlier]:
    """Each figure of a bracket with that before the bracket which it is compared with."""
    for label in dict.fromkeys(label for label, _ in labelled):
        tokens = [token for named, token in labelled if named == label]
        mains = [token for token in own if token.is_percent == tokens[0].is_percent][-len(tokens) :]
        if len(mains) == len(tokens) and position - mains[-1].stop <= MAIN_GAP_CHARS:
            yield from (Earlier(token, label, main) for token, main in zip(tokens, mains, strict=True))


def earlier_period(label: str, main: Period, year_end: FiscalYearEnd) -> Period | None:
    """The period of a label: as long as that of the main figure where the label is no more than a year."""
    if re.fullmatch(_RELATIVE, label, re.IGNORECASE):
        return main.shifted(-1)
    bare = _BARE.fullmatch(label)
    periods = {period for period, _, _ in flows(label, year_end)}
    if len(periods) != 1:
        return None
    named = periods.pop()
    if bare is None:
        return named
    years = named.end.year - main.end.year
    return main.shifted(years) if 0 < abs(years) <= YEARS_BACK_MAX else None


def earlier_pairs(
    chosen: Sequence[tuple[Token, Period]], earlier: Mapping[Token, Sequence[Earlier]], year_end: FiscalYearEnd
) -> list[tuple[Token, Period]]:
    """The figures of the brackets behind chosen ones, each with its period."""
    pairs = [(item.token, earlier_period(item.label, period, year_end)) for token, period in chosen for item in earlier.get(token, ())]
    return [(token, period) for token, period in pairs if period is not None]


def main_period(text: str, span: tuple[int, int], labels: Sequence[str], year_end: FiscalYearEnd, report: Period | None) -> Period | None:
    """The period of the figures before the brackets, where their sentence names none: a year after the first of the labels.

    Its length is that of the period which the paragraph named before, else that of the report.
    """
    for label in labels:
        periods = {period for period, _, _ in flows(label, year_end)}
        if len(periods) != 1:
            continue
        later = periods.pop().shifted(1)
        if _BARE.fullmatch(label) is None:
            return later
        said = {item for item, _, _ in flows(text[max(0, span[0] - BACK_CHARS) : span[0]], year_end) if item.end.year == later.end.year}
        if len(said) == 1:
            return said.pop()
        return _of_report(later, report, text[slice(*span)])
    return report


def _of_report(later: Period, report: Period | None, sentence: str) -> Period | None:
    of_year = _OF_YEAR.search(sentence) is not None and not _OF_PERIOD.search(sentence)
    if report is not None and report.end.year == later.end.year and (report.months == later.months or not of_year):
        return report
    return None if _OF_PERIOD.search(sentence) and not _OF_YEAR.search(sentence) else later


def by_main(found: Comparatives) -> Mapping[Token, tuple[Earlier, ...]]:
    """The earlier figures by the figure that they stand behind."""
    mains = dict.fromkeys(item.of for item in found.earlier)
    return {main: tuple(item for item in found.earlier if item.of == main) for main in mains}
