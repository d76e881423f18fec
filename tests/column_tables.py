"""Small tables and the heads read from their columns."""

from __future__ import annotations

from decimal import Decimal

from analyzer.model import Cell, RawTable, Unit
from analyzer.topics.column_heads import TableWords
from analyzer.topics.columns import table_to_sections
from stored_pages import page_tables

THOUSAND = Unit("CNY", Decimal(1000), "RMB’000")
YUAN = Unit("CNY", Decimal(1), "单位：元")
WORDS = TableWords(unit=YUAN, currency="CNY")


def cells(*texts: str | None, row: int = 0, spans: dict[int, int] | None = None) -> tuple[Cell, ...]:
    """One row; None leaves a column empty; spans: columns that a cell covers."""
    return tuple(
        Cell(text, 1, (col * 50.0, row * 10.0, col * 50.0 + 40, row * 10.0 + 9), row, col, 1, (spans or {}).get(col, 1))
        for col, text in enumerate(texts)
        if text is not None
    )


def table(*rows: tuple[Cell, ...]) -> RawTable:
    return RawTable("", "", rows, (1,), "ruled")


def heads(name: str, words: TableWords, index: int = 0, strategies: tuple[str, ...] = ("ruled", "aligned")) -> list[tuple[str, str, str]]:
    """(period, role, assurance) of each column of a stored table."""
    section = table_to_sections(page_tables(name, strategies)[index], words)[0]
    return [(head.period.label if head.period else "", head.role, head.assurance) for head in section.heads]


def table_heads(*rows: tuple[Cell, ...], words: TableWords = WORDS) -> list[tuple[str, str]]:
    section = table_to_sections(table(*rows), words)[0]
    return [(head.period.label if head.period else "", head.role) for head in section.heads[1:]]


FIGURES = cells("Revenue", "100", "110", "120", row=5)
