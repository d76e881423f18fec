"""The standard income statement: analysis 2.4 as the acceptance test, then what other filings do differently."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.model import Fact, Filing, Period
from analyzer.standard import StandardColumn, standardise
from typed_filings import FY2023, FY2024, NINE_2024, NINE_2025, Q1_2025, fact, filing_of, giantec, metax, statement_of


def column_of(filing: Filing, period: Period) -> StandardColumn:
    column = standardise(filing).column(period)
    assert column is not None
    return column


def in_millions(column: StandardColumn, row: str) -> str:
    cell = column.rows[row]
    return cell.state if cell.value is None else f"{cell.value / 1_000_000:.2f}"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("revenue", "743.07"),
        ("cost_of_sales", "-346.03"),
        ("gross_profit", "397.04"),
        ("taxes_and_surcharges", "-1.90"),
        ("selling_expenses", "-121.44"),
        ("administrative_expenses", "-581.57"),
        ("research_and_development_expenses", "-900.89"),
        ("core_operating_profit", "-1208.75"),
        ("inventory_write_down", "in 10"),
        ("other_impairment", "-129.72"),
        ("credit_losses", "-55.66"),
        ("government_grants", "17.33"),
        ("disposal_gains", "-17.38"),
        ("investment_gains", "15.79"),
        ("associates", "n/a"),
        ("interest_income", "in 23"),
        ("interest_expense", "in 23"),
        ("listing_expenses", "n/a"),
        ("non_operating", "-1.85"),
        ("unclassified", "-25.10"),
        ("not_itemised", "0.00"),
        ("profit_before_tax", "-1405.34"),
        ("profit", "-1408.88"),
        ("operating_profit_cas", "-1403.48"),
        ("operating_profit_ifrs", "n/a"),
        ("total_operating_revenue", "743.07"),
    ],
)
def test_metax_2024_in_standard_rows(row: str, expected: str) -> None:
    assert in_millions(column_of(metax(), FY2024), row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("revenue", "1028.28"),
        ("gross_profit", "563.59"),
        ("taxes_and_surcharges", "in 6"),
        ("core_operating_profit", "268.60"),
        ("inventory_write_down", "n/d"),
        ("credit_losses", "-0.04"),
        ("government_grants", "in 23"),
        ("associates", "-1.72"),
        ("interest_expense", "-0.34"),
        ("unclassified", "32.07"),
        ("not_itemised", "0.00"),
        ("profit_before_tax", "298.57"),
        ("operating_profit_cas", "n/a"),
        ("adjusted_profit", "297.74"),
    ],
)
def test_giantec_2024_in_standard_rows(row: str, expected: str) -> None:
    assert in_millions(column_of(giantec(), FY2024), row) == expected


@pytest.mark.parametrize(
    ("filing", "period", "footing", "left_over"),
    [
        (metax(), FY2023, "foots", "0"),
        (metax(), FY2024, "foots", "0"),
        (metax(), Q1_2025, "foots", "0"),
        (metax(), NINE_2025, "partial", "-1577314400"),
        (giantec(), FY2023, "foots", "0"),
        (giantec(), FY2024, "foots", "0"),
        (giantec(), NINE_2024, "foots", "0"),
        (giantec(), NINE_2025, "foots", "0"),
    ],
)
def test_columns_foot_to_printed_profit_before_tax(filing: Filing, period: Period, footing: str, left_over: str) -> None:
    column = column_of(filing, period)
    assert (column.footing, column.value("not_itemised")) == (footing, Decimal(left_over))


def test_core_is_not_found_in_a_column_of_highlights() -> None:
    column = column_of(metax(), NINE_2025)
    assert in_millions(column, "core_operating_profit") == "n/d"
    assert in_millions(column, "research_and_development_expenses") == "n/d"


def lines(basis: str, *rows: tuple[str, str, str, bool]) -> Filing:
    """(concept, label, printed, turned) down one page."""
    facts: list[Fact] = [
        fact(printed, FY2024, concept=concept, label=label, line=i, turned=turned)
        for i, (concept, label, printed, turned) in enumerate(rows)
    ]
    return filing_of("typed", basis, [statement_of("typed", facts)])


def test_associates_printed_as_a_part_count_once() -> None:
    # 爱康科技 FY2010, p.205: 投资收益 15,995,756.73, of which associates 20,700,593.73
    filing = lines(
        "CAS",
        ("revenue", "一、营业收入", "1,247,954,726.81", False),
        ("cost_of_sales", "减：营业成本", "1,034,217,591.64", False),
        ("taxes_and_surcharges", "营业税金及附加", "313,593.31", False),
        ("selling_expenses", "销售费用", "34,169,872.43", False),
        ("administrative_expenses", "管理费用", "65,112,014.67", False),
        ("financial_expenses_net", "财务费用", "16,630,138.13", False),
        ("asset_impairment_losses", "资产减值损失", "82,700.00", False),
        ("fair_value_gains", "加：公允价值变动收益/损失", "-2,611,260.00", False),
        ("investment_income", "投资收益", "15,995,756.73", False),
        ("share_of_results_of_associates", "其中：对联营企业和合营企业的投资收益", "20,700,593.73", False),
        ("non_operating_income", "加：营业外收入", "333,261.21", False),
        ("non_operating_expenses", "减：营业外支出", "251,099.75", False),
        ("", "其中：非流动资产处置损失", "75,821.45", False),
        ("profit_before_tax", "三、利润总额", "110,895,474.82", False),
    )
    column = column_of(filing, FY2024)
    assert column.value("associates") == Decimal("20700593.73")
    assert column.value("investment_gains") == Decimal("15995756.73") - Decimal("20700593.73") - Decimal("2611260.00")
    assert (column.footing, column.value("not_itemised")) == ("foots", Decimal(0))


def test_old_prc_gaap_adds_minorities_back() -> None:
    # 中钢天源 FY2005: 净利润 stands after 少数股东损益 (-91,082.00)
    filing = lines(
        "PRC GAAP",
        ("revenue", "一、主营业务收入", "209,125,400.20", False),
        ("cost_of_sales", "减：主营业务成本", "169,750,977.39", False),
        ("taxes_and_surcharges", "主营业务税金及附加", "776,215.29", False),
        ("", "二、主营业务利润（亏损以“-”号填列）", "38,598,207.52", False),
        ("", "加：其他业务利润（亏损以“-”号填列）", "671,229.05", False),
        ("selling_expenses", "减：营业费用", "13,681,716.86", False),
        ("administrative_expenses", "管理费用", "10,490,241.38", False),
        ("financial_expenses_net", "财务费用", "3,304,102.17", False),
        ("operating_profit", "三、营业利润（亏损以“-”号填列）", "11,793,376.16", False),
        ("", "补贴收入", "3,000,000.00", False),
        ("non_operating_income", "营业外收入", "20,300.00", False),
        ("non_operating_expenses", "减：营业外支出", "128,352.75", False),
        ("profit_before_tax", "四、利润总额（亏损以“-”号填列）", "14,685,323.41", False),
        ("income_tax_expense", "减：所得税", "0.00", False),
        ("profit_attributable_to_nci", "少数股东损益（合并报表填列）", "-91,082.00", False),
        ("profit", "五、净利润（亏损以“-”号填列）", "14,776,405.41", False),
    )
    column = column_of(filing, FY2024)
    assert (column.footing, column.value("not_itemised")) == ("foots", Decimal(0))
    assert column.value("profit") == Decimal("14685323.41")
    assert column.value("profit_attributable_to_owners") == Decimal("14776405.41")
    assert column.value("government_grants") == Decimal("3000000.00")


def test_total_revenue_above_revenue_goes_to_unclassified() -> None:
    # 贵州茅台 2024: a finance company's interest and its costs stand between the totals
    filing = lines(
        "CAS",
        ("", "一、营业总收入", "174,144,069,958.25", False),
        ("revenue", "其中：营业收入", "170,899,152,276.34", False),
        ("", "利息收入", "1,476,991,223.18", False),
        ("total_operating_costs", "二、营业总成本", "54,523,971,452.57", False),
        ("cost_of_sales", "其中：营业成本", "13,789,482,367.98", False),
        ("", "利息支出", "105,127,802.03", False),
        ("", "手续费及佣金支出", "94,078.17", False),
        ("taxes_and_surcharges", "税金及附加", "26,926,161,474.99", False),
        ("selling_expenses", "销售费用", "5,639,300,059.49", False),
        ("administrative_expenses", "管理费用", "9,315,650,060.38", False),
        ("research_and_development_expenses", "研发费用", "218,375,472.87", False),
        ("financial_expenses_net", "财务费用", "-1,470,219,863.34", False),
        ("other_income", "加：其他收益", "21,229,466.81", False),
        ("investment_income", "投资收益（损失以“－”号填列）", "9,130,340.37", False),
        ("fair_value_gains", "公允价值变动收益（损失以“－”号填列）", "60,980,724.35", False),
        ("credit_impairment_losses", "信用减值损失（损失以“-”号填列）", "-23,248,436.03", True),
        ("asset_disposal_gains", "资产处置收益（损失以“－”号填列）", "388,852.05", False),
        ("non_operating_income", "加：营业外收入", "70,936,575.97", False),
        ("non_operating_expenses", "减：营业外支出", "120,937,834.74", False),
        ("profit_before_tax", "四、利润总额（亏损总额以“－”号填列）", "119,638,578,194.46", False),
    )
    column = column_of(filing, FY2024)
    excess = Decimal("174144069958.25") - Decimal("170899152276.34")
    assert column.value("unclassified") == excess - Decimal("105127802.03") - Decimal("94078.17") + Decimal("1470219863.34")
    assert (column.footing, column.value("not_itemised")) == ("foots", Decimal(0))


def test_net_finance_costs_are_split_when_their_parts_add_up() -> None:
    # zhenro 2019, p.317: finance costs, net (2,973) = finance expense (72,390) + finance income 69,417
    filing = lines(
        "HKFRS",
        ("revenue", "REVENUE", "716,220", False),
        ("cost_of_sales", "Cost of sales", "(471,731)", True),
        ("gross_profit", "GROSS PROFIT", "244,489", False),
        ("other_income", "Other income and gain", "6,314", False),
        ("administrative_expenses", "Administrative expenses", "(96,535)", True),
        ("credit_impairment_losses", "Impairment losses on financial assets, net", "(4,591)", True),
        ("finance_costs", "Finance costs, net", "(2,973)", True),
        ("", "Finance expense", "(72,390)", False),
        ("finance_income", "Finance income", "69,417", False),
        ("share_of_results_of_associates", "Share of loss of an associate", "(222)", False),
        ("profit_before_tax", "PROFIT BEFORE TAX", "146,482", False),
    )
    column = column_of(filing, FY2024)
    assert (column.value("interest_income"), column.value("interest_expense")) == (Decimal(69417), Decimal(-72390))
    assert (column.footing, column.value("not_itemised")) == ("foots", Decimal(0))
    assert column.rows["selling_expenses"].state == "n/a"
    assert column.value("core_operating_profit") == Decimal(244489 - 96535)


@pytest.mark.parametrize(("printed", "total"), [("(30)", "70"), ("30", "70"), ("30", "130")])
def test_sign_of_an_unknown_line_is_settled_by_the_total(printed: str, total: str) -> None:
    filing = lines(
        "IFRS",
        ("revenue", "Revenue", "100", False),
        ("", "Cost of a kind nobody knows", printed, False),
        ("profit_before_tax", "Profit before tax", total, False),
    )
    column = column_of(filing, FY2024)
    assert column.value("not_itemised") == 0
    assert column.value("unclassified") == Decimal(total) - 100


def test_a_line_that_breaks_the_total_is_left_over_visibly() -> None:
    filing = lines(
        "IFRS", ("revenue", "Revenue", "100", False), ("", "Unknown", "7", False), ("profit_before_tax", "Profit before tax", "60", False)
    )
    column = column_of(filing, FY2024)
    assert column.footing == "partial"
    assert column.value("unclassified") == Decimal(7)
    assert column.value("not_itemised") == Decimal(-47)


def test_research_stands_in_administrative_expenses_before_2018() -> None:
    old = Period.ending(FY2024.end.replace(year=2010), 12)
    rows = (
        ("revenue", "营业收入", "100"),
        ("cost_of_sales", "营业成本", "40"),
        ("administrative_expenses", "管理费用", "20"),
        ("profit_before_tax", "利润总额", "40"),
    )
    facts = [fact(printed, old, concept=concept, label=label, line=i) for i, (concept, label, printed) in enumerate(rows)]
    column = column_of(filing_of("typed", "CAS", [statement_of("typed", facts)]), old)
    assert column.rows["research_and_development_expenses"].state == "in 6"
    assert column.value("core_operating_profit") == Decimal(40)


def test_every_printed_line_is_in_the_journal_once() -> None:
    column = column_of(metax(), FY2024)
    labels = [line.fact.label for line in column.lines if line.reason != "less_part"]
    assert len(labels) == len(set(labels))
    assert {line.fact.label: line.reason for line in column.lines if line.row == ""} == {"其中：利息费用": "part", "利息收入": "part"}


def test_a_filing_without_a_statement_has_no_columns() -> None:
    assert standardise(filing_of("empty", "", [])).columns == ()
