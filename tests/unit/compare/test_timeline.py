"""Periods of one filing: what follows what."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.metrics.timeline import chain, consecutive_years, latest_interim, prior_period
from analyzer.model import Period


def ending(year: int, month: int, months: int) -> Period:
    day = {12: 31, 9: 30, 6: 30, 3: 31}[month]
    return Period.ending(date(year, month, day), months)


YEARS = [ending(2022, 12, 12), ending(2023, 12, 12), ending(2024, 12, 12)]
NINE = [ending(2024, 9, 9), ending(2025, 9, 9)]
QUARTER = ending(2025, 3, 3)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([*YEARS, *NINE], [*YEARS, NINE[1]]),
        ([*YEARS, QUARTER, NINE[1]], [*YEARS, NINE[1]]),
        ([*YEARS, ending(2025, 9, 3)], YEARS),
        ([NINE[1], NINE[0]], NINE),
        ([], []),
    ],
)
def test_chain_holds_no_month_twice(periods: list[Period], expected: list[Period]) -> None:
    assert chain(periods) == expected


def test_prior_period_has_the_same_length() -> None:
    assert prior_period(NINE[1], [*YEARS, *NINE]) == NINE[0]
    assert prior_period(QUARTER, [*YEARS, *NINE]) is None


def test_latest_interim() -> None:
    assert latest_interim([*YEARS, *NINE, QUARTER]) == NINE[1]
    assert latest_interim(YEARS) is None


def test_consecutive_years_stop_at_a_gap() -> None:
    assert consecutive_years([ending(2019, 12, 12), *YEARS]) == YEARS
