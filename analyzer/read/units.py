"""Caption, header or label words -> Unit: "RMB'000", "单位：万元", "千顆", "元/千克"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from analyzer.errors import ReadError
from analyzer.model import Unit
from analyzer.read import TEXTS_REMEMBERED

MULTIPLIERS = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "十万": 10**5, "十萬": 10**5, "百万": 10**6, "百萬": 10**6,
    "千万": 10**7, "千萬": 10**7, "亿": 10**8, "億": 10**8, "十亿": 10**9, "十億": 10**9, "百亿": 10**10, "百億": 10**10, "万亿": 10**12,
}  # fmt: skip
"""Chinese multiplier words. 万亿 is 10^12."""

_ENGLISH_SCALES = {
    "": 1, "'000": 10**3, "thousand": 10**3, "thousands": 10**3, "'million": 10**6, "million": 10**6, "millions": 10**6,
    "mn": 10**6, "mm": 10**6, "m": 10**6, "k": 10**3, "'000,000": 10**6, "'m": 10**6, "'mn": 10**6, "'millions": 10**6,
    "000": 10**3, ",000": 10**3,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "ten thousand": 10**4, "tens of thousands": 10**4,
}  # fmt: skip
_CURRENCY_WORDS = {
    "CNY": "人民币 人民幣 RMB CNY Renminbi",
    "HKD": "港币 港幣 港元 港圆 港圓 港 HK$ HKD",
    "USD": "美元 美金 美 US$ USD",
    "EUR": "欧元 歐元 EUR €",
    "GBP": "英镑 英鎊 GBP £",
    "JPY": "日元 日圆 日圓 JPY",
    "TWD": "新台币 新台幣 新臺幣 NT$",
    "SGD": "新加坡元 新加坡 坡元 S$ SGD",
    "AUD": "澳元 A$",
    "MYR": "令吉 馬幣 马币 馬來西亞令吉 马来西亚令吉 RM MYR",
    "THB": "泰銖 泰铢 THB Baht",
    "MOP": "澳門元 澳门元 澳門幣 澳门币 MOP MOP$",
    "KRW": "韓元 韩元 KRW",
    "CAD": "加元 C$ CAD",
}
_CURRENCIES = {word.lower(): code for code, words in _CURRENCY_WORDS.items() for word in words.split()}
CURRENCY_CODES = frozenset(_CURRENCY_WORDS)
"""ISO codes of the currencies that captions can name."""
_CURRENCIES |= {"hong kong dollars": "HKD", "u.s. dollars": "USD", "us dollars": "USD", "united states dollars": "USD"}
_SCALE = "[十百千万萬亿億]*"
_ZH_NAMES = "|".join(sorted((re.escape(name) for name in _CURRENCIES if "\u4e00" <= name[0]), key=len, reverse=True))
_ZH_FULL_NAMES = "|".join(name for name in _ZH_NAMES.split("|") if len(name) > 1)
_EN_NAMES = "|".join(
    r"(?<![A-Za-z])(?-i:RM)" if name == "rm" else rf"(?<![A-Za-z]){re.escape(name)}" if name in ("s$", "a$", "c$") else re.escape(name)
    for name in sorted((name for name in _CURRENCIES if name[0] < "\u4e00"), key=len, reverse=True)
)
_EN_SCALE = r"'\s?000,000|'\s?000|'\s?millions?|ten thousand|thousands?|millions?|billions?|mn|bn"
_MONEY_SCALE = rf"{_EN_SCALE}|'\s?mn?|,?000(?![\d,.])|mm?|k"
"""What follows a currency, slips of the setter included: HK$’m, RMB,000, HK$000."""

_ZH_MONEY = rf"(?:(?P<lead>{_ZH_NAMES})\s?)?(?P<scale>{_SCALE})(?P<word>{_ZH_FULL_NAMES}|[元圆圓]|(?<=[幣币坡])分|(?<=港)仙)元?"
_EN_MONEY = (
    rf"(?:in\s+)?(?P<currency>{_EN_NAMES})\s*(?:\((?:in\s+)?(?P<bracketed>{_MONEY_SCALE})\)|(?:in\s+)?(?P<escale>{_MONEY_SCALE}))?"
    r"(?P<cents>\s*cents?)?"
)
_ZH_ZEROS = rf"(?P<zeros>{_ZH_FULL_NAMES})\s?'\s?000元?"
_BARE_DOLLARS = rf"(?<![A-Za-z$])\$\s*(?P<dscale>{_MONEY_SCALE})"
"""$’000 under (Expressed in Hong Kong dollars): which dollars these are stands elsewhere."""
DOLLARS = {"HKD", "USD", "SGD", "AUD", "CAD", "TWD"}
_EN_CENTS = r"(?P<cents_of>Hong Kong|HK|US|U\.S\.)\s*(?:cents?|¢)"
_CENTS = {"hong kong": "HKD", "hk": "HKD", "us": "USD", "u.s.": "USD"}
_EN_MONEY_OF = rf"(?:in\s+)?(?P<oscale>thousands|millions|billions|tens of thousands)\s+of\s+(?P<ocurrency>{_EN_NAMES})"
_MONEY = rf"(?:{_ZH_ZEROS}|{_ZH_MONEY}|{_EN_MONEY_OF}|{_EN_CENTS}|{_EN_MONEY}|{_BARE_DOLLARS})"
_TWO_WORDS = r"(?:(?:square|cubic|linear|running) (?:met(?:er|re)|foot|feet|yard|inch)|metric ton(?:ne)?|troy ounce|kilowatt[ -]hour)s?\b"
"""Units of two words, none of which is the unit alone: US$ per square foot, RMB per metric ton."""
_DENOMINATOR = (
    rf"(?:\s*(?:/|每)\s*|\s+per\s+)(?!{_SCALE}元)(?P<per>{_TWO_WORDS}|[^\s/、;,:()每和及与。\d]{{1,8}}(?:(?<=m)[23])?"
    rf"(?:/[^\s/、;,:()]{{1,3}})?)"
)

# Units that begin with a multiplier character and are units of their own: nothing is multiplied (千克, 千瓦, 千米 ...).
_OWN = "千瓦[时時]|千瓦|千克|千米|千升|千伏安|千伏|千卡|千焦|千帕|千安[时時]|千安|千赫"
_ZH_QUANTITY = (
    rf"(?P<qscale>[十百万萬亿億]*(?=(?:{_OWN})$)|{_SCALE})\s?"
    rf"(?P<quantity>(?:{_OWN})|k?m[23]|[^\s\d、;,:%'/]{{1,8}}(?:/[^\s\d、;,:/%]{{1,3}})?)"
)
_EN_UNIT = r"[A-Za-z][A-Za-z.]*[A-Za-z.](?: (?!in\b)[A-Za-z.]{1,10})?|[WtLgm]|k?m[²³23]|core-km"
_EN_QUANTITY = (
    rf"number of (?P<noun>[A-Za-z]+(?: [A-Za-z]+)?)|(?:in\s+)?(?P<nscale>{_EN_SCALE}|mm)s?\s+(?:of\s+)?(?P<scaled>{_EN_UNIT})"
    rf"|(?P<before>{_EN_UNIT})\s*\(?(?:in\s+)?(?P<bscale>{_EN_SCALE})\)?"
)
_ZH_UNIT_WORDS = re.compile(
    r"台\s?[/(]\s?套\s?\)?|台套|[台臺套片张張件只隻个個颗顆粒块塊条條根支枚瓶箱盒封份部辆輛艘架座项項卷袋桶罐双雙株头頭册枝面组組副对對把门樘扇吨噸克升米度次股亩畝户戶人页頁"
    r"台辆包本棟栋幢羽尾樽劑剂磅打碼码呎杯餐]|公[吨噸]|[平立]方[呎碼码]|芯公里|芯千米|皮長公里|盎司|標準箱|[機机]器?(?:小[时時]|工?[时時])|[工台][时時]|小[时時]|"
    r"[千公]克|公斤|公里|公升|千升|毫升|克拉|蒸[吨噸](?:/(?:小?[时時]|h))?|[千兆吉]焦|[平立]方[米英尺寸]{1,2}|平米|标立方米|英里|标准箱|重量箱|人次|千米|"
    r"[千兆吉]瓦[时時]?|千伏安|千卡|[印标色]张|色令|安时|[kKM]?(?:VA|A|W)[hH]|[GTPE]B|[TPE]FLOPS|"
    r"(?:MWh|GWh|kWh|MWp|GWp|MW|GW|kW|KW|Wp|W|KG|Kg|kg|㎡|m²|m2|m³|m3|km|KM|kVA|KVA|MVA|kl|KL|t|L|g|[Kk]?[Pp]cs|K?PCS|"
    r"sq\.? ?m\.?|sq\.? ?ft\.?|square met(?:er|re)s?|square feet)"
)
_EN_UNIT_WORDS = re.compile(
    r"(?:units?|pieces?|chips?|sets?|wafers?|vehicles?|bottles?|boxes|devices?|tonnes?|tons?|kilograms?|lit(?:er|re)s?|barrels?|doses?"
    r"|vials?|tablets?|modules?|boards?|cards?|pairs?|servers?|GPUs?|SoCs?|kits?|packs?|copies|sqm|sq\. m\.?|sq\. (?:ft\.?|feet)"
    r"|k?t|metric (?:tonnes?|tons?)|mt|mva|cans|tins|ampoules?|bags|sacks|pouches|syringes|tubes|capsules"
    r"|(?:kilo|hecto|mega)lit(?:er|re)s?|hl"
    r"|heads?|birds|strips|panels|tests|books|motors|reams|core-?km|fkm|(?:machine|working|operating|production) hours|hours"
    r"|oz|bbls?|mm?bbls?|(?:mm)?boe|bcf|mmcf|mmbtu|dmt|wmt"
    r"|garments|lamps|batteries|cells|tyres|tires|blocks"
    r"|lbs?|pounds?|yards?|dozens?|feet|met(?:er|re)s?|gallons?|carats?|ounces?|cartons?|cases|rolls?|sheets?|containers?|TEUs?|cbm"
    r"|(?:square|cubic|linear) (?:met(?:er|re)s?|feet|yards?))",
    re.IGNORECASE,
)
_SCALED_UNITS = {"kt": ("t", 10**3), "koz": ("oz", 10**3), "Koz": ("oz", 10**3), "Moz": ("oz", 10**6)}
"""Units of mines whose first letter is a scale; Mt is left as printed, for it may be a metric tonne."""
_NOT_UNITS = re.compile(r"公司|集团|集團|股份|[币幣]|[金数數]额|金額|数量|單位|单位|元|除外|年度|[年月]$|[的及和与與]|编制|名称")
_PER_TIME = re.compile(r"\s*(?:/|每|\s+per\s+)(?P<time>年|月|日|天|year|annum|month)$")
_SHARE_WORDS = {"股": "share", "share": "share", "shares": "share", "Share": "share"}

_MONEY_ONLY = re.compile(rf"{_MONEY}(?:{_DENOMINATOR})?", re.IGNORECASE)
_MONEY_IN_TEXT = re.compile(
    rf"(?<![\d/\u4e00-\u9fff])(?:(?<!\d\s)|(?<=(?:19|20)\d\d\s)){_MONEY}(?:(?<='000)(?=[A-Za-z])|(?![\w$])(?!'\s?\d))", re.IGNORECASE
)
"""The word of the next column may touch the zeros (RMB'000purchases); without them the scale would be lost. A year may stand before."""
_STATED = re.compile(
    rf"(?:以|[均皆])(?P<words>{_ZH_MONEY})位?(?:[为為作]?[单單]位)?(?:列[示值报報]|呈[列报報]|[计計]|表[示达達]|[编編][制製列])",
    re.IGNORECASE,
)
"""A line on the unit of a whole statement: （以港幣千元位列示）, 所有金額均以人民幣千元為單位列示."""
_STATED_ALONE = re.compile(rf"(?:以|[均皆])(?P<lead>{_ZH_FULL_NAMES})(?P<word>)(?:列[示值报報]|呈[列报報]|[计計]|表[示达達])")
_EXPRESSED = re.compile(
    rf"\b(?:expressed|stated|presented|shown)\s+in\s+(?:(?:thousands|millions)\s+of\s+)?(?P<currency>{_EN_NAMES})(?![A-Za-z])",
    re.IGNORECASE,
)
_RATIO = re.compile(r"%|[百佰]分[比率之]|percent(?:ages?)?|per cent|in %", re.IGNORECASE)
_QUANTITY = re.compile(_ZH_QUANTITY)
_ENGLISH_QUANTITY = re.compile(_EN_QUANTITY, re.IGNORECASE)
_EXCEPTIONS = re.compile(
    r"[,;]?\s*(?:除?百分比(?:數據)?(?:除外|外)|除百分比外|except(?:\s+for)?\s+(?:the\s+)?(?:percentages?|per\s+share|share|number)[^)]*)|惟[^)]*除外",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:[单單]\s?位|[Uu]nits?)\s*:\s*(?P<words>(?:\([台套件]\)|[^:])*?)(?=\s*(?:[币幣][种種]|[单單]位|[Uu]nit|[)。]|$))")
