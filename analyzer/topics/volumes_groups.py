"""Rows of aligned tables put right: heads spaced out or run together, marks on a line of their own, names in the middle of their block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_years
from analyzer.topics.volumes_heads import whole_units
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word, split_measure

Row = Sequence[Cell]
TOUCHING_HEADS_MAX = 4
TOUCHING_LENGTH_MAX = 60
TIE_PT = 3.0
"""How far the name of a merged cell may stand off the middle of its rows; another row would move the middle by half a line."""
_BREAKS_WORD = re.compile(r"[A-Za-z]{2}|\d\d|[(（\d]\d|\d[)）]")
_OPENING = re.compile(r"[(（]")
_CLOSING = re.compile(r"[)）]")
_MARK_FIRST = re.compile(r"\s*[(（]")
_NO_FIGURE = re.compile(r"n/?a|不适用|不適用|无|無|nil", re.IGNORECASE)
_NOTE = r"(?:附?[註注]|[Nn]otes?)"
_MARKS = re.compile(rf"[(（]\s*(?:{_NOTE}|(?:{_NOTE}\s*)?\d{{1,2}})\s*[)）]|[*#†‡]+|附?[註注]\s?\d{{0,2}}")


def spaced_heads_joined(row: Row) -> Row:
    """项 and 目, printed as two words, are one head."""
    result: list[Cell] = []
    for cell in row:
        last = result[-1] if result else None
        text = last.text.strip() + cell.text.strip() if last else ""
        if last and len(text) == 2 and (is_word("neutral", text) or is_word("total", text)):
            right = max(last.col + last.colspan, cell.col + cell.colspan)
            box = (last.bbox[0], min(last.bbox[1], cell.bbox[1]), cell.bbox[2], max(last.bbox[3], cell.bbox[3]))
            result[-1] = replace(last, text=text, bbox=box, colspan=right - last.col)
        else:
            result.append(cell)
    return result


def touching_heads_apart(row: Row) -> Row:
    """Heads that are set so close that they run together, each over its own column: 產量利用率(2) over two columns of figures.

    Only where there is one way to cut the text into as many measures or units as it covers columns, or into words that stand
    alone over other columns of the same line (bottles sold | per bottle bottles sold | per bottle). The line of another head may
    share a column with measures, never with units: "unit (HK$)" below "price per" is one of them.
    """
    lone = {cell.text.strip() for cell in row if cell.col and cell.colspan == 1}
    result: list[Cell] = []
    for cell in row:
        alone = sum(1 for other in row if other.col < cell.col + cell.colspan and cell.col < other.col + other.colspan) == 1
        kinds = (is_measure, is_unit, lone.__contains__) if alone else (is_measure,)
        parts = cut_into(cell.text.strip(), cell.colspan, kinds) if cell.colspan > 1 and not is_measure(cell.text) else []
        if len(parts) != 1:
            result.append(cell)
            continue
        x0, top, x1, bottom = cell.bbox
        left = x0
        for index, part in enumerate(parts[0]):
            right = left + (x1 - x0) * len(part) / sum(len(each) for each in parts[0])
            result.append(replace(cell, text=part, bbox=(left, top, right, bottom), col=cell.col + index, colspan=1))
            left = right
    return result


def cut_into(text: str, count: int, kinds: Sequence[Callable[[str], bool]]) -> list[tuple[str, ...]]:
    """Every way to cut a text into so many measures, or so many units."""
    if len(text) > TOUCHING_LENGTH_MAX or count > TOUCHING_HEADS_MAX:
        return []
    return list(dict.fromkeys(parts for said in kinds for parts in cuts(text, count, said)))


def cuts(text: str, count: int, said: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    if count == 1:
        if said(text):
            yield (text,)
        return
    for at in range(1, len(text)):
        if not _BREAKS_WORD.search(text[at - 1 : at + 1]) and said(text[:at].strip()):
            yield from ((text[:at].strip(), *rest) for rest in cuts(text[at:].strip(), count - 1, said))


def is_measure(text: str) -> bool:
    """Whether a text is one measure; its unit and footnote marks belong to it, none stands before it."""
    whole = len(_OPENING.findall(text)) == len(_CLOSING.findall(text))
    return whole and not _MARK_FIRST.match(text) and (concept_of(text) in CONCEPTS or is_word(REVENUE, text))


def is_unit(text: str) -> bool:
    return text == "%" or bool(whole_units([text], ""))


def is_marks_line(row: Row) -> bool:
    """A line of a head with nothing but its footnote marks: (1) (2)."""
    return bool(row) and all(_MARKS.fullmatch(cell.text.strip()) for cell in row)


def without_marks_lines(rows: Sequence[Row]) -> list[Row]:
    """The rows without the marks that stand on a line of their own in the head."""
    first = next((index for index, row in enumerate(rows) if not is_marks_line(row) and any(looks_like_amount(c.text) for c in row)), 0)
    return [row for index, row in enumerate(rows) if not (0 < index < first and is_marks_line(row))]


def with_marks_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, marks that the head prints raised behind its words, or on the next line of a narrow column, joined to them.

    "capacity" and (1) over one column; 設計產能 over (1), where the other heads of the line stand beside the mark.
    """
    first = next((index for index, row in enumerate(rows) if any(is_figure(cell) for cell in row)), 0)
    head: list[Row] = []
    for row in rows[:first]:
        row = joined_marks(row)
        below = [cell for cell in row if _MARKS.fullmatch(cell.text.strip())]
        over = {id(cell): marked for cell in below if head and (marked := marked_head(head[-1], cell))}
        if over:
            texts = {id(marked): f"{marked.text} {cell.text.strip()}" for cell in below if (marked := over.get(id(cell)))}
            head[-1] = tuple(replace(cell, text=texts.get(id(cell), cell.text)) for cell in head[-1])
            row = tuple(cell for cell in row if id(cell) not in over)
        head.append(row)
    return [row for row in (*head, *rows[first:]) if row]


