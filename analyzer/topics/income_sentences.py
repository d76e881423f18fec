"""The forms of sentence that repeat figures of the statement, found around the words that all of them have.

"Our revenue increased by 46.2% from RMB703.5 million in 2023 to RMB1,028.3 million in 2024"; "分别为 A 万元、B 万元和 C 万元".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Period
from analyzer.read.periods import find_periods
from analyzer.topics.columns import flows

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


@dataclass(frozen=True)
class Form:
    """One form of sentence. anchor: cheap words that every such sentence has; before, after: characters around them to search in."""

    pattern: re.Pattern[str]
    anchor: re.Pattern[str]
    before: int
    after: int
    figure: str = ""
    concept: str = ""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The sentences of this form, each once."""
        stop = 0
        for anchor in self.anchor.finditer(text):
            if anchor.end() <= stop:
                continue
            match = self.pattern.search(text, max(stop, anchor.start() - self.before), min(len(text), anchor.end() + self.after))
            if match:
                stop = match.end()
                yield match


# Anchors begin with letters or a set of letters: the search for them then skips what cannot be one.
CHANGES = (
    Form(FROM_TO_EN, re.compile(r"from(?<!\wfrom)\s+(?:approximately\s+|around\s+)?(?:RMB|US\$|HK\$|CNY)"), 220, 240),
    Form(FROM_TO_ZH, re.compile(rf"[由从從](?=[^，。；]{{4,30}}?[的之]?{MONEY_ZH})"), 26, 220),
)
LISTS = (
    Form(LIST_EN, re.compile(r"respectively(?<!\wrespectively)"), 480, 0, MONEY_EN),
    Form(LIST_ZH, re.compile(rf"分[别別][为為達达](?=\s?{MONEY_ZH}[、及和與与]\s?{MONEY_ZH})"), 106, 200, MONEY_ZH),
)
FIRST_READINGS = (
    Form(MARGIN_EN, re.compile(r"[Gg](?i:ross (?:profit )?margin)"), 10, 460, PERCENT, "gross_margin"),
    Form(MARGIN_ZH, re.compile(r"毛利率分[别別]"), 110, 160, PERCENT, "gross_margin"),
    Form(ADJUSTED_EN, re.compile(r"[Aa](?i:djusted net (?:loss|profit|income))"), 0, 460, MONEY_EN, "adjusted_profit"),
)
"""Figures that a filing may print in a sentence only. 主营业务毛利率 is another concept."""


@dataclass(frozen=True)
class Spoken:
    """One figure of a sentence: where it stands in the text, of what and when. concept: given by the form, else told by the label.

    label_start: where the label stands; the figures of one sentence share it.
    """

    label: str
    start: int
    stop: int
    when: str
    concept: str = ""
    label_start: int = -1


def find_spoken(text: str) -> Iterator[Spoken]:
    """Every figure of the sentences that name a line, a figure and a period."""
    for form in CHANGES:
        for match in form.find(text):
            for figure, when in (("a", "pa"), ("b", "pb")):
                yield Spoken(match["label"], *match.span(figure), match[when], label_start=match.start("label"))
    for form in LISTS:
        yield from listed(form, text)


def find_first(text: str) -> Iterator[Spoken]:
    """Every figure of the sentences that may give a margin or an adjusted profit first."""
    for form in FIRST_READINGS:
        yield from listed(form, text)


def listed(form: Form, text: str) -> Iterator[Spoken]:
    """The figures of one enumeration with their periods, none where the counts differ."""
    for match in form.find(text):
        spans = [(match.start("list") + m.start(), match.start("list") + m.end()) for m in re.finditer(form.figure, match["list"])]
        when = split_when(match["when"])
        if len(when) == len(spans):
            start = match.start("label")
            yield from (Spoken(match["label"], *span, words, form.concept, start) for span, words in zip(spans, when, strict=True))


def split_when(text: str) -> list[str]:
    """The periods of an enumeration in their order, each as its own words; a month beside years is the date of something else."""
    periods = spoken_periods(text)
    longer = [period for period in periods if period.months != 1]
    return [period.label for period in longer or periods]


def spoken_periods(text: str) -> list[Period]:
    return flows(find_periods(text))
