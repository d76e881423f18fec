"""Where the reading of a filing stands: the pipeline says it, whoever watches a worker listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

StageName = Literal["opening", "text pass", "OCR", "topics", "checks", "writing", "pictures"]


@dataclass(frozen=True)
class Stage:
    """page_count: the pages of the filing, in the stage "OCR" those to be recognised; 0 before it is known."""

    name: StageName
    page_count: int = 0


Listener = Callable[[Stage], None]


def _ignore(stage: Stage) -> None:
    """Nobody listens: the filing is read as a library call."""


_listener: ContextVar[Listener] = ContextVar("listener", default=_ignore)


def enter(name: StageName, page_count: int = 0) -> None:
    """Nothing; afterwards whoever listens knows that this stage has begun."""
    _listener.get()(Stage(name, page_count))


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within the block the listener is called with every stage that begins."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
