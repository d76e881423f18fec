"""Volumes: ratios, stock, prices, and what may not be worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.metrics.checks import volume_checks
from analyzer.metrics.volumes import Product, doubtful_cumulative, volumes
from analyzer.model import Fact, Filing, Period
from typed_filings import FY2023, FY2024, Q1_2025, fact, filing_of, metax, statement_of

UNTIL_SEP_2025 = Period(date(2025, 9, 30))


def product(filing: Filing, name: str) -> Product:
    return next(each for each in volumes(filing).products if each.name == name)


def filing_with(*facts: Fact) -> Filing:
    return filing_of("typed", "CAS", [statement_of("typed", facts, "volumes")])


def volume(
    text: str, concept: str = "sales_volume", period: Period = FY2024, *, member: str = "卡", measure: str = "张", **others: object
) -> Fact:
    return fact(text, period, table="volumes", concept=concept, member=member, measure=measure, **others)  # type: ignore[arg-type]


def test_metax_boards_made_and_not_sold() -> None:
    # 22,866 boards from 2023 on (analysis 3.3 counts 2022 as well: 240 made, 52 sold)
    cell = product(metax(), "").metrics["stock_proxy", Q1_2025]
    assert cell.value == Decimal(5933 + 35458 + 7124 - 2314 - 14118 - 9405)


def test_growth_from_a_few_boards_is_a_marked_multiple() -> None:
    cell = product(metax(), "训推一体 GPU 板卡").metrics["sales_growth", FY2024]
    assert (f"{cell.value:.1f}", cell.measure, cell.marks) == ("50.0", "multiple", {"multiple", "low_base"})


def test_printed_price_stays_the_price() -> None:
    cell = product(metax(), "训推一体 GPU 板卡").metrics["price", FY2024]
    assert (cell.value, cell.measure, cell.provenance) == (Decimal(46900), "CNY/张", "face")


@pytest.mark.parametrize(
    ("member", "note", "revenue_member", "expected"),
    [
        ("卡", "", "卡", "20"),
        ("卡", "", "卡及模组", "n/d"),
        ("卡及其他", "", "卡及其他", "n.m."),
        ("卡", "不含内置于服务器的板卡", "卡", "n/d"),
    ],
)
def test_price_is_implied_only_for_the_same_population(member: str, note: str, revenue_member: str, expected: str) -> None:
    revenue = fact("2,000", FY2024, table="revenue_breakdown", concept="revenue_by_product", member=revenue_member)
    filing = filing_of(
        "typed",
        "CAS",
        [
            statement_of("typed", [volume("100", member=member, note=note)], "volumes"),
            statement_of("typed", [revenue], "revenue_breakdown"),
        ],
    )
    cell = product(filing, member).metrics["price", FY2024]
    assert (cell.state or str(cell.value)) == expected


def test_different_units_are_different_products() -> None:
    found = volumes(filing_with(volume("9"), volume("3", measure="台"))).products
    assert [(each.unit, each.facts["sales_volume", FY2024].value) for each in found] == [("张", 9), ("台", 3)]


def test_no_ratio_of_different_units() -> None:
    filing = filing_with(volume("9"), volume("18", "production_volume", measure="台"))
    assert {each.metrics["sales_to_production", FY2024].state for each in volumes(filing).products} == {"n/d"}


def test_changed_population_stops_growth() -> None:
    filing = filing_with(volume("9", note="incl. boards in servers"), volume("3", period=FY2023, note="boards only"))
    assert volumes(filing).products[0].metrics["sales_growth", FY2024].state == "n/a"


def test_reversed_sales_ratio_is_recognised() -> None:
    # sifang p.126: 產銷比 is output over sales
    filing = filing_with(volume("80"), volume("100", "production_volume"), volume("125.0%", "sales_to_production_ratio"))
    assert [check.verdict.state for check in volume_checks(volumes(filing))] == ["ok"]


def test_utilisation_that_does_not_recompute_breaks() -> None:
    filing = filing_with(volume("80", "production_volume"), volume("100", "production_capacity"), volume("85.0%", "capacity_utilization"))
    assert [(check.code, check.verdict.state) for check in volume_checks(volumes(filing))] == [("UTILISATION", "break")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("甲", "60"), ("乙", "40"), ("", "100")), ["ok"]),
        ((("甲", "60"), ("乙", "45"), ("", "100")), ["break"]),  # nearly the total
        ((("另表", "900"), ("甲", "60"), ("乙", "40"), ("", "100")), ["ok"]),  # the nearest rows that give it
        ((("甲", "5"), ("乙", "12"), ("小计", "17"), ("丙", "3"), ("", "20")), ["ok"]),  # a subtotal and its sibling
        ((("甲", "900"), ("乙", "40"), ("", "100")), []),  # rows of something else
    ],
)
def test_products_make_the_printed_total(rows: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    filing = filing_with(*(volume(text, member=member, line=i) for i, (member, text) in enumerate(rows)))
    assert [check.verdict.state for check in volume_checks(volumes(filing))] == expected


def test_ratio_of_another_table_or_with_own_use_is_not_tested() -> None:
    elsewhere = filing_with(volume("80"), volume("100", "production_volume", page=2), volume("90.0%", "sales_to_production_ratio"))
    own_use = filing_with(
        volume("80"), volume("100", "production_volume"), volume("90.0%", "sales_to_production_ratio", label="产销率（含自用）")
    )
    assert [*volume_checks(volumes(elsewhere)), *volume_checks(volumes(own_use))] == []


@pytest.mark.parametrize(("cumulative", "doubtful"), [("165,000,000", True), ("16,500,000", False), ("5,000,000", True)])
def test_cumulative_deliveries_must_fit_the_periods(cumulative: str, doubtful: bool) -> None:
    # Axera's press figure of 165 million SoCs against 0.93 + 7.86 million in two years (analysis 5b.13)
    filing = filing_with(
        volume("928,000", period=FY2023, measure="颗"),
        volume("7,860,600", measure="颗"),
        volume(cumulative, "cumulative_sales_volume", UNTIL_SEP_2025, measure="颗"),
    )
    assert bool(doubtful_cumulative(volumes(filing))) is doubtful


@pytest.mark.parametrize(("total", "expected"), [("100", "total"), ("101", None)])
def test_total_is_a_sum_only_where_its_rows_give_it(total: str, expected: str | None) -> None:
    rows = [volume("60", member="甲", line=1), volume("40", member="乙", line=2), volume(total, member="", line=3)]
    whole = product(filing_with(*rows, volume("7", member="", measure="台", line=4)), "")
    summed = whole.sums.get(("sales_volume", FY2024))
    assert (summed.formula.op if summed and summed.formula else None) == expected
    figure = whole.figure("sales_volume", FY2024)
    assert figure is not None
    assert figure.value == Decimal(total)


def test_boards_inside_servers_are_the_difference_of_two_populations() -> None:
    # MetaX p.211 and p.277: 13,606 with and 10,905 without those in 343 servers
    boards = {"member": "训推一体 GPU 板卡"}
    filing = filing_with(
        volume("13,606", **boards),  # type: ignore[arg-type]
        volume("10,905", note="不包含装配在训推一体GPU服务器中的板卡", page=2, **boards),  # type: ignore[arg-type]
        volume("343", member="训推一体 GPU 服务器", measure="台"),
    )
    metrics = volumes(filing).products[0].metrics
    assert metrics["content_in_systems", FY2024].value == Decimal(2701)
    assert f"{metrics['content_per_system', FY2024].value:.1f}" == "7.9"
