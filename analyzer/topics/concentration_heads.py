"""What the columns of a five-largest table hold: their header words -> role, period, unit, base of the share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from analyzer.model import Cell, Period, RawTable, Unit
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped, strip_footnotes
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.columns import UNIT_REMARK
from analyzer.topics.concentration_head_cells import (
    RANK,
    UNIT_CHARS_MAX,
    money_unit,
    part_glued_shares,
    widen_heads,
    without_aside,
    without_rank_words,
)
from analyzer.topics.concentration_head_rows import header_row_count, is_unit_row, without_name_lines
from analyzer.topics.concentration_periods import MONTHS, PERIOD_CELL_CHARS, YEARS, is_head_of, read_period_words
from analyzer.topics.concentration_titles import flows, is_bare, rows_box
from analyzer.topics.concentration_words import Words, squeeze

Role = Literal["rank", "period", "name", "amount", "share", "channel", "relation", "text", "skip", "block"]
UNIT_ROWS_MAX = 2
_BASE = re.compile(r".*?(?:收入|[额額]|采[购購]|採購|[销銷]售|成本|量)(?:[总總]?(?:收入|金?[额額]|量|成本))*")
_GLUED_UNIT = re.compile(r"(?:(?:人民[币幣]|港[币幣]|美金?)[十百千万萬亿億]*|[十百千万萬亿億]+)(?:[元圆圓]|[港美]元)$|[港美]元$")
"""A unit that stands below the words of its column, glued to them: 銷售額千港元, 收入金額人民幣百萬元."""
_PERCENT = re.compile(r"\(?%\)?")
_PERCENT_END = re.compile(r"[%％]\s*[)）]?\s*$")


@dataclass(frozen=True)
class Column:
    """One column. header: its stacked words, squeezed; base: what a share is a share of, as printed."""

    index: int
    role: Role
    header: str
    period: Period | None = None
    unit: Unit | None = None
    base: str = ""


@dataclass(frozen=True)
class Head:
    """The columns of a table, the number of rows their words take, and the words without periods: what a repeated header shares."""

    columns: tuple[Column, ...]
    row_count: int
    texts: frozenset[str] = frozenset()

    def of(self, *roles: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def periods(self) -> frozenset[Period]:
        """The periods that the header names over its columns."""
        return frozenset(column.period for column in self.columns if column.period is not None)

    @property
    def name_period(self) -> Period | None:
        """The period that the words over the names carry, where no other column has one: it is that of the table."""
        titled = titled_column(self.columns)
        return None if titled is None else self.columns[titled].period


def head_text(cell: Cell) -> str:
    """The words of a head's cell, the same on every page that repeats it."""
    return squeeze(cell.text).casefold().replace(" ", "")


def header_words(rows: Sequence[Sequence[Cell]], index: int) -> list[str]:
    """The header cells over one column, top down; of two in one row the one that stands over fewer columns."""
    over = [[cell for cell in row if cell.col <= index < cell.col + cell.colspan and not is_remark(cell)] for row in rows]
    return [min(reversed(cells), key=lambda cell: cell.colspan).text for cells in over if cells]


def is_remark(cell: Cell) -> bool:
    """Whether a line below the heads states the unit of all amounts: (RMB in thousands, except percentages)."""
    return UNIT_REMARK.search(cell.text) is not None


def read_head(table: RawTable, words: Words, year_end: FiscalYearEnd, currency: str, row_count: int | None = None) -> Head:
    """Columns of a table by its own header rows; no columns where it has none. row_count: how many rows these are, where it is known."""
    count = without_name_lines(table.rows, header_row_count(table.rows), words, currency) if row_count is None else row_count
    if count == 0:
        return Head((), 0)
    heads = [*table.rows[:count], *(row for row in table.rows[count : count + UNIT_ROWS_MAX] if is_unit_row(row, currency))]
    heads = part_glued_shares([without_rank_words(row, words) for row in heads], currency)
    heads = widen_heads(heads, table.rows[count:], currency)
    columns = []
    for index in range(table.column_count):
        columns.append(read_column(index, header_words(without_aside(heads, index, words, currency), index), words, year_end, currency))
    columns = with_shares_beside(columns, heads)
    columns = without_open_lengths(columns, heads, year_end)
    titled = titled_column(columns)
    known = [column for column in columns if column.role in ("name", "amount", "share", "rank", "block")]
    if len(known) < 2 and not any(column.period for column in columns):
        return Head((), 0)
    texts = (head_text(cell) for row in table.rows[:count] for cell in row if cell.col != titled and not is_bare(squeeze(cell.text)))
    return Head(tuple(claim_columns(columns, table.rows[count:])), count, frozenset(text for text in texts if text))