def marked_head(row: Row, mark: Cell) -> Cell | None:
    """The head of one column that a mark below it belongs to: the only one of its line there, and no figure."""
    over = [cell for cell in row if cell.col < mark.col + mark.colspan and mark.col < cell.col + cell.colspan]
    return over[0] if len(over) == 1 and over[0].colspan == 1 and over[0].col and not looks_like_amount(over[0].text) else None


def is_figure(cell: Cell) -> bool:
    return looks_like_amount(cell.text) and not _MARKS.fullmatch(cell.text.strip()) and not find_years(cell.text)


def joined_marks(row: Row) -> Row:
    result: list[Cell] = []
    for cell in row:
        last = result[-1] if result else None
        if last and last.col == cell.col and _MARKS.fullmatch(cell.text.strip()) and not looks_like_amount(last.text):
            result[-1] = replace(last, text=f"{last.text} {cell.text.strip()}")
        else:
            result.append(cell)
    return tuple(result)


def with_centred_names(rows: Sequence[Row]) -> list[Row]:
    """The rows, where names of products stand in the middle of their measures each with its name.

    The first row of measures has no name, so no name tells where its block begins: a block begins where the first measure
    comes again. A block without a name, or with two names on rows that do not touch, is left out: it could be either's.
    """
    first = next((index for index, row in enumerate(rows) if is_measure_row(row)), None)
    if first is not None and has_name(rows[first]):
        return with_names_below(rows, first)
    if first is None or any(has_name(row) and not is_head(row) for row in rows[:first]):
        return list(rows)
    starts = [index for index in range(first, len(rows)) if measure_of(rows[index]) == measure_of(rows[first])]
    if len(starts) < 2:
        return list(rows)
    stop = block_end(rows, starts[-1])
    result = list(rows[:first])
    for start, end in zip(starts, [*starts[1:], stop], strict=True):
        result += named_block(rows[start:end])
    return [*result, *rows[stop:]]


