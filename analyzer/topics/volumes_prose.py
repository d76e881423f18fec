"""Sentences that give volumes: period, product, measure and figures in running text; cumulative deliveries; fabless assurances."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Period, Unit
from analyzer.read.amounts import Amount, Qualifier, parse_amount
from analyzer.read.periods import FiscalYearEnd, find_periods
from analyzer.read.units import find_units
from analyzer.topics.volumes_periods import as_flow
from analyzer.topics.volumes_units import is_physical, is_price
from analyzer.topics.volumes_words import CONCEPTS, PRICE, RATIOS, is_word, load_words, says, speaks_of_others

PRODUCT_LENGTH_MAX = 24
_COMPARED = re.compile(r"同比|增长|下降|分别(?:为|是)\S*\d")
_NO_PRODUCT = re.compile(r"新增|现$|现有|有的|单台|\d+\s?月|核准|自用|增加|减少|达到|仅")
CUMULATIVE = "cumulative_sales_volume"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("over", r"超过|超過|逾|超|突破|exceed(?:ed|ing|s)?|more than|over"),
    ("under", r"不足|不到|less than|fewer than|under"),
    ("about", r"大?约|大?約|接?近|approximately|about|around|nearly"),
)
_QUALIFIER = "|".join(pattern for _, pattern in _QUALIFIERS)
_VALUE = re.compile(
    rf"\s*(?P<qualifier>{_QUALIFIER})?\s*(?P<currency>RMB|HK\$|US\$)?\s*(?P<number>{_NUMBER})(?P<percent>\s?[%％])?\s*"
    r"(?P<unit>(?:(?:(?:thousand|million|billion)\s)?(?:per )?(?!(?:and|in|or|for)\b)[A-Za-z]+(?: per [A-Za-z]+)?"
    r"|[十百千万萬亿億]*[^\s\d，。、；;,.:：（）()和及与與以]{1,6})?)",
    re.IGNORECASE,
)
_SCALES = {"thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9)}
_BETWEEN = re.compile(r"\s*(?:、|，|,\s*and\b|,|和|及|与|與|以及|and\b)\s*")
_VERB_ZH = re.compile(
    r"(?:[（(][^（）()]{1,14}[）)])?(?:已|则|則|均)?(?:[已累计計共]*)(?:分别|分別)?(?:为|為|是|达到?|達到?|仅为|合计)?(?=\s*(?:超|逾|约|約|近|大|不|突|\d))"
)
_VERB_EN = re.compile(
    r"(?P<of>(?:\s+(?:of|for)\s+[A-Za-z0-9 ,&()-]{2,60}?)?)\s*(?:was|were|amounted to|reached|totall?ed|stood at|of)?\s+"
    r"(?=(?:approximately|about|over|more than|exceed|nearly|RMB|HK|US|\d))"
)
_TO_VALUE = re.compile(
    r"(?P<of>(?:\s+of\s+[A-Za-z0-9 -]{2,40}?)?)(?:\s+|[\u4e00-\u9fff]{0,10}?)(?:was|were|reached|amounted to)?\s*"
    r"(?=(?:超|逾|约|約|近|突破|approx|about|over|more than|exceed|\d))",
    re.IGNORECASE,
)
_SUBJECT_ZH = re.compile(r"(?<![家子该股分限母参等])(?:本?公司|发行人|發行人|我们|我們|本集团|本集團)(?:的)?")
_SUBJECT_EN = re.compile(r"\b(?:our|we|the Group|the Company)\b", re.IGNORECASE)
_LEAD_IN = re.compile(r"^(?:报告期(?:内|各期|末)?|其中|同期|同时|此外|年度?|内|末|期间|[，,、\s的])+")
_SOLD_EN = re.compile(
    r"\b(?:we|the Group|our Group|the Company)\s+(?P<verb>shipped|sold|delivered)\s+"
    r"(?=(?:approximately|about|over|more than|nearly)?\s?\d)",
    re.IGNORECASE,
)
_UNTIL_NOW = re.compile(r"\bas (?:of|at)\b|\bsince\b|cumulative|in total|up to\b|\bcustomers\b", re.IGNORECASE)
_REPORT = re.compile(r"报告期(?:[、/][^指]{0,12})?指(?P<text>[^。；]{4,80})")
SENTENCE = re.compile(r"[^。；!?！？]*?(?:[。；！？]|\.(?=\s+[A-Z]|\s*$)|$)")


@dataclass(frozen=True)
class SentenceReading:
    """One figure of a sentence. start and stop: its place in the text that was read."""

    concept: str
    label: str
    member: str
    period: Period
    amount: Amount
    unit: Unit
    start: int
    stop: int


@dataclass(frozen=True)
class _Value:
    amount: Amount
    unit: Unit
    start: int
    stop: int


def is_prose_page(text: str) -> bool:
    """Whether a page holds a sentence worth reading: cheap words only."""
    return bool(_TRIGGER.search(re.sub(r"\s+", " ", text)))


_TRIGGER = re.compile(
    r"累[计計]\s?(?:销|銷|交付|出货|出貨|发货|售)|[Cc]umulative(?:ly)? (?:deliver|ship|sold|sales)"
    r"|(?:deliver|ship|sold)\w* (?:a )?cumulative"
    r"|(?:产能|產能|产量|產量|销量|銷量|销售量|产销率|產銷率|利用率|单价|單價|均价|均價|售价|售價)[^。；]{0,20}?(?:分别|分別)?(?:为|為|约|約)\s?\d"
    r"|(?:[Ss]ales|[Pp]roduction|[Ss]hipment|[Ss]hipping) volume[^.]{0,80}(?:was|were|of)"
    r"|utili[sz]ation rate[^.]{0,80}(?:was|were)|selling price[^.]{0,80}(?:was|were)"
    r"|\b[Ww]e (?:shipped|sold|delivered) (?:approximately |about |over |more than |nearly )?\d"
    r"|(?:没有|沒有|無|无|不涉及|不适用|不存在)[^。，]{0,8}(?:产能|產能|生产能力|生產能力)|no (?:production|manufacturing) capacity"
    r"|not (?:have|own|maintain|operate)[^.]{0,40}(?:production|manufacturing|fabs?\b)"
)


def periods_in(text: str, year_end: FiscalYearEnd) -> list[tuple[Period, int, int]]:
    """Periods with their spans, also after a full-width comma and where Latin letters follow the year at once (，2024年AI加速卡)."""
    return find_periods(re.sub(r"(?<=年)[A-Za-z]", "·", text.replace("，", "、")), year_end=year_end)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its start."""
    for match in SENTENCE.finditer(text):
        if match.group(0).strip():
            yield match.start(), match.group(0)


