"""Sentences that give volumes: period, product, measure and figures in running text; cumulative deliveries; fabless assurances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.model import Period
from analyzer.read.labels import to_simplified
from analyzer.read.periods import FiscalYearEnd, find_periods
from analyzer.topics.volumes_comparatives import own_periods, with_comparative
from analyzer.topics.volumes_notes import says_population
from analyzer.topics.volumes_owned import (
    SUBJECT_ZH,
    is_called_ours,
    is_own_plant,
    names_as_printed,
    product_before,
    same_time,
    simplified_names,
    speaks_of_issuer,
)
from analyzer.topics.volumes_periods import as_flow
from analyzer.topics.volumes_prices import PRICE_VERB, priced
from analyzer.topics.volumes_tracked import tracked_spans
from analyzer.topics.volumes_units import is_physical, per_piece
from analyzer.topics.volumes_values import SentenceReading, last_list, paired, periods_in, read_values, wanted_unit
from analyzer.topics.volumes_verbs import read_delivered, read_listed, read_trend, read_verb
from analyzer.topics.volumes_verbs_zh import read_verb_zh
from analyzer.topics.volumes_words import CONCEPTS, CUMULATIVE, PRICE, is_word, load_words, says, speaks_of_others

PRODUCT_LENGTH_MAX = 24
NEAR_PIECE = 20
"""Letters beside a figure in which its unit stands."""
ASIDE_REACH = 400
"""Letters before a sentence in which the product that it leaves unsaid may stand."""
_COMPARED = re.compile(r"同比|增长|下降|分别(?:为|是)\S*\d")
_NO_PRODUCT = re.compile(r"新增|现$|现有|有的|单台|\d+\s?月|核准|自用|增加|减少|达到|仅")
_VERB_ZH = re.compile(
    r"(?:[（(](?P<note>[^（）()]{1,30})[）)])?(?:已|则|則|均)?(?:[已累计計共]*)(?:分别|分別)?(?:大?[约約](?=[为為]))?(?:为|為|是|达到?|達到?|仅为|合计|(?:扩[展大]|擴[展大]|提高|提升|增加|上升|增长)[至到]|增至)?(?=\s*(?:超|逾|约|約|近|大|不|突|\d))"
)
_ASIDE_EN = (
    r"\s*\((?![^()]{0,20}\bif\b)[^()\d][^()]{2,140}\)"
    r"|,\s(?:as\s)?(?:computed|calculated|defined|derived|determined|measured|expressed|represent(?:ed|ing)|being|which\s(?:is|was|represents)"
    r"|net\sof|(?:in|ex)clu(?:ding|sive\sof))\s[^,.;\d]{3,140},(?=\s(?:was|were|amounted|reached|stood)\s)"
)
"""How a measure is reckoned, between it and its verb: Our average selling price, computed as revenue divided by shipments, was."""
_SAID = "was|were|is|are|be|been|has|have|had|remained|rang(?:ed|es|ing)|fluctuated|varied|averaged|between"
"""Words that no product holds: what follows them is told of it (the price of our chips was between RMB10.2 and RMB12.3)."""
_MONEY_LATER = re.compile(r"[约為为]{1,2}(?=每|人民币|港币|港元|美元|HK\$|US\$|RMB)")
"""The rest of 分别约为 before a price whose money comes first, where the verb alone seemed to end at 约."""
_VERB_EN = re.compile(
    r"(?:\s+per\s+(?P<per>[a-z]+))?"
    r"(?P<of>(?:\s+(?:of|for)\s+(?!(?:approx|about|around|over|more than|nearly|RMB|HK|US|\d))"
    rf"(?:(?!\b(?:{_SAID})\b)[A-Za-z0-9 ,&()-]){{2,60}}?)?)"
    rf"(?:{_ASIDE_EN})?"
    r"\s*(?:was|were|amounted to|reached|totall?ed|averaged|stood at|remained (?:(?:relatively )?stable )?at|of)?\s+"
    r"(?=(?:approximately|about|over|more than|exceed|nearly|RMB|HK|US|\d))"
)
_SUPPOSES = re.compile(r"\s*(?:If|Assuming|Had|Should|Suppos\w+)\b")
_WHEN = re.compile(r"(?:the|this|each) (?:\w+ )?(?:year|period|quarter)s?\b", re.IGNORECASE)
_GOAL = re.compile(r"\s(?:to|by|from|at|in|with|of|on|as|than|under|below|above)\s*$")
"""A product does not end so: what follows is where the measure goes, or by how much."""
_TO_VALUE = re.compile(
    r"(?P<of>(?:\s+of\s+[A-Za-z0-9 -]{2,40}?)?)(?:\s+|[\u4e00-\u9fff]{0,10}?)(?:was|were|reached|amounted to)?\s*"
    r"(?=(?:超|逾|约|約|近|突破|approx|about|over|more than|exceed|\d))",
    re.IGNORECASE,
)
_SUBJECT_EN = re.compile(r"\b(?:our|we|the Group|the Company)\b", re.IGNORECASE)
OWNER_CHARS, MARKET_CHARS = 16, 48
_MARKET_EN = re.compile(
    r"\bin\s+(?:(?:mainland\s+)?China|the\s+(?:PRC|world|U\.?S\.?|United States|European Union|domestic market)"
    r"|Hong Kong|Asia|Europe|Japan|India)\b",
    re.IGNORECASE,
)
"""The price of organic raw milk in China is a market's, not the issuer's, whoever the sentence before speaks of."""
_ASIDE = re.compile(r"[^，。；、（()）\d]{0,8}[（(](?P<inside>(?:19|20)\d\d\s?年[^（）()]{6,80})[）)]")
_EACH_PERIOD = re.compile(r"报告期(?:各期|内)?(?=[，,])")
_REPORT = re.compile(r"报告期内?(?:[、/][^指]{0,12})?指(?P<text>(?:(?!报告期)[^。；]){4,80})")
SENTENCE = re.compile(r"[^。；!?！？]*?(?:[。；！？]|\.(?=\s+[A-Z]|\s*$)|$)")


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


def report_periods(texts: Sequence[str], year_end: FiscalYearEnd) -> list[Period]:
    """The periods that 报告期各期 stands for, the earliest first, from the definition of 报告期."""
    for text in texts[:60]:
        match = _REPORT.search(re.sub(r"\s", "", text))
        periods = {period for period, _, _ in find_periods(match.group("text"), year_end=year_end) if period.months} if match else set()
        if periods:
            return sorted(periods)
    return []


def read_sentences(
    text: str,
    year_end: FiscalYearEnd,
    known: Mapping[str, str],
    closing: Period | None,
    reported: Sequence[Period] = (),
    tracked: Sequence[Period] = (),
) -> list[SentenceReading]:
    """Figures of every sentence that names period, measure and unit, and speaks of the issuer or of a product known from its tables.

    known: products of the filing's tables by their name without blanks; "" where a figure of the whole company may be expected.
    reported: the periods of 报告期各期. tracked: those of the Track Record Period.
    Words are matched in Simplified, what is given back is as printed.
    """
    found: list[SentenceReading] = []
    plain = to_simplified(text)
    printed, known = names_as_printed(known), simplified_names(known)
    first = 0
    for start, sentence in sentences(plain if len(plain) == len(text) else text):
        previous = [reading for reading in found if first <= reading.start < start]
        first = start
        if says("forecast_row", sentence):
            continue
        found += read_cumulative(sentence, start, year_end, closing) or read_delivered(sentence, start, year_end)
        found += read_verb(sentence, start, year_end, tracked) or read_verb_zh(sentence, start, year_end, "" in known)
        for concept in CONCEPTS:
            names = {re.sub(r"\s", "", reading.member): reading.member for reading in found if reading.member}
            said = [reading for reading in found if reading.start >= start]
            clause = _Clause(year_end, {**names, **known}, said, reported, plain[max(0, start - ASIDE_REACH) : start], previous, tracked)
            found += read_measure(sentence, start, concept, clause)
    spelled = [(reading, as_printed(reading, plain, text)) for reading in found]
    return [replace(new, member=printed.get(old.member, old.member)) if new.member == old.member else new for old, new in spelled]


def as_printed(reading: SentenceReading, plain: str, text: str) -> SentenceReading:
    """The reading with label and product in the printed characters."""
    if plain == text or len(plain) != len(text):
        return reading
    places = {name: plain.rfind(name, 0, reading.start) for name in (reading.label, reading.member) if name}
    places |= {name: plain.find(name, reading.stop) for name, at in places.items() if at < 0}
    printed = {name: text[at : at + len(name)] for name, at in places.items() if at >= 0}
    money, slash, piece = reading.unit.measure.partition("/")
    word = piece if slash else money
    at = plain.find(word, max(0, reading.start - NEAR_PIECE), reading.stop + NEAR_PIECE)
    at = at if at >= 0 else plain.rfind(word, max(0, reading.start - ASIDE_REACH), reading.start)
    unit = replace(reading.unit, measure=(money + slash if slash else "") + text[at : at + len(word)]) if at >= 0 else reading.unit
    return replace(reading, label=printed.get(reading.label, reading.label), member=printed.get(reading.member, reading.member), unit=unit)


@dataclass(frozen=True)
class _Clause:
    """What a clause may leave unsaid: products known, the readings of its sentence so far, the periods of the filing."""

    year_end: FiscalYearEnd
    known: Mapping[str, str]
    before: Sequence[SentenceReading]
    reported: Sequence[Period]
    text_before: str = ""
    previous: Sequence[SentenceReading] = ()
    tracked: Sequence[Period] = ()
    beside: Sequence[SentenceReading] = ()
    """Readings of the same measure earlier in the sentence."""

    def named(self, member: str) -> str:
        """The product as the tables spell it, also with the word that names of products lose (肉类产品)."""
        key = re.sub(r"\s", "", member)
        return self.known.get(key) or (self.known.get(f"{key}产品") if key else None) or member

    def nearest(self, before: str) -> str:
        """The product of the tables that was named last, "" where none was."""
        text = re.sub(r"\s", "", self.text_before + before)
        places = {name: text.rfind(key) for key, name in self.known.items() if key}
        return max((name for name, at in places.items() if at >= 0), key=lambda name: (places[name], len(name)), default="")

    def group(self, text: str) -> list[SentenceReading]:
        """The readings of the clause before, where this one names neither product nor period (销量为3.88万张，平均单价为1.86万元/张)."""
        if not self.before or not re.search(r"[，,]\s*(?:其|且|和|及|与)?$", text):
            return []
        last = max(self.before, key=lambda reading: reading.start)
        return [reading for reading in self.before if (reading.concept, reading.member) == (last.concept, last.member)]

    def periods_before(self) -> list[Period]:
        """The periods of the measure before in the same sentence."""
        found = [*self.before, *self.beside]
        last = max(found, key=lambda reading: reading.start, default=None)
        return [one.period for one in found if last and (one.concept, one.member) == (last.concept, last.member)]

    def goes_on(self, text: str, spans: Sequence[tuple[Period, int, int]]) -> bool:
        """Whether this part of a sentence begins with its period, after a part that told of the issuer (002255 p.112)."""
        return bool(self.previous) and self.text_before.endswith("；") and not text[: spans[0][1]].strip()

    def inherited(self, text: str) -> list[Period]:
        """The one period of the sentence before, where this one begins with 其中."""
        periods = {reading.period for reading in self.previous}
        return list(periods) if len(periods) == 1 and text.strip().startswith("其中") else []

    def spans(self, text: str) -> list[tuple[Period, int, int]]:
        """The periods before a measure; 报告期各期 stands for all of the filing's."""
        again = same_time(text, self.periods_before())
        found = again or last_list(text, periods_in(text, self.year_end))
        every = list(_EACH_PERIOD.finditer(text))
        if found or not every:
            return found
        return [(period, every[-1].start(), every[-1].end()) for period in self.reported]


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


