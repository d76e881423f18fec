"""A column head that its table prints over several lines: Average / selling / price / US$ per / pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Cell, Unit
from analyzer.read.labels import join_wrapped
from analyzer.read.units import find_units
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_units import counted_itself, is_unit_alone, units_of, unknown_unit
from analyzer.topics.volumes_words import IGNORED, concept_of

_ONLY_MARK = re.compile(r"[(（](?:附?[註注]|notes?)?\s*(?:\d{1,2}|[a-z])?[)）]", re.IGNORECASE)
_SCALE_LINE = re.compile(r"[(（]?\s*(?:in\s+)?(?:[‘’'`´]\s?000s?|thousands?|millions?)\s*[)）]?", re.IGNORECASE)
"""A scale below a measure, whose unit stands in the words above the table: '000."""
_ODD_COUNT = re.compile(r"[十百千万萬亿億]{1,2}\s?[\u4e00-\u9fff]")


def measure_lines(heads: Sequence[Cell], currency: str) -> tuple[str, tuple[Cell, ...]]:
    """The measure that lines of a head name only together, with these lines; ("", ()) where they name none.

    Lines below the measure must be its unit, lines above it periods: a product between them makes it another head.
    """
    lines = [cell for cell in heads if not only_period_words(cell.text)]
    for stop in range(2, len(lines) + 1):
        if stop < len(lines) and not is_unit_text([cell.text for cell in lines[stop:]], currency):
            continue
        concept = concept_of(join_wrapped(cell.text for cell in lines[:stop]))
        if concept not in ("", IGNORED):
            return concept, tuple(lines[:stop])
    return "", ()


def is_unit_text(texts: Sequence[str], currency: str) -> bool:
    """Whether lines together, or each alone, are a unit or a scale and nothing else."""
    return bool(whole_units(texts, currency)) or all(_SCALE_LINE.fullmatch(text.strip()) or whole_units([text], currency) for text in texts)


def whole_units(texts: Sequence[str], currency: str) -> list[Unit]:
    """The units of lines that are nothing else: '000 over pairs is thousands of pairs."""
    text = join_wrapped(texts)
    return list(units_of(text, currency)) if is_unit_alone(text, currency) else []


def lines_below(heads: Sequence[Cell], measure: Cell | None) -> list[Cell]:
    """The lines of a head below its measure that name no period and are no mark of a note alone: （附註 1） between 設計產能 and 千杯."""
    place = heads.index(measure) if measure in heads else len(heads)
    return [cell for cell in heads[place + 1 :] if not only_period_words(cell.text) and not _ONLY_MARK.fullmatch(cell.text.strip())]


def rest_of_measure(heads: Sequence[Cell], measure: Cell | None) -> list[Cell]:
    """The lines right below a measure that only go on with its words: "rate" under Utilisation, which is the same measure with it."""
    place = heads.index(measure) if measure in heads else len(heads)
    concept = concept_of(measure.text) if measure else ""
    stop = place + 1
    while stop < len(heads) and concept and concept_of(join_wrapped(cell.text for cell in heads[place : stop + 1])) == concept:
        stop += 1
    return list(heads[place + 1 : stop])


def unit_lines(heads: Sequence[Cell], measure: Cell | None, currency: str) -> list[Cell]:
    """The lines below a measure that print its unit together; of single lines only those that no other cell would be read as (千杯)."""
    lines = lines_below(heads, measure)
    if len(lines) == 1:
        return lines if odd_units(lines[0].text, currency) else []
    return lines if len(lines) > 1 and whole_units([cell.text for cell in lines], currency) else []


def unit_below(heads: Sequence[Cell], measure: Cell | None, currency: str) -> list[Unit]:
    texts = [cell.text for cell in unit_lines(heads, measure, currency)]
    return odd_units(texts[0], currency) if len(texts) == 1 else whole_units(texts, currency)


def odd_units(text: str, currency: str) -> list[Unit]:
    """A count of a piece that is no known unit, which its place right below a measure makes one: 千杯."""
    return find_units(f"单位：{text.strip()}", currency) if _ODD_COUNT.fullmatch(text.strip()) and not units_of(text, currency) else []


def unknown_below(heads: Sequence[Cell], measure: Cell | None, lines: Sequence[Cell]) -> tuple[Unit | None, Cell | None]:
    """A unit that no list of ours holds: in brackets at the end of a measure, or on the line right below it, with its cell."""
    if measure is None:
        return None, None
    last = lines[-1] if lines else measure
    below = lines_below(heads, last) if last in heads else []
    for cell in (*below[:1], last):
        if cell is not last and len(below) > 1:
            continue
        if unit := unknown_unit(cell.text):
            return unit, cell
    whole = join_wrapped(cell.text for cell in lines) if lines else measure.text
    return unknown_unit(whole) or counted_itself(whole), None


def is_inside_words(heads: Sequence[Cell], position: int, currency: str) -> bool:
    """Whether a line is a part of a longer head: "Number of" / "production" / "lines"."""
    above = heads[position - 1].text.rstrip() if position else ""
    below = heads[position + 1].text.strip() if position + 1 < len(heads) else ""
    goes_on = below[:1].islower() and not (is_unit_text([below], currency) or only_period_words(below))
    return above.endswith((" of", " per")) or (goes_on and not concept_of(f"{heads[position].text} {below}"))
