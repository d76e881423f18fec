"""Rules of the five largest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.checks.concentration import MAIN_BUSINESS, REVENUE_BASE
from analyzer.model import Fact
from check_figures import figure, ties_of, verdicts

# giantec p.198, nine months ended 30 September 2025, RMB'000 and %
AMOUNTS = (154270, 141253, 102230, 91509, 62418)
SHARES = ("0.165", "0.151", "0.110", "0.098", "0.067")

AS_SUPPLIERS = {
    "customer_revenue": "supplier_purchases",
    "customer_share": "supplier_share",
    "top_customers_revenue": "top_suppliers_purchases",
    "top_customers_share": "top_suppliers_share",
}


def five(
    amounts: tuple[int, ...] = AMOUNTS,
    shares: tuple[str, ...] = SHARES,
    total: int | None = 551680,
    share: str | None = "0.591",
    **more: object,
) -> list[Fact]:
    shared = {"table": "customers", "base": "total revenue", **more}
    found = [
        figure("customer_revenue", 1000 * value, member=f"Customer {rank}", rank=rank, **shared) for rank, value in enumerate(amounts, 1)
    ]
    found += [
        figure("customer_share", value, member=f"Customer {rank}", rank=rank, measure="ratio", step="0.001", **shared)
        for rank, value in enumerate(shares, 1)
    ]
    if total is not None:
        found.append(figure("top_customers_revenue", 1000 * total, **shared))
    if share is not None:
        found.append(figure("top_customers_share", share, measure="ratio", step="0.001", **shared))
    return found


def test_amounts_and_shares_add_up() -> None:
    assert verdicts("AMOUNTS_ADD_UP", five()) == [("ties", Decimal(0))]
    assert verdicts("SHARES_ADD_UP", five()) == [("ties", Decimal(0))]


def test_a_total_share_that_sums_unrounded_shares_is_rounding() -> None:
    """giantec: 59.3% in the text is not the 59.1% of the rounded shares."""
    assert verdicts("SHARES_ADD_UP", five(share="0.593")) == [("rounding", Decimal("0.002"))]
    assert verdicts("AMOUNTS_ADD_UP", five(total=551682)) == [("rounding", Decimal(2000))]


def test_a_total_beyond_rounding_breaks() -> None:
    assert verdicts("AMOUNTS_ADD_UP", five(total=560680)) == [("breaks", Decimal(9000000))]
    assert verdicts("SHARES_ADD_UP", five(share="0.602")) == [("breaks", Decimal("0.011"))]


def test_fewer_than_five_that_do_not_add_up_prove_nothing() -> None:
    found = ties_of("AMOUNTS_ADD_UP", five(AMOUNTS[:3], SHARES[:3]))
    assert [(tie.verdict, tie.formula) for tie in found] == [("untested", "3 parties were read, not 5")]
    assert ties_of("AMOUNTS_ADD_UP", five(total=None)) == []


def test_suppliers_have_their_own_names() -> None:
    parties = [figure("supplier_purchases", 10, table="suppliers", member=name, rank=rank, step=1) for rank, name in enumerate("ABCDE", 1)]
    assert verdicts("AMOUNTS_ADD_UP", [*parties, figure("top_suppliers_purchases", 50, table="suppliers", step=1)]) == [
        ("ties", Decimal(0))
    ]


def test_scopes_are_summed_apart() -> None:
    found = ties_of("AMOUNTS_ADD_UP", [*five(scope="境外"), *five((1, 2, 3, 4, 5), total=15, scope="境内")])
    assert [tie.verdict for tie in found] == ["ties", "ties"]


def test_every_share_is_of_one_base() -> None:
    found = ties_of("SHARE_OF_BASE", five())
    assert [tie.verdict for tie in found] == ["ties"] * 6
    assert {len(tie.members) for tie in found} == {2}


def test_digits_cut_off_are_rounding() -> None:
    """002646: 11,970 for 11,970.50."""
    found = ties_of("SHARE_OF_BASE", five(shares=("0.165", "0.151", "0.109", "0.098", "0.066"), share=None))
    assert {tie.verdict for tie in found} == {"rounding"}


def test_the_one_share_that_does_not_fit_breaks() -> None:
    found = ties_of("SHARE_OF_BASE", five(shares=("0.165", "0.151", "0.110", "0.089", "0.067")))
    assert sorted(tie.verdict for tie in found) == ["breaks", *["rounding"] * 5]
    assert next(tie for tie in found if tie.verdict == "breaks").members == (3, 8)


def test_several_that_do_not_fit_beside_one_base_of_the_rest() -> None:
    """600519-2001 p.62."""
    found = ties_of("SHARE_OF_BASE", five(shares=("0.265", "0.151", "0.110", "0.089", "0.067")))
    assert sorted(tie.verdict for tie in found) == ["breaks", "breaks", *["rounding"] * 4]


def test_shares_without_any_common_base_are_not_testable() -> None:
    found = ties_of("SHARE_OF_BASE", five(shares=("0.265", "0.051", "0.210", "0.039", "0.017"), total=None, share=None))
    assert {tie.verdict for tie in found} == {"untested"}
    assert ties_of("SHARE_OF_BASE", five(AMOUNTS[:1], SHARES[:1], total=None, share=None)) == []


REVENUE = figure("revenue", 932810000)


def test_the_base_named_revenue_is_the_revenue_line() -> None:
    assert [tie.verdict for tie in ties_of("BASE_IS_REVENUE", [REVENUE, *five()])] == ["ties"]


def test_a_base_that_is_not_the_revenue_line_breaks() -> None:
    """Moore Threads (published figures, note 3): shares called 占营业收入 are of main-business revenue, 4,584.08 of 4,608.83 万元."""
    shares = ("0.44930", "0.17970", "0.13480", "0.08990", "0.04490")
    amounts = tuple(int(Decimal(share) * 45840800 / 1000) for share in shares)
    found = ties_of(
        "BASE_IS_REVENUE", [figure("revenue", 46088300, step=100), *five(amounts, shares, None, None, base="占当期营业收入比例")]
    )
    assert [tie.verdict for tie in found] == ["breaks"]
    assert "revenue is 46088300" in found[0].formula


def test_five_above_the_whole_revenue_break_it() -> None:
    """Enflame 2025 (#9): five customers add up to 99,365.69 万元, total revenue is 99,016.00."""
    amounts = (568000, 200000, 100000, 80000, 45656)
    shares = tuple(str((Decimal(amount) / Decimal(1025500)).quantize(Decimal("0.0001"))) for amount in amounts)
    facts = [figure("revenue", 990160000, step=100), *five(amounts, shares, None, None, base="占营业收入比例")]
    assert [tie.verdict for tie in ties_of("BASE_IS_REVENUE", facts)] == ["breaks"]
    found = ties_of("FIVE_ABOVE_REVENUE", facts)
    assert [(tie.verdict, len(tie.members)) for tie in found] == [("breaks", 10)]
    assert "(100.35%)" in found[0].formula


def test_five_within_the_revenue_tie() -> None:
    assert [tie.verdict for tie in ties_of("FIVE_ABOVE_REVENUE", [REVENUE, *five()])] == ["ties"]
    assert ties_of("FIVE_ABOVE_REVENUE", five()) == []


def test_a_base_of_another_size_than_the_company_breaks() -> None:
    """002479 p.133: amounts in yuan below 万元 imply a base 10,000 times too large."""
    assert {tie.verdict for tie in ties_of("BASE_MAGNITUDE", [REVENUE, *five(base="")])} == {"ties"}
    wrong = five(tuple(10_000 * amount for amount in AMOUNTS), total=None, share=None, base="")
    assert [tie.verdict for tie in ties_of("BASE_MAGNITUDE", [REVENUE, *wrong])] == ["breaks"] * 5
    assert ties_of("BASE_MAGNITUDE", five()) == []


def test_what_a_designer_buys_before_it_sells_is_of_the_size_of_its_costs() -> None:
    """A GPU maker with a revenue of RMB1.3 million and purchases of 741 million, beside research and development of 916 million."""
    suppliers = [replace(fact, table="suppliers", concept=AS_SUPPLIERS[fact.concept]) for fact in five(base="total purchases")]
    revenue, spent = figure("revenue", 900_000), figure("research_and_development_expenses", 1_100_000_000)
    assert {tie.verdict for tie in ties_of("BASE_MAGNITUDE", [revenue, *suppliers])} == {"breaks"}
    found = ties_of("BASE_MAGNITUDE", [revenue, spent, *suppliers])
    assert {tie.verdict for tie in found} == {"ties"}
    assert found[0].formula.endswith("of the size of the costs 1100000000")
    assert {tie.verdict for tie in ties_of("BASE_MAGNITUDE", [revenue, spent, *five()])} == {"breaks"}


@pytest.mark.parametrize(
    "more", [{"scope": "境外"}, {"base": "占主营业务收入比例"}, {"base": ""}, {"base": "占采购总额的比例"}, {"measure": "USD"}]
)
def test_other_bases_are_not_compared_with_revenue(more: dict[str, str]) -> None:
    assert (
        ties_of(
            "BASE_IS_REVENUE", [REVENUE, *five(**more)] if "measure" not in more else [figure("revenue", 932810000, measure="USD"), *five()]
        )
        == []
    )


@pytest.mark.parametrize(
    ("words", "revenue", "main"),
    [
        ("占营业收入比例", True, False),
        ("% of total revenue", True, False),
        ("占当期主营业务收入的比例", True, True),
        ("佔總收入百分比", True, False),
        ("占采购总额比例", False, False),
    ],
)
def test_how_a_base_is_called(words: str, revenue: bool, main: bool) -> None:
    assert bool(REVENUE_BASE.search(words.removeprefix("% "))) is revenue
    assert bool(MAIN_BUSINESS.search(words)) is main


def test_one_base_among_many_parties_is_found_without_trying_every_choice() -> None:
    """Forty parties in one group, three with a base of their own: more choices than could be tried."""
    amounts = tuple(1000 + 10 * index for index in range(40))
    shares = tuple(f"{value / 100000 * (2 if index < 3 else 1):.5f}" for index, value in enumerate(amounts))
    facts = five(amounts, shares, None, None)
    facts = [replace(fact, step=Decimal("0.00001")) if fact.measure == "ratio" else replace(fact, step=Decimal(1)) for fact in facts]
    found = [tie.verdict for tie in ties_of("SHARE_OF_BASE", facts)]
    assert (found.count("rounding"), found.count("breaks")) == (37, 3)


@pytest.mark.parametrize(("amounts", "step"), [((207.9, 126.5, 93.4, 83.0, 44.4), "0.1"), ((9000, 800, 70, 60, 50), "1")])
def test_amounts_of_five_in_single_units_are_doubtful(amounts: tuple[float, ...], step: str) -> None:
    """Zhaowei (2692): 207.9 under （人民幣 over 以百萬元計）: no figure whose unit was lost may stand unflagged."""
    facts = [
        replace(fact, value=Decimal(str(value)), step=Decimal(step))
        for fact, value in zip(five(total=None, share=None), amounts, strict=False)
    ]
    found = ties_of("SIZE_OF_FIVE", [fact for fact in facts if fact.concept == "customer_revenue"])
    assert [tie.verdict for tie in found] == ["breaks"]
    assert ties_of("SIZE_OF_FIVE", [REVENUE, *five()]) == []


def test_a_base_a_thousand_times_smaller_than_the_revenue_breaks() -> None:
    facts = [
        replace(fact, value=fact.value / 1000) if fact.concept == "customer_revenue" else fact for fact in five(total=None, share=None)
    ]
    assert {tie.verdict for tie in ties_of("BASE_MAGNITUDE", [REVENUE, *facts])} == {"breaks"}
