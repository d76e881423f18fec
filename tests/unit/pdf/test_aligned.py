"""Tables whose columns are told by alignment."""

from __future__ import annotations

import pytest

from analyzer.model import RawTable
from analyzer.pdf.aligned import find_aligned, find_columns, split_at_edges, split_at_years, split_heads
from analyzer.pdf.layout import Line, PageLayout, Word
from analyzer.pdf.rules import Rule
from analyzer.pdf.segments import Segment, is_amount, line_to_segments
from stored_pages import page_tables, row_texts, word_to_chars


def heads(table: RawTable, count: int) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.col, cell.colspan) for cell in row] for row in table.rows[:count]]


def page(lines: list[tuple[float, list[tuple[float, str]]]], rules: tuple[Rule, ...] = (), right: bool = True) -> PageLayout:
    """Lines of (top, [(edge, text)]): the first text of a line begins at its edge, the others end at it."""
    chars = []
    for top, texts in lines:
        for index, (x, text) in enumerate(texts):
            width = 5.0 * len(text)
            left = x if index == 0 or not right else x - width
            chars += list(word_to_chars(text, left, top, left + width, top + 10))
    return PageLayout(1, 595, 842, 0, tuple(chars), rules)


@pytest.mark.parametrize(
    "text",
    [
        "1,234",
        "(375,738)",
        "100.0",
        "53.4%",
        "(1.2)%",
        "–",
        "—",
        "-",
        "N/A",
        "不適用",
        "91,509(7)",
        "RMB1,234",
        "*",
        "（12）",
        "HK$2.16",
        "HK57.5 cents",
        "(3.5)港仙",
        "18 分",
        "0.44港元",
        "(0.33) 元",
    ],
)
def test_shapes_of_figures(text: str) -> None:
    assert is_amount(text)


@pytest.mark.parametrize("text", ["1.", "Revenue", "2023年", "21(a)b", "5th", "RMB’000", "", "1-6月", "000"])
def test_what_has_not_the_shape_of_a_figure(text: str) -> None:
    assert not is_amount(text)


def test_two_figures_that_nearly_touch_are_two_columns() -> None:
    line = Line((Word("Revenue", 50, 0, 90, 10), Word("1,028,277", 200, 0, 245, 10), Word("100.0", 247, 0, 270, 10)))
    assert [segment.text for segment in line_to_segments(line, 0)] == ["Revenue", "1,028,277", "100.0"]


@pytest.mark.parametrize(
    ("label", "top", "expected"),
    [
        ("F(1)", 202.7, ["3", "Customer F(1)", "A group of"]),
        ("F", 204.4, ["3", "Customer F", "A group of"]),
        ("(1)", 202.7, ["3", "Customer (1) A group of"]),
    ],
)
def test_a_raised_mark_makes_no_gap_smaller(label: str, top: float, expected: list[str]) -> None:
    """Typeset: the mark makes its word 9 pt high on a line of 7.3 pt, and the next column stands 8.4 pt beside it."""
    texts = [("3", 72.4, 76.4, 204.4), ("Customer", 88.4, 119.4, 204.4), (label, 121.4, 132.0, top), ("A", 140.4, 146.1, 204.4)]
    texts += [("group", 147.7, 166.4, 204.4), ("of", 168.4, 175.0, 204.4)]
    line = Line(tuple(Word(text, x0, above, x1, 211.7) for text, x0, x1, above in texts))
    assert [segment.text for segment in line_to_segments(line, 0)] == expected


def test_a_label_over_two_columns_of_figures_is_no_column() -> None:
    line_a = line_to_segments(Line((Word("a", 50, 0, 80, 10), Word("1", 200, 0, 210, 10), Word("2", 300, 0, 310, 10))), 0)
    line_b = line_to_segments(Line((Word("Year", 195, 20, 320, 30),)), 1)
    assert find_columns([*line_a, *line_b]) == [(50, 80), (200, 210), (300, 310)]


