"""Rules of the income statement: each with a case that ties, one within rounding, one that breaks, one that says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.checks.book import Book
from analyzer.checks.status import run_rules
from check_figures import Q1, book_of, figure, statement, ties_of, verdicts

IN_THOUSANDS = [
    # giantec p.348, FY2024 in RMB'000
    ("revenue", 1028277000), ("cost_of_sales", 464688000), ("gross_profit", 563589000), ("other_income", 53095000),
    ("selling_expenses", 55527000), ("administrative_expenses", 63847000), ("research_and_development_expenses", 175610000),
    ("other_expenses", 21024000), ("finance_costs", 344000), ("credit_impairment_losses", 40000),
    ("share_of_results_of_associates", -1721000), ("profit_before_tax", 298571000), ("income_tax_expense", 22531000),
    ("profit", 276040000), ("profit_attributable_to_owners", 290270000), ("profit_attributable_to_nci", -14230000),
]  # fmt: skip
METAX = [
    # 688802 p.241-242, FY2024 in 元
    ("-一、营业总收入", "743071582.31"), ("revenue", "743071582.31"), ("total_operating_costs", "1976920585.44"),
    ("cost_of_sales", "346026649.78"),
    ("taxes_and_surcharges", "1898632.87"), ("selling_expenses", "121438612.18"), ("administrative_expenses", "581570606.72"),
    ("research_and_development_expenses", "900890443.26"), ("financial_expenses_net", "25095640.63"), ("-其中：利息费用", "11830835.52"),
    ("-利息收入", "5550644.08"), ("other_income", "17327040.01"), ("investment_income", "15598929.38"), ("fair_value_gains", "192123.29"),
    ("credit_impairment_losses", "55655582.37"), ("asset_impairment_losses", "129718493.71"), ("asset_disposal_gains", "-17377267.53"),
    ("operating_profit", "-1403482254.06"), ("non_operating_income", "377108.27"), ("non_operating_expenses", "2230100.49"),
    ("profit_before_tax", "-1405335246.28"), ("income_tax_expense", "3544144.26"), ("profit", "-1408879390.54"),
    ("other_comprehensive_income", "-1245925.76"), ("total_comprehensive_income", "-1410125316.30"),
]  # fmt: skip


def changed(rows: list[tuple[str, int]] | list[tuple[str, str]], **values: int | str) -> list[tuple[str, int | str]]:
    return [(name, values.get(name, value)) for name, value in rows]


def without(rows: list[tuple[str, int]] | list[tuple[str, str]], *names: str) -> list[tuple[str, int | str]]:
    return [(name, value) for name, value in rows if name not in names]


@pytest.mark.parametrize("code", ["GROSS_PROFIT", "PROFIT_BEFORE_TAX", "PROFIT", "PROFIT_ATTRIBUTION"])
def test_a_hong_kong_statement_ties(code: str) -> None:
    assert verdicts(code, statement(*IN_THOUSANDS)) == [("ties", Decimal(0))]


@pytest.mark.parametrize("code", ["TOTAL_OPERATING_COSTS", "OPERATING_PROFIT", "PROFIT_BEFORE_TAX", "PROFIT", "TOTAL_COMPREHENSIVE_INCOME"])
def test_a_mainland_statement_ties(code: str) -> None:
    assert verdicts(code, statement(*METAX, step="0.01")) == [("ties", Decimal(0))]


@pytest.mark.parametrize(
    ("code", "changes", "difference"),
    [
        ("GROSS_PROFIT", {"gross_profit": 563590000}, 1000),
        ("PROFIT_BEFORE_TAX", {"profit_before_tax": 298573000}, 2000),
        ("PROFIT", {"profit": 276041000}, 1000),
        ("PROFIT_ATTRIBUTION", {"profit_attributable_to_owners": 290269000}, 1000),
    ],
)
def test_half_a_step_per_figure_is_rounding(code: str, changes: dict[str, int], difference: int) -> None:
    assert verdicts(code, statement(*changed(IN_THOUSANDS, **changes))) == [("rounding", Decimal(difference))]


@pytest.mark.parametrize(
    ("code", "changes", "difference"),
    [
        ("GROSS_PROFIT", {"gross_profit": 563591000}, 2000),
        ("PROFIT_BEFORE_TAX", {"other_income": 55795000}, -2700000),
        ("PROFIT", {"income_tax_expense": 25231000}, 2700000),
        ("PROFIT_ATTRIBUTION", {"profit_attributable_to_nci": 14230000}, -28460000),
    ],
)
def test_more_breaks(code: str, changes: dict[str, int], difference: int) -> None:
    assert verdicts(code, statement(*changed(IN_THOUSANDS, **changes))) == [("breaks", Decimal(difference))]


@pytest.mark.parametrize(
    ("code", "name", "value", "difference"),
    [
        ("TOTAL_OPERATING_COSTS", "selling_expenses", "121438621.18", "-9.00"),
        ("OPERATING_PROFIT", "operating_profit", "-1403482245.06", "9.00"),
        ("TOTAL_COMPREHENSIVE_INCOME", "total_comprehensive_income", "-1410125316.32", "-0.02"),
    ],
)
def test_two_digits_exchanged_in_yuan_break(code: str, name: str, value: str, difference: str) -> None:
    assert verdicts(code, statement(*changed(METAX, **{name: value}), step="0.01")) == [("breaks", Decimal(difference))]


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("GROSS_PROFIT", "cost_of_sales"), ("PROFIT", "income_tax_expense"), ("PROFIT_ATTRIBUTION", "profit_attributable_to_owners"),
        ("PROFIT_BEFORE_TAX", "profit_before_tax"),
    ],
)  # fmt: skip
def test_nothing_is_said_without_the_lines(code: str, missing: str) -> None:
    assert ties_of(code, statement(*without(IN_THOUSANDS, missing))) == []


def test_a_summary_of_few_lines_is_not_tested() -> None:
    rows = [("revenue", 1000000), ("operating_profit", 200000), ("profit_before_tax", 210000)]
    assert [tie.verdict for tie in ties_of("OPERATING_PROFIT", statement(*rows))] == ["untested"]
    assert [tie.verdict for tie in ties_of("PROFIT_BEFORE_TAX", statement(*rows))] == ["untested"]


def test_impairments_before_2019_are_among_the_costs() -> None:
    rows = [
        ("revenue", 1000), ("total_operating_costs", 830), ("cost_of_sales", 700), ("selling_expenses", 60),
        ("administrative_expenses", 40),
        ("asset_impairment_losses", 30),
        ("investment_income", 5), ("operating_profit", 175),
    ]  # fmt: skip
    for code in ("TOTAL_OPERATING_COSTS", "OPERATING_PROFIT"):
        assert verdicts(code, statement(*rows, step=1)) == [("ties", Decimal(0))]


def test_a_total_of_costs_without_its_lines_is_not_tested() -> None:
    assert ties_of("TOTAL_OPERATING_COSTS", statement(("revenue", 1000), ("total_operating_costs", 830), ("cost_of_sales", 700))) == []


def test_a_loss_with_the_wrong_sign_breaks_its_sums() -> None:
    """A known line is in a sum with its own sign or not in it, never against it: 688802 p.241 with a loss read as a gain."""
    rows = statement(*changed(METAX, credit_impairment_losses="-55655582.37"), step="0.01")
    assert verdicts("OPERATING_PROFIT", rows) == [("breaks", Decimal("-55655582.37"))]


def test_a_minority_above_the_profit_is_deducted() -> None:
    """600795 p.95, FY2006: before 2007 净利润 stands after 少数股东损益."""
    rows = [
        ("profit_before_tax", "1832369165.73"), ("income_tax_expense", "245558902.48"), ("profit_attributable_to_nci", "586164331.28"),
        ("profit", "1000645931.97"),
    ]  # fmt: skip
    assert verdicts("PROFIT", statement(*rows, step="0.01")) == [("ties", Decimal(0))]


def test_a_row_without_a_concept_may_take_part_in_a_sum() -> None:
    """600795 p.95, FY2006: 补贴收入 between operating profit and profit before tax."""
    rows = [
        ("operating_profit", "1648121114.51"), ("investment_income", "205746830.42"), ("-补贴收入", "1208829.40"),
        ("non_operating_income", "3860176.72"), ("non_operating_expenses", "26567785.32"), ("profit_before_tax", "1832369165.73"),
    ]  # fmt: skip
    tie = ties_of("PROFIT_BEFORE_TAX", statement(*rows, step="0.01"))[0]
    assert (tie.verdict, len(tie.members)) == ("ties", 6)


def test_parts_of_a_row_that_no_concept_claims() -> None:
    """002610 p.188: owners and minority of comprehensive income add up to it; a lone 其中 row says nothing."""
    rows = [
        ("total_comprehensive_income", "100004084.58"), ("-归属于母公司股东的综合收益总额", "101467327.77"),
        ("-归属于少数股东的综合收益总额", "-1463243.19"),
    ]  # fmt: skip
    assert [tie.verdict for tie in ties_of("PARTS_OF_A_ROW", statement(*rows, step="0.01"))] == ["ties", "ties"]
    assert ties_of("PARTS_OF_A_ROW", statement(("non_operating_expenses", "251099.75"), ("-其中：处置损失", "75821.45"), step="0.01")) == []


def shares_of(*printed: tuple[str, str]) -> list[str]:
    """Verdicts on a %-of-revenue column beside giantec's FY2024."""
    entries = book_of(statement(*IN_THOUSANDS)).entries
    asides = tuple(figure(name, value, measure="ratio", step="0.001", page=20) for name, value in printed)
    return [tie.verdict for tie in run_rules(Book(entries, asides)) if tie.code == "SHARES_OF_REVENUE"]


