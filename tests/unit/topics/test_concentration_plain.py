"""Tables of the five largest that no words call so, and layouts of their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.model import RawTable
from analyzer.topics.concentration_plain import plain_sides, plain_title
from analyzer.topics.concentration_words import load_words
from tests.unit.topics.test_concentration_tables import read_one, table_of, values

BASE = "Our total purchases amounted to RMB384.1 million for the year ended 31 December 2023."
HEAD = "Supplier | Goods | Purchases (RMB’000) | % of total purchases"
BAND = "Year ended 31 December {}"
FIVE = ("A | Gas | 30 | 30.0", "B | Gas | 20 | 20.0", "C | Steel | 10 | 10.0", "D | Steel | 6 | 6.0", "E | Pipes | 4 | 4.0")
TOTAL = "Total | | 70 | 70.0"
TEXT = "OUR SUPPLIERS\nSupplier\n% of total purchases\nTotal"


def supplier_table(caption: str, *rows: str) -> RawTable:
    return table_of(caption, HEAD, BAND.format(2023), *(f"Supplier {row}" if row in FIVE else row for row in rows), strategy="aligned")


@pytest.mark.parametrize(
    "heading",
    ["OUR SUPPLIERS", "SUPPLIERS", "Major Suppliers", "4.2 Suppliers", "Procurement and suppliers", "Raw materials, energy and suppliers",
     "Suppliers and procurement", "The Group’s suppliers", "我們的供應商", "(三)主要供应商情况", "採購及供應商", "供應商"],
)  # fmt: skip
def test_a_heading_of_nothing_but_the_side_announces_five_rows_with_their_total(heading: str) -> None:
    table = supplier_table(f"{heading}\n{BASE}", *FIVE, TOTAL, BAND.format(2022), *FIVE, TOTAL)
    found = values(read_one(table, "suppliers", TEXT).facts, "supplier_share")
    assert [year for year, name in found if name == "Supplier A"] == ["FY2023", "FY2022"]
    assert found["FY2023", "Supplier E"] == "0.04"
    assert read_one(table, "customers", TEXT.replace("SUPPLIERS", "CUSTOMERS")).facts == ()


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("Raw material inventories", (*FIVE, TOTAL)),
        ("OUR SUPPLIERS\nThe following table sets out our trade payables:", (*FIVE, TOTAL)),
        ("OUR SUPPLIERS\nThe following table sets out the suppliers of our overseas business:", (*FIVE, TOTAL)),
        ("OUR SUPPLIERS", FIVE),
        ("OUR SUPPLIERS", (*FIVE[:4], "Total | | 66 | 66.0")),
        ("OUR SUPPLIERS", (*FIVE, "Supplier F | Gas | 3 | 3.0", "Total | | 73 | 73.0")),
        ("OUR SUPPLIERS", (*FIVE[:4], "Supplier E | Gas | 34 | 34.0", "Total | | 100 | 100.0")),
        ("OUR SUPPLIERS", (*FIVE, "Total | | 90 | 90.0")),
    ],
)
def test_other_tables_below_such_a_heading(caption: str, rows: Sequence[str]) -> None:
    assert read_one(supplier_table(caption, *rows), "suppliers", TEXT).facts == ()


@pytest.mark.parametrize("head", ["Company | | Sales (RMB’000) | % of total sales", "Supplier | | Sales (RMB’000) | % of the market"])
def test_the_largest_of_an_industry(head: str) -> None:
    table = table_of("MAJOR SUPPLIERS", head, BAND.format(2023), *FIVE, TOTAL, strategy="aligned")
    assert read_one(table, "suppliers", TEXT).facts == ()


def test_a_lead_in_that_names_the_parties_announces_the_table() -> None:
    caption = "The following table sets out details of our suppliers during the Track Record Period:"
    words = load_words()
    title = plain_title(caption, "Supplier", words)
    assert title is not None
    assert (title.kind, title.names_five) == ("suppliers", False)
    assert plain_title("The table below sets out our inventories:", "Supplier", words) is None
    assert plain_title("Details of our suppliers are in the next section.", "Supplier", words) is None
    assert plain_title("OUR SUPPLIERS", "Customer", words) is None
    assert plain_sides(f"{caption}\nPercentage of total purchases\nTotal", words) == {"suppliers"}
    assert plain_sides("SUPPLIERS\nWe buy from many.", words) == frozenset()


def test_ranks_that_share_the_column_of_the_names() -> None:
    caption = "The table below shows purchases from our five largest suppliers in 2003:"
    head = "Name of supplier | Purchases (RMB’000) | % of total purchases"
    rows = ("Sinopec Yantai Branch | 21,898 | 21.4", "Hebei Chengxin Co., Ltd. | 11,051 | 10.8", "Total | 32,949 | 32.2")
    table = table_of(caption, head, *rows, strategy="aligned")
    ranked = [(replace(row[0], text=f"{rank}."), *row) for rank, row in enumerate(table.rows[1:3], 1)]
    facts = read_one(replace(table, rows=(table.rows[0], *ranked, table.rows[3])), "suppliers").facts
    assert values(facts, "supplier_purchases") == {
        ("FY2003", "Sinopec Yantai Branch"): "21898000",
        ("FY2003", "Hebei Chengxin Co., Ltd."): "11051000",
    }
    assert [fact.rank for fact in facts if fact.concept == "supplier_share"] == [1, 2]


def test_a_head_set_between_columns_is_not_of_the_money_below_it() -> None:
    caption = "The following table sets out our five largest customers for the year ended 31 March 2016:"
    rows = ("Customer A | 2006 | 60 days | 46,600 | 31.2", "Customer B | 2009 | 30 days | 27,930 | 18.7")
    heads = ("| Commencement terms and", "Customer | of business | payment | Revenue | % of revenue", "| | | HK$’000 | %")
    table = table_of(caption, *heads, *rows, strategy="aligned")
    wide = replace(table, rows=(tuple(replace(cell, colspan=3) for cell in table.rows[0]), *table.rows[1:]))
    revenue = values(read_one(wide).facts, "customer_revenue")
    assert revenue == {("FY2016", "Customer A"): "46600000", ("FY2016", "Customer B"): "27930000"}


def test_ordinal_days_over_shares_and_the_first_line_of_a_name_below_the_units() -> None:
    heads = ("| Year ended 31st March,", "| 2003 | | 2004", "Name of customer | US$’000 | % | US$’000 | %")
    rows = ("Flextronics International Ltd. and its", "subsidiaries | 10,075 | 16.8 | 14,444 | 18.9", "Sagem SA | – | – | 5,044 | 6.6")
    table = table_of("Sales to our five largest customers were as follows:", *heads, *rows, strategy="aligned")
    spans = {0: 4, 1: 2}
    merged = [tuple(replace(cell, colspan=spans[index]) for cell in row) if index in spans else row for index, row in enumerate(table.rows)]
    found = values(read_one(replace(table, rows=tuple(merged))).facts, "customer_share")
    name = "Flextronics International Ltd. and its subsidiaries"
    assert found == {("FY2003", name): "0.168", ("FY2004", name): "0.189", ("FY2004", "Sagem SA"): "0.066"}


@pytest.mark.parametrize(
    "lead",
    ["具体情况如下：", "具体如下：", "情况如下表所示：", "Details are set out below:", "The following table sets forth the details:"],
)
def test_a_lead_in_that_says_nothing_itself_leaves_the_title_to_the_sentence_above(lead: str) -> None:
    said = "2023年度，公司向前五大客户的销售收入占营业收入的比例较高，与行业集中度较高的特点相符。"
    rows = ("客户名称 | 收入金额（万元） | 占营业收入比例", "客户A | 30 | 30.00%", "客户B | 20 | 20.00%")
    table = table_of(f"{said}\n{lead}", *rows)
    assert values(read_one(table).facts, "customer_revenue") == {("FY2023", "客户A"): "300000", ("FY2023", "客户B"): "200000"}


def test_small_roman_numerals_are_ranks() -> None:
    caption = "Our five largest suppliers for the year ended 31 March 2015 are as follows:"
    rows = ("(i) | Alpha | 30 | 30.0", "(ii) | Beta | 20 | 20.0", "(iii) | Gamma | 10 | 10.0")
    table = table_of(caption, "| Supplier | Purchases (HK$’000) | % of total purchases", *rows, strategy="aligned")
    glued = replace(table.rows[3][0], text="(iii) Gamma", colspan=2)
    close = replace(table, rows=(*table.rows[:3], (glued, *table.rows[3][2:])))
    for one in (table, close):
        facts = [fact for fact in read_one(one, "suppliers").facts if fact.concept == "supplier_share"]
        assert [(fact.rank, fact.member) for fact in facts] == [(1, "Alpha"), (2, "Beta"), (3, "Gamma")]


def test_heads_of_ranks_and_names_in_one_cell() -> None:
    head = "Rank Supplier | | Purchases (RMB’000) | % of total purchases"
    rows = [f"{rank} | {row[0]} | {row.split('|', 2)[2]}" for rank, row in enumerate(FIVE, 1)]
    table = table_of("OUR SUPPLIERS", head, BAND.format(2023), *rows, "| Total | 70 | 70.0", strategy="aligned")
    wide = replace(table, rows=((replace(table.rows[0][0], colspan=2), *table.rows[0][1:]), *table.rows[1:]))
    facts = [fact for fact in read_one(wide, "suppliers", TEXT).facts if fact.concept == "supplier_share"]
    assert [(fact.rank, fact.member) for fact in facts] == list(enumerate("ABCDE", 1))


def test_a_column_of_balances_beside_sales_and_their_shares() -> None:
    caption = "Our five largest customers in the year ended 31 December 2019:"
    rows = ("Customer A | 30 | 30.0 | 5", "Customer B | 20 | 20.0 | 4")
    head = "Customer | Revenue (RMB’000) | % of total revenue | Trade receivables (RMB’000)"
    found = values(read_one(table_of(caption, head, *rows)).facts, "customer_revenue")
    assert found == {("FY2019", "Customer A"): "30000", ("FY2019", "Customer B"): "20000"}
    head = "Customer | Amount (RMB’000) | % of total | Trade receivables (RMB’000)"
    assert read_one(table_of(caption, head, *rows)).facts == ()
