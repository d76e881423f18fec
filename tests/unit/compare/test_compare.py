"""Several filings side by side: periods, currencies, traps, peers, the tidy frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.compare import COLUMNS, CompareOptions, Comparison, compare
from analyzer.compare.peers import peer_line, statistics
from analyzer.errors import ConfigError
from analyzer.metrics.computed import Computed
from analyzer.model import Attribute, Filing, Period, Source
from typed_filings import FY2023, FY2024, NINE_2025, fact, filing_of, giantec, metax, statement_of


def codes(comparison: Comparison) -> list[str]:
    return [note.code for note in comparison.traps]


def revenue_only(name: str, *years: int, months: int = 12, month: int = 12, currency: str = "CNY") -> Filing:
    periods = [Period.ending(date(year, month, 31 if month == 12 else 30), months) for year in years]
    facts = [fact("100,000", period, concept="revenue", scale=1000, measure=currency) for period in periods]
    filing = filing_of(name, "IFRS", [statement_of(name, facts)])
    return replace(filing, attributes={**filing.attributes, "currency": Attribute(currency)})


def test_latest_common_full_year_is_chosen_and_named() -> None:
    comparison = compare([revenue_only("axera", 2022, 2023, 2024), revenue_only("enflame", 2023, 2024, 2025)])
    assert comparison.latest_year == FY2024
    assert comparison.alignment.common_years == (FY2023, FY2024)
    trap = next(note for note in comparison.traps if note.code == "trap.latest_year")
    assert trap.args == ("FY2024", "axera FY2024, enflame FY2025")


def test_peers_show_the_last_twelve_months_or_na() -> None:
    lines = [peer_line(company, FY2024) for company in compare([metax(), giantec(), revenue_only("year", 2024)]).companies]
    cells = [line.cells["ltm_revenue"] for line in lines]
    assert [cell.state or cell.value for cell in cells] == [Decimal("1755844282.31"), Decimal(1_192_004_000), "n/a"]
    assert [line.twelve_months for line in lines] == [Period.ending(NINE_2025.end, 12), Period.ending(NINE_2025.end, 12), None]


def test_nine_months_never_stand_beside_a_year() -> None:
    comparison = compare([revenue_only("a", 2024, months=9, month=9), revenue_only("b", 2024)])
    assert comparison.latest_year is None
    assert comparison.alignment.common == ()
    assert "trap.no_common_year" in codes(comparison)


def test_traps_of_metax_and_giantec() -> None:
    comparison = compare([metax(), giantec()])
    assert codes(comparison) == [
        "trap.basis",
        "trap.write_downs",
        "trap.partial",
        "trap.products",
        "trap.unclassified",
        "trap.finance",
        "trap.surcharges",
        "trap.bases",
    ]
    assert comparison.alignment.common == (FY2023, FY2024) or NINE_2025 in comparison.alignment.common


def test_no_trap_without_its_cause() -> None:
    assert codes(compare([giantec()])) == ["trap.unclassified"]


def test_currencies_stay_apart_without_a_rate() -> None:
    comparison = compare([revenue_only("a", 2024), revenue_only("b", 2024, currency="HKD")])
    assert comparison.currency == ""
    assert codes(comparison)[0] == "trap.currencies"


def test_rate_translates_rows_and_is_kept_with_its_source() -> None:
    options = CompareOptions(currency="CNY", rates=(("HKD", Decimal("0.92"), "PBOC, 31 December 2024"),))
    comparison = compare([revenue_only("a", 2024), revenue_only("b", 2024, currency="HKD")], options)
    translated = comparison.companies[1].money[FY2024]["revenue"]
    assert (comparison.currency, translated.value, translated.measure) == ("CNY", Decimal(92_000_000), "CNY")
    assert [(rate.id, rate.source) for rate in comparison.rates] == [("HKD/CNY", "PBOC, 31 December 2024")]


def with_rate(filing: Filing, pair: str, value: str, page: int) -> Filing:
    words = Attribute(value, Source(filing.id, page, "", (0, 0, 0, 0), f"{pair} {value}"))
    return replace(filing, attributes={**filing.attributes, f"exchange_rate {pair}": words})


def test_rate_that_a_filing_prints_is_used_and_cited() -> None:
    filings = [
        revenue_only("a", 2024),
        revenue_only("b", 2023, 2024),
        with_rate(revenue_only("c", 2024, currency="HKD"), "HKD/CNY", "0.9116", 95),
    ]
    comparison = compare(filings)
    translated = comparison.companies[2].money[FY2024]["revenue"]
    assert (comparison.currency, translated.value) == ("CNY", Decimal("91160000"))
    assert [(rate.id, rate.source) for rate in comparison.rates] == [("HKD/CNY", "c.pdf p. 95: HKD/CNY 0.9116")]
    assert comparison.traps[0].args == ("c", "HKD/CNY 0.9116", "c.pdf p. 95: HKD/CNY 0.9116")


def test_rate_the_other_way_round_and_of_another_filing_serves_too() -> None:
    filings = [with_rate(revenue_only("a", 2024), "CNY/HKD", "1.25", 7), revenue_only("b", 2024, currency="HKD")]
    comparison = compare(filings, CompareOptions(currency="CNY"))
    assert comparison.companies[1].money[FY2024]["revenue"].value == Decimal(80_000_000)


def test_amounts_among_the_metrics_are_translated_and_ratios_are_not() -> None:
    own = compare([giantec()]).companies[0].income
    options = CompareOptions(currency="HKD", rates=(("CNY", Decimal("1.25"), "HKMA"),))
    shown = compare([giantec()], options).companies[0].income
    key = next(key for key in own if key[0] == "ltm_revenue")
    assert (shown[key].value, shown[key].measure) == (Decimal(1_192_004_000) * Decimal("1.25"), "HKD")
    assert shown["revenue_growth", FY2024].value == own["revenue_growth", FY2024].value


def test_given_rate_goes_before_a_printed_one() -> None:
    options = CompareOptions(currency="CNY", rates=(("HKD", Decimal("0.92"), "PBOC"),))
    comparison = compare([revenue_only("a", 2024), with_rate(revenue_only("b", 2024, currency="HKD"), "HKD/CNY", "0.9116", 95)], options)
    assert [rate.source for rate in comparison.rates] == ["PBOC"]


def test_nothing_is_translated_by_half() -> None:
    filings = [
        revenue_only("a", 2024),
        with_rate(revenue_only("b", 2024, currency="HKD"), "HKD/CNY", "0.91", 9),
        revenue_only("c", 2024, currency="USD"),
    ]
    comparison = compare(filings)
    assert (comparison.currency, comparison.rates) == ("", ())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"scale": "dozens"}, "unknown scale 'dozens'"),
        ({"language": "fr"}, "unknown language 'fr'"),
        ({"currency": "CNY", "rates": (("HKD", Decimal(0), "PBOC"),)}, "above zero"),
        ({"currency": "CNY", "rates": (("HKD", Decimal(1), ""),)}, "name its source"),
        ({"rates": (("HKD", Decimal(1), "PBOC"),)}, "not the currency to show"),
    ],
)
def test_options_refuse_bad_values(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        CompareOptions(**settings)  # type: ignore[arg-type]


def test_two_filings_of_one_name_are_refused() -> None:
    with pytest.raises(ConfigError, match="two filings are called a"):
        compare([revenue_only("a", 2024), revenue_only("a", 2023)])


@pytest.mark.parametrize("filings", [[], [filing_of("empty", "", [])], [metax(), giantec()]])
def test_columns_depend_on_what_was_asked(filings: list[Filing]) -> None:
    assert tuple(compare(filings).frame.columns) == COLUMNS


def test_frame_holds_costs_positive_and_states_instead_of_blanks() -> None:
    frame = compare([metax(), giantec()]).frame
    chosen = frame[(frame["period"] == "FY2024") & (frame["company"] == "沐曦股份") & (frame["topic"] == "income_statement")].set_index(
        "item"
    )
    assert chosen.loc["cost_of_sales", "value"] == Decimal("346026649.78")
    assert chosen.loc["core_operating_profit", "value"] == Decimal("-1208753362.50")
    assert chosen.loc["interest_income", "state"] == "in 23"
    assert chosen.loc["revenue", "pages"] == "241"
    assert not frame[frame["value"].isna() & (frame["state"] == "")].shape[0]


def test_operating_profits_of_two_bases_share_no_row() -> None:
    frame = compare([metax(), giantec()]).frame
    numbers = frame[frame["value"].notna()]
    assert set(numbers[numbers["item"] == "operating_profit_cas"]["company"]) == {"沐曦股份"}
    assert set(numbers[numbers["item"] == "adjusted_profit"]["company"]) == {"Giantec Semiconductor"}


def cells(*values: str, marks: frozenset[str] = frozenset()) -> list[Computed]:
    return [
        Computed("x", "ratio", None, value) if value == "n/d" else Computed("x", "ratio", Decimal(value), marks=marks) for value in values
    ]


def test_statistics_name_n_and_keep_quartiles_for_four() -> None:
    assert {name: cell.value for name, cell in statistics(cells("1", "2", "n/d", "6")).items()} == {
        "count": Decimal(3),
        "minimum": Decimal(1),
        "median": Decimal(2),
        "maximum": Decimal(6),
    }
    assert set(statistics(cells("1", "2", "3", "4"))) == {"count", "minimum", "quartile_1", "median", "quartile_3", "maximum"}


def test_statistics_leave_marked_figures_out() -> None:
    found = statistics([*cells("1", "3"), *cells("99", marks=frozenset({"low_base"})), *cells("14", marks=frozenset({"multiple"}))])
    assert (found["count"].value, found["median"].value) == (Decimal(2), Decimal(2))


def test_peer_without_the_common_year_has_no_figures() -> None:
    comparison = compare([giantec()])
    line = peer_line(comparison.companies[0], Period.ending(date(2019, 12, 31), 12))
    assert line.period is None
    assert {cell.state for name, cell in line.cells.items() if name != "ltm_revenue"} == {"n/d"}


def test_names_that_two_filings_share_carry_the_filing() -> None:
    second = replace(giantec(), id="giantec_final")
    assert [company.name for company in compare([giantec(), second]).companies] == [
        "Giantec Semiconductor (giantec)",
        "Giantec Semiconductor (giantec_final)",
    ]


def test_the_module_itself_can_be_called() -> None:
    import analyzer

    assert analyzer.compare([giantec()]).latest_year == FY2024