def read_measure(sentence: str, offset: int, concept: str, clause: _Clause) -> list[SentenceReading]:
    words = load_words()[concept]
    found: list[SentenceReading] = []
    for match in re.finditer(words["zh"], sentence):
        for reader in (read_zh, read_moved_zh, read_aside_zh, read_pair_zh):
            found += reader(sentence, offset, concept, match, replace(clause, beside=tuple(found)))
    for match in re.finditer(rf"\b(?:{words['en']})(?!\w)", sentence, re.IGNORECASE):
        found += read_en(sentence, offset, concept, match, clause)
        if _SUBJECT_EN.search(sentence[: match.end() + PRODUCT_LENGTH_MAX]) and not tells_a_market(sentence, match):
            found += read_trend(sentence, offset, concept, match, clause.year_end)
    return found


def read_moved_zh(sentence: str, offset: int, concept: str, match: re.Match[str], clause: _Clause) -> list[SentenceReading]:
    """公司四氧化三锰产品价格由2004年平均12,300元/吨下降至2005年平均10,536元/吨."""
    before = sentence[: match.start()]
    member = product_before(before, max((stop for _, _, stop in periods_in(before, clause.year_end)), default=0))
    member = clause.named(member)
    known = member in clause.known.values() or is_called_ours(member, clause.text_before)
    told = (known and member != "") or SUBJECT_ZH.search(before)
    if not told or speaks_of_others(before) or not is_product(member, 1):
        return []
    return [replace(reading, member=member) for reading in read_trend(sentence, offset, concept, match, clause.year_end)]


