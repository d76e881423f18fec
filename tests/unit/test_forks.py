"""Work in a fork: its value, and none where it could not be done there."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from analyzer.forks import allowing, beside, share

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")


def nothing() -> None:
    """A fork that has nothing to let go of."""


def refuse() -> int:
    raise ValueError("damaged")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_nothing_is_forked_unless_it_is_allowed() -> None:
    assert beside(partial(pytest.fail, "called"))() is None
    with allowing(None):
        assert beside(partial(pytest.fail, "called"))() is None


def test_a_fork_gives_the_value_of_its_call() -> None:
    with allowing(nothing):
        waiting = [beside(os.getpid), beside(lambda: len("x" * (1 << 20)))]
        pid, size = (wait() for wait in waiting)
    assert pid not in (None, os.getpid())
    assert size == 1 << 20


def test_a_value_larger_than_a_pipe_arrives_whole() -> None:
    with allowing(nothing):
        assert beside(lambda: "x" * (1 << 22))() == "x" * (1 << 22)


@pytest.mark.parametrize("call", [refuse, crash, partial(os._exit, 7), lambda: lambda: 0])
def test_a_fork_without_an_answer_gives_none(call: Callable[[], object], capfd: pytest.CaptureFixture[str]) -> None:
    with allowing(nothing):
        assert beside(call)() is None
    assert capfd.readouterr() == ("", "")


def test_a_fork_prepares_itself_and_forks_no_further() -> None:
    prepared: list[int] = []
    with allowing(lambda: prepared.append(os.getpid())):
        told = beside(lambda: (prepared[:], os.getpid(), beside(os.getpid)()))()
    assert told is not None
    assert told == ([told[1]], told[1], None)
    assert prepared == []


def test_where_no_process_is_left_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fail)
    with allowing(nothing):
        assert beside(os.getpid)() is None


def test_calls_are_shared_and_their_values_come_in_order() -> None:
    here = os.getpid()
    calls = [partial(lambda number: (time.sleep(0.05), number, os.getpid())[1:], number) for number in range(6)]
    assert share(calls, nothing)() == [(number, here) for number in range(6)]
    with allowing(nothing):
        shared = share(calls, nothing)()
    assert [number for number, _ in shared] == list(range(6))
    assert len({pid for _, pid in shared}) == 2


def test_what_a_fork_cannot_do_is_done_here(tmp_path: Path) -> None:
    here = os.getpid()

    def only_here(number: int) -> int:
        time.sleep(0.05)
        if os.getpid() != here:
            (tmp_path / "forked").touch()
            raise ValueError("not in a fork")
        return number

    with allowing(nothing):
        assert share([partial(only_here, number) for number in range(4)], nothing)() == [0, 1, 2, 3]
        assert (tmp_path / "forked").exists()
        assert share([partial(only_here, number) for number in range(4)], crash)() == [0, 1, 2, 3]


def test_the_first_call_that_fails_gives_the_error_whoever_made_it() -> None:
    def fail(number: int) -> int:
        time.sleep(0.05)
        raise ValueError(number)

    with allowing(nothing), pytest.raises(ValueError, match=r"^0$"):
        share([partial(fail, number) for number in range(4)], nothing)()
