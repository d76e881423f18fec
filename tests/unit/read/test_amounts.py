"""analyzer.read.amounts: printed figures as they stand in real cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Unit
from analyzer.read.amounts import looks_like_amount, number_count, parse_amount

YUAN = Unit("CNY", Decimal(1), "元")
THOUSANDS = Unit("CNY", Decimal(1000), "RMB’000")
RATIO = Unit("ratio", Decimal("0.01"), "%")


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1,234", "1234000", "1000"),
        ("(375,738)", "-375738000", "1000"),
        ("（375,738）", "-375738000", "1000"),
        ("－1，234．56", "-1234560", "10"),
        ("–1,234", "-1234000", "1000"),
        ("— 1,234", "-1234000", "1000"),
        ("−1,234", "-1234000", "1000"),
        ("２０，１２３", "20123000", "1000"),
        ("1, 234", "1234000", "1000"),
        ("1 ,234", "1234000", "1000"),
        ("1,234 .56", "1234560", "10"),
        ("( 1,234 )", "-1234000", "1000"),
        ("1234567.89", "1234567890", "10"),
        ("0", "0", "1000"),
        ("0.50", "500", "10"),
        (".5", "500", "100"),
        ("+12", "12000", "1000"),
        ("RMB1,234", "1234000", "1000"),
        ("¥ 1,234", "1234000", "1000"),
    ],
)
def test_money_is_scaled_once(text: str, value: str, step: str) -> None:
    amount = parse_amount(text, THOUSANDS)
    assert (str(amount.value), str(amount.step), amount.nil, amount.footnote) == (value, step, False, "")


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("41.1%", "0.411", "0.001"),
        ("41.1", "0.411", "0.001"),
        ("41.10%", "0.411", "0.0001"),
        ("9．9％", "0.099", "0.001"),
        ("(12.3)%", "-0.123", "0.001"),
        ("(12.3%)", "-0.123", "0.001"),
        ("（12.3）％", "-0.123", "0.001"),
        ("-12.3%", "-0.123", "0.001"),
        ("100.0", "1", "0.001"),
        ("41.1 %", "0.411", "0.001"),
    ],
)
def test_percentages_become_ratios(text: str, value: str, step: str) -> None:
    amount = parse_amount(text, RATIO)
    assert (str(amount.value), str(amount.step)) == (value, step)


@pytest.mark.parametrize(
    ("text", "value", "footnote"),
    [
        ("91,509(7)", "91509", "(7)"),
        ("(91,509)(7)", "-91509", "(7)"),
        ("12.5（注1）", "12.5", "(注1)"),
        ("12.5 (note 2)", "12.5", "(note 2)"),
        ("1,234①", "1234", "①"),
        ("1,234²", "1234", "²"),
        ("123.4*", "123.4", "*"),
        ("1,234(a)", "1234", "(a)"),
        ("1,234(1)(2)", "1234", "(1)(2)"),
        ("(7)", "-7", ""),
    ],
)
def test_footnote_marks_are_taken_off(text: str, value: str, footnote: str) -> None:
    amount = parse_amount(text, YUAN)
    assert (str(amount.value), amount.footnote) == (value, footnote)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("约41.1%", "about"),
        ("約 41.1%", "about"),
        ("近41.1%", "about"),
        ("approximately 41.1%", "about"),
        ("超过41.1%", "over"),
        ("逾41.1%", "over"),
        ("不低于41.1%", "over"),
        ("more than 41.1%", "over"),
        ("over 41.1%", "over"),
        ("不足41.1%", "under"),
        ("不超过41.1%", "under"),
        ("低于41.1%", "under"),
        ("less than 41.1%", "under"),
        ("41.1%", ""),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    amount = parse_amount(text, RATIO)
    assert (amount.qualifier, amount.value) == (qualifier, Decimal("0.411"))
    assert looks_like_amount(text)


@pytest.mark.parametrize("text", ["-", "–", "—", "－", "--", "——", "- -", "−", "─", "(–)"])
def test_printed_dashes_are_nil(text: str) -> None:
    amount = parse_amount(text, THOUSANDS)
    assert (amount.nil, amount.value, amount.step) == (True, Decimal(0), Decimal(0))
    assert looks_like_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "N/A",
        "n.a.",
        "不适用",
        "不適用",
        "*",
        "/",
        "合计",
        "85,980,820,98",
        "1,23",
        "1,2345",
        "12,34,567",
        "1.234.567",
        "1,234 (567)",
        "1,234 567",
        "12 34",
        "(1,234",
        "1,234)",
        "150,000-198,000",
        "150,000至198,000",
        "30天",
        "002057",
        "5.",
        "1E5",
        "2024年",
        "1,234万",
        "%",
        "约",
        "US$12",
        "$12",
        "12.3%%",
        "--12",
        "((12))",
        "一",
        "‰5",
        "①1",
        "⑴",
        "1①2",
        "٣",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="expected an amount"):
        parse_amount(text, THOUSANDS)


def test_a_percentage_is_no_money() -> None:
    with pytest.raises(ReadError, match=r"in CNY, found a percentage '12\.3%'"):
        parse_amount("12.3%", THOUSANDS)


@pytest.mark.parametrize("text", ["约", "N/A", "", "Total", "30天", "第1名", "1. Customer A", "12个月", "RMB", "Note 5", "2011 年 1－6 月"])
def test_words_do_not_look_like_amounts(text: str) -> None:
    assert not looks_like_amount(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("2023年 1,234.5 2024年 2,345", 2), ("57.7%, 57.5% and 59.3%", 3), ("none", 0), ("in 2023, 2024", 0), ("１２，３４５ 6", 2)],
)
def test_number_count_leaves_years_out(text: str, count: int) -> None:
    assert number_count(text) == count


@given(
    units=st.integers(min_value=0, max_value=10**13),
    places=st.integers(min_value=0, max_value=4),
    negative=st.sampled_from(["", "-", "－", "("]),
    scale=st.sampled_from([1, 1000, 10000, 10**6, 10**8]),
    wide=st.booleans(),
)
def test_what_is_printed_is_read_back(units: int, places: int, negative: str, scale: int, wide: bool) -> None:
    number = Decimal(units).scaleb(-places)
    text = f"{number:,f}"
    text = f"({text})" if negative == "(" else negative + text
    if wide:
        text = text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789,.()"})
    amount = parse_amount(text, Unit("CNY", Decimal(scale), "caption"))
    assert amount.value == (-number if negative else number) * scale
    assert amount.step == Decimal(1).scaleb(-places) * scale
    assert "E" not in str(amount.value)


@given(st.text(alphabet="0123456789,.()-–%*年约 aA／①⑴１", max_size=14))
def test_noise_is_refused_or_its_digits_come_back(text: str) -> None:
    try:
        amount = parse_amount(text, YUAN)
    except ReadError:
        return
    body = text.strip().removesuffix(amount.footnote).translate({ord("１"): "1"})
    digits = "".join(char for char in body if char in "0123456789")
    assert amount.value == 0 if not digits else abs(amount.value) in {Decimal(digits).scaleb(-places) for places in range(len(digits) + 1)}


def test_bare_dollars_are_those_of_the_column() -> None:
    assert parse_amount("$0.12", Unit("HKD/share", Decimal(1), "")).value == Decimal("0.12")
    with pytest.raises(ReadError):
        parse_amount("$0.12", Unit("CNY/share", Decimal(1), ""))
