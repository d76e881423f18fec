"""Pages of real filings stored as words and rules (tests/pages, made by tools/capture_page.py), read back as the program sees them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from analyzer.exchanges import get_exchange
from analyzer.model import Attribute, RawTable
from analyzer.pdf.chars import Char
from analyzer.pdf.document import Document
from analyzer.pdf.layout import PageLayout, chars_to_words, words_to_lines
from analyzer.pdf.rules import Rule
from analyzer.pdf.tables import TableReader, layout_to_tables
from analyzer.read.calendar import find_report_period, find_year_end
from analyzer.topics.base import FilingContext

PAGES = Path(__file__).parent / "pages"


def load_layout(name: str, page: int | None = None) -> PageLayout:
    """The stored page, or the same under another number."""
    record = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    chars = tuple(char for word in record["words"] for char in word_to_chars(*word))
    rules = tuple(Rule(*rule) for rule in record["rules"])
    return PageLayout(page or record["page"], *record["size"], record["turn"], chars, rules)


def word_to_chars(text: str, x0: float, top: float, x1: float, bottom: float) -> Iterable[Char]:
    """The characters of a word side by side, and the blank that parts it from the next."""
    width = (x1 - x0) / len(text)
    for index, letter in enumerate(text):
        yield Char(letter, x0 + index * width, top, x0 + (index + 1) * width, bottom, 0)
    yield Char(" ", x1, top, x1, bottom, 0)


def page_tables(name: str, strategies: Sequence[str] = ("ruled", "aligned")) -> list[RawTable]:
    """The tables of a stored page from top to bottom."""
    return [item.table for item in layout_to_tables(load_layout(name), strategies)]


def row_texts(table: RawTable) -> list[list[str]]:
    """What stands in the cells, row by row, lines of one cell joined."""
    return [[cell.text.replace("\n", "") for cell in row] for row in table.rows]


@dataclass(frozen=True)
class StoredDocument:
    """As much of an open document as the table reader asks for; path is a name only."""

    layouts: dict[int, PageLayout]
    path: Path

    @property
    def page_count(self) -> int:
        return max(self.layouts) + 1

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(
            "\n".join(line.text for line in words_to_lines(chars_to_words(self.layouts[page].chars))) if page in self.layouts else ""
            for page in range(1, self.page_count + 1)
        )


class StoredReader(TableReader):
    """The table reader on stored pages."""

    def __init__(self, layouts: Sequence[PageLayout], strategies: Sequence[str]) -> None:
        stored = StoredDocument({layout.page: layout for layout in layouts}, Path("stored.pdf"))
        super().__init__(cast(Document, stored), strategies)
        self._stored = stored

    def _layout(self, page: int) -> PageLayout:
        return self._stored.layouts.get(page, PageLayout(page, 595, 842, 0, (), ()))


def read_pages(*layouts: PageLayout, exchange: str = "star", **attributes: str) -> FilingContext:
    """The stored pages as an open filing of this market; attributes as read/identity.py would give them (currency, basis)."""
    record = get_exchange(exchange)
    reader = StoredReader(layouts, record.strategies)
    values = {name: Attribute(value) for name, value in attributes.items()}
    year_end, report = find_year_end(reader.texts), find_report_period(reader.texts)
    return FilingContext("stored", reader, record, values, [""] * len(reader.texts), (), year_end, report)


def open_stored(*names: str, exchange: str = "star", **attributes: str) -> FilingContext:
    return read_pages(*(load_layout(name) for name in names), exchange=exchange, **attributes)
