"""Operations as spreadsheet formulas: the same names as metrics/operations.py, the same results cell by cell.

A text in a cell passes through, a state of ours as well as one that an analyst types over a printed figure:
IF(ISNUMBER(cell), ..., cell). Nothing is ever turned into zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analyzer.metrics.computed import Computed, Constant, Input, Operand
from analyzer.metrics.operations import LIST_OPERATIONS, LOWEST_MARGIN, NOT_FOUND, STATISTICS
from analyzer.render.context import is_currency

SCALE_NAME = "Money_scale"
"""The defined name of the cell that says how much one unit of money on the sheets is."""

RATIO_DIGITS = 12
CENT_DIGITS = 2
NOT_FOUND_TEXT = f'"{NOT_FOUND}"'
SHARES_SCALE = 1_000_000
"""Shares of the deal sheet are typed in millions."""

Expressions = Sequence[str]


@dataclass(frozen=True)
class Reference:
    """Where an operand stands. sign: -1 where the cell shows the figure with the opposite sign."""

    text: str
    sign: int = 1

    @property
    def expression(self) -> str:
        return f"-{self.text}" if self.sign < 0 else self.text


Locate = Callable[[Operand], Reference | None]


@dataclass(frozen=True)
class Guard:
    """What must hold for the numbers below to be numbers, and what the result is otherwise."""

    condition: str
    otherwise: str


def computed_to_formula(computed: Computed, locate: Locate, scale: Decimal) -> str:
    """The formula of a worked-out figure, without the equals sign. Raises ValueError for one without a formula."""
    formula = computed.formula
    if formula is None:
        raise ValueError(f"{computed.id} has no formula")
    writer = _Writer(locate, scale)
    expressions = [writer.expression(operand) for operand in formula.operands]
    core = writer.core(computed, expressions)
    if formula.op in STATISTICS or (formula.op == "same" and not core.startswith("-")):
        return core
    guards = writer.list_guards(formula.operands) if formula.op in LIST_OPERATIONS else writer.guards(formula.operands)
    for guard in reversed(list(dict.fromkeys(guards))):
        core = f"IF({guard.condition},{core},{guard.otherwise})"
    return core


def stands_on_cells(operand: Operand, locate: Locate) -> bool:
    """Whether everything the operand needs has a cell; a state without one can only be written as it is."""
    if isinstance(operand, Constant) or locate(operand) is not None:
        return True
    if not isinstance(operand, Computed) or operand.formula is None:
        return False
    return all(stands_on_cells(each, locate) for each in operand.formula.operands)


class _Writer:
    def __init__(self, locate: Locate, scale: Decimal) -> None:
        self.locate = locate
        self.scale = scale

    def expression(self, operand: Operand) -> str:
        """A reference, a literal in the unit of the sheets, or the operand's own formula in place."""
        if isinstance(operand, Constant):
            return plain(operand.value / self.scale if is_currency(operand.measure) else operand.value)
        found = self.locate(operand)
        if found is not None:
            return found.expression
        if isinstance(operand, Computed) and operand.formula is not None:
            inner = self.core(operand, [self.expression(each) for each in operand.formula.operands])
            return inner if operand.formula.op in {"same", "total"} else f"({inner})"
        raise ValueError(f"{getattr(operand, 'id', operand)} stands nowhere in the workbook")

    def guards(self, operands: Sequence[Operand], hands_on: bool = True) -> Iterator[Guard]:
        """The cells below these operands that may hold text, in the order in which the program looks at them.

        Printed figures too: a text typed over one must come out as that text. hands_on: whether it does, or n/d.
        """
        for operand in operands:
            found = None if isinstance(operand, Constant) else self.locate(operand)
            if found is not None:
                is_handed_on = hands_on and not isinstance(operand, Input)
                yield Guard(f"ISNUMBER({found.text})", found.text if is_handed_on else NOT_FOUND_TEXT)
            elif isinstance(operand, Computed) and operand.formula is not None:
                inner = operand.formula.operands
                yield from self.list_guards(inner) if operand.formula.op in LIST_OPERATIONS else self.guards(inner, hands_on)

    def list_guards(self, operands: Sequence[Operand]) -> Iterator[Guard]:
        """A list with a text in it has no sum: SUM alone would take the text for zero."""
        cells = [found.text for operand in operands if not isinstance(operand, Constant) and (found := self.locate(operand)) is not None]
        if cells:
            yield Guard(f"COUNT({','.join(cells)})={len(cells)}", NOT_FOUND_TEXT)
        yield from self.guards([operand for operand in operands if isinstance(operand, Computed) and self.locate(operand) is None], False)

    def core(self, computed: Computed, expressions: Expressions) -> str:
        op = computed.formula.op if computed.formula else ""
        if op == "difference":
            digits = CENT_DIGITS + len(str(int(self.scale))) if is_currency(computed.measure) else RATIO_DIGITS
            return f"ROUND({expressions[0]}-{_grouped(expressions[1])},{digits})"
        return TEMPLATES[op](expressions)