def with_names_below(rows: Sequence[Row], first: int) -> list[Row]:
    """The rows, names that stand beside the first measure of their block beside its other rows as well: 常州基地 over 產量.

    Only where every block begins with a name, which may wrap once, and no other row has one. A merged name is told by its rows.
    """
    stop = block_end(rows, first)
    starts = [index for index in range(first, stop) if measure_of(rows[index]) == measure_of(rows[first])]
    blocks = [rows[start:end] for start, end in zip(starts, [*starts[1:], stop], strict=True)]
    merged = any(has_name(row) and row[0].rowspan > 1 for block in blocks for row in block)
    if merged or any(not is_named_at_top(block) for block in blocks) or all(has_name(row) for block in blocks for row in block):
        return list(rows)
    return [*rows[:first], *(row for block in blocks for row in named_block(block)), *rows[stop:]]


def block_end(rows: Sequence[Row], start: int) -> int:
    """Where rows of measures and names end; a line with nothing but a text below the last of them is a note."""
    stop = next((index for index in range(start, len(rows)) if not (measure_of(rows[index]) or is_name_with_unit(rows[index]))), len(rows))
    while is_name_only(rows[stop - 1]):
        stop -= 1
    return stop


def is_named_at_top(block: Sequence[Row]) -> bool:
    """Also a block without any name, which is left out: nobody can tell whether it is a total or goes on with the one above."""
    named = [has_name(row) for row in block]
    return not any(named) or (named[0] and not any(named[2:]))


def with_names_over_blanks(rows: Sequence[Row]) -> list[Row]:
    """The rows of a ruled table, names beside the first measure of their block also where the cells below them are blank.

    Only where every row of the first measure has a name and no other row has: here no middle of a cell tells more.
    """
    bare = [row[1:] if len(row) > 1 and row[0].col == 0 and not row[0].text.strip() else row for row in rows]
    first = next((index for index, row in enumerate(bare) if is_measure_row(row)), None)
    if first is None or not has_name(bare[first]):
        return list(rows)
    block, top = bare[first : block_end(bare, first)], measure_of(bare[first])
    plain = all(has_name(row) == (measure_of(row) == top) and is_measure_row(row) for row in block)
    return with_names_below(bare, first) if plain else list(rows)


def with_labels_of(row: Row, named: Row) -> Row:
    """The row with the name, and the unit beside it, of another row of its block."""
    start = min(cell.col for cell in row)
    return (*(cell for cell in named if cell.col + cell.colspan <= start and cell not in row), *row)


def named_block(block: Sequence[Row]) -> list[Row]:
    places = [index for index, row in enumerate(block) if has_name(row)]
    if not places or places[-1] - places[0] >= len(places):
        return []
    cells = [block[index][0] for index in places]
    name = replace(cells[0], text=join_wrapped(cell.text for cell in cells))
    beside = [cell for index in places for cell in block[index][1:] if is_unit(cell.text.strip())]
    shown = [row for row in block if not is_name_only(row) and not (has_name(row) and all(cell in beside for cell in row[1:]))]
    return [with_labels_of(row[1:] if has_name(row) else row, (name, *beside)) for row in shown]


def has_name(row: Row) -> bool:
    return bool(row) and row[0].col == 0 and not looks_like_amount(row[0].text)


def is_name_only(row: Row) -> bool:
    return len(row) == 1 and has_name(row)


def is_name_with_unit(row: Row) -> bool:
    """A name alone or with nothing but its unit beside it."""
    return has_name(row) and all(is_unit(cell.text.strip()) for cell in row[1:])


def is_head(row: Row) -> bool:
    """A line of heads: several texts, no figures."""
    return len(row) > 1 and not any(looks_like_amount(cell.text) for cell in row)


def measure_of(row: Row) -> str:
    """The wording of the measure beside the figures of a row, right of names and units; "" where there is none."""
    cells = [cell for cell in row if not (_NO_FIGURE.fullmatch(cell.text.strip()) or (cell.col and is_unit(cell.text.strip())))]
    start = next((place for place, cell in enumerate(cells) if cell.col > 1 and looks_like_amount(cell.text)), 0)
    label = cells[start - 1] if start and cells[start - 1].col > 0 else None
    return label.text.partition("（")[0].partition("(")[0].strip() if label and not looks_like_amount(label.text) else ""


