"""Periods over the columns of five-largest tables: heads over runs of years, bare percents, columns that no period is certain of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.model import RawTable
from analyzer.read.periods import DECEMBER
from analyzer.topics.concentration_periods import read_period_words
from analyzer.topics.concentration_titles import heading_period
from tests.unit.topics.test_concentration_tables import read_one, table_of, values

CAPTION = "The following table sets out our revenue from our five largest customers during the Track Record Period:"
ROWS = ("Customer A | 30 | 30.0 | 20 | 20.0", "Customer B | 20 | 20.0 | 10 | 10.0", "Total | 50 | 50.0 | 30 | 30.0")


def spanning(table: RawTable, spans: dict[tuple[int, int], int]) -> RawTable:
    """The table with cells, by row and column, that stand over several columns."""
    rows = tuple(tuple(replace(cell, colspan=spans.get((cell.row, cell.col), 1)) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        (["Four months ended 31 July", "2018", "HK$'000"], "4M to 2018-07-31"),
        (["Four months ended 31", "July", "2018"], "4M to 2018-07-31"),
        (["Five-month period", "ended 31 May", "2017", "%"], "5M2017"),
        (["截至四月三十日", "止四個月", "二零一五年", "千港元"], "4M2015"),
        (["Six months ended June 30,", "2018", "% of", "total"], "6M2018"),
        (["Year ended 31 March", "2018"], "FY to 2018-03-31"),
        (["截至十二月三十一日止年度", "二零一二年", "%"], "FY2012"),
        (["2019年1-6月", "金额"], "6M2019"),
        (["2018"], "FY2018"),
    ],
)
def test_a_head_says_how_long_the_period_of_the_year_below_it_is(cells: Sequence[str], label: str) -> None:
    said = read_period_words(cells, DECEMBER)
    assert said.is_clear
    assert said.period is not None
    months, end = said.period.months, said.period.end.isoformat()
    expected = {"4M to 2018-07-31": (4, "2018-07-31"), "FY to 2018-03-31": (12, "2018-03-31")}.get(label)
    assert (months, end) == expected if expected else said.period.label == label


@pytest.mark.parametrize("cells", [["Four months ended", "2018"], ["三個月", "2019年"], ["Interim period of some months", "2018"]])
def test_a_year_under_months_without_an_end_is_no_year(cells: Sequence[str]) -> None:
    said = read_period_words(cells, DECEMBER)
    assert (said.period, said.is_clear) == (None, False)


@pytest.mark.parametrize("unit_row", ["Customer | HK$'000 | % | HK$'000 | %", "Customer | HK$'000 | (%) | HK$'000 | (%)"])
def test_an_interim_beside_a_year_each_with_a_bare_percent(unit_row: str) -> None:
    table = table_of(CAPTION, "| Year ended 31 December | | Four months ended 30 April", "| 2018 | | 2019", unit_row, *ROWS)
    spans = {(0, 1): 2, (0, 3): 2, (1, 1): 2, (1, 3): 2, (2, 1): 2, (2, 3): 2}
    facts = read_one(spanning(table, spans)).facts
    assert values(facts, "customer_revenue")["4M2019", "Customer A"] == "20000"
    assert values(facts, "customer_share") == {
        ("FY2018", "Customer A"): "0.3",
        ("FY2018", "Customer B"): "0.2",
        ("4M2019", "Customer A"): "0.2",
        ("4M2019", "Customer B"): "0.1",
    }
    assert {fact.period.label for fact in facts} == {"FY2018", "4M2019"}


def test_a_year_that_no_head_is_found_over_gives_nothing() -> None:
    """The interim's head stands over no column: which year is no year cannot be told."""
    table = table_of(
        CAPTION, "Four months ended 30 April", "| 2018 | | 2019", "Customer | HK$'000 | % of total | HK$'000 | % of total", *ROWS
    )
    assert read_one(spanning(table, {(1, 1): 2, (1, 3): 2})).facts == ()


def test_years_over_the_amounts_alone() -> None:
    table = table_of(CAPTION, "| 2018 | | 2019", "Customer | HK$'000 | % of total | HK$'000 | % of total", *ROWS)
    assert values(read_one(table).facts, "customer_share")["FY2019", "Customer A"] == "0.2"


def test_shares_under_no_period_beside_several_are_of_none() -> None:
    rows = ("Customer A | 30 | 20 | 30.0 | 20.0", "Customer B | 20 | 10 | 20.0 | 10.0")
    table = table_of(CAPTION, "| 2018 | 2019", "Customer | HK$'000 | HK$'000 | % of total | % of total", *rows)
    facts = read_one(table).facts
    assert values(facts, "customer_share") == {}
    assert len(values(facts, "customer_revenue")) == 4


def test_columns_under_nothing_but_a_year_and_a_line_with_the_unit() -> None:
    rows = ("Customer A | 3,000 | 30.0% | 2,000 | 20.0%", "Customer B | 2,000 | 20.0% | 1,000 | 10.0%")
    table = table_of(CAPTION, "| 2018 | | 2019", "| | (RMB in thousands, except percentages)", *rows)
    facts = read_one(spanning(table, {(0, 1): 2, (0, 3): 2, (1, 2): 2})).facts
    assert values(facts, "customer_revenue")["FY2018", "Customer B"] == "2000000"
    assert values(facts, "customer_share")["FY2019", "Customer B"] == "0.1"


@pytest.mark.parametrize(
    ("caption", "label"),
    [
        ("Our revenue was HK$1 million in FY2014 and 2015, respectively.\nYear ended 31 December 2014", "FY2014"),
        ("our five largest customers for the years ended 31 December 2015 and 2016.\n2016財年", "FY2016"),
        # the last line of a wrapped sentence
        ("our five largest customers for the years ended 31 December 2015 and\n2016:", ""),
        ("於截至2016年12月31日止年度及\n截至2017年12月31日止年度", ""),
    ],
)
def test_a_line_of_its_own_above_the_table_names_the_period(caption: str, label: str) -> None:
    found = heading_period(caption, DECEMBER)
    assert (found.label if found else "") == label


def test_a_party_of_other_years_is_none_of_this_one() -> None:
    """Six customers of which every year has five: a dash or N/A stands for the sixth."""
    head = ("| 2018 | | 2019", "Customer | HK$'000 | % of total | HK$'000 | % of total")
    rows = [f"Customer {name} | 10 | 5.0 | 10 | 5.0" for name in "ABCD"]
    rows += ["Customer E | 9 | 4.5 | – | –", "Customer F | N/A | N/A | 8 | 4.0"]
    table = table_of(CAPTION, *head, *rows, strategy="aligned")
    found = values(read_one(spanning(table, {(0, 1): 2, (0, 3): 2})).facts, "customer_revenue")
    assert [name for year, name in found if year == "FY2018"] == [f"Customer {name}" for name in "ABCDE"]
    assert [name for year, name in found if year == "FY2019"] == [f"Customer {name}" for name in "ABCDF"]
