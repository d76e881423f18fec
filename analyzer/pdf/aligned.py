"""Tables without vertical rules: printed lines -> segments -> columns by overlap, headers by horizontal overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analyzer.model import BBox
from analyzer.pdf.document import Rule
from analyzer.pdf.headings import place_segments
from analyzer.pdf.layout import PageLayout, Word, bounds
from analyzer.pdf.ruled import Grid, GridCell
from analyzer.pdf.segments import YEAR, YEAR_START, Segment, is_amount, is_row, line_to_segments, overlaps, year_of

PROSE_SHARE = 0.62
"""Share of the text width from which a line without figures is prose, not a label."""
BLOCK_GAP_PT = 70
RIGHT_EDGE_PT = 2.5
HUNG_EDGE_PT = 5
"""The same where a closing parenthesis may hang over the edge."""
BAND_RULES_MIN = 4
ROWS_MIN = 2
LABEL_LINES_MAX = 3
HEADS_MIN = 3
WHOLE_WIDTH_PT = 12.0
PERIOD_LINE = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:截至)?\s*(?:(?:19|20)\s?\d\s?\d|二[零〇○OＯ]\S\S)\s*年?[^。；;]{0,20}[:：]?\s*$"
    r"|(?:for the\s+)?(?:financial\s+)?(?:years?|(?:\w+\s+)?months?|period)\s+ended\s+[\w\s,]{6,24}$",
    re.IGNORECASE,
)
"""A line that names the period of the table below it: 2010 年 1-6 月, （2）2009年度, Year ended 31 March 2016."""
UNIT_LINE = re.compile(r"\s*[(（]?[单單]位[:：]")
STATEMENT_TITLE = re.compile(
    r"(?:[资資][产產][负負][债債]|利[润潤]|[损損]益|[现現]金流量|[权權]益[变變][动動]|[财財][务務][状狀][况況]|利[润潤]分配)表\s*(?:[（(][^（()）]{0,8}[)）])?\s*$"
)
"""A statement's title in a line of its own begins another table: 母公司利润表 right below 合并利润表."""
TITLE_MARKS = re.compile(r"[\d:：;；。]|\.\s*$")


def find_aligned(layout: PageLayout, taken: Sequence[BBox]) -> list[Grid]:
    """Every table of the page that stands outside the taken boxes, from top to bottom."""
    lines = [line for line in layout.body_lines if not any(inside(line.box, box) for box in taken)]
    if not lines:
        return []
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    rows = [line_to_segments(line, index) for index, line in enumerate(lines)]
    blocks = split_blocks(rows, right - left, [box[1] for box in taken])
    return [grid for block in blocks if (grid := block_to_grid(block, layout.rules)) is not None]


def inside(box: BBox, outer: BBox) -> bool:
    middle = (box[1] + box[3]) / 2
    return outer[1] <= middle <= outer[3]


def is_prose(segments: Sequence[Segment], text_width: float) -> bool:
    """A line of running text: one wide segment, or a footnote mark and one."""
    return any(segment.width > PROSE_SHARE * text_width and not segment.is_amount for segment in segments)


def is_inner_heading(rows: Sequence[tuple[Segment, ...]], index: int) -> bool:
    """Whether a wide line stands within a table: right below a row and above rows with figures in the same columns.

    "Other comprehensive income for the year (after tax and reclassification adjustments)". A line with digits, a colon or a
    full stop is the title of another table.
    """
    line = rows[index]
    if len(line) != 1 or not index or TITLE_MARKS.search(line[0].text):
        return False
    below = next((row for row in rows[index + 1 : index + 2 + LABEL_LINES_MAX] if is_row(row)), ())
    above = [segment.box[2] for segment in rows[index - 1] if segment.is_amount]
    edges = [segment.box[2] for segment in below[1:] if segment.is_amount]
    years = any(YEAR.fullmatch(segment.text) for segment in below)
    shared = sum(any(abs(edge - other) <= HUNG_EDGE_PT for other in above) for edge in edges)
    # One figure may have no other above it: the number of a note.
    return not years and shared > 1 and shared >= len(edges) - 1


