"""Pages that can hold an income statement."""

from __future__ import annotations

from analyzer.topics.income_pages import find_statement_pages, score

STATEMENT = """合并利润表 单位：元
营业收入 1,247,954,726.81 553,872,638.56 377,803,567.69
营业成本 1,034,217,591.64 454,281,270.45 298,728,267.18
销售费用 34,169,872.43 15,951,166.29 8,861,146.34
管理费用 65,112,014.67 24,888,532.60 12,337,517.13
财务费用 16,630,138.13 4,353,016.58 9,206,641.27
营业利润 110,813,313.36 55,162,757.13 48,065,640.26
利润总额 110,895,474.82 55,721,770.62 47,995,858.88
净利润 100,004,084.58 48,357,473.26 47,995,858.88"""
SUMMARY = (
    "利润表主要数据 主营业务收入 111,400.08 89,085.82 62,818.44 利润总额 44,603.13 35,359.26 21,896.57 净利润 25,110.36 21,569.01 14,689.14"
)
ENGLISH = """Revenue 703,477 1,028,277 769,083 932,810 Cost of sales (375,738) (464,688) (347,203) (375,144)
Gross profit 327,739 563,589 421,880 557,666
Administrative expenses (51,888) (63,847) Finance costs (383) (344) PROFIT BEFORE TAX 84,664 298,571 Income tax expense (1,969) (22,531)
profit for the year 82,695"""


def test_a_statement_is_found_with_the_pages_beside_it() -> None:
    """Figures of 002610 p.188."""
    assert find_statement_pages(["正文", "正文", STATEMENT, "正文", "正文"]) == [2, 3, 4]


def test_an_english_statement() -> None:
    assert find_statement_pages(["text", ENGLISH]) == [1, 2]


def test_a_titled_summary_of_three_rows() -> None:
    """600519-2001 p.12."""
    assert find_statement_pages(["正文", "正文", SUMMARY, "正文"]) == [2, 3, 4]


def test_prose_without_figures_is_no_candidate() -> None:
    assert find_statement_pages(["营业收入 营业成本 销售费用 管理费用 财务费用 利润总额 净利润"] * 3) == []
    assert find_statement_pages([]) == []


def test_the_likeliest_pages_come_first_and_their_number_is_limited() -> None:
    found = find_statement_pages([STATEMENT] * 200)
    assert len(found) <= 60
    assert found[0] == 1


def test_words_and_amounts_are_counted() -> None:
    assert score(STATEMENT) == (8, 24)
    assert score("营业收入 1,234") == (0, 1)


def test_a_statement_of_few_known_words_is_looked_at_where_none_is_likely() -> None:
    few = (
        "Turnover 51,220 201,340\nProfit before taxation 1,121 11,102\nTaxation (6) (6)\nProfit attributable to shareholders 1,115 11,096\n"
    )
    assert find_statement_pages(["text", few + "Continuing 51,220 201,340", "text"]) == [1, 2]
    assert 5 not in find_statement_pages([STATEMENT, "正文", "正文", "正文", few])
