"""Rows of a small statement built in code, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.model import Cell, Period, Source, Unit
from analyzer.topics.column_choice import Section
from analyzer.topics.column_heads import Head
from analyzer.topics.income_figures import rows_to_facts
from analyzer.topics.income_row import Row
from analyzer.topics.income_rows import section_to_rows

FY2024 = Period.ending(date(2024, 12, 31), 12)
YUAN = Unit("CNY", Decimal(1), "元")
HEADS = (Head(), Head("2024年度", FY2024, YUAN, "", "amount"))


def section(*rows: Sequence[str | None], heads: tuple[Head, ...] = HEADS) -> Section:
    """Rows of a label and figures; None leaves the cell out."""
    cells = [
        tuple(
            Cell(text, 5, (100.0 * col, 20.0 * row, 100.0 * col + 60, 20.0 * row + 10), row, col)
            for col, text in enumerate(texts)
            if text is not None
        )
        for row, texts in enumerate(rows)
    ]
    return Section(heads, tuple(cells))


def read(*rows: Sequence[str | None], basis: str = "CAS", wraps: bool = False) -> list[Row]:
    return section_to_rows(section(*rows), Vocabulary(basis), wraps)


def facts(*rows: Sequence[str | None], basis: str = "CAS", wraps: bool = False) -> dict[str, Decimal]:
    found = rows_to_facts(
        read(*rows, basis=basis, wraps=wraps), HEADS, lambda cell: Source("acme", cell.page, "", cell.bbox, cell.text), basis
    )
    return {fact.concept or fact.label: fact.value for fact in found}
