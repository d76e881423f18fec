"""Ranks that stand with the names under one word, and what announces tables from further away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.read.periods import DECEMBER
from analyzer.topics import customers
from analyzer.topics.concentration_periods import read_period_words
from analyzer.topics.concentration_titles import is_bare
from tests.unit.topics.test_concentration_periods import spanning
from tests.unit.topics.test_concentration_tables import TypedPages, context, on_page, read_one, table_of, values

CAPTION = "The following table sets out our five largest customers for the year ended 31 March 2015:"
PARTIES = ("1. | Takumi Co. | Retailer | 2008 | 702 | 39.2%", "2. | Customer B | Retailer | 1999 | 318 | 17.8%")
NAMED = {("FY2015", "Takumi Co."): "702000", ("FY2015", "Customer B"): "318000"}


@pytest.mark.parametrize("span", [1, 2])
@pytest.mark.parametrize("total", ["| Total | | | 1,020 | 57.0%", "Total | | | | 1,020 | 57.0%"])
def test_the_word_over_the_names_stands_over_their_ranks_too(span: int, total: str) -> None:
    """Names are never the ranks beside them: the word is set over both columns, or over the left one alone."""
    head = "Customer | | Background | Since | Revenue HK$'000 | % of revenue"
    table = spanning(table_of(CAPTION, head, *PARTIES, total, strategy="aligned"), {(0, 0): span})
    facts = read_one(table).facts
    assert values(facts, "customer_revenue") == NAMED
    assert values(facts, "top_customers_revenue") == {("FY2015", ""): "1020000"}
    assert {fact.rank for fact in facts if fact.member} == {1, 2}


@pytest.mark.parametrize(
    "line",
    ["For FY2018", "During FY2018", "Financial year ended 31 March 2016", "Six months ended 30 June 2016 (unaudited)", "(i) For FY2016"],
)
def test_lines_of_nothing_but_a_period(line: str) -> None:
    assert is_bare(line)


def test_each_table_names_its_period_in_short() -> None:
    head = "Rank | Customer | Revenue (S$'000) | % of total revenue"
    first = table_of("Our revenue by our five largest customers:\nFor FY2017", head, "1 | Customer A | 30 | 30.0")
    second = table_of("For FY2018", head, "1 | Customer B | 20 | 20.0")
    facts = customers.read(context(TypedPages({1: [first, second]}), "SGD")).facts
    assert values(facts, "customer_revenue") == {("FY2017", "Customer A"): "30000", ("FY2018", "Customer B"): "20000"}


def test_a_head_so_narrow_that_the_number_of_months_has_a_line_of_its_own() -> None:
    said = read_period_words(["Percentage of purchases", "Six", "months", "ended", "30 June", "2006"], DECEMBER)
    assert said.period is not None
    assert said.period.label == "6M2006"
    assert said.rest == ("Percentage of purchases",)


LONG = (
    "Purchases from the Group's five largest suppliers accounted for approximately 60.5%, 72.0% and 75.0% of the Group's total purchases "
    "of approximately RMB321,480,000, RMB492,706,000 and RMB671,330,000 for the three years ended 31 December 2005, respectively, "
)


@pytest.mark.parametrize(("head", "count"), [("Supplier", 3), ("Purchases by product", 0)])
def test_a_long_sentence_announces_a_table_of_parties_at_its_end(head: str, count: int) -> None:
    rows = ("Qingdao Steel | 19.0 | 16.7 | 14.7", "Total | 19.0 | 16.7 | 14.7")
    table = table_of(f"{LONG}particulars of which are set out below:", f"{head} | 2003 | 2004 | 2005", *rows)
    share = table_of(table.caption, "| Percentage of total purchases (%)", f"{head} | 2003 | 2004 | 2005", *rows)
    facts = read_one(spanning(share, {(0, 1): 3}), "suppliers").facts
    assert len(values(facts, "supplier_share")) == count


def test_a_table_of_the_next_page_below_a_last_paragraph() -> None:
    """Property manager 2019: two sentences end the page, the tables begin the next one with their periods."""
    text = (
        "OUR CUSTOMERS\nIn 2016 and 2017, revenue from our five largest customers amounted to RMB110.6 million and RMB166.8 million, "
        "accounting for 31.8% and 33.7% of our total revenue, respectively. "
        "Yuehe Group, the group of companies that our Controlling Shareholder controls together with its other shareholders, has been "
        "with us since we began and was our largest customer throughout the Track Record Period, as it was in the years before it."
    )
    head = "Ranking | Customer | Revenue (RMB million) | % of total revenue"
    first = on_page(table_of("For the year ended December 31, 2016", head, "1 | Yuehe Group | 93.2 | 26.8"), 2)
    second = on_page(table_of("For the year ended December 31, 2017", head, "1 | Yuehe Group | 141.6 | 28.6"), 2)
    facts = customers.read(context(TypedPages({2: [first, replace(second, bbox=(0, 200, 240, 240))]}, {1: text}, 50.0))).facts
    assert values(facts, "customer_revenue") == {("FY2016", "Yuehe Group"): "93200000", ("FY2017", "Yuehe Group"): "141600000"}
