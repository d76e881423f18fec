"""Capacity, output, sales and prices: products down, periods across, population notes beside the numbers."""

from __future__ import annotations

from analyzer.compare.companies import Company
from analyzer.metrics.operations import NOT_FOUND
from analyzer.metrics.volumes import PRINTED, Product
from analyzer.model import Fact, Finding, Period
from analyzer.render.context import Context
from analyzer.render.report import Column, Row, Section, Table

VOLUME_METRICS = (
    "sales_growth",
    "production_growth",
    "price_growth",
    "sales_to_production",
    "utilisation",
    "stock_proxy",
    "content_in_systems",
    "content_per_system",
    "price",
)
UNIT_COLUMN_WIDTH = 10
REMARKS_WIDTH = 44
NOT_APPLICABLE = "NOT_APPLICABLE"
PRICE_TIE = "PRICE_TIE"


def volume_section(context: Context) -> Section:
    words = context.words
    tables: list[Table] = []
    for company in context.companies:
        if company.volumes.products:
            tables.append(_product_table(context, company))
        tables += _other_table(context, company)
    missing = tuple(words("topic.missing_volumes", c.name) for c in context.companies if not c.filing.volumes.facts)
    absent = tuple(
        f"{c.name}: {_absent_words(context, c, finding)}"
        for c in context.companies
        for finding in c.filing.findings
        if finding.code == NOT_APPLICABLE and finding.page
    )
    return Section("volumes", words("section.volumes"), tables=tuple(tables), warnings=(*absent, *missing))


def _absent_words(context: Context, company: Company, finding: Finding) -> str:
    """What does not apply, with its page; outside English the sentence names the page itself."""
    said = context.teller.finding(company, finding)
    return f"{said} ({context.words('ui.page_of', finding.page)})" if context.teller.is_english else said


def _product_table(context: Context, company: Company) -> Table:
    words = context.words
    periods = sorted({period for product in company.volumes.products for period in product.periods}, key=lambda p: (p.months != 12, p))
    columns = (
        Column(("", "", "", words("head.unit")), is_text=True, width=UNIT_COLUMN_WIDTH),
        *(context.period_column(company, period, "", i == 0) for i, period in enumerate(periods)),
        Column(("", "", "", words("head.remarks")), starts_group=True, is_text=True, width=REMARKS_WIDTH),
    )
    rows: list[Row] = []
    for product in company.volumes.products:
        rows += _product_rows(context, product, periods)
    notes = (words("note.volumes"), words("note.stock"), words("note.states"))
    return Table(f"volumes-{company.key}", words("table.volumes", company.name), columns, tuple(rows), "", words("head.product"), notes)


def _product_rows(context: Context, product: Product, periods: list[Period]) -> list[Row]:
    words = context.words
    title = product.name or words("row.all_products")
    empty = tuple(context.text("") for _ in range(len(periods) + 2))
    rows = [Row(f"{title} — {product.note}" if product.note else title, empty, "head")]
    for concept in PRINTED:
        facts = [product.facts.get((concept, period)) for period in periods]
        if any(facts):
            unit = next(fact.measure for fact in facts if fact is not None)
            notes = "; ".join(dict.fromkeys(fact.note for fact in facts if fact is not None and fact.note))
            shown = (context.cell(product.figure(concept, period)) for period in periods)
            cells = (context.text("" if unit == "ratio" else unit), *shown, context.text(notes))
            rows.append(Row(words(f"concept.{concept}"), cells, level=1))
    for name in VOLUME_METRICS:
        found = [product.metrics.get((name, period)) for period in periods]
        known = [cell for cell in found if cell is not None and cell.value is not None]
        if known and not (name == "price" and all(cell.provenance == "face" for cell in known)):
            unit = known[0].measure if known[0].measure not in {"ratio", "multiple", "count"} else ""
            cells = (context.text(unit), *(context.metric(cell) for cell in found), context.text(""))
            rows.append(Row(words(f"metric.{name}"), cells, "part", level=1))
    return [*rows, *_price_tie_row(context, product, periods)]


def _price_tie_row(context: Context, product: Product, periods: list[Period]) -> list[Row]:
    """Printed price x printed volume against the printed revenue of the product; the remark names the volume that ties."""
    prices = [product.facts.get(("average_selling_price", period)) for period in periods]
    found = [next((c for c in context.checks_of(price) if c.code == PRICE_TIE), None) if price else None for price in prices]
    if not any(found):
        return []
    words = context.words
    cells = tuple(context.text(words(f"verdict.{check.verdict}")) if check else context.text(NOT_FOUND) for check in found)
    remarks = "; ".join(f"{period.label}: {context.teller.check(check)}" for period, check in zip(periods, found, strict=True) if check)
    return [Row(words("metric.price_tie"), (context.text(""), *cells, context.text(remarks)), "part", level=1)]


def _other_table(context: Context, company: Company) -> list[Table]:
    """Cumulative deliveries and figures of a limited scope; never mixed with the sales of a period."""
    shown = {id(fact) for product in company.volumes.products for fact in product.facts.values()}
    others = [fact for fact in company.filing.volumes.facts if id(fact) not in shown]
    if not others:
        return []
    words = context.words
    heads = (("head.period", True, 14), ("head.value", False, 14), ("head.unit", True, 10), ("head.remarks", True, 30))
    columns = tuple(Column((words(key),), is_text=is_text, width=width) for key, is_text, width in heads)
    rows = tuple(_other_row(context, fact) for fact in others)
    return [Table(f"volumes-{company.key}-other", words("table.other_figures", company.name), columns, rows, "", words("head.product"))]


def _other_row(context: Context, fact: Fact) -> Row:
    label = " — ".join(word for word in (fact.member, fact.label) if word)
    remarks = "; ".join(word for word in (fact.scope, fact.note) if word)
    unit = context.words.term(fact.measure)
    return Row(label, (context.text(fact.period.label), context.cell(fact), context.text(unit), context.text(remarks)))
