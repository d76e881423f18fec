"""What each operation gives for numbers and for states. render/workbook_formulas.py writes the same as spreadsheet text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

NOT_APPLICABLE = "n/a"
NOT_FOUND = "n/d"
NOT_MEANINGFUL = "n.m."
FITS, BREAKS = "ok", "break"

POINTS_PER_SHARE = Decimal(10000)
"""HHI is counted in points: a share of 1 squared is 10,000."""

LOWEST_MARGIN = Decimal("-9.99")

Result = Decimal | str
Numbers = Sequence[Decimal]


def evaluate(op: str, values: Sequence[Result]) -> Result:
    """The result of one operation. A state among the values is handed on: the first one, or n/d from a list."""
    if op in LIST_OPERATIONS:
        return _evaluate_list(op, values)
    for value in values:
        if isinstance(value, str):
            return value
    return OPERATIONS[op]([value for value in values if isinstance(value, Decimal)])


def _evaluate_list(op: str, values: Sequence[Result]) -> Result:
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not numbers or (op not in STATISTICS and len(numbers) < len(values)):
        return NOT_FOUND
    return LIST_OPERATIONS[op](numbers)


def _ratio(numbers: Numbers) -> Result:
    part, whole = numbers
    return NOT_MEANINGFUL if whole == 0 else part / whole


def _ratio_of_base(numbers: Numbers) -> Result:
    """Share of a base that must reach a floor: a percentage of almost nothing says nothing (analysis 3.0)."""
    part, base, floor = numbers
    return NOT_MEANINGFUL if base <= 0 or base < floor else part / base


def _margin(numbers: Numbers) -> Result:
    """A margin is shown down to -999%; below that it only says that there is hardly any revenue (analysis 3.1)."""
    result = _ratio_of_base(numbers)
    return NOT_MEANINGFUL if isinstance(result, Decimal) and result < LOWEST_MARGIN else result


def _ratio_off_zero(numbers: Numbers) -> Result:
    """Share of a total that must be further from zero than the floor (analysis 3.1: n.m. if PBT is near 0)."""
    part, whole, floor = numbers
    return NOT_MEANINGFUL if whole == 0 or abs(whole) < floor else part / whole


def _growth(numbers: Numbers) -> Result:
    new, old = numbers
    return NOT_MEANINGFUL if old <= 0 or new < 0 else new / old - 1


def _multiple(numbers: Numbers) -> Result:
    """new over old, for growth too large to be read as a percentage."""
    new, old = numbers
    return NOT_MEANINGFUL if old <= 0 or new < 0 else new / old


def _compound(numbers: Numbers) -> Result:
    new, old, months = numbers
    if old <= 0 or new <= 0 or months <= 0:
        return NOT_MEANINGFUL
    return (new / old) ** (Decimal(12) / months) - 1


def _rest_growth(numbers: Numbers) -> Result:
    """Growth of what is left when one party is taken out: total and party now, total and party before."""
    total1, party1, total0, party0 = numbers
    return _growth([total1 - party1, total0 - party0])


def _contribution(numbers: Numbers) -> Result:
    party1, party0, total1, total0 = numbers
    return NOT_MEANINGFUL if total1 == total0 else (party1 - party0) / (total1 - total0)


def _squares(numbers: Numbers) -> Result:
    return POINTS_PER_SHARE * sum((share * share for share in numbers), Decimal(0))


def _squares_upper(numbers: Numbers) -> Result:
    """The named shares squared, and the rest split into pieces no larger than the smallest named share."""
    smallest = min(numbers)
    rest = 1 - sum(numbers)
    if rest < 0 or smallest <= 0:
        return NOT_MEANINGFUL
    whole_pieces = Decimal(int(rest / smallest))
    left = rest - whole_pieces * smallest
    named = sum((share * share for share in numbers), Decimal(0))
    return POINTS_PER_SHARE * (named + whole_pieces * smallest * smallest + left * left)


def _verdict(numbers: Numbers) -> Result:
    difference, tolerance = numbers
    return FITS if abs(difference) <= tolerance else BREAKS


def _median(numbers: Numbers) -> Result:
    return quantile(numbers, Decimal("0.5"))


def quantile(numbers: Numbers, share: Decimal) -> Decimal:
    """The inclusive quantile that spreadsheets call QUARTILE: linear between the two nearest ranks."""
    ordered = sorted(numbers)
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


OPERATIONS: dict[str, Callable[[Numbers], Result]] = {
    "same": lambda n: n[0],
    "negative": lambda n: -n[0],
    "difference": lambda n: n[0] - n[1],
    "product": lambda n: n[0] * n[1],
    "translated": lambda n: n[0] * n[1],
    "ratio": _ratio,
    "price": _ratio,
    "ratio_of_base": _ratio_of_base,
    "margin": _margin,
    "ratio_off_zero": _ratio_off_zero,
    "growth": _growth,
    "multiple": _multiple,
    "compound": _compound,
    "rest_growth": _rest_growth,
    "contribution": _contribution,
    "inverse_points": lambda n: NOT_MEANINGFUL if n[0] == 0 else POINTS_PER_SHARE / n[0],
    "rest": lambda n: 1 - n[0],
    "market_value": lambda n: n[0] * n[1] * n[2],
    "verdict": _verdict,
}
"""Operations with a fixed number of operands: the first state among them is the result."""

LIST_OPERATIONS: dict[str, Callable[[Numbers], Result]] = {
    "total": lambda n: sum(n, Decimal(0)),
    "squares": _squares,
    "squares_upper": _squares_upper,
    "minimum": min,
    "maximum": max,
    "median": _median,
    "quartile_1": lambda n: quantile(n, Decimal("0.25")),
    "quartile_3": lambda n: quantile(n, Decimal("0.75")),
    "count": lambda n: Decimal(len(n)),
}
"""Operations on a list: one state in it makes n/d, except in statistics, which use the numbers only."""

STATISTICS = frozenset({"minimum", "maximum", "median", "quartile_1", "quartile_3", "count"})
