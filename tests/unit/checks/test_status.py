"""Statuses, tick codes, repairs and what the user is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.checks import Checked, check_readings
from analyzer.checks.book import RULES, Book, Tie, rule
from analyzer.checks.status import GOOD, NAMING_RULES, RATIO_RULES, run_rules
from analyzer.model import Fact
from analyzer.topics.base import TopicReading
from check_figures import FY2023, FY2024, book_of, figure, statement


def checked(*facts: Fact) -> Checked:
    kinds = dict.fromkeys(fact.table for fact in facts)
    readings = [
        TopicReading(
            kind, tuple(f for f in facts if f.table == kind and f.concept), tuple(f for f in facts if f.table == kind and not f.concept)
        )
        for kind in kinds
    ]
    return check_readings(readings, "acme")


def found(result: Checked, concept: str) -> Fact:
    return next(fact for item in result.statements for fact in (*item.facts, *item.unmapped) if fact.concept == concept)


def codes(result: Checked) -> list[tuple[str, str]]:
    return [(finding.level, finding.code) for finding in result.findings]


# giantec p.348, FY2024
SUM = [("revenue", 1028277000), ("cost_of_sales", 464688000), ("gross_profit", 563589000)]


def test_a_figure_read_once_that_nothing_tests_is_single() -> None:
    fact = found(checked(figure("other_income", 53095000)), "other_income")
    assert (fact.status, fact.ticks, fact.mentions) == ("single", "R", ())


def test_a_sum_that_ties_confirms_its_figures() -> None:
    result = checked(*statement(*SUM))
    assert {(fact.status, fact.ticks) for fact in result.statements[0].facts} == {("confirmed", "C")}
    assert codes(result) == []
    assert [(check.code, check.verdict, check.difference) for check in result.checks] == [("GROSS_PROFIT", "ties", Decimal(0))]
    assert [source.text for source in result.checks[0].sources] == ["563589000", "1028277000", "464688000"]


def test_rounding_is_marked() -> None:
    result = checked(*statement(("revenue", 1000), ("cost_of_sales", 400), ("gross_profit", 601), step=1))
    assert {(fact.status, fact.ticks) for fact in result.statements[0].facts} == {("confirmed", "CE")}


def test_two_places_confirm_and_are_kept() -> None:
    once, again = figure("other_income", 53095000, page=348), figure("other_income", 53100000, step=100000, page=20, printed="53.1")
    fact = found(checked(once, again), "other_income")
    assert (fact.status, fact.ticks, fact.value) == ("confirmed", "A", 53095000)
    assert [mention.source.page for mention in fact.mentions] == [20]


@pytest.mark.parametrize(("assurance", "ticks"), [("", "A"), ("audited", "A"), ("unaudited", "B"), ("reviewed", "B")])
def test_only_audited_mentions_tie_to_the_audited_statement(assurance: str, ticks: str) -> None:
    readings = [figure("other_income", 5, page=page, assurance=assurance) for page in (348, 20)]
    assert found(checked(*readings), "other_income").ticks == ticks


def test_the_same_cell_read_twice_confirms_nothing() -> None:
    readings = [figure("other_income", 5, page=20), figure("other_income", 5, page=20)]
    assert found(checked(*readings), "other_income").status == "single"


def test_a_break_flags_the_figures_for_which_nothing_else_speaks() -> None:
    """The gross profit is read alike in two places: revenue and cost are in doubt."""
    facts = statement(("revenue", 1028277000), ("cost_of_sales", 464888000), ("gross_profit", 563589000))
    result = checked(*facts, figure("gross_profit", 563589000, page=20))
    assert {fact.concept: fact.status for fact in result.statements[0].facts} == {
        "revenue": "flagged", "cost_of_sales": "flagged", "gross_profit": "confirmed",
    }  # fmt: skip
    assert codes(result) == [("warning", "CHECK_BREAKS")]
    assert "difference 200000 CNY; flagged: cost_of_sales FY2024, revenue FY2024" in result.findings[0].message
    assert found(result, "revenue").ticks == "X"


def test_a_break_that_all_mentions_share_is_the_filings_own() -> None:
    facts = [*statement(("revenue", 1000), ("cost_of_sales", 300), ("gross_profit", 600), step=1)]
    result = checked(*facts, *statement(("revenue", 1000), ("cost_of_sales", 300), ("gross_profit", 600), step=1, page=20))
    assert {(fact.value, fact.status) for fact in result.statements[0].facts} == {
        (1000, "confirmed"),
        (300, "confirmed"),
        (600, "confirmed"),
    }
    assert codes(result) == [("info", "INCONSISTENT_IN_FILING")]
    assert "F" in found(result, "gross_profit").ticks


def test_a_sum_chooses_between_two_readings() -> None:
    """The first reading of the cost has two digits exchanged; only the other makes the sum true."""
    wrong = statement(("revenue", 1028277000), ("cost_of_sales", 464868000), ("gross_profit", 563589000))
    result = checked(*wrong, figure("cost_of_sales", 464688000, page=20, printed="464,688"))
    cost = found(result, "cost_of_sales")
    assert (cost.value, cost.status, cost.source.page) == (464688000, "confirmed", 20)
    assert codes(result) == [("info", "REPAIRED"), ("info", "MENTIONS_DIFFER")]
    assert "'464,688' on page 20 was taken for '464868000'" in result.findings[0].message
    assert [mention.source.page for mention in cost.mentions] == [241]


LOSS_ROWS = [
    ("revenue", "743071582.31"), ("total_operating_costs", "1976920585.44"), ("other_income", "17327040.01"),
    ("investment_income", "15598929.38"),
    ("fair_value_gains", "192123.29"), ("credit_impairment_losses", "55655582.37"), ("asset_impairment_losses", "129718493.71"),
    ("asset_disposal_gains", "-17377267.53"), ("operating_profit", "-1403482254.06"),
]  # fmt: skip


def test_a_loss_printed_with_the_other_sign_is_turned() -> None:
    """688802 p.241, FY2024: the credit impairment read as a gain."""
    rows = [(name, "-55655582.37" if name == "credit_impairment_losses" else value) for name, value in LOSS_ROWS]
    result = checked(*statement(*rows, step="0.01"))
    loss = found(result, "credit_impairment_losses")
    assert (loss.value, loss.status) == (Decimal("55655582.37"), "confirmed")
    assert codes(result) == [("info", "REPAIRED")]
    assert "its sign was turned" in result.findings[0].message


def test_right_signs_are_left_alone() -> None:
    result = checked(*statement(*LOSS_ROWS, step="0.01"))
    assert found(result, "credit_impairment_losses").value == Decimal("55655582.37")
    assert codes(result) == []


def test_readings_that_differ_flag_a_figure_that_no_sum_proves() -> None:
    result = checked(figure("other_income", 5000, page=241), figure("other_income", 9000, page=20))
    assert found(result, "other_income").status == "flagged"
    assert codes(result) == [("warning", "MENTIONS_DIFFER")]


def test_readings_that_differ_are_told_where_a_sum_proves_the_chosen_one() -> None:
    result = checked(*statement(*SUM), figure("revenue", 1028000000, step=1000, page=20))
    assert found(result, "revenue").status == "confirmed"
    assert codes(result) == [("info", "MENTIONS_DIFFER")]


@pytest.mark.parametrize("factor", [10, 100, 1_000, 10_000])
def test_a_slip_of_the_magnitude_is_named(factor: int) -> None:
    """Biren (published_figures.notes.md #14): RMB'000 taken for 元 or 万元."""
    right = figure("adjusted_profit", -1038251000, step=1000, page=241)
    wrong = figure("adjusted_profit", Decimal(-1038251000) / factor, step=Decimal(1000) / factor, page=20)
    result = checked(right, wrong)
    assert found(result, "adjusted_profit").status == "flagged"
    assert codes(result) == [("warning", "MAGNITUDE_SLIP")]
    assert f"{factor:,} times apart" in result.findings[0].message


def test_a_base_that_is_not_the_revenue_is_told_and_never_overwritten() -> None:
    """Enflame 2025 (published_figures.notes.md #9): five customers above 100% of revenue."""
    amounts = (568000000, 200000000, 100000000, 80000000, 45656900)
    facts = [figure("revenue", 990160000, step=100)]
    for rank, amount in enumerate(amounts, 1):
        shared = {"table": "customers", "member": f"客户{rank}", "rank": rank, "base": "占营业收入比例"}
        share = (Decimal(amount) / Decimal(1025500000)).quantize(Decimal("0.0001"))
        facts += [
            figure("customer_revenue", amount, step=100, **shared),
            figure("customer_share", str(share), step="0.0001", measure="ratio", **shared),
        ]
    result = checked(*facts)
    customers = result.statements[1]
    assert [fact.value for fact in customers.facts if fact.concept == "customer_revenue"] == list(amounts)
    assert {fact.status for fact in customers.facts} == {"flagged"}
    assert found(result, "revenue").value == 990160000
    told = {(finding.level, finding.code) for finding in result.findings if "100.35%" in finding.message}
    assert told == {("warning", "CHECK_BREAKS")}


def test_figures_stay_in_their_topics_and_rows_without_a_concept_are_kept() -> None:
    result = checked(*statement(*SUM, ("-其中：利息费用", 5000)), figure("customer_revenue", 5, table="customers", member="A", rank=1))
    assert [(item.kind, len(item.facts), len(item.unmapped)) for item in result.statements] == [
        ("income_statement", 3, 1),
        ("customers", 1, 0),
    ]


def test_nothing_read_gives_nothing_and_no_check_that_passed() -> None:
    result = check_readings([TopicReading("volumes")], "acme")
    assert (result.checks, result.findings) == ((), ())
    assert [(item.kind, item.facts) for item in result.statements] == [("volumes", ())]


def test_periods_are_judged_apart() -> None:
    wrong = statement(("revenue", 1000), ("cost_of_sales", 300), ("gross_profit", 600), step=1, period=FY2023)
    result = checked(*statement(*SUM), *wrong)
    assert {fact.status for fact in result.statements[0].facts if fact.period == FY2024} == {"confirmed"}
    assert {fact.status for fact in result.statements[0].facts if fact.period == FY2023} == {"flagged"}


def test_a_rule_is_registered_under_its_code() -> None:
    def check_nothing(book: Book) -> list[Tie]:
        return [Tie("NOTHING_ADDS_UP", "untested", "", FY2024, (0,))]

    try:
        assert rule("NOTHING_ADDS_UP")(check_nothing) is check_nothing
        assert "NOTHING_ADDS_UP" in {tie.code for tie in run_rules(book_of([figure("revenue", 1)]))}
    finally:
        del RULES["NOTHING_ADDS_UP"]


def test_rules_of_ratios_and_names_exist() -> None:
    assert set(RULES) >= NAMING_RULES
    assert set(RULES) >= RATIO_RULES == {
        "SHARE_OF_BASE", "SALES_TO_PRODUCTION", "CAPACITY_UTILISATION", "SHARES_OF_REVENUE", "PRICE_TIE",
    }  # fmt: skip
    assert GOOD == ("ties", "rounding")


def test_a_sum_of_nothing_but_dashes_proves_nothing() -> None:
    nil = [figure(name, 0, period=FY2023) for name in ("revenue", "cost_of_sales", "gross_profit")]
    assert {found(checked(*nil), name).status for name in ("revenue", "cost_of_sales", "gross_profit")} == {"single"}
    loss = [figure("profit", -5000), figure("profit_attributable_to_owners", -5000), figure("profit_attributable_to_nci", 0)]
    assert found(checked(*loss), "profit_attributable_to_nci").status == "confirmed"