def test_heads_over_two_columns_each() -> None:
    """giantec p.348: 2024 stands twice, under the year and under the nine months; a notes column; units and remarks below."""
    table = page_tables("income_giantec_p348", ("aligned", "ruled"))[0]
    assert table.column_count == 6
    assert heads(table, 5) == [
        [("Nine months ended", 4, 2)],
        [("Year ended 31 December", 2, 2), ("30 September", 4, 2)],
        [("Notes", 1, 1), ("2023", 2, 1), ("2024", 3, 1), ("2024", 4, 1), ("2025", 5, 1)],
        [("RMB’000", 2, 1), ("RMB’000", 3, 1), ("RMB’000", 4, 1), ("RMB’000", 5, 1)],
        [("(unaudited)", 4, 1), ("(unaudited)", 5, 1)],
    ]
    rows = row_texts(table)
    assert rows[5] == ["REVENUE", "5", "703,477", "1,028,277", "769,083", "932,810"]
    assert rows[16:19] == [
        ["Reversal of impairment"],
        ["losses/(impairment losses)"],
        ["on financial assets, net", "729", "(40)", "(134)", "(1,399)"],
    ]
    assert table.caption == "CONSOLIDATED STATEMENTS OF PROFIT OR LOSS"


def test_amounts_and_percentages_that_touch() -> None:
    """giantec p.20: RMB and % alternate, 1,028,277 touches 100.0."""
    table = page_tables("income_giantec_p20", ("aligned", "ruled"))[0]
    assert table.column_count == 9
    assert heads(table, 3) == [
        [("Year ended December 31,", 1, 4), ("Nine months ended September 30,", 5, 4)],
        [("2023", 1, 2), ("2024", 3, 2), ("2024", 5, 2), ("2025", 7, 2)],
        [(word, col, 1) for col, word in enumerate(["RMB", "%"] * 4, 1)],
    ]
    assert row_texts(table)[5] == ["Revenue", "703,477", "100.0", "1,028,277", "100.0", "769,083", "100.0", "932,810", "100.0"]
    assert row_texts(table)[15] == ["Finance costs", "(383)", "(0.1)", "(344)", "–", "(263)", "–", "(203)", "–"]


def test_a_heading_takes_the_columns_of_the_rule_below_it() -> None:
    lines = [
        (100.0, [(230.0, "2023")]),
        (120.0, [(50.0, "Item"), (220.0, "RMB"), (260.0, "%")]),
        (140.0, [(50.0, "Revenue"), (220.0, "1,234"), (260.0, "10.0")]),
        (160.0, [(50.0, "Costs"), (220.0, "987"), (260.0, "8.0")]),
    ]
    spans = []
    for rules in ((), (Rule(190, 112, 265, 112),)):
        grid = find_aligned(page(lines, rules), [])[0]
        spans.append(next((cell.col, cell.colspan) for cell in grid.cells if cell.text == "2023"))
    assert spans == [(2, 1), (1, 2)]


def test_a_rule_of_the_whole_table_is_no_heading_s_own() -> None:
    """The last line of a head that wraps alone at the right stands right above the rule between head and rows."""
    lines = [
        (100.0, [(50.0, "Item"), (220.0, "RMB"), (330.0, "of total")]),
        (111.0, [(300.0, "sales")]),
        (130.0, [(50.0, "Revenue"), (220.0, "1,234"), (330.0, "10.0")]),
        (150.0, [(50.0, "Costs"), (220.0, "987"), (330.0, "8.0")]),
    ]
    grid = find_aligned(page(lines, (Rule(50, 123, 335, 123),), right=True), [])[0]
    assert next((cell.col, cell.colspan) for cell in grid.cells if cell.text == "sales") == (2, 1)


