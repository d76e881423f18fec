"""The parties of one period with their totals: what is a total, what is a part of the party above it, which period a group is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Cell, Period, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.labels import clean_label, join_wrapped, strip_footnotes
from analyzer.topics.concentration_heads import Column
from analyzer.topics.concentration_words import Mention, Words, squeeze

TOP = 5
PARTS_MIN = 3
"""Parties above a total that only its sum tells: two figures may add up to a third by chance."""
REST_MAX = 3
SUM_SLACK = Decimal("0.005")
"""Share of a total by which rounded parts may miss it."""
_PART = re.compile(r"\s*(?:其中(?:\s*[:：]|包括)|(?:of which|including)\b)", re.IGNORECASE)
_ROOM = re.compile(r"\b(?:our|the|of|group|single)\b|我[们們]|本集[团團]|本?公司|的|[\s:;,()'’–-]+", re.IGNORECASE)
_SUBTOTAL = re.compile(r"小[计計]\s*$|sub-?\s?total\s*$", re.IGNORECASE)


@dataclass
class Entry:
    """One party or one total row. figures: cells by column, several where a party has a row per product.

    shares_rank: its rank is the merged cell of the entry above.
    """

    names: list[Cell] = field(default_factory=list)
    rank: int | None = None
    figures: dict[int, list[Cell]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    is_total: bool = False
    has_subtotal: bool = False
    shares_rank: bool = False

    @property
    def label(self) -> str:
        return join_wrapped(clean_label(cell.text) for cell in self.names)

    @property
    def mark(self) -> str:
        return next((mark for mark in (strip_footnotes(cell.text)[1] for cell in reversed(self.names)) if mark), "")


@dataclass
class Group:
    """The parties of one period (and band) with their totals.

    is_band: a line over all columns that names no period opened it; largest: a row that says no more of its party than that.
    """

    periods: set[Period] = field(default_factory=set)
    scope: str = ""
    is_band: bool = False
    entries: list[Entry] = field(default_factory=list)
    totals: list[Entry] = field(default_factory=list)
    largest: Entry | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.totals) or len(self.entries) >= TOP


def join_torn(groups: Sequence[Group], columns: Sequence[Column]) -> list[Group]:
    """The groups without those that the rest of a wrapped cell opened: ranks go on below it, or the total is that of the rows above."""
    joined: list[Group] = []
    for group in groups:
        above = joined[-1] if joined else Group()
        if group.is_band and above.entries and not above.totals and goes_on(above, group, columns):
            above.entries += group.entries
            above.totals += group.totals
        else:
            joined.append(group)
    return joined


def goes_on(above: Group, below: Group, columns: Sequence[Column]) -> bool:
    """Whether the rows below a line over all columns belong to the group above it."""
    last = above.entries[-1].rank
    if below.entries:
        return last is not None and below.entries[0].rank == last + 1
    return bool(below.totals) and adds_up(above.entries, below.totals[0], columns)


def drop_parts(group: Group, columns: Sequence[Column]) -> None:
    """Leaves out the rows that split the party above them: 其中： rows, and rows without a rank of their own that add up to it."""
    join_members(group, columns)
    kept: list[Entry] = []
    index = 0
    while index < len(group.entries):
        entry = group.entries[index]
        kept.append(entry)
        index += 1 + part_count(entry, group.entries[index + 1 :], columns)
    group.entries[:] = kept


def join_members(group: Group, columns: Sequence[Column]) -> None:
    """Takes the subtotal below the companies of one group for the party, with their rank: 华天科技小计 below its two companies."""
    kept: list[Entry] = []
    for entry in group.entries:
        count = member_count(entry, kept, columns)
        if count:
            members = kept[-count:]
            del kept[-count:]
            entry = replace(entry, rank=members[0].rank, shares_rank=members[0].shares_rank)
        kept.append(entry)
    group.entries[:] = kept


def member_count(whole: Entry, above: Sequence[Entry], columns: Sequence[Column]) -> int:
    """How many of the rows above a row are the companies that it is the sum of: under its rank, or named as a subtotal."""
    if not (whole.shares_rank or (whole.rank is None and _SUBTOTAL.search(whole.label))):
        return 0
    for count in range(2, len(above) + 1):
        members = above[-count:]
        if whole.shares_rank and not all(entry.shares_rank and entry.rank == whole.rank for entry in members[1:]):
            return 0
        if adds_up(members, whole, columns):
            return count
    return 0


def part_count(whole: Entry, below: Sequence[Entry], columns: Sequence[Column]) -> int:
    """How many of the rows below a party are its parts."""
    opened = bool(below) and _PART.match(below[0].label) is not None
    run = 0
    while run < len(below) and ((whole.rank is not None and is_unranked(below[run])) or (opened and whole.rank is None)):
        run += 1
    sums = [count for count in range(1, run + 1) if adds_up(below[:count], whole, columns)]
    named = next((count for count, entry in enumerate(below) if not _PART.match(entry.label)), len(below))
    if whole.rank is None:
        return max(named, sums[0]) if opened and sums else named
    if opened:
        return max(run, named)
    return run if run > 1 and run in sums else 0


def is_unranked(entry: Entry) -> bool:
    return entry.rank is None or entry.shares_rank


def adds_up(parts: Sequence[Entry], whole: Entry, columns: Sequence[Column]) -> bool:
    """Whether the figures of a row are the sums of the parts, in every column that has them all."""
    sums = [is_sum(parts, whole, column.index) for column in columns]
    return any(sums) and False not in sums


def settle_total(group: Group, columns: Sequence[Column]) -> None:
    """Takes the last row for the total, whatever its label, where its figures are the sums of those above and it has no rank of its own."""
    *parts, last = group.entries or [Entry()]
    ranked = [entry for entry in parts if entry.rank is not None]
    if group.totals or len(parts) < 2 or (last.rank is not None and (not ranked or last.rank == len(parts) + 1)):
        return
    sums = [is_sum(parts, last, column.index) for column in columns]
    if any(sums) and None not in sums[:1] and all(answer is not False for answer in sums):
        group.entries.pop()
        group.totals.append(replace(last, is_total=True, rank=None))


def settle_inner_total(group: Group, columns: Sequence[Column]) -> None:
    """Takes the row that is the sum of all above it for the total, whatever its label, where the rows below are the rest and the whole."""
    entries = group.entries
    if group.totals or len(entries) <= PARTS_MIN:
        return
    for index in range(PARTS_MIN, len(entries) - 1):
        total, rest = entries[index], entries[index + 1 :]
        if (
            total.rank is None
            and all(entry.rank is None for entry in rest)
            and len(rest) <= REST_MAX
            and adds_up(entries[:index], total, columns)
        ):
            if len(rest) == 1 or adds_up([total, *rest[:-1]], rest[-1], columns):
                group.totals.append(replace(total, is_total=True))
                del entries[index:]
                return


def names_only(label: str, mention: Mention, words: Words) -> bool:
    """Whether a label says no more than of whom it is and that it is a share or total: Percentage of turnover of the largest customer."""
    rest = _ROOM.sub(" ", f"{label[: mention.start]} {label[mention.stop :]}").strip()
    return not rest or words.whole("about_largest", rest)


def is_alone(group: Group) -> bool:
    """Whether a group has one row above its total."""
    return len(group.entries) == 1 and bool(group.totals)


def settle_largest(group: Group, words: Words, kind: str) -> None:
    """Takes the only row above the total that is called nothing but the largest for what it is: no party of a table of five."""
    for entry in group.entries:
        label = squeeze(entry.label)
        mentions = words.mentions(label, ("largest",))
        if len(mentions) == 1 and mentions[0].kind == kind and names_only(label, mentions[0], words) and is_alone(group):
            group.entries.clear()
            group.largest = entry
            return


def is_sum(parts: Sequence[Entry], last: Entry, index: int) -> bool | None:
    """Whether the last row's figure in a column is the sum of the others; None where one is missing."""
    figures = [plain_figure(entry.figures.get(index, [])) for entry in (*parts, last)]
    known = [figure for figure in figures if figure is not None]
    if len(known) != len(figures):
        return None
    return abs(sum(known[:-1]) - known[-1]) <= SUM_SLACK * known[-1]


def plain_figure(cells: Sequence[Cell]) -> Decimal | None:
    """The figure of a column's one cell, unscaled."""
    if len(cells) != 1:
        return None
    try:
        return parse_amount(cells[0].text.replace("%", "").replace("％", "").strip(), Unit("", Decimal(1), "")).value
    except ReadError:
        return None


def assign_periods(groups: Sequence[Group], fallback: Period | None) -> Iterator[tuple[Group, Period | None]]:
    """Each group with its period: its own cell or band, the one above it where that is unfinished, else the caption's."""
    previous: tuple[Group, Period | None] | None = None
    for group in groups:
        period = next(iter(group.periods)) if len(group.periods) == 1 else None
        if period is None and not group.periods:
            period = previous[1] if previous and not previous[0].is_complete and not group.scope else fallback
        yield group, period
        previous = (group, period)
