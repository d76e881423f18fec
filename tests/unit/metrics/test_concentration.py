"""Shares, the HHI interval and names of the five largest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.metrics.computed import Computed
from analyzer.metrics.concentration import Concentration, concentration
from analyzer.model import Fact, Filing, Period
from analyzer.standard import standardise
from typed_filings import (
    FY2023,
    FY2024,
    NINE_2024,
    NINE_2025,
    Q1_2025,
    customer_facts,
    fact,
    filing_of,
    giantec,
    giantec_with_mark,
    metax,
    statement_of,
)


def customers(filing: Filing) -> Concentration:
    return concentration(filing, "customers", standardise(filing))


def shown(cell: Computed, digits: int = 4) -> str:
    return cell.state if cell.value is None else f"{cell.value:.{digits}f}"


@pytest.mark.parametrize(
    ("filing", "period", "low", "high"),
    [(metax(), Q1_2025, "2552", "2591"), (giantec(), NINE_2025, "1783", "1887")],  # analysis 3.2
)
def test_hhi_is_an_interval(filing: Filing, period: Period, low: str, high: str) -> None:
    metrics = customers(filing).metrics
    assert (shown(metrics["hhi_low", period], 0), shown(metrics["hhi_high", period], 0)) == (low, high)


def test_a_mark_is_a_state_where_no_figure_stands_and_passes_through_growth() -> None:
    found = customers(giantec_with_mark())
    assert {key: (cell.state, cell.value) for key, cell in found.censored.items()} == {("customerb", NINE_2024): ("<10%", None)}
    assert (shown(found.party_growth["customerb", NINE_2025]), shown(found.party_growth["customera", NINE_2025])) == ("<10%", "0.4443")
    assert found.party_growth["customerb", NINE_2025].notes[0].args == ("376",)
    assert customers(giantec()).censored == {}


def test_shares_and_names() -> None:
    metrics = customers(metax()).metrics
    found = {name: shown(metrics[name, Q1_2025]) for name in ("top1_share", "top3_share", "top5_share", "retained_names", "new_names")}
    assert found == {
        "top1_share": "0.3995",
        "top3_share": "0.7745",
        "top5_share": "0.8836",
        "retained_names": "1.0000",
        "new_names": "4.0000",
    }


def filing_with(facts: list[Fact], revenue: str = "") -> Filing:
    income = (
        [fact(revenue, FY2024, concept="revenue", scale=10_000), fact("10.00", FY2023, concept="revenue", scale=10_000)] if revenue else []
    )
    return filing_of("typed", "CAS", [statement_of("typed", income), statement_of("typed", facts, "customers")])


ENFLAME_2025 = {
    FY2024: (
        ("腾讯科技（深圳）", "76,811.89", "74.90%"),
        ("成都高新电子", "14,511.63", "14.15%"),
        ("客户 A", "5,505.93", "5.37%"),
        ("客户 B", "1,340.98", "1.31%"),
        ("客户 C", "1,195.26", "1.17%"),
    )
}


def test_five_customers_above_revenue_are_flagged_not_overwritten() -> None:
    # Enflame 2025: amounts sum to 99,365.69 against revenue 99,016.00 (100.35%), printed shares to 96.90%
    side = customers(filing_with(customer_facts("typed", ENFLAME_2025, 10_000, "营业收入"), "99,016.00"))
    again = side.metrics["top5_recomputed", FY2024]
    assert (shown(again), again.marks) == ("1.0035", {"over_100"})
    assert (shown(side.metrics["top5_share", FY2024]), side.metrics["top5_share", FY2024].marks) == ("0.9690", {"flagged"})
    assert (shown(side.metrics["hhi_low", FY2024]), shown(side.metrics["hhi_high", FY2024])) == ("n.m.", "n.m.")


def test_printed_shares_above_one_give_no_hhi() -> None:
    facts = customer_facts("typed", {FY2024: (("甲", "8.0", "80.0%"), ("乙", "3.0", "30.0%"))}, 1, "")
    metrics = customers(filing_with(facts)).metrics
    assert (shown(metrics["hhi_low", FY2024]), shown(metrics["hhi_high", FY2024])) == ("n.m.", "n.m.")


def test_one_customer_is_all_there_is() -> None:
    # MetaX 2022: one customer, 100%
    metrics = customers(filing_with(customer_facts("typed", {FY2024: (("甲", "42.64", "100.00%"),)}, 10_000, ""))).metrics
    assert {name: shown(metrics[name, FY2024], 0) for name in ("hhi_low", "hhi_high", "effective_parties")} == {
        "hhi_low": "10000",
        "hhi_high": "10000",
        "effective_parties": "1",
    }
    assert metrics["top5_share", FY2024].notes[0].args == ("1",)


def test_shares_from_amounts_and_the_base_that_the_totals_imply() -> None:
    # 立立电子 2005, p.116: amounts by name, 13,036.31 in total, 50.37% only for the total
    facts = [
        fact(text, FY2024, table="customers", concept="customer_revenue", member=name, rank=rank)
        for rank, (name, text) in enumerate((("ON SEMI", "3,234.44"), ("STM", "3,052.15")), 1)
    ]
    facts += [
        fact("13,036.31", FY2024, table="customers", concept="top_customers_revenue"),
        fact("50.37%", FY2024, table="customers", concept="top_customers_share"),
    ]
    metrics = customers(filing_with(facts)).metrics
    assert shown(metrics["top1_share", FY2024]) == "0.1250"
    assert shown(metrics["top5_share", FY2024]) == "0.5037"


def test_growth_of_the_largest_and_without_it() -> None:
    tables = {FY2024: (("甲", "60.00", "30.0%"),), FY2023: (("甲", "20.00", "20.0%"),)}
    income = [fact("200.00", FY2024, concept="revenue", scale=10_000_000), fact("100.00", FY2023, concept="revenue", scale=10_000_000)]
    filing = filing_of(
        "typed", "CAS", [statement_of("typed", income), statement_of("typed", customer_facts("typed", tables, 10_000_000, ""), "customers")]
    )
    metrics = customers(filing).metrics
    assert metrics["top1_growth", FY2024].value == Decimal(2)
    assert metrics["top1_contribution", FY2024].value == Decimal("0.4")
    assert metrics["ex_top1_growth", FY2024].value == Decimal("0.75")
    assert metrics["top1_growth", FY2023].state == "n/d"


def test_related_and_distributor_shares_are_sums_of_marked_rows() -> None:
    shared = {"table": "customers", "concept": "customer_share"}
    facts = [
        fact("41.1%", FY2024, member="Customer A", rank=1, channel="direct sales", **shared),  # type: ignore[arg-type]
        fact("7.2%", FY2024, member="Customer B", rank=2, channel="distributor", relation="shareholder", **shared),  # type: ignore[arg-type]
    ]
    metrics = customers(filing_with(facts)).metrics
    assert shown(metrics["related_share", FY2024]) == "0.0720"
    assert shown(metrics["distributor_share", FY2024]) == "0.0720"


def test_tables_of_a_part_are_not_compared() -> None:
    facts = [fact("9.1%", FY2024, table="customers", concept="customer_share", member="甲", rank=1, scope="境外")]
    side = customers(filing_with(facts))
    assert (side.tables, side.other_scopes) == ({}, ("境外",))


FIVE_2023 = (("甲", "50.0", "25.0%"), ("乙", "40.0", "20.0%"), ("丙", "30.0", "15.0%"), ("丁", "20.0", "10.0%"), ("戊", "10.0", "5.0%"))
FIVE_2024 = (("己", "80.0", "26.7%"), ("甲", "60.0", "20.0%"), ("乙", "20.0", "6.7%"), ("丙", "15.0", "5.0%"), ("丁", "12.0", "4.0%"))


def two_years() -> Concentration:
    income = [fact("300.0", FY2024, concept="revenue", scale=10_000_000), fact("200.0", FY2023, concept="revenue", scale=10_000_000)]
    facts = customer_facts("typed", {FY2024: FIVE_2024, FY2023: FIVE_2023}, 10_000_000, "")
    return customers(filing_of("typed", "CAS", [statement_of("typed", income), statement_of("typed", facts, "customers")]))


@pytest.mark.parametrize(
    ("name", "growth", "bound"),
    [("甲", "0.2000", set()), ("己", "7.0000", {"at_least"}), ("戊", "0.2000", {"at_most"})],
)
def test_growth_of_a_party_that_one_year_does_not_name_is_a_bound(name: str, growth: str, bound: set[str]) -> None:
    # 己 had at most the 10.0 of the fifth in 2023; 戊 has at most the 12.0 of the fifth in 2024 (analysis 3.2)
    cell = two_years().party_growth[name, FY2024]
    assert (shown(cell), set(cell.marks) & {"at_least", "at_most"}) == (growth, bound)


def test_new_leader_bounds_contribution_and_growth_without_it() -> None:
    metrics = two_years().metrics
    found = {name: (shown(metrics[name, FY2024]), set(metrics[name, FY2024].marks)) for name in ("top1_contribution", "ex_top1_growth")}
    assert found == {"top1_contribution": ("0.7000", {"at_least"}), "ex_top1_growth": ("0.1579", {"at_most"})}


def test_no_bound_where_fewer_than_five_are_named() -> None:
    facts = customer_facts("typed", {FY2024: FIVE_2024, FY2023: FIVE_2023[:4]}, 10_000_000, "")
    assert ("己", FY2024) not in customers(filing_with(facts)).party_growth


@pytest.mark.parametrize(("total", "is_sum"), [("130.0", True), ("130.1", False)])
def test_total_is_a_sum_only_where_the_rows_give_it(total: str, is_sum: bool) -> None:
    facts = customer_facts("typed", {FY2024: (("甲", "80.0", "40.0%"), ("乙", "50.0", "25.0%"))}, 1, "")
    facts.append(fact(total, FY2024, table="customers", concept="top_customers_revenue"))
    shown_total = customers(filing_with(facts)).tables[FY2024].amount_total
    assert isinstance(shown_total, Computed) is is_sum
    assert shown_total is not None
    assert shown_total.value == Decimal(total)
