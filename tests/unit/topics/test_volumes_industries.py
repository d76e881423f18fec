"""Volumes and prices as other industries print them: wafers and storage, goods without a unit, floor area, mines, prices with remarks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.read.units import find_units
from analyzer.topics.volumes import rejection
from analyzer.topics.volumes_grid import table_to_body
from analyzer.topics.volumes_lead import read_lead, sentence_product
from analyzer.topics.volumes_titles import title_measure
from analyzer.topics.volumes_units import product_name, scale_alone, units_of
from analyzer.topics.volumes_words import concept_of, measures_in, split_measure
from tests.unit.topics.test_volumes_layouts import Row, figures, outcome, table

YEARS: Row = [("2022", 1), ("2023", 2)]
LEAD = "The following table sets forth a breakdown of our sales volume for the periods indicated:"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Monthly capacity (8-inch equivalent wafers)", ("wafers", 1)),
        ("Wafer shipments (8-inch equivalent)", ("wafers", 1)),
        ("付運量（千片約當12英寸晶圓）", ("片", 1000)),
        ("產能（8英寸等效晶圓）", ("片", 1)),
        ("Shipment volume (in PB)", ("PB", 1)),
        ("Gold production (koz)", ("oz", 1000)),
        ("Silver sold (Moz)", ("oz", 10**6)),
        ("Crude oil production (mmbbl)", ("mmbbl", 1)),
    ],
)
def test_units_of_wafers_storage_and_mines(text: str, unit: tuple[str, int]) -> None:
    assert [(found.measure, found.scale) for found in units_of(text, "")] == [unit]


def test_the_size_of_a_wafer_is_no_unit() -> None:
    assert not find_units("硅片（6英寸）")
    assert not units_of("硅片（6英寸）", "")


@pytest.mark.parametrize(
    ("text", "scale"), [("(in thousands)", 1000), ("in millions", 10**6), ("（以千計）", 1000), ("(in thousands of tonnes)", 0)]
)
def test_a_scale_that_stands_alone(text: str, scale: int) -> None:
    unit = scale_alone(text)
    assert (unit.scale if unit else 0) == scale


def test_thousands_of_whatever_the_products_are() -> None:
    rows: list[Row] = [
        YEARS,
        [("(in thousands)", 1, 2)],
        [("Smart modules", 0), ("1.5", 1), ("2.5", 2)],
        [("Total", 0), ("1.5", 1), ("2.5", 2)],
    ]
    found = figures(table(rows, caption=LEAD, strategy="aligned"))
    assert found["sales_volume", "Smart modules", "FY2023"] == (Decimal(2500), "units")


def test_a_word_for_goods_beside_other_names_is_a_product() -> None:
    rows: list[Row] = [YEARS, [("Units sold", 0)], [("Scooters", 0), ("12", 1), ("13", 2)], [("Batteries", 0), ("2", 1), ("3", 2)]]
    found = figures(table(rows, caption=LEAD, strategy="aligned"))
    assert found["sales_volume", "Batteries", "FY2022"] == (Decimal(2), "Units")


def test_goods_without_a_unit_count_themselves() -> None:
    rows: list[Row] = [YEARS, [("Chips", 0), ("12", 1), ("13", 2)], [("Servers", 0), ("2", 1), ("3", 2)]]
    assert figures(table(rows, caption=LEAD, strategy="aligned"))["sales_volume", "Servers", "FY2023"] == (Decimal(3), "Servers")


def test_years_beside_the_head_of_units_are_no_row() -> None:
    rows: list[Row] = [
        [("Unit", 1), ("2022", 2), ("2023", 3)],
        [("Sales volume", 0)],
        [("Chips", 0), ("’000 pieces", 1), ("1,200", 2), ("1,300", 3)],
        [("Servers", 0), ("sets", 1), ("12", 2), ("13", 3)],
    ]
    found = figures(table(rows, caption=LEAD, strategy="aligned"))
    assert found["sales_volume", "Chips", "FY2022"] == (Decimal(1_200_000), "pieces")
    assert found["sales_volume", "Servers", "FY2023"] == (Decimal(13), "sets")


def test_a_table_without_rows_that_can_be_named_is_read_without_an_error() -> None:
    rows: list[Row] = [[("A", 1), ("12", 2)], [("Name", 0)], [("B", 1), ("13", 2)], [("Other", 0)]]
    assert not outcome(table(rows, caption=LEAD, strategy="aligned")).readings


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("GFA sold (sq.m.)", "sales_volume"),
        ("合約銷售面積（千平方米）", "sales_volume"),
        ("已售總建築面積", "sales_volume"),
        ("總建築面積", ""),
        ("合約平均售價", "average_selling_price"),
        ("Average selling price, net of VAT (RMB/ton)", "average_selling_price"),
        ("Average on-grid tariff (RMB/kWh, including VAT)", "average_selling_price"),
        ("Highest selling price (HK$/unit)", "ignored"),
        ("最高售價", "ignored"),
        ("平均售價範圍", "ignored"),
    ],
)
def test_words_of_property_power_and_prices(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gold produced (ounces)", ("production_volume", "gold")),
        ("Average realised gold price (US$ per ounce)", ("average_selling_price", "gold")),
        ("Average gold selling price", ("average_selling_price", "gold")),
        ("Average contract selling price", ("average_selling_price", "")),
        ("Average market price", ("ignored", "")),
        ("Produced", ("", "")),
    ],
)
def test_a_product_inside_or_before_its_measure(text: str, expected: tuple[str, str]) -> None:
    assert title_measure(text) == expected


def test_drinks_sold_by_the_cup() -> None:
    assert split_measure("售出飲品杯數（百萬杯）") == ("sales_volume", "饮品")


def test_a_product_loses_a_price_that_begins_with_the_piece() -> None:
    (unit,) = units_of("棉紗（每磅港元）", "HKD")
    assert product_name("棉紗（每磅港元）", "HKD", unit) == "棉紗"


def test_a_lead_on_plants_names_no_output() -> None:
    assert measures_in("The table below sets out the utilisation rates of our production facilities:") == ("capacity_utilization",)


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        ([[("(’000 units)", 1, 2)], [("GPU cards", 0), ("12", 1), ("13", 2)]], LEAD),
        ([[("(’000 units)", 1, 2)], [("GPU cards", 0), ("12", 1), ("13", 2)], [("Servers", 0), ("8", 1), ("7", 2)]], LEAD),
        ([[("GPU cards", 0), ("12", 1), ("13", 2)]], "The following table sets forth our sales volume (in thousands of units):"),
    ],
)
def test_words_for_goods_take_the_unit_that_stands_elsewhere(rows: list[Row], caption: str) -> None:
    found = figures(table([YEARS, *rows], caption=caption, strategy="aligned"))
    assert found["sales_volume", "GPU cards", "FY2022"] == (Decimal(12000), "units")


def test_a_letter_is_the_name_of_a_product() -> None:
    rows: list[Row] = [YEARS]
    for name, price in (("產品A", "30.0"), ("產品B", "40.0")):
        rows += [[(name, 0)], [("銷量（千盒）", 0), ("120", 1), ("130", 2)], [("每盒平均價格（人民幣元）", 0), (price, 1), (price, 2)]]
    found = figures(table(rows, caption="下表載列於所示期間我們主要產品的銷量及平均價格：", strategy="aligned"))
    assert found["average_selling_price", "產品B", "FY2023"] == (Decimal(40), "CNY/盒")
    assert found["sales_volume", "產品A", "FY2022"] == (Decimal(120_000), "盒")


def test_a_piece_is_written_as_printed() -> None:
    assert [unit.measure for unit in units_of("Average selling price per kW (RMB)", "")] == ["CNY/kW"]


def test_output_of_an_average_month() -> None:
    assert concept_of("Average monthly output (tonnes)") == "production_volume"


def test_machines_that_are_sold_count_themselves() -> None:
    rows: list[Row] = [YEARS, [("已售台數", 0), ("12", 1), ("13", 2)], [("每台平均售價（千港元）", 0), ("120", 1), ("130", 2)]]
    found = figures(table(rows, caption="下表載列於所示期間我們機器的銷售：", strategy="aligned"))
    assert found["sales_volume", "", "FY2022"] == (Decimal(12), "台")
    assert found["average_selling_price", "", "FY2023"] == (Decimal(130_000), "HKD/台")


@pytest.mark.parametrize(("scale", "value"), [("", 1200), (" (in thousands)", 0)])
def test_a_column_of_numbers_of_units_beside_money(scale: str, value: int) -> None:
    heads: Row = [("Number of units", 1), ("RMB’000", 2), ("Number of units", 3), ("RMB’000", 4)]
    rows: list[Row] = [[("2023", 1, 2), ("2024", 3, 2)], heads, [("GPU A", 0), ("1,200", 1), ("60,000", 2), ("1,300", 3), ("65,000", 4)]]
    lead = f"The following table sets forth the sales volume and revenue by product{scale}:"
    found = figures(table(rows, caption=lead, strategy="aligned"))
    assert found.get(("sales_volume", "GPU A", "FY2023"), (0, ""))[0] == value


@pytest.mark.parametrize("name", ["燃料電池系統", "燃料乙醇", "合同能源管理设备", "出租车计价器", "新能源汽车电机"])
def test_products_named_like_a_purchase_are_sold(name: str) -> None:
    rows = [
        [("", 0), ("2023 年", 1), ("2022 年", 2)],
        [(name, 0)],
        [("產能（套）", 0), ("3,000", 1), ("2,000", 2)],
        [("產量（套）", 0), ("642", 1), ("518", 2)],
    ]
    raw = table(rows, caption=f"下表載列於所示期間我們{name}的產能及產量：", strategy="aligned")
    assert rejection(table_to_body(raw), read_lead(raw, "", (12, 31))) == ""
    assert figures(raw)["production_volume", name, "FY2023"] == (Decimal(642), "套")


@pytest.mark.parametrize("name", ["燃料名称", "燃料动力", "能源", "采购内容"])
def test_tables_of_fuel_and_purchases_hold_no_volumes(name: str) -> None:
    raw = table(
        [[(name, 0), ("数量（吨）", 1), ("单价（元/吨）", 2)], [("2023年", 0), ("812", 1), ("640", 2)]], caption="报告期内情况如下："
    )
    assert rejection(table_to_body(raw), read_lead(raw, "", (12, 31))).startswith("a table of")


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Wafers shipped", "sales_volume"),
        ("Unit of piped gas sold", "sales_volume"),
        ("Quantity of frozen food sold", "sales_volume"),
        ("Cargo volume (million tonnes)", "sales_volume"),
        ("投浆能力（吨）", "production_capacity"),
        ("冶煉能力（噸）", "production_capacity"),
        ("实际投浆量（吨）", "production_volume"),
        ("Cargo throughput", "production_volume"),
        ("Unit of the Group", ""),
    ],
)
def test_measures_of_single_industries(label: str, concept: str) -> None:
    assert concept_of(label) == concept


@pytest.mark.parametrize(
    ("caption", "value"),
    [
        ("Sales volume by market, in thousands of hectolitres, was as follows:", 331000),
        ("Our sales volume (both in million hectolitres) is set out below:", 331000000),
        ("Our sales volume by market, expressed in millions of hectolitres:", 331000000),
    ],
)
def test_the_unit_among_the_words_of_an_introduction(caption: str, value: int) -> None:
    found = figures(
        table([YEARS, [("Beer", 0), ("331", 1), ("342", 2)], [("Cider", 0), ("486", 1), ("553", 2)]], caption, strategy="aligned")
    )
    assert found["sales_volume", "Beer", "FY2022"] == (Decimal(value), "hectolitres")


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("The following table sets out our sales volume in metric tonnes by product:", "metric tonnes"),
        ("The table below shows our sales volume, expressed in cubic metres:", "cubic metres"),
        ("下表載列按產品劃分的銷量（以噸為單位）：", "噸"),
    ],
)
def test_the_unit_that_an_introduction_counts_in(caption: str, unit: str) -> None:
    found = figures(
        table([YEARS, [("Beer", 0), ("331", 1), ("342", 2)], [("Cider", 0), ("486", 1), ("553", 2)]], caption, strategy="aligned")
    )
    assert found["sales_volume", "Beer", "FY2022"] == (Decimal(331), unit)


def test_a_bare_volume_beside_capacity_is_output() -> None:
    rows: list[Row] = [
        [("Year ended 31 December 2012", 1, 3)],
        [("Capacity", 1), ("Volume", 2), ("rate (%)", 3)],
        [("Batteries A", 0), ("210.0", 1), ("168.9", 2), ("80.4", 3)],
        [("Batteries B", 0), ("480.0", 1), ("405.3", 2), ("84.4", 3)],
    ]
    rows.insert(1, [("Utilisation", 3)])
    told = "The table below shows our production capacity, the actual production volume (both in million pieces) and the utilisation rate:"
    found = figures(table(rows, caption=told, strategy="aligned"))
    assert found["production_volume", "Batteries A", "FY2012"] == (Decimal(168900000), "pieces")
    silent = "The table below shows our capacity (in million pieces) and the utilisation rate:"
    assert not any(concept == "production_volume" for concept, _, _ in figures(table(rows, caption=silent, strategy="aligned")))


def test_the_name_of_a_chapter_is_no_product() -> None:
    rows: list[Row] = [YEARS, [("Daily performance – operating data", 0)], [("Cargo volume (million tonnes)", 0), ("33.2", 1), ("28.6", 2)]]
    assert {member for _, member, _ in figures(table(rows, caption=LEAD, strategy="aligned"))} == {""}


def test_a_joint_at_the_end_is_no_product() -> None:
    assert not sentence_product("公司血浆及产能利用情况如下")
    assert sentence_product("公司血浆产能利用情况如下") == "血浆"
