"""Heads that stand again among the rows, heads that wrap, names with a second letter, titles of an industry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.topics import customers
from analyzer.topics.concentration_names import without_other_role
from tests.unit.topics.test_concentration_periods import spanning
from tests.unit.topics.test_concentration_prose import said
from tests.unit.topics.test_concentration_tables import TypedPages, context, on_page, read_one, table_of, values

CAPTION = "The following table sets out our five largest customers for the year ended 31 December 2016:"


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Customer F (Supplier K)", "customers", "Customer F"),
        ("Sunrise Limited（also our Supplier B）", "customers", "Sunrise Limited"),
        ("供應商K（客戶F）", "suppliers", "供應商K"),
        ("Sunrise Limited (Customer F)", "customers", "Sunrise Limited (Customer F)"),
        ("Customer E/Supplier H", "customers", "Customer E/Supplier H"),
        ("Customer A (Note 1)", "customers", "Customer A (Note 1)"),
    ],
)
def test_the_letter_of_the_other_side_is_no_part_of_the_name(name: str, kind: str, expected: str) -> None:
    assert without_other_role(name, kind) == (expected, expected != name)


def test_a_party_with_a_letter_of_the_other_side_is_marked() -> None:
    """MiniMax p.295: Customer F over (Supplier K)."""
    rows = ("1 | Customer F | 38 | 28.6", "| (Supplier K)", "2 | Customer A | 21 | 15.8")
    facts = read_one(table_of(CAPTION, "Rank | Customer | Revenue (HK$'000) | % of total revenue", *rows, strategy="aligned")).facts
    assert {fact.member: fact.relation for fact in facts} == {"Customer F": "also supplier", "Customer A": ""}


def test_a_head_that_stands_again_with_another_period_begins_a_table() -> None:
    heads = ("Customer | Place | Year ended 31 December {} |", "| | Revenue | % of total", "| | HK$'000 | revenue")
    rows = ("Customer A | Korea | 30 | 30.0%", "Customer B | Taiwan | 20 | 20.0%", "Total | | 50 | 50.0%")
    lines = [line.format(year) for year in (2015, 2016) for line in (*heads, *rows)]
    table = spanning(table_of("Our five largest customers:", *lines, strategy="aligned"), {(0, 2): 2, (6, 2): 2})
    assert values(read_one(table).facts, "customer_revenue") == {
        (year, name): value for year in ("FY2015", "FY2016") for name, value in (("Customer A", "30000"), ("Customer B", "20000"))
    }


def test_a_head_of_the_other_side_begins_a_table_of_it() -> None:
    lines = []
    for side, what in (("customers", "Revenue"), ("suppliers", "Purchases")):
        lines += [f"Five largest {side} | 2015 | | 2016 |", f"| {what} | % of total | {what} | % of total", "| HK$'000 | % | HK$'000 | %"]
        lines += [f"{side.title()[:-1]} A | 30 | 30.0 | 31 | 31.0", f"{side.title()[:-1]} B | 20 | 20.0 | 21 | 21.0"]
    caption = "The table below sets out our five largest customers and our five largest suppliers:"
    table = spanning(table_of(caption, *lines, strategy="aligned"), {(row, col): 2 for row in (0, 5) for col in (1, 3)})
    for kind, concept, name in (("customers", "customer_revenue", "Customer"), ("suppliers", "supplier_purchases", "Supplier")):
        assert values(read_one(table, kind).facts, concept) == {
            ("FY2015", f"{name} A"): "30000",
            ("FY2015", f"{name} B"): "20000",
            ("FY2016", f"{name} A"): "31000",
            ("FY2016", f"{name} B"): "21000",
        }


def test_lines_of_a_wrapped_head_over_the_money_are_no_band() -> None:
    heads = ("| Year of", "| commencement of", "| | business | Sales", "Customer | Products | relationship | (HK$'000) | % of revenue")
    rows = ("Sunrise Limited | Glass | 2008 | 151,908 | 12.1%", "Customer A | Glass | 2007 | 65,283 | 5.2%")
    table = spanning(table_of(CAPTION, *heads, *rows, strategy="aligned"), {(0, 1): 3, (1, 1): 3})
    assert values(read_one(table).facts, "customer_revenue") == {
        ("FY2016", "Sunrise Limited"): "151908000",
        ("FY2016", "Customer A"): "65283000",
    }


def test_a_share_that_touches_the_products_beside_it() -> None:
    table = table_of(
        CAPTION, "Customer | Revenue (HK$'000) | % of total revenue", "Customer D | 15,355 | 22.4 Discrete chips", strategy="aligned"
    )
    assert values(read_one(table).facts, "customer_share") == {("FY2016", "Customer D"): "0.224"}


def test_a_note_after_a_page_end_is_no_piece_of_a_name() -> None:
    upper = table_of(CAPTION, "Customer | Revenue (HK$'000) | % of total revenue", "Customer D | 15,355 | 22.4", strategy="aligned")
    lower = table_of(
        "", "Customer | Revenue (HK$'000) | % of total revenue", "(1) Including sales to its subsidiaries.", strategy="aligned"
    )
    facts = customers.read(context(TypedPages({1: [upper], 2: [on_page(lower, 2)]}))).facts
    assert {fact.member for fact in facts} == {"Customer D"}


@pytest.mark.parametrize(
    "caption", ["下表載列2009年按收益計中國五大供應商的市場份額：", "Market shares of the five largest suppliers in 2009:"]
)
def test_the_largest_of_an_industry_are_no_parties(caption: str) -> None:
    rows = ("公司甲 | 208.4 | 2.2%", "公司乙 | 171.9 | 1.8%")
    assert read_one(table_of(caption, "供應商 | 收益（百萬港元） | 佔比", *rows), "suppliers").facts == ()


def test_the_company_itself_is_none_of_its_parties() -> None:
    rows = ("本集團 | 229.8 | 2.6%", "公司甲 | 208.4 | 2.2%")
    table = table_of("2009年五大供應商如下：", "供應商 | 採購額（百萬港元） | 佔總採購額百分比", *rows)
    assert read_one(table, "suppliers").facts == ()
    others = replace(table, rows=(table.rows[0], table.rows[2]))
    assert values(read_one(others, "suppliers").facts, "supplier_purchases") == {("FY2009", "公司甲"): "208400000"}


def test_figures_before_their_party_in_chinese() -> None:
    text = "於2023年及2024年，我們分別有52.1%及48.3%的採購額來自五大供應商，其中18.4%及16.2%來自最大供應商。"
    assert said(text, "suppliers") == [
        "top_suppliers_share FY2023 0.521 ratio",
        "top_suppliers_share FY2024 0.483 ratio",
        "largest_supplier_share FY2023 0.184 ratio",
        "largest_supplier_share FY2024 0.162 ratio",
    ]


def test_figures_of_the_next_party_are_not_those_of_the_one_before() -> None:
    text = "於2023年及2024年，我們依賴五大供應商，其中18.4%及16.2%來自最大供應商。"
    assert not any("top_suppliers_share" in line for line in said(text, "suppliers"))


def test_lists_of_figures_each_with_its_own_periods() -> None:
    text = (
        "Purchases from our five largest suppliers accounted for 52.1% and 48.3% of our total purchases in 2023 and 2024, respectively, "
        "and 41.2% of our total purchases in the six months ended June 30, 2025."
    )
    assert said(text, "suppliers") == [
        "top_suppliers_share FY2023 0.521 ratio",
        "top_suppliers_share FY2024 0.483 ratio",
        "top_suppliers_share 6M2025 0.412 ratio",
    ]


def test_figures_of_which_the_periods_are_not_told_in_turns_are_left_out() -> None:
    text = (
        "Our five largest suppliers accounted for 52.1% and 48.3% of our total purchases of all materials in 2023, "
        "and 41.2% of our total purchases in 2024 and 2025."
    )
    assert said(text, "suppliers") == []


TRACK = "“Track Record Period” the years ended December 31, 2023 and 2024"


@pytest.mark.parametrize(
    "text",
    [
        "In each year during the Track Record Period, our five largest suppliers accounted for 52.1% and 48.3% of our total purchases, "
        "respectively; and our largest supplier accounted for 18.4% and 16.2% of our total purchases, respectively.",
        "During the Track Record Period, purchases from our five largest suppliers for each year accounted for 52.1% and 48.3% of our "
        "total purchases in the respective year. Purchases from our largest supplier for each year accounted for 18.4% and 16.2% of our "
        "total purchases in the respective year.",
    ],
)
def test_a_later_clause_is_of_the_track_record_too(text: str) -> None:
    assert said(text, "suppliers", TRACK) == [
        "top_suppliers_share FY2023 0.521 ratio",
        "top_suppliers_share FY2024 0.483 ratio",
        "largest_supplier_share FY2023 0.184 ratio",
        "largest_supplier_share FY2024 0.162 ratio",
    ]


def test_a_sentence_that_ends_with_a_share_announces_no_table_below_the_next_heading() -> None:
    caption = (
        "The Group's five largest suppliers accounted for 89% of its purchases and its five largest customers accounted for 76%.\n"
        "Segment information - geographical"
    )
    assert (
        read_one(table_of(caption, "| 2016 | 2015", "| HK$'000 | HK$'000", "Americas | 731,294 | 902,416", strategy="aligned")).facts == ()
    )