_CURRENCY_CAPTION = re.compile(r"[币幣][种種]\s*:\s*(?P<currency>[^\s)]+)")
_BRACKET = re.compile(r"(?<![台套])\((?P<words>[^()]*(?:\([^()]{1,2}\)[^()]*)?)\)?")
_PIECE = re.compile(
    rf"(?P<gap>[、;,\s]*)(?P<piece>[^、;,\s]+(?:\sper\s{_TWO_WORDS}|\s(?:per|million|in thousands)\s?\w*"
    rf"|\s(?i:(?:in\s+)?(?:{_EN_SCALE}|'\s?mn?|m)|\((?:in\s+)?(?:{_EN_SCALE}|m)\))(?![\w$]))?)"
)
_IN_SCALE = re.compile(
    r"\bin\s+(?P<scale>thousands|millions|billions)\b|\((?P<mark>'\s?000)\)|以(?P<zh>[十百千万萬亿億]{1,2})元?[计計]", re.IGNORECASE
)
_TRADITIONAL = re.compile(r"[單萬億幣圓種額數臺噸]")
_SIMPLIFIED = re.compile(r"[单万亿币圆种额数]")


def parse_unit(text: str, currency: str = "") -> Unit:
    """The one unit that a caption, header cell or bracket names: the first one where it names several.

    currency: ISO code of the filing's reporting currency as read from its pages; used for an 元 that names none.
    Without it, a bare 元, 万元 or 亿元 is CNY: in Simplified Chinese filings 元 unqualified is the renminbi yuan, 港元 and 美元
    are always written out. A bare 千元 or 百萬元 is as common in Hong Kong dollars, so it is refused unless the words are Simplified.
    Unit.text holds the words that gave it. Raises ReadError where no unit is named.
    """
    units = find_units(text, currency)
    if not units:
        raise ReadError(f"expected a unit, found {text!r}")
    return units[0]


