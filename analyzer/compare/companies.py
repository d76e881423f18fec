"""One filing's place in a comparison: its standard statement, its metrics and what of it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.compare.alignment import shown_periods
from analyzer.metrics.checks import Check, concentration_checks, statement_checks, volume_checks
from analyzer.metrics.computed import Computed, Input, compute
from analyzer.metrics.concentration import Concentration, concentration
from analyzer.metrics.income import Metrics, income_metrics, low_base
from analyzer.metrics.timeline import FULL_YEAR_MONTHS
from analyzer.metrics.volumes import Volumes, volumes
from analyzer.model import Filing, Period
from analyzer.standard import StandardColumn, StandardStatement, standardise
from analyzer.standard.rows import standard_rows

LEGAL_FORM = re.compile(
    r"(,?\s*\b(Group\s+)?(Co\.?,?\s*Ltd\.?|Company\s+Limited|Corporation\s+Limited|Limited|Ltd\.?|Inc\.?|Corp\.?|Corporation|PLC)"
    r"|股份有限公司|有限责任公司|有限責任公司|有限公司)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Company:
    """One filing in a comparison.

    key: unique in it. name: the issuer without its legal form. money: standard rows in its currency, by period.

    common_size: standard rows as shares of revenue. rate: the exchange rate behind money; None where the filing's own currency is shown.
    """

    key: str
    name: str
    filing: Filing
    statement: StandardStatement
    money: dict[Period, dict[str, Computed]]
    currency: str
    rate: Input | None
    income: Metrics
    common_size: dict[Period, dict[str, Computed]]
    customers: Concentration
    suppliers: Concentration
    volumes: Volumes
    checks: tuple[Check, ...]

    @property
    def basis(self) -> str:
        stated = self.filing.attribute("basis")
        return stated or next((fact.basis for fact in self.filing.income_statement.facts if fact.basis), "")

    @property
    def periods(self) -> tuple[Period, ...]:
        return shown_periods(self.statement)

    @property
    def interims(self) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if period.months != FULL_YEAR_MONTHS)

    @property
    def shown_columns(self) -> tuple[StandardColumn, ...]:
        columns = (self.statement.column(period) for period in self.periods)
        return tuple(column for column in columns if column is not None)

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(fact.concept for fact in self.filing.facts)

    @property
    def units(self) -> tuple[str, ...]:
        units = [product.unit for product in self.volumes.products] + [fact.measure for fact in self.volumes.cumulative]
        return tuple(dict.fromkeys(units))


def filings_to_companies(filings: Sequence[Filing], currency: str, rates: Mapping[str, Input]) -> tuple[Company, ...]:
    """One company per filing, in the given order; names that two filings share carry the filing id. rates: by filing id."""
    names = [short_name(filing.attribute("issuer")) or filing.id for filing in filings]
    unique = [f"{name} ({filing.id})" if names.count(name) > 1 else name for name, filing in zip(names, filings, strict=True)]
    return tuple(_company(f"c{i}", name, filing, currency, rates) for i, (name, filing) in enumerate(zip(unique, filings, strict=True), 1))


def short_name(issuer: str) -> str:
    """The issuer's name without its legal form: Axera Semiconductor, 聚辰半導體. The full name stands on the cover."""
    shortened = LEGAL_FORM.sub("", issuer.strip())
    return shortened or issuer.strip()


def _company(key: str, name: str, filing: Filing, currency: str, rates: Mapping[str, Input]) -> Company:
    statement = standardise(filing)
    rate = rates.get(filing.id)
    customers = concentration(filing, "customers", statement)
    suppliers = concentration(filing, "suppliers", statement)
    sold = volumes(filing)
    return Company(
        key=key,
        name=name,
        filing=filing,
        statement=statement,
        money={column.period: _translated(column, rate, currency) for column in statement.columns},
        currency=currency if rate is not None else statement.currency,
        rate=rate,
        income=_translated_money(income_metrics(filing, statement), statement.currency, rate, currency),
        common_size={column.period: _common_size(column, statement.currency) for column in statement.columns},
        customers=customers,
        suppliers=suppliers,
        volumes=sold,
        checks=(*statement_checks(statement), *concentration_checks(customers), *concentration_checks(suppliers), *volume_checks(sold)),
    )


def _common_size(column: StandardColumn, currency: str) -> dict[str, Computed]:
    """Every row down to profit as a share of revenue, costs negative; n.m. on a low base."""
    revenue = column.rows["revenue"]
    rows = [row.id for row in standard_rows() if row.kind != "memo"]
    return {name: compute(f"{name}_of_revenue", "ratio_of_base", column.rows[name], revenue, low_base(currency)) for name in rows}


def _translated(column: StandardColumn, rate: Input | None, currency: str) -> dict[str, Computed]:
    """The rows themselves, or each times the rate."""
    if rate is None:
        return column.rows
    return {name: _times(cell, rate, currency) for name, cell in column.rows.items()}


def _translated_money(metrics: Metrics, own: str, rate: Input | None, currency: str) -> Metrics:
    """Metrics that are amounts, such as the revenue of twelve months, in the currency of the rows beside them; ratios as they are."""
    if rate is None:
        return metrics
    return {key: _times(cell, rate, currency) if cell.measure == own else cell for key, cell in metrics.items()}


def _times(cell: Computed, rate: Input, currency: str) -> Computed:
    if cell.value is None:
        return cell
    return compute(cell.id, "translated", cell, rate, measure=currency, notes=cell.notes, marks=cell.marks, provenance="derived")
