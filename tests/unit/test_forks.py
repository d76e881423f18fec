"""Work in a fork: its value, and none where it could not be done there."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial

import pytest

from analyzer.forks import allowing, beside

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
