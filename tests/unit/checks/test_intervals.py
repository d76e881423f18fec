"""Printed figures as intervals."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer.checks.intervals import CUT, HALF, Interval, common, interval_of
from check_figures import figure

numbers = st.decimals(-(10**9), 10**9, places=4)
intervals = st.tuples(numbers, numbers).map(lambda pair: Interval(min(pair), max(pair)))
shares = st.decimals(0, 1, places=6)


def inside(interval: Interval, share: Decimal) -> Decimal:
    return interval.low + (interval.high - interval.low) * share


@given(intervals, intervals, shares, shares)
def test_sums_and_differences_hold_every_pair(one: Interval, other: Interval, a: Decimal, b: Decimal) -> None:
    x, y = inside(one, a), inside(other, b)
    assert x + y in one + other
    assert x - y in one - other


@given(intervals, intervals, shares, shares)
def test_quotients_hold_every_pair(one: Interval, other: Interval, a: Decimal, b: Decimal) -> None:
    assume(not other.low <= 0 <= other.high)
    quotient = one / other
    slack = Decimal("1E-15") * (1 + abs(quotient.low) + abs(quotient.high))
    assert quotient.low - slack <= inside(one, a) / inside(other, b) <= quotient.high + slack


@pytest.mark.parametrize("divisor", [Interval(Decimal(-1), Decimal(1)), Interval(Decimal(0), Decimal(5)), Interval(Decimal(0), Decimal(0))])
def test_a_divisor_that_may_be_nothing_is_refused(divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError, match="may be 0"):
        Interval(Decimal(1), Decimal(2)) / divisor


@given(st.decimals(-(10**6), 10**6, places=3), st.sampled_from(["0.01", "0.1", "1"]))
def test_a_printed_figure_holds_what_rounds_or_is_cut_to_it(exact: Decimal, step: str) -> None:
    rounded = exact.quantize(Decimal(step), ROUND_HALF_UP)
    cut = exact.quantize(Decimal(step), ROUND_DOWN)
    assert exact in interval_of(figure("revenue", str(rounded), step=step), HALF)
    assert exact in interval_of(figure("revenue", str(cut), step=step), CUT)


def test_half_and_whole_steps() -> None:
    revenue = figure("revenue", 1028277000, step=1000)
    assert interval_of(revenue) == Interval(Decimal(1028276500), Decimal(1028277500))
    assert interval_of(revenue, CUT) == Interval(Decimal(1028276000), Decimal(1028278000))


def test_meeting() -> None:
    one = Interval(Decimal(1), Decimal(2))
    assert one.meets(Interval(Decimal(2), Decimal(3)))
    assert not one.meets(Interval(Decimal("2.1"), Decimal(3)))


def test_what_all_intervals_share() -> None:
    one, other, apart = Interval(Decimal(1), Decimal(5)), Interval(Decimal(3), Decimal(9)), Interval(Decimal(6), Decimal(7))
    assert common([one, other]) == Interval(Decimal(3), Decimal(5))
    assert common([one, other, apart]) is None


@given(st.lists(intervals, min_size=1, max_size=5), shares)
def test_what_is_shared_lies_in_each(found: list[Interval], share: Decimal) -> None:
    shared = common(found)
    assume(shared is not None)
    assert shared is not None
    assert all(interval.low <= shared.low <= shared.high <= interval.high for interval in found)
