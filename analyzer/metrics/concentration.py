"""The five largest customers and suppliers: shares, the HHI interval, who stayed and who is new (analysis 3.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from analyzer.metrics.computed import Computed, Note, Operand, compute, missing, operand_value
from analyzer.metrics.income import growth
from analyzer.metrics.operations import NOT_FOUND, NOT_MEANINGFUL
from analyzer.metrics.timeline import chain, prior_period
from analyzer.model import Fact, Filing, Period
from analyzer.standard import StandardStatement
from analyzer.topics.concentration_major import CENSORED_WORDS

Side = Literal["customers", "suppliers"]
CONCEPTS: dict[Side, tuple[str, str, str, str, str]] = {
    "customers": ("customer_revenue", "customer_share", "top_customers_revenue", "top_customers_share", "largest_customer_share"),
    "suppliers": ("supplier_purchases", "supplier_share", "top_suppliers_purchases", "top_suppliers_share", "largest_supplier_share"),
}
TOP = 5
DISTRIBUTOR_WORDS = ("distribut", "经销", "經銷", "dealer", "trading", "贸易", "貿易")
MIN_HHI_NAMES = 2
MIN_PARTS = 2
BELOW_TEN = "<10%"
"""The state of a share that the filing prints as a mark: known to be small, no number."""


@dataclass(frozen=True)
class Party:
    """One of the largest in one period, as printed. share: printed, or worked out from amounts."""

    name: str
    rank: int | None
    amount: Fact | None
    share: Fact | Computed | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in (self.amount, self.share) if isinstance(fact, Fact))

    def words(self, attribute: Literal["relation", "channel", "note"]) -> str:
        return next((text for text in (getattr(fact, attribute) for fact in self.facts) if text), "")


@dataclass(frozen=True)
class TopTable:
    """The largest parties of one period in order of rank, with the printed totals.

    amount_total, share_total: the totals as shown, a sum where the rows give the printed total exactly or where none is printed.
    """

    period: Period
    parties: tuple[Party, ...]
    total_amount: Fact | None
    total_share: Fact | None
    largest_share: Fact | None
    base: str
    scope: str
    amount_total: Operand | None = None
    share_total: Operand | None = None

    @property
    def fifth_amount(self) -> Fact | None:
        """What a party that is not named can have at most; None where fewer than five are named with amounts."""
        amounts = [party.amount for party in self.parties if party.amount is not None]
        return min(amounts, key=lambda fact: fact.value) if len(amounts) >= TOP and len(amounts) == len(self.parties) else None


@dataclass(frozen=True)
class Concentration:
    """One side of one filing. metrics: by (metric id, period). other_scopes: scopes of tables that are not compared.

    party_growth: by (plain name, period), against the period of the same length a year earlier.
    censored: by (plain name, period), where the filing prints a mark instead of a figure and no table has the figure.
    """

    side: Side
    tables: dict[Period, TopTable]
    metrics: dict[tuple[str, Period], Computed]
    other_scopes: tuple[str, ...]
    party_growth: dict[tuple[str, Period], Computed] = field(default_factory=dict)
    censored: dict[tuple[str, Period], Computed] = field(default_factory=dict)


def concentration(filing: Filing, side: Side, statement: StandardStatement) -> Concentration:
    """Tables and metrics of one side; only tables that cover the whole company are compared."""
    facts = [fact for fact in filing.statement(side).facts if not fact.scope]
    scopes = sorted({fact.scope for fact in filing.statement(side).facts if fact.scope})
    tables = {period: _top_table(facts, side, period) for period in sorted({fact.period for fact in facts if fact.period.months})}
    revenue = {column.period: column.rows["revenue"] for column in statement.columns} if side == "customers" else {}
    metrics: dict[tuple[str, Period], Computed] = {}
    for period, table in tables.items():
        again = recomputed_share(table, revenue.get(period)) if side == "customers" else missing("top5_recomputed", NOT_FOUND)
        shares = _share_metrics(table, exceeds_revenue="over_100" in again.marks)
        cells = [*shares, *_name_metrics(table, tables), *_leader_metrics(table, tables, revenue, statement.currency), again]
        metrics |= {(cell.id, period): cell for cell in cells}
    hidden = censored_shares(filing, tables) if side == "customers" else {}
    return Concentration(side, tables, metrics, tuple(scopes), _party_growth(tables, hidden, statement.currency), hidden)


def censored_shares(filing: Filing, tables: dict[Period, TopTable]) -> dict[tuple[str, Period], Computed]:
    """The state <10% by (plain name, period) for the parties of the tables that a finding says are printed as a mark there."""
    ending = f": {CENSORED_WORDS}"
    told = {plain_name(f.message.removesuffix(ending)): f for f in filing.findings if f.message.endswith(ending)}
    names = dict.fromkeys(party.name for table in tables.values() for party in table.parties if party.name)
    found: dict[tuple[str, Period], Computed] = {}
    for period, table in tables.items():
        known = {plain_name(party.name) for party in table.parties}
        for name in names:
            finding = told.get(plain_name(f"{name}, {period.label}"))
            if finding is not None and plain_name(name) not in known:
                note = Note("party.censored", (str(finding.page),))
                found[plain_name(name), period] = missing("censored_share", BELOW_TEN, note)
    return found


def plain_name(name: str) -> str:
    """A party's name for comparison within one filing: full-width forms and spaces do not tell names apart."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _top_table(facts: Sequence[Fact], side: Side, period: Period) -> TopTable:
    amount_id, share_id, total_amount_id, total_share_id, largest_id = CONCEPTS[side]
    own = [fact for fact in facts if fact.period == period]
    total_amount = _first(own, total_amount_id)
    total_share = _first(own, total_share_id)
    base_cell = compute("", "ratio", total_amount, total_share, measure=total_amount.measure) if total_amount and total_share else None
    names = dict.fromkeys((fact.member, fact.rank) for fact in own if fact.concept in {amount_id, share_id})
    parties = [_party(own, amount_id, share_id, name, rank, base_cell) for name, rank in names]
    parties.sort(key=lambda party: party.rank or TOP + 1)
    base = next((fact.base for fact in own if fact.base), "")
    scope = next((fact.scope for fact in own if fact.scope), "")
    totals = (
        _total_as_shown(total_amount, [party.amount for party in parties]),
        _total_as_shown(total_share, [party.share for party in parties]),
    )
    return TopTable(period, tuple(parties), total_amount, total_share, _first(own, largest_id), base, scope, *totals)


