"""Companies down, metrics across, for the latest common full year; statistics only on what may be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed, Operand, compute, missing
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND
from analyzer.metrics.timeline import full_years
from analyzer.model import Period

PEER_ROWS = ("revenue", "gross_profit", "core_operating_profit", "profit_before_tax", "profit")
LTM_REVENUE = "ltm_revenue"
PEER_AMOUNTS = (*PEER_ROWS, LTM_REVENUE)
PEER_METRICS = (
    "revenue_growth",
    "revenue_cagr",
    "gross_margin",
    "gross_margin_main",
    "comparable_gross_margin",
    "rd_ratio",
    "selling_ratio",
    "administrative_ratio",
    "core_operating_margin",
    "net_margin",
    "grants_to_rd",
    "non_core_share",
)
PEER_SHARES = ("top1_share", "top5_share", "hhi_low", "hhi_high")
PEER_GROUPS: dict[str, tuple[str, ...]] = {
    "amounts": PEER_AMOUNTS,
    "ratios": PEER_METRICS,
    "concentration": tuple(f"{side}.{name}" for side in ("customers", "suppliers") for name in PEER_SHARES),
}
"""Columns of the peers tables; shares carry their side."""

MIN_QUARTILE_COMPANIES = 4
"""A quartile of three companies is noise (analysis 3.0)."""


@dataclass(frozen=True)
class PeerLine:
    """One company's figures by the names of PEER_GROUPS; period: the year they are of; twelve_months: that of its LTM revenue."""

    company: Company
    period: Period | None
    cells: dict[str, Computed]
    twelve_months: Period | None = None


def peer_line(company: Company, year: Period | None) -> PeerLine:
    """The company's figures of the common year, or of its own latest full year where there is none in common."""
    own = full_years(company.money)
    period = year or (own[-1] if own else None)
    twelve, ltm = last_twelve_months(company)
    if period is None or period not in company.money:
        absent = {name: missing(name, NOT_FOUND) for names in PEER_GROUPS.values() for name in names}
        return PeerLine(company, None, {**absent, LTM_REVENUE: ltm}, twelve)
    cells = {row: company.money[period][row] for row in PEER_ROWS}
    cells[LTM_REVENUE] = ltm
    cells |= {name: company.income.get((name, period), missing(name, NOT_FOUND)) for name in PEER_METRICS}
    for side in (company.customers, company.suppliers):
        for name in PEER_SHARES:
            cells[f"{side.side}.{name}"] = side.metrics.get((name, period), missing(name, NOT_FOUND))
    return PeerLine(company, period, cells, twelve)


def last_twelve_months(company: Company) -> tuple[Period | None, Computed]:
    """(period, revenue) of the last twelve months; n/a where the filing prints no interim after its last year, or none to compare."""
    period, found = next(((period, cell) for (name, period), cell in company.income.items() if name == LTM_REVENUE), (None, None))
    if period is None or found is None or found.value is None:
        return None, missing(LTM_REVENUE, NOT_APPLICABLE, *(found.notes if found else ()), measure=company.currency)
    return period, found


def statistics(cells: Sequence[Computed]) -> dict[str, Computed]:
    """n, minimum, median and maximum of the numbers that count; quartiles from four companies up."""
    counted: list[Operand] = [cell for cell in cells if cell.in_statistics]
    measure = next((cell.measure for cell in cells if cell.in_statistics), "ratio")
    names = ["minimum", "median", "maximum"]
    if len(counted) >= MIN_QUARTILE_COMPANIES:
        names = ["minimum", "quartile_1", "median", "quartile_3", "maximum"]
    found = {"count": compute("count", "count", *counted, measure="count") if counted else missing("count", NOT_FOUND, measure="count")}
    for name in names:
        found[name] = compute(name, name, *counted, measure=measure) if counted else missing(name, NOT_FOUND, measure=measure)
    return found
