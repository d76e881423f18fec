"""Heads of aligned tables that stand over several columns: 2022 over "Sales volume | ASP", a unit over all columns of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_period_heads, find_periods, find_years
from analyzer.read.units import find_units
from analyzer.topics.volumes_heads import is_unit_text
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_units import scale_alone

Row = Sequence[Cell]
GROUP_MAX = 6
"""Columns that repeat under every period."""
CENTRE_SHARE = 0.25
"""How far a head may stand off the middle of its columns, as a part of the width of one group."""
BETWEEN_PT = 3.0
"""How far a unit for two columns may stand off the middle between their heads."""
_UNIT_CAPTION = re.compile(r"\s*[(（]?\s*(?:[单單]位|[Uu]nits?)\s*[:：]")
_ALL_BUT = re.compile(r"except|除外|unless otherwise|另有[说說註注]明", re.IGNORECASE)
_OPEN = re.compile(r"\s*[(（][^()（）]*$")
_CLOSED = re.compile(r"[^()（）]*[)）]\s*$")
_UNIT_REMARK = re.compile(r"\s*[(（].*[)）]\s*", re.DOTALL)


def with_unit_lines_over_all(rows: Sequence[Row]) -> list[Row]:
    """The rows, a line of the head with nothing but one unit over every column of figures.

    Such a line holds for all of them where only periods stand above it: it is set in their middle, wide or not, and covers but a few
    by its words: (tonnes, except for percentages). One that says what it is not for, and 单位：万颗, hold for all wherever they stand.
    """
    result = with_whole_remarks(rows)
    rows = list(result)
    width = max((cell.col + cell.colspan for row in rows for cell in row), default=0)
    only_periods = True
    for index, row in enumerate(rows):
        if any(looks_like_amount(cell.text) and not is_year(cell) for cell in row):
            break
        over = [cell for cell in row if cell.col > 0]
        caption = len(row) == 1 and bool(_UNIT_CAPTION.match(row[0].text))
        unit = caption or (bool(over) and len({cell.text for cell in over}) == 1 and is_unit_line(over[0].text))
        all_but = len(over) == 1 and bool(_ALL_BUT.search(over[0].text))
        if unit and (caption or ((only_periods or all_but) and width > 2)):
            wide = replace(row[0] if caption else over[0], col=1, colspan=width - 1)
            result[index] = (*(cell for cell in row if cell.col == 0 and not caption), wide)
        elif not unit:
            only_periods = only_periods and all(is_period(cell.text) or only_period_words(cell.text) for cell in over)
    return result


def with_units_between(rows: Sequence[Row]) -> list[Row]:
    """The rows, a unit that stands midway between the heads of two columns over both: （百萬劑） below 設計產能 and 實際產量."""
    result = list(rows)
    for index, row in enumerate(rows):
        if any(looks_like_amount(cell.text) and not is_year(cell) for cell in row):
            break
        over = [cell for cell in row if cell.col > 0]
        if (
            index
            and over
            and all(cell.colspan == 1 and is_unit_line(cell.text) and is_between(cell, rows[index - 1], row) for cell in over)
        ):
            result[index] = tuple(replace(cell, colspan=2) if cell.col > 0 else cell for cell in row)
    return result


def is_between(unit: Cell, heads: Row, line: Row) -> bool:
    """Whether a cell stands in the middle of its own head and the next one, which has nothing below it."""
    pair = [cell for cell in heads if cell.col in (unit.col, unit.col + 1) and cell.colspan == 1]
    if len(pair) != 2 or any(cell.col == unit.col + 1 for cell in line):
        return False
    first, second, at = (sum(cell.bbox[::2]) / 2 for cell in (*pair, unit))
    return second - first > 4 * BETWEEN_PT and abs((first + second) / 2 - at) <= BETWEEN_PT


def is_unit_line(text: str) -> bool:
    """Whether a text is a unit; in brackets also with what it leaves out: RMB per unit, (in thousands of tons, except percentages)."""
    words = join_wrapped(text.splitlines())
    return is_unit_text([words], "") or scale_alone(words) is not None or (bool(_UNIT_REMARK.fullmatch(words)) and bool(find_units(words)))


def with_whole_remarks(rows: Sequence[Row]) -> list[Row]:
    """The rows, a bracket that alone on its line runs over to the next one whole: "(in millions of units, except" over "percentages)"."""
    result = list(rows)
    for index in range(len(rows) - 1):
        upper, lower = result[index], result[index + 1]
        if len(upper) == len(lower) == 1 and upper[0].col and _OPEN.match(upper[0].text) and _CLOSED.match(lower[0].text):
            left = min(upper[0].col, lower[0].col)
            right = max(cell.col + cell.colspan for cell in (upper[0], lower[0]))
            text = join_wrapped((upper[0].text, lower[0].text))
            result[index : index + 2] = [(), (replace(upper[0], text=text, col=left, colspan=right - left),)]
    return [row for row in result if row]


def with_periods_over_groups(rows: Sequence[Row]) -> list[Row]:
    """The rows, each period of the head over all columns of its group.

    The groups are told by the heads below the periods, which come again in the same order under each of them. A period belongs to
    the group whose middle it stands over; the heads stay as they are where any of them cannot be placed so. New heads between the
    rows, as those of an interim below the years, are placed as the first ones.
    """
    holds_figures = [any(looks_like_amount(c.text) and not is_year(c) for c in row) for row in rows]
    result: list[Row] = []
    for figures, run in groupby(zip(holds_figures, rows, strict=True), key=lambda item: item[0]):
        lines = [row for _, row in run]
        result += lines if figures else heads_with_periods_over_groups(lines)
    return result


def heads_with_periods_over_groups(rows: Sequence[Row]) -> list[Row]:
    """with_periods_over_groups for the lines of one head."""
    repeated = [(index, found) for index, row in enumerate(rows) if (found := repeated_groups(row))]
    if not repeated:
        return list(rows)
    at, groups = max(repeated, key=lambda item: sum(len(group) for group in item[1]))
    result = list(rows)
    solved: list[tuple[float, Sequence[Cell]]] = []
    for index in range(at - 1, -1, -1):
        over = [cell for cell in rows[index] if cell.col + cell.colspan > groups[0][0].col]
        if not over or not all(is_period(cell.text) for cell in over):
            continue
        spans = placed(over, groups) or placed_alike(over, solved, groups)
        if not spans:
            return list(rows)
        solved += [(centre(cell, groups), span) for cell, span in zip(over, spans, strict=True)]
        wide = {id(cell): cell if is_over(cell, span, over, spans) else widened(cell, span) for cell, span in zip(over, spans, strict=True)}
        result[index] = tuple(wide.get(id(cell), cell) for cell in rows[index])
    return result


def repeated_groups(row: Row) -> list[Row]:
    """The heads of a row in groups of two or more that come again in the same order; [] where they do not."""
    heads = [cell for cell in row if cell.col > 0]
    texts = [cell.text.strip().casefold() for cell in heads]
    for size in range(2, min(GROUP_MAX, len(heads) // 2) + 1):
        if len(heads) % size == 0 and texts == texts[:size] * (len(heads) // size) and len(set(texts[:size])) == size:
            return [heads[start : start + size] for start in range(0, len(heads), size)]
    return []


def is_year(cell: Cell) -> bool:
    text = cell.text.strip()
    return len(text) == 4 and bool(find_years(text))


def is_period(text: str) -> bool:
    return bool(find_periods(text) or find_period_heads(text) or find_years(text))


def placed(over: Sequence[Cell], groups: Sequence[Row]) -> list[Sequence[Cell]]:
    """The columns of each of these heads, one after the other and none left out; [] where one stands over no middle."""
    pitch = abs(middle(groups[1], groups) - middle(groups[0], groups))
    spans: list[Sequence[Cell]] = []
    start = 0
    for cell in over:
        at = centre(cell, groups)
        stop = next(
            (
                stop
                for stop in range(start + 1, len(groups) + 1)
                if abs(middle([*groups[start], *groups[stop - 1]], groups) - at) <= CENTRE_SHARE * pitch
            ),
            0,
        )
        if not stop:
            return []
        spans.append([head for group in groups[start:stop] for head in group])
        start = stop
    return spans if start == len(groups) else []


def placed_alike(over: Sequence[Cell], solved: Sequence[tuple[float, Sequence[Cell]]], groups: Sequence[Row]) -> list[Sequence[Cell]]:
    """The columns of the heads below which stand under the same middles: "Six months ended" over "June 30,"."""
    pitch = abs(middle(groups[1], groups) - middle(groups[0], groups))
    spans = []
    for cell in over:
        near = [span for at, span in solved if abs(at - centre(cell, groups)) <= CENTRE_SHARE * pitch]
        if not near:
            return []
        spans.append(max(near, key=len))
    return spans


def middle(cells: Sequence[Cell], groups: Sequence[Row]) -> float:
    """The middle of cells along the printed line, which runs down the page where the table lies on its side."""
    low, high = axis(groups)
    return (min(cell.bbox[low] for cell in cells) + max(cell.bbox[high] for cell in cells)) / 2


def centre(cell: Cell, groups: Sequence[Row]) -> float:
    return middle([cell], groups)


def axis(groups: Sequence[Row]) -> tuple[int, int]:
    one, other = groups[0][0].bbox, groups[-1][-1].bbox
    return (0, 2) if abs(other[0] - one[0]) >= abs(other[1] - one[1]) else (1, 3)


def is_over(cell: Cell, span: Sequence[Cell], over: Sequence[Cell], spans: Sequence[Sequence[Cell]]) -> bool:
    """Whether a period stands over its whole group already and over nothing of the next; more columns may be those of other lines."""
    right = cell.col + cell.colspan
    if not all(cell.col <= head.col and head.col + head.colspan <= right for head in span):
        return False
    others = [head for other in spans if other is not span for head in other] + [other for other in over if other is not cell]
    return not any(head.col < right and cell.col < head.col + head.colspan for head in others)


def widened(cell: Cell, span: Sequence[Cell]) -> Cell:
    left = min(head.col for head in span)
    return replace(cell, col=left, colspan=max(head.col + head.colspan for head in span) - left)
