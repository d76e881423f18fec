"""Rows of a statement that tell of each other: parts and wholes, signs, results per share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.concepts import Vocabulary
from analyzer.model import Source, Unit
from analyzer.topics.column_heads import Head
from analyzer.topics.income_figures import rows_to_facts
from analyzer.topics.income_rows import section_to_rows
from statement_rows import HEADS, facts, read, section


def test_associates_below_joint_ventures_are_the_line() -> None:
    """Joint ventures come first under "Share of results of", with or without a colon; their figure stays a row of its own."""
    for heading in ("Share of results of", "Share of profits and losses of:", "Share of results after tax of:"):
        rows = read((heading, None), ("Joint ventures", "1,025.4"), ("Associated companies", "617.0"), basis="IFRS", wraps=True)
        assert [(row.label, row.concepts) for row in rows if row.cells] == [
            ("Joint ventures", ()),
            ("Associated companies", ("share_of_results_of_associates",)),
        ]


def test_the_rest_of_a_label_in_small_letters_is_no_row_of_its_own() -> None:
    """giantec p.20: "Share of losses of" over "associates" with the figures."""
    (row,) = read(("Share of losses of", None), ("associates", "(1,603)"), basis="IFRS", wraps=True)
    assert (row.label, row.concepts) == ("Share of losses of associates", ("share_of_results_of_associates",))


def test_investees_under_a_heading_of_these_results() -> None:
    rows = read(("應佔以下溢利及虧損：", None), ("聯營公司", "37,562"), ("合營公司", "11,138"), basis="IFRS", wraps=True)
    assert [row.concepts for row in rows] == [("share_of_results_of_associates",), ()]


def test_a_line_of_units_between_the_rows_holds_for_the_results_per_share_below_it() -> None:
    found = facts(
        ("Loss for the year", "(24,097)"),
        (None, "HK cents"),
        ("Loss per share:", None),
        ("Basic and diluted", "(1.25)"),
        basis="IFRS",
        wraps=True,
    )
    assert found["basic_eps"] == found["diluted_eps"] == Decimal("-0.0125")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("HK57.5 cents", "0.575"),
        ("(3.5)港仙", "-0.035"),
        ("(HK1.2 cents)", "-0.012"),
        ("18 分", "0.18"),
        ("16 cents", "0.16"),
        ("1.86 港仙", "0.0186"),
    ],
)
def test_cents_within_the_cell(printed: str, expected: str) -> None:
    found = facts(("Profit for the year", "327,883"), ("Earnings per share", None), ("– Basic", printed), basis="IFRS", wraps=True)
    assert found["basic_eps"] == Decimal(expected)


def test_a_bank_s_interest_is_its_revenue_not_its_financing() -> None:
    rows = read(
        ("利息收入", "37,203"),
        ("利息支出", "(17,626)"),
        ("淨利息收入", "19,577"),
        ("銷售收入", "45,849"),
        ("財務收入", "210"),
        ("財務支出", "(941)"),
        basis="IFRS",
    )
    assert [row.concepts for row in rows] == [(), (), (), ("revenue",), ("finance_income",), ("finance_costs",)]


def test_interest_below_the_operating_profit_is_financing() -> None:
    rows = read(
        ("Revenue", "500"),
        ("Operating profit", "100"),
        ("Interest income", "5"),
        ("Interest expense", "(9)"),
        ("Net interest income", "(4)"),
        basis="IFRS",
    )
    assert [row.concepts for row in rows][2:4] == [("finance_income",), ("finance_costs",)]


@pytest.mark.parametrize(
    ("label", "printed", "concept", "expected"),
    [
        ("Share of (profit)/loss of associates", "(505)", "share_of_results_of_associates", 505),
        ("Share of loss of joint ventures", "14,145", "share_of_results_of_associates", -14145),
        ("Share of profits of associates", "505", "share_of_results_of_associates", 505),
        ("Other income", "(29,745)", "other_income", 29745),
        ("Other income", "29,745", "other_income", 29745),
        ("Loss on disposal of property, plant and equipment", "523", "asset_disposal_gains", -523),
        ("Decrease in fair value of financial assets at fair value through profit or loss", "144", "fair_value_gains", -144),
    ],
)
def test_gains_and_losses_where_costs_stand_without_brackets(label: str, printed: str, concept: str, expected: int) -> None:
    assert facts(("Cost of goods sold", "3,963,998"), (label, printed), basis="IFRS")[concept] == expected


def test_a_loss_in_brackets_beside_costs_in_brackets_is_a_loss() -> None:
    assert (
        facts(("Cost of sales", "(3,963)"), ("Share of loss of joint ventures", "(14)"), basis="IFRS")["share_of_results_of_associates"]
        == -14
    )


def test_operating_costs_that_make_the_operating_profit_are_all_costs() -> None:
    rows = read(("營業額", "286,012"), ("運作成本", "(221,585)"), ("運作盈利", "64,427"), basis="IFRS")
    assert rows[1].concepts == ("total_operating_costs",)
    rows = read(("Revenue", "286"), ("Operating costs", "(100)"), ("Staff costs", "(36)"), ("Operating profit", "150"), basis="IFRS")
    assert rows[1].concepts == ()


def test_the_income_from_operations_above_all_costs_is_no_operating_profit() -> None:
    rows = read(
        ("Revenue", "813"), ("Income from operations", "813"), ("Cost of services", "(238)"), ("Operating profit", "519"), basis="IFRS"
    )
    assert [row.concepts for row in rows] == [("revenue",), (), ("cost_of_sales",), ("operating_profit",)]


def test_the_owners_profit_right_below_the_tax_is_the_profit_too() -> None:
    rows = read(("Profit before taxation", "1,121"), ("Taxation", "(6)"), ("Profit attributable to shareholders", "1,115"), basis="IFRS")
    assert rows[-1].concepts == ("profit", "profit_attributable_to_owners")
    rows = read(
        ("Taxation", "(6)"),
        ("Profit after taxation", "1,115"),
        ("Minority interests", "(5)"),
        ("Profit attributable to shareholders", "1,110"),
        basis="IFRS",
    )
    assert rows[-1].concepts == ("profit_attributable_to_owners",)


def test_owners_without_the_company_s_name_below_a_heading_of_shares() -> None:
    rows = read(
        ("Profit for the year", "6,110"), ("Profit attributable to:", None), ("Equity shareholders", "5,952"), basis="IFRS", wraps=True
    )
    assert rows[-1].concepts == ("profit_attributable_to_owners",)
    assert read(("Equity shareholders", "5,952"), basis="IFRS")[0].concepts == ()


def test_a_single_item_of_comprehensive_income_below_whose_the_profit_is() -> None:
    rows = read(
        ("年內虧損", "(100)"), ("本公司擁有人", "(100)"), ("換算境外業務的匯兌差額", "12"), ("年內全面虧損總額", "(88)"), basis="IFRS"
    )  # fmt: skip
    assert rows[2].concepts == ("other_comprehensive_income",)


@pytest.mark.parametrize("note", ["2 & 3", "5(a)", "6/7", "9、13"])
def test_numbers_of_notes_are_no_labels(note: str) -> None:
    heads = (Head(), Head("Note"), HEADS[1])
    rows = section_to_rows(section(("Operating profit", note, "2,606"), heads=heads), Vocabulary("IFRS"), True)
    assert rows[0].label == "Operating profit"


def test_income_over_the_cost_of_sales_is_the_revenue_where_a_margin_is_left_of_it() -> None:
    rows = read(("Income", "100"), ("Cost of sales", "(70)"), ("Gross margin", "30"), ("Other income", "5"), basis="IFRS")
    assert [row.concepts for row in rows] == [("revenue",), ("cost_of_sales",), ("gross_profit",), ("other_income",)]
    rows = read(("Income", "100"), ("Cost of sales", "(70)"), ("Gross margin", "30.1"), basis="IFRS")
    assert [row.concepts for row in rows] == [(), ("cost_of_sales",), ()]


def test_a_net_result_is_the_profit_where_the_shares_in_it_make_it() -> None:
    shares = (("股東盈利", "97"), ("少數股東權益", "33"))
    rows = read(("營業額", "900"), ("經營溢利", "142"), ("淨收益", "130"), *shares, basis="IFRS")
    assert [row.concepts for row in rows[2:]] == [("profit",), ("profit_attributable_to_owners",), ("profit_attributable_to_nci",)]
    rows = read(("營業額", "900"), ("經營溢利", "142"), ("淨收益", "131"), *shares, basis="IFRS")
    assert "profit" not in rows[2].concepts


def test_a_joint_venture_and_an_associate_below_their_heading() -> None:
    rows = read(("應佔其利潤及虧損", None), ("一家合資公司", "–"), ("聯營公司", "(36)"), ("除稅利潤", "90"), basis="IFRS", wraps=True)
    assert [(row.label, row.concepts) for row in rows if row.concepts] == [
        ("聯營公司", ("share_of_results_of_associates",)),
        ("除稅利潤", ("profit_before_tax",)),
    ]


def test_the_profit_of_tax_below_the_tax_is_not_the_one_before_it() -> None:
    assert read(("所得稅支出", "(24)"), ("除稅利潤", "78"), basis="IFRS")[1].concepts == ()


def test_marketing_expenses_beside_selling_expenses_are_no_selling_expenses() -> None:
    rows = read(("Marketing expenses", "(223)"), ("Selling and distribution expenses", "(55)"), basis="IFRS")
    assert [row.concepts for row in rows] == [(), ("selling_expenses",)]
    assert [row.concepts for row in read(("市場推廣開支", "(9)"), ("銷售及分銷開支", "(5)"), basis="IFRS")] == [(), ("selling_expenses",)]


def test_marketing_expenses_alone_are_the_selling_expenses() -> None:
    rows = read(("Marketing expenses", "(223)"), ("Administrative expenses", "(55)"), basis="IFRS")
    assert rows[0].concepts == ("selling_expenses",)


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Gain arising from agricultural produce at fair value less costs to sell at the point of harvest", ""),
        ("fair value less costs to sell at the point of harvest", ""),
        ("農產品收成時公平值減銷售成本所產生的收益", ""),
        ("於收割時按公平值減銷售成本初步確認農產品所產生的收益", ""),
        ("生物資產公平值減銷售成本變動所產生的虧損", "fair_value_gains"),
        ("Gain arising from changes in fair value less costs to sell of biological assets", "fair_value_gains"),
        ("Gains from fair value changes of biological assets and agricultural produce", "fair_value_gains"),
    ],
)
def test_the_gain_on_the_harvest_is_not_that_of_the_biological_assets(label: str, concept: str) -> None:
    """Pig farms print both; the gain on the harvest comes first."""
    (row,) = read((label, "40,112"), basis="IFRS")
    assert row.concepts == ((concept,) if concept else ())


def test_the_unit_over_a_translation_is_not_that_of_the_results_per_share() -> None:
    """Typeset: US$ of the last year, which do not count, HK$ of both: US cents, HK cents, HK cents."""
    heads = (Head(), Head("US$’000"), replace(HEADS[1], unit=Unit("HKD", Decimal(1000), "HK$’000")))
    rows = section_to_rows(
        section(
            ("Profit for the year", "19,249", "150,143"),
            (None, "US cents", "HK cents"),
            ("Earnings per share", None, None),
            ("Basic", "1.63", "12.74"),
            heads=heads,
        ),
        Vocabulary("IFRS"),
        True,
    )
    found = list(rows_to_facts(rows, heads, lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text), "IFRS"))
    assert [(fact.measure, fact.value) for fact in found if fact.concept == "basic_eps"] == [("HKD/share", Decimal("0.1274"))]
