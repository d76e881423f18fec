"""Growth, margins and twelve-month revenue on figures of two real filings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.metrics.computed import Computed
from analyzer.metrics.income import growth, income_metrics
from analyzer.model import Filing, Period
from analyzer.standard import standardise
from typed_filings import FY2023, FY2024, NINE_2025, Q1_2025, fact, filing_of, giantec, metax, statement_of

LTM_SEP_2025 = Period.ending(date(2025, 9, 30), 12)


def metric(filing: Filing, name: str, period: Period) -> Computed:
    return income_metrics(filing, standardise(filing))[name, period]


def shown(cell: Computed) -> str:
    return cell.state if cell.value is None else f"{cell.value:.4f}"


@pytest.mark.parametrize(
    ("filing", "name", "period", "expected"),
    [
        (metax(), "gross_margin", FY2024, "0.5343"),  # analysis 2.4: presented 53.4%
        (giantec(), "gross_margin", FY2024, "0.5481"),
        (metax(), "core_operating_margin", FY2024, "-1.6267"),
        (metax(), "core_operating_margin", FY2023, "n.m."),  # below -999%
        (metax(), "rd_ratio", FY2024, "1.2124"),
        (metax(), "rd_ratio", NINE_2025, "n/d"),
        (metax(), "grants_to_rd", FY2024, "0.0192"),
        (giantec(), "grants_to_rd", FY2024, "in 23"),
        (metax(), "revenue_growth", FY2024, "14.0146"),  # a multiple
        (giantec(), "revenue_growth", FY2024, "0.4617"),
        (giantec(), "revenue_growth", NINE_2025, "0.2129"),
        (metax(), "revenue_growth", Q1_2025, "n/d"),
        (metax(), "comparable_gross_margin", FY2024, "n/d"),
        (metax(), "adjusted_common", FY2024, "n/d"),
        (metax(), "ltm_revenue", LTM_SEP_2025, "1755844282.3100"),  # analysis 5b: 743.1 + 1,236.1 - 223.3
    ],
)
def test_metric(filing: Filing, name: str, period: Period, expected: str) -> None:
    assert shown(metric(filing, name, period)) == expected


def test_growth_above_a_thousand_percent_is_a_multiple() -> None:
    cell = metric(metax(), "revenue_growth", FY2024)
    assert (cell.measure, cell.marks) == ("multiple", {"multiple"})


@pytest.mark.parametrize(
    ("new", "old", "code"),
    [
        ("-9", "-4", "change.loss_widened"),
        ("-4", "-9", "change.loss_narrowed"),
        ("4", "-9", "change.to_profit"),
        ("-4", "9", "change.to_loss"),
        ("4", "0", "change.from_nil"),
    ],
)
def test_words_where_growth_means_nothing(new: str, old: str, code: str) -> None:
    cell = growth("profit_growth", fact(new, FY2024), fact(old, FY2023), "CNY")
    assert (cell.state, [note.code for note in cell.notes]) == ("n.m.", [code])


def test_low_base_is_printed_marked_and_out_of_statistics() -> None:
    # MetaX 2022 to 2023: revenue 426,400.00 to 53,021,153.18 yuan
    cell = growth("revenue_growth", fact("53,021,153.18", FY2023), fact("426,400.00", FY2024), "CNY")
    assert (shown(cell), cell.marks, cell.in_statistics) == ("124.3460", {"low_base", "multiple"}, False)


def test_compound_growth_needs_three_years() -> None:
    assert shown(metric(metax(), "revenue_cagr", FY2024)) == "n/d"
    years = [Period.ending(date(year, 12, 31), 12) for year in (2022, 2023, 2024)]
    facts = [
        fact(text, period, concept="revenue") for text, period in zip(("100,000,000", "150,000,000", "225,000,000"), years, strict=True)
    ]
    filing = filing_of("typed", "CAS", [statement_of("typed", facts)])
    assert metric(filing, "revenue_cagr", years[-1]).value == Decimal("0.5")


def test_margin_of_the_main_business_is_never_the_companys() -> None:
    # Enflame prints only 主营业务毛利率 (30.59% in 2024)
    facts = [
        fact("72,238.74", FY2024, concept="revenue", scale=10_000),
        fact("30.59%", FY2024, concept="gross_margin", label="主营业务毛利率"),
    ]
    filing = filing_of("typed", "CAS", [statement_of("typed", facts)])
    assert shown(metric(filing, "gross_margin_main", FY2024)) == "0.3059"
    assert shown(metric(filing, "gross_margin", FY2024)) == "n/d"


def test_printed_margin_stands_in_where_no_gross_profit_is_known() -> None:
    # Axera 2024: 21.0%
    facts = [fact("472,892", FY2024, concept="revenue", scale=1000), fact("21.0%", FY2024, concept="gross_margin", label="Gross margin")]
    filing = filing_of("typed", "IFRS", [statement_of("typed", facts)])
    assert shown(metric(filing, "gross_margin", FY2024)) == "0.2100"


def test_inputs_are_the_printed_figures_below() -> None:
    cell = metric(giantec(), "gross_margin", FY2024)
    assert [each.source.text for each in cell.inputs] == ["1,028,277", "(464,688)"]


def test_a_flagged_input_keeps_the_number() -> None:
    filing = giantec()
    facts = tuple(replace(each, status="flagged") if each.concept == "revenue" else each for each in filing.income_statement.facts)
    changed = replace(filing, statements={**filing.statements, "income_statement": replace(filing.income_statement, facts=facts)})
    assert shown(metric(changed, "gross_margin", FY2024)) == "0.5481"


def test_interval_is_what_the_printed_digits_allow() -> None:
    # press figures in 亿元 with two decimals: 7.22 and 3.01
    cell = growth("revenue_growth", fact("7.22", FY2024, scale=100_000_000), fact("3.01", FY2023, scale=100_000_000), "CNY")
    low, high = cell.interval or (Decimal(0), Decimal(0))
    assert (f"{low:.4f}", f"{high:.4f}") == ("1.3930", "1.4043")
    assert Decimal("7.215") / Decimal("3.015") - 1 == low


def test_no_interval_for_a_state_or_a_long_sum() -> None:
    metrics = income_metrics(metax(), standardise(metax()))
    assert metrics["comparable_gross_margin", FY2024].interval is None
    assert metrics["core_operating_margin", FY2024].interval is None
