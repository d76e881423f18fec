"""Header words -> period, unit, assurance and role of each column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Cell, Period, RawTable, Unit
from analyzer.read.periods import PeriodHead
from analyzer.topics.columns import (
    Head,
    TableWords,
    caption_head,
    is_figure,
    is_header_row,
    is_unit_caption,
    money_unit,
    read_assurance,
    read_head,
    read_table_words,
    table_to_sections,
)
from analyzer.topics.joined_heads import share_out_heads
from stored_pages import page_tables

THOUSAND = Unit("CNY", Decimal(1000), "RMB’000")
YUAN = Unit("CNY", Decimal(1), "单位：元")
WORDS = TableWords(unit=YUAN, currency="CNY")


def cells(*texts: str | None, row: int = 0, spans: dict[int, int] | None = None) -> tuple[Cell, ...]:
    """One row; None leaves a column empty; spans: columns that a cell covers."""
    return tuple(
        Cell(text, 1, (col * 50.0, row * 10.0, col * 50.0 + 40, row * 10.0 + 9), row, col, 1, (spans or {}).get(col, 1))
        for col, text in enumerate(texts)
        if text is not None
    )


def table(*rows: tuple[Cell, ...]) -> RawTable:
    return RawTable("", "", rows, (1,), "ruled")


def heads(name: str, words: TableWords, index: int = 0, strategies: tuple[str, ...] = ("ruled", "aligned")) -> list[tuple[str, str, str]]:
    """(period, role, assurance) of each column of a stored table."""
    section = table_to_sections(page_tables(name, strategies)[index], words)[0]
    return [(head.period.label if head.period else "", head.role, head.assurance) for head in section.heads]


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


@pytest.mark.parametrize(
    ("text", "period", "role", "assurance"),
    [
        ("2024 年度", "FY2024", "amount", ""),
        ("2025 年 1-3 月", "3M2025", "amount", ""),
        ("2025年1-6月 （未经审计）", "6M2025", "amount", "unaudited"),
        ("Nine months ended September 30, 2025 RMB’000 (unaudited)", "9M2025", "amount", "unaudited"),
        ("2024 年度 占比", "FY2024", "ratio", ""),
        ("2024年 人民幣千元 %", "FY2024", "ratio", ""),
        ("2024年 增长率", "FY2024", "ratio", ""),
        ("2025 年度 （预测数）", "FY2025", "other", ""),
        ("2025E", "", "other", ""),
        ("母公司 2024 年度", "FY2024", "other", ""),
        ("合并 2024 年度", "FY2024", "amount", ""),
        ("附注", "", "other", ""),
        ("Notes", "", "other", ""),
        ("附註", "", "other", ""),
        ("同比变动", "", "other", ""),
        ("", "", "other", ""),
    ],
)
def test_one_column(text: str, period: str, role: str, assurance: str) -> None:
    head = read_head(text, WORDS)
    assert (head.period.label if head.period else "", head.role, head.assurance) == (period, role, assurance)


def test_the_label_column_has_no_head() -> None:
    assert read_head("2024 年度 人民币千元", WORDS, first=True) == Head("2024 年度 人民币千元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", Period.ending(date(2024, 3, 31), 12)),
        ("2024年度", Period.ending(date(2024, 12, 31), 12)),
        ("截至9月30日止六个月 2024", Period.ending(date(2024, 9, 30), 6)),
    ],
)
def test_a_bare_year_takes_the_head_of_the_caption(text: str, expected: Period) -> None:
    """Years that end in March: 截至3月31日止年度 above 2023 2024."""
    words = TableWords(unit=YUAN, head=PeriodHead(12, 3, 31))
    assert read_head(text, words).period == expected


def test_the_caption_is_not_for_bare_years_beside_named_lengths() -> None:
    rows = (cells("项目", "2024年度", "2025年1-6月", "2023"), cells("营业收入", "1", "2", "3", row=1))
    section = table_to_sections(table(*rows), TableWords(unit=YUAN, head=PeriodHead(6, 6, 30)))[0]
    assert [head.period.label if head.period else "" for head in section.heads] == ["", "FY2024", "6M2025", "FY2023"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("2024 RMB’000", WORDS, ("CNY", 1000)),
        ("2024 年度 （万元）", WORDS, ("CNY", 10000)),
        ("2024 RMB", TableWords(scale=Decimal(1000), currency="CNY"), ("CNY", 1000)),
        ("2024 US$’000", WORDS, ("USD", 1000)),
    ],
)
def test_the_unit_of_a_column(text: str, words: TableWords, expected: tuple[str, int]) -> None:
    unit = money_unit(text, words)
    assert unit is not None
    assert (unit.measure, unit.scale) == expected


def test_a_column_without_a_unit_takes_that_of_the_caption() -> None:
    assert money_unit("2024 年度", WORDS) is None
    assert read_head("2024 年度", WORDS).unit == YUAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unaudited", "unaudited"),
        ("未經審計", "unaudited"),
        ("经审计", "audited"),
        ("Audited", "audited"),
        ("reviewed", "reviewed"),
        ("经审阅，未经审计", "reviewed"),
        ("2024", ""),
    ],
)
def test_assurance(text: str, expected: str) -> None:
    assert read_assurance(text) == expected


@pytest.mark.parametrize("text", ["1,234", "(5.2)", "0.64", "–", "100%", "2,024"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["2024", "2024年度", "2000.12.31", "31,", "收入", ""])
def test_years_and_dates_are_no_figures(text: str) -> None:
    assert not is_figure(text)


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


def test_words_around_a_table_the_nearest_first() -> None:
    words = read_table_words(["单位：万元", "单位：元", "截至3月31日止年度"], "CNY", None, (12, 31))
    assert words.unit is not None
    assert (words.unit.measure, words.unit.scale, words.head) == ("CNY", 10000, PeriodHead(12, 3, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至3月31日止年度", PeriodHead(12, 3, 31)),
        ("For the year ended 30 June 2001", PeriodHead(12, 6, 30)),
        ("year ended 31 December 2023 and six months ended 30 June 2024", None),
        ("2023 2024", None),
    ],
)
def test_the_head_of_a_caption(text: str, expected: PeriodHead | None) -> None:
    assert caption_head(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("单位：元", True), ("(RMB in thousands)", True), ("增长1.2亿元，主要由于公司产品销量增加所致", False), ("人民币千元", True)],
)
def test_captions_of_units(text: str, expected: bool) -> None:
    assert is_unit_caption(text) is expected


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


def table_heads(*rows: tuple[Cell, ...], words: TableWords = WORDS) -> list[tuple[str, str]]:
    section = table_to_sections(table(*rows), words)[0]
    return [(head.period.label if head.period else "", head.role) for head in section.heads[1:]]


def test_a_currency_above_a_unit_is_no_unit_of_its_own() -> None:
    """KPMG: (Expressed in Renminbi) at the right, over RMB’000 of every column."""
    remark = cells(None, None, "(Expressed in Renminbi)", row=0)
    rows = (remark, cells(None, "2015", "2016", row=1), cells(None, "RMB’000", "RMB’000", row=2), cells("Revenue", "100", "110", row=3))
    section = table_to_sections(table(*rows), TableWords(currency="CNY"))[0]
    assert [head.unit.scale for head in section.heads[1:] if head.unit] == [1000, 1000]
    unit = money_unit("in Renminbi RMB’000", TableWords(currency="CNY"))
    assert unit is not None
    assert unit.scale == 1000


FIGURES = cells("Revenue", "100", "110", "120", row=5)


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


@pytest.mark.parametrize(("text", "label"), [("31 October 2011", "4M to 2011-10"), ("one term ended 31 October 2011", "")])
def test_a_date_is_the_financial_year_to_date_unless_its_length_was_not_understood(text: str, label: str) -> None:
    head = read_head(text, TableWords(unit=YUAN, currency="CNY", year_end=(6, 30)))
    assert (head.period.label if head.period else "") == label


@pytest.mark.parametrize("text", ["August, 2003 (Unaudited) HK$’000", "March 2004", "to 31st (Unaudited) August, 2003"])
def test_a_month_beside_a_bare_year_makes_no_whole_year(text: str) -> None:
    """Typeset: "Six months ended 31st" stood a line higher, apart; August, over 2003 was read as the year to February."""
    assert read_head(text, TableWords(year_end=(2, 28))).period is None


def test_of_three_columns_of_a_year_the_total_counts() -> None:
    """Dairies and pig farms: results before adjustments, adjustments of biological assets, total."""
    rows = (
        cells(None, "2018", row=0, spans={1: 3}), cells(None, "Results before adjustments", "Adjustments", "Total", row=1), FIGURES,
    )  # fmt: skip
    assert table_heads(*rows) == [("FY2018", "other"), ("FY2018", "other"), ("FY2018", "amount")]


def test_dollars_of_a_statement_expressed_in_hong_kong_dollars() -> None:
    words = read_table_words(["(Expressed in Hong Kong dollars)"], "", None, (12, 31))
    unit = money_unit("Six months ended 30 June 2018 (Note) $’000", words)
    assert unit is not None
    assert (unit.measure, unit.scale) == ("HKD", 1000)


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


def test_what_is_left_of_a_unit_is_no_figure() -> None:
    """The apostrophe of HK$’000 is lost."""
    assert not is_figure("HK$ 000")
    assert not is_figure("000")
    assert is_figure("HK$ 1,000")


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


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("As of December 31, 2022 RMB’000", "2022-12-31"),
        ("於2019年12月31日 人民幣千元", "2019-12-31"),
        ("As of and for the year ended December 31, 2022", "FY2022"),
        ("2000.12.31", "FY2000"),
    ],
)
def test_a_head_of_balances_is_no_year(text: str, label: str) -> None:
    """A balance sheet right below the statement: its minority interests are no share of a profit."""
    period = read_head(text, TableWords(head=PeriodHead(12, 12, 31))).period
    assert period is not None
    assert period.label == label


def test_the_company_s_own_columns_beside_the_consolidated_ones() -> None:
    """顺丰 2025 p.159: 合并 合并 公司 公司."""
    rows = (
        cells("项目", "2025 年度 合并", "2025 年度 公司"),
        cells("营业收入", "308,226", "–", row=1),
        cells("管理费用", "(19,499)", "(21)", row=2),
    )
    assert [role for _, role in table_heads(*rows)] == ["amount", "other"]