def test_lines_between_full_rules_become_one_row() -> None:
    """600795 p.85: horizontal rules only, a label wraps around the figures in the middle of its band."""
    bands = [(100.0, [(50.0, "项目"), (220.0, "2006"), (300.0, "2005")])]
    tops = [95.0]
    for index, (first, second, left, right) in enumerate(
        [("营业", "收入", "1,234", "987"), ("营业", "成本", "1,000", "800"), ("净利", "润", "234", "187"), ("每股", "收益", "0.12", "0.10")]
    ):
        top = 120.0 + 40 * index
        tops.append(top - 4)
        bands += [(top, [(50.0, first)]), (top + 8, [(200.0 - 5 * len(left) + 20, left), (300.0, right)]), (top + 18, [(50.0, second)])]
    tops.append(276.0)
    rules = tuple(Rule(45, top, 310, top) for top in tops)
    grid = find_aligned(page(bands, rules), [])[0]
    rows = [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.row_count)]
    assert rows == [
        ["项目", "2006", "2005"],
        ["营业\n收入", "1,234", "987"],
        ["营业\n成本", "1,000", "800"],
        ["净利\n润", "234", "187"],
        ["每股\n收益", "0.12", "0.10"],
    ]


def test_a_statement_with_few_rules_keeps_one_row_per_line() -> None:
    """600795 p.95."""
    table = page_tables("income_600795_p95")[0]
    rows = row_texts(table)
    assert (table.strategy, table.column_count) == ("aligned", 4)
    assert rows[3] == ["一、主营业务收入", "13,235,594,540.30", "11,045,191,116.41", "7,752,111,153.92"]
    assert rows[-1] == ["八、未分配利润", "3,070,318,864.49", "2,434,322,851.01", "1,958,138,981.24"]


def test_prose_alone_is_no_table() -> None:
    lines = [
        (100.0 + 14 * i, [(50.0, "our revenue grew from 1,234 in 2023 to 5,678 in 2024 and the cost of sales grew with it")])
        for i in range(5)
    ]
    assert find_aligned(page(lines), []) == []


def test_what_another_strategy_took_is_left_alone() -> None:
    lines = [
        (100.0 + 20 * i, [(50.0, label), (220.0, "1,234"), (300.0, "5,678")]) for i, label in enumerate(("Revenue", "Costs", "Profit"))
    ]
    assert len(find_aligned(page(lines), [])) == 1
    assert find_aligned(page(lines), [(40, 90, 320, 160)]) == []


def test_a_wide_heading_between_rows_of_the_same_columns_stays_in_the_table() -> None:
    """Statements of 2009 to 2016: "Other comprehensive income for the year (after tax and reclassification adjustments)"."""
    wide = "Other comprehensive income for the year (after tax and reclassification adjustments)"
    lines = [
        (100.0, [(60.0, "Revenue"), (450.0, "1,234"), (530.0, "1,111")]),
        (115.0, [(60.0, "Profit for the year"), (450.0, "234"), (530.0, "111")]),
        (130.0, [(60.0, wide)]),
        (145.0, [(60.0, "Exchange differences"), (450.0, "34"), (530.0, "(11)")]),
        (160.0, [(60.0, "Total"), (450.0, "268"), (530.0, "100")]),
    ]
    (grid,) = find_aligned(page(lines), [])
    assert [cell.text for cell in grid.cells if cell.col == 0] == ["Revenue", "Profit for the year", wide, "Exchange differences", "Total"]
    other = [(top, [(x, text.replace(wide, f"{wide}:")) for x, text in texts]) for top, texts in lines]
    assert len(find_aligned(page(other), [])) == 2


