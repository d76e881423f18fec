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


SINGAPORE = (
    "For the years ended 31 December 2022 and 2023, the revenue derived from our five largest customers amounted to S$139.8 million and "
    "S$188.3 million, representing 85.8% and 82.3% of our total revenue; our largest customer contributed 47.5% and 52.1%. "
    "Purchases from our five largest suppliers accounted for 31.2% and 28.9% of our total purchases in the same years."
)
SINGAPORE_ZH = (
    "截至2022年及2023年12月31日止年度，來自五大客戶的收益分別為139.8百萬坡元及188.3百萬坡元，分別佔總收益的85.8%及82.3%；最大客戶佔47.5%及52.1%。"
    "於相同年度，向五大供應商的採購額佔總採購額的31.2%及28.9%。"
)


@pytest.mark.parametrize("text", [SINGAPORE, SINGAPORE_ZH])
def test_the_same_years_as_those_of_a_sentence_of_several_clauses(text: str) -> None:
    assert said(text, "suppliers") == ["top_suppliers_share FY2022 0.312 ratio", "top_suppliers_share FY2023 0.289 ratio"]
    amounts = [line for line in said(text) if "revenue" in line]
    assert amounts == ["top_customers_revenue FY2022 139800000 SGD", "top_customers_revenue FY2023 188300000 SGD"]


@pytest.mark.parametrize(
    ("money", "measure"), [("RM{} million", "MYR"), ("NT${} million", "TWD"), ("SGD{} million", "SGD"), ("US${} million", "USD")]
)
def test_currencies_of_sentences(money: str, measure: str) -> None:
    text = f"In 2022 and 2023, revenue from our five largest customers amounted to {money.format('1.5')} and {money.format('2.5')}."
    assert said(text) == [f"top_customers_revenue FY2022 1500000 {measure}", f"top_customers_revenue FY2023 2500000 {measure}"]
