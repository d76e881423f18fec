"""Customers and suppliers: the five largest of every period with names aligned, and concentration side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed
from analyzer.metrics.concentration import Concentration, Party, Side, TopTable, plain_name
from analyzer.model import Fact, Period
from analyzer.render.context import Context
from analyzer.render.report import BLANK, Column, Row, Section, Table, ViewCell

SIDE_METRICS: dict[Side, tuple[str, ...]] = {
    "customers": (
        "top1_share",
        "top3_share",
        "top5_share",
        "top5_recomputed",
        "hhi_low",
        "hhi_high",
        "effective_parties",
        "related_share",
        "distributor_share",
        "retained_names",
        "new_names",
        "top1_growth",
        "top1_contribution",
        "ex_top1_growth",
    ),
    "suppliers": (
        "top1_share",
        "top3_share",
        "top5_share",
        "hhi_low",
        "hhi_high",
        "effective_parties",
        "related_share",
        "retained_names",
        "new_names",
        "top1_growth",
    ),
}
OVERLAP = "PARTY_OVERLAP"
CELLS_PER_PERIOD = 3


def party_section(context: Context, side: Side) -> Section:
    """Concentration of all companies, then each company's tables, then tables that cover a part only."""
    words = context.words
    tables: list[Table] = []
    if any(side_of(company, side).tables for company in context.companies):
        tables.append(_metric_table(context, side))
    for company in context.companies:
        if side_of(company, side).tables:
            tables.append(_company_table(context, company, side))
        tables += _scoped_tables(context, company, side)
        tables += _other_table(context, company, side)
    missing = tuple(words(f"topic.missing_{side}", c.name) for c in context.companies if not c.filing.statement(side).facts)
    told = [(c, finding) for c in context.companies for finding in c.filing.findings if finding.code == OVERLAP]
    overlap = tuple(f"{c.name}: {context.teller.finding(c, finding)}" for c, finding in told)
    return Section(side, words(f"section.{side}"), tables=tuple(tables), warnings=(*overlap, *missing))


def side_of(company: Company, side: Side) -> Concentration:
    return company.customers if side == "customers" else company.suppliers


def _metric_table(context: Context, side: Side) -> Table:
    words = context.words
    columns: list[Column] = []
    places: list[tuple[Company, Period]] = []
    for company in context.companies:
        for i, period in enumerate(side_of(company, side).tables):
            columns.append(context.period_column(company, period, "", i == 0))
            places.append((company, period))
    bases = tuple(context.text(side_of(company, side).tables[period].base or words("base.not_stated")) for company, period in places)
    found = [
        Row(words(f"metric.{name}"), tuple(context.metric(side_of(c, side).metrics.get((name, p))) for c, p in places))
        for name in SIDE_METRICS[side]
    ]
    rows, absent = context.known_rows(found)
    rows = (*rows, Row(words("head.base"), bases, "memo"))
    notes = (*absent, words("note.hhi"), words("note.names"), words("note.states"))
    return Table(f"{side}-metrics", words(f"table.{side}_metrics"), tuple(columns), rows, "", words("head.metric"), notes)


def _company_table(context: Context, company: Company, side: Side) -> Table:
    tables = list(side_of(company, side).tables.values())
    return _party_table(context, company, side, tables, f"{side}-{company.key}", context.words(f"table.{side}", company.name))


def _party_table(context: Context, company: Company, side: Side, tables: Sequence[TopTable], name: str, title: str) -> Table:
    words = context.words
    growths = side_of(company, side).party_growth
    grown = {period for _, period in growths}
    columns = []
    for table in tables:
        period = table.period.label
        columns.append(Column((period, words("head.rank")), starts_group=True, is_text=True, width=6))
        columns += [Column((period, words(f"head.amount_{side}"))), Column((period, words("head.share")), width=9)]
        if table.period in grown:
            columns.append(Column((period, words("head.growth")), width=9))
    columns.append(Column(("", words("head.remarks")), starts_group=True, is_text=True, width=66))
    rows = [_party_row(context, label, tables, side_of(company, side)) for label in _aligned_names(tables)]
    rows.append(_total_row(context, tables, grown))
    bases = "; ".join(dict.fromkeys(f"{table.period.label}: {table.base}" for table in tables if table.base))
    about_growth = (words("note.party_growth"),) if grown else ()
    notes = (words("note.bases", bases) if bases else words("note.no_base"), words("note.totals"), *about_growth)
    return Table(
        name, title, tuple(columns), tuple(rows), context.unit_words(company.statement.currency), words(f"head.party_{side}"), notes
    )


