"""Rules of capacity, output and sales."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Fact, Period
from check_figures import figure, ties_of, verdicts


def volume(concept: str, value: str | int, *, member: str = "硅抛光片", step: str | int = 100, measure: str = "片", **more: object) -> Fact:
    return figure(concept, value, table="volumes", member=member, step=step, measure=measure, **more)


def ratio(concept: str, value: str, **more: object) -> Fact:
    return volume(concept, value, step="0.0001", measure="ratio", **more)


OUTPUT, SALES, CAPACITY = (
    volume("production_volume", 1170000, step=10000),
    volume("sales_volume", 1165700),
    volume("production_capacity", 1800000, step=10000),
)


def test_the_printed_ratio_of_sales_and_output() -> None:
    """002257 p.114: 6-inch wafers 2007, output 117, sales 116.57 万片, 99.63%."""
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", [OUTPUT, SALES, ratio("sales_to_production_ratio", "0.9963")])] == [
        "ties"
    ]


def test_output_over_sales_where_the_filing_defines_it_so() -> None:
    """sifang: 產銷比 is output / sales."""
    facts = [volume("production_volume", 1000, step=1), volume("sales_volume", 800, step=1), ratio("sales_to_production_ratio", "1.25")]
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", facts)] == ["ties"]


def test_a_ratio_cut_off_is_rounding_a_ratio_of_unrounded_volumes_untested() -> None:
    exact = [volume("production_volume", 3000, step="0.0001"), volume("sales_volume", 2000, step="0.0001")]
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", [*exact, ratio("sales_to_production_ratio", "0.6666")])] == ["rounding"]
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", [*exact, ratio("sales_to_production_ratio", "0.7000")])] == ["untested"]


def years(*ratios: str) -> list[Fact]:
    """Output 1000 and sales 800 of one product in each year, with these printed ratios."""
    facts = []
    for index, printed in enumerate(ratios):
        period = Period.ending(date(2020 + index, 12, 31), 12)
        facts += [volume("production_volume", 1000, step=1, period=period), volume("sales_volume", 800, step=1, period=period)]
        facts += [ratio("sales_to_production_ratio", printed, period=period)]
    return facts


@pytest.mark.parametrize(
    ("ratios", "expected"),
    [
        (("0.8000", "0.8000", "0.8500"), ["ties", "ties", "breaks"]),
        (("0.8000", "0.8500", "0.8600"), ["ties", "untested", "untested"]),
        (("0.8500",), ["untested"]),
        (("0.0800",), ["breaks"]),
    ],
    ids=["one of a page that holds", "a definition of its own", "nothing to judge by", "a power of ten"],
)
def test_a_misfit_breaks_among_ratios_that_hold(ratios: tuple[str, ...], expected: list[str]) -> None:
    """002096 p.66 prints 100.11% beside 10,165 sold of 10,165; 300084 p.115 defines its ratio otherwise in every row."""
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", years(*ratios))] == expected


def test_the_misfit_of_a_ratio_is_told() -> None:
    assert [tie.difference for tie in ties_of("SALES_TO_PRODUCTION", years("0.8500"))] == [Decimal("0.050000")]


def test_a_total_that_misses_breaks_where_the_other_years_add_up() -> None:
    """601113 p.103: 28,467.55 for parts that make 28,424.78."""
    facts = []
    for index, total in enumerate((300, 300, 342)):
        period = Period.ending(date(2020 + index, 12, 31), 12)
        facts += [volume("production_volume", value, member=name, step=1, period=period) for name, value in (("A", 100), ("B", 200))]
        facts += [volume("production_volume", total, member="", step=1, period=period)]
    assert [verdict for verdict, _ in verdicts("VOLUMES_ADD_UP", facts)] == ["ties", "ties", "breaks"]


def test_a_product_of_a_sentence_beside_the_table_leaves_its_total() -> None:
    facts = [
        volume("sales_volume", value, member=name, step=1, top=top)
        for name, value, top in (("SoCs", 100, 100.0), ("Modules", 200, 112.0), ("", 300, 124.0))
    ]
    told = volume("sales_volume", 500, member="Imaging modules", step=1, top=300.0)
    aside = replace(told, origin=replace(told.source, bbox=(80, 300, 110, 310)))
    assert verdicts("VOLUMES_ADD_UP", [*facts, aside]) == [("ties", Decimal(0))]
    assert verdicts("VOLUMES_ADD_UP", [*facts, told]) == [("untested", Decimal(-500))]


def test_utilisation_is_output_of_capacity() -> None:
    facts = [OUTPUT, CAPACITY, ratio("capacity_utilization", "0.6500")]
    assert [(tie.verdict, tie.formula) for tie in ties_of("CAPACITY_UTILISATION", facts)] == [
        ("ties", "capacity_utilization = production_volume / production_capacity")
    ]


@pytest.mark.parametrize(
    "facts",
    [
        [SALES, ratio("sales_to_production_ratio", "0.9963")],
        [OUTPUT, volume("sales_volume", 5, measure="吨"), ratio("sales_to_production_ratio", "0.9963")],
        [volume("production_volume", 5, member="other"), SALES, ratio("sales_to_production_ratio", "0.9963")],
    ],
    ids=["no output", "other units", "other product"],
)
def test_no_pair_no_comparison(facts: list[Fact]) -> None:
    assert ties_of("SALES_TO_PRODUCTION", facts) == []


def test_of_two_populations_the_one_that_ties_is_named() -> None:
    """688802 p.211 and p.277: boards alone, and boards inside servers."""
    alone = volume("sales_volume", 8000, step=1, note="boards alone")
    inside = volume("sales_volume", 10000, step=1, note="incl. boards built into servers")
    facts = [volume("production_volume", 20000, step=1), alone, inside, ratio("sales_to_production_ratio", "0.5000")]
    found = ties_of("SALES_TO_PRODUCTION", facts)
    assert [(tie.verdict, tie.members[1]) for tie in found] == [("ties", 2)]


def test_products_add_up_to_the_total_row() -> None:
    """300221 p.123."""
    facts = [
        volume("production_volume", value, member=name, measure="吨", step="0.01")
        for name, value in (("阻燃料", "36627.26"), ("其他", "24005.84"))
    ]
    total = volume("production_volume", "60633.10", member="", measure="吨", step="0.01")
    assert verdicts("VOLUMES_ADD_UP", [*facts, total]) == [("ties", Decimal(0))]
    almost = volume("production_volume", "60633.11", member="", measure="吨", step="0.01")
    assert verdicts("VOLUMES_ADD_UP", [*facts, almost]) == [("rounding", Decimal("0.01"))]
    other = volume("production_volume", "70000.00", member="", measure="吨", step="0.01")
    assert verdicts("VOLUMES_ADD_UP", [*facts, other]) == [("untested", Decimal("9366.90"))]
    assert ties_of("VOLUMES_ADD_UP", [facts[0], total]) == []


def test_price_times_volume_is_no_multiple_of_the_revenue() -> None:
    revenue = figure("revenue", 743071582, step=1)
    price = volume("average_selling_price", 38900, step=100, measure="CNY/片")
    assert [tie.verdict for tie in ties_of("PRICE_MAGNITUDE", [revenue, price, volume("sales_volume", 10905, step=1)])] == ["ties"]
    assert [tie.verdict for tie in ties_of("PRICE_MAGNITUDE", [revenue, price, volume("sales_volume", 109050000, step=10000)])] == [
        "breaks"
    ]
    assert ties_of("PRICE_MAGNITUDE", [price, volume("sales_volume", 10905, step=1)]) == []
    assert ties_of("PRICE_MAGNITUDE", [revenue, price, volume("sales_volume", 10905, measure="吨")]) == []


def quarter(number: int) -> Period:
    return Period.ending([date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)][number], 3)


def test_four_quarters_make_the_year() -> None:
    """300221 p.282."""
    facts = [volume("sales_volume", 250, step=1, period=quarter(number)) for number in range(4)]
    assert verdicts("QUARTERS_ADD_UP", [volume("sales_volume", 1000, step=1), *facts]) == [("ties", Decimal(0))]
    assert verdicts("QUARTERS_ADD_UP", [volume("sales_volume", 1002, step=1), *facts]) == [("rounding", Decimal(2))]
    assert verdicts("QUARTERS_ADD_UP", [volume("sales_volume", 1100, step=1), *facts]) == [("breaks", Decimal(100))]
    assert ties_of("QUARTERS_ADD_UP", [volume("sales_volume", 1000, step=1), *facts[:3]]) == []
    assert (
        ties_of(
            "QUARTERS_ADD_UP",
            [volume("average_selling_price", 5), *[volume("average_selling_price", 5, period=quarter(n)) for n in range(4)]],
        )
        == []
    )


def test_no_sales_and_a_ratio_of_nil_tie() -> None:
    """A product with output 60, no sales and 0.00%: 0 / 60 is 0; a ratio that is not nil stays untested."""
    facts = [volume("production_volume", 60, step=1), volume("sales_volume", 0, step=1)]
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", [*facts, ratio("sales_to_production_ratio", "0")])] == ["ties"]
    assert [tie.verdict for tie in ties_of("SALES_TO_PRODUCTION", [*facts, ratio("sales_to_production_ratio", "0.5")])] == ["untested"]
