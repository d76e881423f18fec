"""Part of the work on one filing in a second process: a fork of its worker that answers and ends.

Only where whoever runs the worker says that a core would stand idle. A library call forks nothing, and Windows has no fork.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import NoReturn, TypeVar, cast

T = TypeVar("T")

Prepare = Callable[[], None]
"""What a fork does first: it lets go of what belongs to the worker alone."""

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
