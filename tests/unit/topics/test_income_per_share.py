"""Results per share: the unit that a sentence names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.model import Source, Unit
from analyzer.topics.income_figures import rows_to_facts
from analyzer.topics.income_per_share import stated_cents, with_stated_cents
from statement_rows import HEADS, read


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Earnings per share are stated in Hong Kong cents.", "Hong Kong cents"),
        ("Basic loss per ordinary share is expressed in\nRMB cents", "RMB cents"),
        ("Earnings per share amounts are presented in US cents", "US cents"),
        ("每股盈利以港仙列示。", "港仙"),
        ("每股虧損均以人民幣分呈列", "人民幣分"),
        ("Dividends per share are stated in Hong Kong cents.", ""),
        ("每股盈利以港仙列示。每股虧損以人民幣分列示。", ""),
        ("Earnings per share rose by 5 cents", ""),
    ],
)
def test_the_cents_that_a_sentence_names(text: str, unit: str) -> None:
    assert stated_cents(text) == unit


@pytest.mark.parametrize(
    ("heading", "value", "measure"),
    [("Earnings per share", "0.1464", "HKD/share"), ("Earnings per share (RMB)", "14.64", "CNY/share")],
    ids=["the sentence", "the line over it goes before"],
)
def test_a_result_per_share_in_the_cents_of_the_sentence(heading: str, value: str, measure: str) -> None:
    rows = with_stated_cents(read((heading, None), ("– Basic", "14.64"), basis="IFRS", wraps=True), "Hong Kong cents")
    fact = next(rows_to_facts(rows, HEADS, lambda cell: Source("acme", 1, "", cell.bbox, cell.text), "IFRS"))
    assert (fact.concept, fact.value, fact.measure) == ("basic_eps", Decimal(value), measure)


ORDERS = [
    (
        ("每股（虧損）╱盈利（人民幣元）", None),
        ("來自持續經營業務", None), ("基本", "(4.40)"), ("來自持續及已終止經營業務", None), ("基本", "(4.70)"),
    ),
    (
        ("每股（虧損）╱盈利（人民幣元）", None),
        ("來自持續及已終止經營業務", None), ("基本", "(4.70)"), ("來自持續經營業務", None), ("基本", "(4.40)"),
    ),
    (
        ("Loss per share (RMB)", None), ("From continuing operations", None), ("– Basic", "(4.40)"),
        ("From continuing and discontinued operations", None), ("– Basic", "(4.70)"),
    ),
    (
        ("Loss per share for loss from continuing operations (RMB)", None), ("– Basic", "(4.40)"),
        ("Loss per share for loss attributable to owners (RMB)", None), ("– Basic", "(4.70)"),
    ),
    (
        ("LOSS PER SHARE ATTRIBUTABLE TO OWNERS", None), ("Basic (RMB)", None),
        ("– For loss from continuing operations", "(4.40)"), ("– For loss for the year", "(4.70)"),
    ),
    (
        ("每股（虧損）╱盈利", None), ("基本（人民幣元）", None),
        ("－ 年╱期內（虧損）╱利潤", "(4.70)"), ("－ 來自持續經營業務的（虧損）╱利潤", "(4.40)"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("lines", ORDERS)
def test_the_result_per_share_of_all_operations_is_the_company_s(lines: tuple[tuple[str, str | None], ...]) -> None:
    """The other one is in single units as well, whatever the scale of the statement."""
    thousand = (HEADS[0], replace(HEADS[1], unit=Unit("CNY", Decimal(1000), "RMB’000")))
    found = rows_to_facts(
        read(*lines, basis="IFRS", wraps=True), thousand, lambda cell: Source("acme", 1, "", cell.bbox, cell.text), "IFRS"
    )
    assert {(fact.concept, fact.value, fact.measure) for fact in found} == {
        ("basic_eps", Decimal("-4.70"), "CNY/share"), ("", Decimal("-4.40"), "CNY/share"),
    }  # fmt: skip


def test_a_line_of_other_operations_keeps_the_unit_of_the_heading() -> None:
    lines = (
        ("Earnings per share (HK cents)", None), ("From continuing and discontinued", None), ("operations", None), ("– Basic", "6.3"),
        ("From continuing operations", None), ("– Basic", "5.8"),
    )  # fmt: skip
    found = rows_to_facts(read(*lines, basis="IFRS", wraps=True), HEADS, lambda cell: Source("acme", 1, "", cell.bbox, cell.text), "IFRS")
    assert [(fact.concept, fact.value) for fact in found] == [("basic_eps", Decimal("0.063")), ("", Decimal("0.058"))]
