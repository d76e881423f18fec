"""The data model: frozen values, standard library only. See ../docs/architecture.md for how they flow."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import total_ordering
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

BBox = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points from the top left of the page as displayed (after /Rotate and CropBox)."""

Status = Literal["confirmed", "single", "flagged"]
Assurance = Literal["audited", "reviewed", "unaudited", ""]
Level = Literal["error", "warning", "info"]

TOPICS = ("income_statement", "customers", "suppliers", "volumes")


@dataclass(frozen=True)
class Source:
    """Where a printed text stands. page: 1-based position in the file; text: the cell exactly as printed."""

    filing_id: str
    page: int
    printed_page: str
    bbox: BBox
    text: str


@dataclass(frozen=True)
class Derived:
    """The origin of a computed fact: margins, sums, translations."""

    formula: str
    inputs: tuple[Fact, ...]


@dataclass(frozen=True)
class Unit:
    """RMB'000 is ("CNY", 1000). text: the caption words that gave it; no number leaves read/ without them."""

    measure: str
    scale: Decimal
    text: str


@total_ordering
@dataclass(frozen=True)
class Period:
    """start is None for a point in time. Labels are computed, never parsed back. In order of their ends, a point before the flows to it."""

    end: date
    start: date | None = None

    def __lt__(self, other: Period) -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[date, bool, date]:
        return (self.end, self.start is not None, self.start or self.end)

    @property
    def months(self) -> int | None:
        """Length in whole months; None for a point in time."""
        if self.start is None:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def label(self) -> str:
        """FY2024, 9M2025, 6M2011, M2008-03 (one month), or the ISO date of a point in time."""
        if self.months is None:
            return self.end.isoformat()
        if self.months == 12:
            return f"FY{self.end.year}"
        if self.months == 1:
            return f"M{self.end:%Y-%m}"
        starts_year = self.start is not None and self.start.month == 1
        return f"{self.months}M{self.end.year}" if starts_year else f"{self.months}M to {self.end:%Y-%m}"

    @classmethod
    def ending(cls, end: date, months: int | None) -> Period:
        """The period of so many months that ends on this day; months None gives a point in time."""
        if months is None:
            return cls(end=end)
        index = end.year * 12 + end.month - months
        return cls(end=end, start=date(index // 12, index % 12 + 1, 1))

    def shifted(self, years: int) -> Period:
        """The same period of another year; one that ends on the last day of a month ends so in every year."""
        year, month = self.end.year + years, self.end.month
        is_last = self.end == month_end(self.end.year, month)
        return Period.ending(month_end(year, month) if is_last else self.end.replace(year=year), self.months)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True)
class Cell:
    """One cell of a raw table: text as printed, its own page and box; row and col index the table's grid."""

    text: str
    page: int
    bbox: BBox
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class RawTable:
    """Cells without meaning. One table may span pages; every cell keeps its own page.

    caption: text lines that stand above the table (nearest last), joined by newlines.
    unit_line: the line naming the unit (above, beside or below the table); "" where none was found.
    rows: cells by row, each row sorted by col; a merged cell stands only in its first row.
        "ruled" tables have one row per ruled band, "aligned" tables one row per printed line (labels may wrap).
    columns: left and right of each column in reading direction, for joining tables that run over pages.
    """

    caption: str
    unit_line: str
    rows: tuple[tuple[Cell, ...], ...]
    pages: tuple[int, ...]
    strategy: str
    bbox: BBox = (0, 0, 0, 0)
    columns: tuple[tuple[float, float], ...] = ()

    @property
    def column_count(self) -> int:
        return max((cell.col + cell.colspan for row in self.rows for cell in row), default=0)

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Fact:
    """One printed figure with its meaning.

    value: in the base measure with the concept's natural sign; step: size of the last printed digit in that measure.
    mentions: the other readings of the same figure. ticks: letters of the tie-out legend (analysis 5c).
    """

    table: str
    concept: str
    label: str
    period: Period
    value: Decimal
    measure: str
    step: Decimal
    member: str = ""
    rank: int | None = None
    scope: str = ""
    qualifier: str = ""
    assurance: Assurance = ""
    basis: str = ""
    base: str = ""
    channel: str = ""
    relation: str = ""
    note: str = ""
    status: Status = "single"
    ticks: str = ""
    of_which: str = field(default="", compare=False)
    origin: Source | Derived | None = field(default=None, compare=False, repr=False)
    mentions: tuple[Fact, ...] = field(default=(), compare=False, repr=False)

    @property
    def source(self) -> Source:
        """The printed origin. Raises TypeError for a derived fact."""
        if not isinstance(self.origin, Source):
            raise TypeError(f"{self.concept} {self.period.label} is derived, it stands on no page")
        return self.origin

    @property
    def key(self) -> tuple[str, str, str, str, int | None, Period, str, str]:
        """What makes a figure unique in a filing; as-reported rows (no concept) are told apart by label and position."""
        name = self.concept or f"{self.label}@{self.source.page}:{self.source.bbox[1]:.0f}"
        return (
            self.table,
            name,
            self.scope,
            self.member,
            self.rank,
            self.period,
            self.measure,
            self.note if self.table == "volumes" else "",
        )


@dataclass(frozen=True)
class Statement:
    """All facts of one topic of one filing. unmapped: as-reported rows that no concept claimed, always shown."""

    kind: str
    filing_id: str
    facts: tuple[Fact, ...] = ()
    unmapped: tuple[Fact, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """One row per fact; the columns of the output contract, whatever came back."""
        from analyzer.frame import facts_to_frame

        return facts_to_frame([*self.facts, *self.unmapped], self.filing_id)


@dataclass(frozen=True)
class Finding:
    """What a reader or a check has to say. code: UPPER_SNAKE, documented in docs/findings.md."""

    level: Level
    code: str
    message: str
    sources: tuple[Source, ...] = ()

    @property
    def page(self) -> int | None:
        return self.sources[0].page if self.sources else None


@dataclass(frozen=True)
class LedgerEntry:
    """One candidate table or sentence: used, or rejected and why, and how many of its numbers were used."""

    topic: str
    kind: Literal["table", "sentence"]
    pages: tuple[int, ...]
    caption: str
    used: bool
    reason: str
    number_count: int = 0
    used_count: int = 0
    strategy: str = ""
    bbox: BBox = (0, 0, 0, 0)


Verdict = Literal["ties", "rounding", "breaks", "untested"]


@dataclass(frozen=True)
class Check:
    """One comparison of a filing with itself. ties: to the last digit; rounding: within the printed steps; breaks: beyond them.

    formula: the comparison in words and figures; difference: left minus right in base measure (None for ratios' intervals).
    sources: the figures that took part, the tested one first.
    """

    code: str
    verdict: Verdict
    formula: str
    period: Period
    difference: Decimal | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Attribute:
    """A property of the filing with the words it was read from; value "" where the pages do not say."""

    value: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Filing:
    """One filing with everything that was read from it.

    attributes: market, language, issuer, currency, basis, document_date, document_version, stock_code ...
    """

    id: str
    path: str
    sha256: str
    page_count: int
    attributes: dict[str, Attribute] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    checks: tuple[Check, ...] = ()

    def attribute(self, name: str) -> str:
        return self.attributes.get(name, Attribute()).value

    def statement(self, kind: str) -> Statement:
        return self.statements.get(kind, Statement(kind, self.id))

    @property
    def income_statement(self) -> Statement:
        return self.statement("income_statement")

    @property
    def customers(self) -> Statement:
        return self.statement("customers")

    @property
    def suppliers(self) -> Statement:
        return self.statement("suppliers")

    @property
    def volumes(self) -> Statement:
        return self.statement("volumes")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact and as-reported row of every topic."""
        return tuple(fact for topic in self.statements.values() for fact in (*topic.facts, *topic.unmapped))
