"""Which of several prints of a statement is the statement, and what follows it."""

from __future__ import annotations

from decimal import Decimal

from analyzer.model import Period, RawTable
from analyzer.topics.income import choose_primary, why_not
from analyzer.topics.income_candidates import Candidate
from analyzer.topics.income_titles import Title
from check_figures import FY2023, FY2024, figure

LINES = ("revenue", "cost_of_sales", "gross_profit", "administrative_expenses", "finance_costs", "profit_before_tax", "income_tax_expense")


def candidate(page: int, *names: str, profit: int = -269246, total: int | None = None) -> Candidate:
    """A print of a statement; total: what it gives as total comprehensive income."""
    values = {name: 1000 + index for index, name in enumerate(names)} | {"profit": profit}
    values |= {} if total is None else {"total_comprehensive_income": total}
    periods: tuple[Period, ...] = (FY2023, FY2024)
    facts = tuple(
        figure(name, Decimal(value + 7 * (period == FY2024)), step=1, page=page, top=100.0 + 10 * index, period=period)
        for index, (name, value) in enumerate(values.items())
        for period in periods
    )
    title = Title("CONSOLIDATED STATEMENTS OF PROFIT OR LOSS", statement=True, consolidated=True)
    return Candidate(RawTable("", "", (), (page,), "aligned"), title, facts, frozenset(values), periods, len(facts))


def test_the_comprehensive_income_of_the_report_goes_before_that_of_a_fuller_summary() -> None:
    """MiniMax pp.29, 542, 543: the summary prints the loss once more as "loss and total comprehensive income"."""
    summary = candidate(29, *LINES, "other_income", "selling_expenses", total=-269246)
    report, following = candidate(542, *LINES), candidate(543, total=-268886)
    primary, others = choose_primary([summary, report, following])
    assert primary == [following, summary]
    assert others == [report]


def test_the_comprehensive_income_of_somebody_else_follows_nothing() -> None:
    summary = candidate(29, *LINES, "other_income", "selling_expenses", total=-269246)
    report, parent = candidate(542, *LINES), candidate(543, profit=-120, total=-100)
    primary, _ = choose_primary([summary, report, parent])
    assert primary == [summary]
    assert "another entity" in why_not(parent, primary)
