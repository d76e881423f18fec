"""The words of one head -> period, unit, assurance, role."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Period
from analyzer.read.periods import PeriodHead
from analyzer.topics.column_heads import (
    Head,
    TableWords,
    caption_head,
    is_figure,
    is_unit_caption,
    money_unit,
    read_assurance,
    read_head,
    read_table_words,
)
from analyzer.topics.columns import table_to_sections
from column_tables import WORDS, YUAN, cells, table


@pytest.mark.parametrize(
    ("text", "period", "role", "assurance"),
    [
        ("2024 年度", "FY2024", "amount", ""),
        ("2025 年 1-3 月", "3M2025", "amount", ""),
        ("2025年1-6月 （未经审计）", "6M2025", "amount", "unaudited"),
        ("Nine months ended September 30, 2025 RMB’000 (unaudited)", "9M2025", "amount", "unaudited"),
        ("2024 年度 占比", "FY2024", "ratio", ""),
        ("2024年 人民幣千元 %", "FY2024", "ratio", ""),
        ("2024年 增长率", "FY2024", "ratio", ""),
        ("2025 年度 （预测数）", "FY2025", "other", ""),
        ("2025E", "", "other", ""),
        ("母公司 2024 年度", "FY2024", "other", ""),
        ("合并 2024 年度", "FY2024", "amount", ""),
        ("附注", "", "other", ""),
        ("Notes", "", "other", ""),
        ("附註", "", "other", ""),
        ("同比变动", "", "other", ""),
        ("", "", "other", ""),
    ],
)
def test_one_column(text: str, period: str, role: str, assurance: str) -> None:
    head = read_head(text, WORDS)
    assert (head.period.label if head.period else "", head.role, head.assurance) == (period, role, assurance)


def test_the_label_column_has_no_head() -> None:
    assert read_head("2024 年度 人民币千元", WORDS, first=True) == Head("2024 年度 人民币千元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", Period.ending(date(2024, 3, 31), 12)),
        ("2024年度", Period.ending(date(2024, 12, 31), 12)),
        ("截至9月30日止六个月 2024", Period.ending(date(2024, 9, 30), 6)),
    ],
)
def test_a_bare_year_takes_the_head_of_the_caption(text: str, expected: Period) -> None:
    """Years that end in March: 截至3月31日止年度 above 2023 2024."""
    words = TableWords(unit=YUAN, head=PeriodHead(12, 3, 31))
    assert read_head(text, words).period == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("2024 RMB’000", WORDS, ("CNY", 1000)),
        ("2024 年度 （万元）", WORDS, ("CNY", 10000)),
        ("2024 RMB", TableWords(scale=Decimal(1000), currency="CNY"), ("CNY", 1000)),
        ("2024 US$’000", WORDS, ("USD", 1000)),
    ],
)
def test_the_unit_of_a_column(text: str, words: TableWords, expected: tuple[str, int]) -> None:
    unit = money_unit(text, words)
    assert unit is not None
    assert (unit.measure, unit.scale) == expected


def test_a_column_without_a_unit_takes_that_of_the_caption() -> None:
    assert money_unit("2024 年度", WORDS) is None
    assert read_head("2024 年度", WORDS).unit == YUAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unaudited", "unaudited"),
        ("未經審計", "unaudited"),
        ("经审计", "audited"),
        ("Audited", "audited"),
        ("reviewed", "reviewed"),
        ("经审阅，未经审计", "reviewed"),
        ("2024", ""),
    ],
)
def test_assurance(text: str, expected: str) -> None:
    assert read_assurance(text) == expected


@pytest.mark.parametrize("text", ["1,234", "(5.2)", "0.64", "–", "100%", "2,024"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["2024", "2024年度", "2000.12.31", "31,", "收入", ""])
def test_years_and_dates_are_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_words_around_a_table_the_nearest_first() -> None:
    words = read_table_words(["单位：万元", "单位：元", "截至3月31日止年度"], "CNY", None, (12, 31))
    assert words.unit is not None
    assert (words.unit.measure, words.unit.scale, words.head) == ("CNY", 10000, PeriodHead(12, 3, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至3月31日止年度", PeriodHead(12, 3, 31)),
        ("For the year ended 30 June 2001", PeriodHead(12, 6, 30)),
        ("year ended 31 December 2023 and six months ended 30 June 2024", None),
        ("2023 2024", None),
    ],
)
def test_the_head_of_a_caption(text: str, expected: PeriodHead | None) -> None:
    assert caption_head(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("单位：元", True), ("(RMB in thousands)", True), ("增长1.2亿元，主要由于公司产品销量增加所致", False), ("人民币千元", True)],
)
def test_captions_of_units(text: str, expected: bool) -> None:
    assert is_unit_caption(text) is expected


def test_a_currency_above_a_unit_is_no_unit_of_its_own() -> None:
    """KPMG: (Expressed in Renminbi) at the right, over RMB’000 of every column."""
    remark = cells(None, None, "(Expressed in Renminbi)", row=0)
    rows = (remark, cells(None, "2015", "2016", row=1), cells(None, "RMB’000", "RMB’000", row=2), cells("Revenue", "100", "110", row=3))
    section = table_to_sections(table(*rows), TableWords(currency="CNY"))[0]
    assert [head.unit.scale for head in section.heads[1:] if head.unit] == [1000, 1000]
    unit = money_unit("in Renminbi RMB’000", TableWords(currency="CNY"))
    assert unit is not None
    assert unit.scale == 1000


@pytest.mark.parametrize(("text", "label"), [("31 October 2011", "4M to 2011-10"), ("one term ended 31 October 2011", "")])
def test_a_date_is_the_financial_year_to_date_unless_its_length_was_not_understood(text: str, label: str) -> None:
    head = read_head(text, TableWords(unit=YUAN, currency="CNY", year_end=(6, 30)))
    assert (head.period.label if head.period else "") == label


@pytest.mark.parametrize("text", ["August, 2003 (Unaudited) HK$’000", "March 2004", "to 31st (Unaudited) August, 2003"])
def test_a_month_beside_a_bare_year_makes_no_whole_year(text: str) -> None:
    """Typeset: "Six months ended 31st" stood a line higher, apart; August, over 2003 was read as the year to February."""
    assert read_head(text, TableWords(year_end=(2, 28))).period is None


def test_dollars_of_a_statement_expressed_in_hong_kong_dollars() -> None:
    words = read_table_words(["(Expressed in Hong Kong dollars)"], "", None, (12, 31))
    unit = money_unit("Six months ended 30 June 2018 (Note) $’000", words)
    assert unit is not None
    assert (unit.measure, unit.scale) == ("HKD", 1000)


def test_what_is_left_of_a_unit_is_no_figure() -> None:
    """The apostrophe of HK$’000 is lost."""
    assert not is_figure("HK$ 000")
    assert not is_figure("000")
    assert is_figure("HK$ 1,000")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("As of December 31, 2022 RMB’000", "2022-12-31"),
        ("於2019年12月31日 人民幣千元", "2019-12-31"),
        ("As of and for the year ended December 31, 2022", "FY2022"),
        ("2000.12.31", "FY2000"),
    ],
)
def test_a_head_of_balances_is_no_year(text: str, label: str) -> None:
    """A balance sheet right below the statement: its minority interests are no share of a profit."""
    period = read_head(text, TableWords(head=PeriodHead(12, 12, 31))).period
    assert period is not None
    assert period.label == label
