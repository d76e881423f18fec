"""The forms in which periods are printed, and what each of them says: pattern -> periods, or a head without its year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analyzer.model import Period, month_end
from analyzer.read.numerals import parse_number

FiscalYearEnd = tuple[int, int]
DECEMBER: FiscalYearEnd = (12, 31)
"""Month and day on which a year ends where no head says otherwise."""

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\\.?"
)
_NUMERAL = "[零一二三四五六七八九〇○ΟOＯ◯]"
_YEAR = rf"(?<![\d,.])(?:(?:1\s*9|2\s*0)\s*\d\s*\d|[一二]\s*{_NUMERAL}\s*{_NUMERAL}\s*{_NUMERAL})"
_BARE = r"(?:19|20)\d\d"
_N = r"(?:[0-9]\s?[0-9]?|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEARS_ZH = rf"(?P<years>{_YEAR}\s*年?(?:\s*(?:、|,|及|和|与|與|以及)\s*{_YEAR}\s*年?)*)(?<=年)"
_DAY_ZH = rf"\s*(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"
_COUNT_EN = r"(?:(?P<count>\d{1,2}|three|six|nine|twelve|two|four|five|seven|eight|ten|eleven)[\s-]+(?:(?:full|financial|fiscal)\s+){0,2})?"
_SPAN_EN = rf"{_COUNT_EN}(?P<span>years?|FYE?|months?|half[\s-]year|quarter)(?:/periods?)?\s+end(?:ed|ing)\s+"
_YEARS_EN = rf"(?P<years>{_BARE}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+or\s+){_BARE}(?![\d,]\d))*)(?!\d)"
_DAY_EN = rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?!\d)\s*,?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\s*,?)"
SPANS = {"half": 6, "quar": 3}
_SECOND_HALF = ("下", "2", "second")
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_RELATIVE = re.compile(
    r"(?P<point>(?P<opening>期初|年初|上年年?末|上期期?末)|期末|年末)(?:余额|余額|数|數|金额)?"
    r"|(?P<last>上年同期|上[年期](?:度|间)?|上年度)(?:累计|发生|金)?[额数數]?|(?:本[年期](?:度|间)?|报告期)(?:累计|发生|金)?[额数數]?"
)


@dataclass(frozen=True)
class PeriodHead:
    """A head without its year: "Year ended December 31," is (12, 12, 31); months is None for a point in time."""

    months: int | None
    month: int
    day: int


@dataclass(frozen=True)
class Context:
    year_end: FiscalYearEnd
    report: Period | None


Build = Callable[[re.Match[str], Context], list[Period]]


def end_of(year: int, month: int, day: int) -> date:
    """The day; a day that closes its month in some year closes it in this one too."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise ValueError(f"no date: {year}-{month}-{day}")
    last = month_end(year, month)
    return last if day > last.day and month == 2 and day <= 29 else date(year, month, day)


def _years(match: re.Match[str]) -> list[int]:
    return [parse_number(year) for year in re.findall(_YEAR, match.group("years"))]


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    """Month and day of a match in either language and order."""
    groups = match.groupdict()
    if groups.get("month2"):
        return _month_number(groups["month2"]), int(groups["day2"])
    month = groups["month"]
    number = _month_number(month) if month[:1].isascii() and month[:1].isalpha() else parse_number(month)
    return number, parse_number(groups["day"])


def _span_months(match: re.Match[str]) -> tuple[int, int]:
    """Length in months and how many such periods: "three years ended" is (12, 3), "nine months ended" (9, 1)."""
    groups = match.groupdict()
    count = parse_number(groups["count"]) if groups.get("count") else None
    span = "".join((groups.get("span") or "").lower().split())
    if span.startswith(("year", "fy", "年", "各", "财", "財", "会", "會")) or span.endswith(("年度", "年")):
        return 12, count or 1
    if span.startswith(("month", "个月")):
        if count is None or count > 18:
            raise ValueError("months without a number")
        return count, 1
    if span[:4] not in SPANS:
        raise ValueError(f"no length of a period: {span!r}")
    return SPANS[span[:4]], 1


def _ended(match: re.Match[str], _: Context) -> list[Period]:
    """Flows that end on a day, one per listed year; "three years ended" one year counts back."""
    months, repeats = _span_months(match)
    month, day = _month_day(match)
    years = _years(match)
    if len(years) == 1:
        years = list(range(years[0] - repeats + 1, years[0] + 1))
    return [Period.ending(end_of(year, month, day), months) for year in years]


def _points(match: re.Match[str], _: Context) -> list[Period]:
    month, day = _month_day(match)
    return [Period(end_of(year, month, day)) for year in _years(match)]