def test_what_will_be_reclassified_is_a_heading_within_a_statement_though_it_ends_with_a_colon() -> None:
    wide = "Other comprehensive income that may be reclassified to profit or loss in subsequent periods:"
    lines = [
        (100.0, [(60.0, "Revenue"), (450.0, "1,234"), (530.0, "1,111")]),
        (115.0, [(60.0, "Profit for the year"), (450.0, "234"), (530.0, "111")]),
        (130.0, [(60.0, "OTHER COMPREHENSIVE INCOME")]),
        (145.0, [(60.0, wide)]),
        (160.0, [(60.0, "Exchange differences on translation of foreign")]),
        (175.0, [(60.0, "operations"), (450.0, "34"), (530.0, "–")]),
        (190.0, [(60.0, "Total"), (450.0, "268"), (530.0, "111")]),
    ]
    assert len(find_aligned(page(lines), [])) == 1


def test_the_title_of_a_statement_begins_another_table() -> None:
    lines = [
        (100.0, [(60.0, "净利润"), (450.0, "1,234"), (530.0, "1,111")]),
        (115.0, [(60.0, "未分配利润"), (450.0, "234"), (530.0, "111")]),
        (130.0, [(60.0, "2、母公司利润表")]),
        (145.0, [(60.0, "营业收入"), (450.0, "34"), (530.0, "11")]),
        (160.0, [(60.0, "营业成本"), (450.0, "268"), (530.0, "100")]),
    ]
    assert [len({cell.row for cell in grid.cells}) for grid in find_aligned(page(lines), [])] == [2, 2]


def spans(layout: PageLayout) -> dict[str, tuple[int, int]]:
    """First column and number of columns of every text of the one table."""
    (grid,) = find_aligned(layout, [])
    return {cell.text: (cell.col, cell.colspan) for cell in grid.cells}


def centred_at(middle: float, text: str) -> tuple[float, str]:
    """The right end at which `page` puts a text so that it is centred there."""
    return (middle + 2.5 * len(text), text)


FIGURES = [(200.0 + 20 * row, [(60.0, f"Line {row}"), *((320.0 + 60 * col, f"{row},23{col}") for col in range(4))]) for row in range(3)]
"""Rows with figures that end at 320, 380, 440 and 500."""


def test_both_lines_of_a_wrapped_heading_span_what_either_covers() -> None:
    """Stub periods of Hong Kong prospectuses: "Four months ended" over "31 October" over the columns 2010 and 2011, without a rule."""
    heads = [
        (150.0, [(60.0, "Note"), centred_at(458.0, "Four months ended")]),
        (162.0, [(60.0, "(RMB)"), centred_at(458.0, "31 October")]),
    ]
    found = spans(page([*heads, *FIGURES]))
    assert (found["Four months ended"], found["31 October"]) == ((3, 2), (3, 2))


def test_texts_under_one_heading_are_the_heads_of_its_columns() -> None:
    heads = [
        (150.0, [(60.0, "Note"), centred_at(430.0, "Years ended 31 December")]),
        (162.0, [(60.0, "(RMB)"), centred_at(370.0, "twenty"), centred_at(430.0, "twenty-one"), centred_at(490.0, "later")]),
    ]
    assert spans(page([*heads, *FIGURES]))["twenty-one"] == (3, 1)


def test_a_year_right_below_the_head_of_all_years_is_no_second_line_of_it() -> None:
    """The head of three years stands right over the one in the middle; the rule below it is not that of this year."""
    middles, edges = (343.0, 424.0, 505.0), (364.0, 445.0, 526.0)
    years = [centred_at(middle - 16, text) for middle, text in zip(middles, ("2017 年", "2018 年", "2019 年"), strict=True)]
    heads = [(150.0, [(60.0, "In"), centred_at(408.0, "Year ended 31 December")]), (162.0, [(60.0, "(RMB)"), *years])]
    rows = [
        (200.0 + 20 * row, [(60.0, f"Line {row}"), *((edge, f"{row}47,2{col}1") for col, edge in enumerate(edges))]) for row in range(3)
    ]
    found = spans(page([*heads, *rows], (Rule(300, 161, 528, 161),)))
    assert [found[year] for year in ("2017 年", "2018 年", "2019 年")] == [(1, 1), (2, 1), (3, 1)]


