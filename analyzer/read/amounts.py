"""Printed figures -> Decimal: "(1,234)", "１２３", "–", "91,509(7)", "约12.5%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from analyzer.errors import ReadError
from analyzer.model import Unit
from analyzer.read import TEXTS_REMEMBERED
from analyzer.read.units import DOLLARS

Qualifier = Literal["about", "over", "under", ""]

DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u30fc\ufe58\ufe63\uff0d\u2043"
"""Every character that stands for a dash or a minus sign on real pages."""

# giantec p.201: "91,509(7)". A bare number in parentheses is a mark only where it touches the figure and has one or two digits:
# "1,234 (567)" is two columns that were not parted.
_WORD_MARK = r"[(\[]\s*(?:附?[注註]|note)s?\s*[0-9a-z一二三四五六七八九十]{1,3}\s*[)\]]|[注註]\s*\d{1,2}"
_FOOTNOTE = re.compile(
    rf"(?<=[\d%)])(?:\s*(?:{_WORD_MARK}|[\u2460-\u2473\u24d0-\u24e9\u2070-\u2079\u00b9\u00b2\u00b3*#†‡^]+)"
    r"|\((?:\d{1,2}|[a-z]|i{1,3}|iv|vi{0,3})\)|\[(?:\d{1,2}|[a-z])\])+$",
    re.IGNORECASE,
)
_QUALIFIERS: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        "under",
        re.compile(
            r"^(?:不足|不到|不超[过過]|不[多高][于於]|[低少小][于於]|less\s+than|not\s+exceeding|not?\s+more\s+than|under|below|up\s+to|<=?|≤)\s*",
            re.I,
        ),
    ),
    (
        "over",
        re.compile(
            r"^(?:超[过過]|逾|超|多[于於]|高[于於]|大[于於]|不[低少][于於]|more\s+than|over|exceed(?:ing|ed|s)?|above|at\s+least|>=?|≥)\s*",
            re.I,
        ),
    ),
    ("about", re.compile(r"^(?:大?[约約]|接?近|approximately|approx\.?|about|around|nearly|almost|[~≈])\s*", re.I)),
)
_CURRENCY_PREFIXES = {
    "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "人民币": "CNY", "人民幣": "CNY", "HK$": "HKD", "HKD": "HKD", "港币": "HKD", "港幣": "HKD",
    "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP",
}  # fmt: skip
_PREFIX = re.compile(
    "^(" + "|".join(re.escape(word) for word in sorted(_CURRENCY_PREFIXES, key=len, reverse=True)) + r")\s*", re.IGNORECASE
)
_FIGURE = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?|\.\d+", re.ASCII)
_NIL = re.compile(r"\(?-(?:\s?-){0,3}\)?\s*%?")
_MARKS = r"(?:\s*[(\[](?:附?[注註]|note)?\s*[\da-z一二三四五六七八九十]{1,3}[)\]]|[注註]\d{1,2}|[*#†‡^①-⑳¹²³])*"
_LOOKS = re.compile(
    r"(?:约|約|大[约約]|接?近|[超逾]|超[过過]|不[足到超低少][过過于於]?|[多高低少][于於]|"
    r"about|approximately|over|more than|less than|[<>≤≥~≈])?\s*"
    rf"(?:RMB|HK\$|US\$|[¥￥$])?\s*[(+-]?\s*[(]?\s*[\d.][\d,.\s]*%?\s*\)?\s*%?{_MARKS}|[-\s]+%?|\(-\)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.])(?<!\d,)\d+(?:,\d+)*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOKALIKES = str.maketrans({**dict.fromkeys(DASHES, "-"), "（": "(", "）": ")", "％": "%", "，": ",", "．": ".", "【": "[", "】": "]"})
_TO_ASCII = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "})
_TO_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))

DIGITS_MAX = 20
"""Cells that ran together have more; and arithmetic with more than 28 digits would round."""


@dataclass(frozen=True)
class Amount:
    """One printed figure. value and step in the unit's measure; nil: a printed dash (value 0, step 0)."""

    value: Decimal
    step: Decimal
    nil: bool = False
    qualifier: Qualifier = ""
    footnote: str = ""


