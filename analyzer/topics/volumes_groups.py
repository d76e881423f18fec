"""Rows of aligned tables put right: a head spaced out letter by letter, and names that stand in the middle of their block of measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.amounts import looks_like_amount
from analyzer.read.labels import join_wrapped
from analyzer.topics.volumes_words import CONCEPTS, concept_of, is_word

Row = Sequence[Cell]


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


def with_centred_names(rows: Sequence[Row]) -> list[Row]:
    """The rows, where names of products stand in the middle of their measures each with its name.

    The first row of measures has no name, so no name tells where its block begins: a block begins where the first measure
    comes again. A block without a name, or with two names on rows that do not touch, is left out: it could be either's.
    """
    first = next((index for index, row in enumerate(rows) if is_measure_row(row)), None)
    if first is None or has_name(rows[first]) or any(has_name(row) and not is_head(row) for row in rows[:first]):
        return list(rows)
    starts = [index for index in range(first, len(rows)) if measure_of(rows[index]) == measure_of(rows[first])]
    if len(starts) < 2:
        return list(rows)
    stop = next((index for index in range(starts[-1], len(rows)) if not (measure_of(rows[index]) or is_name_only(rows[index]))), len(rows))
    result = list(rows[:first])
    for start, end in zip(starts, [*starts[1:], stop], strict=True):
        result += named_block(rows[start:end])
    return [*result, *rows[stop:]]


def named_block(block: Sequence[Row]) -> list[Row]:
    places = [index for index, row in enumerate(block) if has_name(row)]
    if not places or places[-1] - places[0] >= len(places):
        return []
    cells = [block[index][0] for index in places]
    name = replace(cells[0], text=join_wrapped(cell.text for cell in cells))
    return [(name, *(row[1:] if has_name(row) else row)) for row in block if not is_name_only(row)]


def has_name(row: Row) -> bool:
    return bool(row) and row[0].col == 0 and not looks_like_amount(row[0].text)


def is_name_only(row: Row) -> bool:
    return len(row) == 1 and has_name(row)


def is_head(row: Row) -> bool:
    """A line of heads: several texts, no figures."""
    return len(row) > 1 and not any(looks_like_amount(cell.text) for cell in row)


def measure_of(row: Row) -> str:
    """The wording of the measure in the second column of a row with figures, "" where there is none."""
    label = next((cell for cell in row if cell.col == 1), None)
    figures = [cell for cell in row if cell.col > 1 and looks_like_amount(cell.text)]
    return label.text.partition("（")[0].partition("(")[0].strip() if label and figures and not looks_like_amount(label.text) else ""


def is_measure_row(row: Row) -> bool:
    return concept_of(measure_of(row)) in CONCEPTS