def test_years_share_the_columns_evenly() -> None:
    """A year centred over its volume and its price."""
    heads = [(150.0, [(60.0, "Product"), centred_at(337.0, "2023"), centred_at(457.0, "2024")])]
    found = spans(page([*heads, *FIGURES]))
    over = {
        year: [text for text in ("0,230", "0,231", "0,232", "0,233") if 0 <= found[text][0] - found[year][0] < found[year][1]]
        for year in ("2023", "2024")
    }
    assert over == {"2023": ["0,230", "0,231"], "2024": ["0,232", "0,233"]}


def row_of(layout: PageLayout, row: int, index: int = 0) -> list[tuple[str, int, int]]:
    grid = find_aligned(layout, [])[index]
    return [(cell.text, cell.col, cell.colspan) for cell in grid.cells if cell.row == row]


def test_a_head_set_off_the_middle_spans_the_years_of_its_run() -> None:
    """Figures set to the right of their columns: "June 30," stands over neither 2024 nor the middle of both."""
    rows = [("Sales", "6,105", "9,874", "1,423", "6,318", "9,047"), ("Price", "4,830", "4,360", "3,610", "3,820", "3,060")]
    edges = (60.0, 323.0, 375.0, 427.0, 479.0, 531.0)
    layout = page(
        [
            (110.0, [(60.0, "In"), (400.0, "Year ended December"), (498.0, "June 30,")]),
            (130.0, [*zip(edges, ("Of", "2022", "2023", "2024", "2024", "2025"), strict=True)]),
            *((150.0 + 20 * index, [*zip(edges, texts, strict=True)]) for index, texts in enumerate(rows)),
        ]
    )
    assert row_of(layout, 0)[1:] == [("Year ended December", 1, 3), ("June 30,", 4, 2)]


def test_years_over_other_columns_begin_another_table() -> None:
    layout = page(
        [
            (110.0, [(60.0, "In"), (322.0, "2022"), (374.0, "2023"), (426.0, "2024")]),
            (130.0, [(60.0, "Loss"), (322.0, "225"), (374.0, "348"), (426.0, "365")]),
            (150.0, [(60.0, "Gain"), (322.0, "125"), (374.0, "148"), (426.0, "165")]),
            (170.0, [(60.0, "Position")]),
            (190.0, [(60.0, "In"), (345.0, "2022"), (405.0, "2023")]),
            (210.0, [(60.0, "Assets"), (345.0, "412"), (405.0, "503")]),
            (230.0, [(60.0, "Debts"), (345.0, "312"), (405.0, "403")]),
        ]
    )
    assert [len(grid.columns) for grid in find_aligned(layout, [])] == [4, 3]


def year_words(*texts: str) -> tuple[Segment, ...]:
    edges = ((240.0, 262.0), (263.0, 300.0), (305.0, 327.0), (328.0, 365.0))
    return line_to_segments(Line(tuple(Word(text, x0, 0, x1, 10) for text, (x0, x1) in zip(texts, edges, strict=True))), 0)


def test_years_that_touch_are_cut_where_each_has_its_column() -> None:
    columns = [(60.0, 100.0), (240.0, 300.0), (305.0, 365.0)]
    parts = split_at_years(year_words("2018", "首五個月", "2019", "首五個月"), columns)
    assert [[word.text for word in part.words] for part in parts] == [["2018", "首五個月"], ["2019", "首五個月"]]
    one = year_words("Year", "ended", "2019", "audited")
    assert split_at_years(one, columns) == one


