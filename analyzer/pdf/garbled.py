"""Pages whose text cannot be trusted: fonts that map to the wrong letters or to none.

Cheap signs come first (a few ms a filing); only pages with a sign are compared with pdfminer as a second reader (about 60 ms a page).
pdfium's text of such a page is refused where the two differ strongly, or where neither reads words.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from analyzer.pdf.document import Document

PRIVATE_MIN = 0.1
"""Share of private-use, control and replacement characters from which a page is looked at (002235 p.65 has 0.024: bullets)."""
PRIVATE_REFUSED = 0.3
"""Share of the same from which a page is refused, whatever a second reader says."""
UNMAPPED_MIN = 0.15
"""Share of characters without a Unicode mapping from which a page is looked at (300084 p.114 has 0.06: formulas)."""
IDEOGRAPHS_MIN = 200
LETTERS_MIN = 400
"""Text of this length holds common words unless it is garbled."""
SEARCHED_FIRST = 600
"""Characters of a page in which nearly always a common word stands."""
COMMON_MIN = 0.1
"""Least share of the commonest ideographs in Chinese text: 0.3 to 0.5 in prose, 0.15 in lists of names, under 0.05 where garbled."""
OVERLAP_MIN = 0.6
"""Share of the characters that two readers of one page have in common; less differs strongly."""
COMPARED_MAX = 24
"""So many pages with a sign are compared; where all of these are garbled, so are the others."""

CHINESE_WORDS = re.compile(
    r"公司|集[团團]|[发發]行|股[东東份票本]|[业業][务務]|[产產]品|收入|利[润潤]|[资資][产產本金]|金[额額]|年度|年[末内內]|[万萬亿億千]元|合[计計同]|[项項]目"
    r"|[会會][计計]|[经經][营營]|[财財][务務]|[报報]告|有限|生[产產]|技[术術]|[销銷]售|客[户戶]|[董監监]事|人民|以上|其中|其他|主要|[单單]位|比例|市[场場]"
    r"|[国國中]家|中[国國]|[关關][联聯系]|[负負][债債]|[费費]用|成本|[现現]金|[投][资資]|[规規]定|情[况況]|影[响響]|根[据據]|或者|以及|我[们們]|本[次人集报報]|先生"
    r"|[进進]行|管理|[设設][备備计計]|[开開][发發]|[证證]券|文件|律[师師]|[审審][计計核]|交易|持有|存[货貨]|政府|工[业業程]|[应應][收付]|法律|期[间間末]|大[学學]|系[统統]"
)
ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|to|in|for|our|we|by|or|on|is|are|with|as|at|from|that|company|limited|ltd|co|inc|total|december|june|year|other|income|name|date|page)\b",
    re.IGNORECASE,
)
COMMON_IDEOGRAPHS = frozenset(
    "的一是在不了有和人中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經"
    "公司股份业業务務资資本金额額元万萬收入利润潤合计計项項目报報告度其期比例销銷售客户戶供应應商技术術设設备備情况況单單位日月第章节節及与與或等之内內总總数數量价價率费費用"
    "有限名称稱关關联聯交易东東事监監高管理投开開制现現市场場政策部门門机機构構号號路区區县縣省持"
)
LETTER = re.compile(r"[^\W\d_]")
IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
MEANINGLESS = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
LEADER_RUN = re.compile(r"([\ue000-\uf8ff\x02\x03._·‧…⋯ь])(?:\s?\1){2,}")
"""Leader dots come out as private-use characters or \\x02 in sound text (giantec)."""

SecondReader = Callable[[Path, Iterable[int]], Mapping[int, str]]


class Sign(Enum):
    """What makes a page's text suspect, in words for the finding."""

    PRIVATE = "characters without meaning"
    UNMAPPED = "fonts that do not say which letters they show"
    NO_WORDS = "no common word in a page of text"


@dataclass(frozen=True)
class GarbledPage:
    """A page whose text is refused. legible_elsewhere: pdfminer reads words where pdfium reads none."""

    page: int
    sign: Sign
    legible_elsewhere: bool = False


def find_garbled(document: Document, second_reader: SecondReader | None = None) -> list[GarbledPage]:
    """The pages whose text must not be used, in order. second_reader: page texts by pdfminer (the default) or another reader."""
    signs = {
        page: sign for page, text in enumerate(document.texts, 1) if (sign := find_sign(text, document.unmapped_share(page))) is not None
    }
    if not signs:
        return []
    compared = spread(list(signs), COMPARED_MAX)
    second = (second_reader or read_with_pdfminer)(document.path, compared)
    judged = {page: judge(page, signs[page], document.texts[page - 1], second.get(page, "")) for page in compared}
    garbled = [found for found in judged.values() if found is not None]
    if len(garbled) == len(compared):
        garbled += [GarbledPage(page, sign) for page, sign in signs.items() if page not in judged]
        garbled += short_pages(document.texts, frozenset(signs))
    return sorted(garbled, key=lambda found: found.page)


