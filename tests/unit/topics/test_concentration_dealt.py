"""Figures between a verb and their party, lists of bounds, and the period of an announcement of results."""

from __future__ import annotations

import pytest

from tests.unit.topics.test_concentration_prose import read_text, said

COVER = "ANNOUNCEMENT OF FINAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2017"
SOLD = {"top_customers_share FY2017 0.221 ratio", "largest_customer_share FY2017 0.074 ratio"}
BOUGHT = {"top_suppliers_share FY2017 0.286 ratio", "largest_supplier_share FY2017 0.093 ratio"}


@pytest.mark.parametrize("period", ["During the year", "For the year ended 31 December 2017"])
@pytest.mark.parametrize("largest", ["the largest of which", "the largest of them", "with the largest customer"])
@pytest.mark.parametrize(
    ("sold", "bought"),
    [
        ("sold 22.1% of its goods and services to its", "purchased 28.6% of its goods and services from its"),
        ("derived approximately 22.1% of its revenue from its", "sourced about 28.6% of its raw materials from the"),
    ],
)
def test_what_is_sold_and_bought_with_the_largest_of_each_side(period: str, largest: str, sold: str, bought: str) -> None:
    other = largest.replace("customer", "supplier")
    text = (
        f"{period}, the Group {sold} five largest customers, {largest} accounted for 7.4%, "
        f"and {bought} five largest suppliers, {other} accounted for 9.3%."
    ).replace("with the largest customer accounted", "with the largest customer accounting")
    text = text.replace("with the largest supplier accounted", "with the largest supplier accounting")
    assert set(said(text, "customers", COVER)) == SOLD
    assert set(said(text, "suppliers", COVER)) == BOUGHT


def test_two_years_of_what_is_sold() -> None:
    text = "In 2016 and 2017, the Group sold 20.0% and 22.1%, respectively, of its goods to its five largest customers, and did well."
    assert said(text) == ["top_customers_share FY2016 0.2 ratio", "top_customers_share FY2017 0.221 ratio"]


def test_a_sentence_that_sells_something_else() -> None:
    assert said("In 2017, the Group sold 22.1% of its shares in a subsidiary; its five largest customers stayed.") == []


@pytest.mark.parametrize(
    "text",
    [
        "於2017年度，本集團最大客戶及五大客戶所佔之收入分別少於本集團總收入之10%及30%。",
        "In 2017, our largest customer and five largest customers accounted for less than 10% and 30% of our total revenue, respectively.",
    ],
)
def test_a_bound_is_that_of_the_whole_list(text: str) -> None:
    facts = read_text(text).facts
    assert {(fact.concept, str(fact.value), fact.qualifier, fact.scope) for fact in facts} == {
        ("largest_customer_share", "0.1", "under", ""),
        ("top_customers_share", "0.3", "under", ""),
    }