def _between(match: re.Match[str], _: Context) -> list[Period]:
    """From one day to another, both printed."""
    if match.groupdict().get("m1en"):
        first = date(int(match.group("y1en")), _month_number(match.group("m1en")), int(match.group("d1en")))
        return [Period(date(int(match.group("y2en")), _month_number(match.group("m2en")), int(match.group("d2en"))), first)]
    numbers = [parse_number(match.group(name)) for name in ("y1", "m1", "d1", "m2", "d2")]
    first = date(*numbers[:3])
    year = parse_number(match.group("y2")) if match.group("y2") else first.year
    end = date(year, numbers[3], numbers[4])
    return [Period(end, first)] if first < end else []


def _month_range(match: re.Match[str], _: Context) -> list[Period]:
    """2011 年 1－6 月, January to June 2025; both months belong to it."""
    groups = match.groupdict()
    year = parse_number(groups["year"])
    first, last = (
        (_month_number(groups["from_en"]), _month_number(groups["to_en"]))
        if groups.get("from_en")
        else (parse_number(groups["from"]), parse_number(groups["to"]))
    )
    return [Period.ending(month_end(year, last), last - first + 1)] if 1 <= first < last <= 12 else []


def _part_of_year(match: re.Match[str], context: Context) -> list[Period]:
    """Quarters and halves. Without a head they are the calendar's, so a year that ends in another month gives none.

    "4M2017" is named for the year in which the months end: those after 31 March are the four months to 31 July 2017.
    """
    year = parse_number(match.group("year"))
    year += 2000 if year < 100 else 0
    groups = match.groupdict()
    if context.year_end[0] != 12:
        months = parse_number(groups["months"]) if groups.get("months") else 12
        last = context.year_end[0] + months
        return [Period.ending(month_end(year, last), months)] if last <= 12 else []
    if groups.get("quarter"):
        last = 3 * (_QUARTERS.get(groups["quarter"].lower()) or parse_number(groups["quarter"]))
        months = last if groups.get("first_quarters") else 3
    elif groups.get("months"):
        months = last = parse_number(groups["months"])
    else:
        months, last = 6, 12 if (groups["half"] or "").lower() in _SECOND_HALF else 6
    return [Period.ending(month_end(year, last), months)] if 1 <= last <= 12 else []


def _months_of_financial_year(match: re.Match[str], context: Context) -> list[Period]:
    """10MFY2025; where the year does not end in December, which year's months they are only the filing's own glossary says: none."""
    months, year = int(match.group("months")), parse_number(match.group("year"))
    return [Period.ending(month_end(year + 2000 if year < 100 else year, months), months)] if context.year_end[0] == 12 else []


def _split_year(match: re.Match[str], context: Context) -> list[Period]:
    """2016/17 is the year that ends in 2017."""
    first, second = parse_number(match.group("first")), int(match.group("second"))
    if (first + 1) % (100 if second < 100 else 10000) != second:
        return []
    return [Period.ending(end_of(first + 1, *context.year_end), 12)]


def _numbered_day(match: re.Match[str], _: Context) -> list[Period]:
    """31.12.2015 and 31.8.04: a point in time, a flow after "year ended" or "5 months to"."""
    groups = match.groupdict()
    year = int(groups["numbered"])
    if year < 100 and int(groups["day"]) <= 12:
        return []
    end = end_of(year + 2000 if year < 100 else year, int(groups["month"]), int(groups["day"]))
    if not groups.get("span"):
        return [Period(end)]
    return [Period.ending(end, _span_months(match)[0])]


def _month_alone(match: re.Match[str], _: Context) -> list[Period]:
    end = month_end(parse_number(match.group("year")), parse_number(match.group("month")))
    return [Period.ending(end, None if match.group("close") else 1)]


def _year_close(match: re.Match[str], context: Context) -> list[Period]:
    return [Period(end_of(parse_number(match.group("year")), *context.year_end))]


def _year_alone(match: re.Match[str], context: Context) -> list[Period]:
    return [Period.ending(end_of(parse_number(match.group("year")), *context.year_end), 12)]


def _short_year(match: re.Match[str], context: Context) -> list[Period]:
    """FY16, FY15/16."""
    return [Period.ending(end_of(2000 + int(match.group("short")), *context.year_end), 12)]


def _nothing(match: re.Match[str], _: Context) -> list[Period]:
    return []


def _relative(match: re.Match[str], context: Context) -> list[Period]:
    """本期, 上期, 期末余额, 期初余额 by the filing's own period; nothing where it is not known."""
    report = context.report
    if report is None or report.start is None:
        return []
    before = end_of(report.end.year - 1, report.end.month, report.end.day)
    if match.group("point"):
        return [Period(_opening(report, context.year_end) if match.group("opening") else report.end)]
    return [Period.ending(before, report.months)] if match.group("last") else [report]


