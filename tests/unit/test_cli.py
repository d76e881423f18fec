"""Arguments, exit codes and what is printed, with a pipeline that reads nothing. tests/test_bad_input.py reads files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer import __version__
from analyzer.cli import main, printable
from analyzer.cli_parser import build_parser
from analyzer.compare.comparison import LANGUAGES, SCALES
from analyzer.errors import ConfigError, FilingError
from analyzer.inputs import filing_stem
from analyzer.model import Filing, Finding

COMMANDS = ("extract", "compare", "inspect")
OpenFiling = Callable[[Path], Filing]
HERE = ("--workers", "0")
"""In this process, where the reading can be replaced."""


@pytest.fixture
def open_filing(monkeypatch: pytest.MonkeyPatch) -> Callable[[OpenFiling], None]:
    """Puts a function in the place of what reads a filing."""

    def put(function: OpenFiling) -> None:
        monkeypatch.setattr("analyzer.jobs.inspect_filing", function)

    return put


def clean(filing: Filing, path: Path) -> Filing:
    return replace(filing, id=filing_stem(path), findings=())


@pytest.fixture
def pdfs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.mark.parametrize("package", ["pypdfium2", "pdfplumber", "pandas", "openpyxl", "jinja2", "opencc"])
def test_command_line_imports_nothing_heavy(package: str) -> None:
    code = f"import sys, analyzer.cli, analyzer.cli_inspect; print({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_extract_imports_no_pandas_to_write_csv() -> None:
    code = "import sys, analyzer.outputs; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["--version"])
    assert exit_info.value.code == 0
    assert capsys.readouterr().out == f"prospectus-analyzer {__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_has_an_example_and_the_exit_codes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main([command, "--help"] if command else ["--help"])
    text = capsys.readouterr().out
    assert exit_info.value.code == 0
    assert f"example:\n  analyzer {command or 'compare'} " in text
    assert "  130  interrupted" in text


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["convert", "a.pdf"],
        ["extract"],
        ["extract", "a.pdf"],
        ["extract", "-o", "out"],
        ["inspect", "a.pdf", "-q", "-v"],
        ["compare", "a.pdf", "-o", "out", "--currency", "yuan"],
        ["compare", "a.pdf", "-o", "out", "--rate", "USD=7.1"],
        ["compare", "a.pdf", "-o", "out", "--rate", "USD=0@PBOC"],
        ["compare", "a.pdf", "-o", "out", "--rate", "USD=-7@PBOC"],
        ["compare", "a.pdf", "-o", "out", "--date", "2026-02-30"],
    ],
)
def test_wrong_arguments_end_with_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(argv)
    assert exit_info.value.code == 2


def test_rate_keeps_its_source_and_its_digits() -> None:
    argv = ["compare", "a.pdf", "-o", "out", "--rate", "USD=7.10@PBOC, 30 June 2026", "--rate", "HKD=0.91@SAFE = middle"]
    rates = build_parser("1").parse_args(argv).rate
    assert rates == [("USD", Decimal("7.10"), "PBOC, 30 June 2026"), ("HKD", Decimal("0.91"), "SAFE = middle")]


def test_help_names_the_scales_and_languages_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["compare", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert [name for name in (*SCALES, *LANGUAGES) if name not in text] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scale", "dozens"], "unknown scale 'dozens'. choose one of units, thousands, millions, billions"),
        (["--lang", "fr"], "unknown language 'fr'. choose one of en, zh-Hans, zh-Hant"),
        (["--rate", "USD=7.1@PBOC"], "an exchange rate is given, but not the currency to show. add --currency"),
    ],
)
def test_options_are_checked_before_anything_is_read(
    options: list[str], message: str, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(pdfs), "-o", str(tmp_path / "out"), *options]) == 2
    assert capsys.readouterr().err == f"error: {message}\n"
    assert not (tmp_path / "out").exists()


def test_extract_writes_six_files_per_filing_and_is_silent(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_filing(lambda path: clean(filing, path))
    assert main(["extract", str(pdfs), "-o", str(tmp_path / "out"), *HERE]) == 0
    kinds = ("csv", "filing.json", "findings.csv", "ledger.json", "mentions.csv", "run.json")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{stem}.{kind}" for stem in "ab" for kind in kinds]
    assert capsys.readouterr() == ("", "")


def test_error_finding_gives_1_and_is_printed(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_filing(lambda path: replace(filing, id=filing_stem(path)))
    assert main(["extract", str(pdfs / "a.pdf"), "-o", str(tmp_path / "out"), *HERE]) == 1
    assert capsys.readouterr().err == 'error: a page 9: UNREAD_TABLE: a "table" on page 9, not read\n'


def test_warnings_alone_give_0(open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path) -> None:
    open_filing(lambda path: replace(clean(filing, path), findings=(Finding("warning", "SUM_DIFFERS", "off"),)))
    assert main(["extract", str(pdfs), "-o", str(tmp_path / "out"), *HERE]) == 0


def test_unusable_file_gives_2_and_the_others_are_written(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(path: Path) -> Filing:
        if path.name == "a.pdf":
            raise FilingError("the file is empty (0 bytes)", filing=path.name, next_step="Download it again")
        return replace(filing, id=filing_stem(path))  # its error finding must not lower the code to 1

    open_filing(read)
    assert main(["extract", str(pdfs), "-o", str(tmp_path / "out"), "--quiet", *HERE]) == 2
    assert (tmp_path / "out" / "b.csv").exists()
    assert not (tmp_path / "out" / "a.csv").exists()
    assert capsys.readouterr().err == "error: a.pdf: the file is empty (0 bytes). Download it again\n"


def test_wrong_data_file_of_ours_stops_everything(
    open_filing: Callable[[OpenFiling], None], pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = []

    def refuse(path: Path) -> Filing:
        read.append(path)
        raise ConfigError("synonyms.csv line 3: unknown concept 'x'")

    open_filing(refuse)
    assert main(["extract", str(pdfs), "-o", str(tmp_path / "out"), *HERE]) == 2
    assert len(read) == 1
    assert "synonyms.csv line 3" in capsys.readouterr().err


def test_interruption_gives_130_and_keeps_what_was_finished(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(path: Path) -> Filing:
        if path.name == "b.pdf":
            raise KeyboardInterrupt
        return clean(filing, path)

    open_filing(read)
    assert main(["extract", str(pdfs), "-o", str(tmp_path / "out"), *HERE]) == 130
    assert (tmp_path / "out" / "a.csv").exists()
    assert capsys.readouterr().err == "analyzer: interrupted; the files that were finished are kept\n"


def test_nothing_is_read_when_two_inputs_have_one_stem(open_filing: Callable[[OpenFiling], None], pdfs: Path, tmp_path: Path) -> None:
    def read(path: Path) -> Filing:
        raise AssertionError(f"{path} was read")

    open_filing(read)
    (tmp_path / "a.pdf").write_bytes(b"")
    assert main(["extract", str(pdfs), str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out"), *HERE]) == 2
    assert not (tmp_path / "out").exists()


def test_verbose_prints_counts_and_every_finding(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_filing(lambda path: replace(filing, id=filing_stem(path)))
    main(["extract", str(pdfs / "a.pdf"), "-o", str(tmp_path / "out"), "--verbose", *HERE])
    assert capsys.readouterr().err.splitlines() == [
        "a: 3 figures, 3 findings",
        "info: a: NO_TABLE: no volumes in this filing",
        "warning: a page 12: SUM_DIFFERS: off by 2",
        'error: a page 9: UNREAD_TABLE: a "table" on page 9, not read',
    ]


def test_progress_bar_on_a_terminal(
    open_filing: Callable[[OpenFiling], None],
    filing: Filing,
    pdfs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_filing(lambda path: clean(filing, path))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["extract", str(pdfs), "-o", str(tmp_path / "out"), *HERE])
    shown = capsys.readouterr().err
    assert f"[{'#' * 12}{'-' * 12}] 1/2 b.pdf" in shown
    assert shown.endswith("\r\x1b[K")
    main(["extract", str(pdfs), "-o", str(tmp_path / "out"), "--quiet", *HERE])
    assert capsys.readouterr().err == ""


def test_inspect_says_what_was_used_and_rejected(
    open_filing: Callable[[OpenFiling], None], filing: Filing, pdfs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_filing(lambda path: clean(filing, path))
    assert main(["inspect", str(pdfs / "a.pdf"), *HERE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  issuer: Acme Ltd (page 12: '(375,738)')" in lines
    assert "income_statement: 1 figures, 1 more without a concept" in lines
    assert "  pages 9, 10: table (ruled), used 10 of 12 numbers: rank, name, amount" in lines
    assert "      Top five customers" in lines
    assert "  page 30: sentence, rejected: no period" in lines
    assert lines[lines.index("volumes: 0 figures, 0 more without a concept") + 1] == "  no candidate table or sentence"


def test_reader_that_left_is_no_error() -> None:
    code = "import analyzer.cli as cli; cli.COMMANDS['inspect'] = lambda arguments: print('x' * 10**6); cli.run()"
    process = subprocess.Popen([sys.executable, "-c", code, "inspect", "a.pdf"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收入 Revenue – ½", "收入 Revenue – ½"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\x00\rb", r"a\x00\rb"),
        ("a\u202eb", r"a\u202eb"),
        ("a\ud800b", r"a\ud800b"),
        ("two\nlines\t", "two\nlines\t"),
    ],
)
def test_a_filing_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_pipe_that_takes_no_chinese_is_no_error() -> None:
    code = "import analyzer.cli as cli; cli.COMMANDS['inspect'] = lambda arguments: print('收入'); cli.run()"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run([sys.executable, "-c", code, "inspect", "a.pdf"], capture_output=True, text=True, check=False, env=environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, "\\u6536\\u5165\n", "")
