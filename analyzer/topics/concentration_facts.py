"""Parties and totals of a five-largest table -> facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Cell, Fact, Finding, Period, Unit
from analyzer.read.amounts import Amount, parse_amount
from analyzer.read.labels import split_rank, strip_footnotes
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_groups import TOP, Entry, Group, plain_figure
from analyzer.topics.concentration_head_cells import is_figure, money_unit
from analyzer.topics.concentration_heads import Column, share_base
from analyzer.topics.concentration_names import without_description, without_other_role
from analyzer.topics.concentration_words import Words, squeeze

RATIO = Unit("ratio", Decimal("0.01"), "%")
SHARE_MAX = Decimal("1.005")
SHARES_MAX = Decimal(102)
"""Sum of rounded shares in percent."""
TOTAL_SLACK = Decimal("1.1")
# A share that the text of the next column touches: "41.1% Memory chips", "22.4 Discrete GaN chips" (a page may hold one party alone).
_GLUED_SHARE = re.compile(
    r"(?:\d[\d.]*\s?[%％]|\d{1,2}\.\d{1,2})(?=\s+(?!(?:thousand|[mb]illion)s?\b|[十百千万萬亿億]+元?)[^\W\d])", re.IGNORECASE
)
_MONEY_CELL = re.compile(
    r"(?:approximately |[约約])?(?P<currency>HK\$|US\$|RMB|HKD|USD|人民[币幣]|港[币幣])\s?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<scale>(?:thousand|[mb]illion)s?|[十百千万萬亿億]+元?)",
    re.IGNORECASE,
)
NAME_START_CHARS = 4
LEFT_OUT_MIN = 3
_YES = re.compile(r"是|yes|y|√|关联方|關聯方|related", re.IGNORECASE)


@dataclass(frozen=True)
class Concepts:
    """The concept ids of one side."""

    kind: str
    amount: str
    share: str
    total: str
    total_share: str
    largest_share: str
    count: str = ""


SIDES = {
    "customers": Concepts(
        "customers",
        "customer_revenue",
        "customer_share",
        "top_customers_revenue",
        "top_customers_share",
        "largest_customer_share",
        "customer_count",
    ),
    "suppliers": Concepts(
        "suppliers", "supplier_purchases", "supplier_share", "top_suppliers_purchases", "top_suppliers_share", "largest_supplier_share"
    ),
}


ALSO = {"customers": "also supplier", "suppliers": "also customer"}
"""The relation of a party that stands on the other side too."""


@dataclass(frozen=True)
class Surroundings:
    """What holds for all rows of one table: unit of amounts without one of their own, base of the shares, scope, notes by mark."""

    unit: Unit | None
    base: str
    scope: str
    notes: dict[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyFields:
    """What a row says of its party beside the figures."""

    note: str
    channel: str
    relation: str


@dataclass
class FactMaker:
    """Makes the facts of one side; collects what it could not read in findings, refused, and of the current table
    the amounts without_unit, the other_shares beside the one that is kept and the parties left_out whole.
    """

    context: FilingContext
    concepts: Concepts
    words: Words
    findings: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    without_unit: list[Cell] = field(default_factory=list)
    other_shares: list[tuple[Column, Cell]] = field(default_factory=list)
    left_out: list[Entry] = field(default_factory=list)

    def begin_table(self) -> None:
        """Forgets what was collected of the table before."""
        for collected in (self.refused, self.without_unit, self.other_shares, self.left_out):
            collected.clear()

    def refuse(self, group: Group, why: str) -> None:
        """Leaves the parties of a group out; one or two rows without ranks may be the other parties and the whole, below the total."""
        self.refused.append(f"{len(group.entries)} parties {why}")
        if len(group.entries) >= LEFT_OUT_MIN or any(entry.rank is not None for entry in group.entries):
            self.left_out += group.entries

    def group_facts(self, group: Group, period: Period, columns: Sequence[Column], around: Surroundings) -> Iterator[Fact]:
        """Facts of one period. A table that names more than five without ranks is not read."""
        scope = group.scope or around.scope
        self.other_shares += other_shares(group, columns, scope)
        ranked = all(entry.rank is not None for entry in group.entries)
        if len(group.entries) > TOP and not ranked:
            self.refuse(group, f"without ranks in {period.label}")
            return
        if any(parts_exceed_whole(group, column) for column in chosen_columns(columns, scope) if column.role == "share"):
            self.refuse(group, f"with more than the whole in {period.label}")
            return
        places = places_by_size(group.entries, columns)
        for position, entry in enumerate(group.entries, 1):
            rank = entry.rank if ranked else places.get(position, position)
            if rank is not None and rank <= TOP:
                yield from self._party_facts(entry, rank, period, columns, replace(around, scope=scope))
        if group.largest is not None:
            yield from self._largest_facts(group.largest, period, columns, replace(around, scope=scope))
        for entry in group.totals[:1]:
            if not self._covers_more(group, entry, columns):
                yield from self._total_facts(entry, period, columns, replace(around, scope=scope))
        for entry in group.totals[1:]:
            if self.words.mentions(squeeze(entry.label), ("five",)):
                yield from self._total_facts(entry, period, columns, replace(around, scope=scope))

    def _covers_more(self, group: Group, total: Entry, columns: Sequence[Column]) -> bool:
        """Whether a total is that of all parties: more than the ones above it add up to."""
        for column in columns:
            parts = [plain_figure(entry.figures.get(column.index, [])) for entry in group.entries]
            whole = plain_figure(total.figures.get(column.index, []))
            known = [part for part in parts if part is not None]
            if column.role in ("amount", "share") and whole and known and len(known) == len(parts) and whole > TOTAL_SLACK * sum(known):
                self.refused.append(f"the total {total.label} is not that of the parties above it")
                return True
        return False

    def _party_facts(self, entry: Entry, rank: int, period: Period, columns: Sequence[Column], around: Surroundings) -> Iterator[Fact]:
        entry = replace(entry, names=without_description(entry.names, self.words))
        member, is_both = without_other_role(party_name(entry), self.concepts.kind)
        fields = self._entry_fields(entry, member, columns, around)
        if is_both and not fields.relation:
            fields = replace(fields, relation=ALSO[self.concepts.kind])
        for column in chosen_columns(columns, around.scope):
            cells = entry.figures.get(column.index, [])
            if len(cells) > 1:
                self.refused.append(f"{member} has {len(cells)} product rows and no subtotal in {period.label}")
            if len(cells) != 1:
                continue
            concept = self.concepts.share if column.role == "share" else self.concepts.amount
            fact = self.figure_fact(cells[0], column, concept, entry.label, period, around)
            if fact is not None:
                yield replace(fact, member=member, rank=rank, note=fields.note, channel=fields.channel, relation=fields.relation)

    def _largest_facts(self, entry: Entry, period: Period, columns: Sequence[Column], around: Surroundings) -> Iterator[Fact]:
        """The share of a party that is only called the largest."""
        for column in chosen_columns(columns, around.scope):
            for cell in entry.figures.get(column.index, []) if column.role == "share" else []:
                fact = self.figure_fact(cell, column, self.concepts.largest_share, entry.label, period, around)
                if fact is not None:
                    yield fact

    def _total_facts(self, entry: Entry, period: Period, columns: Sequence[Column], around: Surroundings) -> Iterator[Fact]:
        label = squeeze(entry.label)
        for column in chosen_columns(columns, around.scope):
            for cell in entry.figures.get(column.index, []):
                is_share = column.role == "share" or "%" in cell.text or "％" in cell.text
                if self.words.found("share_label", label) and column.role != "share" and not is_share:
                    continue
                concept = self.concepts.total_share if is_share else self.concepts.total
                own = replace(column, role="share", base=share_base(label, self.words)) if is_share and column.role != "share" else column
                fact = self.figure_fact(cell, own, concept, entry.label, period, around)
                if fact is not None:
                    yield fact

    def figure_fact(self, cell: Cell, column: Column, concept: str, label: str, period: Period, around: Surroundings) -> Fact | None:
        """One figure; None for blanks, nil shares and text. A censored share becomes a finding."""
        unit = RATIO if column.role == "share" else column.unit or around.unit
        text = cell.text
        if column.role == "amount" and (money := _MONEY_CELL.fullmatch(squeeze(text))) is not None:
            # HK$37.1 million: the cell names its own unit.
            own = money_unit(f"{money.group('currency')} {money.group('scale')}", self.context.attribute("currency"))
            unit, text = own or unit, money.group("number") if own else text
        if unit is None:
            self.without_unit += [cell] if is_figure(cell) else []
            return None
        amount = self._amount(replace(cell, text=text), unit)
        if amount is None or (amount.nil and unit.measure == "ratio") or (unit.measure == "ratio" and amount.value > SHARE_MAX):
            return None
        base = (column.base or around.base) if unit.measure == "ratio" else ""
        source = self.context.cell_source(cell)
        return Fact(
            self.concepts.kind, concept, label, period, amount.value, unit.measure, amount.step,
            scope=around.scope, qualifier=amount.qualifier, base=base, origin=source,
        )  # fmt: skip

    def _amount(self, cell: Cell, unit: Unit) -> Amount | None:
        text = cell.text.replace("\n", "")
        if unit.measure == "ratio" and (glued := _GLUED_SHARE.match(text)):
            text = glued.group(0)
        if self.words.whole("censored", text.strip()):
            message = f"{text.strip()!r} stands for a share below a threshold: neither missing nor zero"
            self.findings.append(Finding("info", "CENSORED_SHARE", message, (self.context.cell_source(cell),)))
            return None
        try:
            return parse_amount(text, unit)
        except ReadError:
            return None

    def _entry_fields(self, entry: Entry, member: str, columns: Sequence[Column], around: Surroundings) -> PartyFields:
        """note, channel and relation of a party: its columns, then its footnote."""
        marks = [entry.mark, *(strip_footnotes(cell.text)[1] for cells in entry.figures.values() for cell in cells)]
        notes = [
            around.notes[part] for mark in marks for part in re.findall(r"[(（\[]?[\da-z①-⑩*#]+[)）\]]?", mark) if part in around.notes
        ]
        notes += [text.strip() for text in around.remarks if member[:NAME_START_CHARS] in text and self.words.found("related_note", text)]
        note = " ".join(dict.fromkeys(notes))
        channel = next((m.groupdict().get("channel") or "" for m in self.words.search("channel_note", note)), "")
        relation = relation_of(note, self.words)
        for column in columns:
            text = entry.texts.get(column.index, "").replace("\n", "").strip()
            if column.role == "channel" and text:
                channel = text
            elif column.role == "relation" and _YES.match(text):
                relation = text if not re.fullmatch(r"是|yes|y|√", text, re.I) else column.header.removeprefix("是否") or "related party"
        return PartyFields(note, channel, relation)


def places_by_size(entries: Sequence[Entry], columns: Sequence[Column]) -> dict[int, int]:
    """The rank of each party without a printed one by its figures, by its position; nothing where one of them is not known.

    Parties of several periods in one table stand in the order of one of them.
    """
    for column in columns:
        figures = [plain_figure(entry.figures.get(column.index, [])) for entry in entries] if column.role in ("amount", "share") else []
        known = [figure for figure in figures if figure is not None]
        if known and len(known) == len(figures):
            order = sorted(range(len(known)), key=lambda index: -known[index])
            return {index + 1: place for place, index in enumerate(order, 1)}
    return {}


def parts_exceed_whole(group: Group, column: Column) -> bool:
    """Whether the shares add up to more than all: they are of different companies (peers, or each of its own whole)."""
    shares = [plain_figure(entry.figures.get(column.index, [])) for entry in group.entries[:TOP]]
    return sum((share for share in shares if share is not None), Decimal(0)) > SHARES_MAX


def relation_of(note: str, words: Words) -> str:
    """What a note says the party is to the company: shareholder, related party, or nothing."""
    match = words.pattern("related_note").search(note)
    if match is None:
        return ""
    return "shareholder" if re.search(r"股[东東]|shareholder", match.group(0)) else "related party"


def party_name(entry: Entry) -> str:
    """The name as printed without rank number and footnote mark; the rank words where nothing else is printed (第一名)."""
    rank, rest = split_rank(entry.label)
    if rank is None or not rest or entry.rank != rank:
        return entry.label
    return strip_footnotes(rest)[0]


def other_shares(group: Group, columns: Sequence[Column], scope: str) -> Iterator[tuple[Column, Cell]]:
    """The shares of a second base, which the parties cannot have under the same name: 占工业收入的比例 (002250 p.132)."""
    chosen = {column.index for column in chosen_columns(columns, scope)}
    for entry in (*group.entries, *group.totals):
        kept = [cell for index, cells in entry.figures.items() if index in chosen for cell in cells]
        for column in columns:
            if column.role == "share" and column.index not in chosen:
                yield from ((column, cell) for cell in entry.figures.get(column.index, []) if cell not in kept and is_figure(cell))


def chosen_columns(columns: Sequence[Column], scope: str) -> list[Column]:
    """The amount columns (one per currency) and one share column: of two, that of the whole, or the first in a limited table."""
    shares = [column for column in columns if column.role == "share"]
    whole = [column for column in shares if re.search(r"[总總]|[营營][业業]收入|total", column.base)]
    share = shares[:1] if scope or not whole else whole[:1]
    amounts: dict[str, Column] = {}
    for column in columns:
        if column.role == "amount":
            amounts.setdefault(column.unit.measure if column.unit else "", column)
    return sorted([*amounts.values(), *share], key=lambda column: column.index)
