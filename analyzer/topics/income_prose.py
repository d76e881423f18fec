"""Sentences of the discussion that repeat figures of the statement: further readings, never first ones.

"Our revenue increased by 46.2% from RMB703.5 million in 2023 to RMB1,028.3 million in 2024"; "分别为 A 万元、B 万元和 C 万元".
A sentence may speak of one product's revenue under the same words, so only figures that agree with the statement, or miss
it by a power of ten, are taken for readings of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.concepts import Vocabulary
from analyzer.errors import ReadError
from analyzer.model import Fact, LedgerEntry, Period
from analyzer.read.amounts import Amount, parse_amount
from analyzer.read.labels import label_key
from analyzer.read.periods import find_periods
from analyzer.read.units import find_units
from analyzer.topics.agreement import agree, slip
from analyzer.topics.base import FilingContext, ProseText
from analyzer.topics.columns import flows
from analyzer.topics.income_offface import margins_of

MONEY_EN = r"(?:approximately\s+|around\s+)?(?:RMB|US\$|HK\$|CNY)\s?\(?[\d,]+(?:\.\d+)?\)?(?:\s?(?:million|billion|thousand|[万萬亿億]元))?"
PERCENT = r"-?\d+(?:\.\d+)?\s?[%％]"
MONEY_ZH = r"(?:人民[币幣]|港[币幣元]|美元)?\s?-?[\d,]+(?:\.\d+)?\s?(?:[百千]?[万萬]|[千百]|[亿億])?元"
WHEN_EN = r"(?:for|in|during)\s+(?:the\s+)?[^.;:()]{4,60}?"
FROM_TO_EN = re.compile(
    rf"(?P<label>[A-Za-z&’',\s-]{{4,80}}?)\s+(?:increased|decreased|grew|rose|declined|remained[a-z\s]*)\b(?:[^.;]|\.(?=\d)){{0,90}}?\bfrom\s+(?P<a>{MONEY_EN})\s+(?P<pa>{WHEN_EN})\s+to\s+(?P<b>{MONEY_EN})"
    rf"\s+(?P<pb>{WHEN_EN})(?=[,.;]|\s+(?:primarily|mainly|which|due|as|and|respectively))"
)
LIST_EN = re.compile(
    rf"(?P<label>[A-Za-z&’'\s-]{{4,80}}?)\s+(?:was|were|amounted to|of|totaled|"
    rf"totalled)\s+(?P<list>{MONEY_EN}(?:,?\s*(?:and\s+)?{MONEY_EN})+),?\s*(?P<when>(?:for|in|"
    rf"during)\s+[^.;]{{4,140}}?),?\s+respectively"
)
FROM_TO_ZH = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{2,24}}?)[由从從](?P<pa>[^，。；]{{4,30}}?)[的之]?(?P<a>{MONEY_ZH})[^。；]{{0,40}}?(?:增|[减減]|上升|下降|上漲|升|跌|降)[^。；]{{0,40}}?[至到](?P<pb>[^，。；]{{4,30}}?)[的之]?(?P<b>{MONEY_ZH})"
)
LIST_ZH = re.compile(
    rf"(?P<when>[^。；]{{0,80}}?)[，,]?(?P<label>(?![年度月末期])[\u4e00-\u9fff]{{2,24}}?)分[别別][为為達达]\s?(?P<list>{MONEY_ZH}(?:[、及和與与]\s?{MONEY_ZH})+)"
)
MARGIN_EN = re.compile(
    rf"(?P<label>(?:overall )?gross (?:profit )?margin)s?[^.;%]{{0,60}}?(?:was|were|of|"
    rf"at)\s+(?P<list>{PERCENT}(?:,?\s+(?:and\s+)?{PERCENT})+),?\s+(?P<when>(?:for|in|"
    rf"during)\s+[^.;]{{4,140}}?),?\s+respectively",
    re.IGNORECASE,
)
MARGIN_ZH = re.compile(
    rf"(?P<when>[^。；]{{0,90}}?)[，,]?(?:公司|我[们們]|集[团團])?的?(?P<label>(?:[综綜]合|整[体體])?毛利率)分[別别][为為達达]\s?(?P<list>{PERCENT}(?:[、及和與与]\s?{PERCENT})+)"
)
ADJUSTED_EN = re.compile(
    rf"(?P<label>adjusted net (?:loss|profit|income))(?:es)?\s*(?:\([^)]*\))?\s*(?:was|were|amounted to|"
    rf"of)\s+(?P<list>{MONEY_EN}(?:,?\s*(?:and\s+)?{MONEY_EN})+),?\s*(?P<when>(?:for|in|"
    rf"during)\s+[^.;]{{4,140}}?),?\s+respectively",
    re.IGNORECASE,
)
FIRST_READINGS = ((MARGIN_EN, PERCENT, "gross_margin"), (MARGIN_ZH, PERCENT, "gross_margin"), (ADJUSTED_EN, MONEY_EN, "adjusted_profit"))
"""Figures that a filing may print in a sentence only. 主营业务毛利率 is another concept."""
PAGE_WORDS = re.compile(r"from\s+(?:approximately\s+)?(?:RMB|US\$|HK\$)|respectively|[由从從][^。]{4,30}(?:元)|分\s*[别別]\s*[为為達达]")
STATEMENT_WORDS = re.compile(r"revenue|profit|loss|expenses|costs|收入|利[润潤]|[费費]用|[开開]支|成本|溢利", re.IGNORECASE)
SPOKEN_FIRST = {"profit_attributable_to_owners", "profit_excluding_nonrecurring"}
FIRST_WORDS = re.compile(r"毛利率\s*分[別别]|gross (?:profit )?margin|adjusted net (?:loss|profit)", re.IGNORECASE)
PAGES_MAX = 60
LEAD_EN = re.compile(
    r"^(?:.*\b(?:our|the group[’']s|the company[’']s|we recorded|we generated|we had|total|result of the foregoing|"
    r"foregoing reasons)[,\s]+)+|^(?:and|that|as a result|the|a)\s+",
    re.IGNORECASE,
)
LEAD_ZH = re.compile(r"^.*(?:公司|集团|集團|我们|我們|本集团|实现|實現|期内|期內|各期|年度|年|的|總|总)(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True)
class Spoken:
    """One figure of a sentence: where it stands in the text, of what and when."""

    label: str
    start: int
    stop: int
    when: str


def read_sentences(context: FilingContext, vocabulary: Vocabulary, face: Sequence[Fact]) -> tuple[list[Fact], list[LedgerEntry]]:
    """Readings of statement figures in sentences, and the account of the sentences that were looked at."""
    known = {(fact.concept, fact.period): fact for fact in reversed(face) if fact.concept and fact.measure != "ratio"}
    texts = context.pages.texts
    pages = [page for page, text in enumerate(texts, 1) if PAGE_WORDS.search(text) and STATEMENT_WORDS.search(text) and has_sentence(text)][
        :PAGES_MAX
    ]
    facts: list[Fact] = []
    ledger: list[LedgerEntry] = []
    for page in pages if known else ():
        prose = context.pages.prose(page, page)
        for spoken in find_spoken(prose.text):
            fact = spoken_to_fact(spoken, prose, context, vocabulary, known)
            if fact is not None:
                facts.append(fact)
                place = fact.source
                ledger.append(
                    LedgerEntry(
                        "income_statement",
                        "sentence",
                        (place.page,),
                        spoken.label.strip()[-60:],
                        True,
                        "repeats the statement",
                        1,
                        1,
                        "",
                        place.bbox,
                    )
                )
    return facts, ledger


def read_first(context: FilingContext, periods: Collection[Period], face: Sequence[Fact]) -> list[Fact]:
    """Gross margins and adjusted profits of sentences ("25.9%, 25.7% and 21.0% in 2022, 2023 and 2024, respectively").

    A margin that is not gross profit / revenue of the statement is one product's.
    """
    facts: list[Fact] = []
    margins = margins_of(face)
    pages = [page for page, text in enumerate(context.pages.texts, 1) if FIRST_WORDS.search(text)][:PAGES_MAX]
    for page in pages:
        prose = context.pages.prose(page, min(page + 1, len(context.pages.texts)))
        for pattern, figure, concept in FIRST_READINGS:
            for match in pattern.finditer(prose.text):
                facts += [fact for fact in listed(match, figure, concept, prose, context) if fact.period in periods and fits(fact, margins)]
    return list({(fact.source.page, fact.source.bbox): fact for fact in facts}.values())


def fits(fact: Fact, margins: Mapping[Period, Decimal]) -> bool:
    return fact.concept != "gross_margin" or fact.period not in margins or abs(fact.value - margins[fact.period]) <= fact.step


def listed(match: re.Match[str], figure: str, concept: str, prose: ProseText, context: FilingContext) -> Iterator[Fact]:
    """The figures of one enumeration with their periods, none where the counts differ."""
    spans = [(match.start("list") + m.start(), match.start("list") + m.end()) for m in re.finditer(figure, match["list"])]
    periods = spoken_periods(match["when"])
    negative = "loss" in match["label"].lower()
    for (start, stop), period in zip(spans, periods, strict=False) if len(spans) == len(periods) else ():
        printed = prose.text[start:stop]
        amount, measure = spoken_amount(printed, context)
        if amount is not None:
            page, bbox = prose.place(start, stop)
            yield Fact(
                "income_statement",
                concept,
                match["label"],
                period,
                -amount.value if negative else amount.value,
                measure,
                amount.step,
                basis=context.attribute("basis"),
                origin=context.source(page, bbox, printed),
            )


def spoken_amount(printed: str, context: FilingContext) -> tuple[Amount | None, str]:
    """The figure of a sentence and its measure; None for one without a unit."""
    words = re.sub(r"[\d,.()\s-]+", " ", printed).strip()
    chinese = re.search(r"(?:人民[币幣]|港[币幣]?|美)?[千百万萬亿億]+元", words)
    unit = next(iter(find_units(chinese.group() if chinese else words, context.attribute("currency"))), None)
    digits = re.search(r"-?[\d,]*\d(?:\.\d+)?", printed)
    if unit is None or digits is None:
        return None, ""
    try:
        return parse_amount(digits.group(), unit), unit.measure
    except ReadError:
        return None, ""


def has_sentence(text: str) -> bool:
    flat = re.sub(r"\s+", " ", text)
    return any(pattern.search(flat) for pattern in (FROM_TO_EN, LIST_EN)) or any(
        pattern.search(flat.replace(" ", "")) for pattern in (FROM_TO_ZH, LIST_ZH)
    )


def find_spoken(text: str) -> Iterator[Spoken]:
    """Every figure of the sentences that name a line, a figure and a period."""
    for pattern in (FROM_TO_EN, FROM_TO_ZH):
        for match in pattern.finditer(text):
            yield Spoken(match["label"], *match.span("a"), match["pa"])
            yield Spoken(match["label"], *match.span("b"), match["pb"])
    for pattern, money in ((LIST_EN, MONEY_EN), (LIST_ZH, MONEY_ZH)):
        for match in pattern.finditer(text):
            figures = [(match.start("list") + m.start(), match.start("list") + m.end()) for m in re.finditer(money, match["list"])]
            when = split_when(match["when"])
            if len(when) == len(figures):
                yield from (Spoken(match["label"], *span, words) for span, words in zip(figures, when, strict=True))


def split_when(text: str) -> list[str]:
    """The periods of an enumeration in their order, each as its own words; a month beside years is the date of something else."""
    periods = spoken_periods(text)
    longer = [period for period in periods if period.months != 1]
    return [period.label for period in longer or periods]


def spoken_periods(text: str) -> list[Period]:
    return flows(find_periods(text))


def spoken_to_fact(
    spoken: Spoken, prose: ProseText, context: FilingContext, vocabulary: Vocabulary, known: dict[tuple[str, Period], Fact]
) -> Fact | None:
    """The figure as a reading of the statement's, None where it is none."""
    concept = next(iter(label_concepts(spoken.label, vocabulary)), "")
    periods = [period for _, period in known if period.label == spoken.when] or spoken_periods(spoken.when)
    fact = known.get((concept, periods[0])) or missing_line(concept, periods[0], known, context) if periods else None
    printed = prose.text[spoken.start : spoken.stop]
    amount, measure = spoken_amount(printed, context)
    if fact is None or amount is None or measure != fact.measure:
        return None
    value = amount.value if fact.value >= 0 or amount.value < 0 else -amount.value
    page, bbox = prose.place(spoken.start, spoken.stop)
    reading = replace(
        fact, value=value, step=amount.step, qualifier="", assurance="", note="", origin=context.source(page, bbox, printed), mentions=()
    )
    if fact.origin is None:
        return replace(reading, value=amount.value, label=spoken.label.strip())
    return reading if agree(fact, reading) or slip(fact, reading) else None


def missing_line(concept: str, period: Period, known: Mapping[tuple[str, Period], Fact], context: FilingContext) -> Fact | None:
    """A blank for a bottom line that the statement does not print for one of its periods, so that a sentence may give it."""
    profit = known.get(("profit", period))
    if concept not in SPOKEN_FIRST or profit is None:
        return None
    return replace(profit, concept=concept, value=Decimal(0), origin=None, assurance="", note="", basis=context.attribute("basis"))


def spoken_label(label: str) -> str:
    """The end of a phrase that names the line, without "our" or "公司"."""
    return LEAD_ZH.sub("", label) if re.search(r"[\u4e00-\u9fff]", label) else LEAD_EN.sub("", label.strip())


def label_concepts(label: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Concepts of the whole phrase, else of the end of it that names a line."""
    return vocabulary.concepts_of(label_key(label)) or vocabulary.concepts_of(label_key(spoken_label(label)))
