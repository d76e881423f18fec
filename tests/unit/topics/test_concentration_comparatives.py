"""Figures of the year before, in brackets behind their own."""

from __future__ import annotations

import pytest

from tests.unit.topics.test_concentration_prose import read_text, said


def shares(*rows: str) -> list[str]:
    return [f"{row} ratio" for row in rows]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            # The second sentence names no period but in its brackets.
            "During 2018, our five largest customers contributed 46.9% (2017: 41.7%) of revenue. Purchases from the five largest "
            "suppliers made up 59.4% (2017: 48.3%) of purchases for the year, of which the largest supplier took 18.2% (2017: 22.6%).",
            "suppliers",
            shares(
                "top_suppliers_share FY2018 0.594", "top_suppliers_share FY2017 0.483",
                "largest_supplier_share FY2018 0.182", "largest_supplier_share FY2017 0.226",
            ),
        ),
        (
            "本集團向首五大供應商之採購額約佔總採購額之 53.8%（二零二一年：45.9%），其中最大供應商約佔 23.1%（二零二一年：16.7%）。",
            "suppliers",
            shares(
                "top_suppliers_share FY2022 0.538", "top_suppliers_share FY2021 0.459",
                "largest_supplier_share FY2022 0.231", "largest_supplier_share FY2021 0.167",
            ),
        ),
        (
            # A bare year is as long as the period of the sentence.
            "For the six months ended 30 June 2018, sales to the five largest customers were 50.2% (2017: 46.0%) of the total.",
            "customers",
            shares("top_customers_share 6M2018 0.502", "top_customers_share 6M2017 0.46"),
        ),
        (
            "In the year ended 31 March 2019 the five largest customers took 40.1% (2018: 39.0%; 2017: 33.3%) of our sales.",
            "customers",
            shares("top_customers_share FY2019 0.401", "top_customers_share FY2018 0.39", "top_customers_share FY2017 0.333"),
        ),
        (
            "The largest customer and the five largest customers accounted for 15.8% and 46.9% respectively of the revenue in 2018 "
            "(2017: 13.9% and 41.7%).",
            "customers",
            shares(
                "largest_customer_share FY2018 0.158", "largest_customer_share FY2017 0.139",
                "top_customers_share FY2018 0.469", "top_customers_share FY2017 0.417",
            ),
        ),
        (
            "In 2003 the five largest customers were 30.5% (previous year: 33.0%) and the largest customer 11% (2002: nil) of total sales.",
            "customers",
            shares("top_customers_share FY2003 0.305", "top_customers_share FY2002 0.33", "largest_customer_share FY2003 0.11"),
        ),
        (
            "Our top five customers represented 30.5% of our sales, as compared with 28.0% in 2011.",
            "customers",
            shares("top_customers_share FY2012 0.305", "top_customers_share FY2011 0.28"),
        ),
        (
            # A bracket that cannot be read gives nothing, nor is it the main figure's.
            "The five largest customers took 30.5% (2011: 28.0% and of exports 12%) of our sales in 2012.",
            "customers",
            shares("top_customers_share FY2012 0.305"),
        ),
    ],
)  # fmt: skip
def test_brackets_give_the_period_that_they_name(text: str, kind: str, expected: list[str]) -> None:
    assert said(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "In 2011 our five largest customers took 46.0%, and Customer A, the largest of them, 26.3% of our revenue.",
            "customers",
            shares("top_customers_share FY2011 0.46", "largest_customer_share FY2011 0.263"),
        ),
        (
            "In 2005 the five largest customers accounted for 45.0% of sales and the largest accounted for 15%.",
            "customers",
            shares("top_customers_share FY2005 0.45", "largest_customer_share FY2005 0.15"),
        ),
        (
            "2010年，五大客戶佔營業額50%，其中最大者佔9%。",
            "customers",
            shares("top_customers_share FY2010 0.5", "largest_customer_share FY2010 0.09"),
        ),
        (
            # The sentence before says the period of both.
            "二零一五年，首五大客戶合共佔總收入約35.5%，其中單一最大客戶佔約12.3%。首五大供應商佔總採購額約40.1%，其中單一最大供應商佔約15.0%。",
            "suppliers",
            shares("top_suppliers_share FY2015 0.401", "largest_supplier_share FY2015 0.15"),
        ),
        (
            "36% of sales in 2012 were to our five largest customers (2011: 34%), with the largest customer accounting for 11%.",
            "customers",
            shares("top_customers_share FY2012 0.36", "top_customers_share FY2011 0.34", "largest_customer_share FY2012 0.11"),
        ),
    ],
)
def test_parties_and_periods_that_other_words_stand_for(text: str, kind: str, expected: list[str]) -> None:
    assert said(text, kind) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Group's five largest customers and suppliers took 35% and 60% respectively of turnover and purchases in 2006.",
        "本集團五大客戶及供應商於二零零六年分別佔本集團營業額及採購額約35%及60%。",
    ],
)
def test_both_sides_share_their_number(text: str) -> None:
    assert said(text, "customers") == shares("top_customers_share FY2006 0.35")
    assert said(text, "suppliers") == shares("top_suppliers_share FY2006 0.6")


def test_the_whole_before_its_part_is_none_of_it() -> None:
    text = "In 2010 turnover was HK$100 million (2009: HK$90 million), of which the five largest customers took 35% (2009: 33%)."
    assert said(text) == shares("top_customers_share FY2010 0.35", "top_customers_share FY2009 0.33")


def test_a_bound_behind_its_figure() -> None:
    facts = read_text("二零一零年，五大客戶合共佔總營業額30%以下。").facts
    assert [(str(fact.value), fact.qualifier) for fact in facts] == [("0.3", "under")]


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("少於", "under"), ("不多於", "under"), ("多於", "over"), ("不低於", "over"), ("less than", "under"), ("at least", "over")],
)
def test_bounds(words: str, qualifier: str) -> None:
    facts = read_text(f"2010年，五大客戶佔營業額{words}30%。").facts
    assert [(str(fact.value), fact.qualifier) for fact in facts] == [("0.3", qualifier)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "二零零五年，本集團向最大及五大供應商採購分別佔採購額約20.1%及55.0%。",
            "suppliers",
            shares("largest_supplier_share FY2005 0.201", "top_suppliers_share FY2005 0.55"),
        ),
        (
            "The largest and the five largest customers took 20.1% and 55.0% of our sales in 2010, respectively.",
            "customers",
            shares("largest_customer_share FY2010 0.201", "top_customers_share FY2010 0.55"),
        ),
        (
            "二零一零年五大及最大客戶分別佔本集團營業額55.0%及20.1%。",
            "customers",
            shares("top_customers_share FY2010 0.55", "largest_customer_share FY2010 0.201"),
        ),
    ],
)
def test_the_largest_and_the_five_share_a_noun(text: str, kind: str, expected: list[str]) -> None:
    assert said(text, kind) == expected
