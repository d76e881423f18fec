"""What a sentence says of a line: the figures of an enumeration or of a change, each with its words of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Period
from analyzer.read.periods import PeriodHead, combine, find_periods
from analyzer.topics.column_heads import flows

Names = Callable[[str], str]
"""Concept that a phrase names, "" for none."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Spoken:
    """One figure of a sentence: where it stands in the text, of what and when.

    when: label of its period; "" where the sentence names none (报告期内): then its place among `count` figures has to tell.
    label_start: where the label stands; the figures of one sentence share it. concept: given by the form, else told by the label.
    sure: whether the period stands beside the figure or is one of as many as there are figures. loss: "loss of", 亏损 right before it.
    """

    label: str
    start: int
    stop: int
    when: str
    concept: str = ""
    label_start: int = -1
    sure: bool = True
    loss: bool = False
    place: int = 0
    count: int = 0


@dataclass(frozen=True)
class Subject:
    """The line that a clause speaks of. when: words of time that stand between it and its verb."""

    label: str
    start: int
    concept: str
    when: str = ""


@dataclass(frozen=True)
class Run:
    """Figures that follow each other. spans: of each figure, None for a nil."""

    start: int
    stop: int
    spans: tuple[Span | None, ...]


def find_runs(text: str, anchor: re.Pattern[str], pattern: re.Pattern[str], figure: re.Pattern[str], before: re.Pattern[str]) -> list[Run]:
    """The enumerations of figures, single ones too, each begun at the end of an anchor.

    before: words that belong to the first figure (approximately, 人民币, "nil and").
    """
    runs: list[Run] = []
    for here in anchor.finditer(text):
        match = pattern.match(text, here.end())
        if match is None or (runs and here.end() < runs[-1].stop):
            continue
        lead = before.search(text, max(0, match.start() - 24), match.start())
        start = lead.start() if lead else match.start()
        spans = [None if part.group()[0] in "nNz零无無" else part.span() for part in figure.finditer(text, start, match.end())]
        runs.append(Run(start, match.end(), tuple(spans)))
    return runs


def by_sentence(text: str, runs: Sequence[Run], stops: re.Pattern[str], reach: int) -> Iterator[tuple[int, int, list[Run]]]:
    """Start and end of every sentence that has figures, with its runs. reach: characters to look back and forward."""
    index = 0
    while index < len(runs):
        first = runs[index]
        start = max(0, first.start - reach)
        for stop in stops.finditer(text, start, first.start):
            start = stop.end()
        end_match = stops.search(text, first.stop, min(len(text), first.stop + 2 * reach))
        end = end_match.start() if end_match else min(len(text), first.stop + 2 * reach)
        own = [first]
        while index + len(own) < len(runs) and runs[index + len(own)].start < end:
            own.append(runs[index + len(own)])
        yield start, max(end, own[-1].stop), own
        index += len(own)


def series(subject: Subject, run: Run, when: Sequence[str], sure: bool = True) -> Iterator[Spoken]:
    """The figures of an enumeration with their periods; without any, with their places; nothing where the counts differ."""
    count = len(run.spans)
    if when and len(when) != count:
        return
    for place, span in enumerate(run.spans):
        if span is not None:
            words = when[place] if when else ""
            yield Spoken(subject.label, *span, words, subject.concept, subject.start, sure and bool(when), False, place, count)


def split_when(text: str) -> list[str]:
    """The periods of an enumeration in their order, each as its own words; a month beside years is the date of something else.

    None where a day is named: what is said then is said of that day ("as of December 31, 2017, 2018 and 2019").
    """
    found = find_periods(text)
    if any(period.months is None for period, _, _ in found):
        return []
    periods = [period for period, _, _ in found]
    longer = [period for period in periods if period.months != 1]
    return [period.label for period in longer or periods]


def spoken_periods(text: str) -> list[Period]:
    return flows(find_periods(text))


def same_part(before: str, period: Period) -> Period:
    """The period that "the same period in 2025" means: the part of a year that the words before speak of, in that year."""
    parts = [other for other in spoken_periods(before) if other.months not in (None, 1, 12)]
    return combine(PeriodHead(parts[-1].months, parts[-1].end.month, parts[-1].end.day), period.end.year) if parts else period
