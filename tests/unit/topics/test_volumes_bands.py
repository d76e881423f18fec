"""Bands over rows and what belongs to them: subtotals, names over the years, a band or the first line of a label."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.model import RawTable
from tests.unit.topics.test_volumes_layouts import Row, figures, outcome, table

BY_KIND = "下表載列於往績記錄期我們按客戶類型劃分的管道天然氣的銷量及平均售價："
YEARS: list[Row] = [
    [("截至12月31日止年度", 1, 4)],
    [("2018年", 1, 2), ("2019年", 3, 2)],
    [("銷量", 1), ("平均售價", 2), ("銷量", 3), ("平均售價", 4)],
    [("噸", 1), ("人民幣元／噸", 2), ("噸", 3), ("人民幣元／噸", 4)],
]


def kinds(subtotal: str, name: str = "小計") -> RawTable:
    return table(
        [
            *YEARS,
            [("零售：", 0)],
            [("住宅用戶", 0), ("284", 1), ("2.52", 2), ("317", 3), ("2.61", 4)],
            [("商業用戶", 0), ("149", 1), ("3.04", 2), ("168", 3), ("3.16", 4)],
            [(name, 0), (subtotal, 1), ("2.70", 2), ("486", 3), ("2.80", 4)],
            [("批發", 0), ("58", 1), ("1.97", 2), ("72", 3), ("2.18", 4)],
            [("總計", 0), ("491", 1), ("2.61", 2), ("558", 3), ("2.72", 4)],
        ],
        caption=BY_KIND,
        strategy="aligned",
    )


@pytest.mark.parametrize("name", ["小計", "Sub-total", "Subtotal", "Sub-total/average"])
def test_a_subtotal_is_of_the_band_over_its_rows(name: str) -> None:
    found = figures(kinds("433", name))  # typeset
    assert found["sales_volume", "零售", "FY2018"] == (Decimal(433), "噸")
    assert found["average_selling_price", "零售", "FY2018"] == (Decimal("2.70"), "CNY/噸")
    assert found["sales_volume", "", "FY2018"] == (Decimal(491), "噸")
    assert len(found) == 20


def test_a_subtotal_to_which_its_rows_do_not_come_is_left_out() -> None:
    raw = kinds("999")
    rows = [tuple(replace(cell, text="777") if cell.text == "486" else cell for cell in row) for row in raw.rows]
    found = figures(replace(raw, rows=tuple(rows)))
    assert ("sales_volume", "零售", "FY2018") not in found
    assert found["sales_volume", "", "FY2018"] == (Decimal(491), "噸")


OUTPUT = "下表載列我們各主要產品類別於所示年度的設計年產能、實際產量及使用率："
OUTPUT_HEAD: Row = [("產品類別", 0), ("年度", 1), ("設計年產能（千件）", 2), ("實際產量（千件）", 3), ("使用率", 4)]


@pytest.mark.parametrize("years", [("2007年", "2008年"), ("2007", "2008"), ("2007年度", "2008年度")])
def test_a_name_over_the_years_of_its_block(years: tuple[str, str]) -> None:
    raw = table(
        [
            OUTPUT_HEAD,
            [("光源產品", 0), (years[0], 1), ("62,000", 2), ("47,930", 3), ("77.3%", 4)],
            [(years[1], 1), ("78,000", 2), ("63,018", 3), ("80.8%", 4)],
            [("照明電器產", 0), (years[0], 1), ("12,000", 2), ("9,214", 3), ("76.8%", 4)],
            [("品", 0), (years[1], 1), ("15,000", 2), ("9,007", 3), ("60.0%", 4)],
            [("附註：", 0)],
        ],
        caption=OUTPUT,
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["production_capacity", "光源產品", "FY2008"] == (Decimal(78_000_000), "件")
    assert found["capacity_utilization", "照明電器產品", "FY2008"] == (Decimal("0.600"), "ratio")
    assert found["production_volume", "照明電器產品", "FY2007"] == (Decimal(9_214_000), "件")
    assert len(found) == 12


def test_names_that_no_block_of_years_begins_with_are_left_alone() -> None:
    raw = table(
        [
            OUTPUT_HEAD,
            [("光源產品", 0), ("2007年", 1), ("62,000", 2), ("47,930", 3), ("77.3%", 4)],
            [("燈具產品", 0), ("2007年", 1), ("30,000", 2), ("22,410", 3), ("74.7%", 4)],
            [("光源產品", 0), ("2008年", 1), ("78,000", 2), ("63,018", 3), ("80.8%", 4)],
            [("燈具產品", 0), ("2008年", 1), ("36,000", 2), ("27,105", 3), ("75.3%", 4)],
        ],
        caption=OUTPUT,
        strategy="aligned",
    )
    found = figures(raw)
    assert found["production_volume", "燈具產品", "FY2008"] == (Decimal(27_105_000), "件")
    assert len(found) == 12


def with_insets(raw: RawTable, insets: dict[str, float]) -> RawTable:
    """The table, cells with these texts set in so far."""
    rows = [
        tuple(replace(cell, bbox=(insets.get(cell.text, cell.bbox[0]), *cell.bbox[1:])) if cell.col == 0 else cell for cell in row)
        for row in raw.rows
    ]
    return replace(raw, rows=tuple(rows))


@pytest.mark.parametrize(("inset", "first"), [(9.0, "工業機器人"), (0.0, "多關節機器人工業機器人")])
def test_a_band_over_rows_that_are_set_in_is_no_part_of_their_names(inset: float, first: str) -> None:
    raw = table(
        [
            *YEARS,
            [("多關節機器人", 0)],
            [("工業機器人", 0), ("1,420", 1), ("74.6", 2), ("1,865", 3), ("68.2", 4)],
            [("協作機器人", 0), ("815", 1), ("82.3", 2), ("1,948", 3), ("76.5", 4)],
            [("具身機器人", 0), ("10", 1), ("412.5", 2), ("12", 3), ("420.0", 4)],
        ],
        caption="下表載列於往績記錄期間我們按產品類別劃分的銷量及平均售價明細：",
        strategy="aligned",
    )
    found = figures(with_insets(raw, {"工業機器人": inset, "協作機器人": inset}))  # typeset
    assert found["sales_volume", first, "FY2018"] == (Decimal(1420), "噸")
    assert found["sales_volume", "協作機器人", "FY2019"] == (Decimal(1948), "噸")


def test_a_band_reaches_over_all_columns_of_labels() -> None:
    raw = table(
        [
            [("2011年", 2), ("2012年", 3)],
            [("平均售價（人民幣元／公斤）", 0, 2)],
            [("鮮豬肉", 1), ("15.42", 2), ("20.86", 3)],
            [("冷卻肉", 1), ("17.05", 2), ("22.61", 3)],
            [("生豬", 0, 2)],
            [("銷量（頭）", 1), ("41,205", 2), ("38,612", 3)],
            [("平均售價（人民幣元／頭）", 1), ("1,186", 2), ("1,704", 3)],
        ],
        caption="下表載列於往績記錄期間各類產品的銷量及平均售價：",
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "生豬", "FY2011"] == (Decimal(41_205), "頭")
    assert found["average_selling_price", "生豬", "FY2012"] == (Decimal(1704), "CNY/頭")
    assert found["average_selling_price", "鮮豬肉", "FY2011"] == (Decimal("15.42"), "CNY/公斤")
    assert len(found) == 8


def english(rows: list[Row], caption: str) -> list[tuple[str, str, str, Decimal]]:
    found = outcome(table(rows, caption=caption, strategy="aligned")).readings
    return [(reading.concept, reading.member, str(reading.period.end), reading.amount.value) for reading in found]


def test_measures_in_the_middle_over_the_rows_that_they_are_of() -> None:
    rows: list[Row] = [
        [("Year ended 31 December", 1, 2)],
        [("2007", 1), ("2008", 2)],
        [("Shipment volume", 1)],
        [("Wafers (MW)", 0), ("1.1", 1), ("12.9", 2)],
        [("Ingots (tonnes)", 0), ("61.2", 1), ("40.7", 2)],
        [("Average selling price", 1)],
        [("Wafers (RMB per watt)", 0), ("18.6", 1), ("17.9", 2)],
        [("Ingots (RMB per kg)", 0), ("2,685", 1), ("2,744", 2)],
    ]
    assert english(rows, "The following table sets out the shipment volume and the average selling prices of our products:") == [  # typeset
        ("sales_volume", "Wafers", "2007-12-31", Decimal("1.1")),
        ("sales_volume", "Wafers", "2008-12-31", Decimal("12.9")),
        ("sales_volume", "Ingots", "2007-12-31", Decimal("61.2")),
        ("sales_volume", "Ingots", "2008-12-31", Decimal("40.7")),
        ("average_selling_price", "Wafers", "2007-12-31", Decimal("18.6")),
        ("average_selling_price", "Wafers", "2008-12-31", Decimal("17.9")),
        ("average_selling_price", "Ingots", "2007-12-31", Decimal("2685")),
        ("average_selling_price", "Ingots", "2008-12-31", Decimal("2744")),
    ]


def test_a_measure_in_the_middle_has_its_unit_on_the_line_below() -> None:
    rows: list[Row] = [
        [("2007", 1), ("2008", 2)],
        [("Production volume", 1)],
        [("(tonnes)", 1)],
        [("Dairy", 0)],
        [("Milk", 0), ("11", 1), ("12", 2)],
        [("Sales volume", 1)],
        [("(tonnes)", 1)],
        [("Dairy", 0)],
        [("Milk", 0), ("9", 1), ("10", 2)],
    ]
    assert english(rows, "The production volume and sales volume of our products are set out below:") == [
        ("production_volume", "Milk", "2007-12-31", Decimal(11)),
        ("production_volume", "Milk", "2008-12-31", Decimal(12)),
        ("sales_volume", "Milk", "2007-12-31", Decimal(9)),
        ("sales_volume", "Milk", "2008-12-31", Decimal(10)),
    ]


BASES: list[Row] = [[("Production base", 0), ("Effective capacity", 1), ("Production volume", 2)]]
BY_BASE = "The following table sets out the annual effective production capacity and production volume of each of our production bases."


def test_a_period_over_titles_holds_for_all_of_them() -> None:
    rows: list[Row] = [
        *BASES,
        [("Year ended December 31, 2010", 0)],
        [("Tiles (million sq.m.)", 0)],
        [("Foshan", 0), ("11.2", 1), ("9.8", 2)],
        [("Bathroom products (thousand pieces)", 0)],
        [("Jiangmen", 0), ("1,020", 1), ("846", 2)],
        [("Year ended December 31, 2011", 0)],
        [("Tiles (million sq.m.)", 0)],
        [("Foshan", 0), ("11.3", 1), ("9.9", 2)],
    ]
    assert english(rows, BY_BASE) == [  # typeset
        ("production_capacity", "Foshan", "2010-12-31", Decimal(11200000)),
        ("production_volume", "Foshan", "2010-12-31", Decimal(9800000)),
        ("production_capacity", "Jiangmen", "2010-12-31", Decimal(1020000)),
        ("production_volume", "Jiangmen", "2010-12-31", Decimal(846000)),
        ("production_capacity", "Foshan", "2011-12-31", Decimal(11300000)),
        ("production_volume", "Foshan", "2011-12-31", Decimal(9900000)),
    ]


def test_periods_under_a_name_are_all_of_that_name() -> None:
    rows: list[Row] = [
        *BASES,
        [("Tiles (million sq.m.)", 0)],
        [("Year ended December 31, 2010", 0)],
        [("Foshan", 0), ("11.2", 1), ("9.8", 2)],
        [("Year ended December 31, 2011", 0)],
        [("Foshan", 0), ("11.3", 1), ("9.9", 2)],
    ]
    assert english(rows, BY_BASE) == [
        ("production_capacity", "Foshan", "2010-12-31", Decimal(11200000)),
        ("production_volume", "Foshan", "2010-12-31", Decimal(9800000)),
        ("production_capacity", "Foshan", "2011-12-31", Decimal(11300000)),
        ("production_volume", "Foshan", "2011-12-31", Decimal(9900000)),
    ]
