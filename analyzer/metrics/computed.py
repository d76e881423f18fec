"""A worked-out figure: value or state, formula, inputs, interval, notes.

The formula names an operation of `operations.py`; the workbook writes the same operation as a live formula,
so program and spreadsheet cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import product

from analyzer.metrics.operations import NOT_FOUND, evaluate
from analyzer.model import Fact


@dataclass(frozen=True)
class Note:
    """A remark as a label id and its arguments; the view puts it into words of one language."""

    code: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Constant:
    """A number of the method itself, such as a threshold. measure "" for a pure number, else a currency."""

    value: Decimal
    measure: str = ""


@dataclass(frozen=True, eq=False)
class Input:
    """A number typed by a person: an exchange rate, an offer price. value None until somebody types it."""

    id: str
    value: Decimal | None
    measure: str
    source: str = ""
    label: str = ""


@dataclass(frozen=True, eq=False)
class Formula:
    op: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, eq=False)
class Computed:
    """value is None exactly when state says why. Compared by identity: each is one cell of the comparison.

    provenance: face, derived, "in 6" (the row that holds it), n/a, n/d. marks: low_base, flagged, over_100 ...
    """

    id: str
    measure: str
    value: Decimal | None = None
    state: str = ""
    formula: Formula | None = None
    notes: tuple[Note, ...] = ()
    marks: frozenset[str] = field(default_factory=frozenset)
    provenance: str = "derived"

    @property
    def inputs(self) -> tuple[Fact, ...]:
        """Every printed figure below this one, each once, in formula order."""
        seen: dict[int, Fact] = {}
        for fact in _facts(self):
            seen.setdefault(id(fact), fact)
        return tuple(seen.values())

    @cached_property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest value that the printed digits below allow; None for a state and for many inputs."""
        facts = self.inputs
        if self.value is None or not 0 < len(facts) <= MAX_INTERVAL_INPUTS:
            return None
        found = [self.value]
        for signs in product((-1, 1), repeat=len(facts)):
            moved = {id(fact): fact.value + sign * fact.step / 2 for fact, sign in zip(facts, signs, strict=True)}
            result = _value_with(self, moved)
            found += [result] if isinstance(result, Decimal) else []
        return min(found), max(found)

    @property
    def in_statistics(self) -> bool:
        """Whether a median may count this figure: a number, not flagged, not on a low base, no multiple among rates."""
        return self.value is not None and not self.marks & LEFT_OUT


MAX_INTERVAL_INPUTS = 4
"""Every corner of the box of rounding is tried: 2^4 of them."""

LEFT_OUT = frozenset({"low_base", "flagged", "over_100", "multiple", "at_least", "at_most"})

Operand = Fact | Computed | Constant | Input


def _facts(operand: Operand) -> Iterator[Fact]:
    if isinstance(operand, Fact):
        yield operand
    elif isinstance(operand, Computed) and operand.formula is not None:
        for inner in operand.formula.operands:
            yield from _facts(inner)


def _value_with(operand: Operand, moved: dict[int, Decimal]) -> Decimal | str:
    """The operand's value where each printed figure has the value given for it."""
    if isinstance(operand, Fact):
        return moved[id(operand)]
    if isinstance(operand, Computed) and operand.formula is not None:
        return evaluate(operand.formula.op, [_value_with(each, moved) for each in operand.formula.operands])
    return operand_value(operand)


def operand_value(operand: Operand) -> Decimal | str:
    """The number of an operand, or the state that stands in its place."""
    if isinstance(operand, Computed):
        return operand.state if operand.value is None else operand.value
    if operand.value is None:
        return NOT_FOUND
    return operand.value


def compute(
    name: str,
    op: str,
    *operands: Operand,
    measure: str = "ratio",
    notes: tuple[Note, ...] = (),
    marks: frozenset[str] = frozenset(),
    provenance: str = "derived",
) -> Computed:
    """The operation carried out on the operands; a state among them passes through, never as zero."""
    result = evaluate(op, [operand_value(operand) for operand in operands])
    value, state = (None, result) if isinstance(result, str) else (result, "")
    return Computed(name, measure, value, state, Formula(op, operands), notes, marks, provenance)


def missing(name: str, state: str, *notes: Note, measure: str = "ratio") -> Computed:
    """A cell that holds no number, and why."""
    return Computed(name, measure, None, state, None, notes, frozenset(), state)