def _aligned_names(tables: Sequence[TopTable]) -> list[str]:
    """Names of all periods, the latest period's ranks first, each name once."""
    names: dict[str, str] = {}
    for table in reversed(tables):
        for party in table.parties:
            names.setdefault(plain_name(party.name), party.name)
    return list(names.values())


def _party_row(context: Context, name: str, tables: Sequence[TopTable], chosen: Concentration) -> Row:
    cells: list[ViewCell] = []
    remarks: list[str] = []
    growths = chosen.party_growth
    grown = {period for _, period in growths}
    for table in tables:
        party = next((p for p in table.parties if plain_name(p.name) == plain_name(name)), None)
        cells += _party_cells(context, party, chosen.censored.get((plain_name(name), table.period)))
        if table.period in grown:
            cells.append(context.cell(growths.get((plain_name(name), table.period))))
        if party is not None:
            remarks += [party.words("relation"), party.words("channel"), party.words("note")]
    return Row(name, (*cells, context.text(context.teller.remarks(remarks))))


def _party_cells(context: Context, party: Party | None, censored: Computed | None) -> list[ViewCell]:
    """Rank, amount and share; of a party that the period does not name nothing, or the state of its share."""
    if party is None:
        return [*[BLANK] * (CELLS_PER_PERIOD - 1), context.cell(censored)]
    rank = context.text(str(party.rank) if party.rank else "")
    return [rank, context.cell(party.amount), context.cell(party.share)]


def _total_row(context: Context, tables: Sequence[TopTable], grown: Collection[Period]) -> Row:
    cells: list[ViewCell] = []
    for table in tables:
        cells += [BLANK, context.cell(table.amount_total), context.cell(table.share_total or table.largest_share)]
        cells += [BLANK] if table.period in grown else []
    return Row(context.words("row.top_total"), (*cells, BLANK), "total")


def _scoped_tables(context: Context, company: Company, side: Side) -> list[Table]:
    """Tables that cover one region or channel only: shown, never compared."""
    facts = company.filing.statement(side).facts
    found = []
    for number, scope in enumerate(side_of(company, side).other_scopes, 1):
        own = [fact for fact in facts if fact.scope == scope]
        rows = tuple(_plain_row(context, key, own) for key in dict.fromkeys((fact.member or fact.label, fact.rank) for fact in own))
        columns = tuple(context.period_column(company, period, "", i == 0) for i, period in enumerate(_paired_periods(own)))
        title = context.words("table.scoped", company.name, scope)
        found.append(Table(f"{side}-{company.key}-s{number}", title, columns, rows, context.unit_words(company.statement.currency)))
    return found


def _paired_periods(facts: Sequence[Fact]) -> list[Period]:
    return [period for period in sorted({fact.period for fact in facts}) for _ in range(2)]


def _plain_row(context: Context, key: tuple[str, int | None], facts: Sequence[Fact]) -> Row:
    name, rank = key
    cells = []
    for period in sorted({fact.period for fact in facts}):
        own = [fact for fact in facts if (fact.member or fact.label, fact.rank) == key and fact.period == period]
        cells.append(context.cell(next((fact for fact in own if fact.measure != "ratio"), None)))
        cells.append(context.cell(next((fact for fact in own if fact.measure == "ratio"), None)))
    return Row(f"{rank}. {name}" if rank else name, tuple(cells))


def _other_table(context: Context, company: Company, side: Side) -> list[Table]:
    """Figures of the topic that belong to no table of five, such as the number of customers served."""
    shown = {id(fact) for table in side_of(company, side).tables.values() for fact in _facts_of(table)}
    others = [fact for fact in company.filing.statement(side).facts if id(fact) not in shown and not fact.scope]
    if not others:
        return []
    words = context.words
    columns = (Column((words("head.period"),), is_text=True), Column((words("head.value"),)), Column((words("head.unit"),), is_text=True))
    rows = tuple(
        Row(fact.label, (context.text(fact.period.label), context.cell(fact), context.text(words.term(fact.measure)))) for fact in others
    )
    return [Table(f"{side}-{company.key}-other", words("table.other_figures", company.name), columns, rows)]


def _facts_of(table: TopTable) -> list[Fact]:
    own = [fact for party in table.parties for fact in party.facts]
    return own + [fact for fact in (table.total_amount, table.total_share or table.largest_share) if fact is not None]
