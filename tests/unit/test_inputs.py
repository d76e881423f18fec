"""Files, folders and patterns as a list of files; the checks of a PDF's first and last bytes are in tests/test_bad_input.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import ConfigError
from analyzer.inputs import expand_inputs, filing_stem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "a.PDF", "notes.txt", "c[1].pdf"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "d.pdf").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.pdf", "a"),
        ("a.PDF", "a"),
        ("v1.2.pdf", "v1.2"),
        ("v1.2", "v1.2"),
        ("招股书.pdf", "招股书"),
        (".pdf", ".pdf"),
        ("a.pdf.pdf", "a.pdf"),
    ],
)
def test_stem_is_the_name_without_pdf(name: str, stem: str) -> None:
    assert filing_stem(Path("some") / name) == stem


def test_folder_stands_for_its_own_pdfs_by_name(folder: Path) -> None:
    assert [path.name for path in expand_inputs([str(folder)])] == ["a.PDF", "b.pdf", "c[1].pdf"]


def test_pattern_stands_for_what_it_matches(folder: Path) -> None:
    assert [path.name for path in expand_inputs([str(folder / "**" / "[bd].pdf")])] == ["b.pdf", "d.pdf"]


def test_file_named_like_a_pattern_is_a_file(folder: Path) -> None:
    assert expand_inputs([str(folder / "c[1].pdf")]) == [folder / "c[1].pdf"]


def test_order_is_kept_and_a_file_named_twice_counts_once(folder: Path) -> None:
    assert [path.name for path in expand_inputs([str(folder / "b.pdf"), str(folder)])] == ["b.pdf", "a.PDF", "c[1].pdf"]


def test_missing_file_is_kept_for_its_turn(folder: Path) -> None:
    assert expand_inputs([str(folder / "gone.pdf")]) == [folder / "gone.pdf"]


def test_folder_without_pdfs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(ConfigError, match=r"the folder holds no PDF file\. Name a folder"):
        expand_inputs([str(tmp_path)])


def test_pattern_without_match_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the pattern matches no file"):
        expand_inputs([str(tmp_path / "*.pdf")])


@pytest.mark.parametrize("other", ["b.pdf", "B.PDF"])
def test_two_files_with_one_stem_are_refused(folder: Path, other: str) -> None:
    (folder / "deeper" / other).write_bytes(b"")
    with pytest.raises(ConfigError, match=r"would both write b\.csv|would both write B\.csv"):
        expand_inputs([str(folder / "b.pdf"), str(folder / "deeper" / other)])


def test_accents_in_two_spellings_are_one_stem(folder: Path) -> None:
    with pytest.raises(ConfigError, match="would both write"):
        expand_inputs([str(folder / "caf\u00e9.pdf"), str(folder / "deeper" / "cafe\u0301.pdf")])
