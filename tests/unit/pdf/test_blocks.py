"""Where one table ends and the next begins."""

from __future__ import annotations

import pytest

from analyzer.pdf.aligned import find_aligned
from analyzer.pdf.blocks import groups_apart, heads_apart, is_lead_in, years_apart
from analyzer.pdf.layout import Line, PageLayout, Word
from analyzer.pdf.segments import Segment, line_to_segments
from stored_pages import word_to_chars


def segments(*words: str) -> tuple[Segment, ...]:
    """Words 3 pt apart on one line."""
    at, line = 50.0, []
    for word in words:
        line.append(Word(word, at, 0, at + 8 * len(word), 10))
        at += 8 * len(word) + 3
    return line_to_segments(Line(tuple(line)), 0)


@pytest.mark.parametrize(
    ("text", "announces"),
    [
        ("下表載列於往績記錄期間按產品類別劃分的銷售數量明細：", True),
        ("下表載列我們的產能：", True),
        ("下表所載資料僅供參考", False),
        ("銷售數量：", False),
    ],
)
def test_a_line_that_announces_a_table_begins_with_it(text: str, announces: bool) -> None:
    assert is_lead_in(segments(text)) is announces


def test_heads_as_wide_as_prose_stand_apart_where_they_come_again_in_the_same_order() -> None:
    """Nine heads half a line height apart, three under each year; a sentence of the same width and gaps has no such order."""

    def head(*words: str) -> tuple[Segment, ...]:
        at, line = 50.0, []
        for word in words:
            line.append(Word(word, at, 0, at + 35, 10))
            at += 40
        return line_to_segments(Line(tuple(line)), 0)

    heads = ("Production", "Production", "Utilization")
    assert [part.text for part in groups_apart(head(*heads, *heads))] == [*heads, *heads]
    assert groups_apart(head("Production", "is", "high", "and", "rises", "again")) == ()


def test_words_that_touch_are_heads_where_each_stands_over_one_of_the_next_line() -> None:
    """Typeset: Designed Production Utilization, three times, as near to each other as the words of a sentence."""

    def line(words: tuple[str, ...], top: float) -> tuple[Segment, ...]:
        at = [50.0 + 50 * index for index in range(len(words))]
        return tuple(Segment((Word(word, x, top, x + 47, top + 10),), 0) for word, x in zip(words, at, strict=True))

    def touching(words: tuple[str, ...]) -> tuple[Segment, ...]:
        return (Segment(tuple(word for segment in line(words, 0) for word in segment.words), 0),)

    heads, below = ("Designed", "Production", "Utilization"), ("capacity", "volume", "rate")
    found = heads_apart([touching(heads * 3), line(below * 3, 12)], 0)
    assert [part.text for part in found] == list(heads * 3)
    assert len(heads_apart([touching(heads * 3), line(below * 2, 12)], 0)) == 1
    assert len(heads_apart([touching((*heads, "is", "the", "highest")), line(below * 2, 12)], 0)) == 1


@pytest.mark.parametrize(
    ("words", "years"),
    [
        (("2014", "年", "2015", "年", "2016", "年"), ["2014 年", "2015 年", "2016 年"]),
        (("二零一三年", "二零一四年"), ["二零一三年", "二零一四年"]),
        (("2014", "年", "的", "產能"), []),
        (("截至", "2014", "年", "2015", "年"), []),
    ],
)
def test_years_that_touch_are_each_a_year(words: tuple[str, ...], years: list[str]) -> None:
    assert ["".join(part.text.split()) for part in years_apart(segments(*words))] == ["".join(year.split()) for year in years]


def test_years_as_wide_as_prose_stay_in_the_head() -> None:
    """Typeset: capacity, output and rate for three years each, the nine years 4 pt apart over the width of the text."""
    starts = [150.0 + 44 * index for index in range(9)]
    chars = []
    for index, x in enumerate(starts):
        chars += list(word_to_chars(f"201{4 + index % 3}年", x, 100, x + 40, 110))
    for row, label in enumerate(("甲廠", "乙廠")):
        top = 120.0 + 20 * row
        chars += list(word_to_chars(label, 60, top, 80, top + 10))
        for x in starts:
            chars += list(word_to_chars("80.0", x + 15, top, x + 40, top + 10))
    (grid,) = find_aligned(PageLayout(1, 595, 842, 0, tuple(chars), ()), [])
    assert [cell.text for cell in grid.cells if cell.row == 0] == ["2014年", "2015年", "2016年"] * 3


@pytest.mark.parametrize(("heading", "tables"), [("EMPLOYEES", 2), ("Employees", 1)])
def test_heads_below_a_title_in_capitals_begin_another_table(heading: str, tables: int) -> None:
    """Typeset: two tables follow each other, the figures of the second in other columns; headings within a table are no capitals."""
    lines = [
        (("2004", 200), ("2005", 300), ("2006", 400)),
        (("Jackets", 50), ("2,118", 200), ("2,460", 300), ("2,931", 400)),
        (("Shirts", 50), ("6,120", 200), ("7,014", 300), ("7,338", 400)),
        ((heading, 50),),
        (("Hong Kong", 245), ("PRC", 345)),
        (("Management", 50), ("46", 250), ("112", 350)),
        (("Merchandising", 50), ("82", 250), ("41", 350)),
    ]
    chars = []
    for row, line in enumerate(lines):
        for text, x in line:
            chars += list(word_to_chars(text, x, 100 + 16 * row, x + 5 * len(text), 110 + 16 * row))
    assert len(find_aligned(PageLayout(1, 595, 842, 0, tuple(chars), ()), [])) == tables


def test_cents_below_a_heading_in_capitals_stay_in_their_statement() -> None:
    """EARNINGS PER SHARE over HK cents: the figures below stand in the same columns."""
    lines = [
        (("2004", 200), ("2005", 300)),
        (("Turnover", 50), ("2,118", 200), ("2,460", 300)),
        (("Profit", 50), ("6,120", 200), ("7,014", 300)),
        (("EARNINGS", 50),),
        (("HK cents", 185), ("HK cents", 285)),
        (("Basic", 50), ("4.60", 205), ("1.12", 305)),
        (("Diluted", 50), ("4.59", 205), ("1.11", 305)),
    ]
    chars = []
    for row, line in enumerate(lines):
        for text, x in line:
            chars += list(word_to_chars(text, x, 100 + 16 * row, x + 5 * len(text), 110 + 16 * row))
    assert len(find_aligned(PageLayout(1, 595, 842, 0, tuple(chars), ()), [])) == 1


def test_a_statement_s_title_right_below_the_years_is_a_band_of_their_table() -> None:
    """以人民幣千元列示 2022 年度 2021 年度 over 數據摘錄自損益表 and the rows."""
    chars = [*word_to_chars("以人民幣千元列示", 60, 100, 130, 110), *word_to_chars("數據摘錄自損益表", 60, 120, 130, 130)]
    for x, year in ((250.0, "2022年度"), (350.0, "2021年度")):
        chars += list(word_to_chars(year, x, 100, x + 45, 110))
    for row, label in enumerate(("營業額", "銷售成本")):
        top = 140.0 + 20 * row
        chars += list(word_to_chars(label, 60, top, 100, top + 10))
        for x in (250.0, 350.0):
            chars += list(word_to_chars("5,884", x + 15, top, x + 45, top + 10))
    (grid,) = find_aligned(PageLayout(1, 595, 842, 0, tuple(chars), ()), [])
    assert [cell.text for cell in grid.cells if cell.row == 0][1:] == ["2022年度", "2021年度"]
