"""The traps that apply to this comparison (analysis 2.1), found from what is filled, not from a list that is always printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from analyzer.compare.alignment import Alignment
from analyzer.compare.companies import Company
from analyzer.compare.rates import PRINTED
from analyzer.metrics.computed import Note
from analyzer.metrics.concentration import Concentration, TopTable
from analyzer.metrics.timeline import full_years
from analyzer.metrics.volumes import doubtful_cumulative
from analyzer.model import Period

IMPORTANCE = (
    "trap.no_statement",
    "trap.currencies",
    "trap.rate_printed",
    "trap.no_common_year",
    "trap.latest_year",
    "trap.basis",
    "trap.write_downs",
    "trap.main_business_margin",
    "trap.over_100",
    "trap.share_base",
    "trap.adjusted",
    "trap.cumulative",
    "trap.partial",
    "trap.scoped_only",
    "trap.products",
    "trap.untested",
    "trap.unclassified",
    "trap.finance",
    "trap.surcharges",
    "trap.rd_in_admin",
    "trap.bases",
    "trap.low_base",
    "trap.no_common_interim",
)
"""What turns a conclusion round stands before what shifts a line."""

UNCLASSIFIED_OF_REVENUE = Decimal("0.01")
UNCLASSIFIED_OF_PROFIT = Decimal("0.05")


def find_traps(companies: Sequence[Company], alignment: Alignment, currency: str) -> tuple[Note, ...]:
    """READ FIRST, most important first; each note names the companies it is about."""
    found = [
        *_missing_traps(companies),
        *_currency_traps(companies, currency),
        *_period_traps(companies, alignment),
        *_basis_traps(companies),
        *_margin_traps(companies),
        *_line_traps(companies, alignment.latest_year),
        *_profit_traps(companies),
        *_concentration_traps(companies),
        *_product_traps(companies),
    ]
    rank = {code: place for place, code in enumerate(IMPORTANCE)}
    return tuple(sorted(dict.fromkeys(found), key=lambda note: rank[note.code]))


def _names(companies: Iterable[Company]) -> str:
    return ", ".join(company.name for company in companies)


def _missing_traps(companies: Sequence[Company]) -> Iterable[Note]:
    without = [company for company in companies if not company.statement.columns]
    if without:
        yield Note("trap.no_statement", (_names(without),))


def _currency_traps(companies: Sequence[Company], currency: str) -> Iterable[Note]:
    if not currency and len({company.statement.currency for company in companies}) > 1:
        yield Note("trap.currencies", (", ".join(f"{company.name} {company.statement.currency}" for company in companies),))
    for rate in dict.fromkeys(company.rate for company in companies):
        if rate is not None and rate.label == PRINTED:
            yield Note("trap.rate_printed", (_names(c for c in companies if c.rate is rate), f"{rate.id} {rate.value:.4f}", rate.source))


def _period_traps(companies: Sequence[Company], alignment: Alignment) -> Iterable[Note]:
    if len(companies) < 2:
        return
    latest = {company.name: years[-1].label for company in companies if (years := full_years(c.period for c in company.statement.columns))}
    if alignment.latest_year is None:
        yield Note("trap.no_common_year", (", ".join(f"{name} {label}" for name, label in latest.items()),))
    elif len(set(latest.values())) > 1:
        yield Note("trap.latest_year", (alignment.latest_year.label, ", ".join(f"{name} {label}" for name, label in latest.items())))
    if not alignment.common_interims and any(company.interims for company in companies):
        yield Note("trap.no_common_interim")


def _basis_traps(companies: Sequence[Company]) -> Iterable[Note]:
    cas = [company for company in companies if company.statement.family == "CAS" and company.statement.columns]
    ifrs = [company for company in companies if company.statement.family == "IFRS" and company.statement.columns]
    if not cas or not ifrs:
        return
    yield Note("trap.basis", (_names(ifrs), _names(cas)))
    if any(_filled(company, "other_impairment") for company in cas):
        yield Note("trap.write_downs", (_names(c for c in cas if _filled(c, "other_impairment")), _names(ifrs)))
    if any(_filled(company, "taxes_and_surcharges") for company in cas):
        yield Note("trap.surcharges", (_names(c for c in cas if _filled(c, "taxes_and_surcharges")), _names(ifrs)))
    net = [company for company in cas if "financial_expenses_net" in company.concepts]
    gross = [company for company in ifrs if _filled(company, "interest_expense")]
    if net and gross:
        yield Note("trap.finance", (_names(net), _names(gross)))


def _filled(company: Company, row: str) -> bool:
    return any(column.value(row) is not None for column in company.statement.columns)


def _margin_traps(companies: Sequence[Company]) -> Iterable[Note]:
    main_only = [company for company in companies if _has_metric(company, "gross_margin_main") and not _has_metric(company, "gross_margin")]
    if main_only and len(companies) > 1:
        yield Note("trap.main_business_margin", (_names(main_only),))
    old = [company for company in companies if _state_anywhere(company, "research_and_development_expenses", "in 6")]
    if old:
        yield Note("trap.rd_in_admin", (_names(old),))


def _has_metric(company: Company, name: str) -> bool:
    return any(metric == name and cell.value is not None for (metric, _), cell in company.income.items())


def _state_anywhere(company: Company, row: str, state: str) -> bool:
    return any(column.rows[row].state == state for column in company.statement.columns)


def _line_traps(companies: Sequence[Company], year: Period | None) -> Iterable[Note]:
    amber = [company for company in companies if _is_amber(company, year)]
    if amber:
        yield Note("trap.unclassified", (_names(amber),))
    partial = [f"{company.name} {labels}" for company in companies if (labels := _partial_columns(company))]
    if partial:
        yield Note("trap.partial", ("; ".join(partial),))
    untested = [company for company in companies if company.shown_columns and all(c.footing == "untested" for c in company.shown_columns)]
    if untested:
        yield Note("trap.untested", (_names(untested),))


def _partial_columns(company: Company) -> str:
    return ", ".join(column.period.label for column in company.shown_columns if column.footing == "partial")


def _is_amber(company: Company, year: Period | None) -> bool:
    """Row 23 above 1% of revenue or 5% of profit before tax (analysis 2.2)."""
    column = company.statement.column(year) if year else None
    if column is None or (value := column.value("unclassified")) is None:
        return False
    revenue, before_tax = column.value("revenue"), column.value("profit_before_tax")
    over_revenue = revenue is not None and abs(value) > abs(revenue) * UNCLASSIFIED_OF_REVENUE
    return over_revenue or (before_tax is not None and abs(value) > abs(before_tax) * UNCLASSIFIED_OF_PROFIT)


def _profit_traps(companies: Sequence[Company]) -> Iterable[Note]:
    adjusted = [company for company in companies if _filled(company, "adjusted_profit")]
    excluding = [company for company in companies if _filled(company, "profit_excluding_nonrecurring")]
    if adjusted and excluding:
        yield Note("trap.adjusted", (_names(adjusted), _names(excluding)))
    low = [
        company
        for company in companies
        if any("low_base" in cell.marks for (name, _), cell in company.income.items() if name == "revenue_growth")
    ]
    if low:
        yield Note("trap.low_base", (_names(low),))


def _concentration_traps(companies: Sequence[Company]) -> Iterable[Note]:
    for company in companies:
        periods = company.customers.tables
        over = [period for period in periods if company.customers.metrics["top5_recomputed", period].marks & {"over_100"}]
        other_base = [period for period in periods if period not in over and _has_other_base(company, period)]
        if over:
            yield Note("trap.over_100", (company.name, _labels(over)))
        if other_base:
            bases = dict.fromkeys(periods[period].base for period in other_base if periods[period].base)
            yield Note("trap.share_base", (company.name, _labels(other_base), ", ".join(bases)))
        if company.customers.other_scopes and not company.customers.tables:
            yield Note("trap.scoped_only", (company.name, ", ".join(company.customers.other_scopes)))
    bases = {company.name: _base_of(company.customers) for company in companies if _base_of(company.customers)}
    if len(set(bases.values())) > 1:
        yield Note("trap.bases", (", ".join(f"{name}: {base}" for name, base in bases.items()),))


def _labels(periods: Iterable[Period]) -> str:
    return ", ".join(period.label for period in periods)


def _has_other_base(company: Company, period: Period) -> bool:
    column = company.statement.column(period)
    revenue = column.value("revenue") if column else None
    base = implied_base(company.customers.tables[period])
    return revenue is not None and base is not None and not base[0] <= revenue <= base[1]


def _base_of(side: Concentration) -> str:
    return next((table.base for table in side.tables.values() if table.base), "")


def implied_base(table: TopTable) -> tuple[Decimal, Decimal] | None:
    """The range of totals that the printed total amount and share allow, within their printed digits."""
    amount, share = table.total_amount, table.total_share
    if amount is None or share is None or share.value <= share.step:
        return None
    low = (amount.value - amount.step / 2) / (share.value + share.step / 2 * (len(table.parties) or 1))
    high = (amount.value + amount.step / 2) / (share.value - share.step / 2 * (len(table.parties) or 1))
    return low, high


def _product_traps(companies: Sequence[Company]) -> Iterable[Note]:
    for company in companies:
        for fact, _ in doubtful_cumulative(company.volumes):
            yield Note("trap.cumulative", (company.name, fact.source.text))
    with_volumes = [company for company in companies if company.volumes.products or company.volumes.cumulative]
    if len(with_volumes) > 1:
        units = ", ".join(f"{company.name} ({'/'.join(company.units)})" for company in with_volumes)
        yield Note("trap.products", (units,))