def is_measure_row(row: Row) -> bool:
    """Whether a measure stands beside the figures, also one with a product in it (原煤产量 between 核定产能 and 利用率)."""
    measure = measure_of(row)
    return concept_of(measure) in CONCEPTS or bool(split_measure(measure)[0])


def with_tied_names(rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """The rows with the names of merged cells that stand between them, and the figures of rows that no name can be tied to for certain.

    Such a name stands in the middle of its rows, and blocks follow one another without a gap: where the first row begins the
    first block, its name tells where the block ends. Rows on which this does not come out are left out: they could be either's.
    """
    result: list[Row] = []
    untied: list[Cell] = []
    for run in runs_of_named(rows):
        last = max((index for index, row in enumerate(run) if has_figures(row)), default=0)
        block, below = run[: last + 1], run[last + 1 :]
        if not is_open(block[0]) or not any(is_name_only(row) for row in block):
            result += run
            continue
        tied = tied_blocks(block)
        result += [*tied, *below]
        untied += [cell for row in block for cell in row if cell.col and looks_like_amount(cell.text)] if not tied else []
    return result, untied


def runs_of_named(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of one page that have figures or nothing but a name, in runs; any other row alone."""
    run: list[Row] = []
    for row in rows:
        figures = has_figures(row)
        if run and (not (figures or is_name_only(row)) or row[0].page != run[-1][0].page):
            yield run
            run = []
        if figures or is_name_only(row):
            run.append(row)
        else:
            yield [row]
    if run:
        yield run


def has_figures(row: Row) -> bool:
    """Years alone are the heads of a table whose first column has none."""
    return any(cell.col > 0 and is_figure(cell) for cell in row)


def is_open(row: Row) -> bool:
    """Whether a row has figures and a label of its own, but nothing in the first column."""
    return has_figures(row) and row[0].col > 0 and not looks_like_amount(row[0].text)


def tied_blocks(run: Sequence[Row]) -> list[Row]:
    """The rows of a run with figures, each with the name of its block; [] where a name is in the middle of no block."""
    low, high = across(run)
    data = [row for row in run if has_figures(row)]
    names = wrapped_names([row[0] for row in run if has_name(row)])
    result: list[Row] = []
    start = 0
    for name in names:
        at = (name.bbox[low] + name.bbox[high]) / 2
        ends = [end for end in range(start, len(data)) if abs((line_of(data[start], low) + line_of(data[end], low)) / 2 - at) <= TIE_PT]
        if len(ends) != 1:
            return []
        result += [(name, *(row[1:] if has_name(row) else row)) for row in data[start : ends[0] + 1]]
        start = ends[0] + 1
    return result if start == len(data) else []


def wrapped_names(cells: Sequence[Cell]) -> list[Cell]:
    """Names whose lines touch, each as one."""
    result: list[Cell] = []
    for cell in cells:
        last = result[-1] if result else None
        if last and abs(cell.bbox[1] - last.bbox[3]) <= TIE_PT and cell.bbox[0] < last.bbox[2] and last.bbox[0] < cell.bbox[2]:
            box = (min(last.bbox[0], cell.bbox[0]), last.bbox[1], max(last.bbox[2], cell.bbox[2]), cell.bbox[3])
            result[-1] = replace(last, text=join_wrapped((last.text, cell.text)), bbox=box)
        else:
            result.append(cell)
    return result


def line_of(row: Row, low: int) -> float:
    """Where the figures of a row stand on the page."""
    cell = next(cell for cell in row if cell.col > 0 and looks_like_amount(cell.text))
    return (cell.bbox[low] + cell.bbox[low + 2]) / 2


def across(run: Sequence[Row]) -> tuple[int, int]:
    """The places of a box between which rows follow one another: left and right where the table lies on its side."""
    data = [row for row in run if has_figures(row)]
    first, last = data[0][-1].bbox, data[-1][-1].bbox
    return (1, 3) if abs(last[1] - first[1]) >= abs(last[0] - first[0]) else (0, 2)
