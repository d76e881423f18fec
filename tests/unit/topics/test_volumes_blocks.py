"""Blocks of measures with names beside, between and over them; figures that hold their unit; whose figures a lead announces."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.read.units import find_units
from analyzer.topics.volumes_counted import counted_parts
from analyzer.topics.volumes_grid import table_to_body
from analyzer.topics.volumes_groups import joined_marks
from analyzer.topics.volumes_lead import sentence_product, short_product
from analyzer.topics.volumes_owners import one_plant, other_company
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_titles import title_measure
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import concept_of
from tests.unit.topics.test_volumes_layouts import figures, table

SOLD = "报告期内，公司主要产品的生产能力、产量及销量情况如下："
COVER = ["国电电力发展股份有限公司 招股说明书"]


def test_a_figure_may_hold_its_unit() -> None:
    raw = table(
        [
            [("产品名称", 0), ("年度", 1), ("生产能力", 2), ("销量", 3), ("产销率（%）", 4), ("平均售价（不含税）", 5)],
            [("脑心舒胶囊", 0), ("2002 年度", 1), ("800 万盒", 2), ("738.9 万盒", 3), ("97.54", 4), ("10.62 元/盒", 5)],
            [("参片（10ml）", 0), ("2002 年度", 1), ("1,500万支", 2), ("1,351.3万支", 3), ("97.90", 4), ("4.04元/支", 5)],
        ],
        caption=SOLD,
    )
    found = figures(raw)
    assert found["production_capacity", "脑心舒胶囊", "FY2002"] == (Decimal(8000000), "盒")
    assert found["sales_volume", "参片（10ml）", "FY2002"] == (Decimal(13513000), "支")
    assert found["average_selling_price", "参片（10ml）", "FY2002"] == (Decimal("4.04"), "CNY/支")
    assert found["sales_to_production_ratio", "脑心舒胶囊", "FY2002"] == (Decimal("0.9754"), "ratio")
    assert len(found) == 8


@pytest.mark.parametrize("text", ["2003 年", "12 个月", "97.90%", "1,500", "12,34 吨", "3 家工厂", "约 20"])
def test_other_cells_hold_no_figure_with_a_unit(text: str) -> None:
    assert counted_parts(text) == ("", "")


def test_a_name_beside_the_first_measure_holds_for_its_block() -> None:
    raw = table(
        [
            [("生產基地", 0), ("2023 年", 2), ("2024 年", 3)],
            [("常州基地", 0), ("有效產能（GWh）(1)", 1), ("8.0", 2), ("10.0", 3)],
            [("產量（GWh）", 1), ("7.2", 2), ("9.1", 3)],
            [("惠州基地", 0), ("有效產能（GWh）(1)", 1), ("不適用", 2), ("9.0", 3)],
            [("產量（GWh）", 1), ("不適用", 2), ("7.9", 3)],
        ],
        caption="下表載列於所示期間我們各生產基地的有效產能及產量：",
        strategy="aligned",
    )
    found = figures(raw)
    assert found["production_volume", "常州基地", "FY2023"] == (Decimal("7.2"), "GWh")
    assert found["production_volume", "惠州基地", "FY2024"] == (Decimal("7.9"), "GWh")
    assert len(found) == 6


def test_a_name_and_its_unit_in_the_middle_hold_for_all_measures() -> None:
    def block(name: str, unit: str, first: str) -> list[list[tuple[str, int]]]:
        return [
            [("生产能力", 2), (first, 3), ("450.00", 4)],
            [(name, 0), (unit, 1), ("产量", 2), ("203.56", 3), ("393.89", 4)],
            [("销售量", 2), ("191.45", 3), ("380.10", 4)],
        ]

    raw = table(
        [
            [("产品", 0), ("单位", 1), ("项目", 2), ("2001年", 3), ("2000年", 4)],
            *block("无毛绒", "吨", "225.00"),
            *block("羊绒衫", "万件", "75.00"),
        ],
        caption=SOLD,
        strategy="aligned",
    )
    found = figures(raw)
    assert found["production_capacity", "无毛绒", "FY2001"] == (Decimal(225), "吨")
    assert found["sales_volume", "羊绒衫", "FY2000"] == (Decimal(3801000), "件")
    assert len(found) == 12


LIDAR = [
    [("2023", 1), ("2024", 2)],
    [("ADAS LiDAR products", 0)],
    [("Sales volume (units)", 0), ("38,854", 1), ("142,307", 2)],
    [("Robotics LiDAR products", 0)],
    [("Sales volume (units)", 0), ("5,347", 1), ("18,562", 2)],
]
LIDAR_LEAD = "The following table sets forth our sales volume by product type for the years indicated:"


def test_a_total_under_the_last_block_is_that_of_all() -> None:
    raw = table([*LIDAR, [("Total sales volume (units)", 0), ("44,201", 1), ("160,869", 2)]], caption=LIDAR_LEAD, strategy="aligned")
    found = figures(raw)
    assert found["sales_volume", "", "FY2023"] == (Decimal(44201), "units")
    assert found["sales_volume", "Robotics LiDAR products", "FY2023"] == (Decimal(5347), "units")


def test_a_total_in_every_block_is_that_of_its_block() -> None:
    total = [("Total sales volume (units)", 0), ("9,000", 1), ("19,000", 2)]
    rows = [[("Domestic sales volume (units)" if cell[0].startswith("Sales") else cell[0], cell[1]) for cell in row] for row in LIDAR]
    raw = table([*rows[:3], total, *rows[3:], total], caption=LIDAR_LEAD, strategy="aligned")
    assert ("sales_volume", "", "FY2023") not in figures(raw)


@pytest.mark.parametrize(
    ("text", "concept", "product"),
    [
        ("PNG sales volume (’000 m³)", "sales_volume", "png"),
        ("Sales volume of cement (tonnes)", "sales_volume", "cement"),
        ("管道天然氣銷量（千立方米）", "sales_volume", "管道天然气"),
        ("Average selling price (RMB/m³)", "average_selling_price", ""),
        ("Our sales volume", "", ""),
        ("Industry sales volume", "", ""),
        ("Planned production capacity", "ignored", ""),
        ("Commercial", "", ""),
    ],
)
def test_a_line_over_rows_may_name_measure_and_product(text: str, concept: str, product: str) -> None:
    assert title_measure(text) == (concept, product)


def test_rows_under_a_measure_of_one_product_are_its_parts() -> None:
    raw = table(
        [
            [("2015", 1), ("2016", 2)],
            [("PNG sales volume (’000 m³)", 0)],
            [("Residential", 0), ("41,206", 1), ("44,870", 2)],
            [("Total", 0), ("172,308", 1), ("198,364", 2)],
            [("Average selling price (RMB/m³)", 0)],
            [("Residential", 0), ("2.21", 1), ("2.19", 2)],
        ],
        caption="The following table sets forth the sales volume and the average selling price of piped natural gas by type of end-users:",
        strategy="aligned",
    )
    found = figures(raw)
    assert found["sales_volume", "Residential", "FY2015"] == (Decimal(41206000), "m³")
    assert found["sales_volume", "", "FY2016"] == (Decimal(198364000), "m³")
    assert found["average_selling_price", "Residential", "FY2016"] == (Decimal("2.19"), "CNY/m³")


def test_one_of_two_measures_of_a_long_lead_is_not_taken_for_all_figures() -> None:
    raw = table(
        [
            [("Year ended 31st March,", 1, 4)],
            [("2003", 1, 2), ("2004", 3, 2)],
            [("Sales", 1), ("Average", 2), ("Sales", 3), ("Average", 4)],
            [("Product", 0), ("volume", 1), ("price", 2), ("volume", 3), ("price", 4)],
            [("Conventional PCBs", 0), ("4,688", 1), ("8.97", 2), ("5,512", 3), ("8.61", 4)],
        ],
        caption="The table below sets out the sales volume (in thousand square feet) and the average unit selling price (in\n"
        "US$ per square foot) of each of the Group’s products for the three years ended 31st March, 2004:",
        strategy="aligned",
    )
    found = {(concept, member): value for (concept, member, _), value in figures(raw).items()}
    assert found["sales_volume", "Conventional PCBs"] == (Decimal(5512000), "square feet")
    assert found["average_selling_price", "Conventional PCBs"] == (Decimal("8.61"), "USD/square foot")


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("(’000 m 3 )", "m³", 1000),
        ("(S$ per m 3 )", "SGD/m³", 1),
        ("(US$ per square foot)", "USD/square foot", 1),
        ("(RMB per metric ton)", "CNY/metric ton", 1),
        ("(HK$ per cubic metre)", "HKD/cubic metre", 1),
    ],
)
def test_units_of_two_words_and_raised_powers(text: str, measure: str, scale: int) -> None:
    assert [(unit.measure, unit.scale) for unit in units_of(text, "")] == [(measure, Decimal(scale))]


def test_no_half_of_a_unit_is_a_further_unit() -> None:
    assert [unit.measure for unit in find_units("(in US$ per square foot) of each")] == ["USD/square foot"]


@pytest.mark.parametrize("text", ["消费电子精密零部件", "消费级芯片", "打印耗材", "低功耗蓝牙芯片", "税控设备", "比例阀", "差异化纤维"])
def test_products_that_hold_a_word_of_a_measure(text: str) -> None:
    assert concept_of(text) == ""


@pytest.mark.parametrize("text", ["消费量", "能耗", "占比", "税费", "需求差异"])
def test_other_measures_stay_ignored(text: str) -> None:
    assert concept_of(text) == "ignored"


def test_marks_beside_a_head_belong_to_it() -> None:
    row = table([[("Product", 0), ("capacity", 1), ("(1)", 1), ("volume", 2)]]).rows[0]
    assert [cell.text for cell in joined_marks(row)] == ["Product", "capacity (1)", "volume"]


def test_ordinals_belong_to_dates() -> None:
    assert only_period_words("Year ended 31st March,")


@pytest.mark.parametrize(
    ("lead", "company"),
    [
        ("大渡河公司最近三年主要生产和经营指标如下：", "大渡河公司"),
        ("标的公司报告期内产能、产量情况如下：", "标的公司"),
        ("报告期内，华星公司主要产品的产能情况如下：", "华星公司"),
        ("最近三年，华星有限公司产品产能如下：", "华星有限公司"),
        ("国电电力公司最近三年产量如下：", ""),
        ("本公司最近三年主要产品产销情况如下：", ""),
        ("近三年及一期公司产品产量如下：", ""),
        ("2008年度，公司主要产品销售如下：", ""),
        ("股份公司最近三年产量如下：", ""),
        ("本公司及下属公司最近三年产量如下：", ""),
    ],
)
def test_a_lead_may_name_another_company(lead: str, company: str) -> None:
    assert other_company(lead, COVER) == company  # 600795 p.180


@pytest.mark.parametrize(
    ("lead", "plant"),
    [
        ("龚嘴水电站最近三年生产指标如下：", "龚嘴水电站"),
        ("各电厂最近三年生产指标如下：", ""),
        ("公司生产基地报告期产能如下：", ""),
        ("两个工厂最近三年产量如下：", ""),
    ],
)
def test_a_lead_may_name_one_plant(lead: str, plant: str) -> None:
    assert one_plant(lead) == plant


@pytest.mark.parametrize(
    ("lead", "product"),
    [
        ("Set out below are the sales volume, revenue and average selling price of RMC:", "RMC"),
        ("The table below sets out our sales volume and average selling price of MDI for the years indicated:", "MDI"),
        ("The table below sets out our sales volume and average selling price of our products:", ""),
        ("The table below sets out the sales volume of PRC:", ""),
        ("The table below sets out the number of RMC:", ""),
    ],
)
def test_a_product_called_by_its_capitals(lead: str, product: str) -> None:
    assert short_product(lead) == product


def test_a_size_under_another_head_is_no_figure() -> None:
    raw = table(
        [
            [("产品", 0), ("销量（万盒）", 1), ("规格", 2), ("产量（万盒）", 3)],
            [("参片", 0), ("738.9 万盒", 1), ("10 克", 2), ("800", 3)],
        ],
        caption="2002年公司主要产品的销量及产量情况如下：",
    )
    found = {(concept, value) for (concept, _, _), (value, _) in figures(raw).items()}
    assert found == {("sales_volume", Decimal(7389000)), ("production_volume", Decimal(8000000))}


def test_rows_of_the_same_name_under_two_products_are_kept_apart() -> None:
    def block(product: str, *shown: str) -> list[list[tuple[str, int]]]:
        return [
            [(f"{product} sales volume (thousand tonnes)", 0)],
            *([(name, 0), (value, 1)] for name, value in zip(("Guangdong", "Sub-total"), shown, strict=True)),
        ]

    raw = table(
        [[("2022", 1)], *block("Cement", "100", "150"), *block("Clinker", "30", "55")],
        caption="The following table sets forth our sales volume by product and region:",
        strategy="aligned",
    )
    found = {member: value for (_, member, _), (value, _) in figures(raw).items()}
    assert found == {"Cement Guangdong": 100000, "Cement": 150000, "Clinker Guangdong": 30000, "Clinker": 55000}


@pytest.mark.parametrize("beside", [[("吨", 2)], []])
def test_rows_of_other_measures_stand_in_the_block_as_well(beside: list[tuple[str, int]]) -> None:
    unit = "" if beside else "（吨）"

    def block(name: str, *shown: str) -> list[list[tuple[str, int]]]:
        labels = (f"产量{unit}", f"其中：自用{unit}", f"销量{unit}")
        rows = [[(label, 1), *beside, (value, 3)] for label, value in zip(labels, shown, strict=True)]
        return [[(name, 0), *rows[0]], *rows[1:]]

    raw = table(
        [[("产品", 0), ("项目", 1), ("2022年", 3)], *block("钢管", "90", "10", "80"), *block("钢板", "190", "20", "170"), [("附註：", 0)]],
        caption="公司主要产品的产量、销量如下：",
        strategy="aligned",
    )
    found = {(concept, member): value for (concept, member, _), (value, _) in figures(raw).items()}
    assert found == {
        ("production_volume", "钢管"): 90,
        ("sales_volume", "钢管"): 80,
        ("production_volume", "钢板"): 190,
        ("sales_volume", "钢板"): 170,
    }


def test_the_year_a_plant_was_opened_is_not_the_period_of_its_capacity() -> None:
    raw = table(
        [[("产品", 0), ("投产时间", 1), ("产能", 2)], [("钢", 0), ("2003 年", 1), ("500 吨", 2)]], caption="2022年公司产品产能如下："
    )
    assert figures(raw) == {("production_capacity", "钢", "FY2022"): (Decimal(500), "吨")}


def test_measures_side_by_side_are_no_product() -> None:
    assert sentence_product("公司产量销量情况如下") == ""


def test_a_block_without_a_name_is_left_out_and_listed() -> None:
    measures = [[("产能（吨）", 1), ("300", 2)], [("产量（吨）", 1), ("290", 2)]]
    raw = table(
        [[("产品", 0), ("项目", 1), ("2022年", 2)], [("钢管", 0), *measures[0]], *measures[1:], *measures],
        caption="公司主要产品的产能、产量如下：",
        strategy="aligned",
    )
    assert set(figures(raw)) == {("production_capacity", "钢管", "FY2022"), ("production_volume", "钢管", "FY2022")}
    assert len(table_to_body(raw).untied) == 2
