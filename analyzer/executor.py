"""Runs calls in processes that can be stopped: a PDF that hangs or crashes ends its own worker and nothing else.

ProcessExecutor is a concurrent.futures.Executor, so that a cluster's executor can take its place.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, TypeVar, cast

from analyzer import forks, stages
from analyzer.errors import AnalyzerError, ConfigError, WorkerError
from analyzer.stages import Stage

if sys.platform != "win32":
    import resource

P = ParamSpec("P")
T = TypeVar("T")

EXIT_GRACE_S = 2.0
"""How long a worker that has answered may take to end."""
ORPHAN_GRACE_S = 5.0
"""How long after its limit a worker ends by itself, should nobody be left to stop it."""
BYTES_PER_MB = 1 << 20
SAFE_PATH = "PYTHONSAFEPATH"


@dataclass(frozen=True)
class Limits:
    """What one filing may use. A page that is recognised by OCR has its own time, and OCR lifts the limit on memory.

    memory_mb limits the address space on Linux; macOS and Windows do not enforce it.
    """

    seconds: float = 20.0
    seconds_per_page: float = 0.1
    seconds_per_ocr_page: float = 10.0
    memory_mb: int = 1024

    def __post_init__(self) -> None:
        times = (self.seconds, self.seconds_per_page, self.seconds_per_ocr_page)
        if not (self.seconds > 0 and self.memory_mb > 0 and all(math.isfinite(value) and value >= 0 for value in times)):
            raise ConfigError(f"the limits must be above zero, found {self}")

    def allowed_seconds(self, page_count: int, ocr_page_count: int) -> float:
        """The time from start to end for a filing of so many pages, of which so many go through OCR."""
        return self.seconds + self.seconds_per_page * page_count + self.seconds_per_ocr_page * ocr_page_count


class Progress:
    """The latest stage of one filing, and the time that it may take by what is known so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.stage = Stage("opening")
        self.page_count = 0
        self.ocr_page_count = 0

    def note(self, stage: Stage) -> None:
        self.stage = stage
        if stage.name == "OCR":
            self.ocr_page_count = stage.page_count
        else:
            self.page_count = max(self.page_count, stage.page_count)

    @property
    def allowed_seconds(self) -> float:
        return self.limits.allowed_seconds(self.page_count, self.ocr_page_count)


@dataclass(frozen=True)
class Answer:
    """What a worker sends last: the value, or the error."""

    value: object = None
    error: AnalyzerError | None = None


