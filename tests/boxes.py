"""A fact's box cut from its page again: do the characters in it give back what the fact says was printed?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analyzer.model import Fact, Filing
from analyzer.pdf.chars import Char
from analyzer.pdf.document import Document
from analyzer.pdf.layout import LEADERS

SLACK_PT = 0.6
"""Boxes are rounded to hundredths, and those of parts of a word go by its share of the characters."""
UNPRINTED = re.compile(r"[\s\x00-\x1f\ufffe\u00ad-]")


@dataclass(frozen=True)
class Cut:
    """One figure and what stands in its box."""

    fact: Fact
    found: str
    lines: int

    @property
    def holds(self) -> bool:
        """Whether both are the same but for white space, line-break hyphens and leader dots.

        A figure that a sentence breaks over two lines has the box of both lines: it stands in it, with the words around it.
        """
        wanted, found = squeezed(self.fact.source.text), squeezed(self.found)
        return found == wanted or sorted(found) == sorted(wanted) or (self.lines > 1 and wanted in found)


def squeezed(text: str) -> str:
    return UNPRINTED.sub("", LEADERS.sub("", text))


def cut_boxes(filing: Filing, facts: Iterable[Fact]) -> Iterator[Cut]:
    """Every fact of a filing with the characters whose centre lies in its box, read from the file again."""
    with Document(Path(filing.path)) as document:
        chars = lru_cache(maxsize=None)(lambda page: document.page_marks(page)[0])
        for fact in facts:
            inside = [char for char in chars(fact.source.page) if lies_in(char, fact)]
            yield Cut(fact, "".join(char.text for char in inside), line_count(inside))


def lies_in(char: Char, fact: Fact) -> bool:
    x0, top, x1, bottom = fact.source.bbox
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return x0 - SLACK_PT <= x <= x1 + SLACK_PT and top - SLACK_PT <= y <= bottom + SLACK_PT


def line_count(chars: Iterable[Char]) -> int:
    """How many printed lines these characters stand on."""
    count, bottom = 0, float("-inf")
    for char in sorted(chars, key=lambda char: char.top):
        middle = (char.top + char.bottom) / 2
        if middle > bottom:
            count, bottom = count + 1, char.bottom
    return count
