"""Notes below a table that give its measures their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_marked_units import find_marked_units
from tests.unit.topics.test_volumes_layouts import Row, outcome, table

SALES = "The following table sets forth the sales volume and average selling price by product type for the periods indicated:"


def test_a_mark_at_a_title_gives_the_unit_of_its_note() -> None:
    rows: list[Row] = [
        [("2010", 1, 2)],
        [("Sales volume", 1), ("ASP", 2)],
        [("Ceramic tile products(a)", 0)],
        [("Glazed tiles", 0), ("12.6", 1), ("37.8", 2)],
        [("Bathroom products(b)", 0)],
        [("Sanitary ware", 0), ("812", 1), ("184.6", 2)],
        [("Notes:", 0)],
        [("(a)", 0), ("Sales volume in million sq.m. and ASP in RMB per sq.m.", 1, 2)],
        [("(b)", 0), ("Sales volume in thousand pieces and ASP in RMB per piece.", 1, 2)],
    ]
    found = outcome(table(rows, caption=SALES, strategy="aligned")).readings
    assert [(reading.concept, reading.member, reading.amount.value, reading.unit.measure) for reading in found] == [  # typeset
        ("sales_volume", "Glazed tiles", Decimal(12600000), "sq.m."),
        ("average_selling_price", "Glazed tiles", Decimal("37.8"), "CNY/sq.m."),
        ("sales_volume", "Sanitary ware", Decimal(812000), "pieces"),
        ("average_selling_price", "Sanitary ware", Decimal("184.6"), "CNY/piece"),
    ]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Note: Sales volume is stated in tonnes.", [("", "sales_volume", "tonnes")]),
        ("Notes:\n(1)\nThe production volume is measured in tonnes; ASP is presented in RMB per tonne",
         [("1", "production_volume", "tonnes"), ("1", "average_selling_price", "CNY/tonne")]),
        ("Note: Sales volume is in tonnes, sales volume is in pieces.", []),
        ("Note: Sales volume increased in 2010 in tonnes.", []),
        ("(1) Designed capacity is calculated in accordance with the permits.", []),
    ],
)  # fmt: skip
def test_a_note_gives_each_measure_one_unit(notes: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(mark, concept, unit.measure) for (mark, concept), unit in find_marked_units(notes).items()] == expected
