"""Which of several columns of one period is the whole one, where no head says so: their figures do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Period
from analyzer.topics.column_choice import Section
from analyzer.topics.income_row import plain_amount

ROWS_MIN = 4
IN_BOTH_MIN = 2
"""Rows with figures in several of the parts: where there is but one part in every row, its column and the last say the same."""
AGREE_SHARE = Decimal("0.9")


def with_whole_columns(section: Section) -> Section:
    """The section; of three or four columns of amounts of one period the last one alone counts where the others add up to it.

    Results before adjustments | adjustments | results after them; continuing | discontinued | the Group.
    """
    columns: dict[Period, list[int]] = {}
    for col, head in enumerate(section.heads):
        if head.role == "amount" and head.period is not None:
            columns.setdefault(head.period, []).append(col)
    parts = {col for cols in columns.values() if len(cols) in (3, 4) and add_up(section, cols) for col in cols[:-1]}
    if not parts:
        return section
    return replace(section, heads=tuple(replace(head, role="other") if col in parts else head for col, head in enumerate(section.heads)))


def add_up(section: Section, cols: Sequence[int]) -> bool:
    """Whether nearly all rows print in the last of the columns what the others make together."""
    compared = agreeing = in_both = 0
    for row in section.rows:
        amounts = {cell.col: amount for cell in row if cell.col in cols and (amount := plain_amount(cell.text)) is not None}
        total = amounts.pop(cols[-1], None)
        if total is None or not amounts:
            continue
        step = max(amount.step for amount in (total, *amounts.values()))
        compared += 1
        agreeing += abs(sum(amount.value for amount in amounts.values()) - total.value) <= step
        in_both += sum(bool(amount.value) for amount in amounts.values()) > 1
    return compared >= ROWS_MIN and in_both >= IN_BOTH_MIN and agreeing >= AGREE_SHARE * compared
