"""The standard income statement of one filing: a column per period, footed to the printed profit before tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analyzer.metrics.computed import Computed, Note, Operand, compute, missing, operand_value
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND
from analyzer.model import Fact, Filing, Period
from analyzer.standard.lines import Column, Line, columns_of, columns_to_lines, tolerance_of
from analyzer.standard.rows import CAS_BASES, CAS_ONLY_CONCEPTS, Family, StandardRow, standard_rows

Footing = Literal["foots", "partial", "untested"]
EXPENSES_ABOVE_CORE = ("taxes_and_surcharges", "selling_expenses", "administrative_expenses", "research_and_development_expenses")


@dataclass(frozen=True)
class StandardColumn:
    """One period. rows: every standard row, costs negative (as they add to profit); lines: the journal."""

    period: Period
    rows: dict[str, Computed]
    footing: Footing
    tolerance: Decimal
    lines: tuple[Line, ...]
    assurance: str

    @property
    def is_complete(self) -> bool:
        return self.footing == "foots"

    def value(self, row: str) -> Decimal | None:
        return self.rows[row].value


@dataclass(frozen=True)
class StandardStatement:
    filing_id: str
    family: Family
    currency: str
    columns: tuple[StandardColumn, ...]

    def column(self, period: Period) -> StandardColumn | None:
        return next((column for column in self.columns if column.period == period), None)


def standardise(filing: Filing) -> StandardStatement:
    """The filing's income statement in standard rows, by label and concept only (no reclassification)."""
    statement = filing.income_statement
    currency = currency_of(filing)
    facts = [fact for fact in statement.facts if fact.measure == currency]
    unmapped = [fact for fact in statement.unmapped if fact.measure == currency]
    family = family_of(filing)
    columns = columns_of(facts, unmapped)
    lines = columns_to_lines(columns, family)
    standard = tuple(_column(column, lines[column.period], family, currency) for column in columns)
    return StandardStatement(filing.id, family, currency, standard)


def family_of(filing: Filing) -> Family:
    """Which column of the mapping table applies: by the stated basis, else by lines that only CAS prints."""
    basis = filing.attribute("basis") or next((fact.basis for fact in filing.income_statement.facts if fact.basis), "")
    if basis:
        return "CAS" if basis in CAS_BASES else "IFRS"
    concepts = {fact.concept for fact in filing.income_statement.facts}
    return "CAS" if concepts & CAS_ONLY_CONCEPTS else "IFRS"


def currency_of(filing: Filing) -> str:
    """The reporting currency: as stated, else the one in which most figures of the income statement stand."""
    stated = filing.attribute("currency")
    measures = [fact.measure for fact in filing.income_statement.facts if fact.measure.isalpha() and len(fact.measure) == 3]
    if stated and (stated in measures or not measures):
        return stated
    return max(sorted(set(measures)), key=measures.count, default=stated)


def _column(column: Column, lines: list[Line], family: Family, currency: str) -> StandardColumn:
    added = [line for line in lines if line.sign]
    before_tax = column.fact_before_tax
    tolerance = tolerance_of([*(line.fact for line in added), *([before_tax] if before_tax else [])])
    filled = {row.id: _line_row(row.id, added, currency) for row in standard_rows() if row.kind == "line"}
    present = {name: cell for name, cell in filled.items() if cell is not None}
    residual = _residual(before_tax, list(present.values()), currency)
    footing = _footing(residual, tolerance, present)
    rows = {row.id: present.get(row.id) or _absent(row, family, column.period, present, footing) for row in standard_rows()}
    rows |= _results(column, present, residual, footing)
    rows["gross_profit"] = _gross_profit(rows, column.concepts.get("gross_profit"), currency)
    rows["core_operating_profit"] = _core(rows, footing, currency)
    rows |= _profit_rows(column, rows, currency)
    rows |= _memo_rows(column, lines, family, currency)
    assurance = next((fact.assurance for fact in column.concepts.values() if fact.assurance), "")
    return StandardColumn(column.period, rows, footing, tolerance, tuple(lines), assurance)


def _line_row(row_id: str, added: Sequence[Line], currency: str) -> Computed | None:
    own = [line for line in added if line.row == row_id]
    if not own:
        return None
    provenance = "face" if len(own) == 1 else "derived"
    notes = (
        (Note("note.unclassified_holds", (" + ".join(dict.fromkeys(line.fact.label for line in own)),)),)
        if row_id == "unclassified"
        else ()
    )
    if len(own) == 1:
        op = "same" if own[0].sign > 0 else "negative"
        return compute(row_id, op, own[0].fact, measure=currency, provenance=provenance, notes=notes)
    operands = [_signed(line, currency) for line in own]
    return compute(row_id, "total", *operands, measure=currency, provenance=provenance, notes=notes)


def _signed(line: Line, currency: str) -> Operand:
    return line.fact if line.sign > 0 else compute("", "negative", line.fact, measure=currency)


def _residual(before_tax: Fact | None, cells: Sequence[Computed], currency: str) -> Computed:
    if before_tax is None or not cells:
        return missing("not_itemised", NOT_FOUND, measure=currency)
    itemised = compute("", "total", *cells, measure=currency)
    return compute("not_itemised", "difference", before_tax, itemised, measure=currency)


def _footing(residual: Computed, tolerance: Decimal, present: dict[str, Computed]) -> Footing:
    if residual.value is None or "revenue" not in present:
        return "untested"
    return "foots" if abs(residual.value) <= tolerance else "partial"