def report_end(texts: Sequence[str], year_end: FiscalYearEnd) -> Period | None:
    """The day on which the filing's own reporting period ends, from its definition ("报告期 指 2022 年 ... 2025 年 1-3 月")."""
    for text in texts[:60]:
        match = _REPORT.search(re.sub(r"\s", "", text))
        periods = find_periods(match.group("text"), year_end=year_end) if match else []
        if periods:
            return Period(max(period.end for period, _, _ in periods))
    return None


def read_sentences(text: str, year_end: FiscalYearEnd, known: Mapping[str, str], closing: Period | None) -> list[SentenceReading]:
    """Figures of every sentence that names period, measure and unit, and speaks of the issuer or of a product known from its tables.

    known: products of the filing's tables by their name without blanks; "" where a figure of the whole company may be expected.
    """
    found: list[SentenceReading] = []
    for start, sentence in sentences(text):
        if says("forecast_row", sentence):
            continue
        found += read_cumulative(sentence, start, year_end, closing)
        for concept in CONCEPTS:
            names = {re.sub(r"\s", "", reading.member): reading.member for reading in found if reading.member}
            found += read_measure(sentence, start, concept, year_end, {**names, **known})
    return found


def read_cumulative(sentence: str, offset: int, year_end: FiscalYearEnd, closing: Period | None) -> list[SentenceReading]:
    """截至2025年8月末累计销量超过2.5万颗: a point in time, never a period's sales."""
    found: list[SentenceReading] = []
    words = load_words()[CUMULATIVE]
    for match in re.finditer(f"(?:{words['zh']})|\\b(?:{words['en']})", sentence, re.IGNORECASE):
        before = sentence[: match.start()]
        periods = periods_in(before, year_end)
        day = Period(periods[-1][0].end) if periods else closing if "报告期末" in before else None
        verb = _TO_VALUE.match(sentence[match.end() :])
        if day is None or verb is None or speaks_of_others(before[-40:]):
            continue
        values = read_values(sentence, match.end() + verb.end(), is_physical, 1)
        if values:
            product = re.sub(r"^\s*of\s+", "", verb.group("of")) or product_before(
                before, periods[-1][2] if periods else before.rfind("报告期末") + 4
            )
            found.append(
                SentenceReading(
                    CUMULATIVE,
                    match.group(0),
                    product,
                    day,
                    values[0].amount,
                    values[0].unit,
                    offset + values[0].start,
                    offset + values[0].stop,
                )
            )
    return found


