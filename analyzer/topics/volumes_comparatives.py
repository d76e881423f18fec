"""Figures of the period before, in brackets behind a figure: we produced 11.38 million units (2015: 14.02 million units)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Period
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.volumes_periods import as_flow
from analyzer.topics.volumes_values import SentenceReading, periods_in, read_values, wanted_unit

_ASIDE = re.compile(r"[(（](?P<period>[^()（）:：]{2,40})[:：](?P<rest>[^()（）]{1,60})[)）]")
_GAP = re.compile(r"[^()（）,，;；:：.。\d]{0,70}")
_THIS_YEAR = re.compile(r"\b(?:the|this) (?:financial |fiscal |reporting )?(?:year|period)\b", re.IGNORECASE)


def without_asides(sentence: str) -> str:
    """The sentence with blanks for the brackets that name another period: what stands there is no period of the sentence itself."""
    return _ASIDE.sub(lambda match: " " * len(match.group(0)), sentence)


def own_periods(sentence: str, at: int, year_end: FiscalYearEnd) -> list[Period]:
    """The periods of a sentence outside such brackets; where it only says "the year", the one after that of the bracket behind a figure.

    at: where the figure begins. A comparative is that of the year before (2015 beside the year under review).
    """
    periods = [period for period, _, _ in periods_in(without_asides(sentence), year_end)]
    aside = _ASIDE.search(sentence, at)
    if periods or aside is None or not _THIS_YEAR.search(sentence[:at]):
        return periods
    before = aside_period(aside, year_end)
    return [before.shifted(1)] if before is not None else []


def aside_period(aside: re.Match[str], year_end: FiscalYearEnd) -> Period | None:
    periods = [as_flow(period) for period, _, _ in periods_in(aside.group("period"), year_end)]
    return periods[0] if len(periods) == 1 and periods[0].months else None


def with_comparative(sentence: str, offset: int, found: Sequence[SentenceReading], year_end: FiscalYearEnd) -> list[SentenceReading]:
    """The readings and, behind a single one, that of the bracket; a figure there without a unit is left out."""
    if len(found) != 1:
        return list(found)
    gap = _GAP.match(sentence, found[0].stop - offset)
    aside = _ASIDE.match(sentence, gap.end()) if gap else None
    period = aside_period(aside, year_end) if aside else None
    if aside is None or period is None or period.months != found[0].period.months or period.end >= found[0].period.end:
        return list(found)
    values = read_values(sentence, aside.start("rest"), wanted_unit(found[0].concept), 1)
    if len(values) != 1 or values[0].stop > aside.end("rest") or values[0].unit.measure != found[0].unit.measure:
        return list(found)
    value = values[0]
    other = replace(
        found[0], period=period, amount=value.amount, unit=value.unit, start=offset + value.start, stop=offset + value.stop, note=""
    )
    return [found[0], other]
