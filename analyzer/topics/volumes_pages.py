"""Pages that can hold a volume table, told by their text alone: heads, captions, introductions and rows with leader dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.read.blanks import single_blanks
from analyzer.topics.base import FilingContext

PAGES_MAX = 45
DIGITS_MIN = 20
"""A page with hardly any figures holds no table."""
LINE_LENGTH_MAX = 90
ENGLISH_HEAD_MAX = 45
ENGLISH_INTRODUCTION_MAX = 130
INTRODUCTION_LENGTH_MAX = 260
"""An introduction and the line below it, on which its measures often stand."""
_ENGLISH_TABLE = re.compile(r"\d|sets? (?:forth|out)|\btable\b|breakdown")
_SENTENCE_MARKS = re.compile(r"[。；;]|[，、]\D|\.\s|\.{3}")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
"""A list of units is no list of a sentence: 单价（万元/张、元/颗）."""
_ENGLISH_MEASURES = (
    r"average freight rate"
    r"|shipment|capacity|utili[sz]ation|output|selling price|volume|vehicles? sold"
    r"|(?:units|vehicles?|quantity|products) (?:we )?(?:sold|delivered|shipped|produced)|units? of [a-z -]{3,30} sold|sales quantit"
)
_CAPTION_MEASURE = (
    r"(?:平均(?:销售|銷售)?(?:价格|價格|单价|單價)|(?:平均|销售|銷售)(?:售价|售價|均价|均價|价格|價格|单价|單價)"
    r"|产能|產能|(?:生产|生產)能力|(?:产销|產銷|产|產|销|銷|(?:生产|生產|销售|銷售|出货|出貨))量)"
)
_CAPTION = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:(?:报告期|報告期|往[绩績][记記][录錄]期)[内內]?[，,])?"
    rf"[^，。；、]{{0,20}}?{_CAPTION_MEASURE}(?:[、和及与與]{_CAPTION_MEASURE})*"
    r"(?:[的及]?(?:变动|變動|变化|變化))?(?:情况|情況)?(?:[如见見]下)?表?(?:所示)?\s*[:：]?\s*(?:[单單]位\s*[:：].*)?"
)
"""A caption that names nothing but measures; its enumeration or 报告期内， makes it no sentence."""
_MEASURE_LINE = re.compile(
    r"产能|產能|生产能力|生產能力|(?:加工|投[浆漿料]|冶[炼煉]|屠宰|[压壓]榨|[选選][矿礦]|采[选選]|洗[选選])能力|产量|產量|生产量|生產量|生产数量|销量|銷量|出栏量|出欄量|销售量|銷售量|销售数量|銷售數量|已售|出货量|出貨量|付运量|付運量|交付量|产销|產銷"
    r"|利用率|使用率|单价|單價|均价|均價|平均价格|售价|售價|销售价"
    rf"|平均价|平均[运運][价價]|(?:[运運][输輸]|承[运運]|[货貨][运運])量|[装裝][机機]容量|[发發]电量|發電量|[售供][电電]量|上[网網][电電][量价價]|{_ENGLISH_MEASURES}"
)
"""Matched in lower case: a pattern that minds the case knows the letters it can begin with, and is twice as fast."""
_ENGLISH_MEASURE = re.compile(_ENGLISH_MEASURES)
_INTRODUCES = ("following table", "table below", "tables below", "out below", "forth below", "below is ", "below are ", "下表")
_HINTS = (
    *("capacity", "volume", "utili", "shipment", "output", "selling price", " sold", "shipped", "delivered", "produced", "quantit"),
    "freight rate",
)
_HINTS_ZH = ("能", "量", "率", "价", "價", "售", "产销", "產銷")
"""What a page without any measure lacks: plain words, as every page is asked."""
_LEADER = re.compile(r"\.{3,}|(?:\.\s){4,}|…{2,}")
_ROW_AFTER_LEADER = re.compile(r"(?:\(?[\d,.]*\d%?\)?|[—–-])(?:\s+(?:\(?[\d,.]*\d%?\)?|[—–-]))+\s*$")
"""Two figures or more: a line of the contents has its page number alone."""


def candidate_pages(texts: Sequence[str]) -> list[int]:
    """Pages with a line that looks like a row, head or title of a volume table, the best ones where there are many."""
    counts = {}
    for number, text in enumerate(texts, 1):
        if not may_name_measure(text):
            continue
        lines = text.splitlines()
        count = sum(1 for line in lines if is_table_line(line))
        flat = text.replace("\n", " ")
        if any(words in flat for words in _INTRODUCES):
            count += sum(1 for line, below in pairwise(lines) if is_introduction(line, below))
        if count and sum(char.isdigit() for char in text) > DIGITS_MIN:
            counts[number] = count
    best = sorted(counts, key=lambda number: -counts[number])[:PAGES_MAX]
    return sorted(best)


def may_name_measure(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _HINTS) or (not text.isascii() and any(word in text for word in _HINTS_ZH))


def is_table_line(line: str) -> bool:
    """A short line with a measure and no sentence; running English also needs a figure or the words of an introduction."""
    dotted = ".." in line or ". ." in line or "……" in line
    length_max = ENGLISH_INTRODUCTION_MAX if "following table" in line else LINE_LENGTH_MAX
    if (len(line) >= length_max and not dotted) or not names_measure(line):
        return False
    leader = _LEADER.search(line) if dotted else None
    if leader:
        return names_measure(line[: leader.start()]) and bool(_ROW_AFTER_LEADER.match(line[leader.end() :].strip()))
    if len(line) >= length_max:
        return False
    words = _IN_BRACKETS.sub("", line)
    if _SENTENCE_MARKS.search(words):
        return bool(_CAPTION.fullmatch(words))
    return not line.isascii() or len(line) < ENGLISH_HEAD_MAX or bool(_ENGLISH_TABLE.search(line))


def names_measure(line: str) -> bool:
    return bool((_ENGLISH_MEASURE if line.isascii() else _MEASURE_LINE).search(line.lower()))


def is_introduction(line: str, below: str) -> bool:
    """Whether a line introduces a table and names a measure, itself or on the line below: "The table below sets out details of our".

    The words of an introduction may run over the line: "The following" over "table sets out the utilisation rate of".
    """
    if len(line) + len(below) > INTRODUCTION_LENGTH_MAX:
        return False
    if not any(words in line for words in _INTRODUCES):
        both = f"{line.rstrip()} {below.lstrip()}"
        return any(words in both and words not in below for words in _INTRODUCES) and names_measure(below)
    if names_measure(line):
        return True
    # a Chinese line ends anywhere, also inside 交付量
    return not line.rstrip().endswith((":", "：", "。", ".")) and (names_measure(below) or names_measure(line.rstrip() + below.lstrip()))


def with_next_pages(context: FilingContext, pages: Sequence[int]) -> list[int]:
    """The pages, and the one after each whose last table goes on (002610 p.127: the head alone at the foot of the page)."""
    wanted = set(pages)
    for page in pages:
        tables = context.pages.tables(page)
        if tables and page < len(context.pages.texts) and any(_MEASURE_LINE.search(cell.text.lower()) for cell in tables[-1].cells()):
            wanted.add(page + 1)
        if tables and page > 1 and not tables[0].caption.strip():
            wanted.add(page - 1)
    return sorted(wanted)


_ENGLISH_TRIGGER = (
    re.compile(
        r" from (?:RMB|HK\$|US\$)?\d|(?:e|p|y) (?:produced|shipped|sold|delivered) |umulative| volume|utili[sz]ation rate|selling price"
        r"|no (?:production|manufacturing) capacity|not (?:have|own|maintain|operate)|s (?:of|at)[^.]{4,60}(?:delivered|shipped|sold) "
    ),
    re.compile(
        r"[Aa]s (?:of|at)[^.]{4,60}(?:delivered|shipped|sold) |[Ww]e produced [a-z ]{0,14}\d"
        r"|(?:price|ASP|volume|sold|shipped|delivered|utili[sz]ation rate)s?.{0,80} from (?:RMB|HK\$|US\$)?\d"
        r"|[Cc]umulative(?:ly)? (?:deliver|ship|sold|sales)|(?:deliver|ship|sold)\w* (?:a )?cumulative"
        r"|(?:[Ss]ales|[Pp]roduction|[Ss]hipment|[Ss]hipping) volume[^.]{0,80}(?:was|were|of)"
        r"|utili[sz]ation rate[^.]{0,80}(?:was|were)|selling price[^.]{0,80}(?:was|were)"
        r"|\b(?:[Ww]e|Group|Company) (?:shipped|sold|delivered|produced) (?:approximately |about |over |more than |nearly )?\d"
        r"|no (?:production|manufacturing) capacity|not (?:have|own|maintain|operate)[^.]{0,40}(?:production|manufacturing|fabs?\b)"
    ),
)
"""Words without which no page matches the sentences' own, and these."""
_CHINESE_TRIGGER = (
    re.compile(r"[价價量率能累不没沒無无截]"),
    re.compile(
        r"截[至止][^。]{4,60}(?:交付|出货|出貨|售出)"
        r"|分[别別](?:合?共)?(?:销售|銷售|售出|出售|交付|付[运運]|出[货貨]|发货|發貨|生产|生產)了?(?:大?[约約])?\s?\d"
        r"|(?:价格|價格|单价|單價|均价|均價|售价|售價|销量|銷量|产量|產量)(?:[（(][^（）()]{1,12}[)）])?(?:由|从|從|自)(?:截至)?\s?\d"
        r"|(?:出货量|出貨量|交付量|发货量|發貨量)[^。；]{0,20}?(?:为|為|达|達|约|約)\s?\d"
        r"|(?:单价|單價|均价|均價|价格|價格|售价|售價)[^，。；]{0,8}[（(](?:19|20)\d\d\s?年"
        r"|(?:单价|單價|均价|均價|价格|價格|售价|售價)(?:[（(][^（）()]{1,12}[)）])?(?:均)?(?:分别|分別)?(?:为|為|约|約)*\s?(?:每[^\s\d，。]{1,6})?(?:人民[币幣]|港[元币幣]|美元)\s?\d"
        r"|完成(?:发电量|發電量|上网电量|供[热汽气]量)\s?\d|(?:产能|產能)(?:扩[展大]|擴[展大]|提高|增加)?[至到]\s?\d"
        r"|累[计計]\s?(?:销|銷|交付|出货|出貨|发货|售)"
        r"|(?:产能|產能|产量|產量|销量|銷量|销售量|产销率|產銷率|利用率|单价|單價|均价|均價|售价|售價)[^。；]{0,20}?(?:分别|分別)?(?:为|為|约|約)\s?\d"
        r"|(?:没有|沒有|無|无|不涉及|不适用|不存在)[^。，]{0,8}(?:产能|產能|生产能力|生產能力)"
    ),
)


def is_prose_page(text: str) -> bool:
    """Whether a page holds a sentence worth reading: cheap words only."""
    flat = single_blanks(text)
    return any(hint.search(flat) and trigger.search(flat) for hint, trigger in (_ENGLISH_TRIGGER, _CHINESE_TRIGGER))
