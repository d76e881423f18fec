"""One row of an income statement as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Cell, Unit
from analyzer.read.amounts import Amount, parse_amount

PLAIN = Unit("CNY", Decimal(1), "")


@dataclass(frozen=True)
class Row:
    """One printed row: its label on one line and its figures by column."""

    label: str
    cells: tuple[Cell, ...]
    child: bool = False
    concepts: tuple[str, ...] = ()
    added: bool = False
    """Whether it stands in the block that begins with 加：, where a loss is printed negative."""
    deducted: bool = False
    """Whether it stands before the owners' profit with no heading of shares: a minority's profit is then taken off."""
    per_share: str = ""
    """The line over it that names a result per share and its unit: 每股盈利（以每股港仙列示）."""
    units: str = ""
    """The line of units between the rows under which it stands: HK cents, where the heads say HK$’000."""
    repeats: tuple[str, ...] = ()
    """Concepts of its wording that an earlier row has."""


def plain_amount(text: str) -> Amount | None:
    """The amount as printed, whatever its unit; None for a text that is none."""
    try:
        return parse_amount(text, PLAIN)
    except ReadError:
        return None


def is_nil(cell: Cell) -> bool:
    amount = plain_amount(cell.text)
    return amount is not None and amount.nil