def read_aside_zh(sentence: str, offset: int, concept: str, match: re.Match[str], clause: _Clause) -> list[SentenceReading]:
    """平均销售单价提高（2005 年平均 10,536 元/吨，2004 年平均 10,022 元/吨）: of the product named last (002057 p.183)."""
    aside = _ASIDE.match(sentence, match.end())
    before = sentence[: match.start()]
    member = clause.nearest(before)
    if aside is None or not member or speaks_of_others(re.split(r"[，,；]", before)[-1]):
        return []
    found = read_listed(sentence[: aside.end()], offset, concept, match, aside.start("inside"), clause.year_end)
    return [replace(reading, member=member) for reading in found]


def read_zh(sentence: str, offset: int, concept: str, match: re.Match[str], clause: _Clause) -> list[SentenceReading]:
    """2023年、2024年，公司训推一体GPU板卡平均单价（不含税）分别为5.69万元/张、4.69万元/张."""
    verb = _VERB_ZH.match(sentence, match.end())
    told_in_order = paired
    money = PRICE_VERB.match(sentence, match.end()) if concept == PRICE else None
    if money is not None and (
        verb is None or sentence.startswith(("每", "人民币"), money.end()) or _MONEY_LATER.match(sentence, verb.end())
    ):
        verb, told_in_order = money, priced
    before = sentence[: match.start()]
    if verb is None or before.endswith(("累计", "累計")) or speaks_of_others(before) or says("plan", sentence[: verb.end()]):
        return []
    group = clause.group(before)
    if group:
        periods = [reading.period for reading in group]
        return as_told(told_in_order(sentence, offset, concept, match.group(0), group[0].member, periods, verb.end()), verb)
    spans = clause.spans(before) or tracked_spans(sentence, match.start(), verb.end(), clause.tracked, clause.year_end)
    again = bool(same_time(before, clause.periods_before()))
    if not spans or _COMPARED.search(before, spans[0][1] if again else 0):
        return []
    member = clause.named(product_before(before, spans[-1][2]))
    if re.sub(r"\s", "", member) not in clause.known and (not member or ("" not in clause.known and len(spans) == 1)):
        return []
    told = again or speaks_of_issuer(before, spans, member, clause.known) or (not member and clause.goes_on(before, spans))
    told = told or is_own_plant(member, concept, clause.text_before) or is_called_ours(member, clause.text_before)
    if not told or not is_product(member, len(spans)):
        return []
    label = match.group(0)[1:] if re.search(r"\d年$", sentence[: match.start() + 1]) else match.group(0)
    found = as_told(told_in_order(sentence, offset, concept, label, member, [as_flow(period) for period, _, _ in spans], verb.end()), verb)
    found = with_comparative(sentence, offset, found, clause.year_end)
    note = verb.group("note") or ""
    return [replace(reading, note=note) for reading in found] if says_population(note) else found


