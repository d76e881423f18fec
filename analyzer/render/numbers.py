"""Numbers as text: parentheses for negatives, a dash for zero, one decimal for percentages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from analyzer.render.report import Format

ZERO = "–"
PRICE_DIGITS = 3
MAX_QUANTITY_DECIMALS = 2


def format_number(value: Decimal, kind: Format, decimals: int) -> str:
    """The number in the trade's notation: (1,234.5), –, 53.4%, 14.0x."""
    scaled = value * 100 if kind == "percent" else value
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if value == 0:
        return "0.0%" if kind == "percent" else ZERO
    text = f"{abs(rounded):,.{decimals}f}{SUFFIXES.get(kind, '')}"
    return f"({text})" if value < 0 else text


SUFFIXES: dict[Format, str] = {"percent": "%", "multiple": "x"}


def price_decimals(value: Decimal) -> int:
    """Decimals that leave three significant digits: 0.373, 17.6, 56,900 (analysis 3.0)."""
    if value == 0:
        return 0
    return max(0, PRICE_DIGITS - 1 - abs(value).adjusted())


def quantity_decimals(value: Decimal) -> int:
    """As many decimals as the quantity has, two at most."""
    exponent = value.normalize().as_tuple().exponent
    return min(MAX_QUANTITY_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0


def printed_decimals(step: Decimal) -> int:
    """The decimals that the page prints: a step of 0.01 has two, a step of 100 none."""
    return max(0, -step.adjusted())