def test_the_percentages_of_a_statement_prove_its_lines() -> None:
    """giantec p.20: 45.2, 54.8, 5.2 and 29.0% of 2024, printed in brackets for costs."""
    assert (
        shares_of(("cost_of_sales", "-0.452"), ("gross_profit", "0.548"), ("other_income", "0.052"), ("profit_before_tax", "0.290"))
        == ["ties"] * 4
    )


def test_one_percentage_that_misses_breaks_a_column_of_another_base_proves_nothing() -> None:
    column = [
        ("cost_of_sales", "0.452"),
        ("gross_profit", "0.548"),
        ("other_income", "0.052"),
        ("profit", "0.268"),
        ("profit_before_tax", "0.920"),
    ]
    assert shares_of(*column) == ["ties", "ties", "ties", "ties", "breaks"]
    assert shares_of(("cost_of_sales", "0.152"), ("gross_profit", "0.248"), ("other_income", "0.052")) == ["untested"] * 3
    assert shares_of(("revenue", "1.000")) == []


def test_a_share_in_the_row_of_another_reading_does_not_say_which_is_right() -> None:
    """MiniMax p.29 and p.543: the summary's total comprehensive income is its loss, share included."""
    report = figure("total_comprehensive_income", -268886000, page=543, top=300.0)
    summary = figure("total_comprehensive_income", -299246000, page=29, top=200.0)
    shares = [("cost_of_sales", "-0.452"), ("gross_profit", "0.548"), ("other_income", "0.052")]

    def verdicts_of(share: str, top: float) -> list[str]:
        asides = [figure(name, value, measure="ratio", step="0.001", page=29, top=50.0) for name, value in shares]
        asides.append(figure("total_comprehensive_income", share, measure="ratio", step="0.001", page=29, top=top))
        book = Book(book_of([*statement(*IN_THOUSANDS), report, summary]).entries, tuple(asides))
        return [tie.verdict for tie in run_rules(book) if tie.code == "SHARES_OF_REVENUE"]

    assert verdicts_of("-0.291", 200.0) == ["ties"] * 3
    assert verdicts_of("-0.291", 400.0) == ["ties"] * 3 + ["breaks"]
    assert verdicts_of("-0.261", 200.0) == ["ties"] * 4


