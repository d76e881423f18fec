"""Rows of an income statement: wrapped labels, concepts by label and place, units and signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from analyzer.concepts import Vocabulary
from analyzer.model import Cell, Fact, Period, Source, Unit
from analyzer.read.labels import label_key
from analyzer.topics.column_choice import Section
from analyzer.topics.column_heads import Head
from analyzer.topics.income_figures import costs_in_brackets, rows_to_facts
from analyzer.topics.income_labels import continues_label, join_label
from analyzer.topics.income_rows import label_unit, section_to_rows
from statement_rows import FY2024, HEADS, YUAN, facts, read, section


def test_a_label_wrapped_over_three_lines_has_its_figure_on_the_last() -> None:
    """giantec p.348."""
    rows = read(
        ("Finance costs", "(344)"),
        ("Reversal of impairment", None),
        ("losses/(impairment losses)", None),
        ("on financial assets, net", "(40)"),
        basis="IFRS",
        wraps=True,
    )
    assert [(row.label, row.concepts) for row in rows] == [
        ("Finance costs", ("finance_costs",)),
        ("Reversal of impairment losses/(impairment losses) on financial assets, net", ("credit_impairment_losses",)),
    ]


@pytest.mark.parametrize(
    ("first", "second", "concepts"),
    [
        ("Profit from operations before changes in", "fair value of investment properties", ()),
        ("計入投資物業公允值變動後", "的經營溢利", ("operating_profit",)),
    ],
)
def test_a_line_that_cannot_be_a_label_is_the_rest_of_the_one_above(first: str, second: str, concepts: tuple[str, ...]) -> None:
    rows = read((first, None), (second, "9"), basis="IFRS", wraps=True)
    assert [row.concepts for row in rows] == [concepts]


def test_a_hanging_second_line_is_the_rest_of_its_label() -> None:
    """Two lines, the second indented, the next label at the left again: no heading over one item."""
    cells = [
        (Cell("物業、廠房及設備", 1, (80, 10, 146, 18), 0, 0),),
        (Cell("折舊", 1, (88, 20, 105, 28), 1, 0), Cell("5", 1, (160, 20, 165, 28), 1, 1)),
        (Cell("上市開支", 1, (80, 30, 113, 38), 2, 0), Cell("7", 1, (160, 30, 165, 38), 2, 1)),
    ]
    rows = section_to_rows(Section(HEADS, tuple(cells)), Vocabulary("IFRS"), True)
    assert [row.label for row in rows] == ["物業、廠房及設備折舊", "上市開支"]


def test_short_labels_are_no_notes() -> None:
    """Notes (a) and (f) beside Turnover and Tax: eight letters and three are labels."""
    part = section(("Turnover", "(a)", "5"), ("Tax", "(f)", "(1)"), heads=(Head(), Head("Notes"), HEADS[1]))
    rows = section_to_rows(part, Vocabulary("IFRS"), True)
    assert [(row.label, row.concepts) for row in rows] == [("Turnover", ("revenue",)), ("Tax", ("income_tax_expense",))]


def test_one_figure_for_both_results_per_share() -> None:
    rows = read(("Profit for the year", "9"), ("Earnings per share", None), ("Basic and diluted (RMB)", "0.5"), basis="IFRS", wraps=True)
    assert rows[-1].concepts == ("basic_eps", "diluted_eps")


def test_the_last_word_of_both_results_per_share_stands_alone() -> None:
    lines = (("Loss for the year", "(9)"), ("Loss per share (RMB), basic and", None), ("diluted", "(0.5)"))
    assert read(*lines, basis="IFRS", wraps=True)[-1].concepts == ("basic_eps", "diluted_eps")


@pytest.mark.parametrize(
    "label",
    [
        "Profit after taxation but before minority interests",
        "Profit before minority interests",
        "(Loss)/profit after tax and before non-controlling interests",
        "Net profit before minority interests",
        "未計少數股東權益前溢利",
        "除稅後但未計少數股東權益前溢利",
        "扣除少數股東權益前之年內純利",
    ],
)
def test_the_profit_before_what_minorities_take(label: str) -> None:
    rows = read(
        ("Profit before taxation", "12"), ("Taxation", "(3)"), (label, "9"), ("Minority interests", "(1)"), basis="IFRS", wraps=True
    )
    assert [row.concepts for row in rows[2:]] == [("profit",), ("profit_attributable_to_nci",)]


@pytest.mark.parametrize(
    ("heading", "owners"),
    [("以下各方應佔利潤及全面收益總額：", True), ("以下各方應佔全面虧損總額：", False), ("以下人士應佔全面（虧損）╱收益總額：", False)],
)
def test_shares_of_a_profit_named_with_the_comprehensive_income(heading: str, owners: bool) -> None:
    rows = read(("年內利潤", "10"), ("年內全面收益總額", "12"), (heading, None), ("－本公司擁有人", "9"), basis="IFRS", wraps=True)
    assert rows[-1].concepts == (("profit_attributable_to_owners",) if owners else ())


@pytest.mark.parametrize(
    ("minority", "concepts"), [(False, ("profit", "profit_attributable_to_owners")), (True, ("profit_attributable_to_owners",))]
)
def test_the_owners_profit_is_the_profit_where_no_line_prints_it(minority: bool, concepts: tuple[str, ...]) -> None:
    rows = read(
        ("Profit before tax", "12"), ("Income tax expense", "(2)"), *([("Minority interests", "(1)")] if minority else []),
        ("Profit for the year attributable to owners of the Company", "9"), basis="IFRS",
    )  # fmt: skip
    assert rows[-1].concepts == concepts


def test_a_statement_by_nature_prints_its_costs_in_brackets() -> None:
    """None of its costs has a concept but the tax, which a column of shares would not tell."""
    printed = facts(("收益", "100"), ("僱員福利開支", "(60)"), ("除稅前溢利", "40"), ("所得稅開支", "(6)"), basis="IFRS")
    assert printed["income_tax_expense"] == 6


def test_a_heading_ends_what_came_before_it() -> None:
    rows = read(("Attributable to:", None), ("Owners of the parent", "5"), ("Non-controlling interests", "(1)"), basis="IFRS", wraps=True)
    assert [row.concepts for row in rows] == [("profit_attributable_to_owners",), ("profit_attributable_to_nci",)]


def test_the_rest_of_a_label_below_its_figures() -> None:
    """600795 p.96: the figures stand between the two lines of the label."""
    rows = read(("其中：对联营企业和合营企业的", None), ("", "5"), ("投资收益", None), ("二、营业利润", "9"), wraps=True)
    assert [(row.label, row.concepts) for row in rows] == [
        ("其中：对联营企业和合营企业的投资收益", ("share_of_results_of_associates",)),
        ("二、营业利润", ("operating_profit",)),
    ]


@pytest.mark.parametrize(
    ("pending", "text", "expected"),
    [
        ([], "expenses", False),
        (["Research and"], "Development", True),
        (["Selling and marketing"], "expenses", True),
        (["归属于母公司所有者的其他综合"], "收益的税后净额", True),
        (["营业成本"], "营业税金", False),
        (["营业费用、"], "管理费用", True),
    ],
)
def test_which_lines_belong_together(pending: list[str], text: str, expected: bool) -> None:
    assert continues_label(pending, text) is expected


def test_joined_labels_close_up_in_chinese_only() -> None:
    assert join_label(["公允价值变动", "收益"]) == "公允价值变动收益"
    assert join_label(["Selling and marketing", "expenses"]) == "Selling and marketing expenses"


def test_a_concept_is_given_once() -> None:
    """sifang p.232: owners of the profit, then owners of comprehensive income under the same label."""
    rows = read(
        ("年內利潤", "10"), ("年內全面收益總額", "12"), ("以下各方應佔利潤：", None), ("貴公司權益股東", "9"),
        ("以下各方應佔全面收益總額：", None), ("貴公司權益股東", "11"), basis="IFRS", wraps=True,
    )  # fmt: skip
    assert [row.concepts for row in rows] == [("profit",), ("total_comprehensive_income",), ("profit_attributable_to_owners",), ()]


def test_no_costs_below_the_profit() -> None:
    assert [row.concepts for row in read(("五、净利润", "10"), ("财务费用", "3"))] == [("profit",), ()]


def test_costs_in_brackets_are_positive() -> None:
    printed = facts(
        ("Revenue", "100"), ("Cost of sales", "(60)"), ("Administrative expenses", "(10)"), ("Income tax credit", "4"), basis="IFRS"
    )
    assert printed["cost_of_sales"] == 60
    assert printed["administrative_expenses"] == 10


def test_lines_that_are_never_gains_decide_what_brackets_mean() -> None:
    """Three small losses without brackets are gains where the cost of sales has them."""
    printed = facts(
        ("Revenue", "100"), ("Cost of sales", "(60)"), ("Impairment losses on financial assets, net", "7"), ("Finance costs", "2"),
        ("Other expenses", "1"), basis="IFRS",
    )  # fmt: skip
    assert (printed["cost_of_sales"], printed["credit_impairment_losses"], printed["finance_costs"]) == (60, -7, -2)


def test_a_gain_among_costs_in_brackets_is_a_negative_cost() -> None:
    printed = facts(
        ("Revenue", "100"), ("Cost of sales", "(60)"), ("Administrative expenses", "(10)"),
        ("Impairment losses on financial assets, net", "7"), basis="IFRS",
    )  # fmt: skip
    assert printed["credit_impairment_losses"] == -7


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("信用减值损失（损失以“-”号填列）", "-55.5")], "55.5"),
        ([("加：其他收益", "1"), ("信用减值损失", "-55.5")], "55.5"),
        ([("减：营业成本", "1"), ("资产减值损失", "55.5")], "55.5"),
        ([("减：营业成本", "1"), ("资产减值损失", "-2.5")], "-2.5"),
    ],
    ids=["the label says so", "in the block of 加", "in the block of 减", "a reversal"],
)
def test_signs_of_impairments(rows: list[tuple[str, str]], expected: str) -> None:
    printed = facts(*rows)
    assert next(value for name, value in printed.items() if "impairment" in name) == Decimal(expected)


def test_a_tax_credit_is_negative() -> None:
    assert facts(("减：所得税费用", "-190,856.57"))["income_tax_expense"] == Decimal("-190856.57")
    assert (
        facts(("Cost of sales", "(5)"), ("Administrative expenses", "(5)"), ("Income tax", "(3)"), basis="IFRS")["income_tax_expense"] == 3
    )


def test_rows_without_a_concept_keep_their_printed_sign() -> None:
    assert facts(("其中：利息费用", "-5"))["其中：利息费用"] == -5


@pytest.mark.parametrize(
    ("label", "text", "concept", "value", "measure"),
    [
        ("基本每股收益（元）", "0.74", "basic_eps", "0.74", "CNY/share"),
        ("Basic (RMB cents)", "12.5", "basic_eps", "0.125", "CNY/share"),
        ("Basic (RMB per share)", "(0.15)", "basic_eps", "-0.15", "CNY/share"),
    ],
)
def test_earnings_per_share_and_their_own_unit(label: str, text: str, concept: str, value: str, measure: str) -> None:
    thousands = (Head(), Head("2024", FY2024, Unit("CNY", Decimal(1000), "RMB’000"), "", "amount"))
    basis = "CAS" if "每股" in label else "IFRS"
    rows = [
        row
        for row in read(("Loss for the year", "(5)"), ("Loss per share", None), (label, text), basis=basis, wraps=True)
        if text in row.cells[0].text
    ]
    found = list(rows_to_facts(rows, thousands, lambda cell: Source("acme", 5, "", cell.bbox, cell.text), basis))
    assert [(fact.concept, fact.value, fact.measure) for fact in found] == [(concept, Decimal(value), measure)]


@pytest.mark.parametrize(
    ("label", "expected"), [("净利润（万元）", ("CNY", 10000)), ("净利润", ("CNY", 1)), ("净利润（合并）", ("CNY", 1))]
)
def test_a_label_with_its_own_unit(label: str, expected: tuple[str, int]) -> None:
    unit = label_unit(label, YUAN)
    assert unit is not None
    assert (unit.measure, unit.scale) == expected


@pytest.mark.parametrize("text", ["N/A", "不适用", "225.467.28", ""])
def test_what_is_no_figure_gives_no_fact(text: str) -> None:
    """002255 p.163 prints 225.467.28."""
    assert facts(("营业外收入", "1"), ("其中：非流动资产处置损失", text)) == {"non_operating_income": 1}


def fact_of(*rows: Sequence[str | None]) -> Fact:
    return next(iter(rows_to_facts(read(*rows), HEADS, lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text), "CAS")))


def test_a_dash_is_a_nil_with_the_dash_in_print() -> None:
    fact = fact_of(("加：公允价值变动收益", "-"))
    assert (fact.value, fact.step, fact.source.text) == (0, 0, "-")
    assert facts(("基本每股收益", "-")) == {}


def test_a_row_of_which_is_marked() -> None:
    assert fact_of(("其中：利息费用", "5")).of_which == "其中"


@pytest.mark.parametrize(
    ("heading", "row", "concept", "value"),
    [
        ("本公司擁有人應佔虧損的每股虧損（以每股人民幣元列示）", "每股基本及攤薄虧損", "basic_eps", "-1.43"),
        ("本公司權益持有人應佔溢利的每股盈利（以每股港仙列示）", "— 攤薄", "diluted_eps", "-0.0143"),
        ("Loss per share for loss attributable to owners of the Company (expressed in RMB per share)",
         "Basic and diluted loss per share (RMB)", "basic_eps", "-1.43"),
    ],
)  # fmt: skip
def test_a_result_per_share_under_the_line_that_names_it(heading: str, row: str, concept: str, value: str) -> None:
    printed = facts(("年內虧損", "(5)"), (heading, None), (row, "(1.43)"), basis="IFRS", wraps=True)
    assert printed[concept] == Decimal(value)


@pytest.mark.parametrize("label", ["Basic and diluted — for profit for the year/period", "Basic, for the results of the year", "Basic"])
def test_the_cents_of_the_heading_hold_for_results_per_share_of_any_wording(label: str) -> None:
    heading = (("EARNINGS PER SHARE ATTRIBUTABLE TO EQUITY HOLDERS", None), ("(US cents per share)", None))
    (*_, row) = read(("PROFIT FOR THE YEAR", "35,401"), *heading, (label, "1.73"), basis="IFRS", wraps=True)
    printed = facts(("PROFIT FOR THE YEAR", "35,401"), *heading, (label, "1.73"), basis="IFRS", wraps=True)
    assert printed.get("basic_eps") == (Decimal("0.0173") if row.concepts else None)


@pytest.mark.parametrize("text", ["八、未分配利润", "（一）基本每股收益", "加：其他业务利润"])
def test_a_numbered_row_never_ends_a_label(text: str) -> None:
    assert not continues_label(["转作股本的普通股股利及其他分配"], text)


def test_a_chinese_label_that_stops_before_its_column_ends_is_a_row_of_its_own() -> None:
    assert continues_label(["归属于母公司所有者的其他综合"], "收益的税后净额", full=True)
    assert not continues_label(["提取职工奖励及福利基金"], "应付普通股股利", full=False)


def test_a_line_that_cannot_be_whole_belongs_to_the_next() -> None:
    """來自持續經營業務的 over 年內溢利: the rest alone would be the profit."""
    rows = read(
        ("來自持續經營業務的", None), ("年內溢利", "24"), ("本公司擁有人應佔年內溢利及全面收益總額", "22"), basis="IFRS", wraps=True
    )
    assert [(row.label, row.concepts) for row in rows] == [
        ("來自持續經營業務的年內溢利", ()),
        ("本公司擁有人應佔年內溢利及全面收益總額", ("profit_attributable_to_owners", "profit", "total_comprehensive_income")),
    ]


def test_the_owners_share_of_some_operations_is_not_their_share() -> None:
    rows = read(
        ("Profit for the year", "60"), ("Profit for the year attributable to owners of the Company", None),
        ("– from continuing operations", "52"), ("– from discontinued operation", "4"),
        ("Profit for the year attributable to owners of the Company", "56"), basis="IFRS", wraps=True,
    )  # fmt: skip
    assert [(row.concepts, row.cells[0].text) for row in rows if "profit_attributable_to_owners" in row.concepts] == [
        (("profit_attributable_to_owners",), "56")
    ]


def test_the_number_of_a_note_is_no_label() -> None:
    """Old statements centre the figures between the lines of a wrapped label, with the note's number beside them."""
    lines = [("加：其他业务利润（亏损以“－”", None), (None, "五.28", "2,806,807.56"), ("号填列）", None)]
    cells = [
        tuple(
            Cell(text, 5, (100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 10), row, col)
            for col, text in enumerate(line)
            if text is not None
        )
        for row, line in enumerate(lines)
    ]
    heads = (Head(), Head(), HEADS[1])
    rows = section_to_rows(Section(heads, tuple(cells)), Vocabulary("PRC GAAP"), True)
    assert [row.label for row in rows] == ["加：其他业务利润（亏损以“－”号填列）"]