def split_blocks(rows: Sequence[tuple[Segment, ...]], text_width: float, barriers: Sequence[float]) -> list[list[tuple[Segment, ...]]]:
    """Runs of lines between prose, wide gaps and other tables that hold at least two rows."""
    blocks: list[list[tuple[Segment, ...]]] = [[]]
    bottom = 0.0
    for index, segments in enumerate(rows):
        top = segments[0].box[1]
        parted = top - bottom > BLOCK_GAP_PT or any(bottom <= barrier < top for barrier in barriers)
        parted = parted or (len(segments) == 1 and bool(STATEMENT_TITLE.search(segments[0].text)))
        prose = is_prose(segments, text_width) and not is_inner_heading(rows, index)
        if (parted or prose) and blocks[-1]:
            blocks.append([])
        if not prose:
            blocks[-1].append(segments)
        bottom = max(segment.box[3] for segment in segments)
    blocks = [part for block in blocks for part in split_at_heads(block)]
    return [block for index, block in enumerate(blocks) if holds_rows(block, index in (0, len(blocks) - 1))]


def split_at_heads(block: Sequence[tuple[Segment, ...]]) -> list[list[tuple[Segment, ...]]]:
    """The block cut where another table begins: above a line of years whose figures stand in other columns than those above it, and
    above a period's line that is followed by the heads of the table above once more (one table per year).
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
        if not is_year_line(line):
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


def block_to_grid(block: Sequence[tuple[Segment, ...]], rules: Sequence[Rule]) -> Grid | None:
    """Lines of one block -> grid; None where no two columns can be told apart."""
    first = next(index for index, segments in enumerate(block) if is_row(segments))
    columns = find_columns(segment for segments in block if is_row(segments) for segment in segments)
    amounts = [segment.box for segments in block if is_row(segments) for segment in segments[1:] if segment.is_amount]
    block = [
        split_at_columns(segments, amounts) if index >= first else split_at_years(segments, columns) for index, segments in enumerate(block)
    ]
    columns = with_outer_column(find_columns(segment for segments in block if is_row(segments) for segment in segments), block[first:])
    if len(columns) < 2:
        return None
    block = without_caption(block, columns)
    level = [rule for rule in rules if rule.horizontal]
    cells = [cell for row, segments in enumerate(block) for cell in place_segments(block, row, columns, level)]
    cells, row_count = merge_bands(cells, len(block), level, columns)
    return Grid(bounds(cell.box for cell in cells), tuple(cells), tuple(columns), row_count)


def with_outer_column(columns: list[tuple[float, float]], lines: Sequence[tuple[Segment, ...]]) -> list[tuple[float, float]]:
    """The columns and, left of them, that of texts in lines of their own, in the middle beside their rows: 2022年度, a product."""
    outside = [line[0] for line in lines if columns and line[0].box[2] < columns[0][0] and not line[0].is_amount]
    return [(min(s.box[0] for s in outside), max(s.box[2] for s in outside)), *columns] if outside else columns


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


def split_at_columns(segments: Sequence[Segment], amounts: Sequence[BBox]) -> tuple[Segment, ...]:
    """Segments cut where a figure inside them ends at a column of figures ("41.1% Memory chips")."""
    result: list[Segment] = []
    for segment in segments:
        groups: list[list[Word]] = [[]]
        for index, word in enumerate(segment.words):
            alone = (
                is_amount(word.text)
                and not YEAR.fullmatch(word.text)
                and len(segment.words) > 1
                and any(abs(word.x1 - box[2]) <= RIGHT_EDGE_PT for box in amounts)
            )
            if alone and groups[-1]:
                groups.append([])
            groups[-1].append(word)
            if alone and index + 1 < len(segment.words):
                groups.append([])
        result.extend(Segment(tuple(group), segment.line) for group in groups if group)
    return tuple(result)


def split_at_years(segments: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    """Heads close beside each other, each with its year, cut where every part has a column of its own: 2018財年 2018年首五個月."""
    result: list[Segment] = []
    for segment in segments:
        groups: list[list[Word]] = [[]]
        for word in segment.words:
            if groups[-1] and YEAR_START.match(word.text):
                groups.append([])
            groups[-1].append(word)
        parts = [Segment(tuple(group), segment.line) for group in groups]
        places = [next((i for i, column in enumerate(columns) if overlaps(column, part.ends)), None) for part in parts]
        apart = len(parts) > 1 and bool(YEAR_START.match(segment.text)) and None not in places and len(set(places)) == len(parts)
        result.extend(parts if apart else [segment])
    return tuple(result)


@dataclass
class Cluster:
    """Segments that stand above each other: a column in the making."""

    left: float
    right: float
    lines: set[int]
    figures: bool

    @classmethod
    def of(cls, segment: Segment) -> Cluster:
        return cls(segment.box[0], segment.box[2], {segment.line}, segment.is_amount)

    def absorb(self, other: Cluster) -> None:
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.lines |= other.lines
        self.figures |= other.figures

    @property
    def span(self) -> tuple[float, float]:
        return (self.left, self.right)


def find_columns(segments: Iterable[Segment]) -> list[tuple[float, float]]:
    """Left and right of each column: segments that overlap are one column, narrow ones first.

    A text over two columns is a heading and is ignored, unless these never stand on one line (an indented label beside
    a short one); a figure over two shows that they are one (years centred above figures).
    """
    clusters: list[Cluster] = []
    for segment in sorted(segments, key=lambda s: s.width):
        new = Cluster.of(segment)
        hits = [cluster for cluster in clusters if overlaps(cluster.span, new.span)]
        if not hits:
            clusters.append(new)
        elif len(hits) == 1 or segment.is_amount or not (any(hit.figures for hit in hits) or share_line(hits)):
            for hit in hits[1:]:
                hits[0].absorb(hit)
                clusters.remove(hit)
            hits[0].absorb(new)
    return sorted(cluster.span for cluster in clusters)


def share_line(clusters: Sequence[Cluster]) -> bool:
    return sum(len(cluster.lines) for cluster in clusters) > len(set().union(*(cluster.lines for cluster in clusters)))


def merge_bands(
    cells: list[GridCell], row_count: int, rules: Sequence[Rule], columns: Sequence[tuple[float, float]]
) -> tuple[list[GridCell], int]:
    """Lines between two rules of the table's width become one row where every band holds at most one line of figures.

    600795: statements with horizontal rules only; a label wraps around the figures in the middle of its band.
    """
    width = columns[-1][1] - columns[0][0]
    across = [rule for rule in rules if rule.x1 - rule.x0 > 0.6 * width and rule.x0 < columns[1][1] and rule.x1 > columns[-1][0]]
    tops = sorted({round(rule.top) for rule in across})
    if len(tops) < BAND_RULES_MIN:
        return cells, row_count
    whole = sorted({round(rule.top) for rule in across if rule.x0 < columns[0][1]})
    bands: dict[int, list[GridCell]] = {}
    for cell in cells:
        middle = (cell.box[1] + cell.box[3]) / 2
        bands.setdefault(sum(1 for top in tops if top <= middle), []).append(cell)
    figure_lines = [len({c.row for c in band if c.col and is_amount(c.text)}) for band in bands.values()]
    if len(bands) < BAND_RULES_MIN or max(figure_lines) > 1:
        return cells, row_count
    merged = [cell for row, key in enumerate(sorted(bands)) for cell in merge_cells(bands[key], row)]
    return spread_labels(merged, whole), len(bands)


def spread_labels(cells: Sequence[GridCell], whole: Sequence[float]) -> list[GridCell]:
    """The cells, a text of the first column that stands alone beside several rows spread over them.

    whole: tops of the rules that reach the first column; the rules between the other rows begin right of it (2022年度 beside its five
    customers).
    """
    groups: dict[int, list[GridCell]] = {}
    for cell in cells:
        middle = (cell.box[1] + cell.box[3]) / 2
        groups.setdefault(sum(1 for top in whole if top <= middle), []).append(cell)
    result: list[GridCell] = []
    for group in groups.values():
        rows = sorted({cell.row for cell in group})
        labels = [cell for cell in group if cell.col == 0]
        alone = len(labels) == 1 and labels[0].colspan == 1 and len(rows) > 1
        result += [replace(cell, row=rows[0], rowspan=len(rows)) if alone and cell is labels[0] else cell for cell in group]
    return sorted(result, key=lambda cell: (cell.row, cell.col))


def merge_cells(band: Sequence[GridCell], row: int) -> list[GridCell]:
    """The cells of one band, those of one column stacked into one."""
    stacks: dict[tuple[int, int], list[GridCell]] = {}
    for cell in sorted(band, key=lambda c: (c.row, c.col)):
        stacks.setdefault((cell.col, cell.colspan), []).append(cell)
    return [
        GridCell("\n".join(c.text for c in stack), bounds(c.box for c in stack), row, col, 1, colspan, tuple(c.text for c in stack))
        for (col, colspan), stack in sorted(stacks.items())
    ]
