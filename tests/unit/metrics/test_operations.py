"""Operations on numbers and states: a state is handed on, nothing becomes zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.metrics.operations import evaluate


def numbers(*texts: str) -> list[Decimal | str]:
    return [text if text in {"n/d", "n/a", "n.m.", "in 6"} else Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("op", "operands", "expected"),
    [
        ("growth", ("150", "100"), "0.5"),
        ("growth", ("-5", "100"), "n.m."),
        ("growth", ("5", "0"), "n.m."),
        ("growth", ("5", "-1"), "n.m."),
        ("growth", ("5", "n/d"), "n/d"),
        ("multiple", ("1400", "100"), "14"),
        ("compound", ("400", "100", "24"), "1"),
        ("compound", ("400", "0", "24"), "n.m."),
        ("ratio", ("1", "4"), "0.25"),
        ("ratio", ("1", "0"), "n.m."),
        ("ratio", ("in 6", "4"), "in 6"),
        ("ratio_of_base", ("5", "9", "10"), "n.m."),
        ("ratio_of_base", ("5", "20", "10"), "0.25"),
        ("margin", ("-100", "10", "10"), "n.m."),
        ("margin", ("-90", "10", "10"), "-9"),
        ("ratio_off_zero", ("5", "1", "2"), "n.m."),
        ("ratio_off_zero", ("5", "-10", "2"), "-0.5"),
        ("rest_growth", ("150", "30", "100", "20"), "0.5"),
        ("contribution", ("30", "20", "150", "100"), "0.2"),
        ("contribution", ("30", "20", "100", "100"), "n.m."),
        ("rest", ("0.7",), "0.3"),
        ("verdict", ("-2", "2"), "ok"),
        ("verdict", ("3", "2"), "break"),
        ("total", ("1", "2", "3"), "6"),
        ("total", ("1", "n/a", "3"), "n/d"),
        ("squares", ("0.5", "0.5"), "5000"),
        ("squares_upper", ("0.5", "0.2"), "3400"),
        ("squares_upper", ("0.7", "0.4"), "n.m."),
        ("median", ("3", "1", "n/d", "2"), "2"),
        ("median", ("n/d",), "n/d"),
        ("quartile_1", ("1", "2", "3", "4"), "1.75"),
        ("quartile_3", ("1", "2", "3", "4"), "3.25"),
        ("count", ("1", "n/d", "3"), "2"),
        ("minimum", ("3", "1"), "1"),
        ("maximum", ("3", "1"), "3"),
    ],
)
def test_operation(op: str, operands: tuple[str, ...], expected: str) -> None:
    result = evaluate(op, numbers(*operands))
    assert result == (expected if expected in {"n/d", "n.m.", "in 6", "ok", "break"} else Decimal(expected))
