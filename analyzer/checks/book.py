"""All figures of one filing in one place, for the rules that compare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from analyzer.model import Fact, Period, Source, Verdict


@dataclass(frozen=True)
class Entry:
    """One figure: the chosen reading, all readings in the order they were given, those that differ beyond rounding."""

    fact: Fact
    readings: tuple[Fact, ...]
    differing: tuple[Fact, ...] = ()

    @property
    def place(self) -> Source:
        """Where the first reading stands: for the statement its face, which keeps the printed order."""
        return self.readings[0].source


@dataclass(frozen=True)
class Tie:
    """The outcome of one comparison; members index Book.entries, the tested figure first."""

    code: str
    verdict: Verdict
    formula: str
    period: Period
    members: tuple[int, ...]
    difference: Decimal | None = None


@dataclass(frozen=True)
class Book:
    """Every figure of a filing. asides: printed shares of revenue that prove other figures."""

    entries: tuple[Entry, ...]
    asides: tuple[Fact, ...] = ()

    @cached_property
    def by_table(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            found[entry.fact.table].append(index)
        return found

    @cached_property
    def lines(self) -> dict[tuple[str, Period], int]:
        """Income statement figures by concept and period."""
        return {(f.concept, f.period): i for i in self.by_table.get("income_statement", ()) if (f := self.fact(i)).concept}

    @cached_property
    def faces(self) -> dict[Period, list[int]]:
        """The rows of the income statement by period in printed order, with those that no concept claims."""
        found: dict[Period, list[int]] = defaultdict(list)
        for index in self.by_table.get("income_statement", ()):
            found[self.fact(index).period].append(index)
        for rows in found.values():
            rows.sort(key=lambda i: (self.entries[i].place.page, self.entries[i].place.bbox[1]))
        return found

    def fact(self, index: int) -> Fact:
        return self.entries[index].fact

    def line(self, concept: str, period: Period) -> int | None:
        return self.lines.get((concept, period))

    def groups(self, table: str, *names: str) -> Iterator[tuple[tuple[object, ...], list[int]]]:
        """Indices of one table by the named fields, in the order of their first figures."""
        found: dict[tuple[object, ...], list[int]] = {}
        for index in self.by_table.get(table, ()):
            found.setdefault(tuple(getattr(self.fact(index), name) for name in names), []).append(index)
        yield from found.items()

    def named(self, indices: Iterable[int], concept: str) -> list[int]:
        return [index for index in indices if self.fact(index).concept == concept]


Rule = Callable[[Book], Iterable[Tie]]
RULES: dict[str, Rule] = {}
"""Every rule by its code; filled by @rule."""


def rule(code: str) -> Callable[[Rule], Rule]:
    """Registers a rule under the code that its findings bear (documented in docs/findings.md)."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register


def compare_sum(code: str, book: Book, total: int, parts: Sequence[tuple[int, int]], words: str) -> Tie:
    """Total against the signed sum of its parts; half a step per figure involved is rounding."""
    fact = book.fact(total)
    difference = fact.value - sum((sign * book.fact(index).value for sign, index in parts), Decimal(0))
    room = (fact.step + sum((book.fact(index).step for _, index in parts), Decimal(0))) / 2
    verdict: Verdict = "ties" if difference == 0 else "rounding" if abs(difference) <= room else "breaks"
    return Tie(code, verdict, words, fact.period, (total, *(index for _, index in parts)), difference)
