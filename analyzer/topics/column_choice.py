"""Which of the columns that have heads count: not those of notes, shares, parts of a total or translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.model import Cell, Period
from analyzer.topics.column_heads import Head, is_figure, is_money

NOTES_BELOW = re.compile(r"\s(?:Notes?|NOTES?)$")
"""The head of a column of notes below a title that reaches over it: "for the six months ended 30 June 2019 – unaudited Note"."""
NOTE_NUMBER = re.compile(r"\d{1,2}(?:\s?\([a-z]+\))?")
TOTAL = re.compile(r"\btotal\b|合[计計]|[总總][计計额額]|合共", re.IGNORECASE)
SHARE = re.compile(r"[%％]\s*[)）]?\s*$")


@dataclass(frozen=True)
class Section:
    """Rows under one block of header rows."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def with_notes(section: Section) -> Section:
    """The section without the column that a title reaches over and which holds nothing but numbers of notes.

    Its own head is Note, or it has none and the title gives it a period that another column has as well.
    """
    heads = list(section.heads)
    first = next((col for col, head in enumerate(heads) if head.role == "amount"), 0)
    for col, head in enumerate(heads):
        twice = col == first and sum(other.role == "amount" and other.period == head.period for other in heads) > 1
        if NOTES_BELOW.search(head.words) or twice:
            figures = [cell.text.strip() for row in section.rows for cell in row if cell.col == col and is_figure(cell.text)]
            heads[col] = Head(head.words) if figures and all(NOTE_NUMBER.fullmatch(text) for text in figures) else head
    return replace(section, heads=tuple(heads))


def with_shares(section: Section) -> Section:
    """The section with columns of percentages that share their period's head with the amounts as ratios (sifang p.14)."""
    texts: dict[int, list[str]] = {}
    for row in section.rows:
        for cell in row:
            if any(ch.isdigit() for ch in cell.text):
                texts.setdefault(cell.col, []).append(cell.text)
    shares = {col for col, found in texts.items() if 2 * sum(bool(SHARE.search(text)) for text in found) > len(found)}
    heads = tuple(
        replace(head, role="ratio") if col in shares and head.role == "amount" else head for col, head in enumerate(section.heads)
    )
    return replace(section, heads=heads)


def without_dashes(section: Section) -> Section:
    """The section without the columns of nothing but dashes beside one of the same period that has figures: shares of no revenue."""
    filled = {cell.col for row in section.rows for cell in row if any(ch.isdigit() for ch in cell.text)}
    periods = {head.period for col, head in enumerate(section.heads) if head.role == "amount" and col in filled}
    heads = tuple(
        replace(head, role="other") if head.role == "amount" and head.period in periods and col not in filled else head
        for col, head in enumerate(section.heads)
    )
    return replace(section, heads=heads)


def with_totals(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Of several columns of amounts of one period only the one headed Total counts, where one is: results before adjustments | total."""
    amounts: dict[Period, list[Head]] = {}
    for head in heads:
        if head.role == "amount" and head.period is not None:
            amounts.setdefault(head.period, []).append(head)
    totals = {period: [head for head in found if TOTAL.search(head.words)] for period, found in amounts.items() if len(found) > 1}
    chosen = {period: found[0] for period, found in totals.items() if len(found) == 1}
    return tuple(
        replace(head, role="other") if head.role == "amount" and head.period in chosen and head is not chosen[head.period] else head
        for head in heads
    )


def without_translations(heads: Sequence[Head], currency: str) -> tuple[Head, ...]:
    """Of two columns of one period in two currencies (RMB and a convenience translation into US$) only the reporting currency's counts.

    Where the filing does not say which that is: a translation is of the last period only.
    """
    measures: dict[Period, list[str]] = {}
    for head in heads:
        if head.role == "amount" and head.period is not None and head.unit is not None:
            measures.setdefault(head.period, []).append(head.unit.measure)
    spread = Counter(measure for found in measures.values() for measure in set(found))
    kept = {period: currency if currency in found else max(found, key=spread.__getitem__) for period, found in measures.items()}
    return tuple(
        replace(head, role="other")
        if head.role == "amount"
        and head.period in kept
        and head.unit is not None
        and is_money(head.unit)
        and head.unit.measure != kept[head.period]
        else head
        for head in heads
    )