def test_a_balance_at_a_date_gives_no_fact() -> None:
    heads = (Head(), Head("於12月31日", Period(date(2024, 12, 31)), YUAN, "", "amount"))
    rows = read(("Revenue", "100"), basis="IFRS")
    assert list(rows_to_facts(rows, heads, lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text), "IFRS")) == []


def test_the_second_page_of_a_statement_has_the_signs_of_the_first() -> None:
    """Its only cost may be the tax, which says nothing of the others."""
    first, second = read(("Cost of sales", "(60)"), basis="IFRS"), read(("Income tax expense", "(4)"), basis="IFRS")
    in_brackets = costs_in_brackets((first, HEADS), (second, HEADS))
    (tax,) = rows_to_facts(second, HEADS, lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text), "IFRS", in_brackets)
    assert tax.value == 4


def test_associates_stand_for_joint_ventures_that_come_first() -> None:
    heads = (Head(), HEADS[1], Head("2023年度", Period.ending(date(2023, 12, 31), 12), YUAN, "", "amount"))
    part = section(("應佔合營公司業績", "–", "5"), ("應佔聯營公司業績", "3", "4"), heads=heads)
    rows = section_to_rows(part, Vocabulary("IFRS"), True)
    assert [(row.concepts, [cell.text for cell in row.cells]) for row in rows] == [
        ((), ["5"]), (("share_of_results_of_associates",), ["3", "4"]),
    ]  # fmt: skip


