"""Header rows of whole tables -> the words of each column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Cell, Period
from analyzer.read.periods import PeriodHead
from analyzer.topics.column_heads import TableWords
from analyzer.topics.columns import is_header_row, table_to_sections
from analyzer.topics.joined_heads import share_out_heads
from column_tables import FIGURES, THOUSAND, WORDS, YUAN, cells, heads, table, table_heads


def test_the_same_year_twice_in_two_header_rows() -> None:
    """giantec p.348: Year ended 31 December over 2023 2024, Nine months ended 30 September over 2024 2025."""
    found = heads("income_giantec_p348", TableWords(currency="CNY"), 0, ("aligned", "ruled"))
    assert found == [
        ("", "other", ""), ("", "other", ""), ("FY2023", "amount", ""), ("FY2024", "amount", ""),
        ("9M2024", "amount", "unaudited"), ("9M2025", "amount", "unaudited"),
    ]  # fmt: skip


def test_percentages_between_amounts() -> None:
    """giantec p.20."""
    found = heads("income_giantec_p20", TableWords(scale=Decimal(1000), currency="CNY"), 0, ("aligned", "ruled"))
    assert [(period, role) for period, role, _ in found] == [
        ("", "other"), ("FY2023", "amount"), ("FY2023", "ratio"), ("FY2024", "amount"), ("FY2024", "ratio"),
        ("9M2024", "amount"), ("9M2024", "ratio"), ("9M2025", "amount"), ("9M2025", "ratio"),
    ]  # fmt: skip


def test_columns_of_the_parent() -> None:
    """002255 p.163."""
    assert [role for _, role, _ in heads("income_002255_p163", WORDS)] == ["other", "amount", "other", "amount", "other", "amount", "other"]


def test_dates_over_flows() -> None:
    """600519-2001 p.12, second table."""
    assert [period for period, _, _ in heads("income_maotai2001_p12", WORDS, 1)] == ["", "FY2000", "FY1999", "FY1998"]


def test_the_caption_is_not_for_bare_years_beside_named_lengths() -> None:
    rows = (cells("项目", "2024年度", "2025年1-6月", "2023"), cells("营业收入", "1", "2", "3", row=1))
    section = table_to_sections(table(*rows), TableWords(unit=YUAN, head=PeriodHead(6, 6, 30)))[0]
    assert [head.period.label if head.period else "" for head in section.heads] == ["", "FY2024", "6M2025", "FY2023"]


def test_header_rows() -> None:
    assert is_header_row(cells("项目", "2024 年度", "2023 年度"), False)
    assert not is_header_row(cells("营业收入", "1", "2"), False)
    assert not is_header_row(cells("其他综合收益"), False), "only the label column"
    assert is_header_row(cells(None, "2022 年度", "2021 年度"), True)
    assert not is_header_row(cells("合计", "不适用", "无"), True)


def test_a_table_with_two_blocks_of_heads_has_two_sections() -> None:
    rows = (
        cells("项目", "2024 年度"), cells("营业收入", "10", row=1), cells("项目", "2023 年度", row=2), cells("营业收入", "9", row=3),
    )  # fmt: skip
    sections = table_to_sections(table(*rows), WORDS)
    assert [(section.heads[1].period, [row[1].text for row in section.rows]) for section in sections] == [
        (Period.ending(date(2024, 12, 31), 12), ["10"]),
        (Period.ending(date(2023, 12, 31), 12), ["9"]),
    ]


def test_a_later_block_without_periods_keeps_those_above_it() -> None:
    rows = (cells("项目", "2024 年度"), cells("营业收入", "10", row=1), cells("项目", "2024年", row=2), cells("营业成本", "9", row=3))
    assert len(table_to_sections(table(*rows[:2], cells("", "人民币元", row=2), rows[3]), WORDS)) == 1


def test_a_remark_on_units_says_nothing_of_single_columns() -> None:
    rows = (
        cells("", "2023", "2024"), cells(None, "(in thousands, except for percentages)", row=1, spans={1: 2}),
        cells("Revenue", "1", "2", row=2),
    )  # fmt: skip
    section = table_to_sections(table(*rows), WORDS)[0]
    assert [head.role for head in section.heads[1:]] == ["amount", "amount"]


@pytest.mark.parametrize(
    "title", ["For the years ended 31 December 2015, 2016 and 2017", "FOR THE THREE YEARS ENDED 31 DECEMBER 2017", "綜合損益表"]
)
def test_a_title_over_the_heads_is_none_of_them(title: str) -> None:
    rows = (cells(None, title, row=0, spans={1: 2}), cells(None, "2015", "2016", "2017", row=1), FIGURES)
    assert table_heads(*rows) == [("FY2015", "amount"), ("FY2016", "amount"), ("FY2017", "amount")]


def test_a_title_says_how_long_the_bare_years_are() -> None:
    rows = (cells(None, "For the years ended 31 March 2015, 2016 and 2017", row=0), cells(None, "2015", "2016", "2017", row=1), FIGURES)
    section = table_to_sections(table(*rows), WORDS)[0]
    assert [head.period.end for head in section.heads[1:] if head.period] == [date(2015, 3, 31), date(2016, 3, 31), date(2017, 3, 31)]


def test_the_first_line_of_a_wrapped_head_below_rows_belongs_to_the_head() -> None:
    """A statement over two pages: "Four months ended" over "31 October" comes again after the rows of the first page."""
    rows = (
        cells(None, "Year ended 30 June 2011", row=0), cells("Revenue", "5", row=1), cells(None, "Four months ended", row=2),
        cells(None, "31 October", row=3), cells(None, "2011", row=4), cells("Profit", "1", row=5),
    )  # fmt: skip
    sections = table_to_sections(table(*rows), TableWords(unit=YUAN, currency="CNY", year_end=(6, 30)))
    assert [section.heads[1].period.label for section in sections if section.heads[1].period] == ["FY2011", "4M to 2011-10"]


def test_a_mark_of_a_note_below_the_unit_of_a_column_makes_it_no_column_of_notes() -> None:
    head = table_to_sections(
        table(
            cells(None, "2015", "2016"),
            cells(None, "RMB’000", "RMB’000", row=1),
            cells(None, "Notes", None, row=2),
            cells("Profit", "27,157", "63,206", row=3),
        ),
        TableWords(head=PeriodHead(12, 12, 31), currency="CNY"),
    )[0].heads[1]
    assert head.role == "amount"


@pytest.mark.parametrize(
    ("line", "years", "expected"),
    [
        ("截至12月31日止年度／截至5月31日止五個月", "2022 2023 2024 2024 2025", "12 12 12 5 5"),
        ("Year ended 31 December / Six months ended 30 June", "2017 2018 2018 2019", "12 12 6 6"),
        ("Year ended 31 December, Six months ended 30 June", "2018 2017 2019 2018", "12 12 6 6"),
    ],
)
def test_two_periods_in_one_line_over_all_columns(line: str, years: str, expected: str) -> None:
    """The years that begin again tell where the second period's columns begin."""
    found = table_to_sections(
        table(
            cells(None, line, spans={1: len(years.split())}),
            cells(None, *years.split(), row=1),
            cells("Revenue", *["1,234"] * len(years.split()), row=2),
        ),
        TableWords(),
    )[0].heads[1:]
    assert [str(head.period.months) for head in found if head.period] == expected.split()


