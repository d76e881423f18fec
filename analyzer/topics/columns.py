"""What the columns of a table stand for: stacked header words -> period, unit, assurance, role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.model import Assurance, Cell, Period, RawTable, Unit
from analyzer.read.amounts import looks_like_amount
from analyzer.read.period_forms import MONTHS
from analyzer.read.periods import DECEMBER, FiscalYearEnd, PeriodHead, combine, find_period_heads, find_periods, find_years, is_forecast
from analyzer.read.units import find_scale, find_stated_currency, find_units
from analyzer.topics.joined_heads import share_out_heads

NOTES = re.compile(r"^(?:附?[注註]释?|[注註]釋|notes?|附註|项目注释)$|^notes?\b|附[注註](?!册)", re.IGNORECASE)
NOTES_BELOW = re.compile(r"\s(?:Notes?|NOTES?)$")
"""The head of a column of notes below a title that reaches over it: "for the six months ended 30 June 2019 – unaudited Note"."""
AUDIT_TAIL = re.compile(r"[-–—－]\s*[(（]?(?:(?:un)?audited|[未经經]{1,2}[审審][计計核])[)）]?", re.IGNORECASE)
"""What stands behind a title and a dash: "– Unaudited"."""
HEAD_ROWS_MAX = 6
NOTE_NUMBER = re.compile(r"\d{1,2}(?:\s?\([a-z]+\))?")
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
CUT_UNIT = re.compile(r"(?<=[十百千万萬亿億币幣民])\s+(?=[十百千万萬亿億币幣元])")
"""A unit wrapped in a narrow head: 人民幣百萬 over 元."""
UNIT_REMARK = re.compile(
    r"以[千百万萬]+元?[计計]|except (?:for|as|where)|in (?:thousands|millions)|expressed in|除外|除[^\s]{0,8}外", re.IGNORECASE
)
TITLE = re.compile(
    r"\bstatements? of (?:profit|comprehensive|income|operations)|income statements?"
    r"|[损損]益表|利[润潤]表|全面(?:收益|[亏虧][损損]|收入)表",
    re.IGNORECASE,
)
ALL_YEARS = re.compile(
    r"\b(?:two|three|four|five) (?:financial |fiscal )?years\b.*(?:19|20)\d\d|years? ended.+\band\b.+ended"
    r"|[两兩二三四五][個个]?(?:[财財]政)?年度",
    re.IGNORECASE,
)
"""The years of a whole table in one line: "For the three years ended 31 December 2017"."""
TOTAL = re.compile(r"\btotal\b|合[计計]|[总總][计計额額]|合共", re.IGNORECASE)
SHARE = re.compile(r"[%％]\s*[)）]?\s*$")
ROLES = ("amount", "ratio", "other")


@dataclass(frozen=True)
class Head:
    """One column: its stacked header words and what they say. role "other": notes, changes, the parent's figures."""

    words: str = ""
    period: Period | None = None
    unit: Unit | None = None
    assurance: Assurance = ""
    role: str = "other"


@dataclass(frozen=True)
class Section:
    """Rows under one block of header rows."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class TableWords:
    """What stands around a table and holds for all its columns."""

    unit: Unit | None = None
    scale: Decimal | None = None
    head: PeriodHead | None = None
    currency: str = ""
    report: Period | None = None
    year_end: tuple[int, int] = (12, 31)


@dataclass
class _Open:
    stacks: dict[int, list[str]] = field(default_factory=dict)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, not a year, a day or a date that heads a column."""
    return looks_like_amount(text) and not any(form.fullmatch(text) for form in (YEAR_ONLY, DATE, DAY, ZEROS))


