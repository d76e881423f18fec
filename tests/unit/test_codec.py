"""The data model as JSON and back: nothing is lost, nothing else is taken."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.codec import from_plain, to_plain
from analyzer.model import Derived, Fact, Filing, Finding, Period, Source, Unit

TEXTS = st.text(st.characters(), max_size=12)  # halves of surrogate pairs included: a broken font can give them
PERIODS = st.builds(Period, end=st.dates(), start=st.none() | st.dates())
CORNERS = st.tuples(*[st.floats(allow_nan=False)] * 4)
SOURCES = st.builds(Source, TEXTS, st.integers(1, 9999), TEXTS, CORNERS, TEXTS)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
FACTS = st.builds(
    Fact,
    table=TEXTS,
    concept=TEXTS,
    label=TEXTS,
    period=PERIODS,
    value=DECIMALS,
    measure=TEXTS,
    step=DECIMALS,
    of_which=TEXTS,
    origin=SOURCES,
)


def through_json(value: Any) -> Any:
    text = json.dumps(to_plain(value), ensure_ascii=False).encode("utf-8", errors="backslashreplace")
    return from_plain(type(value), json.loads(text))


def same(one: Fact, other: Fact) -> bool:
    """Equal in what equality leaves out as well."""
    return one == other and (one.origin, one.mentions, one.of_which) == (other.origin, other.mentions, other.of_which)


@given(FACTS, FACTS)
def test_any_fact_survives(fact: Fact, mention: Fact) -> None:
    fact = Fact(**{**vars(fact), "mentions": (mention,)})
    again = through_json(fact)
    assert same(again, fact)
    assert same(again.mentions[0], mention)
    assert (str(again.value), str(again.step)) == (str(fact.value), str(fact.step))


@given(DECIMALS)
def test_decimals_keep_their_digits(value: Decimal) -> None:
    assert str(through_json(Unit("CNY", value, "")).scale) == str(value)


def test_a_filing_survives_whole(filing: Filing, cost_of_sales: Fact) -> None:
    again = through_json(filing)
    assert again == filing
    (cost,) = again.income_statement.facts
    assert same(cost, cost_of_sales)
    assert same(cost.mentions[0], cost_of_sales.mentions[0])
    assert [finding.sources for finding in again.findings] == [finding.sources for finding in filing.findings]
    assert type(again.findings) is tuple


def test_a_derived_fact_keeps_its_inputs(cost_of_sales: Fact) -> None:
    derived = Fact(**{**vars(cost_of_sales), "origin": Derived("a - b", (cost_of_sales,))})
    again = through_json(derived)
    assert again.origin == derived.origin
    assert same(again.origin.inputs[0], cost_of_sales)


def test_what_has_its_default_is_left_out() -> None:
    assert to_plain(Finding("info", "NO_TABLE", "none")) == {"level": "info", "code": "NO_TABLE", "message": "none"}
    assert to_plain(Period(date(2024, 12, 31))) == {"end": "2024-12-31"}


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (Period, {"end": "2024-13-01"}),
        (Period, {"end": "2024-12-31", "begin": None}),
        (Period, {}),
        (Period, None),
        (Period, "2024-12-31"),
        (Finding, {"level": "fatal", "code": "X", "message": ""}),
        (Finding, {"level": "info", "code": 7, "message": ""}),
        (Unit, {"measure": "CNY", "scale": "many", "text": ""}),
        (Source, {"filing_id": "a", "page": 1.5, "printed_page": "", "bbox": [0, 0, 0, 0], "text": ""}),
        (Source, {"filing_id": "a", "page": True, "printed_page": "", "bbox": [0, 0, 0, 0], "text": ""}),
        (Source, {"filing_id": "a", "page": 1, "printed_page": "", "bbox": [0, 0, 0], "text": ""}),
        (Fact, {"origin": {"colour": "red"}}),
        (Filing, [1, 2]),
    ],
)
def test_anything_else_is_refused(kind: type, plain: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(kind, plain)