def as_told(found: Sequence[SentenceReading], verb: re.Match[str]) -> list[SentenceReading]:
    """The readings, each about its figure where the verb says so of all: 分别约为85.2%、87.1%."""
    if not re.search("约(?:[为為]|$)", verb.group(0)):
        return list(found)
    return [replace(reading, amount=replace(reading.amount, qualifier=reading.amount.qualifier or "about")) for reading in found]


def read_pair_zh(sentence: str, offset: int, concept: str, match: re.Match[str], clause: _Clause) -> list[SentenceReading]:
    """Two measures of one period: 2010年度，公司产能利用率和产销率分别为92.27%和101.74% (601113 p.299)."""
    other = next((found for found in pair_after(sentence, match.end()) if found[0] != concept), None)
    before = sentence[: match.start()]
    if other is None or speaks_of_others(before) or _COMPARED.search(before):
        return []
    second, label, stop = other
    spans = clause.spans(before)
    inherited = clause.inherited(before) if not spans else []
    periods = [as_flow(period) for period, _, _ in spans] or inherited
    member = clause.named(product_before(before, spans[-1][2] if spans else 0))
    told = bool(inherited) or (spans and speaks_of_issuer(before, spans, member, clause.known))
    values = read_values(sentence, stop, wanted_unit(concept), 2)
    if len(periods) != 1 or not told or len(values) != 2 or not wanted_unit(second)(values[1].unit) or not is_product(member, 1):
        return []
    return [
        SentenceReading(name, words, member, periods[0], value.amount, value.unit, offset + value.start, offset + value.stop)
        for name, words, value in zip((concept, second), (match.group(0), label), values, strict=True)
    ]


