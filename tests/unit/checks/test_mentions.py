"""Readings of one figure in several places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.checks.mentions import merge_readings, population
from analyzer.topics.agreement import agree, slip
from check_figures import FY2023, entry, figure

EXACT = figure("revenue", "743071582.31", step="0.01", page=241)
IN_WAN = figure("revenue", "743071600", step=100, page=20, printed="74,307.16")
IN_YI = figure("revenue", "743000000", step=1000000, page=2, printed="7.43")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (IN_WAN, True),
        (IN_YI, True),
        (figure("revenue", "743071582.31", step="0.01"), True),
        (figure("revenue", "743071582.32", step="0.01"), False),
        (figure("revenue", "743071700", step=100), False),
        (figure("revenue", "743071500", step=100), True),
        (figure("revenue", "744000000", step=1000000), True),
    ],
    ids=["万元", "亿元", "same", "one cent off", "two steps off", "cut off, not rounded", "within the coarse step"],
)
def test_readings_that_are_the_same_figure(other: object, expected: bool) -> None:
    """688802 p.241 against its summaries: half a step among equals, one step of the coarser."""
    assert agree(EXACT, other) is expected  # type: ignore[arg-type] # every parameter is a Fact
    assert agree(other, EXACT) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("factor", [10, 100, 1_000, 10_000])
def test_a_reading_off_by_a_power_of_ten(factor: int) -> None:
    """Biren: RMB'000 read as 元 or 万 (published_figures.notes.md #14)."""
    right = figure("adjusted_profit", -1038251000, step=1000)
    wrong = figure("adjusted_profit", Decimal(-1038251000) / factor, step=Decimal(1000) / factor)
    assert slip(right, wrong) == slip(wrong, right) == factor
    assert not agree(right, wrong)


@pytest.mark.parametrize(("one", "other"), [("1000", "1000"), ("1000", "3000"), ("0", "1000"), ("1000", "100000000")])
def test_what_is_no_slip(one: str, other: str) -> None:
    assert slip(figure("revenue", one, step=1), figure("revenue", other, step=1)) == 0


def test_a_slip_is_told_from_rounded_figures() -> None:
    """MetaX backlog: 14.30 亿元 against "1430亿元" with the decimal point lost (#13)."""
    assert slip(figure("backlog", 1430000000, step=1000000), figure("backlog", 143000000000, step=100000000)) == 100


def test_the_most_precise_reading_is_the_value_the_first_place_gives_the_label() -> None:
    first = figure("revenue", 743000000, step=1000000, page=2, label="Revenue", assurance="audited")
    merged = entry(first, IN_WAN, EXACT)
    assert (merged.fact.value, merged.fact.step) == (Decimal("743071582.31"), Decimal("0.01"))
    assert (merged.fact.label, merged.fact.assurance, merged.fact.source.page) == ("Revenue", "audited", 241)
    assert (len(merged.readings), merged.differing, merged.place.page) == (3, (), 2)


def test_a_sentence_that_spells_out_the_thousands_is_no_more_precise() -> None:
    """cloudbreak p.561 prints (82) in US$'000, p.495 "US$82,000"."""
    merged = entry(figure("income_tax_expense", 82000, page=561), figure("income_tax_expense", 82000, step=1, page=495))
    assert (merged.fact.source.page, merged.fact.step) == (561, 1000)


def test_a_reading_that_differs_is_kept_apart() -> None:
    other = figure("revenue", 745000000, step=1000, page=300)
    merged = entry(EXACT, other, IN_WAN)
    assert merged.fact.value == EXACT.value
    assert merged.differing == (other,)


def test_a_figure_without_some_people_is_another_figure() -> None:
    """giantec: share-based payments 29,292, and 27,393 excluding directors (p.378), neither confirm nor contradict."""
    whole = figure("share_based_payment", 29292000, page=30)
    limited = figure("share_based_payment", 27393000, page=378, note="excluding directors")
    merged = merge_readings([whole, limited])
    assert [(item.fact.value, item.differing) for item in merged] == [(Decimal(29292000), ()), (Decimal(27393000), ())]


@pytest.mark.parametrize(("note", "limits"), [("不含董事", True), ("Excluding directors", True), ("audited by EY", False), ("", False)])
def test_notes_that_limit_the_population(note: str, limits: bool) -> None:
    assert population(note) == (note if limits else "")


def test_figures_of_other_periods_scopes_and_ranks_stay_apart() -> None:
    readings = [
        figure("customer_revenue", 5, table="customers", member="A", rank=1),
        figure("customer_revenue", 5, table="customers", member="A", rank=1, period=FY2023),
        figure("customer_revenue", 5, table="customers", member="A", rank=1, scope="境外"),
        figure("customer_revenue", 5, table="customers", member="A", rank=2),
    ]
    assert len(merge_readings(readings)) == 4


def test_rows_without_a_concept_are_told_apart_by_their_place() -> None:
    rows = [figure("", 5, label="其他", top=100), figure("", 5, label="其他", top=120)]
    assert len(merge_readings(rows)) == 2
    assert merge_readings([]) == []


def test_a_place_that_two_readers_found_is_one_reading() -> None:
    """giantec p.21: the adjusted profit is read by the table of the statement and by the search off its face."""
    elsewhere = figure("revenue", "743071582.31", step="0.01", page=30)
    assert len(entry(EXACT, EXACT, elsewhere, elsewhere).readings) == 2


def test_the_same_value_with_more_decimals_is_more_precise() -> None:
    """600795 p.33 prints 503.9, p.150 503.90 (both 亿千瓦时)."""
    short = figure("production_volume", "50390000000", step=10000000, page=33, printed="503.9")
    long = figure("production_volume", "50390000000", step=1000000, page=150, printed="503.90")
    assert [(merged.fact.source.page, merged.fact.step) for merged in (entry(short, long), entry(long, short))] == [
        (150, Decimal(1000000)),
        (150, Decimal(1000000)),
    ]
