"""Names of parties beside descriptions and in lines of their own, heads beside their figures, units that wrap."""

from __future__ import annotations

import pytest

from analyzer.topics.concentration_names import is_whole_name
from analyzer.topics.concentration_words import load_words
from tests.unit.topics.test_concentration_periods import spanning
from tests.unit.topics.test_concentration_tables import read_one, table_of, values

CAPTION = "The following table sets out our five largest customers for the year ended 31 December 2016:"
HEAD = "Rank | Customer | Revenue (HK$'000) | % of total revenue"


@pytest.mark.parametrize("strategy", ["aligned", "ruled"])
def test_a_description_in_the_cell_of_the_name_is_no_part_of_it(strategy: str) -> None:
    first, second, third = ("Sunrise Trading Limited", "Customer B", "Golden Harvest (HK) Co., Ltd.")
    about, line, last = ("Trading of metal products, listed on", "the Main Board", "A chain of stores")
    if strategy == "aligned":
        rows = [f"1 | {first} | 38 | 28.6", f"| {about}", f"| {line}", f"2 | {second} | 21 | 15.8", "| Wholesaler"]
        rows += [f"3 | {third} | 14 | 10.5", f"| {last}"]
    else:
        rows = [f"1 | {first}\n{about}\n{line} | 38 | 28.6", f"2 | {second}\nWholesaler | 21 | 15.8", f"3 | {third}\n{last} | 14 | 10.5"]
    facts = read_one(table_of(CAPTION, HEAD, *rows, strategy=strategy)).facts
    assert values(facts, "customer_revenue") == {("FY2016", first): "38000", ("FY2016", second): "21000", ("FY2016", third): "14000"}


@pytest.mark.parametrize("name", ["Customer B", "1. Sunrise Co., Ltd.", "客戶A", "Ocean (Shenzhen) Company Limited", "Supplier A (Note 1)"])
def test_whole_names(name: str) -> None:
    assert is_whole_name(name, load_words(frozenset()))


@pytest.mark.parametrize("name", ["Golden Harvest", "Oceanic Industrial (Shenzhen) Company of", "Limited", "Supplier"])
def test_names_that_may_go_on(name: str) -> None:
    assert not is_whole_name(name, load_words(frozenset()))


def test_the_legal_form_beside_the_figures_is_the_end_of_the_line_above() -> None:
    rows = ("4 | Customer D | 99 | 7.2", "| Oceanic Industrial (Shenzhen) Company", "5 | Limited | 61 | 4.2")
    facts = read_one(table_of(CAPTION, HEAD, *rows, strategy="aligned")).facts
    assert [name for _, name in values(facts, "customer_revenue")] == ["Customer D", "Oceanic Industrial (Shenzhen) Company Limited"]


def test_a_party_of_other_periods_alone_keeps_its_lines() -> None:
    rows = ("Customer D | 7.2% | 4.5%", "Oceanic Industrial (Shenzhen) Company", "Limited | 4.2% | N/A", "Customer F | N/A | 7.5%")
    facts = read_one(table_of("The shares of our five largest customers:", "Customer | 2016 | 2017", *rows, strategy="aligned")).facts
    assert [key for key in values(facts, "customer_share") if key[0] == "FY2017"] == [("FY2017", "Customer D"), ("FY2017", "Customer F")]


@pytest.mark.parametrize("lines", [("Five largest customers in", "aggregate"), ("Five largest customers", "combined")])
def test_the_wrapped_label_of_a_total_is_no_party(lines: tuple[str, str]) -> None:
    rows = ("Customer D | 99 | 7.2", "Customer E | 61 | 4.2", lines[0], f"{lines[1]} | 160 | 11.4")
    facts = read_one(table_of(CAPTION, HEAD.removeprefix("Rank | "), *rows, strategy="aligned")).facts
    assert [name for _, name in values(facts, "customer_revenue")] == ["Customer D", "Customer E"]
    assert values(facts, "top_customers_revenue") == {("FY2016", ""): "160000"}


