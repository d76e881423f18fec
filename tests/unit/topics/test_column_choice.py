"""Which of the columns of a period counts."""

from __future__ import annotations

from analyzer.model import RawTable
from analyzer.read.periods import PeriodHead
from analyzer.topics.column_heads import (
    TableWords,
)
from analyzer.topics.columns import table_to_sections
from column_tables import FIGURES, THOUSAND, WORDS, cells, table, table_heads


def test_percentages_under_the_head_of_the_amounts_are_ratios() -> None:
    """sifang p.14: one head over an amount and its share of revenue; the cost column prints (66.6)%."""
    rows = (
        cells("", "2023年", None, spans={1: 2}),
        cells("收入", "5,751,051", "100.0%", row=1),
        cells("銷售成本", "(3,828,010)", "(66.6)%", row=2),
        cells("財務費用", "(643)", "0.0%", row=3),
    )
    (section,) = table_to_sections(RawTable("", "", rows, (1,), "aligned", (0, 0, 1, 1), ()), WORDS)
    assert [head.role for head in section.heads] == ["other", "amount", "ratio"]


def test_of_three_columns_of_a_year_the_total_counts() -> None:
    """Dairies and pig farms: results before adjustments, adjustments of biological assets, total."""
    rows = (
        cells(None, "2018", row=0, spans={1: 3}), cells(None, "Results before adjustments", "Adjustments", "Total", row=1), FIGURES,
    )  # fmt: skip
    assert table_heads(*rows) == [("FY2018", "other"), ("FY2018", "other"), ("FY2018", "amount")]


def test_a_title_over_the_column_of_notes_gives_it_no_period() -> None:
    """Below "for the six months ended 30 June 2019 – unaudited" the numbers of the notes are no figures of that period."""
    found = table_to_sections(
        table(
            cells(None, "for the six months ended 30 June 2019 – unaudited", None),
            cells(None, "Note", "$’000", row=1),
            cells("Revenue", "5", "2,826,250", row=2),
        ),
        TableWords(head=PeriodHead(6, 6, 30), currency="HKD"),
    )
    assert [head.role for head in found[0].heads][:2] == ["other", "other"]


def test_numbers_of_notes_without_a_head_are_no_figures_of_the_title_s_period() -> None:
    found = table_to_sections(
        table(
            cells(None, "Six months ended 30 June 2017", None, None),
            cells(None, None, "Six months ended 30 June 2017", "Six months ended 30 June 2016", row=1),
            cells("Revenue", "5", "439,812", "483,793", row=2),
            cells("Taxation", "7(a)", "(1,234)", "(1,567)", row=3),
        ),
        TableWords(unit=THOUSAND),
    )[0].heads
    assert [head.role for head in found] == ["other", "other", "amount", "amount"]


def test_dashes_beside_the_figures_of_a_period_are_no_amounts() -> None:
    """MiniMax p.29: no share of a revenue of nil; the head of the column was not found over its dashes."""
    rows = (
        cells("", "2022", "2022", "2023", "2023"),
        cells("Administrative expenses", "(3,213)", "–", "(7,615)", "(220.1)%", row=1),
        cells("Loss before tax", "(73,728)", "–", "(269,246)", "(7,781.7)%", row=2),
    )
    assert [role for _, role in table_heads(*rows)] == ["amount", "other", "amount", "ratio"]
    nil = (cells("", "2022", "2023"), cells("Revenue", "–", "3,460", row=1), cells("Cost of sales", "–", "(4,314)", row=2))
    assert [role for _, role in table_heads(*nil)] == ["amount", "amount"]


def test_a_translation_is_of_the_last_period_only() -> None:
    """Where the filing does not say its currency: US$ of 2016 beside HK$ of 2016 and 2015."""
    rows = (
        cells(None, "2016", "2016", "2015"),
        cells(None, "US$’000", "HK$’000", "HK$’000", row=1),
        cells("Revenue", "1", "8", "9", row=2),
    )
    found = table_to_sections(table(*rows), TableWords())[0].heads
    assert [head.role for head in found] == ["other", "other", "amount", "amount"]


def test_the_company_s_own_columns_beside_the_consolidated_ones() -> None:
    """顺丰 2025 p.159: 合并 合并 公司 公司."""
    rows = (
        cells("项目", "2025 年度 合并", "2025 年度 公司"),
        cells("营业收入", "308,226", "–", row=1),
        cells("管理费用", "(19,499)", "(21)", row=2),
    )
    assert [role for _, role in table_heads(*rows)] == ["amount", "other"]
