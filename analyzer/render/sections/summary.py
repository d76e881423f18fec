"""The one-page summary: READ FIRST, the figures side by side, who buys, who supplies, what shipped, and sentences."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed, Operand
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND
from analyzer.metrics.timeline import chain, full_years
from analyzer.metrics.volumes import Product
from analyzer.model import Period
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Chart, Column, Row, RowRole, Section, Sentence, Table, ViewCell
from analyzer.render.sections.parties import side_of
from analyzer.render.sections.review import LEVEL_ORDER, overall_words

MAX_WARNINGS = 8
MAX_OPEN_POINTS = 5
ALL_PERIODS_UP_TO = 2
"""With more companies than this, the summary shows the three latest columns of each; with more than four, one."""

THREE_PERIODS_UP_TO = 4
MAX_PRODUCTS = 3
MAX_MESSAGE = 240

OPTIONAL_ROWS = frozenset({"metric.gross_margin_main", "row.adjusted_profit", "row.profit_excluding_nonrecurring"})
MISSING = frozenset({NOT_FOUND, NOT_APPLICABLE})

Picker = Callable[[Company, Period], Operand | None]


def summary_section(context: Context, charts: tuple[Chart, ...]) -> Section:
    words = context.words
    traps = [context.note(note) for note in context.comparison.traps]
    warnings = [f"{number}. {text}" for number, text in enumerate(traps[:MAX_WARNINGS], 1)]
    if len(traps) > MAX_WARNINGS:
        warnings.append(words("summary.more", len(traps) - MAX_WARNINGS))
    tables = (_figure_table(context), _business_table(context), _open_table(context))
    return Section("summary", words("section.summary"), _sentences(context), tuple(warnings), tables, charts)


def summary_periods(context: Context, company: Company) -> tuple[Period, ...]:
    """What fits on the page: all periods of two companies, the latest three of four, the common year of more."""
    count = len(context.companies)
    if count <= ALL_PERIODS_UP_TO:
        return company.periods
    if count <= THREE_PERIODS_UP_TO:
        line = chain(company.money)
        return tuple(line[-3:])
    year = context.comparison.latest_year
    own = full_years(company.money)
    return (year,) if year in own and year is not None else tuple(own[-1:])


def _money(row: str) -> Picker:
    return lambda company, period: company.money[period][row] if period in company.money else None


def _metric(name: str) -> Picker:
    return lambda company, period: company.income.get((name, period))


def _share(side: str, name: str) -> Picker:
    return lambda company, period: (company.customers if side == "customers" else company.suppliers).metrics.get((name, period))


def _figure_rows() -> tuple[tuple[str, Picker, RowRole], ...]:
    """At most 28 rows (analysis 4)."""
    return (
        ("row.revenue", _money("revenue"), "total"),
        ("metric.revenue_growth", _metric("revenue_growth"), "part"),
        ("row.gross_profit", _money("gross_profit"), "line"),
        ("metric.gross_margin", _metric("gross_margin"), "part"),
        ("metric.gross_margin_main", _metric("gross_margin_main"), "part"),
        ("metric.comparable_gross_margin", _metric("comparable_gross_margin"), "part"),
        ("row.selling_expenses", _money("selling_expenses"), "line"),
        ("row.administrative_expenses", _money("administrative_expenses"), "line"),
        ("row.research_and_development_expenses", _money("research_and_development_expenses"), "line"),
        ("metric.rd_ratio", _metric("rd_ratio"), "part"),
        ("row.core_operating_profit", _money("core_operating_profit"), "total"),
        ("metric.core_operating_margin", _metric("core_operating_margin"), "part"),
        ("row.unclassified", _money("unclassified"), "line"),
        ("row.not_itemised", _money("not_itemised"), "line"),
        ("row.profit_before_tax", _money("profit_before_tax"), "total"),
        ("row.profit", _money("profit"), "total"),
        ("metric.net_margin", _metric("net_margin"), "part"),
        ("row.adjusted_profit", _money("adjusted_profit"), "memo"),
        ("row.profit_excluding_nonrecurring", _money("profit_excluding_nonrecurring"), "memo"),
        ("summary.customers_top1", _share("customers", "top1_share"), "line"),
        ("summary.customers_top5", _share("customers", "top5_share"), "line"),
        ("summary.customers_hhi_low", _share("customers", "hhi_low"), "part"),
        ("summary.customers_hhi_high", _share("customers", "hhi_high"), "part"),
        ("summary.suppliers_top1", _share("suppliers", "top1_share"), "line"),
        ("summary.suppliers_top5", _share("suppliers", "top5_share"), "line"),
    )


def _figure_table(context: Context) -> Table:
    words = context.words
    places = [(company, period) for company in context.companies for period in summary_periods(context, company)]
    columns = []
    for company in context.companies:
        for i, period in enumerate(summary_periods(context, company)):
            column = company.statement.column(period)
            assurance = column.assurance if column else ""
            columns.append(context.period_column(company, period, assurance, i == 0, is_translated=True))
    rows = []
    for key, picker, role in _figure_rows():
        cells = tuple(context.metric(picker(company, period)) for company, period in places)
        if key not in OPTIONAL_ROWS or any(cell.text not in MISSING for cell in cells):
            rows.append(Row(words(key), cells, role, level=1 if role == "part" else 0))
    unit = context.unit_words(context.comparison.currency) or words("unit.apart")
    notes = (_period_note(context), words("note.states"), words("note.low_base"))
    return Table("summary-figures", words("table.summary"), tuple(columns), tuple(rows), unit, words("head.figure"), notes)


def _period_note(context: Context) -> str:
    year = context.comparison.latest_year
    return context.words("summary.common_year", year.label) if year else context.words("summary.no_common_year")


def _business_table(context: Context) -> Table:
    words = context.words
    columns = tuple(Column((words(f"summary.{name}"),), is_text=True, width=44) for name in ("who_buys", "who_supplies", "what_shipped"))
    rows = tuple(
        Row(
            company.name,
            (
                context.text(_party_words(context, company, "customers"), link="customers"),
                context.text(_party_words(context, company, "suppliers"), link="suppliers"),
                context.text(_volume_words(context, company), link="volumes"),
            ),
        )
        for company in context.companies
    )
    return Table("summary-business", words("table.business"), columns, rows, "", words("head.company"))


def _party_words(context: Context, company: Company, side: str) -> str:
    """Largest party, shares, base, relations and overlap of the latest period, in the words of the figures."""
    words = context.words
    chosen = side_of(company, "customers" if side == "customers" else "suppliers")
    if not chosen.tables:
        return words("state.nd_long")
    period = list(chosen.tables)[-1]
    table = chosen.tables[period]
    top1, top5 = (context.marked_text(chosen.metrics[name, period]) for name in ("top1_share", "top5_share"))
    base = table.base or words("base.not_stated")
    if table.parties and table.parties[0].name:
        text = words("summary.parties", period.label, table.parties[0].name, top1, top5, base)
    else:
        is_known = chosen.metrics["top1_share", period].value is not None
        text = words("summary.parties_not_named" if is_known else "summary.five_only", period.label, top5, base, top1)
    related = [party.name for party in table.parties if party.words("relation")]
    if related:
        text += " " + words("summary.related", ", ".join(related))
    overlap = any(finding.code == "PARTY_OVERLAP" for finding in company.filing.findings)
    return f"{text} {words('summary.overlap')}" if overlap else text


def _volume_words(context: Context, company: Company) -> str:
    words = context.words
    texts = [_product_words(context, product) for product in company.volumes.products[:MAX_PRODUCTS]]
    texts += [f"{fact.label}: {context.marked_text(fact)} {fact.measure}" for fact in company.volumes.cumulative[:1]]
    known = [text for text in texts if text]
    return "; ".join(known) if known else words("state.nd_long")


def _product_words(context: Context, product: Product) -> str:
    """The latest sales, else output, of a product; its price where printed."""
    name = product.name or context.words("row.all_products")
    for concept in ("sales_volume", "production_volume", "production_capacity"):
        line = [period for period in chain(product.periods) if (concept, period) in product.facts]
        if line:
            period = line[-1]
            fact = product.facts[concept, period]
            price = product.facts.get(("average_selling_price", period))
            priced = f", {context.marked_text(price)} {price.measure}" if price else ""
            what = context.words(f"concept.{concept}")
            return context.words("summary.shipped", name, what, period.label, context.marked_text(fact), fact.measure) + priced
    return ""


def _open_table(context: Context) -> Table:
    """The five most important points that nobody has settled yet."""
    words = context.words
    findings = [(company, finding) for company in context.companies for finding in company.filing.findings if finding.level != "info"]
    findings.sort(key=lambda pair: (LEVEL_ORDER[pair[1].level], pair[0].key))
    rows = [
        Row(company.name, (context.text(str(finding.page or "")), context.text(_shortened(message), link="review")))
        for company, finding, message in ((c, f, context.teller.finding(c, f)) for c, f in findings[:MAX_OPEN_POINTS])
    ]
    if not rows:
        rows = [Row(words("summary.no_findings"), (BLANK, context.text(overall_words(context), link="checks")))]
    columns = (Column((words("head.page"),), is_text=True, width=8), Column((words("head.message"),), is_text=True, width=110))
    return Table("summary-open", words("table.open"), columns, tuple(rows), "", words("head.company"), (overall_words(context),))


def _shortened(message: str) -> str:
    """The point itself; the list of figures behind it stands in Review."""
    kept = message.split("; flagged: ")[0]
    return kept if len(kept) <= MAX_MESSAGE else kept[: MAX_MESSAGE - 1] + "…"


def _sentences(context: Context) -> tuple[Sentence, ...]:
    """Plain sentences, each number a figure of the comparison; nothing is said that no figure carries."""
    found = []
    for company in context.companies:
        years = full_years(company.money)
        year = context.comparison.latest_year or (years[-1] if years else None)
        if year is not None and year in company.money:
            found.append(Sentence(tuple(_sentence_parts(context, company, year))))
    return tuple(found)


def _sentence_parts(context: Context, company: Company, year: Period) -> list[str | ViewCell]:
    words, rows = context.words, company.money[year]
    unit = context.unit_words(company.currency)
    parts: list[str | ViewCell] = [words("sentence.revenue", company.name, year.label, unit), context.cell(rows["revenue"])]
    growth = company.income.get(("revenue_growth", year))
    if growth is not None and growth.value is not None:
        is_multiple = growth.measure == "multiple"
        parts += [words("sentence.multiple" if is_multiple else "sentence.growth"), context.cell(growth)]
        parts += [words("sentence.multiple_after")] if is_multiple else []
    for key, cell in (
        ("sentence.gross_margin", company.income.get(("gross_margin", year))),
        ("sentence.core", rows["core_operating_profit"]),
        ("sentence.profit", rows["profit"]),
        ("sentence.top5", company.customers.metrics.get(("top5_share", year))),
        ("sentence.top5_suppliers", company.suppliers.metrics.get(("top5_share", year))),
    ):
        parts += _clause(context, key, cell)
    return [*parts, words("sentence.end")]


def _clause(context: Context, key: str, cell: Computed | None) -> list[str | ViewCell]:
    if cell is None or cell.value is None:
        return []
    return [context.words(key), context.cell(cell)]
