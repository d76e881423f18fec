"""Columns whose head is a unit and no more, goods that tell rows apart, items under the line that names them, money for either of two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_told import counted_goods
from analyzer.topics.volumes_units import units_of
from analyzer.topics.volumes_words import concept_of
from tests.unit.topics.test_volumes_layouts import Row, figures, outcome, table

YEARS = [("2022", 1), ("2023", 2)]
PAIRS = [[("Year ended 31 December", 1, 4)], [("2022", 1, 2), ("2023", 3, 2)]]
GOODS = [("Trucks", 0), ("1,200", 1), ("271.4", 2), ("1,300", 3), ("268.9", 4)]


@pytest.mark.parametrize(
    ("heads", "lead", "price"),
    [
        (("Units", "RMB’000 per unit"), "The number of trucks which we sold, and the average price we received, were as follows:", 271400),
        (("千件", "每件港元"), "下表載列我們於所示期間的銷量及平均售價：", Decimal("271.4")),
    ],
)
def test_a_unit_tells_the_volume_from_its_price(heads: tuple[str, str], lead: str, price: Decimal) -> None:
    units: Row = [(text, col) for col, text in enumerate(heads * 2, 1)]
    found = figures(table([*PAIRS, units, GOODS], caption=lead, strategy="aligned"))
    assert found["average_selling_price", "Trucks", "FY2022"][0] == price
    assert {concept for concept, _, _ in found} == {"sales_volume", "average_selling_price"}


@pytest.mark.parametrize(
    "lead",
    [
        "The following table sets forth our output, sales volume and average selling price:",
        "The following table sets forth our trucks:",
    ],
)
def test_units_under_words_for_two_volumes_tell_nothing(lead: str) -> None:
    units: Row = [(text, col) for col, text in enumerate(("Units", "RMB per unit") * 2, 1)]
    assert not outcome(table([*PAIRS, units, GOODS], caption=lead, strategy="aligned")).readings


def test_goods_that_are_counted_tell_rows_apart() -> None:
    rows: list[Row] = [
        YEARS,
        [("Number of trucks sold", 0), ("1", 1), ("2", 2)],
        [("Number of diesel engines sold", 0), ("3", 1), ("4", 2)],
    ]
    found = figures(table(rows, caption="The following table sets forth our operating data:", strategy="aligned"))
    assert {member for _, member, _ in found} == {"trucks", "diesel engines"}
    assert found["sales_volume", "diesel engines", "FY2023"][0] == 4


def test_one_row_of_goods_names_no_product() -> None:
    assert counted_goods(["Number of trucks sold", "Number of units produced"]) == {}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Number of car parking spaces sold", "sales_volume"),
        ("External sales volume", "sales_volume"),
        ("Number of diesel engines produced", "production_volume"),
    ],
)
def test_goods_of_several_words(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Average selling price (HK$ per ton or m3)", ["HKD/ton", "HKD/m3"]),
        ("平均售價（港元／噸或立方米）", ["HKD/噸", "HKD/立方米"]),
        ("Average selling price (HK$ per ton)", ["HKD/ton"]),
    ],
)
def test_money_for_either_of_two_pieces(text: str, measures: list[str]) -> None:
    assert [unit.measure for unit in units_of(text, "HKD")] == measures


def test_a_row_takes_the_price_of_what_it_is_counted_in() -> None:
    rows: list[Row] = [
        [("Average selling price (HK$ per ton or m3)", 2, 2)],
        [("Unit", 1), ("2022", 2), ("2023", 3)],
        [("Cement", 0), ("tons", 1), ("322.4", 2), ("301.8", 3)],
        [("Concrete", 0), ("m3", 1), ("431.5", 2), ("402.9", 3)],
    ]
    found = figures(table(rows, caption="Our sales are set out below:", strategy="aligned"))
    assert found["average_selling_price", "Concrete", "FY2022"] == (Decimal("431.5"), "HKD/m3")
    assert found["average_selling_price", "Cement", "FY2023"] == (Decimal("301.8"), "HKD/ton")


@pytest.mark.parametrize("mark", ["– ", "－", "• ", "- "])
def test_an_item_is_no_rest_of_the_line_that_names_the_list(mark: str) -> None:
    rows: list[Row] = [
        YEARS,
        [("Steel cords", 0)],
        [(f"{mark}for truck tyres", 0), ("1", 1), ("2", 2)],
        [(f"{mark}for cars", 0), ("3", 1), ("4", 2)],
    ]
    found = figures(table(rows, caption="The following table sets forth our sales volume (tonnes):", strategy="aligned"))
    assert not any("Steel" in member for _, member, _ in found)


USE = "The table below sets forth the design capacity, production volume and utilisation rates of our facilities."


def test_percent_beside_capacity_and_output_is_the_use_that_the_words_above_name() -> None:
    heads: list[Row] = [[("2013", 1, 3), ("2014", 4, 3)], [(text, col + 1) for col, text in enumerate(["Capacity", "Output", "%"] * 2)]]
    rows: list[Row] = [
        [("Hog farms (thousand heads per annum)", 1, 6)],
        *heads,
        [("Hubei", 0), ("180", 1), ("121", 2), ("67.2", 3), ("260", 4), ("189", 5), ("72.7", 6)],
        [("Slaughtering (thousand heads per annum)", 1, 6)],
        *heads,
        [("Hubei plant", 0), ("1,000", 1), ("318", 2), ("31.8", 3), ("1,000", 4), ("403", 5), ("40.3", 6)],
    ]
    found = outcome(table(rows, caption=USE, strategy="aligned")).readings
    assert [(reading.concept, reading.member, reading.period.end.year, reading.amount.value) for reading in found] == [  # typeset
        ("production_capacity", "Hubei", 2013, Decimal(180000)),
        ("production_volume", "Hubei", 2013, Decimal(121000)),
        ("capacity_utilization", "Hubei", 2013, Decimal("0.672")),
        ("production_capacity", "Hubei", 2014, Decimal(260000)),
        ("production_volume", "Hubei", 2014, Decimal(189000)),
        ("capacity_utilization", "Hubei", 2014, Decimal("0.727")),
        ("production_capacity", "Hubei plant", 2013, Decimal(1000000)),
        ("production_volume", "Hubei plant", 2013, Decimal(318000)),
        ("capacity_utilization", "Hubei plant", 2013, Decimal("0.318")),
        ("production_capacity", "Hubei plant", 2014, Decimal(1000000)),
        ("production_volume", "Hubei plant", 2014, Decimal(403000)),
        ("capacity_utilization", "Hubei plant", 2014, Decimal("0.403")),
    ]


def test_percent_beside_every_measure_is_no_use() -> None:
    rows: list[Row] = [
        [("2013", 1, 4)],
        [("Capacity (tonnes)", 1), ("%", 2), ("Output (tonnes)", 3), ("%", 4)],
        [("Hubei", 0), ("180", 1), ("60.0", 2), ("121", 3), ("67.2", 4)],
    ]
    found = outcome(table(rows, caption=USE, strategy="aligned")).readings
    assert [reading.concept for reading in found] == ["production_capacity", "production_volume"]


def test_a_unit_over_the_figures_says_that_they_are_the_output_and_no_use() -> None:
    caption = "The table below sets forth the raw milk production at each of our major farms and its approximate utilization:"
    rows: list[Row] = [
        [("2009", 1), ("2010", 2)],
        [("(in tonnes)", 1, 2)],
        [("Saibei farm", 0), ("29,844", 1), ("71,350", 2)],
    ]
    found = outcome(table(rows, caption=caption, strategy="aligned")).readings
    assert [(reading.concept, reading.member, reading.amount.value) for reading in found] == [  # typeset
        ("production_volume", "Saibei farm", Decimal(29844)),
        ("production_volume", "Saibei farm", Decimal(71350)),
    ]
    bare = [rows[0], rows[2]]
    assert outcome(table(bare, caption=caption, strategy="aligned")).readings == ()
