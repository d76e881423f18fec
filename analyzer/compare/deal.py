"""Offer price, shares and what follows from them. The price is an input: an application proof prints none."""

from __future__ import annotations

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed, Input, Operand, compute, missing
from analyzer.metrics.operations import NOT_FOUND
from analyzer.metrics.timeline import full_years


def deal_cells(company: Company) -> dict[str, Operand]:
    """By item: price, shares after issue and exchange rate to type, market value and its multiple of revenue."""
    key = company.key
    price = Input(f"{key}.price", None, "CNY/share", label="deal.price")
    rate = Input(f"{key}.fx", None, "rate", label="deal.fx")
    shares = Input(f"{key}.shares", None, "shares", label="deal.shares")
    value = compute(f"{key}.market_value", "market_value", price, rate, shares, measure=company.currency)
    return {
        "price": price,
        "fx": rate,
        "shares": shares,
        "market_value": value,
        "price_to_sales_ltm": _to_sales(value, next((c for (name, _), c in company.income.items() if name == "ltm_revenue"), None)),
        "price_to_sales_fy": _to_sales(value, _latest_revenue(company)),
    }


def _latest_revenue(company: Company) -> Computed | None:
    years = full_years(company.money)
    return company.money[years[-1]]["revenue"] if years else None


def _to_sales(value: Computed, revenue: Computed | None) -> Computed:
    name = "price_to_sales"
    if revenue is None or revenue.value is None:
        return missing(name, NOT_FOUND, measure="multiple")
    return compute(name, "ratio", value, revenue, measure="multiple")
