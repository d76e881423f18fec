"""The head of one column and the lines around its table: period, unit, assurance, amount or ratio or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analyzer.model import Assurance, Period, Unit
from analyzer.read.amounts import looks_like_amount
from analyzer.read.period_forms import MONTHS
from analyzer.read.periods import DECEMBER, FiscalYearEnd, PeriodHead, combine, find_period_heads, find_periods, find_years, is_forecast
from analyzer.read.units import find_scale, find_stated_currency, find_units

NOTES = re.compile(r"^(?:附?[注註]释?|[注註]釋|notes?|附註|项目注释)$|^notes?\b|附[注註](?!册)", re.IGNORECASE)
ZEROS = re.compile(r"\s*(?:RMB|(?:HK|US|S)?\$)?\s*0{3}\s*")
"""A unit whose apostrophe is lost: HK$ 000."""
OTHER = re.compile(
    r"增[长長减減幅]|[变變][动動化]|比例|比重|占比|佔比|百分比|占.{0,14}[%％]|净资产收益率|[毛净]利率|每股|同比|环比|change|"
    r"growth|variance|increase|percentage|margin|% of|per cent",
    re.IGNORECASE,
)
PARENT = re.compile(r"母公司|本公司|贵公司|貴公司|^公司数|(?:^|\s)公司$|the company\b", re.IGNORECASE)
GROUP = re.compile(r"合[并併]|本集[团團]|the group\b|consolidated", re.IGNORECASE)
UNAUDITED = re.compile(r"unaudited|未[经經][审審]", re.IGNORECASE)
REVIEWED = re.compile(r"(?<!not )reviewed|(?<!未)[经經][审審][阅閱]", re.IGNORECASE)
"""A reviewed interim is also called unaudited: the review is what it has."""
AUDITED = re.compile(r"(?<!un)audited|[经經][审審][计計核]", re.IGNORECASE)
DATE = re.compile(r"\s*(?:(?:19|20)\d\d\s*[./\-]\s*\d{1,2}\s*[./\-]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d\d|\d\d))\s*")
YEAR_ONLY = re.compile(r"\s*(?:19|20)\d\d\s*年?[度]?\s*")
DAY = re.compile(r"\s*\d{1,2}\s*[,，]\s*(?:(?:19|20)\d\d)?\s*")
"""The end of a wrapped head: "Three months ended March" over "31," or "Year ended December" over "31, 2022"."""
LENGTH = re.compile(r"\bend(?:ed|ing)\b|\bmonths?\b|\bFYE?\b|[个個]月|止", re.IGNORECASE)
"""Words of a length: a date beside one that was not understood is not taken for the year to date."""
AT_A_DAY = re.compile(r"\bas (?:of|at)\b|\bat (?=\d|[A-Z])|[於于]\s?(?=[\d一二])", re.IGNORECASE)
"""A head of balances, which a balance sheet right below a statement has: no year to date ends then."""
MONTH = re.compile("|".join(rf"\b{month.title()}\b" for month in MONTHS))
BARE_YEAR = re.compile(r"[^a-zA-Z月日季半]*")
"""The words of a period that give its year and nothing else."""


@dataclass(frozen=True)
class Head:
    """One column: its stacked header words and what they say. role "other": notes, changes, the parent's figures."""

    words: str = ""
    period: Period | None = None
    unit: Unit | None = None
    assurance: Assurance = ""
    role: str = "other"


@dataclass(frozen=True)
class TableWords:
    """What stands around a table and holds for all its columns."""

    unit: Unit | None = None
    scale: Decimal | None = None
    head: PeriodHead | None = None
    currency: str = ""
    report: Period | None = None
    year_end: tuple[int, int] = (12, 31)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, not a year, a day or a date that heads a column."""
    return looks_like_amount(text) and not any(form.fullmatch(text) for form in (YEAR_ONLY, DATE, DAY, ZEROS))


def names_length(text: str) -> bool:
    """Whether the header words say how long their period is, so that the caption's "截至6月30日止" is not for bare years beside them."""
    return "年度" in text.replace(" ", "") or any(period.months not in (None, 12) for period, _, _ in find_periods(text))


def read_head(text: str, words: TableWords, first: bool = False) -> Head:
    """One column's header words read. The label column has none."""
    if first or not text or NOTES.search(text):
        return Head(text)
    period = read_period(text, words)
    unit = money_unit(text, words)
    role = "amount"
    if period is None or is_forecast(text) or (PARENT.search(text) and not GROUP.search(text)):
        role = "other"
    elif OTHER.search(text) or (unit is None and re.search(r"[%％]", text)) or re.search(r"(?:^|\s)[%％](?:\s|$)", text):
        role = "ratio"
    return Head(text, period, unit or words.unit, read_assurance(text), role)


