"""What every topic reader gets and gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from analyzer.exchanges.base import Exchange
from analyzer.model import Attribute, BBox, Cell, Fact, Finding, LedgerEntry, Period, RawTable, Source
from analyzer.read.periods import DECEMBER, FiscalYearEnd


class ProseText(Protocol):
    """Running text with the way back to boxes."""

    @property
    def text(self) -> str: ...

    def place(self, start: int, stop: int) -> tuple[int, BBox]: ...


class Pages(Protocol):
    """The pages of one filing as the topics see them. Page numbers are 1-based."""

    @property
    def texts(self) -> Sequence[str]:
        """Text of every page from the fast pass; index 0 is page 1. For finding candidate pages, not for figures."""

    def tables(self, page: int) -> Sequence[RawTable]:
        """The tables of one page from top to bottom."""

    def joined(self, pages: Iterable[int]) -> Sequence[RawTable]:
        """The tables of these pages, those that run over a page break joined."""

    def prose(self, first: int, last: int) -> ProseText:
        """Running text of these pages."""


@dataclass(frozen=True)
class FilingContext:
    """One open filing: its pages and what its pages say about it (attributes: see read/identity.py).

    without: filings whose own wordings are not used, to measure how far the others carry (concepts.only_seen_in).
    year_end: month and day on which its years end; report_period: the year of an annual report, None for a prospectus.
    """

    filing_id: str
    pages: Pages
    exchange: Exchange
    attributes: Mapping[str, Attribute]
    printed_pages: Sequence[str]
    without: tuple[str, ...] = ()
    year_end: FiscalYearEnd = DECEMBER
    report_period: Period | None = None

    def attribute(self, name: str) -> str:
        return self.attributes.get(name, Attribute()).value

    def source(self, page: int, bbox: BBox, text: str) -> Source:
        return Source(self.filing_id, page, self.printed_pages[page - 1], bbox, text)

    def cell_source(self, cell: Cell) -> Source:
        return self.source(cell.page, cell.bbox, cell.text)


@dataclass(frozen=True)
class TopicReading:
    """Every reading of one topic: one Fact per printed place (checks/ merges those that say the same), rows without a
    concept in unmapped, what to tell the user, and the account of all candidate tables and sentences.

    asides: printed figures that are no rows of the output but prove others (the %-of-revenue columns of a statement).
    """

    kind: str
    facts: tuple[Fact, ...] = ()
    unmapped: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    asides: tuple[Fact, ...] = ()
