"""Which table is a five-largest table, of whom, and of what part of the company: the words above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.model import BBox, Period, RawTable
from analyzer.read.periods import DECEMBER, FiscalYearEnd, find_periods
from analyzer.topics.concentration_words import Mention, Words, squeeze

TITLE_SENTENCES = 2
TITLE_TAIL_CHARS = 160
TITLE_LEAD_CHARS = 48
INTRO_TAIL_CHARS = 60
"""In how many characters at its end a long sentence announces what follows: "..., particulars of which are set out below:"."""
CLAUSE_MARKS = ",。;:、()"
_SENTENCE_END = re.compile(
    r"(?<=[。!?！？□√])|(?<=不适用)|(?<=[a-z)\d%]\.)[”\"]?\s+(?=[A-Z])"
    r"|(?=[①-⑳])|(?<![\d.,])(?=\d{1,2}[、．.](?=[\u4e00-\u9fff]))|(?=\([一二三四五六七八九十\d]{1,2}\))"
)
UNIT_CAPTION = re.compile(
    r"\(?(?:金[额額])?[单單]位:?\s?(?:人民[币幣])?[^\s,。;:()币幣]{1,6}(?:人民[币幣])?(?:\s?[币幣][种種]:?\S{1,4})?\)?"
    r"|\(?[币幣][种種]:?\S{1,4}"
    r"|\(?(?:in (?:rmb|us\$|hk\$)?\s?(?:thousands|millions)|(?:rmb|us\$|hk\$)['’ ]?\s?(?:000|million))\)?|[%％]",
    re.IGNORECASE,
)
NUMBERING = re.compile(
    r"^[\s(]*(?:[一二三四五六七八九十\d]{1,3}|[①-⑳]|[a-z])[\s)、.．]+"
    r"|[(（]?(?:续|續|接上[页頁表]?|continued)[表)）]*|表\s?\d+[-—－]?\d*[:：]?",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-至到]\s*((?:19|20)\d\d)\s*年")
_COMMA_BEFORE_YEAR = re.compile(r"(?<=[\u4e00-\u9fff)%])(?<![年月日度])[,，](?=\s*(?:19|20)\d\d)")
RESELLER = re.compile(r"[经經][销銷]商|代理商|分[销銷]商|distributors?|dealers?|[分承]包商|sub-?contractors?")
"""Parties that are some of the customers or of the suppliers."""
_MODE = re.compile(r"(?:(?:[销銷]售)?(?:收入|金?[额額])|(?:模式|渠道|方式)[下中])的?$")
"""What stands between the part and its five largest: 直销模式下前五大客户, 外销收入前五名客户."""
_GLUED = re.compile(r"(?:报告期|報告期|最近|本?公司|发行人|[发發]行人|近[一两二三四]|(?:19|20)\d\d|\d{4})")
"""How a sentence begins that follows a heading."""
HEADING_CHARS = 24
_ALSO = re.compile(r"\((?![^()]*(?:[不未]包?[含括]|\bnot ))[^()]*(?:[含括]|\bincluding\b|\binclusive of\b)[^()]*\)", re.IGNORECASE)
"""What the figures hold as well, which is not what they are about: 采购金额（含委托加工采购）."""
_LINE_END = re.compile(r"[.:;。!?)]$")
_HEADING_START = re.compile(r"(?:For the |The )?(?:Years?|[A-Z][a-z]+[ -]months?(?: period)?) end|FY|[(（\d]{1,2}[)）、]")
_FILLER = re.compile(
    r"[\W_]+|\b(?:for|in|during)\b|\b(?:financial|fiscal|calendar)(?: years?)?\b|\b(?:un)?audited\b|截至|the|年度|合并|合併",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Title:
    """What the words above a table announce.

    kinds: every kind the sentence names; sentence: from shortly before the naming to the table; is_last: no other sentence between, and
    no more than TITLE_TAIL_CHARS of its own; period_words: where its period stands, nearest first; parent: the announcement right above;
    names_five: not only major or key parties; settles: it says how these are paid, and so may announce what they owe.
    """

    kind: str
    kinds: frozenset[str]
    sentence: str
    scope: str
    blocked: bool = False
    is_last: bool = True
    period_words: tuple[str, ...] = ()
    parent: str = ""
    names_five: bool = True
    settles: bool = False


def find_title(text: str, words: Words) -> Title | None:
    """The announcement of a five-largest table at the end of this text; blocked where it is about receivables and the like."""
    sentences = [part for sentence in split_sentences(squeeze(text)) for part in without_base(sentence, words)]
    seen = 0
    for index in range(len(sentences) - 1, -1, -1):
        if is_bare(sentences[index]) or words.whole("bare_intro", sentences[index]):
            continue
        five = words.mentions(sentences[index], ("five",))
        if not five and words.found("base_subject", sentences[index]) and not words.found("intro", sentences[index]):
            # What the shares are shares of: "Our total purchases were RMB61.0 million ..." between lead-in and table.
            continue
        seen += 1
        mentions = five or words.mentions(sentences[index], ("major",))
        if words.found("not_title", sentences[index]):
            return None
        if mentions and not five and seen == 1 and is_remark_on(sentences[index], sentences[:index], mentions, words):
            continue
        if mentions:
            title = _title(sentences, index, mentions, words)
            return replace(title, is_last=title.is_last and seen == 1, names_five=bool(five)) if title else None
        if seen >= TITLE_SENTENCES or words.found("intro", sentences[index]) or words.found("block", sentences[index]):
            return None
    return None


def is_remark_on(sentence: str, above: Sequence[str], mentions: Sequence[Mention], words: Words) -> bool:
    """Whether a sentence on one of the parties announces nothing, and the one right above it names the five largest of its side."""
    said = words.mentions(above[-1], ("five",)) if above else []
    kinds = {mention.kind for mention in (*said, *mentions)}
    return bool(said) and len(kinds) == 1 and not any(words.found(role, sentence) for role in ("intro", "block", "overlap"))


def _title(sentences: list[str], index: int, mentions: list[Mention], words: Words) -> Title | None:
    sentence, last = sentences[index], mentions[-1]
    is_far = len(sentence) - last.stop > TITLE_TAIL_CHARS
    if is_far and not (words.found("intro", sentence[-INTRO_TAIL_CHARS:]) and len({mention.kind for mention in mentions}) == 1):
        return None
    said = "".join(sentences[index:])
    near = said[max(0, min(mentions[0].start, last.start) - TITLE_LEAD_CHARS) :]
    nearby = _ALSO.sub("", said[max(0, clause_start(sentence, last.start) - 24) :])
    outsourced = words.found("outsourced", nearby) and not words.found("outsourced", sentence[last.start : last.stop])
    owed = [match.group(0) for match in words.search("block", nearby)]
    settles = bool(owed) and all(words.whole("settling", text) for text in owed)
    blocked = outsourced or (bool(owed) and not settles) or words.found("overlap", sentence)
    scope = find_scope(sentence, last, words) or glued_heading_scope(sentence, mentions, words)
    if not scope and index and is_heading(sentences[index - 1]):
        scope = heading_scope(sentences[index - 1], words)
    return Title(
        last.kind,
        frozenset(item.kind for item in mentions),
        near,
        scope,
        blocked,
        settles=settles,
        is_last=not is_far,
        parent=parent_of(sentences[:index], last.kind, words),
        period_words=(re.split(":", said)[-1], said[clause_start(said, last.start) :], near),
    )


def parent_of(above: Sequence[str], kind: str, words: Words) -> str:
    """The sentence or heading right above a title that announces the five largest of the same side for several tables."""
    sentence = next((text for text in reversed(above) if not is_bare(text) or flows(text)), "")
    mentions = words.mentions(sentence, ("five",))
    announces = words.found("intro", sentence) or is_heading(sentence)
    return sentence if announces and mentions and all(mention.kind == kind for mention in mentions) else ""


def split_sentences(text: str) -> list[str]:
    """Sentences and numbered headings of squeezed text."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def without_base(sentence: str, words: Words) -> list[str]:
    """The sentence, cut where a lead-in with its colon is followed by what the whole company earns or buys."""
    lead, colon, rest = sentence.rpartition(":")
    match = words.pattern("base_subject").search(rest) if colon else None
    return [lead + colon, rest] if match and not words.mentions(rest, ("five",)) else [sentence]


