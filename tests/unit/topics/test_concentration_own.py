"""Tables of the five largest by their own words, whatever stands above them."""

from __future__ import annotations

import pytest

from analyzer.topics import customers
from tests.unit.topics.test_concentration_tables import TypedPages, context, on_page, read_one, table_of, values

HEAD = "Supplier | Goods | Purchases (RMB’000) | % of total purchases"
BAND = "Year ended 31 December 2023"
NAMES = ("Supplier A", "Supplier B", "Supplier C", "Supplier D", "Supplier E")
FIGURES = ("30 | 30.0", "20 | 20.0", "10 | 10.0", "6 | 6.0", "4 | 4.0")
FIVE = tuple(f"{name} | Gas | {figures}" for name, figures in zip(NAMES, FIGURES, strict=True))
BASE = "Our total purchases for 2022 and 2023 were RMB90.1 million and RMB0.1 million, respectively."
PAGE = "Our five largest suppliers"
ZH_HEAD = "供應商 | 產品 | 採購額千港元 | 佔總採購額百分比"


@pytest.mark.parametrize(
    ("head", "total"),
    [
        (HEAD, "Total purchases from top five suppliers | | 70 | 70.0"),
        (HEAD, "Five largest suppliers in aggregate | | 70 | 70.0"),
        (HEAD, "Total | | 70 | 70.0"),
        ("Name of supplier | Goods | Purchase amount (RMB’000) | % of our total purchases", "Sub-total | | 70 | 70.0"),
        (ZH_HEAD, "五大供應商合計 | | 70 | 70.0"),
        (ZH_HEAD, "合計 | | 70 | 70.0"),
        ("Supplier | Goods | Amount (RMB’000) | % of total cost of sales", "Total | | 70 | 70.0"),
        ("供應商名稱 | 產品 | 採購額千港元 | 佔銷售成本百分比", "前五大供應商合計 | | 70 | 70.0"),
    ],
)
@pytest.mark.parametrize("above", ["", "We sold to our five largest customers in both years. They are brands.\n", f"{BASE}\n"])
def test_heads_or_total_say_whose_the_table_is(above: str, head: str, total: str) -> None:
    table = table_of(f"{above}{BAND}", head, *FIVE, total, strategy="aligned")
    found = values(read_one(table, "suppliers", PAGE).facts, "supplier_share")
    assert found[("FY2023", "Supplier A")] == "0.3"
    assert len(found) == 5
    assert read_one(table, "customers", "Our five largest customers").facts == ()


@pytest.mark.parametrize(
    ("caption", "head"),
    [
        ("", HEAD),
        (f"Source: industry report\n{BAND}", HEAD),
        (f"Property development\n{BAND}", HEAD),
        (f"The balances with our overseas suppliers were as below.\n{BAND}", HEAD),
        (BAND, "Supplier | Goods | Sales (RMB’000) | % of total sales"),
        (BAND, "Subcontractor | Goods | Subcontracting costs (RMB’000) | % of total subcontracting costs"),
        (BAND, "Company | Goods | Purchases (RMB’000) | % of total purchases"),
        (BAND, "Supplier | Goods | Purchases (RMB’000) | Market share (%)"),
        (BAND, "Supplier | Goods | Trade payables (RMB’000) | % of total payables"),
    ],
)
def test_tables_that_do_not_say_it(caption: str, head: str) -> None:
    table = table_of(caption, head, *FIVE, "Total | | 70 | 70.0", strategy="aligned")
    assert read_one(table, "suppliers", PAGE).facts == ()


@pytest.mark.parametrize("last", ["31, 2023", "31, 2023 | to us"])
def test_a_dated_head_that_breaks_before_its_day(last: str) -> None:
    heads = ("Five largest suppliers for | Goods | Purchases | % of total", "the year ended December | sold | (RMB’000) | purchases", last)
    table = table_of("", *heads, *FIVE, "Total | | 70 | 70.0", strategy="aligned")
    found = values(read_one(table, "suppliers", PAGE).facts, "supplier_purchases")
    assert found[("FY2023", "Supplier E")] == "4000"
    assert len(found) == 5


