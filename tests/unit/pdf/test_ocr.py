"""From recognised lines to characters, skew, sideways sheets and the choice of pages; the recogniser itself is played by a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from analyzer.errors import FilingError
from analyzer.model import BBox, Fact, Period, Source, month_end
from analyzer.pdf.document import Document, Substitute
from analyzer.pdf.layout import chars_to_words, read_layout, rotate_points
from analyzer.pdf.legible import make_legible, page_list
from analyzer.pdf.ocr import (
    PicturesRead,
    candidates,
    cleaned,
    close_gaps,
    empty_runs,
    find_skew,
    line_to_chars,
    open_gaps,
    parted,
    read_picture,
    read_pictures,
)
from analyzer.pdf.recogniser import TextLine, to_line
from analyzer.read.balance_sheets import find_only_balance_sheets
from analyzer.read.ocr_marks import is_from_ocr, with_ocr_note
from pdf_bytes import scanned_pdf, text_pdf

LETTER = [["Dear shareholder, the annual general meeting of the company will be held on 30 June 2025 at ten o'clock."] * 4]


def level_line(text: str, x0: float, top: float, width: float = 0.0, height: float = 30.0) -> TextLine:
    width = width or 16.0 * len(text)
    return TextLine(text, ((x0, top), (x0 + width, top), (x0 + width, top + height), (x0, top + height)))


def turned(line: TextLine, degrees: float, middle: tuple[float, float]) -> TextLine:
    return TextLine(line.text, tuple(rotate_points(line.corners, degrees, middle)), line.score)


class BlankSheet:
    """A sheet without rules, on which every box is full of ink."""

    def ink_runs(self, box: BBox) -> list[tuple[float, float]]:
        return [(box[0], box[2])]

    def rules(self, pixels_per_point: float, lines: Iterable[BBox]) -> list[BBox]:
        return []


@dataclass
class ScriptedReader:
    """Gives what was scripted for pictures that stand (tall) or lie (wide)."""

    upright: Sequence[TextLine] = ()
    lying: Sequence[TextLine] = ()
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def lines(self, picture: Image.Image) -> list[TextLine]:
        self.sizes.append(picture.size)
        return list(self.upright if picture.height >= picture.width else self.lying)

    def level_sheet(self, picture: Image.Image, skew: float) -> BlankSheet:
        return BlankSheet()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned_pdf(3))
    return path


TABLE = (
    level_line("收入", 200, 300),
    level_line("1,028,277", 800, 300),
    level_line("703,477", 1200, 300),
    level_line("總計", 200, 400),
    level_line("....", 240, 400),
)


def test_lines_become_words_with_boxes_in_points(scan: Path) -> None:
    with Document(scan) as document:
        page = read_picture(document, 1, ScriptedReader(TABLE))
    words = chars_to_words(page.chars)
    assert [word.text for word in words] == ["收入", "1,028,277", "703,477", "總計"]
    assert page.text == "收入 1,028,277 703,477\n總計"
    assert page.skew == 0.0
    scale = 595 / 1653  # 200 dpi
    assert [round(value) for value in (words[1].x0, words[1].x1)] == [round(800 * scale), round((800 + 16 * 9) * scale)]
    assert 300 * scale < words[1].top < words[1].bottom < 330 * scale


def test_a_skewed_page_is_made_level_and_boxes_lead_back_to_the_sheet(scan: Path) -> None:
    middle = (1653 / 2, 2339 / 2)
    wide = [level_line("the annual general meeting of the company", 200, 900 + 50 * row, 900) for row in range(5)]
    skewed = [turned(line, 2.0, middle) for line in (*wide, *TABLE)]
    with Document(scan) as document:
        page = read_picture(document, 1, ScriptedReader(skewed))
        document.substitute({1: page})
        layout = read_layout(document, 1)
    assert page.skew == pytest.approx(-2.0, abs=0.01)
    word = next(word for word in layout.words if word.text == "1,028,277")
    assert word.middle == pytest.approx(315 * 72 / 200, abs=1.0)
    x0, top, x1, bottom = layout.to_page((word.x0, word.top, word.x1, word.bottom))
    there = [(x * 72 / 200, y * 72 / 200) for x, y in turned(TABLE[1], 2.0, middle).corners]
    assert x0 <= min(x for x, _ in there) + 1.5
    assert x1 >= max(x for x, _ in there) - 1.5
    assert (top + bottom) / 2 == pytest.approx(sum(y for _, y in there) / 4, abs=1.0)


def test_slight_or_impossible_angles_turn_nothing() -> None:
    line = level_line("the annual general meeting", 0, 0)
    assert find_skew([turned(line, 0.05, (0, 0))]) == 0.0
    assert find_skew([turned(line, 40, (0, 0))]) == 0.0
    assert find_skew([turned(level_line("3%", 0, 0), 5, (0, 0))]) == 0.0
    assert find_skew([]) == 0.0


def test_a_sideways_sheet_is_read_upright(scan: Path) -> None:
    standing = [TextLine(text, ((90, top), (120, top), (120, top + 300), (90, top + 300))) for top, text in ((600, "益額"), (1000, "年度"))]
    reader = ScriptedReader(standing, TABLE)
    with Document(scan) as document:
        page = read_picture(document, 1, reader)
        document.substitute({1: page})
        layout = read_layout(document, 1)
    assert reader.sizes == [(1653, 2339), (2339, 1653), (2339, 1653)]
    assert layout.turn == 1
    assert (round(layout.width), round(layout.height)) == (842, 595)
    assert [line.text for line in layout.lines] == ["收入 1,028,277 703,477", "總計"]


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (".777.47", ("777.47", 1)),  # a speck of dust before 777.47
        ("10.2.", ("10.2", 0)),
        ("(375,738)", ("(375,738)", 0)),
        (".5%", (".5%", 0)),
        ("1.", ("1.", 0)),
        ("一", ("—", 0)),
        (" 存儲芯片(1). ", ("存儲芯片(1)", 0)),
        ("Cost of sales.....", ("Cost of sales", 0)),
        ("Sales of goods Co.", ("Sales of goods Co.", 0)),
        ("存儲芯片(1", ("存儲芯片", 0)),
        ("混合信號芯片2)", ("混合信號芯片", 0)),
        ("客戶A(1)", ("客戶A(1)", 0)),
        ("公司1", ("公司1", 0)),
        ("revenue in 2022, 2023,2024 and", ("revenue in 2022, 2023, 2024 and", 0)),
        ("1,028,277", ("1,028,277", 0)),
        ("it was RMB5.2 million (US$0.7 million).", ("it was RMB5.2 million (US$0.7 million).", 0)),
    ],
)
def test_specks_and_leaders_are_cleaned(read: str, kept: tuple[str, int]) -> None:
    assert cleaned(read) == kept


def test_characters_stand_where_the_recogniser_saw_them() -> None:
    quads = [((x, 0), (x + 8, 0), (x + 8, 20), (x, 20)) for x in (1, 11, 61, 71)]
    chars = [(char, 0.9, quad) for char, quad in zip("1234", quads, strict=True)]
    line = to_line("12 34", [(0, 0), (80, 0), (80, 20), (0, 20)], 0.9, chars)
    assert line.chars == (("1", 1 / 80, 9 / 80), ("2", 11 / 80, 19 / 80), ("3", 61 / 80, 69 / 80), ("4", 71 / 80, 79 / 80))
    placed = line_to_chars(line, (1, 0, 79, 20))
    assert [word.text for word in chars_to_words(placed)] == ["12", "34"]
    assert [(char.text, round(char.x0), round(char.x1)) for char in placed] == [
        ("1", 1, 10), ("2", 10, 19), (" ", 19, 61), ("3", 61, 70), ("4", 70, 79), (" ", 79, 79),
    ]  # fmt: skip


def test_places_that_do_not_spell_the_text_are_not_used() -> None:
    line = to_line("收入 12", [(0, 0), (100, 0), (100, 20), (0, 20)], 0.9, [("收", 0.9, ((0, 0), (9, 0), (9, 9), (0, 9)))])
    assert line.chars == ()
    chars = line_to_chars(line, (0, 0, 100, 20))
    assert "".join(char.text for char in chars) == "收入 12 "
    assert chars[0].x1 == pytest.approx(100 / 3.65, abs=0.01)


def test_gaps_within_a_word_are_closed_and_those_between_columns_kept() -> None:
    assert close_gaps([(0, 8), (10, 18), (60, 68)], 18) == [(0, 9), (9, 18), (60, 68)]


def test_a_figure_is_parted_from_the_next_column_where_there_is_no_ink() -> None:
    assert empty_runs([(0, 40), (41, 60), (75, 100)], 10) == [(60, 75)]
    places = [(0, 20), (20, 40), (40, 70), (70, 100)]
    assert open_gaps("7%存儲", places, [(36, 48)]) == [(0, 20), (20, 36), (48, 70), (70, 100)]
    assert open_gaps("存、儲片", places, [(24, 38)]) == places
    assert open_gaps("3,20", places, [(36, 48)]) == [(0, 20), (20, 36), (48, 70), (70, 100)]
    assert open_gaps("7%存儲", places, [(26, 38)])[1:3] == [(20, 26), (38, 70)]  # the sign was placed too far right
    assert open_gaps("7%存儲", places, [(2, 14)]) == places
    line = level_line("7.2%存儲", 0, 0, 100, 20)
    words = chars_to_words(line_to_chars(line, (0, 0, 100, 20), [(48, 58)]))
    assert [word.text for word in words] == ["7.2%", "存儲"]


def test_lines_that_overlap_side_by_side_are_parted() -> None:
    assert parted([(50, 0, 108, 20), (100, 2, 200, 22), (100, 40, 200, 60)]) == [(50, 0, 104, 20), (104, 2, 200, 22), (100, 40, 200, 60)]
    assert parted([(50, 0, 108, 20), (60, 5, 90, 15)]) == [(50, 0, 108, 20), (60, 5, 90, 15)]


def test_only_candidates_of_many_pages_are_read_in_full(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned_pdf(41))
    reader = ScriptedReader(TABLE)
    with Document(path) as document:
        result = read_pictures(document, range(1, 42), reader)
    assert len(reader.sizes) == 41  # surveyed; a page with two amounts is no candidate
    assert {size for size in reader.sizes} == {(827, 1170)}
    assert result.unread == ()


def test_candidates_have_words_and_amounts_and_their_next_page() -> None:
    amounts = " 1,028,277 703,477 12.5% 561,688 1,000,000 2.50"
    assert candidates({1: "收入" + amounts, 2: "前言", 3: "前言" + amounts, 4: "收入", 5: "Revenue" + amounts}) == [1, 2, 5]


def test_time_runs_out_between_pages(scan: Path) -> None:
    with Document(scan) as document:
        result = read_pictures(document, [1, 2, 3], ScriptedReader(TABLE), page_seconds=0.0)
    assert result == PicturesRead({}, (1, 2, 3))


def test_pictures_without_the_extra(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.pdf.legible.is_installed", lambda: False)
    with Document(scan) as document, pytest.raises(FilingError) as caught:
        make_legible(document, "scan", lambda count: None)
    assert str(caught.value) == (
        "scan.pdf: pages 1-3: pictures without text, it is a scan."
        " Ask for the electronic version, or install OCR and run again: pip install 'prospectus-analyzer[ocr]'"
    )


def test_pictures_with_the_extra(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [level_line("下表載列收入" + "本公司年度報告" * 3, 200, 200 + 50 * row) for row in range(12)]
    monkeypatch.setattr("analyzer.pdf.legible.is_installed", lambda: True)
    monkeypatch.setattr("analyzer.pdf.ocr.RapidReader", lambda: ScriptedReader(lines))
    announced: list[int] = []
    with Document(scan) as document:
        findings = make_legible(document, "scan", announced.append)
        assert document.ocr_pages == {1, 2, 3}
        assert document.texts[1].startswith("下表載列收入本公司年度報告")
    assert announced == [3]
    assert [(found.level, found.code, found.page) for found in findings] == [("info", "OCR_USED", 1)]
    assert findings[0].message == "pages 1-3 read by OCR: their figures carry the note OCR, and only arithmetic confirms them"


def test_pictures_of_nothing(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.pdf.legible.is_installed", lambda: True)
    monkeypatch.setattr("analyzer.pdf.ocr.RapidReader", ScriptedReader)
    with Document(scan) as document, pytest.raises(FilingError, match="OCR read nothing there either"):
        make_legible(document, "scan", lambda count: None)


def test_a_page_of_text_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(text_pdf(LETTER))
    with Document(path) as document:
        assert not document.is_pictured(1)
        assert make_legible(document, "letter", lambda count: None) == ()
        assert document.ocr_pages == frozenset()
        document.substitute({1: Substitute()})
        assert document.texts == ("",)
        assert document.skew(1) == 0.0


@pytest.mark.parametrize(("pages", "text"), [([3], "page 3"), ([1, 2, 3, 4, 9], "pages 1-4, 9"), ([9, 7, 8, 1], "pages 1, 7-9")])
def test_page_lists(pages: list[int], text: str) -> None:
    assert page_list(pages) == text


def fact_on(page: int, note: str = "") -> Fact:
    period = Period.ending(month_end(2024, 12), 12)
    origin = Source("acme", page, "", (0, 0, 1, 1), "12")
    return Fact("volumes", "sales_volume", "chips", period, Decimal(12), "piece", Decimal(1), note=note, origin=origin)


def test_figures_from_ocr_are_marked_once() -> None:
    assert with_ocr_note(fact_on(2), {3}).note == ""
    assert with_ocr_note(fact_on(3), {3}).note == "OCR"
    marked = with_ocr_note(fact_on(3, "incl. boards"), {3})
    assert marked.note == "incl. boards; OCR"
    assert with_ocr_note(marked, {3}) == marked
    assert is_from_ocr(marked)
    assert not is_from_ocr(fact_on(3, "not by OCR"))


@pytest.mark.parametrize(
    ("texts", "pages"),
    [
        (["先锋国际融资租赁有限公司\n2025年12月31日合并资产负债表", "2025年12月31日资产负债表(续)"], [1, 2]),
        (["合并资产负债表", "合并利润表"], []),
        (["CONSOLIDATED STATEMENT OF FINANCIAL POSITION"], [1]),
        (["Consolidated balance sheet", "Consolidated statement of profit or loss"], []),
        (["The consolidated balance sheet of the group as at the end of the year shows that the debts were repaid"], []),
        (["前言"], []),
    ],
)
def test_documents_of_balance_sheets_only(texts: list[str], pages: list[int]) -> None:
    assert find_only_balance_sheets(texts) == pages
