"""Wall time and memory of one command with all the processes it starts, in a process of its own: nothing is warm but the file cache."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

T = TypeVar("T")

SAMPLE_S = 0.03
PROC = Path("/proc")


@dataclass(frozen=True)
class Measured:
    """seconds from start to end; largest_mb: peak of the largest process; together_mb: peak of all at once, what they share counted once.

    Both are 0 where the system has no /proc.
    """

    seconds: float
    largest_mb: float
    together_mb: float
    out: str


def run_measured(command: Sequence[str], cwd: Path) -> Measured:
    """The figures of one command. Raises SystemExit where it could not do its work (exit status above 1)."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        memory = MemoryWatch(process.pid)
        memory.start()
        out, err = process.communicate()
        seconds = time.perf_counter() - start
        memory.stop()
    if process.returncode > 1:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}: {err.strip()}")
    return Measured(seconds, memory.largest_kb / 1024, memory.together_kb / 1024, out)


class MemoryWatch(threading.Thread):
    """Looks at the memory of a process and of all that come from it, several times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.largest_kb = 0
        self.together_kb = 0
        self._is_over = threading.Event()

    def run(self) -> None:
        while PROC.exists() and not self._is_over.wait(SAMPLE_S):
            family = _family(self.pid)
            self.largest_kb = max([self.largest_kb, *(_kilobytes(pid, "status", "VmHWM:") for pid in family)])
            self.together_kb = max(self.together_kb, sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in family))

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def _family(root: int) -> list[int]:
    """The process and its descendants."""
    parents: dict[int, int] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _kilobytes(pid: int, file: str, name: str) -> int:
    try:
        lines = (PROC / str(pid) / file).read_text().splitlines()
    except OSError:
        return 0  # it ended meanwhile
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def in_turns(rounds: int, *measures: Callable[[], T]) -> list[list[T]]:
    """The results of each measure; the measures take turns, so that a busy moment of the machine strikes all alike."""
    results: list[list[T]] = [[] for _ in measures]
    for _ in range(rounds):
        for measure, found in zip(measures, results, strict=True):
            found.append(measure())
    return results


def median_seconds(runs: Sequence[Measured]) -> float:
    return median(run.seconds for run in runs)


def machine_words() -> str:
    """Processor, cores and Python, for the report."""
    import platform

    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
