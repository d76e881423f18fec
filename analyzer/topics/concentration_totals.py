"""Tables that give only the totals of the five largest: one row per measure and a column per period, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.model import Cell, Fact, Period, RawTable, Unit
from analyzer.read.labels import clean_label
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_facts import FactMaker, Surroundings
from analyzer.topics.concentration_head_cells import is_figure, money_unit
from analyzer.topics.concentration_heads import Column, Head, share_base
from analyzer.topics.concentration_lists import list_facts
from analyzer.topics.concentration_titles import Title, find_scope, flows
from analyzer.topics.concentration_words import Words, squeeze

_WHOLE = re.compile(r"100(?:\.0+)?\s?[%％]?")
_ROOM = re.compile(
    r"合[计計共]|小[计計]|其中|total|in aggregate|aggregate|combined|together|\b(?:our|the|of|(?:group|company)['’]s)\b|[\s:;,()•–-]+",
    re.IGNORECASE,
)


def read_totals_table(
    table: RawTable, head: Head, title: Title, unit: Unit | None, maker: FactMaker, year_end: FiscalYearEnd, fallback: Period | None
) -> Iterator[Fact]:
    """Totals by period. fallback: the period of a table with one column of figures that names none."""
    around = Surroundings(unit, "", title.scope, {})
    columns = {column.index: column for column in head.columns}
    bases = whole_rows(table, columns)
    above = ""
    for row in table.rows[head.row_count :]:
        above = next((mention.kind for mention in maker.words.mentions(squeeze(row[0].text), ("five",))), above) if row else above
        found = [
            *_by_row(row, columns, title, around, maker, fallback, above),
            *_by_head(row, columns, bases, around, maker),
            *_by_column(row, columns, around, maker, year_end),
        ]
        yield from found or list_facts(row, columns, around, maker, fallback)


def _by_row(
    row: Sequence[Cell],
    columns: dict[int, Column],
    title: Title,
    around: Surroundings,
    maker: FactMaker,
    fallback: Period | None,
    above: str,
) -> Iterator[Fact]:
    """A row whose label is one of the totals, with a figure under each period. above: the side that the last row named."""
    label = next((cell for cell in row if not is_figure(cell)), None)
    figures = [cell for cell in row if cell is not label and is_figure(cell)]
    if label is None or not figures:
        return
    words, text = maker.words, squeeze(label.text)
    is_share = row_kind(text, title, words, maker.concepts.kind, above)
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


def whole_rows(table: RawTable, columns: dict[int, Column]) -> dict[int, str]:
    """By share column: the label of its first row that is 100%, which the other shares are shares of (原材料消耗, 002235 p.84)."""
    found: dict[int, str] = {}
    for row in table.rows:
        for cell in row[1:]:
            if cell.col in columns and columns[cell.col].role == "share" and _WHOLE.fullmatch(cell.text.strip()) and not is_figure(row[0]):
                found.setdefault(cell.col, clean_label(row[0].text))
    return found


def _by_head(
    row: Sequence[Cell], columns: dict[int, Column], bases: dict[int, str], around: Surroundings, maker: FactMaker
) -> Iterator[Fact]:
    """A row whose label is nothing but the five largest, or the largest: what its figures are stands over them, with their periods."""
    text = squeeze(row[0].text) if row else ""
    mentions = maker.words.mentions(text, ("five", "largest"))
    if len(mentions) != 1 or mentions[0].kind != maker.concepts.kind or _ROOM.sub("", text[: mentions[0].start] + text[mentions[0].stop :]):
        return
    around = replace(around, scope=find_scope(text, mentions[0], maker.words) or around.scope)
    for cell in row[1:]:
        column = columns.get(cell.col)
        if column is None or column.period is None or column.role not in ("amount", "share") or not is_figure(cell):
            continue
        own = replace(column, base=column.base or bases.get(cell.col, "")) if column.role == "share" else column
        concept = maker.concepts.total_share if column.role == "share" else maker.concepts.total
        if mentions[0].largest:
            # Of the largest alone only the share is a concept.
            concept = maker.concepts.largest_share if column.role == "share" else ""
        fact = maker.figure_fact(cell, own, concept, clean_label(row[0].text), column.period, around) if concept else None
        if fact is not None:
            yield fact


def row_kind(text: str, title: Title, words: Words, kind: str, above: str = "") -> bool | None:
    """True for the share of the five largest, False for their amount, None for another row.

    A share without a name of its own is that of the row above, or of the side whose total it is a share of: 占年度采购总额的比例.
    """
    mentions = words.mentions(text, ("five", "largest"))
    if words.found("row_block", text) or any(mention.kind != kind or mention.largest for mention in mentions):
        return None
    buys, sells = words.found("purchase_head", text), words.found("sales_head", text)
    side = above or (title.kind if buys == sells else "suppliers" if buys else "customers")
    if not mentions and buys != sells and (kind == "suppliers") != buys:
        return None
    announced = (
        side == kind and words.mentions(title.sentence, ("five",)) and (words.found("total_label", text[:2]) or _opens_share(text, words))
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