@pytest.mark.parametrize("band", ["（一）按经营持续性分类", "DISCONTINUED OPERATION", "已終止經營業務"])
def test_the_name_of_a_part_of_the_statement_is_no_beginning_of_a_label(band: str) -> None:
    rows = read((band, None), ("Result of some operations", None), ("and of others", "5"), basis="IFRS", wraps=True)
    assert [row.label for row in rows] == ["Result of some operations and of others"]


@pytest.mark.parametrize(("total", "owners"), [("10", ("profit_attributable_to_owners",)), ("12", ())])
def test_comprehensive_income_that_is_the_profit_has_its_owners(total: str, owners: tuple[str, ...]) -> None:
    rows = read(
        ("Profit for the year", "10"), ("Total comprehensive income for the year", total), ("Attributable to:", None),
        ("Owners of the parent", "9"), basis="IFRS", wraps=True,
    )  # fmt: skip
    assert rows[-1].concepts == owners


@pytest.mark.parametrize(
    ("items", "concepts"),
    [
        ([("Exchange differences", "(2)")], ("other_comprehensive_income",)),
        ([("Exchange differences", "(3)")], ()),
        ([("Exchange differences", "(3)"), ("Gain on hedges", "1")], ()),
    ],
)
def test_a_single_item_that_makes_comprehensive_income_of_the_profit_is_the_other(
    items: list[tuple[str, str]], concepts: tuple[str, ...]
) -> None:
    rows = read(("Profit for the year", "10"), *items, ("Total comprehensive income for the year", "8"), basis="IFRS", wraps=True)
    assert rows[1].concepts == concepts


