"""A statement that goes on in a table of its own for its later periods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.model import RawTable
from analyzer.topics.income import read
from tests.unit.topics.test_concentration_tables import TypedPages, context, table_of

LABELS = (
    "Revenue",
    "Cost of sales",
    "Gross profit",
    "Other income",
    "Selling and distribution expenses",
    "Administrative expenses",
    "Finance costs",
    "Profit before tax",
    "Income tax expense",
    "Profit for the year",
)
CAPTION = "Consolidated Statements of Profit or Loss"
BEFORE_AND_TOTAL = "| Results before adjustments | Total"


def statement(caption: str, year: int, top: float = 0.0, labels: tuple[str, ...] = LABELS) -> RawTable:
    rows = [f"{label} | {100 + year % 100 - index},001 | {100 + year % 100 - index},000" for index, label in enumerate(labels)]
    heads = (f"| Year ended December 31, {year} | Year ended December 31, {year}", BEFORE_AND_TOTAL, "| RMB’000 | RMB’000")
    table = table_of(caption, *heads, *rows, strategy="aligned")
    left, _, right, bottom = table.bbox
    return replace(table, bbox=(left, top, right, top + bottom))


def text_of(*tables: RawTable) -> str:
    return "\n".join(cell.text for table in tables for cell in table.cells())


def revenues(first: list[RawTable], second: list[RawTable]) -> dict[str, str]:
    pages = TypedPages(
        {1: first, 2: [replace(table, pages=(2,)) for table in second]}, {1: f"{CAPTION}\n{text_of(*first)}", 2: text_of(*second)}
    )
    return {fact.period.label: str(fact.value) for fact in read(context(pages)).facts if fact.concept == "revenue"}


def test_later_periods_stand_below_and_on_the_next_page() -> None:
    """Pig farms and dairies: three columns a period, so that two periods fill the width of the page."""
    found = revenues([statement(CAPTION, 2013), statement("", 2014, 300.0)], [statement("", 2015)])
    assert found == {"FY2013": "113000000", "FY2014": "114000000", "FY2015": "115000000"}


@pytest.mark.parametrize(
    "other",
    [
        statement("Our reportable segment", 2014, 300.0),
        statement("", 2014, 300.0, (*LABELS[:4], "Staff costs", "Rent", "Freight", *LABELS[-3:])),
    ],
)
def test_another_table_is_no_later_period(other: RawTable) -> None:
    assert set(revenues([statement(CAPTION, 2013), other], [])) == {"FY2013"}


def rows_below(*rows: str) -> list[str]:
    first = statement(CAPTION, 2013)
    below = table_of("", *rows, strategy="aligned")
    shift = len(first.rows)
    moved = tuple(tuple(replace(cell, row=cell.row + shift) for cell in row) for row in below.rows)
    pages = TypedPages({1: [replace(first, rows=first.rows + moved)]}, {1: f"{CAPTION}\n{text_of(first)}"})
    return sorted({fact.label for fact in read(context(pages)).unmapped} - set(LABELS))


def test_operating_data_below_the_statement_are_no_lines_of_it() -> None:
    assert rows_below("| 2013 | 2012", "Revenue days | 25,310 | 24,106", "Vessels operated | 119.8 | 108.5") == []


def test_lines_of_the_statement_under_its_heads_once_more_stay() -> None:
    heads = ("| Year ended December 31, 2013 | Year ended December 31, 2013", BEFORE_AND_TOTAL, "| RMB’000 | RMB’000")
    assert rows_below(*heads, "Exchange differences on translation | 12 | 11") == ["Exchange differences on translation"]


def test_one_table_that_says_the_same_gives_a_statement_its_unit() -> None:
    """Beside it stand summaries of associates, which print other figures under the same words."""
    own, associate = statement(CAPTION, 2013), statement("Summarised financial information of an associate", 2013, 300.0)
    bare = replace(statement("", 2013), pages=(3,), rows=tuple(row for row in own.rows if "RMB’000" not in {cell.text for cell in row}))
    other = tuple(
        tuple(replace(cell, text=cell.text.replace(",00", ",77")) for cell in row) if any(",00" in cell.text for cell in row) else row
        for row in associate.rows
    )
    pages = TypedPages(
        {1: [own], 2: [replace(associate, pages=(2,), rows=other)], 3: [bare]},
        {1: f"{CAPTION}\n{text_of(own)}", 2: text_of(associate), 3: text_of(bare)},
    )
    assert {fact.measure for fact in read(context(pages)).facts if fact.source.page == 3 or fact.concept == "profit"} == {"CNY"}
    assert [entry.used for entry in read(context(pages)).ledger] == [True, False, True]
