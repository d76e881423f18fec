"""English volume tables: heads cut over lines, ratios and prices that only the words above name, services, what is counted by its name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.topics.volumes_pages import is_introduction
from analyzer.topics.volumes_words import concept_of, says
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

HEADS = [
    [("Average", 3), ("Average", 6)],
    [("Sales", 2), ("selling", 3), ("Sales", 5), ("selling", 6)],
    [("Revenue", 1), ("volume", 2), ("price(1)", 3), ("Revenue", 4), ("volume", 5), ("price(1)", 6)],
    [("’000", 2), ("’000", 5)],
    [("HK$’000", 1), ("pieces", 2), ("HK$", 3), ("HK$’000", 4), ("pieces", 5), ("HK$", 6)],
]


@pytest.mark.parametrize("first", ["Six months ended", "For the six months ended"])
def test_an_interim_below_the_years_whose_day_stands_on_the_next_line(first: str) -> None:
    """A period whose first line alone is none is not dropped: its last day would be a point in time."""
    raw = table(
        [
            [("Year ended", 1, 3), ("Year ended", 4, 3)],
            [("31 March 2014", 1, 3), ("31 March 2015", 4, 3)],
            *HEADS,
            [("Womenswear", 0), ("889,340", 1), ("12,318", 2), ("72.2", 3), ("978,608", 4), ("13,406", 5), ("73.0", 6)],
            [(first, 1, 3), (first, 4, 3)],
            [("30 September 2014", 1, 3), ("30 September 2015", 4, 3)],
            *HEADS,
            [("(unaudited)", 2)],
            [("Womenswear", 0), ("596,318", 1), ("8,216", 2), ("72.6", 3), ("661,204", 4), ("8,930", 5), ("74.0", 6)],
        ],
        caption="The following tables set forth our revenue, sales volume and average selling price by product category:",
        strategy="aligned",
    )
    found = {(reading.concept, reading.period.label): reading.amount.value for reading in outcome(raw).readings}
    assert found["sales_volume", "6M to 2014-09"] == Decimal(8216000)
    assert found["average_selling_price", "6M to 2015-09"] == Decimal("74.0")
    assert len(found) == 8


def test_a_note_beside_a_year_is_no_product() -> None:
    raw = table(
        [
            [("Six months", 2)],
            [("ended 30 June", 2)],
            [("2005", 1), ("2006 (Note)", 2)],
            [("Bead wires", 0)],
            [("Designed production capacity (tonnes)", 0), ("18,000", 1), ("11,000", 2)],
            [("Utilisation rate (%)", 0), ("90.8", 1), ("91.0", 2)],
        ],
        caption="The following table sets out the production capacity and utilisation rate for the periods indicated:",
        strategy="aligned",
    )
    assert set(figures(raw)) == {
        (concept, "Bead wires", period) for concept in ("production_capacity", "capacity_utilization") for period in ("FY2005", "6M2006")
    }


MACHINES = [
    [("Number of", 1), ("Four months", 4)],
    [("units as at", 1), ("Year ended 31 March", 2, 2), ("ended 31 July", 4)],
    [("31 July 2017", 1), ("2016", 2), ("2017", 3), ("2017", 4)],
    [("%", 2), ("%", 3), ("%", 4)],
    [("Drilling rigs", 0), ("14", 1), ("84.6", 2), ("88.2", 3), ("90.5", 4)],
]


def test_percent_under_periods_is_the_ratio_that_the_words_above_name() -> None:
    found = outcome(table(MACHINES, caption="The following table sets out the utilisation rate of our machinery:", strategy="aligned"))
    assert {(r.concept, r.member, r.period.label): r.amount.value for r in found.readings} == {
        ("capacity_utilization", "Drilling rigs", "FY2016"): Decimal("0.846"),
        ("capacity_utilization", "Drilling rigs", "FY2017"): Decimal("0.882"),
        ("capacity_utilization", "Drilling rigs", "4M to 2017-07"): Decimal("0.905"),
    }
    assert not found.missing_unit, "the number of machines is no ratio that lacks its sign"


@pytest.mark.parametrize(
    "caption",
    [
        "The following table sets out the sales volume of our products:",
        "The following table sets out the production capacity and utilisation rate of our machinery:",
    ],
)
def test_percent_is_no_ratio_where_the_words_name_another_measure(caption: str) -> None:
    assert not [r for r in outcome(table(MACHINES, caption=caption, strategy="aligned")).readings if r.concept == "capacity_utilization"]


def test_rates_for_freight_beside_the_volume_carried() -> None:
    raw = table(
        [
            [("2009", 1), ("2010", 2)],
            [("Shipping volume (in thousands of TEU)", 0)],
            [("Japan–China", 0), ("388.4", 1), ("451.9", 2)],
            [("Average freight rate (US$ per TEU)", 0)],
            [("Japan–China", 0), ("401.2", 1), ("439.7", 2)],
            [("Average", 0), ("373.4", 1), ("415.2", 2)],
        ],
        caption="The following table sets forth our container shipping volume and average freight rate by trade lane:",
        strategy="aligned",
    )
    found = figures(raw)
    assert found["average_selling_price", "Japan–China", "FY2010"] == (Decimal("439.7"), "USD/TEU")
    assert found["average_selling_price", "", "FY2009"] == (Decimal("373.4"), "USD/TEU")


FEES = [
    [("2017", 1), ("2018", 2)],
    [("(RMB per sq.m. per month)", 1, 2)],
    [("Non-residential properties", 0), ("4.92", 1), ("5.13", 2)],
    [("Overall", 0), ("2.25", 1), ("2.34", 2)],
]


@pytest.mark.parametrize("words", ["our average property management fee", "the average management fee", "our average tuition fee"])
def test_tariffs_of_services_are_no_selling_prices(words: str) -> None:
    """zhenro pp.12 and 290-293: what an owner pays for a month is not the price of anything shipped."""
    caption = f"The table below sets out {words} by type of property:"
    assert not figures(table(FEES, caption=caption, strategy="aligned"))


def test_what_a_measure_counts_by_its_name_is_the_product() -> None:
    raw = table(
        [
            [("2017", 1), ("2018", 2)],
            [("Number of car parking spaces sold (units)", 0), ("118", 1), ("342", 2)],
            [("Revenue (RMB’000)", 0), ("11,210", 1), ("33,174", 2)],
            [("Average selling price (RMB’000 per unit)", 0), ("95.0", 1), ("97.0", 2)],
        ],
        caption="The table below sets out our sales for the periods indicated.",
        strategy="aligned",
    )
    found = figures(raw)
    assert found["sales_volume", "car parking spaces", "FY2018"] == (Decimal(342), "units")
    assert found["average_selling_price", "car parking spaces", "FY2017"] == (Decimal(95000), "CNY/unit")


@pytest.mark.parametrize("label", ["Number of vehicles sold (units)", "Number of electric vehicles and trucks (units)"])
def test_one_word_is_what_any_maker_calls_its_goods(label: str) -> None:
    raw = table(
        [[("2017", 1), ("2018", 2)], [(label, 0), ("118", 1), ("342", 2)]],
        caption="The following table sets out our sales:",
        strategy="aligned",
    )
    assert {member for _, member, _ in figures(raw)} <= {""}


@pytest.mark.parametrize(
    ("machines", "member"),
    [("CNC machines", "CNC machines"), ("injection moulding machines", "injection moulding machines"), ("production machines", "")],
)
def test_machines_whose_use_the_words_above_announce(machines: str, member: str) -> None:
    raw = table(
        [[("FY2017", 1), ("FY2018", 2)], [("Total actual machine hours", 0), ("271,458", 1), ("301,242", 2)],
         [("Utilisation rate (%)", 0), ("85.3", 1), ("89.4", 2)]],
        caption=f"The following table sets out the utilisation rates of our {machines} during the Track Record Period:",
        strategy="aligned",
    )  # fmt: skip
    assert {found for _, found, _ in figures(raw)} == {member}
    made = replace(
        raw, rows=tuple(tuple(replace(c, text=c.text.replace("machine hours", "production (tonnes)")) for c in r) for r in raw.rows)
    )
    assert {found for _, found, _ in figures(made)} == {""}, "the output of all machines is the company's"


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Total actual machine hours (Note 2)", "production_volume"),
        ("Total available machine hours (Note 1)", "production_capacity"),
        ("Number of car parking spaces sold", "sales_volume"),
        ("Number of new stores", "ignored"),
        ("Average freight rate", "average_selling_price"),
        ("Average interest rate", ""),
    ],
)
def test_labels(label: str, concept: str) -> None:
    assert concept_of(label) == concept


@pytest.mark.parametrize(
    ("lead", "others"),
    [
        ("the number of parts sold and the average selling price per part by end-user industry", False),
        ("our sales volume by industry", False),
        ("the sales volume of the industry", True),
    ],
)
def test_a_breakdown_by_industry_is_no_table_of_the_industry(lead: str, others: bool) -> None:
    assert says("reject_lead", lead) is others


@pytest.mark.parametrize(
    ("line", "below", "introduces"),
    [
        (
            "works of different scale. The following",
            "table sets out the utilisation rate of our machinery during the Track Record Period:",
            True,
        ),
        ("works of different scale. The following", "table sets out the movement in the number of our projects:", False),
        ("our utilisation rate is high. The following", "table sets out the movement in the number of our projects:", False),
    ],
)
def test_the_words_of_an_introduction_may_run_over_the_line(line: str, below: str, introduces: bool) -> None:
    assert is_introduction(line, below) is introduces
