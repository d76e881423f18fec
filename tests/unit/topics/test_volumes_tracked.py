"""Sentences that leave their periods to the definition of the Track Record Period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Period
from analyzer.topics.volumes_prose import read_sentences

TRACKED = tuple(Period(date(year, 12, 31), date(year, 1, 1)) for year in (2019, 2020, 2021))


def brief(text: str, tracked: tuple[Period, ...] = TRACKED) -> list[tuple[str, str, str, Decimal, str]]:
    found = read_sentences(text, (12, 31), {"": ""}, None, (), tracked)
    return [(r.concept, r.member, r.period.label, r.amount.value, r.unit.measure) for r in found]


@pytest.mark.parametrize(
    ("text", "concept", "member", "unit", "last"),
    [
        (
            "During the Track Record Period, our utilisation rate was approximately 85.2%, 87.1% and 90.3%, respectively.",
            *("capacity_utilization", "", "ratio", Decimal("0.903")),
        ),
        (
            "Our average selling price per unit was HK$1.2, HK$1.3 and HK$1.5 per unit, respectively, during the Track Record Period.",
            *("average_selling_price", "", "HKD/unit", Decimal("1.5")),
        ),
        (
            "In each year during the Track Record Period, our sales volume amounted to 1,200 t, 1,300 t and 1,400 t, respectively.",
            *("sales_volume", "", "t", Decimal(1400)),
        ),
        (
            "During the Track Record Period, we sold approximately 1,200, 1,300 and 1,400 tonnes of cement, respectively.",
            *("sales_volume", "cement", "tonnes", Decimal(1400)),
        ),
        ("於往績記錄期間，我們的產能利用率分別約為85.2%、87.1%及90.3%。", "capacity_utilization", "", "ratio", Decimal("0.903")),
        ("於往績期間，本集團的平均售價分別為每噸1,200港元、1,300港元及1,400港元。", "average_selling_price", "", "HKD/噸", Decimal(1400)),
        (
            "我們於往績記錄期間的瓶裝水平均售價分別為每噸人民幣1,200元、人民幣1,300元及人民幣1,400元。",
            *("average_selling_price", "瓶裝水", "CNY/噸", Decimal(1400)),
        ),
    ],
)
def test_one_figure_for_each_period_of_the_track_record(text: str, concept: str, member: str, unit: str, last: Decimal) -> None:
    found = brief(text)
    assert [period for _, _, period, _, _ in found] == ["FY2019", "FY2020", "FY2021"]
    assert {(row[0], row[1], row[4]) for row in found} == {(concept, member, unit)}
    assert found[-1][3] == last
    assert not brief(text, ()), "the filing does not say which periods they are"


@pytest.mark.parametrize(
    "text",
    [
        "During the Track Record Period, our utilisation rate was approximately 85.2% and 90.3%, respectively.",
        "During the Track Record Period, the utilisation rates of Plants A, B and C of our firm were 85.2%, 87.1% and 90.3%, respectively.",
        "During the Track Record Period, the utilisation rates of our three plants were 85.2%, 87.1% and 90.3%, respectively.",
        "During the Track Record Period, our utilisation rate was 85.2%, 87.1% and 90.3% for cement, lime and sand, respectively.",
        "During the Track Record Period, we sold approximately 1,200, 1,300 and 1,400 tonnes of cement, lime and sand, respectively.",
        "During the Track Record Period, our utilisation rate ranged from 85.2%, 87.1% and 90.3%, respectively.",
        "於往績記錄期間，我們的甲廠、乙廠及丙廠的利用率分別為85.2%、87.1%及90.3%。",
        "於往績記錄期間，我們三個廠房的利用率分別為85.2%、87.1%及90.3%。",
        "於往績記錄期間，我們的利用率介乎85.2%、87.1%及90.3%。",
    ],
)
def test_figures_that_may_be_of_products_or_of_other_periods(text: str) -> None:
    assert not brief(text)


def test_a_sentence_that_names_a_period_keeps_it() -> None:
    text = "During the Track Record Period, our utilisation rate was 85.2%, 87.1% and 90.3% in 2018, 2019 and 2020, respectively."
    assert not {"FY2021"} & {period for _, _, period, _, _ in brief(text)}


def test_about_belongs_to_every_figure() -> None:
    found = read_sentences("於往績記錄期間，我們的產能利用率分別約為85.2%、87.1%及90.3%。", (12, 31), {"": ""}, None, (), TRACKED)
    assert {reading.amount.qualifier for reading in found} == {"about"}