def find_units(text: str, currency: str = "") -> list[Unit]:
    """Every unit named in a caption, bracket or header cell, in printed order, each once: "单位：万元、元/股" gives two.

    Reads captions and short cells, not prose: physical units count only after 单位：, in brackets, or as the whole text.
    """
    return list(_find_units(text, currency))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _find_units(text: str, currency: str) -> tuple[Unit, ...]:
    straight = _straighten(text)
    named = _CURRENCY_CAPTION.search(straight)
    if named and named.group("currency").lower() in _CURRENCIES:
        currency = _CURRENCIES[named.group("currency").lower()]
        straight = straight[: named.start()] + " " * (named.end() - named.start()) + straight[named.end() :]
    straight = _EXCEPTIONS.sub(lambda match: " " * len(match.group(0)), straight)
    found: list[tuple[int, Unit]] = []
    for start, end, open_set in _segments(straight):
        found += _read_segment(straight, start, end, open_set, currency, text)
    found += _scan_money(straight, currency, text)
    units: list[Unit] = []
    for _, unit in sorted(found, key=lambda item: (item[0], -len(item[1].text))):
        if all((unit.measure, unit.scale) != (known.measure, known.scale) for known in units):
            units.append(unit)
    return tuple(units)


def find_stated_currency(text: str) -> str:
    """ISO code of the currency in which a line says that a statement is expressed, "" for any other line.

    "(Expressed in Hong Kong dollars)" stands over columns in $’000, （以港幣列示） over 千元.
    """
    straight = _straighten(text)
    if re.search(r"per share|每股", straight, re.IGNORECASE):
        return ""
    english = _EXPRESSED.search(straight)
    chinese = _STATED.search(straight) or _STATED_ALONE.search(straight)
    if english:
        return _CURRENCIES[english.group("currency").lower()]
    if chinese:
        return _CURRENCIES.get(next((chinese.group(name) for name in ("lead", "word") if chinese.group(name) in _CURRENCIES), ""), "")
    return ""


