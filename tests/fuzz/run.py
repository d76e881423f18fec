"""Runs `analyzer extract` over damaged and hostile PDFs: `make fuzz SECONDS=600`, or `--mutants N` for a fixed number.

Every one must end in its six files or in a line that names it and the reason, with the exit code that fits, within its limits. Anything
else is printed with its seed and kept in build/fuzz; `--only SEED` makes that one again. The same seeds give the same PDFs.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from xml.etree import ElementTree

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from analyzer.cli import main as analyzer  # noqa: E402  the path above comes first
from analyzer.errors import AnalyzerError  # noqa: E402
from analyzer.records import read_filing  # noqa: E402
from fuzz.hostile import HOSTILE  # noqa: E402
from fuzz.mutations import MUTATIONS  # noqa: E402

SAMPLES = tuple(sorted((PROJECT / "filings").glob("*_sample.pdf")))
KEPT = PROJECT / "build" / "fuzz"
PRINTED = KEPT / "stderr.log"
KINDS = ("csv", "mentions.csv", "findings.csv", "ledger.json", "filing.json", "run.json")
BATCH = 20
TIME_LIMIT_S = 8
COMPARED = 2
"""Mutants with figures that are compared, of each batch."""
COMPARE_S = 300
HOSTILE_SHARE = 0.4
MUTATION_ROUNDS = (1, 1, 1, 2, 4)
DEFECTS = ("a defect of this program", "Traceback (most recent call last)")


@dataclass
class Tally:
    """endings: how many mutants ended how; faults: what must not happen, and stopped: what hit a limit or crashed, with their seeds."""

    endings: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)

    def add_fault(self, fault: str, mutant: str) -> None:
        if fault not in self.faults:
            print(f"FAULT in {mutant}: {fault}", flush=True)
        self.faults.setdefault(fault, []).append(mutant)

    @property
    def count(self) -> int:
        return sum(self.endings.values())


def make_mutant(seed: int) -> tuple[str, bytes]:
    """What was done, and the PDF of this seed."""
    random = Random(seed)
    if random.random() < HOSTILE_SHARE:
        maker = random.choice(HOSTILE)
        return maker.__name__, maker(random)
    sample = random.choice(SAMPLES)
    pdf, names = sample.read_bytes(), [sample.stem.split("_")[0]]
    for _ in range(random.choice(MUTATION_ROUNDS)):
        mutation = random.choice(MUTATIONS)
        if not pdf or b"/Root" not in pdf:
            break
        names.append(mutation.__name__)
        pdf = mutation(pdf, random)
    return " ".join(names), pdf


def run_batch(seeds: Sequence[int], tally: Tally) -> None:
    """Adds how each ended; a fault keeps its PDF."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = Path(temporary, "in"), Path(temporary, "out")
        folder.mkdir()
        kinds = {}
        for seed in seeds:
            kinds[seed], pdf = make_mutant(seed)
            (folder / f"{seed}.pdf").write_bytes(pdf)
        stderr = io.StringIO()
        with contextlib.redirect_stderr(stderr):
            code = analyzer(["extract", str(folder), "-o", str(out), "--verbose", "--time-limit", str(TIME_LIMIT_S)])
        lines = stderr.getvalue().splitlines()
        faults = [*find_faults(seeds, out, lines, code), *((seeds[0], f"a worker printed {line!r}") for line in printed_by_workers())]
        with_figures = [seed for seed in seeds if (out / f"{seed}.csv").exists() and (out / f"{seed}.csv").read_bytes().count(b"\n") > 1]
        faults += find_comparison_faults(with_figures[:COMPARED], folder, Path(temporary, "compared"))
        for seed, fault in faults:
            KEPT.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / f"{seed}.pdf", KEPT)
            tally.add_fault(re.sub(rf"\b{seed}\b", "SEED", fault), f"{seed} ({kinds[seed]})")
        tally.endings.update(ending_of(seed, lines) for seed in seeds)
        tally.stopped += [f"{seed} ({kinds[seed]})" for seed in seeds if ", in the stage '" in (reason_of(seed, lines) or "")]


@contextlib.contextmanager
def workers_print_to(path: Path) -> Iterator[None]:
    """Within the block the stderr that the worker processes inherit is a file; ours stays what it is."""
    ours = os.dup(2)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    sys.stderr = os.fdopen(ours, "w", buffering=1)
    os.dup2(descriptor, 2)
    yield
    os.dup2(ours, 2)


def printed_by_workers() -> list[str]:
    """The different lines since the last call; libraries have nothing to say to the user."""
    lines = PRINTED.read_text(encoding="utf-8", errors="replace").splitlines() if PRINTED.exists() else []
    if lines:
        os.truncate(PRINTED, 0)
    return sorted(set(lines))[:5]


