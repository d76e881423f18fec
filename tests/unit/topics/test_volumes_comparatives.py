"""Figures of the period before in brackets behind a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_prose import read_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In the year under review, we produced 11.38 million units of appliances (2015: 14.02 million units) at our plants.",
            [("production_volume", "2016-03-31", Decimal(11380000)), ("production_volume", "2015-03-31", Decimal(14020000))],
        ),
        (
            "29.5% BUSINESS REVIEW During the year ended March 31, 2022, the Group shipped 5.86 million pieces of garments "
            "(2021: 5.12 million pieces).",
            [("sales_volume", "2022-03-31", Decimal(5860000)), ("sales_volume", "2021-03-31", Decimal(5120000))],
        ),
        (
            "Our sales volume for the year was 1,187 thousand tonnes (2007: 946 thousand tonnes).",
            [("sales_volume", "2008-03-31", Decimal(1187000)), ("sales_volume", "2007-03-31", Decimal(946000))],
        ),
        (
            "During the year, the utilisation rate of our plants was 95% (2007: 96.5%).",
            [("capacity_utilization", "2008-03-31", Decimal("0.95")), ("capacity_utilization", "2007-03-31", Decimal("0.965"))],
        ),
        # Nothing says that the first figure is that of the year after the bracket's.
        ("We produced 11.38 million units (2015: 14.02 million units).", []),
    ],
)
def test_the_bracket_is_the_year_before_and_never_the_period_of_the_figure(text: str, expected: list[tuple[str, str, Decimal]]) -> None:
    found = read_sentences(text, (3, 31), {"": ""}, None)
    assert [(r.concept, r.period.end.isoformat(), r.amount.value) for r in found] == expected
    assert {r.member for r in found} <= {""}


def test_chinese_brackets() -> None:
    found = read_sentences("2022年，本公司雞肉銷量為24.6萬噸（2021年：26.3萬噸）。", (12, 31), {"": ""}, None)
    assert [(r.member, r.period.label, r.amount.value) for r in found] == [
        ("雞肉", "FY2022", Decimal(246000)),
        ("雞肉", "FY2021", Decimal(263000)),
    ]