def test_two_periods_over_years_that_do_not_begin_again_give_none() -> None:
    line = "Year ended 31 December / Six months ended 30 June"
    assert share_out_heads(["", *(f"{line} {year}" for year in (2017, 2018, 2019))])[1:] == ["", "", ""]


def test_a_line_of_two_periods_that_is_narrower_than_its_columns() -> None:
    line = "截至12月31日止年度／截至5月31日止五個月"
    found = share_out_heads(["", *(f"{line} {year}" for year in (2023, 2024, 2024)), "2025 人民幣千元"])
    assert [text.count("五個月") for text in found] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "title", [("For the nine months ended 30 September 2017",), ("For the nine months ended 30 September 2017", "– Unaudited")]
)
def test_a_title_says_how_long_the_periods_of_all_bare_years_are(title: tuple[str, ...]) -> None:
    """No year of an interim statement is a whole one, though the title names one of them alone."""
    found = table_to_sections(
        table(
            cells(None, *title),
            cells(None, "2017", "2016", row=1),
            cells("Revenue", "439,812", "483,793", row=2),
        ),
        TableWords(unit=THOUSAND),
    )[0].heads[1:]
    assert [head.period.label if head.period else "" for head in found] == ["9M2017", "9M2016"]


@pytest.mark.parametrize("spans", [{1: 2, 3: 2}, {3: 2}])
def test_a_unit_and_a_percent_sign_printed_close_together_head_two_columns(spans: dict[int, int]) -> None:
    """The shares of a year without revenue are dashes, so that RMB and % stand as near as words of one phrase."""
    rows = (
        cells(None, "Year ended 31 December 2022", None, "Year ended 31 December 2023", row=0, spans={1: 2, 3: 2}),
        cells(None, "RMB %", None, "RMB’000 %", row=1, spans=spans),
        cells("Other income", "18,233", "–", "25,610", "53.1", row=2),
    )
    assert table_heads(*rows) == [("FY2022", "amount"), ("FY2022", "ratio"), ("FY2023", "amount"), ("FY2023", "ratio")]


@pytest.mark.parametrize(("figure", "role"), [("84,661", "amount"), ("12", "other")])
def test_a_head_of_notes_over_none_belongs_to_no_column_of_amounts(figure: str, role: str) -> None:
    """A statement of comprehensive income prints 附註 and no note: the word comes to the first year beside it."""
    first = Cell("附註", 1, (50, 0, 60, 9), 0, 1)
    rows = (
        (first, *cells(None, "2017年", "2018年")),
        cells(None, "人民幣千元", "人民幣千元", row=1),
        cells("年內溢利", figure, "109,043", row=2),
    )
    assert [found for _, found in table_heads(*rows)] == [role, "amount"]
