"""Results per share: the unit that a sentence names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.model import Source
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
