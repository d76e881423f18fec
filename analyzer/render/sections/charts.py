"""The charts of the summary, each with the table it is drawn from."""

from __future__ import annotations

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed, Operand
from analyzer.metrics.operations import NOT_APPLICABLE
from analyzer.metrics.timeline import chain
from analyzer.metrics.volumes import Product
from analyzer.model import Period
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Chart, Column, Row, Table

COST_RATIOS = {
    "cost_of_sales": "cost_ratio",
    "selling_expenses": "selling_ratio",
    "administrative_expenses": "administrative_ratio",
    "research_and_development_expenses": "rd_ratio",
}
PEER_SERIES = ("gross_margin", "core_operating_margin", "rd_ratio")
MAX_COST_SHARE = 3
"""A period with a cost above three times revenue is left out of the cost chart: it would flatten all others."""


def summary_charts(context: Context) -> tuple[Chart, ...]:
    """Revenue and margin, cost structure, concentration, and volume and price; one without figures is left out."""
    charts = (_revenue_chart(context), _cost_chart(context), _concentration_chart(context), _volume_chart(context))
    return tuple(chart for chart in charts if chart.table.rows)


def peer_chart(context: Context) -> tuple[Chart, ...]:
    """Margins and R&D of the common year on one axis; a company without any of them is left out."""
    words, year = context.words, context.comparison.latest_year
    if year is None:
        return ()
    rows = []
    for company in context.companies:
        cells = [company.income.get((name, year)) for name in PEER_SERIES]
        shares = [abs(cell.value) for cell in cells if cell is not None and cell.value is not None]
        if shares and max(shares) <= MAX_COST_SHARE:
            rows.append(_row(context, company, year, *cells))
    table = _table(context, "peers", [words(f"metric.{name}") for name in PEER_SERIES], rows)
    return (Chart("peers", table.title, "bar", table, is_percent=True),) if len(rows) > 1 else ()


def _places(context: Context) -> list[tuple[Company, Period]]:
    """Full years and the latest interim of every company, oldest first."""
    return [(company, period) for company in context.companies for period in chain(company.money)]


def _table(context: Context, name: str, heads: list[str], rows: list[Row], unit: str = "") -> Table:
    words = context.words
    columns = (Column((words("head.period"),), is_text=True), *(Column((head,)) for head in heads))
    return Table(f"chart-{name}", words(f"chart.{name}"), columns, tuple(_separated(rows, len(columns))), unit, words("head.company"))


def _separated(rows: list[Row], count: int) -> list[Row]:
    """An empty row between two companies, so that no line joins them."""
    found: list[Row] = []
    for row in rows:
        if found and found[-1].label != row.label:
            found.append(Row("", (BLANK,) * count, "blank"))
        found.append(row)
    return found


def _row(context: Context, company: Company, period: Period, *cells: Operand | None) -> Row:
    return Row(company.name, (context.text(period.label), *(context.cell(cell) for cell in cells)))


def _revenue_chart(context: Context) -> Chart:
    """Revenue as bars with gross margin as a line; a low-base year stays in the bars, never in the line."""
    words = context.words
    rows = []
    for company, period in _places(context):
        revenue, margin = company.money[period]["revenue"], company.income.get(("gross_margin", period))
        if revenue.value is not None:
            rows.append(_row(context, company, period, revenue, margin))
    unit = context.unit_words(context.comparison.currency) or words("unit.apart")
    table = _table(context, "revenue", [words("row.revenue"), words("metric.gross_margin")], rows, unit)
    return Chart("revenue", table.title, "bar_line", table, line_columns=(2,))


def _cost_chart(context: Context) -> Chart:
    """Costs as shares of revenue, stacked; columns that lack a cost, or whose revenue is too small to divide by, are left out."""
    words = context.words
    rows = []
    for company, period in _places(context):
        cells = [_cost_share(company, period, name) for name in COST_RATIOS]
        shares = [cell.value for cell in cells if cell is not None and cell.value is not None]
        is_whole = all(cell is not None and cell.state in {"", NOT_APPLICABLE} for cell in cells)
        if shares and is_whole and max(shares) <= MAX_COST_SHARE:
            rows.append(_row(context, company, period, *cells))
    table = _table(context, "costs", [words(f"row.{name}") for name in COST_RATIOS], rows)
    return Chart("costs", table.title, "stacked", table, is_percent=True)


def _cost_share(company: Company, period: Period, row: str) -> Computed | None:
    ratios = {
        "selling_expenses": "selling_ratio",
        "administrative_expenses": "administrative_ratio",
        "research_and_development_expenses": "rd_ratio",
    }
    if row in ratios:
        return company.income.get((ratios[row], period))
    return company.income.get(("cost_ratio", period))


def _concentration_chart(context: Context) -> Chart:
    """Largest, second to fifth, all others of revenue; a period whose five exceed its revenue is left out."""
    words = context.words
    rows = []
    for company in context.companies:
        for period in chain(company.customers.tables):
            cells = [company.customers.metrics.get((name, period)) for name in ("top1_share", "next_share", "rest_share")]
            if all(cell is not None and cell.value is not None and not cell.marks & {"over_100", "flagged"} for cell in cells):
                rows.append(_row(context, company, period, *cells))
    heads = [words("metric.top1_share"), words("metric.next_share"), words("metric.rest_share")]
    table = _table(context, "concentration", heads, rows)
    return Chart("concentration", table.title, "stacked", table, is_percent=True)


def _volume_chart(context: Context) -> Chart:
    """Units of ONE product of the first company that prints some, with its printed price as a line."""
    words = context.words
    company, product = _charted_product(context)
    if company is None or product is None:
        return Chart("volume", words("chart.volume"), "bar_line", _table(context, "volume", [], []))
    concept = "sales_volume" if any(name == "sales_volume" for name, _ in product.facts) else "production_volume"
    line = [period for period in chain(product.periods) if (concept, period) in product.facts]
    prices = [product.facts.get(("average_selling_price", period)) for period in line]
    heads = [f"{words(f'concept.{concept}')} ({product.unit})"]
    rows = [_row(context, company, period, product.facts[concept, period]) for period in line]
    if any(prices):
        heads.append(words("concept.average_selling_price"))
        pairs = zip(line, prices, strict=True)
        rows = [_row(context, company, period, product.facts[concept, period], price) for period, price in pairs]
    title = f"{words('chart.volume')}: {company.name}, {product.name or words('row.all_products')}"
    table = _table(context, "volume", heads, rows)
    return Chart("volume", title, "bar_line" if any(prices) else "bar", table, line_columns=(2,) if any(prices) else ())


def _charted_product(context: Context) -> tuple[Company | None, Product | None]:
    """A product with prices before one without; volumes of different products share no axis."""
    candidates = [(company, product) for company in context.companies for product in company.volumes.products]
    for wanted in ("average_selling_price", "sales_volume", "production_volume"):
        for company, product in candidates:
            names = {name for name, _ in product.facts}
            if wanted in names and names & {"sales_volume", "production_volume"}:
                return company, product
    return None, None
