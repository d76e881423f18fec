"""Wordings of measures and units that Hong Kong filings print, and the sentences and pages they stand in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.read.periods import find_periods
from analyzer.read.units import find_units
from analyzer.topics.volumes_pages import candidate_pages, is_introduction, is_prose_page, is_table_line
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_prose import read_sentences
from analyzer.topics.volumes_units import unknown_unit
from analyzer.topics.volumes_words import concept_of, split_measure
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

TRIPLES = "The following table sets forth the capacity, output and utilisation rate of our plants:"


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Estimated maximum output", "production_capacity"),
        ("Nameplate capacity", "production_capacity"),
        ("設計年產量", "production_capacity"),
        ("估計最高產能", "production_capacity"),
        ("加工能力", "production_capacity"),
        ("Total available machine hours", "production_capacity"),
        ("Actual volume", "production_volume"),
        ("Actual processing volume", "production_volume"),
        ("實際產出", "production_volume"),
        ("加工量", "production_volume"),
        ("Rate of utilisation", "capacity_utilization"),
        ("Usage rate", "capacity_utilization"),
        ("概約使用率", "capacity_utilization"),
        ("稼動率", "capacity_utilization"),
        ("已售出單位數目", "sales_volume"),
        ("付運量", "sales_volume"),
        ("Tonnage sold", "sales_volume"),
        ("Average realised price", "average_selling_price"),
        ("投入產出", ""),
        ("Number of production lines", "ignored"),
        ("Number of units sold", "sales_volume"),
    ],
)
def test_words_of_measures(text: str, concept: str) -> None:
    assert concept_of(text) == concept


def test_words_that_are_a_measure_only_alone_name_no_product() -> None:
    assert split_measure("委托加工量") == ("", "")
    assert split_measure("投入产出") == ("", "")


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("(kt)", "t", 1000),
        ("(’000 m³)", "m³", 1000),
        ("(’000 m)", "m", 1000),
        ("（千單位）", "單位", 1000),
        ("（公噸）", "公噸", 1),
        ("(sq. m)", "sq. m", 1),
        ("(million core-km)", "core-km", 10**6),
        ("(mm units)", "units", 10**6),
        ("US cents", "USD", Decimal("0.01")),
        ("HK cents per unit", "HKD/unit", Decimal("0.01")),
        ("(HK$m)", "HKD", 10**6),
        ("RMB mm", "CNY", 10**6),
    ],
)
def test_units(text: str, measure: str, scale: int | Decimal) -> None:
    assert [(unit.measure, unit.scale) for unit in find_units(text)] == [(measure, scale)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(’000 widgets)", ("widgets", 1000)),
        ("(hatchlings)", ("hatchlings", 1)),
        ("產量（千杯）", ("杯", 1000)),
        ("（棵）", ("棵", 1)),
        ("(’000)", ("units", 1000)),
        ("’000", ("units", 1000)),
        ("(unaudited)", None),
        ("(approximately)", None),
        ("(domestic sales)", None),
        ("(in-house)", None),
        ("（附註）", None),
        ("（概約）", None),
        ("（不含稅）", None),
        ("（內銷）", None),
        ("（直營）", None),
        ("（香港）", None),
        ("(distributors)", None),
        ("(per annum)", None),
        ("widgets", None),
        ("(thousands)", None),
    ],
)
def test_a_word_in_brackets_is_a_unit_where_it_counts(text: str, unit: tuple[str, int] | None) -> None:
    found = unknown_unit(text)
    assert (found and (found.measure, found.scale)) == (unit and (unit[0], Decimal(unit[1])))


def triples(heads: tuple[str, str, str], units: tuple[str, str, str]) -> dict[tuple[str, str, str], tuple[Decimal, str]]:
    return figures(
        table(
            [
                [("FY2016", 1, 3)],
                [(text, column) for column, text in enumerate(heads, 1)],
                [(text, column) for column, text in enumerate(units, 1)],
                [("Plant A", 0), ("500", 1), ("400", 2), ("80.0", 3)],
                [("Total", 0), ("500", 1), ("400", 2), ("80.0", 3)],
            ],
            caption=TRIPLES,
            strategy="aligned",
        )
    )


@pytest.mark.parametrize("unit", ["(’000 widgets)", "（千杯）", "(’000 ampoules)"])
def test_the_word_below_a_measure_is_its_unit_and_no_name(unit: str) -> None:
    found = triples(("Estimated production capacity", "Actual volume", "Usage rate"), (unit, unit, "(%)"))
    assert {key: value for key, (value, _) in found.items()} == {
        ("production_capacity", "Plant A", "FY2016"): 500000,
        ("production_volume", "Plant A", "FY2016"): 400000,
        ("capacity_utilization", "Plant A", "FY2016"): Decimal("0.8"),
        ("production_capacity", "", "FY2016"): 500000,
        ("production_volume", "", "FY2016"): 400000,
        ("capacity_utilization", "", "FY2016"): Decimal("0.8"),
    }


def test_machine_hours_count_themselves() -> None:
    found = triples(("Total available machine hours", "Actual operating machine hours", "Utilisation rate"), ("", "", "(%)"))
    assert found["production_capacity", "Plant A", "FY2016"] == (Decimal(500), "machine hours")
    assert found["production_volume", "Plant A", "FY2016"] == (Decimal(400), "machine hours")


def test_actual_volume_beside_no_capacity_is_none() -> None:
    raw = table([[("Committed volume", 1), ("Actual volume", 2)], [("2016", 0), ("500", 1), ("400", 2)]], caption="(tonnes)")
    assert not [reading for reading in outcome(raw).readings if reading.concept == "production_volume"]


@pytest.mark.parametrize(("text", "period"), [("FY2016", "FY2016"), ("FY16", "FY2016"), ("FY15/16", "FY2016"), ("二零一六財年", "FY2016")])
def test_heads_of_financial_years(text: str, period: str) -> None:
    assert only_period_words(text)
    assert [found.label for found, _, _ in find_periods(text)] == [period]


def test_a_measure_that_begins_with_year_does_not_run_into_the_year_above() -> None:
    raw = table([[("2016年", 1, 2)], [("年產能（噸）", 1), ("年產量（噸）", 2)], [("甲產品", 0), ("500", 1), ("400", 2)]])
    assert figures(raw) == {
        ("production_capacity", "甲產品", "FY2016"): (Decimal(500), "噸"),
        ("production_volume", "甲產品", "FY2016"): (Decimal(400), "噸"),
    }


@pytest.mark.parametrize(
    ("line", "below", "opens"),
    [
        ("The table below sets out details of our effective production capacity and production volume", "", True),
        ("Set out below are the details of our", "production capacity and utilization for the years indicated:", True),
        ("下表載列於所示期間按產品劃分的收入、銷量及平均售價：", "", True),
        ("The following table sets forth our remuneration:", "Directors act in their capacity as members of the board.", False),
        ("Our production capacity grew, as did our revenue.", "", False),
    ],
)
def test_introductions_open_a_page(line: str, below: str, opens: bool) -> None:
    assert is_introduction(line, below) == opens
    page = f"{line}\n{below}\n2022 2023\nA 11,111 22,222 33,333 44,444"
    assert candidate_pages([page, "1234567890 1234567890 12345"]) == ([1] if opens else [])


def test_a_row_with_leader_dots_opens_a_page_and_a_line_of_the_contents_does_not() -> None:
    assert is_table_line("Production volume (GWh) ........................ 1.8 9.1 26.8 15.4")
    assert is_table_line("銷量（噸） ........................ 3,210 3,595")
    assert not is_table_line("Production capacity ........................ 123")


def test_a_goal_is_no_capacity() -> None:
    for text in (
        "We plan to increase our production capacity of tablets to 2,000 million tablets by 2023.",
        "We expect our production capacity of vials to be 40 million vials in 2023.",
        "Upon completion, our production capacity will be 180,000 tonnes in 2023.",
    ):
        assert read_sentences(text, (12, 31), {"": ""}, None) == []


def brief(text: str) -> list[tuple[str, str, str, Decimal, str]]:
    found = read_sentences(text, (12, 31), {"": ""}, None)
    return [(r.concept, r.member, r.period.label, r.amount.value, r.unit.measure) for r in found]


def test_the_second_product_of_a_sentence() -> None:
    text = (
        "For the years ended 31 December 2015 and 2016, we sold 61,240 tonnes and 70,385 tonnes of aqua feed, respectively, "
        "and 15,802 tonnes and 16,410 tonnes of livestock feed, respectively."
    )
    assert brief(text) == [
        ("sales_volume", "aqua feed", "FY2015", 61240, "tonnes"),
        ("sales_volume", "aqua feed", "FY2016", 70385, "tonnes"),
        ("sales_volume", "livestock feed", "FY2015", 15802, "tonnes"),
        ("sales_volume", "livestock feed", "FY2016", 16410, "tonnes"),
    ]


def test_a_rate_of_approximately_has_no_product() -> None:
    text = "Our utilisation rate of approximately 80.9% and 90.8% was recorded in 2015 and 2016."
    assert [row[1:3] for row in brief(text)] == [("", "FY2015"), ("", "FY2016")]


@pytest.mark.parametrize(
    ("prices", "measure"),
    [
        ("每瓦時人民幣1.32元及每瓦時人民幣1.08元", "CNY/瓦時"),
        ("人民幣1.32元／瓦時及人民幣1.08元／瓦時", "CNY/瓦時"),
        ("人民幣1.32元及人民幣1.08元", "CNY"),
    ],
)
def test_money_before_the_figure(prices: str, measure: str) -> None:
    text = f"於2022年及2023年，我們的電池系統平均售價分別為{prices}。"
    assert is_prose_page(text)
    assert brief(text) == [
        ("average_selling_price", "電池系統", "FY2022", Decimal("1.32"), measure),
        ("average_selling_price", "電池系統", "FY2023", Decimal("1.08"), measure),
    ]


def test_prices_in_two_moneys_are_left_out() -> None:
    assert brief("於2022年及2023年，我們的電池系統平均售價分別為人民幣1.32元及1.08美元。") == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The average selling price of our toys was about HK$12.5 and HK$13.1 per unit in 2016 and 2017, respectively.", "HKD/unit"),
        ("Our average selling price per unit was HK$12.5 and HK$13.1 in 2016 and 2017, respectively.", "HKD/unit"),
        ("Our average selling price was HK$12.5 and HK$13.1 in 2016 and 2017, respectively.", "HKD"),
    ],
)
def test_prices_whose_piece_stands_once_or_nowhere(text: str, measure: str) -> None:
    assert [row[2:] for row in brief(text)] == [("FY2016", Decimal("12.5"), measure), ("FY2017", Decimal("13.1"), measure)]


@pytest.mark.parametrize(
    "text",
    [
        "The average selling price of our raw materials was RMB12.1 per kg and RMB13.0 per kg in 2016 and 2017, respectively.",
        "If our utilisation rate was 100% in 2023, our costs would have been lower.",
        "Our average selling price was RMB12.1 million in 2016.",
    ],
)
def test_sentences_that_tell_no_volume_of_the_issuer(text: str) -> None:
    assert brief(text) == []
