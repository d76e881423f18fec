"""The accountants' note on major customers: giantec p.376, whose letters are those of the table of five on p.198-199."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from analyzer.model import Fact, Period, Source
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.concentration_major import CENSORED_WORDS, with_major_customers
from stored_pages import open_stored

FY2023 = Period.ending(date(2023, 12, 31), 12)
FY2024 = Period.ending(date(2024, 12, 31), 12)
NINE_2024 = Period.ending(date(2024, 9, 30), 9)
NINE_2025 = Period.ending(date(2025, 9, 30), 9)


def context() -> FilingContext:
    return open_stored("customers_major_note", exchange="hkex", currency="CNY", basis="IFRS")


def five(value: str) -> TopicReading:
    """A table of five that prints Customer A of 2024."""
    source = Source("stored", 1, "", (0, 0, 1, 1), value)
    label, amount, step = "1. Customer A", Decimal(value), Decimal(100)
    known = Fact("customers", "customer_revenue", label, FY2024, amount, "CNY", step, member="Customer A", rank=1, origin=source)
    return TopicReading("customers", (known,))


def test_the_note_repeats_the_table_and_gives_the_comparative_interim() -> None:
    reading = with_major_customers(context(), five("353697700"))
    values = {(fact.member, fact.period, fact.rank): fact.value for fact in reading.facts[1:]}
    assert values[("Customer A", FY2024, 1)] == Decimal(353_698_000)
    assert values[("Customer A", NINE_2024, None)] == Decimal(265_169_000)
    assert values[("Customer B", NINE_2024, None)] == Decimal(94_829_000)
    assert ("Customer B", NINE_2025, None) not in values


def test_a_mark_is_a_finding_and_no_figure() -> None:
    reading = with_major_customers(context(), five("353697700"))
    assert [(finding.code, finding.sources[0].text) for finding in reading.findings] == [("CENSORED_SHARE", "*")]
    assert [finding.message for finding in reading.findings] == [f"Customer B, 9M2025: {CENSORED_WORDS}"]


def test_letters_of_other_parties_are_left_out() -> None:
    reading = with_major_customers(context(), five("121544100"))
    assert len(reading.facts) == 1
    assert reading.findings == ()
    assert [entry.used for entry in reading.ledger] == [False]


def test_without_a_table_of_five_nothing_is_read() -> None:
    reading = with_major_customers(context(), replace(five("1"), facts=()))
    assert reading.facts == ()


def test_a_figure_of_the_note_that_is_not_the_table_s_is_a_reading_where_most_are() -> None:
    """Two of three figures of Customer A are the table's, so the letters are the same; the third disagrees and is told by the checks."""
    reading = five("353697700")
    table = tuple(
        replace(reading.facts[0], period=period, value=Decimal(value))
        for period, value in ((FY2024, 353_698_000), (NINE_2025, 382_992_000), (NINE_2024, 999_999_000))
    )
    found = with_major_customers(context(), replace(reading, facts=table)).facts[3:]
    assert {(f.period, f.value, f.rank) for f in found if f.member == "Customer A" and f.period != FY2023} == {
        (FY2024, Decimal(353_698_000), 1),
        (NINE_2025, Decimal(382_992_000), 1),
        (NINE_2024, Decimal(265_169_000), 1),
    }