def short_pages(texts: Sequence[str], garbled: frozenset[int]) -> list[GarbledPage]:
    """The other pages without a common word, too short for a sign of their own, where most of the document is garbled."""
    lettered = {page: text for page, text in enumerate(texts, 1) if page not in garbled and len(LETTER.findall(text)) >= LETTERS_MIN // 10}
    if len(garbled) <= sum(has_words(text) for text in lettered.values()):
        return []
    return [GarbledPage(page, Sign.NO_WORDS) for page, text in lettered.items() if not has_words(text)]


def find_sign(text: str, unmapped: float = 0.0) -> Sign | None:
    """What is suspect about a page's text, None where nothing is. unmapped: share of characters without a Unicode mapping."""
    if private_share(text) >= PRIVATE_MIN:
        return Sign.PRIVATE
    if unmapped >= UNMAPPED_MIN:
        return Sign.UNMAPPED
    return Sign.NO_WORDS if lacks_words(text) else None


def private_share(text: str) -> float:
    """Share of characters that mean nothing in a page's text, blanks and leader dots aside; 0 for a page with a few characters."""
    if MEANINGLESS.search(text) is None:
        return 0.0
    text = re.sub(r"\s", "", LEADER_RUN.sub("", text))
    return len(MEANINGLESS.findall(text)) / len(text) if len(text) >= LETTERS_MIN // 10 else 0.0


def lacks_words(text: str) -> bool:
    """Whether a text that is long enough to hold common words of its script holds none."""
    if IDEOGRAPH.search(text) is None:
        return ENGLISH_WORDS.search(text) is None and len(LETTER.findall(text)) > LETTERS_MIN
    if CHINESE_WORDS.search(text, 0, SEARCHED_FIRST):
        return False
    if len(IDEOGRAPH.findall(text)) > IDEOGRAPHS_MIN:
        return not has_chinese_words(text)
    return ENGLISH_WORDS.search(text) is None and not has_chinese_words(text) and len(LETTER.findall(text)) > LETTERS_MIN


def has_chinese_words(text: str) -> bool:
    """Also where the letters are spaced, as on every page of alco."""
    return CHINESE_WORDS.search(text) is not None or CHINESE_WORDS.search(re.sub(r"\s", "", text)) is not None


def judge(page: int, sign: Sign, text: str, second: str) -> GarbledPage | None:
    """The verdict on a page with a sign. Two readers that agree can both be wrong: both follow the font's own map."""
    legible_elsewhere = has_words(second) and not has_words(text)
    refused = legible_elsewhere or overlap(text, second) < OVERLAP_MIN or private_share(text) >= PRIVATE_REFUSED or is_nonsense(text)
    return GarbledPage(page, sign, legible_elsewhere) if refused else None


def has_words(text: str) -> bool:
    return has_chinese_words(text) or ENGLISH_WORDS.search(text) is not None


def is_nonsense(text: str) -> bool:
    """Whether a long text has no common word and, where it is Chinese, hardly a common character (a list of names has some)."""
    if not lacks_words(text):
        return False
    ideographs = IDEOGRAPH.findall(text)
    if len(ideographs) <= IDEOGRAPHS_MIN:
        return True
    return sum(char in COMMON_IDEOGRAPHS for char in ideographs) < COMMON_MIN * len(ideographs)


def overlap(one: str, other: str) -> float:
    """Share of the longer text's characters that the other has too, blanks and leader dots aside, in whatever order."""
    first, second = (Counter(re.sub(r"\s", "", unicodedata.normalize("NFKC", LEADER_RUN.sub("", text)))) for text in (one, other))
    return (first & second).total() / max(first.total(), second.total(), 1)


def spread(pages: list[int], most: int) -> list[int]:
    """At most so many of the pages, evenly spread, the first among them."""
    step = len(pages) / most
    return pages if step <= 1 else [pages[int(index * step)] for index in range(most)]


def read_with_pdfminer(path: Path, pages: Iterable[int]) -> dict[int, str]:
    """Characters of these pages as pdfminer reads them, in the order of the file; a page that it cannot read is left out."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    # pdfminer raises whatever its parsers run into on a page it does not understand.
    unreadable = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, struct.error)
    failures = (MalformedPDFException, PdfminerException, PSException, *unreadable)
    texts: dict[int, str] = {}
    try:
        with pdfplumber.open(path, pages=sorted(pages)) as pdf:
            for page in pdf.pages:
                try:
                    texts[page.page_number] = "".join(char["text"] for char in page.chars)
                except failures:
                    continue
                page.close()
    except failures:
        return texts
    return texts