def test_a_period_beside_its_rows_spans_them() -> None:
    """Rules between the rows begin right of the period, which stands in the middle in a line of its own."""
    rules = tuple(Rule(40 if whole else 110, y, 410, y) for y, whole in ((105, True), (125, True), (155, False), (185, False), (215, True)))
    layout = page(
        [
            (110.0, [(40.0, "年度"), (150.0, "序号"), (250.0, "客户"), (400.0, "金额")]),
            (135.0, [(140.0, "1"), (250.0, "甲乙"), (400.0, "100")]),
            (165.0, [(140.0, "2"), (250.0, "乙丙"), (400.0, "90")]),
            (178.0, [(40.0, "2022年度")]),
            (195.0, [(140.0, "3"), (250.0, "丙丁"), (400.0, "80")]),
        ],
        rules,
    )
    grid = find_aligned(layout, [])[0]
    assert [(cell.text, cell.row, cell.rowspan) for cell in grid.cells if cell.col == 0] == [("年度", 0, 1), ("2022年度", 1, 3)]


def test_the_rule_of_a_row_makes_its_second_line_no_heading() -> None:
    rules = tuple(Rule(50, y, 410, y) for y in (105, 125, 165, 185, 205))
    layout = page(
        [
            (110.0, [(50.0, "项目"), (300.0, "2022"), (400.0, "2021")]),
            (130.0, [(50.0, "公允价值变动收益")]),
            (140.0, [(50.0, "（损失"), (300.0, "5"), (400.0, "6")]),
            (150.0, [(50.0, "填列）")]),
            (170.0, [(50.0, "营业利润"), (300.0, "7"), (400.0, "8")]),
            (190.0, [(50.0, "利润总额"), (300.0, "9"), (400.0, "1")]),
        ],
        rules,
    )
    assert row_of(layout, 1) == [("公允价值变动收益\n（损失\n填列）", 0, 1), ("5", 1, 1), ("6", 2, 1)]


def test_marks_of_notes_beside_heads_are_cut_off() -> None:
    words = (Word("（附註 1）", 244, 0, 286, 10), Word("實際產量", 289, 0, 324, 10), Word("（附註 2）", 327, 0, 370, 10))
    assert [segment.text for segment in line_to_segments(Line(words), 0)] == ["（附註 1）", "實際產量", "（附註 2）"]


def test_one_table_per_year_with_the_heads_once_more() -> None:
    """The line of the period and the unit above each is its caption, no head of a column."""
    heads = [(60.0, "序号"), (250.0, "供应商"), (400.0, "金额")]
    layout = page(
        [
            (100.0, [(60.0, "2023 年 1-3 月"), (420.0, "单位：万元")]),
            (120.0, heads),
            (140.0, [(60.0, "1"), (250.0, "甲乙丙"), (400.0, "100")]),
            (160.0, [(60.0, "2"), (250.0, "乙丙丁"), (400.0, "90")]),
            (180.0, [(60.0, "2022 年度"), (420.0, "单位：万元")]),
            (200.0, heads),
            (220.0, [(60.0, "1"), (250.0, "丙丁戊"), (400.0, "400")]),
            (240.0, [(60.0, "2"), (250.0, "甲乙丙"), (400.0, "300")]),
        ]
    )
    assert [grid.cells[0].text for grid in find_aligned(layout, [])] == ["序号", "序号"]


def test_a_period_above_years_is_no_caption() -> None:
    layout = page(
        [
            (100.0, [(300.0, "Year ended 31 December")]),
            (120.0, [(60.0, "In"), (320.0, "2022"), (400.0, "2021")]),
            (140.0, [(60.0, "Sales"), (320.0, "100"), (400.0, "90")]),
            (160.0, [(60.0, "Costs"), (320.0, "80"), (400.0, "70")]),
        ]
    )
    assert "Year ended 31 December" in [cell.text for cell in find_aligned(layout, [])[0].cells]


@pytest.mark.parametrize(
    ("words", "parts"),
    [(("收入金額", "佔總收入百"), ["收入金額", "佔總收入百"]), (("Year", "ended"), ["Year ended"]), (("2018", "年度"), ["2018年度"])],
)
def test_chinese_heads_are_cut_at_a_gap_over_two_columns(words: tuple[str, str], parts: list[str]) -> None:
    line = Line((Word(words[0], 240, 0, 280, 10), Word(words[1], 284, 0, 330, 10)))
    found = split_heads(line_to_segments(line, 0), [(60.0, 100.0), (240.0, 280.0), (290.0, 330.0)])
    assert ["".join(segment.text.split()) for segment in found] == ["".join(part.split()) for part in parts]