def test_the_rest_of_a_label_stands_below_its_figures() -> None:
    rows = read(
        ("Other comprehensive income for", "(78)"),
        ("the period", None),
        ("Total comprehensive income for", "3,868"),
        ("the period", None),
        basis="IFRS",
        wraps=True,
    )
    assert [(row.label, row.concepts) for row in rows] == [
        ("Other comprehensive income for the period", ("other_comprehensive_income",)),
        ("Total comprehensive income for the period", ("total_comprehensive_income",)),
    ]


def test_the_end_of_an_item_of_comprehensive_income_is_not_its_total() -> None:
    rows = read(
        ("Profit for the year", "9,000"),
        ("Changes in the fair value of", None),
        ("financial assets at fair value through", None),
        ("other comprehensive income, net of", None),
        ("tax", "(2,218)"),
        ("Total other comprehensive income/", None),
        ("(expense) for the year, net of tax", "2,219"),
        basis="IFRS",
        wraps=True,
    )
    assert [row.concepts for row in rows] == [("profit",), (), ("other_comprehensive_income",)]


def test_a_colon_in_an_open_bracket_ends_no_label() -> None:
    found = facts(("Earnings per Share – Basic (RMB:", None), ("Fen)", "7.34"), basis="IFRS", wraps=True)
    assert found == {"basic_eps": Decimal("0.0734")}


