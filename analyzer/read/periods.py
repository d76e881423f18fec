"""Header, caption or sentence words -> Period: "Nine months ended September 30, 2025", "2011 年 1－6 月", "二零二五年"."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.errors import ReadError
from analyzer.model import Period
from analyzer.read import TEXTS_REMEMBERED
from analyzer.read.numerals import parse_number, straighten_days
from analyzer.read.period_forms import (
    DECEMBER,
    FORMS,
    HEADS,
    YEAR_ALONE,
    Build,
    Context,
    FiscalYearEnd,
    PeriodHead,
    end_of,
    read_head,
)
from analyzer.read.period_lists import spread_lengths

__all__ = [
    "DECEMBER", "FiscalYearEnd", "PeriodHead", "combine", "find_period_heads", "find_periods", "find_years", "is_forecast", "parse_period",
    "parse_period_head",
]  # fmt: skip

_FORECAST = re.compile(
    r"[预預][计計](?!负债|負債|信用|总负债)|[预預][测測]|[预預]算|forecast|project(?:ed|ions?)\b|budget(?:ed)?\b|\bestimated?\b|(?:19|20)\d\d\s*年?\s*度?\s*[(（]?[EF][)）]?(?![A-Za-z])",
    re.IGNORECASE,
)


def parse_period(text: str, *, year_end: FiscalYearEnd = DECEMBER, report: Period | None = None) -> Period:
    """The one period that a header cell or caption names.

    year_end: month and day on which the filing's years end; a bare "2023" is the twelve months to that day.
    report: the filing's own period, for heads such as 本期, 上期 and 期末余额.
    A date alone is a point in time; whether "2000.12.31" over an income statement means the year is for the caller to say.
    Raises ReadError where the text names no period, or several.
    """
    found = {period for period, _, _ in find_periods(text, year_end=year_end, report=report)}
    if len(found) != 1:
        raise ReadError(f"expected one period, found {len(found)} in {text!r}")
    return found.pop()


def find_periods(text: str, *, year_end: FiscalYearEnd = DECEMBER, report: Period | None = None) -> list[tuple[Period, int, int]]:
    """Every period named in a text with its span, in printed order.

    "years ended 31 December 2017, 2018 and 2019" gives three, each with the span of the whole expression.
    """
    return list(_find_periods(text, Context(year_end, report)))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _find_periods(text: str, context: Context) -> tuple[tuple[Period, int, int], ...]:
    straight = straighten_days(text)
    found: list[tuple[Period, int, int]] = []
    taken: list[tuple[int, int]] = []
    for pattern, build in FORMS:
        for match in pattern.finditer(straight):
            start, end = match.span()
            if any(start < there and end > here for here, there in taken):
                continue
            # A form whose digits are no date is taken all the same: its year alone would say something else.
            taken.append((start, end))
            found += [(period, start, end) for period in _build_or_nothing(build, match, context)]
    return tuple(spread_lengths(straight, found))


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Years that stand alone or with 年 or 年度, with their spans: the second row of a two-row head."""
    return [(parse_number(match.group("year")), *match.span()) for match in YEAR_ALONE.finditer(straighten_days(text))]


def parse_period_head(text: str) -> PeriodHead:
    """The one head without a year: "Nine months ended September 30,", "截至6月30日止六個月", "1-6月". Raises ReadError otherwise."""
    heads = {head for head, _, _ in find_period_heads(text)}
    if len(heads) != 1:
        raise ReadError(f"expected one period head without a year, found {len(heads)} in {text!r}")
    return heads.pop()


def find_period_heads(text: str) -> list[tuple[PeriodHead, int, int]]:
    """Heads without a year, with their spans, in printed order: the first row of a two-row head often holds two."""
    straight = straighten_days(text)
    found: list[tuple[PeriodHead, int, int]] = []
    for pattern in HEADS:
        for match in pattern.finditer(straight):
            if any(match.start() < end and match.end() > start for _, start, end in found):
                continue
            try:
                head = read_head(match)
            except ValueError:
                continue
            found.append((head, *match.span()))
    return sorted(found, key=lambda item: item[1])


def combine(head: PeriodHead, year: int) -> Period:
    """The period of a head in this year; the end of February follows the year."""
    return Period.ending(end_of(year, head.month, head.day), head.months)


def is_forecast(text: str) -> bool:
    """True where words or marks say that figures are expected, not reported: 预计, 预测数, 2025E, forecast."""
    return bool(_FORECAST.search(text))


def _build_or_nothing(build: Build, match: re.Match[str], context: Context) -> list[Period]:
    """The periods, or nothing where the digits are no date (月 13, 30 February): the text then names none."""
    try:
        return build(match, context)
    except ValueError:
        return []