@pytest.mark.parametrize(("gap", "columns"), [(7.0, 7), (0.0, 0)])
def test_heads_nearer_than_columns_are_no_prose(gap: float, columns: int) -> None:
    """Capacity, output and rate of two years: 設計產能 實際產量 利用率 twice, 7 pt apart, over the width of the text."""
    heads = ["設計產能", "實際產量", "利用比率"] * 2
    starts = [160.0 + 60 * index for index in range(6)]
    chars = [char for word, x in zip(heads, starts, strict=True) for char in word_to_chars(word, x, 100, x + 60 - gap, 110)]
    for row, label in enumerate(("甲廠", "乙廠")):
        top = 120.0 + 20 * row
        chars += list(word_to_chars(label, 60, top, 80, top + 10))
        for x in starts:
            chars += list(word_to_chars("80,000", x + 20, top, x + 50, top + 10))
    (grid,) = find_aligned(PageLayout(1, 595, 842, 0, tuple(chars), ()), [])
    first = [cell for cell in grid.cells if cell.row == 0]
    assert len(grid.columns) == 7
    assert len(first) == (6 if columns else 7)
    assert (first[0].text == "設計產能") is bool(columns)


@pytest.mark.parametrize(("texts", "expected"), [(("Maker of tubing", "Maker of wire", "Maker of glass"), 4), (("Maker of tubing",), 3)])
def test_texts_that_never_stand_beside_a_figure_have_a_column_of_their_own(texts: tuple[str, ...], expected: int) -> None:
    """Every background wraps around the line of its party; one such line is no column."""
    lines = [(100.0, [(50, "Customer"), (150, "Background"), (350, "Sales"), (450, "Share")])]
    for index in range(3):
        if index < len(texts):
            lines.append((114.0 + 18 * index, [(150, texts[index])]))
        lines.append((120.0 + 18 * index, [(50, f"Customer {'ABC'[index]}"), (350, f"{index + 1},000"), (450, f"{index + 1}.0")]))
    grid = find_aligned(page(lines, right=False), [])[0]
    assert len(grid.columns) == expected


@pytest.mark.parametrize(("edge", "expected"), [(110.0, ["東莞聯發", "五金配件"]), (107.0, ["東莞聯發 五金配件"])])
def test_a_chinese_text_is_cut_where_a_column_of_texts_begins(edge: float, expected: list[str]) -> None:
    """Another edge than that of the column is a gap in the text."""
    segment = Segment((Word("東莞聯發", 50, 0, 104, 10), Word("五金配件", edge, 0, edge + 40, 10)), 0)
    assert [" ".join(word.text for word in part.words) for part in split_at_edges([segment], [110.0, 110.2, 109.9])] == expected
    assert split_at_edges([segment], [110.0, 110.2]) == (segment,)


def test_a_latin_name_is_not_cut_at_such_an_edge() -> None:
    segment = Segment((Word("Tomy", 50, 0, 104, 10), Word("Limited", 110, 0, 150, 10)), 0)
    assert split_at_edges([segment], [110.0, 110.2, 109.9]) == (segment,)


def test_a_label_as_wide_as_prose_above_columns_of_figures_is_a_row() -> None:
    long = "Decrease in fair value of assets at fair value through profit or loss"
    layout = page(
        [
            (100, [(64, "Other income"), (500, "137,360"), (560, "125,885")]),
            (115, [(64, long), (500, "(144,095)"), (560, "(165,710)")]),
            (130, [(64, "Selling expenses"), (500, "(55,554)"), (560, "(57,734)")]),
        ]
    )
    grids = find_aligned(layout, [])
    assert [cell.text for cell in grids[0].cells if cell.row == 1] == [long, "(144,095)", "(165,710)"]