def test_the_first_line_of_a_name_below_heads_that_end_with_the_unit() -> None:
    heads = ("| Length of | Purchases", "Supplier | relationship | (RMB’000) | % of total")
    rows = ("Pacific Textiles", "Limited | 9 years | 30 | 30.0", *(row.replace("Gas", "9 years") for row in FIVE[1:]))
    table = table_of(BAND, *heads, *rows, "Total purchases from top five suppliers | | 70 | 70.0", strategy="aligned")
    found = values(read_one(table, "suppliers", PAGE).facts, "supplier_share")
    assert found[("FY2023", "Pacific Textiles Limited")] == "0.3"


@pytest.mark.parametrize(
    ("aside", "is_read"),
    [
        ("（含委托加工采购）", True),
        ("（包括外协加工费）", True),
        ("（不含外协加工）", False),
        ("（不包括委外加工）", False),
        ("外协加工", False),
    ],
)
def test_words_in_brackets_that_the_figures_hold_as_well(aside: str, is_read: bool) -> None:
    caption = f"报告期各期，公司向前五大供应商的采购金额{aside}及占采购总额的比例如下："
    head = "期间 | 供应商名称 | 采购金额（万元） | 占采购总额比例"
    rows = ("2018 年度 | 甲公司 | 30.00 | 30.0%", "2018 年度 | 乙公司 | 20.00 | 20.0%")
    assert bool(read_one(table_of(caption, head, *rows), "suppliers").facts) == is_read


def test_a_wrapped_name_beside_the_years_of_the_relationship() -> None:
    """Customer | years | terms on the first line, the figures on the last one."""
    rows = ("Tomy (Hong | Toys | 8 | 30 days", "Kong) Limited | | | | 30 | 30.0")
    others = (f"{name} | Toys | 9 | 30 days | {figures}" for name, figures in zip(NAMES[1:], FIGURES[1:], strict=True))
    head = "Supplier | Goods | Years of relationship | Credit terms | Purchases (RMB’000) | % of total purchases"
    table = table_of(BAND, head, *rows, *others, "Total | | | | 70 | 70.0", strategy="aligned")
    found = values(read_one(table, "suppliers", PAGE).facts, "supplier_share")
    assert found[("FY2023", "Tomy (Hong Kong) Limited")] == "0.3"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (("Revenue | 50 | 100.0", "Cost of sales | 37 | 74.0", "Gross profit | 13 | 26.0"), "lines of an income statement"),
        (("Alpha | 50 | 100.0", "Beta | (37) | (74.0)", "Gamma | 13 | 26.0"), "figures below zero: nobody sells or buys so much"),
        (("銷售成本 | 37 | 74.0", "行政開支 | 13 | 13.0", "年內溢利 | 5 | 5.0"), "lines of an income statement"),
        (("Revenue Systems Limited | 50 | 50.0", "Other Income Holdings | 37 | 37.0", "Gross Profit | 3 | 3.0"), "five largest"),
    ],
)
def test_a_statement_below_words_on_the_five_largest(rows: tuple[str, ...], reason: str) -> None:
    """A summary prints its statement below the sentence on the customers, with amounts and shares of revenue."""
    head = "Customer | Revenue (RMB’000) | % of total revenue"
    reading = read_one(
        table_of("Our five largest customers in 2024 were as follows:", head, *rows, strategy="aligned"), text="Our five largest customers"
    )
    assert [entry.reason for entry in reading.ledger if entry.kind == "table"] == [reason]
    assert bool(reading.facts) == (reason == "five largest")


@pytest.mark.parametrize(("filler", "count"), [(20, 5), (60, 0)])
def test_tables_overleaf_of_words_on_the_five_largest(filler: int, count: int) -> None:
    """Typeset: the sentence with the totals, another on the largest, the page end; overleaf the tables under their periods."""
    rows = (f"{name.replace('Supplier', 'Customer')} | Gas | {figures}" for name, figures in zip(NAMES, FIGURES, strict=True))
    head = "Customer | Goods | Revenue (RMB’000) | % of total revenue"
    table = table_of(BAND, head, *rows, "Total | | 70 | 70.0", strategy="aligned")
    text = "Our five largest customers bought most. " + "They have paid in time. " * filler
    facts = customers.read(context(TypedPages({2: [on_page(table, 2)]}, {1: text}, text_top=700.0))).facts
    assert len(values(facts, "customer_revenue")) == count
