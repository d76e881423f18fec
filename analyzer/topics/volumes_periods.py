"""The period of a figure of volumes: from the heads of its column, or from a label."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date

from analyzer.model import Cell, Period
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import combine, find_period_heads, find_periods, find_years
from analyzer.topics.volumes_lead import Setting
from analyzer.topics.volumes_words import is_percent

_PERIOD_REST_MAX = 6
_PERIOD_WORDS = re.compile(
    r"\b(?:for|the|as|of|at|to|and|ended|ending|years?|periods?|months?|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|unaudited|audited|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b"
    r"|\b(?:(?:19|20)\d\d\s?[hq][1-4]|(?:1[0-2]|[1-9])m(?=\s?(?:fy)?\s?[12]\d{3})|fye?|[1-4][hq]|[hq][1-4])(?![a-z])|\d+(?:st|nd|rd|th)\b|\d+|截至|止|年度|[年月日]|[个個]月|[零〇一二三四五六七八九十]+|[财財]政?(?=年)|[会會][计計](?=年)|未[经經][审審][计計核]|[经經][审審][计計核]|%",
    re.IGNORECASE,
)

_NOTE = re.compile(r"[(（]\s*(?:附?[註注]|notes?)\s*(?:\d{1,2}|[a-z])?\s*[)）]", re.IGNORECASE)
"""A reference to a note beside a year: 2006 (Note)."""
_YEAR_REST = re.compile(r"\s*(?:年?度)?\s*(?:[(（]?(?:unaudited|audited|未?[经經][审審][计計核])[)）]?)?\s*", re.IGNORECASE)


_PERIOD_START = re.compile(
    r"\s*(?:as (?:of|at) (?:and|or) )?(?:for the )?(?:(?:financial )?years?|(?:\w+ )?months?|periods?)(?: end(?:ed|ing))?\s*", re.IGNORECASE
)
_BESIDE_PERIOD = re.compile(
    r"^\s*(?:as (?:of|at) and )?(?:(?:for|during|in|於|于|在)(?![a-z]))?(?:\s*the)?"
    r"(?:\s*(?:full|calendar|financial|fiscal)(?:\s+years?)?|\s*years?)?\s*$",
    re.IGNORECASE,
)
"""What a line that is a period and no more may begin with: For the year ended 31 December 2017, Full year 2012."""
_ASSURANCE = re.compile(r"[(（]?\s*(?:(?:un)?audited|未?[經经][審审][計计核]|未[經经]?[審审][計计核])\s*[)）]?\s*$", re.IGNORECASE)


def starts_period(text: str) -> bool:
    """The first line of a period whose day stands below it: Six months ended, over 30 September 2014."""
    return bool(_PERIOD_START.fullmatch(" ".join(text.split())))


def is_year_alone(text: str) -> bool:
    """A year and no more: a row under 截至三月三十一日止年度, which holds for the rows below it as well."""
    years = find_years(text)
    return len(years) == 1 and bool(_YEAR_REST.fullmatch(text[: years[0][1]] + text[years[0][2] :]))


def band_to_period(titles: Sequence[Cell], labels: Sequence[Cell], setting: Setting) -> Period | None:
    """The period of a row that is a year and no more under a band that says which part of it is meant (截至七月三十一日止四個月)."""
    bands = [cell.text for cell in titles if find_period_heads(cell.text) and not find_periods(cell.text)]
    years = [cell.text for cell in labels if is_year_alone(cell.text)]
    return heads_to_period([bands[-1], years[0]], setting) if bands and len(years) == 1 else None


def is_undivided(heads: Sequence[Cell], setting: Setting) -> bool:
    """Whether nothing but one period stands over a figure, through all lines of the head: 2001年 beside 2002年 over 价格 and 增长率."""
    return len(heads) == 1 and heads[0].rowspan > 1 and label_to_period(heads[0].text, setting) is not None


def heads_to_period(texts: Iterable[str], setting: Setting) -> Period | None:
    """The one period of a column's heads, also where the year stands below its head ("Year ended December 31," over 2023).

    Where a measure runs on into the year (2016年 over 年產能), the lines that are periods and no more tell it. 2013 over % is a year.
    """
    lines = [line for line in texts if not is_percent(line)]
    period = lines_to_period(lines, setting)
    others = [line for line in lines if not only_period_words(line)] if period is None else []
    if not others or any(find_periods(line) for line in others):
        return period
    return lines_to_period([line for line in lines if line not in others], setting)


def lines_to_period(texts: Sequence[str], setting: Setting) -> Period | None:
    text = join_wrapped(texts)
    if not text:
        return None
    found = {period for period, _, _ in find_periods(text, year_end=setting.year_end, report=setting.report)}
    heads = {head for head, _, _ in find_period_heads(text)}
    years = {year for year, _, _ in find_years(text)}
    flows = {period for period in found if period.start is not None}
    if len(heads) == 1 and len(years) == 1:
        return as_flow(combine(heads.pop(), years.pop()))
    if len(flows) == 1:
        return flows.pop()
    return as_flow(found.pop()) if len(found) == 1 else None


def label_to_period(text: str, setting: Setting) -> Period | None:
    """The period of a label that says nothing else."""
    found = find_periods(text, year_end=setting.year_end, report=setting.report)
    if len({period for period, _, _ in found}) != 1:
        return None
    period, start, end = found[0]
    rest = words_beside(text, start, end)
    return as_flow(period) if len(rest) <= _PERIOD_REST_MAX and not re.search(r"[A-Za-z]{3}", rest) else None


def is_period_alone(text: str) -> bool:
    """Whether a label is one period and says nothing else."""
    found = find_periods(text)
    return len({period for period, _, _ in found}) == 1 and only_period_words(words_beside(text, *found[0][1:]))


def words_beside(text: str, start: int, end: int) -> str:
    """What a label says beside its period, without words that say nothing: For the, (unaudited), a note."""
    return _NOTE.sub("", _BESIDE_PERIOD.sub("", text[:start]) + _ASSURANCE.sub("", text[end:])).strip(" \n()（）:：")


def is_year_end(period: Period | None) -> bool:
    """Whether a head is the last day of a calendar year."""
    return period is not None and (period.end.month, period.end.day) == (12, 31)


def as_interim(period: Period) -> Period:
    """A head 2010-6-30 beside heads 2009-12-31 that mean years is the part of the year to that day (002479 p.204)."""
    quarter = calendar.monthrange(period.end.year, period.end.month)[1] == period.end.day and period.end.month in (3, 6, 9)
    return Period.ending(period.end, period.end.month) if period.start is None and quarter else period


def as_flow(period: Period) -> Period:
    """A head 2008-12-31 over volumes means the year to that day; other days stay points in time."""
    if period.start is None and period.end == date(period.end.year, 12, 31):
        return Period.ending(period.end, 12)
    return period


def only_period_words(text: str) -> bool:
    """Heads such as "Year ended December 31,", 截至9月30日止九個月 and (unaudited)."""
    words = _NOTE.sub("", text)
    return not _PERIOD_WORDS.sub("", words if words.strip() else text).strip(" \n,，.()（）、:：-–/")
