"""Words of volume tables: what a cell says (a measure, a share, a total, nothing), and what a lead says about its table."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files

from analyzer.concepts import only_seen_in
from analyzer.errors import ConfigError
from analyzer.read.labels import to_simplified
from analyzer.read.units import CURRENCY_CODES, find_units

CONCEPTS = (
    "production_capacity",
    "production_volume",
    "capacity_utilization",
    "sales_volume",
    "sales_to_production_ratio",
    "average_selling_price",
)
RATIOS = frozenset({"capacity_utilization", "sales_to_production_ratio"})
PRICE = "average_selling_price"
REVENUE = "product_revenue"
"""Printed beside volume and price of a product: no row of the output, but what the two multiply to."""
CUMULATIVE = "cumulative_sales_volume"
IGNORED = "ignored"
"""A measure that is no volume: shares, growth, revenue, stock."""

TEXT_CACHE = 8192
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]?")
_NOTE_AT_END = re.compile(r"(?:[注註]\s?\d{0,2}|[①-⑳*#†‡]+)$")
_FORMULA = re.compile(r"[①-⑳\d]?\s*=.*$|(?<=[\u3400-\u9fff])(?<![品型类级款号系列户])\s?[a-d]$")
"""A computation or the letter of a column after a label: 产销率③=②/①, 产量B; the letter in 产品A is its name."""
_CJK_SPACE = re.compile(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])")
_FOR_ITS_TIME = re.compile(
    r"(?<=[a-z])\s(?:for|during|in)\s(?:the|each)\s(?:respective\s|relevant\s|corresponding\s)?(?:(?:financial\s)?(?:years?|periods?)"
    r"(?:\s?(?:/|or|and)\s?(?:the\s)?periods?)?|track record period)$"
)
"""The time that a measure is for: Production capacity for the year/period."""
_TAXED = re.compile(
    r"(?<=[a-z]),? (?:net of|(?:in|ex)clu(?:ding|sive of)|before|after) (?:the )?"
    r"(?:vat|value[- ]added tax(?:es)?|(?:sales |consumption )?tax(?:es)?)$"
)
"""What a price holds or leaves out: Average selling price, net of VAT."""
_ENUMERATION = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)|[①-⑳])\s*")
SCOPE = re.compile(r"(?P<scope>国内|国外|境内|境外|海外|外销|内销|出口|國內|國外|國際|国际)(?:市场)?")
"""Words that limit a measure to a part of the market."""
_YEAR_AT_START = re.compile(r"^(?:19|20)\d\d\s?年(?:度|上半年|\d{1,2}\s?[-–—至]\s?\d{1,2}\s?月)?")


JOINED_ROLES = frozenset({"total", "neutral"})
JOINED_LENGTH_MAX = 30
_JOINT = r"(?:[\s/╱、,&|\\]|及|和|或|与|\band\b|\bor\b)"

_NOT_COUNTED_ZH = "股|年|月|[日天]|季"
_NOT_COUNTED_EN = "shares?|annum|year|month|day|quarter"
"""What a price may be printed for that is no product: shares and time."""

_SOLD_NUMBER = re.compile(
    r"(?:概约|总)?(?:已(?:经)?(?:[售销]出?|出[售货]|销售|付[运货]|交付|发货)|[售卖]出)的?(?P<product>[^的\d]{2,12}?)的?(?:总?数[目量]|总数|[件台套个杯瓶支辆箱盒颗片张枚包袋份双部把]数)"
)
"""Words of sale around their product: 已售停車位數目."""
_TIME = re.compile(r"(?:19|20)\d\d|年|月|注$|註$|%")
_KIND_OF_GOODS = re.compile(r"[\u3400-\u9fff]{1,2}[类电疗品](?<!各类)产品(?=的?(?:销|产(?!品)|出|平均|售|单价|付|交))")
"""Goods that only their kind names, which is no product without that word: 肉类产品, 电子产品."""
_BREAK_HYPHEN = re.compile("(?<=[a-z])[-\u2010\u00ad\u0002\ufffe] ?(?=[a-z])")
_PERCENT = re.compile(r"(?:(?:大?概?约|approx(?:imate(?:ly)?|\.)?)\s?)?%")

_left_out: ContextVar[tuple[str, ...]] = ContextVar("_left_out", default=())
NEVER = "(?!)"


@contextmanager
def words_without(filings: tuple[str, ...]) -> Iterator[None]:
    """While it is open, patterns that were seen only in these filings match nothing."""
    token = _left_out.set(filings)
    if filings:
        forget_words()
    try:
        yield
    finally:
        _left_out.reset(token)
        if filings:
            forget_words()


def forget_words() -> None:
    """Empties what was worked out from the words."""
    for function in (load_words, pattern, _chain, concept_of, counted_by, _price_per, split_measure, _after_dash, measures_in, _in_prose):
        function.cache_clear()


@cache
def load_words() -> dict[str, dict[str, str]]:
    """Patterns by role and language, each role's rows joined as alternatives. Raises ConfigError for a broken pattern."""
    found: dict[str, dict[str, list[str]]] = {}
    left_out = _left_out.get()
    text = files("analyzer.topics").joinpath("volumes_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        words = NEVER if only_seen_in(row["seen_in"], left_out) else row["pattern"]
        found.setdefault(row["role"], {}).setdefault(row["language"], []).append(words)
    return {role: {language: "|".join(rows) for language, rows in languages.items()} for role, languages in found.items()}


@cache
def pattern(role: str) -> re.Pattern[str]:
    """All patterns of a role in both languages. English ones stand on word borders."""
    words = load_words()[role]
    parts = [f"(?:{words['zh']})"] if "zh" in words else []
    parts += [rf"\b(?:{words['en']})(?!\w)"] if "en" in words else []
    try:
        return re.compile("|".join(parts))
    except re.error as error:
        raise ConfigError(f"expected a pattern in volumes_words.csv, role {role}, found {error}") from error


@lru_cache(maxsize=TEXT_CACHE)
def flat(text: str) -> str:
    """Text for matching: one width, Simplified, lower case, no blanks beside ideographs."""
    text = to_simplified(unicodedata.normalize("NFKC", text)).casefold()
    return _CJK_SPACE.sub("", re.sub(r"\s+", " ", text)).strip()


@lru_cache(maxsize=TEXT_CACHE)
def core(text: str) -> str:
    """A label without brackets, enumeration, footnote marks and 其中： for matching."""
    text = _BRACKETS.sub("", flat(_NOTE_AT_END.sub("", text.strip())))
    text = _ENUMERATION.sub("", _YEAR_AT_START.sub("", _NOTE_AT_END.sub("", _FORMULA.sub("", text.strip()))))
    return _TAXED.sub("", _FOR_ITS_TIME.sub("", re.sub(r"^(?:其中|of which)\s*:?\s*", "", text).strip(" :：.-、")))


@cache
def concept_of(text: str) -> str:
    """The concept whose wording is the whole label; "ignored" for another measure; "" for anything else (a product, a period)."""
    words = core(text)
    if not words:
        return IGNORED if is_percent(text) else ""
    for concept in CONCEPTS:
        if pattern(concept).fullmatch(words):
            return concept
    if counted_by(text):
        return PRICE
    if is_counted_sales(words, text):
        return "sales_volume"
    whole = with_whole_words(words)
    return (concept_of(whole) if whole != words else "") or (IGNORED if is_percent(words) or is_ignored(words) else "")


def with_whole_words(words: str) -> str:
    """Words without the hyphens between letters: the break of a narrow column (utilisa-tion rate), or one that belongs to a word."""
    return _BREAK_HYPHEN.sub("", words)


def is_percent(text: str) -> bool:
    """A label that is the sign of a ratio and no more: %, (%), 概約%, approximate %."""
    return bool(_PERCENT.fullmatch(flat(text).strip("() ")))


def is_counted_sales(words: str, text: str) -> bool:
    """Whether words for sales, which may mean money, stand in a text whose only units count goods: Sales (kt), 銷售（萬噸）."""
    if not pattern("sold_by_unit").fullmatch(words):
        return False
    return counts_goods(text)


def counts_goods(text: str) -> bool:
    """Whether a text holds units, none of them money or a ratio."""
    units = find_units(text)
    return bool(units) and all(unit.measure != "ratio" and unit.measure.partition("/")[0] not in CURRENCY_CODES for unit in units)


@cache
def counted_by(text: str) -> str:
    """What the label of a price says it is paid for, as matched: 每瓶平均售价 gives 瓶, Average price per bottle gives bottle; "" else."""
    match = _price_per().fullmatch(core(text))
    return (match.group("zh") or match.group("en")) if match else ""


@cache
def _price_per() -> re.Pattern[str]:
    words = load_words()[PRICE]
    zh = rf"每(?P<zh>(?!{_NOT_COUNTED_ZH})[^\s\d、，每]{{1,4}}?)的?(?:{words['zh']})"
    return re.compile(rf"{zh}|(?:{words['en']}) per (?P<en>(?!(?:{_NOT_COUNTED_EN})\b)[a-z]+(?: [a-z]+)?)")


def is_ignored(words: str) -> bool:
    return bool(pattern("ignored").search(words))


@cache
def split_measure(text: str) -> tuple[str, str]:
    """Concept and product of a label that holds both: 太阳能边框产量 gives (production_volume, 太阳能边框); ("", "") otherwise.

    Two measures are no product and measure: 產量利用率(2) 產能 is what stands over three columns.
    """
    words = core(text)
    if is_ignored(words) or len(words) > 30:
        return "", ""
    sold = _SOLD_NUMBER.fullmatch(words)
    if sold and not (says("no_product", sold.group("product")) or says("generic_product", sold.group("product"))):
        return "sales_volume", sold.group("product")
    beside = _after_dash().fullmatch(words)
    if beside and names_after_dash(beside.group("product")):
        return concept_of(beside.group("measure")), beside.group("product")
    endings = [(concept, load_words()[concept].get("zh")) for concept in CONCEPTS]
    if re.search("[销售]$", words) and counts_goods(text):
        endings.append(("sales_volume", load_words()["sold_by_unit"]["zh"]))
    for concept, zh in endings:
        match = re.fullmatch(rf"(?P<product>.*?[^的])的?(?:{zh})", words) if zh else None
        product = match.group("product") if match else ""
        if (
            product
            and not measures_in(product)
            and (SCOPE.fullmatch(product) or not (says("generic_product", product) or speaks_of_others(words)))
        ):
            kind = _KIND_OF_GOODS.match(words)
            return concept, kind.group(0) if kind else product
    return "", ""


@cache
def _after_dash() -> re.Pattern[str]:
    words = "|".join(found for concept in CONCEPTS if (found := load_words()[concept].get("zh")))
    return re.compile(rf"(?P<measure>{words})\s?[-—–─―:]+\s?(?P<product>[^-—–─―:]{{2,14}})")


def names_after_dash(product: str) -> bool:
    """Whether the words after a measure and a dash are a product or a part of the market: 平均上網電價—風電."""
    other = concept_of(product) or measures_in(product) or is_word("neutral", product) or is_word("total", product)
    return not other and not _TIME.search(product) and not (says("generic_product", product) or speaks_of_others(product))


def says(role: str, text: str) -> bool:
    """Whether a text holds words of this role."""
    return bool(pattern(role).search(flat(text)))


def speaks_of_others(text: str) -> bool:
    """Whether a text is about markets, competitors, projects, plans or purchases."""
    return says("reject_lead", text) or says("purchase_lead", text)


def is_word(role: str, text: str) -> bool:
    """Whether the whole label is a word of this role, or nothing but such words side by side.

    總計╱整體 and Total / average are totals, the corner 项目 over 年度 (002255 p.112) names no product.
    """
    words = core(text)
    whole = with_whole_words(words)
    if pattern(role).fullmatch(words) or (whole != words and pattern(role).fullmatch(whole)):
        return True
    return role in JOINED_ROLES and len(words) <= JOINED_LENGTH_MAX and bool(_chain(role).fullmatch(words))


@cache
def _chain(role: str) -> re.Pattern[str]:
    """Words of a role side by side, with or without a joint between them."""
    word = f"(?:{pattern(role).pattern})"
    return re.compile(rf"{word}(?:{_JOINT}*{word})+")


@lru_cache(maxsize=TEXT_CACHE)
def measures_in(text: str) -> tuple[str, ...]:
    """Concepts that a sentence names, each once, in the order of CONCEPTS; 产销量 stands for both."""
    words = flat(text)
    found = {concept for concept in CONCEPTS if _in_prose(concept).search(words)}
    if re.search(r"产、?销量", words):
        found |= {"production_volume", "sales_volume"}
    return tuple(concept for concept in CONCEPTS if concept in found)


@cache
def _in_prose(concept: str) -> re.Pattern[str]:
    words = load_words()[concept]
    return re.compile(f"{words['zh']}|\\b(?:{words['en']})(?!\\w)")
