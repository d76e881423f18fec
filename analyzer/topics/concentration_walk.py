"""The tables of one side in reading order: which are announced as five largest, and what each inherits from the one before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from analyzer.model import Cell, Period, RawTable, Unit
from analyzer.pdf.tables import COLUMN_SHIFT_PT, join_tables
from analyzer.read.periods import DECEMBER, FiscalYearEnd
from analyzer.read.units import find_scale
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_glued import part_glued_columns
from analyzer.topics.concentration_head_cells import join_remarks
from analyzer.topics.concentration_head_rows import HEADER_ROWS_MAX
from analyzer.topics.concentration_heads import (
    Head,
    claim_columns,
    head_period,
    head_text,
    is_remark,
    read_head,
    returning_rows,
    split_at_heads,
)
from analyzer.topics.concentration_letters import part_letter_names
from analyzer.topics.concentration_own import own_title, with_heading
from analyzer.topics.concentration_parts import lift_caption, split_at_new_heads, split_at_titles
from analyzer.topics.concentration_periods import PERIOD_CAPTION_CHARS, PERIOD_CELL_CHARS, period_again
from analyzer.topics.concentration_plain import closes_fives, plain_title, ranks_industry
from analyzer.topics.concentration_sides import (
    has_party_words,
    has_ranked_shape,
    is_of_balances,
    names_flows,
    table_kind,
    totals_five,
)
from analyzer.topics.concentration_titles import (
    Title,
    find_title,
    flows,
    heading_period,
    is_bare,
    is_bare_caption,
    is_only_title,
    names_point_only,
    one_period,
    parent_period,
    title_period,
)
from analyzer.topics.concentration_units import stated_unit
from analyzer.topics.concentration_words import Words, squeeze

_PERIOD_REST = re.compile(r"[\d\-—~至 ]*[年月度日止期间間]{1,3}")
_SCALE_HINT = re.compile("thousand|million|元[计計]")
TAIL_CHARS = 700
"""Below words on the five largest so near the page end their tables may stand overleaf."""


@dataclass
class Block:
    """A table announced as five largest, with what it inherits from the one before."""

    title: Title
    table: RawTable
    head: Head
    period: Period | None
    unit: Unit | None
    reason: str = ""


@dataclass
class Walk:
    """The tables met so far on the candidate pages of one side, in reading order."""

    context: FilingContext
    words: Words
    kind: str
    year_end: FiscalYearEnd = DECEMBER
    currency: str = ""
    blocks: list[Block] = field(default_factory=list)
    rejected: list[tuple[RawTable, str]] = field(default_factory=list)
    current: Block | None = None
    announced: tuple[Period | None, int] = (None, 0)

    def page(self, number: int) -> bool:
        """Takes the tables of a page; whether the next page may go on with the last one."""
        tables = [
            part
            for table in self.context.pages.tables(number)
            for part in split_at_titles(part_letter_names(part_glued_columns(table), self.words), self.words, self.year_end, self.currency)
        ]
        for split in (split_at_heads, split_at_new_heads):
            tables = [part for table in tables for part in split(table, self.words, self.year_end, self.currency)]
        for index, table in enumerate(tables):
            self._table(table, self._tail(number - 1) if index == 0 else "")
        goes_on = bool(tables) and self.current is not None and self.current.table.pages[-1] == number
        return goes_on or bool(self._tail(number))

    def _tail(self, number: int) -> str:
        """The end of a page's text where it announces a table that stands on the next page."""
        text = self._ending(number) if number >= 1 else ""
        return text if self.words.mentions(text, ("five",)) else ""

    def _ending(self, number: int) -> str:
        """What a page says below its last table, no more than TAIL_CHARS."""
        prose = self.context.pages.prose(number, number)
        bottom = max((table.bbox[3] for table in self.context.pages.tables(number)), default=0.0)
        span = range(max(0, len(prose.text) - TAIL_CHARS), len(prose.text))
        begin = bisect_left(span, True, key=lambda i: prose.place(i, i + 1)[1][3] > bottom + 1)
        return prose.text[span[begin] :] if begin < len(span) else ""

    def _table(self, table: RawTable, tail: str) -> None:
        table = join_remarks(lift_caption(table, self.words))
        head = read_head(table, self.words, self.year_end, self.currency)
        title = find_title(table.caption, self.words)
        if title is None and closes_fives(table, head, self.words):
            title = find_title(with_heading(table, self.context.pages.prose(table.pages[0], table.pages[0]).text, self.words), self.words)
        if title is None and tail and is_bare_caption(table.caption):
            title = find_title(f"{tail}\n{table.caption}", self.words)
        if title is not None and not title.names_five and totals_five(table, head, title.kind, self.words):
            title = replace(title, names_five=True)
        if (title is None or not title.names_five) and closes_fives(table, head, self.words):
            title = title or plain_title(table.caption, head.of("name")[0].header, self.words)
        elif title is not None and not title.names_five and not has_ranked_shape(head, self.words):
            title = None
        title = self._by_its_own_words(table, head, title)
        if title is not None:
            self._announced(table, head, title)
        elif self.current is None or not is_bare_caption(table.caption):
            self._labelled(table, head)
        elif self._fits(table, head := self._returned(table, head, self.current)):
            self._inherited(table, head, self.current)
        else:
            self._labelled(table, head)

    def _by_its_own_words(self, table: RawTable, head: Head, title: Title | None) -> Title | None:
        """The title; that of the table's own words where none of this side stands above it and it does not go on with the table before."""
        own = own_title(table, head, self.words, self.year_end)
        if own is None or (title is not None and own.kind in title.kinds):
            return title
        before = self.current
        goes_on = title is None and before is not None and before.title.kind == own.kind and is_bare_caption(table.caption)
        return title if goes_on and before is not None and self._fits(table, self._returned(table, head, before)) else own

    def _announced(self, table: RawTable, head: Head, title: Title) -> None:
        kind = table_kind(title, head, self.words)
        owed = title.settles and (bool(head.of("block")) or not names_flows(head, self.words))
        reason = "about receivables, payables or the like" if title.blocked or owed or is_of_balances(head, self.words) else ""
        if ranks_industry(title.sentence):
            reason = "the largest of an industry, not of the company"
        if names_point_only(title.sentence) and not reason and not any(column.period for column in head.columns):
            reason = "a balance at a date, not a period"
        if reason:
            self.rejected.append((table, reason))
            self.current = None
            return
        if kind != self.kind and title.names_five and self._holds_totals(table, head, title):
            self.blocks.append(Block(title, table, head, None, self._unit(table, title.sentence), "totals"))
        announced = self._period_of(table, head, title)
        self.announced = (announced, table.pages[-1]) if announced is not None else self.announced
        if kind != self.kind or (not (title.is_last and title.names_five) and not has_party_words(head, self.words)):
            self.current = None
            return
        period = announced or parent_period(title, self.year_end) or self._sibling_period(table, head, title)
        period = period or period_again(table, self.announced, self.words, self.year_end)
        self.current = Block(title, table, head, period, self._unit(table, title.sentence))
        self.blocks.append(self.current)

    def _period_of(self, table: RawTable, head: Head, title: Title) -> Period | None:
        """The period of a table by its head, its title or a line of its own above it."""
        period = head.name_period or title_period(title, self.year_end) or head_period(table.rows[: head.row_count], self.year_end)
        return period or heading_period(table.caption, self.year_end)

    def _holds_totals(self, table: RawTable, head: Head, title: Title) -> bool:
        """Whether a column or a row of a table of both sides gives the totals of this one."""
        labels = [squeeze(row[0].text) for row in table.rows[head.row_count :] if len(row) > 1]
        headers = [column.header for column in head.of("amount", "share")]
        named = [self.words.mentions(text, ("five",)) for text in (*headers, *labels)]
        return self.kind in title.kinds and any(len(found) == 1 and found[0].kind == self.kind for found in named)

    def _sibling_period(self, table: RawTable, head: Head, title: Title) -> Period | None:
        """The period of the table right above, where this one is of another part of the company and only its title parts them."""
        above = self.current
        if above is None or above.period is None or not title.scope or not above.title.scope or head.texts != above.head.texts:
            return None
        if above.title.kind != title.kind or not 0 <= table.pages[0] - above.table.pages[-1] <= 1 or flows(title.sentence, self.year_end):
            return None
        taken = any(block.title.scope == title.scope and block.period == above.period for block in self.blocks)
        return above.period if not taken and is_only_title(table.caption, self.words) else None

    def _labelled(self, table: RawTable, head: Head) -> None:
        """A table that only its own row labels make one: 其中：前 5 大客户销售 (002235 p.130)."""
        self.current = None
        labels = [squeeze(cell.text) for row in table.rows for cell in row if cell.col <= 1 or cell.row < max(head.row_count, 1)]
        mentions = [
            mention for label in labels for mention in self.words.mentions(label, ("five",)) if not self.words.found("block", label)
        ]
        if any(mention.kind == self.kind for mention in mentions):
            title = Title(self.kind, frozenset({self.kind}), squeeze(table.caption.splitlines()[-1] if table.caption else ""), "")
            period = one_period(squeeze(table.caption)[-PERIOD_CAPTION_CHARS:], self.year_end)
            self.blocks.append(Block(title, table, head, period, self._unit(table, ""), "totals"))

    def _returned(self, table: RawTable, head: Head, current: Block) -> Head:
        """The head of a table; that of the current one where it returns, also if the first lines of a party seem to belong to it."""
        if not head.columns or head.texts == current.head.texts:
            return head
        count = returning_rows(table, head, current.table, current.head, self.currency)
        again = read_head(table, self.words, self.year_end, self.currency, count)
        if again.of("name") and again.of("amount", "share"):
            return replace(again, texts=current.head.texts)
        return head

    def _fits(self, table: RawTable, head: Head) -> bool:
        """Whether a table without words of its own has the columns of the current one."""
        current = self.current
        if current is None or not 0 <= table.pages[0] - current.table.pages[-1] <= 1:
            return False
        if head.columns:
            return head.texts == current.head.texts
        few, many = sorted((table.columns, current.table.columns), key=len)
        if table.strategy == "ruled":
            return all(any(abs(left - start) <= COLUMN_SHIFT_PT for start, _ in many) for left, _ in few)
        # Names begin at one edge and figures end at one; a column of periods may be lost where they stand between the rows.
        return all(any(min(abs(left - start), abs(right - end)) <= COLUMN_SHIFT_PT for start, end in many) for left, right in few)

    def _inherited(self, table: RawTable, head: Head, current: Block) -> None:
        """Goes on with the current table, or opens one of the same title for the period that its caption names."""
        period = one_period(squeeze(table.caption), self.year_end) or self._period_before(table, head, current)
        if period is None and head.name_period not in (None, current.head.name_period):
            period = head.name_period
        if period == current.period and not is_total_row(current.table.rows[-1], self.words):
            period = None  # printed again over the rest of the table
        if period is None and not (head.periods and head.periods != current.head.periods):
            current.table = mend_cut_period(join_tables(current.table, table), current.head, self.year_end)
            below = current.table.rows[current.head.row_count :]
            current.head = replace(current.head, columns=tuple(claim_columns(current.head.columns, below)))
            return
        if not head.columns:
            upper = replace(current.table, rows=current.table.rows[: current.head.row_count])
            table = replace(join_tables(upper, table), pages=table.pages, bbox=table.bbox)
            head = current.head
        self.current = Block(current.title, table, head, period, self._unit(table, "") or current.unit)
        self.blocks.append(self.current)

    def _period_before(self, table: RawTable, head: Head, current: Block) -> Period | None:
        """The period that the last line of the page before names, for a table that begins anew: its own head, below a total."""
        last = current.table.pages[-1]
        if not head.columns or table.pages[0] == last or not current.table.rows or not is_total_row(current.table.rows[-1], self.words):
            return None
        ending = squeeze(self._ending(last))
        return one_period(ending, self.year_end) if is_bare(ending) else None

    def _unit(self, table: RawTable, sentence: str) -> Unit | None:
        """The money unit of a table's surroundings: its unit line, a line below its heads, the lines above it, the announcing sentence."""
        remarks = [cell.text for row in table.rows[:HEADER_ROWS_MAX] for cell in row if is_remark(cell)]
        for text in (table.unit_line, *remarks, *reversed(table.caption.splitlines()), sentence):
            unit = stated_unit(text, self.currency) if text else None
            if unit is not None:
                return with_scale(unit, table)
        return None


