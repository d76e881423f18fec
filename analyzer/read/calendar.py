"""The year of an annual report and the day on which a filing's years end, from the words of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.errors import ReadError
from analyzer.model import Period, month_end
from analyzer.read.blanks import without_chinese_blanks
from analyzer.read.numerals import straighten
from analyzer.read.periods import DECEMBER, FiscalYearEnd, find_periods, parse_period_head

COVER_PAGES = 3
_ANNUAL = re.compile(
    r"(20\d\d|19\d\d)\s*(?:年\s*)?(?:年\s*度\s*报\s*告|年\s*报(?!\s*告期)|annual\s+report)|annual\s+report\s+(?:for\s+)?(20\d\d)",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"(20\d\d|19\d\d)\s*年\s*半\s*年\s*度?\s*报\s*告")
_FIRST_QUARTER = re.compile(r"(20\d\d|19\d\d)\s*年\s*(?:年\s*度\s*)?第?\s*[一1]\s*季\s*度?\s*报\s*告")
_RESULTS = re.compile(
    r"\bannouncement\s+of\s+(?:\w+\s+){0,6}results\b|\bresults\s+announcement\b|[業业][績绩](?:初步)?公[告佈布]", re.IGNORECASE
)
"""The title of an announcement of results; its period stands in the title or in the sentences right below."""
_ENDED = re.compile(r"\bended\b|止", re.IGNORECASE)
_LENGTHS = re.compile(r"\bmonths?\s+and\b|[個个]月[及和]", re.IGNORECASE)
BEFORE_RESULTS_CHARS, AFTER_RESULTS_CHARS = 60, 360
_PROSPECTUS = re.compile(r"招\s*股|募\s*集\s*说\s*明|prospectus|application proof|發\s*售|配\s*售", re.IGNORECASE)
_N = "(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR_ENDED = re.compile(
    r"years?\s+ended\s+(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2})"
    rf"|截至\s*(?:[\d零一二三四五六七八九十〇○、及和與以\s]|年)*?{_N}\s*月\s*{_N}\s*日\s*止\s*各?\s*[兩两三四]?\s*[個个]?\s*(?:[財财][政務务])?\s*年"
    r"|(?:financial|fiscal)\s+years?[\s-]+ends?\s+(?:date\s+)?(?:(?:is|was|on|of|falls)\s+){0,2}(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2})"
    rf"|[财財會会][政計计]年度(?:[的之]?(?:年?[结結][束算]?日|截止日))?\s*(?:[为為是于於]|截至)+\s*(?:每年)?(?:的|之)?\s*{_N}\s*月\s*{_N}\s*日",
    re.IGNORECASE,
)
_YEAR_WORDS = ("ended", "止", "year end", "years end", "year-end", "年度")
_DAY_EN = re.compile(r"\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2}$")
_DAY = re.compile(rf"{_N}\s*月\s*{_N}\s*日")


def find_report_period(texts: Sequence[str]) -> Period | None:
    """The twelve months that an annual report is about, the six of a mainland half-year report, the three of a first quarter's, the
    period of an announcement of results.

    None where the cover names no such report; a third quarter's is about nine months and about three.

    What the cover names first it is: a half-year report may refer to the annual report before.
    """
    cover = straighten("\n".join(texts[:COVER_PAGES]))
    if _PROSPECTUS.search(texts[0] if texts else ""):
        return None
    forms = ((_ANNUAL, 12), (_HALF_YEAR, 6), (_FIRST_QUARTER, 3))
    found = [(match.start(), months, match) for form, months in forms if (match := form.search(cover))]
    if not found:
        return announced_period(cover)
    _, months, match = min(found, key=lambda item: item[0])
    year = int(next(group for group in match.groups() if group))
    return Period.ending(month_end(year, months), months)


def announced_period(cover: str) -> Period | None:
    """The period of the results that a cover announces; None where it names several lengths, as a third quarter's does."""
    title = _RESULTS.search(cover)
    if title is None:
        return None
    said = cover[max(0, title.start() - BEFORE_RESULTS_CHARS) : title.end() + AFTER_RESULTS_CHARS]
    said = " ".join(without_chinese_blanks(said).split())
    # A bare year is that in which an interim period ends: Announcement of 2010 Interim Results.
    flows = [period for period, start, stop in find_periods(said) if period.months is not None and _ENDED.search(said, start, stop)]
    latest = {period for period in flows if period.end == max(flow.end for flow in flows)}
    return latest.pop() if len(latest) == 1 and not _LENGTHS.search(said) else None


def find_year_end(texts: Sequence[str]) -> FiscalYearEnd:
    """Month and day on which the filing's years end: the most frequent "year ended ..."; 31 December where no page says."""
    votes: Counter[FiscalYearEnd] = Counter()
    for text in texts:
        if not any(word in text for word in _YEAR_WORDS):
            continue
        for match in _YEAR_ENDED.finditer(straighten(text)):
            day = _DAY.search(match.group(0))
            day_en = _DAY_EN.search(match.group(0))
            words = f"截至{day.group(0)}止年度" if day else f"year ended {day_en.group(0)}" if day_en else match.group(0)
            try:
                head = parse_period_head(words)
            except ReadError:
                continue
            votes[(head.month, head.day)] += 1
    return votes.most_common(1)[0][0] if votes else DECEMBER
