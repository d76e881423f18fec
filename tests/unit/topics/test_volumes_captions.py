"""Captions that choose a page and give a unit, prices per piece, bands of periods; layouts of blind filings, built by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Period
from analyzer.topics.volumes_lead import read_lead
from analyzer.topics.volumes_pages import is_table_line
from analyzer.topics.volumes_periods import is_year_alone
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import concept_of
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

MARCH, JULY = (3, 31), (7, 31)


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("每瓶平均售價（港元）", "HKD/瓶", 1),
        ("每噸銷售單價（港元）", "HKD/噸", 1),
        ("每台平均售价（万元）", "CNY/台", 10000),
        ("平均售價（每瓶港元）", "HKD/瓶", 1),
        ("平均售价（元/吨）", "CNY/吨", 1),
        ("Average selling price per bottle (HK$)", "HKD/bottle", 1),
        ("Average selling price (HK$ per bottle)", "HKD/bottle", 1),
    ],
)
def test_price_for_a_piece(text: str, measure: str, scale: int) -> None:
    assert concept_of(text) == "average_selling_price"
    assert [(unit.measure, unit.scale) for unit in units_of(text, "")] == [(measure, Decimal(scale))]


@pytest.mark.parametrize(
    "text",
    ["每股價格（港元）", "每年平均售价变动（元）", "每月均价（元）", "Selling price per share (HK$)", "Average selling price per annum"],
)
def test_price_of_shares_or_of_a_time_is_no_price_for_a_piece(text: str) -> None:
    assert concept_of(text) != "average_selling_price"


def test_revenue_as_first_row_under_a_band_leaves_the_name_to_all_rows() -> None:
    found = figures(
        table(
            [
                [("二零一四年", 1), ("二零一五年", 2)],
                [("瓶裝涼茶", 0)],
                [("收益（千港元）", 0), ("80,923", 1), ("88,138", 2)],
                [("銷量（千瓶）", 0), ("8,412", 1), ("9,077", 2)],
                [("每瓶平均售價（港元）", 0), ("9.62", 1), ("9.71", 2)],
                [("龜苓膏", 0)],
                [("收益（千港元）", 0), ("29,529", 1), ("31,861", 2)],
                [("銷量（千杯）", 0), ("1,930", 1), ("2,014", 2)],
                [("每杯平均售價（港元）", 0), ("15.30", 1), ("15.82", 2)],
            ],
            caption="下表載列我們主要批發產品的收益、銷量及平均售價：",
            strategy="aligned",
        )
    )
    assert len(found) == 8
    assert found["sales_volume", "瓶裝涼茶", "FY2014"] == (Decimal(8412000), "瓶")
    assert found["average_selling_price", "瓶裝涼茶", "FY2015"] == (Decimal("9.71"), "HKD/瓶")
    assert found["average_selling_price", "龜苓膏", "FY2014"] == (Decimal("15.30"), "HKD/杯")


def test_years_under_a_band_are_the_part_of_the_year_that_it_says() -> None:
    found = outcome(
        table(
            [
                [("瓶裝涼茶", 1, 2), ("龜苓膏", 3, 2)],
                [("設計產能（附註1）", 1), ("使用率（附註2）", 2), ("設計產能（附註1）", 3), ("使用率（附註2）", 4)],
                [("千瓶", 1), ("概約 %", 2), ("千杯", 3), ("概約 %", 4)],
                [("截至三月三十一日止年度", 0)],
                [("二零一四年", 0), ("12,000", 1), ("71.3", 2), ("2,500", 3), ("79.5", 4)],
                [("二零一五年", 0), ("12,100", 1), ("76.8", 2), ("2,600", 3), ("82.8", 4)],
                [("截至七月三十一日止四個月", 0)],
                [("二零一五年", 0), ("4,100", 1), ("90.9", 2), ("911", 3), ("83.7", 4)],
                [("二零一六年", 0), ("4,200", 1), ("92.9", 2), ("933", 3), ("84.7", 4)],
            ],
            caption="下表載列大埔廠房的設計產能及使用率：",
            strategy="aligned",
        )
    )
    values = {(r.concept, r.member, r.period): (r.amount.value, r.unit.measure) for r in found.readings}
    year = Period.ending(date(2014, *MARCH), 12)
    interim = {at: Period.ending(date(at, *JULY), 4) for at in (2015, 2016)}
    assert len(values) == 16
    assert values["production_capacity", "瓶裝涼茶", year] == (Decimal(12000000), "瓶")
    assert values["capacity_utilization", "龜苓膏", year] == (Decimal("0.795"), "ratio")
    assert values["production_capacity", "龜苓膏", interim[2015]] == (Decimal(911000), "杯")
    assert values["production_capacity", "龜苓膏", interim[2016]] == (Decimal(933000), "杯")
    assert values["capacity_utilization", "瓶裝涼茶", interim[2016]] == (Decimal("0.929"), "ratio")


@pytest.mark.parametrize(
    ("text", "alone"), [("二零一四年", True), ("2014年度", True), ("2014 (unaudited)", True), ("2014年1-6月", False), ("2014年產品", False)]
)
def test_year_alone(text: str, alone: bool) -> None:
    assert is_year_alone(text) == alone


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("公司近两年一期主要产品产量如下表（单位：万吨）：", "公司近两年一期主要产品产量如下表："),
        ("2、主要产品产量（单位：万吨）", "2、主要产品产量"),
        ("2、主要产品产量表　　单位：万吨", "2、主要产品产量表"),
        ("2、主要产品产量\n单位：万吨", "2、主要产品产量"),
    ],
)
def test_caption_with_its_unit_keeps_its_words(caption: str, text: str) -> None:
    raw = table([[("产品", 0), ("2002年", 1), ("2003年", 2)], [("热轧板卷", 0), ("312.50", 1), ("335.18", 2)]], caption=caption)
    assert read_lead(raw, "", (12, 31)).text == text
    assert figures(raw) == {
        ("production_volume", "热轧板卷", "FY2002"): (Decimal(3125000), "吨"),
        ("production_volume", "热轧板卷", "FY2003"): (Decimal(3351800), "吨"),
    }


def test_unit_line_without_a_measure_is_no_caption() -> None:
    raw = table([[("产品", 0), ("2002年", 1)], [("板卷", 0), ("312.50", 1)]], caption="2、主要产品产量\n2002年度　单位：万吨 币种：人民币")
    assert read_lead(raw, "", (12, 31)).text == "2、主要产品产量"


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("1、主要产品的平均销售价格（不含增值税）", True),
        ("报告期内，公司主要产品的平均销售价格（不含税）情况如下：", True),
        ("报告期内，公司主要产品的平均销售价格（不含税）及变动情况如下：", True),
        ("2、主要产品销售价格变动情况", True),
        ("3、主要产品的销售均价", True),
        ("2、主要产品产量（单位：万吨）", True),
        ("2、主要产品产量表　　单位：万吨", True),
        ("报告期内，公司产品的平均销售价格持续下降，毛利率随之下降。", False),
        ("1、主要原材料、能源的采购价格", False),
    ],
)
def test_captions_that_choose_a_page(line: str, chosen: bool) -> None:
    assert is_table_line(line) == chosen


def test_year_without_a_head_below_it_beside_years_over_price_and_growth() -> None:
    found = figures(
        table(
            [
                [("产品名称", 0, 1, 2), ("2001年", 1, 1, 2), ("2002年", 2, 2), ("2004年1-6月", 4, 1, 2)],
                [("价格", 2), ("增长率", 3)],
                [("水泥", 0), ("198.35", 1), ("205.12", 2), ("3.41%", 3), ("243.71", 4)],
            ],
            caption="1、主要产品的平均销售价格（不含增值税）\n单位：元/吨",
        )
    )
    assert found == {
        ("average_selling_price", "水泥", "FY2001"): (Decimal("198.35"), "CNY/吨"),
        ("average_selling_price", "水泥", "FY2002"): (Decimal("205.12"), "CNY/吨"),
        ("average_selling_price", "水泥", "6M2004"): (Decimal("243.71"), "CNY/吨"),
    }