def pair_after(sentence: str, start: int) -> Iterator[tuple[str, str, int]]:
    """The measure that follows with 和, and where the figures of both begin."""
    for concept in CONCEPTS:
        found = re.compile(rf"[和及与、](?P<label>{load_words()[concept]['zh']})分别(?:为|是|达到?)(?=约?\s*\d)").match(sentence, start)
        if found:
            yield concept, found.group("label"), found.end()


def is_product(member: str, period_count: int) -> bool:
    """Whether words between period and measure can be one product ("" is the whole company)."""
    if len(member) > PRODUCT_LENGTH_MAX or says("generic_product", member) or _NO_PRODUCT.search(member):
        return False
    return period_count == 1 or not re.search(r"[、和及与]", member)


def read_en(sentence: str, offset: int, concept: str, match: re.Match[str], clause: _Clause) -> list[SentenceReading]:
    """Our total shipment volume was 0.928 million units and 7.8606 million units in 2022 and 2024, respectively."""
    verb = _VERB_EN.match(sentence, match.end())
    before = sentence[: match.start()]
    if verb is None or not _SUBJECT_EN.search(sentence[: verb.end()]) or any(map(speaks_of_others, (before[-60:], verb.group("of")))):
        return []
    if plans(sentence, verb) or _SUPPOSES.match(sentence) or tells_a_market(sentence, match):
        return []
    year_end = clause.year_end
    listed = last_list(before, periods_in(before, year_end))
    several = len(listed) > 1 and "respectively" in sentence[verb.end() :]
    told = [period for period, _, _ in listed] if several else own_periods(sentence, verb.end(), year_end)
    told = told or [period for period, _, _ in tracked_spans(sentence, match.start(), verb.end(), clause.tracked, year_end)]
    periods = [as_flow(period) for period in told]
    member = re.sub(r"^\s*(?:of|for)\s+(?:our\s+)?", "", verb.group("of")).strip()
    member = "" if is_word("neutral", member) or _WHEN.match(member) else member
    found = paired(sentence, offset, concept, match.group(0), member, periods, verb.end())
    found = with_comparative(sentence, offset, found, year_end)
    return [replace(reading, unit=per_piece(reading.unit, verb.group("per") or "")) for reading in found]


def tells_a_market(sentence: str, match: re.Match[str]) -> bool:
    """Whether a measure is of a country's goods and nobody's own: the average price of organic raw milk in China."""
    near = sentence[max(0, match.start() - OWNER_CHARS) : match.end() + MARKET_CHARS]
    return _MARKET_EN.search(sentence[match.end() : match.end() + MARKET_CHARS]) is not None and not _SUBJECT_EN.search(near)


def plans(sentence: str, verb: re.Match[str]) -> bool:
    """Whether figures are a goal: We plan to increase our production capacity of tablets to 2,000 million tablets by 2023."""
    return says("plan", sentence[: verb.end()]) or bool(_GOAL.search(verb.group("of")))


def find_not_applicable(text: str) -> list[tuple[int, int]]:
    """Sentences that say that there is no capacity of one's own: 采用Fabless模式，没有产能数据."""
    found = []
    for start, sentence in sentences(text):
        if says("not_applicable", sentence) and not says("forecast_row", sentence):
            subject = SUBJECT_ZH.search(sentence)
            found.append((start + (subject.start() if subject else len(sentence) - len(sentence.lstrip())), start + len(sentence)))
    return found