def parse_amount(text: str, unit: Unit) -> Amount:
    """Read one printed figure into base units.

    text: the cell as extracted. Parentheses or a leading minus mean negative; full-width digits are accepted;
        a dash is returned as a printed nil (the concept decides whether that is zero).
    Returns value and step, both in unit.measure: "1,234" in RMB'000 gives 1234000 and 1000; "41.1%" gives 0.411 and 0.001.
    Footnote marks are taken off and returned; 约, 超过, 不足 ... become the qualifier.
    Raises ReadError for anything else; it never guesses: blank, N/A, "*", two numbers, and digit groups that are not
        thousands ("85,980,820,98") are refused, and so is a percentage in a unit of money.
    """
    body, footnote = _split_footnote(text.strip())
    body = _normalise(body)
    if _NIL.fullmatch(body):
        return Amount(Decimal(0), Decimal(0), nil=True, footnote=footnote)
    qualifier, body = _split_qualifier(body)
    sign, body, percent = _split_sign(_strip_currency(body, unit, text), text)
    if not _FIGURE.fullmatch(body):
        raise ReadError(f"expected an amount, found {text!r}")
    if percent and unit.measure != "ratio":
        raise ReadError(f"expected an amount in {unit.measure}, found a percentage {text!r}")
    figure = Decimal(body.replace(",", ""))
    if len(figure.as_tuple().digits) > DIGITS_MAX:
        raise ReadError(f"expected an amount, found {text[:DIGITS_MAX]!r} and more digits than a figure has")
    scale = Decimal("0.01") if percent else unit.scale
    exponent = figure.as_tuple().exponent
    step = Decimal((0, (1,), exponent)) if isinstance(exponent, int) else Decimal(1)
    return Amount(_plain(sign * figure * scale), _plain(step * scale), qualifier=qualifier, footnote=footnote)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def looks_like_amount(text: str) -> bool:
    """True for text that reads as one figure or a printed dash; cheap, for sorting cells. Years look like amounts too."""
    text = text.strip().translate(_LOOKALIKES)
    return bool(text) and bool(_LOOKS.fullmatch(text))


def number_count(text: str) -> int:
    """How many figures stand in a text. Bare years (1900-2099) are not figures."""
    return sum(1 for match in _NUMBER.finditer(text.translate(_TO_ASCII)) if not _YEAR.fullmatch(match.group(0)))


def _split_footnote(text: str) -> tuple[str, str]:
    """The figure and the marks after it."""
    plain = text.replace("（", "(").replace("）", ")").replace("％", "%").replace("【", "[").replace("】", "]")
    match = _FOOTNOTE.search(plain)
    if match is None:
        return plain, ""
    return plain[: match.start()], match.group(0).strip()


def _normalise(text: str) -> str:
    """Full-width forms made plain. Not NFKC: that would turn ① before a figure, or ⑴, into digits of it."""
    text = text.translate(_TO_ASCII).translate(_TO_DASH)
    text = re.sub(r"(?<=\d),\s+(?=\d{3}(?!\d))|(?<=\d)\s+(?=[,.]\d)|(?<=\d)\s+(?=,\s?\d{3})", lambda m: m.group(0).strip(), text)
    return re.sub(r"\s+(?=[%)])|(?<=\()\s+", "", text.strip())


def _split_qualifier(text: str) -> tuple[Qualifier, str]:
    for name, pattern in _QUALIFIERS:
        match = pattern.match(text)
        if match:
            return name, text[match.end() :]
    return "", text


def _strip_currency(text: str, unit: Unit, printed: str) -> str:
    match = _PREFIX.match(text)
    if match is None:
        # $0.12 is an amount in the dollars of its column, whichever these are.
        return text.removeprefix("$").lstrip() if unit.measure.split("/")[0] in DOLLARS else text
    if unit.measure.split("/")[0] != _CURRENCY_PREFIXES[match.group(1).upper()]:
        raise ReadError(f"expected an amount in {unit.measure}, found {printed!r}")
    return text[match.end() :]


def _split_sign(text: str, printed: str) -> tuple[int, str, bool]:
    """Sign, unsigned digits, and whether a percent sign stood there: "(12.3)%", "(12.3%)", "-12.3%"."""
    percent = text.endswith("%")
    text = text[:-1] if percent else text
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1]
    elif text.startswith("-"):
        sign, text = -1, text[1:].lstrip()
    elif text.startswith("+"):
        text = text[1:].lstrip()
    if text.endswith("%"):
        if percent:
            raise ReadError(f"expected an amount, found {printed!r}")
        percent, text = True, text[:-1]
    return sign, text.strip(), percent


def _plain(value: Decimal) -> Decimal:
    """The value in its one plain form: no exponent, no trailing zeros after the point (step keeps the printed precision)."""
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value