def _total_as_shown(printed: Fact | None, parts: Sequence[Fact | Computed | None]) -> Operand | None:
    known = [part for part in parts if isinstance(part, Fact)]
    is_whole = len(known) == len(parts) and len(known) >= MIN_PARTS
    if printed is None:
        notes = (Note("total.not_printed"),)
        return compute("total", "total", *known, measure=known[0].measure, notes=notes) if is_whole else None
    if not is_whole or printed.status == "flagged" or sum((part.value for part in known), Decimal(0)) != printed.value:
        return printed
    return compute("total", "total", *known, measure=printed.measure, notes=(Note("total.adds_up", (str(printed.source.page),)),))


def _party(own: Sequence[Fact], amount_id: str, share_id: str, name: str, rank: int | None, base: Computed | None) -> Party:
    mine = [fact for fact in own if fact.member == name and fact.rank == rank]
    amount, share = _first(mine, amount_id), _first(mine, share_id)
    if share is None and amount is not None and base is not None:
        return Party(name, rank, amount, compute("party_share", "ratio", amount, base))
    return Party(name, rank, amount, share)


def _first(facts: Iterable[Fact], concept: str) -> Fact | None:
    return next((fact for fact in facts if fact.concept == concept), None)


def _share_metrics(table: TopTable, *, exceeds_revenue: bool) -> list[Computed]:
    """Shares as printed, doubtful where the five exceed the revenue that they are to be a part of (analysis 3.2)."""
    shares = [party.share for party in table.parties[:TOP] if party.share is not None]
    over = _over_hundred(shares)
    marks = frozenset({"over_100"}) if over else frozenset({"flagged"}) if exceeds_revenue else frozenset[str]()
    top1: Operand | None = shares[0] if shares else table.largest_share
    cells = [
        compute("top1_share", "same", top1, marks=marks) if top1 is not None else missing("top1_share", NOT_FOUND),
        compute("top3_share", "total", *shares[:3], marks=marks) if len(shares) >= 3 else missing("top3_share", NOT_FOUND),
    ]
    top5 = _top5(table, shares, marks)
    cells += [top5, compute("next_share", "difference", top5, cells[0], marks=marks), compute("rest_share", "rest", top5, marks=marks)]
    relations = [party.share for party in table.parties if party.share is not None and party.words("relation")]
    distributors = [party.share for party in table.parties if party.share is not None and _is_distributor(party)]
    cells.append(compute("related_share", "total", *relations) if relations else missing("related_share", NOT_FOUND))
    cells.append(compute("distributor_share", "total", *distributors) if distributors else missing("distributor_share", NOT_FOUND))
    return [*cells, *_hhi(shares, over or exceeds_revenue)]


