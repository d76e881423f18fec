"""Products of an introduction that are all the company makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Fact, Period, Source
from analyzer.topics.volumes_whole import as_whole

PLACE = Source("f", 1, "1", (0, 0, 1, 1), "1")


def fact(concept: str, member: str, year: int, value: int) -> Fact:
    return Fact(
        "volumes", concept, "", Period.ending(date(year, 12, 31), 12), Decimal(value), "吨", Decimal(1), member=member, origin=PLACE
    )  # fmt: skip


LED = [
    fact("production_capacity", "速冻面米制品", 2019, 99),
    fact("production_volume", "速冻面米制品", 2019, 77),
    fact("production_volume", "速冻面米制品", 2020, 81),
]
TOTALS = [fact("production_volume", "油炸类", 2019, 44), fact("production_volume", "", 2019, 77), fact("production_volume", "", 2020, 81)]


def members(facts: list[Fact]) -> set[str]:
    return {found.member for found in as_whole(facts, {0, 1, 2})}


def test_a_product_whose_figures_are_the_totals_is_the_company() -> None:
    assert members([*LED, *TOTALS]) == {"", "油炸类"}


@pytest.mark.parametrize(
    "others",
    [
        [],
        TOTALS[:2],
        [*TOTALS, fact("production_volume", "", 2020, 80)],
        [*TOTALS[:2], replace(TOTALS[2], measure="件")],
        [*TOTALS, fact("sales_volume", "速冻面米制品", 2020, 70)],
    ],
)
def test_a_product_is_left_where_it_may_be_one_of_several(others: list[Fact]) -> None:
    assert "速冻面米制品" in members([*LED, *others])