def is_total_row(row: Sequence[Cell], words: Words) -> bool:
    return any(words.whole("total_label", squeeze(cell.text)) for cell in row[:2])


def mend_cut_period(table: RawTable, head: Head, year_end: FiscalYearEnd) -> RawTable:
    """The table with a period that the page end cut (2023 年 1-6 / 月) in both of its cells."""
    rows = list(table.rows)
    firsts = [(index, row[0]) for index, row in enumerate(rows) if row and row[0].col == 0]
    repeated = {head_text(cell) for row in rows[: head.row_count] for cell in row}
    lefts = [(index, cell) for index, cell in firsts if index >= head.row_count and head_text(cell) not in repeated]
    for (above, upper), (below, lower) in pairwise(lefts):
        if upper.page == lower.page or not _PERIOD_REST.fullmatch(squeeze(lower.text)) or flows(squeeze(lower.text), year_end):
            continue
        text = f"{upper.text}{lower.text}"
        if len(flows(squeeze(text), year_end)) == 1 and len(text) <= PERIOD_CELL_CHARS:
            rows[above] = (replace(upper, text=text), *rows[above][1:])
            rows[below] = (replace(lower, text=text), *rows[below][1:])
    return replace(table, rows=tuple(rows))


def with_scale(unit: Unit, table: RawTable, header: str = "") -> Unit:
    """The unit with the scale that stands apart from its currency: RMB over a column, "(in thousands)" or 以百萬元計） below.

    header: the words of the unit's own column, whose scale goes before that of other lines.
    """
    if unit.scale != 1 or re.search("[元圆圓]", unit.text):
        return unit
    for text in (header, table.unit_line, *(cell.text for cell in table.cells() if _SCALE_HINT.search(cell.text))):
        scales: list[Decimal] = find_scale(text)
        if scales:
            return replace(unit, scale=scales[0], text=f"{unit.text} {text}")
    return unit
