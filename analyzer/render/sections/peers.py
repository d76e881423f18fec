"""Peers: companies down, metrics across, statistics only over what may be counted; the deal sheet with typed inputs."""

from __future__ import annotations

from analyzer.compare.deal import deal_cells
from analyzer.compare.peers import LTM_REVENUE, PEER_AMOUNTS, PEER_GROUPS, PeerLine, peer_line, statistics
from analyzer.metrics.computed import Computed
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Column, Row, Section, Table, ViewCell
from analyzer.render.sections.charts import peer_chart

COLUMN_WIDTH = 13
MISSING = frozenset({NOT_FOUND, NOT_APPLICABLE})
STATISTICS = ("count", "minimum", "quartile_1", "median", "quartile_3", "maximum")


def peer_section(context: Context) -> Section:
    """One table a group of columns, so that each fits a page."""
    words = context.words
    year = context.comparison.latest_year
    lines = [peer_line(company, year) for company in context.companies]
    tables = tuple(_peer_table(context, group, lines) for group in PEER_GROUPS)
    return Section("peers", words("section.peers"), tables=tables, charts=peer_chart(context))


def _peer_table(context: Context, group: str, lines: list[PeerLine]) -> Table:
    words = context.words
    year = context.comparison.latest_year
    names, absent = _shown_names(PEER_GROUPS[group], lines)
    above = ("",) if any("." in name for name in names) else ()
    columns = (
        Column((*above, words("head.year")), is_text=True, width=9),
        Column((*above, words("head.basis")), is_text=True, width=9),
        *(Column(_heads(context, name), _starts(names, i), width=COLUMN_WIDTH) for i, name in enumerate(names)),
    )
    rows = [_peer_row(context, line, names) for line in lines]
    rows += _statistic_rows(context, lines, names) if year is not None else []
    chosen = words("table.peers", year.label) if year is not None else words("table.peers_no_year")
    is_last = group == list(PEER_GROUPS)[-1]
    notes = (words("note.statistics"), words("note.low_base"), words("note.states")) if is_last else ()
    if absent:
        notes = (words("note.absent", ", ".join(" ".join(_heads(context, name)) for name in absent)), *notes)
    ltm = [f"{line.company.name} {line.twelve_months.end.isoformat()}" for line in lines if line.twelve_months]
    notes = (words("note.ltm", "; ".join(ltm) or words("state.none")), *notes) if group == "amounts" else notes
    unit = (context.unit_words(context.comparison.currency) or words("unit.apart")) if group == "amounts" else ""
    title = f"{words(f'group.{group}')} — {chosen}"
    return Table(f"peers-{group}", title, columns, tuple(rows), unit, words("head.company"), notes)


def _shown_names(names: tuple[str, ...], lines: list[PeerLine]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(shown, absent): a figure that no company has stands in a note, not in an empty column."""
    absent = tuple(name for name in names if name not in PEER_AMOUNTS and all(line.cells[name].state in MISSING for line in lines))
    return tuple(name for name in names if name not in absent), absent


def _heads(context: Context, name: str) -> tuple[str, ...]:
    title = context.title_of(name.split(".")[-1])
    return (context.words(f"section.{name.split('.')[0]}"), title) if "." in name else (title,)


def _starts(names: tuple[str, ...], index: int) -> bool:
    """A rule before the first column of each side."""
    return index == 0 or (names[index].split(".")[0] != names[index - 1].split(".")[0] and "." in names[index])


def _peer_row(context: Context, line: PeerLine, names: tuple[str, ...]) -> Row:
    cells = (context.cell(line.cells[name]) for name in names)
    period = line.period.label if line.period else context.words("state.none")
    return Row(line.company.name, (context.text(period), context.text(line.company.basis), *cells))


def _statistic_rows(context: Context, lines: list[PeerLine], names: tuple[str, ...]) -> list[Row]:
    """n first; a statistic that too few companies allow stays out of the whole table."""
    by_column = [_column_statistics(context, name, lines) for name in names]
    shown = [name for name in STATISTICS if any(name in column for column in by_column)]
    words = context.words
    return [Row(words(f"statistic.{name}"), (BLANK, BLANK, *_statistic_cells(context, name, by_column)), "statistic") for name in shown]


def _column_statistics(context: Context, name: str, lines: list[PeerLine]) -> dict[str, Computed]:
    """No statistics of money in different currencies, nor of twelve months that end on different days."""
    cells = [line.cells[name] for line in lines]
    if name in PEER_AMOUNTS and not context.comparison.currency:
        return {}
    if name == LTM_REVENUE and len({line.twelve_months for line in lines if line.twelve_months}) != 1:
        return {}
    return statistics(cells)


def _statistic_cells(context: Context, name: str, by_column: list[dict[str, Computed]]) -> list[ViewCell]:
    """Columns with too few companies for a quartile say so."""
    return [context.metric(column[name]) if name in column else context.text(NOT_APPLICABLE) for column in by_column]


def deal_section(context: Context) -> Section:
    """Price, shares and market value: typed where the filing prints none, and marked as such."""
    words = context.words
    columns = tuple(Column((company.name, context.currency_words(company.currency)), width=18) for company in context.companies)
    deals = [deal_cells(company) for company in context.companies]
    rows = tuple(Row(words(f"deal.{name}"), tuple(context.cell(deal[name]) for deal in deals)) for name in deals[0]) if deals else ()
    table = Table(
        "deal",
        words("table.deal"),
        columns,
        rows,
        context.unit_words(context.comparison.currency),
        words("head.item"),
        (words("note.deal"),),
    )
    return Section("deal", words("section.deal"), tables=(table,) if deals else ())
