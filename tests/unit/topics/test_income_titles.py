"""Titles: whose statement it is."""

from __future__ import annotations

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics.income_titles import read_title


def table(caption: str, page: int = 2) -> RawTable:
    return RawTable(caption, "", ((Cell("营业收入", page, (0, 0, 1, 1), 0, 0), Cell("1,234", page, (1, 0, 2, 1), 0, 1)),), (page,), "ruled")


@pytest.mark.parametrize(
    ("caption", "statement", "consolidated", "excluded"),
    [
        ("（二）合并利润表\n单位：元", True, True, ""),
        ("合并利润及利润分配表", True, True, ""),
        ("利润表\n单位：元", True, False, ""),
        ("綜合損益及其他全面收益表", True, True, ""),
        ("CONSOLIDATED STATEMENTS OF PROFIT OR LOSS", True, True, ""),
        ("INCOME STATEMENTS", True, False, ""),
        ("母公司利润表\n单位：元", True, False, "the parent's own"),
        ("STATEMENTS OF PROFIT OR LOSS OF THE COMPANY", True, False, "the parent's own"),
        ("备考合并利润表", True, True, "pro forma or forecast"),
        ("盈利预测表", False, False, "pro forma or forecast"),
        ("Unaudited pro forma statement of profit or loss", True, False, "pro forma or forecast"),
        ("被收购方利润表", True, False, "another entity's"),
        ("分部利润表", True, False, "a segment's"),
        ("公司近三年的主要财务指标", False, False, ""),
    ],
)
def test_titles(caption: str, statement: bool, consolidated: bool, excluded: str) -> None:
    title = read_title(table(caption), ["", ""])
    assert (title.statement, title.consolidated, title.excluded) == (statement, consolidated, excluded)


def test_a_company_that_is_limited_is_not_the_parent() -> None:
    assert read_title(table("江苏爱康太阳能科技股份有限公司利润表"), ["", ""]).excluded == ""


def test_a_title_at_the_foot_of_the_page_before() -> None:
    title = read_title(table(""), ["正文\n（二）合并利润表\n1-1-186", ""])
    assert (title.text, title.consolidated) == ("（二）合并利润表", True)


def test_a_title_inside_the_table() -> None:
    head = ((Cell("合并利润表", 2, (0, 0, 1, 1), 0, 0),),)
    inside = RawTable("", "", head + table("").rows, (2,), "aligned")
    assert read_title(inside, ["", ""]).consolidated
