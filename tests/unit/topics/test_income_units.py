"""The unit of a statement, from its header, its caption or the sentence that holds for all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.concepts import Vocabulary
from analyzer.topics.income_candidates import NO_UNIT, Candidate, table_to_candidate
from analyzer.topics.income_units import find_unit_line, scale_below, table_words
from stored_pages import open_stored
from tests.unit.topics.test_concentration_tables import TypedPages, context, table_of


@pytest.mark.parametrize(
    ("texts", "page", "expected"),
    [
        (["单位：元\n合并利润表"], 1, "单位：元"),
        (["单位：万元", *[""] * 3, "合并利润表"], 5, "单位：万元"),
        (["本节金额单位均为人民币元。", "", "", "合并利润表"], 4, "单位：人民币元"),
        (["单位：元", *[""] * 6, "合并利润表"], 8, ""),
        (["（除特别注明外，金额单位为人民币百万元）合并利润表"], 1, "单位：人民币百万元"),
        (["单位：千万元 合并利润表"], 1, "单位：千万元"),
        (["合并利润表"], 1, ""),
    ],
    ids=["on the page", "pages before", "a sentence for all", "too far", "millions", "ten millions", "nowhere"],
)
def test_the_unit_line_that_holds(texts: list[str], page: int, expected: str) -> None:
    assert find_unit_line(texts, page) == expected


def test_the_caption_above_the_table() -> None:
    """002610 p.188: 单位：元."""
    context = open_stored("income_002610_p188", currency="CNY")
    unit = table_words(context.pages.tables(188)[0], context).unit
    assert unit is not None
    assert (unit.measure, unit.scale, unit.text) == ("CNY", 1, "元")


def test_the_scale_below_the_heads() -> None:
    """giantec p.20: (in thousands, except for percentages) below RMB."""
    context = open_stored("income_giantec_p20", exchange="hkex", currency="CNY")
    words = table_words(context.pages.tables(20)[0], context)
    assert words.scale == Decimal(1000)


@pytest.mark.parametrize(
    ("remark", "lead", "scale"),
    [
        ("（除百分比及每股數據外，以人民幣千元計）", "下表載列我們的毛利。", 1000),
        ("(RMB in thousands, except percentages and per share data)", "The following table sets forth our gross profit.", 1000),
        ("(in RMB'000, other than per share data)", "The following table sets forth our gross profit.", 1000),
        ("（除每股數據外，以人民幣千元計）", "2024年 | 2023年", None),
        ("（人民幣千元）", "下表載列我們的毛利。", None),
    ],
)
def test_the_remark_below_the_statement(remark: str, lead: str, scale: int | None) -> None:
    """It is of the statement where the next table begins below it; right above heads it is of theirs."""
    statement = table_of("綜合損益表概要", " | 2024年 | 2023年", "收入 | 9 | 8", "年內溢利 | 2 | 1")
    other = replace(table_of("", remark, lead, " | 2024年 | 2023年", "毛利 | 4 | 3"), bbox=(0.0, 90.0, 180.0, 170.0))
    unit = table_words(statement, context(TypedPages({1: [statement, other]}))).unit
    assert (unit and unit.scale) == scale


def test_the_remark_above_the_lead_in_of_the_next_table() -> None:
    statement = table_of("綜合損益表概要", " | 2024年 | 2023年", "收入 | 9 | 8")
    caption = "（除每股數據外，以人民幣千元計）\n下表載列我們的毛利。"
    other = replace(table_of(caption, " | 2024年 | 2023年", "毛利 | 4 | 3"), bbox=(0.0, 90.0, 180.0, 170.0))
    unit = table_words(statement, context(TypedPages({1: [statement, other]}))).unit
    assert unit is not None
    assert unit.scale == 1000


BARE = (
    " | 2023 | 2024",
    " | RMB | RMB",
    "Revenue | 48,215 | 67,433",
    "Cost of sales | (9,120) | (12,904)",
    "Loss before tax | (658,062) | (266,760)",
)


@pytest.mark.parametrize("remark", ["(in thousands, except for percentages)", "（以千計，百分比除外）", "(in thousands)"])
def test_the_scale_below_the_last_row(remark: str) -> None:
    table = table_of("CONSOLIDATED STATEMENTS OF PROFIT OR LOSS", *BARE, f" | {remark}")
    assert scale_below(table) == Decimal(1000)
    read = table_to_candidate(table, context(TypedPages({1: [table]})), Vocabulary("IFRS"))
    assert isinstance(read, Candidate)
    assert max(abs(fact.value) for fact in read.facts) == 658_062_000


def test_a_bare_currency_over_small_figures_is_no_unit() -> None:
    """A listed company's largest figure is no RMB658,062: the scale was not found, and the table agrees with none that names its own."""
    small, large = table_of("", *BARE), table_of("", *(row.replace("(658,062)", "(658,062,123)") for row in BARE))
    for table, is_read in ((small, False), (large, True)):
        assert scale_below(table) is None
        outcome = table_to_candidate(table, context(TypedPages({1: [table]})), Vocabulary("IFRS"))
        assert isinstance(outcome, Candidate) == is_read
        assert is_read or outcome == NO_UNIT


@pytest.mark.parametrize("remark", ["（人民幣千元，百分比除外）", "(RMB in thousands, except percentages)"])
def test_a_remark_below_the_heads_is_of_all_columns(remark: str) -> None:
    """兆威 p.7: heads of 人民幣元 over 人民幣千元，百分比除外."""
    table = table_of(
        "合併損益表概要",
        " | 2023 | 2024",
        " | 人民幣元 | 人民幣元",
        f" | {remark}",
        "收入 | 1,205,945 | 1,524,599",
        "年內利潤 | 179,923 | 225,419",
    )
    read = table_to_candidate(table, context(TypedPages({1: [table]})), Vocabulary("IFRS"))
    assert isinstance(read, Candidate)
    assert max(fact.value for fact in read.facts) == 1_524_599_000
