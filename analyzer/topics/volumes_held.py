"""Names and years of the first column that hold for the rows below them: 光源產品 beside 2007年 and over 2008年, 2009年."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.read.labels import join_wrapped
from analyzer.read.periods import find_period_heads
from analyzer.topics.volumes_groups import Row, has_name, is_figure, is_measure_row, is_named_at_top, is_unit, named_block, with_labels_of
from analyzer.topics.volumes_periods import starts_period
from analyzer.topics.volumes_remarks import is_period
from analyzer.topics.volumes_words import concept_of


def with_names_held_below(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the name, or the year, that its block begins with.

    Blocks are told by the years, or the names, beside the figures. A row of which nobody can tell whose it is, is left out: without
    a name its figures would pass for those of all products.
    """
    if any(is_measure_row(row) for row in rows):
        return list(rows)
    result: list[Row] = []
    for run in runs_beside(with_whole_periods_beside(rows)):
        result += named_run(run) if is_held(run) else run
    return result


def with_names_held_over_blanks(rows: Sequence[Row]) -> list[Row]:
    """The same for a ruled table, whose cells below a name may be blank. A cell that covers its rows tells more than blanks do."""
    bare = [row[1:] if len(row) > 1 and row[0].col == 0 and not row[0].text.strip() else row for row in rows]
    held = any(has_name(row) for row in bare) and any(len(one) < len(other) for one, other in zip(bare, rows, strict=True))
    return with_names_held_below(bare) if held and all(is_held(run) for run in runs_beside(bare) if beside(run[0])) else list(rows)


def is_held(run: Sequence[Row]) -> bool:
    """Whether the names of a run stand at the top of their blocks and some rows have none; merged cells tell their rows themselves."""
    named = [has_name(row) for row in run]
    names = [row[0] for row in run if has_name(row)]
    periods = [is_period(cell.text) for cell in names]
    kept = all(is_period(beside(row)) for row in run) if not all(periods) else not any(is_period(beside(row)) for row in run)
    return named[0] and not all(named) and kept and all(cell.rowspan == 1 for row in run for cell in row)


def named_run(run: Sequence[Row]) -> list[Row]:
    """The rows of a run by blocks that begin alike; else by blocks that begin with each name, where it is the only one there can be."""
    top = beside(run[0])
    blocks = blocks_from(run, [index for index, row in enumerate(run) if beside(row) == top])
    if all(has_name(block[0]) and is_named_at_top(block) and tells_apart(block) for block in blocks):
        return [row for block in blocks for row in named_block(block)]
    result: list[Row] = []
    above = False
    for block in blocks_from(run, [index for index, row in enumerate(run) if has_name(row)]):
        # Right below another name, and not back at the first period, this may be the second line of it.
        wrapped = above and beside(block[0]) != top
        result += [block[0], *(with_labels_of(row, block[0]) for row in block[1:] if tells_apart(block) and not wrapped)]
        above = len(block) == 1
    return result


def blocks_from(run: Sequence[Row], starts: Sequence[int]) -> list[Sequence[Row]]:
    return [run[start:end] for start, end in zip(starts, [*starts[1:], len(run)], strict=True)]


def tells_apart(block: Sequence[Row]) -> bool:
    """Whether no label beside the figures of a block comes twice."""
    return len({beside(row) for row in block}) == len(block)


def runs_beside(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of one page with a label between the first column and their figures, in runs; any other row alone."""
    run: list[Row] = []
    for row in rows:
        if run and (not beside(row) or row[0].page != run[-1][0].page):
            yield run
            run = []
        if beside(row):
            run.append(row)
        else:
            yield [row]
    if run:
        yield run


def beside(row: Row) -> str:
    """The label right before the first figure of a row, right of the first column; "" where there is none."""
    start = next((place for place, cell in enumerate(row) if cell.col > 1 and is_figure(cell)), 0)
    label = row[start - 1] if start and row[start - 1].col > 0 else None
    text = label.text.strip() if label and not (is_figure(label) or is_unit(label.text.strip())) else ""
    return "" if concept_of(text) else text


def with_whole_periods_beside(rows: Sequence[Row]) -> list[Row]:
    """The rows, a period beside the figures that wraps whole again: "Six months ended" alone over "30 June 2024"."""
    result: list[Row] = []
    for row in rows:
        upper = result[-1] if result else ()
        label = next((cell for cell in row if upper and cell.col == upper[0].col), None)
        if len(upper) == 1 and upper[0].col > 0 and label and beside(row) == label.text.strip():
            text = join_wrapped((upper[0].text, label.text))
            if starts_period(upper[0].text) or find_period_heads(upper[0].text):
                result[-1] = tuple(replace(cell, text=text) if cell is label else cell for cell in row)
                continue
        result.append(row)
    return result
