"""Heads over several lines, blocks of periods, names in the middle of their rows, figures cut by a narrow cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_groups import with_marks_joined
from analyzer.topics.volumes_lead import sentence_product
from analyzer.topics.volumes_wraps import figure_text, title_goes_on
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

PAIRS = "The table below sets out our turnover, sales volume and average selling price by product category:"
STACKED = [
    [("Average", 3), ("Average", 6)],
    [("Sales", 2), ("selling", 3), ("Sales", 5), ("selling", 6)],
    [("Turnover", 1), ("volume", 2), ("price", 3), ("Turnover", 4), ("volume", 5), ("price", 6)],
    [("’000", 2), ("US$ per", 3), ("’000", 5), ("US$ per", 6)],
    [("US$’000", 1), ("pairs", 2), ("pair", 3), ("US$’000", 4), ("pairs", 5), ("pair", 6)],
]


def test_heads_and_units_are_joined_by_column() -> None:
    raw = table(
        [
            [("Year ended 31 December", 1, 6)],
            [("2010", 1, 3), ("2011", 4, 3)],
            *STACKED,
            [("Boots", 0), ("131,227", 1), ("8,412", 2), ("15.6", 3), ("146,591", 4), ("9,105", 5), ("16.1", 6)],
            [("Total / average", 0), ("131,227", 1), ("8,412", 2), ("15.6", 3), ("146,591", 4), ("9,105", 5), ("16.1", 6)],
        ],
        caption=PAIRS,
        strategy="aligned",
    )
    found = figures(raw)  # typeset
    assert found["sales_volume", "Boots", "FY2010"] == (Decimal(8412000), "pairs")
    assert found["average_selling_price", "Boots", "FY2011"] == (Decimal("16.1"), "USD/pair")
    assert found["sales_volume", "", "FY2011"] == (Decimal(9105000), "pairs")
    assert len(found) == 8


@pytest.mark.parametrize("column", [0, 1])
def test_an_interim_block_below_the_years_has_its_own_periods(column: int) -> None:
    block = [("Six months ended 30 June", column, 6 if column else 1)]
    raw = table(
        [
            [("Year ended 31 December", 1, 6)],
            [("2010", 1, 3), ("2011", 4, 3)],
            *STACKED,
            [("Boots", 0), ("131,227", 1), ("8,412", 2), ("15.6", 3), ("146,591", 4), ("9,105", 5), ("16.1", 6)],
            block,
            [("2011", 2)],
            [("(unaudited)", 1, 3), ("2012", 4, 3)],
            *STACKED,
            [("Boots", 0), ("74,144", 1), ("4,521", 2), ("16.4", 3), ("84,383", 4), ("4,906", 5), ("17.2", 6)],
        ],
        caption=PAIRS,
        strategy="aligned",
    )
    found = {key: value for key, (value, _) in figures(raw).items() if key[0] == "sales_volume"}  # typeset
    assert found == {
        ("sales_volume", "Boots", "FY2010"): Decimal(8412000),
        ("sales_volume", "Boots", "FY2011"): Decimal(9105000),
        ("sales_volume", "Boots", "6M2011"): Decimal(4521000),
        ("sales_volume", "Boots", "6M2012"): Decimal(4906000),
    }


def test_the_short_middle_line_of_a_period_head() -> None:
    raw = table(
        [
            [("Six months", 2, 2)],
            [("ended", 2)],
            [("Year ended 31 December", 1), ("30 June", 2, 2)],
            [("2011", 1), ("2012", 2, 2)],
            [("Production volume (thousand pairs)", 0)],
            [("Jian", 0), ("6,841", 1), ("3,188", 3)],
        ],
        caption="The following table sets out our production volume for the periods indicated:",
        strategy="aligned",
    )
    assert {key[2]: value for key, (value, _) in figures(raw).items()} == {"FY2011": Decimal(6841000), "6M2012": Decimal(3188000)}


def test_a_day_beside_year_ends_is_the_interim_period_to_it() -> None:
    # 002479 p.204: the same 88 stands under 2010 年 1-6 月 on page 130
    heads = [("项目", 0), ("2010-6-30", 1), ("2009-12-31", 2)]
    raw = table([heads, [("发电装机容量（兆瓦）", 0), ("88", 1), ("73", 2)]], caption="公司主要固定资产配置和产能情况如下：")
    assert figures(raw) == {
        ("production_capacity", "", "6M2010"): (Decimal(88), "兆瓦"),
        ("production_capacity", "", "FY2009"): (Decimal(73), "兆瓦"),
    }


def test_a_day_alone_stays_a_day() -> None:
    raw = table([[("项目", 0), ("2010-6-30", 1)], [("发电装机容量（兆瓦）", 0), ("88", 1)]], caption="产能情况如下：")
    assert [key[2] for key in figures(raw)] == ["2010-06-30"]


CENTRED = [
    [("产品名称", 0), ("项", 1), ("目", 1), ("2002年", 2), ("2003年", 3)],
    [("生产能力（吨）", 1), ("30,000", 2), ("45,000", 3)],
    [("涤纶POY", 0), ("产量（吨）", 1), ("28,821", 2), ("43,285", 3)],
    [("产销率（%）", 1), ("99.31", 2), ("99.12", 3)],
    [("生产能力（万米）", 1), ("4,500", 2), ("5,200", 3)],
    [("印染布", 0)],
    [("产量（万米）", 1), ("4,037", 2), ("4,147", 3)],
]


def test_names_in_the_middle_of_their_rows() -> None:
    found = figures(table(CENTRED, caption="主要产品的生产能力、产量情况如下表所示：", strategy="aligned"))  # typeset
    assert {key[:2]: value for key, value in found.items() if key[2] == "FY2003"} == {
        ("production_capacity", "涤纶POY"): (Decimal(45000), "吨"),
        ("production_volume", "涤纶POY"): (Decimal(43285), "吨"),
        ("sales_to_production_ratio", "涤纶POY"): (Decimal("0.9912"), "ratio"),
        ("production_capacity", "印染布"): (Decimal(52000000), "米"),
        ("production_volume", "印染布"): (Decimal(41470000), "米"),
    }


def test_a_block_with_two_names_is_nobodys() -> None:
    rows = [*CENTRED, [("产销率（%）", 1), ("97.64", 2), ("98.57", 3)], [("化纤布", 0), ("产量（吨）", 1), ("7", 2), ("8", 3)]]
    found = figures(table(rows, caption="主要产品的生产能力、产量情况如下表所示：", strategy="aligned"))
    assert {key[1] for key in found} == {"涤纶POY"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12,120.\n55", "12,120.55"),  # typeset: a cell too narrow for its figure
        ("3,044.1\n0", "3,044.10"),
        ("101.98\n%", "101.98%"),
        ("1,234,\n567", "1,234,567"),
        ("12\n34", "12\n34"),
        ("3.50\n4", "3.50\n4"),
        ("产量\n12", "产量\n12"),
    ],
)
def test_a_figure_cut_by_its_cell(text: str, figure: str) -> None:
    assert figure_text(text) == figure


def test_how_capacity_is_counted_is_no_product() -> None:
    assert sentence_product("公司晶圆测试以机时衡量产能，报告期内的设备利用情况如下") == ""


TOUCHING = [
    [("截至十二月三十一日止年度", 1, 6)],
    [("二零二一年", 1, 3), ("二零二二年", 4, 3)],
    [("產能(1)", 1), ("產量利用率(2) 產能(1)", 2, 3), ("產量利用率(2)", 5, 2)],
    [("噸", 1), ("噸", 2), ("%", 3), ("噸", 4), ("噸", 5), ("%", 6)],
    [("梅州基地.", 0), ("48,000", 1), ("46,127", 2), ("96.1", 3), ("52,000", 4), ("48,216", 5), ("92.7", 6)],
]


def test_heads_that_run_together_are_cut_by_their_columns() -> None:
    found = figures(table(TOUCHING, caption="下表載列於所示期間我們各生產基地的產能、產量及利用率:", strategy="aligned"))
    assert {(key[0], key[2]): value for key, (value, _) in found.items()} == {  # typeset
        ("production_capacity", "FY2021"): Decimal(48000),
        ("production_volume", "FY2021"): Decimal(46127),
        ("capacity_utilization", "FY2021"): Decimal("0.961"),
        ("production_capacity", "FY2022"): Decimal(52000),
        ("production_volume", "FY2022"): Decimal(48216),
        ("capacity_utilization", "FY2022"): Decimal("0.927"),
    }


def test_units_that_run_together_and_prices() -> None:
    rows = [
        [("2022 年", 1, 2), ("2023 年", 3, 2)],
        [("銷量", 1), ("平均售價銷量", 2, 2), ("平均售價", 4)],
        [("片人民幣元", 1, 2), ("片人民幣元", 3, 2)],
        [("天穹系列", 0), ("1,184", 1), ("42.4", 2), ("6,152", 3), ("43.7", 4)],
    ]
    found = figures(table(rows, caption="下表載列我們的銷量及平均售價:", strategy="aligned"))
    assert {(key[0], key[2]): value for key, value in found.items() if key[0] == "sales_volume"} == {
        ("sales_volume", "FY2022"): (Decimal(1184), "片"),
        ("sales_volume", "FY2023"): (Decimal(6152), "片"),
    }


def test_a_head_of_two_measures_over_one_column_is_none_of_them() -> None:
    rows = [[("2022 年", 1), ("2023 年", 2)], [("產能產量利用率", 1), ("產量(噸)", 2)], [("鋰", 0), ("1,184", 1), ("2,310", 2)]]
    found = figures(table(rows, caption="下表載列我們的產量:", strategy="aligned"))
    assert found == {("production_volume", "鋰", "FY2023"): (Decimal(2310), "噸")}


def test_marks_on_a_line_of_their_own_are_no_figures() -> None:
    rows = [
        [("2022 年", 1, 2)],
        [("產量", 1), ("利用率", 2)],
        [("(1)", 1), ("(2)", 2)],
        [("噸", 1), ("%", 2)],
        [("梅州基地", 0), ("48,000", 1), ("96.1", 2)],
    ]
    found = figures(table(rows, caption="下表載列於所示期間我們各生產基地的產量及利用率:", strategy="aligned"))
    assert {key[:2]: value for key, (value, _) in found.items()} == {
        ("production_volume", "梅州基地"): Decimal(48000),
        ("capacity_utilization", "梅州基地"): Decimal("0.961"),
    }


def test_four_months_and_prices_under_two_words() -> None:
    rows = [
        [("Year ended 31 March", 1, 2), ("Four months ended 31 July", 3, 2)],
        [("2017", 1, 2), ("2017", 3, 2)],
        [("Sales", 1), ("Average", 2), ("Sales", 3), ("Average", 4)],
        [("volume", 1), ("price", 2), ("volume", 3), ("price", 4)],
        [("’000 lb", 1), ("HK$/lb", 2), ("’000 lb", 3), ("HK$/lb", 4)],
        [("Fleece", 0), ("1,688", 1), ("38.6", 2), ("602", 3), ("39.2", 4)],
    ]
    found = figures(table(rows, caption="The table below sets out the sales volume and average price:", strategy="aligned"))
    assert {(key[0], key[2]): value for key, value in found.items()} == {  # typeset
        ("sales_volume", "FY2017"): (Decimal(1688000), "lb"),
        ("average_selling_price", "FY2017"): (Decimal("38.6"), "HKD/lb"),
        ("sales_volume", "4M to 2017-07"): (Decimal(602000), "lb"),
        ("average_selling_price", "4M to 2017-07"): (Decimal("39.2"), "HKD/lb"),
    }


def test_a_product_over_three_lines_and_a_wide_measure_title() -> None:
    rows = [
        [("2023", 2), ("2024", 3)],
        [("Sales volume (units)", 0, 2)],
        [("Lingfeng", 0)],
        [("training", 0)],
        [("series", 0), ("312", 2), ("1,486", 3)],
    ]
    found = figures(table(rows, caption="The following table sets forth our sales volume:", strategy="aligned"))
    assert found == {  # typeset
        ("sales_volume", "Lingfeng training series", "FY2023"): (Decimal(312), "units"),
        ("sales_volume", "Lingfeng training series", "FY2024"): (Decimal(1486), "units"),
    }


def test_a_period_over_the_figures_of_a_block_leaves_the_heads() -> None:
    rows = [
        [("产品类别", 0), ("产品名称", 1), ("单位", 2), ("设计产能", 3), ("产量", 4), ("产能利用率", 5)],
        [("2015年度", 0, 6)],
        [("包装材料", 0), ("瓦楞纸箱", 1), ("万平方米", 2), ("52,000", 3), ("47,289.54", 4), ("90.94%", 5)],
        [("2014年度", 1, 5)],
        [("包装材料", 0), ("瓦楞纸箱", 1), ("万平方米", 2), ("45,000", 3), ("41,967.50", 4), ("93.26%", 5)],
    ]
    found = figures(table(rows, caption="报告期内，公司主要产品的产能、产量和产能利用率情况如下："))
    assert {(key[0], key[2]): value for key, (value, _) in found.items()} == {  # typeset
        ("production_capacity", "FY2015"): Decimal(520000000),
        ("production_volume", "FY2015"): Decimal(472895400),
        ("capacity_utilization", "FY2015"): Decimal("0.9094"),
        ("production_capacity", "FY2014"): Decimal(450000000),
        ("production_volume", "FY2014"): Decimal(419675000),
        ("capacity_utilization", "FY2014"): Decimal("0.9326"),
    }


@pytest.mark.parametrize("mark", ["(1)", "（附註）", "(Note 2)", "*"])
def test_marks_below_the_words_of_a_narrow_column(mark: str) -> None:
    rows = [
        [("截至12月31日止年度", 1, 3)],
        [("2023 年", 1, 3)],
        [("設計產能", 1)],
        [(mark, 1), ("實際產量", 2), ("利用率(2)", 3)],
        [("（噸）", 1), ("（噸）", 2), ("(%)", 3)],
        [("豆製品", 0), ("12,000", 1), ("8,016", 2), ("66.8%", 3)],
    ]
    found = figures(table(rows, caption="下表載列於所示期間我們的設計產能、實際產量及利用率:", strategy="aligned"))
    assert {key: value for key, (value, _) in found.items()} == {  # typeset
        ("production_capacity", "豆製品", "FY2023"): Decimal(12000),
        ("production_volume", "豆製品", "FY2023"): Decimal(8016),
        ("capacity_utilization", "豆製品", "FY2023"): Decimal("0.668"),
    }


def test_a_mark_that_could_be_of_two_heads_stays() -> None:
    rows = [[("設計產能", 1), ("產量", 2)], [("(1)", 1, 2), ("利用率", 3)]]
    heads = with_marks_joined([*table(rows).rows, *table([[("豆製品", 0), ("1", 1), ("2", 2), ("3%", 3)]]).rows])
    assert [[cell.text for cell in row] for row in heads[:2]] == [["設計產能", "產量"], ["(1)", "利用率"]]


def test_the_unit_of_a_revenue_over_two_lines() -> None:
    rows = [
        [("二零二一年", 1, 3)],
        [("收益", 1), ("平均售價", 3)],
        [("人民幣千", 1), ("銷量", 2), ("人民幣千", 3)],
        [("元", 1), ("套", 2), ("元╱套", 3)],
        [("電堆", 0), ("23,130", 1), ("36", 2), ("642.5", 3)],
    ]
    read = outcome(table(rows, caption="下表載列於所示期間我們的收益、銷量及平均售價：", strategy="aligned"))
    assert [(reading.amount.value, reading.unit.measure) for reading in read.revenues] == [(Decimal(23130000), "CNY")]
    assert [reading.amount.value for reading in read.readings] == [Decimal(36), Decimal(642500)]


def test_a_head_that_comes_again_has_the_period_over_its_labels() -> None:
    def block(year: int, volume: str, price: str) -> list[list[tuple[str, int]]]:
        return [
            [("Average selling", 4)],
            [(f"Year ended 31 December {year}", 0), ("Revenue", 1), ("%", 2), ("Sales volume", 3), ("price", 4)],
            [("RMB’000", 1), ("tonnes", 3), ("RMB/tonne", 4)],
            [("Canned fruits", 0), ("82,158", 1), ("22.2", 2), (volume, 3), (price, 4)],
            [("Fresh fruits", 0), ("37,073", 1), ("10.0", 2), ("6,840", 3), ("5,420", 4)],
        ]

    rows = [*block(2012, "8,120", "10,118"), *block(2013, "11,403", "10,486")]
    found = figures(table(rows, caption="Our sales volume and average selling price by segment are as follows:", strategy="aligned"))
    assert len(found) == 8  # typeset
    assert found["sales_volume", "Canned fruits", "FY2012"] == (Decimal(8120), "tonnes")
    assert found["sales_volume", "Canned fruits", "FY2013"] == (Decimal(11403), "tonnes")
    assert found["average_selling_price", "Canned fruits", "FY2012"] == (Decimal(10118), "CNY/tonne")
    assert found["average_selling_price", "Canned fruits", "FY2013"] == (Decimal(10486), "CNY/tonne")


def test_a_title_goes_on_below() -> None:
    rows = [
        [("2012", 1), ("2013", 2)],
        [("Cylindrical batteries", 0)],
        [("Sales volume (’000 pieces)", 0), ("168,420", 1), ("176,310", 2)],
        [("Rechargeable batteries and other battery-", 0)],
        [("related products", 0)],
        [("Sales volume (’000 pieces)", 0), ("6,120", 1), ("6,344", 2)],
        [("Other products and", 0)],
        [("accessories", 0)],
        [("Sales volume (’000 pieces)", 0), ("120", 1), ("344", 2)],
    ]
    found = figures(table(rows, caption="The table below sets forth our sales volume by product:", strategy="aligned"))
    assert {member for _, member, _ in found} == {
        "Cylindrical batteries",
        "Rechargeable batteries and other battery-related products",
        "Other products and accessories",
    }


def test_a_title_over_titles_stays_one_of_its_own() -> None:
    assert not title_goes_on("Household products", "Candles")
    assert not title_goes_on("Sales volume", "Household and")
    assert not title_goes_on("Products sold to:", "Hong Kong")
    assert title_goes_on("Bags and", "Luggage")
    assert title_goes_on("塑料及", "橡膠製品")