def _top5(table: TopTable, shares: Sequence[Operand], marks: frozenset[str]) -> Computed:
    """The printed total; the sum of the named shares where it gives the same, or where no total is printed."""
    if table.total_share is not None and table.share_total is not None:
        return compute("top5_share", "same", table.share_total, marks=marks, provenance="face")
    if not shares:
        return missing("top5_share", NOT_FOUND)
    notes = (Note("top5.fewer", (str(len(shares)),)),) if len(shares) < TOP else ()
    return compute("top5_share", "total", *shares, marks=marks, notes=notes)


def _over_hundred(shares: Sequence[Operand]) -> bool:
    numbers = [value for value in map(operand_value, shares) if isinstance(value, Decimal)]
    slack = sum((share.step for share in shares if isinstance(share, Fact)), Decimal(0)) / 2
    return sum(numbers, Decimal(0)) > 1 + slack


def _hhi(shares: Sequence[Operand], over: bool) -> list[Computed]:
    """A lower and an upper bound in points; one number would claim to know the parties that are not named."""
    names = ("hhi_low", "hhi_high", "effective_parties")
    if over:
        return [missing(name, NOT_MEANINGFUL, Note("hhi.over_100"), measure="points") for name in names]
    complete = len(shares) == 1 and operand_value(shares[0]) == 1
    if len(shares) < MIN_HHI_NAMES and not complete:
        return [missing(name, NOT_FOUND, Note("hhi.no_names"), measure="points") for name in names]
    low = compute("hhi_low", "squares", *shares, measure="points")
    high = compute("hhi_high", "squares_upper", *shares, measure="points")
    return [low, high, compute("effective_parties", "inverse_points", low, measure="count")]


def _is_distributor(party: Party) -> bool:
    words = party.words("channel").casefold()
    return any(word in words for word in DISTRIBUTOR_WORDS)


def _name_metrics(table: TopTable, tables: dict[Period, TopTable]) -> list[Computed]:
    """How many names stayed and how many are new against the period before, by name within this filing."""
    line = chain(tables)
    before = line[line.index(table.period) - 1] if table.period in line and line.index(table.period) else None
    names = {plain_name(party.name) for party in table.parties[:TOP] if party.name}
    if before is None or not names or not tables[before].parties:
        return [missing("retained_names", NOT_FOUND, measure="count"), missing("new_names", NOT_FOUND, measure="count")]
    earlier = {plain_name(party.name) for party in tables[before].parties[:TOP]}
    note = Note("names.of", (str(len(names)), before.label))
    return [
        Computed("retained_names", "count", Decimal(len(names & earlier)), notes=(note,)),
        Computed("new_names", "count", Decimal(len(names - earlier)), notes=(note,)),
    ]


