"""The forms of sentence that give figures of a line, as printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.concepts import Vocabulary
from analyzer.model import Fact, Period, Source
from analyzer.topics.agreement import agree
from analyzer.topics.income_names import LineNames, margin_of, signed
from analyzer.topics.income_prose import ENOUGH, Place, Statement, choose_places, readings_of
from analyzer.topics.income_sentences import find_first, find_spoken
from analyzer.topics.income_spoken import Spoken


def said(text: str, basis: str = "IFRS") -> list[tuple[str, str, str]]:
    """Concept, period and printed figure of what the sentence gives."""
    return [(item.concept, item.when, text[item.start : item.stop]) for item in find_spoken(text, LineNames(Vocabulary(basis)).concept_of)]


def pairs(text: str, basis: str = "IFRS") -> list[tuple[str, str]]:
    return [(when, figure) for _, when, figure in said(text, basis)]


@pytest.mark.parametrize(
    ("text", "concept", "expected"),
    [
        (  # giantec p.270
            "In 2023, 2024 and for the nine months ended September 30, 2024 and "
            "2025, our finance costs were RMB0.4 million, RMB0.3 million, "
            "RMB0.3 million and RMB0.2 million, respectively.",
            "finance_costs",
            [("FY2023", "RMB0.4 million"), ("FY2024", "RMB0.3 million"), ("9M2024", "RMB0.3 million"), ("9M2025", "RMB0.2 million")],
        ),
        (  # zhenro p.298
            "In 2017, 2018 and 2019, our net finance costs amounted to RMB39,000, RMB52,000 and RMB3.0 million, respectively.",
            "finance_costs",
            [("FY2017", "RMB39,000"), ("FY2018", "RMB52,000"), ("FY2019", "RMB3.0 million")],
        ),
        (  # giantec p.266
            "In 2023 and 2024, we recorded gross profit of RMB327.7 million and RMB563.6 million, respectively.",
            "gross_profit",
            [("FY2023", "RMB327.7 million"), ("FY2024", "RMB563.6 million")],
        ),
        (  # cloudbreak p.490
            "Our finance income for the years ended 31 December 2022, 2023 and "
            "2024 were US$1.6 million, US$3.9 million and US$2.0 million, "
            "respectively.",
            "finance_income",
            [("FY2022", "US$1.6 million"), ("FY2023", "US$3.9 million"), ("FY2024", "US$2.0 million")],
        ),
        (  # zhenro p.304
            "Our administrative expenses increased by 40.7% to RMB96.5 million "
            "in 2019 from RMB68.6 million in 2018, primarily due to staff.",
            "administrative_expenses",
            [("FY2019", "RMB96.5 million"), ("FY2018", "RMB68.6 million")],
        ),
        (  # giantec p.272
            "Our revenue increased by 21.3% from RMB769.1 million for the nine "
            "months ended September 30, 2024 to RMB932.8 million for the nine "
            "months ended September 30, 2025, primarily due to demand.",
            "revenue",
            [("9M2024", "RMB769.1 million"), ("9M2025", "RMB932.8 million")],
        ),
        (  # giantec p.265
            "Our cost of sales increased from RMB347.2 million for the nine months "
            "ended September 30, 2024 to RMB375.1 million for the same "
            "period in 2025.",
            "cost_of_sales",
            [("9M2024", "RMB347.2 million"), ("9M2025", "RMB375.1 million")],
        ),
        (  # zhenro p.9
            "Our revenue increased by 67.2% from RMB272.9 million in 2017 to RMB456.3 million for 2018, and increased by 57.0% to RMB716.2 "
            "million for 2019.",
            "revenue",
            [("FY2017", "RMB272.9 million"), ("FY2018", "RMB456.3 million"), ("FY2019", "RMB716.2 million")],
        ),
        (  # cloudbreak p.479
            "Our R&D expenses increased by 79.8% from US$15.3 million in 2022 "
            "to US$27.5 million in 2023, and increased by 38.0% from 2023 to "
            "US$37.9 million in 2024, respectively, primarily due to trials.",
            "research_and_development_expenses",
            [("FY2022", "US$15.3 million"), ("FY2023", "US$27.5 million"), ("FY2024", "US$37.9 million")],
        ),
        (  # giantec p.274
            "Our revenue significantly increased by 46.2% from RMB703.5 million in 2023 to RMB1,028.3 million in 2024.",
            "revenue",
            [("FY2023", "RMB703.5 million"), ("FY2024", "RMB1,028.3 million")],
        ),
        (  # giantec p.276
            "Our profit for the year saw a marked increase by 233.8% from RMB82.7 million in 2023 to RMB276.0 million in 2024.",
            "profit",
            [("FY2023", "RMB82.7 million"), ("FY2024", "RMB276.0 million")],
        ),
        (  # cloudbreak p.494
            "Our other gains remained relatively stable at US$0.7 million and US$0.7 million in 2022 and 2023, respectively.",
            "other_gains_net",
            [("FY2022", "US$0.7 million"), ("FY2023", "US$0.7 million")],
        ),
        (  # cloudbreak p.493
            "Our revenue increased from nil in 2023 to US$10.0 million in 2024, due to a licence.",
            "revenue",
            [("FY2024", "US$10.0 million")],
        ),
        (
            "Our finance costs were nil, RMB0.3 million and RMB0.2 million in 2022, 2023 and 2024, respectively.",
            "finance_costs",
            [("FY2023", "RMB0.3 million"), ("FY2024", "RMB0.2 million")],
        ),
        (  # giantec p.276
            "We recognized income tax expenses of RMB2.0 million in 2023 and RMB22.5 million in 2024.",
            "income_tax_expense",
            [("FY2023", "RMB2.0 million"), ("FY2024", "RMB22.5 million")],
        ),
        ("We reported the loss for the year of US$99.1 million in 2024.", "profit", [("FY2024", "US$99.1 million")]),  # cloudbreak p.28
        (  # cloudbreak p.477
            "Our operating losses were US$23.0 million and US$37.2 million for the years ended 31 December 2022 and 2023, respectively.",
            "operating_profit",
            [("FY2022", "US$23.0 million"), ("FY2023", "US$37.2 million")],
        ),
    ],
)
def test_english(text: str, concept: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == [(concept, when, figure) for when, figure in expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2017, 2018 and 2019, our labor costs recorded under our cost of sales "
        "were RMB147.5 million, RMB222.5 million and RMB278.3 million, "
        "respectively.",  # zhenro p.273: a part of the line
        "Our revenue increased by RMB200.0 million in 2024.",
        "We expect that our revenue would be RMB200.0 million in 2024.",
        "Our revenue grew in 2024, primarily due to sales of chips of RMB300.0 million in 2024.",
        "Our adjusted profit for the year was RMB5.0 million and RMB6.0 million in 2023 and 2024, respectively.",
        "As of December 31, 2023 and 2024, receivables amounted to RMB5.0 million and RMB6.0 million, respectively.",
        "Our revenue was RMB703.5 million and RMB1,028.3 million in 2024, respectively.",
    ],
)
def test_english_that_gives_no_figure_of_a_line(text: str) -> None:
    assert said(text) == []


def test_what_is_said_of_a_day_has_no_period() -> None:
    """zhenro p.60: an allowance as of December 31 is no loss of the year; its figures are placed only where all agree."""
    text = (
        "As of December 31, 2017 and 2018, our impairment losses on financial "
        "assets amounted to RMB2.9 million and RMB5.0 million, respectively."
    )
    assert [(when, figure) for when, figure in pairs(text)] == [("", "RMB2.9 million"), ("", "RMB5.0 million")]


@pytest.mark.parametrize(
    ("text", "basis", "expected"),
    [
        (  # sifang p.156: a nil among the values
            "於2023年、2024年及2025年，我們的財務費用分別為人民幣0.6百萬元、人民幣0.3百萬元及零。",
            "IFRS",
            [("finance_costs", "FY2023", "人民幣0.6百萬元"), ("finance_costs", "FY2024", "人民幣0.3百萬元")],
        ),
        (  # sifang p.148: a third value, and a second subject
            "我們的收入由2023年的人民幣5,751.1百萬元增加至2024年的人民幣6,950.9百萬元及2025年的人民幣8,193.3百萬元，"
            "而淨利潤由2023年的人民幣627.9百萬元增加至2024年的人民幣715.8百萬元。",
            "IFRS",
            [
                ("revenue", "FY2023", "人民幣5,751.1百萬元"),
                ("revenue", "FY2024", "人民幣6,950.9百萬元"),
                ("revenue", "FY2025", "人民幣8,193.3百萬元"),
                ("profit", "FY2023", "人民幣627.9百萬元"),
                ("profit", "FY2024", "人民幣715.8百萬元"),
            ],
        ),
        (  # sifang p.151: the second clause shares the periods of the first
            "於2024年及2025年，我們的銷售及營銷開支分別為人民幣515.1百萬元及人民幣552.6百萬元，"
            "而行政開支則分別為人民幣374.1百萬元及人民幣362.6百萬元。",
            "IFRS",
            [
                ("selling_expenses", "FY2024", "人民幣515.1百萬元"),
                ("selling_expenses", "FY2025", "人民幣552.6百萬元"),
                ("administrative_expenses", "FY2024", "人民幣374.1百萬元"),
                ("administrative_expenses", "FY2025", "人民幣362.6百萬元"),
            ],
        ),
        (  # sifang p.159: below a heading of the same words
            "其他收入淨額其他收入淨額由2024年的人民幣203.0百萬元增加2.9%至2025年的人民幣209.0百萬元，主要是由於退稅增加人民幣11.9百萬元。",
            "IFRS",
            [("other_income", "FY2024", "人民幣203.0百萬元"), ("other_income", "FY2025", "人民幣209.0百萬元")],
        ),
        (  # sifang p.161
            "我們的年內利潤由2024年的人民幣715.8百萬元增加至2025年的人民幣828.9百萬元。",
            "IFRS",
            [("profit", "FY2024", "人民幣715.8百萬元"), ("profit", "FY2025", "人民幣828.9百萬元")],
        ),
        (  # 002375 p.28
            "公司2009年度的营业收入为24.87亿元，净利润为1.32亿元，分别比2008年度增长。",
            "CAS",
            [("revenue", "FY2009", "24.87亿元"), ("profit", "FY2009", "1.32亿元")],
        ),
        (
            "2010年公司实现营业收入64,907.81万元，同比增长46.20%；实现净利润4,998.91万元。",
            "CAS",
            [("revenue", "FY2010", "64,907.81万元"), ("profit", "FY2010", "4,998.91万元")],
        ),
        (  # 601113 p.251: a range of years
            "2008年-2010年度，发行人财务费用分别为1,225.05万元、2,341.07万元和3,230.34万元。",
            "CAS",
            [
                ("financial_expenses_net", "FY2008", "1,225.05万元"),
                ("financial_expenses_net", "FY2009", "2,341.07万元"),
                ("financial_expenses_net", "FY2010", "3,230.34万元"),
            ],
        ),
        (  # 688802 p.299: the periods of a table above are not the sentence's
            "项目2025年1-3月2024年度合计349.641,732.70报告期内，公司其他收益金额分别为1,732.70万元和349.64万元。",
            "CAS",
            [("other_income", "", "1,732.70万元"), ("other_income", "", "349.64万元")],
        ),
        ("2010年公司扣除非经常性损益后的净利润为4,000.00万元。", "CAS", []),
        ("2010年公司净利润较2009年增加1,181.05万元。", "CAS", []),
    ],
)
def test_chinese(text: str, basis: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, basis) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our gross margin increased from 46.6% in 2023 to 54.8% in 2024.", [("FY2023", "46.6%"), ("FY2024", "54.8%")]),  # giantec p.274
        (  # zhenro p.288
            "Our overall gross profit margin in 2017, 2018 and 2019 was 25.8%, 26.5% and 34.1%, respectively.",
            [("FY2017", "25.8%"), ("FY2018", "26.5%"), ("FY2019", "34.1%")],
        ),
        ("我們的毛利率由2024年的32.1%下降至2025年的29.9%。", [("FY2024", "32.1%"), ("FY2025", "29.9%")]),  # sifang p.158
        ("主营业务毛利率由2008年的32.1%下降至2009年的29.9%。", []),
    ],
)
def test_margins(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(item.when, text[item.start : item.stop]) for item in find_first(text)] == expected


def test_a_margin_of_a_part_is_another() -> None:
    assert [margin_of(label) for label in ("Our overall gross profit margin", "我們的毛利率", "gross margin of our chips")] == [
        "gross_margin",
        "gross_margin",
        "",
    ]


YEARS = tuple(Period.ending(date(year, 12, 31), 12) for year in (2008, 2009, 2010))


def line(concept: str, value: str, period: Period) -> Fact:
    origin = Source("acme", 348, "", (0, 0, 1, 1), value)
    return Fact("income_statement", concept, concept, period, Decimal(value), "CNY", Decimal(1), origin=origin)


def statement(concept: str, *values: str) -> Statement:
    lines = {(concept, period): line(concept, value, period) for period, value in zip(YEARS, values, strict=True)}
    return Statement(lines, YEARS, {}, LineNames(Vocabulary("CAS")), "CNY", "CAS")


def read(text: str, known: Statement) -> list[tuple[str, Decimal]]:
    found = list(find_spoken(text, known.names.concept_of))
    return [(fact.period.label, fact.value) for _, fact in readings_of(found, text, known)]


PROFITS = statement("profit", "47995900", "48357500", "100004100")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # 002610 p.254: no period is named, all figures agree in the order of the statement's
            "报告期内，公司净利润分别为4,799.59万元，4,835.75万元及10,000.41万元，实现了较快增长。",
            [("FY2008", Decimal(47995900)), ("FY2009", Decimal(48357500)), ("FY2010", Decimal(100004100))],
        ),
        (
            "报告期内，公司净利润分别为10,000.41万元、4,835.75万元和4,799.59万元。",
            [("FY2010", Decimal(100004100)), ("FY2009", Decimal(48357500)), ("FY2008", Decimal(47995900))],
        ),
        ("报告期内，公司净利润分别为4,799.59万元、4,853.75万元及10,000.41万元。", []),
        ("2010年公司净利润为10,000.41万元。", [("FY2010", Decimal(100004100))]),
        ("2010年公司净利润为10,041.41万元。", []),
    ],
    ids=["in order", "latest first", "one disagrees", "one figure", "one figure that disagrees"],
)
def test_a_doubtful_period_is_taken_only_where_the_figures_agree(text: str, expected: list[tuple[str, Decimal]]) -> None:
    assert read(text, PROFITS) == expected


def test_a_part_of_the_line_that_agrees_once_contradicts_nothing() -> None:
    text = "2009年和2010年，支架产品的净利润分别为4,835.75万元和9,000.00万元。"
    assert read(text, PROFITS) == [("FY2009", Decimal(48357500))]


def test_a_positive_expense_contradicts_a_negative_line() -> None:
    """sifang p.151 beside a statement whose brackets were read as minus signs."""
    wrong = statement("selling_expenses", "-478918000", "-515100000", "-552600000")
    text = "2008年和2009年，销售费用分别为人民币478.918百万元和人民币515.1百万元。"
    assert read(text, wrong) == [("FY2008", Decimal(478918000)), ("FY2009", Decimal(515100000))]
    assert not agree(
        wrong.lines["selling_expenses", YEARS[0]], replace(wrong.lines["selling_expenses", YEARS[0]], value=Decimal(478918000))
    )


@pytest.mark.parametrize(
    ("label", "concept", "line_value", "expected"),
    [
        ("our selling expenses", "selling_expenses", -5, (5, True)),
        ("our income tax credit", "income_tax_expense", -5, (-5, False)),
        ("our loss before income tax", "profit_before_tax", 5, (-5, True)),
        ("our net profit", "profit", -5, (5, True)),
        ("our profit/(loss) for the year", "profit", -5, (-5, False)),
        ("我們的年內虧損", "profit", 5, (-5, True)),
        ("净利润", "profit", -5, (5, True)),
        ("our other income and losses", "other_income", -5, (-5, False)),
        ("信用减值损失", "credit_impairment_losses", -5, (-5, False)),
        ("our revenue", "revenue", 5, (5, False)),
    ],
)
def test_the_sign_that_the_words_tell(label: str, concept: str, line_value: int, expected: tuple[int, bool]) -> None:
    assert signed(Decimal(5), Spoken(label, 0, 1, ""), concept, Decimal(line_value)) == expected


def test_losses_of_are_negative() -> None:
    """cloudbreak p.491."""
    text = (
        "Our change in fair value of financial liabilities were losses of US$45.3 million and US$95.8 million for the years ended "
        "31 December 2022 and 2023, respectively."
    )
    found = list(find_spoken(text, LineNames(Vocabulary("IFRS")).concept_of))
    assert [(item.concept, item.when, item.loss) for item in found] == [
        ("fair_value_gains", "FY2022", True),
        ("fair_value_gains", "FY2023", True),
    ]
    assert signed(Decimal(45), found[0], "fair_value_gains", Decimal(1)) == (Decimal(-45), True)


def test_pages_that_repeat_what_enough_others_say_are_not_laid_out() -> None:
    fact = PROFITS.lines["profit", YEARS[0]]
    found = {Place(page, False): [fact] for page in range(1, 9)}
    assert [place.page for place in choose_places(found, PROFITS)] == list(range(1, ENOUGH + 1))
    found[Place(9, False)] = [replace(fact, value=Decimal(1))]
    assert [place.page for place in choose_places(found, PROFITS)] == [*range(1, ENOUGH), 9]