def find_faults(seeds: Sequence[int], out: Path, lines: Sequence[str], code: int) -> Iterator[tuple[int, str]]:
    """What must not happen, by seed."""
    worst = 0
    for seed in seeds:
        errors = [line for line in lines if line.startswith(f"error: {seed}.pdf")]
        written = [kind for kind in KINDS if (out / f"{seed}.{kind}").exists()]
        if len(errors) > 1 or (errors and written) or (not errors and len(written) != len(KINDS)):
            yield seed, f"{len(errors)} errors, but {len(written)} files"
        yield from ((seed, _with_traceback(line, lines)) for line in errors if any(words in line for words in DEFECTS))
        if written and not errors:
            yield from ((seed, problem) for problem in find_damage(out, str(seed)))
        worst = max(worst, 2 if errors else _written_code(out, seed))
    if code != worst:
        yield seeds[0], f"exit code {code}, expected {worst}, in the batch from {seeds[0]}"


def find_comparison_faults(seeds: Sequence[int], folder: Path, out: Path) -> Iterator[tuple[int, str]]:
    """What must not happen when these are compared; rendering is no worker's task, so it gets a process of its own here."""
    if not seeds:
        return
    paths = [str(folder / f"{seed}.pdf") for seed in seeds]
    command = [sys.executable, "-m", "analyzer", "compare", *paths, "-o", str(out), "--evidence", "full", "--quiet"]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=COMPARE_S)
    names = " ".join(map(str, seeds))
    if result.returncode not in (0, 1, 2) or "Traceback" in result.stderr:
        yield seeds[0], f"compare {names} ended with {result.returncode}: {result.stderr[-1500:]}"
        return
    if not (out / "comparison.html").exists():
        yield seeds[0], f"compare {names} wrote no report"
        return
    with zipfile.ZipFile(out / "comparison.xlsx") as book:
        for name in book.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    ElementTree.fromstring(book.read(name))
                except ElementTree.ParseError as error:
                    yield seeds[0], f"compare {names}: {name} is no XML: {error}"


def find_damage(out: Path, stem: str) -> Iterator[str]:
    """What is wrong with the files of one filing."""
    try:
        filing = read_filing(out, stem)
        with (out / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
    except (AnalyzerError, ValueError, csv.Error) as error:
        yield f"its files cannot be read again: {error}"
        return
    if len(rows) != len(filing.facts):
        yield f"{len(rows)} rows for {len(filing.facts)} figures"


def _written_code(out: Path, seed: int) -> int:
    path = out / f"{seed}.findings.csv"
    return int(path.exists() and any(line.startswith("error,") for line in path.read_text(encoding="utf-8").splitlines()))


def _with_traceback(line: str, lines: Sequence[str]) -> str:
    start = list(lines).index(line)
    stop = next((index for index in range(start + 1, len(lines)) if lines[index].startswith(("error: ", "info: "))), len(lines))
    return "\n    ".join(lines[start:stop][:1] + lines[start:stop][-12:])


def reason_of(seed: int, lines: Sequence[str]) -> str | None:
    """Why it could not be read; None where it could."""
    start = f"error: {seed}.pdf"
    return next((line.removeprefix(start) for line in lines if line.startswith(start)), None)


def ending_of(seed: int, lines: Sequence[str]) -> str:
    """The reason without what differs from file to file."""
    reason = reason_of(seed, lines)
    return "figures or findings" if reason is None else re.sub(r"[\d.,]+", "#", reason.partition(": ")[2])[:90]


def run_batches(arguments: argparse.Namespace, tally: Tally) -> float:
    """The seconds that all the mutants took."""
    start = time.monotonic()
    wanted = arguments.mutants or sys.maxsize
    while tally.count < wanted and (arguments.mutants or time.monotonic() - start < arguments.seconds):
        first = arguments.seed + tally.count
        run_batch(range(first, first + min(BATCH, wanted - tally.count)), tally)
        print(f"{tally.count} mutants, {len(tally.faults)} kinds of faults, {time.monotonic() - start:.0f} s", flush=True)
    return time.monotonic() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600, help="how long; default: %(default)s")
    parser.add_argument("--mutants", type=int, help="how many, however long it takes")
    parser.add_argument("--seed", type=int, default=0, help="of the first one; default: %(default)s")
    parser.add_argument("--only", type=int, metavar="SEED", help="write this one to build/fuzz and run it alone")
    arguments = parser.parse_args()
    if arguments.only is not None:
        KEPT.mkdir(parents=True, exist_ok=True)
        kind, pdf = make_mutant(arguments.only)
        (KEPT / f"{arguments.only}.pdf").write_bytes(pdf)
        print(kind)
        return analyzer(["extract", str(KEPT / f"{arguments.only}.pdf"), "-o", str(KEPT / "out"), "--verbose", "--refresh"])
    tally = Tally()
    with workers_print_to(PRINTED):
        seconds = run_batches(arguments, tally)
    print(f"{tally.count} mutants in {seconds:.0f} s from seed {arguments.seed}")
    for ending, count in tally.endings.most_common():
        print(f"{count:6} {ending}")
    print("stopped:", "; ".join(tally.stopped) or "none")
    for fault, seeds in tally.faults.items():
        print(f"{len(seeds):6} FAULT {fault.splitlines()[0]}: {', '.join(seeds[:5])}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
