"""The table that other programs rely on: its columns, and one fact as a row of text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from analyzer.model import BBox, Fact, Period

COLUMNS = (
    "filing",
    "table",
    "concept",
    "label",
    "member",
    "rank",
    "scope",
    "qualifier",
    "period_start",
    "period_end",
    "months",
    "value",
    "unit",
    "step",
    "printed",
    "page",
    "printed_page",
    "x0",
    "top",
    "x1",
    "bottom",
    "assurance",
    "basis",
    "base",
    "channel",
    "relation",
    "note",
    "status",
)
"""Columns of STEM.csv and STEM.mentions.csv, in this order, whatever came back."""

KEY_COLUMNS = ("filing", "table", "concept", "member", "rank", "scope", "period_start", "period_end", "months", "unit")
"""What names a figure. A row of STEM.mentions.csv repeats them, so that the two files join on them."""

FINDING_COLUMNS = ("level", "code", "page", "message")
"""Columns of STEM.findings.csv."""


def decimal_to_text(value: Decimal) -> str:
    """A plain decimal: no exponent, no trailing zeros, no negative zero. 7.03477E+8 gives "703477000"."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def fact_to_row(fact: Fact, filing_id: str) -> dict[str, str]:
    """One printed figure as text by column of COLUMNS, in that order.

    months, period_start and rank are "" where there is none; box corners have one decimal.
    Raises TypeError for a derived fact: only what stands on a page is written.
    """
    source = fact.source
    return {
        "filing": filing_id,
        "table": fact.table,
        "concept": fact.concept,
        "label": fact.label,
        "member": fact.member,
        "rank": "" if fact.rank is None else str(fact.rank),
        "scope": fact.scope,
        "qualifier": fact.qualifier,
        **_period_cells(fact.period),
        "value": decimal_to_text(fact.value),
        "unit": fact.measure,
        "step": decimal_to_text(fact.step),
        "printed": source.text,
        "page": str(source.page),
        "printed_page": source.printed_page,
        **_box_cells(source.bbox),
        **remark_cells(fact),
    }


def remark_cells(fact: Fact) -> dict[str, str]:
    """The last columns of the contract, which are text in every form of a row."""
    return {
        "assurance": fact.assurance,
        "basis": fact.basis,
        "base": fact.base,
        "channel": fact.channel,
        "relation": fact.relation,
        "note": fact.note,
        "status": fact.status,
    }


def mention_to_row(mention: Fact, fact: Fact, filing_id: str) -> dict[str, str]:
    """Another reading of a figure as text by column of COLUMNS, under the key of the figure it repeats.

    A figure that no concept claimed is named by its label, which then stands in the row as well.
    """
    chosen = fact_to_row(fact, filing_id)
    key = KEY_COLUMNS if fact.concept else (*KEY_COLUMNS, "label")
    return {**fact_to_row(mention, filing_id), **{column: chosen[column] for column in key}}


def position_key(row: Mapping[str, str]) -> tuple[str, int, float, float, tuple[str, ...]]:
    """The order of rows in a file: table, page, top, x0; the rest of the row settles ties, so that the bytes are the same every time."""
    return (row["table"], int(row["page"]), float(row["top"]), float(row["x0"]), tuple(row.values()))


def _period_cells(period: Period) -> dict[str, str]:
    return {
        "period_start": "" if period.start is None else period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "months": "" if period.months is None else str(period.months),
    }


def _box_cells(bbox: BBox) -> dict[str, str]:
    return {name: f"{corner + 0.0:.1f}" for name, corner in zip(("x0", "top", "x1", "bottom"), bbox, strict=True)}
