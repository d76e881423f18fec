"""Which printed line goes to which standard row, by concept and label alone; arithmetic settles unknown lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Literal

from analyzer.model import Fact, Period
from analyzer.standard.rows import Family, find_rule, rows_by_concept

Treatment = Literal["+", "-", "part"]
TREATMENTS: tuple[Treatment, ...] = ("+", "-", "part")
MAX_SETTLED_LINES = 5
"""More unknown lines than this are taken as printed: 3^6 ways to foot prove nothing."""

PART_MARK = re.compile(r"^\s*[（(]?\s*(其中|of which|including\b|－|—|–)", re.IGNORECASE)
NET_MARK = re.compile(r"\bnet\b|淨額|净额", re.IGNORECASE)
DEDUCTED = re.compile(r"^\s*(减|減|less)\s*[:：]?", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A printed line in its row. sign: fact.value times sign adds to profit before tax; 0 for what is not added.

    reason: by_concept, by_label, unknown, part, split, less_part, memo, subtotal.
    """

    fact: Fact
    row: str
    sign: int
    reason: str


@dataclass(frozen=True)
class Column:
    """One period of the statement as printed: mapped lines by concept, the rest in printed order."""

    period: Period
    concepts: dict[str, Fact]
    others: tuple[Fact, ...]

    @property
    def fact_before_tax(self) -> Fact | None:
        return self.concepts.get("profit_before_tax")


def columns_of(facts: Iterable[Fact], unmapped: Iterable[Fact]) -> list[Column]:
    """One column per period with money in it, in order of period end; figures of a limited scope stay out."""
    kept: dict[Period, dict[str, Fact]] = {}
    for fact in facts:
        if not fact.scope and fact.period.months is not None and _is_money(fact) and not fact.member:
            kept.setdefault(fact.period, {}).setdefault(fact.concept, fact)
    others: dict[Period, list[Fact]] = {}
    for fact in unmapped:
        others.setdefault(fact.period, []).append(fact)
    return [
        Column(period, kept[period], tuple(sorted(others.get(period, []), key=position)))
        for period in sorted(kept, key=lambda p: (p.end, -(p.months or 0)))
    ]


def position(fact: Fact) -> tuple[int, float]:
    """Where the line stands in the file: page, then distance from the top."""
    return (fact.source.page, fact.source.bbox[1])


def columns_to_lines(columns: Sequence[Column], family: Family) -> dict[Period, list[Line]]:
    """Every printed line that has a place, by period; unknown lines are treated alike in all periods."""
    sure = {column.period: _known_lines(column, family) for column in columns}
    open_lines = {column.period: _open_lines(column, sure[column.period]) for column in columns}
    treatments = _settle(columns, sure, open_lines)
    for period, lines in open_lines.items():
        sure[period] += [_treated(line, treatments[line.fact.label]) for line in lines]
    return sure


def tolerance_of(facts: Iterable[Fact]) -> Decimal:
    """Half a last printed digit per figure involved."""
    return sum((fact.step for fact in facts), Decimal(0)) / 2


def gap_of(column: Column, lines: Iterable[Line]) -> Decimal | None:
    """Printed profit before tax less the lines; None where the filing prints no profit before tax."""
    before_tax = column.fact_before_tax
    if before_tax is None:
        return None
    return before_tax.value - sum((line.fact.value * line.sign for line in lines), Decimal(0))


def _is_money(fact: Fact) -> bool:
    return "/" not in fact.measure and fact.measure not in {"ratio", "%"}


def _known_lines(column: Column, family: Family) -> list[Line]:
    places = rows_by_concept(family)
    lines = []
    for concept, fact in column.concepts.items():
        if concept in places:
            row, sign = places[concept]
            added = sign if row.kind == "line" else 0
            lines.append(Line(fact, row.id, added, "by_concept"))
    lines += [_memo_line(fact) for fact in column.others if _role_of(fact) in {"memo", "subtotal"} and _is_above(fact, column)]
    return _excess_revenue(_split_finance(_split_investment(lines, family), column), column)


def _memo_line(fact: Fact) -> Line:
    rule = find_rule(fact.label)
    role, target = (rule.role, rule.target) if rule else ("subtotal", "")
    return Line(fact, target, 0, role)


def _split_investment(lines: list[Line], family: Family) -> list[Line]:
    """The associates' share printed as a part of 投资收益 is taken out of it, so that it counts once."""
    whole = _line_of(lines, "investment_income")
    part = _line_of(lines, "share_of_results_of_associates")
    if whole is None or part is None or not (family == "CAS" or is_part(part.fact)):
        return lines
    return [*lines, Line(part.fact, whole.row, -1, "less_part")]