def _leader_metrics(table: TopTable, tables: dict[Period, TopTable], revenue: dict[Period, Computed], currency: str) -> list[Computed]:
    """Growth of the largest party, what it added to growth, and the growth without it."""
    names = ("top1_growth", "top1_contribution", "ex_top1_growth")
    prior = prior_period(table.period, tables)
    now = table.parties[0].amount if table.parties else None
    named = _amount_of(tables[prior], table.parties[0].name) if prior and table.parties else None
    then = named or (tables[prior].fifth_amount if prior else None)
    if now is None or then is None:
        return [missing(name, NOT_FOUND, Note("leader.not_named_before")) for name in names]
    low, high = ("at_least", "at_most") if named is None else ("", "")
    cells = [bounded(growth("top1_growth", now, then, currency), low)]
    total1, total0 = revenue.get(table.period), revenue.get(prior) if prior else None
    if total1 is None or total0 is None:
        return [*cells, *(missing(name, NOT_FOUND) for name in names[1:])]
    marks = (cells[0].marks | growth("", total1, total0, currency).marks) & {"low_base"}
    is_growing = (total1.value or 0) >= (total0.value or 0)
    contribution = compute("top1_contribution", "contribution", now, then, total1, total0, marks=marks)
    rest = compute("ex_top1_growth", "rest_growth", total1, now, total0, then, marks=marks)
    return [*cells, bounded(contribution, low if is_growing else high), bounded(rest, high)]


def bounded(cell: Computed, bound: str) -> Computed:
    """The cell as a bound: a party that was not named had at most what the fifth had (analysis 3.2). bound: at_least, at_most or ""."""
    if not bound or cell.value is None:
        return cell
    return replace(cell, marks=cell.marks | {bound}, notes=(*cell.notes, Note(f"bound.{bound}")))


def _party_growth(
    tables: dict[Period, TopTable], hidden: dict[tuple[str, Period], Computed], currency: str
) -> dict[tuple[str, Period], Computed]:
    """Growth of every party that one of the two periods names; the fifth amount stands in where the other does not.

    Where there is no fifth amount either, a share printed as a mark passes through as its text.
    """
    found: dict[tuple[str, Period], Computed] = {}
    for period, table in tables.items():
        prior = prior_period(period, tables)
        if prior is None:
            continue
        before = tables[prior]
        for name in dict.fromkeys(plain_name(party.name) for party in (*table.parties, *before.parties) if party.name):
            new, old = _amount_of(table, name), _amount_of(before, name)
            bound = "at_least" if old is None else "at_most" if new is None else ""
            last = new or table.fifth_amount or hidden.get((name, period))
            first = old or before.fifth_amount or hidden.get((name, prior))
            if last is not None and first is not None:
                cell = bounded(growth("party_growth", last, first, currency), bound)
                marked = next((each for each in (last, first) if isinstance(each, Computed)), None)
                found[name, period] = cell if marked is None else replace(cell, notes=marked.notes)
    return found


def _amount_of(table: TopTable, name: str) -> Fact | None:
    return next((party.amount for party in table.parties if plain_name(party.name) == plain_name(name)), None)


def recomputed_share(table: TopTable, revenue: Computed | None) -> Computed:
    """The five amounts over the revenue of the income statement: shows where the printed base is another one."""
    name = "top5_recomputed"
    amounts = [party.amount for party in table.parties if party.amount is not None]
    total = table.amount_total or (compute("", "total", *amounts, measure=amounts[0].measure) if amounts else None)
    unranked = table.total_amount is None and all(party.rank is None for party in table.parties)
    if revenue is None or total is None or unranked:  # giantec p.376: the note of a comparative interim names two customers, not five
        return missing(name, NOT_FOUND)
    cell = compute(name, "ratio", total, revenue)
    is_over = cell.value is not None and cell.value > 1
    marks = frozenset({"over_100"}) if is_over else frozenset()
    return compute(name, "ratio", total, revenue, marks=marks)
