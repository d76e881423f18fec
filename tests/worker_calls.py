"""Calls for the worker processes of the tests: they must be importable there, which functions of a test module are not."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from functools import partial
from pathlib import Path

from analyzer import stages
from analyzer.errors import ConfigError, FilingError
from analyzer.forks import beside


def double(number: int, seconds: float = 0) -> int:
    time.sleep(seconds)
    return 2 * number


def process_id() -> int:
    return os.getpid()


def hang(page_count: int = 0) -> None:
    """Never comes back, and does not listen to polite requests."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    stages.enter("text pass", page_count)
    stages.enter("topics", page_count)
    time.sleep(3600)


def hang_after_writing_pid(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(3600)


def crash() -> None:
    """Ends the process as a fault in a C library does."""
    stages.enter("text pass", 3)
    ctypes.string_at(0)


def crash_beside_a_fork(seconds: float) -> None:
    """Leaves a fork behind that goes on for some time."""
    beside(partial(time.sleep, seconds))
    ctypes.string_at(0)


def process_ids() -> tuple[int, int | None]:
    """Of the worker and of its fork."""
    return os.getpid(), beside(os.getpid)()


def leave() -> None:
    os._exit(7)


def take_memory(megabytes: int) -> int:
    return len(bytes(megabytes << 20))


def take_memory_for_ocr(megabytes: int) -> int:
    stages.enter("OCR", 1)
    return take_memory(megabytes)


def refuse() -> None:
    raise FilingError("the file is empty (0 bytes)", filing="a.pdf", page=3, next_step="Download it again")


def refuse_data() -> None:
    raise ConfigError("synonyms.csv line 3: unknown concept 'x'")


def stumble() -> None:
    stages.enter("checks", 3)
    [].pop()
