"""Calls in processes of their own: order, errors, and an end to what hangs, crashes or eats memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

import worker_calls
from analyzer.errors import ConfigError, FilingError, WorkerError
from analyzer.executor import Limits, ProcessExecutor, Progress, core_count
from analyzer.stages import Stage

SHORT = Limits(seconds=1.5, seconds_per_page=0.001, memory_mb=1024)


@pytest.fixture(scope="module")
def executor() -> Iterator[ProcessExecutor]:
    with ProcessExecutor(2, Limits(), preload=("analyzer.executor",)) as running:
        yield running


def failure_of(future: Future[object]) -> WorkerError:
    error = future.exception()
    assert isinstance(error, WorkerError)
    return error


def test_calls_run_in_other_processes_and_give_their_values(executor: ProcessExecutor) -> None:
    assert list(executor.map(worker_calls.double, range(4))) == [0, 2, 4, 6]
    assert os.getpid() not in {executor.submit(worker_calls.process_id).result() for _ in range(2)}


def test_a_slow_call_does_not_hold_up_the_others(executor: ProcessExecutor) -> None:
    slow = executor.submit(worker_calls.double, 1, seconds=2)
    assert [executor.submit(worker_calls.double, number).result() for number in range(3)] == [0, 2, 4]
    assert not slow.done()
    assert slow.result() == 2


def test_errors_of_ours_come_back_as_they_are(executor: ProcessExecutor) -> None:
    error = executor.submit(worker_calls.refuse).exception()
    assert type(error) is FilingError
    assert str(error) == "a.pdf page 3: the file is empty (0 bytes). Download it again"
    assert (error.filing, error.page, error.next_step) == ("a.pdf", 3, "Download it again")
    assert type(executor.submit(worker_calls.refuse_data).exception()) is ConfigError


def test_a_defect_names_its_place_and_stage_and_keeps_its_traceback(executor: ProcessExecutor) -> None:
    error = failure_of(executor.submit(worker_calls.stumble))
    assert "a defect of this program: IndexError: pop from empty list" in str(error)
    assert error.stage == "checks"
    assert error.details.startswith("Traceback (most recent call last):")
    assert error.details.rstrip().endswith("IndexError: pop from empty list")
    assert str(error.of("b.pdf")).startswith("b.pdf: a defect of this program")
    assert error.of("b.pdf").details == error.details


def test_a_crash_ends_only_its_worker(executor: ProcessExecutor) -> None:
    crash, leave = executor.submit(worker_calls.crash), executor.submit(worker_calls.leave)
    assert executor.submit(worker_calls.double, 2).result() == 4
    assert "signal 11 (SIGSEGV)" in str(failure_of(crash))
    assert failure_of(crash).stage == "text pass"
    assert "exit status 7" in str(failure_of(leave))


def test_a_hanging_call_is_stopped_at_its_limit_and_named_by_stage() -> None:
    with ProcessExecutor(2, SHORT) as executor:
        hang, other = executor.submit(worker_calls.hang, page_count=500), executor.submit(worker_calls.double, 1)
        assert other.result() == 2
        error = failure_of(hang)
    assert str(error) == (
        "stopped after 2 s, the time limit for its 500 pages, in the stage 'topics'. "
        "Give it more time with --time-limit or --page-time, or leave the file out"
    )


def test_memory_is_limited_except_for_ocr() -> None:
    with ProcessExecutor(1, SHORT) as executor:
        error = failure_of(executor.submit(worker_calls.take_memory, 2048))
        assert "it needs more memory than the limit of 1024 MB" in str(error)
        assert "--memory-limit" in error.next_step
        assert executor.submit(worker_calls.take_memory, 100).result() == 100 << 20
        assert executor.submit(worker_calls.take_memory_for_ocr, 2048).result() == 2048 << 20


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def interrupt(pid_file: Path) -> list[Future[object]]:
    with ProcessExecutor(1, Limits()) as executor:
        futures: list[Future[object]] = [
            executor.submit(worker_calls.hang_after_writing_pid, pid_file),
            executor.submit(worker_calls.refuse),
        ]
        assert wait_until(lambda: pid_file.exists() and pid_file.read_text() != "")
        raise KeyboardInterrupt
    return futures


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc whether the process is there")
def test_ctrl_c_stops_the_workers_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupt(tmp_path / "pid")
    assert time.monotonic() - start < 15  # the call sleeps for an hour
    assert wait_until(lambda: not is_running(int((tmp_path / "pid").read_text())))


def test_workers_fork_only_where_they_may(executor: ProcessExecutor) -> None:
    assert executor.submit(worker_calls.process_ids).result()[1] is None
    with ProcessExecutor(1, Limits(), may_fork=True) as forking:
        worker, fork = forking.submit(worker_calls.process_ids).result()
    assert fork is not None
    assert fork != worker


def test_a_crash_is_told_at_once_though_a_fork_goes_on() -> None:
    start = time.monotonic()
    with ProcessExecutor(1, Limits(), may_fork=True) as executor:
        assert "signal 11 (SIGSEGV)" in str(failure_of(executor.submit(worker_calls.crash_beside_a_fork, 10)))
    assert time.monotonic() - start < 5


def test_calls_that_wait_are_dropped_by_a_stop() -> None:
    executor = ProcessExecutor(1, Limits())
    executor.shutdown(wait=False, cancel_futures=True)
    with pytest.raises(RuntimeError, match="after shutdown"):
        executor.submit(worker_calls.double, 1)
    running = ProcessExecutor(1, Limits())
    futures = [running.submit(worker_calls.double, number, seconds=60) for number in range(3)]
    running.shutdown(cancel_futures=True)
    for future in futures:
        with pytest.raises(CancelledError):
            future.result()


@pytest.mark.parametrize(
    "given",
    [{"seconds": 0}, {"seconds": -1}, {"seconds_per_page": -0.1}, {"memory_mb": 0}, {"seconds": float("nan")}, {"seconds": float("inf")}],
)
def test_limits_refuse_nonsense(given: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match="the limits must be above zero"):
        Limits(**given)  # type: ignore[arg-type]  one wrong value at a time


def test_no_worker_is_no_executor() -> None:
    with pytest.raises(ConfigError, match="expected one worker or more, found 0"):
        ProcessExecutor(0, Limits())


def test_time_grows_with_pages_and_with_pages_under_ocr() -> None:
    progress = Progress(Limits())
    assert progress.allowed_seconds == 20
    progress.note(Stage("text pass", 490))
    assert progress.allowed_seconds == pytest.approx(69)
    progress.note(Stage("OCR", 4))
    progress.note(Stage("topics", 490))
    assert progress.allowed_seconds == pytest.approx(109)
    assert progress.stage.name == "topics"


def test_core_count_is_what_this_process_may_use() -> None:
    assert 1 <= core_count() <= (os.cpu_count() or 1)