def table_to_sections(table: RawTable, words: TableWords) -> list[Section]:
    """The table cut at its header rows. A table without any (the body of a page before) gives sections without periods."""
    parts = [_Open()]
    for index, (row, below) in enumerate(zip(table.rows, [*table.rows[1:], ()], strict=True)):
        after_rows = bool(parts[-1].rows)
        if not after_rows and (is_title_row(row) or is_period_of_all(row, table.rows[index + 1 : index + 1 + HEAD_ROWS_MAX])):
            words = replace(words, head=words.head or caption_head(" ".join(cell.text for cell in row)))
            continue
        if is_header_row(row, after_rows) or (after_rows and begins_header(row) and is_header_row(below, after_rows)):
            if parts[-1].rows:
                parts.append(_Open())
            stack_row(parts[-1].stacks, row)
        else:
            parts[-1].rows.append(row)
    count = table.column_count
    sections = [Section(stacks_to_heads(part.stacks, count, words), tuple(part.rows)) for part in parts if part.rows]
    return [without_dashes(with_shares(with_notes(section))) for section in carry_heads(sections)]


def with_notes(section: Section) -> Section:
    """The section without the column that a title reaches over and which holds nothing but numbers of notes.

    Its own head is Note, or it has none and the title gives it a period that another column has as well.
    """
    heads = list(section.heads)
    first = next((col for col, head in enumerate(heads) if head.role == "amount"), 0)
    for col, head in enumerate(heads):
        twice = col == first and sum(other.role == "amount" and other.period == head.period for other in heads) > 1
        if NOTES_BELOW.search(head.words) or twice:
            figures = [cell.text.strip() for row in section.rows for cell in row if cell.col == col and is_figure(cell.text)]
            heads[col] = Head(head.words) if figures and all(NOTE_NUMBER.fullmatch(text) for text in figures) else head
    return replace(section, heads=tuple(heads))


def with_shares(section: Section) -> Section:
    """The section with columns of percentages that share their period's head with the amounts as ratios (sifang p.14)."""
    texts: dict[int, list[str]] = {}
    for row in section.rows:
        for cell in row:
            if any(ch.isdigit() for ch in cell.text):
                texts.setdefault(cell.col, []).append(cell.text)
    shares = {col for col, found in texts.items() if 2 * sum(bool(SHARE.search(text)) for text in found) > len(found)}
    heads = tuple(
        replace(head, role="ratio") if col in shares and head.role == "amount" else head for col, head in enumerate(section.heads)
    )
    return replace(section, heads=heads)


def without_dashes(section: Section) -> Section:
    """The section without the columns of nothing but dashes beside one of the same period that has figures: shares of no revenue."""
    filled = {cell.col for row in section.rows for cell in row if any(ch.isdigit() for ch in cell.text)}
    periods = {head.period for col, head in enumerate(section.heads) if head.role == "amount" and col in filled}
    heads = tuple(
        replace(head, role="other") if head.role == "amount" and head.period in periods and col not in filled else head
        for col, head in enumerate(section.heads)
    )
    return replace(section, heads=heads)


def carry_heads(sections: Sequence[Section]) -> list[Section]:
    """A later block of header rows without periods (a unit row, a band) keeps the periods above it."""
    result: list[Section] = []
    for section in sections:
        if result and not any(head.period for head in section.heads):
            result[-1] = Section(result[-1].heads, result[-1].rows + section.rows)
        else:
            result.append(section)
    return result


def is_header_row(row: Sequence[Cell], after_rows: bool) -> bool:
    """A row without figures that says something about its columns; below the first rows only where it names periods or units."""
    beyond = [cell for cell in row if cell.col + cell.colspan > 1 and (cell.col > 0 or cell.colspan > 1)]
    if any(is_figure(cell.text) for cell in row if cell.col > 0):
        return False
    if not beyond:
        return False
    if not after_rows:
        return True
    named = [
        cell
        for cell in beyond
        if cell.col > 0 and (find_periods(cell.text) or YEAR_ONLY.fullmatch(cell.text) or find_period_heads(cell.text))
    ]
    return len(named) >= 1 and len(named) * 2 >= len([cell for cell in beyond if cell.col > 0])


