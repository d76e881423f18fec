"""Printed lines -> blocks that are one table each: cut at prose, gaps, titles and heads; what stands above a table's heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.pdf.segments import (
    YEAR,
    YEAR_START,
    Segment,
    have_places_of_their_own,
    is_row,
    split_at_blanks,
    split_at_gaps,
    split_before_years,
    year_of,
)

PROSE_SHARE = 0.62
"""Share of the text width from which a line without figures is prose, not a label."""
BLOCK_GAP_PT = 70
HUNG_EDGE_PT = 5
"""How far the right edges of one column stand apart where a closing parenthesis may hang over."""
ROWS_MIN = 2
LABEL_LINES_MAX = 3
HEADS_MIN = 3
WIDE_GAP_SIZE = 0.4
HEAD_OVER_PT = 6.0
WHOLE_WIDTH_PT = 12.0
PERIOD_LINE = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:截至)?\s*(?:(?:19|20)\s?\d\s?\d|二[零〇○OＯ]\S\S)\s*年?[^。；;]{0,20}[:：]?\s*$"
    r"|(?:for the\s+)?(?:financial\s+)?(?:years?|(?:\w+\s+)?months?|period)\s+ended\s+[\w\s,]{6,24}$",
    re.IGNORECASE,
)
"""A line that names the period of the table below it: 2010 年 1-6 月, （2）2009年度, Year ended 31 March 2016."""
LEAD_IN = re.compile(
    r"(?:如下|下表|所示|列示|載列)[\u4e00-\u9fff]{0,4}\s*[:：]\s*$|^\s*下表[\u4e00-\u9fff].*[:：]\s*$"
    r"|(?:as follows|(?:set (?:out|forth)|shown) below|the following)\s*:\s*$",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(r"\s*[(（]?[单單]位[:：]")
STATEMENT_TITLE = re.compile(
    r"(?:[资資][产產][负負][债債]|利[润潤]|[损損]益|[现現]金流量|[权權]益[变變][动動]|[财財][务務][状狀][况況]|利[润潤]分配)表\s*(?:[（(][^（()）]{0,8}[)）])?\s*$"
)
"""A statement's title in a line of its own begins another table: 母公司利润表 right below 合并利润表."""
CAPITAL_TITLE = re.compile(r"[A-Z][A-Z ,&’'/-]{3,}")
"""The title of a section: EMPLOYEES."""
TITLE_MARKS = re.compile(r"[\d:：;；。]|\.\s*$")
RECLASSIFIED = re.compile(r"\breclassified\b.{0,40}\bprofit\s+(?:or|and)\s+loss\b|重新?分[類类].{0,6}[損损]益", re.IGNORECASE)
"""A heading within a statement, whatever it ends with: "Other comprehensive income that may be reclassified to profit or loss:"."""


def is_prose(segments: Sequence[Segment], text_width: float) -> bool:
    """A line of running text: one wide segment, or a footnote mark and one."""
    return any(segment.width > PROSE_SHARE * text_width and not segment.is_amount for segment in segments)


def heads_apart(rows: Sequence[tuple[Segment, ...]], index: int) -> tuple[Segment, ...]:
    """A line as wide as prose cut into the heads that it is: at gaps between Chinese, each part over a figure of its own right below.

    設計產能 實際產量 利用率 for three years stand nearer to each other than columns do, and so do the years below them. Of other
    languages only heads that come again in the same order: Production Production Utilization, three times.
    """
    line = rows[index]
    below = next((row for row in rows[index + 1 : index + 2 + LABEL_LINES_MAX] if is_row(row)), ())
    spans = [(segment.box[0] - HEAD_OVER_PT, segment.box[2] + HEAD_OVER_PT) for segment in below]
    for parts in (
        tuple(part for segment in line for part in split_at_blanks(segment, WIDE_GAP_SIZE)),
        years_apart(line),
        groups_apart(line),
    ):
        if len(parts) >= HEADS_MIN and have_places_of_their_own(parts, spans):
            return parts
    words = words_apart(line)
    heads = rows[index + 1] if words and index + 1 < len(rows) else ()
    spans = [(segment.box[0] - HEAD_OVER_PT, segment.box[2] + HEAD_OVER_PT) for segment in heads]
    return words if words and len(words) == len(spans) and have_places_of_their_own(words, spans) else line


