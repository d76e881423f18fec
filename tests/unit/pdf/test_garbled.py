"""Garbled text: what is a sign, what is refused, and that sound text is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from analyzer.errors import FilingError
from analyzer.pdf.document import Document
from analyzer.pdf.garbled import GarbledPage, Sign, find_garbled, find_sign, overlap, private_share, read_with_pdfminer, spread
from analyzer.pdf.legible import make_legible
from mapped_pdf import mapped_pdf, shifted

FILINGS = Path(__file__).parents[4] / "shared" / "filings"
SAMPLES = sorted((Path(__file__).parents[3] / "filings").glob("*.pdf"))

CHINESE = [
    "本公司主要从事集成电路的研发设计与销售报告期内营业收入持续增长",
    "截至报告期末公司总资产为三十二亿元其中流动资产占比较高",
    "2024年度营业收入1,028,277千元",
] * 12
SPACED = [" ".join(line) for line in CHINESE]
ENGLISH = [
    "The company designs memory chips and sells them to customers in China,",
    "revenue for the year ended December 31, 2024 was RMB 1,028,277 thousand.",
] * 12
NAMES = ["王建国 李志强 张秀兰 陈永康 赵新民", "周学文 吴启明 郑德安 孙大为 马天宇"] * 12
"""Two readers read these names alike; no common word stands among them, common characters do."""


def private(letter: str) -> str:
    return chr(0xE000 + ord(letter) % 6000)


def opened(tmp_path: Path, pages: list[list[str]], to_unicode: Callable[[str], str] | None) -> Document:
    path = tmp_path / "filing.pdf"
    path.write_bytes(mapped_pdf(pages, to_unicode))
    return Document(path)


@pytest.mark.parametrize("lines", [CHINESE, SPACED, ENGLISH, NAMES], ids=["chinese", "spaced", "english", "names"])
def test_sound_text_is_trusted(lines: list[str], tmp_path: Path) -> None:
    with opened(tmp_path, [lines], str) as document:
        assert document.texts[0].splitlines()[0] == lines[0]
        assert find_garbled(document) == []


@pytest.mark.parametrize(
    ("lines", "to_unicode", "sign"),
    [
        (CHINESE, shifted(1), Sign.NO_WORDS),
        (CHINESE, shifted(300), Sign.NO_WORDS),
        (CHINESE, private, Sign.PRIVATE),
        (CHINESE, None, Sign.UNMAPPED),
        (ENGLISH, shifted(1), Sign.NO_WORDS),
        (ENGLISH, shifted(300), Sign.NO_WORDS),
        (ENGLISH, private, Sign.PRIVATE),
        (ENGLISH, None, Sign.UNMAPPED),
    ],
)
def test_falsified_fonts_are_found(lines: list[str], to_unicode: Callable[[str], str] | None, sign: Sign, tmp_path: Path) -> None:
    with opened(tmp_path, [lines, lines], to_unicode) as document:
        assert find_garbled(document) == [GarbledPage(1, sign), GarbledPage(2, sign)]


def test_a_second_reader_that_reads_words_is_named(tmp_path: Path) -> None:
    def reader(path: Path, pages: Iterable[int]) -> dict[int, str]:
        return dict.fromkeys(pages, "".join(CHINESE))

    with opened(tmp_path, [CHINESE], shifted(300)) as document:
        assert find_garbled(document, reader) == [GarbledPage(1, Sign.NO_WORDS, legible_elsewhere=True)]


def test_only_pages_with_a_sign_are_read_again(tmp_path: Path) -> None:
    asked: list[int] = []

    def reader(path: Path, pages: Iterable[int]) -> dict[int, str]:
        asked.extend(pages)
        return read_with_pdfminer(path, asked)

    with opened(tmp_path, [CHINESE, NAMES, ENGLISH], str) as document:
        assert find_garbled(document, reader) == []
    assert asked == [2]


def test_short_pages_of_a_garbled_document_are_garbled_too(tmp_path: Path) -> None:
    short = ["项目2024年2023年", "营业收入1,028,277 703,477", "营业成本561,688 429,021", "销售费用管理费用研发费用财务费用投资收益"]
    with opened(tmp_path, [CHINESE, short, CHINESE], shifted(300)) as document:
        assert [found.page for found in find_garbled(document)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("", None),
        ("目錄 " + "\x02 " * 400 + "12", None),  # giantec: leader dots as control characters
        ("Contents " + "\ue010" * 400 + " 12", None),
        ("● " * 20 + "The company is a designer of chips. " * 20, None),
        ("\ufffd" * 60, Sign.PRIVATE),
        ("收入 " + "\ue123\ue456\ue789" * 30 + "千元" * 20, Sign.PRIVATE),
        ("龘靐齉" * 80, Sign.NO_WORDS),
        ("龘靐齉" * 20, None),  # too short to tell
        ("xqzw " * 120, Sign.NO_WORDS),
    ],
)
def test_signs(text: str, sign: Sign | None) -> None:
    assert find_sign(text) is sign


def test_fonts_without_a_map_are_a_sign() -> None:
    assert find_sign("The company", 0.5) is Sign.UNMAPPED
    assert find_sign("The company", 0.06) is None


def test_measures() -> None:
    assert private_share("ab\ue001\ue002" * 10) == 0.5
    assert private_share("\ue001") == 0.0
    assert overlap("1 028", "0 1 2 8") == 1.0
    assert overlap("abcd", "abxy") == 0.5
    assert overlap("", "") == 0.0
    assert spread(list(range(10)), 4) == [0, 2, 5, 7]
    assert spread([3, 5], 4) == [3, 5]


def test_garbled_pages_yield_no_text_and_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.pdf.legible.is_installed", lambda: False)
    path = tmp_path / "filing.pdf"
    letters = {letter: chr(0x3400 + index) for index, letter in enumerate(sorted(set("".join(CHINESE))))}
    path.write_bytes(mapped_pdf([ENGLISH, CHINESE], lambda letter: letter if letter in "".join(ENGLISH) else letters[letter]))
    with Document(path) as document:
        findings = make_legible(document, "filing", lambda count: None)
        assert document.texts[0].startswith("The company designs memory chips")
        assert document.texts[1] == ""
        assert document.page_marks(2) == ((), ())
    assert [(found.level, found.code, found.page) for found in findings] == [("warning", "GARBLED_TEXT", 2)]
    assert findings[0].message == (
        "the text of page 2 is garbled and was not used (no common word in a page of text)."
        " To read them from their picture: pip install 'prospectus-analyzer[ocr]'"
    )


def test_a_wholly_garbled_filing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.pdf.legible.is_installed", lambda: False)
    with opened(tmp_path, [CHINESE, CHINESE], shifted(1)) as document, pytest.raises(FilingError, match="pages 1-2: garbled text or none"):
        make_legible(document, "filing", lambda count: None)


def test_pdfminer_leaves_out_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(b"%PDF-1.4 nothing follows")
    assert read_with_pdfminer(path, [1]) == {}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_false_alarm_on_the_samples(path: Path) -> None:
    with Document(path) as document:
        assert find_garbled(document) == []


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.skipif(not FILINGS.is_dir(), reason="../shared/filings is not here: the real filings stay outside the project")
def test_no_page_of_a_real_filing_is_suspect() -> None:
    suspects = {}
    for path in sorted(FILINGS.glob("*.pdf")):
        with Document(path) as document:
            suspects[path.stem] = [
                page for page, text in enumerate(document.texts, 1) if find_sign(text, document.unmapped_share(page)) is not None
            ]
    assert {stem: pages for stem, pages in suspects.items() if pages} == {}
    assert len(suspects) >= 20
