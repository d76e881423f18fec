"""What stands above a volume table: its sentence, its unit, the product that a title line or the sentence names, its period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Period, RawTable, Unit
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import FiscalYearEnd, find_periods
from analyzer.read.units import find_units
from analyzer.topics.volumes_named import brand, introduced_product
from analyzer.topics.volumes_owners import one_plant
from analyzer.topics.volumes_words import flat, measures_in, says, speaks_of_others, split_measure

TITLE_LENGTH_MAX = 32
TAIL_LINES = 6
FULL_LINE_MIN = 30
"""Letters of a line that runs from margin to margin; a heading is shorter."""
LEAD_LENGTH_MAX = 160
_UNIT_LINE = re.compile(r"[单單]位\s*[:：]|in thousands|in millions")
_UNIT_IN_LINE = re.compile(
    r"\s*(?:[(（]\s*[单單]位\s*[:：][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)?(?:[)）]|$)"
    r"|[单單]位\s*[:：].*$|\(in (?:thousands|millions)[^()]*\)"
    r"|,? (?:expressed |stated |measured )?in (?:thousands|millions)(?: of [a-z-]+(?: [a-z]+)?)?(?=,|:| was | were | is | are |\s*$))"
)
"""The unit in a caption: （单位：万吨） in 主要产品产量如下表（单位：万吨）：, our sales volume (in thousands of units):"""
_TOLD_UNIT = re.compile(r"\b(?P<unit>in (?:thousands|millions) of [a-z-]+(?: met(?:re|er)s)?)\b")
"""The unit among the words of an introduction: Sales volume by market, in thousands of hectolitres, was as follows."""
_OF_BOTH = re.compile(r"\((?:both|all|each)\s+(?=in\s)")
_TELLS_TABLE = re.compile(
    r"\b(?:following|below) (?:table|chart)|table(?:s)? below|(?:set|sets|setting) (?:out|forth)|as follows|(?:shown|summari[sz]ed) below"
    r"|下表|下列|如下|载列|載列",
    re.IGNORECASE,
)
_TICKS = re.compile(r"[√✓□■\uf052]\s*(?:不?适用|是|否)")
_RUNNING = re.compile(r"^\s*(?:\d+-\d+-\d+|[-–—]?\s*\d{1,4}\s*[-–—]?|[IVX]+-\d+|第\s*\d+\s*页.*)\s*$")
_COUNTED = re.compile(
    r"(?:by|in)\s+(?:the\s+)?(?:terms\s+of\s+)?(?:the\s+)?number\s+of\s+(?P<en>[a-z]+)|[以按](?P<zh>[^\s，。以按计計为為]{1,4})(?:[计計]|[为為][单單]位)"
)
_IN_UNIT = re.compile(
    r"\b(?:expressed|measured|stated|presented|volumes?|output|capacity|quantity),? in (?P<unit>(?:(?:thousand|million)s?(?: of)? )?"
    r"(?:metric )?(?:tonnes|tons|kilograms|pieces|pairs|sets|units|(?:hecto|kilo)?lit(?:re|er)s|(?:cubic|square) met(?:re|er)s"
    r"|wafers|barrels|ounces))\b"
)
"""The unit that an introduction counts in: our production volume in metric tonnes."""
_ENUMERATION = re.compile(r"^\s*(?:[(（]?\s*[一二三四五六七八九十\dA-Za-z]{1,2}\s*[)）、.．](?!\d)|[①-⑳])\s*")
_PARTS = re.compile(r"[(（]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]|(?<![\d.])\d{1,2}\s*[、．](?!\d)|[①-⑳]|[一二三四五六七八九十]、|[:：]")
PART_LENGTH_MIN = 5
_SUBJECT = re.compile(
    r"(?:本?公司|发行人|發行人|我们|我們|本集团|本集團)(?:及其?子公司)?(?:的)?(?:主要)?(?:最近|近)?(?:[三两][年个]?(?:及一期)?)?(?:的)?"
)
_PRODUCT = re.compile(
    r"(?P<product>[^，。；：:、（）()]{2,24}?(?:[（(][^（）()]{1,12}[）)])?)(?:类?产品)?(?:的)?(?:产销量?|产能|产量|生产|销售|销量|毛利率|价格|单价|平均|均价)"
    r"(?:[^。；]{0,16}(?:情况|变动|变化|分析|如下)|、[^。；]{0,40}$)"
)
_FULL_STOP = re.compile(r"[。；]|(?<=[a-z)])\.\s|(?:(?<=[A-Z]{2})|(?<=\d\d)|(?<=%))\.\s(?=[A-Z][a-z])")
_INTRODUCES = re.compile(r"\b(?:set (?:out|forth)|shown|presented|summari[sz]ed) below\b|\b(?:following|below) table\b|\btable below\b")
"""Words that say of a whole sentence, full stop and all, that the table below it is what it tells of."""
_TIME = re.compile(r"报告期(?:内|各期)?[，,]?|(?:最近|近)[一二三四两]年(?:又?[及一]*期)?[，,]?|(?:19|20)\d\d\s*年[^，,]{0,14}[，,]")


_SHORT_NAME = re.compile(
    r"\b(?:volumes?|prices?|revenue|output|capacity|rates?) of (?!(?:PRC|USA?|UK|HK|EU|EMEA|APAC|ASEAN|OEM|ODM|OBM)\b)"
    r"(?P<product>[A-Z]{2,6})"
    r"(?: products?)?(?: (?:during|for) (?:the )?[A-Za-z ]{0,40}(?:Period|period|years?|indicated))?\s*[:：.]?\s*$"
)

_TRADE_OF = re.compile(r"^(?:trading|sales?|manufactur(?:e|ing)|production|processing|distribution)(?: and \w+)? of (?=\w)", re.IGNORECASE)
"""What is done with a product in the heading of its section: Trading of Alumina."""


@dataclass(frozen=True)
class Lead:
    """text: the sentence (or headings) right above; near: only its last part; unit_line as printed; product: "" where none is named.

    introduces: False where the text above is the end of a paragraph that need not speak of the table (002235 p.81).
    whole: the sentence from its beginning, where it is longer than text. line: the last line above, where it begins what it says.
    opening: an earlier sentence that says that the table follows, where the last one only explains it.
    """

    text: str
    unit_line: str
    product: str
    own_lines: int
    period: Period | None = None
    near: str = ""
    introduces: bool = True
    whole: str = ""
    line: str = ""
    opening: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """Those of the whole sentence: cut in its middle, one of two measures would seem to be the only one."""
        return measures_in(self.whole or self.text)


@dataclass(frozen=True)
class Setting:
    """What holds for the whole filing or table: year end, the filing's own period, the currency, units of the table's lead."""

    year_end: FiscalYearEnd
    report: Period | None
    currency: str
    lead: Lead
    units: tuple[Unit, ...] = ()
    remark_unit: Unit | None = None


def read_lead(table: RawTable, page_before: str, year_end: FiscalYearEnd) -> Lead:
    """The lead of a table. Where nothing but a unit line stands above it, the last lines of the page before are read."""
    lines = [line.strip() for line in table.caption.splitlines()]
    unit_line = next((line for line in reversed(lines) if _UNIT_LINE.search(line)), table.unit_line)
    own = [words for line in lines if line and not _TICKS.search(line) and (words := without_unit(line))]
    after_unit = bool(lines) and len(lines) > 1 and bool(_UNIT_LINE.search(lines[-2]))
    text_lines = own or last_lines(page_before)
    whole = last_sentence(join_wrapped(text_lines))
    opening = opening_sentence(join_wrapped(text_lines)) if not _TELLS_TABLE.search(whole) else ""
    text = whole[-LEAD_LENGTH_MAX:]
    near = last_part(text)
    ended = bool(text_lines) and text_lines[-1].rstrip().endswith(("。", ".", "；"))
    introduces = bool(text_lines) and (not ended or bool(_INTRODUCES.search(whole)))
    line = text_lines[-1] if text_lines and not wraps(text_lines) else ""
    named = title_product(text_lines, after_unit) or sentence_product(near) or short_product(whole) or brand(whole)
    product = (named or introduced_product(whole) or one_plant(line) or one_plant(near)) if introduces else ""
    periods = {period for period, _, _ in find_periods(text, year_end=year_end)} if introduces else set()
    return Lead(text, unit_line, product, len(own), periods.pop() if len(periods) == 1 else None, near, introduces, whole, line, opening)


def without_unit(line: str) -> str:
    """A caption without the unit at its end; "" for a line that is a unit and names no measure."""
    if not _UNIT_LINE.search(line):
        return line
    words = _UNIT_IN_LINE.sub("", line).strip()
    return words if words != line and measures_in(words) else ""


def last_lines(page_text: str) -> list[str]:
    """The last printed lines of a page, without page numbers."""
    lines = [line.strip() for line in page_text.splitlines() if line.strip() and not _RUNNING.match(line)]
    return lines[-TAIL_LINES:]


def last_sentence(text: str) -> str:
    """What stands after the last full stop; the last sentence where the text ends with one."""
    parts = [part.strip() for part in _FULL_STOP.split(text) if part.strip()]
    return parts[-1] if parts else ""


def opening_sentence(text: str) -> str:
    """The last sentence that says that a table follows; "" where none does."""
    parts = [part.strip() for part in _FULL_STOP.split(text) if _TELLS_TABLE.search(part)]
    return parts[-1] if parts else ""


def last_part(text: str) -> str:
    """The last heading or sentence of a lead: what follows the last enumeration or colon."""
    parts = [part.strip() for part in _PARTS.split(text.rstrip(" :：")) if part and len(part.strip()) > PART_LENGTH_MIN]
    return parts[-1] if parts else text


def title_product(lines: Sequence[str], after_unit: bool) -> str:
    """A short line of its own that names a product: "6 英寸硅抛光片:", 功率肖特基二极管芯片, "①PP产品"."""
    if not lines:
        return ""
    line = lines[-1]
    alone = (
        len(lines) == 1
        or after_unit
        or (line.endswith((":", "：")) and not wraps(lines))
        or bool(_ENUMERATION.match(line))
        or lines[-2].endswith(("。", "：", ":"))
    )
    name = _ENUMERATION.sub("", line).strip(" :：")
    if not alone or name[:1].islower() or not 2 <= len(name) <= TITLE_LENGTH_MAX or re.search(r"[，。；,;]", name):
        return ""
    plain = flat(name)
    if says("generic_product", name) or measures_in(name) or re.search(r"表|如下|情况|分析|变动|following|table|periods|年度?$", plain):
        return ""
    return re.sub(r"产品$", "", _TRADE_OF.sub("", name))


def wraps(lines: Sequence[str]) -> bool:
    """Whether the last line is the end of the sentence that fills the line above ("... for the periods" over "indicated:")."""
    above = lines[-2].rstrip() if len(lines) > 1 else ""
    return len(above) >= FULL_LINE_MIN and not above.endswith(("。", "；", "：", ":", "."))


def sentence_product(text: str) -> str:
    """The product in 公司训推一体 GPU 板卡的销售情况如下; "" where it only says 主要产品."""
    if split_measure(text)[0]:
        return ""
    times = list(_TIME.finditer(text))
    if times and times[-1].end() < len(text) and times[-1].start() > 0:
        after = sentence_product(text[times[-1].end() :])
        if after:
            return after
    cut = _TIME.sub("", text)
    subject = list(_SUBJECT.finditer(cut))
    cut = cut[subject[-1].end() :] if subject else _ENUMERATION.sub("", cut)
    match = _PRODUCT.match(cut.strip())
    if match is None:
        return ""
    name = _ENUMERATION.sub("", match.group("product")).strip()
    other = says("generic_product", name) or measures_in(name) or speaks_of_others(name) or len(name) < 2 or name[-1] in "及和与與、"
    return "" if other else re.sub(r"产品$", "", name)


def short_product(text: str) -> str:
    """The product that an English introduction calls by its capitals: Set out below are the sales volume and revenue of RMC."""
    match = _SHORT_NAME.search(text)
    return match.group("product") if match and measures_in(text[: match.start()]) else ""


def lead_units(lead: Lead, currency: str) -> list[Unit]:
    """Units of the unit line, else those that the sentence counts by ("by number of chips", 以颗计)."""
    if lead.unit_line:
        told = _TOLD_UNIT.search(lead.unit_line)
        return find_units(lead.unit_line, currency) or (find_units(f"({told.group('unit')})", currency) if told else [])
    return next((units for words in (lead.whole or lead.text, lead.opening) if (units := told_units(words, currency))), [])


def told_units(words: str, currency: str) -> list[Unit]:
    """Units of a sentence above a table: in its brackets, or what it says that it counts."""
    text = _OF_BOTH.sub("(", words)
    units = find_units(text, currency) if re.search(r"[(（]", text) else []
    stated = _IN_UNIT.search(text)
    if stated and not units:
        units = find_units(f"({stated.group('unit')})", currency)
    match = _COUNTED.search(text)
    if match and not units:
        found = find_units(f"number of {match.group('en')}" if match.group("en") else f"单位：{match.group('zh')}")
        units = [Unit(unit.measure, unit.scale, match.group(0)) for unit in found]
    return units