def is_heading(sentence: str) -> bool:
    return len(sentence) < 40 and not sentence.endswith("。")


def heading_scope(sentence: str, words: Words) -> str:
    """The part of the company that a numbered heading with a mention of its own limits everything below to."""
    mentions = words.mentions(sentence, ("five",))
    return find_scope(sentence, mentions[-1], words) if mentions else ""


def glued_heading_scope(sentence: str, mentions: list[Mention], words: Words) -> str:
    """The part that a heading names which only a line end parted from this sentence: 境外前五名客户 / 公司外销收入前五名客户如下."""
    for heading, later in pairwise(mentions):
        if heading.kind == later.kind and _GLUED.match(sentence, heading.stop) and len(sentence[: heading.start]) <= HEADING_CHARS:
            return find_scope(sentence, heading, words)
    return ""


def is_bare(sentence: str) -> bool:
    """Whether a line above a table names only a period, a unit or a number: "（2）2005 年度 单位：万元"."""
    rest = UNIT_CAPTION.sub("", NUMBERING.sub("", sentence))
    for _, start, stop in reversed(find_periods(rest)):
        rest = rest[:start] + rest[stop:]
    return len(_FILLER.sub("", NUMBERING.sub("", rest))) <= 2


def rows_box(table: RawTable) -> BBox:
    """The part of the table's box in which its rows stand."""
    boxes = [cell.bbox for cell in table.cells()]
    return (table.bbox[0], min(box[1] for box in boxes), table.bbox[2], max(box[3] for box in boxes))


