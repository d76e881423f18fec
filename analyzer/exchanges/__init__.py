"""Exchanges by id, found by scanning this folder: a module with an EXCHANGE is one."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from analyzer.errors import ConfigError, LayoutError
from analyzer.exchanges.base import Exchange
from analyzer.read.blanks import without_chinese_blanks

__all__ = ["Exchange", "exchange_for", "find_exchanges", "get_exchange", "recognise_exchange"]


@cache
def find_exchanges() -> tuple[Exchange, ...]:
    """Every exchange, sorted by id."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    found = [exchange for module in modules if isinstance(exchange := getattr(module, "EXCHANGE", None), Exchange)]
    return tuple(sorted(found, key=lambda exchange: exchange.id))


def get_exchange(exchange_id: str) -> Exchange:
    """The exchange of this id. Raises ConfigError that lists the known ones."""
    for exchange in find_exchanges():
        if exchange.id == exchange_id:
            return exchange
    known = ", ".join(exchange.id for exchange in find_exchanges())
    raise ConfigError(f"expected an exchange id, found {exchange_id!r}", next_step=f"choose one of {known}")


def recognise_exchange(texts: Sequence[str]) -> tuple[Exchange, int, str]:
    """The exchange that the first pages name, with the index of the text and the words that weigh most.

    Raises LayoutError where no text names one, or two weigh the same: the market is never guessed.
    """
    texts = [without_chinese_blanks(text) for text in texts]
    scored = sorted(
        (
            (sum(weight for weight, _, _ in marks), exchange.id, marks)
            for exchange in find_exchanges()
            if (marks := exchange.find_marks(texts))
        ),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        raise LayoutError("expected the name of a stock exchange on the first pages, found none or several")
    _, exchange_id, marks = scored[0]
    _, index, words = max(marks, key=lambda mark: mark[0])
    return get_exchange(exchange_id), index, words


def exchange_for(market: str, language: str) -> Exchange:
    """The exchange of a filing's market, or one that uses its language: only words to look for, nothing is concluded from it."""
    for exchange in find_exchanges():
        if exchange.id == market:
            return exchange
    spoken = [exchange for exchange in find_exchanges() if language in exchange.languages]
    return spoken[-1] if spoken else get_exchange("hkex")
