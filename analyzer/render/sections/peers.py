"""Peers: companies down, metrics across, statistics only over what may be counted; the deal sheet with typed inputs."""

from __future__ import annotations

from analyzer.compare.deal import deal_cells
from analyzer.compare.peers import PEER_ROWS, PeerLine, peer_ids, peer_line, statistics
from analyzer.metrics.computed import Computed
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Column, Row, Section, Table, ViewCell

STATISTICS = ("count", "minimum", "quartile_1", "median", "quartile_3", "maximum")


def peer_section(context: Context) -> Section:
    words = context.words
    year = context.comparison.latest_year
    lines = [peer_line(company, year) for company in context.companies]
    columns = (
        Column(("", words("head.year")), is_text=True, width=9),
        Column(("", words("head.basis")), is_text=True, width=9),
        *(
            Column((_group(context, name), _title(context, name)), i == 0 or name in _GROUP_STARTS, width=13)
            for i, name in enumerate(peer_ids())
        ),
    )
    rows = [_peer_row(context, line) for line in lines]
    rows += _statistic_rows(context, lines) if year is not None else []
    title = words("table.peers", year.label) if year is not None else words("table.peers_no_year")
    notes = (words("note.statistics"), words("note.low_base"), words("note.states"))
    unit = context.unit_words(context.comparison.currency) or words("unit.apart")
    return Section(
        "peers", words("section.peers"), tables=(Table("peers", title, columns, tuple(rows), unit, words("head.company"), notes),)
    )


_GROUP_STARTS = frozenset({"revenue_growth", "customers.top1_share", "suppliers.top1_share"})


def _group(context: Context, name: str) -> str:
    if name in PEER_ROWS:
        return context.words("group.amounts")
    return context.words(f"group.{name.split('.')[0]}") if "." in name else context.words("group.ratios")


def _title(context: Context, name: str) -> str:
    return context.title_of(name.split(".")[-1])


def _peer_row(context: Context, line: PeerLine) -> Row:
    cells = (context.cell(line.cells[name]) for name in peer_ids())
    period = line.period.label if line.period else context.words("state.none")
    return Row(line.company.name, (context.text(period), context.text(line.company.basis), *cells))


def _statistic_rows(context: Context, lines: list[PeerLine]) -> list[Row]:
    """n first; a statistic that too few companies allow stays out of the whole table."""
    by_column = [_column_statistics(context, name, lines) for name in peer_ids()]
    names = [name for name in STATISTICS if any(name in column for column in by_column)]
    return [
        Row(context.words(f"statistic.{name}"), (BLANK, BLANK, *_statistic_cells(context, name, by_column)), "statistic") for name in names
    ]


def _column_statistics(context: Context, name: str, lines: list[PeerLine]) -> dict[str, Computed]:
    """No statistics of money in different currencies."""
    cells = [line.cells[name] for line in lines]
    if name in PEER_ROWS and not context.comparison.currency:
        return {}
    return statistics(cells)


def _statistic_cells(context: Context, name: str, by_column: list[dict[str, Computed]]) -> list[ViewCell]:
    return [context.cell(column.get(name)) for column in by_column]


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
