"""The income statement: as reported in printed order, standardised side by side, common size, and the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed
from analyzer.model import Fact, Period, Source
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Column, Row, RowRole, Section, Table, ViewCell
from analyzer.standard.lines import Line, is_part
from analyzer.standard.rows import StandardRow, get_row, standard_rows

TOTAL_CONCEPTS = frozenset({"gross_profit", "operating_profit", "profit_before_tax", "profit", "total_comprehensive_income"})
INCOME_METRICS = (
    "revenue_growth",
    "gross_profit_growth",
    "core_profit_growth",
    "profit_growth",
    "gross_margin",
    "gross_margin_main",
    "comparable_gross_margin",
    "selling_ratio",
    "administrative_ratio",
    "rd_ratio",
    "core_operating_margin",
    "net_margin",
    "grants_to_rd",
    "non_core_share",
    "adjusted_common",
)
SINGLE_METRICS = ("revenue_cagr", "ltm_revenue")
EXTRA_DECIMALS = 1
"""Statements show one digit more than the summary."""


def reported_section(context: Context) -> Section:
    """Every row of every filing's income statement in printed order, with its printed sign."""
    tables = tuple(_reported_table(context, company) for company in context.companies if company.filing.income_statement.facts)
    return Section("reported", context.words("section.reported"), tables=tables, warnings=_missing_topic(context), is_landscape=False)


def _missing_topic(context: Context) -> tuple[str, ...]:
    return tuple(context.words("topic.missing", c.name) for c in context.companies if not c.filing.income_statement.facts)


def _reported_table(context: Context, company: Company) -> Table:
    facts = [*company.filing.income_statement.facts, *company.filing.income_statement.unmapped]
    periods = sorted({fact.period for fact in facts}, key=lambda p: (p.months != 12, p))
    order = _printed_order(facts)
    by_place = {(key, fact.period): fact for key, fact in _keyed(facts)}
    rows = tuple(_reported_row(context, key, periods, by_place) for key in order)
    columns = tuple(context.period_column(company, period, _assurance(facts, period), i == 0) for i, period in enumerate(periods))
    words = context.words
    return Table(
        id=f"reported-{company.key}",
        title=words("table.reported", company.name),
        columns=columns,
        rows=rows,
        unit=context.unit_words(company.statement.currency),
        label_head=words("head.line"),
        notes=(words("note.reported"),),
    )


def _assurance(facts: Iterable[Fact], period: Period) -> str:
    return next((fact.assurance for fact in facts if fact.period == period and fact.assurance), "")


Key = tuple[str, str, int]


def _keyed(facts: Sequence[Fact]) -> list[tuple[Key, Fact]]:
    """A line by its concept and scope, or by its label and how often the label stood above it in that period."""
    seen: dict[tuple[str, Period], int] = {}
    found = []
    for fact in sorted(facts, key=_place):
        if fact.concept:
            found.append(((fact.concept, fact.scope + fact.member, -1), fact))
        else:
            count = seen[fact.label, fact.period] = seen.get((fact.label, fact.period), -1) + 1
            found.append((("", fact.label, count), fact))
    return found


def _place(fact: Fact) -> tuple[int, float]:
    return (fact.origin.page, fact.origin.bbox[1]) if isinstance(fact.origin, Source) else (0, 0.0)


def _printed_order(facts: Sequence[Fact]) -> list[Key]:
    """Lines in the order of the page that prints most of them; lines of other pages follow."""
    keyed = _keyed(facts)
    per_page: dict[int, int] = {}
    for _, fact in keyed:
        per_page[_place(fact)[0]] = per_page.get(_place(fact)[0], 0) + 1
    main = max(per_page, key=lambda page: (per_page[page], -page), default=0)
    first: dict[Key, tuple[bool, int, float]] = {}
    for key, fact in keyed:
        page, top = _place(fact)
        rank = (not main <= page <= main + 1, page, top)
        first[key] = min(first.get(key, rank), rank)
    return sorted(first, key=lambda key: (first[key], key))


def _reported_row(context: Context, key: Key, periods: Sequence[Period], facts: dict[tuple[Key, Period], Fact]) -> Row:
    own = [facts[key, period] for period in periods if (key, period) in facts]
    fact = own[0]
    role: RowRole = "total" if fact.concept in TOTAL_CONCEPTS else "part" if is_part(fact) else "line"
    label = fact.label + (f" ({fact.scope})" if fact.scope else "")
    cells = tuple(context.cell(facts.get((key, period)), extra_decimals=EXTRA_DECIMALS) for period in periods)
    return Row(label, cells, role, level=1 if role == "part" else 0)


def standard_section(context: Context) -> Section:
    """The standard rows side by side, metrics, common size, and the journal of what went where."""
    words = context.words
    tables = [_standard_table(context), _metric_table(context), _common_size_table(context)]
    tables += [_journal_table(context, company) for company in context.companies if company.shown_columns]
    return Section(
        "standard", words("section.standard"), warnings=tuple(context.note(note) for note in context.comparison.traps), tables=tuple(tables)
    )


def standard_columns(context: Context) -> tuple[Column, ...]:
    return tuple(
        context.period_column(company, column.period, column.assurance, i == 0, is_translated=True)
        for company in context.companies
        for i, column in enumerate(company.shown_columns)
    )


