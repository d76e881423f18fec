"""Heads of aligned tables put over their own column of figures: set in the middle of a wide column, cut inside a date, pushed together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_years
from analyzer.topics.volumes_periods import only_period_words

Row = Sequence[Cell]
TWIN_PT = 12.0
"""How much the places of equal heads over their figures may differ."""
_ENDS_IN_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\s*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\s*[0-3]?\d,?\s*")


def with_whole_dates(rows: Sequence[Row]) -> list[Row]:
    """The rows, a day that stands below its month joined to it: "Three months ended March" over "31,"."""
    result = [list(row) for row in rows]
    for index in range(1, len(result)):
        for cell in list(result[index]):
            month = next((over for over in result[index - 1] if _ENDS_IN_MONTH.search(over.text) and overlap(over, cell)), None)
            if month is None or cell.col == 0 or not _DAY.fullmatch(cell.text):
                continue
            left = min(month.col, cell.col)
            right = max(month.col + month.colspan, cell.col + cell.colspan)
            whole = replace(month, text=f"{month.text.rstrip()} {cell.text.strip()}", col=left, colspan=right - left)
            result[index - 1][result[index - 1].index(month)] = whole
            result[index].remove(cell)
    return [tuple(row) for row in result if row]


def with_whole_periods(rows: Sequence[Row]) -> list[Row]:
    """The rows, the head of a period whole again that its column cuts inside a word: 截至 9 月 30 日止九個 over 月, 止年 over 度.

    Only the two lines together are words of a period; each alone would be taken for a product.
    """
    result = [list(row) for row in rows]
    for index in range(1, len(result)):
        for cell in list(result[index]):
            above = [over for over in result[index - 1] if over.col and overlap(over, cell)]
            if cell.col and len(above) == 1 and is_cut_period(above[0].text, cell.text):
                over = above[0]
                left = min(over.col, cell.col)
                right = max(over.col + over.colspan, cell.col + cell.colspan)
                text = join_wrapped((over.text, cell.text))
                result[index - 1][result[index - 1].index(over)] = replace(over, text=text, col=left, colspan=right - left)
                result[index].remove(cell)
    return [tuple(row) for row in result if row]


def is_cut_period(upper: str, lower: str) -> bool:
    """Whether two lines are words of a period together and not each by itself."""
    return only_period_words(join_wrapped((upper, lower))) and not (only_period_words(upper) and only_period_words(lower))


def with_heads_over_figures(rows: Sequence[Row]) -> list[Row]:
    """The rows, each head that stands in a column without figures also over the column of figures beside it.

    Narrow figures at the right of wide columns do not touch a head in the middle, which then has a column of its own. A line of
    heads is changed only where each of them finds one column that no other head of the line covers.
    """
    figures: dict[int, list[Cell]] = {}
    for row in rows:
        for cell in row:
            if cell.col > 0 and is_figure(cell):
                figures.setdefault(cell.col, []).append(cell)
    first = next((index for index, row in enumerate(rows) if any(is_figure(cell) for cell in row)), 0)
    return [
        placed(with_twin_over_first(row, figures), figures) if index < first or is_head_again(row) else row
        for index, row in enumerate(rows)
    ]


def is_head_again(row: Row) -> bool:
    """Whether a line below figures is of the heads of another block: several texts, none of them beside the labels or a figure."""
    return len(row) > 1 and all(cell.col > 0 and not is_figure(cell) and re.search(r"\w", cell.text) for cell in row)


def with_twin_over_first(row: Row, figures: dict[int, list[Cell]]) -> Row:
    """The row, a head at the labels over the first column of figures where the same head stands so over another of them.

    Labels that are wider than their head's column touch it: Sales over volume, again over the next years.
    """
    first = min(figures, default=0)
    if not row or row[0].col or any(covers(cell, first) for cell in row):
        return row
    for twin in (cell for cell in row[1:] if cell.text == row[0].text):
        over = [col for col in figures if covers(twin, col)]
        if len(over) == 1 and abs(edge(row[0], figures[first]) - edge(twin, figures[over[0]])) <= TWIN_PT:
            return (replace(row[0], col=first, colspan=1), *row[1:])
    return row


def edge(cell: Cell, figures: Sequence[Cell]) -> float:
    """How far a head ends right of its figures."""
    at = along(figures) + 2
    return cell.bbox[at] - max(figure.bbox[at] for figure in figures)


def placed(row: Row, figures: dict[int, list[Cell]]) -> Row:
    apart = shrunk(apart_right(row, figures), figures)
    lost = [cell for cell in apart if cell.col > 0 and not any(covers(cell, col) for col in figures)]
    if not lost:
        return apart
    taken = {col for cell in apart for col in figures if covers(cell, col)}
    moved: dict[int, Cell] = {}
    for cell in lost:
        beside = [col for col in figures if col in (cell.col - 1, cell.col + cell.colspan) and col not in taken]
        column = min(beside, key=lambda col: distance(cell, figures[col]), default=None)
        if column is None:
            return apart
        taken.add(column)
        left = min(cell.col, column)
        moved[id(cell)] = replace(cell, col=left, colspan=max(cell.col + cell.colspan, column + 1) - left)
    return tuple(moved.get(id(cell), cell) for cell in apart)


def shrunk(row: Row, figures: dict[int, list[Cell]]) -> Row:
    """The row, a head that stands alone elsewhere in it over one column only where its words do not reach over more (Average)."""
    single = {cell.col: cell.text for cell in row if cell.colspan == 1 and cell.col > 0}
    alone = set(single.values())
    result = []
    for cell in row:
        columns = [col for col in figures if covers(cell, col) and (cell.colspan == 1 or col not in single)]
        if cell.col > 0 and cell.colspan > 1 and columns and cell.text in alone and not find_years(cell.text):
            column = min(columns, key=lambda col: distance(cell, figures[col]))
            cell = replace(cell, col=column, colspan=1)
        result.append(cell)
    return tuple(result)


def apart_right(row: Row, figures: dict[int, list[Cell]]) -> Row:
    """The last of two heads that were given one column, over the next column of figures where the line leaves it free (% and %)."""
    if len(row) < 2 or row[-1].col != row[-2].col or row[-1].colspan > 1:
        return row
    free = row[-1].col + 1
    return (*row[:-1], replace(row[-1], col=free)) if free in figures else row


def is_figure(cell: Cell) -> bool:
    return looks_like_amount(cell.text) and not (len(cell.text.strip()) == 4 and find_years(cell.text))


def overlap(one: Cell, other: Cell) -> bool:
    return one.col < other.col + other.colspan and other.col < one.col + one.colspan


def covers(cell: Cell, col: int) -> bool:
    return cell.col <= col < cell.col + cell.colspan


def distance(cell: Cell, figures: Sequence[Cell]) -> float:
    """How far a head stands off a column of figures, along the printed line."""
    low = along(figures)
    middle = (cell.bbox[low] + cell.bbox[low + 2]) / 2
    return min(abs((figure.bbox[low] + figure.bbox[low + 2]) / 2 - middle) for figure in figures)


def along(figures: Sequence[Cell]) -> int:
    """Where a box begins along the printed line, which runs down the page where the table lies on its side."""
    left, top, right, bottom = figures[0].bbox
    return 0 if abs(right - left) >= abs(bottom - top) else 1
