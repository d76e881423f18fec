"""Sentences that repeat figures of the statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from analyzer.concepts import Vocabulary
from analyzer.model import BBox, Fact, Period, Source
from analyzer.topics.base import FilingContext
from analyzer.topics.income_names import LineNames
from analyzer.topics.income_prose import read_sentences
from analyzer.topics.income_sentences import find_spoken
from stored_pages import open_stored

FY2023, FY2024 = (Period.ending(date(year, 12, 31), 12) for year in (2023, 2024))
ENGLISH = "Our revenue increased by 46.2% from RMB703.5 million in 2023 to RMB1,028.3 million in 2024, primarily due to memory chips."
CHINESE = "公司营业收入分别为70,347.70万元和102,827.70万元。"


@dataclass(frozen=True)
class Spoken:
    text: str

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        return 1, (float(start), 0.0, float(stop), 10.0)


@dataclass(frozen=True)
class SpokenPages:
    """One page of text."""

    texts: tuple[str, ...]

    def tables(self, page: int) -> tuple[()]:
        return ()

    def joined(self, pages: object) -> tuple[()]:
        return ()

    def prose(self, first: int, last: int) -> Spoken:
        return Spoken(self.texts[first - 1])


def face(value: int, period: Period) -> Fact:
    origin = Source("acme", 348, "", (0, 0, 1, 1), str(value))
    return Fact("income_statement", "revenue", "REVENUE", period, Decimal(value), "CNY", Decimal(1000), origin=origin)


FACE = [face(703477000, FY2023), face(1028277000, FY2024)]


def context(text: str, exchange: str = "hkex") -> FilingContext:
    stored = open_stored("income_giantec_p348", exchange=exchange, currency="CNY")
    return FilingContext("acme", SpokenPages((text,)), stored.exchange, stored.attributes, ("",))


def spoken(text: str, basis: str = "IFRS") -> list[tuple[str, Decimal, Decimal, str]]:
    found, _ = read_sentences(context(text), Vocabulary(basis), FACE)
    return [(fact.period.label, fact.value, fact.step, fact.source.text) for fact in found]


def test_from_one_year_to_the_next() -> None:
    """giantec: 703,477 and 1,028,277 of p.348 in RMB million."""
    assert spoken(ENGLISH) == [
        ("FY2023", Decimal("703500000"), Decimal(100000), "RMB703.5 million"),
        ("FY2024", Decimal("1028300000"), Decimal(100000), "RMB1,028.3 million"),
    ]


def test_an_enumeration_with_its_years() -> None:
    text = "In the track record period, our revenue was RMB703.5 million and RMB1,028.3 million in 2023 and 2024, respectively."
    assert [(label, value) for label, value, _, _ in spoken(text)] == [("FY2023", Decimal("703500000")), ("FY2024", Decimal("1028300000"))]


def test_a_chinese_enumeration() -> None:
    text = f"2023年度和2024年度，{CHINESE}"
    assert [(label, value, step) for label, value, step, _ in spoken(text, "CAS")] == [
        ("FY2023", Decimal("703477000.00"), Decimal(100)),
        ("FY2024", Decimal("1028277000.00"), Decimal(100)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue from chips increased from RMB300.0 million in 2023 to RMB400.0 million in 2024, primarily due to one product.",
        "Revenue increased from RMB300.0 million in 2023 to RMB400.0 million in 2024, primarily due to one product.",
        "Our cost of sales increased from RMB375.7 million in 2023 to RMB464.7 million in 2024, primarily due to volume.",
        "Our revenue increased from US$703.5 million in 2023 to US$1,028.3 million in 2024, primarily due to volume.",
        "Our revenue will increase.",
    ],
    ids=["a product's revenue", "perhaps a product's revenue", "a line that the statement lacks", "another currency", "no figure"],
)
def test_what_is_no_reading_of_the_statement(text: str) -> None:
    assert spoken(text) == []


def test_what_is_said_of_the_whole_company_is_a_reading_also_where_it_disagrees() -> None:
    text = "Our revenue increased from RMB300.0 million in 2023 to RMB400.0 million in 2024, primarily due to demand."
    assert [value for _, value, _, _ in spoken(text)] == [Decimal(300_000_000), Decimal(400_000_000)]
    text = "2023年度和2024年度，公司主营业务收入分别为30,000.00万元和40,000.00万元。"
    assert spoken(text.replace("公司", "子公司光电"), "CAS") == []
    assert [value for _, value, _, _ in spoken(text.replace("主营业务", "营业"), "CAS")] == [Decimal(300_000_000), Decimal(400_000_000)]


def test_a_misprint_beside_a_figure_that_agrees_is_a_reading() -> None:
    text = "Revenue increased from RMB703.5 million in 2023 to RMB1,082.3 million in 2024, primarily due to demand."
    assert [value for _, value, _, _ in spoken(text)] == [Decimal("703500000"), Decimal("1082300000")]


def test_a_figure_off_by_a_power_of_ten_is_kept_as_a_reading() -> None:
    text = ENGLISH.replace("RMB703.5 million", "RMB70.35 million")
    assert spoken(text)[0][:2] == ("FY2023", Decimal("70350000"))


def test_readings_are_listed_in_the_ledger() -> None:
    _, ledger = read_sentences(context(ENGLISH), Vocabulary("IFRS"), FACE)
    assert [(entry.kind, entry.used, entry.reason) for entry in ledger] == [("sentence", True, "speaks of the statement")] * 2


def test_fewer_periods_than_figures_say_nothing() -> None:
    text = "Our revenue was RMB703.5 million and RMB1,028.3 million in 2024, respectively."
    assert list(find_spoken(text, LineNames(Vocabulary("IFRS")).concept_of)) == []
