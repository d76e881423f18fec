"""Figures of periods that a sentence leaves to the definition of the Track Record Period: one for each of them, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Period
from analyzer.read.periods import FiscalYearEnd
from analyzer.read.track_record import NAME
from analyzer.topics.volumes_values import periods_in

_SEVERAL = re.compile(
    r",|，|、|&|\b(?:and|or|two|three|four|five|six|both|various|different|respective)\b|\beach of (?!the (?:\w+ )?(?:years?|periods?)\b)"
    r"|[及和或与與]|[兩两二三四五六多][^年期]|各(?!年|期)"
)
"""Words of more than one thing that is told of; figures "respectively" are then of these."""
_POINT = re.compile(r"\b(?:as (?:at|of)|at the end of|average of|range|from|between)\b|介[乎于於]|[期年]末|[截至]至")
"""A day, or bounds between which figures lie."""
_FIGURE = re.compile(r"\d[\d,.]*")
_NEXT_CLAUSE = re.compile(r"[;；]|,\s*(?:which|while|mainly|primarily|due|as|representing)\b|，")
_SHARED_OUT = re.compile(r"\band\b|&|[及和与與、]|\bfor (?!each of the (?:years?|periods?)|each (?:year|period)|the (?:years?|periods?)\b)")
"""Words after the figures that say whose each is: for cement, lime and sand, respectively."""
_EACH = re.compile(r"\brespectively\b|分[別别]")
_NAME = re.compile(rf"(?:{NAME})内?", re.IGNORECASE)


def tracked_spans(
    sentence: str, start: int, stop: int, tracked: Sequence[Period], year_end: FiscalYearEnd
) -> list[tuple[Period, int, int]]:
    """The periods of a sentence that says Track Record Period and respectively, names no period itself and tells of one thing only.

    start, stop: from the measure to where its figures begin. The span is that of the name, or nothing right before the measure where
    the name follows the figures.
    """
    if len(tracked) < 2 or not _EACH.search(sentence, start) or periods_in(sentence, year_end):
        return []
    names = list(_NAME.finditer(sentence))
    if len(names) != 1 or _POINT.search(sentence):
        return []
    name = names[0]
    begin = max(sentence.rfind(",", 0, start), sentence.rfind("，", 0, start)) + 1
    begin = max(begin, name.end()) if name.end() <= start else begin
    if _SEVERAL.search(sentence[begin:stop].lstrip("，, ")) or not is_one_each(sentence[stop:], len(tracked)):
        return []
    place = (name.start(), name.end()) if name.end() <= start else (begin, begin)
    return [(period, *place) for period in tracked]


def is_one_each(text: str, count: int) -> bool:
    """Whether a text has so many figures and no more, and no words after them that share them out among products."""
    figures = list(_FIGURE.finditer(text))
    if len(figures) != count:
        return False
    rest = text[figures[-1].end() :]
    clause = _NEXT_CLAUSE.search(rest)
    return not _SHARED_OUT.search(rest[: clause.start()] if clause else rest)
