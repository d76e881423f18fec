"""Heads set so close that they touch, units below them, and rows and columns that speak of something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_words import concept_of, is_word, measures_in, says
from tests.unit.topics.test_volumes_layouts import figures, table

BOTTLES = "The following table sets forth the number of bottles sold and the average selling price per bottle by product:"


def test_lines_of_heads_that_touch_are_told_by_those_that_do_not() -> None:
    raw = table(
        [
            [("2014", 1, 2), ("2015", 3, 2), ("2016", 5, 2)],
            [("Average", 2), ("Average", 4), ("Average", 6)],
            [("Number of", 1), ("selling price", 2), ("Number of", 3), ("selling price", 4), ("Number of", 5), ("selling price", 6)],
            [("bottles sold", 1), ("per bottle bottles sold", 2, 2), ("per bottle bottles sold", 4, 2), ("per bottle", 6)],
            [("HK$", 2), ("HK$", 4), ("HK$", 6)],
            [("Red wine", 0), ("31,244", 1), ("1,870", 2), ("52,810", 3), ("2,308", 4), ("60,001", 5), ("2,396", 6)],
            [("Spirits", 0), ("312", 1), ("1,288", 2), ("988", 3), ("1,675", 4), ("1,164", 5), ("1,756", 6)],
        ],
        caption=BOTTLES,
        strategy="aligned",
    )
    found = {key: value for key, (value, _) in figures(raw).items()}  # typeset
    assert found["average_selling_price", "Red wine", "FY2014"] == Decimal(1870)
    assert found["average_selling_price", "Spirits", "FY2015"] == Decimal(1675)
    assert found["sales_volume", "Spirits", "FY2016"] == Decimal(1164)
    assert len(found) == 12


@pytest.mark.parametrize("unit", ["(in thousand doses, except for percentages)", "（千劑，百分比除外）"])
def test_a_unit_that_says_what_it_is_not_for_holds_for_all_columns(unit: str) -> None:
    raw = table(
        [
            [("2019", 1, 3), ("2020", 4, 3)],
            [("Capacity", 1), ("Output", 2), ("Util. rate", 3), ("Capacity", 4), ("Output", 5), ("Util. rate", 6)],
            [(unit, 2, 4)],
            [("Dalian facility", 0), ("20,000", 1), ("13,412", 2), ("67.1%", 3), ("20,000", 4), ("16,220", 5), ("81.1%", 6)],
            [("Ningbo facility", 0), ("8,000", 1), ("5,207", 2), ("65.1%", 3), ("12,000", 4), ("9,944", 5), ("82.9%", 6)],
        ],
        caption="The table below sets forth the capacity, output and utilization rate of our manufacturing facilities:",
        strategy="aligned",
    )
    found = {key: value for key, (value, _) in figures(raw).items()}  # typeset
    assert found["production_capacity", "Dalian facility", "FY2019"] == Decimal(20_000_000)
    assert found["production_volume", "Ningbo facility", "FY2020"] == Decimal(9_944_000)
    assert found["capacity_utilization", "Dalian facility", "FY2020"] == Decimal("0.811")
    assert len(found) == 12


def test_operating_data_of_a_production_segment() -> None:
    raw = table(
        [
            [("2014", 1), ("2015", 2)],
            [("Annual hog production capacity (thousand heads)", 0), ("1,690", 1), ("2,110", 2)],
            [("Sales volume of finished hogs (thousand heads)", 0), ("988", 1), ("1,204", 2)],
            [("Average weight per head (kg)", 0), ("110.2", 1), ("111.6", 2)],
            [("Average selling price of finished hogs (RMB/kg)", 0), ("13.06", 1), ("15.37", 2)],
        ],
        caption="The following table sets forth certain operating data of our hog production segment:",
        strategy="aligned",
    )
    assert figures(raw) == {  # typeset: the segment is no output of which the other rows could be
        ("sales_volume", "finished hogs", "FY2014"): (Decimal(988_000), "heads"),
        ("sales_volume", "finished hogs", "FY2015"): (Decimal(1_204_000), "heads"),
        ("average_selling_price", "finished hogs", "FY2014"): (Decimal("13.06"), "CNY/kg"),
        ("average_selling_price", "finished hogs", "FY2015"): (Decimal("15.37"), "CNY/kg"),
    }


@pytest.mark.parametrize("head", ["Commencement", "Year of commencement", "Date of completion"])
def test_the_year_in_which_a_plant_began_is_no_period(head: str) -> None:
    raw = table(
        [
            [("Location", 0), (head, 1), ("Production capacity (tonnes)", 2), ("Ownership", 3)],
            [("Dongtai", 0), ("2011", 1), ("1,500", 2), ("Owned", 3)],
            [("Wuhan", 0), ("2010", 1), ("500", 2), ("Owned", 3)],
        ],
        caption="The following table sets forth details of our production facilities:",
        strategy="aligned",
    )
    assert figures(raw) == {}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Util. rate (%)", "capacity_utilization"),
        ("年／期內屠宰產能(頭)", "production_capacity"),
        ("實際屠宰量(頭)", "production_volume"),
        ("宰殺量", "production_volume"),
    ],
)
def test_words_of_plants(text: str, concept: str) -> None:
    assert concept_of(text) == concept


def test_words_that_run_over_the_border_of_two_words() -> None:
    assert not says("reject_lead", "按應用劃分的激光雷達產品的銷量及平均單價")  # 達產 is none of its words
    assert says("reject_lead", "項目達產後的年產量")
    assert not says("forecast_row", "激光雷達產品")
    assert measures_in("operating data of our hog production segment") == ()
    assert is_word("describes", "Commencement")
    assert is_word("describes", "投產年份")


PRODUCTS = [[("Clinker (tonnes)", 0), ("620", 1), ("479", 2)], [("Cement (tonnes)", 0), ("780", 1), ("630", 2)]]


@pytest.mark.parametrize(
    ("lead", "concept"),
    [
        ("The following table sets forth our production capacity by product:", "production_capacity"),
        ("The following table sets forth the annual designed production capacity of our products:", "production_capacity"),
        ("The following table sets forth our production volume by product:", "production_volume"),
        ("下表載列我們按產品劃分的年產能：", "production_capacity"),
    ],
)
def test_the_words_above_tell_the_measure(lead: str, concept: str) -> None:
    raw = table([[("2022", 1), ("2023", 2)], *PRODUCTS], caption=lead, strategy="aligned")
    found = figures(raw)
    assert {name for name, _, _ in found} == {concept}  # a production capacity is no production
    assert found[concept, "Cement", "FY2023"] == (Decimal(630), "tonnes")
    assert len(found) == 4


@pytest.mark.parametrize(
    "label",
    [
        *("Average daily output per line (tonnes)", "Average weight (kg)", "Annual clinker production capacity (tonnes)"),
        *("Recovery rate (tonnes)", "平均日產（噸）", "回收率（噸）", "Operating days (tonnes)"),
    ],
)
def test_rows_of_other_measures_are_not_what_the_words_above_tell(label: str) -> None:
    lead = "The following table sets forth our production volume by product:"
    found = figures(table([[("2022", 1), ("2023", 2)], *PRODUCTS, [(label, 0), ("7", 1), ("6", 2)]], caption=lead, strategy="aligned"))
    assert {member for concept, member, _ in found if concept == "production_volume"} == {"Clinker", "Cement"}
    assert len(found) == 4