def money_unit(text: str, words: TableWords) -> Unit | None:
    """The unit that the header names; a currency alone takes the scale of the caption ("RMB" below "in thousands")."""
    units = [unit for unit in find_units(text, words.currency) if is_money(unit)]
    if not units:
        return None
    unit = next((other for other in units if other.measure == units[0].measure and other.scale != 1), units[0])
    if unit.scale == 1 and words.scale is not None:
        return Unit(unit.measure, words.scale, f"{unit.text}, {words.scale:f}")
    return unit


def read_assurance(text: str) -> Assurance:
    """audited, reviewed or unaudited as the words say; empty where they do not."""
    if REVIEWED.search(text):
        return "reviewed"
    if UNAUDITED.search(text):
        return "unaudited"
    return "audited" if AUDITED.search(text) else ""


def read_period(text: str, words: TableWords) -> Period | None:
    """The one period that these words name. A bare year takes the head of the caption ("截至3月31日止年度")."""
    heads = [head for head, _, _ in find_period_heads(text)]
    years = sorted({year for year, _, _ in find_years(text)})
    found = find_periods(text, year_end=words.year_end, report=words.report)
    if LENGTH.search(text):
        found = [item for item in found if item[0].months is not None]
    if not heads and MONTH.search(text) and all(BARE_YEAR.fullmatch(text[start:end]) for _, start, end in found):
        return None  # the day and the length stand where they were not found ("Six months ended 31st" above): no whole year
    days = {period for period, _, _ in found if period.months is None}
    if len(days) == 1 and AT_A_DAY.search(text) and not LENGTH.search(text):
        return days.pop()
    whole = flows(found, words.year_end)
    exact = [period for period in whole if period.months != 12]
    if len(set(exact)) == 1 and not (heads and len(years) > 1):
        return exact[0]
    head = heads[-1] if heads else words.head
    if head is not None and len(years) == 1 and not exact and (heads or only_year(text, years[0])):
        return combine(head, years[0])
    return whole[0] if len(set(whole)) == 1 else None


def only_year(text: str, year: int) -> bool:
    """Whether the year stands alone, not as 年度, within a date or before a named part of the year."""
    return not re.search(rf"{year}\s*(?:年\s*)?(?:度|[上下半第]|[一二三四]季|[\d]|[.\-/]\s*\d)", text)


def flows(found: Iterable[tuple[Period, int, int]], year_end: FiscalYearEnd = DECEMBER) -> list[Period]:
    """Periods in a header of flows: a date there is the end of the financial year to date (600519-2001 p.12: "2000.12.31")."""
    return [
        period if period.months is not None else Period.ending(period.end, (period.end.month - year_end[0] - 1) % 12 + 1)
        for period, _, _ in found
    ]


def is_money(unit: Unit) -> bool:
    """Whether a unit is a currency (ISO code), not a ratio, a quantity or a price."""
    return bool(re.fullmatch(r"[A-Z]{3}", unit.measure))


def read_table_words(texts: Sequence[str], currency: str, report: Period | None, year_end: tuple[int, int]) -> TableWords:
    """Unit, scale and period head of the lines around a table; the line nearest to it first."""
    unit: Unit | None = None
    scale: Decimal | None = None
    head: PeriodHead | None = None
    currency = next((named for text in texts if (named := find_stated_currency(text))), currency)
    for text in texts:
        if unit is None:
            unit = next((u for u in find_units(text, currency) if is_unit_caption(text) and is_money(u)), None)
        if scale is None:
            scale = next(iter(find_scale(text)), None)
        if head is None:
            head = caption_head(text)
    return TableWords(unit, scale, head, currency, report, year_end)


def caption_head(text: str) -> PeriodHead | None:
    """How long the periods are that a line names: "截至3月31日止年度", "For the year ended 30 June 2001"; None where it names several
    lengths.
    """
    if not find_years(text):
        return next((head for head, _, _ in find_period_heads(text)), None)
    named = [period for period, start, end in find_periods(text) if period.months is not None and not BARE_YEAR.fullmatch(text[start:end])]
    heads = {PeriodHead(period.months, period.end.month, period.end.day) for period in named}
    return heads.pop() if len(heads) == 1 else None


def is_unit_caption(text: str) -> bool:
    """Whether a line states a unit rather than an amount ("增长1.2亿元")."""
    return (
        bool(
            re.search(
                r"[单單]位|[（(][^（()）]*(?:元|RMB|US\$|HK\$|thousand|million)|in thousands|in millions|[’'‘]000", text, re.IGNORECASE
            )
        )
        or len(text) < 16
    )