def product_before(before: str, after: int) -> str:
    """The product between the period (or the last comma) and the measure, without the subject; English names it after the measure."""
    if before.isascii():
        return ""
    part = before[after:] if 0 <= after <= len(before) else before
    part = re.split(r"[，,：:]", part)[-1]
    subjects = list(_SUBJECT_ZH.finditer(part))
    part = part[subjects[-1].end() :] if subjects else part
    return re.sub(r"(?:产品|的|實現|实现)+$", "", _LEAD_IN.sub("", part).strip()).strip()


def read_measure(sentence: str, offset: int, concept: str, year_end: FiscalYearEnd, known: Mapping[str, str]) -> list[SentenceReading]:
    words = load_words()[concept]
    found: list[SentenceReading] = []
    for match in re.finditer(words["zh"], sentence):
        found += read_zh(sentence, offset, concept, match, year_end, known)
    for match in re.finditer(rf"\b(?:{words['en']})(?!\w)", sentence, re.IGNORECASE):
        found += read_en(sentence, offset, concept, match, year_end)
    return found if concept != "sales_volume" else [*found, *read_verb(sentence, offset, year_end)]


def read_verb(sentence: str, offset: int, year_end: FiscalYearEnd) -> list[SentenceReading]:
    """We shipped 1.2 million, 3.4 million and 5.6 million chips in 2022, 2023 and 2024: periods with a length only, nothing cumulative."""
    match = _SOLD_EN.search(sentence)
    if match is None or _UNTIL_NOW.search(sentence) or speaks_of_others(sentence):
        return []
    periods = [period for period, _, _ in periods_in(sentence, year_end)]
    if not all(period.months for period in periods):
        return []
    return _paired(sentence, offset, "sales_volume", match.group("verb"), "", periods, match.end())


def read_zh(
    sentence: str, offset: int, concept: str, match: re.Match[str], year_end: FiscalYearEnd, known: Mapping[str, str]
) -> list[SentenceReading]:
    """2023年、2024年，公司训推一体GPU板卡平均单价（不含税）分别为5.69万元/张、4.69万元/张."""
    verb = _VERB_ZH.match(sentence, match.end())
    before = sentence[: match.start()]
    spans = last_list(before, periods_in(before, year_end))
    if verb is None or not spans or before.endswith(("累计", "累計")) or speaks_of_others(before) or _COMPARED.search(before):
        return []
    member = product_before(before, spans[-1][2])
    member = known.get(re.sub(r"\s", "", member), member)
    if re.sub(r"\s", "", member) not in known and (not member or ("" not in known and len(spans) == 1)):
        return []
    if not speaks_of_issuer(before, spans, member, known) or not is_product(member, len(spans)):
        return []
    return _paired(sentence, offset, concept, match.group(0), member, [as_flow(period) for period, _, _ in spans], verb.end())


def speaks_of_issuer(before: str, spans: Sequence[tuple[Period, int, int]], member: str, known: Mapping[str, str]) -> bool:
    """The issuer stands right after the periods or right before them, or the product is one of its tables."""
    after = _LEAD_IN.sub("", before[spans[-1][2] :])
    ahead = before[: spans[0][1]].rstrip("在于於自的 ")
    if _SUBJECT_ZH.match(after) or any(subject.end() == len(ahead) for subject in _SUBJECT_ZH.finditer(ahead)):
        return True
    return member != "" and member in known.values()


def is_product(member: str, period_count: int) -> bool:
    """Whether words between period and measure can be one product ("" is the whole company)."""
    if len(member) > PRODUCT_LENGTH_MAX or says("generic_product", member) or _NO_PRODUCT.search(member):
        return False
    return period_count == 1 or not re.search(r"[、和及与]", member)


def last_list(text: str, spans: list[tuple[Period, int, int]]) -> list[tuple[Period, int, int]]:
    """The last periods of a text that stand in one list: "据2026年1月的报道，2024年" gives 2024 only."""
    kept = spans[-1:]
    for earlier in reversed(spans[:-1]):
        if earlier[2] < kept[0][1] and re.sub(r"[、，,和及与與以\s]|and", "", text[earlier[2] : kept[0][1]]):
            break
        kept.insert(0, earlier)
    return kept


