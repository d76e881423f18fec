"""Figures that are the ends of a range over several periods and of none of them: between 35.2% and 56.3%, 介乎10.2元至12.3元."""

from __future__ import annotations

import re

REACH_CHARS = 40
_MONEY = r"(?:RMB|HK\$|US\$|人民[币幣]|港[元币幣]|美元)?"
_BEGINS = re.compile(
    r"(?:\b(?:between|rang(?:ed|e|es|ing)|fluctuat(?:ed|ing)|var(?:ied|ying))(?:\s(?:from|of|between|within|approximately|about|around))*"
    rf"|介[乎于於]|区间为|區間為|范围为|範圍為)\s*(?:每\S{{1,4}})?(?:约|約)?{_MONEY}\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"(?:\s*(?:to|[-–—~～至到])\s*(?:approximately|about|around|约|約)?\s*{_MONEY}\s*\d|之[间間]|的?(?:区间|區間|范围|範圍)|不等)"
)


def begins_range(text: str, start: int) -> bool:
    """Whether the words right before a figure make it the first end of a range."""
    return _BEGINS.search(text[max(0, start - REACH_CHARS) : start]) is not None


def ends_range(text: str, stop: int) -> bool:
    """Whether another figure is the other end of the range that a figure begins, or words say that the range ends here."""
    return _ENDS.match(text, stop) is not None
