"""Products of an introduction that are all the company makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Fact, Period, Source
from analyzer.topics.volumes_spelling import with_hyphens
from analyzer.topics.volumes_whole import as_whole, totals_of

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
PARTS = [fact("production_volume", name, year, 44) for year in (2019, 2020) for name in ("油炸类", "烘焙类")]
TOTALS = [*PARTS, fact("production_volume", "", 2019, 77), fact("production_volume", "", 2020, 81)]


def members(facts: list[Fact]) -> set[str]:
    return {found.member for found in as_whole(facts, {0, 1, 2}, [3 + place for place in totals_of(facts[3:])])}


def test_a_product_whose_figures_are_the_totals_is_the_company() -> None:
    assert members([*LED, *TOTALS]) == {"", "油炸类", "烘焙类"}


@pytest.mark.parametrize(
    "others",
    [
        [],
        TOTALS[4:],
        TOTALS[:5],
        [*TOTALS, fact("production_volume", "", 2020, 80)],
        [*TOTALS[:5], replace(TOTALS[5], measure="件")],
        [*TOTALS, fact("sales_volume", "速冻面米制品", 2020, 70)],
    ],
)
def test_a_product_is_left_where_it_may_be_one_of_several(others: list[Fact]) -> None:
    assert "速冻面米制品" in members([*LED, *others])


def test_a_hyphen_that_a_line_end_took_comes_back() -> None:
    printed = [fact("sales_volume", "Micro-button cells", 2019, 9), fact("production_volume", "Microbutton cells", 2019, 8)]
    assert {found.member for found in with_hyphens(printed)} == {"Micro-button cells"}
    two = [fact("sales_volume", name, 2019, 9) for name in ("re-coated", "reco-ated", "recoated", "X1", "X-1")]
    assert with_hyphens(two) == two