def with_shares_beside(columns: list[Column], heads: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, shares without a period of their own with that of the amount at their left: years may stand over the amounts alone."""
    bare = {c.index for c in columns if c.period is None and _PERCENT.fullmatch(squeeze(next(iter(header_words(heads, c.index)[-1:]), "")))}
    undated = bare | {column.index for column in columns if column.period is None and column.role == "share"}
    dated = {column.index: column.period for column in columns if column.role == "amount" and column.period is not None}
    taken = {column.period for column in columns if column.role == "share"}
    if not undated or any(dated.get(index - 1) is None or dated[index - 1] in taken for index in undated):
        return columns
    return [replace(column, role="share", period=dated[column.index - 1]) if column.index in undated else column for column in columns]


def without_open_lengths(columns: list[Column], heads: Sequence[Sequence[Cell]], year_end: FiscalYearEnd) -> list[Column]:
    """The columns without figures of years of which the heads do not say for sure that they are whole.

    Beside "Year ended 31 March" and "Four months ended 31 July" a year under neither may be of either, and so may every year where
    no column is found under the months.
    """
    dated = [column for column in columns if column.role in ("amount", "share") and column.period is not None]
    cells = [cell for row in heads for cell in row]
    months = [cell for cell in cells if is_head_of(MONTHS, cell.text, year_end)]
    if not months or not dated:
        return columns
    years = [cell for cell in cells if is_head_of(YEARS, cell.text, year_end)]
    under = {index for cell in (*years, *months) for index in range(cell.col, cell.col + cell.colspan)}
    found = any(column.period is not None and column.period.months != 12 for column in dated)
    sure = {(c.period, c.role) for c in dated if c.index in under}

    def is_sure(column: Column) -> bool:
        """Under a head, or the share beside the amount that is."""
        other = "share" if column.role == "amount" else "amount"
        return column.index in under or ((column.period, other) in sure and (column.period, column.role) not in sure)

    is_open = {c.index for c in dated if c.period and c.period.months == 12 and (not found or (years and not is_sure(c)))}
    return [replace(column, role="skip", period=None) if column.index in is_open else column for column in columns]


def titled_column(columns: Sequence[Column]) -> int | None:
    """The column of names over which the table's own title with its period stands, where the figures have no periods."""
    found = [column.index for column in columns if column.role == "name" and column.period is not None and flows(column.header)]
    dated = any(column.period is not None for column in columns if column.role in ("amount", "share"))
    return found[0] if len(found) == 1 and not dated else None


def split_at_heads(table: RawTable, words: Words, year_end: FiscalYearEnd, currency: str) -> list[RawTable]:
    """The table in its parts: one begins wherever the head returns with another period over the names."""
    head = read_head(table, words, year_end, currency)
    titled = titled_column(head.columns)
    if titled is None:
        return [table]
    count = head.row_count
    upper = head_row_texts(table.rows[:count], titled)
    starts = [0]
    for index in range(count, len(table.rows) - count):
        rows = table.rows[index : index + count]
        if head_row_texts(rows, titled) == upper and title_in_head(header_words(rows, titled), words, year_end) is not None:
            starts.append(index)
    parts = [replace(table, rows=table.rows[begin:end]) for begin, end in pairwise([*starts, len(table.rows)])]
    below = [replace(part, caption="", bbox=rows_box(part)) for part in parts[1:]]
    return [replace(parts[0], bbox=rows_box(parts[0])), *below] if below else [table]


def head_row_texts(rows: Sequence[Sequence[Cell]], titled: int) -> list[list[tuple[int, str]]]:
    """The words of a head without those over the names."""
    return [[item for item in row_texts(row) if item[0] != titled] for row in rows]


def title_in_head(cells: Sequence[str], words: Words, year_end: FiscalYearEnd) -> Period | None:
    """The period of a column whose words are nothing but the five largest and that period."""
    text = squeeze(strip_footnotes(join_wrapped(cells))[0])
    found = flows(text, year_end)
    mentions = words.mentions(text, ("five",)) if len(found) == 1 else []
    is_title = len(mentions) == 1 and is_bare(text[: mentions[0].start] + text[mentions[0].stop :])
    return found[0][0] if is_title else None


def returning_rows(table: RawTable, head: Head, before: RawTable, head_before: Head, currency: str) -> int:
    """How many rows of a head stand over both tables: below them only the first lines of a party may differ, no units."""
    rows, others = table.rows[: head.row_count], before.rows[: head_before.row_count]
    shared = min(len(rows), len(others))
    # By their words alone: with few rows on a page its columns may be found otherwise.
    count = next((index for index in range(shared) if words_of(rows[index]) != words_of(others[index])), shared)
    rest = [cell.text for row in (*rows[count:], *others[count:]) for cell in row]
    return 0 if any(holds_unit(text, currency) for text in rest) else count


def words_of(row: Sequence[Cell]) -> str:
    """The words of a row of heads, whichever of them stand in one cell: few rows leave no gap between two heads."""
    return "".join(head_text(cell) for cell in row)


def row_texts(row: Sequence[Cell]) -> list[tuple[int, str]]:
    return [(cell.col, head_text(cell)) for cell in row]


def holds_unit(text: str, currency: str) -> bool:
    return "%" in squeeze(text) or money_unit(squeeze(text).strip("()"), currency) is not None


def head_period(rows: Sequence[Sequence[Cell]], year_end: FiscalYearEnd) -> Period | None:
    """The one period that stands alone in a row of the head: what follows is of it (（1）2025年1-6月 in a table without vertical rules)."""
    lone = [squeeze(row[0].text) for row in rows if len(row) == 1 and is_bare(squeeze(row[0].text))]
    found = {period for text in lone for period, _, _ in flows(text, year_end)}
    return found.pop() if len(found) == 1 else None


def read_column(index: int, cells: Sequence[str], words: Words, year_end: FiscalYearEnd, currency: str) -> Column:
    """One column by its header words alone."""
    title = title_in_head(cells, words, year_end)
    if title is not None:
        return Column(index, "name", squeeze(strip_footnotes(join_wrapped(cells))[0]), title)
    said = read_period_words(cells, year_end)
    header = squeeze(strip_footnotes(join_wrapped(said.rest))[0])
    named = header_unit(header, said.rest, currency)
    role = header_role(header, words, named)
    if _PERCENT.fullmatch(squeeze(cells[-1]) if cells else "") and (
        role in ("amount", "share") or not header or words.whole("approx_head", header)
    ):
        # The bare % on the last line is the column's own, whatever stands over it and its neighbour.
        role = "share"
    if not said.is_clear and role in ("amount", "share"):
        role = "skip"
    unit = named if role in ("amount", "block") else None
    base = share_base(header, words) if role == "share" else ""
    return Column(index, role, header, said.period, unit, base)


def header_unit(header: str, own: Sequence[str], currency: str) -> Unit | None:
    """The money unit over a column: in its words, at their end (銷售額千港元), or on their last line (元, HK$'000)."""
    last = squeeze(own[-1].splitlines()[-1]) if own else ""
    glued = _GLUED_UNIT.search(header)
    texts = (header, glued.group(0) if glued else "", last if len(last) <= UNIT_CHARS_MAX else "")
    return next((unit for text in texts if text and (unit := money_unit(text, currency))), None)


def header_role(header: str, words: Words, unit: Unit | None) -> Role:
    """The role that a column's words and their money unit give it; text where they say nothing."""
    plain = re.sub(r"\(.*?\)$|[*#]", "", header).strip()
    for role in ("rank", "name", "channel", "relation"):
        if words.whole(f"{role}_head", plain):
            return role
    if words.found("block_head", header):
        return "block"
    if words.whole("period_head", plain):
        return "period"
    if words.found("skip_head", header) and not words.found("share_head", header) and not unit:
        return "skip"
    if words.found("share_head", header):
        return "share"
    if unit or (words.found("amount_head", header) and not words.found("text_head", header)):
        return "skip" if (unit and "/" in unit.measure) or words.found("skip_head", header) else "amount"
    return "text"


def share_base(text: str, words: Words) -> str:
    """What a share is a share of, as printed: 占主营业务收入的比例 gives 主营业务收入."""
    for match in words.search("base_share", text):
        base = words.pattern("base_strip").sub("", re.sub(r"\(.*?\)?$|^.* of (?:our |the )?", "", match.group("base"))).strip()
        if base:
            noun = _BASE.match(base)
            return noun.group(0) if noun else base
    return ""


def claim_columns(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Columns corrected by what stands in them: a period, rank or name column needs no words of its own."""
    columns = with_ranks(columns, rows)
    named = next((column for column in columns if column.role == "name"), None)
    result = [
        claim_left(column, column_texts(column.index, rows)) if named is None or column.index < named.index else column
        for column in columns
    ]
    spare = [c for c in result if c.role == "text" and has_names(c.index, rows)]
    if named is None and spare:
        result[spare[0].index] = replace(spare[0], role="name")
    elif named is not None:
        # Names begin left of a centred header, which then stands over the totals only.
        beside = [c for c in spare if abs(c.index - named.index) == 1 and not c.header]
        fuller = max(beside, key=lambda c: name_count(c.index, rows), default=named)
        if name_count(fuller.index, rows) > 2 * name_count(named.index, rows):
            result[fuller.index] = replace(fuller, role="name", header=named.header)
            result[named.index] = replace(named, role="text")
    result = [claim_figures(column, column_texts(column.index, rows)) for column in result]
    return [replace(column, role="text") if is_empty_twin(column, columns, rows) else column for column in result]


def with_ranks(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, one of ranks under the word over them and the names taken for what it is: Customer, over 1. | Customer A."""
    result = list(columns)
    for column, beside in pairwise(columns):
        if column.role != "name" or beside.role not in ("name", "text", "period") or beside.header not in ("", column.header):
            continue
        full = [row for row in rows if len(row) > 1 and row[0].col <= column.index]
        pairs = [(cell, other) for row in full for cell, other in pairwise(row) if (cell.col, other.col) == (column.index, beside.index)]
        ranked = sum(RANK.fullmatch(cell.text) is not None and not looks_like_amount(other.text) for cell, other in pairs)
        if ranked and 2 * ranked > sum(cell.col == column.index for row in full for cell in row):
            result[column.index] = replace(column, role="rank")
            result[beside.index] = replace(beside, role="name", header=column.header)
    return result


def claim_figures(column: Column, texts: Sequence[str]) -> Column:
    """A column that only a period stands over with the role that its figures show: shares have their % printed in every cell."""
    if column.role not in ("period", "text") or column.period is None or column.header:
        return column
    figures = [text for text in texts if looks_like_amount(text) and re.search(r"\d", text)]
    if not figures or 2 * len(figures) < len(texts):
        return column
    shares = sum(_PERCENT_END.search(text) is not None for text in figures)
    if shares in (0, len(figures)):
        return replace(column, role="share" if shares else "amount")
    return column


def is_empty_twin(column: Column, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column of figures holds nothing, and another under the same head, wider than they are, holds them."""
    if column.role not in ("amount", "share") or column_texts(column.index, rows):
        return False
    beside = [other for other in columns if abs(other.index - column.index) == 1 and replace(other, index=column.index) == column]
    return any(column_texts(other.index, rows) for other in beside)


def claim_left(column: Column, texts: Sequence[str]) -> Column:
    """A column at the left with the role that its cells show: periods or ranks."""
    if column.index > 1 or column.role not in ("period", "text", "rank"):
        return column
    named = [text for text in texts if len(flows(squeeze(text))) == 1 and len(squeeze(text)) < PERIOD_CELL_CHARS]
    ranks = [text for text in texts if RANK.fullmatch(text)]
    if len(ranks) > 1 and len(ranks) > len(named):
        return replace(column, role="rank")
    if named and len(named) * 3 >= len(texts) and column.role != "rank":
        return replace(column, role="period")
    return replace(column, role="text") if column.role == "period" and (texts or not column.header) else column


def column_texts(index: int, rows: Sequence[Sequence[Cell]]) -> list[str]:
    return [cell.text for row in rows for cell in row if cell.col == index and cell.text.strip()]


def name_count(index: int, rows: Sequence[Sequence[Cell]]) -> int:
    """How many cells of a column are words, in rows with further cells."""
    return sum(cell.col == index and not looks_like_amount(cell.text) for row in rows if len(row) > 1 for cell in row)


def has_names(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(cell.col == index and not looks_like_amount(cell.text) and len(cell.text.strip()) > 1 for row in rows for cell in row)
