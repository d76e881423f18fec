"""Footnotes that say which population a volume counts: 含自用, 不包括代加工量, "including boards built into servers"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.model import RawTable
from analyzer.topics.base import ProseText
from analyzer.topics.volumes_words import RATIOS, measures_in

NOTE_GAP_PT = 40.0
"""A note further below its table than this belongs to something else."""
NOTE_LENGTH_MAX = 160
_START = re.compile(r"[注註]\s*\d?\s*[:：]|\bNotes?\s*:")
_OF_THE_TABLE = re.compile(r"(?:上述|上表|以上|表中)[^。；]{0,20}?(?:产能|產能|产量|產量|销量|銷量|数量|數量)")
"""A sentence about the table without 注：."""
_POPULATION = re.compile(r"包含|包括|含(?!税|稅)|不计|不計|剔除|扣除|includ(?:es|ed|ing)|exclud(?:es|ed|ing)|excludes", re.IGNORECASE)


def notes_below(prose: ProseText, table: RawTable) -> list[str]:
    """Notes that stand right under a table on its last page."""
    page = table.pages[-1]
    bottom = max((cell.bbox[3] for cell in table.cells() if cell.page == page), default=0.0)
    found = []
    starts = [(match.span(), match.end()) for match in _START.finditer(prose.text)]
    starts += [(match.span(), match.start()) for match in _OF_THE_TABLE.finditer(prose.text)]
    for span, begin in starts:
        place, box = prose.place(*span)
        if place == page and bottom - 2 <= box[1] <= bottom + NOTE_GAP_PT:
            found.append(note_text(prose.text[begin:]))
    return found


def note_text(text: str) -> str:
    """The note up to its full stop or the next note."""
    end = re.search(
        r"。|\.\s+[A-Z]|[注註]\s*\d\s*[:：]|[(（][一二三四五六七八九十\d]{1,2}[)）](?=[\u4e00-\u9fff])|(?<![\d.])\d{1,2}[、．]|单位[:：]",
        text,
    )
    return text[: end.start() if end else NOTE_LENGTH_MAX].strip()[:NOTE_LENGTH_MAX]


def says_population(text: str) -> bool:
    """Whether words say what is counted and what is left out."""
    return bool(_POPULATION.search(text))


def population_note(notes: Sequence[str], concept: str, member: str, members: Iterable[str]) -> str:
    """The note that says what this measure of this product counts; "" where none speaks of it.

    A note that names products of the table holds for these only (601113 p.104: POY).
    """
    for note in notes:
        clauses = [clause for clause in re.split(r"[，；;]", note) if _POPULATION.search(clause)]
        named = [name for name in members if name and name in note]
        if any(concept in measures_in(clause) for clause in clauses) and concept not in RATIOS and (not named or member in named):
            return note
    return ""