def test_a_head_beside_its_column_of_dashes_is_not_its_neighbour_s() -> None:
    """MiniMax p.29: % centred over a column in which only dashes stand, set to the right."""
    lines = [
        (88.0, [(225.0, "2022"), (345.0, "2023")]),
        (100.0, [(215.0, "US$"), (258.0, "%"), (335.0, "US$"), (400.0, "%")]),
        (112.0, [(71.0, "Administrative expenses"), (240.0, "(3,213)"), (280.0, "–"), (350.0, "(7,615)"), (410.0, "(220.1)")]),
        (124.0, [(71.0, "Finance costs"), (240.0, "(14)"), (280.0, "–"), (350.0, "(61)"), (410.0, "(1.8)")]),
        (136.0, [(71.0, "Loss before tax"), (240.0, "(73,728)"), (280.0, "–"), (350.0, "(269,246)"), (410.0, "(7,781)")]),
    ]
    assert [row_of(page(lines), row) for row in range(3)][1] == [("US$", 1, 1), ("%", 2, 1), ("US$", 3, 1), ("%", 4, 1)]


def close_row(top: float, party: str, kind: str, amount: str, share: str, product: str) -> list[tuple[float, float, str]]:
    """Texts with their left edges, 7 pt between a column and the next one's texts."""
    return [
        (top, 50, party),
        (top, 107, kind),
        (top, 210 - 5.0 * len(amount), amount),
        (top, 282 - 5.0 * len(share), share),
        (top, 289, product),
    ]


def close_page(rows: list[list[tuple[float, float, str]]]) -> PageLayout:
    chars = [char for row in rows for top, x, text in row for char in word_to_chars(text, x, top, x + 5.0 * len(text), top + 10)]
    return PageLayout(1, 595, 842, 0, tuple(chars), ())


def test_columns_that_stand_so_close_in_every_row_are_cut() -> None:
    """Guanghe (1989) p.155: 26.5 | PCB and Customer A | Direct customer, 7 pt apart in all rows."""
    rows = [
        close_row(100.0 + 14 * i, f"Client{name}(1)", "Direct", f"{639 - i},883", f"{26.5 - i}", "PCB") for i, name in enumerate("ABCDE")
    ]
    grid = find_aligned(close_page(rows), [])[0]
    assert [cell.text for cell in grid.cells if cell.row == 1] == ["ClientB(1)", "Direct", "638,883", "25.5", "PCB"]


def test_a_label_led_in_by_a_colon_or_a_number_is_one_cell() -> None:
    rows = [
        [(100.0 + 14 * i, 50, "Less:"), (100.0 + 14 * i, 82, label), (100.0 + 14 * i, 300, "1,234"), (100.0 + 14 * i, 400, "2,345")]
        for i, label in enumerate(("Cost", "Taxes", "Others"))
    ]
    grid = find_aligned(close_page(rows), [])[0]
    assert [cell.text for cell in grid.cells if cell.row == 1] == ["Less: Taxes", "1,234", "2,345"]


@pytest.mark.parametrize(("count", "cells"), [(2, ["9.4", "since"]), (1, ["9.4 since"])])
def test_two_rows_are_cut_behind_a_share(count: int, cells: list[str]) -> None:
    """Estun (2715) p.230: the last two rows of a page, "9.4 | since 2022"."""
    rows = [
        [(100.0 + 14 * i, 50, "Customer"), (100.0 + 14 * i, 200, "376,600"), (100.0 + 14 * i, 300, "9.4"), (100.0 + 14 * i, 322, "since")]
        for i in range(count)
    ]
    grid = find_aligned(close_page([*rows, [(150.0, 50, "Total"), (150.0, 200, "376,600")]][: count + (count < 2)]), [])[0]
    assert [cell.text for cell in grid.cells if cell.row == 0][2:] == cells