def words_apart(line: Sequence[Segment]) -> tuple[Segment, ...]:
    """A line cut between all of its words, where they come again in the same order: Designed Production Utilization, three times."""
    words = [word for segment in line for word in segment.words]
    texts = [word.text for word in words]
    sizes = [size for size in range(2, len(texts) // 2 + 1) if len(texts) % size == 0]
    if not any(texts == texts[:size] * (len(texts) // size) for size in sizes):
        return ()
    return tuple(Segment((word,), line[0].line) for word in words)


def groups_apart(line: Sequence[Segment]) -> tuple[Segment, ...]:
    """A line cut at all its wider gaps, where what they part comes again in the same order; () for any other."""
    parts = [part for segment in line for part in split_at_gaps(segment, WIDE_GAP_SIZE)]
    texts = [part.text for part in parts]
    sizes = [size for size in range(2, len(texts) // 2 + 1) if len(texts) % size == 0]
    return tuple(parts) if any(texts == texts[:size] * (len(texts) // size) for size in sizes) else ()


def years_apart(line: Sequence[Segment]) -> tuple[Segment, ...]:
    """A line that is nothing but years, each year by itself: 2014 年 2015 年 2016 年 thrice under three measures; () for any other."""
    parts = [part for segment in line for part in split_before_years(segment)]
    return tuple(parts) if all(year_of(part.text) is not None for part in parts) else ()


def is_lead_in(segments: Sequence[Segment]) -> bool:
    """A line that announces the next table, however short: 2012 年，本公司前五大客户的销售情况如下："""
    return len(segments) == 1 and bool(LEAD_IN.search(segments[0].text))


def is_inner_heading(rows: Sequence[tuple[Segment, ...]], index: int) -> bool:
    """Whether a wide line stands within a table: right below a row or a line of its units, above rows with figures in the same columns.

    "Other comprehensive income for the year (after tax and reclassification adjustments)". A line with digits, a colon or a
    full stop is the title of another table, unless it says what will be reclassified, where other headings may stand above it.
    """
    line = rows[index]
    reclassified = len(line) == 1 and bool(RECLASSIFIED.search(line[0].text))
    if len(line) != 1 or not index or (TITLE_MARKS.search(line[0].text) and not reclassified):
        return False
    below = next((row for row in rows[index + 1 : index + 2 + LABEL_LINES_MAX] if is_row(row)), ())
    last = rows[index - 2] if index > 1 and len(rows[index - 1]) > 1 and not is_row(rows[index - 1]) else rows[index - 1]
    if reclassified:
        last = next((row for row in rows[max(0, index - 1 - LABEL_LINES_MAX) : index][::-1] if is_row(row)), last)
    above = [segment.box[2] for segment in last if segment.is_amount]
    edges = [segment.box[2] for segment in below[1:] if segment.is_amount]
    years = any(YEAR.fullmatch(segment.text) for segment in below)
    shared = sum(any(abs(edge - other) <= HUNG_EDGE_PT for other in above) for edge in edges)
    # One figure may have no other above it: the number of a note.
    return not years and shared > 1 and shared >= len(edges) - 1


def is_wide_row(rows: Sequence[tuple[Segment, ...]], index: int) -> bool:
    """Whether a line as wide as prose is a row whose label is long: its figures stand under or over those of the next row or the last.

    "Decrease in fair value of financial assets at fair value through profit or loss, net (144,095) (165,710)".
    """
    edges = figure_edges(rows[index])
    near = (*rows[max(0, index - 1 - LABEL_LINES_MAX) : index][::-1], *rows[index + 1 : index + 2 + LABEL_LINES_MAX])
    others = [other for row in near if len(other := figure_edges(row)) > 1]
    return len(edges) > 1 and any(all(any(abs(edge - o) <= HUNG_EDGE_PT for o in other) for edge in edges) for other in others)


def figure_edges(line: Sequence[Segment]) -> list[float]:
    """Where the figures of a line end, years aside."""
    return [segment.box[2] for segment in line[1:] if segment.is_amount and not YEAR.fullmatch(segment.text)]


def split_blocks(rows: Sequence[tuple[Segment, ...]], text_width: float, barriers: Sequence[float]) -> list[list[tuple[Segment, ...]]]:
    """Runs of lines between prose, wide gaps and other tables that hold at least two rows."""
    rows = [heads_apart(rows, index) if is_prose(line, text_width) else line for index, line in enumerate(rows)]
    blocks: list[list[tuple[Segment, ...]]] = [[]]
    bottom = 0.0
    for index, segments in enumerate(rows):
        top = segments[0].box[1]
        parted = top - bottom > BLOCK_GAP_PT or any(bottom <= barrier < top for barrier in barriers)
        titled = len(segments) == 1 and bool(STATEMENT_TITLE.search(segments[0].text))
        # Right below the years it is the first band of their table: 數據摘錄自損益表 of a summary of five years.
        parted = parted or (titled and not (index and is_year_line(rows[index - 1])))
        prose = is_prose(segments, text_width) and not is_inner_heading(rows, index) and not is_wide_row(rows, index)
        prose = prose or is_lead_in(segments)
        if (parted or prose) and blocks[-1]:
            blocks.append([])
        if not prose:
            blocks[-1].append(segments)
        bottom = max(segment.box[3] for segment in segments)
    blocks = [part for block in blocks for part in split_at_heads(block)]
    return [block for index, block in enumerate(blocks) if holds_rows(block, index in (0, len(blocks) - 1))]


def split_at_heads(block: Sequence[tuple[Segment, ...]]) -> list[list[tuple[Segment, ...]]]:
    """The block cut where another table begins: above a line of years or a titled line of heads whose figures stand in other columns than
    those above it, and above a period's line that is followed by the heads of the table above once more (one table per year).
    """
    figures = [[] if is_year_line(line) else [s.box[2] for s in line[1:] if s.is_amount] for line in block]
    parts: list[list[tuple[Segment, ...]]] = []
    start = 0
    for index, line in enumerate(block):
        rows = [at for at in range(start, index) if figures[at]]
        if len(rows) < ROWS_MIN:
            continue
        again = next((at for at in range(rows[-1] + 1, index) if is_period_line(block[at])), None)
        if again is not None and is_repeated(line, block[start : rows[0]]):
            parts.append(list(block[start:again]))
            start = again
            continue
        if not is_year_line(line) and not is_titled_head(block, index):
            continue
        stop = next((at for at in range(index + 1, len(block)) if is_year_line(block[at])), len(block))
        above = {edge for at in rows for edge in figures[at]}
        below = {edge for at in range(index + 1, stop) for edge in figures[at]}
        if below and not all(any(abs(edge - other) <= HUNG_EDGE_PT for other in above) for edge in below):
            parts.append(list(block[start : rows[-1] + 1]))
            start = rows[-1] + 1
    return [*parts, list(block[start:])]


def is_repeated(line: Sequence[Segment], heads: Sequence[Sequence[Segment]]) -> bool:
    """Whether a line is one of these heads of several columns once more."""
    texts = [segment.text for segment in line]
    return len(line) >= HEADS_MIN and any(texts == [segment.text for segment in head] for head in heads)


def is_titled_head(block: Sequence[Sequence[Segment]], index: int) -> bool:
    """Whether a line is heads right below a title in capitals: EMPLOYEES over Hong Kong, PRC, Total."""
    line, above = block[index], block[index - 1] if index else ()
    titled = len(above) == 1 and CAPITAL_TITLE.fullmatch(above[0].text.strip()) is not None
    return titled and len(line) > 1 and not any(segment.is_amount for segment in line) and line[0].box[0] > above[0].box[2]


def is_period_line(line: Sequence[Segment]) -> bool:
    """Whether a line begins with a period and says nothing else but the unit."""
    rest = [segment.text for segment in line[1:]]
    return bool(PERIOD_LINE.match(line[0].text)) and all(UNIT_LINE.match(text) for text in rest)


def is_unit_line(line: Sequence[Segment]) -> bool:
    return all(UNIT_LINE.match(segment.text) for segment in line)


def is_year_line(line: Sequence[Segment]) -> bool:
    """Whether a line is the years of a head and nothing else but its first words."""
    return len(line) > 1 and all(year_of(segment.text) is not None for segment in line[1:])


def holds_rows(block: Sequence[tuple[Segment, ...]], at_edge: bool) -> bool:
    """Whether a block is a table; at a page edge one row with two figures is enough: the rest stands on the other page."""
    rows = [segments for segments in block if is_row(segments)]
    cut = at_edge and len(rows) == 1 and sum(segment.is_amount for segment in rows[0][1:]) > 1
    return len(rows) >= ROWS_MIN or cut


def without_caption(block: Sequence[tuple[Segment, ...]], columns: Sequence[tuple[float, float]]) -> Sequence[tuple[Segment, ...]]:
    """The block from its first line that reaches beyond the label column on: what stands before is the caption.

    At the top of a page, lines right above a row of figures begin its label: the table goes on from the page before. A period and
    the unit above heads that name no period are the table's, not a column's.
    """
    start = caption_lines(block, columns)
    for index, segments in enumerate(block):
        if index >= start and (len(segments) > 1 or segments[0].box[0] > columns[0][1]):
            goes_on = block[0][0].line == 0 and index <= LABEL_LINES_MAX and is_row(segments)
            return block if goes_on else block[index:]
    return block


def caption_lines(block: Sequence[tuple[Segment, ...]], columns: Sequence[tuple[float, float]]) -> int:
    """How many lines at the top name the period or the unit of the whole table: those above heads none of which names a year.

    A period alone heads its columns where it stands over some of them, not at the left or in the middle of the table.
    """
    first = next((index for index, line in enumerate(block) if any(s.is_amount and year_of(s.text) is None for s in line[1:])), 0)
    told = [is_unit_line(line) or (is_period_line(line) and (len(line) > 1 or is_whole_width(line[0], columns))) for line in block[:first]]
    count = told.index(False) if False in told else first
    dated = any(YEAR_START.search(segment.text) for line in block[count:first] for segment in line)
    return count if count < first and not dated else 0


def is_whole_width(segment: Segment, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line stands at the left or in the middle of the table, as the title of the whole."""
    return segment.box[0] < columns[1][0] or abs(segment.middle - (columns[0][0] + columns[-1][1]) / 2) <= WHOLE_WIDTH_PT
