"""What a column must satisfy, as live checks: difference, tolerance, verdict. The readers' own findings are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analyzer.metrics.computed import Computed, Constant, Operand, compute
from analyzer.metrics.concentration import Concentration, TopTable
from analyzer.metrics.volumes import ADDITIVE, Product, Volumes, parts_of, rows_before
from analyzer.model import Fact, Period
from analyzer.standard import StandardColumn, StandardStatement

FULL_STATEMENT = ("revenue", "cost_of_sales", "administrative_expenses")
"""A column without these is a table of highlights: it is partial by design and cannot foot."""


NEAR_MISS = Decimal("0.2")
"""A sum this close to a total is meant to give it."""


@dataclass(frozen=True)
class Check:
    """One identity of one period. subject: the product where the check is about one."""

    code: str
    period: Period
    difference: Computed
    tolerance: Constant
    verdict: Computed
    subject: str = ""


def statement_checks(statement: StandardStatement) -> list[Check]:
    """Footing, gross profit, tax, attribution and comprehensive income of every column."""
    return [check for column in statement.columns for check in _column_checks(column, statement.currency)]


def _column_checks(column: StandardColumn, currency: str) -> Iterable[Check]:
    if column.rows["not_itemised"].value is not None and all(column.value(row) is not None for row in FULL_STATEMENT):
        yield _check("FOOTING", column.period, column.rows["not_itemised"], column.tolerance, currency)
    facts = {line.fact.concept: line.fact for line in column.lines if line.fact.concept}
    for code, whole, parts in _identities(column):
        involved = [facts.get(name) for name in (whole, *(name for _, name in parts))]
        known = [fact for fact in involved if fact is not None]
        if len(known) == len(involved):
            signed = [
                fact if sign > 0 else compute("", "negative", fact, measure=currency)
                for (sign, _), fact in zip(parts, known[1:], strict=True)
            ]
            total = compute("", "total", *signed, measure=currency)
            difference = compute(code, "difference", known[0], total, measure=currency)
            yield _check(code, column.period, difference, _half_steps(known), currency)


def _identities(column: StandardColumn) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """(code, whole, signed parts); old PRC GAAP profit stands after minorities."""
    old = any(note.code == "note.old_nci" for note in column.rows["profit"].notes)
    minorities = [(-1, "profit_attributable_to_nci")] if old else []
    found = [
        ("GROSS_PROFIT", "gross_profit", [(1, "revenue"), (-1, "cost_of_sales")]),
        ("TAX", "profit", [(1, "profit_before_tax"), (-1, "income_tax_expense"), *minorities]),
        ("COMPREHENSIVE", "total_comprehensive_income", [(1, "profit"), (1, "other_comprehensive_income")]),
    ]
    if not old:
        found.append(("ATTRIBUTION", "profit", [(1, "profit_attributable_to_owners"), (1, "profit_attributable_to_nci")]))
    return found


def concentration_checks(side: Concentration) -> list[Check]:
    """The printed totals of the five against the sum of the printed rows."""
    return [check for table in side.tables.values() for check in _table_checks(table)]


def _table_checks(table: TopTable) -> Iterable[Check]:
    shares = [party.share for party in table.parties if isinstance(party.share, Fact)]
    amounts = [party.amount for party in table.parties if party.amount is not None]
    for code, parts, total in (("TOP_AMOUNT", amounts, table.total_amount), ("TOP_SHARE", shares, table.total_share)):
        if parts and total is not None and len(parts) == len(table.parties):
            added = compute("", "total", *parts, measure=total.measure)
            difference = compute(code, "difference", total, added, measure=total.measure)
            yield _check(code, table.period, difference, _half_steps([*parts, total]), total.measure)


def volume_checks(volumes: Volumes) -> list[Check]:
    """Product rows against the printed total of the same unit, and printed ratios against recomputed ones."""
    found = [check for product in volumes.products for check in _ratio_checks(product)]
    return [*found, *_total_checks(volumes)]


def _ratio_checks(product: Product) -> Iterable[Check]:
    pairs = (
        ("SALES_RATIO", "sales_to_production_ratio", "sales_volume", "production_volume"),
        ("UTILISATION", "capacity_utilization", "production_volume", "production_capacity"),
    )
    for code, ratio, above, below in pairs:
        for period in product.periods:
            facts = [product.facts.get((name, period)) for name in (ratio, above, below)]
            known = [fact for fact in facts if fact is not None]
            if len(known) == len(facts) and _is_one_statement(known):
                yield _ratio_check(code, period, product.name, *known)


def _is_one_statement(facts: Sequence[Fact]) -> bool:
    """Ratio, part and whole of one unit in one table, with nothing else counted in (海默科技 p.115: 产销率（含自用）)."""
    ratio, part, whole = facts
    words = f"{ratio.label} {ratio.note} {part.label}".casefold()
    is_pure = not any(word in words for word in ("含", "incl", "对外", "對外"))
    return is_pure and part.measure == whole.measure and bool(whole.value) and len({fact.source.page for fact in facts}) == 1


def _ratio_check(code: str, period: Period, subject: str, printed: Fact, part: Fact, whole: Fact) -> Check:
    again = compute("", "ratio", part, whole)
    if code == "SALES_RATIO" and part.value and again.value is not None:
        turned = compute("", "ratio", whole, part)
        # Some filings define 产销比 as output over sales (design.md): the reading that ties is the one meant.
        if turned.value is not None and abs(turned.value - printed.value) < abs(again.value - printed.value):
            again = turned
    slack = (
        printed.step / 2
        + printed.value * (part.step / (2 * part.value) if part.value else 0)
        + printed.value * whole.step / (2 * whole.value)
    )
    return _check(code, period, compute(code, "difference", printed, again), slack, "ratio", subject)


def _total_checks(volumes: Volumes) -> Iterable[Check]:
    for total in (product for product in volumes.products if not product.name):
        for concept in ADDITIVE:
            for period in total.periods:
                yield from _total_check(concept, period, total, parts_of(total, volumes.products))


def _total_check(concept: str, period: Period, total: Product, parts: list[Product]) -> Iterable[Check]:
    """The total against the nearest rows before it that give it, else against all where they nearly do.

    Rows of several levels or of other tables prove nothing about a total, so a sum that is far off is not a break.
    """
    whole = total.facts.get((concept, period))
    if whole is None or not (runs := rows_before(whole, concept, parts)):
        return
    fitting = next((run for run in runs if _gap(whole, run) <= _half_steps([*run, whole])), None)
    chosen = fitting or (runs[-1] if _gap(whole, runs[-1]) <= abs(whole.value) * NEAR_MISS else None)
    if chosen:
        operands: list[Operand] = list(chosen)
        added = compute("", "total", *operands, measure=whole.measure)
        difference = compute("VOLUME_TOTAL", "difference", whole, added, measure=whole.measure)
        yield _check("VOLUME_TOTAL", period, difference, _half_steps([*chosen, whole]), whole.measure, concept)


def _gap(whole: Fact, parts: Iterable[Fact]) -> Decimal:
    return abs(whole.value - sum((fact.value for fact in parts), Decimal(0)))


def _half_steps(facts: Iterable[Fact]) -> Decimal:
    return sum((fact.step for fact in facts), Decimal(0)) / 2


def _check(code: str, period: Period, difference: Computed, tolerance: Decimal, measure: str, subject: str = "") -> Check:
    limit = Constant(tolerance, measure)
    verdict = compute(f"{code}.verdict", "verdict", difference, limit, measure="text")
    return Check(code, period, difference, limit, verdict, subject)