@pytest.mark.parametrize("note", ["四(50)、十八(4)", "(五)39,(十七)5", "四(52)(a)", "五、40"])
def test_numbers_of_notes_by_chapters_are_no_label(note: str) -> None:
    """顺丰 2025 p.159, 青岛啤酒 2025 p.72."""
    cells = [
        tuple(Cell(text, 5, (100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 10), row, col) for col, text in enumerate(line))
        for row, line in enumerate([("投资收益", note, "1,468,461"), ("加：营业外收入", note, "386,539")])
    ]
    for words in ("附注", ""):
        heads = (Head(), Head(words), HEADS[1])
        rows = section_to_rows(Section(heads, tuple(cells)), Vocabulary("CAS"), False)
        assert [row.concepts for row in rows] == [("investment_income",), ("non_operating_income",)]


def test_the_cost_of_sales_is_no_selling_expense_where_the_line_stands_again() -> None:
    """國民技術 2701: 銷售成本 over －貨品及服務 / 銷售成本, whose figures are its part."""
    lines = (("銷售成本", "(769,391)"), ("－貨品及服務", None), ("銷售成本", "(751,676)"), ("銷售開支", "(61,791)"))
    rows = read(*lines, basis="IFRS", wraps=True)
    assert [row.concepts for row in rows] == [("cost_of_sales",), (), ("selling_expenses",)]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("年 ╱ 期內（損失）╱利潤", "profit"),
        ("營業（虧損）╱ 利潤", "operating_profit"),
        ("經調整淨（損失）╱ 利潤（非國際財務報告準則計量）", "adjusted_profit"),
        ("調整後年度 ╱ 期間淨虧損或利潤（非國際財務報告準則計量指標）", "adjusted_profit"),
        ("經調整淨利潤或虧損（非香港財務報告準則財務計量）", "adjusted_profit"),
    ],
)
def test_wordings_of_results_in_prospectuses_of_2026(label: str, concept: str) -> None:
    assert Vocabulary("IFRS").matches(label_key(label)) == (concept,)
