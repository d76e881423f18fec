"""Tables with their captions, and joining those that run over pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.model import Cell, RawTable
from analyzer.pdf.chars import Char
from analyzer.pdf.layout import PageLayout
from analyzer.pdf.tables import PageTable, continues, has_own_title, join_tables, layout_to_tables, same_columns
from stored_pages import load_layout, open_stored, page_tables, row_texts, word_to_chars

COLUMNS = ((50.0, 200.0), (200.0, 300.0), (300.0, 400.0))


def table(
    page: int = 1, caption: str = "", strategy: str = "ruled", columns: tuple[tuple[float, float], ...] = COLUMNS, text: str = "收入"
) -> RawTable:
    cells = tuple(
        Cell(word, page, (left, 100, right, 110), 0, col)
        for col, (word, (left, right)) in enumerate(zip((text, "1", "2"), columns, strict=False))
    )
    return RawTable(caption, "", (cells,), (page,), strategy, (50, 100, 400, 110), columns)


def test_caption_and_unit_line_are_the_lines_above_nearest_last() -> None:
    found = page_tables("income_002610_p188")[0]
    assert (found.caption, found.unit_line) == ("（二）近三年合并利润表\n单位：元", "单位：元")
    zhenro = page_tables("income_zhenro_p405", ("aligned", "ruled"))[0]
    assert zhenro.unit_line == "are rounded to the nearest thousand (RMB’000) except when otherwise indicated."


def test_caption_ends_at_the_table_above() -> None:
    tables = page_tables("income_maotai2001_p12")
    assert [item.caption.splitlines() for item in tables] == [["1、资产负债表主要数据", "单位：万元"], ["2、利润表主要数据", "单位：万元"]]


def test_a_statement_over_two_pages_is_one_table() -> None:
    """688802 pp.241-242: the head is repeated, the label of the operating loss is cut by the page end."""
    joined = open_stored("income_688802_p241", "income_688802_p242").pages.joined([241, 242])
    assert len(joined) == 1
    statement = joined[0]
    assert (statement.pages, len(statement.rows)) == ((241, 242), 43)
    rows = row_texts(statement)
    assert rows[22] == ["三、营业利润（亏损以“-”号", "-231,730,182.45", "-1,403,482,254.06", "-869,120,261.54", "-775,806,056.21"]
    assert rows[24] == ["填列）"]
    assert [cell.page for cell in statement.rows[22]] == [241] * 5
    assert [cell.page for cell in statement.rows[25]] == [242] * 5
    assert [row[0].row for row in statement.rows] == list(range(43))


def test_a_body_without_a_head_joins_the_table_of_the_page_before() -> None:
    """002257 pp.160-161: earnings per share alone at the top of the next page."""
    joined = open_stored("income_002257_p160", "income_002257_p161").pages.joined([160, 161])
    last = joined[-1]
    assert last.pages == (160, 161)
    assert row_texts(last)[-1] == ["（二）稀释每股收益", "1.15", "0.78", "0.60"]
    assert last.unit_line == "单位：元"


def test_another_statement_on_the_next_page_does_not_join() -> None:
    """002610 p.189 begins with the title of the cash flow statement."""
    joined = open_stored("income_002610_p188", "income_002610_p189").pages.joined([188, 189])
    assert [item.pages for item in joined] == [(188,), (189,)]


def test_pages_that_are_not_there_are_left_out() -> None:
    reader = open_stored("income_002610_p188").pages
    assert [item.pages for item in reader.joined([0, 188, 999])] == [(188,)]


@pytest.mark.parametrize(
    ("lower", "first", "expected"),
    [
        (table(2), True, True),
        (table(3), True, False),
        (table(2, caption="（续上表）"), False, True),
        (table(2, caption="单位：元"), False, True),
        (table(2, caption="本公司的主要客户如下"), False, False),
        (table(2, caption="合并现金流量表"), True, False),
        (table(2, strategy="aligned"), True, False),
        (table(2, columns=((50, 120), (120, 300), (300, 400))), True, False),
        (table(2, columns=((52, 203), (203, 302))), True, True),
    ],
    ids=[
        "next page",
        "a page between",
        "continued",
        "unit repeated",
        "own caption",
        "own title",
        "other strategy",
        "other columns",
        "one column fewer",
    ],
)
def test_what_goes_on(lower: RawTable, first: bool, expected: bool) -> None:
    assert continues(PageTable(table(1), True, True), PageTable(lower, first, True)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合并利润表", True),
        ("合并利润表（续）", False),
        ("Consolidated statements of cash flows", True),
        ("STATEMENTS OF COMPREHENSIVE INCOME – continued", False),
        ("收入", False),
    ],
)
def test_own_titles(text: str, expected: bool) -> None:
    assert has_own_title(table(caption=text)) is expected


def test_a_numbered_title_in_the_first_row_is_the_table_s_own() -> None:
    """The number stands apart from its title: 1 綜合損益及其他全面收益表."""
    texts = ("1", "綜合損益及其他全面收益表")
    first = tuple(Cell(text, 2, (70.0 + 20 * col, 10.0, 85.0 + 20 * col, 20.0), 0, col) for col, text in enumerate(texts))
    assert has_own_title(RawTable("", "", (first,), (2,), "aligned"))
    assert not has_own_title(RawTable("", "", (first[:1],), (2,), "aligned"))


def test_cells_of_a_lower_part_move_to_the_columns_at_their_place() -> None:
    lower = table(2, columns=((50.0, 200.0), (301.0, 401.0)))
    joined = join_tables(table(1), lower)
    assert [(cell.row, cell.col) for cell in joined.rows[1]] == [(1, 0), (1, 2)]
    assert joined.pages == (1, 2)


def test_aligned_tables_match_by_their_right_edges() -> None:
    one = table(strategy="aligned")
    assert same_columns(one, table(strategy="aligned", columns=((60, 150), (250, 300), (350, 400))))
    assert not same_columns(one, table(strategy="aligned", columns=((60, 150), (420, 470), (500, 520))))


def test_a_line_between_two_tables_keeps_them_apart_on_one_page() -> None:
    layout = load_layout("income_002610_p188")
    footer = tuple(word_to_chars("附注", 60, 770, 80, 780))
    last = layout_to_tables(layout, ("ruled",))[-1]
    followed = layout_to_tables(replace(layout, chars=(*layout.chars, *footer)), ("ruled",))[-1]
    assert (last.first, last.last) == (False, True)
    assert followed.last is False


def test_strategies_take_turns_and_do_not_overlap() -> None:
    aligned_first = page_tables("income_002610_p188", ("aligned", "ruled"))
    ruled_first = page_tables("income_002610_p188", ("ruled", "aligned"))
    assert [item.strategy for item in ruled_first] == ["ruled"]
    assert [item.strategy for item in aligned_first] == ["aligned"]
    assert row_texts(ruled_first[0])[1] in row_texts(aligned_first[0])


def test_an_empty_page_has_no_table() -> None:
    blank = Char(" ", 10, 10, 12, 20, 0)
    assert layout_to_tables(PageLayout(1, 595, 842, 0, (blank,), ()), ("ruled", "aligned")) == []
