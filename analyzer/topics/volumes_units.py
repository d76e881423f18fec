"""Units that volume tables print in their labels, and the product's name without them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from analyzer.model import Unit
from analyzer.read.labels import clean_label, join_wrapped, strip_footnotes
from analyzer.read.units import CURRENCY_CODES, find_units
from analyzer.topics.volumes_words import TEXT_CACHE, core, counted_by, flat, says

_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")
_UNIT_LIST = re.compile(r"[；;、，,及和]")
_OF_WHICH = re.compile(r"^\s*(?:其中\s*[:：]?|[^:：]{0,8}中\s*[:：]|of which:?)\s*", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-－–—−─‒―﹣]\s*(?=[^\W\d_])")
"""The dash before the name of a part."""
_ODD_UNIT = re.compile(r"[(（]\s*(?P<words>[十百千万萬亿億]+\s?(?:[A-Za-z]{1,4}[\d²³]?|[\u4e00-\u9fff]{1,3}))\s*[)）]")
_LEADER = re.compile(r"(?<!\b[A-Z])(?<!\bCo)(?<!\bLtd)(?<!\bInc)(?<!\bCorp)(?<!\betc)[\s.．·…]+$")
"""The dots before the first figure, of which one stays where few fit (typeset: 天穹系列.)."""
_WEIGHT = re.compile(r"[千公毫]?克|公?[吨噸]|公?斤|k?g|kgs?|t|tonnes?|tons?|kilograms?", re.IGNORECASE)
_PER_BEFORE_MONEY = re.compile(
    r"(?P<open>^|[(（])\s*每(?!股)(?P<per>[^\s()（）每元]{1,4}?)\s*(?P<money>(?:人民[币幣]|港|美|[欧歐]|日|新[台臺][币幣]|澳[门門]|新加坡|坡)?[十百千万萬]*[元圆圓]|人民[币幣]|港仙|令吉)\s*(?=$|[)）])"
)
"""A unit that names the piece first: 每瓶港元 is 港元/瓶."""
_EITHER = re.compile(
    r"(?P<money>[A-Za-z]{0,3}[$€£]|RMB|HKD|USD|EUR|(?:人民[币幣]|港|美)?[元圆圓])(?P<of>\s?[/／]\s?|\sper\s)"
    r"(?P<one>[A-Za-z]{1,8}[\d²³]?|[\u4e00-\u9fff]{1,3}?)\s?(?:\bor\b|[或/／])\s?(?P<other>[A-Za-z]{1,8}[\d²³]?|[\u4e00-\u9fff]{1,3})(?=\s*(?:[)）]|$))"
)
"""Money for either of two pieces, each row in its own: HK$ per ton or m3."""
_EQUIVALENT = re.compile(
    r"(?P<open>[(（][^()（）]*?)(?:(?:\d{1,2}[- ]?inch(?:es)?[- ](?:wafers?[- ])?equivalents?|equivalent (?:of|to) \d{1,2}[- ]inch)"
    r"(?: wafers?)?"
    r"|(?:约当|約當|折合|等[效值])\s?\d{1,2}\s?(?:英寸|吋)(?:晶[圆圓]|硅片)?|\d{1,2}\s?(?:英寸|吋)(?:约当|約當|等[效值])(?:晶[圆圓]|硅片)?)"
    r"(?P<rest>[^()（）]*[)）])",
    re.IGNORECASE,
)
"""Wafers of several sizes counted as those of one: 8-inch equivalent wafers, 千片約當8英寸晶圓."""
_PIECE_COUNT = re.compile(
    r"[(（]\s*(?:[^\s()（）,，、；;]{0,6}?(?P<piece>[片台件套張张辆輛颗顆箱盒瓶支只隻])[数數][量目]?)[计計]?"
    r"\s*(?:[,，]\s*(?:百分[比率]|[价價]格|[利使]用率)除外)?\s*[)）]"
)
"""Pieces counted by their number: （晶片片數，百分比除外）, （以件數計）."""
_SCALE_ALONE = re.compile(r"[(（]?\s*(?:in\s+(?P<en>thousands|millions)|以?(?P<zh>[千百万萬]{1,2})[計计])\s*[)）]?", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z-]+(?: [A-Za-z-]+)+")
_RAISED = re.compile(r"(?<![A-Za-z][A-Za-z])(?<=m)(?:\^|\s)\s?(?P<power>[23])(?=\s*(?:[)）/／]|$))")
"""m^3, m 3: a figure that the page sets above the line."""
_UNKNOWN = re.compile(
    r"(?:^|[(（])\s*(?:in\s+)?(?P<scale>['’‘]\s?000|(?:ten\s)?thousands?|millions?|[十百千万萬亿億]{1,2})?\s*(?:of\s+)?"
    r"(?P<word>[A-Za-z][A-Za-z-]{2,}(?:\s[A-Za-z-]+)?|[\u4e00-\u9fff]{1,3})?\s*[)）]?\s*$"
)
_COUNTED = re.compile(
    r"(?:(?:number|no\.) of )?(?P<unit>(?<=of )[a-z]+(?: (?!of |we )[a-z-]+){0,3}?|units|pieces|sets|vehicles|tonnes)"
    r"(?: we)? (?:sold|shipped|delivered|produced)$"
    r"|(?:售出?|出售|销售|付运|出[货貨]|交付)的?(?P<pieces>[台件套吨噸片只张張辆輛颗顆箱盒瓶杯])[数數]量?$"
    r"|(?P<hours>(?:(?:machine|production|operating|working) )?hours|机器?(?:工?时|小时))\s*(?:总?数)?$"
)
_LOST_SLASH = re.compile(
    r"(?P<open>[(（])(?P<money>(?:人民[币幣]|港|美)?[十百千万萬]*[元圆圓])(?P<per>[^\s()（）元/／]{1,3})(?P<close>[)）])\s*[/／]\s*$"
)
"""A slash of another font that the text order puts behind the bracket: （元吨） / is （元/吨）."""
_BARE_THOUSANDS = re.compile(r"[(（]?\s*['’‘]\s?000\s*[)）]?")
PIECES = "units"
"""What a bare ’000 counts: whatever the product is."""
_MONEY = re.compile(rf"(?:{'|'.join(sorted(CURRENCY_CODES))})(?:/|$)")


@lru_cache(maxsize=TEXT_CACHE)
def units_of(text: str, currency: str) -> tuple[Unit, ...]:
    """Units in the brackets of a label, or of a label that is nothing but a unit; 万 before an unknown word makes it a unit."""
    label = with_plain_units(text)
    found = find_units(label, currency)
    for match in _ODD_UNIT.finditer(label) if not found else ():
        found += find_units(f"单位：{match.group('words')}", currency)
    if not found and (counted := _PIECE_COUNT.search(label)):
        word = counted.group("piece")
        found = [Unit(word, Decimal(1), word)]
    piece = printed_piece(label)
    return tuple(per_piece(unit, piece) for unit in found if unit.measure != "ratio")


def with_plain_units(text: str) -> str:
    """A label on one line, its units written as others write them: 每件港元 is 港元/件, m 3 is m³."""
    label = _EITHER.sub(r"\g<money>\g<of>\g<one>, \g<money>\g<of>\g<other>", join_wrapped(text.splitlines()))
    label = _EQUIVALENT.sub(counted_wafers, label)
    label = _PER_BEFORE_MONEY.sub(r"\g<open>\g<money>/\g<per>", label)
    label = _LOST_SLASH.sub(r"\g<open>\g<money>/\g<per>\g<close>", label)
    return _RAISED.sub(lambda match: "²³"[int(match.group("power")) - 2], label)


def counted_wafers(match: re.Match[str]) -> str:
    """The bracket with the pieces that its equivalents are, where it does not say so itself."""
    left, right = match.group("open"), match.group("rest")
    if "片" in left + right or "wafer" in (left + right).lower():
        return left.rstrip() + right.lstrip()
    return left + ("wafers" if match.group(0).isascii() or "inch" in match.group(0).lower() else "片") + right


def scale_alone(text: str) -> Unit | None:
    """Thousands or millions of whatever the products are, from a line that says no more: (in thousands), （以千計）."""
    match = _SCALE_ALONE.fullmatch(join_wrapped(text.splitlines()).strip())
    known = find_units(f"(in {match.group('en').lower()} of units)" if match.group("en") else f"（{match.group('zh')}台）") if match else []
    return Unit(PIECES, known[0].scale, text.strip()) if known else None


def is_unit_alone(text: str, currency: str) -> bool:
    """Whether a text is one unit and nothing else, in brackets or not: KG, 每件港元."""
    words = with_plain_units(text).strip()
    units = units_of(text, currency)
    bare = words.strip(" ()（）")
    return any(unit.text.strip() in (words, bare) for unit in units) or (len(units) > 1 and bare == ", ".join(u.text for u in units))


def only_words(text: str) -> bool:
    """Whether a label is several Latin words and no more, which may all be words for goods: GPU cards is no unit beside other products."""
    return bool(_WORDS.fullmatch(join_wrapped(text.splitlines()).strip()))


def printed_piece(label: str) -> str:
    """What the label of a price says it is paid for, in the printed characters; "" where it says nothing."""
    piece = counted_by(label)
    if not piece:
        return ""
    at = re.search(rf"每\s?(\S{{{len(piece)}}})|\bper\s({re.escape(piece)})\b", label, re.IGNORECASE)
    printed = (at.group(1) or at.group(2)) if at else ""
    return printed if flat(printed) == piece else piece


def per_piece(unit: Unit, piece: str) -> Unit:
    """Money that is paid for a piece: 港元 in 每瓶平均售价（港元） is HKD/瓶."""
    return replace(unit, measure=f"{unit.measure}/{piece}") if piece and is_price(unit) and "/" not in unit.measure else unit


def printed_label(text: str) -> str:
    """The label as printed, without the leader dot that clean_label leaves to full stops."""
    return _LEADER.sub("", clean_label(text))


def is_price(unit: Unit) -> bool:
    return bool(_MONEY.match(unit.measure)) and "share" not in unit.measure


def is_physical(unit: Unit) -> bool:
    return not _MONEY.match(unit.measure) and unit.measure != "ratio"


def product_name(text: str, currency: str, own: Unit | None = None) -> str:
    """The product as printed, without footnote marks and a bracket of units: physical, several, or the one that gave the figure."""
    name = re.sub(r"(?<=.)小[计計]$", "", _OF_WHICH.sub("", _DASH.sub("", clean_label(text))))
    for match in _BRACKETED.finditer(name):
        units = units_of(match.group(0).strip(), currency)
        if units and (all(is_physical(unit) or unit == own for unit in units) or lists_units(match.group(0), currency)):
            name = name[: match.start()] + name[match.end() :]
            break
    return strip_footnotes(_LEADER.sub("", strip_footnotes(name.strip())[0]).rstrip(" :："))[0]


def lists_units(bracket: str, currency: str) -> bool:
    """Whether a bracket holds the units of volume and price and no more: （片；人民幣元／片）."""
    parts = [part for part in _UNIT_LIST.split(bracket.strip(" ()（）")) if part.strip()]
    return len(parts) > 1 and all(is_unit_alone(part.strip(), currency) for part in parts)


def alike(unit: str, other: str) -> bool:
    """Whether two words can be one unit, or are both weights, as tonnes are sold by the kilogram."""
    return unit.lower().rstrip("s") == other.lower().rstrip("s") or bool(_WEIGHT.fullmatch(unit) and _WEIGHT.fullmatch(other))


def unknown_unit(text: str) -> Unit | None:
    """The unit of a line that stands alone in brackets at a measure, where its word is none we know: (’000 syringes), （千杯）, （棵）.

    A word must look like one that counts: a plural, a counted one, or a measure word of up to three ideographs; remarks are not units.
    """
    label = join_wrapped(text.splitlines()).strip()
    if _BARE_THOUSANDS.fullmatch(label):
        return Unit(PIECES, Decimal(1000), label)
    match = _UNKNOWN.search(label)
    word = (match.group("word") or "") if match else ""
    if match is None or not word or label[match.start()] not in "(（":
        return None
    if says("no_unit", word) or not (match.group("scale") or word[0] > "\u4e00" or re.search(r"[^s]s$", word)):
        return None
    scale = match.group("scale")
    known = find_units(f"({scale} units)" if word.isascii() else f"({scale}台)") if scale else [Unit(word, Decimal(1), "")]
    return Unit(word, known[0].scale, match.group(0).strip()) if known else None


def counted_itself(text: str) -> Unit | None:
    """What a measure counts by its own words: Total available machine hours, Number of units sold."""
    match = _COUNTED.search(core(text))
    word = (match.group("unit") or match.group("pieces") or match.group("hours")) if match else ""
    printed = re.search(f"{re.escape(word)}|[噸張輛顆](?=[数數])", text, re.IGNORECASE) if word else None
    return Unit(printed.group(0) if printed else word, Decimal(1), word) if word else None