def read_en(sentence: str, offset: int, concept: str, match: re.Match[str], year_end: FiscalYearEnd) -> list[SentenceReading]:
    """Our total shipment volume was 0.928 million units and 7.8606 million units in 2022 and 2024, respectively."""
    verb = _VERB_EN.match(sentence, match.end())
    before = sentence[: match.start()]
    if verb is None or speaks_of_others(before[-60:]) or not _SUBJECT_EN.search(sentence[: verb.end()]):
        return []
    periods = [as_flow(period) for period, _, _ in periods_in(sentence, year_end)]
    member = re.sub(r"^\s*(?:of|for)\s+(?:our\s+)?", "", verb.group("of")).strip()
    member = "" if is_word("neutral", member) else member
    return _paired(sentence, offset, concept, match.group(0), member, periods, verb.end())


def _paired(
    sentence: str, offset: int, concept: str, label: str, member: str, periods: Sequence[Period], start: int
) -> list[SentenceReading]:
    """One value per period, in printed order; nothing where their numbers differ."""
    wanted = _is_ratio if concept in RATIOS else _is_piece_price if concept == PRICE else is_physical
    values = read_values(sentence, start, wanted, len(periods))
    if not values or len(values) != len(periods) or len(set(periods)) != len(periods):
        return []
    return [
        SentenceReading(concept, label, member, period, value.amount, value.unit, offset + value.start, offset + value.stop)
        for period, value in zip(periods, values, strict=True)
    ]


def _is_ratio(unit: Unit) -> bool:
    return unit.measure == "ratio"


def _is_piece_price(unit: Unit) -> bool:
    return is_price(unit) and "/" in unit.measure


def read_values(sentence: str, start: int, wanted: Callable[[Unit], bool], limit: int) -> list[_Value]:
    """Figures with their units from a place on; a unit that only the last one carries is the unit of all."""
    matches: list[re.Match[str]] = []
    position = start
    while len(matches) < limit + 1:
        match = _VALUE.match(sentence, position)
        if match is None or re.match(r"(?:19|20)\d\d\s*年", sentence[match.start("number") :]):
            break
        matches.append(match)
        position = _end_of_value(match)
        between = _BETWEEN.match(sentence, position)
        if between is None:
            break
        position = between.end()
    units = [value_unit(match) for match in matches]
    shared = next((unit for unit in reversed(units) if unit is not None), None)
    if shared is None or not wanted(shared):
        return []
    result = []
    for match, unit in zip(matches, units, strict=True):
        scale = _SCALES.get(match.group("unit").lower(), shared.scale)
        value = _to_value(match, unit or Unit(shared.measure, scale, shared.text))
        if value is not None:
            result.append(value)
    return result


def _end_of_value(match: re.Match[str]) -> int:
    unit = value_unit(match)
    if unit is None and match.group("unit").lower() in _SCALES:
        return match.end("unit")
    if unit is None:
        return match.end("percent") if match.group("percent") else match.end("number")
    return match.end("percent") if unit.measure == "ratio" else match.start("unit") + len(unit.text)


def value_unit(match: re.Match[str]) -> Unit | None:
    """The unit after a number: the longest run of characters that reads as one."""
    if match.group("percent"):
        return Unit("ratio", Decimal("0.01"), "%")
    token = (match.group("currency") or "") + " " + match.group("unit") if match.group("currency") else match.group("unit")
    scaled = re.fullmatch(r"(thousand|million|billion) ([A-Za-z]+)", token)
    if scaled:
        return Unit(scaled.group(2), _SCALES[scaled.group(1)], token)
    for length in range(len(token), 0, -1):
        found = find_units(f"({token[:length]})") if not token[length - 1 : length + 1].isascii() or length == len(token) else []
        if found and found[0].measure != "ratio":
            return Unit(found[0].measure, found[0].scale, token[:length])
    return None


def _to_value(match: re.Match[str], unit: Unit) -> _Value | None:
    words = (match.group("qualifier") or "").lower()
    try:
        amount = parse_amount(match.group("number") + (match.group("percent") or "").strip(), unit)
    except ReadError:
        return None
    qualifier: Qualifier = next((name for name, pattern in _QUALIFIERS if words and re.fullmatch(pattern, words)), "")
    stop = match.end("percent") if match.group("percent") else match.end("number")
    return _Value(Amount(amount.value, amount.step, qualifier=qualifier), unit, match.start("number"), stop)


def find_not_applicable(text: str) -> list[tuple[int, int]]:
    """Sentences that say that there is no capacity of one's own: 采用Fabless模式，没有产能数据."""
    found = []
    for start, sentence in sentences(text):
        if says("not_applicable", sentence) and not says("forecast_row", sentence):
            subject = _SUBJECT_ZH.search(sentence)
            found.append((start + (subject.start() if subject else len(sentence) - len(sentence.lstrip())), start + len(sentence)))
    return found
