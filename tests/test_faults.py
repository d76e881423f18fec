"""What goes wrong around the program: full disks, folders and files that cannot be written, kills, a second process, files that hang.

Nothing that was finished may be lost or half-written, and the message must say what to do.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import outputs
from analyzer.cli import main
from analyzer.errors import OutputError
from analyzer.filings import sha256_of
from analyzer.model import Filing
from analyzer.outputs import prepare_folder, replacing_all
from analyzer.records import Recipe, find_finished, read_filing, write_recorded
from pdf_bytes import text_pdf

PROJECT = Path(__file__).parents[1]
SAMPLES = sorted((PROJECT / "filings").glob("*_sample.pdf"))
RECIPE = Recipe("1.0", "ab" * 32, has_ocr=False)
NOBODY = 65534
LETTER = text_pdf([["Dear shareholders, we thank you for coming to the annual meeting and for the flowers."] * 9])

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and resource limits of POSIX systems")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def finished(filing: Filing, tmp_path: Path) -> Path:
    """A folder with the files of an earlier run."""
    folder = tmp_path / "facts"
    folder.mkdir()
    write_recorded(filing, folder, RECIPE)
    return folder


@pytest.fixture
def later(filing: Filing) -> Filing:
    """The same filing read again with other results, so that every file changes but the ledger."""
    return replace(filing, sha256="cd" * 32, statements={"customers": filing.customers}, findings=filing.findings[:2])


def run_cli(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analyzer", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize("nth", range(6))
def test_disk_that_fills_up_keeps_the_previous_files(nth: int, finished: Path, later: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(finished)
    write_bytes, count = Path.write_bytes, iter(range(100))

    def write_until_full(path: Path, content: bytes) -> int:
        if next(count) < nth:
            return write_bytes(path, content)
        write_bytes(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    with pytest.raises(OutputError, match=r"facts: the output cannot be written: No space left on device\. .*make sure that there is room"):
        write_recorded(later, finished, RECIPE)
    assert contents(finished) == before


@posix
def test_file_size_limit_of_the_system_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)); from analyzer.cli import run; run()"
    command = [sys.executable, "-c", limited, "extract", str(SAMPLES[0]), "-o", str(tmp_path / "out")]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'out'}: the output cannot be written: File too large. Choose another folder")
    assert contents(tmp_path / "out") == {}


@pytest.fixture
def powerless() -> Iterator[None]:
    """Without the rights of root, who may write everywhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@posix
def test_read_only_folder_is_refused_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], powerless: None) -> None:
    folder = Path("/proc/self/fdinfo") if os.geteuid() == NOBODY else tmp_path / "locked"
    if os.geteuid() != NOBODY:
        folder.mkdir(mode=0o555)
    with pytest.raises(OutputError, match=r"the output cannot be written: .*\. Choose another folder with -o"):
        prepare_folder(folder)
    assert main(["extract", str(SAMPLES[0]), "-o", str(folder)]) == 2
    assert f"error: {folder}: the output cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["acme.csv", "acme.filing.json", "acme.run.json"])
def test_output_that_another_program_holds_open(name: str, finished: Path, later: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(finished)
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == name and path.stat().st_nlink == 1:  # what Windows says while Excel has the file; a backup may come back
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=rf"{name}: the output cannot be written: Permission denied\. .*close the program that holds"):
        write_recorded(later, finished, RECIPE)
    assert contents(finished) == before


def write_both(folder: Path) -> None:
    with replacing_all(folder, ["comparison.xlsx", "comparison.html"]) as parts:
        for part in parts.values():
            part.write_text("new")


def test_comparison_that_another_program_holds_open_keeps_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "comparison.xlsx").write_text("old book")
    (tmp_path / "comparison.html").write_text("old page")
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "comparison.html" and path.stat().st_nlink == 1:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"comparison\.html"):
        write_both(tmp_path)
    assert contents(tmp_path) == {"comparison.xlsx": b"old book", "comparison.html": b"old page"}


KILL_AT = """
import os, signal, sys
from pathlib import Path
from analyzer.cli import main
method, nth = sys.argv[1], int(sys.argv[2])
original, count = getattr(Path, method), iter(range(1000))
def killed(path, *arguments):
    if path.suffix == ".part" and os.path.basename(str(path)).startswith(".analyzer-"):
        if next(count) == nth:
            if method == "write_bytes":
                original(path, arguments[0][:7])
            os.kill(os.getpid(), signal.SIGKILL)
    return original(path, *arguments)
setattr(Path, method, killed)
sys.exit(main(["extract", *sys.argv[3:], "--workers", "0", "--refresh"]))
"""