def find_scale(text: str) -> list[Decimal]:
    """Scales that stand without a currency: "(in thousands, except for percentages)" and "（以千計）" give [1000]."""
    found = _IN_SCALE.finditer(_straighten(text))
    return [_scale_of(match) for match in found if (match.group("zh") or "") in MULTIPLIERS]


def _scale_of(match: re.Match[str]) -> Decimal:
    if match.group("zh"):
        return Decimal(MULTIPLIERS[match.group("zh")])
    return Decimal(_ENGLISH_SCALES[re.sub(r"\s", "", match.group("scale") or match.group("mark")).lower()])


def _straighten(text: str) -> str:
    """Quotes and widths made uniform, one character for one, so that spans stay valid in the printed text."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans(dict(zip("’‘′＇`（）：％／╱∕，；　\n\r", "'" * 5 + "():%///,;   ", strict=True)))


def _segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans that may be nothing but units: after 单位： (any word may be a unit there), brackets, the whole text."""
    for match in _CAPTION.finditer(text):
        yield *match.span("words"), True
    for match in _STATED.finditer(text):
        yield *match.span("words"), False
    for match in _BRACKET.finditer(text):
        if not re.match(r"\s*(?:[单單]位|[Uu]nits?\s*:)", match.group("words")):
            yield *match.span("words"), False
            yield from _listed(match.group("words"), match.start("words"))
    yield 0, len(text), False