def is_bare_caption(caption: str) -> bool:
    """Whether the last line above a table belongs to no text of its own."""
    lines = [squeeze(line) for line in caption.splitlines() if line.strip()]
    return not lines or (is_bare(lines[-1]) and all(is_bare(line) or "。" in line for line in lines[-2:]))


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds this position begins."""
    return max((text.rfind(mark, 0, position) for mark in CLAUSE_MARKS), default=-1) + 1


def find_scope(text: str, mention: Mention, words: Words) -> str:
    """The words that limit the five largest to a part of the company: 境外, 直接客户, 蒸汽; "" for the whole of it."""
    middle = mention.middle.strip()
    noun = mention.noun.lower()
    outsourced = next(words.search("outsourced", text[mention.start : mention.stop]), None)
    if outsourced is not None:
        return outsourced.group("part")
    if middle and not words.whole("scope_neutral", middle):
        return middle + (noun if words.whole("scope_word", middle) and "\u4e00" <= noun[0] else "")
    before = text[clause_start(text, mention.start) : mention.start]
    if RESELLER.fullmatch(noun) and not _means_all(text[mention.stop :], words):
        return noun
    if words.found("scope_not", before):
        return ""
    near = _MODE.sub("", before[-12:])
    limited = list(words.search("scope_word", near))
    if limited and limited[-1].end() >= len(near) - 1:
        return limited[-1].group(0)
    part = rf"(?P<part>[^,。;:、()\s]{{1,10}}?(?:{words.pattern('scope_tail').pattern}))"
    tail = re.search(part + r"(?:的|中的|中)?[向对對]?(?:[销銷]售|采[购購])?$", before, re.IGNORECASE)
    return re.sub(r"^.*(?:公司|发行人|[向对對於于在])", "", tail.group("part")) if tail else ""


def _means_all(rest: str, words: Words) -> bool:
    """002646 p.135: 前五名经销商（即前五名客户）; subcontractors and suppliers together."""
    if re.match(r"\s*(?:and|or|&|/|及|和|与|與|、)\s*(?:suppliers|供[应應]商|客[户戶]|customers)", rest, re.IGNORECASE):
        return True
    return bool(re.match(r"\s*\((?:即|也即|亦即)", rest)) and bool(words.mentions(rest[:20], ("five",)))


def flows(text: str, year_end: FiscalYearEnd = DECEMBER) -> list[tuple[Period, int, int]]:
    """Periods with a length named in a text, with their spans, "2004-2006年" as three years."""
    # A year after a Chinese comma: the width of the comma is gone, and "1,2007" is no year.
    text = _COMMA_BEFORE_YEAR.sub(";", text)
    found = [item for item in find_periods(text, year_end=year_end) if item[0].months is not None]
    for match in _YEAR_RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(2))
        if 0 < last - first < 6:
            found = [item for item in found if item[2] <= match.start() or item[1] >= match.end()]
            years = [find_periods(f"{year}年", year_end=year_end)[0][0] for year in range(first, last + 1)]
            found += [(period, *match.span()) for period in years]
    return sorted(found, key=lambda item: item[1])


def one_period(text: str, year_end: FiscalYearEnd) -> Period | None:
    """The single flow period that a text names, or None for none or several."""
    found = {period for period, _, _ in flows(text, year_end)}
    return found.pop() if len(found) == 1 else None


def title_period(title: Title, year_end: FiscalYearEnd) -> Period | None:
    """The one period that a title names: in its last line, in its own clause, or shortly before."""
    for text in title.period_words:
        periods = {period for period, _, _ in flows(text, year_end)}
        if len(periods) == 1:
            return periods.pop()
        if len(periods) > 1 and text is not title.period_words[0]:
            return None
    return None


def parent_period(title: Title, year_end: FiscalYearEnd) -> Period | None:
    """The one period of the sentence above a title that names a part of it: 2003年度前五名客户 over （1）内销前五名客户."""
    return one_period(title.parent, year_end) if title.scope and not flows(title.sentence, year_end) else None


def is_only_title(caption: str, words: Words) -> bool:
    """Whether the words above a table are one title of the five largest and bare lines: nothing else stands below the table before."""
    others = [text for text in split_sentences(squeeze(caption)) if not is_bare(text)]
    return len(others) == 1 and len(others[0]) <= HEADING_CHARS and len(words.mentions(others[0], ("five",))) == 1


def heading_period(caption: str, year_end: FiscalYearEnd) -> Period | None:
    """The one period that a line of its own right above a table names: Year ended 30 June 2014, below a sentence of several years."""
    lines = [squeeze(line) for line in caption.splitlines() if line.strip()]
    while lines and is_bare(lines[-1]) and not flows(lines[-1], year_end):
        lines.pop()
    if not lines or not is_bare(lines[-1]):
        return None
    # The last line of a wrapped sentence ("... 31 March 2015 and / 2016:") names one year too.
    begins = len(lines) < 2 or _LINE_END.search(lines[-2]) is not None or _HEADING_START.match(lines[-1]) is not None
    return one_period(lines[-1], year_end) if begins else None


def names_point_only(text: str) -> bool:
    """Whether a text names dates but no period with a length: a balance, not a flow."""
    found = find_periods(text)
    return bool(found) and all(period.months is None for period, _, _ in found)