@posix
@pytest.mark.parametrize(("method", "nth"), [("write_bytes", 2), ("write_bytes", 6), ("replace", 0), ("replace", 3), ("replace", 5)])
def test_kill_in_the_middle_of_writing(method: str, nth: int, tmp_path: Path) -> None:
    pdf, out = tmp_path / "letter.pdf", tmp_path / "out"
    pdf.write_bytes(LETTER)
    assert run_cli("extract", pdf, "-o", out).returncode == 1
    before = contents(out)
    pdf.write_bytes(LETTER.replace(b"flowers", b"flours "))
    killed = subprocess.run(
        [sys.executable, "-c", KILL_AT, method, str(nth), str(pdf), "-o", str(out)], cwd=PROJECT, check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    left = contents(out)
    assert left.keys() >= before.keys()
    fresh = tmp_path / "fresh"
    run_cli("extract", pdf, "-o", fresh)
    after = contents(fresh)
    assert [name for name in before if left[name] not in (before[name], after[name])] == []
    assert run_cli("extract", pdf, "-o", out).returncode == 1
    assert contents(out) == after


def test_two_processes_on_one_filing_and_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "analyzer", "extract", str(SAMPLES[0]), "-o", str(tmp_path / "out"), "--refresh"]
    both = [subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(process.communicate(timeout=120)[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    assert run_cli("extract", SAMPLES[0], "-o", tmp_path / "alone").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


@posix
def test_second_process_that_waits_too_long_is_told_what_to_do(finished: Path, later: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(finished)
    monkeypatch.setattr(outputs, "LOCK_WAIT_S", 0.1)
    with replacing_all(finished, ["acme.csv"]) as parts:
        with pytest.raises(
            OutputError, match=r"facts: another analyzer has been writing there for 0\.1 s\. Let it finish and run this command"
        ):
            write_recorded(later, finished, RECIPE)
        parts["acme.csv"].write_bytes(before["acme.csv"])
    assert contents(finished) == before


@posix
def test_folder_without_locks_is_still_written(finished: Path, later: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    write_recorded(later, finished, RECIPE)
    assert read_filing(finished, "acme").sha256 == later.sha256


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A file that never gives its first byte."""
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes in folders")
    path = tmp_path / "hanging.pdf"
    os.mkfifo(path)
    return path


def test_file_that_hangs_is_reported_and_the_others_go_on(hanging: Path, tmp_path: Path) -> None:
    result = run_cli("extract", hanging, SAMPLES[0], "-o", tmp_path / "out", "--time-limit", "3", "--workers", "2")
    assert result.returncode == 2
    assert result.stderr == (
        "error: hanging.pdf: stopped after 3 s, the time limit, in the stage 'opening'. "
        "Give it more time with --time-limit or --page-time, or leave the file out\n"
    )
    assert (tmp_path / "out" / f"{SAMPLES[0].stem}.run.json").exists()


def start_and_wait(command: list[str], condition: Callable[[], bool]) -> subprocess.Popen[str]:
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "the first filing was not written in a minute"
        time.sleep(0.02)
    return process


def test_ctrl_c_keeps_what_is_finished_and_the_next_run_does_the_rest(hanging: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done, rest = SAMPLES[0].stem, tmp_path / "rest.pdf"
    rest.write_bytes(LETTER)
    # A shell without job control, as in CI, has its background processes ignore Ctrl-C, and that is inherited.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from analyzer.cli import run; run()"
    command = [sys.executable, "-c", heeding, "extract", str(hanging), str(SAMPLES[0]), "-o", str(out), "--workers", "2"]
    process = start_and_wait(command, (out / f"{done}.run.json").exists)
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the command
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "analyzer: interrupted; the files that were finished are kept\n")
    assert time.monotonic() - start < 10  # the limit of the hanging file is 20 s
    stamps = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert sorted(stamps) == sorted(
        f"{done}.{kind}" for kind in ("csv", "filing.json", "findings.csv", "ledger.json", "mentions.csv", "run.json")
    )
    assert run_cli("extract", SAMPLES[0], rest, "-o", out).returncode == 1
    assert {name: (out / name).stat().st_mtime_ns for name in stamps} == stamps
    assert (out / "rest.csv").exists()


@pytest.fixture(scope="module")
def by_workers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of all samples by --workers."""
    found = {}
    for workers in ("0", "1", "3"):
        folder = tmp_path_factory.mktemp(f"workers{workers}")
        assert main(["extract", *map(str, SAMPLES), "-o", str(folder), "--workers", workers]) == 0
        found[workers] = contents(folder)
    return found


@pytest.mark.parametrize("workers", ["0", "3"])
def test_results_are_the_same_whatever_the_number_of_workers(workers: str, by_workers: dict[str, dict[str, bytes]]) -> None:
    assert len(by_workers["1"]) == 6 * len(SAMPLES)
    assert by_workers[workers] == by_workers["1"]


def test_second_run_reads_nothing_and_refresh_reads_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, out = tmp_path / "letter.pdf", tmp_path / "out"
    pdf.write_bytes(LETTER)
    command = ["extract", str(pdf), "-o", str(out), "--verbose"]
    assert main(command) == 1
    first = capsys.readouterr().err
    stamp = (out / "letter.csv").stat().st_mtime_ns
    assert main(command) == 1  # the error finding of the first run still counts
    assert capsys.readouterr().err == first.replace(" findings\n", " findings; unchanged, not read again\n", 1)
    assert (out / "letter.csv").stat().st_mtime_ns == stamp
    assert main([*command, "--refresh"]) == 1
    assert capsys.readouterr().err == first
    assert (out / "letter.csv").stat().st_mtime_ns > stamp


def test_comparison_uses_the_facts_of_the_run_before(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["compare", *map(str, SAMPLES[:2]), "-o", str(out)]
    assert main(arguments) == 0
    first = {path: sha256_of(path) for path in out.rglob("*") if path.is_file()}
    stamps = {path: path.stat().st_mtime_ns for path in (out / "facts").iterdir()}
    assert main(arguments) == 0
    assert {path: sha256_of(path) for path in out.rglob("*") if path.is_file()} == first
    assert {path: path.stat().st_mtime_ns for path in (out / "facts").iterdir()} == stamps


def test_nothing_is_kept_outside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = tmp_path / "in" / "letter.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(LETTER)
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    assert run_cli("extract", pdf, "-o", tmp_path / "out", env=environment).returncode == 1
    assert [path.name for folder in ("in", "home", "tmp") for path in (tmp_path / folder).rglob("*")] == ["letter.pdf"]
    shutil.rmtree(tmp_path / "out")
    assert find_finished([pdf], tmp_path / "out", Recipe.current()) == {}