def _listed(words: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """The parts of a bracket that lists units: (thousand heads; RMB per kg)."""
    if ";" in words:
        for part in re.finditer(r"[^;]+", words):
            yield start + part.start(), start + part.end(), False


def _read_segment(text: str, start: int, end: int, open_set: bool, currency: str, printed: str) -> list[tuple[int, Unit]]:
    whole = _read_piece(text, start, end, open_set, currency, printed)
    if whole:
        return [whole]
    pieces = []
    for match in _PIECE.finditer(text[start:end]):
        listed = open_set and (match.start() == 0 or bool(match.group("gap").strip()))
        pieces.append(_read_piece(text, start + match.start("piece"), start + match.end("piece"), listed, currency, printed))
    # A line of words with one "chips" among them is prose: physical units count where every word is a unit.
    units = [piece for piece in pieces if piece]
    return units if open_set or len(units) == len(pieces) else [unit for unit in units if _is_money_or_ratio(unit[1])]


def _is_money_or_ratio(unit: Unit) -> bool:
    return unit.measure == "ratio" or unit.measure.split("/")[0] in CURRENCY_CODES


def _read_piece(text: str, start: int, end: int, open_set: bool, currency: str, printed: str) -> tuple[int, Unit] | None:
    """The unit where the span is a unit and nothing else."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    words = printed[start : start + len(piece)]
    if _RATIO.fullmatch(piece):
        return start, Unit("ratio", Decimal("0.01"), words)
    timeless = _PER_TIME.sub("", piece)
    money = _MONEY_ONLY.fullmatch(timeless)
    if money:
        unit = _money_unit(money, text, currency, words[: len(timeless)])
        return (start, _with_time(unit, piece, words)) if unit else None
    quantity = _quantity_unit(timeless, words, open_set)
    return (start, quantity) if quantity else None


def _with_time(unit: Unit, piece: str, words: str) -> Unit:
    """Money for a piece with the time that it pays for: RMB per sq.m. per month; a rate of money alone (RMB per month) is money."""
    time = _PER_TIME.search(piece)
    return Unit(f"{unit.measure}/{time.group('time')}" if time and "/" in unit.measure else unit.measure, unit.scale, words)


def _scan_money(text: str, currency: str, printed: str) -> list[tuple[int, Unit]]:
    """Money words inside a longer line: "RMB’000 % RMB’000 %", "(RMB in thousands, except ...)"."""
    found = []
    for match in _MONEY_IN_TEXT.finditer(text):
        if match.group("word") and not (match.group("lead") or match.group("scale")):
            continue
        if re.match(r"\s*(?:/|per\b)", text[match.end() :]):
            continue
        unit = _money_unit(match, text, currency, printed[match.start() : match.end()])
        if unit:
            found.append((match.start(), unit))
    return found


def _money_unit(match: re.Match[str], text: str, currency: str, words: str) -> Unit | None:
    if (match.group("scale") or "") not in MULTIPLIERS:
        return None
    named, scale = _money_parts(match)
    if match.group("dscale") and currency not in DOLLARS:
        return None
    measure = named or currency or _bare_yuan_currency(match.group("scale") or "", text)
    if not measure:
        return None
    per = match.groupdict().get("per")
    if per:
        measure += "/" + _SHARE_WORDS.get(per, words[len(words) - len(per) :])
    return Unit(measure, scale, words)


def _money_parts(match: re.Match[str]) -> tuple[str, Decimal]:
    """Currency ("" for a bare 元) and scale of a matched money expression."""
    if match.groupdict().get("zeros"):
        return _CURRENCIES[match.group("zeros")], Decimal(1000)
    if match.group("word"):
        word, lead = match.group("word"), match.group("lead")
        scale = Decimal("0.01") if word in "分仙" else Decimal(MULTIPLIERS[match.group("scale")])
        return _CURRENCIES.get(lead or word, _CURRENCIES.get(word, "")), scale
    if match.group("cents_of"):
        return _CENTS[match.group("cents_of").lower()], Decimal("0.01")
    name = match.group("ocurrency") or match.group("currency")
    printed = match.group("oscale") or match.group("escale") or match.group("bracketed") or match.group("dscale") or ""
    scale = Decimal(_ENGLISH_SCALES[re.sub(r"'\s+", "'", printed.lower())])
    if match.group("dscale"):
        return "", scale
    return _CURRENCIES[name.lower()], Decimal("0.01") if match.group("cents") else scale


def _bare_yuan_currency(scale: str, text: str) -> str:
    """CNY for an unqualified 元 in Simplified Chinese; "" where it may as well be Hong Kong dollars."""
    if _TRADITIONAL.search(text):
        return ""
    return "CNY" if scale not in ("千", "百") or _SIMPLIFIED.search(text) else ""


def _quantity_unit(piece: str, words: str, open_set: bool) -> Unit | None:
    """A physical unit. Outside a 单位： caption only known units count, so that a bracketed remark is not a unit."""
    english = _ENGLISH_QUANTITY.fullmatch(piece)
    if english:
        noun = english.group("noun")
        scale_word = re.sub(r"'\s+", "'", (english.group("nscale") or english.group("bscale") or "").lower())
        unit = noun or english.group("scaled") or english.group("before")
        if noun or open_set or _EN_UNIT_WORDS.fullmatch(unit) or _ZH_UNIT_WORDS.fullmatch(unit) or english.group("scaled") == "m":
            return Unit(unit, Decimal(_ENGLISH_SCALES[scale_word]), words)
    named = re.sub(r"^in\s+", "", piece)
    if named in _SCALED_UNITS:
        measure, scale = _SCALED_UNITS[named]
        return Unit(measure, Decimal(scale), words)
    if _EN_UNIT_WORDS.fullmatch(named):
        return Unit(named, Decimal(1), words)
    match, words = _QUANTITY.fullmatch(named), words[len(piece) - len(named) :]
    if match and match.group("quantity") in ("单位", "單位") and match.group("qscale") in MULTIPLIERS and match.group("qscale"):
        return Unit(match.group("quantity"), Decimal(MULTIPLIERS[match.group("qscale")]), words)
    if match is None or match.group("qscale") not in MULTIPLIERS or _NOT_UNITS.search(match.group("quantity")):
        return None
    name = match.group("quantity")
    if not (_ZH_UNIT_WORDS.fullmatch(name) or (open_set and re.fullmatch(r"[^/]{1,3}(?:/.{1,3})?", name) and name not in MULTIPLIERS)):
        return None
    return Unit(words[match.start("quantity") : match.end("quantity")], Decimal(MULTIPLIERS[match.group("qscale")]), words)
