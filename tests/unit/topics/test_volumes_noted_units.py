"""Notes below a table that give single rows another unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Cell, Period, Unit
from analyzer.read.amounts import Amount
from analyzer.topics.volumes_noted_units import find_noted_units, with_noted_units
from analyzer.topics.volumes_readings import Outcome, Reading

PIECES = Unit("件", Decimal(1), "件")
BRANDS = "其中Precision和General Cable销量单位为英尺，Apex销量单位为加仑，其余单位为件"
"""002353 p.129, 注1 below the table."""


def sold(member: str, group: str, value: int, concept: str = "sales_volume") -> Reading:
    cell = Cell(str(value), 129, (0.0, float(value), 1.0, value + 1.0), 0, 0, 1, 1)
    amount = Amount(Decimal(value), Decimal(1))
    return Reading(cell, concept, "销量", member, group, "", Period.ending(date(2008, 12, 31), 12), amount, PIECES)


TABLE = Outcome(
    (
        sold("重型底盘车及部件", "PACCAR", 29510),
        sold("连续油管", "2* Precision", 71399),
        sold("高压电缆", "8* General Cable", 33316),
        sold("工业清洗产品", "Apex", 76),
        sold("", "", 182754),
    )
)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (BRANDS, [(("Precision", "General Cable"), "英尺", "sales_volume"), (("Apex",), "加仑", "sales_volume")]),
        ("染料产品的单位为吨，其他产品单位为万米", [(("染料",), "吨", "")]),
        ("产能、产量的计量单位为吨", []),
        ("上述产能的单位为万套", []),
        ("The sales volume of cables is measured in metres", [(("cables",), "metres", "")]),
        ("Capacity is stated in accordance with the permits", []),
    ],
)
def test_units_of_named_rows(note: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert [(noted.names, noted.unit.measure, noted.concept) for noted in find_noted_units([note])] == expected


def test_rows_are_named_by_the_brand_beside_the_product() -> None:
    outcome = with_noted_units(TABLE, find_noted_units([BRANDS]))
    assert [(reading.member, reading.unit.measure, reading.amount.value, bool(reading.note)) for reading in outcome.readings] == [
        ("重型底盘车及部件", "件", Decimal(29510), False),
        ("连续油管", "英尺", Decimal(71399), True),
        ("高压电缆", "英尺", Decimal(33316), True),
        ("工业清洗产品", "加仑", Decimal(76), True),
        ("", "件", Decimal(182754), True),
    ]


def test_a_multiplier_of_the_note_counts() -> None:
    outcome = with_noted_units(Outcome((sold("印染布", "", 4500),)), find_noted_units(["印染布销量单位为万米"]))
    assert [(reading.unit.measure, reading.amount.value, reading.amount.step) for reading in outcome.readings] == [
        ("米", Decimal(45000000), Decimal(10000))
    ]


def test_a_name_that_no_row_bears_leaves_the_measure_without_unit() -> None:
    outcome = with_noted_units(TABLE, find_noted_units(["Bolt销量单位为箱"]))
    assert (outcome.readings, len(outcome.missing_unit)) == ((), 5)


def test_prices_keep_their_unit() -> None:
    price = sold("连续油管", "Precision", 12, "average_selling_price")
    assert with_noted_units(Outcome((price,)), find_noted_units([BRANDS])).readings == (price,)
