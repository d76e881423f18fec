"""Printed price x printed volume against the printed revenue of the product; volumes of different populations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.checks.book import RULES, Book, Tie
from analyzer.checks.mentions import merge_readings
from analyzer.checks.populations import with_populations
from analyzer.checks.status import repaired, run_rules
from analyzer.model import Fact
from check_figures import figure

BOARD = "训推一体 GPU 板卡"
WITH_SERVERS = "上述销量包含公司直接以板卡形态销售及集成为服务器销售的板卡产品数量"
WITHOUT_SERVERS = "上表中销售数量不包含装配在训推一体 GPU 服务器中实现销售的板卡数量"


def sold(value: str, printed: str, page: int, *, note: str = "", measure: str = "张", step: str | int = 1, top: float = 100.0) -> Fact:
    place = {"page": page, "top": top, "printed": printed}
    return figure("sales_volume", value, table="volumes", member=BOARD, measure=measure, step=step, note=note, **place)  # type: ignore[arg-type]


def price(value: str, printed: str, *, step: str | int = 100, measure: str = "CNY/张") -> Fact:
    return figure("average_selling_price", value, table="volumes", member=BOARD, measure=measure, step=step, page=277, printed=printed)


def revenue(value: str, printed: str, *, step: str | int = 100) -> Fact:
    return figure("product_revenue", value, table="volumes", member=BOARD, step=step, page=277, printed=printed)


def price_ties(facts: list[Fact], *asides: Fact) -> list[Tie]:
    return list(RULES["PRICE_TIE"](Book(tuple(merge_readings(facts)), asides)))


def test_the_volume_that_ties_is_named_the_other_too() -> None:
    """688802 p.277, 2024: 4.69 万元 x 10,905 = 51,181.39 万元; 13,606 of p.211 counts the boards inside servers."""
    volumes = [sold("13606", "13,606", 211, note=WITH_SERVERS), sold("10905", "10,905", 277, note=WITHOUT_SERVERS)]
    ties = price_ties([*volumes, price("46900", "4.69")], revenue("511813900", "51,181.39"))
    assert [(tie.verdict, tie.formula, tie.members) for tie in ties] == [
        (
            "ties",
            "average_selling_price 4.69 (p.277) x sales_volume 10,905 (p.277) = product revenue 51,181.39 (p.277); "
            "13,606 (p.211) does not tie",
            (2, 1),
        )
    ]


def test_a_volume_that_ties_beats_one_that_only_rounds() -> None:
    """688802 p.277, first quarter of 2025: 3.89 x 8,055 comes within a whole step, 3.89 x 8,041 ties."""
    volumes = [sold("8055", "8,055", 211, note=WITH_SERVERS), sold("8041", "8,041", 277, note=WITHOUT_SERVERS)]
    ties = price_ties([*volumes, price("38900", "3.89")], revenue("312552400", "31,255.24"))
    assert [(tie.verdict, tie.members) for tie in ties] == [("ties", (2, 1))]


def test_tonnes_sold_at_a_price_per_kilogram() -> None:
    """002646 p.131, 2010: 2,063.76 吨 at 125.81 元/公斤 make 25,963 万元."""
    facts = [sold("2063.76", "2,063.76", 131, measure="吨", step="0.01"), price("125.81", "125.81", step="0.01", measure="CNY/公斤")]
    assert [tie.verdict for tie in price_ties(facts, revenue("259630000", "25,963", step=10000))] == ["ties"]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("511813900", "ties"), ("5118139000", "breaks"), ("51181390000", "breaks"), ("600000000", "untested")],
)
def test_a_misfit_is_a_break_only_where_it_is_a_slip_of_the_unit(value: str, verdict: str) -> None:
    facts = [sold("10905", "10,905", 277), price("46900", "4.69")]
    assert [tie.verdict for tie in price_ties(facts, revenue(value, value))] == [verdict]


def test_other_currencies_and_units_are_not_compared() -> None:
    facts = [sold("10905", "10,905", 277), price("46900", "4.69", measure="CNY/台")]
    assert price_ties(facts, revenue("511813900", "51,181.39")) == []
    assert price_ties([sold("10905", "10,905", 277), price("46900", "4.69", measure="USD/张")], revenue("511813900", "51,181.39")) == []


def test_a_volume_without_note_belongs_to_the_one_it_equals() -> None:
    """688802 p.277: the sentence's 10,905 is the table's, and 13,606 stays a figure of its own."""
    readings = [
        sold("13606", "13,606", 211, note=WITH_SERVERS),
        sold("10905", "10,905", 277, note=WITHOUT_SERVERS),
        sold("10905", "10,905", 277, top=400.0),
        sold("9999", "9,999", 300),
    ]
    entries = merge_readings(with_populations(readings))
    assert [(entry.fact.value, entry.fact.note, len(entry.readings), entry.differing) for entry in entries] == [
        (Decimal(13606), WITH_SERVERS, 1, ()),
        (Decimal(10905), WITHOUT_SERVERS, 2, ()),
        (Decimal(9999), "", 1, ()),
    ]


def test_units_are_sold_at_a_price_per_unit() -> None:
    facts = [sold("7004", "7,004", 150, measure="units"), price("30100", "30,100", measure="CNY/unit")]
    assert [tie.verdict for tie in price_ties(facts, revenue("210820000", "210,820", step=1000))] == ["ties"]


def test_of_two_readings_the_one_that_ties_is_taken() -> None:
    """002096: 18959 吨 on p.4, 18,936 on p.66 and p.70; only 18,936 x 4,699 元 is the printed 8,897.28 万元."""
    places = (("18959", "18959", 4), ("18936", "18,936", 66), ("18936", "18,936", 70))
    readings = [sold(value, printed, page, measure="吨") for value, printed, page in places]
    facts = [*readings, price("4699", "4699", measure="CNY/吨", step=1)]
    book = Book(tuple(merge_readings(facts)), (revenue("88972800", "8,897.28"),))
    mended, findings = repaired(book, run_rules(book))
    volume = next(entry.fact for entry in mended.entries if entry.fact.concept == "sales_volume")
    assert (volume.value, volume.source.page) == (Decimal(18936), 66)
    assert [(finding.code, finding.page) for finding in findings] == [("REPAIRED", 66)]
    assert [tie.verdict for tie in run_rules(mended) if tie.code == "PRICE_TIE"] == ["ties"]
