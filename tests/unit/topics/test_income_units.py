"""The unit of a statement, from its header, its caption or the sentence that holds for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.income_units import find_unit_line, table_words
from stored_pages import open_stored


@pytest.mark.parametrize(
    ("texts", "page", "expected"),
    [
        (["单位：元\n合并利润表"], 1, "单位：元"),
        (["单位：万元", *[""] * 3, "合并利润表"], 5, "单位：万元"),
        (["本节金额单位均为人民币元。", "", "", "合并利润表"], 4, "单位：人民币元"),
        (["单位：元", *[""] * 6, "合并利润表"], 8, ""),
        (["合并利润表"], 1, ""),
    ],
    ids=["on the page", "pages before", "a sentence for all", "too far", "nowhere"],
)
def test_the_unit_line_that_holds(texts: list[str], page: int, expected: str) -> None:
    assert find_unit_line(texts, page) == expected


def test_the_caption_above_the_table() -> None:
    """002610 p.188: 单位：元."""
    context = open_stored("income_002610_p188", currency="CNY")
    unit = table_words(context.pages.tables(188)[0], context).unit
    assert unit is not None
    assert (unit.measure, unit.scale, unit.text) == ("CNY", 1, "元")


def test_the_scale_below_the_heads() -> None:
    """giantec p.20: (in thousands, except for percentages) below RMB."""
    context = open_stored("income_giantec_p20", exchange="hkex", currency="CNY")
    words = table_words(context.pages.tables(20)[0], context)
    assert words.scale == Decimal(1000)
