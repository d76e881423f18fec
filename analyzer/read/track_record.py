"""The periods that a filing calls its Track Record Period, from the sentence or the glossary entry that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.model import Period
from analyzer.read.blanks import without_chinese_blanks
from analyzer.read.numerals import straighten
from analyzer.read.periods import FiscalYearEnd, find_periods

NAMED_WORDS = ("Track Record", "Relevant Period", "往績", "往绩", "有關期間", "營業紀錄", "營業記錄", "業績紀錄", "業績記錄")
"""One of them stands on every page that defines the period: a cheap look before the pattern."""
NAME = (
    r"Track\s+Record\s+Periods?|Relevant\s+Periods?"
    r"|往[績绩](?:[記记纪紀]?[錄录])?期[間间]?|[營营][業业][記记纪紀][錄录]期[間间]?|[業业][績绩][記记纪紀][錄录]期[間间]?|有[關关]期[間间]"
)
_QUOTED = re.compile(rf"[“\"「『]\s*(?:{NAME})(?:\s?\(s\))?\s*[”\"」』]", re.IGNORECASE)
_SAID = re.compile(rf"(?:{NAME})\s*(?:(?:means?|comprises?|covers?|refers to|consists? of)\b|指|涵[蓋盖]|[為为](?=截至))", re.IGNORECASE)
"""A sentence that says of the name itself what it is: The Track Record Period comprises the three years ended ..."""
_BACK = re.compile(r"[(（][^()（）]{0,60}$")
"""What stands before a name that sums up what was said: (the "Track Record Period")."""
_NEXT = re.compile(r"[“「『]|\.\s+[A-Z]|。|;|；")
REACH_CHARS = 360
_SENTENCE = re.compile(r"[。;；]|\.\s+(?=[A-Z])")


def find_track_record(texts: Sequence[str], year_end: FiscalYearEnd) -> tuple[Period, ...]:
    """The flow periods of the first definition that lists at least two, in printed order; () where none does.

    A sentence about the period counts only where no definition quotes its name.
    """
    for text in _normalised(texts):
        for match in _QUOTED.finditer(text):
            found = _defined(text, match, year_end)
            if len(found) > 1:
                return found
    said = (match for text in _normalised(texts) for match in _SAID.finditer(text))
    return next((found for match in said if len(found := _listed_behind(match.string, match.end(), year_end)) > 1), ())


def _normalised(texts: Sequence[str]) -> Iterator[str]:
    """The pages that may speak of such a period, each as one line, also where a glossary's narrow column wraps 「往績記錄期 / 間」."""
    return (without_chinese_blanks(" ".join(straighten(text).split())) for text in texts if names_track_record(text))


def names_track_record(text: str) -> bool:
    """Whether a page may speak of such a period: a cheap look."""
    return any(word in text for word in NAMED_WORDS)


def _defined(text: str, match: re.Match[str], year_end: FiscalYearEnd) -> tuple[Period, ...]:
    before = text[max(0, match.start() - REACH_CHARS) : match.start()]
    if back := _BACK.search(before):
        said = before[: back.start()]
        begins = [stop.end() for stop in _SENTENCE.finditer(said)]
        return _flows(said[begins[-1] if begins else 0 :], year_end)
    return _listed_behind(text, match.end(), year_end)


def _listed_behind(text: str, start: int, year_end: FiscalYearEnd) -> tuple[Period, ...]:
    said = text[start : start + REACH_CHARS]
    end = _NEXT.search(said)
    return _flows(said[: end.start()] if end else said, year_end)


def _flows(said: str, year_end: FiscalYearEnd) -> tuple[Period, ...]:
    flows = [period for period, _, _ in find_periods(said, year_end=year_end) if period.months is not None]
    return tuple(dict.fromkeys(flows))
