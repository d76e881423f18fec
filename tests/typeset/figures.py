"""Expected figures, and what a reading of a filing misses of them or adds to them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from analyzer.model import Fact

DASHES = frozenset("-–—－−")
TOTAL_MEMBERS = frozenset({"", "合计", "合計", "總計", "总计", "total"})


@dataclass(frozen=True)
class Figure:
    """One figure as printed: value in base units with the concept's sign, per cent as printed (unit "%"); months None: a point in time."""

    table: str
    concept: str
    label: str
    end: date
    months: int | None
    value: Decimal
    unit: str
    member: str = ""
    rank: int | None = None
    page: int = 0

    @property
    def fact_value(self) -> Decimal:
        return self.value / 100 if self.unit == "%" else self.value

    @property
    def measure(self) -> str:
        return "ratio" if self.unit == "%" else self.unit

    def __str__(self) -> str:
        name = self.concept or self.label
        return f"{self.table} {name} {self.member} {self.months or ''}M to {self.end}: {self.value} {self.unit} (page {self.page})"


def read_golden(path: Path) -> tuple[Figure, ...]:
    """The figures of a golden file, typed by a person from the page."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_row_to_figure(row) for row in csv.DictReader(stream, strict=True))


def _row_to_figure(row: dict[str, str]) -> Figure:
    return Figure(
        table=row["table"],
        concept=row["concept"],
        label=row["label"],
        end=date.fromisoformat(row["period_end"]),
        months=int(row["months"]) if row["months"] else None,
        value=Decimal(row["value"]),
        unit=row["unit"],
        member=row["member"],
        rank=int(row["rank"]) if row["rank"] else None,
        page=int(row["page"]),
    )


def squash(text: str) -> str:
    """Letters, digits and ideographs only, full-width folded, lower case: names differ in blanks and dashes only by typesetting."""
    return re.sub(r"[^0-9a-z\u3400-\u9fff]+", "", unicodedata.normalize("NFKC", text).casefold())


def says(fact: Fact, figure: Figure) -> bool:
    """Whether the fact is the figure. A row without concept is told by its label, a total by having no member."""
    same_member = squash(fact.member) == squash(figure.member) or (not figure.member and squash(fact.member) in TOTAL_MEMBERS)
    named = fact.concept == figure.concept and (bool(figure.concept) or squash(fact.label) == squash(figure.label))
    return (
        named
        and fact.table == figure.table
        and same_member
        and fact.rank == figure.rank
        and fact.scope == ""
        and (fact.period.end, fact.period.months) == (figure.end, figure.months)
        and (fact.value, fact.measure) == (figure.fact_value, figure.measure)
    )


def find_missing(figures: Iterable[Figure], facts: Sequence[Fact]) -> list[str]:
    """The figures that no fact says, in words."""
    return [str(figure) for figure in figures if not any(says(fact, figure) for fact in facts)]


def find_spurious(figures: Sequence[Figure], facts: Iterable[Fact]) -> list[str]:
    """The facts with a concept, not flagged, that no figure backs, in words. A printed dash is value 0 and no figure of a golden file."""
    return [
        f"{fact.table} {fact.concept} {fact.member} {fact.period.label}: {fact.value} {fact.measure} {fact.source}"
        for fact in facts
        if fact.concept
        and fact.status != "flagged"
        and fact.source.text.strip() not in DASHES
        and not any(says(fact, figure) for figure in figures)
    ]
