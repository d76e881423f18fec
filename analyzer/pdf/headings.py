"""Lines of an aligned table -> cells: which columns each text stands in, and which ones a heading spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.model import BBox
from analyzer.pdf.ruled import GridCell
from analyzer.pdf.rules import Rule
from analyzer.pdf.segments import YEAR, Segment, is_row, overlaps, year_of

Ends = tuple[float, float]
"""Left and right of a text, a rule or a column."""
UNDERLINE_PT = 7.0
LABEL_START_PT = 24.0
CENTRED_PT = 4.0
CENTRED_OVER_PT = 7.0
HEAD_LINES_MAX = 3
PERIOD_HEAD = re.compile(
    r"\bend(?:ed|ing)\b|\bmonths?\b|止|年度|半年|[個个]月|\d\s*[月日]|[一二三四五六七八九十][月日]"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
"""The words of a period without its year."""


def place_segments(block: Sequence[Sequence[Segment]], row: int, columns: Sequence[Ends], rules: Sequence[Rule]) -> list[GridCell]:
    """Cells of one line; a heading spans the columns that it, its other line or the rule below it covers, or over which it is centred."""
    segments = block[row]
    cells: list[GridCell] = []
    heading = not any(segment.is_amount and not YEAR.fullmatch(segment.text) for segment in segments[1:])
    for segment in segments:
        hits = heading_columns(block, row, segment, columns, rules) if heading else covered(segment.ends, columns)
        hits = hits or [free_column(segment, segments, columns) if heading else nearest_column(columns, segment.middle)]
        if cells and cells[-1].col + cells[-1].colspan > hits[0] and len(hits) > 1:
            hits = hits[1:]
        cells.append(GridCell(segment.text, segment.box, row, hits[0], 1, hits[-1] - hits[0] + 1, (segment.text,)))
    return cells


def covered(ends: Ends, columns: Sequence[Ends]) -> list[int]:
    """The columns under a text or a rule with these ends."""
    return [index for index, column in enumerate(columns) if overlaps(column, ends)]


def heading_columns(
    block: Sequence[Sequence[Segment]], row: int, segment: Segment, columns: Sequence[Ends], rules: Sequence[Rule]
) -> list[int]:
    """The columns of a heading: those above its rule, else those under it and its other line, else those it is centred over.

    Below the first row with figures a line without any is seldom a heading: only its own rule counts.
    """
    own = covered(segment.ends, columns)
    group = year_group(segment, block[row], columns)
    if group:
        return group
    beside = list(block[row])
    in_body = any(is_row(line) and not all(YEAR.fullmatch(s.text) for s in line if s.is_amount) for line in block[:row])
    for neighbour in (row,) if in_body else (row, row + 1, row - 1):
        line = block[neighbour] if 0 <= neighbour < len(block) else ()
        part = segment if neighbour == row else other_line(segment, block[row], line)
        if part is None:
            continue
        span = underlined(part.box, rules, [other.box for other in line if other is not part])
        if span != part.ends and not (is_row_rule(span, part, columns) or is_rule_of_table(span, part, columns, in_body)):
            return sorted({*own, *covered(span, columns)})
        if part is not segment:
            beside += [other for other in line if other is not part]
            wide = covered(part.ends, columns) or centred(part, line, columns)
            own = wide if not own or set(own) <= set(wide) else own
    run = year_run(block, row, segment, columns)
    if run and set(own) <= set(run):
        return run
    return own if in_body else centred(segment, beside, columns) or own


def is_row_rule(span: Ends, segment: Segment, columns: Sequence[Ends]) -> bool:
    """Whether the rule below a text in the label column is that of its whole row: 填列） below 公允价值变动收益（损失以“-”号."""
    whole = covered(span, columns) == list(range(len(columns)))
    return whole and covered(segment.ends, columns) == [0] and segment.box[0] <= columns[0][0] + LABEL_START_PT


def is_rule_of_table(span: Ends, part: Segment, columns: Sequence[Ends], in_body: bool) -> bool:
    """Whether a rule is that of the whole table, below the last line of a text that wraps alone at one side of it.

    In the body it may leave out a column merged at the left.
    """
    whole = span[0] < columns[1 if in_body and len(columns) > 1 else 0][1] and span[1] > columns[-1][0]
    return whole and abs((span[0] + span[1]) / 2 - part.middle) > CENTRED_OVER_PT


def year_group(segment: Segment, line: Sequence[Segment], columns: Sequence[Ends]) -> list[int]:
    """The columns of one of several years that share the columns of a table evenly, each centred over its own; none otherwise."""
    years = [other for other in line if YEAR.fullmatch(other.text)]
    if segment not in years or len(years) < 2:
        return []
    for size in range(2, (len(columns) - 1) // len(years) + 1):
        start = len(columns) - size * len(years)
        groups = [range(start + size * index, start + size * (index + 1)) for index in range(len(years))]
        middles = [(columns[group[0]][0] + columns[group[-1]][1]) / 2 for group in groups]
        if all(abs(y.middle - middle) <= CENTRED_OVER_PT for y, middle in zip(years, middles, strict=True)):
            return list(groups[years.index(segment)])
    return []


def year_run(block: Sequence[Sequence[Segment]], row: int, segment: Segment, columns: Sequence[Ends]) -> list[int]:
    """The columns of the years below a period's head that follow each other: 2022 2023 2024 | 2024 2025 under two heads.

    Years that stand right above their figures tell by their order where the next period begins; a head over figures that are set
    to the right is not in the middle of them. Empty where the years do not have a column each or several heads stand over one run.
    """
    if not PERIOD_HEAD.search(segment.text):
        return []
    lower = range(row + 1, min(row + 1 + HEAD_LINES_MAX, len(block)))
    at = next((index for index in lower if any(year_of(s.text) for s in block[index])), row)
    below = block[at] if at > row else ()
    years = [(year, nearest_column(columns, s.middle)) for s in below if (year := year_of(s.text)) is not None]
    cols = [col for _, col in years]
    if len(years) < 2 or cols != list(range(cols[0], len(columns))):
        return []
    step = 1 if years[1][0] > years[0][0] or years[-1][0] > years[0][0] else -1
    starts = [0, *(index for index in range(1, len(years)) if (years[index][0] - years[index - 1][0]) * step <= 0), len(years)]
    runs = [cols[start:stop] for start, stop in pairwise(starts)]
    heads = max(sum(bool(PERIOD_HEAD.search(s.text)) for s in line) for line in block[row:at])
    if heads != len(runs):  # 2017 2018 2019 | 2020 under two heads: the years go on, the periods do not
        return []
    return next((run for run in runs if within(segment, run, columns) and sum(within(s, run, columns) for s in block[row]) == 1), [])


def within(segment: Segment, run: Sequence[int], columns: Sequence[Ends]) -> bool:
    """Whether the middle of a text stands over these columns or in the gap before them."""
    left = columns[run[0] - 1][1] if run[0] else 0.0
    return left < segment.middle <= columns[run[-1]][1]


def other_line(segment: Segment, own: Sequence[Segment], line: Sequence[Segment]) -> Segment | None:
    """The line right above or below a heading that belongs to it ("Six months ended" over "30 June"): centred on it, and no year.

    Several texts under one heading are the heads of its columns.
    """
    middle = segment.middle
    height = segment.box[3] - segment.box[1]
    close = [
        other
        for other in line
        if abs(other.middle - middle) <= CENTRED_PT
        and max(other.box[1] - segment.box[3], segment.box[1] - other.box[3]) < height
        and not other.is_amount
        and year_of(segment.text) is None
    ]
    if len(close) != 1:
        return None
    upper, lower = (close[0], own) if close[0].box[1] < segment.box[1] else (segment, line)
    under = [other for other in lower if other.box[0] < upper.box[2] and upper.box[0] < other.box[2]]
    return close[0] if len(under) == 1 else None


def centred(segment: Segment, beside: Sequence[Segment], columns: Sequence[Ends]) -> list[int]:
    """The columns over which a heading without a rule is centred, if there are several and no other heading stands over them.

    One that reaches over two spans as many as it can, a year between two columns these two; one over a column is that column's.
    """
    taken = {index for other in beside if other is not segment for index in covered(other.ends, columns)}
    own = covered(segment.ends, columns)
    if len(own) == 1:
        return []
    middle = segment.middle
    ranges = [
        list(range(first, last + 1))
        for first in range(1, len(columns))
        for last in range(first + 1, len(columns))
        if abs((columns[first][0] + columns[last][1]) / 2 - middle) <= CENTRED_OVER_PT
    ]
    fitting = [found for found in ranges if set(own) <= set(found) and not taken & set(found)]
    return (max if own else min)(fitting, key=len, default=[])


def underlined(box: BBox, rules: Sequence[Rule], beside: Sequence[BBox]) -> Ends:
    """The ends of the rule right below a heading, else the heading's own ends; a rule below its neighbours too is not its own."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    below = [
        r
        for r in rules
        if middle < r.top <= bottom + UNDERLINE_PT
        and r.x0 <= x0 + 2
        and r.x1 >= x1 - 2
        and not any(r.x0 < other[2] and other[0] < r.x1 for other in beside)
    ]
    shortest = min(below, key=lambda r: r.x1 - r.x0, default=None)
    return (shortest.x0, shortest.x1) if shortest else (x0, x1)


def free_column(segment: Segment, line: Sequence[Segment], columns: Sequence[Ends]) -> int:
    """The column nearest to a head over none; beside one that has a head already, the other one that it stands next to.

    A % that is centred over a column of dashes set to the right (MiniMax p.29).
    """
    nearest = nearest_column(columns, segment.middle)
    beside = nearest + 1 if segment.middle > columns[nearest][1] else nearest - 1
    taken = {index for other in line if other is not segment for index in covered(other.ends, columns)}
    return beside if nearest in taken and beside not in taken and 0 < beside < len(columns) else nearest


def nearest_column(columns: Sequence[Ends], x: float) -> int:
    return min(range(len(columns)), key=lambda index: max(columns[index][0] - x, x - columns[index][1], 0.0))
