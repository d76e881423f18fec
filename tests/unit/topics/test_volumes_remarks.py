"""Titles beside remarks on periods, and names beside the first of several measures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_remarks import with_titles_apart
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import concept_of
from tests.unit.topics.test_volumes_layouts import Row, figures, table

SOLD = "The following table sets forth the sales volume and average selling prices of our products for the periods indicated."


@pytest.mark.parametrize("remark", ["(unaudited)", "(Unaudited)", "unaudited", "(reviewed)"])
def test_a_title_that_shares_its_line_with_a_remark(remark: str) -> None:
    raw = table(
        [
            [("Year ended December 31,", 1, 2), ("Three months ended March 31,", 3, 2)],
            [("2019", 1), ("2020", 2), ("2020", 3), ("2021", 4)],
            [("Sales volume (units)", 0), (remark, 3)],
            [("Coated balloons", 0), ("12,210", 1), ("20,466", 2), ("2,604", 3), ("6,308", 4)],
            [("Plain balloons", 0), ("902", 1), ("1,155", 2), ("160", 3), ("420", 4)],
            [("Average selling price (RMB per unit)", 0)],
            [("Coated balloons", 0), ("10,120", 1), ("9,388", 2), ("9,620", 3), ("8,840", 4)],
            [("Plain balloons", 0), ("1,105", 1), ("1,042", 2), ("1,063", 3), ("998", 4)],
        ],
        caption=SOLD,
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "Coated balloons", "3M2020"] == (Decimal(2604), "units")
    assert found["sales_volume", "Plain balloons", "FY2019"] == (Decimal(902), "units")
    assert found["average_selling_price", "Plain balloons", "3M2021"] == (Decimal(998), "CNY/unit")
    assert len(found) == 16


def test_a_chinese_title_beside_a_remark() -> None:
    raw = table(
        [
            [("截至12月31日止年度", 1, 2), ("截至6月30日止六個月", 3, 2)],
            [("2014年", 1), ("2015年", 2), ("2015年", 3), ("2016年", 4)],
            [("銷量（噸）", 0), ("(未經審核)", 3)],
            [("鴨產品", 0), ("18,311.6", 1), ("24,028.7", 2), ("11,430.2", 3), ("13,011.9", 4)],
            [("總計", 0), ("18,311.6", 1), ("24,028.7", 2), ("11,430.2", 3), ("13,011.9", 4)],
        ],
        caption="下表載列於所示期間我們按產品類別劃分的銷量及每公斤平均售價：",
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "鴨產品", "6M2015"] == (Decimal("11430.2"), "噸")
    assert found["sales_volume", "", "FY2014"] == (Decimal("18311.6"), "噸")


def test_a_name_beside_the_first_measure_where_another_holds_a_product() -> None:
    raw = table(
        [
            [("煤礦", 0), ("二零一六年", 2), ("二零一七年", 3)],
            [("紅果煤礦", 0), ("核定產能(千噸)", 1), ("450", 2), ("600", 3)],
            [("原煤產量(千噸)", 1), ("440.6", 2), ("572.4", 3)],
            [("利用率", 1), ("97.9%", 2), ("95.4%", 3)],
            [("包谷山煤礦", 0), ("核定產能(千噸)", 1), ("300", 2), ("450", 3)],
            [("原煤產量(千噸)", 1), ("288.4", 2), ("412.7", 3)],
            [("利用率", 1), ("96.1%", 2), ("91.7%", 3)],
        ],
        caption="下表載列於往績記錄期我們煤礦的核定年產能、原煤產量及利用率：",
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["capacity_utilization", "包谷山煤礦", "FY2017"] == (Decimal("0.917"), "ratio")
    assert found["production_volume", "紅果煤礦", "FY2016"] == (Decimal(440600), "噸")
    assert {member for _, member, _ in found} == {"紅果煤礦", "包谷山煤礦"}


def test_a_slash_behind_its_bracket() -> None:
    (unit,) = units_of("单价\n（元吨） /", "CNY")  # typeset: the slash is of another font
    assert unit.measure == "CNY/吨"


@pytest.mark.parametrize("strategy", ["aligned", "ruled"])
def test_titles_that_share_their_line_with_the_periods(strategy: str) -> None:
    raw = table(
        [
            [("", 0), ("Six months ended 30 June", 1, 2)],
            [("Sales volume (tonnes)", 0), ("2020", 1), ("2021", 2)],
            [("Caustic soda", 0), ("12,404", 1), ("18,311", 2)],
            [("Chlorine", 0), ("3,201", 1), ("4,012", 2)],
            [("Average selling price (RMB per tonne)", 0), ("2020", 1), ("2021", 2)],
            [("Caustic soda", 0), ("2,104", 1), ("2,211", 2)],
            [("Chlorine", 0), ("201", 1), ("212", 2)],
        ],
        caption=SOLD,
        strategy=strategy,
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "Chlorine", "6M2020"] == (Decimal(3201), "tonnes")
    assert found["average_selling_price", "Caustic soda", "6M2021"] == (Decimal(2211), "CNY/tonne")
    assert len(found) == 8


def test_a_unit_over_every_column_belongs_to_the_title_beside_it() -> None:
    raw = table(
        [
            [("2020", 1), ("2021", 2)],
            [("Sales volume", 0), ("’000 pairs", 1), ("’000 pairs", 2)],
            [("Boots", 0), ("12,404", 1), ("18,311", 2)],
            [("Average selling price", 0), ("RMB/pair", 1), ("RMB/pair", 2)],
            [("Boots", 0), ("104", 1), ("111", 2)],
        ],
        caption=SOLD,
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "Boots", "FY2020"] == (Decimal(12404000), "pairs")
    assert found["average_selling_price", "Boots", "FY2021"] == (Decimal(111), "CNY/pair")


def test_a_measure_beside_a_figure_of_its_own_is_no_title() -> None:
    rows = [[("2020", 1), ("2021", 2)], [("Sales volume (tonnes)", 0), ("2,404", 1), ("91.0", 2)], [("Boots", 0), ("12", 1), ("18", 2)]]
    cells = table(rows, strategy="aligned").rows
    assert with_titles_apart(cells) == list(cells)


@pytest.mark.parametrize(("strategy", "blank"), [("ruled", [("", 0)]), ("ruled", []), ("aligned", [])])
def test_names_beside_the_first_measure_over_blank_cells_and_units(strategy: str, blank: list[tuple[str, int]]) -> None:
    raw = table(
        [
            [("產品", 0), ("項目", 1), ("單位", 2), ("2019年", 3), ("2020年", 4)],
            [("熱軋帶鋼", 0), ("產能", 1), ("千噸", 2), ("3,200", 3), ("3,500", 4)],
            [*blank, ("產量", 1), ("千噸", 2), ("3,011", 3), ("3,344", 4)],
            [*blank, ("利用率", 1), ("%", 2), ("94.1", 3), ("95.5", 4)],
            [("冷軋帶鋼", 0), ("產能", 1), ("千噸", 2), ("800", 3), ("900", 4)],
            [*blank, ("產量", 1), ("千噸", 2), ("701", 3), ("855", 4)],
            [*blank, ("利用率", 1), ("%", 2), ("87.6", 3), ("95.0", 4)],
        ],
        caption="下表載列於所示期間我們主要產品的產能、產量及利用率：",
        strategy=strategy,
    )
    found = figures(raw)  # typeset
    assert found["production_volume", "冷軋帶鋼", "FY2020"] == (Decimal(855000), "噸")
    assert found["capacity_utilization", "熱軋帶鋼", "FY2019"] == (Decimal("0.941"), "ratio")
    assert len(found) == 12


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Vehicles delivered (units)", "sales_volume"),
        ("Ounces sold", "sales_volume"),
        ("Electricity sales (GWh)", "sales_volume"),
        ("Gross generation (GWh)", "production_volume"),
        ("Actual treatment volume (’000 m³)", "production_volume"),
        ("Designed treatment capacity (’000 m³)", "production_capacity"),
        ("Cost of vehicles sold", "ignored"),
    ],
)
def test_everyday_measures(label: str, concept: str) -> None:
    assert concept_of(label) == concept


def test_plants_beside_the_periods_of_their_blocks() -> None:
    def block(name: str, capacity: str, output: str) -> list[Row]:
        return [
            [(name, 0), ("2015年", 1), ("2015年", 2), ("2016年", 3)],
            [("產能（千件）", 0), (capacity, 1), ("702", 2), ("801", 3)],
            [("產量（千件）", 0), (output, 1), ("602", 2), ("701", 3)],
        ]

    raw = table(
        [
            [("截至12月31日止年度", 1), ("截至6月30日止六個月", 2, 2)],
            *block("童裝生產線", "1,511", "1,411"),
            *block("女裝生產線", "1,311", "1,211"),
        ],
        caption="下表載列於所示期間我們生產線的產能及產量：",
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["production_volume", "女裝生產線", "FY2015"] == (Decimal(1211000), "件")
    assert found["production_capacity", "童裝生產線", "6M2015"] == (Decimal(702000), "件")
    assert len(found) == 12


def test_a_throughput_beside_a_capacity() -> None:
    assert concept_of("Throughput volume (’000 tonnes)") == "production_volume"
    assert concept_of("貨物吞吐量（千噸）") == "production_volume"


@pytest.mark.parametrize(("unit", "member", "measure"), [(" (MW)", "Wafers", "MW"), ("", "", "Wafers")])
def test_a_row_of_wafers_is_a_product_under_a_title_with_a_unit(unit: str, member: str, measure: str) -> None:
    raw = table(
        [[("2020", 1), ("2021", 2)], [(f"Shipment volume{unit}", 0)], [("Wafers", 0), ("1,500", 1), ("2,500", 2)]],
        caption="The following table sets forth the shipment volume of our products for the periods indicated:",
        strategy="aligned",
    )
    assert figures(raw)["sales_volume", member, "FY2020"] == (Decimal(1500), measure)
