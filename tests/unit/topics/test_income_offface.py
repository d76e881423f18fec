"""Figures of the income statement that stand outside its face."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from analyzer.concepts import Vocabulary
from analyzer.model import Cell, RawTable, Source
from analyzer.topics.base import FilingContext
from analyzer.topics.income_offface import table_facts

ROWS = [["项目", "2010年1-6月", "2009年度"], ["扣除非经常性损益后的净利润", "16,050,175.86", "26,309,453.30"]]
OWNERS = ["扣除非经常性损益后归属于母公司股东的净利润", "15,050,175.86", "25,309,453.30"]


def table(rows: list[list[str]]) -> RawTable:
    cells = tuple(
        tuple(Cell(text, 1, (100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 10), row, col) for col, text in enumerate(texts))
        for row, texts in enumerate(rows)
    )
    return RawTable("单位：元", "单位：元", cells, (1,), "ruled")


def context() -> FilingContext:
    found: Any = SimpleNamespace(
        attribute=lambda name: {"currency": "CNY", "basis": "CAS"}.get(name, ""),
        year_end=(12, 31),
        report_period=None,
        pages=SimpleNamespace(texts=("",)),
        cell_source=lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text),
    )
    return cast(FilingContext, found)


@pytest.mark.parametrize(
    ("alone", "rows", "labels"),
    [
        (True, ROWS, ["扣除非经常性损益后的净利润"] * 2),
        (False, ROWS, []),
        (True, [*ROWS, OWNERS], ["扣除非经常性损益后归属于母公司股东的净利润"] * 2),
    ],
)
def test_a_profit_that_does_not_say_whose_it_is(alone: bool, rows: list[list[str]], labels: list[str]) -> None:
    """002479 p.188: a company without minorities prints 扣除非经常性损益后的净利润 alone."""
    facts = table_facts(table(rows), context(), Vocabulary("CAS"), alone)
    assert [(fact.concept, fact.label) for fact in facts] == [("profit_excluding_nonrecurring", label) for label in labels]
