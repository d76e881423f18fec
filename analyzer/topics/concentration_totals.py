"""Tables that give only the totals of the five largest: one row per measure and a column per period, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.model import Cell, Fact, Period, RawTable, Unit
from analyzer.read.labels import clean_label
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_facts import FactMaker, Surroundings
from analyzer.topics.concentration_heads import Column, Head, is_figure, money_unit, share_base
from analyzer.topics.concentration_titles import Title, find_scope, flows
from analyzer.topics.concentration_words import Words, squeeze


def read_totals_table(
    table: RawTable, head: Head, title: Title, unit: Unit | None, maker: FactMaker, year_end: FiscalYearEnd, fallback: Period | None
) -> Iterator[Fact]:
    """Totals by period. fallback: the period of a table with one column of figures that names none."""
    around = Surroundings(unit, "", title.scope, {})
    columns = {column.index: column for column in head.columns}
    for row in table.rows[head.row_count :]:
        yield from _by_row(row, columns, title, around, maker, fallback)
        yield from _by_column(row, columns, around, maker, year_end)


def _by_row(
    row: Sequence[Cell], columns: dict[int, Column], title: Title, around: Surroundings, maker: FactMaker, fallback: Period | None
) -> Iterator[Fact]:
    """A row whose label is one of the totals, with a figure under each period."""
    label = next((cell for cell in row if not is_figure(cell)), None)
    figures = [cell for cell in row if cell is not label and is_figure(cell)]
    if label is None or not figures:
        return
    words, text = maker.words, squeeze(label.text)
    is_share = row_kind(text, title, words, maker.concepts.kind)
    if is_share is None:
        return
    scope = find_scope(text, words.mentions(text, ("five",))[0], words) if words.mentions(text, ("five",)) else ""
    around = replace(around, scope=scope or around.scope)
    for cell in figures:
        period = columns[cell.col].period if cell.col in columns else None
        period = period or (fallback if len(figures) == 1 and not any(c.period for c in columns.values()) else None)
        if period is None:
            continue
        own = money_unit(text, maker.context.attribute("currency"))
        column = Column(cell.col, "share" if is_share else "amount", text, period, own, share_base(text, words) if is_share else "")
        concept = maker.concepts.total_share if is_share else maker.concepts.total
        fact = maker.figure_fact(cell, column, concept, clean_label(label.text), period, around)
        if fact is not None:
            yield fact


def row_kind(text: str, title: Title, words: Words, kind: str) -> bool | None:
    """True for the share of the five largest, False for their amount, None for another row."""
    mentions = words.mentions(text, ("five", "largest"))
    if words.found("row_block", text) or any(mention.kind != kind or mention.largest for mention in mentions):
        return None
    announced = (
        title.kind == kind
        and words.mentions(title.sentence, ("five",))
        and (words.found("total_label", text[:2]) or _opens_share(text, words))
    )
    if not mentions and not announced:
        return None
    if words.found("share_label", text):
        return True
    return False if words.found("amount_label", text) else None


def _opens_share(text: str, words: Words) -> bool:
    match = words.pattern("share_label").search(text)
    return match is not None and match.start() == 0


def _by_column(
    row: Sequence[Cell], columns: dict[int, Column], around: Surroundings, maker: FactMaker, year_end: FiscalYearEnd
) -> Iterator[Fact]:
    """A row of one period under columns whose words name the five largest (002057 p.23)."""
    found = {period for period, _, _ in flows(squeeze(row[0].text), year_end)} if row else set()
    if len(found) != 1 or is_figure(row[0]):
        return
    period = found.pop()
    named = False
    for cell in row[1:]:
        column = columns.get(cell.col)
        if column is None or column.role not in ("share", "amount") or not is_figure(cell):
            continue
        named = names_total(column, maker) or (named and column.role == "share" and _opens_share(column.header, maker.words))
        if not named:
            continue
        concept = maker.concepts.total_share if column.role == "share" else maker.concepts.total
        fact = maker.figure_fact(cell, column, concept, column.header, period, around)
        if fact is not None:
            yield fact


def names_total(column: Column, maker: FactMaker) -> bool:
    """Whether the words of a column name the five largest; a share right beside it (占主营业务收入的比例) is theirs too."""
    mentions = maker.words.mentions(column.header, ("five",))
    return bool(mentions) and mentions[0].kind == maker.concepts.kind and not maker.words.found("row_block", column.header)
