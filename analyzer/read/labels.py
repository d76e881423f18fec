"""Printed row labels -> clean labels, matching keys, ranks and footnote marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from analyzer.read import TEXTS_REMEMBERED
from analyzer.read.numerals import parse_number

_CJK = "\u2e80-\u2fff\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
# sifang p.20: leader dots whose font has no mapping come out as "ь ь ь" or \x02; elsewhere as "....", "…", "·····", ". . .".
_LEADERS = re.compile(
    r"\s*(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ue000-\uf8ff]+|(?:[.ьЬ·…․‥・•．](?:\s*[.ьЬ·…․‥・•．]){2,}|…+|(?:\s[ьЬ])+))[\s.ьЬ·…․‥・•．\x00-\x08\x0e-\x1f]*"
)
_CIRCLED = "\u2460-\u2473\u24d0-\u24e9\u2070-\u2079\u00b9\u00b2\u00b3"
_MARK = (
    rf"[{_CIRCLED}*#†‡^]+|[(（\[【]\s*(?:(?:附?[注註]|notes?)\s*[0-9a-z一二三四五六七八九十、,，及and ]{{0,8}}"
    r"|\d{1,2}|(?-i:[a-z])|i{1,3}|iv|vi{0,3}|\d{1,2}\s?\([a-z]\))\s*[)）\]】]"
    r"|(?<=[\u4e00-\u9fff])\s?[注註]\s?\d{0,2}|(?<=[a-z0-9)）])\s?[注註]\s?\d{1,2}"
)
_MARKS_AT_END = re.compile(rf"(?:\s*(?:{_MARK}))+\s*$", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"(?<=[A-Za-z)\u4e00-\u9fff])\s{1,}\d{1,2}(?:\([a-z]\))?\s*$")
_BREAK_HYPHENS = re.compile("[\ufffe\u00ad]\\s*|(?<=[a-z])\u0002\\s*(?=[a-z])")
_SPACE_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_ENUMERATION = re.compile(
    r"^\s*(?:[(（]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|i{1,3}|iv)\s*[)）]|第?[一二三四五六七八九十]{1,3}\s*[、.．]|\d{1,2}\s*[、.．)）](?!\d)|[①-⑳]|[-－–—•·])\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(?:[减減加]\s*[:：]?(?=\s*[:：])\s*[:：]|[减減加]\s*[:：]|其中(?:包括)?\s*[:：]?|"
    r"(?:less|add|including|of which|attributable to)\s*[:：])\s*",
    re.IGNORECASE,
)
_SIGN_REMARK = re.compile(
    r"[(（][^()（）]*(?:[“\"”「'‘’]\s*[-－–—一]\s*[”\"“」'‘’]|以[-－–—]|括号)[^()（）]*[)）]?$|[(（][^()（）]*填[列写][)）]?"
)
_KEEP_IN_KEY = re.compile(r"[^\w%]|_")
ROMAN = ("i", "ii", "iii", "iv", "v")
_RANK = re.compile(
    r"^\s*(?:第\s*(?P<ordinal>[一二三四五12345])\s*(?:名|大)?(?!\w*[年季期])|(?P<number>[1-9]|10)\s*(?:[.．、,)）](?!\d)|(?=\s|$)|(?=[\u4e00-\u9fff])(?![年月日号寸英期次代个名季位]))"
    r"|[(（]\s*(?P<bracketed>[1-9一二三四五])\s*[)）]|[(（]?(?P<roman>(?-i:i{1,3}|iv|v))\s*[)）]"
    r"|(?P<circled>[①-⑩])|No\.?\s*(?P<no>\d{1,2})\b|(?P<zh>[一二三四五])\s*[、.．])\s*",
    re.IGNORECASE,
)


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


def join_wrapped(lines: Iterable[str]) -> str:
    """One label from its wrapped lines: a space between Latin text, nothing between Chinese; a break hyphen (U+FFFE) closes up."""
    joined = ""
    for line in lines:
        line = line.strip(" \t\r\n\u3000")
        if not joined or not line:
            joined += line
        elif joined[-1] in "\ufffe\u00ad" or (joined[-1] == "\x02" and joined[-2:-1].islower() and line[0].islower()):
            joined = joined[:-1] + line
        elif _is_wide(joined[-1]) or _is_wide(line[0]) or (joined[-1] in "-/" and joined[-2:-1].strip()):
            joined += line
        else:
            joined += " " + line
    return joined


@lru_cache(maxsize=TEXTS_REMEMBERED)
def clean_label(text: str, *, notes: bool = False) -> str:
    """The label as printed, on one line, without leader dots and footnote marks at its end.

    Prefixes such as 一、 减： 其中： stay, and so does the wording: this is what outputs show.
    notes: also takes off a note number after the label ("Revenue 5"); only for statements, it would cut "Customer 1" or "Series 2".
    """
    text = join_wrapped(_BREAK_HYPHENS.sub("", text).splitlines())
    text = _SPACE_IN_CJK.sub("", re.sub(r"[\s\u3000]+", " ", _LEADERS.sub(" ", text))).strip()
    if re.fullmatch(r"[\W\d]*", text):
        return text
    text = _NOTE_NUMBER.sub("", text) if notes else text
    return re.sub(r"(?:\s\.{1,2})+$", "", strip_footnotes(text)[0])


def strip_footnotes(text: str) -> tuple[str, str]:
    """The text and the footnote marks that stood at its end: "Customer A(1)" gives ("Customer A", "(1)")."""
    match = _MARKS_AT_END.search(text)
    if match is None or not text[: match.start()].strip():
        return text.strip(), ""
    return text[: match.start()].strip(), re.sub(r"\s", "", match.group(0))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def label_key(text: str, *, notes: bool = False) -> str:
    """What two spellings of one label share: NFKC, lower case, Simplified, no spaces or punctuation, no prefix or sign remark.

    For matching only. "減：營業成本（損失以“-”號填列）" gives 营业成本.
    """
    text = clean_label(text, notes=notes)
    stripped = _strip_prefixes(_SIGN_REMARK.sub("", text)) or _strip_prefixes(text)
    text = to_simplified(unicodedata.normalize("NFKC", stripped)).casefold()
    return _KEEP_IN_KEY.sub("", text)


def split_rank(text: str) -> tuple[int | None, str]:
    """Rank and the rest: "1. Customer A" gives (1, "Customer A"), 第一名 (1, ""); (None, text) where there is none."""
    match = _RANK.match(text)
    if match is None:
        return None, text.strip()
    token = next(value for value in match.groups() if value)
    if match.group("roman"):
        return ROMAN.index(token) + 1, text[match.end() :].strip()
    rank = ord(token) - 0x245F if match.group("circled") else parse_number(token)
    return rank, text[match.end() :].strip()


def to_simplified(text: str) -> str:
    """Traditional Chinese written in Simplified characters; other text unchanged."""
    return text if text.isascii() else _converted(text)


@cache
def _converted(text: str) -> str:
    return str(_opencc().convert(text))


@cache
def _opencc() -> _Converter:
    """Loaded only when a text needs it: the dictionaries take a moment."""
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def _is_wide(char: str) -> bool:
    return re.match(f"[{_CJK}“”‘’]", char) is not None


def _strip_prefixes(text: str) -> str:
    """Without enumerations and 减： 加： 其中： in any order; never down to nothing."""
    while True:
        shorter = _PREFIX.sub("", _ENUMERATION.sub("", text, count=1), count=1)
        if shorter == text or not shorter.strip():
            return text
        text = shorter