def is_title_row(row: Sequence[Cell]) -> bool:
    """Whether a line over the heads is the statement's title or names all its years, and so none of its columns."""
    if len(row) != 1 or is_figure(row[0].text):
        return False
    text = " ".join(row[0].text.split())
    return bool(TITLE.search(text)) or len({year for year, _, _ in find_years(text)}) > 1 or bool(ALL_YEARS.search(text))


def is_period_of_all(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a line alone over heads of bare years names the period of one: For the nine months ended 30 September 2017 over 2017 2016.

    It says how long the periods of the others are, not only which is its own.
    """
    row = [cell for cell in row if not AUDIT_TAIL.fullmatch(cell.text)]
    if len({cell.col for cell in row}) != 1 or any(is_figure(cell.text) for cell in row):
        return False
    text = " ".join(cell.text for cell in row)
    heads = next((line for line in below if sum(bool(YEAR_ONLY.fullmatch(cell.text)) for cell in line) > 1), ())
    years = [year for cell in heads for year, _, _ in find_years(cell.text) if YEAR_ONLY.fullmatch(cell.text)]
    head = caption_head(text)
    return (
        bool(years)
        and head is not None
        and head.months is not None
        and any(period.end.year in years for period, _, _ in find_periods(text))
    )


def begins_header(row: Sequence[Cell]) -> bool:
    """Whether a row may be the first line of a wrapped head, right above a header row: "Four months ended" over "31 October"."""
    return bool(row) and all(cell.col > 0 and not is_figure(cell.text) for cell in row)


def stack_row(stacks: dict[int, list[str]], row: Iterable[Cell]) -> None:
    """Adds a header row to the words of each column; a unit line centred below the heads says nothing of single columns."""
    for cell in row:
        if UNIT_REMARK.search(cell.text):
            continue
        for col in range(cell.col, cell.col + cell.colspan):
            stacks.setdefault(col, []).append(cell.text.replace("\n", " "))


def stacks_to_heads(stacks: dict[int, list[str]], count: int, words: TableWords) -> tuple[Head, ...]:
    texts = [CUT_UNIT.sub("", " ".join(stacks.get(col, ()))) for col in range(count)]
    texts = share_out_heads(texts)
    if any(names_length(text) for text in texts[1:]):
        words = replace(words, head=None)
    heads = [read_head(text, words, first=col == 0) for col, text in enumerate(texts)]
    return with_totals(without_translations(heads, words.currency))


def with_totals(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Of several columns of amounts of one period only the one headed Total counts, where one is: results before adjustments | total."""
    amounts: dict[Period, list[Head]] = {}
    for head in heads:
        if head.role == "amount" and head.period is not None:
            amounts.setdefault(head.period, []).append(head)
    totals = {period: [head for head in found if TOTAL.search(head.words)] for period, found in amounts.items() if len(found) > 1}
    chosen = {period: found[0] for period, found in totals.items() if len(found) == 1}
    return tuple(
        replace(head, role="other") if head.role == "amount" and head.period in chosen and head is not chosen[head.period] else head
        for head in heads
    )


def without_translations(heads: Sequence[Head], currency: str) -> tuple[Head, ...]:
    """Of two columns of one period in two currencies (RMB and a convenience translation into US$) only the reporting currency's counts.

    Where the filing does not say which that is: a translation is of the last period only.
    """
    measures: dict[Period, list[str]] = {}
    for head in heads:
        if head.role == "amount" and head.period is not None and head.unit is not None:
            measures.setdefault(head.period, []).append(head.unit.measure)
    spread = Counter(measure for found in measures.values() for measure in set(found))
    kept = {period: currency if currency in found else max(found, key=spread.__getitem__) for period, found in measures.items()}
    return tuple(
        replace(head, role="other")
        if head.role == "amount"
        and head.period in kept
        and head.unit is not None
        and is_money(head.unit)
        and head.unit.measure != kept[head.period]
        else head
        for head in heads
    )


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
