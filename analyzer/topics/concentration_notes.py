"""Footnotes of a five-largest table by their mark."""

from __future__ import annotations

import re

from analyzer.model import RawTable
from analyzer.topics.base import FilingContext

NOTE_CHARS_MAX = 600
SAME_START_CHARS = 8
REMARK_REACH_PT = 30.0
"""How far below its table an unnumbered note begins."""
_SENTENCE_END = re.compile(r"。|(?<=[a-z)\d])\.(?=\s+[A-Z]|$)")
_START = re.compile(r"(?:\bNotes?\s*[:：]|附\s*[註注]\s*[:：]?|(?<![备備附])注\s*[:：])")
_ITEM = re.compile(r"[(（](\d{1,2}|[a-z])[)）]\s*(?=\S)|([①-⑩])|(\*+)(?=\S)")


def find_notes(context: FilingContext, table: RawTable) -> dict[str, str]:
    """The notes printed after the table's last figure, each under its mark as printed: {"(1)": "Customer A is ..."}."""
    marks = {
        match.group(0).strip().replace("（", "(").replace("）", ")") for cell in table.cells() for match in _ITEM.finditer(cell.text + " x")
    }
    if not marks:
        return {}
    last = table.pages[-1]
    prose = context.pages.prose(last, min(last + 1, len(context.pages.texts)))
    anchor = next((cell.text for row in reversed(table.rows) for cell in reversed(row) if re.search(r"\d{3}|%", cell.text)), "")
    begin = prose.text.find(anchor) if anchor else -1
    start = _START.search(prose.text, max(begin, 0))
    if start is None:
        return {}
    return split_notes(prose.text[start.end() :], marks)


def find_remarks(context: FilingContext, table: RawTable) -> list[str]:
    """Sentences of the unnumbered note below a table: 注：...腾讯科技为发行人股东。"""
    last = table.pages[-1]
    prose = context.pages.prose(last, last)
    start = next((match for match in _START.finditer(prose.text) if prose.place(*match.span())[1][1] >= table.bbox[1]), None)
    if start is None or (table.pages[0] == last and prose.place(*start.span())[1][1] - table.bbox[3] > REMARK_REACH_PT):
        return []
    return [part for part in re.split(r"(?<=[。;；])", prose.text[start.end() : start.end() + NOTE_CHARS_MAX]) if part.strip()]


def split_notes(text: str, marks: set[str]) -> dict[str, str]:
    """The texts of numbered notes, up to the next number in sequence."""
    notes: dict[str, str] = {}
    found = list(_ITEM.finditer(text))
    expected = 1
    places = []
    for match in found:
        number = match.group(1)
        if number and number.isdigit() and int(number) != expected:
            continue
        expected += 1 if number and number.isdigit() else 0
        places.append(match)
    for match, following in zip(places, [*places[1:], None][: len(places)], strict=True):
        body = text[match.end() : following.start() if following else match.end() + NOTE_CHARS_MAX].strip()
        mark = match.group(0).strip().replace("（", "(").replace("）", ")")
        if following is None:
            body = own_sentences(body)
        if mark in marks and mark not in notes:
            notes[mark] = body[:NOTE_CHARS_MAX]
    return notes


def own_sentences(text: str) -> str:
    """The first sentence and those after it that begin with the same words: what follows the last note is other text."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if not ends:
        return text
    stop = ends[0]
    for end in ends[1:]:
        if not text[stop:].lstrip().startswith(text[:SAME_START_CHARS]):
            break
        stop = end
    return text[:stop]
