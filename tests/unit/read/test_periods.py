"""analyzer.read.periods: heads, captions and sentences of both markets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Period
from analyzer.read.periods import (
    PeriodHead,
    combine,
    find_period_heads,
    find_periods,
    find_years,
    is_forecast,
    parse_period,
    parse_period_head,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Year ended December 31, 2024", "FY2024"),
        ("Year Ended\nDecember 31, 2024", "FY2024"),
        ("year ended 30 June 2024 (unaudited)", "FY2024"),
        ("year/period ended 31 December 2024", "FY2024"),
        ("Nine months ended September 30, 2025", "9M2025"),
        ("Six months ended 30 June 2024", "6M2024"),
        ("截至2023年12月31日止年度", "FY2023"),
        ("截至2025年9月30日止九個月", "9M2025"),
        ("截至二零二四年六月三十日止六個月", "6M2024"),
        ("二零二五年", "FY2025"),
        ("二ＯＯ三年度", "FY2003"),
        ("2004.1－6", "6M2004"),
        ("2004年中期", "6M2004"),
        ("4M2024", "4M2024"),
        ("二〇二四年", "FY2024"),
        ("二○一一年一月", "M2011-01"),
        ("2024年度", "FY2024"),
        ("2024 年", "FY2024"),
        ("2 0 2 4 年 度", "FY2024"),
        ("２０２４年度", "FY2024"),
        ("2023", "FY2023"),
        ("FY2024", "FY2024"),
        ("2018年首五個月", "5M2018"),
        ("截至2024年9月30日止九個 月", "9M2024"),
        ("二零二四年首九個月", "9M2024"),
        ("2023/24", "FY2024"),
        ("2023╱24財政年度", "FY2024"),
        ("year ended 31.12.2024", "FY2024"),
        ("5 months to 31.8.24", "5M to 2024-08"),
        ("FY ended 31 December 2024", "FY2024"),
        ("fiscal year 2024", "FY2024"),
        ("2025年1-3月", "3M2025"),
        ("2011 年 1－6 月", "6M2011"),
        ("2025年1至9月", "9M2025"),
        ("2011年1月-6月", "6M2011"),
        ("2010 年度1-6 月", "6M2010"),
        ("2024.1-6月", "6M2024"),
        ("2008年一季度", "3M2008"),
        ("2008年第四季度", "3M to 2008-12"),
        ("2008 年度四季度", "3M to 2008-12"),
        ("2008年前三季度", "9M2008"),
        ("2008年3月", "M2008-03"),
        ("2024年上半年", "6M2024"),
        ("2024年上半年度", "6M2024"),
        ("2024年半年度", "6M2024"),
        ("2024年下半年", "6M to 2024-12"),
        ("Q1 2025", "3M2025"),
        ("1Q2025", "3M2025"),
        ("2025Q1", "3M2025"),
        ("3Q25", "3M to 2025-09"),
        ("1H2025", "6M2025"),
        ("H2 2024", "6M to 2024-12"),
        ("9M2025", "9M2025"),
        ("first half of 2025", "6M2025"),
        ("January to June 2025", "6M2025"),
        ("2024年1月1日至2024年12月31日", "FY2024"),
        ("January 1, 2024 to September 30, 2024", "9M2024"),
    ],
)
def test_flows(text: str, label: str) -> None:
    assert parse_period(text).label == label


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年12月31日", date(2024, 12, 31)),
        ("2007 年 12 月 31 日", date(2007, 12, 31)),
        ("2024-12-31", date(2024, 12, 31)),
        ("2000.12.31", date(2000, 12, 31)),
        ("2023/12/31", date(2023, 12, 31)),
        ("As at 31 December 2024", date(2024, 12, 31)),
        ("As of September 30, 2025", date(2025, 9, 30)),
        ("2009年末", date(2009, 12, 31)),
        ("2009年9月末", date(2009, 9, 30)),
        ("截至 2010 年 12 月 31 日止", date(2010, 12, 31)),
        ("二零二五年十月十三日", date(2025, 10, 13)),
    ],
)
def test_points_in_time(text: str, day: date) -> None:
    assert parse_period(text) == Period(day)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("years ended 31 December 2017, 2018 and 2019", ["FY2017", "FY2018", "FY2019"]),
        ("three years ended December 31, 2019", ["FY2017", "FY2018", "FY2019"]),
        ("截至2001年12月31日止兩個年度各年及截至2002年4月30日止四個月", ["FY2000", "FY2001", "4M2002"]),
        ("截至二零零一年六月三十日止兩年", ["FY2000", "FY2001"]),
        ("six months ended 30 June 2024 and 2025", ["6M2024", "6M2025"]),
        ("in 2023, 2024 and the nine months ended September 30, 2025", ["FY2023", "FY2024", "9M2025"]),
        ("截至2023年、2024年及2025年12月31日止年度", ["FY2023", "FY2024", "FY2025"]),
        ("As of December 31, 2022, 2023 and 2024", ["2022-12-31", "2023-12-31", "2024-12-31"]),
        ("2024年度及2025年1-9月", ["FY2024", "9M2025"]),
        ("2023年 2024年 2025年", ["FY2023", "FY2024", "FY2025"]),
        ("2022年、2023年及2024年", ["FY2022", "FY2023", "FY2024"]),
    ],
)
def test_lists_give_one_period_each(text: str, labels: list[str]) -> None:
    assert [period.label for period, _, _ in find_periods(text)] == labels


def test_spans_point_into_the_printed_text() -> None:
    text = "收入（２０２４年度）與 2025年1-9月"
    assert [text[start:end] for _, start, end in find_periods(text)] == ["２０２４年度", "2025年1-9月"]


def test_a_year_ends_where_the_filing_says() -> None:
    assert parse_period("2024", year_end=(3, 31)) == Period(date(2024, 3, 31), date(2023, 4, 1))
    assert parse_period("Year ended March 31, 2024") == Period(date(2024, 3, 31), date(2023, 4, 1))
    assert parse_period("2024年末", year_end=(6, 30)) == Period(date(2024, 6, 30))
    with pytest.raises(ReadError):
        parse_period("Q1 2024", year_end=(3, 31))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("本期发生额", "9M2025"),
        ("上期金额", "9M2024"),
        ("上年同期", "9M2024"),
        ("本期", "9M2025"),
        ("期末余额", "2025-09-30"),
        ("期初余额", "2024-12-31"),
        ("年初余额", "2024-12-31"),
    ],
)
def test_relative_heads_need_the_report_period(text: str, label: str) -> None:
    report = Period.ending(date(2025, 9, 30), 9)
    assert parse_period(text, report=report).label == label
    with pytest.raises(ReadError):
        parse_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "合计",
        "12,2024",
        "002057",
        "2,023",
        "2024年13月",
        "2023年2月30日",
        "2025E",
        "RMB 2,024",
        "金额",
        "2023 and 2024",
        "20245",
        "A2024",
    ],
)
def test_no_single_period(text: str) -> None:
    with pytest.raises(ReadError, match="expected one period"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Year ended December 31,", PeriodHead(12, 12, 31)),
        ("Nine months ended September 30,", PeriodHead(9, 9, 30)),
        ("Year ended 31 March", PeriodHead(12, 3, 31)),
        ("截至12月31日止年度", PeriodHead(12, 12, 31)),
        ("截至9月30日止九個月", PeriodHead(9, 9, 30)),
        ("截至六月三十日止六個月", PeriodHead(6, 6, 30)),
        ("1-6月", PeriodHead(6, 6, 30)),
        ("於12月31日", PeriodHead(None, 12, 31)),
        ("As of December 31,", PeriodHead(None, 12, 31)),
    ],
)
def test_heads_without_a_year(text: str, head: PeriodHead) -> None:
    assert parse_period_head(text) == head


@pytest.mark.parametrize(
    "text",
    [
        "Year ended 28th/29th February, {}",
        "Year ended 28 or 29 February {}",
        "Years ended 28/29 February {}",
        "Year ended February 28/29, {}",
        "Year ended February 28 or 29, {}",
        "截至{}年2月28日/29日止年度",
        "截至{}年二月二十八日或二十九日止年度",
    ],
)
@pytest.mark.parametrize(("year", "day"), [(2003, 28), (2004, 29)])
def test_both_ends_of_february(text: str, year: int, day: int) -> None:
    [(period, _, _)] = find_periods(text.format(year))
    assert (period.end, period.months) == (date(year, 2, day), 12)
    assert find_period_heads(text.format("    ").replace("    年", ""))[0][0] == PeriodHead(12, 2, 29)


@pytest.mark.parametrize(("text", "end", "months"), [("10MFY2025", date(2025, 10, 31), 10), ("9M FY25", date(2025, 9, 30), 9)])
def test_months_of_a_financial_year(text: str, end: date, months: int) -> None:
    [(period, _, _)] = find_periods(text)
    assert (period.end, period.months) == (end, months)
    assert find_periods(text, year_end=(3, 31)) == []  # which months they are only its glossary says


@pytest.mark.parametrize("count", ["three financial", "three full fiscal", "three"])
def test_several_financial_years_count_back(count: str) -> None:
    assert [period.end.year for period, _, _ in find_periods(f"the {count} years ended 31 March 2018")] == [2016, 2017, 2018]


@pytest.mark.parametrize("text", ["1H FY2018", "H1 FY2018", "2H FY 2018", "Q3 FY2019", "1H of FY18"])
def test_a_half_of_a_financial_year_is_not_the_year(text: str) -> None:
    assert find_periods(text) == []


def test_two_heads_on_one_line_keep_their_places() -> None:
    text = "Year ended December 31, Nine months ended September 30,"
    assert find_period_heads(text) == [(PeriodHead(12, 12, 31), 0, 23), (PeriodHead(9, 9, 30), 24, 55)]
    assert find_years("2023 2024 2024 2025") == [(2023, 0, 4), (2024, 5, 9), (2024, 10, 14), (2025, 15, 19)]


@pytest.mark.parametrize("text", ["Year ended December 31, 2024", "As at 31 December 2024", "2024年1-6月", "2024年12月31日", "2024"])
def test_a_head_with_its_year_is_a_period(text: str) -> None:
    assert find_period_heads(text) == []


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2016, 2, 29), 1, date(2017, 2, 28)),
        (date(2015, 2, 28), 1, date(2016, 2, 29)),
        (date(2017, 6, 30), -1, date(2016, 6, 30)),
        (date(2017, 9, 29), 1, date(2018, 9, 29)),
    ],
)
def test_the_same_period_of_another_year(day: date, years: int, expected: date) -> None:
    assert Period.ending(day, 6).shifted(years) == Period.ending(expected, 6)
    assert Period(day).shifted(years) == Period(expected)


def test_combine() -> None:
    assert combine(PeriodHead(9, 9, 30), 2025) == Period(date(2025, 9, 30), date(2025, 1, 1))
    assert combine(PeriodHead(12, 2, 29), 2023) == Period(date(2023, 2, 28), date(2022, 3, 1))
    assert combine(PeriodHead(None, 12, 31), 2024) == Period(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年预计", True),
        ("预测数", True),
        ("预算", True),
        ("2025E", True),
        ("2025年E", True),
        ("forecast", True),
        ("預測", True),
        ("预计负债", False),
        ("expected credit losses", False),
        ("2024", False),
        ("2024 Earnings", False),
    ],
)
def test_forecasts_are_recognised(text: str, expected: bool) -> None:
    assert is_forecast(text) is expected


@given(
    year=st.integers(1990, 2049), last=st.integers(2, 12), dash=st.sampled_from(["-", "－", "—", "至", "~"]), gap=st.sampled_from(["", " "])
)
def test_month_ranges_round_trip(year: int, last: int, dash: str, gap: str) -> None:
    period = parse_period(f"{year}{gap}年{gap}1{dash}{last}{gap}月")
    assert (period.months, period.end.year, period.end.month) == (last, year, last)


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        assert parse_period(text) == Period(day)


def test_months_are_named_for_the_year_in_which_they_end() -> None:
    """A prospectus of 2017 with years to 31 March defines 4M2017 as the four months ended 31 July 2017."""
    assert parse_period("4M2017", year_end=(3, 31)) == Period.ending(date(2017, 7, 31), 4)
    assert parse_period("9M2017", year_end=(3, 31)) == Period.ending(date(2017, 12, 31), 9)
    assert find_periods("10M2017", year_end=(3, 31)) == []


def test_notes_of_a_middle_term_are_no_half_year() -> None:
    assert [period.label for period, _, _ in find_periods("2004年中期票据")] == ["FY2004"]


def test_a_financial_year_ends_with_the_filing_s_years() -> None:
    assert parse_period("二零一四財政年度", year_end=(3, 31)) == Period.ending(date(2014, 3, 31), 12)
    assert parse_period("2014财年", year_end=(6, 30)) == Period.ending(date(2014, 6, 30), 12)


def test_points_and_flows_stand_in_one_order() -> None:
    """A summary of results above one of balances made a filing stop: a point has no start to compare."""
    year, half, point = Period.ending(date(2024, 12, 31), 12), Period.ending(date(2024, 12, 31), 6), Period(date(2024, 12, 31))
    assert sorted([half, year, point]) == [point, year, half]
    assert max(Period(date(2025, 6, 30)), year) == Period(date(2025, 6, 30))


def test_a_split_year_ends_on_the_day_of_the_filing() -> None:
    assert parse_period("2016╱17 財政年度", year_end=(3, 31)) == Period.ending(date(2017, 3, 31), 12)


@pytest.mark.parametrize(
    ("text", "ends"), [("5.6.04", []), ("1.2.3", []), ("31.8.04", [date(2004, 8, 31)]), ("2024/09/30", [date(2024, 9, 30)])]
)
def test_numbers_that_may_be_a_day(text: str, ends: list[date]) -> None:
    """Which of two numbers up to twelve is the month nobody can tell; a date that begins with its year is another form."""
    assert [period.end for period, _, _ in find_periods(text)] == ends


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1.1.2016 to 31.12.2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("Period from 1 April 2016 to 31 December 2016", date(2016, 4, 1), date(2016, 12, 31)),
        ("From 5th May, 2015 (date of incorporation) to 31st December, 2015", date(2015, 5, 5), date(2015, 12, 31)),
    ],
)
def test_from_a_day_to_a_day(text: str, start: date, end: date) -> None:
    assert [(period.start, period.end) for period, _, _ in find_periods(text)] == [(start, end)]