class ProcessExecutor(Executor):
    """Runs every call in a process of its own, at most `workers` at a time, each within the limits.

    An AnalyzerError of the call comes back as it is; a limit, a crash and any other exception come back as WorkerError.
    preload: modules that the workers need; they are imported once, in the process that the workers are forked from.
    may_fork: whether each worker has a second core, so that its call may use `forks`.
    Left by an exception (Ctrl-C), it stops the workers and drops the calls that wait.
    """

    def __init__(self, workers: int, limits: Limits, preload: Sequence[str] = (), *, may_fork: bool = False) -> None:
        if workers < 1:
            raise ConfigError(f"expected one worker or more, found {workers}")
        self.limits = limits
        self.may_fork = may_fork
        # Never "fork": this process has threads, and a fork would copy their locks in whatever state they are.
        if sys.platform == "win32":
            self._context = multiprocessing.get_context("spawn")
        else:
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload(list(preload))
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="filing")
        self._lock = threading.Lock()
        self._running: set[BaseProcess] = set()
        self._is_stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._threads.submit(self._run, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            with self._lock:
                self._is_stopped = True
                for process in self._running:
                    process.kill()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool | None:
        self.shutdown(cancel_futures=kind is not None)
        return None

    def _run(self, fn: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
        ours, theirs = self._context.Pipe(duplex=False)
        start = time.monotonic()
        process = self._start(theirs, fn, args, kwargs)
        theirs.close()
        progress = Progress(self.limits)
        grace_s = 0.0
        try:
            answer = _await_answer(ours, start, progress)
            grace_s = EXIT_GRACE_S
        except EOFError:
            self._end(process, EXIT_GRACE_S)
            raise self._crashed(process, progress) from None
        finally:
            self._end(process, grace_s)
            ours.close()
        if answer.error is not None:
            raise answer.error
        return cast(T, answer.value)

    def _start(self, theirs: Connection, *call: object) -> BaseProcess:
        process = self._context.Process(target=work, args=(theirs, self.limits, self.may_fork, *call), daemon=True)
        # multiprocessing looks after all children at every start, and two threads must not fetch one exit code.
        with self._lock:
            if self._is_stopped:
                raise CancelledError
            with _safe_path():
                process.start()
            self._running.add(process)
        return process

    def _end(self, process: BaseProcess, grace_s: float) -> None:
        with self._lock:
            self._running.discard(process)
            process.join(grace_s)
            if process.exitcode is None:
                process.kill()
                process.join()

    def _crashed(self, process: BaseProcess, progress: Progress) -> Exception:
        if self._is_stopped:
            return CancelledError()
        code = process.exitcode or 0
        how = f"signal {-code} ({_signal_name(-code)})" if code < 0 else f"exit status {code}"
        return WorkerError(
            f"its worker ended without an answer: {how}; the file is damaged or hostile, or needs more than {self.limits.memory_mb} MB",
            stage=progress.stage.name,
            next_step="Try once more with a larger --memory-limit, or leave the file out",
        )


@contextmanager
def _safe_path() -> Iterator[None]:
    """While it is open, new interpreters do not look for modules in the current folder: a file of any name may lie among the filings.

    The process that workers are forked from is started with "-c", which would put that folder first ("dis.py" stopped every run).
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def _await_answer(connection: Connection, start: float, progress: Progress) -> Answer:
    """The worker's last message. Raises WorkerError at the time limit and EOFError where the worker ends without one."""
    while True:
        left = start + progress.allowed_seconds - time.monotonic()
        if not connection.poll(max(left, 0.0)):
            raise _too_slow(progress)
        try:
            message = connection.recv()
        except OSError as error:  # Windows: a broken pipe where others see its end
            raise EOFError from error
        if isinstance(message, Answer):
            return message
        progress.note(message)


def _too_slow(progress: Progress) -> WorkerError:
    pages = f" for its {progress.page_count} pages" if progress.page_count else ""
    return WorkerError(
        f"stopped after {progress.allowed_seconds:g} s, the time limit{pages}",
        stage=progress.stage.name,
        next_step="Give it more time with --time-limit or --page-time, or leave the file out",
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def work(
    theirs: Connection, limits: Limits, may_fork: bool, fn: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    """What a worker process does: sends every Stage it enters, and an Answer at the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    gc.disable()  # the process ends with its call, and the limit on memory holds: looking for cycles would only cost time
    progress = Progress(limits)
    _limit_memory(limits.memory_mb)
    _end_when_orphaned(progress)

    def listen(stage: Stage) -> None:
        progress.note(stage)
        if stage.name == "OCR":
            _limit_memory(None)
        _end_when_orphaned(progress)
        theirs.send(stage)

    def leave_worker() -> None:
        theirs.close()  # the parent hears of the worker's end by its last copy
        _end_when_orphaned(progress)

    with stages.listening(listen), forks.allowing(leave_worker if may_fork else None):
        answer = _answer(fn, args, kwargs, progress)
    with suppress(BrokenPipeError):  # the parent has left; what is written is written
        theirs.send(answer)


def _answer(fn: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object], progress: Progress) -> Answer:
    """The call's value or error: the promise of an Executor, which is why every exception is caught here and nowhere else."""
    try:
        return Answer(fn(*args, **kwargs))
    except AnalyzerError as error:
        return Answer(error=error)
    except MemoryError:
        message = f"it needs more memory than the limit of {progress.limits.memory_mb} MB"
        return Answer(error=WorkerError(message, stage=progress.stage.name, next_step="Give it more with --memory-limit, or leave it out"))
    except BaseException as error:
        return Answer(error=_defect(error, progress.stage.name))


def _defect(error: BaseException, stage: str) -> WorkerError:
    """What was not foreseen, with the place in our code. Its traceback stands in `details`."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "analyzer" in Path(frame.filename).parts] or list(frames)
    place = f" at {Path(own[-1].filename).name} line {own[-1].lineno}" if own else ""
    return WorkerError(
        f"a defect of this program: {type(error).__name__}: {error}{place}",
        stage=stage,
        next_step="Report it with the file; --verbose shows the traceback",
        details="".join(traceback.format_exception(error)),
    )


def _limit_memory(memory_mb: int | None) -> None:
    """Nothing; afterwards this process has at most so much address space (None: as much as it may), and leaves no core file."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = hard if memory_mb is None else memory_mb * BYTES_PER_MB
        with suppress(ValueError, OSError):  # a lower hard limit of the machine holds anyway; macOS refuses
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_when_orphaned(progress: Progress) -> None:
    """Nothing; the kernel ends this process some time after its limit, also where the parent that should do it was killed."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, progress.allowed_seconds + ORPHAN_GRACE_S)


def core_count() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
