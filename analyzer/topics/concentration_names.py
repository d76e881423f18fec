"""Names of parties that share their cell with what the company is and does: where the name ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from analyzer.model import Cell
from analyzer.read.labels import join_wrapped, split_rank, strip_footnotes
from analyzer.topics.concentration_words import Words, squeeze

_PLAIN_WORD = re.compile(r"(?<![\w’'.-])(?!(?:of|and|the|for|in|de|la|du|von|der|y|e)\b)[a-z]+\b")
_LETTER = re.compile(r"[A-Za-z]")
_LETTERED = (
    r"(?:(?P<suppliers>supplier|供[應应]商)|(?P<customers>customer|客[戶户]))\s?"
    r"(?:[A-Z]{1,2}\d?|\d{1,2}|[甲乙丙丁戊己庚辛壬癸])(?![A-Za-z\d])"
)
_LETTERED_NAME = re.compile(_LETTERED, re.IGNORECASE)
_OTHER_ROLE = re.compile(rf"\s*[(（]\s*(?:also |being |亦[為为]|即|同[時时][為为])?(?:our )?{_LETTERED}\s*[)）]$", re.IGNORECASE)
"""The same party under its letter of the other side: Customer F (Supplier K). "Customer E/Supplier H" is one name with two halves."""


def without_description(names: Sequence[Cell], words: Words) -> list[Cell]:
    """The cells of a name up to the line on which it is complete, where the next one describes the party.

    "Customer A" over "Trading of metal products": the lines below are no part of the name, wherever the cell's text is kept.
    """
    said: list[str] = []
    kept: list[Cell] = []
    for cell in names:
        lines = [line for line in cell.text.splitlines() if line.strip()]
        for index, line in enumerate(lines):
            if said and is_whole_name(join_wrapped(said), words) and describes(line, join_wrapped(said), words):
                return [*kept, replace(cell, text="\n".join(lines[:index]))] if index else kept
            said.append(line)
        kept.append(cell)
    return kept


def are_of_other_side(names: Collection[str], kind: str) -> bool:
    """Whether every party of a table of customers is called Supplier A, B, C, or the other way round: the heading above is not its own."""
    sides = [match.lastgroup if (match := _LETTERED_NAME.match(name)) else kind for name in names]
    return len(names) > 1 and kind not in sides


def is_whole_name(text: str, words: Words) -> bool:
    """Whether a name says all of it: Customer A, or a company with its legal form at the end."""
    plain = squeeze(strip_footnotes(split_rank(text)[1])[0])
    if words.whole("letter_name", plain):
        return True
    rest = next((match for match in words.search("name_rest", plain) if match.end() == len(plain) and match.start() > 1), None)
    return rest is not None and not plain[rest.start() - 1].isalnum()


def describes(line: str, name: str, words: Words) -> bool:
    """Whether a line below a whole name is about the party: in words of their own, not a bracket, a further company or the rest of its
    legal form ("… Procurement Company" over "Limited and its subsidiaries").
    """
    text = squeeze(line)
    goes_on = re.match(r"[(（&]|and\b", text) or any(match.start() == 0 for match in words.search("name_rest", text))
    if goes_on or words.whole("letter_name", split_rank(text)[1]):
        return False
    if words.found("description_start", text):
        return True
    is_letter = words.whole("letter_name", squeeze(strip_footnotes(split_rank(name)[1])[0]))
    return _LETTER.match(text) is not None and (is_letter or _PLAIN_WORD.search(text) is not None)


def without_other_role(name: str, kind: str) -> tuple[str, bool]:
    """The name of a party of this side without what it is called on the other side, and whether it was called so."""
    match = _OTHER_ROLE.search(name)
    if match is None or match.group(kind) or not name[: match.start()].strip():
        return name, False
    return name[: match.start()].strip(), True