def _opening(report: Period, year_end: FiscalYearEnd) -> date:
    """The last balance sheet day before the report period: the end of the year before."""
    start = report.start or report.end
    closing = end_of(start.year, *year_end)
    return closing if closing < start else end_of(start.year - 1, *year_end)


def read_head(match: re.Match[str]) -> PeriodHead:
    groups = match.groupdict()
    if groups.get("to"):
        first, last = parse_number(groups["from"]), parse_number(groups["to"])
        if not 1 <= first < last <= 12:
            raise ValueError("no months")
        return PeriodHead(last - first + 1, last, month_end(2001, last).day)
    month, day = _month_day(match)
    end_of(2001, month, day)
    return PeriodHead(_span_months(match)[0] if groups.get("span") else None, month, day)


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_SPAN_ZH = rf"\s*止\s*(?:[之的])?\s*(?:各\s*)?(?P<count>{_N}|[兩两])?\s*(?P<span>个\s*月|个?\s*(?:财政|財政|会计|會計)?年\s*度|年)"
_TO = r"\s*(?:-{1,2}|至|到)\s*"
YEAR_ALONE = _compile(
    rf"(?<![A-Za-z\d.\-/])(?<!\d,)(?P<year>{_YEAR}(?=\s*年)|{_BARE})(?:\s*年\s*度?)?(?![A-Za-z\d]|[.,/\-]\d|\s*年|\s*[月%元])"
)
_SPAN_EN_TO = rf"{_COUNT_EN}(?P<span>years?|months?)\s+(?:end(?:ed|ing)|to)\s+"
_NUMBERED_DAY = r"(?<![\d./])(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<numbered>(?:19|20)\d\d|\d\d)(?![\d./])"
FORMS: tuple[tuple[re.Pattern[str], Build], ...] = (
    (
        _compile(
            rf"(?P<y1>{_YEAR})\s*年\s*(?P<m1>{_N})\s*月\s*(?P<d1>{_N})\s*日?",
            _TO,
            rf"(?:(?P<y2>{_YEAR})\s*年)?\s*(?P<m2>{_N})\s*月\s*(?P<d2>{_N})\s*日",
        ),
        _between,
    ),
    (
        _compile(
            rf"(?P<m1en>{_MONTH})\s+(?P<d1en>\d{{1,2}}),?\s+(?P<y1en>{_BARE})(?:\s*\([^)]*\))?\s+to\s+(?P<m2en>{_MONTH})\s+(?P<d2en>\d{{1,2}}),?\s+(?P<y2en>{_BARE})",
        ),
        _between,
    ),
    (
        _compile(
            rf"(?P<d1en>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1en>{_MONTH}),?\s+(?P<y1en>{_BARE})(?:\s*\([^)]*\))?\s+to\s+"
            rf"(?P<d2en>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2en>{_MONTH}),?\s+(?P<y2en>{_BARE})",
        ),
        _between,
    ),
    (
        _compile(
            r"(?<![\d./])(?P<d1>\d{1,2})(?P<sep>[./])(?P<m1>\d{1,2})(?P=sep)(?P<y1>(?:19|20)\d\d)\s*(?:to|至|-)\s*",
            r"(?P<d2>\d{1,2})(?P=sep)(?P<m2>\d{1,2})(?P=sep)(?P<y2>(?:19|20)\d\d)(?![\d./])",
        ),
        _between,
    ),
    (_compile(r"(?:截至)?\s*", _YEARS_ZH, _DAY_ZH, _SPAN_ZH), _ended),
    (_compile(_SPAN_EN, _DAY_EN, r"\s*", _YEARS_EN), _ended),
    (_compile(rf"(?P<year>{_YEAR})\s*(?:年\s*度?|\.)\s*(?P<from>{_N})\s*月?", _TO, rf"(?P<to>{_N})\s*月(?!\s*\d*\s*日)"), _month_range),
    (_compile(rf"(?<![A-Za-z])(?P<from_en>{_MONTH})\s*(?:-|to)\s*(?P<to_en>{_MONTH})\s*,?\s*(?P<year>{_BARE})"), _month_range),
    (_compile(rf"(?P<year>{_YEAR})\s*年\s*度?\s*(?P<first_quarters>前)?\s*(?:第\s*)?(?P<quarter>[一二三四1-4])\s*季\s*度?"), _part_of_year),
    (_compile(rf"(?P<year>{_YEAR})\s*(?:年\s*度?|\.)\s*(?P<from>1)", _TO, r"(?P<to>[369])(?!\s*[\d月日.\-])"), _month_range),
    (_compile(rf"(?P<year>{_YEAR})\s*年\s*度?\s*(?P<half>[上下])?\s*半\s*年\s*度?"), _part_of_year),
    (_compile(rf"(?P<year>{_YEAR})\s*年?\s*度?\s*(?P<half>中)\s*期(?!\s*(?:票|借|[债債]))"), _part_of_year),
    (_compile(rf"(?P<year>{_BARE})\s*[年-]?\s*(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?![\w])"), _part_of_year),
    (_compile(rf"(?<![\w])(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))\s*[,/-]?\s*(?P<year>{_BARE})(?!\d)"), _part_of_year),
    (
        _compile(rf"(?<![\w.])(?:(?P<quarter>[1-4])Q|(?P<half>[12])H|(?P<months>1[01]|[1-9])M)\s*(?P<year>{_BARE}|\d\d)(?!\d)"),
        _part_of_year,
    ),
    (_compile(rf"(?P<quarter>first|second|third|fourth)\s+quarter\s+(?:of\s+)?(?P<year>{_BARE})(?!\d)"), _part_of_year),
    (_compile(rf"(?P<half>first|second)\s+half\s+(?:of\s+)?(?P<year>{_BARE})(?!\d)"), _part_of_year),
    (_compile(rf"(?P<year>{_YEAR})\s*年?\s*[首前]\s*(?P<months>{_N})\s*个\s*月"), _part_of_year),
    (_compile(_SPAN_EN_TO, _NUMBERED_DAY), _numbered_day),
    (_compile(_NUMBERED_DAY), _numbered_day),
    (_compile(_YEARS_ZH, _DAY_ZH), _points),
    (_compile(_DAY_EN, r"\s*", _YEARS_EN), _points),
    (_compile(rf"(?P<years>{_YEAR})(?P<sep>\s?[-./]\s?)(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)"), _points),
    (_compile(rf"(?P<year>{_YEAR})\s*年\s*(?P<month>{_N})\s*月\s*(?P<close>[末底])?(?!\s*\d)"), _month_alone),
    (_compile(rf"(?P<year>{_YEAR})\s*年\s*(?:年\s*)?[末底]"), _year_close),
    (
        _compile(
            rf"(?<![\d/╱])(?:FY\s?)?(?P<first>{_YEAR})\s?[/╱]\s?(?P<second>\d\d(?:\d\d)?)(?![\d/╱.\-])\s*年?(?:\s*(?:[财財]政\s*)?年\s*度|[财財]年)?"
        ),
        _split_year,
    ),
    (_compile(rf"(?<![\w.])(?P<months>1[01]|[1-9])\s?M\s?FYE?\s?'?(?P<year>{_BARE}|\d\d)(?![\d/])"), _months_of_financial_year),
    (_compile(r"(?<![\w.])(?:1[01]|[1-9])\s?M\s?FYE?\s?'?\d\d(?:\d\d)?"), _nothing),
    # "1H FY2018" is no whole year, and which half it is only the filing's own calendar says: it is taken and names nothing.
    (_compile(r"(?<![\w])(?:[12]H|H[12]|[1-4]Q|Q[1-4])\s*(?:of\s+)?FYE?\s?'?\d\d(?:\d\d)?(?!\d)"), _nothing),
    (_compile(rf"(?<![A-Za-z])(?:FYE?|fiscal\s+year)\s?(?P<year>{_BARE})(?!\d)"), _year_alone),
    (_compile(r"(?<![A-Za-z])FYE?\s?'?(?:\d\d\s?/\s?)?(?P<short>[0-4]\d)(?![\d/.,])"), _short_year),
    (_compile(rf"(?P<year>{_YEAR})\s*年?\s*(?:[财財]政\s*年\s*度?|[财財]年)"), _year_alone),
    (YEAR_ALONE, _year_alone),
    (_RELATIVE, _relative),
)
HEADS = (
    _compile(rf"(?:截至)?\s*(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日", _SPAN_ZH),
    _compile(_SPAN_EN, _DAY_EN, rf"(?!\s*,?\s*{_BARE})"),
    _compile(rf"(?<!年)(?<!年 )(?<![\d.])(?P<from>{_N})\s*月?", _TO, rf"(?P<to>{_N})\s*月(?!\s*\d*\s*日)"),
    _compile(rf"(?<!年)(?<!年 )(?<!\d)(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"),
    _compile(r"(?:as\s+(?:at|of)|at)\s+", _DAY_EN, rf"(?!\s*,?\s*{_BARE})"),
)