def plain(value: Decimal) -> str:
    """A number without exponent, as formulas need it."""
    return format(value.normalize(), "f")


def _grouped(expression: str) -> str:
    return f"({expression})" if expression.startswith("-") else expression


def _squares(e: Expressions) -> str:
    return f"10000*SUMSQ({','.join(e)})"


def _squares_upper(e: Expressions) -> str:
    shares = ",".join(e)
    smallest, rest = f"MIN({shares})", f"(1-SUM({shares}))"
    pieces = f"INT({rest}/{smallest})"
    left = f"({rest}-{pieces}*{smallest})"
    return f'IF(ROUND({rest},12)<0,"n.m.",10000*(SUMSQ({shares})+{pieces}*{smallest}^2+{left}^2))'


def _statistic(name: str) -> Callable[[Expressions], str]:
    def template(e: Expressions) -> str:
        cells = ",".join(e)
        return f'IF(COUNT({cells})=0,"n/d",{name}({cells}))'

    return template


def _quartile(which: int) -> Callable[[Expressions], str]:
    """QUARTILE wants one array: a union in parentheses."""

    def template(e: Expressions) -> str:
        count = len(e)
        position = f"({count}-1)*{which}/4"
        below = f"SMALL(({','.join(e)}),INT({position})+1)"
        above = f"SMALL(({','.join(e)}),MIN(INT({position})+2,{count}))"
        return f'IF(COUNT({",".join(e)})<{count},"n/d",{below}+({above}-{below})*({position}-INT({position})))'

    return template


TEMPLATES: dict[str, Callable[[Expressions], str]] = {
    "same": lambda e: e[0],
    "negative": lambda e: f"-{_grouped(e[0])}" if not e[0].startswith("-") else e[0][1:],
    "product": lambda e: f"{e[0]}*{_grouped(e[1])}",
    "translated": lambda e: f"{e[0]}*{e[1]}",
    "ratio": lambda e: f'IF({e[1]}=0,"n.m.",{e[0]}/{_grouped(e[1])})',
    "price": lambda e: f'IF({e[1]}=0,"n.m.",{e[0]}*{SCALE_NAME}/{e[1]})',
    "ratio_of_base": lambda e: f'IF(OR({e[1]}<=0,{e[1]}<{e[2]}),"n.m.",{e[0]}/{e[1]})',
    "margin": lambda e: f'IF(OR({e[1]}<=0,{e[1]}<{e[2]}),"n.m.",IF({e[0]}/{e[1]}<{LOWEST_MARGIN},"n.m.",{e[0]}/{e[1]}))',
    "ratio_off_zero": lambda e: f'IF(OR({e[1]}=0,ABS({e[1]})<{e[2]}),"n.m.",{e[0]}/{e[1]})',
    "growth": lambda e: f'IF(OR({e[1]}<=0,{e[0]}<0),"n.m.",{e[0]}/{e[1]}-1)',
    "multiple": lambda e: f'IF(OR({e[1]}<=0,{e[0]}<0),"n.m.",{e[0]}/{e[1]})',
    "compound": lambda e: f'IF(OR({e[1]}<=0,{e[0]}<=0),"n.m.",({e[0]}/{e[1]})^(12/{e[2]})-1)',
    "rest_growth": lambda e: f'IF(OR({e[2]}-{e[3]}<=0,{e[0]}-{e[1]}<0),"n.m.",({e[0]}-{e[1]})/({e[2]}-{e[3]})-1)',
    "contribution": lambda e: f'IF({e[2]}={e[3]},"n.m.",({e[0]}-{e[1]})/({e[2]}-{e[3]}))',
    "inverse_points": lambda e: f'IF({e[0]}=0,"n.m.",10000/{e[0]})',
    "rest": lambda e: f"1-{_grouped(e[0])}",
    "market_value": lambda e: f"{e[0]}*{e[1]}*{e[2]}*{SHARES_SCALE}/{SCALE_NAME}",
    "verdict": lambda e: f'IF(ROUND(ABS({e[0]})-{e[1]},12)<=0,"ok","break")',
    "total": lambda e: f"SUM({','.join(e)})",
    "squares": _squares,
    "squares_upper": _squares_upper,
    "count": lambda e: f"COUNT({','.join(e)})",
    "minimum": _statistic("MIN"),
    "maximum": _statistic("MAX"),
    "median": _statistic("MEDIAN"),
    "quartile_1": _quartile(1),
    "quartile_3": _quartile(3),
}
"""Operation -> formula text; `difference` is written by _Writer, because its rounding depends on the measure."""
