"""Growth, margins and expense ratios of one standard income statement (analysis 3.0, 3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from analyzer.metrics.computed import Computed, Constant, Note, Operand, compute, missing, operand_value
from analyzer.metrics.operations import NOT_FOUND, NOT_MEANINGFUL
from analyzer.metrics.timeline import chain, consecutive_years, full_years, latest_interim, prior_period
from analyzer.model import Fact, Filing, Period
from analyzer.standard import StandardColumn, StandardStatement

LOW_BASE = {"CNY": Decimal(10_000_000), "HKD": Decimal(10_000_000), "USD": Decimal(1_500_000)}
"""RMB 10 million and what is about the same (analysis 3.0); a currency without an entry has no floor."""

LOW_BASE_SHARE = Decimal("0.05")
MULTIPLE_FROM = Decimal(10)
"""Growth above 1,000% is shown as a multiple."""

MIN_CAGR_YEARS = 3
PBT_FLOOR_SHARE = Constant(Decimal("0.05"))

EXPENSE_RATIOS = (
    ("cost_ratio", "cost_of_sales"),
    ("selling_ratio", "selling_expenses"),
    ("administrative_ratio", "administrative_expenses"),
    ("rd_ratio", "research_and_development_expenses"),
)
MARGINS = (("core_operating_margin", "core_operating_profit"), ("net_margin", "profit"))
GROWTHS = (
    ("revenue_growth", "revenue"),
    ("gross_profit_growth", "gross_profit"),
    ("core_profit_growth", "core_operating_profit"),
    ("profit_growth", "profit"),
)

Metrics = dict[tuple[str, Period], Computed]


def income_metrics(filing: Filing, statement: StandardStatement) -> Metrics:
    """Every metric of every period, by (metric id, period); a metric without its rows holds a state."""
    found: Metrics = {}
    columns = {column.period: column for column in statement.columns}
    printed = printed_margins(filing)
    for period, column in columns.items():
        found |= {(cell.id, period): cell for cell in _column_metrics(column, statement.currency)}
        _add_printed_margin(found, period, printed)
        prior = prior_period(period, columns)
        for name, row in GROWTHS:
            found[name, period] = growth(name, column.rows[row], columns[prior].rows[row] if prior else None, statement.currency)
    found |= _last_twelve_months(columns)
    found |= _compound_growth(columns, statement.currency)
    return found


def low_base(currency: str) -> Constant:
    return Constant(LOW_BASE.get(currency, Decimal(0)), currency)


def growth(name: str, new: Operand, old: Operand | None, currency: str) -> Computed:
    """new over old less one, with the guards of analysis 3.0: words where a sign changes, a mark on a low base.

    Growth above 1,000% becomes a multiple (14.0x). currency "" for quantities, which have no floor of their own.
    """
    if old is None:
        return missing(name, NOT_FOUND, Note("growth.no_prior"))
    values = operand_value(new), operand_value(old)
    marks = _growth_marks(*values, currency)
    op, measure = ("multiple", "multiple") if "multiple" in marks else ("growth", "ratio")
    return compute(name, op, new, old, measure=measure, notes=_change_words(*values), marks=marks)


def _change_words(new: Decimal | str, old: Decimal | str) -> tuple[Note, ...]:
    if isinstance(new, str) or isinstance(old, str) or (old > 0 and new >= 0):
        return ()
    if old == 0:
        return (Note("change.from_nil"),)
    if old > 0:
        return (Note("change.to_loss"),)
    if new >= 0:
        return (Note("change.to_profit"),)
    return (Note("change.loss_widened" if new < old else "change.loss_narrowed"),)


def _growth_marks(new: Decimal | str, old: Decimal | str, currency: str) -> frozenset[str]:
    if isinstance(new, str) or isinstance(old, str) or old <= 0 or new < 0:
        return frozenset()
    marks = set()
    if old < low_base(currency).value or old < new * LOW_BASE_SHARE:
        marks.add("low_base")
    if new / old - 1 > MULTIPLE_FROM:
        marks.add("multiple")
    return frozenset(marks)


def _column_metrics(column: StandardColumn, currency: str) -> Iterable[Computed]:
    rows, floor = column.rows, low_base(currency)
    revenue = rows["revenue"]
    yield compute("gross_margin", "ratio_of_base", rows["gross_profit"], revenue, floor)
    for name, row in EXPENSE_RATIOS:
        yield compute(name, "ratio_of_base", _cost(rows[row], currency), revenue, floor)
    for name, row in MARGINS:
        yield compute(name, "margin", rows[row], revenue, floor)
    yield compute("grants_to_rd", "ratio", rows["government_grants"], _cost(rows["research_and_development_expenses"], currency))
    non_core = compute("", "difference", rows["profit_before_tax"], rows["core_operating_profit"], measure=currency)
    near_zero = compute("", "product", revenue, PBT_FLOOR_SHARE, measure=currency)
    yield compute("non_core_share", "ratio_off_zero", non_core, rows["profit_before_tax"], near_zero)
    yield missing("comparable_gross_margin", NOT_FOUND, Note("metric.write_down_location"))
    yield missing("adjusted_common", NOT_FOUND, Note("metric.share_based_payment"), measure=currency)


def _cost(cell: Computed, currency: str) -> Computed:
    """The cost as a positive number; a state stays itself."""
    return compute("", "negative", cell, measure=currency)


def printed_margins(filing: Filing) -> dict[tuple[str, Period], Fact]:
    """Printed gross margins by (gross_margin | gross_margin_main, period): 主营业务毛利率 is another concept."""
    found: dict[tuple[str, Period], Fact] = {}
    for fact in filing.facts:
        if fact.concept == "gross_margin" and not fact.member:
            words = f"{fact.label} {fact.base} {fact.scope} {fact.note}"
            is_main = "主营" in words or "主營" in words or "main business" in words.lower()
            name = "gross_margin_main" if is_main else "gross_margin"
            if is_main or not fact.scope:
                found.setdefault((name, fact.period), fact)
    return found


def _add_printed_margin(found: Metrics, period: Period, printed: dict[tuple[str, Period], Fact]) -> None:
    """The printed margin stands in only where no gross profit is known; the main-business margin has its own row."""
    whole = printed.get(("gross_margin", period))
    cell = found["gross_margin", period]
    if whole is not None and cell.value is None and cell.state != NOT_MEANINGFUL:
        found["gross_margin", period] = compute("gross_margin", "same", whole, provenance="face")
    main = printed.get(("gross_margin_main", period))
    own = compute("gross_margin_main", "same", main, provenance="face") if main else missing("gross_margin_main", NOT_FOUND)
    found["gross_margin_main", period] = own


def _last_twelve_months(columns: dict[Period, StandardColumn]) -> Metrics:
    """Full year + interim - comparative interim, all as printed; never an interim times twelve over its months."""
    interim = latest_interim(columns)
    years = full_years(columns)
    if interim is None or not years:
        return {}
    twelve = Period.ending(interim.end, 12)
    prior = prior_period(interim, columns)
    if prior is None:
        return {("ltm_revenue", twelve): missing("ltm_revenue", NOT_FOUND, Note("ltm.no_comparative"))}
    year, now, then = (columns[period].rows["revenue"] for period in (years[-1], interim, prior))
    both = compute("", "total", year, now, measure=year.measure)
    note = Note("ltm.parts", (years[-1].label, interim.label, prior.label))
    return {("ltm_revenue", twelve): compute("ltm_revenue", "difference", both, then, measure=year.measure, notes=(note,))}


def _compound_growth(columns: dict[Period, StandardColumn], currency: str) -> Metrics:
    """Revenue growth a year over all consecutive full years; at least two intervals."""
    years = consecutive_years(period for period in columns if columns[period].value("revenue") is not None)
    if len(years) < MIN_CAGR_YEARS:
        last = years[-1] if years else next(iter(chain(columns)), None)
        return {("revenue_cagr", last): missing("revenue_cagr", NOT_FOUND, Note("cagr.too_short"))} if last else {}
    first, last = years[0], years[-1]
    new, old = columns[last].rows["revenue"], columns[first].rows["revenue"]
    months = Constant(Decimal(12 * (last.end.year - first.end.year)))
    marks = _growth_marks(new.value or Decimal(0), old.value or Decimal(0), currency) & {"low_base"}
    note = Note("cagr.span", (first.label, last.label))
    return {("revenue_cagr", last): compute("revenue_cagr", "compound", new, old, months, notes=(note,), marks=frozenset(marks))}
