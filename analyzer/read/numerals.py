"""Chinese numerals, ordinals and full-width digits -> int; text made uniform one character for one."""

from __future__ import annotations

import re

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ο": 0,
    "Ｏ": 0,
    "O": 0,
    "◯": 0,
    "两": 2,
    "兩": 2,
}
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WIDTHS = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys("－–—―−～〜~", "-")
    | {"（": "(", "）": ")", "，": ",", "．": ".", "／": "/", "：": ":", "\u3000": " ", "\u00a0": " ", "\n": " ", "\r": " ", "個": "个"}
)

_END_OF_FEBRUARY = re.compile(
    r"(?:28(?:th)?\s*(?:/|or|and|,)\s*(?=29(?:th)?\s+Feb)|(?<=February )28(?:th)?\s*(?:/|or|and)\s*(?=29(?:th)?\b)"
    r"|(?:28|二十八)\s*日\s*(?:/|或|及|、)\s*(?=(?:29|二十九)\s*日))",
    re.IGNORECASE,
)
"""Both days on which a February may end: Years ended 28th/29th February; the later one follows the year by itself."""


def straighten(text: str) -> str:
    """Digits, dashes and brackets in one width, each character replaced by one, so that spans stay valid in the printed text."""
    return text.translate(_WIDTHS)


def straighten_days(text: str) -> str:
    """As straighten, with the first of two days blank on which a February may end: one day is left, and spans stay valid."""
    return _END_OF_FEBRUARY.sub(lambda match: " " * len(match.group()), straighten(text))


def parse_number(text: str) -> int:
    """A small whole number: "12", "1 2", "十二", "三十一", "二零二五", "nine". Raises ValueError for anything else."""
    word = re.sub(r"\s", "", text).lower()
    if word.isdecimal():
        return int(word)
    if word in _ENGLISH:
        return _ENGLISH.index(word)
    word = re.sub(r"\s", "", text)
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if not word or any(char not in _DIGITS for char in word):
        raise ValueError(f"not a number: {text!r}")
    return int("".join(str(_DIGITS[char]) for char in word))