def _split_finance(lines: list[Line], column: Column) -> list[Line]:
    """A net finance line is split only when its printed parts add up to it; else it stays whole in row 23."""
    net = _line_of(lines, "financial_expenses_net")
    costs = _line_of(lines, "finance_costs")
    if net is None and costs is not None and (NET_MARK.search(costs.fact.label)):
        net = costs
    if net is None:
        return lines
    income = _line_of(lines, "finance_income")
    rest = [line for line in lines if line is not net and line is not income]
    parts = [*([income.fact] if income else []), *(fact for fact in column.others if _role_of(fact) == "part")]
    split = _parts_that_add_up(net, parts)
    if split:
        return [*rest, Line(net.fact, "", 0, "subtotal"), *split]
    left_out = [Line(income.fact, "", 0, "part")] if income else []
    return [*rest, replace(net, row="unclassified"), *left_out]


def _parts_that_add_up(net: Line, parts: Sequence[Fact]) -> list[Line]:
    """Income and expense whose difference is the net line, within half a step each; [] where there are none."""
    if len(parts) != 2:
        return []
    for signs in product((1, -1), repeat=2):
        total = sum((fact.value * sign for fact, sign in zip(parts, signs, strict=True)), Decimal(0))
        if abs(total - net.fact.value * net.sign) <= tolerance_of([net.fact, *parts]):
            rows = ["interest_income" if fact.value * sign > 0 else "interest_expense" for fact, sign in zip(parts, signs, strict=True)]
            if len(set(rows)) == 2:
                return [Line(fact, row, sign, "split") for fact, sign, row in zip(parts, signs, rows, strict=True)]
    return []


def _excess_revenue(lines: list[Line], column: Column) -> list[Line]:
    """营业总收入 above 营业收入: the difference goes to row 23, the total itself is a memo (analysis 2.2 row 1)."""
    total = next((line for line in lines if line.row == "total_operating_revenue"), None)
    revenue = column.concepts.get("revenue")
    if total is None or revenue is None or total.fact.value == revenue.value:
        return lines
    return [*lines, Line(total.fact, "unclassified", 1, "excess"), Line(revenue, "unclassified", -1, "excess")]


def _line_of(lines: Sequence[Line], concept: str) -> Line | None:
    return next((line for line in lines if line.fact.concept == concept), None)


def is_part(fact: Fact) -> bool:
    """Whether the filing prints the line as a part of the line above it."""
    return bool(fact.of_which) or bool(PART_MARK.search(fact.label))


def _role_of(fact: Fact) -> str:
    rule = find_rule(fact.label)
    return rule.role if rule else "unknown"


def _is_above(fact: Fact, column: Column) -> bool:
    before_tax = column.fact_before_tax
    return before_tax is not None and position(fact) < position(before_tax)


def _open_lines(column: Column, sure: Sequence[Line]) -> list[Line]:
    """Lines between revenue and profit before tax whose treatment is still a guess by label."""
    revenue = column.concepts.get("revenue")
    if revenue is None:
        return []
    placed = {id(line.fact) for line in sure}
    between = [fact for fact in column.others if position(revenue) < position(fact) and _is_above(fact, column)]
    return [_open_line(fact) for fact in between if id(fact) not in placed]


def _open_line(fact: Fact) -> Line:
    rule = find_rule(fact.label)
    if rule is not None:
        return Line(
            fact, rule.target or "unclassified", {"line": 1, "cost": -1}.get(rule.role, 0), "part" if rule.role == "part" else "by_label"
        )
    if is_part(fact):
        return Line(fact, "unclassified", 0, "part")
    return Line(fact, "unclassified", -1 if DEDUCTED.search(fact.label) else 1, "unknown")


def _default(line: Line) -> Treatment:
    return "part" if line.sign == 0 else "+" if line.sign > 0 else "-"


def _treated(line: Line, treatment: Treatment) -> Line:
    if treatment == "part":
        return replace(line, row="", sign=0, reason="part")
    reason = "unknown" if line.reason == "part" else line.reason
    return replace(line, sign=1 if treatment == "+" else -1, reason=reason)


def _settle(columns: Sequence[Column], sure: dict[Period, list[Line]], open_lines: dict[Period, list[Line]]) -> dict[str, Treatment]:
    """label -> treatment: the one that lets most columns foot; among equals the one closest to the wording."""
    defaults = {line.fact.label: _default(line) for lines in open_lines.values() for line in lines}
    labels = sorted(defaults)
    if not labels or len(labels) > MAX_SETTLED_LINES:
        return defaults

    def rank(choice: Iterable[Treatment]) -> tuple[int, int]:
        treatment = dict(zip(labels, choice, strict=True))
        footed = sum(_foots(column, sure[column.period], open_lines[column.period], treatment) for column in columns)
        return (footed, sum(treatment[label] == defaults[label] for label in labels))

    return dict(zip(labels, max(product(TREATMENTS, repeat=len(labels)), key=rank), strict=True))


def _foots(column: Column, sure: list[Line], open_lines: list[Line], treatment: dict[str, Treatment]) -> bool:
    lines = [*sure, *(_treated(line, treatment[line.fact.label]) for line in open_lines)]
    gap = gap_of(column, lines)
    return gap is not None and abs(gap) <= tolerance_of(line.fact for line in lines if line.sign)