def _absent(row: StandardRow, family: Family, period: Period, present: dict[str, Computed], footing: Footing) -> Computed:
    """What a row without a printed line says: n/a, n/d, or the row in which its amount must be."""
    state = row.absent[family]
    if family == "CAS" and row.old_until is not None and period.end <= row.old_until:
        state = row.old_cas
    if state.startswith("in ") and not _is_filled(state.removeprefix("in "), present):
        state = NOT_APPLICABLE if footing == "foots" else NOT_FOUND
    elif state == NOT_APPLICABLE and footing != "foots" and row.id != "listing_expenses":
        state = NOT_FOUND
    return missing(row.id, state)


def _is_filled(number: str, present: dict[str, Computed]) -> bool:
    return any(row.id in present for row in standard_rows() if row.number == number)


def _results(column: Column, present: dict[str, Computed], residual: Computed, footing: Footing) -> dict[str, Computed]:
    """Profit before tax: the sum of the rows where they give it exactly, else the printed figure."""
    before_tax = column.fact_before_tax
    if before_tax is None:
        return {"not_itemised": residual}
    name, currency = "profit_before_tax", before_tax.measure
    if footing == "foots" and residual.value == 0:
        cell = compute(name, "total", *present.values(), measure=currency, provenance="face")
    else:
        cell = compute(name, "same", before_tax, measure=currency, provenance="face")
    return {name: cell, "not_itemised": residual}


def _gross_profit(rows: dict[str, Computed], printed: Fact | None, currency: str) -> Computed:
    """Revenue less cost where both are printed and give the printed gross profit; else the printed one."""
    name = "gross_profit"
    derived = compute(name, "total", rows["revenue"], rows["cost_of_sales"], measure=currency)
    if printed is None:
        return derived if derived.value is not None else missing(name, NOT_FOUND)
    if derived.value == printed.value:
        return compute(name, "total", rows["revenue"], rows["cost_of_sales"], measure=currency, provenance="face")
    return compute(name, "same", printed, measure=currency, provenance="face")


def _core(rows: dict[str, Computed], footing: Footing, currency: str) -> Computed:
    """Rows 3-4-5-6-7; n/d as soon as a line is missing from a statement that does not foot without it."""
    name = "core_operating_profit"
    operands = [rows["gross_profit"]]
    for expense in EXPENSES_ABOVE_CORE:
        cell = rows[expense]
        if cell.value is not None:
            operands.append(cell)
        elif not (cell.state.startswith("in ") or footing == "foots"):
            return missing(name, NOT_FOUND, Note("core.missing", (expense,)))
    return compute(name, "total", *operands, measure=currency)


def _profit_rows(column: Column, rows: dict[str, Computed], currency: str) -> dict[str, Computed]:
    """Tax, profit and its split. Old PRC GAAP deducts minorities above 净利润: there row 26 adds them back."""
    concepts = column.concepts
    found: dict[str, Computed] = {}
    for concept, row in (
        ("profit", "profit"),
        ("profit_attributable_to_owners", "profit_attributable_to_owners"),
        ("profit_attributable_to_nci", "profit_attributable_to_nci"),
        ("other_comprehensive_income", "other_comprehensive_income"),
        ("total_comprehensive_income", "total_comprehensive_income"),
    ):
        if concept in concepts:
            found[row] = compute(row, "same", concepts[concept], measure=currency, provenance="face")
    tax = concepts.get("income_tax_expense")
    if tax is not None:
        found["income_tax"] = compute("income_tax", "negative", tax, measure=currency, provenance="face")
    if _minorities_deducted(concepts):
        profit, minorities = concepts["profit"], concepts["profit_attributable_to_nci"]
        found["profit"] = compute("profit", "total", profit, minorities, measure=currency, notes=(Note("note.old_nci"),))
        owners = compute("profit_attributable_to_owners", "same", profit, measure=currency, provenance="face")
        found["profit_attributable_to_owners"] = owners
    elif tax is not None and "profit" in concepts and operand_value(rows["profit_before_tax"]) == concepts["profit"].value + tax.value:
        parts = (rows["profit_before_tax"], found["income_tax"])
        found["profit"] = compute("profit", "total", *parts, measure=currency, provenance="face")
    return found


def _minorities_deducted(concepts: dict[str, Fact]) -> bool:
    names = ("profit_before_tax", "income_tax_expense", "profit_attributable_to_nci", "profit")
    if any(name not in concepts for name in names):
        return False
    before_tax, tax, minorities, profit = (concepts[name] for name in names)
    gap = before_tax.value - tax.value - profit.value
    tolerance = tolerance_of([before_tax, tax, minorities, profit])
    return abs(gap) > tolerance >= abs(gap - minorities.value)


def _memo_rows(column: Column, lines: Sequence[Line], family: Family, currency: str) -> dict[str, Computed]:
    """Figures that stand beside the statement and never share a row across bases."""
    found: dict[str, Computed] = {}
    operating = "operating_profit_cas" if family == "CAS" else "operating_profit_ifrs"
    for concept, row in (
        ("operating_profit", operating),
        ("profit_excluding_nonrecurring", "profit_excluding_nonrecurring"),
        ("adjusted_profit", "adjusted_profit"),
    ):
        if concept in column.concepts:
            found[row] = compute(row, "same", column.concepts[concept], measure=currency, provenance="face")
    total = next((line.fact for line in lines if line.row == "total_operating_revenue"), None)
    if total is not None:
        found["total_operating_revenue"] = compute("total_operating_revenue", "same", total, measure=currency, provenance="face")
    return found
