"""Rows that go on with the row above them, and products that an introduction names right before its measures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_named import introduced_product
from analyzer.topics.volumes_units import product_name, units_of
from analyzer.topics.volumes_words import concept_of, split_measure
from tests.unit.topics.test_volumes_layouts import figures, table

YEARS = [("2022年", 1), ("2023年", 2)]


def row(label: str, *texts: str) -> list[tuple[str, int]]:
    return [(label, 0), *((text, column) for column, text in enumerate(texts, 1))]


def test_rows_with_a_dash_are_parts_of_the_measure_above_them() -> None:
    raw = table(
        [
            YEARS,
            row("生豬出欄量（千頭）", "61,201", "63,816"),
            row("－商品豬(1)", "55,296", "62,267"),
            row("–仔豬", "5,905", "1,549"),
            row("肉類產品銷量（千噸）", "757", "1,405"),
            row("－佔收入百分比（%）", "1.5", "2.5"),
        ],
        caption="下表載列我們於往績記錄期間所示期間的主要產品的主要經營指標：",
        strategy="aligned",
    )
    assert figures(raw) == {
        ("sales_volume", "生豬", "FY2022"): (Decimal(61_201_000), "頭"),
        ("sales_volume", "生豬", "FY2023"): (Decimal(63_816_000), "頭"),
        ("sales_volume", "商品豬", "FY2022"): (Decimal(55_296_000), "頭"),
        ("sales_volume", "商品豬", "FY2023"): (Decimal(62_267_000), "頭"),
        ("sales_volume", "仔豬", "FY2022"): (Decimal(5_905_000), "頭"),
        ("sales_volume", "仔豬", "FY2023"): (Decimal(1_549_000), "頭"),
        ("sales_volume", "肉類產品", "FY2022"): (Decimal(757_000), "噸"),
        ("sales_volume", "肉類產品", "FY2023"): (Decimal(1_405_000), "噸"),
    }


def test_rows_with_a_dash_below_no_measure_are_left_out() -> None:
    raw = table([YEARS, row("生豬（千頭）", "61", "63"), row("－商品豬", "55", "62"), row("銷量（千頭）", "61", "63")], strategy="aligned")
    assert {key[1] for key in figures(raw)} == {""}


def test_a_row_of_nothing_but_a_unit_is_of_the_product_above() -> None:
    raw = table(
        [
            YEARS,
            row("商品豬（人民幣╱頭）", "2,095.9", "1,718.0"),
            row("（人民幣╱公斤）", "18.0", "14.5"),
            row("仔豬（人民幣╱頭）", "514.5", "516.2"),
        ],
        caption="下表載列所示期間我們按產品類別劃分的生豬產品的平均售價：",
        strategy="aligned",
    )
    found = figures(raw)
    assert {key[1] for key in found} == {"商品豬", "仔豬"}


@pytest.mark.parametrize(
    ("lead", "product"),
    [
        ("下表載列我們於往績記錄期間所示期間的生豬產能及出欄量：", "生豬"),
        ("下表載列於所示期間我們鋰電池產能、產量及產能利用率：", "鋰電池"),
        ("下表列示於往績記錄期間所示期間我們屠宰廠的設計產能、實際屠宰量及產能利用率：", "屠宰廠"),
        ("下表載列於往績記錄期間我們的屠宰產能、實際屠宰量及使用率：", ""),
        ("下表載列我們所示期間的總產能及產量：", ""),
        ("下表載列我們所示期間的鋰電池銷售成本及銷量：", ""),
    ],
)
def test_a_product_right_before_its_measures(lead: str, product: str) -> None:
    assert introduced_product(lead) == product


def test_words_of_breeders_and_kinds_of_goods() -> None:
    assert concept_of("出欄量（千頭）") == "sales_volume"
    assert split_measure("肉類產品銷量（千噸）") == ("sales_volume", "肉类产品")
    assert split_measure("鋰電池產品銷量") == ("sales_volume", "锂电池")
    assert [unit.measure for unit in units_of("（每公斤人民幣）", "")] == ["CNY/公斤"]
    assert product_name("－商品豬(1)", "") == "商品豬"
