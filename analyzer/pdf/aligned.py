"""Tables without vertical rules: printed lines -> segments -> columns by overlap, headers by horizontal overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.model import BBox
from analyzer.pdf.blocks import split_blocks, without_caption
from analyzer.pdf.headings import place_segments
from analyzer.pdf.layout import PageLayout, Word, bounds
from analyzer.pdf.ruled import Grid, GridCell
from analyzer.pdf.rules import Rule
from analyzer.pdf.segments import (
    YEAR,
    YEAR_START,
    Segment,
    have_places_of_their_own,
    is_amount,
    is_row,
    line_to_segments,
    overlaps,
    split_at_blanks,
    split_before_years,
)

RIGHT_EDGE_PT = 2.5
TEXT_EDGE_PT = 0.6
BAND_RULES_MIN = 4
HEAD_GAP_SIZE = 0.15
WIDE_GAP_SIZE = 0.6
"""A gap, in line heights, wider than a blank between words."""
LATIN_GAP_SIZE = 0.65
"""What parts a Latin word from the one before at the edge of a column: blanks in a justified cell are narrower."""
LETTER = re.compile(r"[A-Z]{1,2}\d?\W*(?:\d{1,2}\W)?")
"""What belongs to the noun before it, however wide the blank is: Customer A."""
INNER_SHARE = 0.8
LEAD_IN = re.compile(r"^[(（]?\w{1,3}[)）.、．]?$|[:：、(（]$|^[-–—•]$")
"""What stands apart from the text that it leads in: (a), 1., 一、, 減：."""
INNER_LINES_MIN = 3
"""Lines of their own that make a column of texts which never stand beside a figure."""


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


def block_to_grid(block: Sequence[tuple[Segment, ...]], rules: Sequence[Rule]) -> Grid | None:
    """Lines of one block -> grid; None where no two columns can be told apart."""
    first = next(index for index, segments in enumerate(block) if is_row(segments))
    amounts = [segment.box for segments in block if is_row(segments) for segment in segments[1:] if segment.is_amount]
    edges = [segment.box[0] for segments in block[first:] for segment in segments[1:] if not segment.is_amount]
    sure = inner_edges([segments for segments in block[first:] if is_row(segments)])
    body = [split_at_columns(split_at_edges(segments, edges, sure), amounts) for segments in block[first:]]
    # A column that was only found by cutting its rows has a head of its own too.
    columns = find_columns(segment for segments in (body if sure else block[first:]) if is_row(segments) for segment in segments)
    block = [*(split_heads(segments, columns) for segments in block[:first]), *body]
    columns = with_outer_column(find_columns(segment for segments in block if is_row(segments) for segment in segments), block[first:])
    columns = with_inner_columns(columns, block, first)
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


def with_inner_columns(columns: list[tuple[float, float]], block: Sequence[tuple[Segment, ...]], first: int) -> list[tuple[float, float]]:
    """The columns and, between two of them, that of texts which all wrap and so stand in lines of their own, with a head over them."""
    lone = [line[0] for line in block if len(line) == 1 and not line[0].is_amount]
    added: list[tuple[float, float]] = []
    for head in (segment for line in block[:first] if len(line) > 2 for segment in line):
        left = max((right for _, right in columns if right < head.box[0]), default=None)
        right = min((left for left, _ in columns if left > head.box[2]), default=None)
        if left is None or right is None or any(overlaps(column, head.ends) for column in columns):
            continue
        below = [s for s in lone if left < s.box[0] and s.box[2] < right and overlaps(head.ends, s.ends)]
        if len(below) >= INNER_LINES_MIN:
            added.append((min(head.box[0], *(s.box[0] for s in below)), max(head.box[2], *(s.box[2] for s in below))))
    return sorted([*columns, *added]) if len(added) == 1 else columns


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


def inner_edges(lines: Sequence[Sequence[Segment]]) -> list[float]:
    """Left edges of texts that stand behind a wide gap inside a segment in nearly every row: a column so close to the one beside it.

    26.5 | PCB, Customer A | Direct sales. In two rows it takes a share or an amount before the gap.
    """
    begins = [
        {segment.words[i].x0: is_broken_figure(segment.words[i - 1]) for segment in line for i in wide_gaps(segment)} for line in lines
    ]
    found = []
    for edge in {edge for line in begins for edge in line}:
        hits = [sum(figure for x0, figure in line.items() if near(x0, edge)) for line in begins if any(near(x0, edge) for x0 in line)]
        enough = len(hits) >= INNER_LINES_MIN or (len(hits) == INNER_LINES_MIN - 1 and all(hits))
        if enough and len(hits) >= INNER_SHARE * len(lines):
            found.append(edge)
    return found


def wide_gaps(segment: Segment) -> list[int]:
    """The words that follow a gap wider than a blank: texts, none led in by the number or the colon before the gap."""
    pairs = enumerate(pairwise(segment.words), 1)
    wide = [index for index, (previous, word) in pairs if word.x0 - previous.x1 > WIDE_GAP_SIZE * (word.bottom - word.top)]
    begins = [i for i in wide if not is_amount(segment.words[i].text)]
    return [i for i in begins if i > 1 or not (LEAD_IN.search(segment.words[0].text) or LETTER.fullmatch(segment.words[1].text))]


def is_broken_figure(word: Word) -> bool:
    return is_amount(word.text) and any(mark in word.text for mark in ".,，．")


def near(one: float, other: float) -> bool:
    return abs(one - other) <= TEXT_EDGE_PT


def split_at_edges(segments: Sequence[Segment], edges: Sequence[float], sure: Sequence[float] = ()) -> tuple[Segment, ...]:
    """Segments cut where a word begins at the edge of a column of texts: a name that nearly reaches the column beside it.

    A Chinese word behind any gap, others behind a wide one; sure: edges of columns that always stand so close.
    """
    result: list[Segment] = []
    for segment in segments:
        wide = wide_gaps(segment)
        groups: list[list[Word]] = [[segment.words[0]]]
        for index, (previous, word) in enumerate(pairwise(segment.words), 1):
            visible = word.x0 - previous.x1 > HEAD_GAP_SIZE * (word.bottom - word.top) and "\u4e00" <= word.text[0] <= "\u9fff"
            broad = index in wide and word.x0 - previous.x1 > LATIN_GAP_SIZE * (word.bottom - word.top)
            at_edge = (visible or broad) and sum(near(word.x0, edge) for edge in edges) >= INNER_LINES_MIN
            if (at_edge and len(groups) == 1) or (index in wide and any(near(word.x0, edge) for edge in sure)):
                groups.append([])
            groups[-1].append(word)
        result += [Segment(tuple(group), segment.line) for group in groups]
    return tuple(result)


def split_heads(segments: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    """Heads that stand close beside each other cut where every part has a column of its own."""
    return split_at_gaps(split_at_years(segments, columns), columns)


def split_at_gaps(segments: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    """Chinese heads over several columns cut at their gaps, for Chinese is written without blanks: 收入金額 佔總收入百 over two."""
    result: list[Segment] = []
    for segment in segments:
        parts = split_at_blanks(segment, HEAD_GAP_SIZE)
        result.extend(parts if have_places_of_their_own(parts, columns) else [segment])
    return tuple(result)


def split_at_years(segments: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    """Heads close beside each other, each with its year, cut where every part has a column of its own: 2018財年 2018年首五個月."""
    result: list[Segment] = []
    for segment in segments:
        parts = split_before_years(segment)
        apart = bool(YEAR_START.match(segment.text)) and have_places_of_their_own(parts, columns)
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
