"""Tables drawn with rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.pdf.layout import PageLayout
from analyzer.pdf.ruled import find_grids, kept_starts, nearest, snapped
from analyzer.pdf.rules import Rule
from analyzer.pdf.strategies import STRATEGIES
from stored_pages import load_layout, page_tables, row_texts, word_to_chars


def drawn(xs: list[float], ys: list[float], texts: list[list[str]], rules: list[Rule] | None = None) -> PageLayout:
    """A page with a grid of these lines and one text in the middle of each cell; rules None draws all of them."""
    chars = [
        char
        for row, line in enumerate(texts)
        for col, text in enumerate(line)
        if text
        for char in word_to_chars(text, xs[col] + 4, ys[row] + 4, xs[col] + 4 + 6 * len(text), ys[row] + 14)
    ]
    whole = [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]
    return PageLayout(1, 595, 842, 0, tuple(chars), tuple(whole if rules is None else rules))


XS, YS = [100.0, 200.0, 300.0, 400.0], [200.0, 220.0, 240.0]
TEXTS = [["项目", "2024", "2023"], ["收入", "1,234", "987"]]


def texts_of(layout: PageLayout) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.row, cell.col) for cell in grid.cells] for grid in find_grids(layout)]


EXPECTED = [("项目", 0, 0), ("2024", 0, 1), ("2023", 0, 2), ("收入", 1, 0), ("1,234", 1, 1), ("987", 1, 2)]


def test_a_plain_grid() -> None:
    assert texts_of(drawn(XS, YS, TEXTS)) == [EXPECTED]
    assert find_grids(drawn(XS, YS, TEXTS))[0].box == (100, 200, 400, 240)


def test_a_table_with_rules_around_every_cell_is_boxed() -> None:
    """Hong Kong: alignment comes first, but names that wrap around their figures are told apart by the rules alone."""
    assert [grid.row_count for grid in STRATEGIES["boxed"](drawn(XS, YS, TEXTS), [])] == [2]


def test_a_box_around_several_lines_of_figures_is_not_boxed() -> None:
    layout = drawn(XS, [200.0, 220.0, 260.0], TEXTS)
    below = [char for col in (1, 2) for char in word_to_chars("555", XS[col] + 4, 240, XS[col] + 22, 250)]
    layout = replace(layout, chars=(*layout.chars, *below))
    assert STRATEGIES["boxed"](layout, []) == []
    assert len(STRATEGIES["ruled"](layout, [])) == 1


def test_rules_drawn_as_dots_are_joined() -> None:
    dots = [Rule(x, y, x + 2, y + 0.5) for y in YS for x in range(100, 400, 5)]
    posts = [Rule(x, y, x + 0.5, y + 2) for x in XS for y in range(200, 240, 5)]
    assert texts_of(drawn(XS, YS, TEXTS, dots + posts)) == [EXPECTED]


def test_open_sides_are_closed() -> None:
    rules = [Rule(100, y, 400, y) for y in YS] + [Rule(x, 200, x, 240) for x in XS[1:-1]]
    assert texts_of(drawn(XS, YS, TEXTS, rules)) == [EXPECTED]


@pytest.mark.parametrize("missing", [0, -1])
def test_a_missing_outer_rule_is_added_where_the_posts_end(missing: int) -> None:
    kept = [y for y in YS if y != YS[missing]]
    rules = [Rule(100, y, 400, y) for y in kept] + [Rule(x, 200, x, 240) for x in XS]
    assert texts_of(drawn(XS, YS, TEXTS, rules)) == [EXPECTED]


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    rules = [
        *(Rule(100, y, 400, y) for y in (200, 240)), Rule(200, 220, 400, 220),
        *(Rule(x, 200, x, 240) for x in (100, 200, 400)), Rule(300, 220, 300, 240),
    ]  # fmt: skip
    layout = drawn(XS, YS, [["项目", "2024", ""], ["", "金额", "占比"]], rules)
    cells = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in find_grids(layout)[0].cells}
    assert cells == {"项目": (0, 0, 2, 1), "2024": (0, 1, 1, 2), "金额": (1, 1, 1, 1), "占比": (1, 2, 1, 1)}


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [Rule(100, 200, 400, 200)],
        [Rule(100, 200, 400, 200), Rule(100, 240, 400, 240), Rule(100, 200, 100, 240), Rule(400, 200, 400, 240)],
    ],
    ids=["none", "one line", "a frame around a paragraph"],
)
def test_what_is_no_grid(rules: list[Rule]) -> None:
    assert find_grids(drawn(XS, YS, TEXTS, rules)) == []


def test_doubled_lines_are_one_line_to_the_eye() -> None:
    """002610 p.188: 281 rules, 26 rows by 4 columns to the eye."""
    table = page_tables("income_002610_p188")[0]
    rows = row_texts(table)
    assert (len(rows), table.column_count) == (27, 4)
    assert rows[0] == ["项目", "2010 年度", "2009 年度", "2008 年度"]
    assert rows[1] == ["一、营业收入", "1,247,954,726.81", "553,872,638.56", "377,803,567.69"]
    assert rows[10] == ["其中：对联营企业和合营企业的投资收益", "20,700,593.73", "-292,410.60", "-"]
    assert rows[19] == ["少数股东损失", "-1,463,243.19", "-363,846.96", "-"]
    assert all(cell.rowspan == cell.colspan == 1 for cell in table.cells())


def test_open_sided_tables_of_a_page() -> None:
    """002257 p.114: four small tables without left and right borders."""
    tables = page_tables("layout_002257_p114")
    assert [row_texts(table)[1] for table in tables[1:]] == [
        ["产能", "180", "130.00", "110.00"],
        ["产能", "105", "80.00", "70.00"],
        ["产能", "15", "15.00", "15.00"],
    ]
    assert [table.caption.splitlines()[-1] for table in tables[1:]] == ["6 英寸硅抛光片:", "5 英寸硅抛光片:", "4 英寸硅抛光片:"]
    head = tables[0].rows[0]
    assert [(cell.text, cell.col, cell.rowspan, cell.colspan) for cell in head] == [
        ("项目", 0, 2, 1), ("2007 年度", 1, 1, 2), ("2006 年度", 3, 1, 2), ("2005 年度", 5, 1, 2),
    ]  # fmt: skip


def test_a_body_without_a_rule_above_its_first_row() -> None:
    """002257 p.161: the statement goes on at the top of the page, its first row open above."""
    layout = load_layout("income_002257_p161")
    assert not any(rule.horizontal and rule.x1 - rule.x0 > 300 and rule.top < 85 for rule in layout.rules)
    assert row_texts(page_tables("income_002257_p161")[0]) == [
        ["（一）基本每股收益", "1.15", "0.78", "0.60"],
        ["（二）稀释每股收益", "1.15", "0.78", "0.60"],
    ]


def test_snapping_and_lookup_of_grid_lines() -> None:
    lines = snapped([100, 101.5, 200, 204, 300], 3)
    assert lines == [100, 200, 204, 300]
    assert [nearest(lines, value) for value in (99, 100, 150, 204, 999)] == [0, 0, 0, 2, 3]
    assert kept_starts([(0, 1), (0, 2), (3, 1), (4, 1)], 4) == [0, 3]


def test_a_band_over_the_whole_table_is_not_cut_by_rules_between_other_rows() -> None:
    """Typeset after filings of 2016: products under one customer are parted by short rules above and below a row 2014年度."""
    xs, ys = [100.0, 200.0, 300.0, 400.0], [200.0, 220.0, 240.0, 260.0, 280.0, 300.0]
    texts = [["甲", "纸箱", "1.00"], ["", "薄膜", "2.00"], ["2014年度", "", ""], ["乙", "纸箱", "3.00"], ["", "薄膜", "4.00"]]
    rules = [Rule(100, y, 400, y) for y in (200.0, 240.0, 260.0, 300.0)] + [Rule(200, y, 400, y) for y in (220.0, 280.0)]
    rules += [Rule(x, 200, x, 300) for x in (100.0, 400.0)]
    rules += [Rule(x, top, x, top + 40) for x in (200.0, 300.0) for top in (200.0, 260.0)]
    (grid,) = find_grids(drawn(xs, ys, texts, rules))
    assert [(cell.text, cell.row, cell.col, cell.colspan) for cell in grid.cells if cell.row == 2] == [("2014年度", 2, 0, 3)]
    assert [cell.text for cell in grid.cells if cell.col == 0] == ["甲", "2014年度", "乙"]


def banded(band: str) -> PageLayout:
    """Two open-sided grids with the same columns and one line between them, which no vertical rule crosses."""
    ys = [200.0, 220.0, 240.0, 260.0]
    texts = [["产品", "产能", "产量"], [band, "", ""], ["甲", "12", "11"]]
    posts = [Rule(x, top, x, top + 20) for x in (200, 300) for top in (200, 240)]
    return drawn(XS, ys, texts, [*(Rule(100, y, 400, y) for y in ys), *posts])


def test_the_band_of_a_period_does_not_cut_an_open_sided_table() -> None:
    (grid,) = find_grids(banded("2014 年 1-6 月"))
    assert [(cell.text, cell.row, cell.col, cell.colspan) for cell in grid.cells] == [
        ("产品", 0, 0, 1), ("产能", 0, 1, 1), ("产量", 0, 2, 1), ("2014 年 1-6 月", 1, 0, 3),
        ("甲", 2, 0, 1), ("12", 2, 1, 1), ("11", 2, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["单位：吨", "（2）境外销售情况", "2014 年境外销售情况如下："])
def test_another_line_parts_two_tables(line: str) -> None:
    assert [len(grid.cells) for grid in find_grids(banded(line))] == [3, 3]
