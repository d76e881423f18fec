"""Words, lines and turned pages."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import BBox
from analyzer.pdf.chars import Char
from analyzer.pdf.document import Document
from analyzer.pdf.layout import (
    PageLayout,
    Word,
    chars_to_words,
    edge_shapes,
    join_words,
    line_shape,
    read_layout,
    running_lines,
    turn_box,
    turn_char,
    without_leaders,
    words_to_lines,
)
from analyzer.pdf.rules import Rule
from analyzer.pdf.tables import layout_to_tables
from stored_pages import load_layout, row_texts

WIDTH, HEIGHT = 595.0, 842.0
points = st.integers(0, 500)
boxes = st.tuples(points, points, points, points).map(lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])))


def typed(text: str, x: float, top: float, size: float = 10.0) -> list[Char]:
    """A line of characters half as wide as high (Chinese: as wide), blanks included."""
    chars = []
    for letter in text:
        width = size if letter > "\u2e80" else size / 2
        chars.append(Char(letter, x, top, x + width, top + size, 0))
        x += width
    return chars


@given(boxes, st.integers(0, 3))
def test_turning_a_box_there_and_back_gives_it_again(box: BBox, turn: int) -> None:
    width, height = (HEIGHT, WIDTH) if turn % 2 else (WIDTH, HEIGHT)
    upright = turn_box(box, turn, WIDTH, HEIGHT)
    assert turn_box(upright, (4 - turn) % 4, width, height) == pytest.approx(box)


@given(boxes, st.integers(0, 3))
def test_a_layout_gives_the_box_on_the_page_as_displayed(box: BBox, turn: int) -> None:
    width, height = (HEIGHT, WIDTH) if turn % 2 else (WIDTH, HEIGHT)
    layout = PageLayout(1, width, height, turn, (), ())
    assert layout.to_page(turn_box(box, turn, WIDTH, HEIGHT)) == pytest.approx(box)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [(0, (10, 20, 40, 30)), (1, (20, 555, 30, 585)), (2, (555, 812, 585, 822)), (3, (812, 10, 822, 40))],
)
def test_quarter_turns(turn: int, expected: BBox) -> None:
    assert turn_box((10, 20, 40, 30), turn, WIDTH, HEIGHT) == expected


class Sideways:
    """A document whose one page is a stored page drawn `turn` quarters clockwise, with an upright running head beside it."""

    def __init__(self, layout: PageLayout, turn: int) -> None:
        self.layout, self.turn = layout, turn
        self.back = (4 - turn) % 4

    def size(self, page: int) -> tuple[float, float]:
        return (self.layout.height, self.layout.width) if self.turn % 2 else (self.layout.width, self.layout.height)

    def skew(self, page: int) -> float:
        return 0.0

    def page_marks(self, page: int) -> tuple[tuple[Char, ...], tuple[Rule, ...]]:
        width, height = self.layout.width, self.layout.height
        chars = tuple(turn_char(char, self.back, width, height)._replace(turn=self.turn) for char in self.layout.chars)
        boxes = (turn_box((r.x0, r.top, r.x1, r.bottom), self.back, width, height) for r in self.layout.rules)
        head = tuple(char._replace(turn=(self.turn + 1) % 4) for char in typed("APPENDIX I", 20, 20))
        return (*chars, *head), tuple(Rule(*box) for box in boxes)


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize("name", ["income_giantec_p348", "income_002610_p188"])
def test_a_sideways_page_reads_like_an_upright_one(name: str, turn: int) -> None:
    upright = load_layout(name)
    sideways = read_layout(cast(Document, Sideways(upright, turn)), upright.page)
    assert (sideways.turn, sideways.width, sideways.height) == (turn, upright.width, upright.height)
    assert "APPENDIX" not in {word.text for word in sideways.words}
    expected = layout_to_tables(upright, ("ruled", "aligned"))[-1].table
    found = layout_to_tables(sideways, ("ruled", "aligned"))[-1].table
    assert row_texts(found) == row_texts(expected)
    back = {cell.text: turn_box(cell.bbox, turn, *Sideways(upright, turn).size(1)) for cell in found.cells()}
    wanted = {cell.text: cell.bbox for cell in expected.cells()}
    assert back.keys() == wanted.keys()
    assert all(back[text] == pytest.approx(box, abs=0.02) for text, box in wanted.items())


def test_words_part_at_blanks_and_at_gaps() -> None:
    chars = [*typed("Cost of sales", 50, 100), *typed("(375,738)", 300, 100)]
    assert [word.text for word in chars_to_words(chars)] == ["Cost", "of", "sales", "(375,738)"]
    assert [line.text for line in words_to_lines(chars_to_words(chars))] == ["Cost of sales (375,738)"]


def test_a_superscript_joins_the_line_it_hangs_on() -> None:
    raised = [Char(letter, 100 + 3 * index, 98, 103 + 3 * index, 104, 0) for index, letter in enumerate("(1)")]
    words = chars_to_words([*typed("Customer A", 50, 100), *raised, *typed("Next line", 50, 114)])
    assert [line.text for line in words_to_lines(words)] == ["Customer A(1)", "Next line"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Revenue", "Revenue"),
        ("Revenue.....................", "Revenue"),
        ("Revenueььььь", "Revenue"),
        ("Revenue\x02\x02\x02\x02", "Revenue"),
        ("……………703", "703"),
        ("1.25", "1.25"),
    ],
)
def test_leader_dots_are_dropped_from_words(text: str, left: str) -> None:
    word = without_leaders(Word(text, 50, 100, 150, 110))
    assert word is not None
    assert word.text == left


@pytest.mark.parametrize("text", ["......", "ьььь", ".", "\ue010\ue010\ue010"])
def test_a_word_of_leader_dots_is_none(text: str) -> None:
    assert without_leaders(Word(text, 50, 100, 90, 110)) is None


def test_the_box_of_a_word_shrinks_with_its_leader_dots() -> None:
    kept = without_leaders(Word("ab........", 0, 0, 100, 10))
    front = without_leaders(Word("........99", 0, 0, 100, 10))
    assert kept == Word("ab", 0, 0, 20, 10)
    assert front == Word("99", 80, 0, 100, 10)


def test_letter_spaced_chinese_closes_up_and_latin_does_not() -> None:
    words = [Word("项", 50, 0, 60, 10), Word("目", 62, 0, 72, 10), Word("FY", 78, 0, 88, 10), Word("2024", 92, 0, 112, 10)]
    assert join_words(words) == "项目 FY 2024"


def test_running_heads_stand_at_page_ends_and_unit_captions_are_none() -> None:
    pages = [f"沐曦股份 招股说明书\n单位：元\n第{page}节 正文内容甲乙丙{chr(0x4E00 + page)}\n1-1-{page}" for page in range(1, 21)]
    found = running_lines(pages)
    assert line_shape("沐曦股份 招股说明书") in found
    assert line_shape("单位：元") not in found
    assert "截至月日止年度" not in edge_shapes("截至12月31日止年度\n正文")
    assert "Annualresultssection" in edge_shapes("Annual results section 5\nbody")


@pytest.mark.parametrize(
    "line", ["2022 年 2023 年 2024 年 2024 年 2025 年", "附註 2022年 2023年", "（未經審計） （未經審計）", "金額 % 金額 %", "FY2022 FY2023"]
)
def test_heads_of_tables_at_page_tops_are_no_running_heads(line: str) -> None:
    assert edge_shapes(f"{line}\n正文文字") == {"正文文字"}


def test_a_running_head_is_no_body_line_but_the_same_words_in_the_middle_are() -> None:
    chars = (*typed("招股说明书", 50, 80), *typed("招股说明书", 50, 400), *typed("88", 300, 790))
    layout = PageLayout(1, WIDTH, HEIGHT, 0, tuple(chars), (), running=frozenset({"招股说明书"}))
    assert [(line.text, line.box[1]) for line in layout.body_lines] == [("招股说明书", 400)]


@pytest.mark.parametrize(("text", "running"), [("190", True), ("– I-5 –", True), ("1-1-210", True), ("2023", False), ("第 12 页", True)])
def test_page_numbers_are_running_lines_a_year_alone_is_none(text: str, running: bool) -> None:
    layout = PageLayout(1, WIDTH, HEIGHT, 0, tuple(typed(text, 290, 90)), ())
    assert layout.is_running(layout.lines[0]) is running


def test_a_page_of_blanks_has_no_lines_and_no_tables() -> None:
    layout = PageLayout(1, WIDTH, HEIGHT, 0, tuple(typed("      ", 50, 100)), ())
    assert layout.lines == ()
    assert layout_to_tables(layout, ("ruled", "aligned")) == []


def test_a_skewed_scan_gives_its_boxes_on_the_page_as_displayed() -> None:
    level = PageLayout(1, 200.0, 100.0, 0, (), (), skew=90.0)
    assert level.to_page((100, 50, 110, 60)) == pytest.approx((100, 40, 110, 50))
