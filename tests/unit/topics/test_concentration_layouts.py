"""Layouts of five-largest tables: titles among the rows, wrapped names, totals told by their sums, rows of the largest and the five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics import suppliers
from tests.unit.topics.test_concentration_prose import said
from tests.unit.topics.test_concentration_tables import TypedPages, context, on_page, read_one, table_of, values

CAPTION = "The following table sets forth our five largest suppliers for the year ended 31 December 2023:"
HEAD = "Supplier | Purchases (HK$'000) | % of total purchases"
PARTIES = ("Supplier A | 30 | 30.0%", "Supplier B | 20 | 20.0%", "Supplier C | 10 | 10.0%")


def placed(caption: str, *lines: tuple[float, str]) -> RawTable:
    """An aligned table of printed lines, each with its top."""
    table = table_of(caption, *(text for _, text in lines), strategy="aligned")

    def moved(cell: Cell, top: float) -> Cell:
        return replace(cell, bbox=(cell.bbox[0], top, cell.bbox[2], top + 8))

    rows = (tuple(moved(cell, top) for cell in row) for row, (top, _) in zip(table.rows, lines, strict=True))
    return replace(table, rows=tuple(rows))


@pytest.mark.parametrize("middle", [30.0, 35.0])
def test_wrapped_names_belong_to_the_figures_across_the_narrower_gaps(middle: float) -> None:
    """Cells centred or set to the bottom: the figures stand beside or below the middle of the name."""
    lines = [
        (0.0, "Supplier | Purchases (HK$'000) | % of total purchases"),
        (20.0, "Oceanic | 3,000 | 30.0%"),
        (middle + 5, "Fleetcrew"),
        (middle + 15, "Management | 2,000 | 20.0%"),
        (middle + 25, "Limited"),
        (middle + 43, "Supplier C | 1,000 | 10.0%"),
    ]
    facts = read_one(placed(CAPTION, *lines), "suppliers").facts
    assert values(facts, "supplier_purchases") == {
        ("FY2023", "Oceanic"): "3000000",
        ("FY2023", "Fleetcrew Management Limited"): "2000000",
        ("FY2023", "Supplier C"): "1000000",
    }


def test_figures_that_wrap_in_their_cells() -> None:
    rows = ("Supplier A | HK$37.1 | approximately", "| million | 22.2%", "Supplier B | HK$20.0 | about", "| million | 12.0%")
    table = table_of(CAPTION, "Supplier | Purchases | % of total purchases", *rows, strategy="aligned")
    facts = read_one(table, "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2023", "Supplier A"): "37100000", ("FY2023", "Supplier B"): "20000000"}
    assert values(facts, "supplier_share") == {("FY2023", "Supplier A"): "0.222", ("FY2023", "Supplier B"): "0.12"}


@pytest.mark.parametrize(
    "labels",
    [
        ("Top five suppliers in total", "Remaining suppliers", "Total cost of inventories consumed"),
        ("Aggregate of the above", "All the rest", "Grand total"),
        ("Whatever it is called", "The others of them", "The whole"),
    ],
)
def test_a_total_with_the_rest_and_the_whole_below_it(labels: Sequence[str]) -> None:
    names = [f"Supplier {name} | 10 | 10.0%" for name in "ABCDE"]
    rows = [f"{label} | {figures}" for label, figures in zip(labels, ("50 | 50.0%", "50 | 50.0%", "100 | 100.0%"), strict=True)]
    facts = read_one(table_of(CAPTION, HEAD, *names, *rows), "suppliers").facts
    assert values(facts, "top_suppliers_purchases") == {("FY2023", ""): "50000"}
    assert [name for _, name in values(facts, "supplier_purchases")] == [f"Supplier {name}" for name in "ABCDE"]


def test_shares_that_are_more_than_the_whole_are_of_different_companies() -> None:
    rows = ("Alpha | 94.6% | 92.4%", "Beta | 70.1% | 66.0%")
    table = table_of("公司前五大客户收入占比情况如下：", "公司名称 | 2024年度 | 2023年度", *rows)
    assert read_one(table).facts == ()


def test_rows_of_the_largest_and_the_five_of_both_sides() -> None:
    caption = "The percentages attributable to our largest and five largest customers and our largest and five largest suppliers:"
    rows = ("Largest customer | 23.4% | 21.7%", "Five largest customers | 64.8% | 61.2%")
    others = ("Largest supplier | 15.2% | 17.9%", "Five largest suppliers | 44.1% | 47.3%")
    facts = read_one(table_of(caption, "| 2008 | 2009", *rows, *others), "suppliers").facts
    assert values(facts, "top_suppliers_share") == {("FY2008", ""): "0.441", ("FY2009", ""): "0.473"}
    own = table_of("The percentage of turnover attributable to our five largest customers:", "| 2008 | 2009", *rows)
    assert values(read_one(own).facts, "largest_customer_share") == {("FY2008", ""): "0.234", ("FY2009", ""): "0.217"}
    assert values(read_one(own).facts, "customer_share") == {}


def test_shares_of_both_sides_in_one_table_go_with_the_row_above_them() -> None:
    rows = (
        "前五名客户销售额合计（万元） | 5,123.40", "占年度销售总额的比例 | 32.15%",
        "前五名供应商采购额合计（万元） | 4,012.77", "占年度采购总额的比例 | 51.22%",
    )  # fmt: skip
    table = table_of("本公司向前五名供应商合计的采购额及对前五名客户合计的销售额如下表：", "项目 | 2002年", *rows)
    assert values(read_one(table).facts, "top_customers_share") == {("FY2002", ""): "0.3215"}
    assert values(read_one(table, "suppliers").facts, "top_suppliers_share") == {("FY2002", ""): "0.5122"}


def test_a_lead_in_of_the_other_side_among_the_rows_begins_another_table() -> None:
    customers_head = "Customer | Revenue (HK$'000) | % of total revenue"
    rows = ("Customer A | 30 | 30.0%", "Customer B | 20 | 20.0%", "Total | 50 | 50.0%")
    lead = ("Five largest suppliers", "The following table sets forth our five largest suppliers in 2022:")
    table = table_of("Our five largest customers in 2023:", customers_head, *rows, *lead, HEAD, *PARTIES, strategy="aligned")
    assert {fact.period.label for fact in read_one(table).facts} == {"FY2023"}
    found = read_one(table, "suppliers", "Our five largest suppliers").facts
    assert values(found, "supplier_share") == {
        ("FY2022", f"Supplier {name}"): share for name, share in (("A", "0.3"), ("B", "0.2"), ("C", "0.1"))
    }


def test_dated_titles_centred_over_the_heads() -> None:
    title = "| Five largest suppliers for the year ended December 31, {}"
    table = table_of(
        "Details of our five largest suppliers:",
        title.format(2021), HEAD, *PARTIES, title.format(2022), HEAD, *PARTIES, strategy="aligned",
    )  # fmt: skip
    found = values(read_one(table, "suppliers").facts, "supplier_share")
    assert [year for year, name in found if name == "Supplier A"] == ["FY2021", "FY2022"]
    lower = on_page(table_of("", title.format(2023), HEAD, *PARTIES, strategy="aligned"), 2)
    pages = TypedPages({1: [table], 2: [lower]})
    assert {fact.period.label for fact in suppliers.read(context(pages)).facts} == {"FY2021", "FY2022", "FY2023"}


def test_major_customers_of_which_the_total_row_says_that_they_are_five() -> None:
    rows = [f"Customer {name} | 10 | 10.0" for name in "ABCDE"]
    head = ("| 2018", "Customer | HK$'000 | % of total")
    table = table_of("A breakdown of our revenue by our major customers:", *head, *rows, "Five largest customers in aggregate | 50 | 50.0")
    spans = replace(table, rows=(tuple(replace(cell, colspan=2) for cell in table.rows[0]), *table.rows[1:]))
    facts = read_one(spans, text="Our five largest customers and our major customers").facts
    assert len(values(facts, "customer_share")) == 5
    assert values(facts, "top_customers_revenue") == {("FY2018", ""): "50000"}


def test_subtotals_of_a_group_stand_for_its_companies() -> None:
    rows = ("1 | 台积电 | 80.00 | 40.0%", "2 | 天水华天 | 20.00 | 10.0%", "| 华天西安 | 10.00 | 5.0%", "| 华天小计 | 30.00 | 15.0%")
    table = table_of("2021年度公司向前五大供应商采购情况如下：", "序号 | 供应商名称 | 采购金额（万元） | 占采购总额比例", *rows)
    merged = [tuple(replace(cell, rowspan=3) if cell.row == 2 and cell.col == 0 else cell for cell in row) for row in table.rows]
    facts = read_one(replace(table, rows=tuple(merged)), "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2021", "台积电"): "800000", ("FY2021", "华天小计"): "300000"}


def test_a_period_that_shares_the_cell_of_a_rank_and_one_centred_over_all_columns() -> None:
    head = "序号 | 客户名称 | 销售内容 | 销售金额（万元） | 占营业收入比例"
    parties = [f"{rank} | {name} | 整机 | 10.00 | 10.0%" for rank, name in enumerate("甲乙丙丁戊", 1)]
    total = "| 合计 | | 50.00 | 50.0%"
    shared = [row.replace("4 |", "{} 年度\n4 |", 1) if row.startswith("4") else row for row in parties]
    caption = "报告期各期，公司前五大客户销售情况如下："
    first = table_of(caption, head, *(row.format(2022) for row in shared), total, *(row.format(2021) for row in shared), total)
    second = table_of(caption, head, "| | 2022 年度", *parties, total, "| | 2021 年度", *parties, total, strategy="aligned")
    for table in (first, second):
        found = values(read_one(table).facts, "customer_share")
        assert [year for year, name in found if name == "丁"] == ["FY2022", "FY2021"]
        assert len(found) == 10


def test_outsourced_suppliers_are_a_part_of_their_own() -> None:
    rows = ("2012年度 | 丹阳模具厂 | 233.42 | 13.18", "| 江阴锻压 | 209.88 | 11.85")
    table = table_of(
        "报告期内，公司向前五名外协厂商的采购情况如下：", "年份 | 外协厂商名称 | 加工费（万元） | 占外协加工费总额比例（%）", *rows
    )
    merged = tuple(tuple(replace(cell, rowspan=2) if cell.text == "2012年度" else cell for cell in row) for row in table.rows)
    facts = read_one(replace(table, rows=merged), "suppliers").facts
    assert [value for _, value in values(facts, "supplier_purchases", "外协").items()] == ["2334200", "2098800"]


@pytest.mark.parametrize(
    "text",
    [
        "Our five largest suppliers\nOur total purchases for the years ended December 31, 2009 and 2010 were RMB1,022.4 million and "
        "RMB1,310.9 million, respectively.",
        "我们的五大供应商\n截至2017年12月31日止年度及截至2018年12月31日止年度，我们的采购总额分别约为61.0百万港元及68.8百万港元。",
        "报告期内，公司前五大供应商稳定，2019年度和2020年度，公司采购总额分别为16,230.12万元和21,044.30万元。",
    ],
)
def test_sums_of_the_whole_company_are_not_those_of_the_five(text: str) -> None:
    assert said(text, "suppliers") == []


def test_the_base_between_lead_in_and_table_does_not_part_them() -> None:
    base = "Our total purchases were HK$120.4 million and HK$133.6 million for the years ended 31 December 2022 and 2023, respectively."
    caption = f"Details of our top five suppliers are as follows:\n{base}\nFY2023"
    assert len(values(read_one(table_of(caption, HEAD, *PARTIES), "suppliers").facts, "supplier_share")) == 3


def test_a_table_goes_on_overleaf_under_its_head_in_other_columns() -> None:
    """With one row before the page end no column of the background is found there: the words of the head are the same."""
    upper = table_of(
        CAPTION,
        "Supplier | | Background | Purchases | % of total",
        "| | | HK$'000 | purchases",
        "Supplier A | | | 30 | 30.0%",
        strategy="aligned",
    )
    lower = table_of(
        "",
        "Supplier | Background | | Purchases | % of total",
        "| | | HK$'000 | purchases",
        "Supplier B | a dealer | | 20 | 20.0%",
        strategy="aligned",
    )
    facts = suppliers.read(context(TypedPages({1: [upper], 2: [on_page(lower, 2)]}))).facts
    assert values(facts, "supplier_purchases") == {("FY2023", "Supplier A"): "30000", ("FY2023", "Supplier B"): "20000"}


def test_a_heading_that_rules_made_one_row_with_its_lead_in_and_unit() -> None:
    lead = "（三）前五大委托加工厂商 | 报告期内，公司前五大委托加工厂商的加工费情况如下： | 单位：万元"
    head = "供应商名称 | 采购金额 | 占采购总额比例"
    rows = ("甲公司 | 30.00 | 30.0%", "合计 | 30.00 | 30.0%")
    others = ("厂商名称 | 加工费金额 | 占委托加工费总额比例", "乙公司 | 20.00 | 20.0%")
    caption = "2021年度公司前五大供应商采购情况如下：\n单位：万元"
    table = table_of(
        caption, head, *rows, lead.replace("前五大委托加工厂商 |", "2022年度前五大委托加工厂商 |", 1), *others, strategy="aligned"
    )
    facts = read_one(table, "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2021", "甲公司"): "300000"}
    assert values(facts, "supplier_purchases", "委托加工") == {("FY2022", "乙公司"): "200000"}


@pytest.mark.parametrize(
    ("largest", "five"),
    [
        ("– the largest customer", "– five largest customers combined"),
        (
            "Percentage of turnover attributable to the largest customer",
            "Percentage of turnover attributable to the five largest customers",
        ),
        ("最大客戶", "五大客戶佔總收益百分比"),
    ],
)
@pytest.mark.parametrize("section", ["Sales", ""])
def test_the_largest_and_the_five_below_the_word_for_sales(section: str, largest: str, five: str) -> None:
    rows = [f"{largest} | 23.4% | 21.7%", f"{five} | 64.8% | 61.2%"]
    caption = "The percentage of turnover attributable to our five largest customers:"
    facts = read_one(table_of(caption, "| 2008 | 2009", *filter(None, [section]), *rows, strategy="aligned")).facts
    assert values(facts, "largest_customer_share") == {("FY2008", ""): "0.234", ("FY2009", ""): "0.217"}
    assert values(facts, "top_customers_share") == {("FY2008", ""): "0.648", ("FY2009", ""): "0.612"}
    assert values(facts, "customer_share") == {}


def test_the_other_customers_are_not_the_five_whose_name_they_bear() -> None:
    rows = [f"客戶{name} | 10 | 10.0%" for name in "ABCDE"]
    below = ("五大客戶應佔收益總額 | 50 | 50.0%", "五大客戶以外的其他客戶 | 50 | 50.0%", "總額 | 100 | 100.0%")
    table = table_of("截至2018年12月31日止年度的五大客戶：", "客戶 | 收益（千港元） | 佔總收益百分比", *rows, *below)
    facts = read_one(table).facts
    assert values(facts, "top_customers_revenue") == {("FY2018", ""): "50000"}
    assert values(facts, "top_customers_share") == {("FY2018", ""): "0.5"}


@pytest.mark.parametrize(
    ("upper", "lower", "value"),
    [
        ("（人民幣", "以百萬元計）", "207900000"),
        ("（人民幣，", "百萬元）", "207900000"),
        ("（以人民幣", "千元計）", "207900"),
        ("(RMB", "in millions)", "207900000"),
        ("(RMB, in", "millions)", "207900000"),
        ("(in RMB", "thousands)", "207900"),
    ],
)
def test_a_unit_that_wraps_below_its_currency(upper: str, lower: str, value: str) -> None:
    """Zhaowei (2692): the currency on one line of the head, its scale on the next."""
    rows = (
        "Supplier | Amount | % of total purchases",
        f"| {upper} |",
        f"| {lower} | (%)",
        "Supplier A | 207.9 | 16.6",
        "Supplier B | 126.5 | 10.1",
    )
    facts = read_one(table_of(CAPTION, *rows, strategy="aligned"), "suppliers").facts
    assert values(facts, "supplier_purchases")["FY2023", "Supplier A"] == value