def test_years_centred_beside_their_figures() -> None:
    head = ("| Share of our five largest customers | | |", "Customer | 2016 | | 2017 |")
    table = table_of(
        "Our five largest customers:", *head, "Customer A | | 28.6% | | 16.1%", "Customer B | | 15.8% | | 28.9%", strategy="aligned"
    )
    facts = read_one(spanning(table, {(0, 1): 4})).facts
    assert values(facts, "customer_share") == {
        ("FY2016", "Customer A"): "0.286",
        ("FY2016", "Customer B"): "0.158",
        ("FY2017", "Customer A"): "0.161",
        ("FY2017", "Customer B"): "0.289",
    }


def test_years_between_figures_that_may_be_of_either() -> None:
    rows = ("Customer A | 28.6% | | 16.1% | 3.0%", "Customer B | 15.8% | | 28.9% | 4.0%")
    table = table_of("Our five largest customers:", "Customer | | 2016 | |", *rows, strategy="aligned")
    assert values(read_one(table).facts, "customer_share") == {}


def test_a_line_of_units_that_wraps() -> None:
    rows = ("1. Customer A | 38 | 28.6%", "2. Customer B | 21 | 15.8%")
    table = table_of(
        CAPTION,
        "Customer name | Sales amount | % of revenue",
        "| (RMB in thousands, except |",
        "| percentages) |",
        *rows,
        strategy="aligned",
    )
    facts = read_one(spanning(table, {(1, 1): 2, (2, 1): 2})).facts
    assert values(facts, "customer_revenue") == {("FY2016", "Customer A"): "38000", ("FY2016", "Customer B"): "21000"}


def test_rows_of_the_largest_and_the_five_under_sales_and_purchases() -> None:
    caption = "The percentages attributable to the Group's major customers and suppliers for the two years ended 31 December 2004:"
    rows = ("Sales", "– the largest customer | 23.1% | 25.2%", "– five largest customers combined | 63.1% | 65.4%", "Purchases")
    others = ("– the largest supplier | 33.1% | 35.2%", "– five largest suppliers combined | 73.1% | 75.4%")
    table = table_of(caption, "| 2003 | 2004", *rows, *others, strategy="aligned")
    text = "Our largest customer, five largest customers, largest supplier and five largest suppliers"
    facts = read_one(table, text=text).facts
    assert values(facts, "largest_customer_share") == {("FY2003", ""): "0.231", ("FY2004", ""): "0.252"}
    assert values(read_one(table, "suppliers", text).facts, "largest_supplier_share") == {("FY2003", ""): "0.331", ("FY2004", ""): "0.352"}


def test_ranks_beside_their_figures_in_two_periods() -> None:
    """The parties stand in the order of the first period; marks on the dashes of the other one."""
    head = ("| FY2016 | | | FY2017 | |", "Name of customers | Rank | HK$'000 | % | Rank | HK$'000 | %")
    rows = ("Customer A | 1 | 38 | 28.6% | 2 | 21 | 16.1%", "Customer B | 2 | 21 | 15.8% | 1 | 38 | 28.9%")
    rows = (*rows, "Customer C | 3 | 9 | 7.2% | – | N/A(1) | N/A(1)")
    table = spanning(table_of("Our five largest customers:", *head, *rows, strategy="aligned"), {(0, 1): 3, (0, 4): 3})
    facts = read_one(table).facts
    assert {(fact.member, fact.rank) for fact in facts if fact.period.label == "FY2017"} == {("Customer A", 2), ("Customer B", 1)}
    assert len(values(facts, "customer_revenue")) == 5


def test_a_total_without_a_label_below_parties_of_two_periods() -> None:
    head = ("| 2016 | | 2017 |", "Name of customer | HK$'000 | % | HK$'000 | %")
    rows = ("Customer A | 380 | 28.6 | 210 | 16.1", "Customer B | 210 | 15.8 | 380 | 28.9", "| 590 | 44.4 | 590 | 45.0")
    table = spanning(table_of("Our five largest customers:", *head, *rows, strategy="aligned"), {(0, 1): 2, (0, 3): 2})
    assert values(read_one(table).facts, "top_customers_revenue") == {("FY2016", ""): "590000", ("FY2017", ""): "590000"}
