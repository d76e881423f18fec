"""One script a page: a recogniser that knows both slips single characters of the other one into a page (颗 for 顆)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

CHARS_MIN = 10
PREVAILS = 4
"""A script prevails with at least so many characters of its own, and so many times as many as the other."""


def in_one_script(texts: Sequence[str]) -> list[str]:
    """The texts of a page, each as long as before, with strays of the other Chinese script written in the prevailing one."""
    chars = [char for text in texts for char in text]
    traditional, simplified = sum(map(only_traditional, chars)), sum(map(only_simplified, chars))
    if traditional >= max(CHARS_MIN, PREVAILS * simplified):
        return ["".join(converted("s2t", char) if only_simplified(char) else char for char in text) for text in texts]
    if simplified >= max(CHARS_MIN, PREVAILS * traditional):
        return ["".join(converted("t2s", char) if only_traditional(char) else char for char in text) for text in texts]
    return list(texts)


def only_traditional(char: str) -> bool:
    return char > "\u3400" and encodes(char, "big5") and not encodes(char, "gb2312")


def only_simplified(char: str) -> bool:
    return char > "\u3400" and encodes(char, "gb2312") and not encodes(char, "big5")


@cache
def encodes(char: str, encoding: str) -> bool:
    """Whether a character is in the national standard of one script."""
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def converted(direction: str, char: str) -> str:
    """The character in the other script; itself where that has none of its own, or more than one character."""
    from opencc import OpenCC

    other = str(OpenCC(direction).convert(char))
    return other if len(other) == 1 else char