def test_the_face_keeps_the_printed_order() -> None:
    facts = [figure("profit", 1, top=300), figure("revenue", 2, top=100), figure("", 3, top=200, label="其他")]
    book = book_of(facts)
    assert [book.fact(index).label for index in book.faces[facts[0].period]] == ["revenue", "其他", "profit"]


def test_key_figures_without_the_minority_that_other_periods_print_prove_nothing() -> None:
    """Figures after the audited date print the owners' share alone."""
    whole = statement(("profit", 100), ("profit_attributable_to_owners", 97), ("profit_attributable_to_nci", 3), step=1)
    key = statement(("profit", 80), ("profit_attributable_to_owners", 78), step=1, period=Q1, page=300)
    assert [tie.verdict for tie in ties_of("PROFIT_ATTRIBUTION", [*whole, *key])] == ["ties", "untested"]
    assert [tie.verdict for tie in ties_of("PROFIT_ATTRIBUTION", key)] == ["untested"]
    costs = statement(("cost_of_sales", 5), ("selling_expenses", 1), ("administrative_expenses", 1), step=1, period=Q1, page=300)
    assert [tie.verdict for tie in ties_of("PROFIT_ATTRIBUTION", [*costs, *key])] == ["breaks"]


def test_a_statement_by_nature_adds_up_with_all_its_rows_or_proves_nothing() -> None:
    """Hong Kong restaurants and food makers: inventories consumed, staff costs, depreciation, rentals and more have no concept."""
    natures = [(f"-cost {index}", -10) for index in range(8)]
    whole = statement(("revenue", 200), *natures, ("finance_costs", 5), ("profit_before_tax", 115), step=1)
    assert [tie.verdict for tie in ties_of("PROFIT_BEFORE_TAX", whole)] == ["ties"]
    lacking = statement(("revenue", 200), *natures, ("finance_costs", 5), ("profit_before_tax", 90), step=1)
    assert [tie.verdict for tie in ties_of("PROFIT_BEFORE_TAX", lacking)] == ["untested"]


def test_the_sum_of_several_revenues_is_where_the_lines_begin() -> None:
    """A group with a bank: net interest, sales and other income make 收入總計, of which the sales alone are the revenue."""
    rows = [("revenue", 458), ("-收入總計", 731), ("cost_of_sales", 394), ("selling_expenses", 10), ("administrative_expenses", 80)]
    ties = ties_of("PROFIT_BEFORE_TAX", statement(*rows, ("finance_costs", 9), ("profit_before_tax", 238), step=1))
    assert [tie.verdict for tie in ties] == ["ties"]


@pytest.mark.parametrize(
    ("label", "verdict"), [("-Holders of perpetual capital instruments", "ties"), ("-Owners of the parent's staff", "breaks")]
)
def test_holders_of_other_equity_have_a_share_of_the_profit(label: str, verdict: str) -> None:
    rows = statement(
        ("profit", 7539206), ("profit_attributable_to_owners", 6212306), (label, 45235), ("profit_attributable_to_nci", 1281665), step=1
    )
    assert [tie.verdict for tie in ties_of("PROFIT_ATTRIBUTION", rows)] == [verdict]
