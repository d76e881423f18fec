"""Running text and the way back to its boxes."""

from __future__ import annotations

import pytest

from analyzer.pdf.chars import Char
from analyzer.pdf.layout import PageLayout, Word
from analyzer.pdf.prose import Prose, read_prose, separator, word_part
from stored_pages import load_layout, word_to_chars


def page(number: int, *lines: tuple[float, str]) -> PageLayout:
    chars = []
    for top, text in lines:
        x = 50.0
        for word in text.split(" "):
            chars += list(word_to_chars(word, x, top, x + 5 * len(word), top + 10))
            x += 5 * len(word) + 5
    return PageLayout(number, 595, 842, 0, tuple(chars), ())


def test_lines_are_one_text_and_words_lead_back_to_their_boxes() -> None:
    prose = read_prose([page(7, (200, "revenue was RMB703.5"), (214, "million in 2023."))])
    assert prose.text == "revenue was RMB703.5 million in 2023."
    start = prose.text.index("RMB703.5")
    assert prose.place(start, start + 8) == (7, (110.0, 200.0, 150.0, 210.0))
    number, box = prose.place(start, start + len("RMB703.5 million"))
    assert (number, box) == (7, (50.0, 200.0, 150.0, 224.0))


def test_a_part_of_a_word_has_its_share_of_the_box() -> None:
    assert word_part(Word("RMB703", 100, 0, 160, 10), 10, 13, 16, page(1)) == (130, 0, 160, 10)


def test_a_part_of_a_word_of_wide_and_narrow_letters_has_its_letters_box() -> None:
    """A Chinese sentence is one word: digits are half as wide as its ideographs."""
    widths = [10, 10, 5, 5, 5, 10, 10]
    lefts = [100 + sum(widths[:index]) for index in range(len(widths))]
    chars = [Char(letter, left, 0, left + width, 10, 0) for letter, left, width in zip("收入1.5亿元", lefts, widths, strict=True)]
    word = Word("收入1.5亿元", 100, 0, 155, 10)
    other = [Char("9", 120, 20, 125, 30, 0), Char("8", 120, -20, 125, -10, 0)]
    whole, without_first = (PageLayout(1, 595, 842, 0, (*other, *found), ()) for found in (chars, chars[1:]))
    assert word_part(word, 0, 2, 7, whole) == (120, 0, 155, 10)
    assert word_part(word, 0, 2, 5, whole) == (120, 0, 135, 10)
    assert word_part(word, 0, 2, 5, without_first) == pytest.approx((115.714, 0, 139.286, 10), abs=0.001)


def test_a_text_over_two_pages_is_placed_on_its_first() -> None:
    prose = read_prose([page(7, (700, "revenue was")), page(8, (80, "RMB5 million"))])
    assert prose.text == "revenue was RMB5 million"
    assert prose.place(8, 16)[0] == 7
    assert prose.place(12, 16)[0] == 8


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "a", ""),
        ("revenue", "was", " "),
        ("营业", "收入", ""),
        ("收入", "2023", ""),
        ("2023", "年", ""),
        ("semi\ufffe", "conductor", ""),
    ],
)
def test_blanks_between_words(before: str, after: str, expected: str) -> None:
    assert separator(before, after) == expected


def test_running_heads_and_page_numbers_are_left_out() -> None:
    prose = read_prose([load_layout("income_giantec_p348")])
    assert "I-5" not in prose.text
    assert prose.text.startswith("CONSOLIDATED STATEMENTS OF PROFIT OR LOSS")


def test_an_empty_prose_has_no_text() -> None:
    assert read_prose([]) == Prose("", (), (), ())
