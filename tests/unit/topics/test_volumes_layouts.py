"""Layouts of volume tables that other filings print, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from analyzer.model import Cell, Period, RawTable
from analyzer.topics.volumes_grid import table_to_body
from analyzer.topics.volumes_lead import Lead, Setting, read_lead
from analyzer.topics.volumes_readings import Outcome
from analyzer.topics.volumes_table import read_body

Row = Sequence[tuple[str, int] | tuple[str, int, int] | tuple[str, int, int, int]]


def table(rows: Sequence[Row], caption: str = "", unit_line: str = "", strategy: str = "ruled") -> RawTable:
    """Cells as (text, column, columns covered, rows covered)."""
    cells = []
    for index, row in enumerate(rows):
        cells.append(
            tuple(
                Cell(
                    item[0],
                    1,
                    (float(item[1]), float(index), float(item[1]) + 1, index + 1.0),
                    index,
                    item[1],
                    item[3] if len(item) > 3 else 1,
                    item[2] if len(item) > 2 else 1,
                )
                for item in row
            )
        )
    return RawTable(caption, unit_line, tuple(cells), (1,), strategy)


def outcome(raw: RawTable, report: Period | None = None, currency: str = "") -> Outcome:
    lead = read_lead(raw, "", (12, 31))
    return read_body(table_to_body(raw), Setting((12, 31), report, currency, lead))


def figures(raw: RawTable, currency: str = "") -> dict[tuple[str, str, str], tuple[Decimal, str]]:
    return {(r.concept, r.member, r.period.label): (r.amount.value, r.unit.measure) for r in outcome(raw, currency=currency).readings}


HONG_KONG_FACILITIES = table(
    [
        [("Year ended December 31,", 1, 6)],
        [("2022", 1, 3), ("2023", 4, 3)],
        [("Designed", 1), ("Actual", 2), ("", 3), ("Designed", 4), ("Actual", 5)],
        [("capacity", 1), ("production", 2), ("Utilization", 3), ("capacity", 4), ("production", 5), ("Utilization", 6)],
        [("(tonnes)", 1), ("(tonnes)", 2), ("rate (%)", 3), ("(tonnes)", 4), ("(tonnes)", 5), ("rate (%)", 6)],
        [("Cathode materials", 0), ("12,000", 1), ("9,600", 2), ("80.0", 3), ("15,000", 4), ("13,500", 5), ("90.0", 6)],
    ],
    caption="The following table sets forth our designed capacity, actual production and utilization rate for the periods indicated:",
    strategy="aligned",
)


def test_hong_kong_heads_that_wrap_over_three_lines() -> None:
    found = figures(HONG_KONG_FACILITIES)
    assert found["production_capacity", "Cathode materials", "FY2022"] == (Decimal(12000), "tonnes")
    assert found["production_volume", "Cathode materials", "FY2023"] == (Decimal(13500), "tonnes")
    assert found["capacity_utilization", "Cathode materials", "FY2023"] == (Decimal("0.9"), "ratio")


def test_measure_headings_above_product_rows() -> None:
    found = figures(
        table(
            [
                [("2022", 1), ("2023", 2)],
                [("Production volume (’000 units)", 0)],
                [("Vacuum cleaners", 0), ("1,200", 1), ("1,350", 2)],
                [("Hair dryers", 0), ("300", 1), ("420", 2)],
                [("Average selling price (RMB per unit)", 0)],
                [("Vacuum cleaners", 0), ("212.5", 1), ("208.1", 2)],
            ],
            caption="The table below sets forth our production volume and average selling price:",
            strategy="aligned",
        )
    )
    assert found["production_volume", "Hair dryers", "FY2023"] == (Decimal(420000), "units")
    assert found["average_selling_price", "Vacuum cleaners", "FY2022"] == (Decimal("212.5"), "CNY/unit")


def test_traditional_chinese_with_unit_in_the_head() -> None:
    found = figures(
        table(
            [
                [("截至12月31日止年度", 1, 2), ("截至9月30日止九個月", 3, 1)],
                [("2023年", 1), ("2024年", 2), ("2025年", 3)],
                [("千顆", 1), ("千顆", 2), ("千顆", 3)],
                [("模擬芯片", 0), ("1,000", 1), ("1,100", 2), ("900", 3)],
                [("總計", 0), ("1,000", 1), ("1,100", 2), ("900", 3)],
            ],
            caption="下表載列於所示期間按產品劃分的銷量：",
            strategy="aligned",
        )
    )
    assert found["sales_volume", "模擬芯片", "9M2025"] == (Decimal(900000), "顆")
    assert found["sales_volume", "", "FY2024"] == (Decimal(1100000), "顆")


def test_products_as_columns_and_period_rows_under_measure_titles() -> None:
    found = figures(
        table(
            [
                [("年度", 0), ("磷肥", 1), ("复合肥", 2)],
                [("产量（万吨）", 0, 3)],
                [("2009 年度", 0), ("12.5", 1), ("3", 2)],
                [("销量（万吨）", 0, 3)],
                [("2009 年度", 0), ("11", 1), ("2.75", 2)],
            ],
            caption="公司主要产品产销情况如下：",
        )
    )
    assert found["production_volume", "磷肥", "FY2009"] == (Decimal(125000), "吨")
    assert found["sales_volume", "复合肥", "FY2009"] == (Decimal(27500), "吨")


def test_period_in_a_full_width_title() -> None:
    found = figures(
        table(
            [
                [("产品", 0), ("产能", 1), ("产量", 2), ("产能利用率", 3)],
                [("2023年度", 0, 4)],
                [("电机", 0), ("500", 1), ("450", 2), ("90.00%", 3)],
                [("2022年度", 0, 4)],
                [("电机", 0), ("400", 1), ("380", 2), ("95.00%", 3)],
            ],
            unit_line="单位：万台",
            caption="报告期内公司产能利用情况如下：\n单位：万台",
        )
    )
    assert found["production_capacity", "电机", "FY2023"] == (Decimal(5000000), "台")
    assert found["capacity_utilization", "电机", "FY2022"] == (Decimal("0.95"), "ratio")


def test_measures_printed_over_several_head_lines() -> None:
    found = figures(
        table(
            [
                [("Year ended December 31, 2023", 1, 3)],
                [("", 0), ("Sales", 1), ("Sales to", 2), ("Average", 3)],
                [("", 0), ("volume", 1), ("production", 2), ("selling price", 3)],
                [("(’000 units)", 1), ("ratio (%)", 2), ("(RMB/unit)", 3)],
                [("Fans", 0), ("1,200", 1), ("98.5", 2), ("88.00", 3)],
            ],
            caption="The following table sets forth our sales volume and average selling price:",
            strategy="aligned",
        )
    )
    assert found == {
        ("sales_volume", "Fans", "FY2023"): (Decimal(1200000), "units"),
        ("sales_to_production_ratio", "Fans", "FY2023"): (Decimal("0.985"), "ratio"),
        ("average_selling_price", "Fans", "FY2023"): (Decimal("88.00"), "CNY/unit"),
    }


def test_letters_formulas_and_unusual_units() -> None:
    found = figures(
        table(
            [
                [("项目", 0), ("2023年度", 1), ("2022年度", 2)],
                [("产能（万Ah）A", 0), ("500", 1), ("400", 2)],
                [("产量（万Ah）B", 0), ("450", 1), ("380", 2)],
                [("产能利用率③=②/①", 0), ("90.00%", 1), ("95.00%", 2)],
            ],
            caption="公司锂电池的产能利用情况如下：",
        )
    )
    assert found["production_capacity", "锂电池", "FY2023"] == (Decimal(5000000), "Ah")
    assert found["capacity_utilization", "锂电池", "FY2022"] == (Decimal("0.95"), "ratio")


def test_a_period_line_with_blank_cells_beside_it() -> None:
    found = figures(
        table(
            [
                [("产品", 0), ("产量（台）", 1), ("销量（台）", 2)],
                [("2023年度", 0)],
                [("电机", 0), ("450", 1), ("440", 2)],
                [("2022年度", 0)],
                [("电机", 0), ("380", 1), ("381", 2)],
            ],
            caption="公司产销情况如下：",
        )
    )
    assert found["production_volume", "电机", "FY2023"] == (Decimal(450), "台")
    assert found["sales_volume", "电机", "FY2022"] == (Decimal(381), "台")


def test_product_and_measure_in_one_head_beside_their_totals() -> None:
    """The layout of 002255 p.112: 余热锅炉产量, 容器产量, 产量合计, the unit in the second head row."""
    found = figures(
        table(
            [
                [("年度", 0, 1, 2), ("余热锅炉产量", 1), ("容器产量", 2), ("产量合计", 3)],
                [("重量（t）", 1), ("重量（t）", 2), ("重量（t）", 3)],
                [("2005 年度", 0), ("21,969", 1), ("2,787", 2), ("24,756", 3)],
            ],
            caption="2005－2007 年公司产销量情况表",
        )
    )
    assert found == {
        ("production_volume", "余热锅炉", "FY2005"): (Decimal(21969), "t"),
        ("production_volume", "容器", "FY2005"): (Decimal(2787), "t"),
        ("production_volume", "", "FY2005"): (Decimal(24756), "t"),
    }


def test_forecast_columns_yield_nothing() -> None:
    found = figures(
        table(
            [
                [("项目", 0), ("2024年度", 1), ("2025年度（预计）", 2), ("2026年E", 3)],
                [("销量（张）", 0), ("38,800", 1), ("150,000", 2), ("198,000", 3)],
            ],
            caption="公司板卡的销量情况如下：",
        )
    )
    assert found == {("sales_volume", "板卡", "FY2024"): (Decimal(38800), "张")}


def test_a_volume_without_unit_is_no_figure_but_listed() -> None:
    result = outcome(table([[("项目", 0), ("2023年", 1)], [("产量", 0), ("1,234", 1)]], caption="公司产量情况如下："))
    assert result.readings == ()
    assert [cell.text for cell in result.missing_unit] == ["1,234"]


def test_a_year_is_never_guessed() -> None:
    result = outcome(table([[("产品", 0), ("产量（台）", 1)], [("电机", 0), ("1,234", 1)]], caption="公司产量情况如下："))
    assert result.readings == ()
    assert [cell.text for cell in result.missing_period] == ["1,234"]


def test_design_capacity_beside_actual_capacity() -> None:
    found = figures(
        table(
            [[("工厂", 0), ("设计产能（吨）", 1), ("实际产能（吨）", 2)], [("一车间", 0), ("44,595.00", 1), ("56,271.99", 2)]],
            caption="2024年度现有产能：",
        )
    )
    assert found == {("production_capacity", "一车间", "FY2024"): (Decimal("44595"), "吨")}


def test_two_products_of_one_name_take_their_group_before_it() -> None:
    found = figures(
        table(
            [
                [("系列", 0), ("产品", 1), ("2023年销量（台）", 2)],
                [("家用", 0, 1, 2), ("水泵", 1), ("10", 2)],
                [("其他", 1), ("3", 2)],
                [("商用", 0, 1, 2), ("风机", 1), ("20", 2)],
                [("其他", 1), ("5", 2)],
            ],
            caption="公司各产品2023年销量如下：",
        )
    )
    assert found["sales_volume", "水泵", "FY2023"] == (Decimal(10), "台")
    assert found["sales_volume", "家用其他", "FY2023"] == (Decimal(3), "台")
    assert found["sales_volume", "商用其他", "FY2023"] == (Decimal(5), "台")


@pytest.mark.parametrize(
    ("caption", "product", "near"),
    [
        ("报告期内，公司训推一体 GPU 板卡销售情况如下：", "训推一体 GPU 板卡", "报告期内，公司训推一体 GPU 板卡销售情况如下"),
        (
            "2、主要产品的生产销售情况\n公司近三年主要产品的产能、产量和产销量情况如下：",
            "",
            None,
        ),
        ("①ABS产品的毛利率变动情况：", "ABS", "ABS产品的毛利率变动情况"),
        ("公司的主要客户如下。\n功率肖特基二极管芯片", "功率肖特基二极管芯片", "功率肖特基二极管芯片"),
        ("2003、2004 年本公司铵梯炸药的销量、销售收入及其占总收入的比例为：", "铵梯炸药", None),
    ],
)
def test_lead(caption: str, product: str, near: str | None) -> None:
    lead: Lead = read_lead(table([], caption), "", (12, 31))
    assert lead.product == product
    assert near is None or lead.near == near


def test_a_paragraph_above_is_no_introduction() -> None:
    lead = read_lead(table([], "受产能所限，主要系对外采购，\n其中 2006 年提供约 4,000 吨涂布纸。"), "", (12, 31))
    assert not lead.introduces
    assert lead.period is None


def test_lead_of_a_table_at_the_page_top_comes_from_the_page_before() -> None:
    lead = read_lead(table([], "单位：张", "单位：张"), "报告期内，公司 GPU 板卡的产销情况如下：\n1-1-209", (12, 31))
    assert (lead.unit_line, lead.own_lines) == ("单位：张", 0)
    assert lead.product == "GPU 板卡"


HONG_KONG_PRICES = table(
    [
        [("2023", 1, 3), ("2024", 4, 3)],
        [("Sales", 1), ("Average", 2), ("", 3), ("Sales", 4), ("Average", 5)],
        [("volume", 1), ("selling price", 2), ("Revenue", 3), ("volume", 4), ("selling price", 5), ("Revenue", 6)],
        [("units", 1), ("RMB/unit", 2), ("RMB'000", 3), ("units", 4), ("RMB/unit", 5), ("RMB'000", 6)],
        [("Training cards", 0), ("7,004", 1), ("30,100", 2), ("210,820", 3), ("13,000", 4), ("28,500", 5), ("370,500", 6)],
        [("Total", 0), ("12,704", 1), ("20,857", 2), ("264,970", 3), ("16,800", 4), ("24,270", 5), ("407,740", 6)],
    ],
    caption="The table below sets forth the sales volume, average selling price and revenue by product for the years indicated:",
    strategy="aligned",
)


def revenues(raw: RawTable, currency: str = "CNY") -> dict[tuple[str, str], Decimal]:
    return {(r.member, r.period.label): r.amount.value for r in outcome(raw, currency=currency).revenues}


def test_revenue_beside_volume_and_price_is_no_volume_but_kept() -> None:
    assert figures(HONG_KONG_PRICES, "CNY") == {
        ("sales_volume", "Training cards", "FY2023"): (Decimal(7004), "units"),
        ("average_selling_price", "Training cards", "FY2023"): (Decimal(30100), "CNY/unit"),
        ("sales_volume", "Training cards", "FY2024"): (Decimal(13000), "units"),
        ("average_selling_price", "Training cards", "FY2024"): (Decimal(28500), "CNY/unit"),
        ("sales_volume", "", "FY2023"): (Decimal(12704), "units"),
        ("average_selling_price", "", "FY2023"): (Decimal(20857), "CNY/unit"),
        ("sales_volume", "", "FY2024"): (Decimal(16800), "units"),
        ("average_selling_price", "", "FY2024"): (Decimal(24270), "CNY/unit"),
    }
    assert revenues(HONG_KONG_PRICES) == {
        ("Training cards", "FY2023"): Decimal(210820000),
        ("Training cards", "FY2024"): Decimal(370500000),
        ("", "FY2023"): Decimal(264970000),
        ("", "FY2024"): Decimal(407740000),
    }


def test_revenue_rows_with_their_share_and_growth() -> None:
    """688802 p.277 and 002646 p.131: the share beside the revenue is none."""
    raw = table(
        [
            [("项目", 0, 2), ("2024年度", 2), ("2023年度", 3)],
            [("GPU板卡", 0, 1, 4), ("销售收入（万元）", 1), ("51,181.39", 2), ("1,546.81", 3)],
            [("收入占比", 1), ("68.99%", 2), ("30.09%", 3)],
            [("销售数量（张）", 1), ("10,905", 2), ("272", 3)],
            [("平均单价（万元/张，不含税）", 1), ("4.69", 2), ("5.69", 3)],
        ],
        caption="报告期内，公司产品销售情况如下：",
    )
    assert revenues(raw) == {("GPU板卡", "FY2024"): Decimal(511813900), ("GPU板卡", "FY2023"): Decimal(15468100)}


def test_a_table_of_revenue_alone_proves_nothing() -> None:
    rows = [[("产品", 0), ("2024年度", 1)], [("板卡", 0), ("51,181.39", 1)]]
    raw = table(rows, caption="产品收入如下：\n单位：万元", unit_line="单位：万元")
    assert outcome(raw).revenues == ()


def test_a_total_under_a_merged_year_is_that_years() -> None:
    """002250 p.241."""
    raw = table(
        [
            [("项目", 0, 2), ("销售数量（吨）", 2), ("平均单价（元/公斤）", 3)],
            [("2007 年", 0, 1, 2), ("农药中间体", 1), ("8,500", 2), ("43.24", 3)],
            [("医药中间体", 1), ("3,307", 2), ("43.62", 3)],
            [("合", 0), ("计", 1), ("11,807", 2), ("43.35", 3)],
        ],
        caption="报告期内，主要业务销售情况如下：",
    )
    assert figures(raw)["sales_volume", "", "FY2007"] == (Decimal(11807), "吨")


def test_a_figure_merged_over_products_belongs_to_all_of_them() -> None:
    raw = table(
        [
            [("产品", 0), ("产能（吨）", 1), ("产量（吨）", 2)],
            [("2024年", 0, 3)],
            [("甲醇", 0), ("5,000", 1, 1, 2), ("2,000", 2)],
            [("乙醇", 0), ("1,500", 2)],
        ],
        caption="公司2024年产能、产量情况如下：",
    )
    assert figures(raw)["production_capacity", "甲醇、乙醇", "FY2024"] == (Decimal(5000), "吨")
    assert figures(raw)["production_volume", "乙醇", "FY2024"] == (Decimal(1500), "吨")


@pytest.mark.parametrize(("follows", "kept"), [(True, True), (False, False)])
def test_a_part_row_is_a_product_where_more_parts_follow(follows: bool, kept: bool) -> None:
    """002235 p.176: 其中：刮奖式发票 is the first of four; 002057 p.79: 其中:高性能 is the last row."""
    rows: list[Row] = [
        [("产品种类", 0), ("2007 年度", 1), ("2006 年度", 2)],
        [("电脑票据", 0), ("632,710", 1), ("462,083", 2)],
        [("其中：刮奖式发票", 0), ("16,687", 1), ("8,964", 2)],
    ]
    rows += [[("卷式热敏产品", 0), ("412,467", 1), ("307,414", 2)]] if follows else []
    raw = table(rows, caption="近三年本公司各类电脑票据销售数量如下表所示：\n单位：箱", unit_line="单位：箱")
    assert (("sales_volume", "刮奖式发票", "FY2007") in figures(raw)) is kept
