"""Heads of narrow columns whose lines say together what none says alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_broken_heads import bracketed, with_broken_heads
from analyzer.topics.volumes_words import concept_of, is_word
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

CAPACITY = "The table below sets out the production capacity, actual production and utilisation rate of our factories:"
HEADS = [
    [("Year ended 31 March 2015", 1, 3)],
    [("Produc\x02", 1)],
    [("tion", 1), ("ca\x02", 1), ("Actual", 2)],
    [("pacity", 1), ("produc-", 2)],
    [("(’000", 1), ("tion (’000", 2), ("Utilisa-", 3)],
    [("pieces)", 1), ("pieces)", 2), ("tion rate", 3)],
]


def test_words_that_a_narrow_head_breaks() -> None:
    rows = [
        *HEADS,
        [("PRC Factory", 0), ("24,800", 1), ("23,461", 2), ("94.6%", 3)],
        [("Total", 0), ("28,900", 1), ("26,790", 2), ("92.7%", 3)],
    ]
    found = outcome(table(rows, caption=CAPACITY, strategy="aligned")).readings
    assert {(reading.concept, reading.member): reading.amount.value for reading in found} == {  # typeset
        ("production_capacity", "PRC Factory"): Decimal(24800000),
        ("production_volume", "PRC Factory"): Decimal(23461000),
        ("capacity_utilization", "PRC Factory"): Decimal("0.946"),
        ("production_capacity", ""): Decimal(28900000),
        ("production_volume", ""): Decimal(26790000),
        ("capacity_utilization", ""): Decimal("0.927"),
    }
    assert {(reading.group, reading.scope) for reading in found} == {("", "")}


def test_a_line_pulled_apart_is_joined_only_where_a_word_goes_on() -> None:
    figure = [("Knitwear", 0), ("1", 1), ("2", 2)]
    joined = with_broken_heads(table([[("Sales", 2), ("vol-", 2)], [("ume", 2)], figure]).rows)
    assert [cell.text for cell in joined[0]] == ["Sales vol-"]
    apart = with_broken_heads(table([[("Sales", 2), ("Output", 2)], [("vol-", 2)], [("ume", 2)], figure]).rows)
    assert [cell.text for cell in apart[0]] == ["Sales", "Output"]
    beside = with_broken_heads(table([[("sell\x02", 2)], [("ing", 1), ("price", 2)], [("Knitwear", 0), ("2", 2)]]).rows)
    assert [cell.text for cell in beside[1]] == ["ing price"]
    own = with_broken_heads(table([[("Produc-", 2), ("Utilisa-", 2)], [("tion", 2)], figure]).rows)
    assert [cell.text for cell in own[0]] == ["Produc-", "Utilisa-"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Utilisa-tion rate", "capacity_utilization"),
        ("Utilisa-\ntion rate", "capacity_utilization"),
        ("Average sell\x02\ning price (HK$)", "average_selling_price"),
        ("Sales-to-production ratio", "sales_to_production_ratio"),
        ("Percent-age of reve-nue", "ignored"),
        ("T-shirts", ""),
    ],
)
def test_a_measure_with_a_break_in_its_word(text: str, concept: str) -> None:
    assert concept_of(text) == concept


def test_other_words_with_a_break() -> None:
    assert is_word("product_revenue", "Reve-\nnue")
    assert is_word("total", "Sub-total")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Average", "selling", "price HK$", "per piece"], ["Average", "selling", "price (HK$", "per piece)"]),
        (["Sales vol\x02", "ume ’000", "pieces"], ["Sales vol\x02", "ume (’000", "pieces)"]),
        (["Sales volume tonnes"], ["Sales volume (tonnes)"]),
        (["Average selling", "price RMB/tonne"], ["Average selling", "price (RMB/tonne)"]),
        (["Average selling price", "HK$ per piece"], []),
        (["Sales volume in Hong Kong"], []),
        (["Gross profit HK$", "million"], []),
    ],
)
def test_a_unit_that_begins_in_the_middle_of_a_line(lines: list[str], expected: list[str]) -> None:
    assert bracketed(lines) == expected


def test_prices_whose_unit_begins_behind_their_words() -> None:
    rows = [
        [("2014", 1, 3), ("2015", 4, 3)],
        [("Average", 3), ("Average", 6)],
        [("Sales", 2), ("selling", 3), ("Sales", 5), ("selling", 6)],
        [("Revenue", 1), ("volume ’000", 2), ("price HK$", 3), ("Revenue", 4), ("volume ’000", 5), ("price HK$", 6)],
        [("HK$’000", 1), ("pieces", 2), ("per piece", 3), ("HK$’000", 4), ("pieces", 5), ("per piece", 6)],
        [("Knitwear", 0), ("906,885", 1), ("10,412", 2), ("87.1", 3), ("942,474", 4), ("11,036", 5), ("85.4", 6)],
    ]
    found = figures(table(rows, caption="Our revenue, sales volume and average selling price were as follows:", strategy="aligned"))
    assert found["sales_volume", "Knitwear", "FY2014"] == (Decimal(10412000), "pieces")
    assert found["average_selling_price", "Knitwear", "FY2015"] == (Decimal("85.4"), "HKD/piece")


def test_a_period_over_more_than_the_heads_that_repeat_keeps_its_columns() -> None:
    rows = [
        [("2023 年", 1, 3), ("2024 年", 4, 3)],
        [("設計產能", 1), ("設計產能", 4)],
        [("實際產量", 2), ("利用率", 3), ("實際產量", 5), ("利用率", 6)],
        [("（噸）", 1), ("（噸）", 2), ("(%)", 3), ("（噸）", 4), ("（噸）", 5), ("(%)", 6)],
        [("豆製品", 0), ("12,000", 1), ("8,016", 2), ("66.8", 3), ("13,000", 4), ("8,664", 5), ("66.6", 6)],
    ]
    found = figures(table(rows, caption="下表載列於所示期間我們的設計產能、實際產量及利用率:", strategy="aligned"))
    assert found["production_capacity", "豆製品", "FY2023"] == (Decimal(12000), "噸")
    assert found["production_capacity", "豆製品", "FY2024"] == (Decimal(13000), "噸")
    assert len(found) == 6
