"""Part of the work on one filing in a second process: a fork of its worker that answers and ends.

Only where whoever runs the worker says that a core would stand idle. A library call forks nothing, and Windows has no fork.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from typing import NoReturn, TypeVar, cast

T = TypeVar("T")

Prepare = Callable[[], None]
"""What a fork does first: it lets go of what belongs to the worker alone."""

NUMBER_BYTES = 2

_prepare: ContextVar[Prepare | None] = ContextVar("prepare", default=None)


@contextmanager
def allowing(prepare: Prepare | None) -> Iterator[None]:
    """Within the block `beside` forks; None: it does not."""
    token = _prepare.set(prepare)
    try:
        yield
    finally:
        _prepare.reset(token)


def beside(call: Callable[[], T]) -> Callable[[], T | None]:
    """Starts the call in a fork and gives the function that waits for its value.

    That is None where nothing was forked, and where the fork ended without an answer: whoever asked then does the work himself,
    and meets what stopped the fork. The file offsets of open files are shared with the fork: it opens again what it reads.
    """
    prepare = _prepare.get()
    if prepare is None or sys.platform == "win32":
        return _no_answer
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no process or memory left for it
        os.close(reading)
        os.close(writing)
        return _no_answer
    if child == 0:
        _answer(call, prepare, writing)
    os.close(writing)
    return cast(Callable[[], T | None], partial(_wait_for_answer, child, reading))


def share(calls: Sequence[Callable[[], T]], in_fork: Callable[[], None]) -> Callable[[], list[T]]:
    """Starts a fork on the calls, and gives the function for the values of all, in their order. That helps with the calls not yet begun.

    Whoever is free takes the next: let the longest be the first. in_fork: what the fork does before its first call.
    The function raises what the first call raises that neither process can do. Where nothing may be forked, it makes all the calls.
    """
    if _prepare.get() is None:
        return lambda: [call() for call in calls]
    numbers, writing = os.pipe()  # whoever reads a number out of the pipe does that call
    os.write(writing, b"".join(number.to_bytes(NUMBER_BYTES) for number in range(len(calls))))
    os.close(writing)

    def take() -> dict[int, T]:
        done: dict[int, T] = {}
        with suppress(Exception):  # a call that failed is made once more below
            while number := os.read(numbers, NUMBER_BYTES):
                index = int.from_bytes(number)
                done[index] = calls[index]()
        return done

    def take_in_fork() -> dict[int, T]:
        in_fork()
        return take()

    forked = beside(take_in_fork)

    def finish() -> list[T]:
        own = take()
        os.close(numbers)
        done = (forked() or {}) | own
        return [done[index] if index in done else call() for index, call in enumerate(calls)]

    return finish


def _no_answer() -> None:
    return None


def _answer(call: Callable[[], object], prepare: Prepare, writing: int) -> NoReturn:
    """Ends the process, whatever happens: nothing of the worker's own work may go on in its fork."""
    status = 1
    try:
        prepare()
        with allowing(None), os.fdopen(writing, "wb") as pipe:
            pickle.dump(call(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _wait_for_answer(child: int, reading: int) -> object:
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(content) if status == 0 else None
