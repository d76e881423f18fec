"""Five-largest tables under shared words: titles in the head, parts under one year, both sides in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analyzer.topics import customers, suppliers
from tests.unit.topics.test_concentration_tables import TypedPages, context, on_page, read_one, table_of, values

ROWS = ("客戶 A | 甲行业 | 2019年 | 30.00 | 30.0%", "客戶 B | 乙行业 | 2020年 | 20.00 | 20.0%", "總計 | | | 50.00 | 50.0%")
PERIODS = {
    "FY2022": ("截至 2022 年 12", "月 31 日止年度的", "五大客戶"),
    "FY2023": ("截至 2023 年 12", "月 31 日止年度的", "五大客戶"),
    "6M2025": ("截至 2025 年 6 月", "30 日止六個月的", "五大客戶"),
}


def head_of(lines: Sequence[str]) -> list[str]:
    return [
        f"{lines[0]} | 客戶背景 | 業務關係 | 銷售額 | 佔總收入",
        f"{lines[1]} | | 起始年份 | （人民幣千元） | 百分比",
        lines[2],
    ]


def test_the_head_of_the_names_carries_the_period() -> None:
    """poyue p.6: three tables without vertical rules became one; the last one goes on overleaf under its head."""
    first, second, third = (head_of(lines) for lines in PERIODS.values())
    upper = table_of("下表載列我們五大客戶的詳情：", *first, *ROWS, *second, *ROWS, *third, ROWS[0], strategy="aligned")
    lower = on_page(table_of("", *third, *ROWS[1:], strategy="aligned"), 2)
    reading = customers.read(context(TypedPages({1: [upper], 2: [lower]})))
    labels = list(PERIODS)
    shares = values(reading.facts, "customer_share")
    assert shares == {(label, f"客戶 {name}"): share for label in labels for name, share in (("A", "0.3"), ("B", "0.2"))}
    assert values(reading.facts, "top_customers_revenue") == {(label, ""): "50000" for label in labels}
    assert {fact.period.months for fact in reading.facts} == {12, 6}


def test_an_english_title_over_the_names() -> None:
    head = "Five largest customers for the year ended December 31, {} | Background | Revenue (RMB'000) | % of total revenue"
    rows = ("Customer A | a maker | 30 | 30.0%", "Customer B | a dealer | 20 | 20.0%", "Total | | 50 | 50.0%")
    caption = "The following tables set forth our five largest customers during the Track Record Period:"
    table = table_of(caption, head.format(2023), *rows, head.format(2024), *rows)
    facts = read_one(table).facts
    assert values(facts, "customer_revenue") == {
        (year, f"Customer {name}"): value for year in ("FY2023", "FY2024") for name, value in (("A", "30000"), ("B", "20000"))
    }


HEAD = "序号 | 客户名称 | 销售金额（万元） | 占公司销售总额比例"
PARTIES = ("1 | 甲公司 | 30.00 | 3.0%", "2 | 乙公司 | 20.00 | 2.0%")
HOME = {("FY2003", "甲公司"): "300000", ("FY2003", "乙公司"): "200000"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2003年度，公司内销、外销前五名客户情况如下：\n内销前五名客户：", "外销前五名客户：", HOME),
        ("2003年度，公司内销、外销前五名客户情况如下：\n（1）内销前五名客户情况", "（2）外销前五名客户情况", HOME),
        ("1、2003年度前五名客户\n（1）内销前五名客户\n单位：万元", "（2）外销前五名客户\n单位：万元", HOME),
        ("1、2003年度前五名客户\n（1）内销前五名客户", "公司产品销往国外，2002年起增长较快。\n（2）外销前五名客户", {}),
        ("1、2003年度前五名客户\n（1）内销前五名客户", "（2）内销前五名客户", {}),
        ("1、2003年度和2002年度前五名客户\n（1）内销前五名客户", "（2）外销前五名客户", {}),
    ],
)
def test_parts_under_one_year(first: str, second: str, expected: dict[tuple[str, str], str]) -> None:
    tables = [table_of(caption, HEAD, *PARTIES) for caption in (first, second)]
    facts = customers.read(context(TypedPages({1: tables}))).facts
    assert values(facts, "customer_revenue", "外销") == expected
    assert values(facts, "customer_revenue", "内销") == ({} if "2002" in first else HOME)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "年度 | 前五名供应商采购额占年度采购总额的比例 | 前五名客户销售额占年度销售总额的比例",
            "2003年度 | 41.18% | 24.60%",
            "2002年度 | 38.90% | 29.77%",
        ),
        (
            "项目 | 2003年度 | 2002年度",
            "前五名供应商采购额占年度采购总额的比例 | 41.18% | 38.90%",
            "前五名客户销售额占年度销售总额的比例 | 24.60% | 29.77%",
        ),
    ],
)
def test_a_table_of_both_sides_gives_each_its_own(rows: Sequence[str]) -> None:
    pages = context(TypedPages({1: [table_of("2、近两年前五名供应商、前五名客户情况", *rows)]}))
    sold, bought = customers.read(pages).facts, suppliers.read(pages).facts
    assert values(sold, "top_customers_share") == {("FY2003", ""): "0.246", ("FY2002", ""): "0.2977"}
    assert values(bought, "top_suppliers_share") == {("FY2003", ""): "0.4118", ("FY2002", ""): "0.389"}
    assert (len(sold), len(bought)) == (2, 2)


def test_a_period_in_a_row_of_its_own_is_no_title_of_the_names() -> None:
    """Without vertical rules the period and the head of each block are rows; the second head is wrapped otherwise."""
    rows = ("1 | 甲公司 | 30.00 | 3.0%", "2 | 乙公司 | 20.00 | 2.0%", "| 合计 | 50.00 | 5.0%")
    first = ("| （1）2025年1-6月", "序号 | 供应商 | 采购金额（万元） | 占采购总额的比例")
    second = ("| （2）2024年度", "| | | 占采购总额的", "序号 | 供应商 | 采购金额（万元） | 比例")
    table = table_of("报告期内，公司向前五名供应商采购的具体情况如下：", *first, *rows, *second, *rows, strategy="aligned")
    assert values(read_one(table, "suppliers").facts, "supplier_share") == {
        (period, name): share for period in ("6M2025", "FY2024") for name, share in (("甲公司", "0.03"), ("乙公司", "0.02"))
    }


def test_a_head_wider_than_its_figures_is_one_column() -> None:
    """poyue p.6: the centred head of the last column covers an empty column beside the figures."""
    rows = ("甲公司 | 30.00 | | 3.0%", "乙公司 | 20.00 | | 2.0%", "合计 | 50.00 | | 5.0%")
    table = table_of("2024年公司前五大客户如下：", "客户 | 销售额（万元） | 占营业收入比例 | 占营业收入比例", *rows, strategy="aligned")
    facts = read_one(table).facts
    assert values(facts, "customer_share") == {("FY2024", "甲公司"): "0.03", ("FY2024", "乙公司"): "0.02"}
    assert values(facts, "top_customers_share") == {("FY2024", ""): "0.05"}
