"""Notes that give single rows of a volume table a unit of their own: 其中 Precision 销量单位为英尺，其余单位为件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.model import Unit
from analyzer.read.units import find_units
from analyzer.topics.volumes_readings import Outcome, Reading
from analyzer.topics.volumes_units import is_physical
from analyzer.topics.volumes_words import PRICE, RATIOS, flat, measures_in, says

_CLAUSE = re.compile(r"[，；。]|;\s|,\s(?=[^,]*(?:单位|單位|\bin\b))")
_GIVES = re.compile(
    r"(?:其中|上表中|表中|注)?\s*[:：]?\s*(?P<names>.+?)(?:类?产品)?的?(?P<measure>[产產销銷][能量]|(?:销售|銷售|生产|生產)?[数數]量)?的?(?:计量|計量|统计|統計)?(?:单位|單位)"
    r"[均分别]{0,2}[为為是：:]\s*[“\"]?(?P<unit>[^，。；”\"]{1,8})"
    r"|(?:(?:the\s+)?(?:sales|production)\s(?:volumes?|output)\sof\s)?(?P<en_names>.+?)\s(?:is|are|was|were)\s(?:measured|counted|expressed|stated|presented|calculated)\sin\s(?P<en_unit>[A-Za-z]+)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:、|和|及|与|與|以及|/|,|\band\b)\s*")
_REST = re.compile(r"其[余他它餘]|the (?:rest|others?|remaining)|all other", re.IGNORECASE)
_WHOLE_TABLE = re.compile(r"上[表述]|^以上|^表[中内]|^(?:the )?table|^本表")


@dataclass(frozen=True)
class NotedUnit:
    """names: the rows that the note means, as printed; concept: the one measure it speaks of, "" for all; note: its words."""

    names: tuple[str, ...]
    unit: Unit
    concept: str
    note: str


def find_noted_units(notes: Sequence[str]) -> list[NotedUnit]:
    """What notes say about the units of rows they name; the unit of the rest or of the whole table is no news."""
    return [found for note in notes for clause in _CLAUSE.split(note) for found in clause_to_units(clause.strip(), note)]


def clause_to_units(clause: str, note: str) -> list[NotedUnit]:
    match = _GIVES.match(clause)
    words = (match.group("names") or match.group("en_names") or "").strip() if match else ""
    if match is None or not words or names_no_row(words):
        return []
    units = find_units(f"单位：{match.group('unit')}" if match.group("unit") else f"({match.group('en_unit')})")
    measures = measures_in(match.group("measure") or "")
    names = tuple(name for name in _AND.split(words) if name)
    return [NotedUnit(names, unit, measures[0] if len(measures) == 1 else "", note) for unit in units[:1] if is_physical(unit)]


def names_no_row(words: str) -> bool:
    """Whether words mean the rest, the whole table or a measure."""
    return bool(_REST.search(words) or _WHOLE_TABLE.search(words) or measures_in(words)) or says("generic_product", words)


def with_noted_units(outcome: Outcome, noted: Sequence[NotedUnit]) -> Outcome:
    """The readings, those of named rows in the unit of the note.

    Where a name is no row of the table, nobody can tell whose unit is meant: its measures are left out, as figures without a unit.
    The total of rows in several units keeps the unit of its column, and the note.
    """
    for each in noted:
        counted = [reading for reading in outcome.readings if counts(reading, each)]
        named = [reading for reading in counted if any(names_row(name, reading) for name in each.names)]
        if not counted:
            continue
        if all(any(names_row(name, reading) for reading in counted) for name in each.names):
            readings = tuple(reunited(reading, each, reading in named) for reading in outcome.readings)
            outcome = replace(outcome, readings=readings)
        else:
            left = tuple(reading for reading in outcome.readings if reading not in counted)
            missing = (*outcome.missing_unit, *(reading.cell for reading in counted))
            outcome = replace(outcome, readings=left, missing_unit=missing)
    return outcome


def counts(reading: Reading, noted: NotedUnit) -> bool:
    return reading.concept not in RATIOS and reading.concept != PRICE and noted.concept in ("", reading.concept)


def names_row(name: str, reading: Reading) -> bool:
    """Whether a note's name stands in the product or in the labels before it (the brand of an agent's goods)."""
    edge = r"(?<![a-z0-9]){}(?![a-z0-9])" if name.isascii() else "{}"
    words = [flat(reading.member), flat(reading.group)]
    return any(re.search(edge.format(re.escape(flat(name))), text) for text in words)


def reunited(reading: Reading, noted: NotedUnit, named: bool) -> Reading:
    if named:
        factor = noted.unit.scale / reading.unit.scale
        amount = replace(reading.amount, value=reading.amount.value * factor, step=reading.amount.step * factor)
        return replace(reading, amount=amount, unit=noted.unit, note=noted.note)
    return replace(reading, note=noted.note) if counts(reading, noted) and not reading.member else reading
