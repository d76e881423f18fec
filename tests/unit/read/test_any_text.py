"""The readers on any text at all: the named error or a sound value, never anything else; and what is printed is read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Period, Unit
from analyzer.read.amounts import DIGITS_MAX, looks_like_amount, number_count, parse_amount
from analyzer.read.labels import clean_label, join_wrapped, label_key, split_rank, strip_footnotes, to_simplified
from analyzer.read.periods import find_period_heads, find_periods, find_years, is_forecast, parse_period, parse_period_head
from analyzer.read.units import find_scale, find_units, parse_unit

PIECES = (
    "Year ended December 31,|Nine months ended|As of|2024|2025|99999|0000|13|32|00|年|月|日|年度|截至|止|"
    "上半年|1-6月|二零二四|二〇二四|十二|第|季度|"
    "RMB'000|RMB|HK$|US$|million|billion|in thousands|单位|單位|：|:|元|万元|億元|千|百|以千|千計|計|张|片|吨|台(套)|%|‰|/|×10|"
    "1,234|(1,234)|-|–|—|（|）|(|)|,|.|．|，|９|①|*|N/A|约|超过|less than|1.2.3|1e5|"
    "Infinity|NaN|Customer A|客户|其中：|减：|一、|1. |"
    "(1)|\n|\t|\x00|\ud800|\u202e|\u3000|\ufffe| "
).split("|")
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)
UNITS = (Unit("CNY", Decimal(1000), "RMB'000"), Unit("ratio", Decimal("0.01"), "%"), Unit("片", Decimal(10_000), "万片"))


@given(TEXTS, st.sampled_from(UNITS))
def test_any_text_as_an_amount(text: str, unit: Unit) -> None:
    looks_like_amount(text)
    assert number_count(text) <= len(text)
    try:
        amount = parse_amount(text, unit)
    except ReadError:
        return
    assert amount.value.is_finite()
    assert amount.step.is_finite()
    assert amount.nil == (amount.step == 0)
    assert "E+" not in str(amount.value)
    assert amount.nil or amount.value % amount.step == 0


@given(st.integers(DIGITS_MAX + 1, 5_000))
def test_more_digits_than_a_figure_has(length: int) -> None:
    with pytest.raises(ReadError, match="more digits than a figure has"):
        parse_amount("9" * length, UNITS[0])


@given(st.integers(1, DIGITS_MAX), st.integers(0, 6))
def test_as_many_digits_as_a_figure_may_have_are_exact(length: int, places: int) -> None:
    value = Decimal((0, (7,) * length, -min(places, length)))
    assert parse_amount(f"{value:f}", UNITS[2]).value == value * 10_000


@given(TEXTS)
def test_any_text_as_a_unit(text: str) -> None:
    for unit in find_units(text):
        assert unit.measure
        assert unit.scale > 0
        assert unit.text
    assert all(scale > 0 for scale in find_scale(text))
    try:
        unit = parse_unit(text)
    except ReadError:
        return
    assert unit.scale > 0


@given(TEXTS)
def test_any_text_as_a_period(text: str) -> None:
    for found, start, stop in find_periods(text):
        assert 0 <= start < stop <= len(text)
        assert found.start is None or found.start <= found.end
        assert found.label
    for _, start, stop in [*find_years(text), *find_period_heads(text)]:
        assert 0 <= start < stop <= len(text)
    is_forecast(text)
    for parse in (parse_period, parse_period_head):
        try:
            parse(text)
        except ReadError:
            continue


@given(TEXTS)
@example("A . .")
def test_any_text_as_a_label(text: str) -> None:
    label = clean_label(text)
    assert clean_label(label) == label
    assert label_key(text) == label_key(text)
    plain, marks = strip_footnotes(text)
    assert len(plain) + len(marks) <= len(text) + 1
    rank, rest = split_rank(text)
    assert rank is None or rank > 0
    assert rest in text
    to_simplified(text)
    join_wrapped(text.splitlines())


@given(st.integers(1990, 2049), st.sampled_from([3, 6, 9]))
def test_periods_are_read_back_in_every_language(year: int, months: int) -> None:
    words = {3: "Three", 6: "Six", 9: "Nine"}[months]
    end = Period.ending(date(year, months, {3: 31, 6: 30, 9: 30}[months]), months)
    day = f"{end.end:%B} {end.end.day}"
    assert parse_period(f"{words} months ended {day}, {year}") == end
    assert parse_period(f"截至{year}年{months}月{end.end.day}日止{'三六九'[months // 3 - 1]}个月") == end
    assert parse_period(f"{year}年1-{months}月") == end
    assert parse_period(f"{year}年度") == Period.ending(date(year, 12, 31), 12)
    assert parse_period(f"Year ended December 31, {year}") == Period.ending(date(year, 12, 31), 12)


@given(
    st.sampled_from([("元", 1), ("千元", 1000), ("万元", 10_000), ("百万元", 10**6), ("亿元", 10**8)]),
    st.sampled_from(["单位：{}", "单位:人民币{}", "（单位：{}）"]),
)
def test_units_of_money_are_read_back(unit: tuple[str, int], caption: str) -> None:
    words, scale = unit
    assert [(found.measure, found.scale) for found in find_units(caption.format(words), "CNY")] == [("CNY", Decimal(scale))]


@given(st.integers(1, 10), st.sampled_from(["客户A", "Customer A", "某某股份有限公司"]), st.sampled_from(["{}. {}", "{}、{}", "{} {}"]))
def test_ranks_are_read_back(rank: int, name: str, pattern: str) -> None:
    assert split_rank(pattern.format(rank, name)) == (rank, name)