def _standard_table(context: Context) -> Table:
    words = context.words
    rows = tuple(_standard_row(context, row) for row in standard_rows())
    footing = tuple(
        context.text(words(f"footing.{column.footing}"), level="" if column.is_complete else "warn")
        for company in context.companies
        for column in company.shown_columns
    )
    return Table(
        id="standard",
        title=words("table.standard"),
        columns=standard_columns(context),
        rows=(*rows, Row(words("row.footing"), footing, "memo")),
        unit=context.unit_words(context.comparison.currency) or words("unit.apart"),
        label_head=words("head.standard_row"),
        notes=(words("note.standard"), words("note.states")),
        has_numbers=True,
    )


def _standard_row(context: Context, row: StandardRow) -> Row:
    roles: dict[str, RowRole] = {"subtotal": "total", "result": "total", "memo": "memo", "residual": "part"}
    role = "total" if row.id == "profit" else roles.get(row.kind, "line")
    cells = tuple(
        context.cell(company.money[column.period][row.id], extra_decimals=EXTRA_DECIMALS)
        for company in context.companies
        for column in company.shown_columns
    )
    return Row(row.titles[context.words.language], cells, role, number=row.number)


def _metric_table(context: Context) -> Table:
    words = context.words
    rows = [
        Row(words(f"metric.{name}"), tuple(context.metric(cell) for cell in _metric_cells(context, name)), "line")
        for name in INCOME_METRICS
    ]
    rows += [Row(words(f"metric.{name}"), _single_cells(context, name), "memo") for name in SINGLE_METRICS]
    known, absent = context.known_rows(rows)
    return Table(
        id="income-metrics",
        title=words("table.income_metrics"),
        columns=standard_columns(context),
        rows=known,
        label_head=words("head.metric"),
        notes=(*absent, words("note.low_base"), words("note.growth")),
    )


def _metric_cells(context: Context, name: str) -> list[Computed | None]:
    return [company.income.get((name, column.period)) for company in context.companies for column in company.shown_columns]


def _single_cells(context: Context, name: str) -> tuple[ViewCell, ...]:
    """A metric that a company has once stands in its last column, with what it spans as a note."""
    cells: list[ViewCell] = []
    for company in context.companies:
        own = [cell for (metric, _), cell in company.income.items() if metric == name]
        cells += [BLANK] * (len(company.shown_columns) - 1)
        if company.shown_columns:
            cells.append(context.cell(own[-1] if own else None))
    return tuple(cells)


def _common_size_table(context: Context) -> Table:
    words = context.words
    rows = []
    for row in standard_rows():
        if row.kind == "memo":
            continue
        cells = tuple(context.cell(company.common_size[c.period][row.id]) for company in context.companies for c in company.shown_columns)
        if any(cell.value is not None and _has_number(cell) for cell in cells):
            role: RowRole = "total" if row.kind in {"subtotal", "result"} else "line"
            rows.append(Row(row.titles[words.language], cells, role, number=row.number))
    return Table(
        id="common-size",
        title=words("table.common_size"),
        columns=standard_columns(context),
        rows=tuple(rows),
        unit=words("unit.of_revenue"),
        label_head=words("head.standard_row"),
        has_numbers=True,
    )


def _has_number(cell: ViewCell) -> bool:
    return isinstance(cell.value, Computed) and cell.value.value is not None


def _journal_table(context: Context, company: Company) -> Table:
    """One row per printed line and standard row: how it was treated, and its printed amounts."""
    words = context.words
    grouped: dict[tuple[str, str, int, str], dict[Period, Line]] = {}
    for column in company.shown_columns:
        for line in column.lines:
            grouped.setdefault((line.fact.label, line.row, line.sign, line.reason), {})[column.period] = line
    columns = (
        Column((words("head.to_row"),), is_text=True, width=34),
        Column((words("head.treatment"),), is_text=True, width=22),
        *(context.period_column(company, c.period, c.assurance, i == 0) for i, c in enumerate(company.shown_columns)),
    )
    ordered = sorted(grouped.items(), key=lambda item: _journal_rank(item[0]))
    rows = tuple(_journal_row(context, company, key, lines) for key, lines in ordered)
    title = words("table.journal", company.name)
    unit = context.unit_words(company.statement.currency)
    return Table(f"journal-{company.key}", title, columns, rows, unit, words("head.line"), (words("note.journal"),))


def _journal_rank(key: tuple[str, str, int, str]) -> tuple[int, str, int]:
    label, row, sign, _ = key
    return (get_row(row).order if row else 10_000, label, sign)


def _journal_row(context: Context, company: Company, key: tuple[str, str, int, str], lines: dict[Period, Line]) -> Row:
    label, row, sign, reason = key
    words = context.words
    standard = get_row(row) if row else None
    target = f"{standard.number} {standard.titles[words.language]}".strip() if standard else words("journal.none")
    added = words("journal.added" if sign > 0 else "journal.deducted" if sign < 0 else "journal.not_added")
    amounts = tuple(
        context.cell(lines[c.period].fact if c.period in lines else None, extra_decimals=EXTRA_DECIMALS) for c in company.shown_columns
    )
    return Row(label, (context.text(target), context.text(f"{added}; {words(f'reason.{reason}')}"), *amounts), "line")
