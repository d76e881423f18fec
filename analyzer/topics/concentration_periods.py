"""The period over a column of a five-largest table: a year and the head that says how long it is often stand in rows of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Period, RawTable
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import FiscalYearEnd, combine, find_period_heads, find_years
from analyzer.topics.concentration_titles import flows
from analyzer.topics.concentration_words import Words, squeeze

PERIOD_CELL_CHARS = 30
HEAD_CELL_CHARS = 60
PERIOD_CAPTION_CHARS = 300
MONTHS = re.compile(r"\bmonths?\b|\bquarters?\b|[个個箇]月|[一二三四1-4]季", re.IGNORECASE)
"""Words of a period that is no year."""
YEARS = re.compile(r"\byears?\s+end|年度", re.IGNORECASE)
"""Words of a period that is a year."""
_PERIOD_WORDS = re.compile(
    r"(?=.*(?:year|period|month|quarter|half|end|audited|[截止年月日季审審]))"
    r"(?:\b(?:for|the|financial|fiscal|years?|periods?|months?|quarters?|half|end(?:ed|ing)|to|as|at|of|up"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b|(?<=\d)(?:st|nd|rd|th)\b"
    r"|(?:un)?audited|未?[经經][审審][核计計]|截至|止|[财財]政|[会會][计計]|年度?|[个個箇]?月|日|季度?|半年|[一二三四五六七八九十〇零○]|[\W\d_])+",
    re.IGNORECASE,
)

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OPENING = re.compile(rf"(?=.)(?:for)?\s?(?:the)?\s?{_COUNT}?", re.IGNORECASE)
"""The first line of a narrow head: For the / six months, Six / months / ended / 30 June."""
_LENGTH = re.compile(rf"{_COUNT}?[\s-]?(?:months?|(?:financial |fiscal )?years?|periods?)\b|{_COUNT}$", re.IGNORECASE)
_MONTH_PERIOD = re.compile(r"[-\s]months?(?: periods?)?(?= end)", re.IGNORECASE)
"""Five-month period ended."""
_DAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?",
    re.I,
)
"""The line of a wrapped head that holds its day."""


@dataclass(frozen=True)
class PeriodWords:
    """What the cells over a column say of its period. rest: their other words; is_clear: False where the length stays open."""

    period: Period | None
    rest: tuple[str, ...]
    is_clear: bool = True


def read_period_words(cells: Sequence[str], year_end: FiscalYearEnd) -> PeriodWords:
    """The period of a column by its header cells, top down.

    A bare year is a whole year only where no cell over it speaks of months: "Four months ended 31 July" over "2018" is that.
    """
    cells = with_counts(cells)
    rest: list[str] = []
    own: Period | None = None
    said = ""
    for text in cells:
        plain = squeeze(text)
        found = [item for item in flows(plain, year_end) if not is_cut_date(item[0], cells, year_end)]
        if len(found) == 1 and len(plain) <= PERIOD_CELL_CHARS:
            own, said = found[0][0], plain
            text = plain[: found[0][1]] + plain[found[0][2] :]
        rest += [text] if re.search(r"[^\W\d_]", text) else []
    if own is None:
        return PeriodWords(None, tuple(rest))
    rest = [text for text in rest if not (_PERIOD_WORDS.fullmatch(squeeze(text)) or _DAY.fullmatch(squeeze(text)))]
    if own.months != 12:
        return PeriodWords(own, tuple(rest))
    joined = period_text(cells, year_end)
    whole = stacked_period(joined, year_end)
    of_months = any(is_head_of(MONTHS, text, year_end) for text in cells) or MONTHS.search(joined) is not None
    if of_months and not YEARS.search(said):
        return PeriodWords(whole, tuple(rest)) if whole and whole.months != 12 else PeriodWords(None, tuple(rest), is_clear=False)
    return PeriodWords(whole or own, tuple(rest))


def with_counts(cells: Sequence[str]) -> list[str]:
    """The cells, a line of no more than the number of months with the next one, which goes on with them."""
    joined: list[str] = []
    for text in cells:
        if joined and _OPENING.fullmatch(squeeze(joined[-1])) and _LENGTH.match(squeeze(text)):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def period_text(cells: Sequence[str], year_end: FiscalYearEnd) -> str:
    """The cells in one line, without those that name several periods: these stand over other columns too."""
    plain = [squeeze(text) for text in cells]
    joined = squeeze(join_wrapped(text for text in plain if len(text) <= HEAD_CELL_CHARS and is_of_period(text, year_end)))
    return _MONTH_PERIOD.sub(" months", joined)


def is_of_period(text: str, year_end: FiscalYearEnd) -> bool:
    """Whether a cell is a part of the words for one period, not a unit or what the figures are."""
    if len(flows(text, year_end)) > 1 or not re.search(r"\w", text):
        return False
    return (
        _PERIOD_WORDS.fullmatch(text) is not None
        or _DAY.fullmatch(text) is not None
        or bool(flows(text, year_end) or find_years(text) or find_period_heads(text))
    )


def stacked_period(text: str, year_end: FiscalYearEnd) -> Period | None:
    """The one period that all cells over a column name together."""
    heads = {head for head, _, _ in find_period_heads(text) if head.months is not None}
    years = {year for year, _, _ in find_years(text)}
    whole = {period for period, _, _ in flows(text, year_end)}
    parts = {period for period in whole if period.months != 12}
    if len(heads) == 1 and len(years) == 1 and not parts:
        return combine(heads.pop(), years.pop())
    if not heads and len(parts or whole) == 1:
        return (parts or whole).pop()
    return None


def is_cut_date(period: Period, cells: Sequence[str], year_end: FiscalYearEnd) -> bool:
    """Whether what looks like a month is a date that the next line goes on with: 截至2025年6月 / 30日止六個月."""
    if period.months != 1:
        return False
    whole = {found for found, _, _ in flows(squeeze(join_wrapped(cells)), year_end)}
    return len(whole) == 1 and period not in whole


def is_head_of(pattern: re.Pattern[str], cell: str, year_end: FiscalYearEnd) -> bool:
    """Whether a cell says how long the periods below it are and leaves their years to other cells."""
    text = squeeze(cell)
    return len(text) <= HEAD_CELL_CHARS and pattern.search(text) is not None and not flows(text, year_end)


def period_again(table: RawTable, announced: tuple[Period | None, int], words: Words, year_end: FiscalYearEnd) -> Period | None:
    """The period of a table whose lead-in says 期內 or "the same period": that of the text above, or of the table before.

    announced: the period of the last table that any words announced, with its page.
    """
    caption = squeeze(table.caption)[-PERIOD_CAPTION_CHARS:]
    is_same = words.found("period_same", caption)
    if not (is_same or words.found("period_again", caption)) or is_dated(table, year_end):
        return None
    period, page = announced
    named = {found for found, _, _ in flows(caption, year_end)}
    if named or not is_same:
        return named.pop() if len(named) == 1 else None
    return period if 0 <= table.pages[0] - page <= 1 else None


def is_dated(table: RawTable, year_end: FiscalYearEnd) -> bool:
    """Whether a table names periods of its own at its left, where no year is that of a party."""
    return any(cell.col <= 1 and flows(squeeze(cell.text), year_end) for cell in table.cells())
