"""Files and folders that cannot be used: each ends with a message that names the file, the reason and the next step, and with status 2."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analyzer.cli import main
from analyzer.errors import FilingError
from analyzer.inputs import check_pdf_bytes
from pdf_bytes import locked_pdf, scanned_pdf, text_pdf

THANKS = "we thank you for coming to the annual meeting and for the flowers."
LETTER = [["Dear shareholders,", THANKS, *["It was a fine day in May."] * 8, "The board"]]


def extract(path: Path, folder: Path) -> int:
    return main(["extract", str(path), "-o", str(folder)])


@pytest.mark.parametrize(
    ("content", "reason", "next_step"),
    [
        (b"", "the file is empty (0 bytes)", "Download it again"),
        (b"<!DOCTYPE html><html>", "not a PDF: expected %PDF- at the start, found '<!DOCTYPE html><'", "Open the file in a viewer"),
        (text_pdf(LETTER)[:-200], "the PDF is truncated: expected %%EOF in the last 1,024 bytes", "Download it again"),
        (text_pdf(LETTER) + b"\0" * 1025, "the PDF is truncated: expected %%EOF in the last 1,024 bytes", "Download it again"),
        (b"%PDF-1.4\nnothing of a PDF follows\n%%EOF\n", "", ""),
        (scanned_pdf(3), "text", ""),
        (locked_pdf(b"secret"), "password", ""),
    ],
    ids=["empty", "not_a_pdf", "cut_off", "padded", "broken", "scan", "password"],
)
def test_unusable_file(content: bytes, reason: str, next_step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(content)
    assert extract(path, tmp_path / "out") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: filing.pdf")
    assert reason in err
    assert next_step in err
    assert err.count("\n") == 1
    assert list((tmp_path / "out").iterdir()) == []


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract(tmp_path / "gone.pdf", tmp_path / "out") == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'gone.pdf'}: no such file. Check the path\n"


def test_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FilingError, match="a folder, expected a PDF file"):
        check_pdf_bytes(tmp_path)


def test_junk_before_the_header_and_after_the_end_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    path.write_bytes(b"\xef\xbb\xbf" + text_pdf(LETTER) + b"\n" * 900)
    check_pdf_bytes(path)  # raises FilingError for what it refuses


def test_folder_without_pdfs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert extract(tmp_path / "empty", tmp_path / "out") == 2
    assert capsys.readouterr().err.startswith(f"error: {tmp_path / 'empty'}: the folder holds no PDF file. Name a folder")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_output_that_cannot_be_written(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "filing.pdf").write_bytes(text_pdf(LETTER))
    (tmp_path / "file").write_text("in the way")
    assert main([command, str(tmp_path / "filing.pdf"), "-o", str(tmp_path / "file" / "out")]) == 2
    err = capsys.readouterr().err
    assert f"{tmp_path / 'file' / 'out'}" in err
    assert "the output cannot be written: Not a directory. Choose another folder with -o" in err
    assert (tmp_path / "file").read_text() == "in the way"


def test_readable_pdf_without_any_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(text_pdf(LETTER))
    assert extract(path, tmp_path / "out") == 1
    facts = (tmp_path / "out" / "letter.csv").read_text(encoding="utf-8")
    assert facts.startswith("filing,table,concept,label,member,rank,scope,")
    assert facts.count("\n") == 1
    with (tmp_path / "out" / "letter.findings.csv").open(encoding="utf-8", newline="") as file:
        errors = [row["code"] for row in csv.DictReader(file) if row["level"] == "error"]
    assert errors == ["NO_TOPIC"]
    assert "error: letter: NO_TOPIC: " in capsys.readouterr().err


def test_other_files_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(text_pdf(LETTER))
    assert extract(tmp_path, tmp_path / "out") == 2
    assert (tmp_path / "out" / "b.csv").exists()
    assert "error: a.pdf: the file is empty" in capsys.readouterr().err
